"""Where the columns of a CSV of listens are: told by its heading, by the source's `columns:`, or by a form's positions.

A heading names an artist, a track and a time, in any order. A line `sep=;`, comments that begin with a number sign, and
titles of fewer than three fields may stand before it. A file whose heading is not understood is refused: its
columns are never guessed from their places.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import NoReturn

from generator.config import Source
from generator.config_columns import Column
from generator.errors import UndecidedError
from generator.events import quoting, streams
from generator.events.first_lines import DELIMITERS, separator
from generator.events.heading_words import ALBUM, ARTIST, TIME, TRACK, USER, is_known, places, says_end, says_utc
from generator.queries import Query

_PARTS = {"artist": ARTIST, "track": TRACK, "album": ALBUM, "time": TIME, "user": USER}  # as config.yaml calls them
_NEEDED = ("artist", "track", "time")

_WHOLE = 2**62  # the last line before the rows of a file that has none
_MOST_TITLES = 20  # lines before a heading that are neither comments nor blank
_MOST_ROWS = 1000  # that are looked at to tell what is in a column
_MOST_NAMES, _LONGEST_NAME = 30, 60  # that a message shows

_CLOCK = r"\s*\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[APap]\.?[Mm]\.?)?\s*"
_DAY = r"""\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8}T\d{4}|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)
    |\d{1,2}[ -][A-Za-z]{3,9}\.?[ -]\d{2,4}|[A-Za-z]{3,9}\.?[ ]\d{1,2},?[ ]\d{4}"""
_MOMENT = re.compile(rf"\s*(([A-Za-z]{{3,9}},?[ ])?({_DAY})(\W.*|T.*)?|\d{{9,10}}(\.\d+)?|\d{{12,19}})\s*", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class CsvHeading:
    """Where the parts of a row are: `places`, from 1, by the fields of the form; a time may be in two.

    `line` is the last line before the rows, 0 when they begin at once; `text` is the heading itself, if there is one.
    `needed` is how many fields a row has at least: the columns behind have no name.
    """

    line: int
    text: str
    delimiter: str
    names: tuple[str, ...]
    needed: int
    places: Mapping[str, tuple[int, ...]]

    @property
    def is_utc(self) -> bool:
        """Whether the time's column says that it is in UTC."""
        return any(says_utc(self.names[place - 1]) for place in self.places[TIME])

    @property
    def is_end(self) -> bool:
        """Whether the time is when a play ended."""
        return any(says_end(self.names, place) for place in self.places[TIME])


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The beginning of a file of a source: what messages call it, its possible delimiters, its first rows by number.

    `comment` is the last comment before them.
    """

    form: Query
    source: Source
    name: str
    delimiters: str
    comment: tuple[int, str] | None
    rows: tuple[tuple[int, str], ...]

    @property
    def columns(self) -> Mapping[str, tuple[Column, ...]]:
        """The columns that the source names, by the parts of a listen."""
        return self.source.columns.by_part() if self.source.columns else {}

    def split(self, delimiter: str) -> Iterator[list[str]]:
        """The fields of the rows."""
        return (quoting.fields(text, delimiter) for _, text in self.rows)


def found(form: Query, source: Source, name: str, path: Path) -> CsvHeading:
    """Tell the heading of a CSV; `name` is how messages call it.

    Raises UndecidedError for a file whose columns cannot be told, and for `columns:` that it does not have.
    """
    file = _read(form, source, name, path)
    heading = next(_headings(file), None) or _numbered(file) or _positional(file)
    return heading or _refuse(file)


def _read(form: Query, source: Source, name: str, path: Path) -> _Beginning:
    delimiters, comment = "".join(DELIMITERS), None
    with streams.text(path) as stream:
        lines = ((number, line.rstrip("\n")) for number, line in enumerate(stream, 1) if line.strip())
        for number, text in lines:
            if said := separator(text):
                delimiters = said
            elif _is_comment(text):
                comment = (number, text)
            else:
                return _Beginning(form, source, name, delimiters, comment, ((number, text), *islice(lines, _MOST_ROWS)))
    return _Beginning(form, source, name, delimiters, comment, ())


def _is_comment(text: str) -> bool:
    """Whether a line is a comment, not a listen to an artist such as #1 Dads."""
    return text.startswith("#") and not any(_has_moment(quoting.fields(text, mark)[3:]) for mark in DELIMITERS)


def _has_moment(fields: Iterable[str]) -> bool:
    return any(_MOMENT.fullmatch(field) for field in fields)


