"""The figures of pages of packages: views by day with the mean of seven days, by week and by month."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from generator.charts import activity as activity_chart
from generator.charts import axis, package_days
from generator.charts.activity import Bucket
from generator.charts.canvas import Size, Words
from generator.pages import words
from generator.pages.figures import Figure, Place, Placed, Table, placed
from generator.pages.requests.survey import Packages, month_after

DAYS = 90
WEEKS = 52
WEEK = 7

Counts = Mapping[date, int]  # views by the first day of what they are counted by


def daily(place: Place, counts: Counts, packages: Packages) -> Placed:
    """Views of each of the last ninety days, or of all there are, and the mean of the seven that end with it.

    A day that is not over yet has no mean.
    """
    first, today = packages.first_day, packages.today
    start = max(first, today - timedelta(days=DAYS - 1))
    days = _days(start, today)
    sums = [None if packages.runs(day) else _sum_of_week(counts, first, day) for day in days]
    buckets = [_day(packages, counts, day) for day in days]
    lines = zip(buckets, sums, strict=True)
    table = Table(
        ("Day", "Views", "Mean of 7 days"),
        tuple((_so_far(bucket), words.number(bucket.count), _mean(total)) for bucket, total in lines)[::-1],
    )
    figure = Figure(f"Views by day, {words.period(start, today)}", _daily_finding(buckets, sums), table, None)
    means = [None if total is None else total / WEEK for total in sums]
    return placed(place, "days", figure, partial(package_days.svg, buckets, means))


def weekly(place: Place, counts: Counts, packages: Packages) -> Placed:
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
    return _bars(place, ("weeks", title, "Week"), buckets, _running(packages, ends[-1], "week"))


def monthly(place: Place, counts: Counts, packages: Packages) -> Placed:
    """Views of every month there is."""
    months = [packages.first_day.replace(day=1)]
    while month_after(months[-1]) <= packages.today:
        months.append(month_after(months[-1]))
    buckets = [_month(packages, counts, month, dated=month == months[0]) for month in months]
    names = dict.fromkeys((buckets[0].label, buckets[-1].label))
    running = _running(packages, _last_of(months[-1]), "month")
    return _bars(place, ("months", f"Views by month, {' – '.join(names)}", "Month"), buckets, running)


def of_period(place: Place, packages: Packages, days: tuple[date, date], said: str) -> Placed:
    """Views of each day of a month or week that has begun."""
    first, last = days
    buckets = [_day(packages, packages.days, day) for day in _days(first, min(last, packages.today))]
    return _bars(
        place, ("days", f"Views by day, {said}", "Day"), buckets, _running(packages, min(last, packages.today), "day")
    )


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


def _bars(place: Place, named: tuple[str, str, str], buckets: Sequence[Bucket], running: str) -> Placed:
    """Bars of views; `named` are the chart's file, its title and what a bar is."""
    file, title, unit = named
    lines = tuple((_so_far(bucket), words.number(bucket.count)) for bucket in reversed(buckets))
    figure = Figure(title, f"{_most(buckets)}{running}", Table((unit, "Views"), lines), None)
    return placed(place, file, figure, partial(_draw_bars, buckets))


def _draw_bars(buckets: Sequence[Bucket], chart_words: Words, size: Size) -> bytes:
    return activity_chart.svg(buckets, None, chart_words, size, unit="views")


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


def _sum_of_week(counts: Counts, first: date, day: date) -> int | None:
    """The views of the seven days that end with a day; None where they begin before the first request of all."""
    if (day - first).days < WEEK - 1:
        return None
    return sum(counts.get(day - timedelta(days=back), 0) for back in range(WEEK))


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
