"""Axes: round tops, three counts in one unit, names that do not meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import lettering, scale
from generator.charts.scale import Name


@given(st.integers(0, 10**10))
def test_an_axis_reaches_its_count_and_not_much_more(most: int):
    """The top is even, so that half of it is whole, and at most five quarters of the count."""
    top = scale.top(most)

    assert top >= max(most, 2)
    assert top % 2 == 0
    assert top <= max(1.4 * most, 4)


@given(st.integers(0, 10**10))
def test_an_axis_counts_in_one_unit(most: int):
    """Its top and its half end in the same unit, and say what they are."""
    top, half, zero = scale.counts(scale.top(most))
    unit = top.partition("\u00a0")[2]

    assert zero == "0"
    assert half.partition("\u00a0")[2] == unit
    of = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}[unit]
    values = [round(float(said.partition("\u00a0")[0].replace(",", "")) * of) for said in (top, half)]
    assert values[0] == 2 * values[1] == scale.top(most)


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (0, ("2", "1", "0")),
        (3, ("4", "2", "0")),
        (1_500, ("1,600", "800", "0")),
        (23_000, ("24\u00a0k", "12\u00a0k", "0")),
        (1_100_000, ("1.2\u00a0M", "0.6\u00a0M", "0")),
    ],
)
def test_what_an_axis_says(most: int, said: tuple[str, str, str]):
    """In full below ten thousand."""
    assert scale.counts(scale.top(most)) == said


@given(st.lists(st.text("ab 1", max_size=9), min_size=1, max_size=90))
def test_names_do_not_meet(words: list[str]):
    """On the narrowest plot of each size, in a font wider than the page's, names keep apart and within the plot."""
    ticks = scale.ticks([Name(word) for word in words])
    for room, width in scale.ROOMS.items():
        end = -scale.GAP
        for tick in ticks:
            if room in tick.rooms:
                wide = lettering.width(tick.words, scale.SIZE)
                at = tick.at / 100 * width
                left = {"start": at, "middle": at - wide / 2, "end": at - wide}[tick.anchor]
                assert left >= end + scale.GAP - 0.1 or wide > width
                assert left + wide <= width + 0.1 or wide > width
                end = left + wide


def test_an_ordinal():
    """Of a rank."""
    assert [scale.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21, 102, 113, 1001)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "102nd", "113th", "1,001st",
    ]  # fmt: skip
