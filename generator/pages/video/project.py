"""The pages of a project: its medias together, and each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import paths
from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.video import days, monthly
from generator.pages.video.listing import ORDERS, Listing, Sorted, pages
from generator.pages.video.missing_data import gaps, totals
from generator.pages.video.overview import Videos
from generator.pages.waves import Draw
from generator.stats.videos import VideoTotals


@dataclass(frozen=True, slots=True)
class VideoProjectData:
    """A project; `home` leads to all videos, `orders` to the pages that its list is on in other orders."""

    name: str
    home: str
    totals: tuple[Quantity, ...]
    wave: Draw
    lists: tuple[Listing, ...]
    orders: tuple[Link, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    at_least: int
    json: Link | None


def of_projects(renderer: Renderer, videos: Videos) -> Iterator[Job]:
    """The page of every project, its charts, and its list in other orders."""
    by_project = sorted(
        (row for row in videos.medias if row.project_id is not None), key=lambda row: str(row.project_id)
    )
    medias = {project: list(rows) for project, rows in groupby(by_project, key=lambda row: row.project_id)}
    for row in videos.projects:
        found = videos.days_of(row.subject)
        yield from _project(renderer, videos, row, medias.get(row.subject_id, []), found)


def _project(
    renderer: Renderer, videos: Videos, row: VideoTotals, medias: Sequence[VideoTotals], found: days.VideoDays
) -> Iterator[Job]:
    page, name = videos.project_page(row.subject_id), videos.project_names[row.subject_id]
    stem = f"v1/stats/projects/{videos.project_segments[row.subject_id]}"
    place = FigurePlace(page, renderer.site.charts)
    by_day = days.figures(place, found, renderer.as_of, videos.json(renderer, page, f"{stem}/by_date.json"))
    made = [*by_day, *monthly.figures(place, found, renderer.as_of)]
    lists = Sorted(page, page.removesuffix(".html"), (videos.media_list(medias),))
    data = VideoProjectData(
        name=row.name,
        wave=waves.drawn(days.wave(found), renderer.site),
        home=paths.relative(page, renderer.site.homes["video"].path),
        totals=(
            *totals(row),
            Quantity(words.number(row.media_count), "video" if row.media_count == 1 else "videos"),
        ),
        lists=lists.listed(),
        orders=lists.links(page, ORDERS[0]) if lists.is_sortable else (),
        figures=tuple(made),
        gaps=gaps(row, videos.silent),
        at_least=videos.at_least,
        json=videos.json(renderer, page, f"{stem}.json"),
    )
    played = f"{words.counted(row.play_count, 'play')} of {words.counted(row.media_count, 'video')}"
    title = f"{name} · Project of videos · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "video-project.html", title, f"{name}: {played}.", data))
    yield from pages(renderer, lists, row.name, videos.at_least)
