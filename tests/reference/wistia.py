"""Wistia's stats of an account, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

Events are those of tests.reference.video_sources; medias are dicts of media_id, name, project_id, duration_s. Readings
taken where the rules are silent:
- a media's length is the table's, else the greatest that events say, else the greatest end of a range;
- a range is [start, end), clipped to the media; it watches a cell whose midpoint lies in it; one without a session is
  a session of its own; a range of which nothing is left counts for nothing;
- a share of a media of unknown length is no time;
- what was played, and nothing tells how long, was watched for an unknown time: None, day by day as well, and so is the
  share of it that was watched; that of a media of unknown length is unknown, too, once it was played;
- whole percents are whole numbers all the same: an unknown one is 0;
- where only shares of a media are known, or no range of any, nobody can tell which seconds were watched, and the lists
  of engagement are empty, while of another media that nobody watched they hold noughts;
- a media that nobody names is called by its id;
- the number that v1/medias answers as id stands for the media's id, and is left out here;
- the days of every by_date go from the first day of all data to the last; project and media answer the oldest first,
  the account the newest first;
- a rate of more players than loaders, of whom some were not seen loading, is 1;
- an entry about few people, those who loaded or played, leaves all documents of a media or of a project out;
- whole percents are rounded half up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Item = dict[str, Any]
Event = Mapping[str, Any]

MOST_CELLS = 1000
HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Media:
    """One media, what is known of it, and what happened to it."""

    id: str
    name: str
    project: str | None
    length: int | None
    events: Sequence[Event]

    def of(self, kind: str) -> list[Event]:
        """Find the events of a kind."""
        return [event for event in self.events if event["kind"] == kind]

    @property
    def watches(self) -> list[Event]:
        """What was watched, clipped to the media."""
        ranges = [event for event in map(self._clipped, self.of("range")) if event["start_ms"] < event["end_ms"]]
        return [*ranges, *self.of("share")]

    @property
    def timed(self) -> list[Event]:
        """What was watched for a known time."""
        return [watch for watch in self.watches if watch["kind"] == "range" or self.length]

    def watched(self, watch: Event) -> int:
        """Milliseconds of a watch."""
        if watch["kind"] == "share":
            return round(watch["share"] * (self.length or 0))
        return int(watch["end_ms"] - watch["start_ms"])

    def _clipped(self, event: Event) -> Event:
        end = event["end_ms"] if self.length is None else min(event["end_ms"], self.length)
        return {**event, "start_ms": max(event["start_ms"], 0), "end_ms": end}


def documents(events: Iterable[Event], table: Iterable[Event] = (), at_least: int = 1) -> dict[str, Any]:
    """Path to content of every document; medias and projects stand in the paths under their own, unescaped ids."""
    medias = _medias(list(events), {row["media_id"]: row for row in table})
    days = _days(medias)
    is_cut = any(watch["kind"] == "range" for media in medias for watch in media.watches)
    projects = sorted({media.project for media in medias if media.project is not None})
    found = {
        "v1/stats/account.json": _totals(medias),
        "v1/stats/account/by_date.json": [_row(medias, day) for day in reversed(days)],
    }
    for project in projects:
        own = [media for media in medias if media.project == project]
        if len(_viewers(own)) < at_least > 1:
            continue
        found[f"v1/stats/projects/{project}.json"] = {**_totals(own), "number_of_videos": len(own)}
        found[f"v1/stats/projects/{project}/by_date.json"] = [_row(own, day) for day in days]
    for media in medias:
        if len(_viewers([media])) >= at_least or at_least == 1:
            stem = f"v1/stats/medias/{media.id}"
            found[f"{stem}.json"] = _media(media)
            found[f"{stem}/by_date.json"] = [_row([media], day) for day in days]
            found[f"{stem}/engagement.json"] = _engagement(media, is_cut=is_cut)
            found[f"v1/medias/{media.id}/stats.json"] = _summary(media)
    return found


def curve(watches: Iterable[Event], length: int) -> tuple[list[int], list[int]]:
    """Count, for every cell of a media, the sessions that watched it and how often one watched it again."""
    halves, scale = _midpoints(length)
    views, again = [0] * len(halves), [0] * len(halves)
    for cell, middle in enumerate(halves):
        times: dict[Any, int] = {}
        for number, watch in enumerate(watches):
            if watch["start_ms"] * scale <= middle < watch["end_ms"] * scale:
                session = ("alone", number) if watch["session"] is None else watch["session"]
                times[session] = times.get(session, 0) + 1
        views[cell], again[cell] = len(times), sum(times.values()) - len(times)
    return views, again


def _midpoints(length: int) -> tuple[list[int], int]:
    """The middle of every cell in parts of a millisecond, and how many of those a millisecond has."""
    if length > MOST_CELLS * 1000:
        return [(2 * cell + 1) * length for cell in range(MOST_CELLS)], 2 * MOST_CELLS
    return [cell * 1000 + min((cell + 1) * 1000, length) for cell in range(-(-length // 1000))], 2


def _medias(events: Sequence[Event], table: Mapping[str, Event]) -> list[Media]:
    ids = sorted(table.keys() | {event["media"] for event in events})
    return [_described(media, table.get(media, {}), [e for e in events if e["media"] == media]) for media in ids]


def _described(media: str, row: Event, events: Sequence[Event]) -> Media:
    """Put together what the table says of a media, and else its events."""
    said = {
        field: [e[field] for e in events if e[field] is not None] for field in ("media_name", "project", "media_ms")
    }
    ends = [event["end_ms"] for event in events if event["kind"] == "range"]
    duration = row.get("duration_s")
    length = max(said["media_ms"] or ends, default=None) if duration is None else round(duration * 1000)
    name = row.get("name") or min(said["media_name"], default=media)
    return Media(media, name, row.get("project_id") or min(said["project"], default=None), length, events)


def _days(medias: Iterable[Media]) -> list[str]:
    kept = [event["at"].date() for media in medias for event in (*media.of("load"), *media.of("play"), *media.watches)]
    count = (max(kept) - min(kept)).days + 1 if kept else 0
    return [str(min(kept) + timedelta(days=at)) for at in range(count)]


def _totals(medias: Sequence[Media], day: str | None = None) -> Item:
    loads = sum(len(_on(day, media.of("load"))) for media in medias)
    plays = sum(len(_on(day, media.of("play"))) for media in medias)
    watched = sum(media.watched(watch) for media in medias for watch in _on(day, media.watches))
    is_unknown = plays > 0 and not any(media.timed for media in medias)
    both = {"loads": loads, "load_count": loads, "plays": plays, "play_count": plays}
    return {**both, "hours_watched": None if is_unknown else watched / HOUR}


def _row(medias: Sequence[Media], day: str) -> Item:
    return {"data_date": day, "date": day, **_totals(medias, day)}


def _on(day: str | None, events: Iterable[Event]) -> list[Event]:
    return [event for event in events if day in {None, str(event["at"].date())}]


def _media(media: Media) -> Item:
    loaded, played = _visitors(media.of("load")), _visitors(media.of("play"))
    return {
        **_totals([media]),
        "play_rate": min(len(played), len(loaded)) / len(loaded) if loaded else 0.0,
        "engagement": _share_watched(media),
        "visitors": len(loaded),
        "actions": [],
    }


def _share_watched(media: Media) -> float | None:
    """Tell the mean share that a play watched."""
    if media.of("play") and not (media.length and media.timed):
        return None
    watched, whole = sum(map(media.watched, media.watches)), len(media.of("play")) * (media.length or 0)
    return watched / whole if whole else 0.0


def _engagement(media: Media, *, is_cut: bool) -> Item:
    ranges = [watch for watch in media.watches if watch["kind"] == "range"]
    is_told = bool(ranges) if media.watches else is_cut
    views, again = curve(ranges, media.length or 0) if is_told else ([], [])
    return {"engagement": _share_watched(media), "engagement_data": views, "rewatch_data": again}


def _summary(media: Media) -> Item:
    loaded, played = _visitors(media.of("load")), _visitors(media.of("play"))
    watched, whole = sum(map(media.watched, media.watches)), len(media.of("play")) * (media.length or 0)
    return {
        "hashed_id": media.id,
        "name": media.name,
        "stats": {
            "pageLoads": len(media.of("load")),
            "visitors": len(loaded),
            "percentOfVisitorsClickingPlay": _percent(min(len(played), len(loaded)), len(loaded)),
            "plays": len(media.of("play")),
            "averagePercentWatched": _percent(watched, whole),
        },
    }


def _percent(part: int, whole: int) -> int:
    return (200 * part + whole) // (2 * whole) if whole else 0


def _viewers(medias: Iterable[Media]) -> set[str]:
    """Find everybody who loaded or played one of some medias."""
    return {viewer for media in medias for kind in ("load", "play") for viewer in _visitors(media.of(kind))}


def _visitors(events: Iterable[Event]) -> set[str]:
    return {event["visitor"] for event in events if event["visitor"] is not None}
