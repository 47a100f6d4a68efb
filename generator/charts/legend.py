"""Colour classes and the legend under a chart: a box and a few words for each colour, after what they count."""

from collections.abc import Sequence

from generator.charts import palette
from generator.charts.canvas import Canvas, Size
from generator.charts.steps import Class

ROW = 20  # px
BOX = 12  # px
CELLS = 8  # the unit, 0, and six classes
COLUMN = {Size.WIDE: 100, Size.NARROW: 113}  # px
UNIT = 60  # px, the first column of a wide legend

Entry = tuple[str, str]  # colour, words


def height(size: Size) -> int:
    """The px that a whole legend takes."""
    return ROW if size is Size.WIDE else ROW * -(-CELLS // 3)


def entries(classes: Sequence[Class]) -> list[Entry]:
    """A colour and its words for 0 and for each class; nothing when there are no classes."""
    steps = zip(palette.spread(len(classes)), (c.label for c in classes), strict=True)
    return [("land", "0"), *steps] if classes else []


def colour_of(count: int, classes: Sequence[Class]) -> str:
    """The colour of a count: that of the class it falls in, or of bare land when there is nothing to count."""
    if count == 0:
        return "land"
    steps = palette.spread(len(classes))
    return next(colour for colour, c in zip(steps, classes, strict=True) if count <= c.high)


def draw(canvas: Canvas, top: float, unit: str, shown: Sequence[Entry]) -> None:
    """The unit, then the entries, from `top` px down."""
    canvas.text(0, top + BOX - 1, unit)
    for number, (colour, words) in enumerate(shown, start=1):
        x, y = _cell(number, Size(canvas.width))
        canvas.boxes(colour, [(x, top + y, BOX, BOX)])
        canvas.text(x + BOX + 6, top + y + BOX - 1, words)


def _cell(number: int, size: Size) -> tuple[int, int]:
    if size is Size.WIDE:
        return UNIT + (number - 1) * COLUMN[size], 0
    return number % 3 * COLUMN[size], number // 3 * ROW
