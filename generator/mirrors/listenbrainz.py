"""The ListenBrainz mirror: /1/stats/* and the listen count, in every range."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import FIRST, MOST, Cut, Endpoint, Parameter, Reply
from generator.mirrors.payloads import listenbrainz as payloads
from generator.ranges import ALL_TIME, NAMES, WEEKDAYS, Range, epoch
from generator.stats import Packed, Period, PeriodStore, Shape, nested
from generator.stats.rows.listens import USER_SPANS

CAP = 500  # listens of one listener that count for one entity in the site's lists

_ARTIST = ("artist_mbid", "artist_mbids", "artist_name", "listen_count")
COVER = ("caa_id", "caa_release_mbid")
_RELEASE = ("artist_mbids", "release_mbid", "release_name", "artist_name", "listen_count", *COVER)
_RELEASE_GROUP = ("artist_mbids", "release_group_mbid", "release_group_name", "artist_name", "listen_count", *COVER)
_TRACK = ("track_name", "listen_count")
_RECORDING = ("artist_name", "artist_mbids", "recording_mbid", "release_name", "release_mbid", *COVER, *_TRACK)
BUCKET = ("time_range", "from_ts", "to_ts", "listen_count")
_COUNTRY = ("country", "artist_count", "listen_count = country_listen_count", "artists")
_LISTENER = ("user_name", "listen_count")
_HEARD = ("total_listen_count", "total_user_count")
_LISTENED_ARTIST = ("artist_mbid", "artist_name", *_HEARD)
_LISTENED_GROUP = ("release_group_mbid", "release_group_name", "artist_name", "artist_mbids", *COVER, *_HEARD)
_WITH_ALBUMS = ("name = artist_name", "artist_name", "artist_mbid", "listen_count", "albums")
_ALBUM = ("name = release_group_name", "listen_count = album_listen_count", "release_group_mbid")
_ERA = ("year", "listen_count")
_GENRE = ("genre", "hour", "listen_count")
_EVOLVED = ("artist_mbid", "artist_name", "listen_count")
# The site's days and years are numbers, a user's are text; weekdays and months are text in both.
_SITE_UNIT = "time_unit = coalesce(try_cast(time_unit as integer)::varchar::json, to_json(time_unit))"

_UNHEARD = [f'{{"hour":{hour},"listen_count":0}}' for hour in range(24)]  # the hours of a day without a listen

# The rows of some answers are packed twice: the artists of a country, the hours of a day, the albums of an artist.
_INNER = {
    "artist_map": (
        "artists",
        ("rank", "country", "artist_count", "country_listen_count"),
        Shape(("artist_name", "artist_mbid", "listen_count"), order="artist_rank"),
    ),
    "daily_activity": ("hours", ("day", "weekday"), Shape(("hour", "listen_count"), order="hour")),
    "artist_activity": (
        "albums",
        ("rank", "artist_mbid", "artist_name", "listen_count"),
        Shape(_ALBUM, order="album_rank"),
    ),
}

# What is asked below the API's own path, and is none of its addresses.
ROOT = "/1/"
UNKNOWN = Reply(404, {"code": 404, "error": "Not Found"})

_USER = "/1/stats/user/{user_name}"
_SITE = "/1/stats/sitewide"
_COUNT_PATH = "/1/user/{user_name}/listen-count"


def refused(status: int, said: str) -> Reply:
    """The API's answer to what it cannot answer."""
    return Reply(status, {"code": status, "error": said})


USER = Parameter(
    "user_name",
    "subject",
    "The name of a listener, in whatever case.",
    "nora",
    refused=refused(404, "Cannot find user: {value}"),
    names="user_name",
    known=f"{_COUNT_PATH}.json".lstrip("/"),
    caseless=True,
)
RANGE = Parameter(
    "range",
    "one of",
    "The stretch of time, anchored on the newest listen.",
    "month",
    refused=refused(400, "Invalid range: {value}"),
    default=ALL_TIME,
    values=NAMES,
)
_NATURAL = "'{name}' should be a non-negative integer"
COUNT = Parameter(
    "count",
    "natural",
    f"How many items; more than {MOST} are taken for {MOST}.",
    "100",
    refused=refused(400, _NATURAL.format(name="count")),
    default=str(FIRST),
    most=MOST,
)
OFFSET = Parameter(
    "offset",
    "natural",
    "How many items to skip from the beginning.",
    "25",
    refused=refused(400, _NATURAL.format(name="offset")),
    default="0",
)
_CHECKED = tuple(replace(each, says="Checked, and without effect.") for each in (COUNT, OFFSET))
_CHECKED_ITEMS = ("artist_activity", "era_activity")  # of which a user's answer checks them
_RECALCULATE = Parameter("force_recalculate", "text", "Accepted, and without effect.", "false")


def _told(endpoint: Endpoint, says: str) -> Endpoint:
    """An endpoint with what it says, of `{who}`, and the schema of its answer."""
    is_of_user = endpoint.subject == "user_name"
    said = says.format(who="a listener" if is_of_user else "everyone")
    repeats = ("payload", "user_id") if is_of_user else ()
    return replace(endpoint, says=said, repeats=repeats, answer=payloads.answer(endpoint, inner(endpoint)))


