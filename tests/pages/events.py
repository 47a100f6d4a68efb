"""A small site of every domain around one newest moment, and what a plain count says of its listens.

Times are those that the clock of the site's zone shows; no line is shared with the program.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.reference import spans

SECOND = timedelta(seconds=1)
ARTISTS = ("Low", "Can", "Air")
OFTEN = 520  # listens of one listener to each of two artists, more than the API's lists count


@dataclass(frozen=True, slots=True)
class Heard:
    """A listen by the wall clock."""

    user: str
    at: datetime
    artist: str


@dataclass(frozen=True, slots=True)
class Events:
    """Everything that happened up to a newest moment, in a zone; `charts` are drawn or not."""

    newest: datetime
    zone: str
    charts: bool = False

    @property
    def moments(self) -> list[datetime]:
        """The first instants of the periods around the newest moment, the seconds before them, and years apart."""
        day = self.newest.date()
        monday, month = day - timedelta(days=day.weekday()), day.replace(day=1)
        before = (month - timedelta(days=1)).replace(day=1)
        years = [date(day.year - back, 1, 1) for back in (0, 1, 2)]
        quarters = [date(year, number, 1) for year in (day.year, day.year - 1) for number in (4, 7, 10)]
        firsts = {day, day - timedelta(days=1), monday, monday - timedelta(days=7), month, before, *years, *quarters}
        edges = {datetime.combine(first, time()) for first in firsts}
        others = {datetime(day.year - 6, 5, 5, 12), datetime(day.year - 6, 8, 5, 12), datetime(day.year - 3, 2, 2, 2)}  # noqa: DTZ001
        found = edges | {edge - SECOND for edge in edges} | others
        return sorted({each for each in found if each < self.newest} | {self.newest})

    @property
    def listens(self) -> list[Heard]:
        """At each moment ana's, at every other one bo's; and one afternoon of ana's without end."""
        some = [Heard("ana", at, ARTISTS[place % 3]) for place, at in enumerate(self.moments)]
        some += [Heard("bo", at, ARTISTS[place % 2]) for place, at in enumerate(self.moments) if place % 2]
        noon = datetime(self.newest.year - 1, 2, 10, 12)  # noqa: DTZ001 - a wall time
        return some + [Heard("ana", noon + place * SECOND, ARTISTS[place % 2]) for place in range(2 * OFTEN)]

    def within(self, since: datetime, until: datetime, user: str | None = None) -> list[Heard]:
        """The listens from one second to another, both included, of everyone or of one user."""
        return [each for each in self.listens if since <= each.at <= until and user in {None, each.user}]

    def utc(self, at: datetime) -> datetime:
        """The moment, in UTC, at which the clock shows a time."""
        return at.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def bounds(self, page: str) -> tuple[datetime, datetime]:
        """The first and the last second that a page is about: this_week, 2024-05, year-2024, index."""
        name = page.removeprefix("year-in-music-").removeprefix("year-").removeprefix("month-")
        if not name[0].isdigit():
            return spans.page_bounds(name if name in spans.NAMES else "all_time", self.newest)
        first = date(int(name[:4]), int(name[5:] or 1), 1)
        following = (first + timedelta(days=31)).replace(day=1) if name[5:] else first.replace(year=first.year + 1)
        return datetime.combine(first, time()), datetime.combine(following, time()) - SECOND

    def files(self) -> Iterator[tuple[str, str, Sequence[dict[str, object]]]]:
        """Name, format and records of every file."""
        yield "listens.jsonl", "listenbrainz", [self._listen(each) for each in self.listens]
        moments = [self.utc(at) for at in self.moments]
        yield "requests.jsonl", "requests", [
            {"package_id": ("a.b", "c.d")[place % 2], "timestamp": f"{at:%Y-%m-%dT%H:%M:%S}", "value": 1 + place}
            for place, at in enumerate(moments)
        ]  # fmt: skip
        yield "task_runs.jsonl", "pybossa", [
            {
                "id": place, "project_id": 1 + place % 2, "task_id": place, "user_id": place % 3 or None,
                "user_ip": None if place % 3 or place % 4 == 0 else "192.0.2.1",
                "external_uid": None if place % 12 else "outside", "created": f"{at:%Y-%m-%dT%H:%M:%S}",
                "finish_time": f"{at:%Y-%m-%dT%H:%M:%S}", "info": {},
            }
            for place, at in enumerate(moments)
        ]  # fmt: skip
        yield "tasks.jsonl", "pybossa", [
            {"id": place, "project_id": 1 + place % 2, "state": "ongoing" if place % 3 == 2 else "completed"}
            for place in range(len(moments) + 3)
        ]  # fmt: skip
        yield (
            "projects.jsonl",
            "pybossa",
            [
                {"id": number, "name": name, "short_name": name, "published": True, "category_id": 1}
                for number, name in ((1, "frogs"), (2, "moths"))
            ],
        )
        yield "beacons.jsonl", "video-beacons", [
            {"ts": f"{at:%Y-%m-%dT%H:%M:%SZ}", "media_id": "intro", **_of(place), "event": event}
            for place, at in enumerate(moments) for event in ("load", "play")[: 1 + place % 2]
        ]  # fmt: skip

    def write(self, folder: Path) -> Path:
        """Write the project, and answer its config.yaml."""
        sources = []
        for name, form, records in self.files():
            (folder / name).write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
            sources.append({"format": form, "path": name})
        config = {"site": {"timezone": self.zone}, "sources": sources, "charts": self.charts}
        (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
        return folder / "config.yaml"

    def _listen(self, each: Heard) -> dict[str, object]:
        names = {"artist_name": each.artist, "track_name": f"Words {each.at:%d}", "release_name": f"{each.artist} live"}
        second = int(self.utc(each.at).timestamp())
        return {"user_name": each.user, "listened_at": second, "track_metadata": names}


def _of(viewer: int) -> dict[str, object]:
    return {"visitor_key": f"{viewer}", "session_key": f"{viewer}"}


def artists(listens: Sequence[Heard]) -> list[tuple[str, int]]:
    """Artists by their listens, most first, ties by name descending."""
    return sorted(Counter(each.artist for each in listens).items(), key=lambda one: (one[1], one[0]), reverse=True)
