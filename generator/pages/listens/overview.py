"""What the pages of listens need to know of all of them before the first one is made."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from generator.pages.renderer import Renderer
from generator.pages.site import SiteContext
from generator.pages.words import counted
from generator.ranges import Range, calendar_ranges, period_before
from generator.stats import PeriodStore
from generator.stats.rows import listens as of

_LATER = datetime(9999, 1, 1)  # noqa: DTZ001 - naive, as all wall times; of a period that is over it matters not when

JsonPath = Callable[[str, str, str], str | None]  # stat set, path segment of the subject, range


@dataclass(frozen=True, slots=True)
class Person:
    """One listener over the whole history: the listens of every range, and of every calendar year and month, with any.

    `calendar` has them by names like 2024 and 2024-05, in order.
    """

    name: str
    segment: str
    listen_count: int
    first_day: date
    last_day: date
    ranges: Mapping[str, int]
    calendar: Mapping[str, int]

    def of_period(self, period: str, periods: Collection[str]) -> "Person":
        """What the pages of a year or month that is over need to know; `periods` are the kinds that have pages."""
        calendar = _near(self.calendar, period, periods)
        return replace(self, listen_count=0, last_day=self.first_day, ranges={}, calendar=calendar)

    def of_range(self, name: str, periods: Collection[str]) -> "Person":
        """What the pages of a range that is over need to know: which other ranges have listens, not how many."""
        ranges = {each: count if each == name else 0 for each, count in self.ranges.items()}
        calendar = _names(self.calendar, periods)
        return replace(self, listen_count=0, last_day=self.first_day, ranges=ranges, calendar=calendar)


@dataclass(frozen=True, slots=True)
class KnownJson:
    """Where the JSON of one period lies, as values, by stat set, path segment and range; nothing else can be asked."""

    paths: Mapping[tuple[str, str, str], str | None]

    def __call__(self, stat_set: str, subject: str, span: str) -> str | None:
        """The path of a document, if there is one."""
        return self.paths[stat_set, subject, span]


@dataclass(frozen=True, slots=True)
class Overview:
    """All listens; `artists` and `release_groups` are the ids that have a page of their own.

    `as_of` is the wall time in the site's zone. `periods` are the kinds of calendar periods that have pages, `calendar`
    the listens of every one with any; `first_day` is the day of the first listen of all.
    Without `alone` no page is about one listener.
    `json` says where the JSON of a stat set lies, if a mirror has it, for a subject's path segment and a range.
    """

    site: SiteContext
    as_of: datetime
    periods: frozenset[str]
    ranges: Mapping[str, Range]
    people: Mapping[str, Person]
    countries: Mapping[str, str]
    calendar: Mapping[str, int]
    first_day: date
    artists: frozenset[str]
    release_groups: frozenset[str]
    json: JsonPath
    alone: bool

    def of_past_period(self, period: str) -> "Overview":
        """What the pages of a year or month that is over need to know: they stay as they are while this does."""
        people = {name: person.of_period(period, self.periods) for name, person in self.people.items()}
        calendar = _near(self.calendar, period, self.periods)
        json = self._json(period, ("year_in_music",))
        return replace(self, as_of=_LATER, ranges={}, people=people, calendar=calendar, json=json)

    def of_past_range(self, name: str, shown: Collection[str], stat_sets: Iterable[str]) -> "Overview":
        """What the pages of a range that is over need to know, which lead to some others and to JSON of stat sets."""
        people = {each: person.of_range(name, self.periods) for each, person in self.people.items()}
        ranges = {each: span for each, span in self.ranges.items() if each in {name, *shown}}
        json, calendar = self._json(name, stat_sets), _names(self.calendar, self.periods)
        return replace(self, as_of=_LATER, ranges=ranges, people=people, calendar=calendar, json=json)

    def _json(self, span: str, stat_sets: Iterable[str]) -> KnownJson:
        """Where the JSON of some stat sets lies for everybody in one period."""
        segments = ("", *(person.segment for person in self.people.values()))
        asked = ((stat_set, segment, span) for stat_set in stat_sets for segment in segments)
        return KnownJson({each: self.json(*each) for each in asked})

    @property
    def said(self) -> tuple[object, ...]:
        """All that is known of a past period, in an order that is the same on every run; but for the ids with pages."""
        people = tuple(self.people.values())
        return (
            self.site, self.as_of, sorted(self.periods), self.ranges, people, sorted(self.countries.items()),
            self.calendar, self.first_day, self.json, self.alone,
        )  # fmt: skip

    @property
    def home(self) -> str:
        """The first page about listens."""
        return self.site.homes["listens"].path

    @property
    def whose(self) -> str:
        """Whose listens these are: a name, or how many people's."""
        first, *others = self.people
        return first if self.alone and not others else counted(len(self.people), "listener")


