"""What a host is: the rules that let it serve a tree, the forms that it serves, and what it takes at most."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.documents import Document
from generator.hosts.limits import NONE, Limits
from generator.mirrors.routing import Contract

KIND = "host rules"  # of documents, in the closing table


@dataclass(frozen=True, slots=True)
class Served:
    """What rules are made from.

    `contract` is that of routes.json, `subjects` has the segment of every name by its kind, `base_url` is where the
    tree will be served, empty where nobody said, and `paths` are those of every document of the tree.
    """

    contract: Contract
    subjects: Mapping[str, Mapping[str, str]]
    base_url: str
    paths: Sequence[str]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a tree on a host; `is_fault` where something is wrong that the reader can mend."""

    text: str
    is_fault: bool = False


def _nothing(_: Served) -> Iterator[Note]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Host:
    """A static host; `rules` are documents for it, within the public folder where it reads them there.

    `encodings` are the endings of precompressed files that it serves. `unasked` is a regular expression of names that
    nobody can ask it for, and `why` says so in words. `notes` is what else is to be said of a tree, and `reads` are the
    files at the root of the public folder that it takes for its own rules.
    """

    rules: Callable[[Served], Iterator[Document]]
    inside: bool = False
    encodings: tuple[str, ...] = ()
    limits: Limits = NONE
    unasked: str = ""
    why: str = ""
    notes: Callable[[Served], Iterator[Note]] = _nothing
    reads: tuple[str, ...] = ()
