"""The top of a page about a stretch of time: whose it is, where else to go, and how much there is."""

from dataclasses import dataclass

from generator.pages import plots, words
from generator.pages.rows import Rows
from generator.pages.subject import Link, Subject
from generator.ranges import Range


@dataclass(frozen=True, slots=True)
class Heading:
    """The top of a page: whose it is (None: the site's), the tabs, the years, the period in words."""

    name: str | None
    tabs: tuple[Link, ...]
    years: tuple[Link, ...]
    period: str
    partial: str | None


@dataclass(frozen=True, slots=True)
class Total:
    """A number and what it counts."""

    count: int
    words: str


def heading_of(subject: Subject, page: str, span: Range) -> Heading:
    """The top of the page of a range."""
    first, last = plots.period(span, subject.person.first_day if subject.person else subject.site.first_day)
    today = subject.site.as_of.date()
    running = words.day(today) if span.name.startswith("this_") and today < last else None
    name = subject.person.name if subject.person else None
    return Heading(name, subject.tabs(page), subject.year_links(page), words.period(first, last), running)


def title(subject: Subject, said: str) -> str:
    """What browsers call a page: whose it is, its time in words, the site."""
    parts = (subject.name, said, words.plain(subject.site.title)) if subject.person else (said, subject.name)
    return " · ".join(parts)


def totals(found: Rows) -> tuple[Total, ...]:
    """Listens, listeners where there may be several, artists, albums and tracks."""
    kinds = (
        ("listen_count", "listen"), ("user_count", "listener"), ("artist_count", "artist"),
        ("release_group_count", "album"), ("recording_count", "track"),
    )  # fmt: skip
    counts = ((found.totals[key], word) for key, word in kinds if key in found.totals)
    return tuple(Total(count, word if count == 1 else f"{word}s") for count, word in counts)
