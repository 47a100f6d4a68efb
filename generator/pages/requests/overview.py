"""What every page of packages needs to know of all requests before the first one is made."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator import paths
from generator.config_nouns import Noun
from generator.pages import words
from generator.pages.renderer import Renderer
from generator.pages.site import Entrance, Link, SiteContext
from generator.pages.top_list import SHOWN
from generator.stats import Store
from generator.stats.popularity import (
    Counts,
    ListedPackage,
    Popularity,
    RankedPackage,
    RequestBin,
    first_weeks,
    known_days,
    ranked,
)

LISTING = "packages/all.html"
OURS = ("popularity", "badge")  # JSON by the site's own clock


# What a document has (day, isoWeek, month, popularity, badge) and of what: a package's path segment, or a period.
JsonPath = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class PackagePlaces:
    """Where documents about packages lie: the path segment of every package, and the JSON of it and of periods."""

    segments: Mapping[str, str]
    json: JsonPath


@dataclass(frozen=True, slots=True)
class PackagePeriod:
    """A month or an ISO week with requests: its name, such as 2021-05 or 2021-W18, its first day and its sums."""

    name: str
    first: date
    view_count: int
    package_count: int

    @property
    def is_week(self) -> bool:
        """Whether it is a week."""
        return "W" in self.name

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=6) if self.is_week else month_after(self.first) - timedelta(days=1)

    @property
    def said(self) -> str:
        """The period in words: May 2021, or the days of a week."""
        return words.period(self.first, self.last) if self.is_week else words.month(self.first)


@dataclass(frozen=True, slots=True)
class Packages:
    """All requests. `today` is the day of as_of by the site's clock, `first_day` that of the first request of all.

    `over` is the last day that is over: today where as_of is its last second, or where the newest requests are known by
    the whole day; else the day before.
    `listed` are the packages that are told of, of `package_count`, in the order of their ranks, `ranked` the first ones
    of every month and week; `days` are the views of every day with any. `periods` are in order of their names, first
    the months. `json` says where a mirror's document lies.
    `weeks` are the views of the last weeks of those viewed most.
    `paged` are the packages that have pages, `logged` the days of which a log has a line; none where no log is read.
    """

    site: SiteContext
    today: date
    over: date
    first_day: date
    view_count: int
    package_count: int
    listed: Sequence[ListedPackage]
    ranked: Mapping[str, Sequence[RankedPackage]]
    days: Mapping[date, int]
    periods: Mapping[str, PackagePeriod]
    segments: Mapping[str, str]
    json: JsonPath
    paged: Collection[str]
    logged: Collection[date]
    weeks: Mapping[str, Counts]

    @property
    def home(self) -> str:
        """Their first page."""
        return self.site.homes["requests"].path

    def path(self, package: str) -> str:
        """The page of a package."""
        return f"package/{self.segments[package]}.html"

    @property
    def noun(self) -> Noun:
        """What packages are called."""
        return self.site.noun

    @property
    def heading(self) -> str:
        """What stands over lists of them."""
        return f"Most viewed {self.noun.many}"

    @property
    def listed_count(self) -> int:
        """How many packages are listed."""
        return len(self.listed)

    def counted(self, count: int) -> str:
        """So many packages."""
        return words.counted(count, self.noun.one, self.noun.many)

    def url(self, page: str, package: str) -> str | None:
        """The relative URL from a page to that of a package, if it has one."""
        return paths.relative(page, self.path(package)) if package in self.paged else None

    def is_known(self, first: date, last: date) -> bool:
        """Whether the views of some days are known: a log has a line of one of them, or something counts them."""
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return not self.logged or any(day in self.logged or day in self.days for day in days)

    def unknown_count(self, first: date, last: date) -> int:
        """How many of some days nothing is known of, from the first day of all to today."""
        since, until = max(first, self.first_day), min(last, self.today)
        days = (since + timedelta(days=number) for number in range((until - since).days + 1))
        return sum(not self.is_known(day, day) for day in days)

    def runs(self, last: date) -> bool:
        """Whether the day, week or month that ends with a day is not over yet."""
        return last > self.over

    def alike(self, week: bool) -> list[str]:  # noqa: FBT001
        """The names of all weeks, or of all months, in order."""
        return [name for name, period in self.periods.items() if period.is_week is week]

    def period_link(self, page: str, name: str | None) -> Link | None:
        """A link from a page to that of a month or week; None where it has none."""
        if name is None or name not in self.periods:
            return None
        path = period_path(name)
        return Link(paths.relative(page, path), self.periods[name].said, path == page)

    def json_link(self, page: str, kind: str, of: str, said: str) -> Link | None:
        """A link from a page to JSON, which counts in UTC unless it is ours; None where there is none."""
        path = self.json(kind, of)
        if path is None:
            return None
        return Link(paths.relative(page, path), said if kind in OURS else self.site.in_utc(said))


def paged(found: Popularity, most: int | None = None, at_least: int = 1) -> Collection[str]:
    """The packages that have pages: the first `most`, of those with at least so many views."""
    return frozenset(each.package_id for each in found.listed(most) if each.view_count >= at_least)


def make_overview(
    store: Store, found: Popularity, renderer: Renderer, placed: PackagePlaces, paged: Collection[str]
) -> Packages:
    """Look all requests over once; `paged` are the packages with pages."""
    totals, periods = found.totals, [_period(each) for each in found.periods]
    today = renderer.as_of.date()  # of counters that count nothing there is no first day
    return Packages(
        site=renderer.site,
        today=today,
        over=totals.last_whole_day,
        first_day=totals.first_day or today,
        view_count=totals.view_count,
        package_count=totals.package_count,
        listed=found.listed(),
        ranked=ranked(store, SHOWN),
        days=found.days,
        periods={period.name: period for period in sorted(periods, key=lambda one: (one.is_week, one.name))},
        segments=placed.segments,
        json=placed.json,
        paged=paged,
        logged=known_days(store),
        weeks=first_weeks(store),
    )


def _period(each: RequestBin) -> PackagePeriod:
    return PackagePeriod(each.period, each.first_day, each.view_count, each.package_count)


def places(packages: Packages) -> tuple[Entrance, ...]:
    """What pages of packages lead to, beside what every page does."""
    newest = [(name, said) for week, said in ((True, "Weeks"), (False, "Months")) for name in packages.alike(week)[-1:]]
    periods = (Entrance(period_path(name), said) for name, said in newest)
    return (*periods, Entrance(LISTING, f"All {packages.noun.many}"))


def period_path(name: str) -> str:
    """The page of a month or an ISO week."""
    return f"packages/{name}.html"


def week_name(day: date) -> str:
    """The ISO week of a day, such as 2021-W18."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_name(day: date) -> str:
    """The month of a day, such as 2021-05."""
    return f"{day.year}-{day.month:02d}"


def month_after(first: date) -> date:
    """The first day of the next month."""
    return (first + timedelta(days=31)).replace(day=1)