def _headings(file: _Beginning) -> Iterator[CsvHeading]:
    """Every reading of the lines before the rows as a heading that names all that a listen needs."""
    for number, text in _candidates(file):
        for delimiter in sorted(file.delimiters, key=lambda mark: -len(quoting.fields(text, mark))):
            names = tuple(quoting.fields(text, delimiter))
            said = _said(file.columns, names)
            if said is None or not _may_name(file, names):
                continue
            where = places(names, file.form.listed("fields")) | said
            if all(_PARTS[part] in where for part in _NEEDED):
                heading = CsvHeading(number, text, delimiter, names, _needed(names), where)
                yield _settled(file, heading, set(said))


def _may_name(file: _Beginning, names: Sequence[str]) -> bool:
    """Whether a line may be a heading; one without a known word has to look like one, unless `columns:` names it."""
    is_named = any(isinstance(column, str) for columns in file.columns.values() for column in columns)
    return not _has_moment(names) and (is_named or any(map(is_known, names)) or _is_heading(names))


def _candidates(file: _Beginning) -> Iterator[tuple[int, str]]:
    """The lines that may be the heading: the first of three fields or more, and the last comment."""
    for number, text in file.rows[:_MOST_TITLES]:
        if max(len(quoting.fields(text, mark)) for mark in file.delimiters) >= len(_NEEDED):
            yield number, text
            break
    if file.comment:
        number, text = file.comment
        yield number, text.lstrip("# ")


def _needed(names: Sequence[str]) -> int:
    return max(place for place, name in enumerate(names, 1) if name.strip())


def _said(columns: Mapping[str, tuple[Column, ...]], names: Sequence[str]) -> dict[str, tuple[int, ...]] | None:
    """Where the columns are that the source names; None where one is not there, or is there twice."""
    said = {_PARTS[part]: tuple(_column(column, names) for column in wanted) for part, wanted in columns.items()}
    return said if all(all(where) for where in said.values()) else None


def _column(column: Column, names: Sequence[str]) -> int:
    """The place of a column by its name or number; 0 where there is none, or more than one."""
    if isinstance(column, int):
        return column if column <= len(names) else 0
    exact = [place for place, name in enumerate(names, 1) if name.strip() == column.strip()]
    alike = [place for place, name in enumerate(names, 1) if name.strip().casefold() == column.strip().casefold()]
    where = exact or alike
    return where[0] if len(where) == 1 else 0


def _settled(file: _Beginning, heading: CsvHeading, said: set[str]) -> CsvHeading:
    """Decide by the rows what the words leave open; what `columns:` says is settled.

    Of what it may not name, such as whose an album is, two columns tell nothing.
    """
    below = (quoting.fields(text, heading.delimiter) for number, text in file.rows if number > heading.line)
    rows = [fields for fields in below if len(fields) >= heading.needed]
    where = {}
    for part, columns in heading.places.items():
        if part in said or len(columns) == 1:
            where[part] = columns
        elif part == TIME:
            where[part] = _time_of(rows, *columns)
        elif part in _PARTS.values():
            where[part] = _only(file, heading, part, rows)
    return replace(heading, places=where)


def _time_of(rows: Sequence[Sequence[str]], date: int, clock: int) -> tuple[int, ...]:
    """Of a date and a time, tell whether each holds a half, or one of them the whole."""
    if _is_all(rows, clock, _CLOCK) and not any(":" in row[date - 1] for row in rows):
        return date, clock
    return (clock,) if any(_MOMENT.fullmatch(row[clock - 1]) for row in rows) else (date,)


