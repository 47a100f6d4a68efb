"""Groups of bars with their numbers."""

import pytest

from generator.charts import proportions
from generator.charts.canvas import Size
from generator.charts.proportions import Group
from tests.charts.sample import WORDS, Drawn, boxes


def drawn(*groups: Group, size: Size = Size.WIDE) -> bytes:
    return proportions.svg(groups, WORDS, size)


@pytest.mark.parametrize("size", Size)
def test_bars_of_a_group_share_a_scale(size: Size):
    """400 is twice as long as 200 beside it, and as long as the 4 that is the most of another group."""
    svg = drawn(Group("Users", (("a", 400), ("b", 200))), Group("Projects", (("c", 4),)), size=size)
    long, short, other = (width for _, _, width, _ in boxes(svg, "accent"))

    assert long == pytest.approx(2 * short, abs=0.2)
    assert long == other


def test_every_number_is_written():
    """In full up to seven digits, then short; nothing known is a word, and no bar."""
    svg = drawn(Group("Tasks", (("a", 1_801_222), ("b", 12_000_000), ("c", 0), ("d", None))))

    assert {"1,801,222", "12 M", "0", "unknown"} <= set(Drawn(svg).words)
    assert len(boxes(svg, "accent")) == 2


def test_one_among_millions_is_seen():
    """The smallest bar is a px wide."""
    assert min(width for _, _, width, _ in boxes(drawn(Group("x", (("a", 9_000_000), ("b", 1)))), "accent")) == 1


def test_a_count_is_never_negative():
    """A negative count is refused where the group is made, naming the bar."""
    with pytest.raises(ValueError, match=r"Draft: -1; a count is never negative"):
        Group("Projects", (("Draft", -1),))
