"""Listens by the year in which the music was first released: a bar a year, decades along the foot."""

from collections.abc import Mapping

from generator.charts import axis, lettering, steps
from generator.charts.canvas import CHARACTER, Box, Canvas, Size, Words, blank

HEIGHT = {Size.WIDE: 260, Size.NARROW: 260}
TOP = 46  # px, the heading and the name of the highest bar
RIGHT = 16  # px, half a year's name
BAR = 40  # px, the widest bar
LEAST = 1  # px, the thinnest bar
STRIDES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years from one name to the next
NAME = 4 * CHARACTER + axis.GAP  # px, the name of a year
TICK = 4  # px, the mark of a named year
NOTHING = "no listens with a known year"


def svg(years: Mapping[int, int], words: Words, size: Size) -> bytes:
    """The chart of how many listens each year of first release has; a year not in `years` has none."""
    canvas = blank("era", size, HEIGHT)
    draw(canvas, years)
    return canvas.svg(words)


def draw(canvas: Canvas, years: Mapping[int, int]) -> None:
    """Axes, bars and the name of the highest bar, or a quiet line when no year holds a listen."""
    if least := min((count for count in years.values() if count < 0), default=0):
        raise ValueError(f"{least} listens; a count is never negative")
    heard = {year: count for year, count in sorted(years.items()) if count}
    if not heard:
        axis.nothing(canvas, NOTHING)
        return
    marks = steps.ticks(max(heard.values()))
    left = axis.left(marks)
    plot = (left, TOP, canvas.width - left - RIGHT, canvas.height - axis.FOOT - TOP)
    canvas.text(0, 12, "listens, by year of first release")
    axis.grid(canvas, plot, marks)
    _bars(canvas, plot, heard, marks[-1])
    _years(canvas, plot, min(heard), max(heard))
    _highest(canvas, plot, heard, marks[-1])


def _pitch(plot: Box, first: int, last: int) -> float:
    return plot[2] / (last - first + 1)


def _bars(canvas: Canvas, plot: Box, heard: Mapping[int, int], full: int) -> None:
    left, top, width, height = plot
    first = min(heard)
    pitch = _pitch(plot, first, max(heard))
    bar = max(min(pitch * 0.8 if pitch > 4 else pitch - 0.3, BAR), LEAST)  # noqa: PLR2004 - px; thin bars keep a hairline apart
    canvas.boxes(
        "accent",
        [
            (left + (year - first + 0.5) * pitch - bar / 2, top + height - tall, bar, tall)
            for year, count in heard.items()
            if (tall := max(height * count / full, 1))
        ],
    )
    canvas.boxes("axis", [(left, top + height, width, 1)])


def _years(canvas: Canvas, plot: Box, first: int, last: int) -> None:
    left, top, _, height = plot
    pitch = _pitch(plot, first, last)
    stride = next((s for s in STRIDES if s * pitch >= NAME), STRIDES[-1])
    named = [year for year in range(first, last + 1) if year % stride == 0]
    places = [left + (year - first + 0.5) * pitch for year in named]
    canvas.boxes("axis", [(x - 0.5, top + height, 1, TICK) for x in places])
    for year, x in zip(named, places, strict=True):
        canvas.text(round(x, 1), top + height + 18, str(year), "middle")


def _highest(canvas: Canvas, plot: Box, heard: Mapping[int, int], full: int) -> None:
    left, top, width, height = plot
    first = min(heard)
    year = max(heard, key=lambda year: heard[year])
    words = f"{year}: {steps.short(heard[year])}"
    half = lettering.width(words) / 2
    x = left + (year - first + 0.5) * _pitch(plot, first, max(heard))
    x = min(max(x, left + half), left + width + RIGHT - half)
    canvas.text(round(x, 1), round(top + height * (1 - heard[year] / full)) - 6, words, "middle", "ink")
