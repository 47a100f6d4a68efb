"""A chart read back, and one small sample of every chart."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.charts import (
    area,
    bars,
    calendar,
    clock_face,
    hours,
    lines,
    multiples,
    ranks,
    scale,
    shares,
    tick_places,
    wave,
    world_map,
    years,
)
from generator.charts.bars import Bar, Bars
from generator.charts.plot import Drawing, Tick

NAMES = (
    "Low",
    "…And You Will Know Us by the Trail of Dead, and by the Length of Our Name",
    "<b>Björk</b> & friends",
    "宇多田ヒカルと長い名前を持つ日本の音楽家たちの大きな集まりの名前",
    "עידן רייכל והפרויקט הארוך מאוד של השם הארוך מכולם",
    "a" * 300,
)
NEW_YEAR, SILVESTER = date(2024, 1, 1), date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mark of a chart: its title, the text that it shows, its shapes as elements, and the element itself."""

    title: str
    shown: str
    shapes: list[ET.Element]
    element: ET.Element


class Drawn:
    """A chart's SVG, read back; those of its panels are read one after the other."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.roots = [ET.fromstring(svg) for svg in _svgs(drawing)]  # noqa: S314 - our own bytes
        self.text = b"".join(_svgs(drawing)).decode()

    @property
    def marks(self) -> list[Seen]:
        """Every mark in the order drawn."""
        return [_seen(element) for root in self.roots for element in root.iter() if element.get("class") == "m"]

    def rects(self, tone: str) -> list[tuple[float, float, float, float]]:
        """Left, top, width and height in per cent of every rectangle of a tone."""
        found = [e for root in self.roots for e in root.iter("rect") if e.get("class") == tone]
        return [_box(e) for e in found]

    def paths(self, tone: str) -> list[str]:
        """The data of every path of a tone."""
        return [e.attrib["d"] for root in self.roots for e in root.iter("path") if e.get("class") == tone]


def _svgs(drawing: Drawing) -> Iterator[bytes]:
    if drawing.svg:
        yield drawing.svg
    for panel in drawing.panels:
        yield from _svgs(panel.drawing)


def _seen(element: ET.Element) -> Seen:
    title, text = element.find("title"), [e for e in element.findall("text") if not e.get("class")]
    shapes = [e for e in element.iter() if e.tag in {"rect", "circle", "path"} and e.get("class") != "hit"]
    return Seen((title.text or "") if title is not None else "", text[0].text or "" if text else "", shapes, element)


def _box(element: ET.Element) -> tuple[float, float, float, float]:
    left, top, width, height = (float(element.get(side, "0").rstrip("%")) for side in ("x", "y", "width", "height"))
    return left, top, width, height


def numbers(text: str) -> list[int]:
    """The whole numbers of path data."""
    return [int(number) for number in re.findall(r"-?\d+", text)]


def days(*counts: int, before: int | None = None) -> list[Bar]:
    """A bar a day from 1 April 2024."""
    every = [date(2024, 4, 1) + timedelta(days=i) for i in range(len(counts))]
    return [
        Bar(f"{day:%A} {day.day} {day:%B %Y}", f"{count} listens", f"{day.day} {day:%b}", count, before=before)
        for day, count in zip(every, counts, strict=True)
    ]


def by_year(first: int, *counts: int) -> list[Bar]:
    """A bar a year."""
    return [
        Bar(str(first + i), f"{n} listens", str(first + i), n, place=tick_places.of_year(date(first + i, 1, 1)))
        for i, n in enumerate(counts)
    ]


def told(day: date, count: int) -> str:
    """A day and its count."""
    return f"{day.day} {day:%b}: {count}"


def told_hour(day: int, hour: int, count: int) -> str:
    """An hour of a weekday and its count."""
    return f"{day} {hour}:00: {count}"


def year(count: int) -> dict[date, int]:
    """Every day of 2024 with the same listens, or twice as many."""
    return {NEW_YEAR + timedelta(days=i): count * (1 + i % 2) for i in range(366)}


def _years(count: int) -> Drawing:
    every = [years.Year(2024, f"{count}", f"2024: {count} listens", "2024.html")]
    return years.draw_calendars(years.Calendars(every, year(count), NEW_YEAR, SILVESTER, "listens a day"))


def _every_hour(count: int) -> Drawing:
    if count < 0:
        raise ValueError("a count is never negative")
    every = [years.Year(2024, f"{count}", f"2024: {count} listens", "2024.html")]
    heard = {(NEW_YEAR + timedelta(days=i), i % 24): count for i in range(366) if count}
    return years.draw_hours(years.EveryHour(every, heard))


def _ranks(count: int) -> Drawing:
    if count < 0:
        raise ValueError("a count is never negative")
    units = [scale.Name(str(2020 + i), tick_places.of_year(date(2020 + i, 1, 1))) for i in range(4)]
    names = [
        ranks.Ranked(name, {place: (row + place) % len(NAMES) + 1 for place in range(4)}, f"{name}: {count}")
        for row, name in enumerate(NAMES)
    ]
    return ranks.draw(ranks.Ranks(names, len(NAMES), units, "rank of the year", "Ranks"))


def _lines(count: int) -> Drawing:
    stops = [lines.Stop(50 * i, 50 * i + 50, f"To the end of half {i + 1}: {count}") for i in range(2)]
    series = ([count * i for i in range(30)], [2 * count * i for i in range(60)])
    return lines.draw(
        lines.RunningTotals(series, 60, stops, (Tick(0, "Jan", "start"),), "listens since 1 January", "The year")
    )


def _map(count: int) -> Drawing:
    counts = {"ISL": count, "MLT": 2 * count, "GUF": count}
    return world_map.draw(
        world_map.Places(counts, {code: f"{code}: {n}" for code, n in counts.items()}, ("artist", "artists"), "Map")
    )


def _multiples(count: int) -> Drawing:
    return multiples.draw(
        [multiples.One(name, str(count), Bars(by_year(2020, count, 2 * count), "", name)) for name in NAMES]
    )


def _wave(count: int) -> Drawing:
    parts = [
        wave.Part(52 * i, 52 * i + 52, str(2020 + i), f"{2020 + i}: {count} listens", "year.html") for i in range(3)
    ]
    return wave.draw(wave.Wave([count] * 156, "Listens a week", (104, 108), parts))


CHARTS: dict[str, Callable[[int], Drawing]] = {
    "bars": lambda n: bars.draw(Bars(days(n, 2 * n, 0), "listens", "Listens by day")),
    "many bars": lambda n: bars.draw(Bars(days(*[n] * 300), "listens", "Listens by day")),
    "calendar": lambda n: calendar.draw(
        calendar.Days(year(n), NEW_YEAR, SILVESTER, told, "listens a day", "Listens by day")
    ),
    "hours": lambda n: hours.draw(hours.Hours([[n] * 24] * 7, told_hour, "listens", "Hours of the week")),
    "clock": lambda n: clock_face.draw(
        clock_face.Clock([n] * 24, [f"{hour}:00: {n}" for hour in range(24)], "The day")
    ),
    "lines": _lines,
    "ranks": _ranks,
    "area": lambda n: area.draw(
        area.Engagement(
            [area.WatchedPart(1000 * i, 1000 * i + 1000, n, n // 2) for i in range(60)], "sessions", "Engagement"
        )
    ),
    "shares": lambda n: shares.draw([shares.Share(name, 2 * n, f"{name}: {2 * n}", str(2 * n), n) for name in NAMES]),
    "multiples": _multiples,
    "wave": _wave,
    "map": _map,
    "all years": _years,
    "every hour": _every_hour,
}
