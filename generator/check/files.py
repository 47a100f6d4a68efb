"""Check every file of a tree: it is as the manifest says, can be read, and is well-formed for its kind."""

import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from posixpath import dirname

import orjson

from generator import trees
from generator.check.links import has_links, link_faults
from generator.documents import MANIFEST
from generator.one_line import shown
from generator.trees import Listed, TreeEntry

Presence = Callable[[str], bool]

_AGAIN = "build again, or copy the whole tree anew"
_FOLDERS = 100_000  # that are remembered to be folders


def file_faults(output: Path, listed: Mapping[str, Listed] | None, is_there: Presence) -> Iterator[str]:
    """The faults of each file, of things that are no files, and of files that the manifest lists and the tree lacks."""
    missing = set(listed or ())
    hidden: list[str] = []  # where links, or folders that cannot be read, are in the way of files
    for found in trees.walk(output):
        if found.kind == "file":
            yield from _of_file(output, found, listed, is_there)
        elif found.kind != "folder":
            hidden.append(f"{found.path}/")
            yield _of_another(found)
        elif found.path in missing:
            yield f"{shown(found.path)}: is a folder where the manifest lists a file; {_AGAIN}"
        missing.discard(found.path)
    under = tuple(hidden)
    for path in sorted(missing):
        if not path.startswith(under):
            yield f"{shown(path)}: is missing; {_AGAIN}"


def presence(output: Path, listed: Collection[str]) -> Presence:
    """A function that says whether there is a file at a path of the tree, or its absence is told of the manifest."""

    @lru_cache(_FOLDERS)
    def is_folder(path: str) -> bool:
        return not path or (is_folder(dirname(path)) and stat.S_ISDIR(_mode(output, path)))

    def is_there(path: str) -> bool:
        return path in listed or (is_folder(dirname(path)) and stat.S_ISREG(_mode(output, path)))

    return is_there


def _mode(output: Path, path: str) -> int:
    """What kind of thing lies at a path, links not followed; 0 for nothing."""
    try:
        return (output / path).lstat().st_mode
    except (OSError, ValueError):  # a name too long, or with a NUL
        return 0


def _of_another(found: TreeEntry) -> str:
    path = shown(found.path)
    if found.kind == "link":
        return (
            f"{path}: is a symbolic link, which a tree has none of and which is not followed; remove it, and {_AGAIN}"
        )
    if found.kind == "closed":
        return f"{path or '.'}: cannot be read: {found.why}; let the folder be read"
    return f"{path}: is neither a file nor a folder; remove it"


def _of_file(output: Path, found: TreeEntry, listed: Mapping[str, Listed] | None, is_there: Presence) -> Iterator[str]:
    said = (listed or {}).get(found.path)
    yield from _strange(found.path, is_foreign=listed is not None and said is None)
    try:
        with (output / found.path).open("rb") as file:
            yield from _changed(found, said, file) if said else ()
            yield from _said(found.path, file, is_there)
    except OSError as error:
        yield f"{shown(found.path)}: cannot be read: {error.strerror or error}; let the file be read"


def _strange(path: str, *, is_foreign: bool) -> Iterator[str]:
    try:
        path.encode()
    except UnicodeEncodeError:
        yield f"{shown(path)}: has a name that is not UTF-8, which every host stores in its own way; remove it"
        return
    if is_foreign and path != MANIFEST:
        yield f"{shown(path)}: is foreign, as the manifest does not list it; remove it, or build again"


def _changed(found: TreeEntry, said: Listed, file: BufferedReader) -> Iterator[str]:
    path = shown(found.path)
    if found.size != said.size:
        yield f"{path}: is changed, {found.size:,} bytes where the manifest says {said.size:,}; {_AGAIN}"
    elif trees.digest(file) != said.digest:
        yield f"{path}: is changed, as its {trees.ALGORITHM} is not the manifest's; {_AGAIN}"
    file.seek(0)


def _said(path: str, file: BufferedReader, is_there: Presence) -> Iterator[str]:
    """The faults in the content of a file that this program can read."""
    if path.endswith(".json") and path != MANIFEST:
        try:
            orjson.loads(file.read())
        except orjson.JSONDecodeError as error:
            yield f"{shown(path)}: is not JSON: {error}; {_AGAIN}"
    elif has_links(path):
        yield from link_faults(path, file.read(), is_there)
