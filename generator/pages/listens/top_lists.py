"""The top lists of artists, albums and tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypedDict

from generator import paths
from generator.pages import words
from generator.pages.listens.overview import Overview
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.site import Link
from generator.pages.top_list import SHOWN, TopItem, TopList, listed, share
from generator.stats.rows.items import TopTimesRow
from generator.stats.rows.listens import TopRecordingsRow, TopReleaseGroupsRow

_BY_TIME = 10  # items of a list by time, beside the longer one by listens


class _Artist(TypedDict):
    """What every stat set of artists says of one."""

    rank: int
    artist_name: str
    artist_mbid: str | None
    listen_count: int
    listening_ms: int | None
    total: int


class _Track(TypedDict):
    """What every stat set of recordings says of one."""

    rank: int
    track_name: str
    artist_name: str
    artist_mbids: list[str]
    recording_mbid: str | None
    listen_count: int


class _MappedTrack(TypedDict):
    """The same of one that has an id."""

    rank: int
    track_name: str
    artist_name: str
    artist_mbids: list[str]
    recording_mbid: str
    listen_count: int


def artists(
    overview: Overview, page: str, rows: Sequence[_Artist], json: Link | None, heading: str = "Artists"
) -> TopList:
    """The top list of artists on a page."""
    most = rows[0]["listen_count"] if rows else 0
    lines = [
        TopItem(
            row["rank"], row["artist_name"],
            artist_url(overview, page, row["artist_name"], _listed(row["artist_mbid"])), None, None,
            row["listen_count"], share(row["listen_count"], most), _time(row["listening_ms"]),
        )
        for row in rows
    ]  # fmt: skip
    return listed(heading, lines, rows[0]["total"] if rows else 0, json)


def release_groups(overview: Overview, page: str, rows: Sequence[TopReleaseGroupsRow], json: Link | None) -> TopList:
    """The top list of release groups, which people call albums, on a page."""
    most = rows[0]["listen_count"] if rows else 0
    lines = [
        TopItem(
            row["rank"], row["release_group_name"],
            album_url(overview, page, row["release_group_name"], row["artist_name"], row["release_group_mbid"]),
            row["artist_name"], artist_url(overview, page, row["artist_name"], row["artist_mbids"]),
            row["listen_count"], share(row["listen_count"], most), _time(row["listening_ms"]),
        )
        for row in rows
    ]  # fmt: skip
    return listed("Albums", lines, rows[0]["total"] if rows else 0, json)


def recordings(overview: Overview, page: str, rows: Sequence[TopRecordingsRow], json: Link | None) -> TopList:
    """The top list of recordings, which people call tracks, on a page."""
    lines = _tracks(overview, page, rows)
    timed = [replace(line, time=_time(row["listening_ms"])) for line, row in zip(lines, rows, strict=True)]
    return listed("Tracks", timed, rows[0]["total"] if rows else 0, json)


def tracks(overview: Overview, page: str, rows: Sequence[_MappedTrack], heading: str) -> TopList:
    """A list of recordings that says neither how long they were listened to nor how many there are in all."""
    return listed(heading, list(_tracks(overview, page, rows)), 0)


def _tracks(overview: Overview, page: str, rows: Sequence[_Track] | Sequence[_MappedTrack]) -> Iterator[TopItem]:
    most = rows[0]["listen_count"] if rows else 0
    for row in rows:
        url = track_url(overview, page, row["track_name"], row["artist_name"], row["recording_mbid"])
        by_url = artist_url(overview, page, row["artist_name"], row["artist_mbids"])
        count = row["listen_count"]
        yield TopItem(row["rank"], row["track_name"], url, row["artist_name"], by_url, count, share(count, most))


def all_three(
    subject: Subject, page: str, found: Rows, json: tuple[Link | None, ...], most: int | None = None
) -> tuple[TopList, ...]:
    """The top lists of artists, albums and tracks, with the links to their JSON; of each the first `most`."""
    of_artists, of_albums, of_tracks = json
    return (
        artists(subject.overview, page, found["artists"][:most], of_artists),
        release_groups(subject.overview, page, found["release_groups"][:most], of_albums),
        recordings(subject.overview, page, found["recordings"][:most], of_tracks),
    )


def by_time(overview: Overview, page: str, rows: Sequence[TopTimesRow], most: int = _BY_TIME) -> tuple[TopList, ...]:
    """The artists, albums and tracks listened to longest, where lengths are known; of each the first `most`."""
    kinds = ((name, [row for row in rows if row["kind"] == kind]) for kind, name in _KINDS.items())
    return tuple(_by_time(overview, page, name, some, most) for name, some in kinds if some)


def _by_time(overview: Overview, page: str, name: str, rows: Sequence[TopTimesRow], most: int) -> TopList:
    longest = rows[0]["listening_ms"]
    lines = [
        TopItem(
            row["rank"], row["name"], _item_url(overview, page, row), row["artist_name"],
            artist_url(overview, page, row["artist_name"], row["artist_mbids"]), row["listening_ms"],
            share(row["listening_ms"], longest), said=words.time(row["listening_ms"]),
        )
        for row in rows[:most]
    ]  # fmt: skip
    return replace(listed(name, lines, rows[0]["total"]), unit="Time")


def _item_url(overview: Overview, page: str, row: TopTimesRow) -> str | None:
    name, artist, mbid = row["name"], row["artist_name"], row["mbid"]
    if row["kind"] == "artist":
        return artist_url(overview, page, name, _listed(mbid))
    find = album_url if row["kind"] == "album" else track_url
    return find(overview, page, name, artist, mbid)


_KINDS = {"artist": "Artists", "album": "Albums", "track": "Tracks"}


def _time(listening_ms: int | None) -> str | None:
    """How long it was listened to, where the durations are known."""
    return words.time(listening_ms) if listening_ms else None


def artist_url(overview: Overview, page: str, name: str | None, mbids: Sequence[str]) -> str | None:
    """The page of the one artist of a credit, where there is one."""
    return _url(page, overview.linked.credit(name, mbids))


def album_url(overview: Overview, page: str, name: str, artist: str | None, mbid: str | None) -> str | None:
    """The page of an album, where it has one."""
    return _url(page, overview.linked.album(name, artist, mbid))


def track_url(overview: Overview, page: str, name: str, artist: str | None, mbid: str | None) -> str | None:
    """The page of a track, where it has one."""
    return _url(page, overview.linked.track(name, artist, mbid))


def _url(page: str, path: str | None) -> str | None:
    return paths.relative(page, path) if path else None


def _listed(mbid: str | None) -> list[str]:
    return [mbid] if mbid else []


def people(overview: Overview, page: str, name: str) -> TopList:
    """Everyone with listens in a range, or a calendar year or month, most listens first."""
    counts = (
        (person.ranges.get(name) or Subject(overview, person).count(name), person)
        for person in overview.people.values()
    )
    active = sorted(((count, person) for count, person in counts if count), key=lambda one: (-one[0], one[1].name))
    most = active[0][0] if active else 0
    to = partial(paths.relative, page)
    lines = [
        TopItem(rank, person.name, to(Subject(overview, person).path(name)), None, None, count, share(count, most))
        for rank, (count, person) in enumerate(active[:SHOWN], start=1)
    ]
    return listed("Listeners", lines, len(active))
