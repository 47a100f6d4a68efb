"""The first page of packages: the most viewed of all time, of this week and the last, and of this month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.home import Introduction
from generator.pages.renderer import Page, Renderer
from generator.pages.requests import figures, top_lists
from generator.pages.requests.overview import Packages, month_name, week_name
from generator.pages.site import Link
from generator.pages.top_list import TopList

_MONTHS = 12  # links on the page; those of other months and weeks are on the pages of these
_WEEKS = 8


@dataclass(frozen=True, slots=True)
class AllPackagesData:
    """All packages: their sums, the top lists side by side, the views by day, links to months, weeks and the JSON."""

    lead: str
    totals: tuple[Quantity, ...]
    top_lists: tuple[TopList, ...]
    figures: tuple[Figure, ...]
    weeks: tuple[Link, ...]
    months: tuple[Link, ...]
    json: Link | None


def of_all_packages(renderer: Renderer, packages: Packages) -> Iterator[Job]:
    """The first page, with its charts."""
    page = packages.home
    drawn = (_daily(packages), _monthly(packages))
    data = AllPackagesData(
        lead=_lead(packages),
        totals=_totals(packages),
        top_lists=(_of_all_time(packages), *_of_latest(packages)),
        figures=drawn,
        weeks=_links(packages, week=True, most=_WEEKS),
        months=_links(packages, week=False, most=_MONTHS),
        json=packages.json_link(page, "popularity", "", "All of them as JSON"),
    )
    title = f"{packages.heading} · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "packages.html", title, f"{packages.heading}. {data.lead}", data))


def introduction(packages: Packages) -> Introduction:
    """What the home page says of packages."""
    figure = _daily(packages)
    top_list = replace(_of_all_time(packages), heading=packages.heading)
    return Introduction(packages.noun.many_titled, packages.home, _lead(packages), _totals(packages), top_list, figure)


def _lead(packages: Packages) -> str:
    views = words.counted(packages.view_count, "view")
    days = words.period(packages.first_day, packages.today)
    return f"{views} of {packages.counted(packages.package_count)}, {days}."


def _totals(packages: Packages) -> tuple[Quantity, ...]:
    noun = packages.noun
    counts = (
        (packages.view_count, "view", "views"), (packages.package_count, noun.one, noun.many),
        (len(packages.days), "day", "days"),
    )  # fmt: skip
    views, known, days = (Quantity(words.number(count), one if count == 1 else many) for count, one, many in counts)
    return views, known, Quantity(days.said, f"{days.words} with views")


def _of_all_time(packages: Packages) -> TopList:
    return top_lists.top_list(packages, packages.home, "All time", packages.listed)


def _of_latest(packages: Packages) -> Iterator[TopList]:
    """The top_lists of this week, the last week and this month, all by as_of."""
    today, before = packages.today, packages.today - timedelta(days=figures.WEEK)
    names = (("This week", week_name(today)), ("Last week", week_name(before)), ("This month", month_name(today)))
    for heading, name in names:
        link = packages.period_link(packages.home, name)
        yield top_lists.top_list(packages, packages.home, heading, packages.ranked.get(name, ()), link)


def _daily(packages: Packages) -> Figure:
    return figures.daily(_place(packages), packages.days, packages)


def _monthly(packages: Packages) -> Figure:
    counts = {period.first: period.view_count for period in packages.periods.values() if not period.is_week}
    return figures.monthly(_place(packages), counts, packages)


def _place(packages: Packages) -> FigurePlace:
    return FigurePlace(packages.home, packages.site.charts)


def _links(packages: Packages, *, week: bool, most: int) -> tuple[Link, ...]:
    """Links to the latest weeks or months, newest first."""
    names = reversed(packages.alike(week)[-most:])
    return tuple(link for name in names if (link := packages.period_link(packages.home, name)))
