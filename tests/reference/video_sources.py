"""What statements, webhooks and Wistia's own events say, as the plain events that the reference of Wistia counts.

Written from the documented rules alone. Readings taken where the rules are silent:
- a second statement, webhook or event of the same key says nothing new;
- webhooks and Wistia's events know no loads, so that a play is one, too; each of Wistia's events is a session;
- a session of statements that has watched without a statement of having played is a play, at its first segments, or
  where only places are known at the first jump from which it watched;
- a session's list of segments is the one that holds the most, also where a registration carries lists on;
- of two statements of having played with none of having stopped between them the later one counts;
- what places tell was watched when it stopped;
- a session of which any statement has a list of segments that is not blank is counted by lists;
- the id of a statement's media is that of its object, without uuid:// before it;
- the project of a statement's media is the first parent of its activity;
- a media is as long as the greatest length that any of its statements says, in its result or its context;
- of several shares of a viewing session the greatest counts, at its own time, and the earliest of those.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Item = dict[str, Any]
Said = Mapping[str, Any]
Segment = tuple[int, int]  # ms

ROUNDED = 500  # ms by which times differ that are the same

_EXTENSIONS = "https://w3id.org/xapi/video/extensions/"
_OPEN_EDX = "https://w3id.org/xapi/openedx/extensions/"
_EVENTS = {
    "edx.video.loaded": "load_video", "edx.video.played": "play_video", "edx.video.paused": "pause_video",
    "edx.video.position.changed": "seek_video", "edx.video.stopped": "stop_video",
}  # fmt: skip
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
    """Read xAPI statements: a load each initialized, a play each session of a media, and what it watched."""
    sessions: dict[tuple[object, str], list[Said]] = {}
    lengths: dict[str, int | None] = {}
    for said in _once(statements, lambda said: said["id"]):
        sessions.setdefault((_session(said), _media(said)), []).append(said)
        lengths[_media(said)] = max(_length(said), lengths.get(_media(said)), key=lambda length: length or 0)
    carried = _carried(sessions)
    for key, told in sessions.items():
        events = _of_session(sorted(told, key=_at), carried.get(key))
        yield from (found | {"media_ms": lengths[found["media"]]} for found in events)


def _carried(sessions: Mapping[tuple[object, str], list[Said]]) -> dict[tuple[object, str], list[Segment]]:
    """Give what the list of each session adds to those of the same viewer, media and registration before it."""
    fullest = {key: _fullest(told) for key, told in sessions.items() if any(map(_has_list, told))}
    known: dict[object, list[list[Segment]]] = {}
    added = {}
    for key in sorted(fullest, key=lambda key: (_at(fullest[key]), _watched(fullest[key]))):
        said, segments = fullest[key], _ranges(fullest[key])
        registration = said["context"].get("registration")
        if registration:
            earlier = known.setdefault((_visitor(said), _media(said), registration), [])
            segments = _joined(segments)
            new = [rest_of(segments, before) for before in earlier]
            earlier.append(segments)
            segments = min([segments, *new], key=lambda left: sum(end - start for start, end in left))
        added[key] = segments
    return added


def rest_of(segments: Sequence[Segment], earlier: Sequence[Segment]) -> list[Segment]:
    """Give what is left of a list behind what it shares with the beginning of an earlier one, as of the same film.

    Ends that differ by half a second at most are the same, but for rounding.
    """
    if not segments or not earlier or abs(segments[0][0] - earlier[0][0]) > ROUNDED:
        return list(segments)
    (start, end), (_, until) = segments[0], earlier[0]
    if abs(end - until) <= ROUNDED:
        return rest_of(segments[1:], earlier[1:])
    left = [(max(start, until), end)] if until < end else []
    return [*left, *segments[1:]]


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Join segments that touch."""
    found: list[Segment] = []
    for start, end in segments:
        if found and found[-1][1] == start:
            start, _ = found.pop()  # noqa: PLW2901
        found.append((start, end))
    return found


