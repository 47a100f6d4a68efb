"""Records, and what pages say of artists, albums and tracks, are what a plain reference counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given

from generator import events, ranges
from generator.stats import Batch, Period, Store, find, local_time
from tests import properties
from tests.listenbrainz import catalogue
from tests.listenbrainz.histories import ANCHORS, USERS, Row, at, edges, listen
from tests.listenbrainz.test_clock import moments
from tests.listenbrainz.trees import NOW, Difference, Given, config, differences, write
from tests.reference import clock, items, records
from tests.reference.history import History
from tests.reference.records import Told
from tests.reference.spans import seconds

MOST = 4  # items with a page
NAMES = (
    "streaks", "busiest_times", "edge_listens", "one_hit_wonders", "comebacks", "half_of_listens", "top_times",
)  # fmt: skip
EVER = ("milestones", "artist_discoveries", "artist_year_ranks", "day_hours")  # of the whole history
OF_ITEMS = (
    "page_items", "item_times", "item_years", "item_hours", "item_listeners", "item_edges", "item_parts",
)  # fmt: skip
ANY = {"caa_id", "caa_release_mbid", "country"}  # of whichever track of the item
RECKONED = {**{name: getattr(records, name) for name in (*NAMES[:-1], *EVER)}, "top_times": items.top_times}

Rows = list[dict[str, Any]]


@contextmanager
def loaded(one: Given) -> Iterator[tuple[duckdb.DuckDBPyConnection, datetime]]:
    """Load a history, and tell the time by its clock."""
    with TemporaryDirectory() as name, duckdb.connect(config={"threads": 2}) as db:
        folder = Path(name)
        (folder / "scratch").mkdir()
        write(one, folder)
        found = events.load(db, config(one, folder), NOW, folder / "scratch", lambda _stage: None)
        with local_time.local(db):
            last = "select max(listened_at) from listens"
            yield db, local_time.newest(db, found.as_of["listens"], one.timezone, last)


def periods(newest: datetime, history: History, zone: str) -> list[Period]:
    """All time, every year with a listen, and the last two months."""
    years, months = clock.periods(history, zone)
    everything = ranges.calendar_ranges(newest)[ranges.ALL_TIME]
    return [
        Period(everything, has_pages=True, has_records=True, items=(MOST, MOST, MOST)),
        *(Period(ranges.year_range(year), "year", has_pages=True, has_records=True) for year in years),
        *(Period(ranges.month_range(*month), "month", has_pages=True) for month in months[-2:]),
    ]


def differing(one: Given, first_weekday: int = 0) -> dict[str, Difference]:
    """Find the stat sets, by period and subject, whose rows differ from the reference's."""
    history = History(one.listens, one.tables, seconds(NOW))
    wanted: dict[str, Any] = {}
    found: dict[str, Any] = {}
    parameters = {"most": 1000, "at_least": 1, "week_shift": first_weekday // 6}
    with (
        loaded(one) as (db, newest),
        Batch(Store(db, parameters), periods(newest, history, one.timezone)) as batch,
    ):
        for period in batch.periods:
            for told in subjects(history, one.timezone, period.span, first_weekday):
                _gather(batch, period, told, wanted, found)
    return differences(wanted, found)


def subjects(history: History, zone: str, span: ranges.Range, first_weekday: int) -> Iterator[Told]:
    """The site, and everyone who listens, in a period."""
    for user in (None, *history.users):
        everything = history.within(0, history.newest, user)
        yield Told(history, zone, everything, span.since, span.until, first_weekday, user)


def _gather(batch: Batch, period: Period, told: Told, wanted: dict[str, Any], found: dict[str, Any]) -> None:
    """What the reference says of a subject in a period, and what the stat sets say."""
    where = f" {period.span.name} {told.user or ''}"
    is_all = period.kind == "range"
    names = ("top_times",) if period.kind == "month" else (*NAMES, *EVER) if is_all else NAMES
    for name in names:
        wanted[name + where], found[name + where] = list(RECKONED[name](told)), rows_of(batch, period, name, told.user)
    if not is_all:
        climbed = records.climbers(told, before(period.span))
        wanted["climbers" + where], found["climbers" + where] = (
            [*climbed],
            rows_of(batch, period, "climbers", told.user),
        )
    if is_all and told.user is None:
        pages = items.Pages(told, MOST)
        for name in OF_ITEMS:
            wanted[name] = list(getattr(pages, name)())
            found[name] = [plain(row) for row in batch.of(period).rows(f"listens/{name}")]


def before(span: ranges.Range) -> tuple[datetime, datetime]:
    """The calendar year or month before one."""
    other = ranges.period_range(ranges.period_before(span.name))
    return other.since, other.until


def rows_of(batch: Batch, period: Period, name: str, user: str | None) -> Rows:
    """The rows of a subject in a period."""
    where = f"user_name = '{user or ''}'"
    if name not in EVER:
        where += f" and period_id = {batch.periods.index(period) + 1}"
    columns = list(find(f"listens/{name}").columns)
    found = batch.store.values(f"listens/{name}", columns, where)
    return [plain(dict(zip(columns, row, strict=True))) for row in found]


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without whose it is, in the reference's order of keys."""
    left_out = {"period_id", "subject_id", *ANY}
    left_out |= {"user_name"} if "subject_id" in row else set()
    left_out |= {"artist_mbids"} if "kind" in row else set()
    return {key: value for key, value in row.items() if key not in left_out}


@pytest.mark.parametrize("zone", ["America/Havana", "Pacific/Apia"])
def test_records_around_the_changes_of_a_clock_are_what_the_reference_says(zone: str):
    """A listen every half hour around each change, and every quarter around new years, of two users."""
    listens = [
        catalogue.played(USERS[number % 2], moment, catalogue.TRACKS[number % 50], catalogue.DURATIONS[number % 5])
        for number, moment in enumerate(moments(zone))
    ]
    assert differing(Given(listens, **catalogue.TABLES, timezone=zone)) == {}


@pytest.mark.parametrize(("zone", "first_weekday"), [("UTC", 0), ("Asia/Kathmandu", 6)])
def test_records_of_any_history_are_what_the_reference_says(zone: str, first_weekday: int):
    """Bursts of listens at moments where periods begin and end, ties among them."""

    @properties.built(2)
    @given(catalogue.histories(edges(ANCHORS[3]), USERS))
    def holds(listens: list[Row]) -> None:
        assert differing(Given(listens, **catalogue.TABLES, timezone=zone), first_weekday) == {}

    holds()


def test_one_listen_is_the_first_the_last_and_the_most():
    """At a midnight; it is a streak of one day, and half of all listens is one artist's."""
    assert differing(Given([listen("ana", at("2024-01-01T00:00:00"), "Low", "Words", "Hope")])) == {}


def test_long_histories_have_milestones_comebacks_and_climbers():
    """A thousand and more listens of one listener, by artists that go and come back after years, and of another one."""
    first = at("2019-03-01T10:00:00")
    days = [day for day in range(1500) if day % 400 < 330]
    listens = [
        listen(
            USERS[day % 7 == 0], first + day * 86_400, f"Artist {(day // 90 + day) % 30}", f"Track {day % 3}", "Hope"
        )
        for day in days
    ]
    found = [listen("ana", first + number * 1_700_000, "Back", "Again") for number in (*range(6), *range(60, 66))]
    assert differing(Given([*listens, *found])) == {}