@dataclass(frozen=True, slots=True)
class Users:
    """The path segment of every user, and the listens of every range by user, of those who have any."""

    segments: Mapping[str, str]
    ranges: Mapping[str, Mapping[str, int]]


def make_overview(
    store: PeriodStore, renderer: Renderer, periods: Collection[str], users: Users, json: JsonPath
) -> Overview:
    """Look all listens over once; `store` has the rows of the whole history.

    `as_of` is the wall time of the newest moment in the site's zone.
    """
    people = list(_people(store, users))
    site, most = store.site, store.period.listeners
    return Overview(
        site=renderer.site,
        as_of=renderer.as_of,
        periods=frozenset(periods),
        ranges=calendar_ranges(renderer.as_of),
        people={person.name: person for person in people},
        countries={row["country"]: row["country_name"] for row in store.rows(of.COUNTRY_NAMES)},
        calendar=_summed(people),
        first_day=min(person.first_day for person in people),
        artists=_ids(store, (row["artist_mbid"] for row in site.rows(of.TOP_ARTISTS, most))),
        release_groups=_ids(store, (row["release_group_mbid"] for row in site.rows(of.TOP_RELEASE_GROUPS, most))),
        json=json,
        alone=store.parameters["at_least"] == 1,
    )


def _people(store: PeriodStore, users: Users) -> Iterator[Person]:
    calendars = {
        user: {row["period"]: row["listen_count"] for row in rows}
        for user, rows in store.by("user_name", of.USER_PERIODS)
    }
    for row in store.rows(of.USER_SPANS):
        user = row["user_name"]
        counts = {name: counts[user] for name, counts in users.ranges.items() if user in counts}
        yield Person(
            user, users.segments[user], row["listen_count"], row["first_day"], row["last_day"], counts, calendars[user]
        )


def _near(calendar: Mapping[str, int], period: str, periods: Collection[str]) -> Mapping[str, int]:
    """The periods that the page of one leads to, without their listens; with them, itself, its months, the one before.

    Years are all among them.
    """
    before = period_before(period)
    months = [name for name in calendar if "-" in name]
    shown = {
        *months[:1],
        *(name for name in months if name[:4] == period[:4]),
        *_names(calendar, periods),
        before,
        max((name for name in months if name < period), default=""),
        min((name for name in months if name > period), default=""),
    }
    counted = {period, before, *(name for name in months if name.startswith(f"{period}-"))}
    return {name: count if name in counted else 0 for name, count in calendar.items() if name in shown}


def _names(calendar: Mapping[str, int], periods: Collection[str]) -> Mapping[str, int]:
    """The years, without their listens; and the months, where years have no pages."""
    return {name: 0 for name in calendar if "-" not in name or "year" not in periods}


def _summed(people: Sequence[Person]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for person in people:
        counts.update(person.calendar)
    return dict(sorted(counts.items()))


def _ids(store: PeriodStore, mbids: Iterator[str | None]) -> frozenset[str]:
    if store.parameters["at_least"] != 1:
        return frozenset()  # their pages say who listened to them
    return frozenset(mbid for mbid in mbids if mbid is not None)
