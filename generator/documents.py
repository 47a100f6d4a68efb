"""Documents of the tree: paths and the bytes that answer them, made, still to be made, or known to be as they were."""

from collections.abc import Callable
from dataclasses import dataclass

MARK = "stillstats.json"  # the document by which a tree is known as ours
MANIFEST = "manifest.json"  # the document that lists every other file of a tree


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the tree; `path` is relative to its root, with slashes; `kind` is what the closing table counts."""

    path: str
    body: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Job:
    """A document that is still to be made; `make` depends on nothing but the arguments that it holds.

    It is a partial of a function of a module, so that any process can make it. `templates` are the names of those that
    it fills, whose text decides, too.
    """

    path: str
    kind: str
    make: Callable[[], bytes]
    templates: tuple[str, ...] = ()

    @property
    def body(self) -> bytes:
        """The bytes, made here and now."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that the old tree has, and that would be made the same."""

    path: str
    kind: str


Planned = Document | Job | Unchanged
