"""Pages of a range: the home page, and a person's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator import paths
from generator.documents import Document
from generator.pages import leaders, rows, sections, words
from generator.pages.figures import Place
from generator.pages.heading import Heading, Total, heading_of, title, totals
from generator.pages.home import Introduction
from generator.pages.leaders import FIRST, Leaders
from generator.pages.listening import Listening
from generator.pages.press import Page, Press
from generator.pages.rows import Rows
from generator.pages.sections import Sections, Shown
from generator.pages.site import HOME, Link
from generator.pages.subject import Subject
from generator.ranges import Range
from generator.stats import PeriodAnswers


@dataclass(frozen=True, slots=True)
class RangeData:
    """A range of a subject. `people` only on the site's pages."""

    heading: Heading
    totals: tuple[Total, ...]
    leaders: tuple[Leaders, ...]
    sections: Sections
    people: Leaders | None


@dataclass(frozen=True, slots=True)
class EmptyData:
    """A range without a listen, and the nearest one that has some."""

    heading: Heading
    nearest: Link


def of_range(press: Press, listening: Listening, answers: PeriodAnswers, span: Range) -> Iterator[Document]:
    """The pages of a range with their charts: the site's, then every person's."""
    whole = Subject(listening)
    if whole.has(span.name):
        yield from _range(press, whole, span, rows.of_site(answers, rows.RANGE))
    else:
        yield _empty(press, whole, span)
    for person, found in rows.of_people(answers, listening, rows.RANGE):
        subject = Subject(listening, person)
        yield from _range(press, subject, span, found) if found else (_empty(press, subject, span),)


def introduction(listening: Listening, answers: PeriodAnswers, span: Range) -> Introduction:
    """What the home page of several domains says of listens; `answers` are those of the whole history, `span`."""
    found = rows.of_site(answers, (*rows.SUMS, "listening_activity"), FIRST)
    artists = leaders.artists(listening, HOME, found["artists"], None)
    days = words.period(listening.first_day, listening.as_of.date())
    sentence = f"What {words.plain(listening.whose)} heard, {days}."
    shown = artists if artists.first else None
    subject = Subject(listening)
    place = Place(listening.home, subject.name, listening.site.charts)
    made, _ = sections.sections(Shown(place, subject, span, found, ""), ("activity",))
    return Introduction("Listening", listening.home, sentence, totals(found), shown, made.figures.get("activity"))


def _range(press: Press, subject: Subject, span: Range, found: Rows) -> Iterator[Document]:
    page = subject.range_path(span.name)
    heading = heading_of(subject, page, span)
    place = Place(page, subject.name, press.site.charts)
    made, charts = sections.sections(
        Shown(place, subject, span, found, _called(subject, span, heading)), sections.RANGE
    )
    yield from charts
    data = RangeData(
        heading=heading,
        totals=totals(found),
        leaders=_leaders(subject, page, span, found),
        sections=made,
        people=_people(subject, page, span),
    )
    template = "range.html" if subject.person else "home.html"
    said = title(subject, words.RANGES[span.name])
    yield press.printed(Page(page, template, said, _description(subject, heading, data), data))


def _people(subject: Subject, page: str, span: Range) -> Leaders | None:
    """Those who listened, on everyone's page, where an entry may be about one person."""
    hidden = subject.person or not subject.listening.alone
    return None if hidden else leaders.people(subject.listening, page, span.name)


def _called(subject: Subject, span: Range, heading: Heading) -> str:
    """The time of a range in words; the whole history is called by its years."""
    if span.name != "all_time":
        return heading.period
    first, last = subject.first_day.year, span.until.year
    return str(first) if first == last else f"{first} – {last}"


def _leaders(subject: Subject, page: str, span: Range, found: Rows) -> tuple[Leaders, ...]:
    kind = "top" if subject.person else "sitewide"
    links = tuple(
        subject.json_link(page, f"{kind}_{entity}", span.name, f"{said} as JSON, up to 1,000")
        for entity, said in zip(rows.LEADERS, ("Artists", "Albums", "Tracks"), strict=True)
    )
    return leaders.all_three(subject, page, tuple(found[entity] for entity in rows.LEADERS), links)


def _empty(press: Press, subject: Subject, span: Range) -> Document:
    page = subject.range_path(span.name)
    heading = heading_of(subject, page, span)
    near = _nearest(subject, span)
    nearest = Link(paths.relative(page, subject.range_path(near.name)), words.RANGES[near.name])
    description = f"No listens of {subject.name} in {heading.period}."
    said = title(subject, words.RANGES[span.name])
    return press.printed(Page(page, "empty.html", said, description, EmptyData(heading, nearest)))


def _description(subject: Subject, heading: Heading, data: RangeData) -> str:
    names = ", ".join(words.plain(leader.name) for leader in data.leaders[0].first[:3])
    heard = f"; most heard: {names}." if names else "."
    return f"{subject.name}, {heading.period}: {data.totals[0].said} {data.totals[0].words}{heard}"


def _nearest(subject: Subject, span: Range) -> Range:
    """The range with a listen whose ends lie nearest to those of an empty one."""

    def distance(other: Range) -> timedelta:
        return abs(other.since - span.since) + abs(other.until - span.until)

    return min((other for other in subject.listening.ranges.values() if subject.has(other.name)), key=distance)
