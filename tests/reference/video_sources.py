"""What statements, webhooks and Wistia's own events say, as the plain events that the reference of Wistia counts.

Written from the documented rules alone. Readings taken where the rules are silent:
- a second statement, webhook or event of the same key says nothing new;
- webhooks and Wistia's events know no loads, so that a play is one, too; each of Wistia's events is a session;
- a session of statements that has watched without a statement of having played is a play, at its first segments;
- the id of a statement's media is that of its object, without uuid:// before it;
- the project of a statement's media is the first parent of its activity;
- a media is as long as the greatest length that any of its statements says, in its result or its context;
- of several shares of a viewing session the greatest counts, at its own time, and the earliest of those.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

Item = dict[str, Any]
Said = Mapping[str, Any]

_VERBS = "https://w3id.org/xapi/video/verbs/"
_EXTENSIONS = "https://w3id.org/xapi/video/extensions/"
_SEGMENT = re.compile(r"([\d.]+)\[\.\]([\d.]+)")


def event(kind: str, at: datetime, media: str, **more: object) -> Item:
    """Make an event of which nothing else is known."""
    unknown = dict.fromkeys(
        ("visitor", "session", "start_ms", "end_ms", "share", "media_name", "media_ms", "project", "project_name")
    )
    return {**unknown, "kind": kind, "at": at, "media": media, **more}


def moment(text: str) -> datetime:
    """Read an ISO time as naive UTC."""
    found = datetime.fromisoformat(text)
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found


def of_statements(statements: Iterable[Said]) -> Iterator[Item]:
    """Read xAPI statements: a load each initialized, a play each session of a media, and its fullest segments."""
    sessions: dict[tuple[str, str], list[Said]] = {}
    lengths: dict[str, int | None] = {}
    for said in _once(statements, lambda said: said["id"]):
        session = said["context"]["extensions"][f"{_EXTENSIONS}session-id"]
        sessions.setdefault((session, _media(said)), []).append(said)
        lengths[_media(said)] = max(_length(said), lengths.get(_media(said)), key=lambda length: length or 0)
    for events in map(_of_session, sessions.values()):
        yield from (found | {"media_ms": lengths[found["media"]]} for found in events)


def _of_session(said: list[Said]) -> Iterator[Item]:
    yield from (_of_statement("load", one) for one in said if one["verb"]["id"].endswith("/initialized"))
    played = [one for one in said if one["verb"]["id"] == f"{_VERBS}played"]
    fullest = max(said, key=lambda one: (_watched(one), _at(one), _segments(one)))
    watched = [one for one in said if _watched(one)]  # nobody watches what was not played
    if played or watched:
        yield _of_statement("play", min(played or watched, key=_at))
    for start, end in _ranges(fullest):
        yield _of_statement("range", fullest) | {"start_ms": start, "end_ms": end}


def of_webhooks(webhooks: Iterable[Said]) -> Iterator[Item]:
    """Read webhooks: plays, and how much of the media each viewing session has watched."""
    events = _once((said for webhook in webhooks for said in webhook["events"]), lambda said: said["uuid"])
    shares: dict[tuple[str, str], list[Item]] = {}
    for said in events:
        payload, at = said["payload"], moment(said["generated_at"])
        media, session = payload["media"], payload["viewing_session"]["id"]
        facts = {"media_name": media["name"], "media_ms": round(media["duration"] * 1000)}
        viewer = {"visitor": payload["visitor"]["id"], "session": session}
        if said["type"] == "viewing_session.play":
            yield from (event(kind, at, media["id"], **viewer, **facts) for kind in ("load", "play"))
        else:
            found = event("share", at, media["id"], share=payload["percent_watched"], **viewer, **facts)
            shares.setdefault((session, media["id"]), []).append(found)
    for each in shares.values():
        most = max(found["share"] for found in each)
        yield min((found for found in each if found["share"] == most), key=lambda found: found["at"])


def of_events(events: Iterable[Said]) -> Iterator[Item]:
    """Read the rows of /stats/events: each a load, a play and a share, unless it is a conversion."""
    for said in _once(events, lambda said: said["event_key"]):
        if not said.get("conversion_type"):
            facts = {"media_name": said["media_name"], "visitor": said["visitor_key"], "session": said["event_key"]}
            at = moment(said["received_at"])
            yield event("load", at, said["media_id"], **facts)
            yield event("play", at, said["media_id"], **facts)
            yield event("share", at, said["media_id"], **facts, share=said["percent_viewed"])


def _once(said: Iterable[Said], key: Callable[[Said], str]) -> list[Said]:
    return list({key(one): one for one in said}.values())


def _of_statement(kind: str, said: Said) -> Item:
    parents = said["context"].get("contextActivities", {}).get("parent") or [{"id": None}]
    return event(
        kind,
        _at(said),
        _media(said),
        visitor=said["actor"]["account"]["name"],
        session=said["context"]["extensions"][f"{_EXTENSIONS}session-id"],
        project=parents[0]["id"],
        media_name=said["object"]["definition"]["name"]["en-US"],
    )


def _at(said: Said) -> datetime:
    return moment(said.get("timestamp") or said["@timestamp"])


def _media(said: Said) -> str:
    return str(said["object"]["id"]).removeprefix("uuid://")


def _length(said: Said) -> int | None:
    told = (said.get("result", {}), said["context"])
    lengths = [one.get("extensions", {}).get(f"{_EXTENSIONS}length") for one in told]
    return max((round(length * 1000) for length in lengths if length is not None), default=None)


def _segments(said: Said) -> str:
    return str(said.get("result", {}).get("extensions", {}).get(f"{_EXTENSIONS}played-segments", ""))


def _ranges(said: Said) -> list[tuple[int, int]]:
    """Milliseconds of every segment that has an end."""
    segments = (_SEGMENT.fullmatch(part) for part in _segments(said).split("[,]"))
    return [(round(float(found[1]) * 1000), round(float(found[2]) * 1000)) for found in segments if found]


def _watched(said: Said) -> int:
    return sum(max(0, end - start) for start, end in _ranges(said))
