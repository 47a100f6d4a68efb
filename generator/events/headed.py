"""The view `input` over a CSV of listens, whatever the order of its columns: see headings and notations.

| column | what it is |
|---|---|
| line | the number of the line, from 1 |
| reason | why it is no row, or its time none; else null |
| listened_at | seconds since 1970 |
| is_end | whether that is when a play ended |
| … | the header's `fields:` as text, null where the file has no such column or nothing in it |
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.events import inputs, notations, quoting
from generator.events.files import Opened
from generator.events.first_lines import DELIMITERS
from generator.events.heading_words import TIME
from generator.events.headings import CsvHeading
from generator.events.inputs import quoted
from generator.events.notations import Notation
from generator.events.plain import LONGEST_LINE
from generator.queries import Query

# A date that is not quoted, before and behind its comma.
_DATE = r"\s*(\d{1,2} [A-Za-z]{3,9} \d{4}|[A-Za-z]{3,9} \d{1,2})\s*"
_REST = r"\s*(\d{4} )?\s*\d{1,2}:\d\d.*"


@contextmanager
def described(
    db: DuckDBPyConnection, source: Source, heading: CsvHeading, opened: Opened, scratch: Path
) -> Iterator[None]:
    """Make the view `input` over an opened file of a source by its heading.

    Raises UndecidedError for dates that cannot be told.
    """
    with _joined(db, heading, opened, scratch) as whole:
        rows = _rows(heading, whole)
        notation = notations.found(db, rows, source, opened.file)
        db.execute(f"create or replace temp view input as {_input(opened.form.query, source, heading, notation, rows)}")
        yield


@contextmanager
def described_together(
    db: DuckDBPyConnection, source: Source, heading: CsvHeading, joined: Opened, names: Mapping[int, str]
) -> Iterator[None]:
    """Make the view `input` over files with one heading that were joined as the table `spans` says; `names` by part.

    Raises UndecidedError where the dates of a file may be read in two ways.
    """
    rows = f"select rows.*, part from ({_rows(heading, joined)}) as rows asof join spans on rows.line > spans.before"
    db.execute(f"create or replace temp table rows_of_parts as {rows}")
    found = notations.of_parts(db, "rows_of_parts", source, names)
    kept = "select line, width, row, said from rows_of_parts"
    selects = [
        _input(joined.form.query, source, heading, notation, f"{kept} where part in ({', '.join(map(str, parts))})")
        for notation, parts in found.items()
    ]
    db.execute(f"create or replace temp view input as {' union all '.join(selects)}")
    yield
    db.execute("drop table rows_of_parts")


def _input(form: Query, source: Source, heading: CsvHeading, notation: Notation, rows: str) -> str:
    """Write SQL for the columns of the view."""
    zone = "UTC" if heading.is_utc else source.timezone
    width = len(heading.names)
    wrong = quoted(
        f" fields, {width} expected; is a {DELIMITERS.get(heading.delimiter, 'delimiter')} in a name not quoted?"
    )
    return (
        f"select line, case when row is null then 'not a row of the table: ' || width || {wrong} "
        f"else fault end as reason, second as {TIME}, {heading.is_end} as is_end, "
        f"{', '.join(_field(heading, name) for name in form.listed('fields'))} "
        f"from ({notations.timed(notation, rows, zone)}) as rows"
    )


@contextmanager
def _joined(db: DuckDBPyConnection, heading: CsvHeading, opened: Opened, scratch: Path) -> Iterator[Opened]:
    """Give the opened file, or a copy of it in which the lines of every record are joined."""
    if not inputs.has_open_quote(db, opened, heading.delimiter):
        yield opened
        return
    with quoting.joined(opened.path, heading.delimiter, scratch, len(heading.names)) as copy:
        yield replace(opened, path=copy, longest=LONGEST_LINE)


def _rows(heading: CsvHeading, opened: Opened) -> str:
    """Write SQL for the rows: line, row (the list of fields), width, and the text of the time as `said`."""
    lines = (
        f"select line, {inputs.split(heading.delimiter)} as fields from {inputs.text_lines(opened)} "
        f"where line > {heading.line} and {inputs.NOT_BLANK} and text != {quoted(heading.text)}"
    )
    rows = f"select line, len(fields) as width, {_row(heading)} as row from ({lines}) as lines"
    said = " || ' ' || ".join(f"trim(coalesce(row[{place}], ''))" for place in heading.places[TIME])
    return f"select line, width, row, {said} as said from ({rows}) as rows"


def _row(heading: CsvHeading) -> str:
    """Write SQL for the fields of a row as wide as the heading; null where they are not.

    Empty fields may stand behind, or columns without a name be left out. A date that is not quoted may have a comma.
    """
    width, last = len(heading.names), heading.places[TIME][-1]
    is_split = (
        f"len(fields) = {width + 1} and regexp_full_match(fields[{last}], {quoted(_DATE)}) "
        f"and regexp_full_match(fields[{last + 1}], {quoted(_REST)})"
    )
    mended = f"fields[:{last - 1}] || [fields[{last}] || ' ' || fields[{last + 1}]] || fields[{last + 2}:]"
    return (
        f"case when len(fields) between {heading.needed} and {width} then fields "
        + (f"when {is_split} then {mended} " if heading.delimiter == "," else "")
        + f"when len(fields) > {width} and trim(array_to_string(fields[{width + 1}:], '')) = '' then fields end"
    )


def _field(heading: CsvHeading, name: str) -> str:
    where = heading.places.get(name, ())
    return f"nullif(row[{where[0]}], '') as {name}" if where else f"null::varchar as {name}"
