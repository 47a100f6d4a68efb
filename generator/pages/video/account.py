"""The page of the account: all its videos together, its projects and its medias."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import Document
from generator.pages import words
from generator.pages.figures import Figure, Place, Placed
from generator.pages.heading import Total
from generator.pages.home import Introduction
from generator.pages.leaders import Leaders
from generator.pages.press import Page, Press
from generator.pages.site import Link
from generator.pages.video import days
from generator.pages.video.known import gaps, totals
from generator.pages.video.survey import Videos
from generator.stats import Answers, Row

_FOLDER = "videos"  # where the charts lie
_TOTALS, _DAYS = "v1/stats/account.json", "v1/stats/account/by_date.json"


@dataclass(frozen=True, slots=True)
class AccountData:
    """All videos; `when` is the period in words, `at_least` how many people an entry of the lists is about."""

    when: str
    totals: tuple[Total, ...]
    leaders: tuple[Leaders, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[str, ...]
    at_least: int
    json: Link | None


def of_account(press: Press, videos: Videos, answers: Answers) -> Iterator[Document]:
    """The page of all videos, and its charts."""
    (row,) = answers.rows("video/video_totals")
    page = press.site.homes["video"].path
    made = _figures(press, videos, answers)
    data = AccountData(
        when=_when(press, videos),
        totals=_totals(row),
        leaders=_leaders(videos, page),
        figures=tuple(figure for figure, _ in made),
        gaps=gaps(row, videos.silent),
        at_least=videos.at_least,
        json=videos.json(press, page, _TOTALS),
    )
    title = f"Videos · {words.plain(press.site.title)}"
    yield press.printed(Page(page, "videos.html", title, _sentence(row), data))
    for _, charts in made:
        yield from charts


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


def _leaders(videos: Videos, page: str) -> tuple[Leaders, ...]:
    """Projects, where there are any, and medias."""
    projects = (videos.listed_projects(page),) if videos.projects else ()
    return (*projects, videos.listed_medias(page, videos.medias))


def _figures(press: Press, videos: Videos, answers: Answers) -> Sequence[Placed]:
    page = press.site.homes["video"].path
    place = Place(page, words.plain(press.site.title), press.site.charts, folder=_FOLDER, drawn=press.drawn)
    rows = list(answers.rows("video/video_days"))
    return list(days.figures(place, days.of_rows(rows), press.as_of, videos.json(press, page, _DAYS)))
