"""Pages of what is heard: an artist's and a release group's, for the first ones of the site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from generator import paths
from generator.documents import Document
from generator.pages import words
from generator.pages.leaders import Leader, Leaders, artist_url, listed, share
from generator.pages.listening import Listening
from generator.pages.press import Page, Press
from generator.pages.site import Link
from generator.pages.subject import Subject
from generator.ranges import year_range
from generator.stats import PeriodAnswers, Row, taken


@dataclass(frozen=True, slots=True)
class MusicData:
    """An artist or a release group: who made it, its listens by listener and by year, in the whole history."""

    kind: str
    name: str
    by: str | None
    by_url: str | None
    listen_count: int
    user_count: int
    listeners: Leaders
    years: tuple[Leader, ...]
    json: Link | None


def of_music(press: Press, listening: Listening, answers: PeriodAnswers) -> Iterator[Document]:
    """The pages of artists and release groups; `answers` are those of the whole history."""
    yield from _pages(press, listening, answers, "artist")
    yield from _pages(press, listening, answers, "release_group")


def _pages(press: Press, listening: Listening, answers: PeriodAnswers, entity: str) -> Iterator[Document]:
    subject = f"{entity}_mbid"
    take_years = taken(answers.by(subject, f"listens/{entity}_years"))
    wanted = listening.artists if entity == "artist" else listening.release_groups
    for mbid, listeners in answers.by(subject, f"listens/{entity}_listeners"):
        years = take_years(mbid)
        if mbid in wanted:
            page = f"{entity.replace('_', '-')}/{mbid}.html"
            data = _data(listening, entity, page, listeners, years)
            yield _page(press, page, data)


def _page(press: Press, page: str, data: MusicData) -> Document:
    name = words.plain(data.name)
    by = f" by {words.plain(data.by)}" if data.by else ""
    heard = f"{words.counted(data.listen_count, 'listen')} by {words.counted(data.user_count, 'listener')}"
    title = f"{name}{by} · {words.plain(press.site.title)}"
    return press.printed(Page(page, "music.html", title, f"{name}{by}: {heard}.", data))


def _data(listening: Listening, entity: str, page: str, listeners: Sequence[Row], years: Sequence[Row]) -> MusicData:
    first = listeners[0]
    json = listening.json(f"listens/{entity}_listeners", str(first[f"{entity}_mbid"]), "all_time")
    made_by = first["artist_name"] if entity == "release_group" else None
    return MusicData(
        kind="Artist" if entity == "artist" else "Album",
        name=first[f"{entity}_name"],
        by=made_by,
        by_url=artist_url(listening, page, first["artist_mbids"]) if made_by else None,
        listen_count=first["total_listen_count"],
        user_count=first["total_user_count"],
        listeners=_listeners(listening, page, listeners),
        years=_years(years, listening.as_of),
        json=Link(paths.relative(page, json), listening.site.in_utc("Listeners as JSON")) if json else None,
    )


def _home(listening: Listening, user: str) -> str:
    return Subject(listening, listening.people[user]).range_path("all_time")


def _listeners(listening: Listening, page: str, listeners: Sequence[Row]) -> Leaders:
    to = partial(paths.relative, page)
    most = listeners[0]["listen_count"]
    lines = [
        Leader(
            row["rank"], row["user_name"], to(_home(listening, row["user_name"])),
            None, None, row["listen_count"], share(row["listen_count"], most),
        )
        for row in listeners
    ]  # fmt: skip
    return listed("Listeners", lines, listeners[0]["total_user_count"])


def _years(rows: Sequence[Row], as_of: datetime) -> tuple[Leader, ...]:
    """Every year from the first with a listen to that of as_of, those without among them."""
    counts = {row["year"]: row["listen_count"] for row in rows}
    most = max(counts.values(), default=0)
    every = range(min(counts), as_of.year + 1) if counts else range(0)
    return tuple(
        Leader(rank, _called(year, as_of), None, None, None, counts.get(year, 0), share(counts.get(year, 0), most))
        for rank, year in enumerate(every, start=1)
    )


def _called(year: int, as_of: datetime) -> str:
    return words.so_far(str(year), year_range(year).runs(as_of))
