"""The top of a page about a period: whose it is, where else to go, and how much there is."""

from dataclasses import dataclass

from generator.pages import words
from generator.pages.listens import time_figures
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.quantity import Quantity
from generator.pages.site import Link
from generator.ranges import Range
from generator.stats.rows.listens import ListeningTimesRow


@dataclass(frozen=True, slots=True)
class Heading:
    """The top of a page: whose it is (None: everyone's), who everyone is, where else to go, the period, its zone.

    `partial` is the day up to which a running period is counted, None for one that is over.
    """

    name: str | None
    whose: str
    tabs: tuple[Link, ...]
    years: tuple[Link, ...]
    months: tuple[Link, ...]
    music: tuple[Link, ...]
    period: str
    zone: str
    partial: str | None


def heading_of(subject: Subject, page: str, span: Range) -> Heading:
    """The top of the page of a range."""
    first, last = time_figures.period(span, subject.first_day)
    return _heading(subject, page, words.period(first, last), _partial(subject, span), subject.tabs(page, told=True))


def heading_of_period(subject: Subject, page: str, span: Range) -> Heading:
    """The top of the page of a calendar year or month.

    It says nothing of the listens of ranges, which go on when the period is over.
    """
    tabs, months = subject.tabs(page, told=False), subject.month_links(page, span.since.year)
    return _heading(subject, page, words.called(span.name), _partial(subject, span), tabs, months)


def _partial(subject: Subject, span: Range) -> str | None:
    """The day up to which a running period is counted."""
    as_of = subject.overview.as_of
    return words.day(as_of) if span.runs(as_of) else None


def _heading(  # noqa: PLR0913, PLR0917 - the parts of a heading
    subject: Subject, page: str, said: str, running: str | None, tabs: tuple[Link, ...], months: tuple[Link, ...] = ()
) -> Heading:
    return Heading(
        name=subject.person.name if subject.person else None,
        whose=subject.overview.whose,
        tabs=tabs,
        years=subject.year_links(page),
        months=months,
        music=subject.music_links(page),
        period=said,
        zone=subject.overview.site.timezone,
        partial=running,
    )


def title(subject: Subject, said: str) -> str:
    """What browsers call a page: whose it is, its time in words, the site."""
    parts = (subject.name, said, words.plain(subject.overview.site.title)) if subject.person else (said, subject.name)
    return " · ".join(parts)


def totals(found: Rows, new_artists: int | None = None) -> tuple[Quantity, ...]:
    """Listens, the time they took where it is known, listeners where there may be several, artists, albums, tracks."""
    (sums,) = found["totals"]
    counted = (
        (sums["listen_count"], "listen"), (sums["user_count"], "listener"), (sums["artist_count"], "artist"),
        (new_artists, "new artist"),
        (sums["release_group_count"], "album"), (sums["recording_count"], "track"),
    )  # fmt: skip
    listens, *others = (_total(count, word) for count, word in counted if count is not None)
    return listens, *_times(found["listening_times"][0]), *others


def _total(count: int, word: str) -> Quantity:
    return Quantity(words.number(count), word if count == 1 else f"{word}s")


def _times(row: ListeningTimesRow) -> tuple[Quantity, ...]:
    if row["listening_ms"] is None:
        return ()
    known, all_of_them = row["timed_count"], row["listen_count"]
    of = "" if known == all_of_them else f", known for {words.part(known, all_of_them)} of listens"
    return (Quantity(words.time(row["listening_ms"]), f"listened{of}"),)
