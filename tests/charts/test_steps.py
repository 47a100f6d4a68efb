"""Round steps and short numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import steps


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (9_999, "9,999"),
        (10_000, "10 k"),
        (12_345, "12.3 k"),
        (999_499, "999 k"),
        (999_500, "1 M"),
        (1_250_000, "1.25 M"),
        (10_000_000, "10 M"),
        (2_000_000_000, "2 G"),
    ],
)
def test_a_short_number(number: int, text: str):
    """In full to 9,999, then three digits and a unit."""
    assert steps.short(number) == text


@given(st.integers(0, 10**10))
def test_an_axis_reaches_its_number_in_few_whole_steps(most: int):
    """From 0 in even whole steps, at most four of them, to the number or beyond."""
    ticks = steps.ticks(most)

    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 5
    assert ticks[-1] >= most
    assert len({b - a for a, b in pairwise(ticks)}) == 1


@given(st.lists(st.integers(0, 10**7), max_size=60))
def test_even_classes_hold_every_count_once(counts: list[int]):
    """Every count above 0 falls in exactly one of at most six classes, which follow one another from 1 on."""
    classes = steps.even_classes(counts)

    assert len(classes) <= 6
    assert all(sum(c.low <= count <= c.high for c in classes) == 1 for count in counts if count)
    assert [c.low for c in classes] == [1, *(c.high + 1 for c in classes)][: len(classes)]


@given(st.integers(0, 10**10))
def test_growing_classes_reach_the_most(most: int):
    """At most six classes follow one another from 1 to the largest count or beyond."""
    classes = steps.growing_classes(most)

    assert len(classes) <= 6
    assert [c.low for c in classes] == [1, *(c.high + 1 for c in classes)][: len(classes)]
    assert classes == [] if most == 0 else classes[-1].low <= most <= classes[-1].high


def test_one_wild_day_does_not_wash_out_the_others():
    """Among a hundred days of 1 to 50 listens and one of 5,000, the classes stay ten wide and the last is open."""
    classes = steps.even_classes([*range(1, 51), *range(1, 51), 5000])

    assert [c.label for c in classes] == ["1–10", "11–20", "21–30", "31–40", "41–50", "51–5,000"]
