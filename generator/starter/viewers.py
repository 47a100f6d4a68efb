"""The beacons of a video player on a small school's site, and the table of its medias."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from generator.starter.seeded_random import dice, number, pick, rounded, weighted

FIRST = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 121

Roll = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Media:
    """A video: its id, name and project, how long it is, and how much it is asked for."""

    media_id: str
    name: str
    project: str
    seconds: float
    weight: float


MEDIAS = (
    Media("a1k9tide01", "Why Tides Come Twice", "ocean", 312.4, 9),
    Media("a1k9wave02", "Waves in Ten Pictures", "ocean", 188.0, 6),
    Media("a1k9deep03", "The Deep, a Lecture", "ocean", 1844.0, 3),
    Media("b2m4seed01", "Seeds That Travel", "garden", 241.7, 7),
    Media("b2m4soil02", "What Lives in Soil", "garden", 403.0, 4),
    Media("b2m4prun03", "Pruning, Step by Step", "garden", 566.2, 5),
    Media("c3p7star01", "Find the Pole Star", "sky", 95.5, 8),
    Media("c3p7moon02", "A Month of Moon", "sky", 130.0, 5),
)


def medias_table() -> bytes:
    """The table of medias as CSV."""
    rows = [f"{media.media_id},{_quoted(media.name)},{media.project},{media.seconds}" for media in MEDIAS]
    return "".join(f"{row}\n" for row in ("media_id,name,project_id,duration_s", *rows)).encode()


def beacons() -> bytes:
    """Loads, plays and what was watched, a JSON line each."""
    roll = dice("beacons")
    events = sorted(_events(roll), key=lambda event: (str(event["ts"]), str(event["session_key"])))
    return "".join(f"{json.dumps(event)}\n" for event in events).encode()


def _events(roll: Roll) -> Iterator[dict[str, object]]:
    session = 0
    for day in range(DAYS):
        at = FIRST + timedelta(days=day)
        busy = 15 if at.isoweekday() <= 5 else 7  # noqa: PLR2004 - school days
        for _ in range(number(roll, busy // 2, busy + day // 8)):
            session += 1
            yield from _session(roll, at, f"s{session:05d}")


def _session(roll: Roll, day: datetime, session: str) -> Iterator[dict[str, object]]:
    media = MEDIAS[weighted(roll, [media.weight for media in MEDIAS])]
    hour = weighted(roll, [0, 0, 0, 0, 0, 1, 2, 6, 9, 12, 12, 10, 8, 9, 10, 8, 6, 6, 7, 8, 7, 4, 2, 1])
    start = day + timedelta(hours=hour, seconds=number(roll, 0, 3599))
    known = {
        "media_id": media.media_id,
        "project_id": media.project,
        "visitor_key": f"v{int(400 * roll() ** 1.6):03d}",
        "session_key": session,
    }
    yield {"ts": _iso(start), "event": "load", **known}
    if roll() < 0.72:  # noqa: PLR2004 - the others only come by
        start += timedelta(seconds=number(roll, 1, 20))
        yield {"ts": _iso(start), "event": "play", **known}
        for since, until in _watched(roll, media.seconds):
            start += timedelta(seconds=until - since)
            yield {"ts": _iso(start), "event": "range", **known, "start_s": since, "end_s": until}


def _watched(roll: Roll, length: float) -> Iterator[tuple[float, float]]:
    """Many leave in the first seconds, some stay to the end, and one part is what people go back to."""
    end = length if roll() < 0.42 else max(1.5, length * roll() ** 1.4)  # noqa: PLR2004 - of those who begin
    yield 0.0, round(end, 1)
    hook = length * 0.55
    if end > hook and roll() < 0.35:  # noqa: PLR2004 - of those who came so far
        again = max(0.0, hook - rounded(roll, length * 0.06) - 2)
        yield round(again, 1), round(min(end, hook + length * 0.05 * roll()), 1)
    if end > length * 0.2 and roll() < 0.1:  # noqa: PLR2004 - a few see the beginning twice
        yield 0.0, round(length * pick(roll, (0.05, 0.08, 0.12)), 1)


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _quoted(text: str) -> str:
    return f'"{text}"' if "," in text else text
