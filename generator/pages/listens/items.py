"""Pages of what was heard: an artist's, an album's and a track's, of those heard most of all time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator import paths
from generator.charts import ranks, scale, tick_places
from generator.documents import Job
from generator.pages import words
from generator.pages.components import MonthsOfYear, Quantity, Tile
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.pages.listens import time_figures, top_lists, waves
from generator.pages.listens.linked import path_of
from generator.pages.listens.months import some_months
from generator.pages.listens.overview import Overview
from generator.pages.listens.subject import Subject, site_of
from generator.pages.listens.waves import Draw
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopItem, TopList, listed, share
from generator.ranges import ALL_TIME
from generator.stats import PeriodStore, StatSet, aligned
from generator.stats.rows import items as of

if TYPE_CHECKING:
    from generator.stats.rows.listens import DailyActivityRow

_ALBUMS = 12  # tiles of an artist
_MANY_LISTENS = 30  # from which it says something when they are

KINDS = {"album": "Album", "artist": "Artist", "track": "Track"}
_MANY = {"album": "albums", "artist": "artists", "track": "tracks"}
_MUSICBRAINZ = {"album": "release-group", "artist": "artist", "track": "recording"}
_LISTENERS = {"album": "release_group_listeners", "artist": "artist_listeners"}

Key = tuple[str, int]  # kind and rank, which no two items share
Take = Callable[[Key], list[Any]]


@dataclass(frozen=True, slots=True)
class Edge:
    """The first or the last listen: its day, whose it was where that is told, and the track where the item is none."""

    day: str
    who: str | None
    who_url: str | None
    track: str | None


@dataclass(frozen=True, slots=True)
class ItemData:
    """An artist, an album or a track, in the whole history.

    `rank` is its place among all of its kind, `by` who made it. `years` are its listens and its rank in each year,
    `parts` its tracks, `albums` are tiles or, of a track, a list; `listeners` stand where there may be several.
    """

    kind: str
    name: str
    rank: str
    rank_url: str
    by: str | None
    by_url: str | None
    country: str | None
    heard: str
    first: Edge
    last: Edge
    wave: Draw
    totals: tuple[Quantity, ...]
    tracks: TopList | None
    albums: tuple[Tile, ...]
    album_total: int
    listeners: TopList | None
    hours: Figure | None
    years: Figure
    months: tuple[MonthsOfYear, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the stat sets say of one item."""

    item: of.PageItemsRow
    times: list[of.ItemTimesRow]
    hours: list[of.ItemHoursRow]
    years: list[of.ItemYearsRow]
    listeners: list[of.ItemListenersRow]
    edges: Mapping[str, of.ItemEdgesRow]
    parts: Mapping[str, list[of.ItemPartsRow]]

    @property
    def kind(self) -> str:
        return self.item["kind"]


def of_items(renderer: Renderer, overview: Overview, store: PeriodStore) -> Iterator[Job]:
    """The pages of items; `store` has the rows of the whole history."""
    for found in _items(store):
        yield _page(renderer, overview, _path(found.item), found)


def _items(store: PeriodStore) -> Iterator[_Rows]:
    """Every item, with its rows of all stat sets."""
    times, hours, years, listeners, edges, parts = (
        _by_item(store, stat_set)
        for stat_set in (of.ITEM_TIMES, of.ITEM_HOURS, of.ITEM_YEARS, of.ITEM_LISTENERS, of.ITEM_EDGES, of.ITEM_PARTS)
    )
    for item in store.rows(of.PAGE_ITEMS):
        key = item["kind"], item["item_rank"]
        placed = {row["place"]: row for row in edges(key)}
        divided = {kind: list(rows) for kind, rows in groupby(parts(key), key=lambda row: str(row["part_kind"]))}
        yield _Rows(item, times(key), hours(key), years(key), listeners(key), placed, divided)


def _by_item(store: PeriodStore, stat_set: StatSet[Any]) -> Take:
    rows = store.rows(stat_set)
    return aligned((key, list(some)) for key, some in groupby(rows, key=lambda row: (row["kind"], row["item_rank"])))


def _path(item: of.PageItemsRow) -> str:
    """Where the page of an item lies."""
    names = (item["name"],) if item["kind"] == "artist" else (item["artist_name"] or "", item["name"])
    return path_of(item["kind"], item["mbid"], *names)


