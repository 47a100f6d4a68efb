"""A whole build: what it reads, what it leaves, and that nothing but the events decides its bytes."""

import errno
import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from generator.config import load
from generator.errors import NoInputError, OutputError, SourceError, StrictError
from generator.events import formats
from generator.pipeline import Options, build, refresh
from tests.conftest import FEW, NOW, bytes_of, listen
from tests.serve.running import ENDLESS, LONG

ROOT = Path(__file__).parents[2]


def started(config: Path, output: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    """The program itself, in a process of its own."""
    command = [sys.executable, "-m", "generator", "build", "-c", str(config), "-o", str(output), *options]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_every_line_is_an_event_a_reject_or_folded(built: Callable[..., tuple[Path, object]]):
    """The three add up to the lines read, and the rejects are listed beside the output."""
    output, made = built(
        *FEW, FEW[0], listen("ana", "1970-01-01", "Low", "Words"), listen("ana", "2024-01-01", " ", "Words")
    )
    (part,) = made.loaded.parts  # type: ignore[attr-defined]
    assert (part.lines, part.events, part.rejects, part.folded) == (6, 3, 2, 1)
    assert (output.parent / f"{output.name}.rejects.csv").read_text().splitlines() == [
        "file,line,reason",
        "listens.jsonl,5,the time is 0 (1970-01-01): the export lost it",
        "listens.jsonl,6,no artist name",
    ]


def test_a_listen_after_the_clock_is_a_reject(built: Callable[..., tuple[Path, object]]):
    """One wrong clock cannot move every range."""
    output, made = built(*FEW, listen("ana", "2031-01-01", "Low", "Words"))
    assert made.loaded.newest["listens"].isoformat() == "2024-05-15T12:00:00"  # type: ignore[attr-defined]
    assert "later than as_of, or than the clock" in (output.parent / f"{output.name}.rejects.csv").read_text()


def test_as_of_is_the_only_now(built: Callable[..., tuple[Path, object]]):
    """Listens after it are rejects, and the ranges are anchored on it."""
    output, _ = built(site={"as_of": "2024-05-10T00:00:00Z"})
    payload = orjson.loads((output / "1/stats/sitewide/artists.json").read_bytes())["payload"]
    assert [item["artist_name"] for item in payload["artists"]] == ["Low"]
    assert payload["to_ts"] == payload["last_updated"] == 1715299200


def test_no_event_at_all_is_an_error(project: Callable[..., Path], tmp_path: Path):
    """With an exit code of its own, so that CI can tell it from a broken build."""
    config = load(project((listen("ana", "1970-01-01", "Low", "Words"),)), formats.names())
    said = r"every line is a reject: the time is 0 .* lost it \(1 line, such as listens\.jsonl:1\)\. All are listed in "
    with pytest.raises(NoInputError, match=said):
        build(config, tmp_path / "output", NOW, Options())
    assert not (tmp_path / "output").exists()
    assert "the export lost it" in (tmp_path / "output.rejects.csv").read_text()
    with pytest.raises(NoInputError, match="the sources hold none"):
        build(load(project((), "empty"), formats.names()), tmp_path / "output", NOW, Options())


def test_what_became_of_every_line_is_said_when_no_event_is_left(tmp_path: Path):
    """A route that no request takes is the usual reason, and no reject."""
    log = '192.0.2.1 - - [01/May/2024:10:00:00 +0000] "GET /v2/packages/a/b HTTP/1.1" 200 1\n'
    (tmp_path / "access.log").write_text(3 * log + "cut off\n")
    (tmp_path / "medias.csv").write_text("media_id,name\nm1,One\n")
    sources = [
        {"format": "access-log", "path": "access.log", "route": "^/nothing/(.+)"},
        {"format": "video-beacons", "path": "medias.csv"},
    ]
    (tmp_path / "config.yaml").write_bytes(orjson.dumps({"sources": sources}))
    said = (
        r"of 5 lines 1 rejected, and listed in \S+: .* \(1 line, such as access\.log:4\), "
        r"3 left out: a request that route: and status: do not count \(3\), 1 that only describe"
    )
    with pytest.raises(NoInputError, match=said):
        build(load(tmp_path / "config.yaml", formats.names()), tmp_path / "output", NOW, Options())


def test_strict_fails_on_a_reject_and_keeps_the_old_tree(project: Callable[..., Path], tmp_path: Path):
    """The rejects are listed all the same, apart from those of the tree; a build that leaves it removes that list."""
    output, failed = tmp_path / "output", tmp_path / "output.failed.rejects.csv"
    lost = listen("ana", "1970-01-01", "Low", "Words")
    build(load(project((*FEW, lost, lost)), formats.names()), output, NOW, Options())
    before, listed = bytes_of(output), (tmp_path / "output.rejects.csv").read_bytes()
    config = load(project((*FEW, lost)), formats.names())
    said = rf"1 line was rejected: the time is 0 .* such as listens\.jsonl:4\)\. All are listed in {failed}"
    with pytest.raises(StrictError, match=said):
        build(config, output, NOW, Options(strict=True))
    assert bytes_of(output) == before
    assert (tmp_path / "output.rejects.csv").read_bytes() == listed
    assert len(failed.read_text().splitlines()) == 2
    refresh(load(project((*FEW, lost, lost)), formats.names()), output, NOW, Options())
    assert not failed.exists()


@pytest.mark.parametrize(
    ("number", "error", "said"),
    [
        (errno.EIO, SourceError, r"^listens\.jsonl\.gz: cannot be read: Input/output error$"),
        (errno.ENOSPC, OutputError, r"^the disk is full: sources are unpacked beside the output"),
    ],
)
def test_what_cannot_be_read_is_told_as_that(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception], said: str
):
    """A source is not the output; the disk on which it is unpacked is not the source."""
    config = project(sources=[{"format": "listenbrainz", "path": "listens.jsonl.gz"}])
    packed = config.parent / "listens.jsonl.gz"
    packed.write_bytes(gzip.compress((config.parent / "listens.jsonl").read_bytes()))

    def broken(*_: object) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(gzip.GzipFile, "read", broken)
    with pytest.raises(error, match=said):
        build(load(config, formats.names()), config.parent / "output", NOW, Options())
    assert not list(config.parent.glob("*output*"))


