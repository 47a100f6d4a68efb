"""Rows become JSON arrays, in the engine: the only place where SQL is not plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

_FETCHED = 20  # subjects a round trip; a thousand items each is a few megabytes


@dataclass(frozen=True, slots=True)
class Packed:
    """The items of one subject as JSON arrays: the first page, and all of them; `head` is the subject's own columns."""

    head: tuple[str | int | None, ...]
    first: str
    first_count: int
    all: str
    count: int


def pack(
    db: DuckDBPyConnection, table: str, item: Sequence[str], head: Sequence[str], order: str, first: int
) -> Iterator[Packed]:
    """Pack the `item` columns of a table's rows, in `order`, into an array per distinct `head`.

    `table` is the name of a table or a SELECT in brackets. Heads come in order; the first `first` items are packed apart.
    A head of no columns is one array over the whole table.
    """
    heads = "".join(f"{column}, " for column in head)
    grouped = f"group by {heads[:-2]} order by {heads[:-2]}" if head else "having count(*) > 0"
    cursor = db.cursor().execute(f"""
        select {heads}
            '[' || string_agg(item, ',' order by place) filter (place <= {first}) || ']' as first,
            count(*) filter (place <= {first}) as first_count,
            '[' || string_agg(item, ',' order by place) || ']' as everything,
            count(*) as count
        from (
            select {heads} {_object(item)}::varchar as item,
                row_number() over ({f"partition by {heads[:-2]}" if head else ""} order by {order}) as place
            from {table}
        ) as items
        {grouped}
    """)
    while rows := cursor.fetchmany(_FETCHED):
        for *subject, head_items, head_count, everything, count in rows:
            yield Packed(tuple(subject), head_items, head_count, everything, count)


def nested(table: str, columns: Sequence[str], item: Sequence[str], order: str, name: str) -> str:
    """A SELECT in brackets, for pack: the `item` columns of a table become one array, called `name`, per distinct `columns`."""
    kept = ", ".join(columns)
    return f"(select {kept}, ('[' || string_agg({_object(item)}::varchar, ',' order by {order}) || ']')::json as {name} from {table} group by {kept})"


def _object(item: Sequence[str]) -> str:
    """SQL for one JSON object; an item is a column, or `key = column` where the key is called otherwise."""
    pairs = (part.partition("=") for part in item)
    fields = ", ".join(f"'{key.strip()}': {(column or key).strip()}" for key, _, column in pairs)
    return f"to_json({{{fields}}})"
