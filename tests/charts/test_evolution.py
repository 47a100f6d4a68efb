"""Artists over time, strip by strip."""

from itertools import combinations

import pytest

from generator.charts import evolution
from generator.charts.canvas import Size
from generator.charts.evolution import Series
from tests.charts.sample import WORDS, Drawn, boxes, series

WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("units", [WEEK, *([str(2025 - n + i) for i in range(n)] for n in range(1, 32))], ids=len)
def test_units_stand_apart_for_any_number(units: list[str], size: Size):
    """Weekdays and 1 to 31 years: no two words meet or leave the chart, and the first unit is named."""
    drawn = Drawn(evolution.svg(series(40, len(units)), units, WORDS, size))

    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
    assert units[0] in drawn.words


def test_every_strip_is_to_the_same_scale():
    """Ten listens of one artist are as high as ten of another."""
    svg = evolution.svg([Series("a", [40, 10]), Series("b", [10, 20])], ["Jan", "Feb"], WORDS, Size.WIDE)
    heights = [height for *_, height in boxes(svg, "accent")]

    assert heights[1] == heights[2]
    assert heights[0] == pytest.approx(2 * heights[3], abs=0.11)
    assert heights[0] == pytest.approx(4 * heights[1], abs=0.31)


def test_the_axis_of_time_is_shared():
    """The bars of one unit stand one under the other, over its name."""
    svg = evolution.svg([Series("a", [4, 1]), Series("b", [1, 2])], ["Jan", "Feb"], WORDS, Size.WIDE)
    lefts = [left for left, *_ in boxes(svg, "accent")]
    name = next(label for label in Drawn(svg).labels if label.words == "Feb")

    assert lefts[:2] == lefts[2:]
    assert name.left > lefts[0] + 40
    assert lefts[1] < (name.left + name.right) / 2 < lefts[1] + 40


@pytest.mark.parametrize(("size", "most"), [(Size.WIDE, 10), (Size.NARROW, 7)])
def test_the_most_heard_artists_are_shown(size: Size, most: int):
    """Of 20 artists those with the most listens, most heard first; of equals the one given first."""
    given = [Series(f"artist {number}", [number // 2, 1]) for number in range(20)]

    words = Drawn(evolution.svg(given, ["Jan", "Feb"], WORDS, size)).words

    shown = [18, 19, 16, 17, 14, 15, 12, 13, 10, 11][:most]
    assert [word for word in words if word.startswith("artist ")] == [f"artist {number}" for number in shown]


def test_the_total_stands_beside_the_name():
    """12 and 30 listens are 42."""
    assert Drawn(evolution.svg([Series("a", [12, 30])], ["Jan", "Feb"], WORDS, Size.NARROW)).words.count("42") == 1


def test_the_height_is_that_of_the_artists():
    """Fewer artists, a lower chart; drawn again in another order, the same bytes."""
    ten, three = ([Series(f"artist {n}", [n + 1, 1]) for n in range(number)] for number in (10, 3))
    draw = [evolution.svg(given, ["Jan", "Feb"], WORDS, Size.WIDE) for given in (ten, three, ten, three)]

    assert draw[:2] == draw[2:]
    assert Drawn(draw[1]).height < Drawn(draw[0]).height


def test_a_series_has_a_count_for_each_unit():
    """Two counts for three units are refused."""
    with pytest.raises(ValueError, match="each of 3 units"):
        evolution.svg([Series("a", [1, 2])], ["Jan", "Feb", "Mar"], WORDS, Size.WIDE)


def test_no_artist_is_said():
    """Without artists, or without listens, there is a line of words."""
    assert Drawn(evolution.svg([], [], WORDS, Size.WIDE)).words == ["no listens"]
    assert Drawn(evolution.svg([Series("a", [0])], ["Jan"], WORDS, Size.WIDE)).words == ["no listens"]


def test_a_count_is_never_negative():
    """A negative count is refused where the series is made, naming it."""
    with pytest.raises(ValueError, match="a: -1 listens"):
        Series("a", [3, -1])


def test_a_unit_that_is_not_over_is_striped():
    """Stripes of the paper lie over the last bars alone."""
    given = [Series("a", [40, 40])]
    svg = evolution.svg(given, ["Jan", "Feb"], WORDS, Size.WIDE, running=True)
    stripes, bars = boxes(svg, "paper"), boxes(svg, "accent")
    assert {left for left, *_ in stripes} == {bars[-1][0]}
    assert 'class="paper"' not in evolution.svg(given, ["Jan", "Feb"], WORDS, Size.WIDE).decode()
