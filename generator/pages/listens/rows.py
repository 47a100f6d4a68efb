"""What the stat sets say of each subject in one period, read side by side."""

from collections.abc import Iterator, Sequence

from generator.pages.listens.overview import Overview, Person
from generator.pages.top_list import SHOWN
from generator.stats import PeriodStore, Row, aligned

Rows = dict[str, list[Row]]  # by what is asked

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

_SHORT = {*LEADERS, "first_heard_artists"}  # of which a page has the first ones only
_OF_USERS_ALONE = {"genre_activity"}


def of_people(
    store: PeriodStore, overview: Overview, asked: Sequence[str], most: int = SHOWN
) -> Iterator[tuple[Person, Rows | None]]:
    """Every person's rows, or None without a listen; of top lists the first `most`."""
    if not overview.alone:
        return
    takes = {name: aligned(store.by("user_name", _stat_set(name), _most(name, most))) for name in asked}
    for person in _in_order(overview):
        found = {name: take(person.name) for name, take in takes.items()}
        yield person, found if found["totals"] else None


def of_site(store: PeriodStore, asked: Sequence[str], most: int = SHOWN) -> Rows:
    """The site's rows, of top lists the first `most`; what only users have is not among them."""
    names = [name for name in asked if name not in _OF_USERS_ALONE]
    return {name: list(store.site.rows(_stat_set(name), _most(name, most))) for name in names}


def _stat_set(name: str) -> str:
    return f"listens/top_{name}" if name in LEADERS else f"listens/{name}"


def _most(name: str, most: int) -> int | None:
    return most if name in _SHORT else None


def _in_order(overview: Overview) -> list[Person]:
    """People in byte order of their names, as the engine has them."""
    return sorted(overview.people.values(), key=lambda person: person.name.encode())
