"""The way between the months and weeks of packages, the same on every page about them."""

from collections.abc import Sequence
from datetime import timedelta

from generator import paths
from generator.pages.components import PeriodGroup, Periods
from generator.pages.requests.overview import (
    LISTING,
    PackagePeriod,
    Packages,
    month_name,
    period_path,
    week_name,
)
from generator.pages.site import Link

_MONTHS = 12  # links on a page; those of other months and weeks are on the pages of these
_WEEKS = 8


def from_home(packages: Packages) -> Periods:
    """The way from the first page to the latest months and weeks."""
    months, weeks = packages.alike(week=False)[-_MONTHS:], packages.alike(week=True)[-_WEEKS:]
    return Periods(
        "All time", _groups(packages, packages.home, months, weeks), around=(_listing(packages, packages.home),)
    )


def from_period(packages: Packages, period: PackagePeriod, said: str) -> Periods:
    """The way from a month to those before it, the next and its weeks, or from a week in the same way to its months.

    What comes later than the next one is not led to, so that the page of a past month stays as it is.
    """
    page, alike = period_path(period.name), packages.alike(period.is_week)
    at = alike.index(period.name)
    own = alike[max(at - (_WEEKS if period.is_week else _MONTHS), 0) : at + 2]
    other = _touched(period)
    groups = _groups(packages, page, other if period.is_week else own, own if period.is_week else other)
    before = packages.period_link(page, alike[at - 1] if at else None)
    after = packages.period_link(page, alike[at + 1] if at + 1 < len(alike) else None)
    home = Link(paths.relative(page, packages.home), "All time")
    return Periods(said, groups, before, after, (home, _listing(packages, page)))


def _listing(packages: Packages, page: str) -> Link:
    return Link(paths.relative(page, LISTING), f"All {packages.noun.many}")


def _groups(packages: Packages, page: str, months: Sequence[str], weeks: Sequence[str]) -> tuple[PeriodGroup, ...]:
    """The months and weeks, newest first; none of a kind without any."""
    groups = (
        PeriodGroup(said, _links(packages, page, names)) for said, names in (("Months", months), ("Weeks", weeks))
    )
    return tuple(group for group in groups if group.links)


def _links(packages: Packages, page: str, names: Sequence[str]) -> tuple[Link, ...]:
    return tuple(link for name in reversed(names) if (link := packages.period_link(page, name)))


def _touched(period: PackagePeriod) -> list[str]:
    """The months of a week, or the weeks of a month."""
    name = month_name if period.is_week else week_name
    days = (period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1))
    return list(dict.fromkeys(map(name, days)))
