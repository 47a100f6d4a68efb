"""Columns become JSON arrays of numbers, a subject at a time, in the engine."""

from collections.abc import Iterator, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

_FETCHED = 20  # subjects a round trip; an array may have thousands of numbers


def columns(
    db: DuckDBPyConnection, table: str, head: Sequence[str], counts: Sequence[str]
) -> Iterator[tuple[Any, list[tuple[Any, ...]]]]:
    """Of every subject, which the first of the `head` columns names: the one row of the others, and arrays by rank.

    There is an array of each of the `counts`, columns of whole numbers; subjects come in their order.
    """
    heads = ", ".join(head)
    arrays = ", ".join(f"'[' || string_agg({count}::varchar, ',' order by rank) || ']'" for count in counts)
    cursor = db.cursor().execute(f"select {heads}, {arrays} from {table} group by {heads} order by {heads}")
    while rows := cursor.fetchmany(_FETCHED):
        for subject, *found in rows:
            yield subject, [tuple(found)]
