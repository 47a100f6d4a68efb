"""Reading a file of events: all rows but rejects and those that a rule leaves out go into their staging table."""

import duckdb
from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.events.requests import log_lines, unrouted
from generator.queries import Query

_TOLD = ("line", "reason", "left_out")  # what is said of a row, beside what it says
# What a line of a history says of its track.
TRACK_COLUMNS = (
    "artist_name", "track_name", "release_name", "album_artist_name", "mapped", "recording_name", "recording_mbid",
    "release_mbid", "artist_mbids", "artists", "caa_id", "caa_release_mbid",
)  # fmt: skip
_IS_LINE = "line is distinct from 0"  # a blank one among JSON lines keeps its place, but is none


def fill(db: DuckDBPyConnection, form: Query, part: int) -> int:
    """Insert the rows of the table `read`; answers how many lines it has.

    Lines without a number are numbered by their places: the engine keeps a file's order, on all threads.
    """
    ((lines,),) = db.execute(f"select count(*) from read where {_IS_LINE}").fetchall()
    note_left_out(db, part, f"read where reason is null and left_out is not null and {_IS_LINE}")
    place = "coalesce(line, rowid + 1) as line"
    db.execute(
        f"insert into rejects select $1, {place}, reason from read where reason is not null and {_IS_LINE}", [part]
    )
    said = ", ".join(_columns(form))
    rows = f"select {int(part)} as part, {place}, reason, left_out, {said} from read where {_IS_LINE}"
    keep(db, form.header["table"], f"({rows}) as rows")
    db.execute("drop table read")
    return int(lines)


def tables(form: Query, source: Source) -> tuple[str, ...]:
    """Name the tables that `read` makes."""
    return ("read", unrouted.READ) if unrouted.is_asked(form, source) else ("read",)


def read(db: DuckDBPyConnection, form: Query, file: str, source: Source) -> None:
    """Make the table `read` of the rows of the view `input`, and the others of `tables`."""
    sql = _rows(form)
    db.execute(f"create or replace temp table read as {sql}", _given(sql, file, source))
    if form.header["table"] == log_lines.TABLE:
        log_lines.note_crawlers(db, source)
    if unrouted.is_asked(form, source):
        unrouted.read(db, form, source)


def keep(db: DuckDBPyConnection, table: str, rows: str) -> None:
    """Insert those rows that are events into a staging table; `rows` is SQL for what follows `from`."""
    if table == log_lines.TABLE:
        log_lines.keep(db, rows)
        return
    said = "columns(* exclude (reason, left_out))"
    db.execute(
        f"insert into staging.{table} by name select {said} from {rows} where reason is null and left_out is null"
    )


def note_left_out(db: DuckDBPyConnection, part: int, rows: str) -> None:
    """Count the lines of a part that rules leave out, by their reasons; `rows` is SQL for what follows `from`."""
    db.execute(f"insert into left_out select $1, left_out, count(*) from {rows} group by left_out", [part])


def has_minutes(db: DuckDBPyConnection) -> bool:
    """Whether a history knows of any listen the minute alone."""
    return db.execute("select 1 from staging.listens where is_to_minute limit 1").fetchone() is not None


def drop_tracks(db: DuckDBPyConnection) -> None:
    """Drop what the lines of histories say of their tracks, once the table distinct_tracks has it."""
    db.execute("".join(f"alter table staging.listens drop column {column};" for column in TRACK_COLUMNS))


def leave_out_listens(db: DuckDBPyConnection) -> None:
    """Count the lines of histories that rules leave out, and take them away; what is wrong stays to be judged.

    A line whose time is to the minute is left out with the line of another file that tells more of the same play.
    """
    rows = "staging.listens where left_out is not null and reason is null"
    minute = "listened_at - listened_at % 60"
    db.execute(
        "update staging.listens set left_out = known.left_out from ("
        f"select user_name, {minute} as minute, artist_name, track_name, duration_ms, min(left_out) as left_out "
        f"from {rows} and not is_to_minute group by all) as known "
        "where is_to_minute and listens.left_out is null and known.user_name = listens.user_name "
        "and known.minute = listened_at and known.artist_name = listens.artist_name "
        "and known.track_name = listens.track_name and known.duration_ms = listens.duration_ms"
    )
    db.execute(f"insert into left_out select part, left_out, count(*) from {rows} group by part, left_out")
    db.execute(f"delete from {rows}")


def _columns(form: Query) -> tuple[str, ...]:
    """What the rows of a form have, beside what is said of them."""
    if form.header["table"] == log_lines.TABLE:
        return log_lines.COLUMNS
    return tuple(column for column in form.listed("columns") if column not in _TOLD)


def _rows(form: Query) -> str:
    if form.header["table"] == log_lines.TABLE:
        return log_lines.rows(form)
    left_out = "left_out" if "left_out" in form.listed("columns") else "null::varchar as left_out"
    return f"select line, reason, {left_out}, {', '.join(_columns(form))} from ({form.sql}) as rows"


def _given(sql: str, file: str, source: Source) -> dict[str, object]:
    """What the SELECT of a form asks for by its parameters."""
    known = {
        "file": file,
        "timezone": source.timezone,
        "route": source.route,
        "statuses": list(source.status),
        "own_hosts": list(source.own_hosts),
    }
    used = duckdb.extract_statements(sql)[0].named_parameters
    return {name: known[name] for name in used}
