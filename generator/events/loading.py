"""The journey of the source files: every line into its staging table, judged, folded, and into the tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator import queries
from generator.config import Config
from generator.errors import NoInputError
from generator.events import steps

_TABLES = (
    "artists", "recordings", "releases", "release_groups", "genres", "sent", "resolved", "artist_names",
    "names", "users", "credits", "credit_artists", "tracks", "track_artists", "listens",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartCount:
    """One file that was read: lines = events + rejects + folded + unheard.

    Of a reference the events are the rows that were kept; unheard are those that no listen refers to.
    """

    source: int
    format: str
    file: str
    lines: int
    events: int
    rejects: int
    folded: int
    unheard: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: the newest event, as_of, and what became of every line."""

    newest: datetime
    as_of: datetime
    parts: tuple[PartCount, ...]


def load(db: DuckDBPyConnection, config: Config, now: datetime, scratch: Path, told: Callable[[str], None]) -> Loaded:
    """Fill the tables from the config's sources, then seal the database against every file.

    `now` is naive UTC. Raises SourceError for a file that cannot be read whole and NoInputError when no event is left.
    """
    steps.check(config)
    db.execute("set TimeZone = 'UTC'")
    db.execute((files("generator") / "schema.sql").read_text(encoding="utf-8"))
    db.execute((files("generator") / "events" / "macros.sql").read_text(encoding="utf-8"))
    _fill_countries(db)
    limit = config.site.as_of if isinstance(config.site.as_of, datetime) else now
    given = {"limit": int(limit.replace(tzinfo=UTC).timestamp()), "zone": config.site.timezone}
    steps.read_all(steps.Loading(db, config, scratch, told, lambda table: _fill(db, table, given)))
    told("putting in order")
    for table in _TABLES:
        _fill(db, table, given)
    parts = tuple(_counted(db, config))
    db.execute("drop schema heard cascade; drop schema wanted cascade")
    db.execute("drop table mappings; drop table sent; drop table resolved")
    db.execute("set enable_external_access = false")
    newest = _newest(db)
    return Loaded(newest, newest if config.site.as_of == "latest" else limit, parts)


def _fill_countries(db: DuckDBPyConnection) -> None:
    text = (files("generator") / "countries.csv").read_text(encoding="utf-8")
    rows = [line.split(",", 3) for line in text.splitlines()[1:]]
    countries = [(two, three, name.strip('"')) for two, three, _, name in rows]
    db.executemany("insert into countries values ($1, $2, $3)", countries)


def _fill(db: DuckDBPyConnection, table: str, given: Mapping[str, object]) -> None:
    query = queries.read(files("generator") / "events" / "tables" / f"{table}.sql", table)
    db.execute(f"insert into {table} by name {query.sql}", {name: given[name] for name in query.listed("params")})


def _counted(db: DuckDBPyConnection, config: Config) -> Iterator[PartCount]:
    rows = db.execute("""
        select parts.source, parts.file, parts.lines,
          coalesce(rejected.count, 0), coalesce(repeated.count, 0), parts.unheard
        from parts
        left join (select part, count(*) as count from rejects group by part) as rejected using (part)
        left join (select part, count(*) as count from folded group by part) as repeated using (part)
        order by parts.source, parts.part
    """).fetchall()
    for source, file, lines, rejects, folded, unheard in rows:
        events = lines - rejects - folded - unheard
        yield PartCount(source, config.sources[source].format, file, lines, events, rejects, folded, unheard)


def _newest(db: DuckDBPyConnection) -> datetime:
    (newest,) = _row(db, "select max(listened_at) from listens")
    if not isinstance(newest, datetime):
        raise NoInputError("no event is left to build from")
    return newest


def _row(db: DuckDBPyConnection, sql: str, parameters: object = None) -> tuple[object, ...]:
    row: tuple[object, ...] = db.execute(sql, parameters).fetchone() or ()
    return row
