"""The playlists of a user's year, and the users whose year was most like it.

Readings taken where the rules are silent:
- a recording with several rows in the leaderboard of recordings is described by the first of them, and counts for all;
- its first artist is the first mbid of its credit, and without mbids the credit's name;
- similar users stand in the order of the rounded score;
- where nobody is similar, or nothing was missed, the dictionary and the list of tracks are empty.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import sqrt
from typing import Any

from tests.reference import spans
from tests.reference.history import History
from tests.reference.leaderboards import ARTISTS, RECORDINGS, Item, leaderboard
from tests.reference.resolving import Listen, lower

LONGEST = 50
SIMILAR = 25


class Text:
    """Equal to any text that says something: for words that the rules leave to the program."""

    def __eq__(self, other: object) -> bool:
        """Whether the other is a text, and not a blank one, or stands for such itself."""
        return isinstance(other, Text) or (isinstance(other, str) and bool(other.strip()))

    __hash__ = None  # type: ignore[assignment]


def bounds(year: int) -> tuple[int, int]:
    """First and last second of a year."""
    return spans.seconds(datetime(year, 1, 1)), spans.seconds(datetime(year + 1, 1, 1)) - 1  # noqa: DTZ001


def of_year(history: History, user: str, year: int) -> Item:
    """Every key of the year that recommends: two of the three only where there are several users."""
    found = {"playlist-top-discoveries-for-year": _playlist(history, year, _discoveries(history, user, year))}
    if len(history.users) > 1:
        similar = similar_users(history, user, year)
        found["similar_users"] = similar
        found["playlist-top-missed-recordings-for-year"] = _playlist(
            history, year, _missed(history, user, year, similar)
        )
    return found


def similar_users(history: History, user: str, year: int) -> dict[str, float]:
    """Compare what users heard of their hundred artists of the year: the cosine of the angle between their counts."""
    own = _tastes(history, user, year)
    scores = {other: round(_cosine(own, _tastes(history, other, year)), 4) for other in history.users if other != user}
    order = sorted(((score, other) for other, score in scores.items() if score > 0), reverse=True)
    return {other: score for score, other in order[:SIMILAR]}


def _tastes(history: History, user: str, year: int) -> dict[Any, int]:
    top = leaderboard(history, history.within(*bounds(year), user), ARTISTS)[:100]
    return {(lower(row["artist_name"]), row["artist_mbid"]): row["listen_count"] for row in top}


def _cosine(one: dict[Any, int], other: dict[Any, int]) -> float:
    shared = sum(one[key] * other[key] for key in one.keys() & other.keys())
    squares = sum(count**2 for count in one.values()) * sum(count**2 for count in other.values())
    return shared / sqrt(squares) if squares else 0.0


def _discoveries(history: History, user: str, year: int) -> list[Item]:
    """Find what the user heard more than three times in the year, and never before it."""
    since, until = bounds(year)
    before = {listen["recording_mbid"] for listen in history.within(0, since - 1, user)}
    rows = _recordings(history, history.within(since, until, user))
    return _chosen(row for row in rows if row["listen_count"] > 3 and row["recording_mbid"] not in before)


def _missed(history: History, user: str, year: int, similar: Iterable[str]) -> list[Item]:
    """Find what the three most similar users heard in the year, and the user not until its end."""
    since, until = bounds(year)
    known = {listen["recording_mbid"] for listen in history.within(0, until, user)}
    friends = list(similar)[:3]
    heard = [listen for listen in history.within(since, until) if listen["user_name"] in friends]
    return _chosen(row for row in _recordings(history, heard) if row["recording_mbid"] not in known)


def _recordings(history: History, listens: Sequence[Listen]) -> list[Item]:
    """One row a recording with an mbid, the most heard first."""
    counts = Counter(listen["recording_mbid"] for listen in listens if listen["recording_mbid"])
    described: dict[str, Item] = {}
    for row in leaderboard(history, listens, RECORDINGS):
        if row["recording_mbid"]:
            described.setdefault(row["recording_mbid"], row | {"listen_count": counts[row["recording_mbid"]]})
    fields = ("listen_count", "track_name", "recording_mbid")
    return sorted(described.values(), key=lambda row: tuple(row[field] for field in fields), reverse=True)


def _chosen(rows: Iterable[Item]) -> list[Item]:
    """Keep the first two of every first artist, and fifty of all."""
    taken: Counter[str] = Counter()
    kept = []
    for row in rows:
        artist = row["artist_mbids"][0] if row["artist_mbids"] else lower(row["artist_name"])
        taken[artist] += 1
        if taken[artist] <= 2:
            kept.append(row)
    return kept[:LONGEST]


def _playlist(history: History, year: int, rows: Iterable[Item]) -> Item:
    made = spans.EPOCH + timedelta(seconds=min(history.newest, bounds(year)[1]))
    extension = {"https://musicbrainz.org/doc/jspf#playlist": {"public": True, "creator": "stillstats"}}
    return {
        "playlist": {
            "title": Text(),
            "creator": "stillstats",
            "annotation": Text(),
            "date": f"{made.isoformat()}+00:00",
            "track": [_track(row) for row in rows],
            "extension": extension,
        }
    }


def _track(row: Item) -> Item:
    extension = {
        "artist_identifiers": [f"https://musicbrainz.org/artist/{mbid}" for mbid in row["artist_mbids"]],
        "additional_metadata": {field: row[field] for field in ("caa_id", "caa_release_mbid", "artists")},
    }
    track = {
        "identifier": [f"https://musicbrainz.org/recording/{row['recording_mbid']}"],
        "title": row["track_name"],
        "creator": row["artist_name"],
        "album": row["release_name"],
        "extension": {"https://musicbrainz.org/doc/jspf#track": extension},
    }
    return {field: value for field, value in track.items() if value is not None}
