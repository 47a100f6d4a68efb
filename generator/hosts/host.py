"""What a host is: the rules that let it serve a tree, the forms that it serves, and what it takes at most."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.documents import Document
from generator.hosts.limits import NONE, Limits

KIND = "host rules"  # of documents, in the closing table


@dataclass(frozen=True, slots=True)
class Served:
    """What rules are made from.

    `contract` is that of routes.json, `subjects` has the segment of every name by its kind, `base_url` is where the
    tree will be served, empty where nobody said, and `paths` are those of every document of the tree.
    """

    contract: Mapping[str, Any]
    subjects: Mapping[str, Mapping[str, str]]
    base_url: str
    paths: Sequence[str]


@dataclass(frozen=True, slots=True)
class Host:
    """A static host; `rules` are documents for it, within the public folder where it reads them there.

    `encodings` are the endings of precompressed files that it serves. `unasked` is a regular expression of names that
    nobody can ask it for, and `why` says so in words.
    """

    rules: Callable[[Served], Iterator[Document]]
    inside: bool = False
    encodings: tuple[str, ...] = ()
    limits: Limits = NONE
    unasked: str = ""
    why: str = ""
