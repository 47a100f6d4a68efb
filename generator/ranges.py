"""The nine named stretches of time that a statistics API answers for, anchored on one date.

Mirrors have the API's ranges: all times are naive UTC, and both ends are inclusive, so a listen at exactly 00:00:00
belongs to two adjacent ranges. Pages have calendar ranges: whole weeks, months and years by the site's own clock, that
of the newest moment among them, which share no instant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from generator.period_names import first_of_week, kind_of, week_name

BEGINNING = datetime(2002, 1, 1)  # noqa: DTZ001  (naive UTC, like every timestamp of the tables)

ALL_TIME = "all_time"

_SECOND = timedelta(seconds=1)
_WEEK = timedelta(days=7)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_MANY_DAYS = 92  # from which a named period is counted by months

MONDAY, SUNDAY = 0, 6  # on which a week may begin

DAY = "1 day"
MONTH = "1 month"
YEAR = "1 year"

# previous period's first day, first day, day after the last day
Span = tuple[date, date, date]


@dataclass(frozen=True, slots=True)
class Buckets:
    """The consecutive buckets of a listening activity: since <= start < until, one a step."""

    since: datetime
    until: datetime
    step: str
    label: str
    sparse: bool = False

    def each(self) -> Iterator[tuple[datetime, datetime, str]]:
        """The beginning of every bucket, that of the next one, and what the bucket is called, in order."""
        start = self.since
        while start < self.until:
            end = _stepped(start, self.step)
            yield start, end, _called(start, self.label)
            start = end


@dataclass(frozen=True, slots=True)
class Range:
    """A named stretch of time, and the buckets in which its activity is counted.

    `current` is where the current period begins among the buckets; before it lies the previous one. `unit` is what an
    evolution within the range is counted by: weekday, day, month or year.
    """

    name: str
    since: datetime
    until: datetime
    buckets: Buckets
    current: datetime
    unit: str

    def runs(self, as_of: datetime) -> bool:
        """Whether it is not over yet."""
        return as_of < self.until

    def is_over(self, as_of: datetime) -> bool:
        """Whether nothing that comes later can belong to it; the whole history is never over."""
        return self.name != ALL_TIME and not self.runs(as_of)


def epoch(moment: datetime) -> int:
    """Seconds since 1970 of a naive UTC time."""
    return int(moment.replace(tzinfo=UTC).timestamp())


def all_ranges(newest: datetime) -> dict[str, Range]:
    """The nine ranges by name, in the API's order, anchored on the day of `newest`."""
    anchor = newest.date()
    spans = _spans(anchor - timedelta(days=1), anchor)
    return {name: _range(name, span, _midnight(anchor)) for name, span in spans.items()} | _all_time(newest)


def calendar_ranges(newest: datetime, first_weekday: int = MONDAY) -> dict[str, Range]:
    """The nine ranges by name as pages have them, in the same order.

    This week, month and year are those of `newest`, a wall time in the site's zone; the others are whole ones before.
    A range ends with its last second, and so do its buckets.
    """
    day = newest.date()
    this_week = week_of(day, first_weekday)
    spans = {**_spans(day, day), "this_week": _week(this_week), "week": _week(this_week - _WEEK)}
    return {name: _calendar_range(name, span) for name, span in spans.items()} | _all_time(newest)


def _all_time(newest: datetime) -> dict[str, Range]:
    everything = Buckets(BEGINNING, newest, YEAR, "%Y", sparse=True)
    return {ALL_TIME: Range(ALL_TIME, BEGINNING, newest, everything, BEGINNING, "year")}


def year_range(year: int) -> Range:
    """One calendar year, counted by months; its name is the year."""
    since, until = datetime(year, 1, 1), datetime(year + 1, 1, 1) - _SECOND  # noqa: DTZ001
    return Range(str(year), since, until, Buckets(since, until, MONTH, "%B %Y"), since, "month")


def month_range(year: int, month: int) -> Range:
    """One calendar month, counted by days; its name is like 2024-05."""
    since = datetime(year, month, 1)  # noqa: DTZ001
    until = _midnight(_later(since.date(), 1)) - _SECOND
    return Range(f"{year}-{month:02d}", since, until, Buckets(since, until, DAY, "%d %B %Y"), since, "day")


def week_range(first: date) -> Range:
    """The week that begins on a day, counted by days; see week_name."""
    since, until = _midnight(first), _midnight(first + _WEEK) - _SECOND
    return Range(week_name(first), since, until, Buckets(since, until, DAY, "%A %d %B %Y"), since, "weekday")


