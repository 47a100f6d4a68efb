"""The cache folder beside an output: private, bounded, dropped when it is another's, and never needed."""

import os
from pathlib import Path

import pytest

from generator.config import Config
from generator.pipeline import cache_folder
from generator.pipeline.cache_folder import opened, remove, trim


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def config(*, has_cache: bool) -> Config:
    return Config.model_validate({"sources": [{"format": "listens", "path": "a.csv"}], "cache": has_cache})


def keep(output: Path, name: str = "a", *, is_fresh: bool = False, has_cache: bool = True) -> list[str]:
    """Keep a file, and answer what was there before."""
    with opened(config(has_cache=has_cache), output, is_fresh=is_fresh) as folder:
        if folder is None:
            return ["no folder"]
        found = sorted(file.name for file in folder.iterdir() if file.name != "CACHE")
        (folder / name).write_bytes(b"kept")
    return found


def test_what_was_kept_is_there_again(output: Path) -> None:
    """Nobody else may look into the folder."""
    assert keep(output) == []
    assert keep(output, "b") == ["a"]
    assert cache_folder.cache_folder(output).stat().st_mode & 0o777 == 0o700


def test_fresh_build_begins_anew(output: Path) -> None:
    """It neither uses nor leaves what was kept."""
    keep(output)

    assert keep(output, "b", is_fresh=True) == []
    assert keep(output) == ["b"]


def test_folder_of_another_version_is_emptied(output: Path) -> None:
    """So is one whose mark is damaged."""
    keep(output)
    (cache_folder.cache_folder(output) / "CACHE").write_bytes(b"\xff")

    assert keep(output) == []
    assert keep(output) == ["a"]


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_is_not_ours_is_let_alone(output: Path, tmp_path: Path, kind: str) -> None:
    """A file, a link, or a folder with somebody else's files in the place: the build does without."""
    place = cache_folder.cache_folder(output)
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        place.mkdir()
        (place / "mine").touch()
    else:
        (tmp_path / "elsewhere").mkdir()
        place.symlink_to(tmp_path / "elsewhere")

    assert keep(output) == ["no folder"]
    assert not remove(output)
    assert os.path.lexists(place)


def test_switched_off_there_is_none(output: Path) -> None:
    """What an earlier build kept goes."""
    keep(output)

    assert keep(output, has_cache=False) == ["no folder"]
    assert not cache_folder.cache_folder(output).exists()


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """Until the rest has at most the bytes that config.yaml allows."""
    for age, name in enumerate(("new", "older", "oldest")):
        (tmp_path / name).write_bytes(b"x" * 10)
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))

    trim(tmp_path, 20)

    assert sorted(file.name for file in tmp_path.iterdir()) == ["new", "older"]


def test_cache_is_removed_with_the_output(output: Path) -> None:
    """It is beside no output, too."""
    keep(output)

    assert cache_folder.clean(output)
    assert not cache_folder.cache_folder(output).exists()
    assert not cache_folder.clean(output)


def test_build_that_kept_nothing_leaves_no_folder(output: Path) -> None:
    """Such as one that failed before it read anything."""
    with pytest.raises(OSError, match="full"), opened(config(has_cache=True), output):
        raise OSError("full")

    assert not cache_folder.cache_folder(output).exists()
