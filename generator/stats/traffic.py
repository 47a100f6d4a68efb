"""The traffic of access logs: visitors, hours, referrers, countries, what was not found, and crawlers, all told.

Of what too few people asked for only the sum is told, so that every list adds up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.stats.records import records, records_by
from generator.stats.store import Store

MOST = 100  # lines of a list; what comes behind is among the others


@dataclass(frozen=True, slots=True)
class TrafficItem:
    """A name, such as a host, how often it was, and how many visitors that was; None where that is not counted."""

    name: str
    count: int
    visitor_count: int | None = None


@dataclass(frozen=True, slots=True)
class TrafficList:
    """The first lines, most first, and how many others there are, with their sum."""

    lines: tuple[TrafficItem, ...]
    other_count: int
    other_names: int

    @property
    def total(self) -> int:
        """The sum of all, the others included."""
        return sum(line.count for line in self.lines) + self.other_count

    @property
    def names(self) -> int:
        """How many there are in all."""
        return len(self.lines) + self.other_names


@dataclass(frozen=True, slots=True)
class Day:
    """A day with views; its visitors are None where they are too few to be told."""

    day: date
    view_count: int
    visitor_count: int | None


@dataclass(frozen=True, slots=True)
class Crawlers:
    """A kind of crawlers, what they asked for, and how much of it is left out."""

    kind: str
    request_count: int
    left_out_count: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """All of it. Views without a visitor, hour, referrer or country are those of which the logs do not tell.

    `hours` are the views of every hour of the day that are told, `hidden_visitors` those of days with too few.
    """

    view_count: int
    visited_count: int
    visitor_count: int
    hidden_visitors: int
    days: tuple[Day, ...]
    hours: dict[int, int]
    hidden_hours: int
    untimed_count: int
    referrers: TrafficList
    without_referrer_count: int
    own_referrer_count: int
    countries: TrafficList
    without_country_count: int
    missing: TrafficList
    crawlers: tuple[Crawlers, ...]

    @property
    def known_days(self) -> int:
        """On how many days there were visitors."""
        return sum(1 for day in self.days if day.visitor_count is None or day.visitor_count)


@dataclass(frozen=True, slots=True)
class TrafficTotals:
    """Everybody's requests, and of how many the logs tell a visitor, an hour, a referrer or a country."""

    view_count: int
    visited_count: int
    visitor_count: int
    timed_count: int
    without_referrer_count: int
    own_referrer_count: int
    without_country_count: int


@dataclass(frozen=True, slots=True)
class TrafficLine:
    """A line of one of the lists: a day, an hour, or a name; `is_few` says that it is not to be told."""

    list: str
    day: date | None
    hour: int | None
    name: str | None
    view_count: int
    visitor_count: int
    is_few: bool


def traffic(store: Store) -> Traffic | None:
    """Ask for all of it; None where no log tells more than what was asked for and when."""
    (totals,) = records(store, "requests/traffic_totals", TrafficTotals)
    lists = dict(records_by(store, "list", "requests/traffic_lines", TrafficLine))
    days, hours = lists.get("days", []), lists.get("hours", [])
    found = Traffic(
        view_count=totals.view_count,
        visited_count=totals.visited_count,
        visitor_count=totals.visitor_count,
        hidden_visitors=sum(line.visitor_count for line in days if line.is_few),
        days=tuple(
            Day(line.day, line.view_count, None if line.is_few else line.visitor_count) for line in days if line.day
        ),
        hours={line.hour: line.view_count for line in hours if line.hour is not None and not line.is_few},
        hidden_hours=sum(line.view_count for line in hours if line.is_few),
        untimed_count=totals.view_count - totals.timed_count,
        referrers=_listing(lists.get("referrers", ())),
        without_referrer_count=totals.without_referrer_count,
        own_referrer_count=totals.own_referrer_count,
        countries=_listing(lists.get("countries", ())),
        without_country_count=totals.without_country_count,
        missing=_listing(lists.get("paths", ())),
        crawlers=tuple(records(store, "requests/crawler_kinds", Crawlers)),
    )
    names = any(listing.names for listing in (found.referrers, found.countries, found.missing))
    tells = found.visited_count or found.own_referrer_count or found.crawlers or names
    return found if tells else None


def _listing(found: Iterable[TrafficLine]) -> TrafficList:
    """The lines that may be told, up to the longest list; all others are summed."""
    lines: list[TrafficItem] = []
    others: list[int] = []
    for each in found:
        if each.is_few or len(lines) == MOST:
            others.append(each.view_count)
        else:
            lines.append(TrafficItem(each.name or "", each.view_count, each.visitor_count))
    return TrafficList(tuple(lines), sum(others), len(others))
