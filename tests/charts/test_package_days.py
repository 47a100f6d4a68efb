"""The days of a package: bars, and the line of their mean."""

import re
from itertools import combinations, pairwise

import pytest

from generator.charts import package_days
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn, boxes, buckets


def line(svg: bytes) -> list[tuple[float, float]]:
    """The corners in px of the first path in the accent colour, which is the line."""
    path = re.search(r'<path class="accent" d="M([^"]+)z"', svg.decode())
    assert path
    numbers = [int(number) / 10 for number in re.findall(r"-?\d+", path[1])]
    places, (x, y) = [], (0.0, 0.0)
    for across, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + down
        places.append((x, y))
    return places


def middle(points: list[tuple[float, float]], number: int) -> float:
    """How low the line is at the day of that number: half way between its two edges."""
    return (points[number][1] + points[-1 - number][1]) / 2


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("number", [1, 2, 7, 30, 89, 90])
def test_labels_stand_apart_for_any_number_of_days(number: int, size: Size):
    """From one day to ninety, no two words overlap or leave the chart."""
    drawn = Drawn(package_days.svg(buckets(*range(1, number + 1)), [1.0] * number, WORDS, size))

    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []


def test_bars_are_in_proportion_from_zero():
    """Twice the views, twice the bar; no views, no bar; the first box of the colour is the first day's."""
    svg = package_days.svg(buckets(50, 100, 0), [None, None, None], WORDS, Size.WIDE)
    half, full, _legend = boxes(svg, "accent-soft")

    assert half[3] == pytest.approx(full[3] / 2, abs=0.11)
    assert {"0", "100", "views a day", "mean of seven days"} <= set(Drawn(svg).words)


def test_the_line_is_as_high_as_a_bar_of_its_count():
    """Means of 50 and 100 reach where the bars of 50 and 100 do, above the middle of their bars."""
    svg = package_days.svg(buckets(50, 100), [50.0, 100.0], WORDS, Size.WIDE)
    bars = boxes(svg, "accent-soft")
    points = line(svg)

    for number in (0, 1):
        left, top, width, _ = bars[number]
        assert middle(points, number) == pytest.approx(top, abs=0.6)
        assert (points[number][0] + points[3 - number][0]) / 2 == pytest.approx(left + width / 2, abs=0.6)


def test_the_line_begins_where_the_mean_is_known():
    """Without a mean on the first six of eight days, the line has two points, and four corners."""
    svg = package_days.svg(buckets(*[7] * 8), [None] * 6 + [7.0, 6.0], WORDS, Size.WIDE)
    left, _, width, _ = boxes(svg, "accent-soft")[6]

    assert min(x for x, _ in line(svg)) == pytest.approx(left + width / 2, abs=0.6)
    assert len(set(line(svg)[:4])) == 4


def test_a_mean_alone_is_a_dot():
    """One day with a mean has a box of four px on it."""
    svg = package_days.svg(buckets(7), [7.0], WORDS, Size.WIDE)

    assert [width for _, _, width, _ in boxes(svg, "accent")] == [4, 12]


def test_a_mean_higher_than_every_day_shown_is_within_the_chart():
    """The week before the first day shown may have been wilder."""
    svg = package_days.svg(buckets(1, 1), [900.0, 800.0], WORDS, Size.WIDE)

    assert min(y for _, y in line(svg)) > 0
    assert "1,000" in Drawn(svg).words


def test_bars_do_not_touch():
    """Of ninety bars on a narrow chart, each ends before the next begins."""
    placed = boxes(package_days.svg(buckets(*[5] * 90), [5.0] * 90, WORDS, Size.NARROW), "accent-soft")[:90]

    assert all(x + width < after for (x, _, width, _), (after, _, _, _) in pairwise(placed))


def test_no_days_are_no_views():
    """A chart of nothing is a line of words."""
    assert Drawn(package_days.svg([], [], WORDS, Size.NARROW)).words == ["no views"]
