"""What the pages of listens need to know of all of them before the first one is made."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from generator.pages.listens.linked import LinkedItems, linked_items
from generator.pages.renderer import Renderer
from generator.pages.site import SiteContext
from generator.pages.words import counted
from generator.period_names import Kind, kind_of
from generator.ranges import Range, calendar_ranges, period_before, period_range
from generator.stats import PeriodStore, aligned
from generator.stats.rows import listens as of

_DAY = timedelta(days=1)
_WEEK = 7  # days
_LATER = datetime(9999, 1, 1)  # noqa: DTZ001 - naive, as all wall times; of a month that is over it matters not when

JsonPath = Callable[[str, str, str], str | None]  # stat set, path segment of the subject, range


@dataclass(frozen=True, slots=True)
class Weeks:
    """Listens week by week, without a hole; `first` is the Monday of the first."""

    first: date
    counts: tuple[int, ...]

    def up_to(self, end: datetime) -> "Weeks":
        """The weeks that begin before a moment."""
        return replace(self, counts=self.counts[: max(self.place(end.date() - _DAY) + 1, 0)])

    def place(self, day: date) -> int:
        """In which place the week of a day is."""
        return (day - self.first).days // _WEEK


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

    def of_past(self, name: str, periods: Collection[str]) -> "Person":
        """What the pages of a month or week that is over need to know; `periods` are the kinds that have pages."""
        calendar, others = _near(self.calendar, name, periods), _near_others(self.others, name)
        weeks = self.weeks.up_to(period_range(name).until)
        return replace(
            self, listen_count=0, last_day=self.first_day, ranges={}, calendar=calendar, others=others, weeks=weeks
        )


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

    def of_past(self, name: str) -> "Overview":
        """What the pages of a month or week that is over need to know: they stay as they are while this does."""
        people = {user: person.of_past(name, self.periods) for user, person in self.people.items()}
        return replace(
            self,
            as_of=_LATER,
            ranges={},
            people=people,
            calendar=_near(self.calendar, name, self.periods),
            others=_near_others(self.others, name),
            weeks=self.weeks.up_to(period_range(name).until),
            json=_nowhere,
        )

    @property
    def said(self) -> tuple[object, ...]:
        """All that is known, in an order that is the same on every run; but for what has pages."""
        people = tuple(self.people.values())
        return (
            self.site, self.as_of, sorted(self.periods), people, sorted(self.countries.items()), self.calendar,
            self.others, self.weeks, self.first_day, self.alone,
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


def _near(calendar: Mapping[str, int], name: str, periods: Collection[str]) -> Mapping[str, int]:
    """The years and months that the page of a month or a week leads to, without their listens.

    With them those of a month itself and of the one before.
    """
    years, months = _of_kind(calendar, "year"), _of_kind(calendar, "month")
    told = {name, period_before(name)}
    shown = {
        *months[:1],
        *(month for month in months if month[:4] == name[:4] or "year" not in periods),
        f"{period_range(name).since:%Y-%m}",
        *years,
        *told,
        *(_neighbours(months, name) if kind_of(name) == "month" else ()),
    }
    return {other: count if other in told else 0 for other, count in calendar.items() if other in shown}


def _near_others(others: Mapping[str, int], name: str) -> Mapping[str, int]:
    """The weeks and named periods that such a page leads to; with their listens a week itself and the one before."""
    weeks, told = _of_kind(others, "week"), {name, period_before(name)}
    shown = {
        *weeks[:1],
        *(week for week in weeks if week[:4] == name[:4]),
        *_of_kind(others, "named"),
        *told,
        *(_neighbours(weeks, name) if kind_of(name) == "week" else ()),
    }
    return {other: count if other in told else 0 for other, count in others.items() if other in shown}


def _of_kind(counts: Mapping[str, int], kind: Kind) -> list[str]:
    return [name for name in counts if kind_of(name) == kind]


def _neighbours(names: Sequence[str], name: str) -> tuple[str, str]:
    """The nearest periods before and after one; nothing where there is none."""
    before = max((other for other in names if other < name), default="")
    return before, min((other for other in names if other > name), default="")


def _nowhere(_stat_set: str, _subject: str, _span: str) -> None:
    """The pages of calendar periods lead to no JSON of a mirror."""


def _summed(calendars: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for calendar in calendars:
        counts.update(calendar)
    return dict(sorted(counts.items()))
