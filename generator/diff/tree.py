"""A finished tree as it is compared: its files by their hashes, its catalog, and what its documents say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from generator import trees
from generator.documents import MANIFEST
from generator.errors import ManifestError
from generator.mirrors.catalog import PATH
from generator.one_line import shown
from generator.trees import Listed

Paths = Mapping[str, list[str]]  # path of an endpoint, with a leading slash -> its ranges


@dataclass(frozen=True, slots=True)
class TreeSubject:
    """Whom a tree has documents about: the kind as the API calls it, such as user_name, name, segment, and paths."""

    kind: str
    name: str
    segment: str
    paths: Paths


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree's folder, its files, and its subjects by kind and name; `notes` say what could not be read."""

    folder: Path
    files: Mapping[str, Listed]
    subjects: Mapping[tuple[str, str], TreeSubject]
    notes: list[str] = field(default_factory=list)

    def said(self, path: str) -> Any:  # noqa: ANN401  (whatever a document says)
        """What a JSON document says; None where there is none, or none that can be read, which is noted."""
        if path not in self.files:
            return None
        try:
            return orjson.loads(_inside(self.folder, path).read_bytes())
        except (OSError, ValueError) as error:
            note = f"{self.folder}/{shown(path)}: is left out: {error}; `stillstats check` says more"
            self.notes.extend([] if note in self.notes else [note])
            return None


SITE = ""  # the kind of what is about nobody in particular


def document(path: str) -> str:
    """The document that answers a path without parameters."""
    return f"{path.lstrip('/')}.json"


def opened(folder: Path) -> Tree:
    """Open a tree by its manifest, or by its files where it has none.

    Raises OutputError when the folder is no tree of ours.
    """
    trees.require(folder)
    notes: list[str] = []
    files = _listed(folder, notes)
    tree = Tree(folder, files, {}, notes)
    return Tree(folder, files, {(each.kind, each.name): each for each in _subjects(tree.said(PATH), notes)}, notes)


def _listed(folder: Path, notes: list[str]) -> dict[str, Listed]:
    try:
        found = trees.manifest(folder)
        why = f"has no {MANIFEST}"
    except ManifestError as error:
        found, why = None, str(error)
    if found is None:
        notes.append(f"{folder}: {why}; its files were read instead")
        found = dict(_hashed(folder, notes))
    return found


def _hashed(folder: Path, notes: list[str]) -> Iterator[tuple[str, Listed]]:
    """Every file by its hash; links are not followed."""
    for found in trees.walk(folder):
        if found.kind == "file" and found.path != MANIFEST:
            try:
                with (folder / found.path).open("rb") as file:
                    yield found.path, Listed(found.size, trees.digest(file))
            except OSError as error:
                notes.append(f"{folder}/{shown(found.path)}: is left out: {error.strerror or error}")


def _inside(folder: Path, path: str) -> Path:
    """A document's file; whatever the manifest lists, none outside the tree is read."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise ValueError("it lies outside the tree")
    return file


def _subjects(catalog: Any, notes: list[str]) -> Iterator[TreeSubject]:  # noqa: ANN401  (whatever the document says)
    try:
        yield TreeSubject(SITE, "", "", dict(catalog["sitewide"]))
        for listed in (listed for listed in catalog.values() if isinstance(listed, list)):
            for entry in listed:
                kind = next(iter(entry))
                yield TreeSubject(kind, str(entry[kind]), str(entry["segment"]), dict(entry["paths"]))
    except (AttributeError, KeyError, StopIteration, TypeError, ValueError):
        notes.append(f"{PATH}: is no catalog of paths with their ranges; `stillstats check` says more")
