"""A JSON document that the engine refuses is rewritten, so that one bad record does not cost its neighbours.

The copy has the same structure. An element whose syntax is broken becomes null, which is a reject with the element's
number; what else the engine refuses is repaired, see json_text. The file is read piece by piece: no more of it is held
than an element, or what is looked at to find where a broken one ends.
"""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from generator.events import json_text
from generator.events.json_broken import Broken
from generator.events.json_stream import (
    CHUNK,
    SPACE,
    BrokenError,
    TextWindow,
    UnendedError,
    decode,
    end_of,
    is_unfinished,
    value_end,
)
from generator.events.plain import LONGEST_LINE
from generator.events.streams import text as text_of

_STRICT = json.JSONDecoder().raw_decode
_FIRST_KEY = re.compile(r'\{\s*"([^"\\]*)"\s*:')

Keys = tuple[str, ...]
Judge = Callable[[str], bool]
"""Whether the engine takes a JSON text: it is more lenient than the library, as with a comma too many."""


@contextmanager
def rewritten(source: Path, paths: Sequence[str], judge: Judge, scratch: Path) -> Iterator[Path]:
    """Give a copy of a file of one or several documents that the engine takes.

    `paths` are where a document may hold its elements, such as $.recenttracks.track. Raises UnendedError for a file
    that is cut off and BrokenError for one without structure.
    """
    with (
        text_of(source) as stream,
        NamedTemporaryFile("w", encoding="utf-8", dir=scratch, newline="") as copy,
    ):
        _Rewriter(TextWindow(stream), copy, tuple(map(_keys, paths or ("$",))), judge).documents()
        copy.flush()
        yield Path(copy.name)


def _keys(path: str) -> Keys:
    return tuple(path.split(".")[1:])


