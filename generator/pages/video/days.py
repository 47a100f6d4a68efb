"""Loads and plays over time: by day, and where the data is longer than three months, by month, too."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby

import orjson

from generator.charts import bars, tick_places
from generator.charts.bars import Bar, Bars
from generator.charts.marks import FIRST, SECOND_LINE
from generator.charts.plot import Sign
from generator.charts.wave import Wave
from generator.pages import waves, words
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.pages.site import Link
from generator.pages.video.missing_data import UNKNOWN
from generator.ranges import is_running, month_range
from generator.stats import Store
from generator.stats.videos import ACCOUNT, Subject, series

MOST = 92  # days of a chart

_COLUMNS = ("load_count", "play_count", "watched_ms", "engaged_ms", "possible_ms")  # what days are read from
_NAMES = ("loads", "plays")


@dataclass(frozen=True, slots=True)
class VideoDays:
    """Loads, plays and ms watched, a number for each of the days in order; ms are None where nobody knows.

    `engaged` is what was watched of medias of known length, and `possible` what their plays could have watched.
    """

    days: Sequence[date]
    loads: Sequence[int]
    plays: Sequence[int]
    watched: Sequence[int | None]
    engaged: Sequence[int]
    possible: Sequence[int]

    def part(self, first: int, end: int) -> "VideoDays":
        """The days from one place to before another."""
        return VideoDays(
            self.days[first:end], self.loads[first:end], self.plays[first:end], self.watched[first:end],
            self.engaged[first:end], self.possible[first:end],
        )  # fmt: skip

    def met(self) -> "VideoDays":
        """The days from the first with anything on."""
        counts = zip(self.loads, self.plays, self.watched, strict=True)
        first = next((place for place, some in enumerate(counts) if any(some)), len(self.days))
        return self.part(first, len(self.days))


DaysOf = Callable[[Subject], VideoDays]  # subjects are to be asked in their order


@dataclass(frozen=True, slots=True)
class _Line:
    """A day or a month in full and in short, its numbers, whether it is not over yet, and a month's place."""

    label: str
    short: str
    loads: int
    plays: int
    watched: int | None
    running: bool
    place: tick_places.TickPlace | None = None


def reader(store: Store, every: Sequence[date]) -> DaysOf:
    """A function that answers the days of a subject, `every` day of the data."""
    take = series(store, _COLUMNS)

    def days_of(subject: Subject) -> VideoDays:
        columns = [orjson.loads(column) for found in take(subject) for column in found]
        if not columns:
            return VideoDays(*((),) * (1 + len(_COLUMNS)))
        return VideoDays(every, *(column[::-1] if subject == ACCOUNT else column for column in columns))

    return days_of


def figures(place: FigurePlace, given: VideoDays, as_of: datetime, json: Link | None) -> Iterator[Figure]:
    """By day from the first with anything to that of as_of, at most the last three months; all of it by month."""
    met = given.met()
    if not met.days:
        return
    shown = met if len(met.days) <= MOST else met.part(len(met.days) - MOST + 1, len(met.days))
    by_day = [
        _Line(words.weekday(day), _short(day), loads, plays, watched, is_running(day, as_of))
        for day, loads, plays, watched in zip(shown.days, shown.loads, shown.plays, shown.watched, strict=True)
    ]
    yield _figure(place, "day", words.period(shown.days[0], shown.days[-1]), by_day, json)
    if shown is not met:
        first, last = words.month(met.days[0]), words.month(met.days[-1])
        said = first if first == last else f"{first} – {last}"
        yield _figure(place, "month", said, list(_months(met, as_of)), json)


def wave(given: VideoDays, label: str = "Plays") -> Wave | None:
    """Plays by day or week from the first day with anything; None without a play."""
    met = given.met()
    plays = dict(zip(met.days, met.plays, strict=True))
    return waves.by_day(plays, met.days[-1], "play", label) if any(met.plays) else None


def _short(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1][:3]}"


def _months(given: VideoDays, as_of: datetime) -> Iterator[_Line]:
    rows = zip(given.days, given.loads, given.plays, given.watched, strict=True)
    for number, (_, month) in enumerate(groupby(rows, key=lambda row: (row[0].year, row[0].month))):
        days, loads, plays, watched = zip(*month, strict=True)
        short = words.MONTHS[days[0].month - 1][:3]
        dated = days[0].month == 1 or number == 0
        yield _Line(
            words.month(days[0]),
            f"{short} {days[0].year}" if dated else short,
            sum(loads),
            sum(plays),
            _sum(watched),
            month_range(days[0].year, days[0].month).runs(as_of),
            tick_places.of_month(days[0]),
        )


def _sum(watched: Sequence[int | None]) -> int | None:
    """All of it; unknown where some is."""
    known = [ms for ms in watched if ms is not None]
    return sum(known) if len(known) == len(watched) else None


def _time(watched: int | None) -> str:
    if watched is None:
        return UNKNOWN
    return words.time(watched) if watched else "–"


def _figure(place: FigurePlace, unit: str, said: str, lines: Sequence[_Line], json: Link | None) -> Figure:
    table = Table(
        (unit.capitalize(), "Loads", "Plays", "Watched"),
        tuple(
            (
                words.so_far(line.label, line.running),
                words.number(line.loads),
                words.number(line.plays),
                _time(line.watched),
            )
            for line in reversed(lines)
        ),
    )
    running = f" {lines[-1].label} is not over yet." if lines[-1].running else ""
    title = f"Loads and plays by {unit}, {said}"
    figure = Figure(title, f"{_finding(unit, lines)}{running}", table, json)
    key = (Sign(FIRST, "loads"), Sign(SECOND_LINE, "plays", "line"))
    return placed(place, figure, partial(bars.draw, Bars(list(map(_bar, lines)), f"a {unit}", title, key)))


def _bar(line: _Line) -> Bar:
    """A bar of the loads, and a point of the line of plays."""
    told = f"{words.counted(line.loads, 'load')}, {words.counted(line.plays, 'play')}"
    return Bar(
        line.label, words.so_far(told, line.running), line.short, line.loads,
        line=line.plays, running=line.running, place=line.place,
    )  # fmt: skip


def _finding(unit: str, lines: Sequence[_Line]) -> str:
    loads, plays = (sum(getattr(line, name) for line in lines) for name in _NAMES)
    total = f"{words.counted(loads, 'load')} and {words.counted(plays, 'play')}"
    most = max(lines, key=lambda line: line.plays)
    if not most.plays or len(lines) == 1:
        return f"{total}."
    return f"{total}, most plays {'on' if unit == 'day' else 'in'} {most.label} ({words.number(most.plays)})."