def test_the_same_events_give_the_same_bytes(project: Callable[..., Path], tmp_path: Path):
    """At any number of threads, hash seed, time zone and locale, charts and pages included."""
    many = tuple(
        listen(
            "ana" if n % 3 else "Zoë",
            f"202{n % 3}-0{1 + n % 9}-{1 + n % 28:02}T{n % 24:02}:{n % 60:02}:{n // 60 % 60:02}",
            f"Artist {n % 17}",
            f"Track {n % 101}",
            f"Album {n % 29}",
        )
        for n in range(600)
    )
    config = project(many, pages=True)
    surroundings = (
        ("-j1", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}),
        ("-j4", {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}),
    )
    for number, (option, environment) in enumerate(surroundings):
        process = started(config, tmp_path / f"out{number}", option, **environment)
        assert process.wait(LONG) == 0, process.stderr and process.stderr.read()
    assert bytes_of(tmp_path / "out0") == bytes_of(tmp_path / "out1")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_build_leaves_the_old_tree(project: Callable[..., Path], tmp_path: Path, stop: signal.Signals):
    """At whatever moment it ends, the output is byte for byte what it was, and the next build works."""
    output = tmp_path / "output"
    config = project(pages=True)
    assert started(config, output).wait(LONG) == 0
    before = bytes_of(output)
    many = tuple(
        listen("ana", f"2024-05-{1 + n % 28:02}T{n % 24:02}:{n % 60:02}", f"A{n}", f"T{n}") for n in range(2000)
    )
    project(many, pages=True)
    # A template that never ends holds the build until it is stopped, however slow this machine is.
    endless = config.parent / "templates" / "home.html"
    endless.parent.mkdir()
    endless.write_text(ENDLESS, encoding="utf-8")
    process = started(config, output)
    # The stages are told on stderr, a line each: stop in the middle of the ranges.
    assert any("range" in line for line in iter(process.stderr.readline, ""))  # type: ignore[union-attr]
    process.send_signal(stop)
    process.wait(LONG)
    endless.unlink()
    assert bytes_of(output) == before
    assert started(config, output).wait(LONG) == 0
    assert bytes_of(output) != before
    assert not list(tmp_path.glob(".output.[!l]*"))


def test_every_artist_has_its_listeners_when_all_are_asked(built: Callable[..., tuple[Path, object]]):
    """Beyond the site's first thousand, which is where the default stops."""

    def mapped(number: int) -> dict[str, object]:
        mapping = {"artist_mbids": [f"00000000-0000-4000-8000-{number:012}"]}
        line = listen("ana", f"2024-05-{1 + number % 28:02}T{number // 60 % 24:02}:{number % 60:02}", f"A{number}", "T")
        return {**line, "track_metadata": {**dict(line["track_metadata"]), "mbid_mapping": mapping}}  # type: ignore[call-overload]

    many = tuple(mapped(number) for number in range(1100))
    trees = {listeners: built(*many, name=f"p{listeners}", listeners=listeners)[0] for listeners in (3, 1000, "all")}
    counts = {asked: len(list((tree / "1/stats/artist").glob("*/listeners.json"))) for asked, tree in trees.items()}
    assert counts == {3: 3, 1000: 1000, "all": 1100}
