"""The figures of pages of packages: views by day with the mean of seven days, by week and by month."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from generator.charts import bars, tick_places
from generator.charts.bars import Bar, Bars
from generator.charts.marks import FIRST, SECOND_LINE
from generator.charts.plot import Sign
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Table, bar, placed
from generator.pages.requests.overview import Packages, month_after
from generator.stats.popularity import Counts

DAYS = 90
WEEKS = 52
WEEK = 7
UNKNOWN = "unknown"


def daily(place: FigurePlace, counts: Counts, packages: Packages) -> Figure:
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
    title = f"Views by day, {words.period(start, today)}"
    chart = [
        replace(one, line=None if total is None else total / WEEK) for one, total in zip(buckets, sums, strict=True)
    ]
    key = (Sign(FIRST, "views a day"), Sign(SECOND_LINE, "mean of seven days", "line")) if any(sums) else ()
    figure = Figure(title, finding, table, None, _heading(buckets, "Day"))
    return placed(place, figure, partial(bars.draw, Bars(chart, "views a day", title, key)))


def whole(place: FigurePlace, counts: Sequence[Counts], packages: Packages) -> Figure:
    """All views in one chart: by day, week or month, whichever is the finest that has room for all of them.

    `counts` are those of the latest days and weeks, and of all months.
    """
    days, weeks, months = counts
    first, today = packages.first_day, packages.today
    if (today - first).days < DAYS:
        found = [_day(packages, days, day) for day in _days(first, today)]
        spans = [(day, day) for day in _days(first, today)]
        running = f"{_running(packages, today, 'day')}{unknown_days(packages, _days(first, today))}"
        return _bars(
            place, (f"Views by day, {words.period(first, today)}", "Day"), found, running, _unknown(packages, spans),
        )  # fmt: skip
    if (_monday(today) - _monday(first)).days < WEEKS * WEEK:
        return weekly(place, weeks, packages)
    return monthly(place, months, packages)


def weekly(place: FigurePlace, counts: Counts, packages: Packages) -> Figure:
    """Views of each of the last 52 weeks, or of all there are; weeks are called by their Mondays."""
    first, today = packages.first_day, packages.today
    newest = _monday(today)
    start = max(_monday(first), newest - timedelta(weeks=WEEKS - 1))
    mondays = _days(start, newest)[::WEEK]
    ends = [monday + timedelta(days=WEEK - 1) for monday in mondays]
    buckets = [
        bar(words.period(monday, end), _short(monday), counts.get(monday, 0), "view", running=packages.runs(end))
        for monday, end in zip(mondays, ends, strict=True)
    ]
    title = f"Views by week, {words.period(start, min(ends[-1], today))}"
    spans = list(zip(mondays, ends, strict=True))
    said = f"{_running(packages, ends[-1], 'week')}{partly_known(packages, spans, 'week')}"
    return _bars(place, (title, "Week"), buckets, said, _unknown(packages, spans))


def monthly(place: FigurePlace, counts: Counts, packages: Packages) -> Figure:
    """Views of every month there is."""
    months = [packages.first_day.replace(day=1)]
    while month_after(months[-1]) <= packages.today:
        months.append(month_after(months[-1]))
    buckets = [_month(packages, counts, month, dated=month == months[0]) for month in months]
    names = dict.fromkeys((buckets[0].name, buckets[-1].name))
    spans = [(month, _last_of(month)) for month in months]
    said = f"{_running(packages, spans[-1][1], 'month')}{partly_known(packages, spans, 'month')}"
    title = f"Views by month, {' – '.join(names)}"
    return _bars(place, (title, "Month"), buckets, said, _unknown(packages, spans))


def of_period(place: FigurePlace, packages: Packages, days: tuple[date, date], said: str) -> Figure:
    """Views of each day of a month or week that has begun."""
    first, last = days
    begun = _days(first, min(last, packages.today))
    buckets = [_day(packages, packages.days, day) for day in begun]
    running = f"{_running(packages, begun[-1], 'day')}{unknown_days(packages, begun)}"
    unknown = _unknown(packages, [(day, day) for day in begun])
    return _bars(place, (f"Views by day, {said}", "Day"), buckets, running, unknown)


def _day(packages: Packages, counts: Counts, day: date) -> Bar:
    return bar(words.weekday(day), _short(day), counts.get(day, 0), "view", running=packages.runs(day))


def _month(packages: Packages, counts: Counts, month: date, *, dated: bool) -> Bar:
    return bar(
        words.month(month), _short_month(month, dated=dated), counts.get(month, 0), "view",
        running=packages.runs(_last_of(month)), place=tick_places.of_month(month),
    )  # fmt: skip


def _last_of(month: date) -> date:
    return month_after(month) - timedelta(days=1)


def _so_far(bucket: Bar) -> str:
    return words.so_far(bucket.name, bucket.running)


def _bars(
    place: FigurePlace, named: tuple[str, str], buckets: Sequence[Bar], running: str, unknown: Collection[int]
) -> Figure:
    """Bars of views; `named` are the chart's title and what a bar is, `unknown` the places of some bars."""
    title, unit = named
    lines = tuple((_so_far(bucket), _count(bucket, at in unknown)) for at, bucket in enumerate(buckets))[::-1]
    chart = [replace(one, told=UNKNOWN) if at in unknown else one for at, one in enumerate(buckets)]
    figure = Figure(title, f"{_most(buckets)}{running}", Table((unit, "Views"), lines), None, _heading(buckets, unit))
    return placed(place, figure, partial(bars.draw, Bars(chart, f"views a {unit.lower()}", title)))


def _heading(buckets: Sequence[Bar], unit: str) -> str:
    """When there were most, in a few words."""
    most = max(buckets, key=lambda bucket: bucket.value)
    when = {"Day": "on ", "Week": "in the week of ", "Month": "in "}[unit]
    return f"Most {when}{most.name}" if most.value and len(buckets) > 1 else ""


def _count(bucket: Bar, is_unknown: bool) -> str:  # noqa: FBT001 - _count(bucket, at in unknown) reads well
    return UNKNOWN if is_unknown else words.number(round(bucket.value))


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


def _most(buckets: Sequence[Bar]) -> str:
    most = max(buckets, key=lambda bucket: bucket.value)
    return f"Most views: {most.name} ({words.number(round(most.value))})." if most.value else "No views."


def _daily_finding(buckets: Sequence[Bar], sums: Sequence[int | None]) -> str:
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
