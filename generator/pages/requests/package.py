"""The page of a package: how often it was viewed, by day, week and month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from generator import paths
from generator.charts import badge
from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.renderer import Page, Renderer
from generator.pages.requests import figures
from generator.pages.requests.overview import Packages
from generator.pages.site import Link
from generator.pages.waves import Draw
from generator.stats import Store
from generator.stats.popularity import Counts, ListedPackage, recent

_COMPARED = 14  # days
_LABEL = "views"
_FEW = 10  # views; a package with fewer has one small chart of them


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: the relative URL of its picture, its width, its JSON, and Markdown where the site's URL is known."""

    url: str
    width: int
    json: Link
    markdown: str | None


@dataclass(frozen=True, slots=True)
class PackageData:
    """A package: its sums, the last seven whole days against those before, its figures, JSON and badge."""

    name: str
    change: str
    totals: tuple[Quantity, ...]
    wave: Draw
    counted: str
    figures: tuple[Figure, ...]
    json: tuple[Link, ...]
    badge: Badge | None


def of_each_package(renderer: Renderer, packages: Packages, store: Store) -> Iterator[Job]:
    """The page of every package that has one, with its charts."""
    listed = {each.package_id: each for each in packages.listed if each.package_id in packages.paged}
    for package_id, counts in recent(store):
        if package_id in listed:
            yield from _package(renderer, packages, listed[package_id], counts)


def _package(renderer: Renderer, packages: Packages, of: ListedPackage, counts: Sequence[Counts]) -> Iterator[Job]:
    package = of.package_id
    page, segment, name = packages.path(package), packages.segments[package], words.plain(package)
    place = FigurePlace(page, packages.site.charts)
    made, days = _figures(place, packages, of, counts), counts[0]
    data = PackageData(
        name=package,
        change=_change(packages, days),
        totals=_totals(packages, of, days),
        wave=_wave(packages, name, counts[1]),
        counted=_counted(packages),
        figures=tuple(made),
        json=_json(packages, page, segment),
        badge=_badge(packages, page, segment),
    )
    title = f"{name} · {packages.noun.many_titled} · {words.plain(renderer.site.title)}"
    description = f"{name}: {words.counted(of.view_count, 'view')}. {data.change}"
    yield renderer.render(Page(page, "package.html", title, description, data))


def _figures(place: FigurePlace, packages: Packages, of: ListedPackage, counts: Sequence[Counts]) -> list[Figure]:
    """Views by day, week and month; of few views one chart of them all."""
    if of.view_count < _FEW:
        return [figures.whole(place, counts, packages)]
    drawn = (figures.daily, figures.weekly, figures.monthly)
    return [draw(place, each, packages) for draw, each in zip(drawn, counts, strict=True)]


def _wave(packages: Packages, name: str, weeks: Counts) -> Draw:
    """Every week from the first of all requests to this one."""
    found = waves.by_monday(weeks, packages.first_day, packages.today, "view", f"Views a week of {name}")
    return waves.drawn(found, packages.site)


def _counted(packages: Packages) -> str:
    """From which day to which there is something to count, and what of the days without."""
    unknown_count = packages.unknown_count(packages.first_day, packages.today)
    days = f"Days are counted from {words.day(packages.first_day)}, the first of all these requests, to "
    unknown = " Of a day of which the logs have no line, the views are unknown." if unknown_count else ""
    return f"{days}{words.day(packages.today)}. A day without a view counts 0.{unknown}"


def _change(packages: Packages, days: Counts) -> str:
    """The views of the last seven days that are over, against those before, where these are known."""
    last, before = _two_weeks(packages, days)
    views = f"{words.counted(last, 'view')} in the seven days to {words.day(packages.over)}"
    unknown, unknown_before = _unknown_days(packages)
    if unknown:
        some = words.counted(unknown, "of these days is", "of these days are")
        return f"{views}; {some} unknown."
    if unknown_before:
        return f"{views}; not all of the seven days before are known."
    if (packages.over - packages.first_day).days < _COMPARED - 1:
        return f"{views}; the seven days before are not all in these requests."
    if not last and not before:
        return f"No views in the {_COMPARED} days to {words.day(packages.over)}."
    return f"{views}, {words.change(last, before, 'the seven days before')}."


def _unknown_days(packages: Packages) -> tuple[int, int]:
    """How many of the last seven days that are over are unknown, and of the seven before them."""
    end, middle = packages.over, packages.over - timedelta(days=figures.WEEK)
    start = middle - timedelta(days=figures.WEEK)
    one = timedelta(days=1)
    return packages.unknown_count(middle + one, end), packages.unknown_count(start + one, middle)


def _two_weeks(packages: Packages, days: Counts) -> tuple[int, int]:
    """The views of the last seven days that are over, and of the seven before them."""
    counts = [days.get(packages.over - timedelta(days=back), 0) for back in range(_COMPARED)]
    return sum(counts[: figures.WEEK]), sum(counts[figures.WEEK :])


def _totals(packages: Packages, of: ListedPackage, days: Counts) -> tuple[Quantity, ...]:
    views = "view" if of.view_count == 1 else "views"
    last, before = _two_weeks(packages, days)
    return (
        Quantity(words.number(of.view_count), views),
        Quantity(words.number(of.rank), f"rank among {packages.counted(packages.listed_count)}"),
        Quantity(words.number(last), "in the last seven whole days"),
        Quantity(words.number(before), "in the seven before"),
        Quantity(words.day(of.last_day), "last viewed"),
    )


def _json(packages: Packages, page: str, segment: str) -> tuple[Link, ...]:
    kinds = (("day", "Days"), ("isoWeek", "Weeks"), ("month", "Months"))
    links = (packages.json_link(page, kind, segment, f"{said} as JSON") for kind, said in kinds)
    return tuple(link for link in links if link)


def _badge(packages: Packages, page: str, segment: str) -> Badge | None:
    json = packages.json_link(page, "badge", segment, "The badge as JSON")
    path = packages.json("badge", segment)
    if json is None or path is None:
        return None
    to, picture = partial(paths.relative, page), path.removesuffix(".json") + ".svg"
    base = packages.site.base_url
    markdown = f"![{_LABEL}]({base.rstrip('/')}/{paths.url(picture)})" if base else None
    return Badge(to(picture), badge.width(_LABEL), json, markdown)
