"""What the stat sets say of each subject in one stretch of time, read side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.leaders import SHOWN
from generator.pages.site import Person, Site
from generator.pages.streams import taken
from generator.stats import Answers, Row

_RANGE = (
    ("totals", None), ("top_artists", SHOWN), ("top_release_groups", SHOWN), ("top_recordings", SHOWN),
    ("listening_activity", None), ("daily_activity", None), ("artist_countries", None),
)  # fmt: skip
_YEAR = (*_RANGE[:5], ("listens_per_day", None))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one subject: its totals, its leaders, its activity, and by hours and countries, or by days."""

    totals: Row
    leaders: tuple[list[Row], ...]
    activity: list[Row]
    hours: list[Row]
    countries: list[Row]
    days: list[Row]


def of_ranges(answers: Answers, site: Site) -> Iterator[tuple[Person, Rows | None]]:
    """Every person's rows of a range, or None without a listen."""
    takes = [taken(answers.by("user_name", f"listens/{name}", most)) for name, most in _RANGE]
    for person in _in_order(site):
        totals, *leaders, activity, hours, countries = (take(person.name) for take in takes)
        yield person, Rows(totals[0], tuple(leaders), activity, hours, countries, []) if totals else None


def of_years(answers: Answers, site: Site, year: int) -> Iterator[tuple[Person, Rows]]:
    """The rows of a year of every person who has a listen in it."""
    takes = [taken(answers.by("user_name", f"listens/{name}", most)) for name, most in _YEAR]
    for person in _in_order(site):
        totals, *leaders, activity, days = (take(person.name) for take in takes)
        if year in person.years:
            yield person, Rows(totals[0], tuple(leaders), activity, [], [], days)


def of_site_range(answers: Answers) -> Rows:
    """The site's rows of a range."""
    hours, countries = (
        list(answers.rows(f"listens/sitewide_{name}")) for name in ("daily_activity", "artist_countries")
    )
    return Rows(*_of_site(answers), hours, countries, [])


def of_site_year(answers: Answers) -> Rows:
    """The site's rows of a year."""
    return Rows(*_of_site(answers), [], [], list(answers.rows("listens/sitewide_listens_per_day")))


def _of_site(answers: Answers) -> tuple[Row, tuple[list[Row], ...], list[Row]]:
    (totals,) = answers.rows("listens/sitewide_totals")
    leaders = tuple(
        list(answers.rows(f"listens/sitewide_{name}", SHOWN)) for name in ("artists", "release_groups", "recordings")
    )
    return totals, leaders, list(answers.rows("listens/sitewide_listening_activity"))


def _in_order(site: Site) -> list[Person]:
    """People in byte order of their names, as the engine has them."""
    return sorted(site.people.values(), key=lambda person: person.name.encode())
