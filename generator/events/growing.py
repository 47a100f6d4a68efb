"""Files of lines that only grow, as logs and histories do: what was read of one before need not be read again.

Only such forms may grow as read line by line, so that what a line means does not depend on others. What stands over the
lines, such as a heading, stands over those that came, too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile

from duckdb import DuckDBPyConnection

from generator.events import grouping, inputs
from generator.events.files import Opened
from generator.events.forms import Layout
from generator.events.streams import reading

_BY_LINE = {Layout.LINES, Layout.LOG, Layout.PREFIXED, Layout.FIELDS, Layout.CSV, Layout.JSON_LINES}


@dataclass(frozen=True, slots=True)
class Rest:
    """What came to a file, under what stands over its lines: the line before it, and how many lines stand over it."""

    part: Opened
    before: int
    above: int


def is_by_line(part: Opened) -> bool:
    """Whether a file is read line by line, so that more lines may come to it."""
    return part.form.layout in _BY_LINE and not grouping.looks_at_lines(part)


def is_ended(db: DuckDBPyConnection, part: Opened) -> bool:
    """Whether no field of a file that is read line by line may go on in a line that is still to come."""
    delimiter = part.form.delimiter
    return delimiter is None or not inputs.has_open_quote(db, part, delimiter)


@contextmanager
def rest(part: Opened, size: int, lines: int, scratch: Path) -> Iterator[Rest]:
    """Give what came to a file that was so large, and had so many lines, when it was read before."""
    above = _above(part)
    with reading(part.path) as stream, NamedTemporaryFile(dir=scratch) as copy:
        for _ in range(above):
            copy.write(stream.readline())
        stream.seek(size)
        copyfileobj(stream, copy)
        copy.flush()
        yield Rest(replace(part, path=Path(copy.name)), lines - above, above)


def _above(part: Opened) -> int:
    """How many lines stand over the others: up to the heading, or to the first line, which may be one."""
    if part.form.layout is Layout.CSV:
        return inputs.heading(part).number
    return inputs.first_line(part) if part.form.layout is Layout.FIELDS else 0
