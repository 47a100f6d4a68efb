"""Rows become JSON arrays of numbers, or of lists of them, a subject at a time, in the engine."""

from collections.abc import Iterator, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

_AT_ONCE = 100  # subjects; the engine holds all that it concatenates, and an array may have thousands of numbers

Columns = str | tuple[str, ...]  # a column of whole numbers, or those of a list


def arrays(
    db: DuckDBPyConnection, table: str, head: Sequence[str], items: Sequence[Columns]
) -> Iterator[tuple[Any, list[tuple[Any, ...]]]]:
    """Of every subject, which the first of the `head` columns names: one row of the others, and its arrays, by rank.

    There is an array for each of the `items`; subjects come in their order. A column may be null.
    """
    subject, heads = head[0], ", ".join(head)
    packed = ", ".join(f"'[' || string_agg({_text(item)}, ',' order by rank) || ']'" for item in items)
    where = f"where {subject} between $1 and $2 group by {heads} order by {heads}"
    cursor = db.cursor()
    names = cursor.execute(f"select distinct {subject} from {table} order by {subject}").fetchall()
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        query = f"select {heads}, {packed} from {table} {where}"
        for name, *found in cursor.execute(query, [*some[0], *some[-1]]).fetchall():
            yield name, [tuple(found)]


def _text(item: Columns) -> str:
    """SQL for one item of an array."""
    return (
        f"coalesce({item}::varchar, 'null')"
        if isinstance(item, str)
        else f"'[' || concat_ws(',', {', '.join(item)}) || ']'"
    )
