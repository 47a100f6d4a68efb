"""The Wistia mirror: the stats of the account, of every project and of every media, by day, and second by second.

Every object has the names of 2012 and those that came after them: loads and load_count, data_date and date.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Catalog
from generator.mirrors.endpoint import FIRST, Cut, Endpoint, Parameter, Reply
from generator.mirrors.payloads import wistia as payloads
from generator.schemas import Schema
from generator.stats import Shape, Store, aligned, pack
from generator.stats.videos import AllTotals, Subject, VideoTotals, all_totals, curves, segments

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
_DAYS = Shape(_DAY, ("kind", "subject_id"))
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


def _endpoint(path: str, stat_set: str, *subject: Parameter, counted_by: str, says: str, answer: Schema) -> Endpoint:
    """What is answered of the account or of one subject."""
    whole = Endpoint(path, f"video/{stat_set}", parameters=subject, endings=_ENDINGS, absent=_NOT_FOUND)
    return replace(whole, says=says, answer=answer, counted_by=counted_by)


def _by_date(path: str, *subject: Parameter, counted_by: str, of: str) -> Endpoint:
    """The same by day."""
    whole = _endpoint(
        f"{path}/by_date", "video_days", *subject, *_DATES, counted_by=counted_by,
        says=f"The loads and plays of {of}, day by day.", answer=payloads.days(_DAYS),
    )  # fmt: skip
    return replace(whole, shape=_DAYS, cut=_CUT)


_ACCOUNT = "/v1/stats/account"
ACCOUNT = _endpoint(
    _ACCOUNT, "video_totals", counted_by="", says="The loads and plays of all videos.", answer=payloads.ACCOUNT
)
ACCOUNT_DAYS = _by_date(_ACCOUNT, counted_by="day", of="all videos")
PROJECT = _endpoint(
    _PROJECT,
    "video_totals",
    _PROJECT_ID,
    counted_by="project",
    says="The loads and plays of the videos of a project.",
    answer=payloads.PROJECT,
)
PROJECT_DAYS = _by_date(_PROJECT, _PROJECT_ID, counted_by="project and day", of="the videos of a project")
MEDIA = _endpoint(
    _MEDIA, "video_totals", _MEDIA_ID, counted_by="media", says="The loads and plays of a video.", answer=payloads.MEDIA
)
MEDIA_DAYS = _by_date(_MEDIA, _MEDIA_ID, counted_by="media and day", of="a video")
ENGAGEMENT = _endpoint(
    f"{_MEDIA}/engagement",
    "media_cells",
    _MEDIA_ID,
    counted_by="media and cell of its length",
    says="How much of a video was watched, second by second.",
    answer=payloads.ENGAGEMENT,
)
MEDIA_STATS = _endpoint(
    "/v1/medias/{media_id}/stats",
    "video_totals",
    _MEDIA_ID,
    counted_by="media",
    says="A video with its loads, plays and visitors, as the data API has them.",
    answer=payloads.MEDIA_STATS,
)

ENDPOINTS: tuple[Endpoint, ...] = (
    ACCOUNT, ACCOUNT_DAYS, PROJECT, PROJECT_DAYS, MEDIA, MEDIA_DAYS, ENGAGEMENT, MEDIA_STATS,
)  # fmt: skip

_NO_CURVE = (None, "[]", "[]")

# The days of a subject, which are to be asked in the order of subjects, and the path segments of those of a kind.
_Told = tuple[Callable[[Subject], list[orjson.Fragment]], Mapping[str, str]]


def documents(store: Store, catalog: Catalog) -> Iterator[Document]:
    """Every document; the store has as_of and at_least."""
    found, called = all_totals(store), segments(store)
    packed = pack(store.db, store.table(ACCOUNT_DAYS.stat_set), _DAYS, FIRST)
    take_days = aligned((each.head, [orjson.Fragment(each.all)]) for each in packed)
    yield _answered(catalog, ACCOUNT, _counted(found.account))
    yield _answered(catalog, ACCOUNT_DAYS, _first(take_days(found.account.subject)))
    yield from _medias(store, catalog, found, (take_days, called["media"]))
    yield from _projects(catalog, found, (take_days, called["project"]))


def _medias(store: Store, catalog: Catalog, found: AllTotals, told: _Told) -> Iterator[Document]:
    take_days, called = told
    take_curve = curves(store)
    for row in found.medias:
        subject = row.subject_id, called[row.subject_id]
        _, seen, again = next(iter(take_curve(row.subject)), _NO_CURVE)
        curve = {"engagement_data": orjson.Fragment(seen), "rewatch_data": orjson.Fragment(again)}
        yield _answered(catalog, MEDIA, _media(row), subject)
        yield _answered(catalog, MEDIA_DAYS, _first(take_days(row.subject)), subject)
        yield _answered(catalog, ENGAGEMENT, {"engagement": _share_watched(row), **curve}, subject)
        yield _answered(catalog, MEDIA_STATS, _stats(row), subject)


def _projects(catalog: Catalog, found: AllTotals, told: _Told) -> Iterator[Document]:
    take_days, called = told
    for row in found.projects:
        subject = row.subject_id, called[row.subject_id]
        yield _answered(catalog, PROJECT, _counted(row) | {"number_of_videos": row.media_count}, subject)
        yield _answered(catalog, PROJECT_DAYS, _first(take_days(row.subject)), subject)


def _answered(
    catalog: Catalog,
    endpoint: Endpoint,
    payload: Mapping[str, Any] | orjson.Fragment,
    subject: tuple[str, str] = ("", ""),
) -> Document:
    """The document of one subject, given as its name and its path segment."""
    catalog.add(endpoint, *subject, "")
    return Document(f"{endpoint.stem(subject[1])}.json", orjson.dumps(payload), "wistia")


def _first(found: list[orjson.Fragment]) -> orjson.Fragment:
    return found[0] if found else orjson.Fragment("[]")


def _counted(row: VideoTotals) -> dict[str, Any]:
    """What every subject has, in the names of both generations."""
    return {
        "loads": row.load_count,
        "load_count": row.load_count,
        "plays": row.play_count,
        "play_count": row.play_count,
        "hours_watched": row.watched_ms / _HOUR if row.is_timed else None,
    }


def _media(row: VideoTotals) -> dict[str, Any]:
    return _counted(row) | {
        "play_rate": _quotient(*row.play_rate),
        "engagement": _share_watched(row),
        "visitors": row.visitor_count,
        "actions": [],
    }


def _stats(row: VideoTotals) -> dict[str, Any]:
    return {
        "id": _number(row.subject_id),
        "hashed_id": row.subject_id,
        "name": row.name,
        "stats": {
            "pageLoads": row.load_count,
            "visitors": row.visitor_count,
            "percentOfVisitorsClickingPlay": _percent(*row.play_rate),
            "plays": row.play_count,
            "averagePercentWatched": _percent(*_engagement(row)),
        },
    }


def _share_watched(row: VideoTotals) -> float | None:
    """The share of a media that was watched of each play; null where nobody knows it."""
    is_known = row.is_timed and (row.media_ms or not row.play_count)
    return _quotient(*_engagement(row)) if is_known else None


def _engagement(row: VideoTotals) -> tuple[int, int]:
    """What was watched, of what was played; of a media of unknown length nothing is known."""
    return row.watched_ms, row.play_count * (row.media_ms or 0)


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
