"""The ListenBrainz mirror: /1/stats/* and the listen count, in every range."""

from collections.abc import Iterator
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.endpoint import FIRST, MOST, Endpoint, Scope
from generator.ranges import Range, epoch
from generator.stats import Answers, Packed, find, nested, pack

_ARTIST = ("artist_mbid", "artist_mbids", "artist_name", "listen_count")
_RELEASE = ("artist_mbids", "release_mbid", "release_name", "artist_name", "listen_count", "caa_id", "caa_release_mbid")
_RELEASE_GROUP = (
    "artist_mbids", "release_group_mbid", "release_group_name", "artist_name", "listen_count", "caa_id", "caa_release_mbid",
)  # fmt: skip
_RECORDING = (
    "artist_name", "artist_mbids", "recording_mbid", "release_name", "release_mbid", "caa_id", "caa_release_mbid",
    "track_name", "listen_count",
)  # fmt: skip
_BUCKET = ("time_range", "from_ts", "to_ts", "listen_count")
_COUNTRY = ("country", "artist_count", "listen_count = country_listen_count", "artists")
_COUNTRY_ARTIST = ("artist_name", "artist_mbid", "listen_count")
_LISTENER = ("user_name", "listen_count")
_LISTENERS_TAIL = ("total_listen_count", "total_user_count")

_USER = "/1/stats/user/{user_name}"
_SITE = "/1/stats/sitewide"


def _leaders(entity: str, item: tuple[str, ...]) -> tuple[Endpoint, Endpoint]:
    """The user's and the site's leaderboard of one kind of entity; the site's items carry no artists."""
    items, total = f"{entity}s", f"total_{entity}_count"
    path = items.replace("_", "-")
    full = item if entity == "artist" else (*item, "artists")
    return (
        Endpoint(f"{_USER}/{path}", f"listens/top_{items}", items, full, ("user_name", "total"), total=total, paginated=True),
        Endpoint(f"{_SITE}/{path}", f"listens/sitewide_{items}", items, item, ("total",), total=total, paginated=True),
    )


_PAIRS = (
    _leaders("artist", _ARTIST),
    _leaders("release", _RELEASE),
    _leaders("release_group", _RELEASE_GROUP),
    _leaders("recording", _RECORDING),
)

ENDPOINTS = (
    *(user for user, _ in _PAIRS),
    Endpoint(f"{_USER}/listening-activity", "listens/listening_activity", "listening_activity", _BUCKET, ("user_name",), bucketed=True),
    Endpoint(f"{_USER}/daily-activity", "listens/daily_activity", "daily_activity", ("weekday", "hours"), ("user_name",), order="day"),
    Endpoint(f"{_USER}/artist-map", "listens/artist_map", "artist_map", _COUNTRY, ("user_name",)),
    Endpoint(
        "/1/stats/artist/{artist_mbid}/listeners", "listens/artist_listeners", "listeners", _LISTENER,
        ("artist_mbid", "artist_name", *_LISTENERS_TAIL),
    ),
    Endpoint(
        "/1/stats/release-group/{release_group_mbid}/listeners", "listens/release_group_listeners", "listeners", _LISTENER,
        ("release_group_mbid", "release_group_name", "artist_name", "artist_mbids", "caa_id", "caa_release_mbid", *_LISTENERS_TAIL),
    ),
    *(site for _, site in _PAIRS),
    Endpoint(f"{_SITE}/listening-activity", "listens/sitewide_listening_activity", "listening_activity", _BUCKET, bucketed=True),
    Endpoint(f"{_SITE}/artist-map", "listens/sitewide_artist_map", "artist_map", _COUNTRY),
)  # fmt: skip

LISTEN_COUNT = "1/user/{user_name}/listen-count.json"


def documents(answers: Answers, scope: Scope, span: Range) -> Iterator[Document]:
    """Every document of one range, endpoint by endpoint, subject by subject."""
    for endpoint in ENDPOINTS:
        for packed in _packed(answers, endpoint):
            yield from _answered(endpoint, packed, scope, span)


def listen_counts(answers: Answers, scope: Scope) -> Iterator[Document]:
    """The number of listens of every user, over the whole history."""
    for row in answers.rows("listens/user_spans"):
        path = LISTEN_COUNT.format(user_name=scope.users[row["user_name"]])
        yield Document(path, orjson.dumps({"payload": {"count": row["listen_count"]}}), "listenbrainz")


def _packed(answers: Answers, endpoint: Endpoint) -> Iterator[Packed]:
    table = answers.table(endpoint.stat_set)
    head = endpoint.head
    if endpoint.items == "artist_map":
        table = nested(table, (*head, "rank", "country", "artist_count", "country_listen_count"), _COUNTRY_ARTIST, "artist_rank", "artists")
    if endpoint.items == "daily_activity":
        table = nested(table, (*head, "day", "weekday"), ("hour", "listen_count"), "hour", "hours")
    if endpoint.paginated:
        table = f"(select {', '.join(find(endpoint.stat_set).listed('columns'))} from {table} where rank <= {MOST})"
    return pack(answers.db, table, endpoint.item, head, endpoint.order, FIRST)


def _answered(endpoint: Endpoint, packed: Packed, scope: Scope, span: Range) -> Iterator[Document]:
    head = dict(zip(endpoint.head, packed.head, strict=True))
    subject = str(head[endpoint.subject]) if endpoint.subject else ""
    segment = scope.users[subject] if endpoint.subject == "user_name" else subject
    first = packed.first if endpoint.paginated else packed.all
    body = _body(endpoint, head, first, packed.first_count, scope, span)
    for path in endpoint.paths(segment, span.name):
        yield Document(path, body, "listenbrainz")
    if endpoint.paginated:
        full = _body(endpoint, head, packed.all, packed.count, scope, span)
        yield Document(endpoint.all_path(segment, span.name), full, "listenbrainz")


def _body(endpoint: Endpoint, head: dict[str, Any], items: str, count: int, scope: Scope, span: Range) -> bytes:
    payload = _subject(head) | {endpoint.items: _items(endpoint, items)}
    if endpoint.paginated:
        payload |= {"count": count, str(endpoint.total): head["total"], "offset": 0, "range": span.name}
    else:
        payload |= {"range": span.name, "stats_range": span.name}
    since, until = (span.buckets.since, span.buckets.until) if endpoint.bucketed else (span.since, span.until)
    payload |= {"from_ts": epoch(since), "to_ts": epoch(until), "last_updated": scope.last_updated}
    return orjson.dumps({"payload": payload}, default=str)


def _subject(head: dict[str, Any]) -> dict[str, Any]:
    """Whom a payload is about; the API calls a user's name user_id."""
    return {"user_id" if key == "user_name" else key: value for key, value in head.items() if key != "total"}


def _items(endpoint: Endpoint, items: str) -> orjson.Fragment | dict[str, orjson.Fragment]:
    if endpoint.items != "daily_activity":
        return orjson.Fragment(items)
    return {day["weekday"]: day["hours"] for day in orjson.loads(items)}
