"""The nine ranges, written out from the documented rules alone: dates in, naive UTC datetimes out.

It shares no line with the program, so that the program can be held to it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

NAMES = ("this_week", "this_month", "this_year", "week", "month", "quarter", "half_yearly", "year", "all_time")
BEGINNING = datetime(2002, 1, 1)  # noqa: DTZ001  (the reference is naive UTC throughout)
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001

Span = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_MONTHS = {"month": 1, "quarter": 3, "half_yearly": 6, "year": 12}
_PAGE_MONTHS = _MONTHS | {"this_month": 1, "this_year": 12}
_LABELS = {
    "this_week": "%A %d %B %Y",
    "week": "%A %d %B %Y",
    "this_month": "%d %B %Y",
    "month": "%d %B %Y",
    "quarter": "%d %B %Y",
    "this_year": "%B %Y",
    "half_yearly": "%B %Y",
    "year": "%B %Y",
    "all_time": "%Y",
}


def seconds(moment: datetime) -> int:
    """Epoch seconds of a naive UTC moment."""
    return (moment - EPOCH) // timedelta(seconds=1)


def bounds(name: str, newest: datetime) -> Span:
    """From and to of a range, both of them inclusive; the anchor is the day of the newest listen."""
    day = newest.date()
    match name:
        case "all_time":
            return BEGINNING, newest
        case "this_week":
            return _week(_monday(day - _DAY))
        case "week":
            return _week(_monday(day - _WEEK))
        case "this_month":
            return _period((day - _DAY).replace(day=1), 1)
        case "this_year":
            return _period((day - _DAY).replace(month=1, day=1), 12)
    months = _MONTHS[name]
    current = day.replace(day=1)
    while (current.month - 1) % months:
        current = _months_later(current, -1)
    return _period(_months_later(current, -months), months)


def page_bounds(name: str, newest: datetime) -> Span:
    """First and last second of a range as pages have it, by the wall clock: the calendar period of the newest moment.

    Whatever is called last, quarter and half year are the newest ones that are over before it begins.
    """
    if name == "all_time":
        return BEGINNING, newest
    first = _monday(newest.date()) if name.endswith("week") else newest.date().replace(day=1)
    months = _PAGE_MONTHS.get(name, 0)
    while months and (first.month - 1) % months:
        first = _months_later(first, -1)
    if not name.startswith("this_"):
        first = first - _WEEK if name == "week" else _months_later(first, -months)
    since, following = _week(first) if name.endswith("week") else _period(first, months)
    return since, following - timedelta(seconds=1)


def activity_bounds(name: str, newest: datetime) -> Span:
    """From and to of a range's listening activity: with the period before it, and for this_* up to the anchor's day."""
    since, until = bounds(name, newest)
    if name == "all_time":
        return since, until
    if name in {"this_week", "week"}:
        before = since - _WEEK
    else:
        before = _midnight(_months_later(since.date(), -({"this_month": 1, "this_year": 12} | _MONTHS)[name]))
    return before, _midnight(newest.date()) if name.startswith("this_") else until


def buckets(name: str, newest: datetime) -> Iterator[tuple[str, datetime, datetime]]:
    """Label, start and next start of every bucket of a range's listening activity."""
    start, until = activity_bounds(name, newest)
    while start < until:
        following = _following(name, start)
        yield start.strftime(_LABELS[name]), start, following
        start = following


def _following(name: str, start: datetime) -> datetime:
    if name == "all_time":
        return start.replace(year=start.year + 1)
    if name in {"this_year", "half_yearly", "year"}:
        return _midnight(_months_later(start.date(), 1))
    return start + _DAY


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _monday(day: date) -> date:
    while day.weekday() != 0:
        day -= _DAY
    return day


def _week(monday: date) -> Span:
    return _midnight(monday), _midnight(monday + _WEEK)


def _period(first: date, months: int) -> Span:
    return _midnight(first), _midnight(_months_later(first, months))


def _months_later(first: date, months: int) -> date:
    """Move from the first day of a month to that of a month so many months later."""
    for _ in range(abs(months)):
        first = (first - _DAY).replace(day=1) if months < 0 else (first + timedelta(days=31)).replace(day=1)
    return first
