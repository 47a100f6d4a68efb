"""What is asked for: the packages, and how often all of them were asked for, by day, ISO week and month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.stats.records import records, records_by
from generator.stats.store import Store

Counts = Mapping[date, int]  # views by the first day of what they are counted by
DAY, WEEK, MONTH = RESOLUTIONS = ("day", "isoWeek", "month")


@dataclass(frozen=True, slots=True)
class RequestTotals:
    """Everybody's requests of all packages; the days are None where nothing was requested, but for those of as_of."""

    view_count: int
    package_count: int
    first_day: date | None
    last_day: date | None
    today: date
    last_whole_day: date


@dataclass(frozen=True, slots=True)
class ListedPackage:
    """A package that is listed; `week_count` are its views of the last seven days that are over."""

    package_id: str
    rank: int
    view_count: int
    first_day: date
    last_day: date
    week_count: int


@dataclass(frozen=True, slots=True)
class RequestBin:
    """A day, an ISO week or a month with requests, called like 2021-05-31, 2021-W18 or 2021-05."""

    resolution: str
    period: str
    first_day: date
    view_count: int
    package_count: int


@dataclass(frozen=True, slots=True)
class RankedPackage:
    """A package in the list of a month or an ISO week."""

    period: str
    rank: int
    package_id: str
    view_count: int


@dataclass(frozen=True, slots=True)
class PackageBin:
    """A day, an ISO week or a month in which a package was asked for, called by its first day."""

    package_id: str
    resolution: str
    day: date
    view_count: int


@dataclass(frozen=True, slots=True)
class PackageWeek:
    """An ISO week in which a package was asked for, called by its Monday."""

    package_id: str
    day: date
    view_count: int


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day of which an access log has a line."""

    day: date


@dataclass(frozen=True, slots=True)
class Popularity:
    """All of it: `packages` in the order of their ids, `bins` in the order of their names."""

    totals: RequestTotals
    packages: Sequence[ListedPackage]
    bins: Sequence[RequestBin]

    def listed(self, most: int | None = None) -> list[ListedPackage]:
        """The packages in the order of their ranks, the first `most`."""
        return sorted(self.packages, key=lambda package: package.rank)[:most]

    @property
    def days(self) -> Counts:
        """The views of every day with any."""
        return {each.first_day: each.view_count for each in self.bins if each.resolution == DAY}

    @property
    def periods(self) -> list[RequestBin]:
        """The months and ISO weeks."""
        return [each for each in self.bins if each.resolution != DAY]


def popularity(store: Store) -> Popularity:
    """Read it all; the store has as_of and at_least."""
    (totals,) = records(store, "requests/request_totals", RequestTotals)
    packages = list(records(store, "requests/recent_packages", ListedPackage))
    return Popularity(totals, packages, list(records(store, "requests/request_bins", RequestBin)))


def ranked(store: Store, most: int) -> dict[str, list[RankedPackage]]:
    """The first packages of every month and ISO week, by its name."""
    found: dict[str, list[RankedPackage]] = {}
    for package in records(store, "requests/ranked_packages", RankedPackage, most):
        found.setdefault(package.period, []).append(package)
    return found


def recent(store: Store) -> Iterator[tuple[str, list[Counts]]]:
    """The views of every package in its latest days, and in every week and month; in the order of ids."""
    for package_id, rows in records_by(store, "package_id", "requests/recent_bins", PackageBin):
        yield package_id, [_counts(rows, resolution) for resolution in RESOLUTIONS]


def first_weeks(store: Store) -> dict[str, Counts]:
    """The views of the last half year, week by week, of the packages viewed most."""
    found = records_by(store, "package_id", "requests/first_weeks", PackageWeek)
    return {package_id: {row.day: row.view_count for row in rows} for package_id, rows in found}


def _counts(rows: Sequence[PackageBin], resolution: str) -> Counts:
    return {row.day: row.view_count for row in rows if row.resolution == resolution}


def known_days(store: Store) -> frozenset[date]:
    """The days of which an access log has a line; none where no log is read."""
    return frozenset(row.day for row in records(store, "requests/known_days", KnownDay))
