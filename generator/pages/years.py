"""Pages of a year at a glance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from generator import paths
from generator.documents import Document
from generator.pages import leaders, plots, rows, words
from generator.pages.figures import Figure, Place
from generator.pages.heading import Heading, Total, title, totals
from generator.pages.leaders import Leader, Leaders
from generator.pages.press import Page, Press
from generator.pages.rows import Rows
from generator.pages.subject import Link, Subject
from generator.ranges import epoch
from generator.stats import Answers


@dataclass(frozen=True, slots=True)
class YearData:
    """A calendar year of a subject, and the years with listens before and after it."""

    heading: Heading
    year: int
    before: Link | None
    after: Link | None
    totals: tuple[Total, ...]
    days: Figure
    months: tuple[Leader, ...]
    leaders: tuple[Leaders, ...]


def of_year(press: Press, answers: Answers, year: int) -> Iterator[Document]:
    """The pages of a calendar year with their charts: the site's, then those of everyone who listened in it."""
    site = press.site
    yield from _year(press, Subject(site), year, rows.of_site_year(answers))
    for person, found in rows.of_years(answers, site, year):
        yield from _year(press, Subject(site, person), year, found)


def _year(press: Press, subject: Subject, year: int, found: Rows) -> Iterator[Document]:
    page = subject.year_path(year)
    place = Place(page, subject.name, press.site.charts)
    days, charts = plots.days(place, year, found.days, press.site.as_of.date())
    yield from charts
    heading = Heading(
        subject.person.name if subject.person else None, subject.tabs(page), subject.year_links(page), str(year), None
    )
    before = max((near for near in subject.years if near < year), default=None)
    after = min((near for near in subject.years if near > year), default=None)
    data = YearData(
        heading=heading,
        year=year,
        before=_year_link(subject, page, before),
        after=_year_link(subject, page, after),
        totals=totals(found),
        days=days,
        months=_months(found, press.site.as_of),
        leaders=leaders.all_three(subject, page, found.leaders, (None, None, None)),
    )
    description = f"{subject.name} in {year}: {words.counted(found.totals['listen_count'], 'listen')}. {days.finding}"
    yield press.printed(Page(page, "year.html", title(subject, str(year)), description, data))


def _year_link(subject: Subject, page: str, year: int | None) -> Link | None:
    return Link(paths.relative(page, subject.year_path(year)), str(year)) if year else None


def _months(found: Rows, as_of: datetime) -> tuple[Leader, ...]:
    """The months of the year that have begun."""
    begun = [row for row in found.activity if row["from_ts"] <= epoch(as_of)]
    most = max((row["listen_count"] for row in begun), default=0)
    names = [words.MONTHS[plots.moment(row["from_ts"]).month - 1] for row in begun]
    counts = [row["listen_count"] for row in begun]
    lines = enumerate(zip(names, counts, strict=True), start=1)
    return tuple(
        Leader(rank, name, None, None, None, count, leaders.share(count, most)) for rank, (name, count) in lines
    )
