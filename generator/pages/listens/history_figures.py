"""The figures of a whole history: days and hours of all years, ranks, how many artists, this year against last."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from generator.charts import lines, ranks, scale, tick_places, years
from generator.charts.lines import RunningTotals, Stop
from generator.charts.marks import FIRST_LINE, SECOND_LINE
from generator.charts.plot import Drawing, Sign
from generator.charts.ranks import Ranked, Ranks
from generator.charts.years import Calendars, EveryHour, Year
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.stats.rows.records import ArtistDiscoveriesRow, ArtistYearRanksRow, DayHoursRow

_HOURS = 24
_OFTEN = 10  # listens of an hour that is marked
_TOP = 10
_MONTHS = 12

UrlOf = Callable[[int], str]  # of the page of a year; empty where it has none


def calendars(place: FigurePlace, rows: Sequence[DayHoursRow], last: date, url_of: UrlOf) -> Figure:
    """Every day of every year, up to the last one."""
    counts = {row["day"]: row["listen_count"] for row in rows}
    first = min(counts)
    every = range(first.year, last.year + 1)
    by_year = {year: {day: count for day, count in counts.items() if day.year == year} for year in every}
    shown = [
        Year(year, words.number(sum(found.values())), _of_year(year, found), url_of(year))
        for year, found in by_year.items()
    ]
    table = Table(
        ("Year", "Listens", "Days with music", "Most in a day", "On"),
        tuple(_line(year, found) for year, found in reversed(by_year.items())),
    )
    days = (last - first).days + 1
    share = words.part(len(counts), days)
    finding = f"{share} of all {words.counted(days, 'day')} since {words.day(first)}."
    heading = f"{words.counted(len(counts), 'day')} with music"
    figure = Figure("Listens by day, all years", finding, table, None, heading)
    return placed(place, figure, partial(years.draw_calendars, Calendars(shown, counts, first, last, "listens a day")))


def _of_year(year: int, counts: Mapping[date, int]) -> str:
    days = words.counted(len(counts), "day")
    return f"{year}: {words.counted(sum(counts.values()), 'listen')} on {days}"


def _line(year: int, counts: Mapping[date, int]) -> tuple[str, ...]:
    most = max(sorted(counts), key=lambda day: counts[day], default=None)
    said = (words.number(counts[most]), f"{most.day} {words.MONTHS[most.month - 1]}") if most else ("", "")
    return str(year), words.number(sum(counts.values())), words.number(len(counts)), *said


def every_hour(place: FigurePlace, rows: Sequence[DayHoursRow], last: date, zone: str, url_of: UrlOf) -> Figure:
    """Every hour of every day in which something was heard."""
    every = range(rows[0]["day"].year, last.year + 1)
    hours = {year: _hours([row for row in rows if row["day"].year == year]) for year in every}
    shown = [
        Year(year, words.number(sum(found.values())), _of_hours(year, found), url_of(year))
        for year, found in hours.items()
    ]
    table = Table(
        ("Year", "Hours with music", "Most often at"),
        tuple(
            (str(year), words.number(sum(found.values())), _most_often(found))
            for year, found in reversed(hours.items())
        ),
    )
    total = sum(hours.values(), Counter[int]())
    often = f"most often music was heard at {_most_often(total)}"
    finding = f"A column is a day, from midnight on top to midnight, {zone}; {often}."
    heading = f"{words.counted(sum(total.values()), 'hour')} with music"
    masks = {row["day"]: (row["heard_hours"], row["often_hours"]) for row in rows}
    figure = Figure("Every hour of every day, all years", finding, table, None, heading)
    return placed(place, figure, partial(_draw_hours, shown, masks))


def _draw_hours(shown: Sequence[Year], masks: Mapping[date, tuple[int, int]]) -> Drawing:
    counts = {
        (day, hour): _OFTEN if often >> hour & 1 else 1
        for day, (heard, often) in masks.items()
        for hour in range(_HOURS)
        if heard >> hour & 1
    }
    return years.draw_hours(EveryHour(shown, counts))


def _hours(rows: Sequence[DayHoursRow]) -> Counter[int]:
    """On how many days something was heard in each hour."""
    return Counter(hour for row in rows for hour in range(_HOURS) if row["heard_hours"] >> hour & 1)


def _of_hours(year: int, hours: Counter[int]) -> str:
    return f"{year}: {words.counted(sum(hours.values()), 'hour')} with music, most often at {_most_often(hours)}"


def _most_often(hours: Counter[int]) -> str:
    if not hours:
        return "none"
    return f"{max(sorted(hours), key=lambda hour: hours[hour])}:00"


def over_the_years(place: FigurePlace, rows: Sequence[ArtistYearRanksRow], last: int) -> Figure | None:
    """The rank in every year of the ten artists heard most of all; None in the first year."""
    first = min((row["year"] for row in rows), default=last)
    if first == last:
        return None
    units = list(range(first, last + 1))
    names: dict[int, str] = {}
    found: dict[int, dict[int, int]] = {}
    for row in rows:
        if row["rank"] <= _TOP:
            names[row["rank"]] = words.name(row["artist_name"])
            found.setdefault(row["rank"], {})[row["year"]] = row["year_rank"]
    shown = [
        Ranked(
            names[rank],
            {units.index(year): place_ for year, place_ in found[rank].items() if place_ <= _TOP},
            f"{words.plain(names[rank])}: {_best(found[rank])}",
            own=rank == 1,
        )
        for rank in sorted(names)
    ]
    lines_ = tuple(
        (names[rank], *(words.ordinal(found[rank][year]) if year in found[rank] else "" for year in units))
        for rank in sorted(names)
    )
    years_first = sum(1 for place_ in found[1].values() if place_ == 1)
    leader = f"{words.plain(names[1])} was first in {words.counted(years_first, 'year')}"
    finding = f"{leader} of {len(units)}; a line says whose it is, the names are those of {last}."
    title = "Rank in every year of the ten artists heard most"
    table = Table(("Artist", *map(str, units)), lines_)
    axis = [scale.Name(str(year), tick_places.of_year(date(year, 1, 1))) for year in units]
    chart = Ranks(shown, _TOP, axis, "rank among all artists of the year", title)
    figure = Figure(title, finding, table, None, "Who led, year by year", "c8")
    return placed(place, figure, partial(ranks.draw, chart))


def _best(places: Mapping[int, int]) -> str:
    """The years in which an artist was among the first, in a few words."""
    best = min(places.values())
    years_ = [str(year) for year, place in places.items() if place == best]
    others = "" if len(years_) == 1 else f" and {len(years_) - 1} more"
    return f"{words.ordinal(best)} in {years_[0]}{others}"


def artists_in_all(
    place: FigurePlace, rows: Sequence[ArtistDiscoveriesRow], last: date, url_of: UrlOf
) -> Figure | None:
    """How many artists had been heard by the end of every month; None without an artist."""
    if not rows:
        return None
    found = {row["month_day"]: row["artist_count"] for row in rows}
    months = list(_months(min(found), last))
    totals, total = [], 0
    for month in months:
        total += found.get(month, 0)
        totals.append(total)
    by_year = {year: sum(found.get(month, 0) for month in months if month.year == year) for year in _years(months)}
    ends = {month.year: count for month, count in zip(months, totals, strict=True)}
    most = max(sorted(by_year), key=lambda year: by_year[year])
    finding = f"Most were new in {most}: {words.counted(by_year[most], 'artist')}."
    table = Table(
        ("Year", "New artists", "In all by its end"),
        tuple((str(year), words.number(by_year[year]), words.number(ends[year])) for year in reversed(by_year)),
    )
    title = "Artists heard until each month"
    stops = tuple(_stops(months, by_year, ends, url_of))
    chart = RunningTotals((totals,), len(months), stops, scale.ticks(_names(months)), "artists", title, height="")
    figure = Figure(title, finding, table, None, f"{words.counted(total, 'artist')} so far", "c4")
    return placed(place, figure, partial(lines.draw, chart))


def _names(months: Sequence[date]) -> list[scale.Name]:
    """The year of every January, and of the first month, which has no place."""
    return [
        scale.Name(str(month.year), tick_places.of_year(month)) if month.month == 1 else scale.Name("")
        for month in months
    ]


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _years(months: Sequence[date]) -> list[int]:
    return sorted({month.year for month in months})


def _stops(months: Sequence[date], new: Mapping[int, int], ends: Mapping[int, int], url_of: UrlOf) -> Iterator[Stop]:
    """What each year says: how many artists there were at its end, and how many were new."""
    for year in new:
        at = [place for place, month in enumerate(months) if month.year == year]
        start, end = 100 * at[0] / len(months), 100 * (at[-1] + 1) / len(months)
        yield Stop(
            start, end, f"{year}: {words.number(ends[year])}, {words.number(new[year])} of them new", url_of(year)
        )


def race(place: FigurePlace, days: Mapping[date, int], last: date) -> Figure | None:
    """The running year against the last, day by day; None where there was no last year."""
    before = [_running(days, last.year - 1, date(last.year - 1, 12, 31))]
    now = _running(days, last.year, last)
    if not before[0] or not before[0][-1] or not now:
        return None
    title = f"Listens since 1 January, {last.year} against {last.year - 1}"
    stops = tuple(_months_of_race(last, now, before[0]))
    lines_ = tuple(
        (words.MONTHS[month - 1], words.number(old), words.number(new) if new is not None else "")
        for month, old, new in _at_ends(last, now, before[0])
    )
    key = (Sign(SECOND_LINE, str(last.year), "line"), Sign(FIRST_LINE, str(last.year - 1), "line"))
    names = scale.ticks([scale.Name(name[:3]) for name in words.MONTHS])
    chart = RunningTotals((now, before[0]), len(before[0]), stops, names, "listens since 1 January", title, key)
    figure = Figure(title, "", Table(("To the end of", str(last.year - 1), str(last.year)), lines_), None)
    return placed(place, figure, partial(lines.draw, chart))


def _running(days: Mapping[date, int], year: int, last: date) -> list[int]:
    """The listens since 1 January at the end of every day of a year, up to one."""
    totals, total = [], 0
    for number in range((last - date(year, 1, 1)).days + 1):
        total += days.get(date(year, 1, 1) + timedelta(days=number), 0)
        totals.append(total)
    return totals


def _at_ends(last: date, now: Sequence[int], before: Sequence[int]) -> Iterator[tuple[int, int, int | None]]:
    """The totals of both years at the end of each month; of the running one as far as it is."""
    for month in range(1, _MONTHS + 1):
        old = (_after(last.year - 1, month) - date(last.year - 1, 1, 1)).days
        new = (_after(last.year, month) - date(last.year, 1, 1)).days
        told = now[min(new, len(now)) - 1] if month <= last.month else None
        yield month, before[old - 1], told


def _after(year: int, month: int) -> date:
    return (date(year, month, 1) + timedelta(days=31)).replace(day=1)


def _months_of_race(last: date, now: Sequence[int], before: Sequence[int]) -> Iterator[Stop]:
    for month, old, new in _at_ends(last, now, before):
        told = f", {words.number(new)} in {last.year}" if new is not None else ""
        says = f"By the end of {words.MONTHS[month - 1][:3]}: {words.number(old)} in {last.year - 1}{told}"
        yield Stop(100 * (month - 1) / _MONTHS, 100 * month / _MONTHS, says)
