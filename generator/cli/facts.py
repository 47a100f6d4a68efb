"""What is told of a build, as rows of words: for the closing table and for a job's summary."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from generator.config import Config
from generator.events import LATE, PartCount
from generator.events.reasons import rejected
from generator.pipeline import Built

SOURCES = ("source", "files", "lines", "events", "rejects", "folded", "left out")
DOCUMENTS = ("documents", "files", "bytes")
REASONS = ("why lines were rejected", "lines", "for example")
LEFT_OUT = ("why lines were left out", "lines")

_COMMONEST = 5

Row = tuple[str, ...]


def sources(built: Built, name: Callable[[PartCount], str]) -> Iterator[Row]:
    """The counts of every source, which is called by the name of its first file, and of all of them."""
    for _, group in groupby(built.loaded.parts, key=lambda part: part.source):
        parts = list(group)
        yield _counts(name(parts[0]), parts)
    yield _counts("all", built.loaded.parts)


def _counts(name: str, parts: Sequence[PartCount]) -> Row:
    sums = (sum(getattr(part, column.replace(" ", "_")) for part in parts) for column in SOURCES[2:])
    return name, *(f"{count:,}" for count in (len(parts), *sums))


def documents(built: Built) -> Iterator[Row]:
    """How many documents of every kind there are, and their bytes."""
    for kind, (count, size) in sorted(built.documents.items()):
        yield kind, f"{count:,}", f"{size:,}"


def reasons(built: Built) -> Iterator[Row]:
    """The commonest reasons of rejects, each with the first line that has it."""
    found = list(built.loaded.reasons.items())
    for reason, each in found[:_COMMONEST]:
        yield reason, f"{each.count:,}", each.example
    more = found[_COMMONEST:]
    if more:
        yield f"{len(more)} more", f"{sum(each.count for _, each in more):,}", more[0][1].example


def left_out(built: Built) -> Iterator[Row]:
    """The rules that left lines out, and how many each."""
    for rule, count in built.loaded.left_out.items():
        yield rule, f"{count:,}"


def warnings(built: Built, config: Config) -> Iterator[str]:
    """What the site's owner may want to look at, a sentence each."""
    loaded = built.loaded
    if built.rejects_file:
        yield f"{rejected(loaded.rejects)}; {built.rejects_file} lists every one with its reason."
    for part in loaded.parts:
        if part.lines and part.lines == part.rejects:
            yield f"Of a file of source {part.source + 1} ({part.format}) every line was rejected."
    yield from built.notes
    if config.site.as_of == "now":
        yield "With as_of: now every build is made, also when nothing changed."
    elif LATE in loaded.reasons and not isinstance(config.site.as_of, datetime):
        yield "Lines are later than the clock, so the next build will be made also when nothing changed."
