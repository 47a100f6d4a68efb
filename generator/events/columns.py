"""The view `input` over one file of a reference: the fields that a form's header names, as text.

| column | what it is |
|---|---|
| line | the number of the line or record, from 1; null where nobody asked for it, so that all threads may read |
| is_row | whether it is a row at all: a CSV row as wide as the heading, a JSON object |
| … | the header's `fields:`, null where the file has no such column or nothing in it; lists and objects are JSON |

Of millions of rows a listen refers to few: the header's `wanted:` is asked before anything but the id is taken out of a
row, and only rows for which it holds are in the view. It must hold for a row that the form's SELECT has to reject.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from generator.events import formats, inputs
from generator.events.files import Opened
from generator.events.forms import Layout
from generator.events.inputs import located
from generator.queries import Query

_NESTED = re.compile(r"\]$|^(STRUCT|MAP|JSON)")


@dataclass(frozen=True, slots=True)
class _Rows:
    """SQL for the rows of a file, the columns that they carry, whether one is a row, and how a field is taken out."""

    select: str
    carried: tuple[str, ...]
    is_row: str
    fields: Mapping[str, str]


def describe(db: DuckDBPyConnection, opened: Opened, *, numbered: bool) -> None:
    """Make the view `input`; lines are numbered only when asked for."""
    rows = _rows(db, opened, numbered=numbered)
    wanted, names = opened.form.query.header["wanted"], opened.form.query.listed("fields")
    asked = [_field(rows, name) for name in names if re.search(rf"\b{name}\b", wanted)]
    judged = f"select {', '.join([*rows.carried, f'{rows.is_row} as is_row', *asked])} from ({rows.select}) as rows"
    kept = f"select {', '.join([*rows.carried, 'is_row'])} from ({judged}) as judged where not is_row or ({wanted})"
    fields = ", ".join(["line", "is_row", *(_field(rows, name) for name in names)])
    db.execute(f"create or replace temp view input as select {fields} from ({kept}) as kept")


def count(db: DuckDBPyConnection, opened: Opened) -> int:
    """Count the rows of a file, wanted or not, blank lines and the heading left out."""
    rows = _rows(db, opened, numbered=False)
    return int(db.execute(f"select count(*) from ({rows.select}) as rows").fetchall()[0][0])


def _field(rows: _Rows, name: str) -> str:
    return f"nullif({rows.fields[name]}, '') as {name}" if name in rows.fields else f"null::varchar as {name}"


def _rows(db: DuckDBPyConnection, opened: Opened, *, numbered: bool) -> _Rows:
    match opened.form.layout:
        case Layout.PARQUET:
            return _parquet(db, opened)
        case Layout.ARRAY:
            return _records(opened.form.query, inputs.array(opened))
        case Layout.JSON_LINES:
            return _records(opened.form.query, _json_lines(opened, numbered=numbered))
        case _:
            return _headed(opened, numbered=numbered)


def _records(query: Query, select: str) -> _Rows:
    fields = {name: f"""json_extract_string(record, '$."{name}"')""" for name in query.listed("fields")}
    return _Rows(select, ("line", "record"), "record is not null", fields)


def _json_lines(opened: Opened, *, numbered: bool) -> str:
    number = "row_number() over ()" if numbered else "null::bigint"
    lines = f"select {number} as line, text from {inputs.texts(opened)} as texts"
    return f"select line, {inputs.record('text')} as record from ({lines}) as lines where {inputs.NOT_BLANK}"


def _headed(opened: Opened, *, numbered: bool) -> _Rows:
    """Read a CSV or TSV whose heading names its columns."""
    first = inputs.heading(opened)
    number = f"row_number() over () + {first.number}" if numbered else "null::bigint"
    lines = f"select {number} as line, text from {inputs.texts(opened, first.number)} as texts"
    names = [name.strip().lower() for name in first.names]
    select = f"select line, {inputs.split(first.delimiter)} as fields from ({lines}) as lines where {inputs.NOT_BLANK}"
    places = {name: f"fields[{place}]" for place, name in reversed(list(enumerate(names, 1)))}
    return _Rows(select, ("line", "fields"), f"len(fields) = {len(names)}", places)


def _parquet(db: DuckDBPyConnection, opened: Opened) -> _Rows:
    """Read the columns that are asked for, under names that none of them has.

    Raises SourceError for a file that has not the columns of its format.
    """
    table = f"read_parquet({located(opened.path)}, file_row_number = true, hive_partitioning = false)"
    described = db.execute(f"describe select * from {table}").fetchall()
    kinds = {str(name).lower(): (str(name), str(kind)) for name, kind, *_ in reversed(described)}
    query = opened.form.query
    if not formats.found(query.header["format"], opened.file, " ".join(kinds)):
        formats.refuse(query.header["format"], opened.file)
    carried, fields = [], {}
    for name in query.listed("fields"):
        if name in kinds:
            column, kind = kinds[name]
            carried.append(f"{_identifier(column)} as carried_{name}")
            fields[name] = f"to_json(carried_{name})::varchar" if _NESTED.search(kind) else f"carried_{name}::varchar"
    select = f"select {', '.join(['file_row_number + 1 as line', *carried])} from {table}"
    return _Rows(select, ("line", *(f"carried_{name}" for name in fields)), "true", fields)


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
