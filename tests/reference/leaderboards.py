"""The four leaderboards: what a listen adds to each, how it is grouped, and in which order it is answered."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.reference.history import History
from tests.reference.resolving import Listen, lower

Item = dict[str, Any]

USER_CAP = 500  # listens of one user to one group that count for the site

_TEXTS = ("artist_name", "release_name", "release_group_name", "track_name")
# What breaks ties of items that agree in count, name and own id, in this order.
_TIES = ("artist_name", "artist_mbids", "release_name", "release_mbid", "artists", "caa_id", "caa_release_mbid")


def _artists(history: History, listen: Listen) -> Iterator[Item]:
    """One item for each artist of the credit; a credit without mbids is one artist."""
    for mbid in dict.fromkeys(listen["artist_mbids"]):
        yield {"artist_mbid": mbid, "artist_mbids": [mbid], "artist_name": history.names[mbid]}
    if not listen["artist_mbids"]:
        yield {"artist_mbid": None, "artist_mbids": [], "artist_name": listen["artist_name"]}


def _releases(history: History, listen: Listen) -> Iterator[Item]:
    release = history.release(listen)
    if release["name"]:
        yield {
            "artist_mbids": release["artist_mbids"],
            "release_mbid": listen["release_mbid"],
            "release_name": release["name"],
            "artist_name": release["artist"],
            "artists": release["artists"],
            "caa_id": release["caa_id"],
            "caa_release_mbid": release["caa_release_mbid"],
        }


def _release_groups(history: History, listen: Listen) -> Iterator[Item]:
    """Follow the release to its group; an album without one stays, under the names of its release."""
    group = history.group(listen)
    if group["name"]:
        yield {
            "artist_mbids": group["artist_mbids"],
            "release_group_mbid": group["release_group_mbid"],
            "release_group_name": group["name"],
            "artist_name": group["artist"],
            "caa_id": group["caa_id"],
            "caa_release_mbid": group["caa_release_mbid"],
            "artists": group["artists"],
        }


def _recordings(history: History, listen: Listen) -> Iterator[Item]:
    """Take the cover of the release, whatever the mapping says of it; everything else is the listen's."""
    cover = history.release(listen)
    yield {
        "artist_name": listen["artist_name"],
        "artist_mbids": listen["artist_mbids"],
        "recording_mbid": listen["recording_mbid"],
        "release_name": listen["release_name"],
        "release_mbid": listen["release_mbid"],
        "caa_id": cover["caa_id"],
        "caa_release_mbid": cover["caa_release_mbid"],
        "artists": listen["artists"],
        "track_name": listen["track_name"],
    }


@dataclass(frozen=True, slots=True)
class Board:
    """A leaderboard: its key in a payload, its part of the path, its name and mbid fields and the items of a listen."""

    items: str
    path: str
    total: str
    name: str
    mbid: str
    of: Callable[[History, Listen], Iterator[Item]]


ARTISTS = Board("artists", "artists", "total_artist_count", "artist_name", "artist_mbid", _artists)
RELEASES = Board("releases", "releases", "total_release_count", "release_name", "release_mbid", _releases)
RELEASE_GROUPS = Board(
    "release_groups",
    "release-groups",
    "total_release_group_count",
    "release_group_name",
    "release_group_mbid",
    _release_groups,
)
RECORDINGS = Board("recordings", "recordings", "total_recording_count", "track_name", "recording_mbid", _recordings)
BOARDS = (ARTISTS, RELEASES, RELEASE_GROUPS, RECORDINGS)


def leaderboard(history: History, listens: Iterable[Listen], board: Board, user_cap: int | None = None) -> list[Item]:
    """Every group of the listens with its listen_count, in the order of the answer."""
    return [item for item, _ in leaders(history, listens, board, user_cap)]


def leaders(
    history: History, listens: Iterable[Listen], board: Board, user_cap: int | None = None
) -> list[tuple[Item, list[Listen]]]:
    """Rank the groups as the leaderboard does, each with the listens that it has."""
    heard: dict[tuple[Any, ...], list[Listen]] = {}
    shown: dict[tuple[Any, ...], Item] = {}
    for listen in listens:
        for item in board.of(history, listen):
            key = tuple(lower(value) if field in _TEXTS else _frozen(value) for field, value in item.items())
            heard.setdefault(key, []).append(listen)
            shown[key] = _smallest(shown.get(key, item), item)
    rows = [({**shown[key], "listen_count": _total(heard[key], user_cap)}, heard[key]) for key in heard]
    return sorted(rows, key=lambda row: _place(row[0], board), reverse=True)


def _total(listens: Iterable[Listen], user_cap: int | None) -> int:
    counts = Counter(listen["user_name"] for listen in listens)
    return sum(count if user_cap is None else min(count, user_cap) for count in counts.values())


def _smallest(one: Item, other: Item) -> Item:
    """Of two spellings the smaller, field by field."""
    return one | {field: min(one[field], other[field]) for field in _TEXTS if one.get(field) is not None}


def _place(item: Item, board: Board) -> tuple[Any, ...]:
    """Say what an item is sorted by, descending: count, name, own mbid, and then the fields of _TIES; nulls last."""
    fields = (board.name, board.mbid, *(field for field in _TIES if field not in {board.name, board.mbid}))
    return (item["listen_count"], *(_frozen(item[field]) for field in fields if field in item))


def _frozen(value: object) -> tuple[Any, ...]:
    """Make a value one that can be compared with its like; a null is the least."""
    match value:
        case None:
            return ()
        case list():
            return (tuple(_frozen(each) for each in value),)
        case dict():
            return (tuple(_frozen(each) for each in value.values()),)
    return (value,)
