"""The page of a media: how often it was loaded and played, by day, and which parts of it were watched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from generator import paths
from generator.charts.area import WatchedPart, clock
from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.video import curve, days, monthly
from generator.pages.video.missing_data import gaps_of_media, totals
from generator.pages.video.overview import Videos
from generator.pages.waves import Draw
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
    wave: Draw
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
    cells = list(_cells(row, take_curve))
    made = tuple(_figures(renderer, videos, row, cells))
    stats = (f"v1/stats/medias/{segment}.json", f"v1/medias/{segment}/stats.json")
    links = (videos.json(renderer, page, path, path) for path in stats)
    data = MediaData(
        name=row.name,
        wave=waves.drawn(curve.wave(cells), renderer.site),
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


def _cells(row: VideoTotals, take_curve: Take) -> Iterator[WatchedPart]:
    """The parts of a media and how often each was watched; none where its length is not known."""
    for length, *columns in take_curve(row.subject):
        yield from curve.cells(length, *map(orjson.loads, columns))


def _figures(renderer: Renderer, videos: Videos, row: VideoTotals, cells: Sequence[WatchedPart]) -> Iterator[Figure]:
    """The engagement curve, then loads, plays and engagement over time."""
    page = videos.media_page(row.subject_id)
    stem = f"v1/stats/medias/{videos.media_segments[row.subject_id]}"
    place = FigurePlace(page, renderer.site.charts)
    if cells:
        json = videos.json(renderer, page, f"{stem}/engagement.json")
        drawn = curve.figure(place, clock(cells[-1].end), cells, json)
        yield from (drawn,) if drawn else ()
    given, json = videos.days_of(row.subject), videos.json(renderer, page, f"{stem}/by_date.json")
    yield from days.figures(place, given, renderer.as_of, json)
    yield from monthly.figures(place, given, renderer.as_of)
