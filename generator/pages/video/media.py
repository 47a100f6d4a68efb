"""The page of a media: how often it was loaded and played, by day, and which parts of it were watched."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from generator import paths
from generator.charts.engagement import clock
from generator.documents import Job
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Placed
from generator.pages.quantity import Quantity
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.video import curve, days, monthly
from generator.pages.video.missing_data import gaps_of_media, totals
from generator.pages.video.overview import Videos
from generator.stats import Row, Store, aligned
from generator.stats.arrays import arrays

Take = Callable[[str], list[tuple[Any, ...]]]  # arrays of a media, given its id; medias are asked in the order of ids


@dataclass(frozen=True, slots=True)
class MediaData:
    """A media; `length` is how long it is, None when unknown, and `project` leads to its project, if any."""

    name: str
    home: str
    project: Link | None
    length: str | None
    totals: tuple[Quantity, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    json: tuple[Link, ...]


def of_medias(renderer: Renderer, videos: Videos, store: Store) -> Iterator[Job]:
    """The page of every media, and its charts."""
    take_days = aligned(arrays(store.db, store.table("video/media_days"), ("media_id",), days.COLUMNS))
    cells, both = store.table("video/media_cells"), ("session_count", "rewatch_count")
    take_cells = aligned(arrays(store.db, cells, ("media_id", "length_ms"), both))
    for row in videos.medias:
        yield from _media(renderer, videos, row, (take_days, take_cells))


def _media(renderer: Renderer, videos: Videos, row: Row, found: tuple[Take, Take]) -> Iterator[Job]:
    page, name = videos.media_page(row["media_id"]), videos.media_names[row["media_id"]]
    segment = videos.media_segments[row["media_id"]]
    made = list(_figures(renderer, videos, row, found))
    stats = (f"v1/stats/medias/{segment}.json", f"v1/medias/{segment}/stats.json")
    links = (videos.json(renderer, page, path, path) for path in stats)
    data = MediaData(
        name=row["media_name"],
        home=paths.relative(page, renderer.site.homes["video"].path),
        project=_project(videos, page, row),
        length=clock(row["media_ms"]) if row["media_ms"] else None,
        totals=totals(row),
        figures=tuple(figure for figure, _ in made),
        gaps=gaps_of_media(row, videos.silent),
        json=tuple(link for link in links if link),
    )
    title = f"{name} · Videos · {words.plain(renderer.site.title)}"
    description = f"{name}: {words.counted(row['play_count'], 'play')}, {words.counted(row['load_count'], 'load')}."
    yield renderer.render(Page(page, "media.html", title, description, data))
    for _, charts in made:
        yield from charts


def _project(videos: Videos, page: str, row: Row) -> Link | None:
    if row["project_id"] not in videos.project_segments:
        return None
    return Link(paths.relative(page, videos.project_page(row["project_id"])), row["project_name"])


def _figures(renderer: Renderer, videos: Videos, row: Row, found: tuple[Take, Take]) -> Iterator[Placed]:
    """The engagement curve, then loads, plays and engagement over time."""
    page, name = videos.media_page(row["media_id"]), words.plain(row["media_name"])
    stem = f"v1/stats/medias/{videos.media_segments[row['media_id']]}"
    place = FigurePlace(page, name, renderer.site.charts, drawn=renderer.drawn)
    by_day, cells = (take(row["media_id"]) for take in found)
    for length, *columns in cells:
        sessions, again = map(orjson.loads, columns)
        shown = curve.cells(length, sessions, again)
        drawn = curve.figure(place, clock(length), shown, videos.json(renderer, page, f"{stem}/engagement.json"))
        yield from (drawn,) if drawn else ()
    for found_days in by_day:
        given = days.Days(videos.days, *map(orjson.loads, found_days))
        json = videos.json(renderer, page, f"{stem}/by_date.json")
        yield from days.figures(place, given, renderer.as_of, json)
        yield from monthly.figures(place, given, renderer.as_of)
