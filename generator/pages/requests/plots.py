"""The figures of pages of packages: views by day with the mean of seven days, by week and by month."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from generator.charts import activity as activity_chart
from generator.charts import package_days
from generator.charts.activity import Bucket
from generator.charts.canvas import Size, Words
from generator.pages import words
from generator.pages.figures import Figure, Place, Placed, Table, placed
from generator.pages.requests.survey import month_after
from generator.pages.site import Link

DAYS = 90
WEEKS = 52
WEEK = 7

Counts = Mapping[date, int]  # views by the first day of what they are counted by


def daily(place: Place, counts: Counts, first: date, today: date, json: Link | None) -> Placed:
    """Views of each of the last ninety days, or of all since `first`, and the mean of the seven that end with it."""
    start = max(first, today - timedelta(days=DAYS - 1))
    days = _days(start, today)
    sums = [_sum_of_week(counts, first, day) for day in days]
    buckets = [Bucket(words.weekday(day), _short(day), counts.get(day, 0)) for day in days]
    lines = zip(buckets, sums, strict=True)
    table = Table(
        ("Day", "Views", "Mean of 7 days"),
        tuple((bucket.label, words.number(bucket.count), _mean(total)) for bucket, total in lines)[::-1],
    )
    figure = Figure(f"Views by day, {words.period(start, today)}", _daily_finding(buckets, sums[-1]), table, json)
    means = [None if total is None else total / WEEK for total in sums]
    return placed(place, "days", figure, partial(package_days.svg, buckets, means))


def weekly(place: Place, counts: Counts, first: date, today: date, json: Link | None) -> Placed:
    """Views of each of the last 52 weeks, or of all since that of `first`; weeks are called by their Mondays."""
    newest = _monday(today)
    start = max(_monday(first), newest - timedelta(weeks=WEEKS - 1))
    mondays = _days(start, newest)[::WEEK]
    ends = [monday + timedelta(days=WEEK - 1) for monday in mondays]
    buckets = [
        Bucket(words.period(monday, end), _short(monday), counts.get(monday, 0))
        for monday, end in zip(mondays, ends, strict=True)
    ]
    title = f"Views by week, {words.period(start, min(ends[-1], today))}"
    return _bars(place, ("weeks", title, "Week"), buckets, _running(ends[-1], today, "week"), json)


def monthly(place: Place, counts: Counts, first: date, today: date, json: Link | None) -> Placed:
    """Views of every month since that of `first`."""
    months = [first.replace(day=1)]
    while month_after(months[-1]) <= today:
        months.append(month_after(months[-1]))
    buckets = [
        Bucket(words.month(month), _short_month(month, dated=month == months[0]), counts.get(month, 0))
        for month in months
    ]
    names = dict.fromkeys((buckets[0].label, buckets[-1].label))
    running = _running(month_after(months[-1]) - timedelta(days=1), today, "month")
    return _bars(place, ("months", f"Views by month, {' – '.join(names)}", "Month"), buckets, running, json)


def of_period(place: Place, counts: Counts, days: tuple[date, date], said: str, today: date) -> Placed:
    """Views of each day of a month or week that has begun by `today`."""
    first, last = days
    begun = _days(first, min(last, today))
    buckets = [Bucket(words.weekday(day), _short(day), counts.get(day, 0)) for day in begun]
    return _bars(place, ("days", f"Views by day, {said}", "Day"), buckets, "", None)


def _bars(
    place: Place, named: tuple[str, str, str], buckets: Sequence[Bucket], running: str, json: Link | None
) -> Placed:
    """Bars of views; `named` are the chart's file, its title and what a bar is."""
    file, title, unit = named
    lines = tuple((bucket.label, words.number(bucket.count)) for bucket in reversed(buckets))
    figure = Figure(title, f"{_most(buckets)}{running}", Table((unit, "Views"), lines), json)
    return placed(place, file, figure, partial(_draw_bars, buckets))


def _draw_bars(buckets: Sequence[Bucket], chart_words: Words, size: Size) -> bytes:
    return activity_chart.svg(buckets, None, chart_words, size, unit="views")


def _most(buckets: Sequence[Bucket]) -> str:
    most = max(buckets, key=lambda bucket: bucket.count)
    return f"Most views: {most.label} ({words.number(most.count)})." if most.count else "No views."


def _daily_finding(buckets: Sequence[Bucket], last_week: int | None) -> str:
    mean = f" Mean of the last seven days: {_mean(last_week)}." if last_week is not None else ""
    return f"{_most(buckets)}{mean}"


def _running(end: date, today: date, unit: str) -> str:
    return f" The last {unit} is counted up to {words.day(today)}." if today < end else ""


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
