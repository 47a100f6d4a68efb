"""A tree that a build would make again, byte for byte, is left as it is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from generator import trees
from generator.documents import MANIFEST, MARK
from generator.errors import ManifestError
from generator.pipeline import fingerprint, sidecar_files
from generator.pipeline.fingerprint import BuildInputs
from generator.ranges import epoch
from generator.swap import rejects_file
from generator.trees import Listed, TreeEntry


@dataclass(frozen=True, slots=True)
class UpToDate:
    """A tree that was left as it is: its files, their bytes, and the rejects that were listed when it was made."""

    files: int
    bytes: int
    rejects: int
    rejects_file: Path | None


def kept(output: Path, inputs: BuildInputs, until: datetime) -> UpToDate | None:
    """The output, if it and what lies beside it are whole and were made from these inputs.

    `until` is the last moment that an event may have.
    """
    try:
        return _kept(output, inputs, until)
    except OSError:  # what cannot be read may be anything
        return None


def _kept(output: Path, inputs: BuildInputs, until: datetime) -> UpToDate | None:
    mark = _said(output / MARK)
    rejects, as_of = mark.get("rejects"), mark.get("as_of")
    if not (isinstance(rejects, int) and isinstance(as_of, int) and "inputs" in mark):
        return None
    # With the clock set back, events that were counted would be too late.
    if as_of > epoch(until) or mark["inputs"] != fingerprint.sign(inputs, sidecar_files.found(output)):
        return None
    sizes = _whole(output)
    return UpToDate(len(sizes), sum(sizes), rejects, rejects_file(output) if rejects else None) if sizes else None


def _said(file: Path) -> dict[str, Any]:
    """What a JSON document says; nothing when it is not there or no object."""
    try:
        said = orjson.loads(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError, orjson.JSONDecodeError):
        return {}
    return said if isinstance(said, dict) else {}


def _whole(output: Path) -> list[int]:
    """The sizes of a tree's files, if each is as the manifest says and none is missing or foreign; else nothing."""
    try:
        listed = trees.manifest(output)
    except ManifestError:
        return []
    there = {found.path: found for found in trees.walk(output) if found.kind != "folder"}
    manifest = there.pop(MANIFEST, None)
    if listed is None or manifest is None or there.keys() != listed.keys():
        return []
    if (output / MANIFEST).read_bytes() != trees.written(listed):
        return []
    is_whole = all(_is_as_listed(output, found, listed[path]) for path, found in there.items())
    return [found.size for found in (manifest, *there.values())] if is_whole else []


def _is_as_listed(output: Path, found: TreeEntry, listed: Listed) -> bool:
    if found.kind != "file" or found.size != listed.size:
        return False
    with (output / found.path).open("rb") as file:
        return trees.digest(file) == listed.digest
