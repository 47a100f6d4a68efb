"""The page of a media: how often it was loaded and played, by day, and which parts of it were watched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from generator import paths
from generator.charts.engagement import clock
from generator.documents import Document
from generator.pages import words
from generator.pages.figures import Figure, Place, Placed
from generator.pages.heading import Total
from generator.pages.press import Page, Press
from generator.pages.site import Link
from generator.pages.video import curve, days, monthly
from generator.pages.video.known import gaps_of_media, totals
from generator.pages.video.survey import Videos
from generator.stats import Answers, Row, taken
from generator.stats.arrays import arrays

Take = Callable[[str], list[tuple[Any, ...]]]  # arrays of a media, given its id; medias are asked in the order of ids


@dataclass(frozen=True, slots=True)
class MediaData:
    """A media; `length` is how long it is, None when unknown, and `project` leads to its project, if any."""

    name: str
    home: str
    project: Link | None
    length: str | None
    totals: tuple[Total, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    json: tuple[Link, ...]


def of_medias(press: Press, videos: Videos, answers: Answers) -> Iterator[Document]:
    """The page of every media, and its charts."""
    take_days = taken(arrays(answers.db, answers.table("video/media_days"), ("media_id",), days.COLUMNS))
    cells, both = answers.table("video/media_cells"), ("session_count", "rewatch_count")
    take_cells = taken(arrays(answers.db, cells, ("media_id", "length_ms"), both))
    for row in videos.medias:
        yield from _media(press, videos, row, (take_days, take_cells))


def _media(press: Press, videos: Videos, row: Row, found: tuple[Take, Take]) -> Iterator[Document]:
    page, name = videos.media_page(row["media_id"]), videos.media_names[row["media_id"]]
    segment = videos.media_segments[row["media_id"]]
    made = list(_figures(press, videos, row, found))
    stats = (f"v1/stats/medias/{segment}.json", f"v1/medias/{segment}/stats.json")
    links = (videos.json(press, page, path, path) for path in stats)
    data = MediaData(
        name=row["media_name"],
        home=paths.relative(page, press.site.homes["video"].path),
        project=_project(videos, page, row),
        length=clock(row["media_ms"]) if row["media_ms"] else None,
        totals=totals(row),
        figures=tuple(figure for figure, _ in made),
        gaps=gaps_of_media(row, videos.silent),
        json=tuple(link for link in links if link),
    )
    title = f"{name} · Videos · {words.plain(press.site.title)}"
    description = f"{name}: {words.counted(row['play_count'], 'play')}, {words.counted(row['load_count'], 'load')}."
    yield press.printed(Page(page, "media.html", title, description, data))
    for _, charts in made:
        yield from charts


def _project(videos: Videos, page: str, row: Row) -> Link | None:
    if row["project_id"] not in videos.project_segments:
        return None
    return Link(paths.relative(page, videos.project_page(row["project_id"])), row["project_name"])


def _figures(press: Press, videos: Videos, row: Row, found: tuple[Take, Take]) -> Iterator[Placed]:
    """The engagement curve, then loads, plays and engagement over time."""
    page, name = videos.media_page(row["media_id"]), words.plain(row["media_name"])
    stem = f"v1/stats/medias/{videos.media_segments[row['media_id']]}"
    place = Place(page, name, press.site.charts, drawn=press.drawn)
    by_day, cells = (take(row["media_id"]) for take in found)
    for length, *columns in cells:
        sessions, again = map(orjson.loads, columns)
        shown = curve.cells(length, sessions, again)
        drawn = curve.figure(place, clock(length), shown, videos.json(press, page, f"{stem}/engagement.json"))
        yield from (drawn,) if drawn else ()
    for found_days in by_day:
        given = days.Days(videos.days, *map(orjson.loads, found_days))
        json = videos.json(press, page, f"{stem}/by_date.json")
        yield from days.figures(place, given, press.as_of, json)
        yield from monthly.figures(place, given, press.as_of)
