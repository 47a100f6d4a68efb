"""Listening activity, bar by bar."""

import re
from itertools import combinations, pairwise

import pytest

from generator.charts import activity
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn, buckets

LONG = ("1 October 2023 – 31 December 2023", "1 January 2024 – 31 March 2024")


def bars(svg: bytes, colour: str) -> list[tuple[float, float, float]]:
    """Left edge, width and height in px of every bar of a colour; the first path of the colour holds them."""
    path = re.search(rf'<path class="{colour}" d="([^"]+)"', svg.decode())
    boxes = re.findall(r"M(\d+) ?-?\d+h(\d+)v(\d+)", path[1] if path else "")
    return [(int(x) / 10, int(w) / 10, int(h) / 10) for x, w, h in boxes]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("number", range(1, 184))
def test_labels_stand_apart_for_any_number_of_buckets(number: int, size: Size):
    """From 1 to 183 buckets, whatever the current period's first, no two words overlap or leave the chart."""
    drawn = Drawn(activity.svg(buckets(*range(1, number + 1), current=number // 2), LONG, WORDS, size))

    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
    assert buckets(*range(number))[number // 2].short in drawn.words


def test_previous_and_current_are_told_apart():
    """Bars before the current period are in the paler colour, and each colour has its name in the legend."""
    svg = activity.svg(buckets(1, 2, 3, 4, current=3), ("April 2024", "May 2024"), WORDS, Size.WIDE)

    assert (len(bars(svg, "accent-soft")), len(bars(svg, "accent"))) == (3, 1)
    assert {"April 2024", "May 2024"} <= set(Drawn(svg).words)


def test_bars_are_in_proportion_from_zero():
    """Twice the listens, twice the bar; no listens, no bar."""
    svg = activity.svg(buckets(50, 100, 0, 25), None, WORDS, Size.WIDE)
    half, full, quarter = (height for _, _, height in bars(svg, "accent"))

    assert half == pytest.approx(full / 2, abs=0.11)
    assert quarter == pytest.approx(full / 4, abs=0.11)
    assert "0" in Drawn(svg).words


def test_a_single_listen_among_millions_is_seen():
    """The smallest bar is a px high."""
    assert min(height for *_, height in bars(activity.svg(buckets(1, 10**7), None, WORDS, Size.WIDE), "accent")) == 1


def test_one_bucket_is_a_bar_not_a_wall():
    """A lone bar is no wider than 40 px, and its bucket is named."""
    svg = activity.svg(buckets(7), None, WORDS, Size.WIDE)

    assert [width for _, width, _ in bars(svg, "accent")] == [40]
    assert "1 Apr" in Drawn(svg).words


def test_bars_do_not_touch():
    """Of 183 bars on a narrow chart, each ends before the next begins."""
    placed = bars(activity.svg(buckets(*[5] * 183), None, WORDS, Size.NARROW), "accent")

    assert len(placed) == 183
    assert all(x + width < after for (x, width, _), (after, _, _) in pairwise(placed))


def test_no_buckets_are_no_listens():
    """A chart of nothing is a line of words."""
    assert Drawn(activity.svg([], None, WORDS, Size.NARROW)).words == ["no listens"]


def test_a_count_is_never_negative():
    """A negative count is refused where the bucket is made, naming it."""
    with pytest.raises(ValueError, match="Monday 1 April 2024: -1; a count"):
        buckets(-1)
