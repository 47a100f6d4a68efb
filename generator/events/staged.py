"""Reading a file of events: all rows but rejects and those that a rule leaves out go into their staging table."""

import duckdb
from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.queries import Query

_TOLD = ("line", "reason", "left_out")  # what is said of a row, beside what it says
_IS_LINE = "line is distinct from 0"  # a blank one among JSON lines keeps its place, but is none


def fill(db: DuckDBPyConnection, form: Query, part: int, file: str, source: Source) -> int:
    """Insert the rows of the view `input`; answers how many lines it has.

    Lines without a number are numbered by their places: the engine keeps a file's order, on all threads.
    """
    read(db, form, file, source)
    ((lines,),) = db.execute(f"select count(*) from read where {_IS_LINE}").fetchall()
    note_left_out(db, part, f"read where reason is null and left_out is not null and {_IS_LINE}")
    place = "coalesce(line, rowid + 1) as line"
    db.execute(
        f"insert into rejects select $1, {place}, reason from read where reason is not null and {_IS_LINE}", [part]
    )
    said = ", ".join(column for column in form.listed("columns") if column not in _TOLD)
    db.execute(
        f"insert into heard.{form.header['table']} by name select $1 as part, {place}, {said} "
        f"from read where reason is null and left_out is null and {_IS_LINE}",
        [part],
    )
    db.execute("drop table read")
    return int(lines)


def read(db: DuckDBPyConnection, form: Query, file: str, source: Source) -> None:
    """Fill the table `read` with the rows of the view `input`."""
    db.execute(f"create or replace temp table read as {_rows(form)}", _given(form, file, source))


def note_left_out(db: DuckDBPyConnection, part: int, rows: str) -> None:
    """Count the lines of a part that rules leave out, by their reasons; `rows` is SQL for what follows `from`."""
    db.execute(f"insert into left_out select $1, left_out, count(*) from {rows} group by left_out", [part])


def _rows(form: Query) -> str:
    given = form.listed("columns")
    left_out = "left_out" if "left_out" in given else "null::varchar as left_out"
    said = ", ".join(column for column in given if column not in _TOLD)
    return f"select line, reason, {left_out}, {said} from ({form.sql}) as rows"


def _given(form: Query, file: str, source: Source) -> dict[str, object]:
    """What the SELECT of a form asks for by its parameters."""
    known = {
        "file": file,
        "timezone": source.timezone,
        "route": source.route,
        "statuses": list(source.status),
    }
    used = duckdb.extract_statements(form.sql)[0].named_parameters
    return {name: known[name] for name in used}
