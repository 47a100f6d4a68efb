"""Proportions: a few groups of bars, each bar with its name and its number; bars of a group share a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import lettering, steps
from generator.charts.canvas import Box, Canvas, Size, Words, blank

GROUP = 26  # px, the name of a group
ROW = 24  # px, a bar
BAR = 14  # px, how thick a bar is
APART = 14  # px between two groups
LEFT = {Size.WIDE: 130, Size.NARROW: 104}  # px, the names of bars
NUMBER = {Size.WIDE: 110, Size.NARROW: 88}  # px, the numbers after them
GAP = 8  # px
UNKNOWN = "unknown"
LONGEST = 9_999_999  # the largest number written in full


@dataclass(frozen=True, slots=True)
class Group:
    """A name, and its bars: the name and the count of each, None when nobody knows."""

    name: str
    bars: tuple[tuple[str, int | None], ...]

    def __post_init__(self) -> None:
        for name, count in self.bars:
            if count is not None and count < 0:
                raise ValueError(f"{name}: {count}; a count is never negative")


def svg(groups: Sequence[Group], words: Words, size: Size) -> bytes:
    """The chart of some groups, one under the other, as high as they are."""
    canvas = blank("proportions", size, heights(groups))
    draw(canvas, groups)
    return canvas.svg(words)


def heights(groups: Sequence[Group]) -> dict[Size, int]:
    """How high the chart of some groups is, at any size."""
    height = sum(GROUP + ROW * len(group.bars) for group in groups) + APART * max(len(groups) - 1, 0)
    return dict.fromkeys(Size, max(height, GROUP))


def draw(canvas: Canvas, groups: Sequence[Group]) -> None:
    """Every group under its name."""
    top = 0.0
    for group in groups:
        canvas.text(0, top + 12, lettering.fitted(group.name, canvas.width), colour="ink")
        _bars(canvas, group, top + GROUP)
        top += GROUP + ROW * len(group.bars) + APART


def _bars(canvas: Canvas, group: Group, top: float) -> None:
    size = Size(canvas.width)
    left, room = LEFT[size], canvas.width - LEFT[size] - NUMBER[size]
    most = max((count or 0 for _, count in group.bars), default=0)
    boxes: list[Box] = []
    for row, (name, count) in enumerate(group.bars):
        middle = top + ROW * row + ROW / 2
        wide = max(room * count / most, 1) if count else 0
        boxes.append((left, middle - BAR / 2, wide, BAR))
        canvas.text(0, middle + 4, lettering.fitted(name, left - GAP))
        canvas.text(round(left + wide + GAP, 1), middle + 4, _said(count), colour="ink")
    canvas.boxes("accent", boxes)
    canvas.boxes("axis", [(left - 1, top, 1, ROW * len(group.bars))])


def _said(count: int | None) -> str:
    if count is None:
        return UNKNOWN
    return f"{count:,}" if count <= LONGEST else steps.short(count)
