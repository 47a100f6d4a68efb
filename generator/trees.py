"""A finished tree: its files, and what its manifest says of them.

The manifest is `{"algorithm": "sha256", "files": {path: {"bytes": size, "sha256": hash}}}`, by path, a file a line.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Literal

import orjson

from generator.documents import MANIFEST, MARK
from generator.errors import ManifestError, OutputError

ALGORITHM = "sha256"

_WHAT_TO_DO = "build again, or copy the whole tree anew"


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """What lies in a tree: a file with its size in bytes, a folder, one that cannot be read, a link, or something else.

    `path` is relative to the tree, with slashes; `why` says why a folder cannot be read.
    """

    path: str
    kind: Literal["file", "folder", "closed", "link", "other"]
    size: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a manifest says of a file: its size in bytes, and its hash."""

    size: int
    digest: bytes


def require(folder: Path) -> None:
    """Raise OutputError when a folder is no tree of ours."""
    if not (folder / MARK).is_file():
        raise OutputError(f"{folder}: is no tree that stillstats made; build it first, or name its folder")


def walk(folder: Path) -> Iterator[TreeEntry]:
    """Everything in a tree, folder by folder in the order of names; a symbolic link is named and never followed."""
    return _walked(os.fspath(folder), "")


def entry(path: str, size: int, digest: str) -> bytes:
    """What is kept of a file until the manifest is written, the hash in hexadecimal; of 300,000 files that is 50 MB."""
    return b"%s\0%d\0%s" % (path.encode(), size, digest.encode())


def written(listed: Mapping[str, Listed]) -> bytes:
    """A whole manifest, as a build writes what it says."""
    return b"".join(manifest_lines(sorted(entry(path, each.size, each.digest.hex()) for path, each in listed.items())))


def manifest_lines(entries: Iterable[bytes]) -> Iterator[bytes]:
    """A manifest, line by line, of entries in the order of their paths."""
    start = b'{"algorithm":"%s","files":{\n' % ALGORITHM.encode()
    for kept in entries:
        path, size, digest = kept.split(b"\0")
        yield b'%s%s:{"bytes":%s,"sha256":"%s"}' % (start, orjson.dumps(path.decode()), size, digest)
        start = b",\n"
    yield b"\n}}\n" if start == b",\n" else start + b"}}\n"


def manifest(folder: Path) -> dict[str, Listed] | None:
    """What the manifest of a tree says of every file; None where there is none, ManifestError where it is broken."""
    file = folder / MANIFEST
    if not os.path.lexists(file):
        return None
    try:
        said = orjson.loads(_plain(file).read_bytes())
    except OSError as error:
        raise ManifestError(f"{MANIFEST}: cannot be read: {error.strerror or error}; {_WHAT_TO_DO}") from None
    except orjson.JSONDecodeError as error:
        raise ManifestError(f"{MANIFEST}: is cut off or broken: {error}; {_WHAT_TO_DO}") from None
    try:
        return dict(_listed(said["algorithm"], said["files"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ManifestError(f"{MANIFEST}: is no manifest of files with bytes and {ALGORITHM}; {_WHAT_TO_DO}") from None


def digest(file: BufferedReader) -> bytes:
    """The hash of an open file, which is left at its end."""
    return hashlib.file_digest(file, ALGORITHM).digest()


def _walked(folder: str, prefix: str) -> Iterator[TreeEntry]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda each: each.name)
    except OSError as error:
        yield TreeEntry(prefix.rstrip("/"), "closed", why=error.strerror or str(error))
        return
    for each in entries:
        path = prefix + each.name
        if each.is_symlink():
            yield TreeEntry(path, "link")
        elif each.is_dir(follow_symlinks=False):
            yield TreeEntry(path, "folder")
            yield from _walked(each.path, f"{path}/")
        elif each.is_file(follow_symlinks=False):
            yield TreeEntry(path, "file", each.stat(follow_symlinks=False).st_size)
        else:
            yield TreeEntry(path, "other")


def _plain(file: Path) -> Path:
    """A file that is no link and nothing that a reader would wait for."""
    if file.is_symlink() or not file.is_file():
        raise OSError("is no plain file")
    return file


def _listed(algorithm: str, files: Mapping[str, Mapping[str, int | str]]) -> Iterator[tuple[str, Listed]]:
    if algorithm != ALGORITHM:
        raise ValueError(algorithm)
    for path, about in files.items():
        yield path, Listed(int(about["bytes"]), bytes.fromhex(str(about[ALGORITHM])))
