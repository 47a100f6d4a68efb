"""The figures of contributions: task runs by time and by hour of the day, of registered and anonymous volunteers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from generator.charts import axis, stacked
from generator.charts.stacked import Bar
from generator.pages import words
from generator.pages.figures import Figure, Place, Placed, Table, placed
from generator.ranges import is_running, month_range, year_range
from generator.stats import Row

REGISTERED, ANONYMOUS = "registered", "anonymous"
UNIT = "task runs"

_PARTS = (REGISTERED, ANONYMOUS)
_HOURS = 24


def activity(place: Place, rows: Sequence[Row], days: tuple[date, date], as_of: datetime) -> Placed | None:
    """Task runs by day, month or year, whichever the rows are of, of `days`, which end with `as_of`; None without any.

    A bucket that is not over yet by `as_of` says so.
    """
    if not rows:
        return None
    step = rows[0]["step"]
    found = {row["bucket"]: row for row in rows}
    bars = [_of_bucket(step, bucket, found.get(bucket), as_of) for bucket in _buckets(step, *days)]
    title = f"Task runs by {step}, {words.period(*days)}"
    table = _table(step.capitalize(), list(reversed(bars)))
    running = f" {bars[-1].label} is not over yet." if bars[-1].running else ""
    return _placed(place, "activity", Figure(title, f"{_finding(bars)}{running}", table, None), bars)


def hours(place: Place, rows: Sequence[Row], days: tuple[date, date], zone: str) -> Placed:
    """Task runs by hour of the day, by the clock of a zone, from the first day to the last."""
    bars = [_of_hour(row) for row in rows]
    title = f"Task runs by hour of the day, {words.period(*days)}"
    return _placed(place, "hours", Figure(title, _finding(bars, f" {zone}"), _table(f"Hour, {zone}", bars), None), bars)


def _placed(place: Place, file: str, figure: Figure, bars: Sequence[Bar]) -> Placed:
    return placed(place, file, figure, partial(stacked.svg, bars, _PARTS, UNIT))


def _buckets(step: str, first: date, last: date) -> Iterator[date]:
    """Every day, the first day of every month, or of every year."""
    bucket = first if step == "day" else first.replace(day=1) if step == "month" else first.replace(month=1, day=1)
    while bucket <= last:
        yield bucket
        if step == "day":
            bucket += timedelta(days=1)
        elif step == "month":
            bucket = (bucket + timedelta(days=31)).replace(day=1)
        else:
            bucket = bucket.replace(year=bucket.year + 1)


def _of_bucket(step: str, bucket: date, row: Row | None, as_of: datetime) -> Bar:
    month = words.MONTHS[bucket.month - 1][:3]
    label, short, running, place = {
        "day": (words.weekday(bucket), f"{bucket.day} {month}", is_running(bucket, as_of), None),
        "month": (
            words.month(bucket),
            month if bucket.month > 1 else f"{month} {bucket.year}",
            month_range(bucket.year, bucket.month).runs(as_of),
            axis.of_month(bucket),
        ),
        "year": (str(bucket.year), str(bucket.year), year_range(bucket.year).runs(as_of), axis.of_year(bucket)),
    }[step]
    return replace(_bar(label, short, row), running=running, place=place)


def _of_hour(row: Row) -> Bar:
    hour = row["hour"]
    return _bar(f"{hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00", str(hour), row)


def _bar(label: str, short: str, row: Row | None) -> Bar:
    anonymous = row["anonymous_run_count"] if row else 0
    return Bar(label, short, row["run_count"] - anonymous if row else 0, anonymous)


def _table(unit: str, bars: Sequence[Bar]) -> Table:
    lines = (
        (words.so_far(bar.label, bar.running), *map(words.number, (bar.count, bar.first, bar.second))) for bar in bars
    )
    return Table((unit, "Task runs", REGISTERED.capitalize(), ANONYMOUS.capitalize()), tuple(lines))


def _finding(bars: Sequence[Bar], zone: str = "") -> str:
    most = max(bars, key=lambda bar: bar.count)
    registered, anonymous = (sum(part) for part in zip(*((bar.first, bar.second) for bar in bars), strict=True))
    peak = f"Most task runs: {most.label}{zone} ({words.number(most.count)}). " if len(bars) > 1 and most.count else ""
    return f"{peak}{words.number(registered)} of registered, {words.number(anonymous)} of anonymous volunteers."
