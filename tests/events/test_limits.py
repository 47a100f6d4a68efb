"""What a file may unpack to, what builds wrote, and what cannot be read: each is told as what it is."""

import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import zstandard

from generator.config import Config, Source
from generator.errors import ConfigError, SourceError
from generator.events.files import named, search
from generator.one_line import shown
from generator.pipeline import Options, build

from .conftest import NOW

MAY = 1714568700  # 2024-05-01 13:05 UTC
UNREADABLE = Path("/proc/self/mem")  # a file whose beginning cannot be read, as on a broken disk

Load = Callable[..., Any]


def brainz(count: int = 3) -> bytes:
    rows = (
        {"listened_at": MAY + at, "track_metadata": {"artist_name": "Low", "track_name": f"Track {at}"}}
        for at in range(count)
    )
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def zipped(data: bytes, name: str = "a.jsonl") -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def tarred(data: bytes, name: str = "a.jsonl", mode: str = "w:bz2") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "a.jsonl.gz": gzip.compress,
    "a.jsonl.bz2": bz2.compress,
    "a.jsonl.xz": lzma.compress,
    "a.jsonl.zst": zstandard.compress,
    "a.zip": zipped,
    "a.tar": lambda data: tarred(data, mode="w:"),
    "a.tar.bz2": tarred,
    "a.tbz2": tarred,
    "gz.zip": lambda data: zipped(gzip.compress(data), "a.jsonl.gz"),
    "bz2.zip": lambda data: zipped(bz2.compress(data), "a.jsonl.bz2"),
    "xz.tar.gz": lambda data: tarred(lzma.compress(data), "a.jsonl.xz", "w:gz"),
}


@pytest.mark.parametrize("name", PACKERS)
def test_packed_files_are_read_however_they_are_packed(history: Load, name: str) -> None:
    """Alone, in archives, and as members that are packed themselves."""
    assert history("listenbrainz", PACKERS[name](brainz()), name).counts() == (3, 3, 0, 0)


@pytest.mark.parametrize("name", [name for name in PACKERS if name != "a.tar"])
def test_file_that_unpacks_to_too_much_is_refused(history: Load, name: str) -> None:
    """Before it fills the disk, with what to write where it is no bomb."""
    data = brainz() + b" " * 2_000_000 + b"\n"

    with pytest.raises(SourceError) as told:
        history("listenbrainz", PACKERS[name](data), name, max_unpacked="1 MB")

    assert str(told.value) == (
        f"{name}: unpacks to more than 1 MB; if it is no bomb, say how much it may "
        "with max_unpacked: at this source, such as max_unpacked: 4 MB"
    )
    assert history("listenbrainz", PACKERS[name](data), name, max_unpacked="4 MB").counts() == (3, 3, 0, 0)


