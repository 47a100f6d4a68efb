"""The Wistia mirror: the stats of the account, of every project and of every media, by day, and second by second.

Every object has the names of 2012 and those that came after them: loads and load_count, data_date and date.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import orjson

from generator import paths
from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import FIRST, Cut, Endpoint, Parameter, Reply
from generator.mirrors.payloads import wistia as payloads
from generator.schemas import Schema
from generator.stats import Packed, Row, Shape, Store, aligned, claims, pack
from generator.stats.arrays import arrays

_HOUR = 3_600_000  # ms
_DAY = (
    "data_date = day",
    "date = day",
    "loads = load_count",
    "load_count",
    "plays = play_count",
    "play_count",
    f"hours_watched = watched_ms / {_HOUR}",
)
_PROJECT, _MEDIA = "/v1/stats/projects/{project_id}", "/v1/stats/medias/{media_id}"

_ENDINGS = (".json", "", "/")
_NOT_FOUND = Reply(404, {"error": "Not found"})
_PROJECT_ID = Parameter("project_id", "subject", "The id of a project.", "b0767e8ebb", names="project_id")
_MEDIA_ID = Parameter("media_id", "subject", "The id of a video.", "g5pnf59ala", names="media_id")


def _bound(name: str, says: str) -> Parameter:
    """One end of the days that are asked for."""
    refused = Reply(400, {"error": f"{name} is not a date such as 2012-10-05"})
    return Parameter(name, "date", says, "2012-10-05", refused=refused)


_DATES = (_bound("start_date", "The first day."), _bound("end_date", "The last day."))
_CUT = Cut("days", (), "date")


def _endpoint(path: str, stat_set: str, *subject: Parameter, says: str, answer: Schema) -> Endpoint:
    """What is answered of the account or of one subject."""
    whole = Endpoint(path, f"video/{stat_set}", parameters=subject, endings=_ENDINGS, absent=_NOT_FOUND)
    return replace(whole, says=says, answer=answer)


def _by_date(path: str, stat_set: str, *subject: Parameter, of: str) -> Endpoint:
    """The same by day."""
    shape = Shape(_DAY, tuple(parameter.name for parameter in subject))
    says = f"The loads and plays of {of}, day by day."
    whole = _endpoint(f"{path}/by_date", stat_set, *subject, *_DATES, says=says, answer=payloads.days(shape))
    return replace(whole, shape=shape, cut=_CUT)


_ACCOUNT = "/v1/stats/account"
ACCOUNT = _endpoint(_ACCOUNT, "video_totals", says="The loads and plays of all videos.", answer=payloads.ACCOUNT)
ACCOUNT_DAYS = _by_date(_ACCOUNT, "video_days", of="all videos")
PROJECT = _endpoint(
    _PROJECT,
    "video_project_totals",
    _PROJECT_ID,
    says="The loads and plays of the videos of a project.",
    answer=payloads.PROJECT,
)
PROJECT_DAYS = _by_date(_PROJECT, "video_project_days", _PROJECT_ID, of="the videos of a project")
MEDIA = _endpoint(_MEDIA, "media_totals", _MEDIA_ID, says="The loads and plays of a video.", answer=payloads.MEDIA)
MEDIA_DAYS = _by_date(_MEDIA, "media_days", _MEDIA_ID, of="a video")
ENGAGEMENT = _endpoint(
    f"{_MEDIA}/engagement",
    "media_cells",
    _MEDIA_ID,
    says="How much of a video was watched, second by second.",
    answer=payloads.ENGAGEMENT,
)
MEDIA_STATS = _endpoint(
    "/v1/medias/{media_id}/stats",
    "media_totals",
    _MEDIA_ID,
    says="A video with its loads, plays and visitors, as the data API has them.",
    answer=payloads.MEDIA_STATS,
)

ENDPOINTS: tuple[Endpoint, ...] = (
    ACCOUNT, ACCOUNT_DAYS, PROJECT, PROJECT_DAYS, MEDIA, MEDIA_DAYS, ENGAGEMENT, MEDIA_STATS,
)  # fmt: skip

_NO_CURVE = ("[]", "[]")


def documents(store: Store, scope: Scope) -> Iterator[Document]:
    """Every document; `answers` have as_of and at_least."""
    (totals,) = store.rows("video/video_totals")
    yield _answered(scope, ACCOUNT, _counted(totals))
    yield _answered(scope, ACCOUNT_DAYS, next(_days(store, ACCOUNT_DAYS), orjson.Fragment("[]")))
    yield from _projects(store, scope)
    yield from _medias(store, scope)


def _projects(store: Store, scope: Scope) -> Iterator[Document]:
    rows = list(store.rows("video/video_project_totals"))
    segments = claims.segments(store, "video/video_projects_by_claim", paths.PAGES)
    take_days = aligned(_by_subject(store, PROJECT_DAYS))
    for row in rows:
        subject = row["project_id"], segments[row["project_id"]]
        yield _answered(scope, PROJECT, _counted(row) | {"number_of_videos": row["media_count"]}, subject)
        yield _answered(scope, PROJECT_DAYS, _first(take_days(row["project_id"])), subject)


def _medias(store: Store, scope: Scope) -> Iterator[Document]:
    rows = list(store.rows("video/media_totals"))
    segments = claims.segments(store, "video/medias_by_claim", paths.PAGES)
    take_days = aligned(_by_subject(store, MEDIA_DAYS))
    cells = store.table("video/media_cells")
    take_cells = aligned(arrays(store.db, cells, ("media_id",), ("session_count", "rewatch_count")))
    for row in rows:
        subject = row["media_id"], segments[row["media_id"]]
        seen, again = next(iter(take_cells(row["media_id"])), _NO_CURVE)
        curve = {"engagement_data": orjson.Fragment(seen), "rewatch_data": orjson.Fragment(again)}
        yield _answered(scope, MEDIA, _media(row), subject)
        yield _answered(scope, MEDIA_DAYS, _first(take_days(row["media_id"])), subject)
        yield _answered(scope, ENGAGEMENT, {"engagement": _share_watched(row), **curve}, subject)
        yield _answered(scope, MEDIA_STATS, _stats(row), subject)


def _answered(
    scope: Scope, endpoint: Endpoint, payload: Mapping[str, Any] | orjson.Fragment, subject: tuple[str, str] = ("", "")
) -> Document:
    """The document of one subject, given as its name and its path segment."""
    scope.catalog.add(endpoint, *subject, "")
    return Document(f"{endpoint.stem(subject[1])}.json", orjson.dumps(payload), "wistia")


def _days(store: Store, endpoint: Endpoint) -> Iterator[orjson.Fragment]:
    return (orjson.Fragment(packed.all) for packed in _packed(store, endpoint))


def _by_subject(store: Store, endpoint: Endpoint) -> Iterator[tuple[Any, list[orjson.Fragment]]]:
    return ((packed.head[0], [orjson.Fragment(packed.all)]) for packed in _packed(store, endpoint))


def _packed(store: Store, endpoint: Endpoint) -> Iterator[Packed]:
    return pack(store.db, store.table(endpoint.stat_set), endpoint.shape, FIRST)


def _first(found: list[orjson.Fragment]) -> orjson.Fragment:
    return found[0] if found else orjson.Fragment("[]")


def _counted(row: Row) -> dict[str, Any]:
    """What every subject has, in the names of both generations."""
    return {
        "loads": row["load_count"],
        "load_count": row["load_count"],
        "plays": row["play_count"],
        "play_count": row["play_count"],
        "hours_watched": row["watched_ms"] / _HOUR if _is_timed(row) else None,
    }


def _media(row: Row) -> dict[str, Any]:
    return _counted(row) | {
        "play_rate": _quotient(*_play_rate(row)),
        "engagement": _share_watched(row),
        "visitors": row["visitor_count"],
        "actions": [],
    }


def _stats(row: Row) -> dict[str, Any]:
    return {
        "id": _number(row["media_id"]),
        "hashed_id": row["media_id"],
        "name": row["media_name"],
        "stats": {
            "pageLoads": row["load_count"],
            "visitors": row["visitor_count"],
            "percentOfVisitorsClickingPlay": _percent(*_play_rate(row)),
            "plays": row["play_count"],
            "averagePercentWatched": _percent(*_engagement(row)),
        },
    }


def _play_rate(row: Row) -> tuple[int, int]:
    """Visitors who played, of those who loaded; where files lack loads, no more than these."""
    return min(row["player_count"], row["visitor_count"]), row["visitor_count"]


def _is_timed(row: Row) -> bool:
    """Whether it is known how long the account, a project or a media was watched; who did not play watched nothing."""
    return bool(row["timed_count"] or not row["play_count"])


def _share_watched(row: Row) -> float | None:
    """The share of a media that was watched of each play; null where nobody knows it."""
    is_known = _is_timed(row) and (row["media_ms"] or not row["play_count"])
    return _quotient(*_engagement(row)) if is_known else None


def _engagement(row: Row) -> tuple[int, int]:
    """What was watched, of what was played; of a media of unknown length nothing is known."""
    return row["watched_ms"], row["play_count"] * (row["media_ms"] or 0)


def _quotient(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _percent(part: int, whole: int) -> int:
    """Whole percents, halves rounded up."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _number(media_id: str) -> int:
    """A media's number, which clients expect to be one: its id when that is a number, else one made of it."""
    if media_id.isascii() and media_id.isdecimal() and len(media_id) <= 15:  # noqa: PLR2004 - digits that any client reads
        return int(media_id)
    return int.from_bytes(sha256(media_id.encode()).digest()[:6])
