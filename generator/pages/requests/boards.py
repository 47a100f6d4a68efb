"""Lists of packages, most viewed first."""

from collections.abc import Sequence

from generator.pages.leaders import FIRST, SHOWN, Leader, Leaders, share
from generator.pages.requests.survey import Packages
from generator.pages.site import Link
from generator.stats import Answers, Row

UNIT = "Views"


def board(packages: Packages, page: str, heading: str, rows: Sequence[Row], json: Link | None = None) -> Leaders:
    """The first packages of some rows on a page, the others further down."""
    lines = leaders(packages, page, rows[:SHOWN])
    return Leaders(heading, lines[:FIRST], lines[FIRST:], 0, json, UNIT)


def leaders(packages: Packages, page: str, rows: Sequence[Row], most: int = 0) -> tuple[Leader, ...]:
    """The lines of some rows; a whole bar is `most` views, by default those of the first."""
    most = most or (rows[0]["view_count"] if rows else 0)
    return tuple(_leader(packages, page, row, most) for row in rows)


def _leader(packages: Packages, page: str, row: Row, most: int) -> Leader:
    package, count = row["package_id"], row["view_count"]
    return Leader(row["rank"], package, packages.url(page, package), None, None, count, share(count, most), breaks=True)


def of_all_time(answers: Answers) -> list[Row]:
    """The first packages of all time."""
    return list(answers.rows("requests/listed_packages", SHOWN))


def of_periods(answers: Answers) -> dict[str, list[Row]]:
    """The first packages of every month and ISO week."""
    return dict(answers.by("period", "requests/ranked_packages", SHOWN))
