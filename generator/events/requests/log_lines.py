"""What the forms of access logs answer, the facts of a line, becomes requests: by one SELECT for all of them.

A form answers those columns of staging.log_lines that its log has, see schema.sql, beside `line` and `reason`. Which
lines count, and what is told of them, is decided in log_lines.sql; which clients are crawlers by their agents, each
distinct one once.
"""

from functools import cache
from importlib.resources import files

from duckdb import DuckDBPyConnection

from generator import queries
from generator.config import Source
from generator.events.requests import crawlers
from generator.queries import Query

TABLE = "log_lines"

_FACTS = (
    "method", "target", "status", "time", "address", "agent", "referrer", "host", "country", "package_id",
)  # fmt: skip
_TYPES = {"status": "integer"}
COLUMNS = (
    "requested_at",
    "logged",
    "package_id",
    "missing",
    "address",
    "agent",
    "referrer",
    "country",
    "crawler",
    "is_left_out",
)


def rows(form: Query) -> str:
    """Write SQL for the rows of a form's lines; what the form does not answer is null."""
    return f"{facts(form)} select *, null::varchar as crawler, false as is_left_out from ({_shared().sql}) as rows"


def facts(form: Query) -> str:
    """Write SQL for the facts of a form's lines, as the table log_lines of a SELECT that follows."""
    given = form.listed("columns")
    columns = ", ".join(
        fact if fact in given else f"null::{_TYPES.get(fact, 'varchar')} as {fact}" for fact in ("left_out", *_FACTS)
    )
    return f"with log_lines as not materialized (select line, reason, {columns} from ({form.sql}) as lines)"


def note_crawlers(db: DuckDBPyConnection, source: Source) -> None:
    """Say of the rows of the table `read` which kind of crawler asked, and whether they are left out for it."""
    agents = [agent for (agent,) in db.execute("select distinct agent from read where agent is not null").fetchall()]
    kinds = {agent: kind for agent in agents if (kind := crawlers.kind_of(agent))}
    if not kinds:
        return
    lists = [list(kinds), list(kinds.values())]
    db.execute(
        "update read set crawler = known.kind, is_left_out = $3 "
        "from (select unnest($1::varchar[]) as agent, unnest($2::varchar[]) as kind) as known "
        "where known.agent = read.agent",
        [*lists, source.crawlers == "leave out"],
    )


def keep(db: DuckDBPyConnection, rows: str) -> None:
    """Insert rows, SQL for what follows `from`, into the staging tables.

    Those that count, what was not found, and when there was any line that can be read. Here visitors lose their
    addresses.
    """
    requests = ", ".join(column for column in COLUMNS if column not in {"missing", "logged", "address", "agent"})
    db.execute(
        f"insert into staging.requests by name select part, line, {requests}, false as is_day, 1 as value, "
        "keyed(address, '') as visitor, keyed(address, coalesce(agent, '')) as caller "
        f"from {rows} where reason is null and left_out is null"
    )
    db.execute(
        "insert into staging.missing by name select part, requested_at, missing as path, keyed(address, '') as visitor "
        f"from {rows} where missing is not null and not is_left_out"
    )
    db.execute(
        "insert into staging.logged select distinct logged_at(logged) from "
        f"(select distinct logged from {rows} where reason is null and logged is not null) as minutes"
    )


@cache
def _shared() -> Query:
    return queries.read(files("generator") / "events" / "requests" / "log_lines.sql", "log_lines")
