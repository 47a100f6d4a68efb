"""Year in Music of the ListenBrainz mirror: a document a user and year, the latest year's also without a number."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import FIRST, Endpoint, Parameter, Reply
from generator.mirrors.listenbrainz import BUCKET, COVER, ENDPOINTS, USER, inner, packed_items, refused
from generator.mirrors.payloads.listenbrainz import rows
from generator.mirrors.payloads.year_in_music import payload
from generator.ranges import year_range
from generator.stats import Packed, PeriodStore, Shape, Store, aligned
from generator.stats.rows.listens import (
    DISCOVERY_TOTALS,
    TOTALS,
    USER_YEARS,
    DiscoveryTotalsRow,
    TotalsRow,
)

FIRST_YEAR = 2002  # in whose October the first listens are that the API takes

_TOP = 50  # items of a year's leaderboards

_PATH = "/1/stats/user/{user_name}/year-in-music"
_NO_YEAR = "Cannot find Year in Music report for year: {year}"
_YEAR = Parameter(
    "year",
    "year",
    f"A year from {FIRST_YEAR} to that of the newest listen.",
    "2024",
    refused=refused(404, _NO_YEAR.format(year="{value}")),
)

Value = Callable[[Scope, str, int], Any]  # of a key, for a user and year; users in their order

_USER = ("user_name",)
_CREDIT = ("artist_credit_name", "release_group_mbid", "artist_credit_mbids", "artists")
_ANSWERS = {endpoint.items: endpoint for endpoint in ENDPOINTS if endpoint.subject == "user_name"}

# Keys that are lists as other answers have them, over the year.
_LIKE = {
    "top_artists": _ANSWERS["artists"],
    "top_releases": _ANSWERS["releases"],
    "top_recordings": _ANSWERS["recordings"],
    "top_release_groups": _ANSWERS["release_groups"],
    "artist_map": _ANSWERS["artist_map"],
    "genre_activity": _ANSWERS["genre_activity"],
}
# Keys that are lists of their own: the stat set and its shape.
_OWN = {
    "artist_evolution_activity": ("listens/artist_months", _ANSWERS["artist_evolution_activity"].shape),
    "top_genres": ("listens/top_genres", Shape(("genre", "genre_count", "genre_count_percent"), _USER)),
    "new_releases_of_top_artists": ("listens/new_releases", Shape(("title", *_CREDIT, *COVER), _USER)),
}

_DAYS = "listens/listens_per_day"

_MUSICBRAINZ = "https://musicbrainz.org"
_MORE = (
    f"{{'{_MUSICBRAINZ}/doc/jspf#track': {{"
    f"'artist_identifiers': list_transform(artist_mbids, lambda mbid: '{_MUSICBRAINZ}/artist/' || mbid), "
    "'additional_metadata': {'caa_id': caa_id, 'caa_release_mbid': caa_release_mbid, 'artists': artists}}}"
)
_TRACK = Shape(
    (
        f"identifier = ['{_MUSICBRAINZ}/recording/' || recording_mbid]",
        "title = track_name",
        "creator = artist_name",
        "album ?= release_name",
        f"extension = {_MORE}",
    ),
    _USER,
)
_ITEMS = {"artist_map": "year_artist_map"}  # what the items of a key are called by, if not as it
_LISTS = {
    **{key: rows(_ITEMS.get(key, key), endpoint.shape, inner(endpoint)) for key, endpoint in _LIKE.items()},
    "listens_per_day": rows("year_days", Shape(BUCKET)),
    **{key: rows(stat_set.rpartition("/")[2], shape) for key, (stat_set, shape) in _OWN.items()},
}
YEAR_IN_MUSIC = Endpoint(
    _PATH,
    "listens/discovery_totals",
    "data",
    Shape((), ("user_name",)),
    parameters=(USER,),
    absent=refused(404, _NO_YEAR.format(year=FIRST_YEAR - 1)),  # no year is complete while the first one runs
    repeats=("payload", "user_name"),
    says="What a listener heard in the latest complete year.",
    answer=payload(_LISTS, _TRACK),
)
# The same of a year that is named; the API checks the year before the user.
OF_YEAR = replace(
    YEAR_IN_MUSIC,
    path=f"{_PATH}/{{year}}",
    parameters=(_YEAR, USER),
    absent=Reply(200, {"payload": {"user_name": "{user_name}", "year": "{year}", "data": {}}}),
    says="What a listener heard in a year.",
)

# Keys that are playlists: the stat set, the title and what it says of itself.
_DISCOVERIES = (
    "listens/discoveries",
    "Top discoveries of {year} for {user}",
    "What {user} heard for the first time in {year}, and more than three times.",
)
_MISSED = (
    "listens/missed_recordings",
    "Top missed recordings of {year} for {user}",
    "What the listeners most like {user} heard in {year}, and {user} never did.",
)


def documents(store: PeriodStore, scope: Scope, year: int) -> Iterator[Document]:
    """The documents of one year for everyone who listened in it; of the latest complete one also without a number.

    `store` has the rows of `ranges.year_range(year)`, with at least fifty as `most`.
    """
    values = _values(store, several=len(scope.segments) > 1)
    for totals, more in zip(store.rows(TOTALS), store.rows(DISCOVERY_TOTALS), strict=True):
        user = totals["user_name"]
        segment, stem = scope.segments[user], YEAR_IN_MUSIC.stem(scope.segments[user])
        data = _totals(totals, more) | {key: value(scope, user, year) for key, value in values.items()}
        body = _body(user, year, data)
        scope.catalog.add_year(YEAR_IN_MUSIC, user, segment, str(year))
        yield Document(f"{stem}/{year}.json", body, "listenbrainz")
        if is_latest(scope, year):
            yield Document(f"{stem}.json", body, "listenbrainz")


def read(*, several: bool) -> tuple[str, ...]:
    """The stat sets that the documents of a year read, of one listener or of several."""
    lists = (*(endpoint.stat_set for endpoint in _LIKE.values()), *(stat_set for stat_set, _ in _OWN.values()))
    always = (TOTALS.name, DISCOVERY_TOTALS.name, *lists, _DAYS, "listens/era_activity", _DISCOVERIES[0])
    return tuple(dict.fromkeys((*always, "listens/similar_users", _MISSED[0]) if several else always))


def is_latest(scope: Scope, year: int) -> bool:
    """Whether a year is the latest complete one, which is answered without its number, too."""
    return year == _latest(scope)


def unheard(store: Store, scope: Scope) -> Iterator[Document]:
    """The empty documents of those who have no listen in the latest complete year.

    `store` has the rows of the whole history.
    """
    year = _latest(scope)
    heard = {row["user_name"] for row in store.rows(USER_YEARS) if row["year"] == year}
    for user, segment in scope.segments.items() if year >= FIRST_YEAR else ():
        if user not in heard:
            stem, body = YEAR_IN_MUSIC.stem(segment), _body(user, year, {})
            scope.catalog.add_year(YEAR_IN_MUSIC, user, segment, str(year))
            yield Document(f"{stem}.json", body, "listenbrainz")
            yield Document(f"{stem}/{year}.json", body, "listenbrainz")


def _totals(totals: TotalsRow, more: DiscoveryTotalsRow) -> dict[str, object]:
    """The numbers of a year, as the API calls them."""
    return {
        "total_listen_count": totals["listen_count"],
        "total_artists_count": totals["artist_count"],
        "total_releases_count": more["release_count"],
        "total_release_groups_count": totals["release_group_count"],
        "total_recordings_count": totals["recording_count"],
        "total_new_artists_discovered": more["new_artist_count"],
        "total_listening_time": more["length_seconds"],
        "day_of_week": more["weekday"],
    }


def _latest(scope: Scope) -> int:
    return datetime.fromtimestamp(scope.as_of, UTC).year - 1


def _counted_until(scope: Scope, year: int) -> str:
    """The moment up to which a year is counted."""
    return datetime.fromtimestamp(scope.last_updated(year_range(year).until), UTC).isoformat()


def _body(user: str, year: int, data: Mapping[str, object]) -> bytes:
    return orjson.dumps({"payload": {"user_name": user, "year": year, "data": data}})


def _values(store: PeriodStore, *, several: bool) -> dict[str, Value]:
    """What answers each key but the totals."""
    lists = {key: packed_items(store, endpoint, _TOP) for key, endpoint in _LIKE.items()}
    found: dict[str, Value] = {key: _list(packed) for key, packed in lists.items()}
    found["listens_per_day"] = _days(store)
    found |= {key: _list(store.packed(*own, FIRST)) for key, own in _OWN.items()}
    found["most_listened_year"] = _mapping(store, "listens/era_activity", "year", "listen_count")
    found["playlist-top-discoveries-for-year"] = _playlist(store, *_DISCOVERIES)
    if several:
        found["similar_users"] = _mapping(store, "listens/similar_users", "similar_user_name", "score")
        found["playlist-top-missed-recordings-for-year"] = _playlist(store, *_MISSED)
    return found


def _list(stream: Iterator[Packed]) -> Value:
    take = aligned((packed.head[0], [packed.all]) for packed in stream)
    return lambda _scope, user, _year: orjson.Fragment(next(iter(take(user)), b"[]"))


def _days(store: PeriodStore) -> Value:
    """Every day of the year, those without a listen among them."""
    shape, ranked = Shape(("rank", "listen_count"), _USER), "(select *, dayofyear(day) as rank from {})"
    take = aligned((packed.head[0], [packed.all]) for packed in store.packed(_DAYS, shape, FIRST, ranked.format))

    def days(_scope: Scope, user: str, year: int) -> orjson.Fragment:
        beginnings, unheard = _days_of(year)
        items = unheard.copy()
        for day in (day for listed in take(user) for day in orjson.loads(listed)):
            place = day["rank"] - 1
            items[place] = f"{beginnings[place]}{day['listen_count']}}}"
        return orjson.Fragment(f"[{','.join(items)}]")

    return days


@cache
def _days_of(year: int) -> tuple[list[str], list[str]]:
    """How the JSON of each day of a year begins, up to its count, and that of each day without a listen.

    `to_ts` is the last second of a day.
    """
    starts = (datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(366))
    days = ({"time_range": f"{day:%d %B %Y}", "from_ts": int(day.timestamp())} for day in starts if day.year == year)
    told = (orjson.dumps(day | {"to_ts": int(str(day["from_ts"])) + 86399}).decode() for day in days)
    beginnings = [f'{each.removesuffix("}")},"listen_count":' for each in told]
    return beginnings, [f"{each}0}}" for each in beginnings]


def _mapping(store: PeriodStore, stat_set: str, key: str, value: str) -> Value:
    take = aligned(store.by("user_name", stat_set))
    return lambda _scope, user, _year: {str(row[key]): row[value] for row in take(user)}


def _playlist(store: PeriodStore, stat_set: str, title: str, annotation: str) -> Value:
    tracks = _list(store.packed(stat_set, _TRACK, FIRST))

    def playlist(scope: Scope, user: str, year: int) -> dict[str, object]:
        said = {
            "title": title.format(user=user, year=year),
            "creator": "stillstats",
            "annotation": annotation.format(user=user, year=year),
            "date": _counted_until(scope, year),
            "track": tracks(scope, user, year),
            "extension": {f"{_MUSICBRAINZ}/doc/jspf#playlist": {"public": True, "creator": "stillstats"}},
        }
        return {"playlist": said}

    return playlist
