"""The legend under a chart: what its colours count, and a box and a few words for each."""

from collections.abc import Sequence

from generator.charts import palette
from generator.charts.canvas import Canvas, Size
from generator.charts.steps import Class

ROW = 20  # px
COLUMNS = {Size.WIDE: 8, Size.NARROW: 3}
BOX = 12  # px
Entry = tuple[str, str]  # colour, words


def height(size: Size) -> int:
    """The px that a legend of up to seven entries takes."""
    return ROW * -(-8 // COLUMNS[size])


def entries(classes: Sequence[Class]) -> list[Entry]:
    """A colour and its words for 0 and for each class; none when there are no classes."""
    steps = [(colour, c.label) for colour, c in zip(palette.spread(len(classes)), classes, strict=True)] if classes else []
    return [("land", "0"), *steps] if steps else []


def colours(counts: Sequence[int], classes: Sequence[Class]) -> list[str]:
    """The colour of each count."""
    return [colour_of(count, classes) for count in counts]


def colour_of(count: int, classes: Sequence[Class]) -> str:
    """The colour of a count: that of the class it falls in, or of bare land when there is nothing to count."""
    if count <= 0:
        return "land"
    steps = palette.spread(len(classes))
    return next(colour for colour, c in zip(steps, classes, strict=True) if count <= c.high)


def draw(canvas: Canvas, top: int, unit: str, shown: Sequence[Entry]) -> None:
    """The unit in words, then the entries, in columns of one width, from `top` px down."""
    size = Size(canvas.width)
    columns = COLUMNS[size]
    first = 60 if size is Size.WIDE else canvas.width // columns
    canvas.text(0, top + 11, unit)
    for number, (colour, words) in enumerate(shown, start=1):
        x = (number % columns) * (canvas.width - first) // (columns - 1)
        x = first + (number % columns - 1) * (canvas.width - first) // (columns - 1) if number % columns else 0
        y = top + number // columns * ROW
        canvas.boxes(colour, [(x, y, BOX, BOX)])
        canvas.text(x + BOX + 6, y + 11, words)
