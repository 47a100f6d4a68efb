"""What pages say of an artist, an album or a track: of everyone's listens, by the clock of a zone.

An artist is its name and its id. An album or a track with an id is one whatever its credits; without one it is its name
and its artist's. Of spellings the smallest is shown. Lists are most first, ties by name, id and the artist's name,
descending.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from tests.reference import clock
from tests.reference.leaderboards import ARTISTS, RELEASE_GROUPS, Item
from tests.reference.records import Told
from tests.reference.resolving import Listen, lower

Described = tuple[str, str | None, str | None]  # name, artist's name, id
Heard = dict[tuple[Any, ...], list[tuple[Listen, Described]]]


def _artists(told: Told, listen: Listen) -> Iterator[Described]:
    for artist in ARTISTS.of(told.history, listen):
        yield artist["artist_name"], None, artist["artist_mbid"]


def _albums(told: Told, listen: Listen) -> Iterator[Described]:
    for album in RELEASE_GROUPS.of(told.history, listen):
        yield album["release_group_name"], album["artist_name"], album["release_group_mbid"]


def _tracks(_told: Told, listen: Listen) -> Iterator[Described]:
    yield listen["track_name"], listen["artist_name"], listen["recording_mbid"]


KINDS: dict[str, Callable[[Told, Listen], Iterator[Described]]] = {
    "album": _albums,
    "artist": _artists,
    "track": _tracks,
}


def heard(told: Told, kind: str, listens: Iterable[Listen]) -> Heard:
    """The listens of every item of a kind, each with what it calls the item."""
    found: Heard = defaultdict(list)
    for listen in listens:
        for one in KINDS[kind](told, listen):
            name, artist, mbid = one
            whole = (lower(name), mbid) if kind == "artist" else (mbid,) if mbid else (lower(name), lower(artist))
            found[whole].append((listen, one))
    return found


def described(listens: Sequence[tuple[Listen, Described]]) -> Described:
    """What an item is called."""
    names, artists, mbids = zip(*(one for _, one in listens), strict=True)
    return min(names), min((each for each in artists if each is not None), default=None), mbids[0]


def ranked(found: Heard, count: Callable[[Sequence[Listen]], int | None]) -> list[tuple[Any, int, Described]]:
    """Items, what is counted of them where there is anything, and what they are called, most first."""
    rows = [(key, count([listen for listen, _ in each]), described(each)) for key, each in found.items()]
    known = [(key, number, one) for key, number, one in rows if number is not None]
    return sorted(known, key=lambda row: (row[1], row[2][0], row[2][2] or "", row[2][1] or ""), reverse=True)


def known_ms(listens: Sequence[Listen]) -> int | None:
    """How long listens took, as far as it is known."""
    known = [listen["duration_ms"] for listen in listens if listen["duration_ms"] is not None]
    return sum(known) if known else None


def top_times(told: Told) -> Iterator[Item]:
    """What was listened to longest."""
    for kind in KINDS:
        rows = ranked(heard(told, kind, told.listens), known_ms)
        for rank, (_, took, (name, artist, mbid)) in enumerate(rows[:100], 1):
            yield {
                "kind": kind, "rank": rank, "name": name, "mbid": mbid, "artist_name": artist, "listening_ms": took,
                "total": len(rows),
            }  # fmt: skip


class Pages:
    """The items that have a page: the first of each kind."""

    def __init__(self, told: Told, most: int) -> None:
        self.told = told
        self.heard = {kind: heard(told, kind, told.everything) for kind in KINDS}
        self.ranked = {kind: ranked(found, len) for kind, found in self.heard.items()}
        self.pages = [
            ({"kind": kind, "item_rank": rank}, key, one)
            for kind, rows in self.ranked.items()
            for rank, (key, _, one) in enumerate(rows[:most], 1)
        ]

    def _each(self) -> Iterator[tuple[Item, list[Listen], Described]]:
        for page, key, one in self.pages:
            yield page, [listen for listen, _ in self.heard[page["kind"]][key]], one

    def page_items(self) -> Iterator[Item]:
        """What a page says first."""
        for page, listens, (name, artist, mbid) in self._each():
            days = Counter(self.told.wall(listen).date() for listen in listens)
            most = max(days.values())
            known = [listen for listen in listens if listen["duration_ms"] is not None]
            yield {
                **page, "name": name, "artist_name": artist, "mbid": mbid, "listen_count": len(listens),
                "listener_count": len({listen["user_name"] for listen in listens}), "timed_count": len(known),
                "listening_ms": known_ms(listens), "day_count": len(days), "most_count": most,
                "most_day": min(day for day, count in days.items() if count == most),
                "total": len(self.ranked[page["kind"]]),
            }  # fmt: skip

    def item_times(self) -> Iterator[Item]:
        """Months and weeks with a listen."""
        for page, listens, _ in self._each():
            days = [self.told.wall(listen).date() for listen in listens]
            for unit, firsts in (("month", [day.replace(day=1) for day in days]), ("week", map(self.told.week, days))):
                for day, count in sorted(Counter(firsts).items()):
                    yield {**page, "unit": unit, "first_day": day, "listen_count": count}

    def item_years(self) -> Iterator[Item]:
        """The rank in every year with a listen."""
        years = sorted({self.told.wall(listen).year for listen in self.told.everything})
        ranks: dict[Any, list[tuple[int, int, int]]] = defaultdict(list)
        for year in years:
            for kind in KINDS:
                rows = ranked(heard(self.told, kind, self.told.within(*clock.year(year))), len)
                for rank, (key, count, _) in enumerate(rows, 1):
                    ranks[kind, key].append((year, rank, count))
        for page, key, _ in self.pages:
            for year, rank, count in ranks[page["kind"], key]:
                yield {**page, "year": year, "rank": rank, "listen_count": count}

    def item_hours(self) -> Iterator[Item]:
        """Weekdays, from Monday as 1, and hours with a listen."""
        for page, listens, _ in self._each():
            moments = (self.told.wall(listen) for listen in listens)
            for (weekday, hour), count in sorted(Counter((one.isoweekday(), one.hour) for one in moments).items()):
                yield {**page, "weekday": weekday, "hour": hour, "listen_count": count}

    def item_listeners(self) -> Iterator[Item]:
        """Who listens most."""
        for page, listens, _ in self._each():
            counts = Counter(listen["user_name"] for listen in listens)
            rows = sorted(counts.items(), key=lambda one: (one[1], one[0]), reverse=True)
            for rank, (user, count) in enumerate(rows[:25], 1):
                yield {**page, "rank": rank, "user_name": user, "listen_count": count}

    def item_edges(self) -> Iterator[Item]:
        """The first and the last listen."""
        for page, listens, _ in self._each():
            for place, number in (("first", 0), ("last", -1)):
                listen = self.told.ordered(listens)[number]
                said = {"listened_at": self.told.wall(listen), "user_name": listen["user_name"]}
                yield {**page, "place": place, **said, "track_name": listen["track_name"]}

    def item_parts(self) -> Iterator[Item]:
        """Tracks and albums of an artist, tracks of an album, albums of a track."""
        for page, listens, _ in self._each():
            for part in ("album", "track"):
                if part != page["kind"]:
                    yield from ({**page, "part_kind": part, **row} for row in self._parts(part, listens))

    def _parts(self, part: str, listens: Sequence[Listen]) -> Iterator[Item]:
        found = heard(self.told, part, listens)
        rows = ranked(found, len)
        for rank, (key, count, (name, artist, mbid)) in enumerate(rows[:100], 1):
            own = [listen for listen, _ in found[key]]
            albums = [album for listen in own for album, _, _ in _albums(self.told, listen)]
            yield {
                "rank": rank, "name": name, "mbid": mbid, "artist_name": artist,
                "album_name": max(albums, default=None), "listen_count": count, "listening_ms": known_ms(own),
                "total": len(rows),
            }  # fmt: skip
