"""Two counts of each bucket of time: a pale bar, and in front of it a narrower one of what is counted second."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import activity, axis, lettering, steps
from generator.charts.activity import Bucket
from generator.charts.canvas import Box, Canvas, Size, Words, blank, width_of

HEIGHT = {Size.WIDE: 260, Size.NARROW: 260}
TOP = 30  # px, the legend
RIGHT = 2  # px
BAR = 40  # px, the widest bar
INNER = 0.5  # of a bar's width


@dataclass(frozen=True, slots=True)
class Pair:
    """A bucket of time, named as those of activity are, and its two counts."""

    label: str
    short: str
    outer: int
    inner: int
    running: bool = False
    place: axis.TickPlace | None = None

    def __post_init__(self) -> None:
        if min(self.outer, self.inner) < 0:
            raise ValueError(f"{self.label}: {self.outer} and {self.inner}; a count is never negative")


def svg(pairs: Sequence[Pair], names: tuple[str, str], words: Words, size: Size) -> bytes:
    """The chart of some buckets in order of time; `names` are what the outer and the inner bars count."""
    canvas = blank("pairs", size, HEIGHT)
    draw(canvas, pairs, names)
    return canvas.svg(words)


def draw(canvas: Canvas, pairs: Sequence[Pair], names: tuple[str, str]) -> None:
    """Axis, bars, labels and legend, or a quiet line when all counts are 0."""
    most = max((max(pair.outer, pair.inner) for pair in pairs), default=0)
    if most == 0:
        axis.nothing(canvas, f"no {names[0]}, no {names[1]}")
        return
    marks = steps.ticks(most)
    left = axis.left(marks)
    plot = (left, TOP, canvas.width - left - RIGHT, canvas.height - axis.FOOT - TOP)
    axis.grid(canvas, plot, marks)
    pitch = plot[2] / len(pairs)
    bar = min(pitch * 0.8, BAR)
    outer = _bars(canvas, plot, "accent-soft", bar, [pair.outer / marks[-1] for pair in pairs])
    inner = _bars(canvas, plot, "accent", bar * INNER, [pair.inner / marks[-1] for pair in pairs])
    higher = [max(both, key=lambda box: box[3]) for both in zip(outer, inner, strict=True)]
    axis.unfinished(canvas, [box for box, pair in zip(higher, pairs, strict=True) if pair.running])
    canvas.boxes("axis", [(left, round(TOP + plot[3]), plot[2], 1)])
    _labels(canvas, plot, pairs)
    _legend(canvas, names)


def _bars(canvas: Canvas, plot: Box, colour: str, bar: float, parts: Sequence[float]) -> list[Box]:
    """Bars of these parts of the plot's height, at least a px high but for 0."""
    left, top, width, height = plot
    pitch, base = width / len(parts), round(top + height)
    talls = [max(height * part, 1) if part else 0 for part in parts]
    boxes = [(left + (place + 0.5) * pitch - bar / 2, base - tall, bar, tall) for place, tall in enumerate(talls)]
    canvas.boxes(colour, boxes)
    return boxes


def _named(pairs: Sequence[Pair]) -> list[Bucket]:
    return [Bucket(pair.label, pair.short, pair.outer, place=pair.place) for pair in pairs]


def _labels(canvas: Canvas, plot: Box, pairs: Sequence[Pair]) -> None:
    left, top, width, height = plot
    pitch = width / len(pairs)
    for place, label in activity.labels(_named(pairs), pitch):
        half = width_of(label) / 2
        x = min(max(left + (place + 0.5) * pitch, half), canvas.width - half)
        canvas.text(round(x, 1), top + height + 17, label, "middle")


def _legend(canvas: Canvas, names: tuple[str, str]) -> None:
    x = 0.0
    for colour, name in zip(("accent-soft", "accent"), names, strict=True):
        canvas.boxes(colour, [(round(x), 1, 12, 12)])
        canvas.text(round(x) + 18, 12, name, colour="ink")
        x += 18 + lettering.width(name) + 16
