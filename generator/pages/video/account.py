"""The pages of the account: all its videos together, its projects and its medias."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace
from generator.pages.home import Introduction
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.video import days, monthly
from generator.pages.video.listing import ORDERS, Listing, Sorted, pages
from generator.pages.video.missing_data import gaps, totals
from generator.pages.video.overview import Videos
from generator.pages.waves import Draw
from generator.stats.videos import VideoTotals

_FOLDER = "videos"  # where the lists in other orders lie
_TOTALS, _DAYS = "v1/stats/account.json", "v1/stats/account/by_date.json"


@dataclass(frozen=True, slots=True)
class AccountData:
    """All videos; `when` is the period in words, `at_least` how many people an entry of the lists is about.

    `orders` lead to the pages that the lists are on in other orders.
    """

    when: str
    totals: tuple[Quantity, ...]
    wave: Draw
    lists: tuple[Listing, ...]
    orders: tuple[Link, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    at_least: int
    json: Link | None


def of_account(renderer: Renderer, videos: Videos) -> Iterator[Job]:
    """The page of all videos, its charts, and its lists in other orders."""
    row = videos.account
    page = renderer.site.homes["video"].path
    made = _figures(renderer, videos)
    lists = Sorted(page, _FOLDER, (videos.project_list(), videos.media_list(videos.medias)))
    data = AccountData(
        when=_when(renderer, videos),
        totals=_totals(row),
        wave=waves.drawn(days.wave(videos.account_days), renderer.site),
        lists=lists.listed(),
        orders=lists.links(page, ORDERS[0]) if lists.is_sortable else (),
        figures=tuple(made),
        gaps=gaps(row, videos.silent),
        at_least=videos.at_least,
        json=videos.json(renderer, page, _TOTALS),
    )
    title = f"Videos · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "videos.html", title, _sentence(row), data))
    yield from pages(renderer, lists, None, videos.at_least)


def introduction(renderer: Renderer, videos: Videos) -> Introduction:
    """What the home page says of all videos; it is to be asked after of_videos, whose chart it shows."""
    row = videos.account
    place = renderer.site.homes["video"]
    figure = next(iter(_figures(renderer, videos)), None)
    medias = videos.listed_medias(place.path, videos.medias)
    top_list = replace(medias, rest=()) if medias.first else None
    wave = waves.drawn(days.wave(videos.account_days), renderer.site)
    first = sorted(_totals(row), key=lambda total: total.words not in {"play", "plays"})
    return Introduction(place.words, place.path, _sentence(row), tuple(first), top_list, figure, wave)


def _when(renderer: Renderer, videos: Videos) -> str:
    days = f"{words.period(videos.days[0], videos.days[-1])}, " if videos.days else ""
    return f"{days}{renderer.site.timezone}"


def _totals(row: VideoTotals) -> tuple[Quantity, ...]:
    return (*totals(row), Quantity(words.number(row.media_count), "video" if row.media_count == 1 else "videos"))


def _sentence(row: VideoTotals) -> str:
    played = f"{words.counted(row.play_count, 'play')} of {words.counted(row.media_count, 'video')}"
    projects = words.counted(row.project_count, "project")
    return f"{played} in {projects}." if row.project_count else f"{played}."


def _figures(renderer: Renderer, videos: Videos) -> Sequence[Figure]:
    page = renderer.site.homes["video"].path
    place = FigurePlace(page, renderer.site.charts)
    given = videos.account_days
    by_day = days.figures(place, given, renderer.as_of, videos.json(renderer, page, _DAYS))
    return [*by_day, *monthly.figures(place, given, renderer.as_of)]