def _page(renderer: Renderer, overview: Overview, page: str, found: _Rows) -> Job:
    data = _data(overview, page, found)
    name = words.plain(data.name)
    by = f" by {words.plain(data.by)}" if data.by else ""
    title = f"{name}{by} · {words.plain(renderer.site.title)}"
    first, last = data.first.day, data.last.day
    description = f"{data.heard} to {name}{by}: first heard on {first}, last on {last}."
    # It says itself when it was heard last: as long as nobody hears it again, it stays as it is.
    return renderer.render(Page(page, "item.html", title, description, data, runs=False))


def _data(overview: Overview, page: str, found: _Rows) -> ItemData:
    item, subject = found.item, site_of(overview)
    made_by = item["artist_name"] or None
    tracks, albums = found.parts.get("track", []), found.parts.get("album", [])
    months, weeks = (
        {row["first_day"]: row["listen_count"] for row in found.times if row["unit"] == unit}
        for unit in ("month", "week")
    )
    place = FigurePlace(page, overview.site.charts)
    return ItemData(
        kind=KINDS[found.kind],
        name=item["name"],
        rank=_rank(item),
        rank_url=paths.relative(page, subject.range_path(ALL_TIME)),
        by=made_by,
        by_url=top_lists.artist_url(overview, page, made_by, item["artist_mbids"]) if made_by else None,
        country=overview.countries.get(item["country"]) if item["country"] else None,
        heard=_heard(overview, item),
        first=_edge(overview, page, found, "first"),
        last=_edge(overview, page, found, "last"),
        wave=waves.of_item(subject, page, weeks),
        totals=tuple(_totals(found)),
        tracks=_tracks(overview, page, found.kind, tracks) if tracks else None,
        albums=tuple(_tile(overview, page, found.kind, row) for row in albums[:_ALBUMS]),
        album_total=albums[0]["total"] if albums else 0,
        listeners=_listeners(overview, page, found) if len(overview.people) > 1 else None,
        hours=_hours(place, found.hours, overview.site.timezone) if item["listen_count"] >= _MANY_LISTENS else None,
        years=_years(place, found.years, overview.as_of, _MANY[found.kind]),
        months=some_months(subject, page, months),
        links=tuple(_links(overview, page, item)),
    )


def _rank(item: of.PageItemsRow) -> str:
    """5th of 449 artists."""
    one, many = item["kind"], _MANY[item["kind"]]
    if item["total"] == 1:
        return f"the only {one}"
    return f"{words.ordinal(item['item_rank'])} of {words.counted(item['total'], one, many)}"


def _heard(overview: Overview, item: of.PageItemsRow) -> str:
    heard = words.counted(item["listen_count"], "listen")
    return heard if len(overview.people) == 1 else f"{heard} by {words.counted(item['listener_count'], 'listener')}"


def _edge(overview: Overview, page: str, found: _Rows, place: str) -> Edge:
    row = found.edges[place]
    user, several = row["user_name"], len(overview.people) > 1
    return Edge(
        words.day(row["listened_at"]),
        user if several else None,
        _home(overview, page, user) if several else None,
        row["track_name"] if found.kind != "track" else None,
    )


def _home(overview: Overview, page: str, user: str) -> str:
    return paths.relative(page, Subject(overview, overview.people[user]).range_path(ALL_TIME))


def _totals(found: _Rows) -> Iterator[Quantity]:
    """What there is of it: listens, time where lengths are known, days, the most in a day, tracks and albums."""
    item = found.item
    yield Quantity(words.number(item["listen_count"]), "listen" if item["listen_count"] == 1 else "listens")
    if item["listening_ms"] is not None:
        known, whole = item["timed_count"], item["listen_count"]
        of_these = "" if known == whole else f", known for {words.part(known, whole)} of listens"
        yield Quantity(words.time(item["listening_ms"]), f"listened{of_these}")
    yield Quantity(words.number(item["day_count"]), "day with it" if item["day_count"] == 1 else "days with it")
    yield Quantity(words.number(item["most_count"]), f"most in a day, {words.day(item['most_day'])}")
    for kind in ("track", "album"):
        if rows := found.parts.get(kind):
            total = rows[0]["total"]
            yield Quantity(words.number(total), kind if total == 1 else _MANY[kind])


