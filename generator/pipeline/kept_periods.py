"""Periods that are over and have not changed: their documents are linked from the old tree, and no row is read.

Two things decide the documents of such a period: the rows of the stat sets that they may read, of which the engine
makes a hash, and what is known of the whole history, which is cut down to what they show. Whatever else is asked for is
refused, so that nothing else can decide their bytes.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import orjson

from generator.documents import Planned, Unchanged
from generator.mirrors import listenbrainz
from generator.mirrors.catalog import Catalog, Noted
from generator.mirrors.year_in_music import YEAR_IN_MUSIC
from generator.pages import listens
from generator.periods import Calendar
from generator.pipeline import kept_file, pickling
from generator.pipeline.document_keys import KeptTree, program
from generator.stats import Kind, Linked, PeriodStore

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Templates
    from generator.pages.listens import Overview

FILE = "periods.bin"

_MAGIC = b"stillstats periods 1\n"
_ENDPOINTS = {endpoint.path: endpoint for endpoint in (*listenbrainz.ENDPOINTS, YEAR_IN_MUSIC)}
_JSON_STAT_SETS = ("listens/listens_per_day",)  # beside those of pages


@dataclass(frozen=True, slots=True)
class KeptPeriod:
    """The documents of a period, as paths and kinds, and the hash of what they were made from.

    `noted` are what they added to the catalog.
    """

    made_from: bytes
    documents: tuple[tuple[str, str], ...]
    noted: tuple[Noted, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPeriods:
    """The periods of the last build, and those of this one as they are planned; `tree` is what is kept of the old tree.

    `templates` is the hash of the texts of all templates.
    """

    tree: KeptTree
    templates: bytes = b""
    before: dict[str, KeptPeriod] = field(default_factory=dict)
    planned: dict[str, KeptPeriod] = field(default_factory=dict)

    def documents(
        self, name: str, data: bytes, make: Callable[[], Iterator[Planned]], catalog: Catalog | None = None
    ) -> Iterator[Planned]:
        """The documents of a period: the old ones if they were made from the same data and are whole, else made anew.

        What they add to a catalog is added, too.
        """
        made_from = hashlib.sha256(program() + self.templates + duckdb.__version__.encode() + data).digest()
        kept = self.before.get(name)
        if kept and kept.made_from == made_from and all(self.tree.whole(path) for path, _ in kept.documents):
            self.planned[name] = kept
            if catalog:
                _note(catalog, kept.noted)
            yield from (Unchanged(path, kind) for path, kind in kept.documents)
            return
        begun = len(catalog.noted) if catalog else 0
        documents = []
        for each in make():
            documents.append((each.path, each.kind))
            yield each
        noted = tuple(catalog.noted[begun:]) if catalog else ()
        self.planned[name] = KeptPeriod(made_from, tuple(documents), noted)

    def save(self, folder: Path) -> None:
        """Keep the periods of this build; what cannot be written is done without."""
        said = {name: [each.made_from.hex(), each.documents, each.noted] for name, each in self.planned.items()}
        kept_file.write(folder / FILE, _MAGIC, orjson.dumps(said))


def _note(catalog: Catalog, noted: Iterable[Noted]) -> None:
    """Add to a catalog what documents added that are not made now."""
    for path, subject, segment, span in noted:
        endpoint = _ENDPOINTS[path]
        add = catalog.add_year if endpoint is YEAR_IN_MUSIC else catalog.add
        add(endpoint, subject, segment, span)


def load(folder: Path | None, tree: KeptTree, found: "Templates") -> KeptPeriods:
    """What the last build kept of its periods; nothing where there is none, or it is damaged."""
    templates = found.hash_of(found.sources)
    if folder:
        with suppress(OSError, ValueError, TypeError):
            return KeptPeriods(tree, templates, dict(_read(kept_file.read(folder / FILE, _MAGIC))))
    return KeptPeriods(tree, templates)


def data_of_pages(store: PeriodStore, calendar: Calendar | None, overview: "Overview | None", frame: object) -> bytes:
    """What decides the documents of a period, but for the program and the templates; the last two are for pages.

    `calendar` is for the JSON of a calendar or named period; it and `overview` are what is known of one that is over.
    """
    pages = (overview.said, frame) if overview else ()
    linked = Linked(overview.linked.ids, overview.linked.names) if overview else Linked()
    return _data(store, (calendar, pages), read(store.period.kind), linked)


def data_of_mirror(store: PeriodStore, segments: Mapping[str, str], read: Sequence[str], *more: object) -> bytes:
    """What decides the documents that a mirror has of a period that is over, which read some stat sets."""
    return _data(store, (sorted(segments.items()), more), read, Linked())


def read(kind: Kind) -> tuple[str, ...]:
    """The stat sets that the pages of a kind of period, and the JSON of any but a range, may read."""
    return tuple(dict.fromkeys((*listens.READ[kind], *(_JSON_STAT_SETS if kind != "range" else ()))))


def _data(store: PeriodStore, known: object, read: Sequence[str], linked: Linked) -> bytes:
    rows = store.hash_of(read, linked)
    return pickling.dumps((store.period, sorted(store.parameters.items()), known, rows))


def _read(body: bytes) -> Iterable[tuple[str, KeptPeriod]]:
    """The periods of a file."""
    for name, (made_from, documents, noted) in orjson.loads(body).items():
        yield name, KeptPeriod(bytes.fromhex(made_from), _pairs(documents), tuple(map(tuple, noted)))


def _pairs(documents: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((path, kind) for path, kind in documents)
