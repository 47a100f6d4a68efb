"""The nine ranges and their buckets, against the documented examples and, day by day, against the reference."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import ranges
from tests import properties
from tests.reference import spans

# anchor, range, from, to
EXAMPLES = """
    2024-05-15  this_week    2024-05-13  2024-05-20
    2024-05-15  week         2024-05-06  2024-05-13
    2024-05-15  this_month   2024-05-01  2024-06-01
    2024-05-15  month        2024-04-01  2024-05-01
    2024-05-15  this_year    2024-01-01  2025-01-01
    2024-05-15  quarter      2024-01-01  2024-04-01
    2024-05-15  half_yearly  2023-07-01  2024-01-01
    2024-05-15  year         2023-01-01  2024-01-01
    2024-07-01  this_week    2024-06-24  2024-07-01
    2024-07-01  week         2024-06-24  2024-07-01
    2024-07-01  this_month   2024-06-01  2024-07-01
    2024-07-01  month        2024-06-01  2024-07-01
    2024-07-01  quarter      2024-04-01  2024-07-01
    2024-07-01  half_yearly  2024-01-01  2024-07-01
    2024-01-01  this_week    2023-12-25  2024-01-01
    2024-01-01  week         2023-12-25  2024-01-01
    2024-01-01  this_month   2023-12-01  2024-01-01
    2024-01-01  month        2023-12-01  2024-01-01
    2024-01-01  this_year    2023-01-01  2024-01-01
    2024-01-01  year         2023-01-01  2024-01-01
    2024-01-01  quarter      2023-10-01  2024-01-01
    2024-01-01  half_yearly  2023-07-01  2024-01-01
    2024-02-29  this_week    2024-02-26  2024-03-04
    2024-02-29  week         2024-02-19  2024-02-26
    2024-02-29  this_month   2024-02-01  2024-03-01
    2024-02-29  this_year    2024-01-01  2025-01-01
    2024-03-01  month        2024-02-01  2024-03-01
    2024-03-31  this_week    2024-03-25  2024-04-01
    2024-04-01  quarter      2024-01-01  2024-04-01
"""

# anchor, range, from, to and number of the listening activity's buckets
BUCKETS = """
    2024-05-15  this_week    2024-05-06  2024-05-15    9
    2024-05-15  this_month   2024-04-01  2024-05-15   44
    2024-05-15  this_year    2023-01-01  2024-05-15   17
    2024-05-15  week         2024-04-29  2024-05-13   14
    2024-05-15  month        2024-03-01  2024-05-01   61
    2024-05-15  quarter      2023-10-01  2024-04-01  183
    2024-05-15  half_yearly  2023-01-01  2024-01-01   12
    2024-05-15  year         2022-01-01  2024-01-01   24
    2024-07-01  this_week    2024-06-17  2024-07-01   14
    2024-07-01  this_month   2024-05-01  2024-07-01   61
    2024-07-01  this_year    2023-01-01  2024-07-01   18
    2024-01-01  this_week    2023-12-18  2024-01-01   14
    2024-01-01  this_month   2023-11-01  2024-01-01   61
    2024-01-01  this_year    2022-01-01  2024-01-01   24
    2024-03-01  this_month   2024-01-01  2024-03-01   60
    2024-02-29  this_month   2024-01-01  2024-02-29   59
"""

DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))


def table(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


def midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time())


def asked(day: str, name: str) -> ranges.Range:
    return ranges.all_ranges(midnight(day) + timedelta(hours=17, minutes=3))[name]


def listed_buckets(buckets: ranges.Buckets) -> list[tuple[str, int, int]]:
    """The buckets of a stretch of time: label, start and next start."""
    return [(label, ranges.epoch(start), ranges.epoch(end)) for start, end, label in buckets.each()]


@pytest.mark.parametrize(("day", "name", "since", "until"), table(EXAMPLES))
def test_a_range_spans_what_the_documentation_says(day: str, name: str, since: str, until: str):
    """A range is anchored on the day of the newest listen, whatever its hour."""
    assert (asked(day, name).since, asked(day, name).until) == (midnight(since), midnight(until))


@pytest.mark.parametrize(("day", "name", "since", "until", "count"), table(BUCKETS))
def test_listening_activity_has_bounds_and_buckets_of_its_own(day: str, name: str, since: str, until: str, count: str):
    """Buckets begin with the previous period; those of a running period end before the anchor's midnight."""
    buckets = asked(day, name).buckets
    rows = listed_buckets(buckets)
    assert (buckets.since, buckets.until, len(rows)) == (midnight(since), midnight(until), int(count))


