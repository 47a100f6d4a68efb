"""A build whose inputs are what the output was made from leaves it as it is; whatever else there is, it builds."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import orjson
import pytest

import generator
from generator.config import load
from generator.documents import MANIFEST, MARK
from generator.errors import ConfigError, SourceError, StrictError
from generator.events import LATE, formats
from generator.pipeline import Built, Options, UpToDate, build, fingerprint
from tests.conftest import FEW, NOW, bytes_of, listen
from tests.partify import database
from tests.pipeline.conftest import refreshed
from tests.serve.running import ENDLESS, LONG

ROOT = Path(__file__).parents[2]
LOST = listen("ana", "1970-01-01", "Low", "Words")
FUTURE = listen("ana", "2031-01-01", "Low", "Words")
KEY = "a key that nobody knows"

Project = Callable[..., Path]


def kinds(*done: Built | UpToDate) -> list[str]:
    return [type(one).__name__ for one in done]


def mark(config: Path) -> dict[str, object]:
    said: dict[str, object] = orjson.loads((config.parent / "output" / MARK).read_bytes())
    return said


def test_nothing_changed_nothing_is_built(project: Project):
    """The second time, the tree is the same folder with the same bytes, and what is told of it is right."""
    config = project((*FEW, LOST), pages=True)
    assert kinds(refreshed(config)) == ["Built"]
    output = config.parent / "output"
    before, folder = bytes_of(output), output.stat().st_ino

    kept = refreshed(config)

    listed = config.parent / "output.rejects.csv"
    assert kept == UpToDate(len(before), sum(map(len, before.values())), rejects=1, rejects_file=listed)
    assert bytes_of(output) == before
    assert output.stat().st_ino == folder
    assert {file.name for file in config.parent.iterdir()} == {
        ".output.lock", "config.yaml", "listens.jsonl", "output", "output.cache", "output.rejects.csv",
    }  # fmt: skip


def test_a_build_that_is_asked_for_is_made(finished: Project):
    """`build` itself compares nothing: the tree is made again."""
    config = finished()
    folder = (config.parent / "output").stat().st_ino

    assert isinstance(build(load(config, formats.names()), config.parent / "output", NOW, Options()), Built)

    assert (config.parent / "output").stat().st_ino != folder


def more(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("listens.jsonl", "\n"),
        ("config.yaml", "# the same, in other words\n"),
        ("templates/users.html", "<p>mine</p>"),
        ("templates/starter/part.html", "a part of a template"),
        ("elsewhere.txt", "no input"),
    ],
)
def test_what_the_build_reads_decides(finished: Project, file: str, text: str):
    """A changed source or template, however little, builds; a file that is no input, or a comment, does not."""
    config = finished(pages=True, charts=False)

    (config.parent / file).parent.parent.mkdir(exist_ok=True)
    (config.parent / file).parent.mkdir(exist_ok=True)
    more(config.parent / file, text)

    expected = "UpToDate" if file in {"config.yaml", "elsewhere.txt"} else "Built"
    assert kinds(refreshed(config), refreshed(config)) == [expected, "UpToDate"]


def test_a_changed_template_builds(project: Project):
    """What a project's own template says is an input, whatever its size and time."""
    config = project(pages=True, charts=False)
    more(config.parent / "templates" / "users.html", "one")
    refreshed(config)
    template = config.parent / "templates" / "users.html"
    when = template.stat().st_mtime_ns
    template.write_text("two", encoding="utf-8")
    os.utime(template, ns=(when, when))

    assert kinds(refreshed(config)) == ["Built"]
    assert (config.parent / "output" / "users.html").read_text(encoding="utf-8") == "two"


