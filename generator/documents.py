"""A document: a path of the tree and the bytes that answer it."""

from dataclasses import dataclass

MARK = "stillstats.json"  # the document by which a tree is known as ours
MANIFEST = "manifest.json"  # the document that lists every other file of a tree


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the tree; `path` is relative to its root, with slashes; `kind` is what the closing table counts."""

    path: str
    body: bytes
    kind: str
