"""A file's name is a name, a pattern finds each file once, and the same bytes are read once."""

import gzip
import io
import json
import os
import re
import socket
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pytest

from generator import events
from generator.config import Config, Source
from generator.errors import ConfigError, NoInputError, SourceError
from generator.events import finding
from generator.events.files import found

from .conftest import NOW

MAY = 1714568700  # 2024-05-01 13:05 UTC

Load = Callable[..., Any]


def brainz(track: str, second: int = MAY) -> str:
    return json.dumps({"listened_at": second, "track_metadata": {"artist_name": "Low", "track_name": track}})


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Callable[..., tuple[events.Loaded, list[str]]]]:
    """Give a function that loads sources and answers what is said of it, and the tracks that were heard."""
    databases = []

    def run(*sources: dict[str, object]) -> tuple[events.Loaded, list[str]]:
        (tmp_path / ".scratch").mkdir(exist_ok=True)
        given = tuple(Source.model_validate({"format": "listenbrainz", "user": "ana", **each}) for each in sources)
        db = duckdb.connect()
        databases.append(db)
        config = Config.model_validate({"sources": given, "folder": tmp_path})
        said = events.load(db, config, NOW, tmp_path / ".scratch", lambda _stage: None)
        tracks = db.execute(
            "select name from listens join tracks using (track_id) join names on name_id = track_name_id order by name"
        ).fetchall()
        return said, [name for (name,) in tracks]

    yield run
    for db in databases:
        db.close()


def write(folder: Path, name: str, data: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


NAMES = [
    ("history[1]", "history1"),
    ("a*b", "aXb"),
    ("what?", "whatX"),
    ("[!x]y", "ay"),
    ("p[1]/h", "p1/h"),
    ("year=2024/h", "h"),
    ("it's", "its"),
    ("tab\tfeed\n", "tab"),
]


@pytest.mark.parametrize(("name", "other"), NAMES, ids=[name for name, _ in NAMES])
def test_file_that_is_called_so_is_the_one_that_is_read(loaded: Load, tmp_path: Path, name: str, other: str) -> None:
    """Beside one that its name would find as a pattern, and one that the engine would find."""
    for kind, data in (("jsonl", brainz("Right")), ("json", f"[{brainz('Right')}]")):
        write(tmp_path, f"{other}.{kind}", data.replace("Right", "Wrong"))
        write(tmp_path, f"{name}.{kind}", data)

        assert loaded({"path": f"{name}.{kind}"})[1] == ["Right"]

    row = "Low,Hope,track,01 May 2024 13:05\n"
    write(tmp_path, f"{other}.csv", row.replace("track", "Wrong"))
    write(tmp_path, f"{name}.csv", row.replace("track", "Right"))
    assert loaded({"path": f"{name}.csv", "format": "lastfm"})[1] == ["Right"]


@pytest.mark.parametrize("name", ["[1]", "a*b?"])
def test_packed_and_binary_files_are_named_so_too(loaded: Load, tmp_path: Path, name: str) -> None:
    """Parquet is read by the engine where it lies; archives by the standard library."""
    folder = tmp_path / f"p{name}"
    write(folder, f"{name}.jsonl.gz", gzip.compress(brainz("Packed").encode()))
    with ZipFile(folder / f"{name}.zip", "w") as archive:
        archive.writestr(f"listens/{name}.jsonl", brainz("Zipped"))
    with duckdb.connect() as db:
        row = "select 1714568700 as listened_at, 'Low' as artist_name, 'Parquet' as recording_name, 1 as user_id"
        db.execute(f"copy ({row}) to '{tmp_path / 'plain.parquet'}' (format parquet)")
    (tmp_path / "plain.parquet").rename(folder / f"{name}.parquet")

    assert loaded({"path": f"p{name}/{name}.jsonl.gz"})[1] == ["Packed"]
    assert loaded({"path": f"p{name}/{name}.zip"})[1] == ["Zipped"]
    assert loaded({"path": f"p{name}/{name}.parquet", "format": "listenbrainz-spark"})[1] == ["Parquet"]


def test_folder_that_is_called_so_stands_in_a_pattern(loaded: Load, tmp_path: Path) -> None:
    """Part by part: a folder with brackets in its name, and stars behind it."""
    for folder in ("p[1]", "p1"):
        write(tmp_path, f"{folder}/{folder}.jsonl", brainz(folder))

    assert loaded({"path": "p[1]/*.jsonl"})[1] == ["p[1]"]
    assert loaded({"path": "p[[]1]/*.jsonl"})[1] == ["p[1]"]
    assert loaded({"path": "p[0-9]/*.jsonl"})[1] == ["p1"]


def test_name_that_is_no_utf_8_is_read_and_shown(loaded: Load, tmp_path: Path) -> None:
    """Its bytes are escaped where it is named."""
    file = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.jsonl")
    try:
        Path(file).write_text(brainz("Words"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")

    said, tracks = loaded({"path": "*.jsonl"})

    assert tracks == ["Words"]
    assert [part.file for part in said.parts] == [r"caf\xe9.jsonl"]


def test_folders_are_gone_through_once(tmp_path: Path) -> None:
    """Links in a circle end; a folder that a link leads to is gone through under its own name."""
    for name in ("z/a.jsonl", "z/y/b.jsonl", "outside/c.jsonl"):
        write(tmp_path, name, brainz(name))
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "z").rename(data / "z")
    (data / "a-link").symlink_to("z")
    (data / "z" / "up").symlink_to("..")
    (data / "there").symlink_to(tmp_path / "outside")

    def names(path: str) -> list[str]:
        return [file.relative_to(tmp_path).as_posix() for file in finding.files(tmp_path, Path(path).parts)]

    everything = ["data/there/c.jsonl", "data/z/a.jsonl", "data/z/y/b.jsonl"]
    assert names("data/**/*.jsonl") == everything
    assert names("data/**") == everything
    assert names("**/b.jsonl") == ["data/z/y/b.jsonl"]
    assert names("data/*/*.jsonl") == ["data/a-link/a.jsonl", "data/there/c.jsonl", "data/z/a.jsonl"]
    assert names("data/z/../z/*") == ["data/z/../z/a.jsonl"]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "a pipe: write what comes through it into a file first"),
        (lambda file: file.symlink_to("nowhere"), "a link to nothing"),
        (lambda file: file.mkdir(), r"a folder; say odd/\*"),
        (lambda file: socket.socket(socket.AF_UNIX).bind(str(file)), "a socket, no file"),
        (lambda file: file.symlink_to(os.devnull), "a device, no file"),
    ],
    ids=["pipe", "link", "folder", "socket", "device"],
)
def test_what_is_no_file_is_told_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], said: str
) -> None:
    """A pipe is never waited for."""
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    make(Path("odd"))
    source = Source(format="listenbrainz", path="odd")

    with pytest.raises(ConfigError, match=said):
        found(Config(sources=(source,), folder=tmp_path), source)