@pytest.mark.parametrize(
    "settings",
    [
        {"site": {"title": "Other"}},
        {"mirrors": ["partify"]},
        {"sources": [{"format": "listenbrainz", "path": "listens.jsonl", "min_ms": 1}]},
        {"pages": True},
    ],
)
def test_another_setting_builds(project: Project, settings: dict[str, object]):
    """Every key of config.yaml is an input."""
    refreshed(project())

    assert kinds(refreshed(project(**settings)), refreshed(project(**settings))) == ["Built", "UpToDate"]


def test_other_rules_of_the_owner_build(project: Project):
    """The bytes of the file of corrections are an input; one that is gone is a fault of the config."""
    config = project(corrections="rules.yaml")
    rules = config.parent / "rules.yaml"
    rules.write_text("rename:\n  - {artist: Low, to: Lower}\n", encoding="utf-8")
    refreshed(config)
    rules.write_text("rename:\n  - {artist: Low, to: Lowest}\n", encoding="utf-8")

    assert kinds(refreshed(config), refreshed(config)) == ["Built", "UpToDate"]
    rules.unlink()
    with pytest.raises(ConfigError, match="there is no such file"):
        refreshed(config)


def test_another_file_of_a_glob_builds(project: Project):
    """So does a file that is gone, and one that is called otherwise: files name their users."""
    config = project(sources=[{"format": "listenbrainz", "path": "*.jsonl"}])
    refreshed(config)
    found = []
    for change in (
        lambda folder: (folder / "more.jsonl").write_bytes((folder / "listens.jsonl").read_bytes() + b"\n"),
        lambda folder: (folder / "more.jsonl").rename(folder / "mare.jsonl"),
        lambda folder: (folder / "mare.jsonl").unlink(),
    ):
        change(config.parent)
        found += kinds(refreshed(config), refreshed(config))

    assert found == ["Built", "UpToDate"] * 3


def test_what_says_whose_an_unpacked_export_is_is_an_input(project: Project):
    """Another user.json above the folder of listens makes another listener of the same file."""
    path = "export/listens/2024/5.jsonl"
    config = project(sources=[{"format": "listenbrainz", "path": path}])
    (config.parent / path).parent.mkdir(parents=True)
    (config.parent / path).write_text('{"listened_at": 1714568700, "track_metadata": {}}\n', encoding="utf-8")

    def digest(user: str) -> bytes:
        (config.parent / "export" / "user.json").write_text(f'{{"username": "{user}"}}', encoding="utf-8")
        inputs = fingerprint.of(load(config, formats.names()))
        assert inputs is not None
        return inputs.digest

    assert digest("ana") == digest("ana") != digest("bo")


def test_what_waits_beside_a_database_is_an_input(project: Project):
    """A server that has not merged its last plays into its SQLite file yet has them beside it."""
    config = project(sources=[{"format": "partify", "path": "partify.db"}])
    database.write(config.parent / "partify.db")
    with closing(sqlite3.connect(config.parent / "partify.db")) as server:
        server.execute("pragma journal_mode = wal")
        database.fill(server, "4 | 1 | 1 | 2011-12-13 20:00:00.000000")
        main = (config.parent / "partify.db").read_bytes()
        found = kinds(refreshed(config), refreshed(config))
        database.fill(server, "5 | 1 | 1 | 2011-12-14 20:00:00.000000")
        found += kinds(refreshed(config), refreshed(config))
        assert (config.parent / "partify.db").read_bytes() == main

    assert found == ["Built", "UpToDate"] * 2


def test_another_version_builds(project: Project, monkeypatch: pytest.MonkeyPatch):
    """What another version of ours would make is not known."""
    config = project()
    refreshed(config)
    monkeypatch.setattr(generator, "__version__", "9.9")

    assert kinds(refreshed(config), refreshed(config)) == ["Built", "UpToDate"]