class _Rewriter:
    """Copies documents; `targets` are the keys on the way to their elements."""

    def __init__(self, text: TextWindow, copy: IO[str], targets: Sequence[Keys], judge: Judge) -> None:
        self._text = text
        self._copy = copy
        self._write = copy.write
        self._targets = targets
        self._judge = judge
        self._first_keys: dict[str, None] = {}  # with which elements were seen to begin

    def documents(self) -> None:
        """Copy every document of the file, a line each."""
        while begins := self._text.next():
            if begins == "[":
                self._array(())
            elif begins == "{" and self._leads_on(()) and not self._is_whole_within(CHUNK):
                self._document()
            else:
                self._element((), is_alone=True)
            self._write("\n")

    def _document(self) -> None:
        """Copy a document member by member; a short one without structure is a broken element."""
        text, place = self._text, self._copy.tell()
        text.pinned = text.at
        try:
            self._object(())
        except BrokenError:
            if text.pinned is None:
                raise
            text.at = text.pinned
            self._copy.seek(place)
            self._copy.truncate()
            self._broken_element((), is_alone=True)
        finally:
            text.pinned = None

    def _leads_on(self, path: Keys) -> bool:
        """Whether elements may be found below an object at a path."""
        return any(len(target) > len(path) and target[: len(path)] == path for target in self._targets)

    def _is_whole_within(self, count: int) -> bool:
        self._text.hold(count)
        return value_end(self._text) is not None

    def _object(self, path: Keys) -> None:
        text, separator = self._text, ""
        text.hold(1)
        self._write(text.take(text.at + 1))
        while (begins := text.next()) != "}":
            if begins != '"':
                raise self._fault("the name of a member is missing")
            text.hold(CHUNK)
            end = value_end(text)
            if end is None:
                raise self._fault("the name of a member has no end")
            key = text.take(end)
            if text.next() != ":":
                raise self._fault("a colon is missing")
            self._write(f"{separator}{key}{text.take(text.at + 1)}")
            self._member((*path, str(decode(key)[0])))
            separator = ","
            if text.next() == ",":
                text.take(text.at + 1)
            elif text.next() != "}":
                raise self._fault("a comma or the end of an object is missing")
        self._write(text.take(text.at + 1))

    def _member(self, path: Keys) -> None:
        begins = self._text.next()
        if begins == "[" and path in self._targets:
            self._array(path)
        elif begins == "{" and self._leads_on(path):
            self._object(path)
        else:
            self._value()

    def _value(self) -> None:
        """Copy a value that holds no elements; a broken one leaves no trace of where the next begins."""
        self._text.hold(CHUNK)
        end = value_end(self._text)
        while end is None and not self._text.is_whole and len(self._text.held) - self._text.at < LONGEST_LINE:
            self._text.hold(LONGEST_LINE)
            end = value_end(self._text)
        if end is None:
            raise self._fault("a value is broken")
        self._write(_repaired(self._text, end))

    def _array(self, path: Keys) -> None:
        text, separator = self._text, ""
        self._write(text.take(text.at + 1))
        while (begins := text.next()) != "]":
            if not begins:
                raise UnendedError("the array has no end")
            if begins == ",":
                text.take(text.at + 1)
                continue
            self._write(separator)
            self._element(path)
            separator = ","
        self._write(text.take(text.at + 1))

    def _element(self, path: Keys, *, is_alone: bool = False) -> None:
        """Copy an element, or null for one that is broken; alone, others follow it without commas."""
        text = self._text
        text.hold(CHUNK)
        end = value_end(text)
        while end is None and is_unfinished(text):
            text.hold(2 * (len(text.held) - text.at))
            end = value_end(text)
        if end is not None and self._is_followed(end, is_alone=is_alone):
            self._note_first_key()
            self._write(_repaired(text, end))
        else:
            self._broken_element(path, is_alone=is_alone)

    def _broken_element(self, path: Keys, *, is_alone: bool) -> None:
        text = self._text
        aligned = text.take(Broken(text, self._keys(), len(path), is_alone=is_alone).end()).rstrip(", \t\r\n")
        whole = json_text.repaired(aligned)
        # Among documents that follow one another the engine wants lists and objects; this one is a list of a null.
        nothing = "[null]" if is_alone else "null"
        self._write(whole if self._judge(whole) else self._inner(aligned, path) or nothing)

    def _is_followed(self, end: int, *, is_alone: bool) -> bool:
        place = end_of(SPACE, self._text.held, end)
        return is_alone or self._text.held[place : place + 1] in {"", ",", "]", "{"}

    def _note_first_key(self) -> None:
        match = _FIRST_KEY.match(self._text.held, self._text.at)
        if match:
            self._first_keys[match[1]] = None

    def _keys(self) -> list[str]:
        """With which members elements begin: those that were seen, else the first of the broken one itself."""
        match = _FIRST_KEY.match(self._text.held, self._text.at)
        return list(self._first_keys) or ([match[1]] if match else [])

    def _inner(self, aligned: str, path: Keys) -> str | None:
        """Rewrite a document in an array of documents, such as an API's page; None where it is none."""
        if path or not aligned.startswith("{") or not self._leads_on(path):
            return None
        text, copy = TextWindow(io.StringIO(aligned)), io.StringIO()
        try:
            _Rewriter(text, copy, self._targets, self._judge)._object(())  # noqa: SLF001
        except (UnendedError, BrokenError):
            return None
        return None if text.next() else copy.getvalue()

    def _fault(self, words: str) -> Exception:
        if not self._text.next():
            return UnendedError("the document has no end")
        return BrokenError(f"{words} at character {self._text.place:,}")


def _repaired(text: TextWindow, end: int) -> str:
    """Take a value that can be read."""
    value = text.take(end)
    return json_text.repaired(value, is_grammatical=value.isprintable() or _is_grammatical(value))


def _is_grammatical(value: str) -> bool:
    try:
        _STRICT(value)
    except ValueError:
        return False
    return True
