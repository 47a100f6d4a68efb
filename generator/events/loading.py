"""The journey of the source files: every line into its staging table, judged, folded, and into the tables of schema.sql."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from generator import queries
from generator.config import Config, Source
from generator.errors import NoInputError, SourceError
from generator.events import formats, inputs
from generator.events.files import Opened, found, opened, text_of
from generator.queries import Query

_TABLES = (
    "rejects", "folded", "artists", "releases", "release_groups", "sent", "artist_names", "resolved",
    "names", "users", "credits", "tracks", "track_artists", "listens",
)  # fmt: skip

# What a SELECT of a source may leave out is null.
_LISTEN_COLUMNS = (
    "artist_name", "track_name", "release_name", "mapped", "recording_name", "recording_mbid", "release_mbid",
    "artist_mbids", "artists", "caa_id", "caa_release_mbid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartCount:
    """One file that was read: lines = events + rejects + folded."""

    source: int
    format: str
    file: str
    lines: int
    events: int
    rejects: int
    folded: int


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
    db.execute("set TimeZone = 'UTC'")
    db.execute((files("generator") / "schema.sql").read_text(encoding="utf-8"))
    _fill_countries(db)
    for number, source in enumerate(config.sources):
        _read_source(db, config, number, source, scratch, told)
    told("putting in order")
    limit = config.site.as_of if isinstance(config.site.as_of, datetime) else now
    for table in _TABLES:
        _fill(db, table, limit)
    parts = tuple(_counted(db, config))
    db.execute("drop schema heard cascade; drop table sent; drop table resolved")
    db.execute("set enable_external_access = false")
    newest = _newest(db)
    return Loaded(newest, newest if config.site.as_of == "latest" else limit, parts)


def _fill_countries(db: DuckDBPyConnection) -> None:
    text = (files("generator") / "countries.csv").read_text(encoding="utf-8")
    rows = [line.split(",", 3) for line in text.splitlines()[1:]]
    db.executemany("insert into countries values ($1, $2, $3)", [(two, three, name.strip('"')) for two, three, _, name in rows])


def _read_source(
    db: DuckDBPyConnection, config: Config, number: int, source: Source, scratch: Path, told: Callable[[str], None]
) -> None:
    for file in found(config, source):
        name = file.relative_to(config.folder).as_posix() if file.is_relative_to(config.folder) else file.as_posix()
        told(f"reading {name}")
        count = 0
        for part in opened(file, name, formats.members(source.format), source.encoding, scratch):
            _read_part(db, number, source, part)
            count += 1
        if not count:
            raise SourceError(f"{name}: holds no file of the format {source.format!r}; is `format:` right?")


def _read_part(db: DuckDBPyConnection, number: int, source: Source, part: Opened) -> None:
    """Read one file or archive member into its staging table and count its lines."""
    (at,) = _row(db, "select count(*) from parts")
    form = formats.form_of(source.format, part.file, text_of(part.head)) if part.head.strip() else None
    lines = len(part.rejects)
    if form is not None:
        lines += _insert(db, int(str(at)), form, source, part)
    db.execute("insert into parts values ($1, $2, $3, $4)", [at, number, part.file, lines])
    db.executemany("insert into rejects values ($1, $2, $3)", [(at, *reject) for reject in part.rejects] or [(None,) * 3])
    db.execute("delete from rejects where part is null")


def _insert(db: DuckDBPyConnection, at: int, form: Query, source: Source, part: Opened) -> int:
    """Insert the rows of a form's SELECT; answers how many there were."""
    parameters = {
        "part": at,
        "user": _user(form, source, part),
        "min_ms": source.min_ms,
        "timezone": source.timezone,
        "source_user": _user(form, source, part),
    }
    sql = _staging(form)
    try:
        inputs.describe(db, form, part)
        used = duckdb.extract_statements(sql)[0].named_parameters
        (count,) = _row(db, sql, {name: value for name, value in parameters.items() if name in used})
    except duckdb.Error as error:
        raise SourceError(f"{part.file}: cannot be read as {form.header['form']}: {_first_line(error)}") from error
    return int(str(count))


def _staging(form: Query) -> str:
    if form.header["table"] != "listens":
        return f"insert into heard.{form.header['table']} by name select $part as part, * from ({form.sql})"
    columns = ", ".join(_LISTEN_COLUMNS)
    given = form.listed("columns")
    nulls = "".join(f", null as {column}" for column in (*_LISTEN_COLUMNS, "reason", "user_name") if column not in given)
    return (
        f"insert into heard.listens by name select $part as part, line, reason, "
        f"try_cast(floor(listened_at) as bigint) as listened_at, nfc_normalize(coalesce(nullif(trim(user_name), ''), $source_user)) as user_name, "
        f"coalesce(mapped, false) as mapped, {columns.replace('mapped, ', '')}, hash({columns}) as track_hash "
        f"from (select *{nulls} from ({form.sql}) as said) as rows"
    )


def _user(form: Query, source: Source, part: Opened) -> str | None:
    """Whose file this is: what the file says, else config.yaml, else the name of the file."""
    for _, body in part.siblings:
        try:
            profile = json.loads(body)
        except ValueError:
            continue
        name = profile.get("username") or profile.get("user_name") if isinstance(profile, dict) else None
        if name:
            return str(name)
    said = re.search(form.header["user"], text_of(part.head)) if "user" in form.header else None
    named = re.search(form.header["named"], part.file) if "named" in form.header else None
    return _unescaped(said) or source.user or (named[1] if named else None)


def _unescaped(said: re.Match[str] | None) -> str | None:
    return str(json.loads(f'"{said[1]}"')) if said else None


def _fill(db: DuckDBPyConnection, table: str, limit: datetime) -> None:
    query = queries.read(files("generator") / "events" / "tables" / f"{table}.sql", table)
    parameters = {"limit": int(limit.replace(tzinfo=UTC).timestamp())} if query.listed("params") else {}
    db.execute(f"insert into {table} {query.sql}", parameters)


def _counted(db: DuckDBPyConnection, config: Config) -> Iterator[PartCount]:
    rows = db.execute("""
        select parts.source, parts.file, parts.lines, coalesce(rejected.count, 0), coalesce(repeated.count, 0)
        from parts
        left join (select part, count(*) as count from rejects group by part) as rejected using (part)
        left join (select part, count(*) as count from folded group by part) as repeated using (part)
        order by parts.part
    """).fetchall()
    for source, file, lines, rejects, folded in rows:
        yield PartCount(source, config.sources[source].format, file, lines, lines - rejects - folded, rejects, folded)


def _newest(db: DuckDBPyConnection) -> datetime:
    (newest,) = _row(db, "select max(listened_at) from listens")
    if not isinstance(newest, datetime):
        raise NoInputError("no event is left to build from: every line was a reject; the file of rejects says why")
    return newest


def _row(db: DuckDBPyConnection, sql: str, parameters: object = None) -> tuple[object, ...]:
    row: tuple[object, ...] = db.execute(sql, parameters).fetchone() or ()
    return row


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
