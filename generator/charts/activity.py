"""Listening activity: a bar for each bucket of time, the previous period paler than the current one."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import axis, steps
from generator.charts.canvas import Box, Canvas, Size, Words, blank, width_of

HEIGHT = {Size.WIDE: 260, Size.NARROW: 260}
ROW = 18  # px, a line of words above the plot
RIGHT = 2  # px
BAR = 40  # px, the widest bar


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of time and its listens.

    `label` names it in full ("Wednesday 1 May 2024"), `short` under its bar ("1 May"); `current` is False in the
    previous period, `running` where it is not over yet. A year or a month has its `place`.
    """

    label: str
    short: str
    count: int
    current: bool = True
    running: bool = False
    place: axis.TickPlace | None = None

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"{self.label}: {self.count}; a count is never negative")


def svg(
    buckets: Sequence[Bucket], names: tuple[str, str] | None, words: Words, size: Size, unit: str = "listens"
) -> bytes:
    """The chart of some buckets in order of time.

    `names` are those of the previous and the current period; None for one series. `unit` is what is counted, in the
    plural. A negative count is a ValueError.
    """
    canvas = blank("activity", size, HEIGHT)
    draw(canvas, buckets, names, unit)
    return canvas.svg(words)


def draw(canvas: Canvas, buckets: Sequence[Bucket], names: tuple[str, str] | None, unit: str) -> None:
    """Axis, bars, labels and legend of some buckets, or a quiet line when none counts anything."""
    most = max((bucket.count for bucket in buckets), default=0)
    if most == 0:
        axis.nothing(canvas, f"no {unit}")
        return
    marks = steps.ticks(most)
    plot = _plot(canvas, marks, names)
    axis.grid(canvas, plot, marks)
    _bars(canvas, plot, buckets, marks[-1])
    _labels(canvas, plot, buckets)
    _heading(canvas, names, unit)


def _plot(canvas: Canvas, marks: Sequence[int], names: tuple[str, str] | None) -> Box:
    left = axis.left(marks)
    top = ROW * _rows(canvas, names) + 10
    return left, top, canvas.width - left - RIGHT, canvas.height - axis.FOOT - top


def _rows(canvas: Canvas, names: tuple[str, str] | None) -> int:
    return 3 if names and canvas.width == Size.NARROW.value else 1


def _bars(canvas: Canvas, plot: Box, buckets: Sequence[Bucket], full: int) -> None:
    left, top, width, height = plot
    pitch = width / len(buckets)
    bar = min(pitch * 0.8 if pitch > 4 else pitch - 0.3, BAR)  # noqa: PLR2004 - px; thin bars keep a hairline apart
    base = round(top + height)
    talls = [max(height * bucket.count / full, min(bucket.count, 1)) for bucket in buckets]
    boxes = [(left + (i + 0.5) * pitch - bar / 2, base - tall, bar, tall) for i, tall in enumerate(talls)]
    for colour, current in (("accent-soft", False), ("accent", True)):
        canvas.boxes(colour, [box for box, bucket in zip(boxes, buckets, strict=True) if bucket.current is current])
    axis.unfinished(canvas, [box for box, bucket in zip(boxes, buckets, strict=True) if bucket.running])
    canvas.boxes("axis", [(left, base, width, 1)])


def _labels(canvas: Canvas, plot: Box, buckets: Sequence[Bucket]) -> None:
    left, top, width, height = plot
    pitch = width / len(buckets)
    for i, label in labels(buckets, pitch):
        half = width_of(label) / 2
        x = min(max(left + (i + 0.5) * pitch, half), canvas.width - half)
        canvas.text(round(x, 1), top + height + 17, label, "middle")


def labels(buckets: Sequence[Bucket], pitch: float) -> list[tuple[int, str]]:
    """The places of the buckets that are named, and their labels; the first month has its year."""
    first, *others = labelled(buckets, pitch)
    dated = axis.dated(buckets[first].short, buckets[first].place)
    return [(first, dated), *((i, buckets[i].short) for i in others)]


def labelled(buckets: Sequence[Bucket], pitch: float) -> list[int]:
    """The places of the buckets that are named, `pitch` px apart: years and months at a steady step of the calendar.

    Others are named evenly, the current period's first among them. A label that would stand too near to the one before,
    having been moved in from the edge, is left out.
    """
    named = _named(buckets, pitch)
    width = max(width_of(bucket.short) for bucket in buckets)
    edge = (width - pitch) / 2  # how far a label on the outermost bucket reaches out of the plot
    out = edge - (len(buckets) - 1 - named[-1]) * pitch
    near = len(named) > 1 and out > (named[1] - named[0]) * pitch - width - axis.GAP
    return named[:-1] if near else named


def _named(buckets: Sequence[Bucket], pitch: float) -> list[int]:
    labels, places = [bucket.short for bucket in buckets], [bucket.place for bucket in buckets if bucket.place]
    if len(places) == len(buckets):
        return axis.named(labels, places, pitch)
    first = next((i for i, bucket in enumerate(buckets) if bucket.current), 0)
    stride = axis.stride(labels, pitch)
    return list(range(first % stride, len(buckets), stride))


def _heading(canvas: Canvas, names: tuple[str, str] | None, unit: str) -> None:
    rows = _rows(canvas, names)
    canvas.text(0, ROW * rows - 6, unit)
    shown = list(zip(("accent-soft", "accent"), names or (), strict=False))
    right = float(canvas.width)
    for row, (colour, name) in enumerate(shown if rows > 1 else reversed(shown)):
        right = right - width_of(name) - 18 if rows == 1 else 0
        y = ROW * (row + 1 if rows > 1 else 1) - 6
        canvas.boxes(colour, [(round(right), y - 11, 12, 12)])
        canvas.text(round(right) + 18, y, name, colour="ink")
        right -= 20
