"""The figures of contributions: task runs by time, by hour of the day and by kind of volunteer, and completed tasks.

Runs that are neither of registered nor of anonymous volunteers came from another service; where there are none, nothing
is said of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import accumulate

from generator.charts import bars, shares, tick_places
from generator.charts.bars import Bars
from generator.charts.marks import FIRST, SECOND
from generator.charts.plot import Sign
from generator.charts.shares import Share
from generator.charts.wave import Wave
from generator.pages import waves, words
from generator.pages.figure import Figure, FigurePlace, Table, bar, placed
from generator.ranges import is_running, month_range, year_range
from generator.stats.contributions import ProjectTotals, RunBucket, RunHour, RunWeek, ServerTotals

REGISTERED, ANONYMOUS, EXTERNAL = "registered", "anonymous", "external"
UNIT = "task runs"

_HOURS = 24


@dataclass(frozen=True, slots=True)
class Runs:
    """A bucket of time in full and in short, its task runs in three parts, and whether it is not over yet."""

    label: str
    short: str
    first: int
    second: int
    running: bool = False
    place: tick_places.TickPlace | None = None
    third: int = 0

    @property
    def count(self) -> int:
        """All parts."""
        return sum(self.parts)

    @property
    def parts(self) -> tuple[int, int, int]:
        """The task runs of registered and anonymous volunteers, and those from another service."""
        return self.first, self.second, self.third


def activity(place: FigurePlace, rows: Sequence[RunBucket], days: tuple[date, date], as_of: datetime) -> Figure | None:
    """Task runs by day, month or year, whichever the rows are of, of `days`, which end with `as_of`; None without any.

    A bucket that is not over yet by `as_of` says so.
    """
    if not rows:
        return None
    step = rows[0].step
    found = {row.bucket: row for row in rows}
    runs = [_of_bucket(step, bucket, found.get(bucket), as_of) for bucket in _buckets(step, *days)]
    title = f"Task runs by {step}, {words.period(*days)}"
    table = _table(step.capitalize(), list(reversed(runs)))
    running = f" {runs[-1].label} is not over yet." if runs[-1].running else ""
    return _placed(place, Figure(title, f"{_finding(runs)}{running}", table, None, _heading(runs, _IN[step])), runs)


def wave(rows: Sequence[RunWeek], days: tuple[date, date] | None) -> Wave | None:
    """Every week from the first day to the last one; None without a task run."""
    if not rows or not days:
        return None
    return waves.by_monday({row.week: row.run_count for row in rows}, *days, "task run", "Task runs a week")


def completed(
    place: FigurePlace, rows: Sequence[RunBucket], days: tuple[date, date], as_of: datetime, undated: int
) -> Figure | None:
    """Completed tasks by the day, month or year of their last task run; None without any.

    `undated` are those of which no file has a task run; they stand in the table alone.
    """
    if not sum(row.completed_count for row in rows):
        return None
    step = rows[0].step
    found = {row.bucket: row.completed_count for row in rows}
    done = [
        replace(_of_bucket(step, bucket, None, as_of), first=found.get(bucket, 0)) for bucket in _buckets(step, *days)
    ]
    title = f"Completed tasks by {step}, {words.period(*days)}"
    figure = Figure(title, _completed_finding(done, undated), _completed_table(step.capitalize(), done, undated), None)
    chart = [
        bar(one.label, one.short, one.first, "completed task", running=one.running, place=one.place) for one in done
    ]
    return placed(place, figure, partial(bars.draw, Bars(chart, f"completed tasks a {step}", title)))


def kinds(place: FigurePlace, row: ServerTotals | ProjectTotals) -> Figure:
    """Task runs by kind of volunteer, with the share of each; `row` has the totals of a server or a project."""
    counts = dict(_kinds(row))
    runs = row.run_count
    lines = tuple((name.capitalize(), words.number(count), words.part(count, runs)) for name, count in counts.items())
    finding = f"{words.part(counts[ANONYMOUS], runs)} of the task runs are by anonymous volunteers."
    figure = Figure("Task runs by kind of volunteer", finding, Table(("Volunteers", "Task runs", "Share"), lines), None)
    chart = [
        Share(name.capitalize(), count, f"{name.capitalize()}: {words.counted(count, 'task run')}", words.number(count))
        for name, count in counts.items()
    ]
    return placed(place, figure, partial(shares.draw, chart))


def _kinds(row: ServerTotals | ProjectTotals) -> Iterator[tuple[str, int]]:
    """The task runs of each kind of volunteers; external ones only where there are any."""
    yield REGISTERED, row.authenticated_run_count
    yield ANONYMOUS, row.anonymous_run_count
    external = row.run_count - row.authenticated_run_count - row.anonymous_run_count
    if external:
        yield EXTERNAL, external


def _completed_finding(runs: Sequence[Runs], undated: int) -> str:
    count = sum(one.count for one in runs)
    most = max(runs, key=lambda one: one.count)
    peak = f"Most completed tasks: {most.label} ({words.number(most.count)}). " if len(runs) > 1 else ""
    alone = f" {words.counted(undated, 'more has', 'more have')} no task run in the files." if undated else ""
    running = f" {runs[-1].label} is not over yet." if runs[-1].running else ""
    done = words.counted(count, "task was completed; it counts", "tasks were completed; each counts")
    return f"{peak}{done} when its last task run came.{alone}{running}"


def _completed_table(unit: str, runs: Sequence[Runs], undated: int) -> Table:
    """The buckets, newest first, each with the tasks completed up to its end."""
    sums = accumulate(one.count for one in runs)
    lines = [
        (words.so_far(one.label, one.running), words.number(one.count), words.number(total))
        for one, total in zip(runs, sums, strict=True)
    ]
    rest = [("Without a task run", words.number(undated), "")] if undated else []
    return Table((unit, "Completed tasks", "In all by then"), (*reversed(lines), *rest))


def hours(place: FigurePlace, rows: Sequence[RunHour], days: tuple[date, date], zone: str) -> Figure:
    """Task runs by hour of the day, by the clock of a zone, from the first day to the last."""
    runs = [_of_hour(row) for row in rows]
    title = f"Task runs by hour of the day, {words.period(*days)}"
    table = _table(f"Hour, {zone}", runs)
    return _placed(place, Figure(title, _finding(runs, f" {zone}"), table, None, _heading(runs, "at")), runs)


_IN = {"day": "on", "month": "in", "year": "in"}


def _heading(runs: Sequence[Runs], when: str) -> str:
    """When there were most, in a few words."""
    most = max(runs, key=lambda one: one.count)
    return f"Most {when} {most.label}" if len(runs) > 1 and most.count else ""


def _placed(place: FigurePlace, figure: Figure, runs: Sequence[Runs]) -> Figure:
    """Bars in two parts: what came from another service is with the anonymous ones, as the key says."""
    others = _parts(runs)[1:]
    key = (Sign(FIRST, REGISTERED), Sign(SECOND, " and ".join(others)))
    chart = [
        replace(
            bar(one.label, one.short, one.count, "task run", running=one.running, place=one.place),
            value=one.first, second=one.second + one.third,
        )
        for one in runs
    ]  # fmt: skip
    return placed(place, figure, partial(bars.draw, Bars(chart, UNIT, figure.title, key)))


def _parts(runs: Sequence[Runs]) -> tuple[str, ...]:
    return (REGISTERED, ANONYMOUS, EXTERNAL) if any(one.third for one in runs) else (REGISTERED, ANONYMOUS)


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


def _of_bucket(step: str, bucket: date, row: RunBucket | None, as_of: datetime) -> Runs:
    month = words.MONTHS[bucket.month - 1][:3]
    label, short, running, place = {
        "day": (words.weekday(bucket), f"{bucket.day} {month}", is_running(bucket, as_of), None),
        "month": (
            words.month(bucket),
            month if bucket.month > 1 else f"{month} {bucket.year}",
            month_range(bucket.year, bucket.month).runs(as_of),
            tick_places.of_month(bucket),
        ),
        "year": (str(bucket.year), str(bucket.year), year_range(bucket.year).runs(as_of), tick_places.of_year(bucket)),
    }[step]
    return replace(_bar(label, short, row), running=running, place=place)


def _of_hour(row: RunHour) -> Runs:
    hour = row.hour
    return _bar(f"{hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00", str(hour), row)


def _bar(label: str, short: str, row: RunBucket | RunHour | None) -> Runs:
    if not row:
        return Runs(label, short, 0, 0)
    registered, anonymous = row.authenticated_run_count, row.anonymous_run_count
    return Runs(label, short, registered, anonymous, third=row.run_count - registered - anonymous)


def _table(unit: str, runs: Sequence[Runs]) -> Table:
    parts = _parts(runs)
    lines = (
        (words.so_far(one.label, one.running), *map(words.number, (one.count, *one.parts[: len(parts)])))
        for one in runs
    )
    return Table((unit, "Task runs", *(part.capitalize() for part in parts)), tuple(lines))


def _finding(runs: Sequence[Runs], zone: str = "") -> str:
    most = max(runs, key=lambda one: one.count)
    registered, anonymous, external = (sum(part) for part in zip(*(one.parts for one in runs), strict=True))
    others = f" {words.number(external)} came from another service." if external else ""
    peak = f"Most task runs: {most.label}{zone} ({words.number(most.count)}). " if len(runs) > 1 and most.count else ""
    whose = f"{words.number(registered)} by registered volunteers, {words.number(anonymous)} by anonymous ones."
    return f"{peak}{whose}{others}"
