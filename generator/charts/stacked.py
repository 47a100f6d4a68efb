"""Counts in parts, bar by bar: the first part stands on the line, the second, paler, upon it, a third in grey above."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import axis, lettering, steps
from generator.charts.activity import Bucket, labels
from generator.charts.canvas import Box, Canvas, Size, Words, blank, width_of

HEIGHT = {Size.WIDE: 260, Size.NARROW: 260}
ROW = 18  # px, a line of words above the plot
RIGHT = 2  # px
BAR = 40  # px, the widest bar
COLOURS = ("accent", "accent-soft", "axis")  # of the parts


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in two or three parts. `label` names it in full ("14:00 – 15:00"), `short` under the bar ("14").

    `running` is one that is not over yet. A year or a month has its `place`.
    """

    label: str
    short: str
    first: int
    second: int
    running: bool = False
    place: axis.TickPlace | None = None
    third: int = 0

    def __post_init__(self) -> None:
        if min(self.parts) < 0:
            raise ValueError(f"{self.label}: {self.first} and {self.second}; a count is never negative")

    @property
    def count(self) -> int:
        """All parts."""
        return sum(self.parts)

    @property
    def parts(self) -> tuple[int, int, int]:
        """The counts from the line upwards."""
        return self.first, self.second, self.third


def svg(bars: Sequence[Bar], parts: Sequence[str], unit: str, words: Words, size: Size) -> bytes:
    """The chart of some bars; `parts` are the names of the two or three, `unit` is what is counted, in the plural."""
    canvas = blank("stacked", size, HEIGHT)
    draw(canvas, bars, parts, unit)
    return canvas.svg(words)


def draw(canvas: Canvas, bars: Sequence[Bar], parts: Sequence[str], unit: str) -> None:
    """Axis, bars, labels and legend, or a quiet line when every bar is empty."""
    most = max((bar.count for bar in bars), default=0)
    if most == 0:
        axis.nothing(canvas, f"no {unit}")
        return
    marks = steps.ticks(most)
    left, top = axis.left(marks), ROW * _rows(canvas) + 10
    plot = (left, top, canvas.width - left - RIGHT, canvas.height - axis.FOOT - top)
    axis.grid(canvas, plot, marks)
    _bars(canvas, plot, bars, marks[-1])
    _labels(canvas, plot, bars)
    _heading(canvas, parts, unit)


def _rows(canvas: Canvas) -> int:
    return 2 if canvas.width == Size.NARROW.value else 1


def _bars(canvas: Canvas, plot: Box, bars: Sequence[Bar], full: int) -> None:
    left, top, width, height = plot
    pitch = width / len(bars)
    wide = min(pitch * 0.8 if pitch > 4 else pitch - 0.3, BAR)  # noqa: PLR2004 - px; thin bars keep a hairline apart
    base = round(top + height)
    boxes: tuple[list[Box], ...] = ([], [], [])
    running: list[Box] = []
    for place, bar in enumerate(bars):
        x, y = left + (place + 0.5) * pitch - wide / 2, float(base)
        for part, count in zip(boxes, bar.parts, strict=True):
            tall = max(height * count / full, min(count, 1))
            part.append((x, y - tall, wide, tall))
            running += part[-1:] if bar.running else []
            y -= tall
    for colour, part in zip(COLOURS, boxes, strict=True):
        canvas.boxes(colour, part)
    axis.unfinished(canvas, running)
    canvas.boxes("axis", [(left, base, width, 1)])


def _labels(canvas: Canvas, plot: Box, bars: Sequence[Bar]) -> None:
    left, top, width, height = plot
    pitch = width / len(bars)
    for place, label in labels([Bucket(bar.label, bar.short, bar.count, place=bar.place) for bar in bars], pitch):
        half = width_of(label) / 2
        x = min(max(left + (place + 0.5) * pitch, half), canvas.width - half)
        canvas.text(round(x, 1), top + height + 17, label, "middle")


def _heading(canvas: Canvas, parts: Sequence[str], unit: str) -> None:
    """What is counted, and the colours of the parts: beside it where there is room, else below."""
    rows = _rows(canvas)
    canvas.text(0, ROW - 6, unit)
    widths = [lettering.width(part) + 18 for part in parts]
    x = 0.0 if rows > 1 else canvas.width - sum(widths) - 20 * (len(parts) - 1)
    y = ROW * rows - 6
    for colour, part, width in zip(COLOURS, parts, widths, strict=False):
        canvas.boxes(colour, [(round(x), y - 11, 12, 12)])
        canvas.text(round(x) + 18, y, part, colour="ink")
        x += width + 20
