"""Pages of a range: the home page, and a person's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from generator import paths
from generator.documents import Document
from generator.pages import leaders, plots, rows, words
from generator.pages.figures import Figure, Place, Placed
from generator.pages.heading import Heading, Total, heading_of, title, totals
from generator.pages.leaders import Leaders
from generator.pages.press import Page, Press
from generator.pages.rows import Rows
from generator.pages.subject import Link, Subject
from generator.ranges import Range
from generator.stats import Answers

_ENTITIES = ("artists", "release_groups", "recordings")


@dataclass(frozen=True, slots=True)
class RangeData:
    """A range of a subject; the figures are None where there is nothing to draw. `people` only on the site's pages."""

    heading: Heading
    totals: tuple[Total, ...]
    leaders: tuple[Leaders, ...]
    activity: Figure | None
    hours: Figure | None
    countries: Figure | None
    people: Leaders | None


@dataclass(frozen=True, slots=True)
class EmptyData:
    """A range without a listen, and the nearest one that has some."""

    heading: Heading
    nearest: Link


def of_range(press: Press, answers: Answers, span: Range) -> Iterator[Document]:
    """The pages of a range with their charts: the site's, then every person's."""
    site = press.site
    whole = Subject(site)
    yield from (
        _range(press, whole, span, rows.of_site_range(answers)) if whole.has(span.name) else _empty(press, whole, span)
    )
    for person, found in rows.of_ranges(answers, site):
        subject = Subject(site, person)
        yield from _range(press, subject, span, found) if found else _empty(press, subject, span)


def _range(press: Press, subject: Subject, span: Range, found: Rows) -> Iterator[Document]:
    page = subject.range_path(span.name)
    place = Place(page, subject.name, press.site.charts)
    heading = heading_of(subject, page, span)
    figures = _figures(place, subject, span, found, heading.period)
    for figure in figures:
        yield from figure[1] if figure else ()
    data = _range_data(subject, span, found, heading, figures)
    template = "range.html" if subject.person else "home.html"
    yield press.printed(
        Page(page, template, title(subject, words.RANGES[span.name]), _description(subject, heading, data), data)
    )


def _range_data(
    subject: Subject, span: Range, found: Rows, heading: Heading, figures: Sequence[Placed | None]
) -> RangeData:
    page = subject.range_path(span.name)
    urls = _leader_urls(page, subject, span)
    activity, hours, countries = (figure[0] if figure else None for figure in figures)
    return RangeData(
        heading=heading,
        totals=totals(found),
        leaders=leaders.all_three(subject, page, found.leaders, urls),
        activity=activity,
        hours=hours,
        countries=countries,
        people=None if subject.person else leaders.people(subject.site, page, span.name),
    )


def _empty(press: Press, subject: Subject, span: Range) -> Iterator[Document]:
    page = subject.range_path(span.name)
    heading = heading_of(subject, page, span)
    near = _nearest(subject, span)
    nearest = Link(paths.relative(page, subject.range_path(near.name)), words.RANGES[near.name])
    description = f"No listens of {subject.name} in {heading.period}."
    said = title(subject, words.RANGES[span.name])
    yield press.printed(Page(page, "empty.html", said, description, EmptyData(heading, nearest)))


def _description(subject: Subject, heading: Heading, data: RangeData) -> str:
    listens = words.counted(data.totals[0].count, "listen")
    names = ", ".join(words.plain(leader.name) for leader in data.leaders[0].first[:3])
    return f"{subject.name}, {heading.period}: {listens}" + (f"; most heard: {names}." if names else ".")


def _nearest(subject: Subject, span: Range) -> Range:
    """The range with a listen whose ends lie nearest to those of an empty one."""

    def distance(other: Range) -> timedelta:
        return abs(other.since - span.since) + abs(other.until - span.until)

    return min((other for other in subject.site.ranges.values() if subject.has(other.name)), key=distance)


def _leader_urls(page: str, subject: Subject, span: Range) -> tuple[str | None, ...]:
    kind = "top" if subject.person else "sitewide"
    return tuple(_json(page, subject, f"{kind}_{entity}", span) for entity in _ENTITIES)


def _json(page: str, subject: Subject, stat_set: str, span: Range) -> str | None:
    path = subject.site.json_path(f"listens/{stat_set}", subject.segment, span.name)
    return path and paths.relative(page, path)


def _figures(place: Place, subject: Subject, span: Range, found: Rows, said: str) -> tuple[Placed | None, ...]:
    own = "" if subject.person else "sitewide_"
    activity, hours, countries = (
        _json(place.page, subject, f"{own}{name}", span)
        for name in ("listening_activity", "daily_activity", "artist_map")
    )
    return (
        plots.activity(place, span, found.activity, activity),
        plots.hours(place, said, found.hours, hours),
        plots.countries(place, said, found.countries, subject.site.countries, countries),
    )
