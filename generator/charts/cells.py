"""Cells: squares in the colour of what they count, as the heatmap and the calendar are made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.charts import legend, palette, steps
from generator.charts.canvas import Box, Canvas


def draw(canvas: Canvas, counts: Mapping[Box, int], legend_top: float) -> None:
    """Every cell in the colour of its count, with the legend that tells the counts, or that there are none."""
    _hold(counts.values())
    classes = steps.even_classes(list(counts.values()))
    cells: dict[str, list[Box]] = defaultdict(list)
    colours = {count: legend.colour_of(count, classes) for count in set(counts.values())}
    for box, count in counts.items():
        cells[colours[count]].append(box)
    for colour in ("land", *palette.SCALE):
        canvas.boxes(colour, cells[colour])
    legend.draw(canvas, legend_top, "listens" if classes else "no listens", legend.entries(classes))


def _hold(counts: Iterable[int]) -> None:
    if least := min((count for count in counts if count < 0), default=0):
        raise ValueError(f"{least} listens; a count is never negative")
