"""Lists of packages, most viewed first."""

from collections.abc import Sequence

from generator.pages.requests.overview import Packages
from generator.pages.site import Link
from generator.pages.top_list import FIRST, SHOWN, TopItem, TopList, share
from generator.stats import Row, Store

UNIT = "Views"


def top_list(packages: Packages, page: str, heading: str, rows: Sequence[Row], json: Link | None = None) -> TopList:
    """The first packages of some rows on a page, the others further down."""
    lines = items(packages, page, rows[:SHOWN])
    return TopList(heading, lines[:FIRST], lines[FIRST:], 0, json, UNIT)


def items(packages: Packages, page: str, rows: Sequence[Row], most: int = 0) -> tuple[TopItem, ...]:
    """The lines of some rows; a whole bar is `most` views, by default those of the first."""
    most = most or (rows[0]["view_count"] if rows else 0)
    return tuple(_leader(packages, page, row, most) for row in rows)


def _leader(packages: Packages, page: str, row: Row, most: int) -> TopItem:
    package, count = row["package_id"], row["view_count"]
    return TopItem(
        row["rank"], package, packages.url(page, package), None, None, count, share(count, most), breaks=True
    )


def of_all_time(store: Store) -> list[Row]:
    """The first packages of all time."""
    return list(store.rows("requests/listed_packages", SHOWN))


def of_periods(store: Store) -> dict[str, list[Row]]:
    """The first packages of every month and ISO week."""
    return dict(store.by("period", "requests/ranked_packages", SHOWN))
