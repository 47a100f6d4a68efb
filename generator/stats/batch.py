"""Stat sets of many periods at once: each is asked once for a batch of periods, and read period by period.

A stat set of periods has a `period_id` as its first column, and reads tables that a batch makes:

- `periods` (period_id, name, kind, since, until, unit, is_sparse, is_mirrored, cap, needs_ids, listeners, most,
  has_pages, has_records, artist_pages, album_pages, track_pages)
- `calendar` (period_id, day, is_midnight, is_inside, bucket, unit_number, weekday): which day belongs to which period,
  bucket and unit. A day has two rows, as the API's periods end with a midnight that they include.
- `buckets` (period_id, bucket, time_range, from_ts, to_ts)
- `units` (period_id, unit_number, unit_name): what the weekdays or months of a period are called
- `hours` (rank, day, weekday, hour) of the week; Monday is day 1
- `subjects` (subject_id, user_name): everyone, and the site, which is number 0 and has no name

A stat set that answers for users and for the site has a `subject_id`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Generic, Literal, Self, TypeVar, overload

from duckdb import DuckDBPyConnection

from generator.errors import QueryError
from generator.ranges import MONTHS, WEEKDAYS, Buckets, Range, epoch
from generator.stats import row_hashes
from generator.stats.packing import Packed, Shape, packed_rows
from generator.stats.row_hashes import Linked
from generator.stats.store import R, Row, StatSet, Store, find, is_whole_history, name_of, time_of

T = TypeVar("T")

EVERY = 2**31 - 1
MOST_EVENTS = 1_000_000  # of the periods of a batch, so that its stat sets have room in memory
MOST_PACKED = 25_000  # rows that are packed at once
_SUBJECTS = 2**32  # more than there are
_HOURS = 168  # rows of a listener's week, however few listens
_CHOSEN = {"period_id", "subject_id"}  # by which rows are read, and which are no part of them

_TABLES = {
    "periods": "period_id integer, name text, kind text, since timestamp, until timestamp, unit text, "
    "is_sparse boolean, is_mirrored boolean, cap bigint, needs_ids boolean, listeners bigint, most bigint, "
    "has_pages boolean, has_records boolean, artist_pages bigint, album_pages bigint, track_pages bigint",
    "calendar": "period_id integer, day date, is_midnight boolean, is_inside boolean, bucket integer, "
    "unit_number smallint, weekday smallint",
    "buckets": "period_id integer, bucket integer, time_range text, from_ts bigint, to_ts bigint",
    "units": "period_id integer, unit_number smallint, unit_name text",
    "hours": "rank bigint, day smallint, weekday text, hour integer",
    "subjects": "subject_id integer, user_name text",
}

Kind = Literal["range", "year", "month", "week", "named"]
Source = Callable[[str], str]  # from the rows of a stat set, a SELECT in brackets, to those that are packed


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time and the rules by which it is counted.

    `is_mirrored` says that an API answers for it. Of one listener at most `cap` listens count for one entity in the
    site's lists; `needs_ids` counts only what has ids in evolutions. The site's first `listeners` artists and albums
    are told with their listeners. Albums and recordings are listed up to the rank `most`. `has_pages` says that pages
    are made of it, and `has_records` that they tell records; `items` that so many of the artists, albums and tracks
    heard most have pages of their own.
    """

    span: Range
    kind: Kind = "range"
    is_mirrored: bool = False
    cap: int = EVERY
    needs_ids: bool = False
    listeners: int = 0
    most: int = EVERY
    has_pages: bool = False
    has_records: bool = False
    items: tuple[int, int, int] = (0, 0, 0)

    @property
    def group(self) -> tuple[Kind, bool]:
        """What tells the periods apart that different documents are made of."""
        return self.kind, self.is_mirrored


