"""The figures of a stretch of time: which ones there are, and which cannot be shown for want of what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.documents import Document
from generator.pages import plots, tastes, words
from generator.pages.figures import Figure, Place, Placed
from generator.pages.rows import Rows
from generator.pages.site import Link
from generator.pages.subject import Subject
from generator.pages.tastes import Units
from generator.ranges import Range, epoch

RANGE = ("activity", "hours", "evolution", "albums", "genres", "era", "countries")
MONTH = ("activity", "hours", "countries")
YEAR = ("days", *RANGE)
YEAR_IN_MUSIC = ("days", "countries", "genres", "era", "evolution")

_OF_USERS_ALONE = {"genres"}


@dataclass(frozen=True, slots=True)
class Sections:
    """Figures by their names, in order; the names of what nothing is known of; whether any listen is mapped."""

    figures: Mapping[str, Figure]
    missing: tuple[str, ...]
    mapped: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What figures show: a subject's rows of a stretch of time, called so in words, on a page.

    `mirrored` tells whether a mirror has the stretch's JSON.
    """

    place: Place
    subject: Subject
    span: Range
    found: Rows
    said: str
    mirrored: bool = True

    def json(self, stat_set: str) -> Link | None:
        """The JSON of a stat set, called as a user's."""
        if not self.mirrored:
            return None
        own = stat_set if self.subject.person else f"sitewide_{stat_set}"
        return self.subject.json_link(self.place.page, own, self.span.name)


def sections(shown: Shown, wanted: Sequence[str]) -> tuple[Sections, list[Document]]:
    """The sections of a page, and the documents of its charts."""
    names = [name for name in wanted if shown.subject.person or name not in _OF_USERS_ALONE]
    made = {name: _MAKERS[name](shown) for name in names}
    figures = {name: placed[0] for name, placed in made.items() if placed}
    charts = [chart for placed in made.values() if placed for chart in placed[1]]
    missing = (*(name for name in names if name not in figures), *_untimed(shown.found))
    return Sections(figures, missing, _mapped(shown.found)), charts


def _untimed(found: Rows) -> tuple[str, ...]:
    return ("time",) if found["listening_times"][0]["listening_ms"] is None else ()


def _mapped(found: Rows) -> bool:
    """Whether any artist is known by an id, among the first ones or over time."""
    return any(row["artist_mbid"] for row in found["artists"]) or bool(found.get("artist_evolution_activity"))


def _days(shown: Shown) -> Placed | None:
    last = shown.subject.listening.as_of.date()
    return plots.days(shown.place, shown.span.since.year, shown.found["listens_per_day"], last)


def _activity(shown: Shown) -> Placed | None:
    begun = epoch(shown.subject.listening.as_of)
    rows = [row for row in shown.found["listening_activity"] if row["from_ts"] <= begun]
    return plots.activity(shown.place, shown.span, rows, shown.json("listening_activity"))


def _hours(shown: Shown) -> Placed | None:
    zone = shown.subject.listening.site.timezone
    return plots.hours(shown.place, shown.said, shown.found["daily_activity"], zone, shown.json("daily_activity"))


def _countries(shown: Shown) -> Placed | None:
    names = shown.subject.listening.countries
    return plots.countries(shown.place, shown.said, shown.found["artist_countries"], names, shown.json("artist_map"))


def _albums(shown: Shown) -> Placed | None:
    return tastes.albums(shown.place, shown.said, shown.found["artist_activity"], shown.json("artist_activity"))


def _era(shown: Shown) -> Placed | None:
    listens = shown.found["totals"][0]["listen_count"]
    return tastes.era(shown.place, shown.said, shown.found["era_activity"], listens, shown.json("era_activity"))


def _genres(shown: Shown) -> Placed | None:
    zone = shown.subject.listening.site.timezone
    return tastes.genres(shown.place, shown.said, shown.found["genre_activity"], zone, shown.json("genre_activity"))


def _evolution(shown: Shown) -> Placed | None:
    rows = shown.found["artist_evolution_activity"]
    units = units_of(shown.span, shown.subject.listening.as_of.date(), [row["unit_number"] for row in rows])
    return tastes.evolution(shown.place, shown.said, rows, units, shown.json("artist_evolution_activity"))


_MAKERS: Mapping[str, Callable[[Shown], Placed | None]] = {
    "days": _days,
    "activity": _activity,
    "hours": _hours,
    "countries": _countries,
    "albums": _albums,
    "era": _era,
    "genres": _genres,
    "evolution": _evolution,
}


def units_of(span: Range, today: date, heard: Sequence[int]) -> Units:
    """The units of an evolution that have begun by `today`; of all time, the years from the first to the last heard."""
    if span.unit == "year":
        years = range(min(heard, default=0), max(heard, default=-1) + 1)
        return Units(years, {year: str(year) for year in years}, {year: f"in {year}" for year in years})
    first, last = span.since.date(), min((span.until - timedelta(seconds=1)).date(), today)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if span.unit == "month":
        numbers = list(dict.fromkeys(day.month for day in days))
        names = {number: words.MONTHS[number - 1] for number in numbers}
        return Units(numbers, _shortened(names), {number: f"in {name}" for number, name in names.items()})
    if span.unit == "day":
        dates = {day.day: day for day in days}
        when = {number: f"on {words.day(day)}" for number, day in dates.items()}
        return Units(list(dates), {number: str(number) for number in dates}, when)
    names = {day.isoweekday(): words.WEEKDAYS[day.weekday()] for day in days}
    return Units(list(names), _shortened(names), {number: f"on {name}" for number, name in names.items()})


def _shortened(names: Mapping[int, str]) -> dict[int, str]:
    return {number: name[:3] for number, name in names.items()}
