"""Rows become JSON arrays of objects, in the engine: beside arrays, the only place where SQL is not plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

_FETCHED = 20  # subjects a round trip; a thousand items each is a few megabytes


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows become arrays: one array per distinct `head`, of objects with the `item` columns, in `order`.

    An item is a column, or `key = column` where the key is called otherwise, or `key ?= column` where a null leaves the
    key out. No head is one array over all rows. `order` is a column that numbers the rows of a head from 1.
    """

    item: tuple[str, ...]
    head: tuple[str, ...] = ()
    order: str = "rank"

    @property
    def keys(self) -> tuple[tuple[str, bool], ...]:
        """The keys of an item, and whether each may be left out."""
        keys = (part.partition("=")[0].strip() for part in self.item)
        return tuple((key.rstrip(" ?"), key.endswith("?")) for key in keys)


@dataclass(frozen=True, slots=True)
class Packed:
    """The items of one subject as JSON arrays: the first page, and all of them; `head` is the subject's own columns."""

    head: tuple[str | int | None, ...]
    first: str
    first_count: int
    all: str
    count: int


def pack(db: DuckDBPyConnection, table: str, shape: Shape, first: int) -> Iterator[Packed]:
    """Pack the rows of a table (its name, or a SELECT in brackets), the first ones also apart; heads come in order."""
    heads = "".join(f"{column}, " for column in shape.head)
    place = shape.order
    cursor = db.cursor().execute(f"""
        select {heads}
            '[' || string_agg(item, ',' order by {place}) filter ({place} <= {first}) || ']' as first,
            count(*) filter ({place} <= {first}) as first_count,
            '[' || string_agg(item, ',' order by {place}) || ']' as everything,
            count(*) as count
        from (select {heads}{place}, {_object(shape.item)}::varchar as item from {table}) as items
        {f"group by {heads[:-2]} order by {heads[:-2]}" if heads else "having count(*) > 0"}
    """)
    while rows := cursor.fetchmany(_FETCHED):
        for *subject, head_items, head_count, everything, count in rows:
            yield Packed(tuple(subject), head_items, head_count, everything, count)


def nested(table: str, shape: Shape, name: str) -> str:
    """A SELECT in brackets, for pack: one row per distinct head, with its items as one array called `name`."""
    heads = ", ".join(shape.head)
    array = f"('[' || string_agg({_object(shape.item)}::varchar, ',' order by {shape.order}) || ']')::json"
    return f"(select {heads}, {array} as {name} from {table} group by {heads})"


def _object(item: Sequence[str]) -> str:
    """SQL for one JSON object."""
    pairs = [(key.strip(), (column or key).strip()) for key, _, column in (part.partition("=") for part in item)]
    if any(key.endswith("?") for key, _ in pairs):
        return f"('{{' || concat_ws(',', {', '.join(_member(*pair) for pair in pairs)}) || '}}')"
    fields = ", ".join(f"'{key}': {column}" for key, column in pairs)
    return f"to_json({{{fields}}})"


def _member(key: str, column: str) -> str:
    """SQL for the text of one key and its value; null where the key is to be left out."""
    text = f"""'"{key.rstrip(" ?")}":' || to_json({column})::varchar"""
    return f"if({column} is null, null, {text})" if key.endswith("?") else text
