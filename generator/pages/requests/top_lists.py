"""Lists of packages, most viewed first."""

from collections.abc import Sequence

from generator.pages.requests.overview import Packages
from generator.pages.site import Link
from generator.pages.top_list import FIRST, SHOWN, TopItem, TopList, share
from generator.stats.popularity import ListedPackage, RankedPackage

UNIT = "Views"

Ranked = Sequence[ListedPackage] | Sequence[RankedPackage]


def top_list(packages: Packages, page: str, heading: str, ranked: Ranked, json: Link | None = None) -> TopList:
    """The first of some packages on a page, the others further down."""
    lines = items(packages, page, ranked[:SHOWN])
    return TopList(heading, lines[:FIRST], lines[FIRST:], 0, json, UNIT)


def items(packages: Packages, page: str, ranked: Ranked, most: int = 0) -> tuple[TopItem, ...]:
    """The lines of some packages; a whole bar is `most` views, by default those of the first."""
    most = most or (ranked[0].view_count if ranked else 0)
    return tuple(_item(packages, page, each, most) for each in ranked)


def _item(packages: Packages, page: str, of: ListedPackage | RankedPackage, most: int) -> TopItem:
    package, count = of.package_id, of.view_count
    return TopItem(of.rank, package, packages.url(page, package), None, None, count, share(count, most), breaks=True)
