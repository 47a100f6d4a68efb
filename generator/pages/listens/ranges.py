"""Pages of a range: the home page, and a person's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity, Record
from generator.pages.figure import FigurePlace
from generator.pages.home import Introduction
from generator.pages.listens import over_years, records, rows, sections, top_lists, waves
from generator.pages.listens.heading import Heading, heading_of, title, totals
from generator.pages.listens.home import First, first
from generator.pages.listens.overview import Overview
from generator.pages.listens.rows import Rows
from generator.pages.listens.sections import Sections, Shown
from generator.pages.listens.subject import Subject, site_of
from generator.pages.listens.waves import Draw
from generator.pages.renderer import Page, Renderer
from generator.pages.site import HOME, Link
from generator.pages.top_list import EACH, FIRST, TopList
from generator.ranges import ALL_TIME, Range
from generator.stats import PeriodStore

_OF_HISTORY = 30  # of each list on a first page, which has more than lists


@dataclass(frozen=True, slots=True)
class RangeData:
    """A range of a subject; `people` only on the site's pages, `first` on the first page, to which `home` leads."""

    heading: Heading
    totals: tuple[Quantity, ...]
    top_lists: tuple[TopList, ...]
    sections: Sections
    people: TopList | None
    home: str
    wave: Draw
    first: First | None
    time_lists: tuple[TopList, ...]
    records: tuple[Record, ...]
    records_url: str


@dataclass(frozen=True, slots=True)
class EmptyData:
    """A range without a listen, and the nearest one that has some."""

    heading: Heading
    nearest: Link


def of_range(renderer: Renderer, overview: Overview, store: PeriodStore, span: Range) -> Iterator[Job]:
    """The pages of a range with their charts: the site's, then every person's."""
    asked, most = (rows.WHOLE, _OF_HISTORY) if span.name == ALL_TIME else (rows.RANGE, EACH)
    for person, found in rows.of_everyone(store, overview, asked, most):
        subject = Subject(overview, person)
        yield from _range(renderer, subject, span, found) if found else (_empty(renderer, subject, span),)


def of_past_range(overview: Overview, span: Range) -> Overview:
    """What the pages of a range that is over need to know; one without a listen leads to the range nearest to it."""
    subjects = (Subject(overview), *(Subject(overview, person) for person in overview.people.values()))
    nearest = {_nearest(subject, span).name for subject in subjects if not subject.has(span.name)}
    return overview.of_past_range(span, nearest, rows.LINKED)


def introduction(overview: Overview, store: PeriodStore, span: Range) -> Introduction:
    """What the home page of several domains says of listens; `store` has the rows of the whole history, `span`."""
    found = rows.of_site(store, (*rows.SUMS, "listening_activity"), FIRST)
    artists = top_lists.artists(overview, HOME, found["artists"], None)
    days = words.period(overview.first_day, overview.as_of.date())
    sentence = f"What {words.plain(overview.whose)} heard, {days}."
    shown = artists if artists.first else None
    subject = site_of(overview)
    place = FigurePlace(overview.home, overview.site.charts)
    made = sections.sections(Shown(place, subject, span, found, ""), ("activity",))
    figure, wave = made.figures.get("activity"), waves.of_history(subject, overview.home)
    return Introduction("Listening", overview.home, sentence, totals(found), shown, figure, wave)


def _range(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Iterator[Job]:
    page = subject.range_path(span.name)
    heading = heading_of(subject, page, span)
    place = FigurePlace(page, renderer.site.charts)
    made = sections.sections(
        Shown(place, subject, span, found, _called(subject, span, heading)),
        sections.WHOLE if span.name == ALL_TIME else sections.RANGE,
    )
    yield from records.of_records(renderer, subject, span, found) if span.name == ALL_TIME else ()
    data = RangeData(
        heading=heading,
        totals=totals(found),
        top_lists=_top_lists(subject, page, span, found),
        sections=made,
        people=_people(subject, page, span),
        home=paths.relative(page, subject.range_path(ALL_TIME)),
        wave=waves.of_history(subject, page) if span.name == ALL_TIME else waves.of_period(subject, page, span),
        first=first(subject, page, found) if span.name == ALL_TIME else None,
        time_lists=top_lists.by_time(subject.overview, page, found["top_times"]),
        records=records.short(subject, page, span, found) if span.name == ALL_TIME else (),
        records_url=paths.relative(page, subject.records_path()),
    )
    template = "home.html" if data.first else "range.html"
    said = title(subject, words.RANGES[span.name])
    yield renderer.render(
        Page(page, template, said, _description(subject, heading, data), data, runs=_runs(subject, span))
    )
    if data.first:
        yield from over_years.of_subject(renderer, subject, span, found)


def _people(subject: Subject, page: str, span: Range) -> TopList | None:
    """Those who listened, on everyone's page, where an entry may be about one person."""
    hidden = subject.person or not subject.overview.alone
    return None if hidden else top_lists.people(subject.overview, page, span.name)


def _called(subject: Subject, span: Range, heading: Heading) -> str:
    """The time of a range in words; the whole history is called by its years."""
    if span.name != "all_time":
        return heading.period
    first, last = subject.first_day.year, span.until.year
    return str(first) if first == last else f"{first} – {last}"


def _top_lists(subject: Subject, page: str, span: Range, found: Rows) -> tuple[TopList, ...]:
    links = tuple(
        subject.json_link(page, f"top_{entity}", span.name, f"{said} as JSON, up to 1,000")
        for entity, said in zip(rows.LEADERS, ("Artists", "Albums", "Tracks"), strict=True)
    )
    return top_lists.all_three(subject, page, found, links)


def _empty(renderer: Renderer, subject: Subject, span: Range) -> Job:
    page = subject.range_path(span.name)
    heading = heading_of(subject, page, span)
    near = _nearest(subject, span)
    nearest = Link(paths.relative(page, subject.range_path(near.name)), words.RANGES[near.name])
    description = f"No listens of {subject.name} in {heading.period}."
    said = title(subject, words.RANGES[span.name])
    return renderer.render(
        Page(page, "empty.html", said, description, EmptyData(heading, nearest), runs=_runs(subject, span))
    )


def _description(subject: Subject, heading: Heading, data: RangeData) -> str:
    names = ", ".join(words.plain(leader.name) for leader in data.top_lists[0].first[:3])
    heard = f"; most heard: {names}." if names else "."
    return f"{subject.name}, {heading.period}: {data.totals[0].said} {data.totals[0].words}{heard}"


def _runs(subject: Subject, span: Range) -> bool:
    return not span.is_over(subject.overview.as_of)


def _nearest(subject: Subject, span: Range) -> Range:
    """The range with a listen whose ends lie nearest to those of an empty one."""

    def distance(other: Range) -> timedelta:
        return abs(other.since - span.since) + abs(other.until - span.until)

    return min((other for other in subject.overview.ranges.values() if subject.has(other.name)), key=distance)
