"""The bins of time that stat sets of requests, contributions and videos count by: a table, made once a build.

`bins` (unit, day, first_day, name, from_ts) says in which day, ISO week, month and year every day is: the first day of
that bin, what it is called, such as 2021-W18, and its first second since 1970. No stat set has to know a calendar.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from duckdb import DuckDBPyConnection

_EVENTS = {
    "requests": "requested_at",
    "task_runs": "finished_at",
    "video_loads": "happened_at",
    "video_plays": "happened_at",
    "video_watches": "happened_at",
}
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SECONDS = 86_400  # of a day
_BEGINNING = date(1970, 1, 1)


def make(db: DuckDBPyConnection, as_of: datetime) -> None:
    """Make the table, from the beginning of the year, and of the week, of the first event to the day after as_of.

    The site's clock may show another day than UTC; empty where there are no such events.
    """
    db.execute("create table bins (unit text, day date, first_day date, name text, from_ts bigint)")
    firsts = " union all ".join(f"select min({at}) as first_at from {table}" for table, at in _EVENTS.items())
    (first,) = db.execute(f"select cast(min(first_at) as date) from ({firsts}) as events").fetchone() or (None,)
    if first:
        columns = [list(column) for column in zip(*_bins(first, as_of.date() + _DAY), strict=True)]
        db.execute("insert into bins select unnest($1), unnest($2), unnest($3), unnest($4), unnest($5)", columns)


def _bins(first: date, last: date) -> Iterator[tuple[str, date, date, str, int]]:
    day = (first - _DAY).replace(month=1, day=1) - _WEEK
    while day <= last:
        year, week, weekday = day.isocalendar()
        month, monday = day.replace(day=1), day - (weekday - 1) * _DAY
        yield "day", day, day, f"{day:%Y-%m-%d}", _from(day)
        yield "isoWeek", day, monday, f"{year}-W{week:02d}", _from(monday)
        yield "month", day, month, f"{day:%Y-%m}", _from(month)
        yield "year", day, day.replace(month=1, day=1), f"{day:%Y}", _from(day.replace(month=1, day=1))
        day += _DAY


def _from(day: date) -> int:
    return (day - _BEGINNING).days * _SECONDS
