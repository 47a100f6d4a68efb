"""Reading a file of a reference: of its rows only those stay that the listens refer to.

Rows are not numbered while they are read, so that all threads may read; only where some have to be rejected the file is
read once more, for the numbers of their lines.
"""

from pathlib import Path

from duckdb import DuckDBPyConnection

from generator.events import columns, inputs
from generator.events.files import Opened

UNHEARD = "about what nobody here listened to"


def fill(db: DuckDBPyConnection, part: int, opened: Opened, scratch: Path) -> int:
    """Insert the wanted rows of a file; answers how many rows it has, those that nobody heard among them."""
    query = opened.form.query
    with inputs.joined(db, opened, scratch) as whole:
        lines = columns.count(db, whole)
        columns.describe(db, whole, numbered=False)
        db.execute(f"create or replace temp table read as {query.sql}")
        rejects = _count(db, "select count(*) from read where reason is not null")
        if rejects:
            columns.describe(db, whole, numbered=True)
            sql = f"insert into rejects select $1, line, reason from ({query.sql}) as rows where reason is not null"
            db.execute(sql, [part])
    said = ", ".join(query.listed("columns")[2:])
    table = f"staging.{opened.form.table}"
    kept = _count(db, f"insert into {table} by name select $1 as part, {said} from read where reason is null", part)
    db.execute("drop table read")
    unheard = lines - kept - rejects
    if unheard:
        db.execute("insert into left_out values ($1, $2, $3)", [part, UNHEARD, unheard])
    return lines


def survey(db: DuckDBPyConnection, opened: Opened, scratch: Path) -> None:
    """Add the ids that the wanted rows of a file refer to, by the header's `refers:`, to what is wanted."""
    field, _, wanted = opened.form.query.header["refers"].partition(" to ")
    with inputs.joined(db, opened, scratch) as whole:
        columns.describe(db, whole, numbered=False)
        db.execute(
            f"insert into needed.{wanted} select distinct mbid "
            f"from (select try_cast({field} as uuid) from input) as ids (mbid) where mbid is not null"
        )


def fold(db: DuckDBPyConnection, table: str, key: tuple[str, ...]) -> None:
    """Of the rows of a staging table that have the same key, keep the one that says most.

    Ties are decided by what the rows say, so that it matters neither where nor in which source they stand.
    """
    said = [column for column in _columns(db, table) if column not in {"part", *key}]
    order = [" + ".join(f"({column} is null)::integer" for column in said) or "0", *said, "part"]
    db.execute(
        f"create or replace temp table repeated as select part, rowid as place from staging.{table} "
        f"qualify row_number() over (partition by {', '.join(key)} order by {', '.join(order)}) > 1"
    )
    db.execute(f"delete from staging.{table} where rowid in (select place from repeated)")
    db.execute("insert into folded select part, null from repeated")
    db.execute("drop table repeated")


def _columns(db: DuckDBPyConnection, table: str) -> list[str]:
    columns = "duckdb_columns() where schema_name = 'staging' and table_name = $1 order by column_index"
    sql = f"select column_name from {columns}"
    return [str(name) for (name,) in db.execute(sql, [table]).fetchall()]


def _count(db: DuckDBPyConnection, sql: str, *given: object) -> int:
    return int(db.execute(sql, list(given)).fetchall()[0][0])
