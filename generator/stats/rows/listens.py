"""The rows of stat sets of listens, made from their headers by tests/stats/make_rows.py."""

from datetime import date, datetime
from typing import TypedDict

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
    artist_mbid: str | None
    artist_name: str
    listen_count: int
    album_rank: int
    release_group_mbid: str | None
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


class ArtistEvolutionActivityRow(TypedDict):
    """One row per period, subject, unit of time and artist."""

    user_name: str
    rank: int
    time_unit: str
    unit_number: int
    artist_mbid: str | None
    artist_name: str
    listen_count: int
    artist_rank: int


ARTIST_EVOLUTION_ACTIVITY: StatSet[ArtistEvolutionActivityRow] = StatSet("listens/artist_evolution_activity")


class ArtistListenersRow(TypedDict):
    """One row per period, artist and listener."""

    artist_mbid: str
    artist_name: str
    rank: int
    user_name: str
    listen_count: int
    total_listen_count: int
    total_user_count: int


ARTIST_LISTENERS: StatSet[ArtistListenersRow] = StatSet("listens/artist_listeners")


class ArtistYearsRow(TypedDict):
    """One row per period, artist and year with a listen."""

    artist_mbid: str
    year: int
    listen_count: int


ARTIST_YEARS: StatSet[ArtistYearsRow] = StatSet("listens/artist_years")


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


class DiscoveriesRow(TypedDict):
    """One row per period, user and recording."""

    user_name: str
    rank: int
    track_name: str
    artist_name: str
    release_name: str | None
    recording_mbid: str
    artist_mbids: list[str]
    artists: str | None
    caa_id: int | None
    caa_release_mbid: str | None
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
    artist_mbid: str | None
    artist_mbids: list[str]
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


class LatestArtistsRow(TypedDict):
    """One row per subject and rank."""

    user_name: str
    month_day: date
    rank: int
    artist_name: str
    artist_mbid: str | None
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


class MissedRecordingsRow(TypedDict):
    """One row per period, user and recording."""

    user_name: str
    rank: int
    track_name: str
    artist_name: str
    release_name: str | None
    recording_mbid: str
    artist_mbids: list[str]
    artists: str | None
    caa_id: int | None
    caa_release_mbid: str | None
    listen_count: int


MISSED_RECORDINGS: StatSet[MissedRecordingsRow] = StatSet("listens/missed_recordings")


class MonthLeadersRow(TypedDict):
    """One row per period, user and month of the year."""

    user_name: str
    month: int
    artist_name: str
    artist_mbid: str | None
    artist_listen_count: int
    track_name: str
    track_artist_name: str
    track_artist_mbids: list[str]
    track_listen_count: int


MONTH_LEADERS: StatSet[MonthLeadersRow] = StatSet("listens/month_leaders")


class NewReleasesRow(TypedDict):
    """One row per period, user and release group."""

    user_name: str
    rank: int
    title: str | None
    artist_credit_name: str | None
    release_group_mbid: str
    artist_credit_mbids: list[str]
    artists: str | None
    caa_id: int | None
    caa_release_mbid: str | None
    primary_type: str | None


NEW_RELEASES: StatSet[NewReleasesRow] = StatSet("listens/new_releases")


class RecentListensRow(TypedDict):
    """One row per user and rank."""

    user_name: str
    rank: int
    listened_at: datetime
    track_name: str
    artist_name: str
    artist_mbids: list[str]
    release_group_name: str | None
    release_group_mbid: str | None


RECENT_LISTENS: StatSet[RecentListensRow] = StatSet("listens/recent_listens")


class ReleaseGroupListenersRow(TypedDict):
    """One row per period, release group and listener."""

    release_group_mbid: str
    release_group_name: str
    artist_name: str
    artist_mbids: list[str]
    caa_id: int | None
    caa_release_mbid: str | None
    rank: int
    user_name: str
    listen_count: int
    total_listen_count: int
    total_user_count: int


RELEASE_GROUP_LISTENERS: StatSet[ReleaseGroupListenersRow] = StatSet("listens/release_group_listeners")


class ReleaseGroupYearsRow(TypedDict):
    """One row per period, release group and year with a listen."""

    release_group_mbid: str
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


class TopArtistsRow(TypedDict):
    """One row per period, subject and artist."""

    user_name: str
    rank: int
    artist_mbid: str | None
    artist_mbids: list[str]
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
    artist_mbids: list[str]
    recording_mbid: str | None
    release_name: str | None
    release_mbid: str | None
    caa_id: int | None
    caa_release_mbid: str | None
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
    artist_mbids: list[str]
    release_group_mbid: str | None
    release_group_name: str
    artist_name: str
    caa_id: int | None
    caa_release_mbid: str | None
    artists: str | None
    listen_count: int
    listening_ms: int | None
    total: int


TOP_RELEASE_GROUPS: StatSet[TopReleaseGroupsRow] = StatSet("listens/top_release_groups")


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
