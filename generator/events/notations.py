"""How the times of a CSV are written: told over the whole file, so that equal texts mean the same on every line.

Numbers since 1970 are in the unit that most of them have. Dates in figures are day-first or month-first as the days
above 12 tell, all with full stops day-first; what no line tells has to be said at the source.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.errors import UndecidedError
from generator.events.inputs import quoted

_UNITS = {"seconds": 1, "milliseconds": 1_000, "microseconds": 1_000_000, "nanoseconds": 1_000_000_000}
_PLAIN = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)?"  # what the engine reads by itself
_WAYS = "write dates: day-first or dates: month-first at this source"


@dataclass(frozen=True, slots=True)
class Notation:
    """The unit of numbers, the order of dates in figures, and whether every time is a number or a plain ISO time."""

    unit: str
    is_day_first: bool
    is_plain: bool


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many times of a file are of which kind, and the first example of each in the order of letters."""

    seconds: int
    milliseconds: int
    microseconds: int
    nanoseconds: int
    day_first: str | None
    month_first: str | None
    dotted: str | None
    ambiguous: str | None
    is_plain: bool


_NO_TIMES = _Counts(0, 0, 0, 0, None, None, None, None, is_plain=True)


def found(db: DuckDBPyConnection, rows: str, source: Source, file: str) -> Notation:
    """Tell the notation of the column `said` of some rows, in SQL.

    Raises UndecidedError where dates may be read in two ways.
    """
    return _notation(_Counts(*db.execute(_counting(rows)).fetchall()[0]), source, file)


def of_parts(
    db: DuckDBPyConnection, rows: str, source: Source, names: Mapping[int, str]
) -> Mapping[Notation, Sequence[int]]:
    """Tell the notations of the column `said` of the rows of several files, each by itself, and which files have which.

    Raises UndecidedError where the dates of a file may be read in two ways.
    """
    counted = db.execute(_counting(f"select part, said from {rows}", "part")).fetchall()
    counts = {part: _Counts(*said) for part, *said in counted}
    found: defaultdict[Notation, list[int]] = defaultdict(list)
    for part, file in names.items():
        found[_notation(counts.get(part, _NO_TIMES), source, file)].append(part)
    return found


def _notation(counts: _Counts, source: Source, file: str) -> Notation:
    unit = max(_UNITS, key=lambda name: getattr(counts, name))
    return Notation(unit, _is_day_first(counts, source, file), counts.is_plain)


def _counting(rows: str, key: str = "") -> str:
    kept = key and f"{key}, "
    figures = (
        f"select {kept}said, number, is_plain, "
        "if(number is null and not is_plain and regexp_matches(said, '\\d[/.-]\\d'), in_figures(tidied(said)), null) "
        "as figures "
        f"from (select {kept}said, number_in(said) as number, regexp_full_match(said, {quoted(_PLAIN)}) as is_plain "
        f"from ({rows}) as rows where said != '') as kinds"
    )
    parts = (
        f"select {kept}said, number, is_plain, "
        'try_cast(figures."first" as integer) as one, figures.mark, '
        'try_cast(figures."second" as integer) as two, '
        "length(figures.y) = 4 or figures.mark = '.' as is_sure "  # 24/05/01 may begin with its year
        f"from ({figures}) as dates"
    )
    units = ", ".join(f"count(*) filter (unit_of(number) = {quoted(unit)})" for unit in _UNITS)
    is_open = "one between 1 and 31 and two between 1 and 12 and (one != two or not is_sure)"
    return (
        f"select {kept}{units}, "
        "min(said) filter (one between 13 and 31 and two between 1 and 12 and is_sure), "
        "min(said) filter (one between 1 and 12 and two between 13 and 31), "
        f"min(said) filter ({is_open} and mark = '.'), min(said) filter ({is_open} and mark != '.'), "
        f"coalesce(bool_and(is_plain or number is not null), true) from ({parts}) as parts"
        + (f" group by {key} order by {key}" if key else "")
    )


def _is_day_first(counts: _Counts, source: Source, file: str) -> bool:
    if source.dates:
        return source.dates == "day-first"
    if counts.day_first and counts.month_first:
        raise UndecidedError(
            f"{file}: {counts.day_first!r} is a date with the day first, {counts.month_first!r} one with the month "
            f"first: {_WAYS}, then the others are rejects"
        )
    if counts.ambiguous and not (counts.day_first or counts.month_first):
        raise UndecidedError(
            f"{file}: dates such as {counts.ambiguous!r} may begin with the day or the month, and no line tells: "
            f"{_WAYS}"
        )
    return not counts.month_first


def timed(notation: Notation, rows: str, zone: str) -> str:
    """Write SQL for the rows with `second`, the time since 1970 of the text `said`, and `fault`, why it is none.

    Times without a zone are in this one. A time that is none without a special fault has no second.
    """
    unit, number = quoted(notation.unit), f"number / {_UNITS[notation.unit]}"
    faults = (
        "when is_shortened(said) then 'a spreadsheet has shortened the time to a few figures: "
        "use the export as it was before' "
        f"when unit_of(number) != {unit} then 'the time is in ' || unit_of(number) || "
        f"{quoted(f' since 1970, where most lines have {notation.unit}: write all in one unit')} "
    )
    numbers = f"select *, number_in(said) as number from ({rows}) as rows"
    if notation.is_plain:
        second = f"coalesce({number}, seconds(said, {quoted(zone)}))"
        return f"select *, {second} as second, case {faults} end as fault from ({numbers}) as numbers"
    order = "day" if notation.is_day_first else "month"
    wrong = quoted(f"the date is none with the {order} first, as the others are")
    faults += f"when figures.y != '' and number is null and try_cast(iso as timestamp) is null then {wrong}"
    second = f"coalesce({number}, seconds(coalesce(iso, said), {quoted(zone)}))"
    return f"select *, {second} as second, case {faults} end as fault from ({_iso(notation, numbers)}) as times"


def _iso(notation: Notation, rows: str) -> str:
    """Write SQL for the rows with `iso`, an ISO time: a select a step, as a macro repeats what it is given."""
    tidy = f"select *, tidied(said) as tidy from ({rows}) as rows"
    figures = f"select *, in_figures(tidy) as figures from ({tidy}) as tidy"
    order = str(notation.is_day_first).lower()
    dates = f"select *, date_parts(tidy, figures, {order}) as date from ({figures}) as figures"
    clocks = f"select *, clock_parts(date.rest) as clock from ({dates}) as dates"
    return f"select *, iso_time(date, iso_clock(clock)) as iso from ({clocks}) as clocks"
