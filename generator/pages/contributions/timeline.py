"""The figures of contributions: task runs by time, by hour of the day and by kind of volunteer, and completed tasks.

Runs that are neither of registered nor of anonymous volunteers came from another service; where there are none, nothing
is said of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import accumulate

from generator.charts import activity as single
from generator.charts import axis, proportions, stacked
from generator.charts.activity import Bucket
from generator.charts.canvas import Chart
from generator.charts.proportions import Group
from generator.charts.stacked import Bar
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Placed, Table, placed
from generator.ranges import is_running, month_range, year_range
from generator.stats.contributions import ProjectTotals, RunBucket, RunHour, ServerTotals

REGISTERED, ANONYMOUS, EXTERNAL = "registered", "anonymous", "external"
UNIT = "task runs"

_HOURS = 24


def activity(place: FigurePlace, rows: Sequence[RunBucket], days: tuple[date, date], as_of: datetime) -> Placed | None:
    """Task runs by day, month or year, whichever the rows are of, of `days`, which end with `as_of`; None without any.

    A bucket that is not over yet by `as_of` says so.
    """
    if not rows:
        return None
    step = rows[0].step
    found = {row.bucket: row for row in rows}
    bars = [_of_bucket(step, bucket, found.get(bucket), as_of) for bucket in _buckets(step, *days)]
    title = f"Task runs by {step}, {words.period(*days)}"
    table = _table(step.capitalize(), list(reversed(bars)))
    running = f" {bars[-1].label} is not over yet." if bars[-1].running else ""
    return _placed(place, "activity", Figure(title, f"{_finding(bars)}{running}", table, None), bars)


def completed(
    place: FigurePlace, rows: Sequence[RunBucket], days: tuple[date, date], as_of: datetime, undated: int
) -> Placed | None:
    """Completed tasks by the day, month or year of their last task run; None without any.

    `undated` are those of which no file has a task run; they stand in the table alone.
    """
    if not sum(row.completed_count for row in rows):
        return None
    step = rows[0].step
    found = {row.bucket: row.completed_count for row in rows}
    bars = [
        Bucket(bar.label, bar.short, found.get(bucket, 0), running=bar.running, place=bar.place)
        for bucket in _buckets(step, *days)
        for bar in [_of_bucket(step, bucket, None, as_of)]
    ]
    title = f"Completed tasks by {step}, {words.period(*days)}"
    figure = Figure(title, _completed_finding(bars, undated), _completed_table(step.capitalize(), bars, undated), None)
    return placed(
        place, "completed", figure, Chart(partial(single.svg, bars, None, unit="completed tasks"), single.HEIGHT)
    )


def kinds(place: FigurePlace, row: ServerTotals | ProjectTotals) -> Placed:
    """Task runs by kind of volunteer, with the share of each; `row` has the totals of a server or a project."""
    counts = dict(_kinds(row))
    runs = row.run_count
    lines = tuple((name.capitalize(), words.number(count), words.part(count, runs)) for name, count in counts.items())
    finding = f"{words.part(counts[ANONYMOUS], runs)} of the task runs are by anonymous volunteers."
    figure = Figure("Task runs by kind of volunteer", finding, Table(("Volunteers", "Task runs", "Share"), lines), None)
    group = Group("Task runs", tuple((name.capitalize(), count) for name, count in counts.items()))
    return placed(place, "kinds", figure, Chart(partial(proportions.svg, [group]), proportions.heights([group])))


def _kinds(row: ServerTotals | ProjectTotals) -> Iterator[tuple[str, int]]:
    """The task runs of each kind of volunteers; external ones only where there are any."""
    yield REGISTERED, row.authenticated_run_count
    yield ANONYMOUS, row.anonymous_run_count
    external = row.run_count - row.authenticated_run_count - row.anonymous_run_count
    if external:
        yield EXTERNAL, external


def _completed_finding(bars: Sequence[Bucket], undated: int) -> str:
    count = sum(bar.count for bar in bars)
    most = max(bars, key=lambda bar: bar.count)
    peak = f"Most completed tasks: {most.label} ({words.number(most.count)}). " if len(bars) > 1 else ""
    alone = f" {words.counted(undated, 'more has', 'more have')} no task run in the files." if undated else ""
    running = f" {bars[-1].label} is not over yet." if bars[-1].running else ""
    done = words.counted(count, "task was completed; it counts", "tasks were completed; each counts")
    return f"{peak}{done} when its last task run came.{alone}{running}"


def _completed_table(unit: str, bars: Sequence[Bucket], undated: int) -> Table:
    """The buckets, newest first, each with the tasks completed up to its end."""
    sums = accumulate(bar.count for bar in bars)
    lines = [
        (words.so_far(bar.label, bar.running), words.number(bar.count), words.number(total))
        for bar, total in zip(bars, sums, strict=True)
    ]
    rest = [("Without a task run", words.number(undated), "")] if undated else []
    return Table((unit, "Completed tasks", "In all by then"), (*reversed(lines), *rest))


def hours(place: FigurePlace, rows: Sequence[RunHour], days: tuple[date, date], zone: str) -> Placed:
    """Task runs by hour of the day, by the clock of a zone, from the first day to the last."""
    bars = [_of_hour(row) for row in rows]
    title = f"Task runs by hour of the day, {words.period(*days)}"
    return _placed(place, "hours", Figure(title, _finding(bars, f" {zone}"), _table(f"Hour, {zone}", bars), None), bars)


def _placed(place: FigurePlace, file: str, figure: Figure, bars: Sequence[Bar]) -> Placed:
    return placed(place, file, figure, Chart(partial(stacked.svg, bars, _parts(bars), UNIT), stacked.HEIGHT))


def _parts(bars: Sequence[Bar]) -> tuple[str, ...]:
    return (REGISTERED, ANONYMOUS, EXTERNAL) if any(bar.third for bar in bars) else (REGISTERED, ANONYMOUS)


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


def _of_bucket(step: str, bucket: date, row: RunBucket | None, as_of: datetime) -> Bar:
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


def _of_hour(row: RunHour) -> Bar:
    hour = row.hour
    return _bar(f"{hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00", str(hour), row)


def _bar(label: str, short: str, row: RunBucket | RunHour | None) -> Bar:
    if not row:
        return Bar(label, short, 0, 0)
    registered, anonymous = row.authenticated_run_count, row.anonymous_run_count
    return Bar(label, short, registered, anonymous, third=row.run_count - registered - anonymous)


def _table(unit: str, bars: Sequence[Bar]) -> Table:
    parts = _parts(bars)
    lines = (
        (words.so_far(bar.label, bar.running), *map(words.number, (bar.count, *bar.parts[: len(parts)])))
        for bar in bars
    )
    return Table((unit, "Task runs", *(part.capitalize() for part in parts)), tuple(lines))


def _finding(bars: Sequence[Bar], zone: str = "") -> str:
    most = max(bars, key=lambda bar: bar.count)
    registered, anonymous, external = (sum(part) for part in zip(*(bar.parts for bar in bars), strict=True))
    others = f" {words.number(external)} came from another service." if external else ""
    peak = f"Most task runs: {most.label}{zone} ({words.number(most.count)}). " if len(bars) > 1 and most.count else ""
    whose = f"{words.number(registered)} by registered volunteers, {words.number(anonymous)} by anonymous ones."
    return f"{peak}{whose}{others}"
