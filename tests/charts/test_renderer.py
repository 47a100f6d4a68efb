"""Marks are where matplotlib's own SVG has them."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.path import Path

from generator.charts import palette
from generator.charts.canvas import Canvas, outline, settings

WIDTH, HEIGHT = 300, 200
COLOURS = sorted(palette.LIGHT)

Part = tuple[list[tuple[int, int]], bool]  # the points of a part in tenths of px, and whether it is closed

places = st.floats(-10, 320, allow_subnormal=False)
sizes = st.floats(0.01, 300, allow_subnormal=False)
boxes = st.lists(st.tuples(places, places, sizes, sizes), min_size=1, max_size=5).map(outline)
lines = st.tuples(st.lists(st.tuples(places, places), min_size=3, max_size=8), st.booleans()).map(
    lambda drawn: Path([*drawn[0], drawn[0][0]], closed=True) if drawn[1] else Path(drawn[0])
)
several = st.lists(lines, min_size=2, max_size=4).map(lambda paths: Path.make_compound_path(*paths))


@given(st.lists(st.tuples(st.sampled_from(COLOURS), boxes | lines | several), max_size=4))
def test_marks_are_where_matplotlib_prints_them(drawn: list[tuple[str, Path]]):
    """Boxes, lines and paths of many parts: the same colours, points and ends as its SVG backend writes."""
    canvas = Canvas("test", WIDTH, HEIGHT)
    for colour, path in drawn:
        canvas.shape(colour, path)

    assert [(palette.LIGHT[colour], _read(data)) for colour, data in canvas.marks()] == _printed(canvas)


def test_marks_of_one_canvas_are_not_those_of_the_next():
    """What a canvas showed before is gone from its marks."""
    canvas = Canvas("test", WIDTH, HEIGHT)
    canvas.boxes("accent", [(1, 2, 3, 4)])
    assert canvas.marks() == [("accent", "M10 20h30v40h-30z")]
    assert canvas.clean().marks() == []


def _printed(canvas: Canvas) -> list[tuple[str, list[Part]]]:
    """What matplotlib's own SVG of the figure says: absolute places in px."""
    page = io.StringIO()
    with settings():
        FigureCanvasSVG(canvas.figure).print_svg(page)  # type: ignore[no-untyped-call]
    found = re.findall(r'<path d="([^"]*)" style="fill: (#[0-9a-f]{6})', page.getvalue())
    return [(colour, [_absolute(part) for part in data.split("M")[1:]]) for data, colour in found]


def _absolute(part: str) -> Part:
    numbers = [round(float(number) * 10) for number in re.findall(r"-?[\d.]+", part)]
    return list(zip(numbers[::2], numbers[1::2], strict=True)), "z" in part


def _read(data: str) -> list[Part]:
    """Path data with relative lines as absolute places."""
    return [_walked(part) for part in data.split("M")[1:]]


def _walked(part: str) -> Part:
    place = (0, 0)
    points: list[tuple[int, int]] = []
    for command, said in re.findall(r"([lhv]|^)([-\d ]+)", part):
        numbers = [int(number) for number in re.findall(r"-?\d+", said)]
        if command in {"h", "v"}:
            steps = [(n, 0) if command == "h" else (0, n) for n in numbers]
        else:
            steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        for x, y in steps:
            place = (place[0] + x, place[1] + y)
            points.append(place)
    return points, part.endswith("z")