def inner(endpoint: Endpoint) -> tuple[str, Shape] | None:
    """The key and the shape of the list within the items of an endpoint, if there is one."""
    name, _, shape = _INNER.get(endpoint.items, ("", (), None))
    return (name, shape) if shape else None


def _leaders(entity: str, item: tuple[str, ...]) -> tuple[Endpoint, Endpoint]:
    """The user's and the site's leaderboard of one kind of entity; the site's items carry no artists."""
    items, total = f"{entity}s", f"total_{entity}_count"
    path = items.replace("_", "-")
    full = Shape(item if entity == "artist" else (*item, "artists"), ("user_name", "total"))
    asked, cut = (RANGE, COUNT, OFFSET), Cut("page", ("payload", items))
    user = Endpoint(f"{_USER}/{path}", f"listens/top_{items}", items, full, total, parameters=(USER, *asked), cut=cut)
    site = Endpoint(f"{_SITE}/{path}", f"listens/top_{items}", items, Shape(item, ("total",)), total)
    says = f"The {items.replace('_', ' ')} that {{who}} heard most."
    return _told(user, says), _told(replace(site, parameters=asked, cut=cut), says)


def _both(items: str, says: str, item: tuple[str, ...], *, bucketed: bool = False) -> tuple[Endpoint, Endpoint]:
    """The user's and the site's answer of one kind, whole."""
    path = items.replace("_", "-")
    asked = (RANGE, _RECALCULATE) if items == "artist_map" else (RANGE,)
    checked = _CHECKED if items in _CHECKED_ITEMS else ()
    user = Endpoint(f"{_USER}/{path}", f"listens/{items}", items, Shape(item, ("user_name",)), bucketed=bucketed)
    site = Endpoint(f"{_SITE}/{path}", f"listens/{items}", items, Shape(item), bucketed=bucketed)
    return _told(replace(user, parameters=(USER, *asked, *checked)), says), _told(replace(site, parameters=asked), says)


def _alone(items: str, says: str, shape: Shape) -> Endpoint:
    """What is answered of users only."""
    path = items.replace("_", "-")
    return _told(Endpoint(f"{_USER}/{path}", f"listens/{items}", items, shape, parameters=(USER, RANGE)), says)


def _evolution() -> tuple[Endpoint, Endpoint]:
    says = "The artists that {who} heard, stretch by stretch."
    user, site = _both("artist_evolution_activity", says, ("time_unit", *_EVOLVED))
    return user, replace(site, shape=Shape((_SITE_UNIT, *_EVOLVED)))


def _listeners(entity: str, head: tuple[str, ...]) -> Endpoint:
    path = f"/1/stats/{entity.replace('_', '-')}/{{{entity}_mbid}}/listeners"
    said = entity.replace("_", " ")
    mbid = Parameter(
        f"{entity}_mbid",
        "mbid",
        f"The MusicBrainz id of the {said}.",
        "4c6a6c2e-4b5d-4b1a-9a4e-0b0b5a3a8f10",
        refused=refused(400, "{value} mbid format invalid."),
    )
    shape = Shape(_LISTENER, head)
    listeners = Endpoint(path, f"listens/{entity}_listeners", "listeners", shape, parameters=(mbid, RANGE))
    return _told(listeners, f"Who heard the {said} most.")


_PAIRS = (
    _leaders("artist", _ARTIST),
    _leaders("release", _RELEASE),
    _leaders("release_group", _RELEASE_GROUP),
    _leaders("recording", _RECORDING),
    _both("listening_activity", "How often {who} listened, stretch by stretch.", BUCKET, bucketed=True),
    _both("artist_map", "Where the artists come from that {who} heard.", _COUNTRY),
    _both("artist_activity", "The artists that {who} heard most, album by album.", _WITH_ALBUMS),
    _both("era_activity", "How often {who} heard the music of each year.", _ERA),
    _evolution(),
)
_WEEK = Shape(("weekday", "hours"), ("user_name",), order="day")

ENDPOINTS = (
    *(user for user, _ in _PAIRS),
    _alone("daily_activity", "How often a listener listened in each hour of the week.", _WEEK),
    _alone(
        "genre_activity", "The genres that a listener heard in each hour of the day.", Shape(_GENRE, ("user_name",))
    ),
    _listeners("artist", _LISTENED_ARTIST),
    _listeners("release_group", _LISTENED_GROUP),
    *(site for _, site in _PAIRS),
)

LISTEN_COUNT = Endpoint(
    _COUNT_PATH,
    "listens/user_spans",
    parameters=(USER,),
    says="How many listens there are of a listener.",
    answer=payloads.LISTEN_COUNT,
)


def period(span: Range, listeners: int) -> Period:
    """A range as the API counts it: by its own rules, which pages do not have."""
    return Period(span, is_mirrored=True, cap=CAP, needs_ids=True, listeners=listeners)


