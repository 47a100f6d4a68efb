"""The figures of a period: which ones there are, and which cannot be shown for want of what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from generator.charts import tick_places
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace
from generator.pages.listens import music_figures, time_figures
from generator.pages.listens.music_figures import Units
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.site import Link
from generator.ranges import Range, is_running, month_range, year_range

RANGE = ("activity", "clock", "hours", "evolution", "albums", "era", "countries")  # genres weigh too much beside these
MONTH = ("activity", "clock", "hours", "countries")
YEAR = ("days", *RANGE)
WHOLE = ("activity", "clock", "hours", "era", "countries")
OVER_YEARS = ("evolution", "albums", "genres")  # of the whole history
YEAR_OF_PERSON = ("days", "activity", "clock", "hours", "evolution", "albums")  # the others are in the year in music
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
    """What figures show: a subject's rows of a period, called so in words, on a page.

    `mirrored` tells whether a mirror has the period's JSON.
    """

    place: FigurePlace
    subject: Subject
    span: Range
    found: Rows
    said: str
    mirrored: bool = True

    def json(self, stat_set: str) -> Link | None:
        """The JSON of a stat set."""
        if not self.mirrored:
            return None
        return self.subject.json_link(self.place.page, stat_set, self.span.name)

    def page_of(self, name: str) -> str:
        """The URL of the page of a calendar period; empty where it has none."""
        link = self.subject.period_link(self.place.page, name) if name else None
        return link.url if link else ""


def sections(shown: Shown, wanted: Sequence[str]) -> Sections:
    """The sections of a page."""
    names = [name for name in wanted if shown.subject.person or name not in _OF_USERS_ALONE]
    made = {name: _MAKERS[name](shown) for name in names}
    figures = {name: figure for name, figure in made.items() if figure}
    missing = (*(name for name in names if name not in figures), *_untimed(shown.found))
    return Sections(figures, missing, _mapped(shown.found))


def _untimed(found: Rows) -> tuple[str, ...]:
    return ("time",) if found["listening_times"][0]["listening_ms"] is None else ()


def _mapped(found: Rows) -> bool:
    """Whether any artist is known by an id, among the first ones or over time."""
    over_time = found.get("artist_evolution_activity", [])
    return any(row["artist_mbid"] for row in found["artists"]) or any(row["artist_mbid"] for row in over_time)


def _days(shown: Shown) -> Figure | None:
    return time_figures.days(shown.place, shown.span, shown.found["listens_per_day"], shown.subject.overview.as_of)


def _activity(shown: Shown) -> Figure | None:
    rows, as_of = shown.found["listening_activity"], shown.subject.overview.as_of
    return time_figures.activity(shown.place, shown.span, rows, as_of, shown.json("listening_activity"), shown.page_of)


def _clock(shown: Shown) -> Figure | None:
    zone = shown.subject.overview.site.timezone
    return time_figures.clock(shown.place, shown.said, shown.found["daily_activity"], zone)


def _hours(shown: Shown) -> Figure | None:
    zone = shown.subject.overview.site.timezone
    return time_figures.weekly_hours(
        shown.place, shown.said, shown.found["daily_activity"], zone, shown.json("daily_activity")
    )


def _countries(shown: Shown) -> Figure | None:
    names = shown.subject.overview.countries
    return time_figures.countries(
        shown.place, shown.said, shown.found["artist_countries"], names, shown.json("artist_map")
    )


def _albums(shown: Shown) -> Figure | None:
    return music_figures.albums(shown.place, shown.said, shown.found["artist_activity"], shown.json("artist_activity"))


def _era(shown: Shown) -> Figure | None:
    listens = shown.found["totals"][0]["listen_count"]
    return music_figures.era(shown.place, shown.said, shown.found["era_activity"], listens, shown.json("era_activity"))


def _genres(shown: Shown) -> Figure | None:
    zone = shown.subject.overview.site.timezone
    return music_figures.genres(
        shown.place, shown.said, shown.found["genre_activity"], zone, shown.json("genre_activity")
    )


def _evolution(shown: Shown) -> Figure | None:
    rows = shown.found["artist_evolution_activity"]
    units = units_of(shown.span, shown.subject.overview.as_of, shown.subject.first_day)
    return music_figures.evolution(shown.place, shown.said, rows, units, shown.json("artist_evolution_activity"))


_MAKERS: Mapping[str, Callable[[Shown], Figure | None]] = {
    "days": _days,
    "activity": _activity,
    "hours": _hours,
    "clock": _clock,
    "countries": _countries,
    "albums": _albums,
    "era": _era,
    "genres": _genres,
    "evolution": _evolution,
}


def units_of(span: Range, as_of: datetime, first_day: date) -> Units:
    """The units of an evolution that have begun by `as_of`; of all time, the years since that of `first_day`."""
    if span.unit == "year":
        return _years(first_day.year, as_of)
    first, last = span.since.date(), min(span.until, as_of).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if span.unit == "month":
        return _months(days, as_of if span.runs(as_of) else None)
    running = words.weekday(last) if is_running(last, as_of) else None
    if span.unit == "day":
        dates = {day.day: day for day in days}
        when = {number: f"on {words.day(day)}" for number, day in dates.items()}
        return Units(list(dates), {number: str(number) for number in dates}, when, running)
    names = {day.isoweekday(): words.WEEKDAYS[day.weekday()] for day in days}
    return Units(list(names), _shortened(names), {number: f"on {name}" for number, name in names.items()}, running)


def _years(first: int, as_of: datetime) -> Units:
    years = range(first, as_of.year + 1)
    running = str(as_of.year) if year_range(as_of.year).runs(as_of) else None
    places = [tick_places.of_year(date(year, 1, 1)) for year in years]
    return Units(years, {year: str(year) for year in years}, {year: f"in {year}" for year in years}, running, places)


def _months(days: Sequence[date], as_of: datetime | None) -> Units:
    """The months of some days; `as_of` is given where the time of these days is not over yet."""
    numbers = list(dict.fromkeys(day.month for day in days))
    names = {number: words.MONTHS[number - 1] for number in numbers}
    running = words.month(as_of) if as_of and month_range(as_of.year, as_of.month).runs(as_of) else None
    return Units(numbers, _shortened(names), {number: f"in {name}" for number, name in names.items()}, running)


def _shortened(names: Mapping[int, str]) -> dict[int, str]:
    return {number: name[:3] for number, name in names.items()}
