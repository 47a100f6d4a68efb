"""The engagement curve, second by second."""

import re
from itertools import combinations

import pytest

from generator.charts import engagement
from generator.charts.canvas import Size
from generator.charts.engagement import Cell, clock
from tests.charts.sample import WORDS, Drawn


def seconds(*counts: tuple[int, int], length: float | None = None) -> list[Cell]:
    """A cell for each second: its sessions, and how often they watched it again; the last one ends with `length`."""
    ends = [1000 * (place + 1) for place in range(len(counts))]
    last = length or ends[-1]
    return [Cell(end - 1000, min(end, last), *both) for end, both in zip(ends, counts, strict=True)]


def areas(svg: bytes, colour: str) -> list[list[tuple[float, float]]]:
    """The corners, in px, of every outline of the first mark of a colour, which is an area and no box of the legend."""
    path = re.search(rf'<path class="{colour}" d="([^"]+)"', svg.decode())
    return [_corners(part) for part in path[1].split("M")[1:]] if path else []


def _corners(part: str) -> list[tuple[float, float]]:
    """Read M, then l or h and v, all relative, in tenths of px."""
    if "h" in part:
        x, y, width, height = (int(number) for number in re.findall(r"-?\d+", part)[:4])
        return [(a / 10, b / 10) for a, b in ((x, y), (x + width, y), (x + width, y + height), (x, y + height))]
    numbers = [int(number) for number in re.findall(r"-?\d+", part)]
    x, y = 0, 0
    found = []
    for across, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + down
        found.append((x / 10, y / 10))
    return found


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("length", [1, 2, 9, 30, 59, 61, 263, 600, 1000])
def test_times_stand_apart_for_any_length(length: int, size: Size):
    """From a second to a thousand cells, no two words meet or leave the chart."""
    drawn = Drawn(engagement.svg(seconds(*[(40, 4)] * length), WORDS, size))
    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
    assert "0:00" in drawn.words


@pytest.mark.parametrize("hours", [1, 5, 30, 100])
def test_hours_are_named(hours: int):
    """Cells of a long media are longer than a second, and its times have hours."""
    width = hours * 3_600
    cells = [Cell(place * width, (place + 1) * width, 3, 0) for place in range(1000)]
    drawn = Drawn(engagement.svg(cells, WORDS, Size.NARROW))
    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert any(word.count(":") == 2 for word in drawn.words)


def test_each_second_is_as_wide_and_as_high_as_it_should_be():
    """Four sessions, then two, then four: a level stretch each, in proportion from zero, and level ones are one."""
    svg = engagement.svg(seconds((4, 0), (4, 0), (2, 0), (4, 0)), WORDS, Size.WIDE)
    (outline,) = areas(svg, "accent")
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    base, top = max(y for _, y in outline), min(y for _, y in outline)
    second, middle = (right - left) / 4, (base + top) / 2
    expected = {
        (left, top), (left + 2 * second, top), (left + 2 * second, middle), (left + 3 * second, middle),
        (left + 3 * second, top), (right, top), (right, base), (left, base),
    }  # fmt: skip
    assert len(outline) == 8
    assert all(min(abs(x - a) + abs(y - b) for a, b in expected) < 0.3 for x, y in outline)


def test_what_is_watched_again_stands_on_what_is_watched():
    """Of three seconds the second was watched again, twice: a box on two sessions, twice as high as one of them is."""
    svg = engagement.svg(seconds((2, 0), (2, 2), (2, 0)), WORDS, Size.WIDE)
    (below,), (above,) = areas(svg, "accent"), areas(svg, "accent-soft")
    assert max(y for _, y in above) == pytest.approx(min(y for _, y in below), abs=0.11)
    left, right = min(x for x, _ in below), max(x for x, _ in below)
    assert min(x for x, _ in above) == pytest.approx(left + (right - left) / 3, abs=0.11)
    assert max(x for x, _ in above) == pytest.approx(left + (right - left) * 2 / 3, abs=0.11)
    tall = [max(y for _, y in area) - min(y for _, y in area) for area in (below, above)]
    assert tall[0] == pytest.approx(tall[1], abs=0.11)


def test_a_gap_that_nobody_watched_is_bare():
    """Two areas, with nothing between them."""
    assert len(areas(engagement.svg(seconds((1, 0), (0, 0), (1, 0)), WORDS, Size.WIDE), "accent")) == 2


def test_the_last_second_is_as_long_as_what_is_left():
    """Of 1.5 s the second cell is half as wide as the first."""
    (outline,) = areas(engagement.svg(seconds((2, 0), (1, 0), length=1500), WORDS, Size.WIDE), "accent")
    xs = sorted({x for x, _ in outline})
    assert xs[1] - xs[0] == pytest.approx(2 * (xs[2] - xs[1]), abs=0.31)


def test_the_legend_names_what_is_there():
    """Without re-watching there is no word of it."""
    assert "again" in Drawn(engagement.svg(seconds((2, 1)), WORDS, Size.WIDE)).words
    assert "again" not in Drawn(engagement.svg(seconds((2, 0)), WORDS, Size.WIDE)).words


def test_nothing_watched_is_said():
    """A chart of nothing is a line of words."""
    for cells in ([], seconds((0, 0), (0, 0))):
        assert Drawn(engagement.svg(cells, WORDS, Size.WIDE)).words == ["no viewing sessions"]


def test_a_count_is_never_negative():
    """A negative count is refused where the cell is made, naming it."""
    with pytest.raises(ValueError, match=r"1:01: 3 and -1; a count is never negative"):
        Cell(61_000, 62_000, 3, -1)


@pytest.mark.parametrize(("ms", "said"), [(0, "0:00"), (59_999, "0:59"), (725_000, "12:05"), (3_723_000, "1:02:03")])
def test_times_are_said_as_players_do(ms: int, said: str):
    """Minutes and seconds, hours where there are any."""
    assert clock(ms) == said
