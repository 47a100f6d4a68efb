"""Reading through the cache: rows that are kept of the same bytes are fetched, those that came to a file are read."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator.events import growing
from generator.events.files import Opened
from generator.events.inputs import located
from generator.events.kept_rows import Earlier, KeptRows, KeptRowsFile, Reading
from generator.queries import Query

_CAME = -1  # the part of listens that came to a file, until they are put behind the others


@dataclass(frozen=True, slots=True)
class Cached:
    """What reading a part through the cache takes; without `kept` everything is read.

    `way` says in bytes how it is read, see `how`.
    """

    db: DuckDBPyConnection
    kept: KeptRows | None
    scratch: Path
    way: bytes


def how(form: Query, options: dict[str, object], *more: object) -> bytes:
    """Say in bytes how a file is read: its form, and what decides what its lines mean."""
    return json.dumps([form.header["format"], form.name, options, more], sort_keys=True, default=str).encode()


def fill_listens(cached: Cached, at: int, part: Opened, fill: Callable[[Opened, int], int]) -> int:
    """Fill staging.listens with the rows of a part, by `fill` unless they are kept; answers how many lines it has."""
    found = _found(cached, part)
    if cached.kept is None or found is None:
        return fill(part, at)
    lines = _fetch_listens(cached, found.rows, at)
    if lines is not None:
        return lines
    lines = _fetch_listens(cached, found.earlier.rows, at) if found.earlier else None
    if lines is None or found.earlier is None:
        lines = fill(part, at)
    else:
        lines += _fill_rest(cached, at, part, found.earlier, fill)
    select = f"select * exclude (part) from staging.listens where part = {at}"
    if cached.kept.keep(cached.db, found.rows, select, cached.scratch):
        _note(cached, found, part)
    return lines


def make_tables(
    cached: Cached, part: Opened, tables: Sequence[str], make: Callable[[Opened], None], *, may_grow: bool = True
) -> None:
    """Make temporary tables of the rows of a part, the first of which has a row a line, by `make` unless they are kept.

    A file that grew has but one table.
    """
    found = _found(cached, part, may_grow=may_grow and len(tables) == 1)
    if cached.kept is None or found is None:
        make(part)
        return
    if _fetch_tables(cached, found, tables):
        return
    if not (found.earlier and _fetch_and_join(cached, found.earlier, part, tables[0], make)):
        make(part)
    kept = [cached.kept.keep(cached.db, found.rows.of(table), f"from {table}", cached.scratch) for table in tables]
    if all(kept):
        _note(cached, found, part)


def _found(cached: Cached, part: Opened, *, may_grow: bool = True) -> Reading | None:
    if cached.kept is None:
        return None
    is_by_line = may_grow and growing.is_by_line(part)
    return cached.kept.reading(part.path, cached.way, may_grow=is_by_line)


def _note(cached: Cached, found: Reading, part: Opened) -> None:
    if cached.kept and found.may_grow and growing.is_ended(cached.db, part):
        cached.kept.note(found)


def _fetch_listens(cached: Cached, rows: KeptRowsFile, at: int) -> int | None:
    """Insert listens that are kept; answers how many, None where they are not."""
    with _opened(cached, rows) as file:
        if file is None:
            return None
        sql = f"insert into staging.listens by name select {at} as part, * from read_parquet({located(file)})"
        return int(cached.db.execute(sql).fetchall()[0][0])


def _fill_rest(cached: Cached, at: int, part: Opened, earlier: Earlier, fill: Callable[[Opened, int], int]) -> int:
    """Insert the listens that came to a part; answers how many lines did."""
    with growing.rest(part, earlier.size, earlier.lines, cached.scratch) as rest:
        fill(rest.part, _CAME)
    cached.db.execute("delete from staging.listens where part = $1 and line <= $2", [_CAME, rest.above])
    sql = "update staging.listens set part = $1, line = line + $2 where part = $3"
    return int(cached.db.execute(sql, [at, rest.before, _CAME]).fetchall()[0][0])


def _fetch_tables(cached: Cached, found: Reading, tables: Sequence[str]) -> bool:
    """Make tables of rows that are kept, if all of them are."""
    with ExitStack() as files:
        opened = [files.enter_context(_opened(cached, found.rows.of(table))) for table in tables]
        for table, file in zip(tables, opened, strict=True):
            if file is None:
                return False
            _make(cached.db, table, f"from read_parquet({located(file)})")
    return True


def _fetch_and_join(cached: Cached, earlier: Earlier, part: Opened, table: str, make: Callable[[Opened], None]) -> bool:
    """Make a table of rows that are kept of what a file was, and of what came to it; answers whether there are such.

    Lines without a number have it by their place, which is behind the others.
    """
    with _opened(cached, earlier.rows.of(table)) as file:
        if file is None:
            return False
        with growing.rest(part, earlier.size, earlier.lines, cached.scratch) as rest:
            make(rest.part)
        came = (
            f"select * replace (if(line > 0, line + {rest.before}, line) as line) from {table} "
            f"where line is null or line = 0 or line > {rest.above}"
        )
        _make(cached.db, "came", came)
        _make(cached.db, table, f"from read_parquet({located(file)}) union all by name from came")
    cached.db.execute("drop table came")
    return True


def _opened(cached: Cached, rows: KeptRowsFile) -> AbstractContextManager[Path | None]:
    return cached.kept.opened(rows, cached.scratch) if cached.kept else nullcontext()


def _make(db: DuckDBPyConnection, table: str, select: str) -> None:
    db.execute(f"create or replace temp table {table} as {select}")
