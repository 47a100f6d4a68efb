"""What every page needs to know of the whole site before the first one is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from generator.config import Config
from generator.events import Loaded
from generator.ranges import Range, all_ranges
from generator.stats import Answers


@dataclass(frozen=True, slots=True)
class Person:
    """One listener over the whole history; `ranges` has the listens of every range that has any."""

    name: str
    segment: str
    listen_count: int
    first_day: date
    last_day: date
    years: tuple[int, ...]
    ranges: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site; `artists` and `release_groups` are the ids that have a page of their own.

    `years` are the calendar years with a listen, first to last; `first_day` is the day of the first listen of all.
    `json` says where the JSON of a stat set lies: a path with {subject} and {range} in it.
    """

    title: str
    base_url: str
    charts: bool
    as_of: datetime
    ranges: Mapping[str, Range]
    people: Mapping[str, Person]
    countries: Mapping[str, str]
    years: tuple[int, ...]
    first_day: date
    artists: frozenset[UUID]
    release_groups: frozenset[UUID]
    json: Mapping[str, str]

    @property
    def whose(self) -> str:
        """Whose listens these are: a name, or how many people's."""
        first, *others = self.people
        return f"{len(self.people):,} listeners" if others else first

    def json_path(self, stat_set: str, subject: str, span: str) -> str | None:
        """The path of a stat set's JSON for a subject, given as a path segment; None when no mirror has it."""
        pattern = self.json.get(stat_set)
        return pattern.format(subject=subject, range=span) if pattern else None


def survey(
    answers: Answers,
    config: Config,
    loaded: Loaded,
    segments: Mapping[str, str],
    json: Mapping[str, str],
) -> Site:
    """Look the site over once; `answers` are those of the whole history, `segments` the path segment of every user."""
    ranges = all_ranges(loaded.as_of)
    people = list(_people(answers, segments, ranges))
    return Site(
        title=config.site.title,
        base_url=config.site.base_url,
        charts=config.charts,
        as_of=loaded.as_of,
        ranges=ranges,
        people={person.name: person for person in people},
        countries={row["country"]: row["country_name"] for row in answers.rows("listens/country_names")},
        years=tuple(sorted({year for person in people for year in person.years})),
        first_day=min(person.first_day for person in people),
        artists=_ids(answers, "artist"),
        release_groups=_ids(answers, "release_group"),
        json=json,
    )


def _people(answers: Answers, segments: Mapping[str, str], ranges: Mapping[str, Range]) -> Iterator[Person]:
    active = {name: _active(answers, span) for name, span in ranges.items()}
    years = {
        user: tuple(row["year"] for row in rows)
        for user, rows in groupby(answers.rows("listens/user_years"), key=itemgetter("user_name"))
    }
    for row in answers.rows("listens/user_spans"):
        user = row["user_name"]
        counts = {name: counts[user] for name, counts in active.items() if user in counts}
        yield Person(user, segments[user], row["listen_count"], row["first_day"], row["last_day"], years[user], counts)


def _active(answers: Answers, span: Range) -> dict[str, int]:
    with Answers(answers.db, span.parameters) as asked:
        return {row["user_name"]: row["listen_count"] for row in asked.rows("listens/active_users")}


def _ids(answers: Answers, entity: str) -> frozenset[UUID]:
    most = int(str(answers.parameters["listeners"]))
    rows = answers.rows(f"listens/sitewide_{entity}s", most)
    return frozenset(row[f"{entity}_mbid"] for row in rows if row[f"{entity}_mbid"] is not None)
