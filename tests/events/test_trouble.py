"""Files as they come: other encodings, other line ends, cut off, locked, empty, too long."""

import gzip
import io
import json
import re
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import zstandard

from generator.errors import ConfigError, NoInputError, SourceError

MAY = 1714568700  # 2024-05-01 13:05 UTC
CSV = "Björk,Début,Venus as a Boy,01 May 2024 13:05\nLow,Hope,Words,01 May 2024 13:06\n"

Load = Callable[..., Any]


def brainz(count: int = 3) -> str:
    rows = (
        {"timestamp": MAY + at, "track_metadata": {"artist_name": "Low", "track_name": f"Track {at}"}}
        for at in range(count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("data", "settings"),
    [
        (CSV.encode("utf-8-sig"), {}),
        (CSV.encode("utf-16"), {}),
        (b"\xfe\xff" + CSV.encode("utf-16-be"), {}),
        (CSV.encode("latin-1"), {"encoding": "latin-1"}),
        (CSV.replace("\n", "\r\n").encode(), {}),
        (CSV.replace("\n", "\r").encode(), {}),
        (CSV.rstrip("\n").encode(), {}),
        (b"\n\n" + CSV.replace("\n", "\n \n").encode(), {}),
    ],
    ids=["mark", "utf-16", "utf-16-be", "latin-1", "crlf", "cr", "no last feed", "blank lines"],
)
def test_text_in_any_dress_is_read(history: Load, data: bytes, settings: dict[str, str]) -> None:
    """Marks, wide characters, Windows and old Macintosh line ends and blank lines change nothing."""
    loaded = history("lastfm", data, **settings)

    assert loaded.listens() == [
        ("ana", MAY, "Björk", "Venus as a Boy", "Début"),
        ("ana", MAY + 60, "Low", "Words", "Hope"),
    ]
    assert loaded.counts() == (2, 2, 0, 0)


def test_line_that_is_not_utf_8_is_a_reject(history: Load) -> None:
    """Such a line is told by its number; the lines after it keep theirs."""
    data = CSV.encode() + "Måns,,X,01 May 2024 13:07\n".encode("latin-1") + b"Low,,Y,never\n"

    loaded = history("lastfm", data)

    assert loaded.rejects() == [
        (3, "not UTF-8: name the encoding with encoding: at this source"),
        (4, "no time that can be read"),
    ]
    assert loaded.counts() == (4, 2, 2, 0)


def test_document_that_is_not_utf_8_is_an_error(history: Load) -> None:
    """In a JSON document no line can be left out: the file is named, and what to do."""
    with pytest.raises(SourceError, match=r"a\.json: .*encoding:"):
        history("spotify", '[{"endTime": "caf\xe9"}]'.encode("latin-1"), "a.json")


def test_nul_bytes_become_spaces(history: Load) -> None:
    """NUL bytes do not end a line or the file."""
    assert history("lastfm", CSV.encode().replace(b"Words", b"Wor\x00ds")).tracks() == ["Venus as a Boy", "Wor ds"]


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_empty_file_is_no_event_and_no_error(history: Load, tmp_path: Path, load: Load, data: bytes) -> None:
    """A file without a line counts none; when nothing else is there, there is no input."""
    (tmp_path / "full.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(data)

    assert load({"format": "lastfm", "path": "*.csv", "user": "ana"}).counts() == (2, 2, 0, 0)
    with pytest.raises(NoInputError):
        history("lastfm", data)


@pytest.mark.parametrize("name", ["a.zip", "a.jsonl.gz", "a.listens.zst", "a.tar", "a.tar.gz", "A.PARQUET", "a.json"])
def test_empty_file_of_a_kind_that_has_bytes_is_an_error(history: Load, name: str) -> None:
    """A packed file, a Parquet file and a JSON document are never empty: the download failed."""
    with pytest.raises(SourceError, match=rf"(?i){name}: is empty.*download it again"):
        history("listenbrainz", b"", name)


def test_empty_array_is_no_event(load: Load, tmp_path: Path) -> None:
    """Spotify writes [] for a year without plays."""
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "s.json").write_text(" [ ]\n", encoding="utf-8")

    loaded = load(
        {"format": "lastfm", "path": "a.csv", "user": "a"}, {"format": "spotify", "path": "s.json", "user": "a"}
    )

    assert [part.lines for part in loaded.parts] == [2, 0]


@pytest.mark.parametrize("size", [1_999_000, 2_100_000, 16 * 1024 * 1024 - 200])
def test_long_line_is_read(history: Load, size: int) -> None:
    """Lines up to 16 MiB load."""
    first = json.loads(brainz(1))
    first["track_metadata"]["additional_info"] = {"tags": "x" * size}

    assert history("listenbrainz", json.dumps(first) + "\n" + brainz(2)).counts() == (3, 2, 0, 1)


def test_line_beyond_16_mib_is_a_reject(history: Load) -> None:
    """A longer one is told by its number."""
    loaded = history("listenbrainz", brainz(1) + '{"a": "' + "x" * (16 << 20) + '"}\n' + "null\n")

    assert loaded.rejects() == [(2, "longer than 16 MiB"), (3, "not a JSON object")]


def test_document_on_one_long_line_is_read(history: Load) -> None:
    """lastfmstats.com writes a history of any size on one line."""
    play = {"artist": "Low", "album": "x" * 4000}
    plays = [play | {"track": f"Track {at}", "date": (MAY + at) * 1000} for at in range(5000)]

    loaded = history("lastfm", "\ufeff" + json.dumps({"username": "ana", "scrobbles": plays}))

    assert loaded.counts() == (5000, 5000, 0, 0)


def test_numbers_hold_in_a_large_file(history: Load) -> None:
    """A file that several threads read keeps the numbers of its lines, blank ones counted."""
    lines = brainz(250_000).replace("Low", "L" * 60).splitlines()
    for at, text in ((3, ""), (100_000, "null"), (200_000, ""), (240_000, "{")):
        lines[at] = text

    loaded = history("listenbrainz", "\n".join(lines))

    assert loaded.rejects() == [(100_001, "not a JSON object"), (240_001, "not a JSON object")]
    assert loaded.counts() == (249_998, 249_996, 2, 0)


def packed(kind: str, count: int = 3) -> bytes:
    """Dump lines, packed; the names in archives are those of the dump."""
    data = brainz(count).encode()
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        info = tarfile.TarInfo("listens/2024/5.listens")
        info.size = len(data)
        archive.addfile(tarfile.TarInfo("README"))
        archive.addfile(info, io.BytesIO(data))
    match kind:
        case "gz":
            return gzip.compress(data)
        case "zst":
            return zstandard.compress(data[:50]) + zstandard.compress(data[50:])
        case "tar":
            return tar.getvalue()
        case "tar.gz":
            return gzip.compress(tar.getvalue())
        case "tar.zst":
            return zstandard.compress(tar.getvalue())
    archive_bytes = io.BytesIO()
    with ZipFile(archive_bytes, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("listens/2024/5.listens.gz", gzip.compress(data))
        zipped.writestr("listens/2024/6.listens", brainz(40))
    return archive_bytes.getvalue()


@pytest.mark.parametrize("kind", ["gz", "zst", "tar", "tar.gz", "tar.zst", "zip"])
def test_packed_file_is_read(history: Load, kind: str) -> None:
    """gz, zst (several frames too), tar, packed tars and zips are read without being unpacked first."""
    loaded = history("listenbrainz-dump", packed(kind), f"dump/listens.{kind}")

    assert loaded.tracks()[:3] == ["Track 0", "Track 1", "Track 2"]
    assert len(set(loaded.tracks())) == (40 if kind == "zip" else 3)


@pytest.mark.parametrize("kind", ["gz", "zst", "tar", "tar.gz", "tar.zst", "zip"])
@pytest.mark.parametrize("part", [0.1, 0.4, 0.8])
def test_cut_off_file_is_an_error(history: Load, kind: str, part: float) -> None:
    """A packed file that is cut off anywhere is named with what to do, and never a shorter history."""
    data = packed(kind, 400)

    with pytest.raises(SourceError, match=rf"listens\.{kind}.*download it again"):
        history("listenbrainz-dump", data[: int(len(data) * part)], f"listens.{kind}")


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_packed_member_of_a_tar_is_read(history: Load, mode: Literal["w", "w:gz"]) -> None:
    """A gz inside a tar is unpacked, as it is inside a zip; cut off, it is an error."""
    for data, is_whole in ((packed("gz", 400), True), (packed("gz", 400)[:-20], False)):
        tar = io.BytesIO()
        with tarfile.open(fileobj=tar, mode=mode) as archive:
            info = tarfile.TarInfo("listens/2024/5.LISTENS.GZ")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        if is_whole:
            assert len(history("listenbrainz-dump", tar.getvalue(), "l.tar.gz").tracks()) == 400
        else:
            with pytest.raises(SourceError, match=r"l\.tar\.gz.*download it again"):
                history("listenbrainz-dump", tar.getvalue(), "l.tar.gz")


def test_tar_cut_between_two_members_is_an_error(history: Load) -> None:
    """A tar archive that stops where a member ends lacks its end mark."""
    data = packed("tar", 400)

    with pytest.raises(SourceError, match="the tar archive ends too early"):
        history("listenbrainz-dump", data.rstrip(b"\0") + b"\0" * (-len(data.rstrip(b"\0")) % 512), "listens.tar")


@pytest.mark.parametrize("kind", ["gz", "zip", "zst"])
def test_broken_bytes_are_an_error(history: Load, kind: str) -> None:
    """A packed file whose bytes were changed is named."""
    data = bytearray(packed(kind))
    data[60:64] = b"\xff\x00\xff\x00"

    with pytest.raises(SourceError, match=rf"listens\.{kind}"):
        history("listenbrainz-dump", bytes(data), f"listens.{kind}")


ARRAY = json.dumps([{"endTime": "2024-05-01 13:05", "artistName": "Low", "trackName": "Words", "msPlayed": 90000}] * 2)


@pytest.mark.parametrize("document", [ARRAY[:-1], ARRAY[:-20], ARRAY[: ARRAY.index(",", 90) + 1]])
def test_cut_off_array_is_an_error(history: Load, document: str) -> None:
    """A JSON array without its end, even one cut behind a comma, is named."""
    with pytest.raises(SourceError, match=r"listens\.txt.*download it again"):
        history("spotify", document)


@pytest.mark.parametrize("document", ['{"username": "a", "scrobbles": [{"date": 1}, {', '{"username": "a"'])
def test_cut_off_document_is_an_error(history: Load, document: str) -> None:
    """So is a JSON document."""
    with pytest.raises(SourceError, match=r"listens\.txt.*download it again"):
        history("lastfm", document)


def test_cut_off_parquet_is_an_error(history: Load) -> None:
    """So is a Parquet file."""
    with pytest.raises(SourceError, match=r"listens\.txt"):
        history("listenbrainz-spark", b"PAR1" + b"\x15\x04" * 50)


def test_file_that_is_no_zip_is_an_error(history: Load) -> None:
    """The beginning of a download page, saved as a zip, is told as such."""
    with pytest.raises(SourceError, match=r"export\.zip: is no zip file"):
        history("listenbrainz", "<!doctype html>", "export.zip")


def test_zip_without_a_fitting_file_is_no_input(history: Load) -> None:
    """A zip that holds nothing of the format is told, not taken for an empty history."""
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("notes.txt", "x")

    with pytest.raises(NoInputError) as caught:
        history("listenbrainz", content.getvalue(), "export.zip")

    assert re.search("holds no file of the format 'listenbrainz'", caught.value.warnings[0])


def test_members_are_known_in_capitals_too(history: Load) -> None:
    """Beside a member in small letters, one in capitals is no less a part."""
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("listens/2024/5.listens", brainz(1))
        archive.writestr("LISTENS/2024/6.LISTENS", brainz(2))
        archive.writestr("LISTENS/2024/7.LISTENS.GZ", gzip.compress(brainz(3).encode()))

    assert history("listenbrainz-dump", content.getvalue(), "dump.zip").counts() == (6, 3, 0, 3)


def test_locked_zip_is_an_error(history: Load) -> None:
    """A zip with a password is told; it has to be unpacked first."""
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("listens/2024/5.jsonl", brainz())
    data = bytearray(content.getvalue())
    data[6] |= 1  # the mark of encryption, in the local heading
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory

    with pytest.raises(SourceError, match=r"password.*unpack it first"):
        history("listenbrainz", bytes(data), "export.zip")


def test_glob_takes_files_in_order_and_folders_not(load: Load, tmp_path: Path) -> None:
    """A glob reaches into folders; a folder whose name fits it is passed over, as are the rejects of a build."""
    (tmp_path / "data" / "x.csv").mkdir(parents=True)
    (tmp_path / "data" / "b.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "data" / "a.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "data" / "._a.csv").write_bytes(b"\0\5\x16\7")
    (tmp_path / "data" / "output.rejects.csv").write_text("file,line,reason\n", encoding="utf-8")
    with ZipFile(tmp_path / "data" / "c.csv", "w") as archive:  # a zip by its content, not by its name
        archive.writestr("inner.csv", CSV)

    loaded = load({"format": "lastfm", "path": "data/*.csv", "user": "ana"})

    assert [part.file for part in loaded.parts] == ["data/a.csv", "data/b.csv", "data/c.csv/inner.csv"]
    assert loaded.counts() == (2, 2, 0, 0)  # copies are read once


def test_name_with_brackets_is_no_glob(history: Load) -> None:
    """A file that is really called so is found."""
    assert history("lastfm", CSV, "scrobbles [2024].csv").counts() == (2, 2, 0, 0)


@pytest.mark.parametrize(
    ("path", "said"), [("nothing*.csv", "no such file"), ("nothing.csv", "no such file"), ("data", r"say data/\*")]
)
def test_path_without_a_file_is_a_problem_of_the_config(load: Load, tmp_path: Path, path: str, said: str) -> None:
    """A path or glob that finds nothing is told, and a folder with what to write instead."""
    (tmp_path / "data").mkdir()

    with pytest.raises(ConfigError, match=said):
        load({"format": "lastfm", "path": path})
