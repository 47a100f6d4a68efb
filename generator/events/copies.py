"""A file is read once: the same bytes, unpacked, are told and not read again, whatever the file is called.

What makes the reading of the same bytes another one are the options of their source: another user, or another route of
an access log. Such are read again, and told where they count the same events twice.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from generator.config import Source
from generator.events.plain import HEAD
from generator.events.streams import reading

_SMALL = 1 << 20  # bytes that are compared as they are met; of more the ends, and all where those are equal
_ANOTHER_QUESTION = {"route", "status"}  # the options with which the same log tells of other events
_NAMED = 3  # files in a sentence


@dataclass(frozen=True, slots=True)
class Content:
    """A file or archive member that was read, and how: `digest` gives the digest of all its bytes."""

    file: str
    source: int
    options: dict[str, object]
    digest: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Repeat:
    file: str
    source: int
    first: Content
    is_read: bool


@dataclass(slots=True)
class Copies:
    """What was read of which content, by the table that it went into and its format."""

    _contents: dict[Hashable, list[Content]] = field(default_factory=lambda: defaultdict(list))
    _repeats: list[_Repeat] = field(default_factory=list)

    def is_repeat(self, table: str, format_name: str, path: Path, content: Content) -> bool:
        """Whether the same bytes were read before, in the same way; else it is noted where they count twice."""
        same = [first for first in self._contents[_key(table, format_name, path)] if _is_same(path, first, content)]
        first = next((first for first in same if first.options == content.options), None)
        if first:
            self._repeats.append(_Repeat(content.file, content.source, first, is_read=False))
            return True
        again = next((first for first in same if not _asks_otherwise(first.options, content.options)), None)
        if again:
            self._repeats.append(_Repeat(content.file, content.source, again, is_read=True))
        return False

    def note(self, table: str, format_name: str, path: Path, content: Content) -> None:
        """Note that a content was read."""
        self._contents[_key(table, format_name, path)].append(content)

    def warnings(self) -> Iterator[str]:
        """Say what repeats, a sentence for every entry of `sources:` and whether it was read all the same."""
        ordered = sorted(self._repeats, key=lambda repeat: (repeat.source, repeat.is_read))
        for (_, is_read), group in groupby(ordered, key=lambda repeat: (repeat.source, repeat.is_read)):
            repeats = {repeat.file: repeat for repeat in group}
            told = "; ".join(_sentence(repeat) for repeat in list(repeats.values())[:_NAMED])
            more = f"; and {len(repeats) - _NAMED:,} more files like these" if len(repeats) > _NAMED else ""
            yield f"{told}{more}: {_READ_TWICE if is_read else 'read once'}"


_READ_TWICE = "read for both, so that the same events count twice unless they are folded"


def _sentence(repeat: _Repeat) -> str:
    if repeat.file == repeat.first.file:
        return (
            f"{repeat.file} is matched by the entries {repeat.first.source + 1} and {repeat.source + 1} of the sources"
        )
    return f"{repeat.file} holds the same bytes as {repeat.first.file}"


def _is_same(path: Path, first: Content, content: Content) -> bool:
    return path.stat().st_size <= _SMALL or first.digest() == content.digest()


def _key(table: str, format_name: str, path: Path) -> Hashable:
    size = path.stat().st_size
    with reading(path) as stream:
        if size <= _SMALL:
            return table, format_name, size, sha256(stream.read()).digest()
        ends = stream.read(HEAD)
        stream.seek(-HEAD, 2)
        return table, format_name, size, sha256(ends + stream.read()).digest()


def _asks_otherwise(first: dict[str, object], second: dict[str, object]) -> bool:
    return any(first[key] != second[key] for key in _ANOTHER_QUESTION)


def options(source: Source) -> dict[str, object]:
    """The options of a source that decide how its files are read; whose they are is decided file by file."""
    return source.model_dump(exclude={"path", "user", "max_unpacked"})
