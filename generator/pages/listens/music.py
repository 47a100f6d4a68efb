"""Pages of what is heard: an artist's and a release group's, for the first ones of the site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.listens.overview import Overview
from generator.pages.listens.subject import Subject
from generator.pages.listens.top_lists import artist_url
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopItem, TopList, listed, share
from generator.ranges import year_range
from generator.stats import PeriodStore, Row, aligned


@dataclass(frozen=True, slots=True)
class MusicData:
    """An artist or a release group: who made it, its listens by listener and by year, in the whole history."""

    kind: str
    name: str
    by: str | None
    by_url: str | None
    listen_count: int
    user_count: int
    listeners: TopList
    years: tuple[TopItem, ...]
    json: Link | None


def of_music(renderer: Renderer, overview: Overview, store: PeriodStore) -> Iterator[Job]:
    """The pages of artists and release groups; `store` has the rows of the whole history."""
    yield from _pages(renderer, overview, store, "artist")
    yield from _pages(renderer, overview, store, "release_group")


def _pages(renderer: Renderer, overview: Overview, store: PeriodStore, entity: str) -> Iterator[Job]:
    subject = f"{entity}_mbid"
    take_years = aligned(store.by(subject, f"listens/{entity}_years"))
    wanted = overview.artists if entity == "artist" else overview.release_groups
    for mbid, listeners in store.by(subject, f"listens/{entity}_listeners"):
        years = take_years(mbid)
        if mbid in wanted:
            page = f"{entity.replace('_', '-')}/{mbid}.html"
            data = _data(overview, entity, page, listeners, years)
            yield _page(renderer, page, data)


def _page(renderer: Renderer, page: str, data: MusicData) -> Job:
    name = words.plain(data.name)
    by = f" by {words.plain(data.by)}" if data.by else ""
    heard = f"{words.counted(data.listen_count, 'listen')} by {words.counted(data.user_count, 'listener')}"
    title = f"{name}{by} · {words.plain(renderer.site.title)}"
    return renderer.render(Page(page, "music.html", title, f"{name}{by}: {heard}.", data))


def _data(overview: Overview, entity: str, page: str, listeners: Sequence[Row], years: Sequence[Row]) -> MusicData:
    first = listeners[0]
    json = overview.json(f"listens/{entity}_listeners", first[f"{entity}_mbid"], "all_time")
    made_by = first["artist_name"] if entity == "release_group" else None
    return MusicData(
        kind="Artist" if entity == "artist" else "Album",
        name=first[f"{entity}_name"],
        by=made_by,
        by_url=artist_url(overview, page, first["artist_mbids"]) if made_by else None,
        listen_count=first["total_listen_count"],
        user_count=first["total_user_count"],
        listeners=_listeners(overview, page, listeners),
        years=_years(years, overview.as_of),
        json=Link(paths.relative(page, json), overview.site.in_utc("Listeners as JSON")) if json else None,
    )


def _home(overview: Overview, user: str) -> str:
    return Subject(overview, overview.people[user]).range_path("all_time")


def _listeners(overview: Overview, page: str, listeners: Sequence[Row]) -> TopList:
    to = partial(paths.relative, page)
    most = listeners[0]["listen_count"]
    lines = [
        TopItem(
            row["rank"], row["user_name"], to(_home(overview, row["user_name"])),
            None, None, row["listen_count"], share(row["listen_count"], most),
        )
        for row in listeners
    ]  # fmt: skip
    return listed("Listeners", lines, listeners[0]["total_user_count"])


def _years(rows: Sequence[Row], as_of: datetime) -> tuple[TopItem, ...]:
    """Every year from the first with a listen to that of as_of, those without among them."""
    counts = {row["year"]: row["listen_count"] for row in rows}
    most = max(counts.values(), default=0)
    every = range(min(counts), as_of.year + 1) if counts else range(0)
    return tuple(
        TopItem(rank, _called(year, as_of), None, None, None, counts.get(year, 0), share(counts.get(year, 0), most))
        for rank, year in enumerate(every, start=1)
    )


def _called(year: int, as_of: datetime) -> str:
    return words.so_far(str(year), year_range(year).runs(as_of))
