"""Calendar years and months by a clock of one's own count what the reference counts, and the API stays UTC."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config_periods import NamedPeriod
from tests import properties
from tests.listenbrainz import catalogue
from tests.listenbrainz.catalogue import played
from tests.listenbrainz.histories import (
    ANCHORS,
    ARTISTS,
    HOPE,
    LOW,
    RELEASES,
    USERS,
    Row,
    at,
    credit,
    edges,
    mapped,
    mbid,
)
from tests.listenbrainz.trees import (
    Given,
    actual_periods,
    differences,
    differing,
    differing_periods,
    expected_periods,
)
from tests.reference import clock, spans

# When clocks were changed, in UTC: by an hour, by half of one, at midnight, on a first of a month, by a whole day.
CHANGES = {
    "UTC": (),
    "Europe/Berlin": ("2024-03-31T01:00:00", "2024-10-27T01:00:00"),
    "America/New_York": ("2024-03-10T07:00:00", "2024-11-03T06:00:00"),
    "Asia/Kolkata": (),
    "Asia/Kathmandu": (),
    "America/Havana": ("2024-03-10T05:00:00", "2024-11-03T05:00:00", "2020-11-01T05:00:00"),
    "America/Sao_Paulo": ("2018-02-18T02:00:00", "2018-11-04T03:00:00"),
    "America/Asuncion": ("2023-10-01T04:00:00",),
    "Australia/Lord_Howe": ("2024-04-06T15:00:00", "2024-10-05T15:30:00"),
    "Pacific/Apia": ("2011-12-30T10:00:00",),
    "Pacific/Kiritimati": (),
}
NEW_YEARS = ("2012-01-01T00:00:00", "2024-01-01T00:00:00", "2024-02-29T00:00:00", "2024-03-01T00:00:00")
TRACK = ("Low", "Words", "Hope", mapped(1, HOPE, **credit(("Low", "", LOW))))


def moments(zone: str) -> list[int]:
    """Every half hour around the changes of a clock, and the seconds around new years wherever it may stand."""
    changes = [
        at(change) + 1800 * step + shift for change in CHANGES[zone] for step in range(-60, 61) for shift in (-1, 0)
    ]
    hours = [at(day) + 900 * step + shift for day in NEW_YEARS for step in range(-60, 61) for shift in (-1, 0)]
    return sorted({*changes, *hours, at("2024-12-01T00:00:00")})


def heard(*times: str) -> list[Row]:
    """List listens of ana at ISO times in UTC."""
    return [played("ana", at(time), TRACK, {}) for time in times]


def document(path: str, listens: Sequence[Row], zone: str, **tables: Sequence[Row]) -> dict[str, Any]:
    """Hold the years and months to the reference, and answer the payload of one."""
    given = Given(listens, **{"artists": ARTISTS, "releases": RELEASES, **tables}, timezone=zone)
    wanted, found = expected_periods(given), actual_periods(given)
    assert differences(wanted, found) == {}
    payload: dict[str, Any] = found[f"{path}.json"]["payload"]
    return payload


@pytest.mark.parametrize("zone", CHANGES)
def test_years_and_months_around_every_change_of_a_clock_are_what_the_reference_says(zone: str):
    """A listen every half hour around each change, and every quarter around new years, of two users."""
    listens = [
        played(USERS[number % 2], moment, catalogue.TRACKS[number % 50], catalogue.DURATIONS[number % 5])
        for number, moment in enumerate(moments(zone))
    ]
    assert differing_periods(Given(listens, **catalogue.TABLES, timezone=zone)) == {}


@pytest.mark.parametrize("zone", ["America/Havana", "Asia/Kathmandu", "UTC"])
def test_years_and_months_of_any_history_are_what_the_reference_says(zone: str):
    """Bursts of listens around the changes of a clock, with tables that have gaps."""
    tables = {name: catalogue.gapped(rows, 3 if name == "genres" else 1) for name, rows in catalogue.TABLES.items()}

    @properties.built(3)
    @given(st.builds(Given, catalogue.histories(moments(zone), USERS), **tables, timezone=st.just(zone)))
    def holds(one: Given) -> None:
        assert differing_periods(one) == {}

    holds()


@pytest.mark.parametrize(("zone", "week"), [("UTC", "monday"), ("America/Havana", "sunday")])
def test_weeks_and_named_periods_are_what_the_reference_says(zone: str, week: Literal["monday", "sunday"]):
    """Around the changes of a clock and new years; a stretch over one, one of a day, and one without a listen."""
    named = (
        NamedPeriod(name="Winter", first=date(2023, 12, 31), last=date(2024, 3, 10)),
        NamedPeriod(name="A day", first=date(2024, 1, 1), last=date(2024, 1, 1)),
        NamedPeriod(name="Nothing", first=date(2015, 1, 1), last=date(2015, 12, 31)),
    )
    listens = [
        played(USERS[number % 2], moment, catalogue.TRACKS[number % 50], catalogue.DURATIONS[number % 5])
        for number, moment in enumerate(moments(zone)[::3])
    ]
    one = Given(listens, **catalogue.TABLES, timezone=zone, periods=("week", *named), week=week)
    assert differing_periods(one) == {}


@properties.built(2)
@given(catalogue.histories(edges(ANCHORS[3]), USERS))
def test_the_api_stays_utc_whatever_the_sites_clock(listens: list[Row]):
    """The tree below 1/ of a site in Kiritimati, fourteen hours ahead, is that of one in UTC."""
    assert differing(Given(listens, **catalogue.TABLES, timezone="Pacific/Kiritimati")) == {}


def test_a_listen_counts_on_the_day_that_the_clock_shows():
    """New Year's Eve at 23:30 in London is New Year's morning in Kolkata."""
    payload = document("user/ana/year-2024", heard("2023-12-31T23:30:00"), "Asia/Kolkata")
    assert payload["days"] == [{"day": "2024-01-01", "listen_count": 1}]
    assert payload["hours"] == [{"weekday": "Monday", "hour": 5, "listen_count": 1}]


def test_an_hour_that_the_clock_shows_twice_is_one_of_25():
    """Berlin, 27 October 2024: 02:30 comes twice, and the month is an hour longer than its days."""
    payload = document("month/2024-10", heard("2024-10-27T00:30:00", "2024-10-27T01:30:00"), "Europe/Berlin")
    assert payload["hours"] == [{"weekday": "Sunday", "hour": 2, "listen_count": 2}]
    assert payload["to_ts"] - payload["from_ts"] == 31 * 86_400 + 3600 - 1


def test_a_month_begins_after_the_midnight_that_its_clock_skips():
    """Asunción, 1 October 2023: after 23:59:59 comes 01:00:00, at 04:00 UTC."""
    payload = document("month/2023-10", heard("2023-10-01T03:59:59", "2023-10-01T04:00:00"), "America/Asuncion")
    assert (payload["from_ts"], payload["listen_count"]) == (at("2023-10-01T04:00:00"), 1)


def test_a_day_that_the_clock_skips_has_no_listens():
    """Apia had no 30 December 2011."""
    payload = document("month/2011-12", heard("2011-12-30T09:59:59", "2011-12-30T10:00:00"), "Pacific/Apia")
    assert [row["day"] for row in payload["days"]] == ["2011-12-29", "2011-12-31"]


def test_a_period_tells_of_the_one_before_and_of_its_neighbours():
    """March, with nothing in February: the neighbour before is January, the month before is an empty one."""
    listens = heard("2024-01-05T12:00:00", "2024-03-05T12:00:00", "2024-03-06T12:00:00")
    payload = document("user/ana/month-2024-03", listens, "UTC")
    assert (payload["previous"], payload["next"]) == ("2024-01", None)
    assert (payload["before"]["period"], payload["before"]["listen_count"]) == ("2024-02", 0)


def test_listening_time_is_the_events_else_the_recordings_and_says_how_many_listens_it_covers():
    """1.5 s in ms, 2 s in seconds, 4.7 s of a recording, and one of unknown length: 8 whole seconds of three."""
    other = ("Low", "Other", "Hope", {})
    listens = [
        played("ana", at("2024-03-05T12:00:00"), other, {"duration_ms": 1500, "duration": 99}),
        played("ana", at("2024-03-05T12:00:01"), other, {"duration": 2}),
        played("ana", at("2024-03-05T12:00:02"), TRACK, {}),
        played("ana", at("2024-03-05T12:00:03"), other, {}),
    ]
    lengths = ({"recording_mbid": mbid("recording", 1), "length": 4700},)
    payload = document("user/ana/year-2024", listens, "UTC", recording_lengths=lengths)
    assert [payload[key] for key in ("listening_time", "timed_listen_count", "listen_count")] == [8, 3, 4]
    assert [(row["track_name"], row["listening_time"]) for row in payload["recordings"]] == [("Other", 3), ("Words", 4)]


def test_listening_time_is_null_where_no_length_is_known():
    """An hour of which nobody knows how long it was."""
    payload = document("user/ana/year-2024", heard("2024-03-05T12:00:00"), "UTC")
    assert (payload["listening_time"], payload["timed_listen_count"]) == (None, 0)


def test_the_reference_knows_when_clocks_change():
    """Each change named here is one: the wall clock does not go on by a second there."""
    for zone, changes in CHANGES.items():
        for change in changes:
            before, after = (clock.wall(at(change) + shift, zone) for shift in (-1, 0))
            assert spans.seconds(after) - spans.seconds(before) != 1, (zone, change)
