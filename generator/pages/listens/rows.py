"""What the stat sets say of each subject in one period, read side by side."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypedDict, cast

from generator.pages.top_list import EACH
from generator.stats import Kind, PeriodStore, StatSet, aligned
from generator.stats.rows import items
from generator.stats.rows import listens as of
from generator.stats.rows import records as of_records

if TYPE_CHECKING:  # which stat sets months read is asked without pages, too
    from generator.pages.listens.overview import Overview, Person


class Rows(TypedDict, total=False):
    """What the stat sets say of one subject in one period, of those that were asked."""

    totals: list[of.TotalsRow]
    listening_times: list[of.ListeningTimesRow]
    artists: list[of.TopArtistsRow]
    release_groups: list[of.TopReleaseGroupsRow]
    recordings: list[of.TopRecordingsRow]
    listening_activity: list[of.ListeningActivityRow]
    daily_activity: list[of.DailyActivityRow]
    artist_countries: list[of.ArtistCountriesRow]
    artist_activity: list[of.ArtistActivityRow]
    era_activity: list[of.EraActivityRow]
    genre_activity: list[of.GenreActivityRow]
    artist_evolution_activity: list[of.ArtistEvolutionActivityRow]
    listens_per_day: list[of.ListensPerDayRow]
    month_leaders: list[of.MonthLeadersRow]
    first_heard_artists: list[of.FirstHeardArtistsRow]
    discoveries: list[of.DiscoveriesRow]
    top_genres: list[of.TopGenresRow]
    similar_users: list[of.SimilarUsersRow]
    missed_recordings: list[of.MissedRecordingsRow]
    new_releases: list[of.NewReleasesRow]
    recent: list[of.RecentListensRow]
    latest_artists: list[of.LatestArtistsRow]
    day_hours: list[of_records.DayHoursRow]
    top_times: list[items.TopTimesRow]
    streaks: list[of_records.StreaksRow]
    busiest_times: list[of_records.BusiestTimesRow]
    edge_listens: list[of_records.EdgeListensRow]
    one_hit_wonders: list[of_records.OneHitWondersRow]
    comebacks: list[of_records.ComebacksRow]
    half_of_listens: list[of_records.HalfOfListensRow]
    climbers: list[of_records.ClimbersRow]
    milestones: list[of_records.MilestonesRow]
    artist_discoveries: list[of_records.ArtistDiscoveriesRow]
    artist_year_ranks: list[of_records.ArtistYearRanksRow]


_STAT_SETS: Mapping[str, StatSet[Any]] = {
    "totals": of.TOTALS,
    "listening_times": of.LISTENING_TIMES,
    "artists": of.TOP_ARTISTS,
    "release_groups": of.TOP_RELEASE_GROUPS,
    "recordings": of.TOP_RECORDINGS,
    "listening_activity": of.LISTENING_ACTIVITY,
    "daily_activity": of.DAILY_ACTIVITY,
    "artist_countries": of.ARTIST_COUNTRIES,
    "artist_activity": of.ARTIST_ACTIVITY,
    "era_activity": of.ERA_ACTIVITY,
    "genre_activity": of.GENRE_ACTIVITY,
    "artist_evolution_activity": of.ARTIST_EVOLUTION_ACTIVITY,
    "listens_per_day": of.LISTENS_PER_DAY,
    "month_leaders": of.MONTH_LEADERS,
    "first_heard_artists": of.FIRST_HEARD_ARTISTS,
    "discoveries": of.DISCOVERIES,
    "top_genres": of.TOP_GENRES,
    "similar_users": of.SIMILAR_USERS,
    "missed_recordings": of.MISSED_RECORDINGS,
    "new_releases": of.NEW_RELEASES,
    "recent": of.RECENT_LISTENS,
    "latest_artists": of.LATEST_ARTISTS,
    "day_hours": of_records.DAY_HOURS,
    "top_times": items.TOP_TIMES,
    "streaks": of_records.STREAKS,
    "busiest_times": of_records.BUSIEST_TIMES,
    "edge_listens": of_records.EDGE_LISTENS,
    "one_hit_wonders": of_records.ONE_HIT_WONDERS,
    "comebacks": of_records.COMEBACKS,
    "half_of_listens": of_records.HALF_OF_LISTENS,
    "climbers": of_records.CLIMBERS,
    "milestones": of_records.MILESTONES,
    "artist_discoveries": of_records.ARTIST_DISCOVERIES,
    "artist_year_ranks": of_records.ARTIST_YEAR_RANKS,
}

LEADERS = ("artists", "release_groups", "recordings")
SUMS = ("totals", "listening_times", *LEADERS)
_TASTES = ("artist_activity", "era_activity", "genre_activity", "artist_evolution_activity")

_ALWAYS = (*SUMS, "top_times", "listening_activity", "daily_activity", "artist_countries")
RECORDS = (
    "streaks", "busiest_times", "edge_listens", "one_hit_wonders", "comebacks", "half_of_listens", "milestones",
    "artist_discoveries",
)  # fmt: skip

RANGE = (*_ALWAYS, *_TASTES)
OF_PERIOD: Mapping[Kind, Sequence[str]] = {
    "year": (*RANGE, "climbers", "listens_per_day", *RECORDS),
    "month": (*_ALWAYS, "climbers"),
    "week": _ALWAYS,
    "named": (*_ALWAYS, *RECORDS),
}
WHOLE = (  # of the whole history
    *RANGE, "listens_per_day", "recent", "latest_artists", "day_hours", *RECORDS, "artist_year_ranks",
)  # fmt: skip
YEAR_IN_MUSIC = (
    *SUMS, "listens_per_day", "artist_countries", *_TASTES[1:], "month_leaders", "first_heard_artists", "discoveries",
    "top_genres", "similar_users", "missed_recordings", "new_releases",
)  # fmt: skip

_ASKED: Mapping[Kind, Sequence[str]] = {
    **OF_PERIOD,
    "year": (*OF_PERIOD["year"], *YEAR_IN_MUSIC),  # those of a calendar year are two
    "range": RANGE,
}
# What pages read, by what they are of.
READ: Mapping[Kind, Sequence[str]] = {
    kind: tuple(dict.fromkeys(_STAT_SETS[name].name for name in names)) for kind, names in _ASKED.items()
}
LINKED = (*READ["range"], "listens/artist_map")  # to whose JSON the pages of ranges lead, where a mirror has it

_SHORT = {*LEADERS, "first_heard_artists"}  # of which a page has the first ones only
_OF_USERS_ALONE = {"genre_activity", "recent"}


def of_everyone(
    store: PeriodStore, overview: "Overview", asked: Sequence[str], most: int = EACH
) -> Iterator[tuple["Person | None", Rows | None]]:
    """The rows of the site (None), then every person's; of an only listener, whose the site is, but once."""
    if overview.owner is None:
        found = of_site(store, asked, most)
        yield None, found if found["totals"][0]["listen_count"] else None
    yield from of_people(store, overview, asked, most)


