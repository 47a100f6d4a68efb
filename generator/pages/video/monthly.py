"""Engagement by month: what share of a video its plays watched, where lengths are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby

from generator.charts import bars, tick_places
from generator.charts.bars import Bar, Bars
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.pages.video.days import VideoDays
from generator.pages.video.missing_data import percent
from generator.ranges import month_range

_UNIT = "average engagement, %"


@dataclass(frozen=True, slots=True)
class _Month:
    """A month by its first day that counts: what was watched of what its plays could have, in ms; 0 without a play."""

    day: date
    plays: int
    engaged: int
    possible: int

    @property
    def said(self) -> str:
        """Its engagement in words."""
        return percent(self.engaged, self.possible) if self.possible else "–"

    @property
    def whole_percent(self) -> int:
        """Its engagement in whole per cent, halves rounded up; 0 where there is none."""
        return (200 * self.engaged + self.possible) // (2 * self.possible) if self.possible else 0


def figures(place: FigurePlace, given: VideoDays, as_of: datetime) -> Iterator[Figure]:
    """Every month from the first with anything to that of as_of; none where no engagement is known."""
    months = list(_months(given.met()))
    if not any(month.possible for month in months):
        return
    running = month_range(months[-1].day.year, months[-1].day.month).runs(as_of)
    lines = [
        (words.so_far(words.month(month.day), running and month is months[-1]), month.said, words.number(month.plays))
        for month in reversed(months)
    ]
    first, last = words.month(months[0].day), words.month(months[-1].day)
    title = f"Engagement by month, {first if first == last else f'{first} – {last}'}"
    said = f"{_finding(months)}{f' {last} is not over yet.' if running else ''}"
    figure = Figure(title, said, Table(("Month", "Engagement", "Plays"), tuple(lines)), None)
    yield placed(place, figure, partial(bars.draw, Bars(_bars(months, running=running), _UNIT, title)))


def _months(given: VideoDays) -> Iterator[_Month]:
    rows = zip(given.days, given.plays, given.engaged, given.possible, strict=True)
    for _, month in groupby(rows, key=lambda row: (row[0].year, row[0].month)):
        days, *columns = zip(*month, strict=True)
        yield _Month(days[0], *map(sum, columns))


def _finding(months: Sequence[_Month]) -> str:
    known = [month for month in months if month.possible]
    whole = percent(sum(month.engaged for month in known), sum(month.possible for month in known))
    most, least = max(known, key=_share), min(known, key=_share)
    said = f"On average a play watched {whole} of its video"
    if most.said == least.said:
        return f"{said}."
    return f"{said}: most in {words.month(most.day)} ({most.said}), least in {words.month(least.day)} ({least.said})."


def _share(month: _Month) -> float:
    return month.engaged / month.possible


def _bars(months: Sequence[_Month], *, running: bool) -> list[Bar]:
    return [
        Bar(
            words.month(month.day), month.said, _short(month.day, is_first=month is months[0]), month.whole_percent,
            running=running and month is months[-1], place=tick_places.of_month(month.day),
        )
        for month in months
    ]  # fmt: skip


def _short(day: date, *, is_first: bool) -> str:
    short = words.MONTHS[day.month - 1][:3]
    return f"{short} {day.year}" if is_first or day.month == 1 else short
