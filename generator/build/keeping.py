"""A tree that a build would make again, byte for byte, is left as it is."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

import orjson

from generator.build import beside, fingerprint
from generator.build.fingerprint import Inputs
from generator.build.staging import rejects_file
from generator.documents import MANIFEST, MARK
from generator.ranges import epoch


@dataclass(frozen=True, slots=True)
class Kept:
    """A tree that was left as it is: its files, their bytes, and the rejects that were listed when it was made."""

    files: int
    bytes: int
    rejects: int
    rejects_file: Path | None


def kept(output: Path, inputs: Inputs, until: datetime) -> Kept | None:
    """The output, if it and what lies beside it are whole and were made from these inputs.

    `until` is the last moment that an event may have.
    """
    mark = _said(output / MARK)
    rejects, as_of = mark.get("rejects"), mark.get("as_of")
    if not (isinstance(rejects, int) and isinstance(as_of, int) and "inputs" in mark):
        return None
    # With the clock set back, events that were counted would be too late.
    if as_of > epoch(until) or mark["inputs"] != fingerprint.seal(inputs, beside.found(output)):
        return None
    sizes = _whole(output)
    return Kept(len(sizes), sum(sizes), rejects, rejects_file(output) if rejects else None) if sizes else None


def _said(file: Path) -> dict[str, Any]:
    """What a JSON document says; nothing when it is not there or no object."""
    try:
        said = orjson.loads(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError, orjson.JSONDecodeError):
        return {}
    return said if isinstance(said, dict) else {}


def _whole(output: Path) -> list[int]:
    """The sizes of a tree's files, if each is as the manifest says and none is missing or foreign; else nothing."""
    listed = _said(output / MANIFEST).get("files")
    there = dict(_files(output))
    manifest = there.pop(MANIFEST, None)
    if manifest is None or not isinstance(listed, dict) or there.keys() != listed.keys():
        return []
    if not all(_is_as_listed(file, listed[path]) for path, file in there.items()):
        return []
    return [manifest.stat().st_size, *(entry["bytes"] for entry in listed.values())]


def _is_as_listed(file: Path, entry: object) -> bool:
    if not isinstance(entry, dict) or file.is_symlink() or not file.is_file():
        return False
    if file.stat().st_size != entry.get("bytes"):
        return False
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest() == entry.get("sha256")


def _files(output: Path) -> Iterator[tuple[str, Path]]:
    """Whatever lies in a folder and is none itself, with its path in it."""
    for parent, folders, names in os.walk(output):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*names, *links):
            file = Path(parent, name)
            yield file.relative_to(output).as_posix(), file
