"""Quoted CSV fields that hold a line break: the lines of such a record are joined into one, so that a line is a record."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

_MOST_LINES = 1000  # a quote that is not closed by then is a letter


def opens(delimiter: str) -> str:
    """A regular expression, for Python and the engine alike, of lines in which a quoted field may be left open."""
    return f'(^|{delimiter})"(?:[^"]|"")*$'


@contextmanager
def joined(path: Path, delimiter: str, scratch: Path) -> Iterator[Path]:
    """Give a copy in which every record stands on its first line, blank lines after it, so that line numbers hold.

    Lines are joined, by a space, only where that gives as many fields as the first line has: a lone quote stays a letter.
    """
    with path.open(encoding="utf-8", newline="\n") as source, NamedTemporaryFile("w", encoding="utf-8", dir=scratch) as copy:
        copy.writelines(_records([line.rstrip("\n") for line in source], delimiter))
        copy.flush()
        yield Path(copy.name)


def _records(lines: list[str], delimiter: str) -> Iterator[str]:
    width = len(_fields(lines[0], delimiter))
    opening = re.compile(opens(delimiter))
    at = 0
    while at < len(lines):
        count = _lines_of_record(lines, at, delimiter, width) if opening.search(lines[at]) else 1
        yield " ".join(lines[at : at + count]) + "\n" * count
        at += count


def _lines_of_record(lines: list[str], at: int, delimiter: str, width: int) -> int:
    """How many lines the record that begins at a line has: 1 where joining gives no whole record."""
    text = lines[at]
    if len(_fields(text, delimiter)) == width:
        return 1
    for count, line in enumerate(islice(lines, at + 1, at + _MOST_LINES), 2):
        text = f"{text} {line}"
        if '"' in line and len(_fields(text, delimiter)) == width:
            return count
    return 1


def field(delimiter: str) -> str:
    """A regular expression, for Python and the engine alike, of a delimiter and the field after it.

    A field is quoted as in RFC 4180, with whatever follows its closing quote; a quote inside a bare field is a letter.
    """
    return f'{delimiter}("(?:[^"]|"")*"[^{delimiter}]*|[^{delimiter}]*)'


def _fields(text: str, delimiter: str) -> list[str]:
    return re.findall(field(delimiter), delimiter + text)
