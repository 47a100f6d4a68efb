"""Rows become JSON arrays of objects, in the engine: beside arrays, the only place where SQL is not plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # shapes are read without an engine, too
    from duckdb import DuckDBPyConnection

_FETCHED = 20  # subjects a round trip; a thousand items each are half a megabyte


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
    """The items of one subject as a JSON array; `head` is the subject's own columns.

    The array begins with the items of the first page, which are `first_count`, and end at byte `first_end`.
    """

    head: tuple[Any, ...]
    all: bytes
    count: int
    first_count: int
    first_end: int

    @property
    def first(self) -> bytes:
        """The first page as a JSON array."""
        return self.all if self.first_count == self.count else self.all[: self.first_end] + b"]"


def pack(db: "DuckDBPyConnection", table: str, shape: Shape, first: int) -> Iterator[Packed]:
    """Pack the rows of a table (its name, or a SELECT in brackets), `first` a page at most; heads come in order."""
    heads = len(shape.head)
    for row in packed_rows(db, table, shape, first):
        yield Packed(row[:heads], *row[heads:])


def packed_rows(db: "DuckDBPyConnection", table: str, shape: Shape, first: int) -> Iterator[tuple[Any, ...]]:
    """The same as plain rows: the columns of the head, then those of Packed.

    The items are joined once, as bytes. An ordered list costs the engine half of what an ordered string_agg does.
    """
    heads = "".join(f"{column}, " for column in shape.head)
    place = shape.order
    cursor = db.cursor().execute(f"""
        select {heads}
            encode('[' || array_to_string(list(item order by {place}), ',') || ']') as everything,
            count(*) as count,
            count(*) filter ({place} <= {first}) as first_count,
            coalesce(sum(strlen(item) + 1) filter ({place} <= {first}), 1)::bigint as first_end
        from (select {heads}{place}, {_object(shape.item)}::varchar as item from {table}) as items
        {f"group by {heads[:-2]} order by {heads[:-2]}" if heads else "having count(*) > 0"}
    """)
    while rows := cursor.fetchmany(_FETCHED):
        yield from rows


def nested(table: str, shape: Shape, name: str) -> str:
    """A SELECT in brackets, for pack: one row per distinct head, with its items as one array called `name`."""
    heads = ", ".join(shape.head)
    items = f"list({_object(shape.item)}::varchar order by {shape.order})"
    array = f"('[' || array_to_string({items}, ',') || ']')::json"
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
