"""The folder beside the output in which builds keep what the next one need not do again; nothing in it is published.

It is private, and only ever saves time: one that was made by another version, that is damaged or cannot be written is
dropped, or done without. Whoever builds holds the lock of the output, so no two builds are at work in it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import generator
from generator import interrupts, swap
from generator.config import Config

_MARK = "CACHE"  # the file that says by which version a folder was made
_FOLDER = 0o700
_OTHERS = 0o077  # what nobody else may do
# What decides how source files are read, beside the packages below: files and folders of the package.
_READING = ("corrections", "events", "sources")
_PACKAGES = ("duckdb", "crawler-user-agents", "tzdata")


def cache_folder(output: Path) -> Path:
    """Give the path of the cache folder of an output."""
    return output.with_name(f"{output.name}.cache")


@contextmanager
def opened(config: Config, output: Path, *, is_fresh: bool = False) -> Iterator[Path | None]:
    """Give the cache folder ready for use, empty where a build is fresh; None where there is none to be used.

    Whoever calls holds the output. At the end the folder is brought down to the size of config.yaml.
    """
    folder = cache_folder(output)
    if config.cache is None:
        remove(output)
        yield None
        return
    is_ready = _is_ready(folder, is_fresh=is_fresh)
    end = partial(_end, output, config.cache.max if is_ready else None)
    try:
        with interrupts.ended_by(end):
            yield folder if is_ready else None
    finally:
        end()


def _end(output: Path, most: int | None) -> str:
    """Bring a folder that was used down to its size; one in which nothing was kept goes. Says nothing of the output."""
    folder = cache_folder(output)
    if most is not None:
        trim(folder, most)
        if not any(_files(folder)):
            remove(output)
    return ""


def clean(output: Path) -> bool:
    """Remove an output and what builds wrote beside it; answers whether there was any.

    Raises OutputError where it cannot be removed.
    """
    is_removed = swap.clean(output)
    return remove(output) or is_removed


def remove(output: Path) -> bool:
    """Remove the cache folder of an output, if it is ours; answers whether there was one."""
    folder = cache_folder(output)
    is_there = _is_ours(folder)
    if is_there:
        with suppress(OSError):
            _empty(folder)
            (folder / _MARK).unlink(missing_ok=True)
            folder.rmdir()
    return is_there


def trim(folder: Path, most: int) -> None:
    """Remove the files that were not used for longest, until all of them have at most so many bytes."""
    with suppress(OSError):
        states = sorted(((file, file.stat()) for file in _files(folder)), key=lambda each: each[1].st_mtime_ns)
        size = sum(state.st_size for _, state in states)
        for file, state in states:
            if size <= most:
                break
            file.unlink(missing_ok=True)
            size -= state.st_size


def _is_ready(folder: Path, *, is_fresh: bool) -> bool:
    """Make a folder, or empty one of another version, as far as the disk lets; answers whether it can be used."""
    try:
        if os.path.lexists(folder) and not _is_ours(folder):
            return False
        folder.mkdir(mode=_FOLDER, exist_ok=True)
        if folder.stat().st_mode & _OTHERS:
            folder.chmod(_FOLDER)
        if is_fresh or _said(folder) != _stamp():
            _empty(folder)
            (folder / _MARK).write_text(_stamp(), encoding="utf-8")
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _is_ours(folder: Path) -> bool:
    """Whether a folder is one that builds made: it has their mark, or nothing at all."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    with suppress(OSError):
        return (folder / _MARK).is_file() or not any(folder.iterdir())
    return False


def _said(folder: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return (folder / _MARK).read_text(encoding="utf-8")
    return ""


def _empty(folder: Path) -> None:
    """Remove all that lies in a folder but its mark."""
    for entry in os.scandir(folder):
        if entry.name == _MARK:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names if name != _MARK)


@cache
def _stamp() -> str:
    """What tells versions apart whose caches may differ: our own files that read sources, and the packages they use."""
    ours = Path(generator.__file__).parent
    found = [*ours.glob("*.*"), *(file for name in _READING for file in (ours / name).rglob("*.*"))]
    told = sha256(" ".join(version(name) for name in _PACKAGES).encode())
    for file in sorted(file for file in found if file.suffix in {".py", ".sql", ".txt", ".csv"}):
        told.update(f"\0{file.relative_to(ours).as_posix()}\0".encode() + file.read_bytes())
    return told.hexdigest()
