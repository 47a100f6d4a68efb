"""The pages of the account: all its videos together, its projects and its medias."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import Document
from generator.pages import words
from generator.pages.figures import Figure, Place, Placed
from generator.pages.heading import Total
from generator.pages.home import Introduction
from generator.pages.press import Page, Press
from generator.pages.site import Link
from generator.pages.video import days, monthly
from generator.pages.video.known import gaps, totals
from generator.pages.video.listing import ORDERS, Listing, Sorted, pages
from generator.pages.video.survey import Videos
from generator.stats import Answers, Row

_FOLDER = "videos"  # where the charts lie
_TOTALS, _DAYS = "v1/stats/account.json", "v1/stats/account/by_date.json"


@dataclass(frozen=True, slots=True)
class AccountData:
    """All videos; `when` is the period in words, `at_least` how many people an entry of the lists is about.

    `orders` lead to the pages that the lists are on in other orders.
    """

    when: str
    totals: tuple[Total, ...]
    lists: tuple[Listing, ...]
    orders: tuple[Link, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    at_least: int
    json: Link | None


def of_account(press: Press, videos: Videos, answers: Answers) -> Iterator[Document]:
    """The page of all videos, its charts, and its lists in other orders."""
    (row,) = answers.rows("video/video_totals")
    page = press.site.homes["video"].path
    made = _figures(press, videos, answers)
    lists = Sorted(page, _FOLDER, (videos.project_list(), videos.media_list(videos.medias)))
    data = AccountData(
        when=_when(press, videos),
        totals=_totals(row),
        lists=lists.listed(),
        orders=lists.links(page, ORDERS[0]) if lists.is_sortable else (),
        figures=tuple(figure for figure, _ in made),
        gaps=gaps(row, videos.silent),
        at_least=videos.at_least,
        json=videos.json(press, page, _TOTALS),
    )
    title = f"Videos · {words.plain(press.site.title)}"
    yield press.printed(Page(page, "videos.html", title, _sentence(row), data))
    for _, charts in made:
        yield from charts
    yield from pages(press, lists, None, videos.at_least)


def introduction(press: Press, videos: Videos, answers: Answers) -> Introduction:
    """What the home page says of all videos; it is to be asked after of_videos, whose chart it shows."""
    (row,) = answers.rows("video/video_totals")
    place = press.site.homes["video"]
    figure = next((figure for figure, _ in _figures(press, videos, answers)), None)
    medias = videos.listed_medias(place.path, videos.medias)
    leaders = replace(medias, rest=()) if medias.first else None
    return Introduction(place.words, place.path, _sentence(row), _totals(row), leaders, figure)


def _when(press: Press, videos: Videos) -> str:
    days = f"{words.period(videos.days[0], videos.days[-1])}, " if videos.days else ""
    return f"{days}{press.site.timezone}"


def _totals(row: Row) -> tuple[Total, ...]:
    return (*totals(row), Total(words.number(row["media_count"]), "video" if row["media_count"] == 1 else "videos"))


def _sentence(row: Row) -> str:
    played = f"{words.counted(row['play_count'], 'play')} of {words.counted(row['media_count'], 'video')}"
    projects = words.counted(row["project_count"], "project")
    return f"{played} in {projects}." if row["project_count"] else f"{played}."


def _figures(press: Press, videos: Videos, answers: Answers) -> Sequence[Placed]:
    page = press.site.homes["video"].path
    place = Place(page, words.plain(press.site.title), press.site.charts, folder=_FOLDER, drawn=press.drawn)
    rows = list(answers.rows("video/video_days"))
    given = days.of_rows(rows)
    by_day = days.figures(place, given, press.as_of, videos.json(press, page, _DAYS))
    return [*by_day, *monthly.figures(place, given, press.as_of)]
