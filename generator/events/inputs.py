"""The view `input` over one file: its lines or records, numbered from 1, for a source's SELECT to read.

| reads | columns of input |
|---|---|
| lines | line, text |
| fields | line, fields (list of text): a CSV or TSV without a heading that matters |
| json lines | line, record (JSON, null when the line is none) |
| json | line, record: the elements at the header's `at:` paths of a JSON document |
| table | line, record: a row of a CSV with a heading, of JSON lines, a JSON array or a Parquet file |
"""

import csv
import io
import json
from collections.abc import Callable

from duckdb import DuckDBPyConnection

from generator.events.files import Opened, text_of
from generator.events.plain import LONGEST_LINE
from generator.queries import Query

_FIELD = r"""([,;\t])("(?:[^"]|"")*"|[^,;\t]*)"""


def describe(db: DuckDBPyConnection, form: Query, opened: Opened) -> None:
    """Make the view `input` over an opened file as the form's header wants it read."""
    select = _KINDS[form.header["reads"]](form, opened)
    db.execute(f"create or replace temp view input as {select}")


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


def _text_lines(opened: Opened) -> str:
    # Four control characters that no file holds side by side, so that a line is one column whatever it says.
    return (
        "(select row_number() over () as line, text from read_csv("
        f"{_quoted(opened.path)}, columns = {{'text': 'varchar'}}, delim = '\x01\x02\x03\x04', quote = '', escape = '', comment = '', "
        f"header = false, auto_detect = false, strict_mode = false, null_padding = true, compression = 'none', "
        f"max_line_size = {LONGEST_LINE + 1}, buffer_size = {4 * LONGEST_LINE}))"
    )


def _lines(_form: Query, opened: Opened) -> str:
    return f"select line, text from {_text_lines(opened)} where trim(text) != ''"


def _json_lines(_form: Query, opened: Opened) -> str:
    return f"select line, if(json_valid(text), text::json, null) as record from {_text_lines(opened)} where trim(text) != ''"


def _split(delimiter: str) -> str:
    """SQL that splits `text` at the delimiter as RFC 4180 does; a quote inside a bare field is a letter."""
    mark = {"\t": "\\t"}.get(delimiter, delimiter)
    pattern = f'{mark}("(?:[^"]|"")*"|[^{mark}]*)'
    fields = f"regexp_extract_all('{delimiter}' || text, '{pattern}', 1)"
    bare = """if(starts_with(field, '"') and ends_with(field, '"') and len(field) > 1, replace(field[2:-2], '""', '"'), field)"""
    return f"list_transform({fields}, lambda field: {bare})"


def _fields(form: Query, opened: Opened) -> str:
    delimiter = {"tab": "\t", "semicolon": ";"}.get(form.header.get("delimiter", ""), ",")
    heading = f"and not (line = 1 and regexp_matches(text, {_quoted(form.header['heading'])}))" if "heading" in form.header else ""
    return f"select line, {_split(delimiter)} as fields from {_text_lines(opened)} where trim(text) != '' {heading}"


def _json(form: Query, opened: Opened) -> str:
    shape = "array" if text_of(opened.head).lstrip().startswith("[") else "unstructured"
    documents = f"read_json_objects({_quoted(opened.path)}, format = '{shape}', compression = 'none', maximum_object_size = {1 << 31})"
    paths = form.listed("at")
    if not paths or (shape == "array" and form.header.get("flat")):
        return f"select row_number() over () as line, json as record from {documents}"
    lists = ", ".join(f"json_extract(json, {_quoted(path)})" for path in paths)
    return (
        "select row_number() over () as line, record from "
        f"(select unnest(flatten([{lists}])) as record from {documents}) as records"
    )


def _table(form: Query, opened: Opened) -> str:
    if opened.head.startswith(b"PAR1"):
        return _parquet(opened)
    start = text_of(opened.head).lstrip()
    if start.startswith("["):
        return _json(form, opened)
    return _json_lines(form, opened) if start.startswith("{") else _headed(opened)


def _parquet(opened: Opened) -> str:
    file = _quoted(opened.path)
    return f"select row_number() over () as line, to_json(row) as record from (select row from read_parquet({file}) as row) as rows"


def _headed(opened: Opened) -> str:
    """A CSV or TSV whose first line names its columns."""
    first = text_of(opened.head).split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    names = [name.strip().lower() for name in next(csv.reader(io.StringIO(first), delimiter=delimiter), [])]
    keys = _quoted(json.dumps(names))
    return (
        "select line, if(len(fields) = len(keys), to_json(map_from_entries(list_filter("
        "list_transform(keys, lambda key, place: struct_pack(k := key, v := fields[place])), lambda entry: entry.v != ''))), null) as record "
        f"from (select line, {_split(delimiter)} as fields, from_json({keys}, '[\"VARCHAR\"]') as keys "
        f"from {_text_lines(opened)} where line > 1 and trim(text) != '') as rows"
    )


_KINDS: dict[str, Callable[[Query, Opened], str]] = {
    "lines": _lines,
    "fields": _fields,
    "json lines": _json_lines,
    "json": _json,
    "table": _table,
}
