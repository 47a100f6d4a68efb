"""Listens by year of first release, bar by bar."""

from itertools import combinations

import pytest

from generator.charts import era
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn, boxes


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("span", [*range(1, 60), *range(60, 231, 10)])
def test_years_stand_apart_for_any_span(span: int, size: Size):
    """Up to 230 years, the highest at an end or between: no two words meet or leave the chart, and a year is named."""
    for highest in {0, span // 3, span - 1}:
        years = {2026 - i: 9_999 if i == highest else 1 for i in range(span)}
        drawn = Drawn(era.svg(years, WORDS, size))

        assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
        assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
        assert any(word.isdecimal() and len(word) == 4 for word in drawn.words)


def test_a_year_without_listens_is_a_gap():
    """1957 and 1960 are three years apart: two bars, three bars' room between their left edges."""
    (first, *_), (last, *_) = boxes(era.svg({1957: 2, 1958: 0, 1960: 1}, WORDS, Size.WIDE), "accent")
    (left, *_), (right, *_) = boxes(era.svg({1957: 2, 1958: 5, 1959: 5, 1960: 1}, WORDS, Size.WIDE), "accent")[::3]

    assert last - first == pytest.approx(right - left, abs=0.2)


def test_years_come_in_order_whatever_order_they_are_given_in():
    """The order of the mapping does not show."""
    assert era.svg({2024: 1, 1957: 5}, WORDS, Size.WIDE) == era.svg({1957: 5, 2024: 1}, WORDS, Size.WIDE)


def test_zero_years_at_the_ends_are_left_out():
    """The axis runs from the first year with a listen to the last."""
    bare = era.svg({1957: 5, 2024: 1}, WORDS, Size.WIDE)

    assert era.svg({1900: 0, 1957: 5, 2024: 1, 2026: 0}, WORDS, Size.WIDE) == bare


def test_the_highest_year_is_named_with_its_listens():
    """1994 with 1,532 listens has the highest bar; of equal years the earliest is named."""
    assert "1994: 1,532" in Drawn(era.svg({1957: 3, 1994: 1532, 2024: 8}, WORDS, Size.NARROW)).words
    assert "1957: 8" in Drawn(era.svg({2024: 8, 1957: 8}, WORDS, Size.NARROW)).words


@pytest.mark.parametrize(("size", "named"), [(Size.WIDE, range(1960, 2025, 5)), (Size.NARROW, range(1960, 2025, 10))])
def test_decades_are_named(size: Size, named: range):
    """Of 1957 to 2024, round years are named and ticked."""
    svg = era.svg(dict.fromkeys(range(1957, 2025), 3), WORDS, size)

    assert [word for word in Drawn(svg).words if len(word) == 4] == [str(year) for year in named]
    assert len([box for box in boxes(svg, "axis") if box[2] == 1]) == len(named)


def test_bars_are_in_proportion_from_zero():
    """Twice the listens, twice the bar; a single listen among millions is a px."""
    half, full, least = (
        height
        for *_, height in boxes(era.svg({1990: 5_000_000, 1991: 10_000_000, 1992: 1}, WORDS, Size.WIDE), "accent")
    )

    assert half == pytest.approx(full / 2, abs=0.11)
    assert least == 1


@pytest.mark.parametrize("size", Size)
def test_two_centuries_keep_a_px_a_year(size: Size):
    """Every bar of 1800 to 2026 is at least 0.9 px wide and within the chart."""
    bars = boxes(era.svg(dict.fromkeys(range(1800, 2027), 7), WORDS, size), "accent")

    assert len(bars) == 227
    assert all(width >= 0.9 and 0 < left < left + width <= size.value for left, _, width, _ in bars)
