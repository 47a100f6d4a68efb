"""Every ListenBrainz document of a history, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

Readings taken where the rules are silent:
- sitewide leaderboards have the user's keys without user_id, and so keep total_*; the other documents carry both range
  and stats_range;
- what is said of a release comes from the releases table when known, else from the listen: each field for itself, but
  a credit (artist_mbids, artists) and a cover (caa_id, caa_release_mbid) whole;
- what is said of a release group comes, in the same way, from its own table, else from the first of its releases
  that the releases table names (by name, then artist, cover and credit; unknown ones last), else from the listen's own
  release, and else from the listen;
- a row of metadata without artist ids has those of its artists;
- a listen with a recording_mbid takes the artist_mbids that its mapping leaves out from the table of recordings, and
  the artists, unless the mapping names other artist_mbids; where it names the same ones in another order, in
  artist_mbids or in artists, the table's stand in its place, and else the mapping's own artists stay;
- a mapped listen whose release leads to no release group is an unmapped album: a null mbid, the names of its release;
- of rows of a table that share their id the one that says most counts, and of those the one with the smallest values;
- of copies of a listen the mapped one stays, else one that names a release, else the first;
- names of users are compared in Unicode's normal form C and without spaces around them, mbids in lower case; every
  other name stands as it was sent, and a blank one is none;
- an artist named twice in one credit counts once;
- within a case-insensitive group each field shows its smallest spelling, and the order looks at what is shown; of two
  credits with the same ids the artists decide name by name, join phrase by join phrase, id by id, an unknown one last;
- listening activity filters from <= t <= to before bucketing: this_year does not count a listen after the anchor's
  midnight, and a newest listen in the first second of a year is in no bucket of all_time;
- last_updated is the moment up to which is counted: the newest listen, or the end of a range that is over;
- no listen in any bucket, no artist with a country, no listen in the range: no document;
- listeners are counted for the mbids among the first so many rows of the site's leaderboard of that range, without the
  cap of that leaderboard; a release group is described by its first row there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.reference import spans, year_in_music
from tests.reference.activities import (
    WEEKDAYS,
    by_artist_and_album,
    by_country,
    by_genre_and_hour,
    by_year_of_release,
    evolution,
    moment,
)
from tests.reference.history import History
from tests.reference.leaderboards import ARTISTS, BOARDS, RELEASE_GROUPS, USER_CAP, Board, Item, leaderboard
from tests.reference.metadata import Row, Tables
from tests.reference.resolving import Listen

Documents = dict[str, dict[str, Any]]

MOST = 1000
PAGE = 25

_GROUP_FIELDS = (
    "release_group_mbid",
    "release_group_name",
    "artist_name",
    "artist_mbids",
    "caa_id",
    "caa_release_mbid",
)


def documents(lines: Iterable[Row], tables: Tables, now: int, listeners: int = MOST) -> Documents:
    """Path to content of every document below 1/; users stand in the paths under their own, unescaped names."""
    history = History(lines, tables, now)
    found: Documents = {}
    for name in spans.NAMES:
        for path, payload in _documents(history, name, listeners):
            found[path] = {"payload": payload}
            if path.endswith("/all_time.json"):
                found[path.removesuffix("/all_time.json") + ".json"] = {"payload": payload}
    for user in history.users:
        count = len(history.within(0, history.newest, user))
        found[f"1/user/{user}/listen-count.json"] = {"payload": {"count": count}}
        found |= {f"1/stats/user/{path}": {"payload": payload} for path, payload in year_in_music.of(history, user)}
    return found


def _documents(history: History, name: str, listeners: int) -> Iterator[tuple[str, Item]]:
    since, until = (spans.seconds(moment) for moment in spans.bounds(name, _newest(history)))
    tail = {"range": name, "from_ts": since, "to_ts": until, "last_updated": min(history.newest, until)}
    for user in history.users:
        own = history.within(since, until, user)
        top = [(board, leaderboard(history, own, board)) for board in BOARDS]
        path, head = f"1/stats/user/{user}", {"user_id": user}
        yield from _leaderboards(path, top, head | tail)
        yield from _artist_map(history, path, top[0][1], head | tail)
        yield from _activities(history, path, own, top[2][1], head | tail)
        yield from _whole(path, "genre-activity", by_genre_and_hour(history, own), head | tail)
        yield from _daily_activity(path, own, head | tail)
        yield from _listening_activity(history, path, name, user)
    everyone = history.within(since, until)
    top = [(board, leaderboard(history, everyone, board, USER_CAP)) for board in BOARDS]
    yield from _leaderboards("1/stats/sitewide", [(board, _without_artists(rows)) for board, rows in top], tail)
    yield from _artist_map(history, "1/stats/sitewide", top[0][1], tail)
    yield from _activities(history, "1/stats/sitewide", everyone, top[2][1], tail)
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
    yield from _whole(path, "artist-map", by_country(history, top[:MOST]), tail)


def _whole(path: str, name: str, rows: list[Item], tail: Item) -> Iterator[tuple[str, Item]]:
    """Write a document of all the rows there are; without rows there is none."""
    if rows:
        payload = {name.replace("-", "_"): rows, "stats_range": tail["range"], **tail}
        yield f"{path}/{name}/{tail['range']}.json", payload


def _activities(
    history: History, path: str, listens: Sequence[Listen], groups: Sequence[Item], tail: Item
) -> Iterator[tuple[str, Item]]:
    """Write what a user and the site have alike: artists with their albums, years of release, artists over time."""
    yield from _whole(path, "artist-activity", by_artist_and_album(history, groups[:MOST]), tail)
    yield from _whole(path, "era-activity", by_year_of_release(history, listens), tail)
    rows = evolution(history, listens, tail["range"])
    if "user_id" in tail:
        rows = [row | {"time_unit": str(row["time_unit"])} for row in rows]
    yield from _whole(path, "artist-evolution-activity", rows, tail)


def _daily_activity(path: str, listens: Sequence[Listen], tail: Item) -> Iterator[tuple[str, Item]]:
    moments = [moment(listen) for listen in listens]
    counts = Counter((WEEKDAYS[heard.weekday()], heard.hour) for heard in moments)
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
            "last_updated": min(history.newest, spans.seconds(spans.bounds(name, _newest(history))[1])),
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
