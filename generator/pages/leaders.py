"""Leaders: the most heard artists, albums or tracks, a list with bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from generator import paths
from generator.pages import words
from generator.pages.listening import Listening
from generator.pages.site import Link
from generator.pages.subject import Subject
from generator.stats import Row

SHOWN = 100  # leaders on a page; the JSON has a thousand
FIRST = 10  # leaders that are seen at once


@dataclass(frozen=True, slots=True)
class Leader:
    """One line: what it is, by whom, how often and how long it was heard, and its bar's width in hundredths.

    An id `breaks` at its dots, not in the midst of a word.
    """

    rank: int
    name: str
    url: str | None
    by: str | None
    by_url: str | None
    count: int
    share: int
    time: str | None = None
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Leaders:
    """A heading, the first lines, the further ones, how many in all, where the JSON lies, and what is counted.

    `note` says what kind of lines they are, where the heading does not.
    """

    heading: str
    first: tuple[Leader, ...]
    rest: tuple[Leader, ...]
    total: int
    json: Link | None
    unit: str = "Listens"
    note: str = ""


def share(count: int, most: int) -> int:
    """The width of a bar in hundredths, at least 1 for a count above 0."""
    return max(round(100 * count / most), min(count, 1)) if most else 0


def listed(heading: str, leaders: Sequence[Leader], total: int, json: Link | None = None) -> Leaders:
    """Leaders in their order; the heading is a plural."""
    return Leaders(heading, tuple(leaders[:FIRST]), tuple(leaders[FIRST:]), total, json)


def artists(
    listening: Listening, page: str, rows: Sequence[Row], json: Link | None, heading: str = "Artists"
) -> Leaders:
    """The leaderboard of artists on a page."""
    most = rows[0]["listen_count"] if rows else 0
    lines = [
        Leader(
            row["rank"],
            row["artist_name"],
            _artist_url(listening, page, row),
            None,
            None,
            row["listen_count"],
            share(row["listen_count"], most),
            _time(row),
        )
        for row in rows
    ]
    return listed(heading, lines, _total(rows), json)


def release_groups(listening: Listening, page: str, rows: Sequence[Row], json: Link | None) -> Leaders:
    """The leaderboard of release groups, which people call albums, on a page."""
    return _works(listening, page, rows, ("Albums", "release_group_name", json))


def recordings(
    listening: Listening, page: str, rows: Sequence[Row], json: Link | None, heading: str = "Tracks"
) -> Leaders:
    """The leaderboard of recordings, which people call tracks, on a page."""
    return _works(listening, page, rows, (heading, "track_name", json))


def all_three(
    subject: Subject, page: str, rows: tuple[Sequence[Row], ...], json: tuple[Link | None, ...]
) -> tuple[Leaders, ...]:
    """The leaderboards of artists, albums and tracks, from their rows and the links to their JSON."""
    made = zip((artists, release_groups, recordings), rows, json, strict=True)
    return tuple(make(subject.listening, page, some, url) for make, some, url in made)


def _works(listening: Listening, page: str, rows: Sequence[Row], kind: tuple[str, str, Link | None]) -> Leaders:
    heading, name, json = kind
    most = rows[0]["listen_count"] if rows else 0
    lines = [
        Leader(
            row["rank"], row[name], _group_url(listening, page, row) if heading == "Albums" else None,
            row["artist_name"], artist_url(listening, page, row["artist_mbids"]),
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


def _artist_url(listening: Listening, page: str, row: Row) -> str | None:
    return artist_url(listening, page, [row["artist_mbid"]])


def artist_url(listening: Listening, page: str, mbids: Sequence[UUID]) -> str | None:
    """The page of the one artist of a credit, where there is one."""
    if len(mbids) != 1 or mbids[0] not in listening.artists:
        return None
    return paths.relative(page, f"artist/{mbids[0]}.html")


def _group_url(listening: Listening, page: str, row: Row) -> str | None:
    mbid = row["release_group_mbid"]
    return paths.relative(page, f"release-group/{mbid}.html") if mbid in listening.release_groups else None


def people(listening: Listening, page: str, name: str) -> Leaders:
    """Everyone with listens in a range, or a calendar year or month, most listens first."""
    counts = ((person.ranges.get(name) or person.calendar.get(name, 0), person) for person in listening.people.values())
    active = sorted(((count, person) for count, person in counts if count), key=lambda one: (-one[0], one[1].name))
    most = active[0][0] if active else 0
    to = partial(paths.relative, page)
    lines = [
        Leader(rank, person.name, to(Subject(listening, person).path(name)), None, None, count, share(count, most))
        for rank, (count, person) in enumerate(active[:SHOWN], start=1)
    ]
    return listed("Listeners", lines, len(active))
