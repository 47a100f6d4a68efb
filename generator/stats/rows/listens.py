"""The rows of stat sets of listens, made from their headers by tests/stats/make_rows.py."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from generator.stats.store import StatSet


class ActiveUsersRow(TypedDict):
    """One row per period and user with a listen."""

    user_name: str
    listen_count: int


ACTIVE_USERS: StatSet[ActiveUsersRow] = StatSet("listens/active_users")


class ArtistActivityRow(TypedDict):
    """One row per period, subject, artist and release group."""

    user_name: str
    rank: int
    artist_mbid: UUID | None
    artist_name: str
    listen_count: int
    album_rank: int
    release_group_mbid: UUID | None
    release_group_name: str
    album_listen_count: int


ARTIST_ACTIVITY: StatSet[ArtistActivityRow] = StatSet("listens/artist_activity")


class ArtistCountriesRow(TypedDict):
    """One row per period, subject and country."""

    user_name: str
    rank: int
    country: str
    artist_count: int
    listen_count: int
    artist_name: str


ARTIST_COUNTRIES: StatSet[ArtistCountriesRow] = StatSet("listens/artist_countries")


class ArtistDiscoveriesRow(TypedDict):
    """One row per subject and month with a discovery."""

    user_name: str
    month_day: date
    artist_count: int


ARTIST_DISCOVERIES: StatSet[ArtistDiscoveriesRow] = StatSet("listens/artist_discoveries")


class ArtistEvolutionActivityRow(TypedDict):
    """One row per period, subject, unit of time and artist."""

    user_name: str
    rank: int
    time_unit: str
    unit_number: int
    artist_mbid: UUID | None
    artist_name: str
    listen_count: int
    artist_rank: int


ARTIST_EVOLUTION_ACTIVITY: StatSet[ArtistEvolutionActivityRow] = StatSet("listens/artist_evolution_activity")


class ArtistListenersRow(TypedDict):
    """One row per period, artist and listener."""

    artist_mbid: UUID
    artist_name: str
    rank: int
    user_name: str
    listen_count: int
    total_listen_count: int
    total_user_count: int


ARTIST_LISTENERS: StatSet[ArtistListenersRow] = StatSet("listens/artist_listeners")


class ArtistYearRanksRow(TypedDict):
    """One row per subject, artist and year."""

    user_name: str
    year: int
    year_rank: int
    rank: int
    artist_name: str
    artist_mbid: UUID | None
    listen_count: int
    year_listen_count: int


ARTIST_YEAR_RANKS: StatSet[ArtistYearRanksRow] = StatSet("listens/artist_year_ranks")


class ArtistYearsRow(TypedDict):
    """One row per period, artist and year with a listen."""

    artist_mbid: UUID
    year: int
    listen_count: int


ARTIST_YEARS: StatSet[ArtistYearsRow] = StatSet("listens/artist_years")


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
    artist_mbid: UUID | None
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
    artist_mbid: UUID | None
    last_day: date
    back_day: date
    gap_days: int
    before_count: int
    after_count: int


COMEBACKS: StatSet[ComebacksRow] = StatSet("listens/comebacks")


class CountryNamesRow(TypedDict):
    """One row per country."""

    country: str
    country_name: str


COUNTRY_NAMES: StatSet[CountryNamesRow] = StatSet("listens/country_names")


class DailyActivityRow(TypedDict):
    """One row per period, subject, weekday and hour."""

    user_name: str
    rank: int
    day: int
    weekday: str
    hour: int
    listen_count: int


DAILY_ACTIVITY: StatSet[DailyActivityRow] = StatSet("listens/daily_activity")


class DayHoursRow(TypedDict):
    """One row per subject and day with a listen."""

    user_name: str
    day: date
    listen_count: int
    heard_hours: int
    often_hours: int


DAY_HOURS: StatSet[DayHoursRow] = StatSet("listens/day_hours")


class DiscoveriesRow(TypedDict):
    """One row per period, user and recording."""

    user_name: str
    rank: int
    track_name: str
    artist_name: str
    release_name: str | None
    recording_mbid: UUID
    artist_mbids: list[UUID]
    artists: str | None
    caa_id: int | None
    caa_release_mbid: UUID | None
    listen_count: int
    first_at: datetime


DISCOVERIES: StatSet[DiscoveriesRow] = StatSet("listens/discoveries")


class DiscoveryTotalsRow(TypedDict):
    """One row per period and user."""

    user_name: str
    release_count: int
    new_artist_count: int
    length_seconds: int
    weekday: str


DISCOVERY_TOTALS: StatSet[DiscoveryTotalsRow] = StatSet("listens/discovery_totals")


class EdgeListensRow(TypedDict):
    """One row per period, subject and place."""

    user_name: str
    place: str
    listened_at: datetime
    listener: str
    track_name: str
    artist_name: str
    artist_mbids: list[UUID]


EDGE_LISTENS: StatSet[EdgeListensRow] = StatSet("listens/edge_listens")


class EraActivityRow(TypedDict):
    """One row per period, subject and year of release."""

    user_name: str
    rank: int
    year: int
    listen_count: int


ERA_ACTIVITY: StatSet[EraActivityRow] = StatSet("listens/era_activity")


class FirstHeardArtistsRow(TypedDict):
    """One row per period, user and name of an artist."""

    user_name: str
    rank: int
    artist_mbid: UUID | None
    artist_mbids: list[UUID]
    artist_name: str
    listen_count: int
    listening_ms: int | None
    total: int


FIRST_HEARD_ARTISTS: StatSet[FirstHeardArtistsRow] = StatSet("listens/first_heard_artists")


class GenreActivityRow(TypedDict):
    """One row per period, user, genre and hour."""

    user_name: str
    rank: int
    genre: str
    hour: int
    listen_count: int
    hour_rank: int


GENRE_ACTIVITY: StatSet[GenreActivityRow] = StatSet("listens/genre_activity")


class HalfOfListensRow(TypedDict):
    """One row per period and subject."""

    user_name: str
    artist_count: int
    half_count: int
    listen_count: int


HALF_OF_LISTENS: StatSet[HalfOfListensRow] = StatSet("listens/half_of_listens")


class ItemEdgesRow(TypedDict):
    """One row per period, kind, item with a page and place."""

    kind: str
    item_rank: int
    place: str
    listened_at: datetime
    user_name: str
    track_name: str


ITEM_EDGES: StatSet[ItemEdgesRow] = StatSet("listens/item_edges")


class ItemHoursRow(TypedDict):
    """One row per period, kind, item with a page, weekday and hour with a listen."""

    kind: str
    item_rank: int
    weekday: int
    hour: int
    listen_count: int


ITEM_HOURS: StatSet[ItemHoursRow] = StatSet("listens/item_hours")


class ItemListenersRow(TypedDict):
    """One row per period, kind, item with a page and listener."""

    kind: str
    item_rank: int
    rank: int
    user_name: str
    listen_count: int


ITEM_LISTENERS: StatSet[ItemListenersRow] = StatSet("listens/item_listeners")


class ItemPartsRow(TypedDict):
    """One row per period, kind, item with a page, kind of part and part."""

    kind: str
    item_rank: int
    part_kind: str
    rank: int
    name: str
    mbid: UUID | None
    artist_name: str | None
    album_name: str | None
    caa_id: int | None
    caa_release_mbid: UUID | None
    listen_count: int
    listening_ms: int | None
    total: int


ITEM_PARTS: StatSet[ItemPartsRow] = StatSet("listens/item_parts")


class ItemTimesRow(TypedDict):
    """One row per period, kind, item with a page, unit and time with a listen."""

    kind: str
    item_rank: int
    unit: str
    first_day: date
    listen_count: int


ITEM_TIMES: StatSet[ItemTimesRow] = StatSet("listens/item_times")


class ItemYearsRow(TypedDict):
    """One row per period, kind, item with a page and year with a listen."""

    kind: str
    item_rank: int
    year: int
    rank: int
    listen_count: int


ITEM_YEARS: StatSet[ItemYearsRow] = StatSet("listens/item_years")


class LatestArtistsRow(TypedDict):
    """One row per subject and rank."""

    user_name: str
    month_day: date
    rank: int
    artist_name: str
    artist_mbid: UUID | None
    listen_count: int
    rank_before: int | None


LATEST_ARTISTS: StatSet[LatestArtistsRow] = StatSet("listens/latest_artists")


class ListeningActivityRow(TypedDict):
    """One row per period, subject and bucket."""

    user_name: str
    rank: int
    time_range: str
    from_ts: int
    to_ts: int
    listen_count: int


LISTENING_ACTIVITY: StatSet[ListeningActivityRow] = StatSet("listens/listening_activity")


class ListeningTimesRow(TypedDict):
    """One row per period and subject."""

    user_name: str
    listen_count: int
    timed_count: int
    listening_ms: int | None


LISTENING_TIMES: StatSet[ListeningTimesRow] = StatSet("listens/listening_times")


class ListensPerDayRow(TypedDict):
    """One row per period, subject and day with a listen."""

    user_name: str
    day: date
    listen_count: int


LISTENS_PER_DAY: StatSet[ListensPerDayRow] = StatSet("listens/listens_per_day")


class MilestonesRow(TypedDict):
    """One row per subject and number."""

    user_name: str
    number: int
    listened_at: datetime
    listener: str
    track_name: str
    artist_name: str
    artist_mbids: list[UUID]


MILESTONES: StatSet[MilestonesRow] = StatSet("listens/milestones")


class MissedRecordingsRow(TypedDict):
    """One row per period, user and recording."""

    user_name: str
    rank: int
    track_name: str
    artist_name: str
    release_name: str | None
    recording_mbid: UUID
    artist_mbids: list[UUID]
    artists: str | None
    caa_id: int | None
    caa_release_mbid: UUID | None
    listen_count: int


MISSED_RECORDINGS: StatSet[MissedRecordingsRow] = StatSet("listens/missed_recordings")


class MonthLeadersRow(TypedDict):
    """One row per period, user and month of the year."""

    user_name: str
    month: int
    artist_name: str
    artist_mbid: UUID | None
    artist_listen_count: int
    track_name: str
    track_artist_name: str
    track_artist_mbids: list[UUID]
    track_listen_count: int


MONTH_LEADERS: StatSet[MonthLeadersRow] = StatSet("listens/month_leaders")


class NewReleasesRow(TypedDict):
    """One row per period, user and release group."""

    user_name: str
    rank: int
    title: str | None
    artist_credit_name: str | None
    release_group_mbid: UUID
    artist_credit_mbids: list[UUID]
    artists: str | None
    caa_id: int | None
    caa_release_mbid: UUID | None
    primary_type: str | None


NEW_RELEASES: StatSet[NewReleasesRow] = StatSet("listens/new_releases")


class OneHitWondersRow(TypedDict):
    """One row per period, subject and rank."""

    user_name: str
    rank: int
    artist_name: str
    artist_mbid: UUID | None
    track_name: str
    listen_count: int
    total: int


ONE_HIT_WONDERS: StatSet[OneHitWondersRow] = StatSet("listens/one_hit_wonders")


class PageItemNamesRow(TypedDict):
    """One row per period, kind and name of an item with a page and no id."""

    kind: str
    name: str
    artist_name: str | None


PAGE_ITEM_NAMES: StatSet[PageItemNamesRow] = StatSet("listens/page_item_names")


class PageItemsRow(TypedDict):
    """One row per period, kind and item with a page."""

    kind: str
    item_rank: int
    name: str
    mbid: UUID | None
    artist_name: str | None
    artist_mbids: list[UUID]
    caa_id: int | None
    caa_release_mbid: UUID | None
    country: str | None
    listen_count: int
    listener_count: int
    timed_count: int
    listening_ms: int | None
    day_count: int
    most_day: date
    most_count: int
    total: int


PAGE_ITEMS: StatSet[PageItemsRow] = StatSet("listens/page_items")


class RecentListensRow(TypedDict):
    """One row per user and rank."""

    user_name: str
    rank: int
    listened_at: datetime
    track_name: str
    artist_name: str
    artist_mbids: list[UUID]
    release_group_name: str | None
    release_group_mbid: UUID | None


RECENT_LISTENS: StatSet[RecentListensRow] = StatSet("listens/recent_listens")


class ReleaseGroupListenersRow(TypedDict):
    """One row per period, release group and listener."""

    release_group_mbid: UUID
    release_group_name: str
    artist_name: str
    artist_mbids: list[UUID]
    caa_id: int | None
    caa_release_mbid: UUID | None
    rank: int
    user_name: str
    listen_count: int
    total_listen_count: int
    total_user_count: int


RELEASE_GROUP_LISTENERS: StatSet[ReleaseGroupListenersRow] = StatSet("listens/release_group_listeners")


class ReleaseGroupYearsRow(TypedDict):
    """One row per period, release group and year with a listen."""

    release_group_mbid: UUID
    year: int
    listen_count: int


RELEASE_GROUP_YEARS: StatSet[ReleaseGroupYearsRow] = StatSet("listens/release_group_years")


class SimilarUsersRow(TypedDict):
    """One row per period, user and similar user."""

    user_name: str
    rank: int
    similar_user_name: str
    score: float


SIMILAR_USERS: StatSet[SimilarUsersRow] = StatSet("listens/similar_users")


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


class TopArtistsRow(TypedDict):
    """One row per period, subject and artist."""

    user_name: str
    rank: int
    artist_mbid: UUID | None
    artist_mbids: list[UUID]
    artist_name: str
    listen_count: int
    listening_ms: int | None
    country: str | None
    total: int


TOP_ARTISTS: StatSet[TopArtistsRow] = StatSet("listens/top_artists")


class TopGenresRow(TypedDict):
    """One row per period, user and genre."""

    user_name: str
    rank: int
    genre: str
    genre_count: int
    genre_count_percent: float


TOP_GENRES: StatSet[TopGenresRow] = StatSet("listens/top_genres")


class TopRecordingsRow(TypedDict):
    """One row per period, subject and recording."""

    user_name: str
    rank: int
    artist_name: str
    artist_mbids: list[UUID]
    recording_mbid: UUID | None
    release_name: str | None
    release_mbid: UUID | None
    caa_id: int | None
    caa_release_mbid: UUID | None
    artists: str | None
    track_name: str
    listen_count: int
    listening_ms: int | None
    total: int


TOP_RECORDINGS: StatSet[TopRecordingsRow] = StatSet("listens/top_recordings")


class TopReleaseGroupsRow(TypedDict):
    """One row per period, subject and release group."""

    user_name: str
    rank: int
    credit_id: int
    artist_mbids: list[UUID]
    release_group_mbid: UUID | None
    release_group_name: str
    artist_name: str
    caa_id: int | None
    caa_release_mbid: UUID | None
    artists: str | None
    listen_count: int
    listening_ms: int | None
    total: int


TOP_RELEASE_GROUPS: StatSet[TopReleaseGroupsRow] = StatSet("listens/top_release_groups")


class TopTimesRow(TypedDict):
    """One row per period, subject, kind and item."""

    user_name: str
    kind: str
    rank: int
    name: str
    mbid: UUID | None
    artist_name: str | None
    artist_mbids: list[UUID]
    listening_ms: int
    total: int


TOP_TIMES: StatSet[TopTimesRow] = StatSet("listens/top_times")


class TotalsRow(TypedDict):
    """One row per period and subject."""

    user_name: str
    listen_count: int
    user_count: int | None
    artist_count: int
    release_group_count: int
    recording_count: int


TOTALS: StatSet[TotalsRow] = StatSet("listens/totals")


class UserPeriodsRow(TypedDict):
    """One row per user and calendar year or month with a listen."""

    user_name: str
    period: str
    listen_count: int
    timed_count: int
    listening_ms: int | None


USER_PERIODS: StatSet[UserPeriodsRow] = StatSet("listens/user_periods")


class UserSpansRow(TypedDict):
    """One row per user."""

    user_name: str
    listen_count: int
    first_day: date
    last_day: date


USER_SPANS: StatSet[UserSpansRow] = StatSet("listens/user_spans")


class UserWeeksRow(TypedDict):
    """One row per user and week with a listen."""

    user_name: str
    week_day: date
    listen_count: int


USER_WEEKS: StatSet[UserWeeksRow] = StatSet("listens/user_weeks")


class UserYearsRow(TypedDict):
    """One row per user and year with a listen."""

    user_name: str
    year: int
    listen_count: int


USER_YEARS: StatSet[UserYearsRow] = StatSet("listens/user_years")


class UsersByClaimRow(TypedDict):
    """One row per user."""

    user_name: str


USERS_BY_CLAIM: StatSet[UsersByClaimRow] = StatSet("listens/users_by_claim")
