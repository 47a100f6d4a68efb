"""Every ListenBrainz document of a history, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

Readings taken where the rules are silent:
- sitewide leaderboards have the user's keys without user_id, and so keep total_*; the other documents carry both range
  and stats_range;
- a release's name and artist come, each for itself, from the releases table when known, else from the listen; its
  artist_mbids, artists and caa_* from the listen's mapping;
- one name stands for a release group: the smallest release_name it has in the releases table, with that row's artist,
  the smallest known where rows share that name; what it lacks comes from the release, and then from the listen;
- a mapped listen whose release leads to no release group is an unmapped album: a null mbid, the names of its release;
- of rows of a table that share their id the first with a country (or release group) counts, else the first;
- of copies of a listen the mapped one stays, else one that names a release, else the first;
- names of users are compared in Unicode's normal form C and without spaces around them, mbids in lower case; every
  other name stands as it was sent, and a blank one is none;
- an artist named twice in one credit counts once;
- within a case-insensitive group each field shows its smallest spelling; the order looks at what is shown, and the
  fields left over break ties in the order of the item's keys, descending, nulls last;
- listening activity filters from <= t <= to before bucketing: this_year does not count a listen after the anchor's
  midnight, and a newest listen in the first second of a year is in no bucket of all_time;
- no listen in any bucket, no artist with a country, no listen in the range: no document;
- listeners are counted for the mbids among the first so many rows of the site's leaderboard of that range, without the
  cap of that leaderboard; a release group is described by its first row there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.reference import spans
from tests.reference.history import History
from tests.reference.leaderboards import ARTISTS, BOARDS, RELEASE_GROUPS, USER_CAP, Board, Item, leaderboard
from tests.reference.resolving import Listen, Row

Documents = dict[str, dict[str, Any]]

MOST = 1000
PAGE = 25
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_GROUP_FIELDS = (
    "release_group_mbid",
    "release_group_name",
    "artist_name",
    "artist_mbids",
    "caa_id",
    "caa_release_mbid",
)


def documents(
    lines: Iterable[Row], artists: Sequence[Row], releases: Sequence[Row], now: int, listeners: int = MOST
) -> Documents:
    """Path to content of every document below 1/; users stand in the paths under their own, unescaped names."""
    history = History(lines, artists, releases, now)
    found: Documents = {}
    for name in spans.NAMES:
        for path, payload in _documents(history, name, listeners):
            found[path] = {"payload": payload}
            if path.endswith("/all_time.json"):
                found[path.removesuffix("/all_time.json") + ".json"] = {"payload": payload}
    for user in history.users:
        count = len([listen for listen in history.listens if listen["user_name"] == user])
        found[f"1/user/{user}/listen-count.json"] = {"payload": {"count": count}}
    return found


def _documents(history: History, name: str, listeners: int) -> Iterator[tuple[str, Item]]:
    since, until = (spans.seconds(moment) for moment in spans.bounds(name, _newest(history)))
    tail = {"range": name, "from_ts": since, "to_ts": until, "last_updated": history.newest}
    for user in history.users:
        own = history.within(since, until, user)
        top = [(board, leaderboard(history, own, board)) for board in BOARDS]
        path, head = f"1/stats/user/{user}", {"user_id": user}
        yield from _leaderboards(path, top, head | tail)
        yield from _artist_map(history, path, top[0][1], head | tail)
        yield from _daily_activity(path, own, head | tail)
        yield from _listening_activity(history, path, name, user)
    everyone = history.within(since, until)
    top = [(board, leaderboard(history, everyone, board, USER_CAP)) for board in BOARDS]
    yield from _leaderboards("1/stats/sitewide", [(board, _without_artists(rows)) for board, rows in top], tail)
    yield from _artist_map(history, "1/stats/sitewide", top[0][1], tail)
    yield from _listening_activity(history, "1/stats/sitewide", name, None)
    for board, rows in top:
        if board in {ARTISTS, RELEASE_GROUPS}:
            yield from _listeners(history, board, rows[:listeners], everyone, tail)


def _without_artists(rows: Iterable[Item]) -> list[Item]:
    """Drop artists, which the items of the site's leaderboards do not carry."""
    return [{field: value for field, value in row.items() if field != "artists"} for row in rows]


def _newest(history: History) -> datetime:
    return spans.EPOCH + timedelta(seconds=history.newest)


