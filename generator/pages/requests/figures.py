"""The figures of pages of packages: views by day with the mean of seven days, by week and by month."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import partial

from generator.charts import activity as activity_chart
from generator.charts import axis, package_days
from generator.charts.activity import Bucket
from generator.charts.canvas import Chart
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Placed, Table, placed
from generator.pages.requests.overview import Packages, month_after
from generator.stats.popularity import Counts

DAYS = 90
WEEKS = 52
WEEK = 7
UNKNOWN = "unknown"


def daily(place: FigurePlace, counts: Counts, packages: Packages) -> Placed:
    """Views of each of the last ninety days, or of all there are, and the mean of the seven that end with it.

    A day that is not over yet has no mean, nor has one whose seven days are not all known.
    """
    first, today = packages.first_day, packages.today
    start = max(first, today - timedelta(days=DAYS - 1))
    days = _days(start, today)
    sums = [None if packages.runs(day) else _sum_of_week(packages, counts, first, day) for day in days]
    buckets = [_day(packages, counts, day) for day in days]
    unknown = _unknown(packages, [(day, day) for day in days])
    lines = enumerate(zip(buckets, sums, strict=True))
    table = Table(
        ("Day", "Views", "Mean of 7 days"),
        tuple((_so_far(bucket), _count(bucket, at in unknown), _mean(total)) for at, (bucket, total) in lines)[::-1],
    )
    finding = f"{_daily_finding(buckets, sums)}{unknown_days(packages, days)}"
    figure = Figure(f"Views by day, {words.period(start, today)}", finding, table, None)
    means = [None if total is None else total / WEEK for total in sums]
    return placed(place, "days", figure, Chart(partial(package_days.svg, buckets, means), package_days.HEIGHT))


def whole(place: FigurePlace, counts: Sequence[Counts], packages: Packages) -> Placed:
    """All views in one small chart: by day, week or month, whichever is the finest that has room for all of them.

    `counts` are those of the latest days and weeks, and of all months.
    """
    days, weeks, months = counts
    first, today = packages.first_day, packages.today
    if (today - first).days < DAYS:
        found = [_day(packages, days, day) for day in _days(first, today)]
        spans = [(day, day) for day in _days(first, today)]
        running = f"{_running(packages, today, 'day')}{unknown_days(packages, _days(first, today))}"
        return _bars(
            place, ("days", f"Views by day, {words.period(first, today)}", "Day"), found, running,
            _unknown(packages, spans), small=True,
        )  # fmt: skip
    if (_monday(today) - _monday(first)).days < WEEKS * WEEK:
        return weekly(place, weeks, packages, small=True)
    return monthly(place, months, packages, small=True)


def weekly(place: FigurePlace, counts: Counts, packages: Packages, *, small: bool = False) -> Placed:
    """Views of each of the last 52 weeks, or of all there are; weeks are called by their Mondays."""
    first, today = packages.first_day, packages.today
    newest = _monday(today)
    start = max(_monday(first), newest - timedelta(weeks=WEEKS - 1))
    mondays = _days(start, newest)[::WEEK]
    ends = [monday + timedelta(days=WEEK - 1) for monday in mondays]
    buckets = [
        Bucket(words.period(monday, end), _short(monday), counts.get(monday, 0), running=packages.runs(end))
        for monday, end in zip(mondays, ends, strict=True)
    ]
    title = f"Views by week, {words.period(start, min(ends[-1], today))}"
    spans = list(zip(mondays, ends, strict=True))
    said = f"{_running(packages, ends[-1], 'week')}{partly_known(packages, spans, 'week')}"
    return _bars(place, ("weeks", title, "Week"), buckets, said, _unknown(packages, spans), small=small)


def monthly(place: FigurePlace, counts: Counts, packages: Packages, *, small: bool = False) -> Placed:
    """Views of every month there is."""
    months = [packages.first_day.replace(day=1)]
    while month_after(months[-1]) <= packages.today:
        months.append(month_after(months[-1]))
    buckets = [_month(packages, counts, month, dated=month == months[0]) for month in months]
    names = dict.fromkeys((buckets[0].label, buckets[-1].label))
    spans = [(month, _last_of(month)) for month in months]
    said = f"{_running(packages, spans[-1][1], 'month')}{partly_known(packages, spans, 'month')}"
    title = f"Views by month, {' – '.join(names)}"
    return _bars(place, ("months", title, "Month"), buckets, said, _unknown(packages, spans), small=small)


def of_period(place: FigurePlace, packages: Packages, days: tuple[date, date], said: str) -> Placed:
    """Views of each day of a month or week that has begun."""
    first, last = days
    begun = _days(first, min(last, packages.today))
    buckets = [_day(packages, packages.days, day) for day in begun]
    running = f"{_running(packages, begun[-1], 'day')}{unknown_days(packages, begun)}"
    unknown = _unknown(packages, [(day, day) for day in begun])
    return _bars(place, ("days", f"Views by day, {said}", "Day"), buckets, running, unknown)


def _day(packages: Packages, counts: Counts, day: date) -> Bucket:
    return Bucket(words.weekday(day), _short(day), counts.get(day, 0), running=packages.runs(day))


def _month(packages: Packages, counts: Counts, month: date, *, dated: bool) -> Bucket:
    return Bucket(
        words.month(month), _short_month(month, dated=dated), counts.get(month, 0),
        running=packages.runs(_last_of(month)), place=axis.of_month(month),
    )  # fmt: skip


def _last_of(month: date) -> date:
    return month_after(month) - timedelta(days=1)


def _so_far(bucket: Bucket) -> str:
    return words.so_far(bucket.label, bucket.running)


def _bars(  # noqa: PLR0913 - what all charts of bars have
    place: FigurePlace, named: tuple[str, str, str], buckets: Sequence[Bucket], running: str, unknown: Collection[int],
    *, small: bool = False,
) -> Placed:  # fmt: skip
    """Bars of views; `named` are the chart's file, its title and what a bar is, `unknown` the places of some bars."""
    file, title, unit = named
    lines = tuple((_so_far(bucket), _count(bucket, at in unknown)) for at, bucket in enumerate(buckets))[::-1]
    figure = Figure(title, f"{_most(buckets)}{running}", Table((unit, "Views"), lines), None)
    draw = partial(activity_chart.svg, buckets, None, unit="views")
    return placed(place, file, figure, Chart(draw, activity_chart.HEIGHT), small=small)