def _only(file: _Beginning, heading: CsvHeading, part: str, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The only column that may be a part; numbers are no names of tracks."""
    columns = heading.places[part]
    if part == TRACK:
        columns = tuple(place for place in columns if not _is_all(rows, place, r"\s*\d+(\s*(/|of)\s*\d+)?\s*"))
    if len(columns) == 1:
        return columns
    key = next((key for key, field in _PARTS.items() if field == part), part)
    names = [heading.names[place - 1].strip() for place in heading.places[part]]
    way = f"columns: {{{key}: {names[0] if len(set(names)) > 1 else heading.places[part][0]}}}"
    raise UndecidedError(
        f"{file.name}:{heading.line}: which column is the {key}? The heading has {' and '.join(names)}: "
        f"say at this source which, as in {way}"
    )


def _is_all(rows: Sequence[Sequence[str]], place: int, pattern: str) -> bool:
    """Whether a column has something, and nothing but what fits a pattern."""
    values = [row[place - 1] for row in rows if row[place - 1].strip()]
    return bool(values) and all(re.fullmatch(pattern, value) for value in values)


def _numbered(file: _Beginning) -> CsvHeading | None:
    """Take the columns from the numbers in `columns:`, where the file has no heading."""
    where = {_PARTS[part]: tuple(column for column in c if isinstance(column, int)) for part, c in file.columns.items()}
    if not all(where.get(_PARTS[part]) for part in _NEEDED):
        return None
    last = max(place for columns in where.values() for place in columns)
    for delimiter in file.delimiters:
        widths = [len(fields) for fields in file.split(delimiter)]
        width = max(sorted(set(widths)), key=widths.count, default=0)
        if width >= last and any(
            _has_moment([f[where[TIME][0] - 1]]) for f in file.split(delimiter) if len(f) == width
        ):
            return CsvHeading(file.rows[0][0] - 1, "", delimiter, ("",) * width, width, where)
    return None


def _positional(file: _Beginning) -> CsvHeading | None:
    """Take the columns from the form's positions, where the file has no heading and its rows fit them."""
    if not file.rows:
        return CsvHeading(_WHOLE, "", ",", ("",), 0, {TIME: (1,)})
    names = file.form.listed("positions")
    if not names or file.columns or _begins_with_heading(file):
        return None
    for delimiter in file.delimiters:
        rows = [fields for fields in file.split(delimiter) if _has_moment(fields)]
        fitting = [row for row in rows if _fits(row, len(names))]
        if len(fitting) > sum(len(row) == len(names) for row in rows if row not in fitting):
            where = {_PARTS[part]: (place,) for place, part in enumerate(names, 1)}
            return CsvHeading(file.rows[0][0] - 1, "", delimiter, names, len(names), where)
    return None


def _fits(row: Sequence[str], width: int) -> bool:
    """Whether a row ends with its time; one that is not quoted may have a comma before the time of day."""
    is_wide = len(row) == width + 1 and re.fullmatch(_CLOCK, row[width])
    return bool(len(row) == width or is_wide) and _has_moment([row[width - 1]])


def _begins_with_heading(file: _Beginning) -> bool:
    first = [next(file.split(mark)) for mark in file.delimiters]
    return not any(map(_has_moment, first)) and _is_heading(max(first, key=len))


def _is_heading(fields: Sequence[str]) -> bool:
    """Whether a first line can only be a heading: it has no time, and nothing but its first or last field is empty.

    A track that was playing when the file was made has no time; a line with a known word is a heading nevertheless.
    """
    if _has_moment(fields) or len(fields) < len(_NEEDED) or not all(field.strip() for field in fields[1:-1]):
        return False
    return bool(fields[-1].strip()) or any(is_known(field) for field in fields)


def _refuse(file: _Beginning) -> NoReturn:
    """Say which columns the file has, what is missing, and what to write."""
    first = next((text for _, text in _candidates(file)), file.rows[0][1])
    names = max((quoting.fields(first, mark) for mark in file.delimiters), key=len)
    shown = ", ".join(name.strip()[:_LONGEST_NAME] or "(no name)" for name in names[:_MOST_NAMES])
    for column in (column for columns in file.columns.values() for column in columns if not _column(column, names)):
        near = get_close_matches(str(column), [name.strip() for name in names], n=1)
        is_twice = sum(name.strip() == column for name in names) > 1
        hint = f"; did you mean {near[0]!r}?" if near and not is_twice else ";"
        fault = "has more than one column" if is_twice else "has no column"
        raise UndecidedError(f"columns: {file.name} {fault} {column!r}{hint} it has: {shown}")
    if _has_moment(names):
        said = f"it has no heading, and its first line is no {', '.join(file.form.listed('positions')) or 'heading'}"
        missing = [part for part in _NEEDED if part not in file.columns]
        way = ", ".join(f"{part}: {place}" for place, part in enumerate(missing, 1))
    else:
        known = places(names, file.form.listed("fields"))
        missing = [part for part in _NEEDED if part not in file.columns and _PARTS[part] not in known]
        said = f"no column of its heading is known as {' or '.join(missing)}" if missing else "it has no heading"
        way = ", ".join(f"{part}: …" for part in missing or _NEEDED)
    raise UndecidedError(
        f"{file.name}: not the format {file.source.format!r}, {file.form.header['form']}: {said}: it has {shown}; "
        f"if it is a history, say at this source which column is what, as in columns: {{{way}}}"
    )
