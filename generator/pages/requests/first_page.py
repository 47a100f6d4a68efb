"""The first page of packages: the most viewed of all time, of this week and the last, and of this month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Periods, Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.home import Introduction
from generator.pages.renderer import Page, Renderer
from generator.pages.requests import figures, top_lists, way
from generator.pages.requests.overview import Packages, month_name, week_name
from generator.pages.site import Link
from generator.pages.top_list import SHOWN, TopItem, TopList
from generator.pages.waves import Draw

_GLANCE = 26  # weeks


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package at a glance: half a year of weeks, the last seven whole days and the part of all, and all its views."""

    item: TopItem
    weeks: tuple[int, ...]
    week_count: int
    part: str


@dataclass(frozen=True, slots=True)
class AllPackagesData:
    """All packages: their sums, the first ones at a glance and those of the latest periods, the views, and the JSON.

    `sums` is the last line of the first ones where these are all.
    """

    lead: str
    totals: tuple[Quantity, ...]
    way: Periods
    lines: tuple[PackageLine, ...]
    sums: PackageLine | None
    wave: Draw
    top_lists: tuple[TopList, ...]
    figures: tuple[Figure, ...]
    json: Link | None


def of_all_packages(renderer: Renderer, packages: Packages) -> Iterator[Job]:
    """The first page, with its charts."""
    page = packages.home
    drawn = (_daily(packages), _monthly(packages))
    data = AllPackagesData(
        lead=_lead(packages),
        totals=_totals(packages),
        way=way.from_home(packages),
        lines=tuple(_lines(packages)),
        sums=_sums(packages),
        top_lists=tuple(_of_latest(packages)),
        wave=_wave(packages),
        figures=drawn,
        json=packages.json_link(page, "popularity", "", "All of them as JSON"),
    )
    title = f"{packages.heading} · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "packages.html", title, f"{packages.heading}. {data.lead}", data))


def introduction(packages: Packages) -> Introduction:
    """What the home page says of packages."""
    figure = _daily(packages)
    top_list = replace(_of_all_time(packages), heading=packages.heading)
    return Introduction(
        packages.noun.many_titled, packages.home, _lead(packages), _totals(packages), top_list, figure, _wave(packages)
    )


def _wave(packages: Packages) -> Draw:
    return waves.drawn(waves.by_day(packages.days, packages.today, "view", "Views"), packages.site)


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


def _lines(packages: Packages) -> Iterator[PackageLine]:
    items = top_lists.items(packages, packages.home, packages.listed[:SHOWN])
    for listed, item in zip(packages.listed, items, strict=False):
        weeks = packages.weeks.get(listed.package_id, {})
        part = words.part(listed.view_count, packages.view_count)
        yield PackageLine(item, tuple(weeks.get(monday, 0) for monday in _mondays(packages)), listed.week_count, part)


def _mondays(packages: Packages) -> list[date]:
    """The first days of half a year of weeks, the running one the last."""
    last = packages.today - timedelta(days=packages.today.weekday())
    return [last - timedelta(weeks=back) for back in reversed(range(_GLANCE))]


def _sums(packages: Packages) -> PackageLine | None:
    """What all packages have together, where all of them are shown."""
    if not packages.listed or packages.listed_count > SHOWN or packages.listed_count != packages.package_count:
        return None
    counts = [packages.weeks.get(each.package_id, {}) for each in packages.listed]
    weeks = tuple(sum(each.get(monday, 0) for each in counts) for monday in _mondays(packages))
    said = f"All {packages.noun.many}"
    item = TopItem(0, said, None, None, None, packages.view_count, 0)
    week_count = sum(each.week_count for each in packages.listed)
    return PackageLine(item, weeks, week_count, words.part(packages.view_count, packages.view_count))