def week_of(day: date, first_weekday: int = MONDAY) -> date:
    """The first day of the week of a day."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def weeks(first: date, last: date, first_weekday: int = MONDAY) -> Iterator[Range]:
    """The weeks from that of one day to that of another."""
    day = week_of(first, first_weekday)
    while day <= last:
        yield week_range(day)
        day += _WEEK


def named_range(name: str, first: date, last: date) -> Range:
    """A period of a name of its own, both days included, counted by days, or by months if it is long."""
    since, until = _midnight(first), _midnight(last + timedelta(days=1)) - _SECOND
    step, label = (DAY, "%d %B %Y") if (last - first).days < _MANY_DAYS else (MONTH, "%B %Y")
    return Range(name, since, until, Buckets(since, until, step, label), since, "month")


def period_range(name: str) -> Range:
    """The calendar year, month or week of a name."""
    match kind_of(name):
        case "year":
            return year_range(int(name))
        case "month":
            return month_range(int(name[:4]), int(name[5:]))
        case "week":
            return week_range(first_of_week(name))
    raise ValueError(f"{name}: is the name of no calendar period")


def is_running(last: date, as_of: datetime) -> bool:
    """Whether the day, week or month that ends with a day is not over yet."""
    return as_of < _midnight(last + timedelta(days=1)) - _SECOND


def period_before(name: str) -> str:
    """The name of the calendar year, month or week before one."""
    match kind_of(name):
        case "year":
            return str(int(name) - 1)
        case "month":
            first = _later(date(int(name[:4]), int(name[5:]), 1), -1)
            return f"{first.year}-{first.month:02d}"
    return week_name(first_of_week(name) - _WEEK)


def _stepped(moment: datetime, step: str) -> datetime:
    """The moment one step later."""
    if step == DAY:
        return moment + timedelta(days=1)
    return datetime.combine(_later(_first(moment.date()), 1 if step == MONTH else 12), moment.time())


def _called(moment: datetime, label: str) -> str:
    """A moment in a label like `%d %B %Y`, in English whatever the locale."""
    said = {
        "%A": WEEKDAYS[moment.weekday()],
        "%B": MONTHS[moment.month - 1],
        "%d": f"{moment.day:02d}",
        "%Y": str(moment.year),
    }
    return re.sub("%[ABdY]", lambda found: said[found[0]], label)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first(day: date, months: int = 1) -> date:
    """The first day of the period of that many months which holds the day."""
    return date(day.year, day.month - (day.month - 1) % months, 1)


def _later(first: date, months: int) -> date:
    """The first of the month that many months after (or, negative, before) a first of a month."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _spans(running: date, anchor: date) -> dict[str, Span]:
    """The ranges but all_time by name: the week, month and year of the day `running`, whole ones before `anchor`."""
    last = {name: _months(_later(_first(anchor, months), -months), months) for name, months in _LAST.items()}
    return {
        "this_week": _week(_monday(running)),
        "this_month": _months(_first(running), 1),
        "this_year": _months(_first(running, 12), 12),
        "week": _week(_monday(anchor) - _WEEK),
        **last,
    }


def _week(monday: date) -> Span:
    return monday - _WEEK, monday, monday + _WEEK


def _months(first: date, months: int) -> Span:
    return _later(first, -months), first, _later(first, months)


_LAST = {"month": 1, "quarter": 3, "year": 12, "half_yearly": 6}  # months of the last whole ones

_WEEKDAYS = "%A %d %B %Y"
_DAYS = "%d %B %Y"
_MONTHS = "%B %Y"

_STEPS = {
    "this_week": (DAY, _WEEKDAYS),
    "week": (DAY, _WEEKDAYS),
    "this_month": (DAY, _DAYS),
    "month": (DAY, _DAYS),
    "quarter": (DAY, _DAYS),
    "this_year": (MONTH, _MONTHS),
    "half_yearly": (MONTH, _MONTHS),
    "year": (MONTH, _MONTHS),
}


def _range(name: str, span: Span, today: datetime) -> Range:
    previous, since, until = (_midnight(day) for day in span)
    step, label = _STEPS[name]
    # The running periods are counted up to today's midnight, the finished ones to their end.
    end = today if name.startswith("this_") else until
    return Range(name, since, until, Buckets(previous, end, step, label), since, _UNITS[name])


def _calendar_range(name: str, span: Span) -> Range:
    previous, since, following = (_midnight(day) for day in span)
    until = following - _SECOND
    return Range(name, since, until, Buckets(previous, until, *_STEPS[name]), since, _UNITS[name])


_UNITS = {
    "this_week": "weekday",
    "week": "weekday",
    "this_month": "day",
    "month": "day",
    "quarter": "month",
    "half_yearly": "month",
    "this_year": "month",
    "year": "month",
}

NAMES = (*_spans(BEGINNING.date(), BEGINNING.date()), ALL_TIME)