@dataclass(slots=True)
class Batch:
    """The stat sets of some periods; use as a context, its tables are dropped at the end.

    The number of a period is its place among them when those of one kind, mirrored or not, stand together: what is read
    one after the other lies side by side.
    """

    store: Store
    periods: Sequence[Period]
    readers: dict[str, "list[_Reader[Any]]"] = field(default_factory=dict)
    _hashes: dict[tuple[str, Linked | None, range], Mapping[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.periods = sorted(self.periods, key=lambda period: period.group)

    def __enter__(self) -> Self:
        _make_tables(self.store.db, self.periods)
        return self

    def __exit__(self, *error: object) -> None:
        self.readers.clear()
        self.store.__exit__(*error)
        self.store.db.execute("".join(f"drop table {table};" for table in _TABLES))

    def of(self, period: Period) -> "PeriodStore":
        """The stat sets of one of the periods; those of one kind are to be read in their order."""
        return PeriodStore(self, self.periods.index(period) + 1)

    def hash_of(self, number: int, names: Sequence[str], linked: Linked) -> bytes:
        """A hash of the rows that some stat sets have of a period, whatever their subjects.

        Whether pages lead to what they are about is part of it. Of the whole history the rows of its time count.
        """
        alike = self.alike(number)
        keys = [(name, linked if row_hashes.has_links(name) else None, alike) for name in names]
        if unknown := [key for key in keys if key not in self._hashes]:
            found = row_hashes.of(self.store, [name for name, *_ in unknown], alike, linked)
            self._hashes |= {key: found[key[0]] for key in unknown}
        return "\n".join(self._hashes[key].get(number, "") for key in keys).encode()

    def alike(self, number: int) -> range:
        """The numbers of the periods that are of the group of one."""
        group = self.periods[number - 1].group
        numbers = [place for place, period in enumerate(self.periods, 1) if period.group == group]
        return range(numbers[0], numbers[-1] + 1)


@dataclass(frozen=True, slots=True)
class PeriodStore:
    """The rows of stat sets for one period of a batch, the users' or the site's; `number` is its period_id."""

    batch: Batch
    number: int
    is_site: bool = False
    readable: frozenset[str] | None = None

    def limited(self, names: Iterable[str]) -> Self:
        """The same store, which refuses every other stat set with a QueryError.

        Of those of the whole history it has the rows whose time lies in the period.
        """
        return replace(self, readable=frozenset(names))

    @property
    def site(self) -> Self:
        """The site's rows of the same period."""
        return replace(self, is_site=True)

    @property
    def period(self) -> Period:
        """The period itself."""
        return self.batch.periods[self.number - 1]

    @property
    def parameters(self) -> Any:  # noqa: ANN401 - a mapping of whatever stat sets take
        """What stat sets are asked with, whatever the period."""
        return self.batch.store.parameters

    @overload
    def rows(self, stat_set: StatSet[R], most: int | None = None) -> Iterator[R]: ...
    @overload
    def rows(self, stat_set: str, most: int | None = None) -> Iterator[Row]: ...
    def rows(self, stat_set: StatSet[R] | str, most: int | None = None) -> Iterator[R] | Iterator[Row]:
        """The rows of a stat set in its order, those of the first `most` ranks only."""
        store, name = self.batch.store, self._allowed(name_of(stat_set))
        if is_whole_history(name):
            return self._history(name, most)
        columns = [column for column in find(name).columns if column not in _CHOSEN]

        def read(numbers: range) -> Iterator[tuple[int, Row]]:
            for number, *values in store.values(name, ("period_id", *columns), self._where(name, numbers), most):
                yield number, dict(zip(columns, values, strict=True))

        return self._read(f"{name} {most}", read)

    @overload
    def by(self, subject: str, stat_set: StatSet[R], most: int | None = None) -> Iterator[tuple[Any, list[R]]]: ...
    @overload
    def by(self, subject: str, stat_set: str, most: int | None = None) -> Iterator[tuple[Any, list[Row]]]: ...
    def by(self, subject: str, stat_set: StatSet[R] | str, most: int | None = None) -> Iterator[tuple[Any, list[Any]]]:
        """The rows of a stat set, one list a subject, in the order of subjects."""
        for key, rows in groupby(self.rows(name_of(stat_set), most), key=itemgetter(subject)):
            yield key, list(rows)

    def packed(
        self, name: str, shape: Shape, first: int, source: Source = str, most: int | None = None
    ) -> Iterator[Packed]:
        """The rows of a stat set packed, those of the first `most` ranks only, or what `source` makes of them.

        Heads come in order.
        """
        store, db = self.batch.store, self.batch.store.db
        table, count = store.table(self._allowed(name)), store.count(name)
        headed, heads = replace(shape, head=("period_id", *shape.head)), len(shape.head)

        def read(numbers: range) -> Iterator[tuple[int, Packed]]:
            where, subject = self._where(name, numbers), "subject_id" if _has_subjects(name) else "0"
            where = f"{where} and rank <= {most}" if most is not None else where
            for some in _chunks(db, table, where, subject) if count > MOST_PACKED else _whole(count):
                base = f"(select * from {table} where {where} and {some})"
                for number, *row in packed_rows(db, source(base), headed, first):
                    yield number, Packed(tuple(row[:heads]), *row[heads:])

        return self._read(f"{name} {shape} {first} {most} {source('rows')}", read)

    def hash_of(self, names: Sequence[str], linked: Linked) -> bytes:
        """A hash of the rows of some stat sets, of all subjects; whether pages lead to what they are about, too."""
        return self.batch.hash_of(self.number, names, linked)

    def _allowed(self, name: str) -> str:
        if self.readable is not None and name not in self.readable:
            raise QueryError(f"{name} is read for a period, but is not among what its documents may depend on")
        return name

    def _history(self, name: str, most: int | None) -> Iterator[Row]:
        """The rows of a stat set of the whole history, or those that the documents of the period may depend on."""
        columns, time = list(find(name).columns), time_of(name)
        within, span = "true", self.period.span
        if self.readable is not None and time:
            within = f"{time} between timestamp '{span.since}' and timestamp '{span.until}'"
        values = self.batch.store.values(name, columns, within, most)
        return (dict(zip(columns, row, strict=True)) for row in values)

    def _where(self, name: str, numbers: range) -> str:
        """SQL for the rows of some periods that are the site's, or the users'."""
        within = f"period_id between {numbers.start} and {numbers.stop - 1}"
        if not _has_subjects(name):
            return within
        return f"{within} and subject_id {'=' if self.is_site else '>'} 0"

    def _read(self, key: str, read: Callable[[range], Iterator[tuple[int, T]]]) -> Iterator[T]:
        """What is read of this period: on from where a reader of that key is; what is read twice has two readers."""
        readers = self.batch.readers
        alike = f"{key} {self.is_site} {self.period.group}"
        reader = next((each for each in readers.setdefault(alike, []) if each.number < self.number), None)
        if reader is None:
            reader = _Reader(read(range(self.number, self.batch.alike(self.number).stop)))
            readers[alike].append(reader)
        return reader.of(self.number)


class _Reader(Generic[T]):
    """A stream of what belongs to periods, read period by period; `number` is the one that is read.

    What is left of a period when the next one is begun cannot be read any more: a QueryError.
    """

    def __init__(self, stream: Iterator[tuple[int, T]]) -> None:
        self.number = 0
        self._periods = groupby(stream, key=itemgetter(0))
        self._pending = next(self._periods, None)

    def of(self, number: int) -> Iterator[T]:
        """What belongs to one period; what belongs to earlier ones is passed over."""
        self.number = number
        while self._pending and self._pending[0] < number:
            self._pending = next(self._periods, None)
        if self._pending and self._pending[0] == number:
            return self._of(number, self._pending[1])
        return iter(())

    def _of(self, number: int, items: Iterator[tuple[int, T]]) -> Iterator[T]:
        for _, item in items:
            yield item
            if self.number != number:
                raise QueryError("rows of a period are read after those of a later one were begun")


def batches(db: DuckDBPyConnection, periods: Sequence[Period], most: int = MOST_EVENTS) -> Iterator[list[Period]]:
    """The periods in their order, in batches that count so many events at most, or one period's."""
    weights = _weights(db)
    batch: list[Period] = []
    total = 0
    for period in periods:
        weight = weights(period.span)
        if batch and total + weight > most:
            yield batch
            batch, total = [], 0
        batch.append(period)
        total += weight
    if batch:
        yield batch


def _weights(db: DuckDBPyConnection) -> Callable[[Range], int]:
    """How many rows a period takes: its listens, and the hours of the week of whoever listened."""
    query = "select listened_at::date as day, count(*), count(distinct user_id) from listens group by day"
    days = [(day, int(listens), int(users)) for day, listens, users in db.execute(query).fetchall()]
    (most,) = db.execute("select count(*) from users").fetchone() or (0,)

    def weight(span: Range) -> int:
        inside = [(listens, users) for day, listens, users in days if span.since.date() <= day <= span.until.date()]
        users = min(sum(users for _, users in inside), int(most))
        return sum(listens for listens, _ in inside) + _HOURS * users

    return weight


def _has_subjects(name: str) -> bool:
    return "subject_id" in find(name).columns


def _chunks(db: DuckDBPyConnection, table: str, where: str, subject: str) -> Iterator[str]:
    """SQL for the rows that are packed at once, in their order; those of one period and subject stay together."""
    (count,) = db.execute(f"select count(*) from {table} where {where}").fetchone() or (0,)
    if count <= MOST_PACKED:
        yield "true"
        return
    place = f"(period_id::bigint * {_SUBJECTS} + {subject})"
    chunks = db.execute(f"""
        with counted as (
            select period_id, {place} as place, count(*) as rows
            from {table}
            where {where}
            group by period_id, place
        ), placed as (
            select period_id, place, (sum(rows) over (order by place) - rows) // {MOST_PACKED} as chunk
            from counted
        )
        select min(period_id), max(period_id), min(place), max(place) from placed group by chunk order by chunk
    """).fetchall()
    for first, last, since, until in chunks:
        yield f"period_id between {first} and {last} and {place} between {since} and {until}"


def _whole(count: int) -> tuple[str, ...]:
    """SQL for all rows of a table that has few; nothing where it has none."""
    return ("true",) if count else ()


def _make_tables(db: DuckDBPyConnection, periods: Sequence[Period]) -> None:
    first, last = _days(db)
    numbered = list(enumerate(periods, 1))
    _fill(db, "periods", [_row(number, period) for number, period in numbered])
    _fill(db, "buckets", chain.from_iterable(_buckets(number, each.span.buckets) for number, each in numbered))
    _make_calendar(db, numbered, first, last)
    _fill(db, "units", chain.from_iterable(_units(number, each.span.unit) for number, each in numbered))
    _fill(db, "hours", [(24 * day + hour + 1, day + 1, WEEKDAYS[day], hour) for day in range(7) for hour in range(24)])
    _fill(db, "subjects", [(0, ""), *db.execute("select user_id, user_name from users").fetchall()])


def _days(db: DuckDBPyConnection) -> tuple[date, date]:
    """The days of the first and the last listen."""
    found = db.execute("select min(listened_at)::date, max(listened_at)::date from listens").fetchone()
    first, last = found or (None, None)
    return first or date.min, last or date.min


def _fill(db: DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Make a table of a batch. Columns go to the engine as lists, which is a hundred times faster than row by row."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    db.execute(f"create table {table} ({_TABLES[table]})")
    if columns:
        listed = ", ".join(f"unnest(${place})" for place in range(1, len(columns) + 1))
        db.execute(f"insert into {table} select {listed}", columns)


def _row(number: int, period: Period) -> tuple[Any, ...]:
    span = period.span
    return (
        number, span.name, period.kind, span.since, span.until, span.unit, span.buckets.sparse, period.is_mirrored,
        period.cap, period.needs_ids, period.listeners, period.most, period.has_pages, period.has_records,
        *period.items,
    )  # fmt: skip


def _make_calendar(db: DuckDBPyConnection, periods: Iterable[tuple[int, Period]], first: date, last: date) -> None:
    """Make the calendar, in the engine, of the tables of periods and buckets, between the days of two listens."""
    db.execute(f"create table calendar ({_TABLES['calendar']})")
    spans = [(number, *_days_of(each.span, first, last), each.span.buckets.until) for number, each in periods]
    if spans:
        db.execute(_CALENDAR, [list(column) for column in zip(*spans, strict=True)])


def _days_of(span: Range, first: date, last: date) -> tuple[date, date]:
    """The first and the last day of a period: the whole history may begin long before the first listen."""
    begin, end = min(span.since, span.buckets.since).date(), max(span.until, span.buckets.until).date()
    return (max(begin, first), min(end, last)) if span.buckets.sparse else (begin, end)


# Of the bucket in which a day begins; a day that is in no bucket and not inside of the period has no row.
_CALENDAR = """
    insert into calendar
    with spans as (
        select unnest($1) as period_id, unnest($2) as first_day, unnest($3) as last_day, unnest($4) as buckets_until
    ), days as (
        select period_id, buckets_until,
            unnest(generate_series(first_day, last_day, interval 1 day))::timestamp as midnight
        from spans
    ), bucketed as (
        select days.period_id, days.midnight, days.buckets_until, buckets.bucket, buckets.to_ts
        from days
        asof left join buckets on buckets.period_id = days.period_id and buckets.from_ts <= epoch(days.midnight)::bigint
    ), moments as (
        select period_id, midnight, is_midnight, if(is_midnight, midnight, midnight + interval 1 second) as moment,
            if(moment <= buckets_until and epoch(moment) <= to_ts, bucket, null) as bucket
        from bucketed
        cross join (values (true), (false)) as either(is_midnight)
    )
    select period_id, midnight::date, is_midnight, moment between since and until as is_inside, bucket,
        if(is_inside, case unit
            when 'weekday' then isodow(midnight)
            when 'day' then day(midnight)
            when 'month' then month(midnight)
            else year(midnight)
        end, null),
        isodow(midnight)
    from moments
    join periods using (period_id)
    where is_inside or bucket is not null
    order by period_id, midnight, is_midnight desc
"""


def _units(number: int, unit: str) -> Iterator[tuple[int, int, str]]:
    """What the units of a period are called that have a name."""
    names = {"weekday": WEEKDAYS, "month": MONTHS}.get(unit, ())
    return ((number, place, name) for place, name in enumerate(names, 1))


def _buckets(number: int, buckets: Buckets) -> Iterator[tuple[Any, ...]]:
    for place, (start, end, called) in enumerate(buckets.each(), 1):
        yield number, place, called, epoch(start), epoch(end) - 1