def _leaderboards(path: str, top: Iterable[tuple[Board, list[Item]]], tail: Item) -> Iterator[tuple[str, Item]]:
    for board, rows in top:
        for file, most in ((f"{tail['range']}.json", PAGE), (f"{tail['range']}/all.json", MOST)):
            page = rows[:most]
            if page:
                payload = {board.items: page, "count": len(page), board.total: len(rows), "offset": 0, **tail}
                yield f"{path}/{board.path}/{file}", payload


def _artist_map(history: History, path: str, top: list[Item], tail: Item) -> Iterator[tuple[str, Item]]:
    """Put the first thousand artists by country, those that have one."""
    countries: dict[str, list[Item]] = {}
    for row in top[:MOST]:
        country = history.countries.get(row["artist_mbid"] or "")
        if country:
            artist = {field: row[field] for field in ("artist_name", "artist_mbid", "listen_count")}
            countries.setdefault(country, []).append(artist)
    found = [_country(country, artists) for country, artists in countries.items()]
    found.sort(key=lambda row: (row["artist_count"], row["listen_count"], row["country"]), reverse=True)
    if found:
        yield f"{path}/artist-map/{tail['range']}.json", {"artist_map": found, "stats_range": tail["range"], **tail}


def _country(country: str, artists: list[Item]) -> Item:
    order = sorted(artists, key=lambda row: (row["listen_count"], row["artist_name"], row["artist_mbid"]), reverse=True)
    heard = sum(row["listen_count"] for row in artists)
    return {"country": country, "artist_count": len(artists), "listen_count": heard, "artists": order}


def _daily_activity(path: str, listens: Sequence[Listen], tail: Item) -> Iterator[tuple[str, Item]]:
    moments = [spans.EPOCH + timedelta(seconds=listen["listened_at"]) for listen in listens]
    counts = Counter((WEEKDAYS[moment.weekday()], moment.hour) for moment in moments)
    days = {day: [{"hour": hour, "listen_count": counts[day, hour]} for hour in range(24)] for day in WEEKDAYS}
    if listens:
        payload = {"daily_activity": days, "stats_range": tail["range"], **tail}
        yield f"{path}/daily-activity/{tail['range']}.json", payload


def _listening_activity(history: History, path: str, name: str, user: str | None) -> Iterator[tuple[str, Item]]:
    since, until = (spans.seconds(moment) for moment in spans.activity_bounds(name, _newest(history)))
    times = [listen["listened_at"] for listen in history.within(since, until, user)]
    rows = [_bucket(times, *bucket) for bucket in spans.buckets(name, _newest(history))]
    if not any(row["listen_count"] for row in rows):
        return
    yield (
        f"{path}/listening-activity/{name}.json",
        {
            "listening_activity": [row for row in rows if row["listen_count"] or name != "all_time"],
            "range": name,
            "stats_range": name,
            "from_ts": since,
            "to_ts": until,
            "last_updated": history.newest,
            **({"user_id": user} if user is not None else {}),
        },
    )


def _bucket(times: Iterable[int], label: str, start: datetime, following: datetime) -> Item:
    first, last = spans.seconds(start), spans.seconds(following) - 1
    count = len([moment for moment in times if first <= moment <= last])
    return {"time_range": label, "from_ts": first, "to_ts": last, "listen_count": count}


def _listeners(
    history: History, board: Board, top: Iterable[Item], listens: Sequence[Listen], tail: Item
) -> Iterator[tuple[str, Item]]:
    """Who heard an artist or a release group most: the first twenty-five, and totals over all."""
    described: dict[str, Item] = {}
    for row in top:
        if row[board.mbid]:
            described.setdefault(row[board.mbid], row)
    heard: dict[str, Counter[str]] = {}
    for listen in listens:
        for item in board.of(history, listen):
            heard.setdefault(item[board.mbid], Counter())[listen["user_name"]] += 1
    fields = ("artist_mbid", "artist_name") if board is ARTISTS else _GROUP_FIELDS
    for mbid, row in described.items():
        users = sorted(((count, user) for user, count in heard[mbid].items()), reverse=True)
        payload = {
            **{field: row[field] for field in fields},
            "listeners": [{"user_name": user, "listen_count": count} for count, user in users[:25]],
            "total_listen_count": sum(count for count, _ in users),
            "total_user_count": len(users),
            "stats_range": tail["range"],
            **tail,
        }
        kind = "artist" if board is ARTISTS else "release-group"
        yield f"1/stats/{kind}/{mbid}/listeners/{tail['range']}.json", payload
