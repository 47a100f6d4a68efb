"""What the stat sets of videos say of the account, its projects and its medias."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from generator import paths
from generator.stats.alignment import aligned
from generator.stats.arrays import arrays
from generator.stats.records import records
from generator.stats.store import Store

ACCOUNT = ("account", "")  # the subject that is all medias together

Subject = tuple[str, str]  # a kind, `account`, `media` or `project`, and an id
# What is told of a subject, in JSON arrays; subjects are to be asked in their order.
Take = Callable[[Subject], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class VideoTotals:
    """The numbers of a subject; of the account and of projects there is no length, of the account no name."""

    kind: str
    subject_id: str
    name: str
    project_id: str | None
    project_name: str | None
    media_ms: int | None
    media_count: int
    project_count: int
    load_count: int
    assumed_count: int
    play_count: int
    visitor_count: int
    player_count: int
    watched_ms: int
    measured_count: int
    engaged_ms: int
    possible_ms: int
    session_count: int
    watch_count: int
    timed_count: int
    placed_count: int

    @property
    def subject(self) -> Subject:
        """Whom the numbers are of."""
        return self.kind, self.subject_id

    @property
    def play_rate(self) -> tuple[int, int]:
        """Visitors who played, of those who loaded; where files lack loads, no more than these."""
        return min(self.player_count, self.visitor_count), self.visitor_count

    @property
    def is_timed(self) -> bool:
        """Whether it is known how long was watched; who did not play watched nothing."""
        return bool(self.timed_count or not self.play_count)


@dataclass(frozen=True, slots=True)
class AllTotals:
    """The numbers of every subject, those of a kind in the order of their ids."""

    account: VideoTotals
    medias: Sequence[VideoTotals]
    projects: Sequence[VideoTotals]


@dataclass(frozen=True, slots=True)
class _Format:
    format: str


@dataclass(frozen=True, slots=True)
class _Claim:
    kind: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class _Week:
    kind: str
    subject_id: str
    week_day: date
    play_count: int


@dataclass(frozen=True, slots=True)
class _DataDay:
    day: date


def all_totals(store: Store) -> AllTotals:
    """Read the numbers of every subject; the store has at_least."""
    rows = groupby(records(store, "video/video_totals", VideoTotals), key=lambda row: row.kind)
    found = {kind: list(some) for kind, some in rows}
    (account,) = found["account"]
    return AllTotals(account, found.get("media", []), found.get("project", []))


def segments(store: Store) -> Mapping[str, Mapping[str, str]]:
    """The path segments of medias and of projects, by kind."""
    rows = groupby(records(store, "video/video_claims", _Claim), key=lambda row: row.kind)
    found = {kind: paths.segments((row.subject_id for row in some), paths.PAGES) for kind, some in rows}
    return {"media": {}, "project": {}} | found


def weeks(store: Store) -> Mapping[Subject, Mapping[date, int]]:
    """The plays of every subject by the Mondays of their weeks."""
    rows = groupby(records(store, "video/video_weeks", _Week), key=lambda row: (row.kind, row.subject_id))
    return {subject: {row.week_day: row.play_count for row in some} for subject, some in rows}


def data_days(store: Store) -> list[date]:
    """Every day of the data; the store has as_of."""
    return [row.day for row in records(store, "video/data_days", _DataDay)]


def formats(store: Store) -> list[str]:
    """The formats of the files that have events."""
    return [row.format for row in records(store, "video/video_formats", _Format)]


def series(store: Store, columns: Sequence[str]) -> Take:
    """Columns of every subject, a number for each day of the data; those of the account the newest first."""
    return aligned(arrays(store.db, store.table("video/video_days"), ("kind", "subject_id"), columns))


def curves(store: Store) -> Take:
    """Of every media its length in ms, its sessions cell by cell, and how many times more they watched it."""
    found = arrays(store.db, store.table("video/media_cells"), ("media_id",), _CELLS, ("length_ms",))
    return aligned(_of_media(found))


_CELLS = ("session_count", "rewatch_count")


def _of_media(found: Iterator[tuple[Any, list[tuple[Any, ...]]]]) -> Iterator[tuple[Subject, list[tuple[Any, ...]]]]:
    return ((("media", str(media_id)), rows) for media_id, rows in found)
