"""The view `input` over one file: its lines or records, numbered from 1, for a source's SELECT to read.

| reads | columns of input |
|---|---|
| lines | line, text |
| log | line, text: as lines, but numbered by place |
| fields | line, fields (list of text): a CSV or TSV whose heading, if any, says nothing |
| json | line, record, text: what a JSON document holds at the first of the header's `at:` paths that it has |
| table | line, record: a row of a CSV with a heading, of JSON lines or documents, a JSON array or a Parquet file |
| prefixed | line, record: what stands behind the prefix that a logger gave a line of JSON |
| headed | line, reason, listened_at, and the fields of the header: a CSV of listens by its heading, see headed |
| columns | line, is_row, and the fields of the header: such rows of a reference as are wanted, see columns |

A record is JSON and an object; null stands for a line or element that is none. Blank lines and headings are no lines.
A SELECT over a table or a log passes `line` on and keeps every row in its place: that numbers it, see forms.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from mmap import ACCESS_READ, mmap
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator.events import first_lines, quoting
from generator.events.files import Opened
from generator.events.first_lines import FirstLine
from generator.events.forms import Layout
from generator.events.plain import LONGEST_LINE
from generator.events.streams import reading
from generator.events.streams import text as text_of
from generator.queries import Query

MOST_ELEMENTS = 2**32  # by which the numbers of elements of several documents differ
_USUAL_LINE = 2_000_000  # bytes; the engine's buffers are sixteen times as large
# By cases, here and in `record`, because the engine tries every part of an `or` for all lines.
NOT_BLANK = "case when text >= '!' then true else trim(text) != '' end"
# Where an array of objects ends and another begins, but not words as [a][b]: a file of several arrays is read whole.
# The bracket comes first because the search is fast for it.
_BORDER = re.compile(rb"\](?<=[}\[\s]\])\s*\[\s*[{\]]")
_PLAIN = "hive_partitioning = false, compression = 'none'"  # a folder called year=2024 is no column
_ENCLOSED = '^"(?:[^"]|"")*"$'


class UnendedArrayError(Exception):
    """A JSON array lacks its bracket, or something stands behind it."""


@contextmanager
def described(db: DuckDBPyConnection, opened: Opened, scratch: Path) -> Iterator[None]:
    """Make the view `input` over an opened file as its form is read.

    Raises UnendedArrayError for a JSON array that is cut off.
    """
    with joined(db, opened, scratch) as whole:
        select = _LAYOUTS[whole.form.layout](whole)
        db.execute(f"create or replace temp view input as {select}")
        yield


def describe_documents(db: DuckDBPyConnection, opened: Opened) -> None:
    """Make the view `input` over a file of sound JSON documents, a line each; elements are numbered in each anew."""
    lines = f"(select line as document, text::json as whole from {text_lines(opened)}) as lines"
    parts = "if(json_type(whole) = 'ARRAY', json_extract(whole, '$[*]'), [whole])"
    documents = f"(select document, unnest({parts}) as json from {lines}) as documents"
    listed = _listed(opened.form.query, documents, "document, ")
    elements = f"(select *, row_number() over () as place from ({listed}) as elements)"
    line = f"(document - 1) * {MOST_ELEMENTS} + place - min(place) over (partition by document) + 1"
    db.execute(
        f"create or replace temp view input as select {line} as line, {record('element::varchar')} as record, "
        "element::varchar as text "
        f"from {elements} as elements"
    )


@contextmanager
def joined(db: DuckDBPyConnection, opened: Opened, scratch: Path) -> Iterator[Opened]:
    """Give the opened file, or a copy of it in which the lines of every CSV record are joined."""
    delimiter = opened.form.delimiter
    if delimiter and has_open_quote(db, opened, delimiter):
        width = 0 if opened.form.layout is Layout.FIELDS else len(heading(opened).names)
        with quoting.joined(opened.path, delimiter, scratch, width) as copy:
            yield replace(opened, path=copy, longest=LONGEST_LINE)
    else:
        yield opened


def has_open_quote(db: DuckDBPyConnection, opened: Opened, delimiter: str) -> bool:
    """Whether a quoted field of the file may go on in the next line."""
    pattern = quoted(quoting.opens(delimiter))
    is_open = f"contains(text, '\"') and regexp_matches(text, {pattern})"
    found = db.execute(f"select text from {texts(opened)} as texts where {is_open} limit 1")
    return found.fetchone() is not None


def quoted(text: object) -> str:
    """Write a text as SQL does."""
    return "'" + str(text).replace("'", "''") + "'"


def located(path: Path) -> str:
    """Write the path of one file as SQL does; the engine would take the name for a pattern."""
    return quoted(re.sub(r"[*?\[]", r"[\g<0>]", str(path)))


def text_lines(opened: Opened) -> str:
    """Write SQL for the lines of a file with their numbers."""
    return f"(select row_number() over () as line, text from {texts(opened)} as texts)"


def texts(opened: Opened, skipped: int = 0) -> str:
    """Write SQL for the lines of a file, blank ones too, as `text`; the first few may be skipped."""
    # Four control characters that no file holds side by side, so that a line is one column whatever it says.
    usual = opened.longest < _USUAL_LINE
    longest, buffer = (_USUAL_LINE, "") if usual else (LONGEST_LINE + 1, f", buffer_size = {4 * LONGEST_LINE}")
    return (
        f"read_csv({located(opened.path)}, columns = {{'text': 'varchar'}}, delim = '\x01\x02\x03\x04', quote = '', "
        "escape = '', comment = '', header = false, auto_detect = false, strict_mode = false, null_padding = true, "
        f"hive_partitioning = false, compression = 'none', max_line_size = {longest}{buffer}, skip = {skipped})"
    )


def _lines(opened: Opened) -> str:
    return f"select line, text from {text_lines(opened)} where {NOT_BLANK}"


def _log(opened: Opened) -> str:
    return f"select if({NOT_BLANK}, null, 0)::bigint as line, text from {texts(opened)} as texts"


def _prefixed(opened: Opened) -> str:
    rows = f"(select line, text[instr(text, '{{'):] as text from {text_lines(opened)} where {NOT_BLANK}) as rows"
    return f"select line, {record('text')} as record from {rows}"


def _json_lines(opened: Opened) -> str:
    return f"select if({NOT_BLANK}, null, 0)::bigint as line, {record('text')} as record from {texts(opened)} as texts"


def record(text: str) -> str:
    """Write SQL for a text that is a JSON object, else null; a cast to JSON would copy it, and `->>` wants none."""
    begins = f"case when starts_with({text}, '{{') then true else starts_with(ltrim({text}), '{{') end"
    repaired = f"when json_valid(repaired_json({text})) then repaired_json({text})"
    return f"case when not {begins} then null when json_valid({text}) then {text} {repaired} end"


def _fields(opened: Opened) -> str:
    pattern = opened.form.query.header.get("heading", "^$")
    heading = f"line = {first_line(opened)} and regexp_matches(text, {quoted(pattern)})"
    fields = split(opened.form.delimiter or ",")
    return f"select line, {fields} as fields from {text_lines(opened)} where {NOT_BLANK} and not ({heading})"


def split(delimiter: str) -> str:
    """Write SQL that splits `text` at the delimiter as RFC 4180 does; a quote inside a bare field is a letter."""
    mark = quoted(delimiter)
    fields = f"regexp_extract_all({mark} || text, {quoted(quoting.field(delimiter))}, 1)"
    is_enclosed = f"""starts_with(field, '"') and regexp_matches(field, {quoted(_ENCLOSED)})"""
    bare = f"""if({is_enclosed}, replace(field[2:-2], '""', '"'), field)"""
    return f"""if(contains(text, '"'), list_transform({fields}, lambda field: {bare}), string_split(text, {mark}))"""


def _documents(opened: Opened) -> str:
    """Write SQL for what a file of one or several JSON documents holds, one behind the other."""
    shape = f"format = 'unstructured', maximum_object_size = {opened.path.stat().st_size + 1}"
    return _elements(opened, f"read_json_objects({located(opened.path)}, {shape}, {_PLAIN})")


def is_several(file: Path) -> bool:
    """Whether an array may begin behind another, as where the answers of an API were collected."""
    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(b"\n[") >= 0 or _BORDER.search(content) is not None


def array(opened: Opened) -> str:
    """Write SQL for the elements of a file that is one JSON array, or several one behind the other, numbered."""
    if is_several(opened.path):
        return _documents(opened)
    # The engine takes an array that is cut off behind a comma for whole.
    with reading(opened.path) as stream:
        stream.seek(max(0, opened.path.stat().st_size - 4096))
        if not stream.read().rstrip().endswith(b"]"):
            raise UnendedArrayError
    return _elements(opened, f"read_json_objects({located(opened.path)}, format = 'array', {_PLAIN})")


def _elements(opened: Opened, documents: str) -> str:
    """Write SQL for the elements of documents, numbered."""
    return (
        f"select row_number() over () as line, {record('element::varchar')} as record, element::varchar as text "
        f"from ({_listed(opened.form.query, documents)}) as elements"
    )


def _listed(form: Query, documents: str, kept: str = "") -> str:
    """Write SQL for what a document holds at the first path that it has: an object, or every element of an array."""
    paths = form.listed("at") or ("$",)
    cases = ", ".join(
        f"case json_type(json, '{path}') when 'ARRAY' then json_extract(json, '{path}[*]') "
        f"when 'OBJECT' then [json_extract(json, '{path}')] end"
        for path in paths
    )
    # The inner select matters: beside the document itself, a thousand elements would each carry a copy of it.
    lists = f"select {kept}coalesce({cases}, [json]) as list{_owner(form)} from {documents}"
    element = "json_merge_patch(owner, unnest(list))" if "owner" in form.header else "unnest(list)"
    return f"select {kept}{element} as element from ({lists}) as lists"


def _owner(form: Query) -> str:
    """Write SQL for what the header's `owner:` takes from a document, `path as name`, to say it of all elements."""
    pairs = (item.partition(" as ") for item in form.listed("owner"))
    said = ", ".join(f"{quoted(name)}, json_extract(json, {quoted(path)})" for path, _, name in pairs)
    return f", json_object({said}) as owner" if said else ""


