"""The rows of stat sets for one period, each materialized once."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Generic, Self, TypeVar, overload

from duckdb import DuckDBPyConnection, OutOfMemoryException
from duckdb import Error as EngineError

from generator import queries
from generator.errors import QueryError
from generator.queries import Query

Row = Mapping[str, Any]  # of a stat set whose rows have no type of their own
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class StatSet(Generic[R]):
    """A stat set by its name, whose rows are of the type R: see `generator/stats/rows`."""

    name: str


def name_of(stat_set: StatSet[R] | str) -> str:
    """What a stat set is called."""
    return stat_set if isinstance(stat_set, str) else stat_set.name


_FETCHED = 10_000  # rows a round trip


@cache
def find(name: str) -> Query:
    """The stat set of that name, such as `listens/top_artists`."""
    return queries.read(files("generator") / "stats" / f"{name}.sql", name)


@cache
def _prelude() -> str:
    """What makes the functions that stat sets share whatever the engine."""
    return (files("generator") / "stats" / "prelude" / "duckdb.sql").read_text(encoding="utf-8")


@cache
def parameters_of(name: str) -> frozenset[str]:
    """The parameters of a stat set, and of those that it builds on."""
    query = find(name)
    return frozenset(query.listed("params")).union(*(parameters_of(base) for base in query.listed("uses")))


@cache
def is_by_period(name: str) -> bool:
    """Whether a stat set answers for every period of a batch."""
    return "period_id" in find(name).columns


@cache
def is_whole_history(name: str) -> bool:
    """Whether a stat set is of the whole history: it has no period and no parameters, nor has what it builds on."""
    return not (is_by_period(name) or parameters_of(name))


@cache
def time_of(name: str) -> str | None:
    """The column that says when what a row is about was; None where there is none."""
    columns = find(name).columns.items()
    return next((column for column, kind in columns if kind in {"date", "timestamp"}), None)


@dataclass(slots=True)
class Store:
    """The stat sets of one period; use as a context, its tables are dropped at the end.

    `seconds` says how long each stat set took, without those it builds on; `materialized` are those that have a table
    now, each with how many rows it has. `shared` outlives the period: what is of the whole history is materialized
    there, once for all that share it.
    """

    db: DuckDBPyConnection
    parameters: Mapping[str, object]
    seconds: dict[str, float] = field(default_factory=dict)
    shared: Self | None = None
    materialized: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.db.execute(_prelude())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.execute("".join(f"drop table if exists {_table(name)};" for name in self.materialized))
        self.materialized.clear()

    def table(self, name: str) -> str:
        """The table that holds the rows of a stat set, asked now if it was not before."""
        if self.shared and is_whole_history(name):
            return self.shared.table(name)
        if name not in self.materialized:
            query = find(name)
            for base in query.listed("uses"):
                self.table(base)
            started = time.perf_counter()
            self.materialized[name] = self._materialize(query)
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started
        return _table(name)

    def count(self, name: str) -> int:
        """How many rows a stat set has, over all periods and subjects."""
        if self.shared and is_whole_history(name):
            return self.shared.count(name)
        self.table(name)
        return self.materialized[name]

    @overload
    def rows(self, stat_set: StatSet[R], most: int | None = None) -> Iterator[R]: ...
    @overload
    def rows(self, stat_set: str, most: int | None = None) -> Iterator[Row]: ...
    def rows(self, stat_set: StatSet[R] | str, most: int | None = None) -> Iterator[R] | Iterator[Row]:
        """The rows of a stat set in its order, those of the first `most` ranks only."""
        name = name_of(stat_set)
        columns = list(find(name).columns)
        return (dict(zip(columns, row, strict=True)) for row in self.values(name, columns, "true", most))

    def values(
        self, name: str, columns: Sequence[str], where: str, most: int | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Some columns of the rows of a stat set for which some SQL holds, in its order; ids are text."""
        if not self.count(name):
            return iter(())
        ranked = f" and rank <= {most}" if most is not None else ""
        read = ", ".join(_read(column, find(name).columns[column]) for column in columns)
        # A cursor of its own, so that several stat sets can be read side by side.
        cursor = self.db.cursor().execute(f"select {read} from {self.table(name)} where {where}{ranked}")
        return chain.from_iterable(iter(partial(cursor.fetchmany, _FETCHED), []))

    @overload
    def by(self, subject: str, stat_set: StatSet[R], most: int | None = None) -> Iterator[tuple[Any, list[R]]]: ...
    @overload
    def by(self, subject: str, stat_set: str, most: int | None = None) -> Iterator[tuple[Any, list[Row]]]: ...
    def by(self, subject: str, stat_set: StatSet[R] | str, most: int | None = None) -> Iterator[tuple[Any, list[Any]]]:
        """The rows of a stat set, one list a subject, in the order of subjects."""
        for key, rows in groupby(self.rows(name_of(stat_set), most), key=itemgetter(subject)):
            yield key, list(rows)

    def _materialize(self, query: Query) -> int:
        """Make the table of a stat set; answers how many rows it has."""
        values = {name: self.parameters[name] for name in query.listed("params")}
        try:
            ((count,),) = self.db.execute(f"create table {_table(query.name)} as {query.sql}", values).fetchall()
        except OutOfMemoryException:
            raise  # the machine, not the query
        except EngineError as error:
            raise QueryError(f"stat set {query.name}: {error}") from error
        return int(count)


def _read(column: str, kind: str) -> str:
    """SQL that reads a column; ids as text, because making objects of them takes longer than all else of a row."""
    return f"{column}::text{'[]' if '[]' in kind else ''}" if kind.startswith("uuid") else column


def _table(name: str) -> str:
    return name.rpartition("/")[2]
