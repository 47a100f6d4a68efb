"""The files that a path of config.yaml means: a name where something is called so, else a pattern.

A pattern's `**` stands for folders at any depth. A folder that is reached by several links is gone through once, under
its own name where that is among them, so that links in a circle end. What is passed over is not looked into.
"""

import fnmatch
import os
import re
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

_MAGIC = re.compile(r"[*?\[]")
_ANY_DEPTH = "**"

PassedOver = Callable[[Path], bool]

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe: write what comes through it into a file first",
    stat.S_IFSOCK: "a socket, no file",
    stat.S_IFCHR: "a device, no file",
    stat.S_IFBLK: "a device, no file",
}


def split(folder: Path, path: str) -> tuple[Path, tuple[str, ...]]:
    """Give where a path of config.yaml begins, and its parts from there."""
    pattern = Path(path)
    return (Path(pattern.anchor), pattern.parts[1:]) if pattern.is_absolute() else (folder, pattern.parts)


def _none(_path: Path) -> bool:
    return False


def files(base: Path, parts: Sequence[str], is_passed_over: PassedOver = _none) -> list[Path]:
    """Find the files that a path means, in order of their names.

    Raises OSError for a folder that cannot be listed, and ValueError for a name that none can have.
    """
    folders = [base]
    for part in parts[:-1]:
        folders = _stepped(folders, part, is_passed_over)
    matches = (match for folder in folders for match in _named(folder, parts[-1] if parts else "."))
    if parts and parts[-1] == _ANY_DEPTH:
        below = _below(folders, is_passed_over)
        matches = (Path(entry) for folder in below for entry in _entries(folder))
    return sorted({match for match in matches if match.is_file() and not is_passed_over(match)})


def folders(base: Path, parts: Sequence[str]) -> list[Path]:
    """Find the folders in which a file that a path means, or a folder on the way to one, may appear."""
    current, found = [base], []
    for part in parts[:-1]:
        following = _stepped(current, part, _none)
        if following != [current[0] / part]:
            found += current
        if not following:
            return found
        current = following
    return found + (list(_below(current, _none)) if parts and parts[-1] == _ANY_DEPTH else current)


def kind(file: Path) -> str:
    """Tell what a path is, if it is no file; an empty text where there is nothing."""
    try:
        return _KINDS.get(stat.S_IFMT(file.stat().st_mode), "")
    except (FileNotFoundError, NotADirectoryError):
        return "a link to nothing" if file.is_symlink() else ""


def _stepped(folders: Iterable[Path], part: str, is_passed_over: PassedOver) -> list[Path]:
    if part == _ANY_DEPTH:
        return list(_below(folders, is_passed_over))
    matches = (match for folder in folders for match in _named(folder, part))
    return [match for match in matches if match.is_dir() and not is_passed_over(match)]


def _named(folder: Path, part: str) -> Iterator[Path]:
    """The entry of a folder with a name; if there is none and the name is a pattern, the entries that match it."""
    if os.path.lexists(folder / part):
        yield folder / part
    elif _MAGIC.search(part):
        fits = re.compile(fnmatch.translate(os.path.normcase(part))).match
        yield from (Path(entry) for entry in _entries(folder) if fits(os.path.normcase(entry.name)))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _below(folders: Iterable[Path], is_passed_over: PassedOver) -> Iterator[Path]:
    """Folders and all folders in them, each once; links are followed when everything else was gone through."""
    seen: set[tuple[int, int]] = set()
    waiting, links = deque(folders), deque[Path]()
    while waiting or links:
        folder = (waiting or links).popleft()
        found = folder.stat()
        if (found.st_dev, found.st_ino) in seen:
            continue
        seen.add((found.st_dev, found.st_ino))
        yield folder
        for entry in _entries(folder):
            if entry.is_dir() and not is_passed_over(Path(entry)):
                (links if entry.is_symlink() else waiting).append(Path(entry))
