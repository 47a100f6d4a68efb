"""Two counts of each bucket, bar in bar."""

from itertools import combinations

import pytest

from generator.charts import pairs
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn, boxes, buckets

NAMES = ("loads", "plays")


def days(*counts: tuple[int, int]) -> list[pairs.Pair]:
    """A pair a day from 1 April 2024."""
    named = buckets(*[0] * len(counts))
    return [pairs.Pair(day.label, day.short, *both) for day, both in zip(named, counts, strict=True)]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("number", range(1, 125))
def test_labels_stand_apart_for_any_number_of_days(number: int, size: Size):
    """No two words overlap or leave the chart."""
    drawn = Drawn(pairs.svg(days(*[(9, 5)] * number), NAMES, WORDS, size))
    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
    assert "1 Apr" in drawn.words


def test_the_second_count_stands_within_the_first():
    """Half as wide, in its middle, in proportion from zero; each has its name in the legend."""
    svg = pairs.svg(days((100, 50), (0, 0), (50, 100)), NAMES, WORDS, Size.WIDE)
    (outer, *_), (inner, *_) = boxes(svg, "accent-soft"), boxes(svg, "accent")
    top = min(y for _, y, *_ in boxes(svg, "grid"))
    assert inner[0] + inner[2] / 2 == pytest.approx(outer[0] + outer[2] / 2, abs=0.11)
    assert inner[2] == pytest.approx(outer[2] / 2, abs=0.11)
    assert inner[3] == pytest.approx(outer[3] / 2, abs=0.11)
    assert outer[1] == pytest.approx(top, abs=1)
    assert set(NAMES) <= set(Drawn(svg).words)


def test_more_of_the_second_are_seen_too():
    """A file without loads has plays all the same: the inner bar is the higher one, the outer one still beside it."""
    svg = pairs.svg(days((50, 100)), NAMES, WORDS, Size.WIDE)
    (outer, *_), (inner, *_) = boxes(svg, "accent-soft"), boxes(svg, "accent")
    assert inner[3] == pytest.approx(2 * outer[3], abs=0.11)
    assert outer[0] < inner[0] < inner[0] + inner[2] < outer[0] + outer[2]


def test_one_among_millions_is_seen():
    """The smallest bar is a px high, and none is no bar."""
    svg = pairs.svg(days((10**7, 1), (0, 0)), NAMES, WORDS, Size.WIDE)
    assert [box[3] for box in boxes(svg, "accent") if box[3] != 12] == [1]


def test_nothing_is_said():
    """Without a load or a play there is a line of words."""
    assert Drawn(pairs.svg(days((0, 0)), NAMES, WORDS, Size.NARROW)).words == ["no loads, no plays"]


def test_a_count_is_never_negative():
    """A negative count is refused where the pair is made, naming it."""
    with pytest.raises(ValueError, match="1 April: 1 and -2; a count is never negative"):
        pairs.Pair("1 April", "1 Apr", 1, -2)