def _parquet(opened: Opened) -> str:
    # A column called as the table is would stand for the whole row.
    table = f"read_parquet({located(opened.path)}, hive_partitioning = false)"
    rows = f'(select "the whole row" as row from {table} as "the whole row") as rows'
    return f"select row_number() over () as line, to_json(row) as record from {rows}"


def _headed(opened: Opened) -> str:
    """Read a CSV or TSV whose heading names its columns; an empty field is as good as none."""
    first = heading(opened)
    names = [name.strip().lower() for name in first.names]
    pairs = ", ".join(f"{quoted(name)}, nullif(fields[{place}], '')" for place, name in enumerate(names, 1))
    return (
        f"select line, if(len(fields) = {len(names)}, json_object({pairs}), null) as record "
        f"from (select line, {split(first.delimiter)} as fields from {text_lines(opened)} "
        f"where line > {first.number} and {NOT_BLANK}) as rows"
    )


def heading(opened: Opened) -> FirstLine:
    """Find the heading; what an export flattens may make it longer than what is looked at to tell a file."""
    with text_of(opened.path) as stream:
        return first_lines.heading(stream)


def first_line(opened: Opened) -> int:
    """Find the number of the first line that is not blank."""
    with reading(opened.path) as stream:
        return next((number for number, line in enumerate(stream, 1) if line.strip()), 1)


_LAYOUTS: Mapping[Layout, Callable[[Opened], str]] = {
    Layout.LINES: _lines,
    Layout.LOG: _log,
    Layout.PREFIXED: _prefixed,
    Layout.FIELDS: _fields,
    Layout.CSV: _headed,
    Layout.JSON_LINES: _json_lines,
    Layout.ARRAY: array,
    Layout.DOCUMENTS: _documents,
    Layout.PARQUET: _parquet,
}