def read(*, alone: bool) -> tuple[str, ...]:
    """The stat sets that the documents of a range read."""
    return tuple(dict.fromkeys(endpoint.stat_set for endpoint in _answering(alone=alone)))


def _answering(*, alone: bool) -> tuple[Endpoint, ...]:
    """The endpoints but those that answer for single listeners, where entries must be about more people."""
    return tuple(endpoint for endpoint in ENDPOINTS if alone or endpoint.subject != "user_name")


def documents(store: PeriodStore, scope: Scope, span: Range) -> Iterator[Document]:
    """Every document of one range, endpoint by endpoint, subject by subject.

    What answers for single listeners is left out where entries must be about more people.
    """
    for endpoint in _answering(alone=store.parameters["at_least"] == 1):
        tail = _tail(endpoint, scope, span)
        for packed in packed_items(store, endpoint):
            yield from _answered(endpoint, packed, scope, span.name, tail)


def listen_counts(store: PeriodStore, scope: Scope) -> Iterator[Document]:
    """The number of listens of every user, over the whole history."""
    for row in store.rows(USER_SPANS):
        user, segment = row["user_name"], scope.segments[row["user_name"]]
        scope.catalog.add(LISTEN_COUNT, user, segment, "")
        path = f"{LISTEN_COUNT.stem(segment)}.json"
        yield Document(path, orjson.dumps({"payload": {"count": row["listen_count"]}}), "listenbrainz")


def packed_items(store: PeriodStore, endpoint: Endpoint, most: int = MOST) -> Iterator[Packed]:
    """The items of every subject of an endpoint, packed, in the order of subjects; `most` items of a leaderboard."""

    def source(rows: str) -> str:
        if endpoint.items == "artist_map":
            rows = f"(select * from {rows} where is_whole = {most == MOST})"  # a year in music has fewer artists on it
        if endpoint.items in _INNER:
            name, columns, inner = _INNER[endpoint.items]
            return nested(rows, replace(inner, head=("period_id", *endpoint.shape.head, *columns)), name)
        return rows

    of = store.site if endpoint.subject is None else store
    return of.packed(endpoint.stat_set, endpoint.shape, FIRST, source, most if endpoint.paginated else None)


def _answered(
    endpoint: Endpoint, packed: Packed, scope: Scope, name: str, tail: Mapping[str, Any]
) -> Iterator[Document]:
    """The documents of one subject and range; what is the same answer is one body, so that it is written once."""
    head = dict(zip(endpoint.shape.head, packed.head, strict=True))
    subject = str(head[endpoint.subject]) if endpoint.subject else ""
    segment = scope.segments[subject] if endpoint.subject == "user_name" else subject
    scope.catalog.add(endpoint, subject, segment, name)
    is_whole = not endpoint.paginated or packed.count == packed.first_count
    body = full = _body(endpoint, head, packed.all, packed.count, tail)
    if not is_whole:
        body = _body(endpoint, head, packed.first, packed.first_count, tail)
    for path in endpoint.paths(segment, name):
        yield Document(path, body, "listenbrainz")
    if endpoint.paginated:
        yield Document(endpoint.all_path(segment, name), full, "listenbrainz")


def _body(endpoint: Endpoint, head: dict[str, Any], items: bytes, count: int, tail: Mapping[str, Any]) -> bytes:
    payload = _subject(head) | {endpoint.items: _items(endpoint, items)}
    if endpoint.paginated:
        payload |= {"count": count, str(endpoint.total): head["total"], "offset": 0}
    return orjson.dumps({"payload": {**payload, **tail}})


def _tail(endpoint: Endpoint, scope: Scope, span: Range) -> dict[str, Any]:
    """What ends every payload: the range, its bounds, and up to when it is counted, in epoch seconds."""
    since, until = (span.buckets.since, span.buckets.until) if endpoint.bucketed else (span.since, span.until)
    names = {"range": span.name} if endpoint.paginated else {"range": span.name, "stats_range": span.name}
    counted = {"last_updated": scope.last_updated(span.until)}
    return names | {"from_ts": epoch(since), "to_ts": epoch(until)} | counted


def _subject(head: dict[str, Any]) -> dict[str, Any]:
    """Whom a payload is about; the API calls a user's name user_id."""
    return {"user_id" if key == "user_name" else key: value for key, value in head.items() if key != "total"}


def _items(endpoint: Endpoint, items: bytes) -> orjson.Fragment:
    return orjson.Fragment(_week(items) if endpoint.items == "daily_activity" else items)


def _week(items: bytes) -> str:
    """Every hour of every weekday as JSON, those without a listen among them."""
    hours = dict.fromkeys(WEEKDAYS, _UNHEARD)
    for day in orjson.loads(items):
        of_day = hours[day["weekday"]] = list(_UNHEARD)
        for hour in day["hours"]:
            of_day[hour["hour"]] = f'{{"hour":{hour["hour"]},"listen_count":{hour["listen_count"]}}}'
    days = (f'"{weekday}":[{",".join(each)}]' for weekday, each in hours.items())
    return f"{{{','.join(days)}}}"
