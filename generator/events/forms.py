"""How a file of a source is read: chosen once, by its name and its beginning, and passed down with the opened file.

| layout | the bytes |
|---|---|
| LINES, LOG, PREFIXED, FIELDS, HEADED | lines, as the `reads:` of the same name says, see inputs |
| CSV | a heading that names the columns, and rows |
| JSON_LINES | a JSON object a line |
| ARRAY | a JSON array, or several one behind the other |
| DOCUMENTS | other JSON documents, each over as many lines as it likes |
| PARQUET | a Parquet file |
"""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from generator.config import Source
from generator.events import first_lines, formats, headings
from generator.events.headings import CsvHeading
from generator.queries import Query

_PRETTY = re.compile(r"\s*\{[ \t\r]*\n")  # documents over several lines each, as mongoexport writes with --pretty
_DELIMITERS = {"tab": "\t", "semicolon": ";"}


class Layout(Enum):
    """How the bytes of a file are laid out."""

    LINES = auto()
    LOG = auto()
    PREFIXED = auto()
    FIELDS = auto()
    HEADED = auto()
    CSV = auto()
    JSON_LINES = auto()
    ARRAY = auto()
    DOCUMENTS = auto()
    PARQUET = auto()


_BY_LINE = {
    "lines": Layout.LINES,
    "log": Layout.LOG,
    "prefixed": Layout.PREFIXED,
    "fields": Layout.FIELDS,
    "headed": Layout.HEADED,
}


@dataclass(frozen=True, slots=True)
class Form:
    """The SELECT of a file with its header, the layout of the bytes, and what stands between the fields of a row.

    `heading` says where the columns of a HEADED file are, from the moment it is settled.
    """

    query: Query
    layout: Layout
    delimiter: str | None = None
    heading: CsvHeading | None = None

    @property
    def table(self) -> str:
        """The staging table that its rows go into."""
        return self.query.header["table"]

    @property
    def is_document(self) -> bool:
        """Whether the file is JSON whose lines mean nothing."""
        return self.layout in {Layout.ARRAY, Layout.DOCUMENTS}

    @property
    def is_numbered(self) -> bool:
        """Whether the view numbers the lines; JSON lines are numbered by their place, so that all threads may read.

        Such a view answers every line in the order of the file: `line` is null, and 0 for a blank line.
        """
        return self.layout is not Layout.JSON_LINES


def chosen(source: Source, table: str, file: str, head: str, *, is_member: bool) -> Form | None:
    """Choose how a file is read, by its name and its beginning; None where it is read with those of another table.

    A member of an archive is left to the other table only where that takes files of such a name. Raises SourceError for
    a file that is none of its format; a blank one has the first form.
    """
    query = formats.found(source.format, file, head, source.log_form)
    filled = (query or formats.forms()[source.format][0]).header["table"]
    if filled != table and (not is_member or (query and formats.is_member(source.format, filled, file))):
        return None
    if query is None and head:
        formats.refuse(source.format, file)
    return of(query or formats.forms()[source.format][0], head)


def of(query: Query, head: str) -> Form:
    """Give a form with the layout that the beginning of a file shows."""
    layout = _layout(query.header["reads"], head)
    if layout is Layout.FIELDS:
        return Form(query, layout, _DELIMITERS.get(query.header.get("delimiter", ""), ","))
    if layout is Layout.CSV:
        return Form(query, layout, first_lines.heading(head.split("\n")).delimiter)
    return Form(query, layout)


def settled(form: Form, source: Source, file: str, path: Path) -> Form:
    """Give the form of an opened file with its heading, where its columns are told by one.

    Raises UndecidedError for columns that cannot be told, and for `columns:` that are not there.
    """
    if form.layout is not Layout.HEADED:
        return form
    heading = headings.found(form.query, source, file, path)
    return replace(form, delimiter=heading.delimiter, heading=heading)


def _layout(reads: str, head: str) -> Layout:
    if reads in _BY_LINE:
        return _BY_LINE[reads]
    if head.startswith("["):
        return Layout.ARRAY
    if reads == "json" or (reads == "table" and _PRETTY.match(head)):
        return Layout.DOCUMENTS
    if head.startswith("PAR1"):
        return Layout.PARQUET
    return Layout.JSON_LINES if head.startswith("{") else Layout.CSV
