"""The rows of stat sets of records, made from their headers by tests/stats/make_rows.py."""

from datetime import date, datetime
from typing import TypedDict

from generator.stats.store import StatSet


class ArtistDiscoveriesRow(TypedDict):
    """One row per subject and month with a discovery."""

    user_name: str
    month_day: date
    artist_count: int


ARTIST_DISCOVERIES: StatSet[ArtistDiscoveriesRow] = StatSet("listens/artist_discoveries")


class ArtistYearRanksRow(TypedDict):
    """One row per subject, artist and year."""

    user_name: str
    year: int
    year_rank: int
    rank: int
    artist_name: str
    artist_mbid: str | None
    listen_count: int
    year_listen_count: int


ARTIST_YEAR_RANKS: StatSet[ArtistYearRanksRow] = StatSet("listens/artist_year_ranks")


class BusiestTimesRow(TypedDict):
    """One row per period, subject, unit and rank."""

    user_name: str
    unit: str
    rank: int
    first_day: date
    listen_count: int
    total: int


BUSIEST_TIMES: StatSet[BusiestTimesRow] = StatSet("listens/busiest_times")


class ClimbersRow(TypedDict):
    """One row per period, subject, direction and place."""

    user_name: str
    direction: str
    place: int
    artist_name: str
    artist_mbid: str | None
    rank: int | None
    rank_before: int | None
    listen_count: int
    before_count: int


CLIMBERS: StatSet[ClimbersRow] = StatSet("listens/climbers")


class ComebacksRow(TypedDict):
    """One row per period, subject and rank."""

    user_name: str
    rank: int
    artist_name: str
    artist_mbid: str | None
    last_day: date
    back_day: date
    gap_days: int
    before_count: int


COMEBACKS: StatSet[ComebacksRow] = StatSet("listens/comebacks")


class DayHoursRow(TypedDict):
    """One row per subject and day with a listen."""

    user_name: str
    day: date
    listen_count: int
    heard_hours: int
    often_hours: int


DAY_HOURS: StatSet[DayHoursRow] = StatSet("listens/day_hours")


class EdgeListensRow(TypedDict):
    """One row per period, subject and place."""

    user_name: str
    place: str
    listened_at: datetime
    listener: str
    track_name: str
    artist_name: str
    artist_mbids: list[str]


EDGE_LISTENS: StatSet[EdgeListensRow] = StatSet("listens/edge_listens")


class HalfOfListensRow(TypedDict):
    """One row per period and subject."""

    user_name: str
    artist_count: int
    half_count: int
    listen_count: int


HALF_OF_LISTENS: StatSet[HalfOfListensRow] = StatSet("listens/half_of_listens")


class MilestonesRow(TypedDict):
    """One row per subject and number."""

    user_name: str
    number: int
    listened_at: datetime
    listener: str
    track_name: str
    artist_name: str
    artist_mbids: list[str]


MILESTONES: StatSet[MilestonesRow] = StatSet("listens/milestones")


class OneHitWondersRow(TypedDict):
    """One row per period, subject and rank."""

    user_name: str
    rank: int
    artist_name: str
    artist_mbid: str | None
    track_name: str
    listen_count: int
    total: int


ONE_HIT_WONDERS: StatSet[OneHitWondersRow] = StatSet("listens/one_hit_wonders")


class StreaksRow(TypedDict):
    """One row per period, subject, kind and rank."""

    user_name: str
    kind: str
    rank: int
    first_day: date
    last_day: date
    day_count: int
    is_last: bool


STREAKS: StatSet[StreaksRow] = StatSet("listens/streaks")
