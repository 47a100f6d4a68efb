"""Months that are over and have not changed: their documents are linked from the old tree, and no row is read for them.

Two things decide the documents of a month: the rows of the stat sets that they may read, of which the engine makes a
hash, and what is known of the whole history, which is cut down to what their pages show. Whatever else is asked for is
refused, so that nothing else can decide their bytes.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import orjson

from generator.documents import Planned, Unchanged
from generator.pages.listens import MONTH_STAT_SETS, Overview
from generator.periods import Calendar
from generator.pipeline import pickling
from generator.pipeline.document_keys import Kept, program
from generator.stats import PeriodStore

FILE = "months.bin"

_HASH = 32  # bytes
_JSON_STAT_SETS = ("listens/listens_per_day",)  # beside those of pages


@dataclass(frozen=True, slots=True)
class Month:
    """The documents of a month, as paths and kinds, and the hash of what they were made from."""

    made_from: bytes
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptMonths:
    """The months of the last build, and those of this one as they are planned; `tree` is what is kept of the old tree.

    `templates` is the hash of the texts of all templates.
    """

    tree: Kept
    templates: bytes = b""
    before: dict[str, Month] = field(default_factory=dict)
    planned: dict[str, Month] = field(default_factory=dict)

    def documents(self, name: str, data: bytes, make: Callable[[], Iterator[Planned]]) -> Iterator[Planned]:
        """The documents of a month: the old ones if they were made from the same data and are whole, else made anew."""
        made_from = hashlib.sha256(program() + self.templates + duckdb.__version__.encode() + data).digest()
        kept = self.before.get(name)
        if kept and kept.made_from == made_from and all(self.tree.whole(path) for path, _ in kept.documents):
            self.planned[name] = kept
            yield from (Unchanged(path, kind) for path, kind in kept.documents)
            return
        documents = []
        for each in make():
            documents.append((each.path, each.kind))
            yield each
        self.planned[name] = Month(made_from, tuple(documents))

    def save(self, folder: Path) -> None:
        """Keep the months of this build; what cannot be written is done without."""
        said = {name: [each.made_from.hex(), each.documents] for name, each in self.planned.items()}
        body = orjson.dumps(said)
        with suppress(OSError):
            (folder / f"{FILE}.new").write_bytes(hashlib.sha256(body).digest() + body)
            (folder / f"{FILE}.new").replace(folder / FILE)


def load(folder: Path | None, tree: Kept, templates: bytes) -> KeptMonths:
    """What the last build kept of its months; nothing where there is none, or it is damaged."""
    if folder:
        with suppress(OSError, ValueError, TypeError):
            return KeptMonths(tree, templates, dict(_read((folder / FILE).read_bytes())))
    return KeptMonths(tree, templates)


def data_of(store: PeriodStore, calendar: Calendar, overview: Overview | None, frame: object) -> bytes:
    """What decides the documents of a month, but for the program and the templates; the last two are for pages.

    `calendar` and `overview` are what is known of a month that is over.
    """
    pages = (overview.said, frame) if overview else ()
    linked = (overview.artists, overview.release_groups) if overview else (frozenset(), frozenset())
    rows = store.batch.hashes(readable(), *linked)[store.number]
    return pickling.dumps((store.period, sorted(store.parameters.items()), calendar, pages, rows))


def readable() -> tuple[str, ...]:
    """The stat sets that the documents of a month may read."""
    return (*MONTH_STAT_SETS, *_JSON_STAT_SETS)


def _read(said: bytes) -> Iterable[tuple[str, Month]]:
    """The months of a file; ValueError where it is not what we wrote."""
    digest, body = said[:_HASH], said[_HASH:]
    if hashlib.sha256(body).digest() != digest:
        raise ValueError(FILE)
    for name, (made_from, documents) in orjson.loads(body).items():
        yield name, Month(bytes.fromhex(made_from), tuple((path, kind) for path, kind in documents))