def _of_session(said: list[Said], added: list[Segment] | None) -> Iterator[Item]:
    """Give the events of a session and media, whose statements are in order; without a list its places count."""
    yield from (_of_statement("load", one) for one in said if _verb(one) == "initialized")
    listed = [one for one in said if _watched(one)]
    watches = list(_placed(said)) if added is None else [(listed[0], _fullest(said), *ends) for ends in added]
    played = [one for one in said if _verb(one) == "played"]
    if played or watches:  # nobody watches what was not played
        yield _of_statement("play", played[0] if played else watches[0][0])
    for _, one, start, end in watches:
        yield _of_statement("range", one) | {"start_ms": start, "end_ms": end}


def _placed(said: Iterable[Said]) -> Iterator[tuple[Said, Said, int, int]]:
    """Walk through a session: where playing was last said to begin, and where it stopped or jumped next."""
    began: int | None = None
    before: Said = {}
    for one in said:
        if _verb(one) in {"paused", "seeked", "completed", "terminated"}:
            ended = _place(one, "time-from" if _verb(one) == "seeked" else "time")
            if began is not None and ended is not None and began < ended:
                yield before, one, began, ended
            began, before = _place(one, "time-to") if _verb(one) == "seeked" else None, one
        elif _verb(one) == "played":
            began, before = _place(one, "time"), one


def of_tracking_logs(lines: Iterable[Said]) -> Iterator[Item]:
    """Read edX tracking logs: loads, a play each session of a video, and what places tell was watched."""
    sessions: dict[tuple[object, str], list[tuple[datetime, str, Said, Item]]] = {}
    for said in _once(lines, lambda said: json.dumps(said, sort_keys=True)):
        word = _EVENTS.get(said["event_type"], said["event_type"])
        if word in _EVENTS.values():
            what = json.loads(said["event"]) if isinstance(said["event"], str) else said["event"]
            at, media = moment(said["time"]), what["id"]
            session = said["session"] or (said["username"], media, at.date())
            facts = {
                "visitor": said["username"], "session": session, "project": said["context"]["course_id"],
                "media_ms": round(what["duration"] * 1000) if what.get("duration") else None,
            }  # fmt: skip
            sessions.setdefault((session, media), []).append((at, word, what, event("load", at, media, **facts)))
    for told in sessions.values():
        yield from _of_viewing(sorted(told, key=lambda one: one[0]))


def _of_viewing(told: Sequence[tuple[datetime, str, Said, Item]]) -> Iterator[Item]:
    """Walk through the events of a session and video; a jump that ends where it begins was written before 2014."""
    yield from (found for _, word, _, found in told if word == "load_video")
    began, before = None, told[0][3]
    plays: list[Item] = []
    jumps: list[Item] = []
    watches: list[Item] = []
    for _, word, what, found in told:
        if word == "play_video":
            plays.append(found | {"kind": "play"})
            began, before = what["currentTime"], found
        elif word != "load_video":
            is_jump = word == "seek_video"
            ended = what["old_time"] if is_jump else what["currentTime"]
            is_known = not is_jump or what["old_time"] != what["new_time"]
            if began is not None and is_known and began < ended:
                ends = {"start_ms": round(began * 1000), "end_ms": round(ended * 1000)}
                jumps.append(before | {"kind": "play"})
                watches.append(found | {"kind": "range", **ends})
            began, before = what["new_time"] if is_jump else None, found
    yield from (plays or jumps)[:1]
    yield from watches


def of_webhooks(webhooks: Iterable[Said]) -> Iterator[Item]:
    """Read the webhooks of a source: plays, and how much of the media each viewing session has watched."""
    events = _once((said for webhook in webhooks for said in webhook["events"]), lambda said: said["uuid"])
    whole = _whole(said["payload"].get("percent_watched") for said in events)
    shares: dict[tuple[str, str], list[Item]] = {}
    for said in events:
        payload, at = said["payload"], moment(said["generated_at"])
        media, session = payload["media"], payload["viewing_session"]["id"]
        facts = {"media_name": media["name"], "media_ms": round(media["duration"] * 1000)}
        viewer = {"visitor": payload["visitor"]["id"], "session": session}
        if said["type"] == "viewing_session.play":
            yield from (event(kind, at, media["id"], **viewer, **facts) for kind in ("load", "play"))
        else:
            found = event("share", at, media["id"], share=payload["percent_watched"] / whole, **viewer, **facts)
            shares.setdefault((session, media["id"]), []).append(found)
    for each in shares.values():
        most = max(found["share"] for found in each)
        yield min((found for found in each if found["share"] == most), key=lambda found: found["at"])