def _count(bucket: Bucket, is_unknown: bool) -> str:  # noqa: FBT001 - _count(bucket, at in unknown) reads well
    return UNKNOWN if is_unknown else words.number(bucket.count)


def _unknown(packages: Packages, spans: Sequence[tuple[date, date]]) -> Collection[int]:
    """The places of those stretches of days of which nothing is known."""
    return frozenset(at for at, (first, last) in enumerate(spans) if not packages.is_known(first, last))


def unknown_days(packages: Packages, days: Sequence[date]) -> str:
    """That the logs do not cover some of the days."""
    missing = [day for day in days if not packages.is_known(day, day)]
    if not missing:
        return ""
    which = words.day(missing[0]) if len(missing) == 1 else f"{words.number(len(missing))} of these days"
    return f" The logs have no line of {which}, so the views are unknown."


def partly_known(packages: Packages, spans: Sequence[tuple[date, date]], unit: str) -> str:
    """How many days of the weeks or months shown are unknown: a low bar need not mean few views."""
    days = sum(packages.unknown_count(first, last) for first, last in spans)
    some = words.counted(days, f"day of these {unit}s is", f"days of these {unit}s are")
    return f" {some} unknown: the logs have no line of them." if days else ""


def _most(buckets: Sequence[Bucket]) -> str:
    most = max(buckets, key=lambda bucket: bucket.count)
    return f"Most views: {most.label} ({words.number(most.count)})." if most.count else "No views."


def _daily_finding(buckets: Sequence[Bucket], sums: Sequence[int | None]) -> str:
    last = next((total for total in reversed(sums) if total is not None), None)
    mean = f" Mean of the last seven whole days: {_mean(last)}." if last is not None else ""
    return f"{_most(buckets)}{mean}"


def _running(packages: Packages, end: date, unit: str) -> str:
    if not packages.runs(end):
        return ""
    today = words.day(packages.today)
    return f" {today} is not over yet." if unit == "day" else f" The last {unit} is counted up to {today}."


def _sum_of_week(packages: Packages, counts: Counts, first: date, day: date) -> int | None:
    """The views of the seven days that end with a day; None where one is unknown, or before the first request."""
    days = _days(day - timedelta(days=WEEK - 1), day)
    if days[0] < first or not all(packages.is_known(each, each) for each in days):
        return None
    return sum(counts.get(each, 0) for each in days)


def _mean(total: int | None) -> str:
    """A seventh of a sum with one decimal, rounded half up; nothing where it is not known."""
    if total is None:
        return ""
    tenths = (20 * total + WEEK) // (2 * WEEK)
    return f"{words.number(tenths // 10)}.{tenths % 10}"


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _short(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1][:3]}"


def _short_month(month: date, *, dated: bool) -> str:
    """A month; its year stands with the first one, and with every January."""
    return words.MONTHS[month.month - 1][:3] + (f" {month.year}" if dated or month.month == 1 else "")
