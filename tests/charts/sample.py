"""A chart read back, and one small sample of every chart."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import TextToPath

from generator.charts import (
    activity,
    albums,
    artist_map,
    calendar,
    daily_heatmap,
    engagement,
    era,
    evolution,
    genre_hours,
    package_days,
    pairs,
    proportions,
    stacked,
)
from generator.charts.albums import ArtistAlbums
from generator.charts.canvas import Size, Words
from generator.charts.evolution import Series
from generator.charts.genre_hours import GenreHours

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words("Listens by day", "Forty listens.")
FONT = FontProperties(family="DejaVu Sans", size=12)  # wider than any font that the charts ask for
MEASURE = TextToPath()
GLYPHS = get_font(findfont(FONT)).get_charmap()  # what it lacks is taken as a W, an em wide


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


def boxes(svg: bytes, colour: str) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height in px of every box of a colour, in the order drawn."""
    paths = re.findall(rf'<path class="{colour}" d="([^"]+)"', svg.decode())
    found = re.findall(r"M(\d+) ?(-?\d+)h(\d+)v(\d+)h-\d+z", "".join(paths))
    return [tuple(int(number) / 10 for number in box) for box in found]  # type: ignore[misc]


def _label(element: ET.Element) -> Label:
    words = element.text or ""
    seen = "".join(c if ord(c) in GLYPHS else "W" for c in words if unicodedata.category(c) != "Cf")
    width, height, descent = MEASURE.get_text_width_height_descent(seen, FONT, ismath=False)
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


def hours(count: int) -> list[stacked.Bar]:
    """A bar for each hour of the day with the same count in both of its parts."""
    return [stacked.Bar(f"{hour:02d}:00", str(hour), count, count) for hour in range(24)]


def groups(count: int) -> list[proportions.Group]:
    """Two groups of bars with the same count, and one that nobody knows."""
    return [
        proportions.Group("Users", (("Anonymous", count), (NAMES[1], 2 * count))),
        proportions.Group(NAMES[1], (("Tasks", None), ("Answers", count))),
    ]


def curve(count: int) -> list[engagement.Cell]:
    """A minute of seconds that as many sessions watched, and half of them again."""
    return [engagement.Cell(1000 * second, 1000 * second + 1000, count, count // 2) for second in range(60)]


def two_each(count: int) -> list[pairs.Pair]:
    """A pair of counts for each of forty days."""
    return [pairs.Pair(day.label, day.short, 2 * day.count, day.count) for day in buckets(*[count] * 40)]


def week(count: int) -> Sequence[Sequence[int]]:
    """Seven days of 24 hours with the same listens in each."""
    return [[count] * 24] * 7


def year(count: int) -> dict[date, int]:
    """Every day of 2024 with the same listens."""
    return {date(2024, 1, 1) + timedelta(days=i): count for i in range(366)}


NAMES = (
    "Low",
    "…And You Will Know Us by the Trail of Dead, and by the Length of Our Name",
    "<b>Björk</b> & friends",
    "宇多田ヒカルと長い名前を持つ日本の音楽家たちの大きな集まりの名前",
    "עידן רייכל והפרויקט הארוך מאוד של השם הארוך מכולם",
)


def genres(count: int) -> list[GenreHours]:
    """Genres of such names with the same listens at every hour."""
    return [GenreHours(name, [count] * 24) for name in NAMES]


def series(count: int, units: int) -> list[Series]:
    """Artists of such names with the same listens in every unit."""
    return [Series(name, [count] * units) for name in NAMES]


def discographies(count: int) -> list[ArtistAlbums]:
    """Artists of such names with an album of each such name."""
    return [ArtistAlbums(name, 5 * count, [(album, count) for album in reversed(NAMES)]) for name in NAMES]


NEW_YEAR, SILVESTER = date(2024, 1, 1), date(2024, 12, 31)

CHARTS: dict[str, Callable[[int, Words, Size], bytes]] = {
    "activity": lambda n, words, size: activity.svg(buckets(n, 2 * n, 0, current=1), ("March", "April"), words, size),
    "daily_heatmap": lambda n, words, size: daily_heatmap.svg(week(n), words, size),
    "artist_map": lambda n, words, size: artist_map.svg({"ISL": n, "MLT": 2 * n, "GUF": n}, words, size),
    "calendar": lambda n, words, size: calendar.svg(year(n), NEW_YEAR, SILVESTER, words, size),
    "era": lambda n, words, size: era.svg({1957: n, 1994: 2 * n, 2024: n}, words, size),
    "genre_hours": lambda n, words, size: genre_hours.svg(genres(n), words, size),
    "evolution": lambda n, words, size: evolution.svg(series(n, 12), calendar.MONTHS, words, size),
    "package_days": lambda n, words, size: package_days.svg(buckets(n, 2 * n, 0), (None, n, 1.5 * n), words, size),
    "proportions": lambda n, words, size: proportions.svg(groups(n), words, size),
    "stacked": lambda n, words, size: stacked.svg(hours(n), ("registered", "anonymous"), "listens", words, size),
    "engagement": lambda n, words, size: engagement.svg(curve(n), words, size),
    "pairs": lambda n, words, size: pairs.svg(two_each(n), ("loads", "plays"), words, size),
    "albums": lambda n, words, size: albums.svg(discographies(n), words, size),
}