def _tracks(overview: Overview, page: str, kind: str, rows: Sequence[of.ItemPartsRow]) -> TopList:
    """The tracks of an artist, each with its album and, where it is another one, whose it is, or of an album."""
    most = rows[0]["listen_count"]
    lines = [
        TopItem(
            row["rank"],
            row["name"],
            top_lists.track_url(overview, page, row["name"], row["artist_name"], row["mbid"]),
            row["album_name"] if kind == "artist" else None,
            None,
            row["listen_count"],
            share(row["listen_count"], most),
            words.time(row["listening_ms"]) if row["listening_ms"] else None,
        )
        for row in rows
    ]
    return listed("Tracks", lines, rows[0]["total"])


def _tile(overview: Overview, page: str, kind: str, row: of.ItemPartsRow) -> Tile:
    """An album; whose it is goes without saying on the page of its artist."""
    url = top_lists.album_url(overview, page, row["name"], row["artist_name"], row["mbid"])
    by = row["artist_name"] if kind != "artist" else None
    return Tile(row["name"], by, words.counted(row["listen_count"], "listen"), url)


def _listeners(overview: Overview, page: str, found: _Rows) -> TopList:
    rows = found.listeners
    most = rows[0]["listen_count"]
    lines = [
        TopItem(
            row["rank"], row["user_name"], _home(overview, page, row["user_name"]), None, None, row["listen_count"],
            share(row["listen_count"], most),
        )
        for row in rows
    ]  # fmt: skip
    return listed("Listeners", lines, found.item["listener_count"])


def _best(rows: Sequence[of.ItemYearsRow]) -> str:
    """The year in which it stood highest, the latest of several."""
    best = min(rows, key=lambda row: (row["rank"], -row["year"]))
    return f"Highest in {best['year']}: {words.ordinal(best['rank'])}."


def _years(place: FigurePlace, rows: Sequence[of.ItemYearsRow], as_of: datetime, many: str) -> Figure:
    """Its rank in every year from the first to this one."""
    found = {row["year"]: row for row in rows}
    lines, places, units = [], [], []
    for year in range(min(found), as_of.year + 1):
        row = found.get(year)
        said = words.so_far(str(year), year == as_of.year)
        lines.append((said, words.ordinal(row["rank"]) if row else "", words.number(row["listen_count"] if row else 0)))
        units.append(scale.Name(str(year), tick_places.of_year(date(year, 1, 1))))
        places.append(_place(year, row))
    figure = Figure("Rank by year", _best(rows), Table(("Year", "Rank", "Listens"), tuple(lines[::-1])), None)
    course = ranks.Course(places, units, f"rank among all {many} of the year", "Rank by year")
    return placed(place, figure, partial(ranks.draw_course, course)) if len(places) > 1 else figure


def _place(year: int, row: of.ItemYearsRow | None) -> ranks.Place:
    if row is None:
        return ranks.Place(None, f"{year}: not heard")
    return ranks.Place(
        row["rank"], f"{year}: {words.ordinal(row['rank'])}, {words.counted(row['listen_count'], 'listen')}"
    )


def _hours(place: FigurePlace, rows: Sequence[of.ItemHoursRow], zone: str) -> Figure | None:
    """When in the week it is heard."""
    named: list[DailyActivityRow] = [
        {
            "user_name": "",
            "rank": rank,
            "day": row["weekday"],
            "weekday": words.WEEKDAYS[row["weekday"] - 1],
            "hour": row["hour"],
            "listen_count": row["listen_count"],
        }
        for rank, row in enumerate(rows, 1)
    ]
    return time_figures.weekly_hours(place, words.RANGES[ALL_TIME].lower(), named, zone, None)


def _links(overview: Overview, page: str, item: of.PageItemsRow) -> Iterator[Link]:
    """Where else there is something about it."""
    mbid, kind = item["mbid"], item["kind"]
    if mbid is None:
        return
    yield Link(f"https://musicbrainz.org/{_MUSICBRAINZ[kind]}/{mbid}", "MusicBrainz")
    json = overview.json(f"listens/{_LISTENERS[kind]}", str(mbid), ALL_TIME) if kind in _LISTENERS else None
    if json:
        yield Link(paths.relative(page, json), overview.site.in_utc("Listeners as JSON"))
