"""What the stat sets say of each subject in one period, read side by side."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, cast

from generator.pages.top_list import SHOWN
from generator.stats import PeriodStore, StatSet, aligned
from generator.stats.rows import listens as of

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
}

LEADERS = ("artists", "release_groups", "recordings")
SUMS = ("totals", "listening_times", *LEADERS)
_TASTES = ("artist_activity", "era_activity", "genre_activity", "artist_evolution_activity")

MONTH = (*SUMS, "listening_activity", "daily_activity", "artist_countries")
RANGE = (*MONTH, *_TASTES)
YEAR = (*RANGE, "listens_per_day")
YEAR_IN_MUSIC = (
    *SUMS, "listens_per_day", "artist_countries", *_TASTES[1:], "month_leaders", "first_heard_artists", "discoveries",
    "top_genres", "similar_users", "missed_recordings", "new_releases",
)  # fmt: skip

# What pages read, by what they are of; those of a calendar year are two.
READ: Mapping[str, Sequence[str]] = {
    "month": tuple(_STAT_SETS[name].name for name in MONTH),
    "year": tuple(dict.fromkeys(_STAT_SETS[name].name for name in (*YEAR, *YEAR_IN_MUSIC))),
    "range": tuple(_STAT_SETS[name].name for name in RANGE),
}
LINKED = (*READ["range"], "listens/artist_map")  # to whose JSON the pages of ranges lead, where a mirror has it

_SHORT = {*LEADERS, "first_heard_artists"}  # of which a page has the first ones only
_OF_USERS_ALONE = {"genre_activity"}


def of_people(
    store: PeriodStore, overview: "Overview", asked: Sequence[str], most: int = SHOWN
) -> Iterator[tuple["Person", Rows | None]]:
    """Every person's rows, or None without a listen; of top lists the first `most`."""
    if not overview.alone:
        return
    takes = {name: aligned(store.by("user_name", _STAT_SETS[name], _most(name, most))) for name in asked}
    for person in _in_order(overview):
        found = cast("Rows", {name: take(person.name) for name, take in takes.items()})
        yield person, found if found["totals"] else None


def of_site(store: PeriodStore, asked: Sequence[str], most: int = SHOWN) -> Rows:
    """The site's rows, of top lists the first `most`; what only users have is not among them."""
    names = [name for name in asked if name not in _OF_USERS_ALONE]
    return cast("Rows", {name: list(store.site.rows(_STAT_SETS[name], _most(name, most))) for name in names})


def _most(name: str, most: int) -> int | None:
    return most if name in _SHORT else None


def _in_order(overview: "Overview") -> "list[Person]":
    """People in byte order of their names, as the engine has them."""
    return sorted(overview.people.values(), key=lambda person: person.name.encode())