@pytest.mark.parametrize("path", ["x\0y", "x" * 300])
def test_path_that_can_be_none_is_a_problem_of_the_config(tmp_path: Path, path: str) -> None:
    """It is told in a sentence."""
    source = Source(format="listenbrainz", path=path)

    with pytest.raises(ConfigError):
        found(Config(sources=(source,), folder=tmp_path), source)


def test_file_that_is_gone_when_it_is_read_is_told(tmp_path: Path) -> None:
    """Between finding and reading anything may happen."""
    write(tmp_path, "a.jsonl", brainz("Words"))
    gone = write(tmp_path, "b.jsonl", brainz("Fly"))
    (tmp_path / "scratch").mkdir()

    def told(stage: str) -> None:
        if stage == "reading a.jsonl":
            gone.unlink()

    config = Config(sources=(Source(format="listenbrainz", path="*.jsonl", user="ana"),), folder=tmp_path)
    with duckdb.connect() as db, pytest.raises(SourceError, match=r"b\.jsonl: cannot be read: it is gone"):
        events.load(db, config, NOW, tmp_path / "scratch", told)


def test_same_bytes_are_read_once_and_told(loaded: Load, tmp_path: Path) -> None:
    """A copy, a packed copy, a member of an archive, and a file that two entries match."""
    data = brainz("Words")
    write(tmp_path, "a.jsonl", data)
    write(tmp_path, "b.jsonl.gz", gzip.compress(data.encode()))
    write(tmp_path, "c.jsonl", data)
    with ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("listens/2024/5.jsonl", data)

    said, _ = loaded({"path": "*"}, {"path": "a.jsonl"})

    assert [(part.file, part.lines, part.folded) for part in said.parts] == [
        ("a.jsonl", 1, 0), ("b.jsonl.gz", 0, 0), ("c.jsonl", 0, 0), ("d.zip/listens/2024/5.jsonl", 0, 0),
        ("a.jsonl", 0, 0),
    ]  # fmt: skip
    once, twice = said.warnings
    assert once == (
        "b.jsonl.gz holds the same bytes as a.jsonl; c.jsonl holds the same bytes as a.jsonl; "
        "d.zip/listens/2024/5.jsonl holds the same bytes as a.jsonl: read once"
    )
    assert twice == "a.jsonl is matched by the entries 1 and 2 of the sources: read once"