def test_a_developers_change_builds(project: Project, tmp_path: Path):
    """Our own files are inputs, without a new version; the starter's data is not, and no compiled file is."""
    program = tmp_path / "program"
    for name in ("generator", "templates"):
        shutil.copytree(ROOT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = project(pages=True, charts=False)

    def run() -> str:
        command = [sys.executable, "-m", "generator", "build", "-c", str(config), "-o", str(tmp_path / "o")]
        done = subprocess.run(command, cwd=program, text=True, capture_output=True, check=True)
        return "UpToDate" if "nothing changed" in done.stdout else "Built"

    found = [run(), run()]
    for file in ("generator/starter/README.md", "templates/parts.html", "generator/queries.py"):
        more(program / file, "\n")
        found += [run(), run()]

    assert found == ["Built", "UpToDate", "UpToDate", "UpToDate", "Built", "UpToDate", "Built", "UpToDate"]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def turn(file: Path) -> None:
    """Change a byte and nothing else, not even the time."""
    when = file.stat().st_mtime_ns
    file.write_bytes(b"!" + file.read_bytes()[1:])
    os.utime(file, ns=(when, when))


def link(file: Path) -> None:
    """Put a link to the same bytes in a file's place."""
    file.rename(file.parents[1] / "moved")
    file.symlink_to(file.parents[1] / "moved")


@pytest.mark.parametrize(
    ("file", "harm"),
    [
        ("catalog.json", Path.unlink),
        ("catalog.json", turn),
        ("catalog.json", cut),
        ("catalog.json", link),
        ("1/stats/sitewide/artists.json", turn),
        ("1/foreign.json", Path.touch),
        ("1/foreign", Path.mkdir),
        ("foreign", lambda file: file.symlink_to(file.parent / "1")),
        (MARK, turn),
        (MARK, lambda file: file.write_bytes(b'{"inputs":1}')),
        (MANIFEST, Path.unlink),
        (MANIFEST, cut),
        (MANIFEST, lambda file: file.write_bytes(b'{"files":[]}')),
        (MANIFEST, lambda file: file.write_bytes(b'{"files":{}}')),
    ],
)
def test_a_tree_that_is_not_whole_is_built_again(finished: Project, file: str, harm: Callable[[Path], object]):
    """A changed, missing or foreign file, and every doubt about the manifest; an empty folder is no file."""
    config = finished()
    output = config.parent / "output"
    before = bytes_of(output)

    harm(output / file)

    assert kinds(refreshed(config)) == ["UpToDate" if harm is Path.mkdir else "Built"]
    assert bytes_of(output) == before
    assert not any(path.is_symlink() for path in output.rglob("*"))


@pytest.mark.parametrize("harm", [Path.unlink, cut, turn, lambda file: file.write_text("file,line,reason\n")])
def test_rejects_are_listed_as_the_build_would(finished: Project, harm: Callable[[Path], object]):
    """Where the list is gone or changed the tree is built again, and the list is there."""
    config = finished((*FEW, LOST))
    listed = config.parent / "output.rejects.csv"
    before = listed.read_bytes()

    harm(listed)

    assert kinds(refreshed(config)) == ["Built"]
    assert listed.read_bytes() == before


def test_without_rejects_there_is_no_list_of_them(finished: Project):
    """One that lies there all the same goes."""
    config = finished()
    (config.parent / "output.rejects.csv").write_text("file,line,reason\n")

    assert kinds(refreshed(config)) == ["Built"]
    assert not (config.parent / "output.rejects.csv").exists()


@pytest.mark.parametrize(
    ("file", "harm"),
    [
        ("nginx", shutil.rmtree),
        ("nginx/server.conf", Path.unlink),
        ("nginx/server.conf", turn),
        ("foreign.conf", Path.touch),
        ("dangling.conf", lambda file: file.symlink_to("nowhere")),
    ],
)
def test_rules_beside_the_tree_are_as_the_build_would_leave_them(
    project: Project, file: str, harm: Callable[[Path], object]
):
    """Whole, they are kept with the tree; else both are made again."""
    config = project(hosts=["nginx"])
    rules = config.parent / "output.hosts"
    found = kinds(refreshed(config), refreshed(config))
    before = bytes_of(rules)

    harm(rules / file)

    assert found + kinds(refreshed(config), refreshed(config)) == ["Built", "UpToDate", "Built", "UpToDate"]
    assert bytes_of(rules) == before
    assert not any(path.is_symlink() for path in rules.rglob("*"))


def test_rules_of_another_build_are_not_kept(project: Project, tmp_path: Path):
    """A build that is killed between its two swaps leaves a new tree with old rules beside it."""
    config = project(hosts=["nginx"], mirrors=["partify"])
    rules = config.parent / "output.hosts"
    refreshed(config)
    shutil.copytree(rules, tmp_path / "old")
    refreshed(project(hosts=["nginx"]))
    new = bytes_of(rules)
    shutil.rmtree(rules)
    (tmp_path / "old").rename(rules)
    assert bytes_of(rules) != new

    assert kinds(refreshed(config)) == ["Built"]
    assert bytes_of(rules) == new

    refreshed(project(hosts=["plain"]))
    assert not rules.exists()


def test_strict_fails_on_rejects_of_before(project: Project):
    """Whether the tree with them is there already or not; without any, strict leaves a tree as it is."""
    strict = Options(strict=True)
    config = project((*FEW, LOST))
    refreshed(config)
    with pytest.raises(StrictError, match="1 line was rejected"):
        refreshed(config, options=strict)
    assert kinds(refreshed(config)) == ["UpToDate"]

    config = project(FEW)
    assert kinds(refreshed(config, options=strict), refreshed(config, options=strict)) == ["Built", "UpToDate"]


def test_where_the_clock_decides_every_build_is_made(project: Project):
    """as_of: now is another moment each time; a line that is later than the clock may be an event tomorrow."""
    config = project(site={"as_of": "now"})
    assert kinds(refreshed(config), refreshed(config)) == ["Built", "Built"]
    assert "inputs" not in mark(config)

    config = project((*FEW, FUTURE))
    assert kinds(refreshed(config), refreshed(config)) == ["Built", "Built"]
    assert "inputs" not in mark(config)


def test_later_than_a_fixed_moment_is_later_for_good(project: Project):
    """With as_of: a time, the clock has no say."""
    config = project((*FEW, FUTURE), site={"as_of": "2024-05-20"})
    before = datetime(2024, 1, 1)  # noqa: DTZ001

    assert kinds(refreshed(config), refreshed(config), refreshed(config, before)) == ["Built", "UpToDate", "UpToDate"]
    assert mark(config)["rejects"] == 0


def test_a_clock_that_is_set_back_builds(project: Project):
    """What was an event is then too late."""
    config = project()
    refreshed(config)

    done = refreshed(config, datetime(2024, 5, 10))  # noqa: DTZ001

    assert isinstance(done, Built)
    assert {reason: each.count for reason, each in done.loaded.reasons.items()} == {LATE: 1}


def test_too_late_is_said_in_one_way():
    """Every query that judges by the clock gives the reason that a kept tree must not have."""
    judging = [
        text
        for file in (ROOT / "generator" / "events" / "tables").rglob("rejects.sql")
        if "$limit" in (text := file.read_text(encoding="utf-8"))
    ]
    assert len(judging) == 4
    assert all(f"'{LATE}'" in text for text in judging)


def test_the_key_is_an_input_that_nobody_can_read(project: Project, monkeypatch: pytest.MonkeyPatch):
    """Another key gives other pseudonyms; the tree holds neither the key nor anything of it without the inputs."""
    monkeypatch.setenv("STILLSTATS_KEY", KEY)
    config = project(privacy={"pseudonyms": True})
    found = kinds(refreshed(config), refreshed(config))
    keyed = mark(config)["inputs"]
    assert all(KEY.encode() not in body for body in bytes_of(config.parent / "output").values())
    monkeypatch.setenv("STILLSTATS_KEY", KEY + "!")
    found += kinds(refreshed(config), refreshed(config))

    assert found == ["Built", "UpToDate"] * 2
    assert mark(config)["inputs"] != keyed


def test_where_a_project_lies_and_when_it_was_written_is_no_input(project: Project, tmp_path: Path):
    """The same project elsewhere, from a fresh checkout, with another output: the same tree, and so the same mark."""
    config = project((*FEW, LOST), pages=True, charts=False)
    more(config.parent / "templates" / "users.html", "mine")
    refreshed(config)
    elsewhere = tmp_path / "a" / "checkout"
    shutil.copytree(config.parent, elsewhere)
    for file in elsewhere.rglob("*"):
        os.utime(file, (0, 0))

    assert kinds(refreshed(elsewhere / "config.yaml")) == ["UpToDate"]
    shutil.rmtree(elsewhere / "output")
    assert kinds(refreshed(elsewhere / "config.yaml")) == ["Built"]
    assert bytes_of(elsewhere / "output") == bytes_of(config.parent / "output")


def test_a_file_that_changes_while_it_is_read_is_not_relied_on(project: Project):
    """What was read of it is not known: put back, it must not pass for what the tree was made from."""
    config = project()
    source = config.parent / "listens.jsonl"
    text = source.read_text(encoding="utf-8")

    def told(stage: str) -> None:
        if stage == "putting in order":
            source.write_text(text + "\n", encoding="utf-8")

    refreshed(config, options=Options(progress=told))
    assert "inputs" not in mark(config)
    source.write_text(text, encoding="utf-8")

    assert kinds(refreshed(config), refreshed(config)) == ["Built", "UpToDate"]


def started(config: Path) -> subprocess.Popen[str]:
    """The program itself, in a process of its own."""
    command = [sys.executable, "-m", "generator", "build", "-c", str(config), "-o", str(config.parent / "output")]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("late", [(), (LOST,)], ids=["no rejects", "rejects"])
def test_a_killed_build_leaves_no_fingerprint_that_lies(
    project: Project, finished: Project, stop: signal.Signals, late: tuple[dict[str, object], ...]
):
    """The old tree is kept for the old sources only if all of it, with the list of rejects, is as it was."""
    config = finished(FEW, pages=True, charts=False)
    before = bytes_of(config.parent / "output")
    project(
        (*FEW, *(listen("ana", f"2024-05-{n:02}", f"A{n}", f"T{n}") for n in range(1, 29)), *late),
        pages=True,
        charts=False,
    )
    endless = config.parent / "templates" / "home.html"
    endless.parent.mkdir()
    endless.write_text(ENDLESS, encoding="utf-8")  # so that the build is not done before it is stopped
    process = started(config)
    assert any("range" in line for line in iter(process.stderr.readline, ""))  # type: ignore[union-attr]
    process.send_signal(stop)
    process.wait(LONG)
    endless.unlink()
    assert bytes_of(config.parent / "output") == before

    project(FEW, pages=True, charts=False)
    assert kinds(refreshed(config)) == ["UpToDate"]
    assert bytes_of(config.parent / "output") == before
    assert not (config.parent / "output.rejects.csv").exists()
    assert not (config.parent / ".output.building").exists()


def test_a_source_that_is_not_there_is_told_first(project: Project):
    """Nothing is compared, and the message is that of a build."""
    config = project(sources=[{"format": "listenbrainz", "path": "listens.jsonl"}, {"format": "lastfm", "path": "x"}])
    with pytest.raises(ConfigError, match="x: no such file"):
        refreshed(config)


def test_a_source_that_cannot_be_read_is_told(project: Project):
    """By its name: this one is a file whose first byte is no memory of ours."""
    config = project(sources=[{"format": "listenbrainz", "path": "/proc/self/mem"}])
    with pytest.raises(SourceError, match="/proc/self/mem: cannot be read"):
        refreshed(config)