def of_people(
    store: PeriodStore, overview: "Overview", asked: Sequence[str], most: int = EACH
) -> Iterator[tuple["Person", Rows | None]]:
    """Every person's rows, or None without a listen; of top lists the first `most`."""
    if not overview.alone:
        return
    takes = {name: aligned(_of_users(store.by("user_name", _STAT_SETS[name], _most(name, most)))) for name in asked}
    for person in _in_order(overview):
        found = cast("Rows", {name: take(person.name) for name, take in takes.items()})
        yield person, found if found["totals"] else None


def _of_users(stream: Iterator[tuple[str, list[Any]]]) -> Iterator[tuple[str, list[Any]]]:
    """The rows of users; in what is of the whole history those of the site, subject 0, stand before them."""
    return ((user, rows) for user, rows in stream if rows[0].get("subject_id") != 0)


def of_site(store: PeriodStore, asked: Sequence[str], most: int = EACH) -> Rows:
    """The site's rows, of top lists the first `most`; what only users have is not among them."""
    names = [name for name in asked if name not in _OF_USERS_ALONE]
    return cast("Rows", {name: _of_site(store, _STAT_SETS[name], _most(name, most)) for name in names})


def _of_site(store: PeriodStore, stat_set: StatSet[Any], most: int | None) -> list[Any]:
    """The site's rows of a stat set; those of the whole history stand before the users'."""
    rows = store.site.rows(stat_set, most)
    return list(takewhile(lambda row: not row.get("subject_id"), rows))


def _most(name: str, most: int) -> int | None:
    return most if name in _SHORT else None


def _in_order(overview: "Overview") -> "list[Person]":
    """People in byte order of their names, as the engine has them."""
    return sorted(overview.people.values(), key=lambda person: person.name.encode())