def test_all_time_is_from_2002_to_the_newest_second():
    """all_time ends exactly with the newest listen."""
    newest = midnight("2024-05-15") + timedelta(seconds=61_234)
    everything = ranges.all_ranges(newest)["all_time"]
    assert (ranges.epoch(everything.since), everything.until) == (1009843200, newest)


def test_there_are_nine_ranges():
    """The names are those of the API, none more."""
    assert sorted(ranges.all_ranges(midnight("2024-05-15"))) == sorted(spans.NAMES) == sorted(ranges.NAMES)


@properties.tried(400)
@given(day=DAYS, second=st.sampled_from([0, 1, 43_200, 86_399]))
def test_every_range_of_any_day_is_what_the_reference_says(day: date, second: int):
    """Bounds and buckets agree with the reference for the range of any day, at its first and at its last second."""
    newest = datetime.combine(day, time()) + timedelta(seconds=second)
    for name, found in ranges.all_ranges(newest).items():
        assert (found.since, found.until) == spans.bounds(name, newest), name
        assert (found.buckets.since, found.buckets.until) == spans.activity_bounds(name, newest), name


def test_every_range_of_every_day_is_what_the_reference_says():
    """The same for each single day of 2019 to 2032."""
    first = datetime.combine(date(2019, 1, 1), time(12))
    days = [first + timedelta(days=number) for number in range((date(2033, 1, 1) - date(2019, 1, 1)).days)]
    wrong = [
        (day, name)
        for day in days
        for name, found in ranges.all_ranges(day).items()
        if (found.since, found.until) != spans.bounds(name, day)
        or (found.buckets.since, found.buckets.until) != spans.activity_bounds(name, day)
    ]
    assert wrong == []


@pytest.mark.parametrize("day", ["2024-05-15", "2024-07-01", "2024-01-01", "2024-02-29", "2024-03-01", "2023-12-31"])
def test_buckets_are_labelled_and_bounded_as_the_reference_says(day: str):
    """Each bucket of each range has the reference's label, first and last second."""
    newest = midnight(day) + timedelta(hours=9)
    for name, found in ranges.all_ranges(newest).items():
        buckets = spans.buckets(name, newest)
        wanted = [(label, spans.seconds(start), spans.seconds(end)) for label, start, end in buckets]
        assert listed_buckets(found.buckets) == wanted, name


# newest day, range, first and last day of a page, and the newest day is a Monday, a 1st, New Year
PAGES = """
    2024-05-15  this_week    2024-05-13  2024-05-19
    2024-05-13  this_week    2024-05-13  2024-05-19
    2024-05-13  week         2024-05-06  2024-05-12
    2024-07-01  this_week    2024-07-01  2024-07-07
    2024-07-01  this_month   2024-07-01  2024-07-31
    2024-07-01  month        2024-06-01  2024-06-30
    2024-07-01  quarter      2024-04-01  2024-06-30
    2024-07-01  half_yearly  2024-01-01  2024-06-30
    2024-01-01  this_year    2024-01-01  2024-12-31
    2024-01-01  this_month   2024-01-01  2024-01-31
    2024-01-01  year         2023-01-01  2023-12-31
    2024-02-29  this_month   2024-02-01  2024-02-29
"""


@pytest.mark.parametrize(("day", "name", "first", "last"), table(PAGES))
def test_a_page_has_the_calendar_period_of_the_newest_day(day: str, name: str, first: str, last: str):
    """Whole days, from the first instant to the last second, whatever the hour of the newest listen."""
    for newest in (midnight(day), midnight(day) + timedelta(hours=23, minutes=59, seconds=59)):
        found = ranges.calendar_ranges(newest)[name]
        assert (found.since, found.until) == (midnight(first), midnight(last) + timedelta(seconds=86_399))
        assert (found.current, found.buckets.until) == (found.since, found.until)


@properties.tried(400)
@given(day=DAYS, second=st.sampled_from([0, 1, 43_200, 86_399]))
def test_every_range_of_a_page_is_what_the_reference_says(day: date, second: int):
    """On any day: the same bounds, the newest second in this week, month and year, and the previous one next to it."""
    newest = datetime.combine(day, time()) + timedelta(seconds=second)
    for name, found in ranges.calendar_ranges(newest).items():
        assert (found.since, found.until) == spans.page_bounds(name, newest), name
        assert name.startswith("this_") == (name != "all_time" and found.since <= newest <= found.until), name
        before = spans.page_bounds(name, found.since - timedelta(seconds=1)) if name.startswith("this_") else None
        assert before is None or before == (found.buckets.since, found.since - timedelta(seconds=1)), name
