"""Bars: from zero, all to one scale, with ticks, second parts and a line."""

from itertools import pairwise

import pytest

from generator.charts import bars
from generator.charts.bars import Bar, Bars
from tests.charts.sample import Drawn, by_year, days, numbers


def drawn(*some: Bar, **more: float) -> Drawn:
    return Drawn(bars.draw(Bars(some, "listens", "Listens", **more)))  # type: ignore[arg-type]


def test_bars_stand_on_zero_and_are_as_high_as_their_counts():
    """Of 30, 15 and 0 on an axis to 30: whole, half, nothing."""
    found = drawn(*days(30, 15, 0))

    assert found.drawing.y == ("30", "15", "0")
    assert [(top, height) for _, top, _, height in found.rects("b1")] == [(0, 100), (50, 50)]
    assert len(found.marks) == 3


def test_bars_stand_in_the_middle_of_equal_places():
    """Four bars have a quarter each; a gap is left on both sides of a bar."""
    boxes = drawn(*days(1, 2, 3, 4)).rects("b1")

    assert [round(left + width / 2, 1) for left, _, width, _ in boxes] == [12.5, 37.5, 62.5, 87.5]


def test_one_bar_is_no_wall():
    """A bar alone is not wider than an eighth of the plot."""
    ((_, _, width, _),) = drawn(*days(7)).rects("b1")

    assert width <= 12.5


def test_the_smallest_count_is_seen():
    """1 beside 100,000 has a height."""
    assert min(height for *_, height in drawn(*days(1, 100_000)).rects("b1")) > 0.5


def test_the_period_before_is_a_tick_at_its_count():
    """Two days of 10 and 20 with 5 before each: two pieces of a line at a quarter of 20."""
    (data,) = drawn(*days(10, 20, before=5)).paths("ref")

    assert data.count("M") == 2
    assert {int(part.split("h")[0].split(" ")[1]) for part in data.split("M")[1:]} == {7500}


def test_the_axis_reaches_the_period_before():
    """A tick above all bars is on the plot."""
    assert drawn(*days(10, before=90)).drawing.y[0] == "100"


def test_a_second_part_stands_on_the_first():
    """6 and 4 of 10: the second one ends at the top."""
    found = drawn(Bar("A day", "10", "1", 6, second=4))

    assert found.rects("b1")[0][1:4:2] == (40, 60)
    assert found.rects("b2")[0][1:4:2] == (0, 40)


def test_a_line_has_gaps_where_nothing_is_known():
    """Means of days 1, 2, 4 and 5 are two lines."""
    known = [None if i == 2 else 3.0 for i in range(5)]
    some = [Bar(str(i), "6", str(i), 6, line=mean) for i, mean in enumerate(known)]

    assert len(drawn(*some).paths("l2")) == 2


def test_what_is_not_over_and_what_the_page_is_about_are_told_apart():
    """A running year is hollow, a marked one in the second tone."""
    found = drawn(Bar("2024", "9", "2024", 9, marked=True), Bar("2025", "4", "2025", 4, running=True))

    assert len(found.rects("b2")) == 1
    assert len(found.rects("b1 part")) == 1


def test_many_bars_share_marks_and_lose_no_count():
    """A year of days has at most 120 marks, and each count is in the text of one; all bars are one outline."""
    counts = [i % 9 + 1 for i in range(366)]
    found = drawn(*days(*counts))
    said = [numbers(mark.title.split(": ")[1]) for mark in found.marks]

    assert len(found.marks) <= 120
    assert [count for some in said for count in some] == counts
    assert found.paths("b1")[0].count("M") == 366


def test_a_bar_leads_to_its_page():
    """A bar with a page is a link."""
    (mark,) = drawn(Bar("2024", "9 listens", "2024", 9, href="year/2024.html")).marks

    assert mark.element.tag == "a"
    assert mark.element.get("href") == "year/2024.html"
    assert mark.title == "2024: 9 listens"


@pytest.mark.parametrize("count", [1, 2, 24, 60])
def test_years_are_named_at_a_steady_step_and_never_meet(count: int):
    """On plots of each size the named years are equally far apart."""
    ticks = drawn(*by_year(1990, *[5] * count)).drawing.x
    for room in "shw":
        named = [int(tick.words) for tick in ticks if room in tick.rooms]
        assert named
        assert len({b - a for a, b in pairwise(named)}) <= 1
