"""Rows of stat sets as records: frozen dataclasses whose fields are columns, so that code knows their types."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from generator.stats.store import Store

T = TypeVar("T")

_FETCHED = 10_000  # rows a round trip


def records(store: Store, name: str, kind: type[T], most: int | None = None) -> Iterator[T]:
    """The rows of a stat set in its order, those of the first `most` ranks only."""
    if not store.count(name):
        return
    columns = ", ".join(field.name for field in fields(kind))  # type: ignore[arg-type]  # a dataclass
    ranked = f" where rank <= {most}" if most is not None else ""
    cursor = store.db.cursor().execute(f"select {columns} from {store.table(name)}{ranked}")
    while rows := cursor.fetchmany(_FETCHED):
        for row in rows:
            yield kind(*row)


def records_by(store: Store, subject: str, name: str, kind: type[T]) -> Iterator[tuple[Any, list[T]]]:
    """The rows of a stat set, one list a subject, in the order of subjects."""
    for key, rows in groupby(records(store, name, kind), key=attrgetter(subject)):
        yield key, list(rows)
