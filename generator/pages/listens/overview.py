"""What the pages of listens need to know of all of them before the first one is made."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from generator.pages.listens.linked import LinkedItems, linked_items
from generator.pages.renderer import Renderer
from generator.pages.site import SiteContext
from generator.pages.words import counted
from generator.period_names import kind_of, months_of, week_name
from generator.ranges import Range, calendar_ranges, period_before
from generator.stats import PeriodStore, aligned
from generator.stats.rows import listens as of

_DAY = timedelta(days=1)
_WEEK = 7  # days
_LATER = datetime(9999, 1, 1)  # noqa: DTZ001 - naive, as all wall times; of a period that is over it matters not when

JsonPath = Callable[[str, str, str], str | None]  # stat set, path segment of the subject, range


@dataclass(frozen=True, slots=True)
class Weeks:
    """Listens week by week, without a hole; `first` is the Monday of the first."""

    first: date
    counts: tuple[int, ...]

    def up_to(self, end: datetime) -> "Weeks":
        """The weeks that begin before a moment."""
        return replace(self, counts=self.counts[: max(self.place(end.date() - _DAY) + 1, 0)])

    def over_by(self, end: datetime) -> "Weeks":
        """The weeks of which nothing comes after the day of a moment."""
        return replace(self, counts=self.counts[: max(self.place(end.date() + _DAY), 0)])

    def place(self, day: date) -> int:
        """In which place the week of a day is."""
        return (day - self.first).days // _WEEK


_NO_WEEKS = Weeks(date.min, ())


class PastTime:
    """A period that is over, to which what its pages need to know of others is cut down.

    `periods` are the kinds of periods that have pages.
    """

    def __init__(self, span: Range, periods: Collection[str]) -> None:
        self.span = span
        self._periods = periods
        self._within = frozenset(_names_within(span))

    def near(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        """The periods to which its page leads, without their listens; with them itself, the one before, its months."""
        name, kind = self.span.name, kind_of(self.span.name)
        alike = [other for other in counts if kind_of(other) == kind]
        told = {name} if kind == "named" else {name, period_before(name), *(months_of(name) if kind == "year" else ())}
        year = name[:4] if kind == "week" else str(self.span.since.year)
        shown = {*told, *self.ways(counts, year), min(alike, default=""), *_neighbours(alike, name)}
        return {other: count if other in told else 0 for other, count in counts.items() if other in shown}

    def ways(self, counts: Mapping[str, int], year: str) -> Mapping[str, int]:
        """Years, named periods, and the months and weeks of a year and of its own time, without their listens.

        Where years have no pages, the last month and the last week of every year stand for it.
        """
        last = {} if "year" in self._periods else {(kind_of(name), name[:4]): name for name in sorted(counts)}
        shown = {*self._within, *last.values()}
        return {name: 0 for name in counts if name in shown or name[:4] == year or kind_of(name) in {"year", "named"}}

    def weeks(self, weeks: Weeks) -> Weeks:
        """The weeks that lie before its end; one that goes on after it would change its pages."""
        return weeks.over_by(self.span.until)


def _names_within(span: Range) -> Iterator[str]:
    """The names of the months and weeks, whatever day they begin on, of which a day may lie in a period."""
    first, last = span.since.date() - (_WEEK - 1) * _DAY, span.until.date()
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        yield from (f"{day:%Y-%m}", week_name(day))


@dataclass(frozen=True, slots=True)
class Person:
    """One listener over the whole history: the listens of every range, and of every calendar year and month, with any.

    `calendar` has them by names like 2024 and 2024-05, in order; `others` those of the weeks and named periods that
    have pages. `weeks` are the listens of every week from the first.
    """

    name: str
    segment: str
    listen_count: int
    first_day: date
    last_day: date
    ranges: Mapping[str, int]
    calendar: Mapping[str, int]
    others: Mapping[str, int]
    weeks: Weeks

    def of_past(self, time: "PastTime") -> "Person":
        """What the pages of a calendar or named period that is over need to know; nothing without a listen in it."""
        name = time.span.name
        is_heard = name in self.calendar or name in self.others
        return replace(
            self,
            listen_count=0,
            last_day=self.first_day,
            ranges={},
            calendar=time.near(self.calendar) if is_heard else {},
            others=time.near(self.others) if is_heard else {},
            weeks=time.weeks(self.weeks) if is_heard else _NO_WEEKS,
        )

    def of_past_range(self, time: "PastTime") -> "Person":
        """What the pages of a range that is over need to know: which other ranges have listens, not how many."""
        name = time.span.name
        return replace(
            self,
            listen_count=0,
            last_day=self.first_day,
            ranges={each: count if each == name else 0 for each, count in self.ranges.items()},
            calendar=time.ways(self.calendar, _newest(self.calendar)),
            others=time.ways(self.others, _newest(self.calendar)),
            weeks=time.weeks(self.weeks) if name in self.ranges else _NO_WEEKS,
        )


@dataclass(frozen=True, slots=True)
class KnownJson:
    """Where the JSON of one period lies, as values, by stat set, path segment and range; nothing else can be asked."""

    paths: Mapping[tuple[str, str, str], str | None]

    def __call__(self, stat_set: str, subject: str, span: str) -> str | None:
        """The path of a document, if there is one."""
        return self.paths[stat_set, subject, span]


@dataclass(frozen=True, slots=True)
class Overview:
    """All listens; `linked` are the artists, albums and tracks that have a page of their own.

    `as_of` is the wall time in the site's zone. `periods` are the kinds of calendar periods that have pages, `calendar`
    the listens of every year and month with any, `others` those of the weeks and named periods that have pages, `weeks`
    those of every week; `first_day` is the day of the first listen of all.
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
    others: Mapping[str, int]
    weeks: Weeks
    first_day: date
    linked: LinkedItems
    json: JsonPath
    alone: bool

    def of_past(self, span: Range) -> "Overview":
        """What the pages of a calendar or named period that is over need to know.

        They stay as they are while this does.
        """
        time = PastTime(span, self.periods)
        return replace(
            self,
            as_of=_LATER,
            ranges={},
            people={name: person.of_past(time) for name, person in self.people.items()},
            calendar=time.near(self.calendar),
            others=time.near(self.others),
            weeks=time.weeks(self.weeks),
            json=self._json(span, ("year_in_music",) if kind_of(span.name) == "year" else ()),
        )

    def of_past_range(self, span: Range, shown: Collection[str], stat_sets: Iterable[str]) -> "Overview":
        """What the pages of a range that is over need to know, which lead to some others and to JSON of stat sets."""
        time, newest = PastTime(span, self.periods), _newest(self.calendar)
        return replace(
            self,
            as_of=_LATER,
            ranges={each: other for each, other in self.ranges.items() if each in {span.name, *shown}},
            people={name: person.of_past_range(time) for name, person in self.people.items()},
            calendar=time.ways(self.calendar, newest),
            others=time.ways(self.others, newest),
            weeks=time.weeks(self.weeks),
            json=self._json(span, stat_sets),
        )

    def _json(self, span: Range, stat_sets: Iterable[str]) -> KnownJson:
        """Where the JSON of some stat sets lies for everybody in one period."""
        segments = ("", *(person.segment for person in self.people.values()))
        asked = ((stat_set, segment, span.name) for stat_set in stat_sets for segment in segments)
        return KnownJson({each: self.json(*each) for each in asked})

    @property
    def said(self) -> tuple[object, ...]:
        """All that is known of a past period, in an order that is the same on every run; but for what has pages."""
        people = tuple(self.people.values())
        return (
            self.site, self.as_of, sorted(self.periods), self.ranges, people, sorted(self.countries.items()),
            self.calendar, self.others, self.weeks, self.first_day, self.json, self.alone,
        )  # fmt: skip

    @property
    def home(self) -> str:
        """The first page about listens."""
        return self.site.homes["listens"].path

    @property
    def owner(self) -> Person | None:
        """The only listener, whose the site's own pages are; None where there are several, or none may be told of."""
        return next(iter(self.people.values())) if self.alone and len(self.people) == 1 else None

    @property
    def whose(self) -> str:
        """Whose listens these are: a name, or how many people's."""
        return self.owner.name if self.owner else counted(len(self.people), "listener")