def of_events(events: Iterable[Said]) -> Iterator[Item]:
    """Read the rows of /stats/events of a source: each a load, a play and a share, unless it is a conversion."""
    rows = _once(events, lambda said: said["event_key"])
    whole = _whole(said["percent_viewed"] for said in rows if not said.get("conversion_type"))
    for said in rows:
        if not said.get("conversion_type"):
            facts = {"media_name": said["media_name"], "visitor": said["visitor_key"], "session": said["event_key"]}
            at = moment(said["received_at"])
            yield event("load", at, said["media_id"], **facts)
            yield event("play", at, said["media_id"], **facts)
            yield event("share", at, said["media_id"], **facts, share=said["percent_viewed"] / whole)


def _whole(percents: Iterable[float | None]) -> int:
    """Tell what all of a video is in the percents of a source: 1, or 100 as it was in 2012."""
    return 100 if any(percent is not None and percent > 1 for percent in percents) else 1


def _once(said: Iterable[Said], key: Callable[[Said], str]) -> list[Said]:
    return list({key(one): one for one in said}.values())


def _of_statement(kind: str, said: Said) -> Item:
    parents = said["context"].get("contextActivities", {}).get("parent") or [{"id": None}]
    return event(
        kind,
        _at(said),
        _media(said),
        visitor=_visitor(said),
        session=_session(said),
        project=parents[0]["id"],
        media_name=said["object"]["definition"]["name"]["en-US"],
    )


def _verb(said: Said) -> str:
    return str(said["verb"]["id"]).rpartition("/")[2]


def _visitor(said: Said) -> str:
    return str(said["actor"]["account"]["name"])


def _session(said: Said) -> object:
    """Find the session, which Open edX says in an extension of its own; else the day of the viewer."""
    extensions = said["context"].get("extensions", {})
    found = (extensions.get(f"{where}session-id") for where in (_EXTENSIONS, _OPEN_EDX))
    return next(filter(None, found), None) or (_visitor(said), _media(said), _at(said).date())


def _at(said: Said) -> datetime:
    return moment(said.get("timestamp") or said["@timestamp"])


def _media(said: Said) -> str:
    return str(said["object"]["id"]).removeprefix("uuid://")


def _result(said: Said, word: str) -> Any:  # noqa: ANN401
    return said.get("result", {}).get("extensions", {}).get(f"{_EXTENSIONS}{word}")


def _place(said: Said, word: str) -> int | None:
    found = _result(said, word)
    return None if found is None else round(found * 1000)


def _length(said: Said) -> int | None:
    told = (_result(said, "length"), said["context"].get("extensions", {}).get(f"{_EXTENSIONS}length"))
    return max((round(length * 1000) for length in told if length), default=None)


def _segments(said: Said) -> str:
    return str(_result(said, "played-segments") or "")


def _has_list(said: Said) -> bool:
    return bool(_segments(said))


def _fullest(said: Iterable[Said]) -> Said:
    """Choose the statement whose list holds the most, of equal ones the latest."""
    return max(said, key=lambda one: (_watched(one), _at(one), _segments(one)))


def _ranges(said: Said) -> list[Segment]:
    """Milliseconds of every segment that has an end."""
    segments = (_SEGMENT.fullmatch(part) for part in _segments(said).split("[,]"))
    ranges = [(round(float(found[1]) * 1000), round(float(found[2]) * 1000)) for found in segments if found]
    return [(start, end) for start, end in ranges if start < end]


def _watched(said: Said) -> int:
    return sum(end - start for start, end in _ranges(said))
