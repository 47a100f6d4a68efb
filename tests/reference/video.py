"""What is known of videos, counted the long way: event by event, day by day, second by second."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction


@dataclass(frozen=True)
class Event:
    """A load, a play or a watch of a media; times within the media in ms, None where they are unknown.

    A load is assumed where the file knows no loads, so that a play is taken for one.
    """

    kind: str
    at: datetime
    media: str
    visitor: int | None = None
    session: int = 0
    start: int | None = None
    end: int | None = None
    watched: int | None = None
    assumed: bool = False


def days(events: Sequence[Event], as_of: datetime) -> list[date]:
    """Every day from that of the first event to that of as_of."""
    first = min(event.at for event in events).date()
    return [first + timedelta(days=n) for n in range((as_of.date() - first).days + 1)]


def by_day(events: Iterable[Event], every: Sequence[date]) -> list[tuple[date, int, int, int]]:
    """Day, loads, plays and ms watched, for every day."""
    counts: Counter[tuple[date, str]] = Counter()
    for event in events:
        counts[event.at.date(), event.kind] += (event.watched or 0) if event.kind == "watch" else 1
    return [(day, counts[day, "load"], counts[day, "play"], counts[day, "watch"]) for day in every]


def totals(events: Iterable[Event]) -> dict[str, int]:
    """Loads, plays, who loaded, who played, ms watched."""
    events = list(events)
    people = {kind: {event.visitor for event in events if event.kind == kind} - {None} for kind in ("load", "play")}
    return {
        "load_count": sum(event.kind == "load" for event in events),
        "play_count": sum(event.kind == "play" for event in events),
        "visitor_count": len(people["load"]),
        "player_count": len(people["play"]),
        "watched_ms": sum(event.watched or 0 for event in events),
    }


def middles(length: int) -> list[Fraction]:
    """The middle of every cell of a media, in ms: of its seconds, or of a thousandth each of a long one."""
    width = Fraction(length, 1000) if length > 1_000_000 else Fraction(1000)
    return [(width * n + min(width * (n + 1), length)) / 2 for n in range(1000) if width * n < length]


def curve(events: Iterable[Event], length: int) -> tuple[list[int], list[int]]:
    """The sessions that watched each cell, and how many times more than once they did."""
    cells = middles(length)
    times: Mapping[int, Counter[int]] = defaultdict(Counter)
    for event in events:
        if event.start is not None and event.end is not None:
            covered = [n for n, middle in enumerate(cells) if event.start <= middle < event.end]
            times[event.session].update(covered)
    seen = [sum(counts[n] > 0 for counts in times.values()) for n in range(len(cells))]
    again = [sum(max(counts[n] - 1, 0) for counts in times.values()) for n in range(len(cells))]
    return seen, again