def test_large_files_with_the_same_ends_are_compared_whole(loaded: Load, tmp_path: Path) -> None:
    """A file in which one letter in the middle was put right is another."""
    lines = [brainz(f"{at:05}", MAY + at) for at in range(12_000)]
    write(tmp_path, "a.jsonl", "\n".join(lines))
    write(tmp_path, "c.jsonl.gz", gzip.compress("\n".join(lines).encode()))
    lines[6000] = lines[6000].replace("06000", "Words")
    write(tmp_path, "b.jsonl", "\n".join(lines))

    said, tracks = loaded({"path": "*"})

    assert "Words" in tracks
    assert [part.lines for part in said.parts] == [12_000, 12_000, 0]


def test_same_bytes_for_two_users_are_read_for_both_and_told(loaded: Load, tmp_path: Path) -> None:
    """It may be meant so, or not."""
    write(tmp_path, "a.jsonl", brainz("Words"))

    said, tracks = loaded({"path": "a.jsonl"}, {"path": "a.jsonl", "user": "bo"})

    assert tracks == ["Words", "Words"]
    assert len(said.warnings) == 1
    assert "read for both" in said.warnings[0]


def export(file: Path, user: str, *members: tuple[str, str]) -> None:
    with ZipFile(file, "w") as archive:
        archive.writestr("user.json", json.dumps({"user_id": 1, "username": user}))
        for name, data in (("feedback.jsonl", ""), *members):
            archive.writestr(name, data)


def test_exports_of_two_accounts_may_hold_the_same(loaded: Load, tmp_path: Path) -> None:
    """Whose it is stands beside the listens: nothing is lost of either."""
    for user in ("ana", "bo"):
        export(tmp_path / f"{user}.zip", user, ("listens/2024/5.jsonl", brainz("Words")))

    assert loaded({"path": "*.zip"})[1] == ["Words", "Words"]


def test_account_without_listens_costs_the_others_nothing(loaded: Load, tmp_path: Path) -> None:
    """It counts no line and is a warning; what it holds instead is told, and so is what others hold beside."""
    export(tmp_path / "a.zip", "ana", ("listens/2024/5.jsonl", brainz("Words")))
    export(tmp_path / "b.zip", "bo")

    said, tracks = loaded({"path": "*.zip"})

    assert tracks == ["Words"]
    assert [(part.file, part.lines) for part in said.parts] == [("a.zip/listens/2024/5.jsonl", 1), ("b.zip", 0)]
    assert len(said.warnings) == 1
    assert said.warnings[0].startswith("b.zip: holds no file of the format 'listenbrainz', only feedback.jsonl;")
    assert said.unread == (
        events.Unread(0, "a.zip", ("feedback.jsonl",)), events.Unread(0, "b.zip", ("feedback.jsonl",)),
    )  # fmt: skip


def test_account_without_listens_alone_is_no_input(loaded: Load, tmp_path: Path) -> None:
    """And it is said why."""
    export(tmp_path / "b.zip", "bo")

    with pytest.raises(NoInputError) as caught:
        loaded({"path": "*.zip"})

    assert re.match(
        r"b\.zip: holds no file of the format 'listenbrainz', only feedback\.jsonl", caught.value.warnings[0]
    )


def test_tar_without_a_log_beside_a_good_one(loaded: Load, tmp_path: Path) -> None:
    """It is a warning, too."""
    for name, member in (("a.tar", "listens/1.jsonl"), ("b.tar", "notes.md")):
        with tarfile.open(tmp_path / name, "w") as archive:
            info = tarfile.TarInfo(member)
            info.size = len(brainz("Words"))
            archive.addfile(info, io.BytesIO(brainz("Words").encode()))

    said, tracks = loaded({"path": "*.tar"})

    assert tracks == ["Words"]
    assert [warning.split(";")[0] for warning in said.warnings] == [
        "b.tar: holds no file of the format 'listenbrainz', only notes.md"
    ]


def test_archive_in_an_archive_is_told_as_such(loaded: Load, tmp_path: Path) -> None:
    """What to do is unpacking the outer one."""
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("my_spotify_data.zip", b"PK\5\6" + b"\0" * 18)
        archive.writestr("readme.txt", "x")

    with pytest.raises(NoInputError) as caught:
        loaded({"path": "all.zip", "format": "spotify"})

    assert caught.value.warnings[0].startswith("all.zip: holds an archive in an archive, my_spotify_data.zip: unpack")
