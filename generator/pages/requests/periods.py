"""Pages of the most viewed packages of every month and ISO week with requests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.documents import Job
from generator.pages import words
from generator.pages.components import Periods, Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.renderer import Page, Renderer
from generator.pages.requests import figures, top_lists, way
from generator.pages.requests.overview import PackagePeriod, Packages, month_name, period_path, week_name
from generator.pages.site import Link
from generator.pages.top_list import TopList


@dataclass(frozen=True, slots=True)
class PackagePeriodData:
    """A month or week: how it differs from the one before, its sums, packages and days, and the way to others."""

    heading: str
    kind: str
    change: str
    totals: tuple[Quantity, ...]
    top_list: TopList
    figure: Figure
    way: Periods
    json: Link | None


def of_periods(renderer: Renderer, packages: Packages) -> Iterator[Job]:
    """The page of every month and week, with its chart."""
    for period in packages.periods.values():
        page = period_path(period.name)
        place = FigurePlace(page, packages.site.charts)
        figure = figures.of_period(place, packages, (period.first, period.last), period.said)
        top_list = top_lists.top_list(packages, page, packages.heading, packages.ranked.get(period.name, ()))
        data = _data(packages, period, top_list, figure)
        title = f"{_heading(period)} · {packages.noun.many_titled} · {words.plain(renderer.site.title)}"
        description = f"{packages.heading}, {data.heading}: {data.change}"
        runs = packages.runs(period.last)
        yield renderer.render(Page(page, "packages-period.html", title, description, data, runs=runs))


def _data(packages: Packages, period: PackagePeriod, top_list: TopList, figure: Figure) -> PackagePeriodData:
    page = period_path(period.name)
    return PackagePeriodData(
        heading=_heading(period),
        kind=f"ISO week {period.name}" if period.is_week else "Month",
        change=_change(packages, period),
        totals=_totals(packages, period),
        top_list=top_list,
        figure=figure,
        way=way.from_period(packages, period, _heading(period)),
        json=packages.json_link(page, "popularity", period.name, f"All {packages.noun.many} as JSON"),
    )


def _heading(period: PackagePeriod) -> str:
    """A month, or a week by its number and its days."""
    return f"Week {int(period.name[-2:])}, {period.said}" if period.is_week else period.said


def _totals(packages: Packages, period: PackagePeriod) -> tuple[Quantity, ...]:
    noun = packages.noun
    counts = ((period.view_count, "view", "views"), (period.package_count, noun.one, noun.many))
    return tuple(Quantity(words.number(count), one if count == 1 else many) for count, one, many in counts)


def _change(packages: Packages, period: PackagePeriod) -> str:
    """Its views, against the period before where both are whole: the first may not be, a running one is not."""
    kind = "week" if period.is_week else "month"
    views = words.counted(period.view_count, "view")
    running = packages.runs(period.last)
    until = f" up to {words.day(packages.today)}" if running else ""
    still = f"; the {kind} is still running" if running else ""
    if period.first <= packages.first_day:
        return f"{views}{until}, in the first {kind} of these requests{still}."
    if running:
        return f"{views}{until}{still}."
    earlier = _period_before(packages, period)
    count, said = (earlier.view_count, earlier.said) if earlier else (0, f"the {kind} before")
    return f"{views}, {words.change(period.view_count, count, said)}."


def _period_before(packages: Packages, period: PackagePeriod) -> PackagePeriod | None:
    """The calendar period before one, if it has requests."""
    last = period.first - timedelta(days=1)
    return packages.periods.get(week_name(last) if period.is_week else month_name(last))
