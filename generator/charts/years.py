"""All years at a glance: the days of every year, or every hour of every day, a year a row; each leads to its page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.charts import dots
from generator.charts.calendar import MONTHS
from generator.charts.marks import Cells, Mark, Shape, Strokes
from generator.charts.plot import Drawing, Panel, Said, Sign, Tick, drawn
from generator.charts.steps import Class

PITCH = 6  # units from one day to the next
WEEKS = 54
VIEW = (WEEKS * PITCH, 7 * PITCH)
TONES = ("d1", "d2", "d3", "d4")  # of the four sizes of a day
HOURS = 24
FULL_COLUMNS = 366
MOST_RUNS = 9_000  # strokes in all, above which a column is several days
COLUMNS = (1, 2, 3, 7)  # days of a column
OFTEN = 10  # listens of an hour, from which it is marked


@dataclass(frozen=True, slots=True)
class Year:
    """A year, what it says of itself, and the page about it."""

    year: int
    note: str
    says: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Calendars:
    """Years in order, and the listens of days; a day before the first or after the last one is not drawn."""

    years: Sequence[Year]
    counts: Mapping[date, int]
    first: date
    last: date
    unit: str

    def __post_init__(self) -> None:
        if (least := min(self.counts.values(), default=0)) < 0:
            raise ValueError(f"{least} {self.unit}; a count is never negative")


def draw_calendars(calendars: Calendars) -> Drawing:
    """A small calendar for each year, all to one scale."""
    classes = dots.classes_of(list(calendars.counts.values()))
    panels = []
    for one in calendars.years:
        items: list[Shape | Mark] = [*_days(one.year, calendars, classes), Mark(one.says, (), (0, 0, *VIEW), one.href)]
        panels.append(Panel(str(one.year), one.note, Drawing(drawn(items, Said(one.says, kind="days"), VIEW), "days")))
    return Drawing(kind="calendars", panels=tuple(panels), key=dots.key(classes, calendars.unit))


def _days(year: int, calendars: Calendars, classes: Sequence[Class]) -> Iterator[Cells]:
    places: dict[str, list[tuple[int, int]]] = {}
    first = date(year, 1, 1)
    start, end = max(first, calendars.first), min(date(year, 12, 31), calendars.last)
    for number in range((end - start).days + 1):
        day = start + timedelta(days=number)
        week, weekday = divmod((day - first).days + first.weekday(), 7)
        tone = _tone(calendars.counts.get(day, 0), classes)
        places.setdefault(tone, []).append((week * PITCH + PITCH // 2, weekday * PITCH + PITCH // 2))
    yield from (Cells(tone, places[tone]) for tone in ("d0", *TONES) if tone in places)


def _tone(count: int, classes: Sequence[Class]) -> str:
    if not count:
        return "d0"
    number = next(place for place, one in enumerate(classes) if count <= one.high)
    return TONES[number if len(classes) > 1 else len(TONES) - 2]


@dataclass(frozen=True, slots=True)
class EveryHour:
    """Years in order, and the listens of every hour of a day that has any."""

    years: Sequence[Year]
    counts: Mapping[tuple[date, int], int]


def draw_hours(picture: EveryHour) -> Drawing:
    """A strip for each year: a column for each day, or some days, midnight on top, marked where something was heard."""
    by_year: dict[int, dict[tuple[int, int], int]] = {one.year: {} for one in picture.years}
    for (day, hour), count in picture.counts.items():
        by_year[day.year][day.timetuple().tm_yday - 1, hour] = count
    found = next(runs for days in COLUMNS if (runs := _all_runs(by_year, days))[0] <= MOST_RUNS or days == COLUMNS[-1])
    panels = [_strip(one, found[1][one.year], found[2]) for one in picture.years]
    often = any(tone.endswith("now") for tones in found[1].values() for tone in tones)
    key = (Sign("b1", f"1 to {OFTEN - 1} listens in an hour"), Sign("b2", f"{OFTEN} or more")) if often else ()
    return Drawing(kind="strips", panels=tuple(panels), key=key, x=_months())


def _months() -> tuple[Tick, ...]:
    """The names of months where each begins; on a small screen every third."""
    return tuple(
        Tick(100 * number / 12, name, "start", "hw" if number % 3 else "shw") for number, name in enumerate(MONTHS)
    )


Runs = dict[str, list[tuple[int, int, int]]]


def _all_runs(by_year: Mapping[int, Mapping[tuple[int, int], int]], days: int) -> tuple[int, dict[int, Runs], int]:
    """How many strokes there are in all, those of each year, and the days of a column."""
    runs = {year: _runs(counts, days) for year, counts in by_year.items()}
    return sum(len(some) for one in runs.values() for some in one.values()), runs, days


def _runs(counts: Mapping[tuple[int, int], int], days: int) -> Runs:
    """Strokes through the hours that follow one another, by tone."""
    cells: dict[tuple[int, int], int] = {}
    for (day, hour), count in counts.items():
        cells[day // days, hour] = max(cells.get((day // days, hour), 0), count)
    runs: Runs = {}
    for (column, hour), count in sorted(cells.items()):
        some = runs.setdefault("w now" if count >= OFTEN else "w", [])
        if some and some[-1][0] == column and some[-1][2] == hour:
            some[-1] = (column, some[-1][1], hour + 1)
        else:
            some.append((column, hour, hour + 1))
    return runs


def _strip(year: Year, runs: Runs, days: int) -> Panel:
    columns = -(-FULL_COLUMNS // days)
    strokes = [Strokes(tone, columns, HOURS, runs[tone]) for tone in ("w", "w now") if tone in runs]
    svg = drawn([Mark(year.says, (), (0, 0, 100, 100), year.href), *strokes], Said(year.says, kind="strip"))
    return Panel(str(year.year), year.note, Drawing(svg, "bare"))
