"""The heatmap and the calendar: each count in its cell, each cell in its colour."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from generator.charts import calendar, daily_heatmap
from generator.charts.canvas import Size
from tests.charts.sample import NEW_YEAR, SILVESTER, WORDS, Drawn, week, year


def cells(svg: bytes) -> dict[str, list[tuple[int, int]]]:
    """Left and top of every cell, by colour, in tenths of px; a colour's second path is its box in the legend."""
    found: dict[str, list[tuple[int, int]]] = {}
    for colour, path in re.findall(r'<path class="([a-z0-9-]+)" d="([^"]+)"', svg.decode()):
        found.setdefault(colour, [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", path)])
    return found


def test_monday_midnight_is_the_first_cell():
    """The only listens, on Monday at 0, colour the cell at the top left; those on Sunday at 23 the one opposite."""
    counts = [list(row) for row in week(0)]
    counts[0][0], counts[6][23] = 3, 9

    drawn = cells(daily_heatmap.svg(counts, WORDS, Size.WIDE))

    assert len(drawn["land"]) == 7 * 24 - 2
    assert drawn["scale-2"][0] < min(drawn["land"])
    assert drawn["scale-6"][0] > max(drawn["land"])


def test_equal_counts_are_one_colour():
    """A week of equal hours is of one colour, the strongest."""
    drawn = cells(daily_heatmap.svg(week(7), WORDS, Size.NARROW))

    assert len(drawn["scale-6"]) == 7 * 24


@pytest.mark.parametrize("counts", [week(1)[:6], [[1] * 23] * 7, []])
def test_a_week_has_seven_days_of_24_hours(counts: list[list[int]]):
    """Anything else is refused."""
    with pytest.raises(ValueError, match="7 rows of 24"):
        daily_heatmap.svg(counts, WORDS, Size.WIDE)


@pytest.mark.parametrize("size", Size)
def test_a_year_has_a_cell_a_day(size: Size):
    """2024 has 366 cells, none over another, also where a day is missing from the counts."""
    days = year(4)
    del days[date(2024, 2, 29)]

    drawn = cells(calendar.svg(days, NEW_YEAR, SILVESTER, WORDS, size))

    assert (len(drawn["land"]), len(drawn["scale-6"])) == (1, 365)
    assert Counter([*drawn["land"], *drawn["scale-6"]]).most_common(1)[0][1] == 1


@pytest.mark.parametrize("start", [date(2023, 1, 1) + timedelta(days=11 * i) for i in range(34)])
@pytest.mark.parametrize("size", Size)
def test_any_year_fits(start: date, size: Size):
    """A year from any day on stays within the chart, and its months' names stand apart."""
    end = start + timedelta(days=365)
    days = {start + timedelta(days=i): 1 for i in range(366)}

    svg = calendar.svg(days, start, end, WORDS, size)
    names = [label for label in Drawn(svg).labels if label.words in calendar.MONTHS]

    assert max(x for found in cells(svg).values() for x, _ in found) / 10 + 8 <= size.value
    assert len(names) >= 11
    assert all(a is b or not a.meets(b) for a in names for b in names)
    assert all(label.right <= size.value for label in names)


def test_more_than_a_year_is_refused():
    """A calendar is a year at most and a day at least."""
    with pytest.raises(ValueError, match="not between one day and a year"):
        calendar.svg({}, date(2024, 1, 1), date(2025, 1, 1), WORDS, Size.WIDE)
    with pytest.raises(ValueError, match="not between one day and a year"):
        calendar.svg({}, date(2024, 1, 2), date(2024, 1, 1), WORDS, Size.WIDE)


def test_a_day_that_is_not_over_is_striped():
    """The last cell of the calendar, and only where it is said to run."""
    end = date(2024, 5, 15)
    running = calendar.svg({end: 3}, NEW_YEAR, end, WORDS, Size.WIDE, running=True).decode()
    assert 'class="paper"' in running
    assert 'class="paper"' not in calendar.svg({end: 3}, NEW_YEAR, end, WORDS, Size.WIDE).decode()
