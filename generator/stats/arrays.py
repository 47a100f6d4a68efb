"""Rows become JSON arrays of numbers, or of lists of them, a subject at a time, in the engine."""

from collections.abc import Iterator, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

_AT_ONCE = 1_000_000  # rows of subjects whose arrays the engine holds at once; one subject may have more

Columns = str | tuple[str, ...]  # a column of whole numbers, or those of a list


def arrays(
    db: DuckDBPyConnection, table: str, subject: Sequence[str], items: Sequence[Columns], others: Sequence[str] = ()
) -> Iterator[tuple[Any, list[tuple[Any, ...]]]]:
    """Of every subject, which some columns name: one row of the `others`, and its arrays, by rank.

    There is an array for each of the `items`; subjects come in their order, each as the value of its column, or as a
    tuple of several. A column of the items may be null.
    """
    name, heads, width = ", ".join(subject), ", ".join((*subject, *others)), len(subject)
    packed = ", ".join(f"'[' || string_agg({_text(item)}, ',' order by rank) || ']'" for item in items)
    cursor = db.cursor()
    counts = cursor.execute(f"select {name}, count(*) from {table} group by {name} order by {name}").fetchall()
    for first, last in _chunks(counts):
        where = f"({_bound(subject, '>', 1)}) and ({_bound(subject, '<', 1 + width)})"
        query = f"select {heads}, {packed} from {table} where {where} group by {heads} order by {heads}"
        cursor.execute(query, [*first[:width], *last[:width]])
        while rows := cursor.fetchmany(_FETCHED):
            yield from ((row[0] if width == 1 else row[:width], [row[width:]]) for row in rows)


_FETCHED = 20  # subjects a round trip; an array may have thousands of numbers


def _chunks(counts: Sequence[tuple[Any, ...]]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """The first and the last of the subjects that are packed at once, given with how many rows each has."""
    start, total = 0, 0
    for place, (*_, count) in enumerate(counts):
        if total and total + count > _AT_ONCE:
            yield counts[start], counts[place - 1]
            start, total = place, 0
        total += count
    if total:
        yield counts[start], counts[-1]


def _bound(names: Sequence[str], sign: str, place: int) -> str:
    """SQL that compares columns in their order with the parameters from a place on; DuckDB 2.0.0 compares no tuples."""
    name, *others = names
    if not others:
        return f"{name} {sign}= ${place}"
    return f"{name} {sign} ${place} or {name} = ${place} and ({_bound(others, sign, place + 1)})"


def _text(item: Columns) -> str:
    """SQL for one item of an array."""
    return (
        f"coalesce({item}::varchar, 'null')"
        if isinstance(item, str)
        else f"'[' || concat_ws(',', {', '.join(item)}) || ']'"
    )
