"""The top of a page about a period: whose it is, where else to go, and how much there is."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator import paths
from generator.pages import words
from generator.pages.components import PeriodGroup, Periods, Quantity
from generator.pages.listens import time_figures
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.site import Link
from generator.period_names import kind_of
from generator.ranges import ALL_TIME, Range
from generator.stats.rows.listens import ListeningTimesRow


@dataclass(frozen=True, slots=True)
class Heading:
    """The top of a page: whose it is (None: everyone's), who everyone is, the way to others, the period, its zone.

    `partial` is the day up to which a running period is counted, None for one that is over.
    """

    name: str | None
    whose: str
    way: Periods
    period: str
    zone: str
    partial: str | None


def heading_of(subject: Subject, page: str, span: Range) -> Heading:
    """The top of the page of a range."""
    first, last = time_figures.period(span, subject.first_day)
    groups = _groups(subject, page, subject.years[-1], told=True)
    return _heading(
        subject, words.period(first, last), _partial(subject, span), Periods(words.RANGES[span.name], groups)
    )


def heading_of_period(subject: Subject, page: str, span: Range) -> Heading:
    """The top of the page of a calendar year or month.

    It says nothing of the listens of ranges, which go on when the period is over.
    """
    said = words.called(span.name)
    year = int(span.name[:4]) if kind_of(span.name) == "week" else span.since.year
    before, after = _neighbours(subject, page, span.name)
    around = _around(subject, page, _wholes(subject, page, span))
    way = Periods(said, _groups(subject, page, year, told=False), before, after, around)
    return _heading(subject, said, _partial(subject, span), way)


def _wholes(subject: Subject, page: str, span: Range) -> list[Link | None]:
    """What a period lies in; of a year its year in music, of a named period nothing."""
    year = str(span.since.year)
    match kind_of(span.name):
        case "year":
            return [_music(subject, page, span.since.year)]
        case "month":
            return [subject.period_link(page, year)]
        case "week":
            return [subject.period_link(page, f"{span.since:%Y-%m}"), subject.period_link(page, year)]
    return []


def heading_of_music(subject: Subject, page: str, span: Range) -> Heading:
    """The top of the page of a year in music, whose neighbours are years in music, too."""
    year = span.since.year
    before, after = (
        _music(subject, page, other) if other else None
        for other in (
            max((other for other in subject.years if other < year), default=None),
            min((other for other in subject.years if other > year), default=None),
        )
    )
    around = _around(subject, page, [subject.period_link(page, span.name)])
    way = Periods(f"{year} in music", _groups(subject, page, year, told=False), before, after, around)
    return _heading(subject, words.called(span.name), _partial(subject, span), way)


def _around(subject: Subject, page: str, found: Sequence[Link | None]) -> tuple[Link, ...]:
    """What a period is a part of: its year, if that has a page, and all time."""
    always = Link(paths.relative(page, subject.range_path(ALL_TIME)), words.RANGES[ALL_TIME])
    return (*(link for link in found if link), always)


def _groups(subject: Subject, page: str, year: int, *, told: bool) -> tuple[PeriodGroup, ...]:
    """All periods that have pages, by kind; of months those of a year. Ranges may tell which of them have no listen."""
    groups = (
        PeriodGroup("Lately", subject.tabs(page, told=told)),
        PeriodGroup("Years", subject.year_links(page)),
        PeriodGroup(f"Months of {year}", subject.month_links(page, year)),
        PeriodGroup(f"Weeks of {year}", subject.week_links(page, year)),
        PeriodGroup("By name", subject.named_links(page)),
        PeriodGroup("Year in Music", subject.music_links(page)),
    )
    return tuple(group for group in groups if group.links)


def _neighbours(subject: Subject, page: str, name: str) -> tuple[Link | None, Link | None]:
    """The nearest periods of the same kind with listens, before and after one."""
    if kind_of(name) == "named":
        return None, None
    alike = subject.alike(name)
    before = max((other for other in alike if other < name), default=None)
    after = min((other for other in alike if other > name), default=None)
    links = tuple(subject.period_link(page, other) if other else None for other in (before, after))
    return links[0], links[1]


def _music(subject: Subject, page: str, year: int) -> Link | None:
    return Link(paths.relative(page, subject.music_path(year)), f"{year} in music") if subject.person else None


def _partial(subject: Subject, span: Range) -> str | None:
    """The day up to which a running period is counted."""
    as_of = subject.overview.as_of
    return words.day(as_of) if span.runs(as_of) else None


def _heading(subject: Subject, said: str, running: str | None, way: Periods) -> Heading:
    return Heading(
        name=subject.person.name if subject.person else None,
        whose=subject.overview.whose,
        way=way,
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
