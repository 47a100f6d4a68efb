"""The top lists of artists, albums and tracks."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from generator import paths
from generator.pages import words
from generator.pages.listens.overview import Overview
from generator.pages.listens.subject import Subject
from generator.pages.site import Link
from generator.pages.top_list import SHOWN, TopItem, TopList, listed, share
from generator.stats import Row


def artists(overview: Overview, page: str, rows: Sequence[Row], json: Link | None, heading: str = "Artists") -> TopList:
    """The top list of artists on a page."""
    most = rows[0]["listen_count"] if rows else 0
    lines = [
        TopItem(
            row["rank"],
            row["artist_name"],
            _artist_url(overview, page, row),
            None,
            None,
            row["listen_count"],
            share(row["listen_count"], most),
            _time(row),
        )
        for row in rows
    ]
    return listed(heading, lines, _total(rows), json)


def release_groups(overview: Overview, page: str, rows: Sequence[Row], json: Link | None) -> TopList:
    """The top list of release groups, which people call albums, on a page."""
    return _works(overview, page, rows, ("Albums", "release_group_name", json))


def recordings(
    overview: Overview, page: str, rows: Sequence[Row], json: Link | None, heading: str = "Tracks"
) -> TopList:
    """The top list of recordings, which people call tracks, on a page."""
    return _works(overview, page, rows, (heading, "track_name", json))


def all_three(
    subject: Subject, page: str, rows: tuple[Sequence[Row], ...], json: tuple[Link | None, ...]
) -> tuple[TopList, ...]:
    """The top lists of artists, albums and tracks, from their rows and the links to their JSON."""
    made = zip((artists, release_groups, recordings), rows, json, strict=True)
    return tuple(make(subject.overview, page, some, url) for make, some, url in made)


def _works(overview: Overview, page: str, rows: Sequence[Row], kind: tuple[str, str, Link | None]) -> TopList:
    heading, name, json = kind
    most = rows[0]["listen_count"] if rows else 0
    lines = [
        TopItem(
            row["rank"], row[name], _group_url(overview, page, row) if heading == "Albums" else None,
            row["artist_name"], artist_url(overview, page, row["artist_mbids"]),
            row["listen_count"], share(row["listen_count"], most), _time(row),
        )
        for row in rows
    ]  # fmt: skip
    return listed(heading, lines, _total(rows), json)


def _time(row: Row) -> str | None:
    """How long it was listened to, where the stat set asks and the durations are known."""
    return words.time(row["listening_ms"]) if row.get("listening_ms") else None


def _total(rows: Sequence[Row]) -> int:
    """How many there are in all; 0 where the stat set does not say."""
    return int(rows[0].get("total", 0)) if rows else 0


def _artist_url(overview: Overview, page: str, row: Row) -> str | None:
    return artist_url(overview, page, [row["artist_mbid"]])


def artist_url(overview: Overview, page: str, mbids: Sequence[UUID]) -> str | None:
    """The page of the one artist of a credit, where there is one."""
    if len(mbids) != 1 or mbids[0] not in overview.artists:
        return None
    return paths.relative(page, f"artist/{mbids[0]}.html")


def _group_url(overview: Overview, page: str, row: Row) -> str | None:
    mbid = row["release_group_mbid"]
    return paths.relative(page, f"release-group/{mbid}.html") if mbid in overview.release_groups else None


def people(overview: Overview, page: str, name: str) -> TopList:
    """Everyone with listens in a range, or a calendar year or month, most listens first."""
    counts = ((person.ranges.get(name) or person.calendar.get(name, 0), person) for person in overview.people.values())
    active = sorted(((count, person) for count, person in counts if count), key=lambda one: (-one[0], one[1].name))
    most = active[0][0] if active else 0
    to = partial(paths.relative, page)
    lines = [
        TopItem(rank, person.name, to(Subject(overview, person).path(name)), None, None, count, share(count, most))
        for rank, (count, person) in enumerate(active[:SHOWN], start=1)
    ]
    return listed("Listeners", lines, len(active))