def test_members_of_an_archive_unpack_to_so_much_together(history: Load) -> None:
    """A thousand small bombs are one."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for at in range(20):
            archive.writestr(f"{at}.jsonl", brainz(1) + b" " * 100_000)

    with pytest.raises(SourceError, match=r"a\.zip: unpacks to more than 1 MB"):
        history("listenbrainz", packed.getvalue(), "a.zip", max_unpacked="1 MB")


def test_limit_is_that_of_all_sources_where_a_source_has_none(history: Load, load: Load) -> None:
    """4 GB where nothing is said."""
    history("listenbrainz", gzip.compress(brainz() + b" " * 2_000_000), "a.gz")
    source = {"format": "listenbrainz", "path": "a.gz", "user": "ana"}

    assert Config(sources=(Source(format="x", path="x"),)).max_unpacked == 4_000_000_000
    with pytest.raises(SourceError, match="more than 1 MB"):
        load(source, max_unpacked="1 MB")
    assert load({**source, "max_unpacked": "3 MiB"}, max_unpacked="1 MB").counts() == (3, 3, 0, 0)


@pytest.mark.parametrize("pack", [bz2.compress, gzip.compress, lzma.compress], ids=["bz2", "gz", "xz"])
def test_packed_file_that_is_cut_off_is_told(history: Load, pack: Callable[[bytes], bytes]) -> None:
    """It is never a shorter history."""
    with pytest.raises(SourceError, match=r"a\.packed: cannot be read: .*cut off: export or download it again"):
        history("listenbrainz", pack(brainz(1000))[:-20], "a.packed")


def project(folder: Path, **settings: object) -> Config:
    source = Source.model_validate({"format": "listenbrainz", "path": "**/*.json*", "user": "ana", **settings})
    return Config(sources=(source,), folder=folder, pages=False, periods=())


def built(config: Config, output: Path) -> tuple[str, ...]:
    return build(config, output, NOW, Options()).notes


def test_pattern_that_covers_the_output_leaves_it_out(tmp_path: Path) -> None:
    """And what lies beside the output, and other finished trees; it is told, and no fault."""
    (tmp_path / "a.jsonl").write_bytes(brainz())
    (tmp_path / ".output.building").mkdir()
    (tmp_path / ".output.building" / "left.json").write_bytes(brainz(1))
    (tmp_path / "output.hosts").mkdir()
    (tmp_path / "output.hosts" / "left.json").write_bytes(brainz(1))
    (tmp_path / "output.hosts" / "stillstats.json").write_text("{}", encoding="utf-8")
    config, output = project(tmp_path), tmp_path / "output"

    told = "**/*.json* covers what builds wrote, which is left out: "
    assert built(config, output) == (f"{told}output.hosts",)
    (tmp_path / "link").symlink_to(output)
    assert built(config, output) == (f"{told}link, output",)
    assert [name for _, name in named(config.into(output), config.sources[0])] == ["a.jsonl"]
    assert search(config, config.sources[0]).made == ("link", "output")


def test_path_of_nothing_but_the_output_is_refused(tmp_path: Path) -> None:
    """Whether it is a pattern or a name: a build that read itself would never end."""
    (tmp_path / "a.jsonl").write_bytes(brainz())
    built(project(tmp_path), tmp_path / "output")

    for path in ("output/*.json", "output/manifest.json", "outp*/**"):
        config = project(tmp_path, path=path).into(tmp_path / "output")
        with pytest.raises(ConfigError, match="no file but what builds wrote: output"):
            search(config, config.sources[0])


@pytest.mark.skipif(not UNREADABLE.exists(), reason="this system has no file that cannot be read")
def test_source_that_a_disk_does_not_give_is_told_as_that(tmp_path: Path, load: Load) -> None:
    """An error of reading never is one of the output, also where it is only looked at whether anything changed."""
    (tmp_path / "a.jsonl").symlink_to(UNREADABLE)
    said = r"^a\.jsonl: cannot be read: Input/output error$"

    with pytest.raises(SourceError, match=said):
        load({"format": "listenbrainz", "path": "a.jsonl", "user": "ana"})
    with pytest.raises(SourceError, match=said):
        built(project(tmp_path), tmp_path / "output")


def test_pipe_is_no_file_of_corrections(tmp_path: Path, load: Load) -> None:
    """A build would wait for it for ever; as a source it is told, too."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.jsonl").write_bytes(brainz())
    source = {"format": "listenbrainz", "path": "a.jsonl", "user": "ana"}

    with pytest.raises(ConfigError, match=r"corrections: .*pipe: is a pipe or a device"):
        load(source, corrections="pipe")
    with pytest.raises(ConfigError, match=r"pipe: a pipe: write what comes through it into a file first"):
        load({**source, "path": "pipe"})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a\x1b[2Jb.jsonl", r"a\x1b[2Jb.jsonl"),
        ("a\u202egnp.jsonl", r"a\u202egnp.jsonl"),
        ("a\u2066\u200bb.jsonl", r"a\u2066\u200bb.jsonl"),
        ("a\u2028b.jsonl", r"a\u2028b.jsonl"),
        ("a\x85\nb.jsonl", r"a\x85\nb.jsonl"),
        ("क्\u200cष 👩\u200d🎤.jsonl", "क्\u200cष 👩\u200d🎤.jsonl"),
    ],
)
def test_names_are_shown_in_letters(tmp_path: Path, load: Load, name: str, said: str) -> None:
    """Nothing of a file's name acts on a terminal, turns or hides what is beside it; what belongs to words stays."""
    (tmp_path / name).write_bytes(brainz())
    loaded = load({"format": "listenbrainz", "path": "*.jsonl", "user": "ana"})

    assert [part.file for part in loaded.parts] == [said]
    assert shown(name) == said


def test_list_of_rejects_is_no_formula(tmp_path: Path) -> None:
    """A spreadsheet computes nothing of a file's name, which still is a path."""
    (tmp_path / "=1+1.jsonl").write_bytes(brainz() + b"{\n")

    built(project(tmp_path), tmp_path / "output")

    listed = (tmp_path / "output.rejects.csv").read_text(encoding="utf-8").splitlines()
    assert listed == ["file,line,reason", "./=1+1.jsonl,4,not a JSON object"]
