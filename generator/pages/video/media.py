"""The page of a media: how often it was loaded and played, by day, and which parts of it were watched."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from generator import paths
from generator.charts.area import clock
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.video import curve, days, monthly
from generator.pages.video.missing_data import gaps_of_media, totals
from generator.pages.video.overview import Videos
from generator.stats import Store
from generator.stats.videos import Take, VideoTotals, curves


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
    take_curve = curves(store)
    for row in videos.medias:
        yield from _media(renderer, videos, row, take_curve)


def _media(renderer: Renderer, videos: Videos, row: VideoTotals, take_curve: Take) -> Iterator[Job]:
    page, name = videos.media_page(row.subject_id), videos.media_names[row.subject_id]
    segment = videos.media_segments[row.subject_id]
    made = tuple(_figures(renderer, videos, row, take_curve))
    stats = (f"v1/stats/medias/{segment}.json", f"v1/medias/{segment}/stats.json")
    links = (videos.json(renderer, page, path, path) for path in stats)
    data = MediaData(
        name=row.name,
        home=paths.relative(page, renderer.site.homes["video"].path),
        project=_project(videos, page, row),
        length=clock(row.media_ms) if row.media_ms else None,
        totals=totals(row),
        figures=made,
        gaps=gaps_of_media(row, videos.silent),
        json=tuple(link for link in links if link),
    )
    title = f"{name} · Videos · {words.plain(renderer.site.title)}"
    description = f"{name}: {words.counted(row.play_count, 'play')}, {words.counted(row.load_count, 'load')}."
    yield renderer.render(Page(page, "media.html", title, description, data))


def _project(videos: Videos, page: str, row: VideoTotals) -> Link | None:
    if row.project_id is None or row.project_id not in videos.project_segments:
        return None
    return Link(paths.relative(page, videos.project_page(row.project_id)), row.project_name or row.project_id)


def _figures(renderer: Renderer, videos: Videos, row: VideoTotals, take_curve: Take) -> Iterator[Figure]:
    """The engagement curve, then loads, plays and engagement over time."""
    page = videos.media_page(row.subject_id)
    stem = f"v1/stats/medias/{videos.media_segments[row.subject_id]}"
    place = FigurePlace(page, renderer.site.charts)
    for length, *columns in take_curve(row.subject):
        sessions, again = map(orjson.loads, columns)
        shown = curve.cells(length, sessions, again)
        drawn = curve.figure(place, clock(length), shown, videos.json(renderer, page, f"{stem}/engagement.json"))
        yield from (drawn,) if drawn else ()
    given, json = videos.days_of(row.subject), videos.json(renderer, page, f"{stem}/by_date.json")
    yield from days.figures(place, given, renderer.as_of, json)
    yield from monthly.figures(place, given, renderer.as_of)
