"""Quoted CSV fields that hold a line break: the lines of such a record are joined, so that a line is a record."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.events.plain import LONGEST_LINE
from generator.events.streams import text

_MOST_LINES = 100  # of a record; a quote that is not closed by then is a letter


def opens(delimiter: str) -> str:
    """Write a regular expression, for Python and the engine alike, of lines that may leave a quoted field open."""
    return f'(^|[{delimiter}])"(?:[^"]|"")*$'


@contextmanager
def joined(path: Path, delimiter: str, scratch: Path, width: int = 0) -> Iterator[Path]:
    """Give a copy in which every record stands on its first line, blank lines after it, so that line numbers hold.

    Lines are joined, by a space, only where that gives `width` fields, or as many as the first line has: a lone quote
    is a letter.
    """
    with (
        text(path) as source,
        NamedTemporaryFile("w", encoding="utf-8", dir=scratch) as copy,
    ):
        copy.writelines(_records((line.rstrip("\n") for line in source), delimiter, width))
        copy.flush()
        yield Path(copy.name)


def _records(lines: Iterator[str], delimiter: str, width: int) -> Iterator[str]:
    opening = re.compile(opens(delimiter))
    ahead = deque(islice(lines, _MOST_LINES))
    width = width or (len(_fields(ahead[0], delimiter)) if ahead else 0)
    while ahead:
        count = _lines_of_first(ahead, delimiter, width) if opening.search(ahead[0]) else 1
        record = [ahead.popleft() for _ in range(count)]
        yield " ".join(record) + "\n" * count
        ahead.extend(islice(lines, count))


def _lines_of_first(lines: Iterable[str], delimiter: str, width: int) -> int:
    """Tell how many lines the first record has: 1 where joining gives no whole record."""
    text = ""
    for count, line in enumerate(lines, 1):
        text = f"{text} {line}" if text else line
        fields = _fields(text, delimiter) if '"' in line else []
        if len(fields) == width and all(_is_whole(value) for value in fields):
            return count
        if len(text) > LONGEST_LINE // 4:  # characters have up to four bytes
            break
    return 1


def field(delimiter: str) -> str:
    """Write a regular expression, for Python and the engine alike, of a delimiter and the field after it.

    A field is quoted as in RFC 4180, with whatever follows its closing quote; a quote inside a bare field is a letter.
    """
    return f'[{delimiter}]("(?:[^"]|"")*"[^{delimiter}]*|[^{delimiter}]*)'


def fields(text: str, delimiter: str) -> list[str]:
    """Split a line at the delimiter as RFC 4180 does, as the engine is told to; see inputs.split."""
    return [value[1:-1].replace('""', '"') if _is_enclosed(value) else value for value in _fields(text, delimiter)]


def _fields(text: str, delimiter: str) -> list[str]:
    return re.findall(field(delimiter), delimiter + text)


def _is_whole(value: str) -> bool:
    return not value.startswith('"') or _is_enclosed(value)


def _is_enclosed(value: str) -> bool:
    return bool(re.fullmatch(r'"(?:[^"]|"")*"', value))