@dataclass(frozen=True, slots=True)
class Users:
    """The path segment of every user, and by user the listens of every range, week and named period with any.

    Weeks begin on `first_weekday`.
    """

    segments: Mapping[str, str]
    ranges: Mapping[str, Mapping[str, int]]
    others: Mapping[str, Mapping[str, int]]
    first_weekday: int


def make_overview(
    store: PeriodStore, renderer: Renderer, periods: Collection[str], users: Users, json: JsonPath
) -> Overview:
    """Look all listens over once; `store` has the rows of the whole history.

    `as_of` is the wall time of the newest moment in the site's zone.
    """
    people = list(_people(store, users))
    return Overview(
        site=renderer.site,
        as_of=renderer.as_of,
        periods=frozenset(periods),
        ranges=calendar_ranges(renderer.as_of, users.first_weekday),
        people={person.name: person for person in people},
        countries={row["country"]: row["country_name"] for row in store.rows(of.COUNTRY_NAMES)},
        calendar=_summed(person.calendar for person in people),
        others=_summed(person.others for person in people),
        weeks=_weeks_of(people),
        first_day=min(person.first_day for person in people),
        linked=linked_items(store),
        json=json,
        alone=store.parameters["at_least"] == 1,
    )


def _people(store: PeriodStore, users: Users) -> Iterator[Person]:
    calendars = {
        user: {row["period"]: row["listen_count"] for row in rows}
        for user, rows in store.by("user_name", of.USER_PERIODS)
    }
    weeks = aligned(store.by("user_name", of.USER_WEEKS))
    for row in store.rows(of.USER_SPANS):
        user = row["user_name"]
        counts, others = (
            {name: counts[user] for name, counts in found.items() if user in counts}
            for found in (users.ranges, users.others)
        )
        yield Person(
            user, users.segments[user], row["listen_count"], row["first_day"], row["last_day"], counts, calendars[user],
            others, _weeks({week["week_day"]: week["listen_count"] for week in weeks(user)}),
        )  # fmt: skip


def _weeks(counts: Mapping[date, int]) -> Weeks:
    """Every week from the first to the last one with a listen."""
    first, last = min(counts), max(counts)
    number = (last - first).days // _WEEK + 1
    return Weeks(first, tuple(counts.get(first + _WEEK * place * _DAY, 0) for place in range(number)))


def _weeks_of(people: Sequence[Person]) -> Weeks:
    counts: Counter[date] = Counter()
    for person in people:
        for place, count in enumerate(person.weeks.counts):
            counts[person.weeks.first + _WEEK * place * _DAY] += count
    return _weeks(counts)


def _neighbours(names: Sequence[str], name: str) -> tuple[str, str]:
    """The nearest periods before and after one; nothing where there is none."""
    before = max((other for other in names if other < name), default="")
    return before, min((other for other in names if other > name), default="")


def _newest(calendar: Mapping[str, int]) -> str:
    """The newest year with a listen."""
    return max(name for name in calendar if kind_of(name) == "year")


def _summed(calendars: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for calendar in calendars:
        counts.update(calendar)
    return dict(sorted(counts.items()))
