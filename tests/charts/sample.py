"""A chart read back, and one small sample of every chart."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from generator.charts import activity, artist_map, calendar, daily_heatmap
from generator.charts.canvas import Size, Words

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Listens by day", "Forty listens.")
FONT = FontProperties(family="DejaVu Sans", size=12)  # wider than any font that the charts ask for
MEASURE = TextToPath()


@dataclass(frozen=True, slots=True)
class Label:
    """A text of a chart and the box it takes in DejaVu Sans, in px."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Label") -> bool:
        """Whether two boxes share a point."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Drawn:
    """A chart's SVG, read back."""

    def __init__(self, svg: bytes) -> None:
        self.text = svg.decode()
        self.root = ET.fromstring(svg)  # noqa: S314 - our own bytes
        self.width, self.height = (float(self.root.attrib[side]) for side in ("width", "height"))

    @property
    def labels(self) -> list[Label]:
        """Every text where it stands."""
        return [_label(element) for element in self.root.iter(f"{SVG}text")]

    @property
    def words(self) -> list[str]:
        """Every text."""
        return [element.text or "" for element in self.root.iter(f"{SVG}text")]

    def colour(self, name: str) -> str:
        """The class of the element of that id, or of the group it stands in."""
        parents = {child: parent for parent in self.root.iter() for child in parent}
        element = next(e for e in self.root.iter() if e.get("id") == name)
        return element.get("class") or parents[element].attrib["class"]


def _label(element: ET.Element) -> Label:
    words = element.text or ""
    width, height, descent = MEASURE.get_text_width_height_descent(words, FONT, ismath=False)
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    return Label(words, left, y - height + descent, left + width, y + descent)


def buckets(*counts: int, current: int = 0) -> list[activity.Bucket]:
    """A bucket a day from 1 April 2024, the current period from the bucket of that number on."""
    days = [date(2024, 4, 1) + timedelta(days=i) for i in range(len(counts))]
    return [
        activity.Bucket(f"{day:%A} {day.day} {day:%B %Y}", f"{day.day} {day:%b}", count, current=i >= current)
        for i, (day, count) in enumerate(zip(days, counts, strict=True))
    ]


def week(count: int) -> Sequence[Sequence[int]]:
    """Seven days of 24 hours with the same listens in each."""
    return [[count] * 24] * 7


def year(count: int) -> dict[date, int]:
    """Every day of 2024 with the same listens."""
    return {date(2024, 1, 1) + timedelta(days=i): count for i in range(366)}


NEW_YEAR, SILVESTER = date(2024, 1, 1), date(2024, 12, 31)

CHARTS: dict[str, Callable[[int, Words, Size], bytes]] = {
    "activity": lambda n, words, size: activity.svg(buckets(n, 2 * n, 0, current=1), ("March", "April"), words, size),
    "daily_heatmap": lambda n, words, size: daily_heatmap.svg(week(n), words, size),
    "artist_map": lambda n, words, size: artist_map.svg({"ISL": n, "MLT": 2 * n, "GUF": n}, words, size),
    "calendar": lambda n, words, size: calendar.svg(year(n), NEW_YEAR, SILVESTER, words, size),
}
