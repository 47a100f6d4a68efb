"""Bars in two parts."""

import pytest

from generator.charts import stacked
from generator.charts.canvas import Size
from generator.charts.stacked import Bar
from tests.charts.sample import WORDS, Drawn, boxes

PARTS = ("registered", "anonymous")


def drawn(*counts: tuple[int, int], size: Size = Size.WIDE) -> bytes:
    bars = [Bar(f"bar {place}", str(place), *both) for place, both in enumerate(counts)]
    return stacked.svg(bars, PARTS, "task runs", WORDS, size)


def test_the_second_part_stands_on_the_first():
    """Of 30 and 10 the first is three times as high, and the second begins where it ends."""
    svg = drawn((30, 10))
    (_, top, _, height), *_ = boxes(svg, "accent")
    (_, upper_top, _, upper_height), *_ = boxes(svg, "accent-soft")

    assert height == pytest.approx(3 * upper_height, abs=0.2)
    assert upper_top + upper_height == pytest.approx(top, abs=0.2)


def test_the_axis_reaches_both_parts():
    """The highest bar of 30 and 25 is 55: the axis goes to 60, from 0."""
    assert {"0", "20", "40", "60"} <= set(Drawn(drawn((30, 25), (1, 1))).words)


@pytest.mark.parametrize("size", Size)
def test_the_parts_are_named(size: Size):
    """Each colour has its name in the legend, beside what is counted."""
    assert {"task runs", *PARTS} <= set(Drawn(drawn((1, 2), size=size)).words)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("parts", [PARTS, (*PARTS, "external")])
def test_the_legend_ends_within_the_chart(parts: tuple[str, ...], size: Size):
    """However many colours have a name."""
    svg = stacked.svg([Bar("a", "a", 1, 2, third=3)], parts, "task runs", WORDS, size)
    assert max(label.right for label in Drawn(svg).labels) <= size.value


def test_nothing_is_said_in_words():
    """Empty bars, or none, are a line of words."""
    assert Drawn(drawn((0, 0))).words == ["no task runs"]
    assert Drawn(drawn()).words == ["no task runs"]


def test_a_count_is_never_negative():
    """A negative part is refused where the bar is made, naming it."""
    with pytest.raises(ValueError, match=r"14:00: 3 and -1; a count is never negative"):
        Bar("14:00", "14", 3, -1)
