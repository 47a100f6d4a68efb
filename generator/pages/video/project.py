"""The pages of a project: its medias together, and each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import paths
from generator.documents import Document
from generator.pages import words
from generator.pages.figures import Figure, Place
from generator.pages.heading import Total
from generator.pages.press import Page, Press
from generator.pages.site import Link
from generator.pages.video import days, monthly
from generator.pages.video.known import gaps, totals
from generator.pages.video.listing import ORDERS, Listing, Sorted, pages
from generator.pages.video.survey import Videos
from generator.stats import Answers, Row, taken


@dataclass(frozen=True, slots=True)
class ProjectData:
    """A project; `home` leads to all videos, `orders` to the pages that its list is on in other orders."""

    name: str
    home: str
    totals: tuple[Total, ...]
    lists: tuple[Listing, ...]
    orders: tuple[Link, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    at_least: int
    json: Link | None


def of_projects(press: Press, videos: Videos, answers: Answers) -> Iterator[Document]:
    """The page of every project, its charts, and its list in other orders."""
    take_days = taken(answers.by("project_id", "video/video_project_days"))
    by_project = sorted(
        (row for row in videos.medias if row["project_id"] is not None), key=lambda row: str(row["project_id"])
    )
    medias = {project: list(rows) for project, rows in groupby(by_project, key=lambda row: row["project_id"])}
    for row in videos.projects:
        found = days.of_rows(take_days(row["project_id"]))
        yield from _project(press, videos, row, medias.get(row["project_id"], []), found)


def _project(press: Press, videos: Videos, row: Row, medias: Sequence[Row], found: days.Days) -> Iterator[Document]:
    page, name = videos.project_page(row["project_id"]), videos.project_names[row["project_id"]]
    stem = f"v1/stats/projects/{videos.project_segments[row['project_id']]}"
    place = Place(page, name, press.site.charts, drawn=press.drawn)
    by_day = days.figures(place, found, press.as_of, videos.json(press, page, f"{stem}/by_date.json"))
    made = [*by_day, *monthly.figures(place, found, press.as_of)]
    lists = Sorted(page, page.removesuffix(".html"), (videos.media_list(medias),))
    data = ProjectData(
        name=row["project_name"],
        home=paths.relative(page, press.site.homes["video"].path),
        totals=(
            *totals(row),
            Total(words.number(row["media_count"]), "video" if row["media_count"] == 1 else "videos"),
        ),
        lists=lists.listed(),
        orders=lists.links(page, ORDERS[0]) if lists.is_sortable else (),
        figures=tuple(figure for figure, _ in made),
        gaps=gaps(row, videos.silent),
        at_least=videos.at_least,
        json=videos.json(press, page, f"{stem}.json"),
    )
    played = f"{words.counted(row['play_count'], 'play')} of {words.counted(row['media_count'], 'video')}"
    title = f"{name} · Project of videos · {words.plain(press.site.title)}"
    yield press.printed(Page(page, "video-project.html", title, f"{name}: {played}.", data))
    for _, charts in made:
        yield from charts
    yield from pages(press, lists, row["project_name"], videos.at_least)
