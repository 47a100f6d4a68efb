"""The lines of a source's files go into their staging table, each numbered and, if it is no event, with the reason."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.errors import SourceError
from generator.events import formats, headed, inputs, listeners, reference, staged
from generator.events.domains import DOMAINS, LISTENS
from generator.events.files import Opened, Wanted, opened
from generator.queries import Query

# What a SELECT of a source may leave out is null.
_LISTEN_COLUMNS = (
    "artist_name", "track_name", "release_name", "album_artist_name", "mapped", "recording_name", "recording_mbid",
    "release_mbid", "artist_mbids", "artists", "caa_id", "caa_release_mbid",
)  # fmt: skip
_OTHER_COLUMNS = ("reason", "left_out", "user_name", "duration_ms", "display_name", "is_ownerless", "is_to_minute")

_STAGED = {table for domain in DOMAINS for table in domain.staged} - {LISTENS}


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a source takes: where to, the how-manieth source of config.yaml it is, and room for copies.

    Of a format that fills several staging tables, `table` is the one that is filled now. In a survey nothing is filled:
    it is only noted what the rows refer to. `others` gathers the files that are no history.
    """

    db: DuckDBPyConnection
    number: int
    source: Source
    table: str
    scratch: Path
    is_survey: bool = False
    others: list[str] = field(default_factory=list)


def read(reader: Reader, file: Path, name: str) -> int:
    """Read what a file, or its members, has for a table, and answer how many parts did; `name` is how messages call it.

    Raises SourceError for a file that cannot be read whole.
    """
    source = reader.source

    def is_document(head: str) -> bool:
        return bool(head.strip()) and inputs.is_document(formats.form_of(source.format, name, head), head)

    def is_wanted(head: str) -> bool:
        return formats.table_of(source.format, head, name) == reader.table

    count = 0
    members, asks = formats.members(source.format, reader.table), formats.asks(source.format)
    wanted = Wanted(members, source.encoding, is_document, is_wanted, asks, formats.profile(source.format))
    for part in opened(file, name, wanted, reader.scratch):
        if part.file != name and formats.is_elsewhere(source.format, reader.table, part.file, part.head):
            continue
        if reader.is_survey:
            _survey_part(reader, part)
        else:
            _read_part(reader, part)
        count += 1
    return count


def note(reader: Reader, name: str) -> int:
    """Note a file that only lies beside a history, as one without lines, and answer that it is one part."""
    ((at,),) = reader.db.execute("select count(*) from parts").fetchall()
    reader.db.execute("insert into parts values ($1, $2, $3, 0)", [at, reader.number, name])
    reader.others.append(name)
    return 1


def _read_part(reader: Reader, part: Opened) -> None:
    """Read one file or archive member into its staging table and count its lines."""
    db = reader.db
    at = int(db.execute("select count(*) from parts").fetchall()[0][0])
    lines = 0
    if part.head:
        form = formats.form_of(reader.source.format, part.file, part.head)
        lines = _insert(reader, at, form, part)
        if "holds" in form.header and "file" not in form.header:
            reader.others.append(part.file)
    lines += len(part.rejects)
    db.execute("insert into parts values ($1, $2, $3, $4)", [at, reader.number, part.file, lines])
    if part.rejects:
        db.executemany("insert into rejects values ($1, $2, $3)", [(at, *reject) for reject in part.rejects])


def _insert(reader: Reader, at: int, form: Query, part: Opened) -> int:
    """Insert the rows of a form's SELECT; answers how many there were."""
    with _explained(form, part):
        table = form.header["table"]
        if table == LISTENS:
            return _insert_listens(reader, at, form, part)
        if table in _STAGED:
            with inputs.described(reader.db, form, part, reader.scratch):
                return staged.fill(reader.db, form, at, part.file, reader.source)
        return reference.fill(reader.db, form, at, part, reader.scratch)


def _survey_part(reader: Reader, part: Opened) -> None:
    """Note what the rows of a file or archive member refer to."""
    if part.head:
        form = formats.form_of(reader.source.format, part.file, part.head)
        with _explained(form, part):
            reference.survey(reader.db, form, part, reader.scratch)


@contextmanager
def _explained(form: Query, part: Opened) -> Iterator[None]:
    """Tell which file it was, and what to do, of what the engine raises."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise  # the machine, not the source
    except duckdb.Error as error:
        first = str(error).split("\n", 1)[0]
        raise SourceError(
            f"{part.file}: cannot be read as {form.header['form']}: {first}; "
            "it may be cut off: export or download it again"
        ) from error


def _insert_listens(reader: Reader, at: int, form: Query, part: Opened) -> int:
    user = _user(form, reader.source, part)
    if user is None and listeners.must_name(form):
        raise listeners.nameless(reader.number, reader.source, part.file)
    given: dict[str, object] = {
        "part": at,
        "user": user,
        "min_ms": reader.source.min_ms,
        "private_sessions": reader.source.private_sessions,
        "timezone": reader.source.timezone,
    }
    with _described(reader, form, part):
        filled = _filled if inputs.is_numbered(form, part) else _filled_by_place
        return filled(reader.db, form, given)


def _described(reader: Reader, form: Query, part: Opened) -> AbstractContextManager[None]:
    """Make the view that the form's SELECT reads."""
    if form.header["reads"] == "headed":
        return headed.described(reader.db, form, reader.source, part, reader.scratch)
    return inputs.described(reader.db, form, part, reader.scratch)


def _filled(db: DuckDBPyConnection, form: Query, given: dict[str, object]) -> int:
    sql = f"insert into heard.listens by name {_rows(form)}"
    used = duckdb.extract_statements(sql)[0].named_parameters
    return int(db.execute(sql, {name: value for name, value in given.items() if name in used}).fetchall()[0][0])


def _filled_by_place(db: DuckDBPyConnection, form: Query, given: dict[str, object]) -> int:
    """Number the lines by the places at which they were inserted: the engine keeps the file's order, on all threads."""
    count = _filled(db, form, given)
    part = [given["part"]]
    ((first,),) = db.execute("select min(rowid) from heard.listens where part = $1", part).fetchall()
    if first is not None:
        db.execute(f"update heard.listens set line = rowid - {first} + 1 where part = $1 and line is null", part)
    blank = db.execute("delete from heard.listens where part = $1 and line = 0", part)
    return count - int(blank.fetchall()[0][0])


def _rows(form: Query) -> str:
    """Write SQL for the rows of a form's SELECT as its staging table has them."""
    given = form.listed("columns")
    words = ", ".join(_LISTEN_COLUMNS)
    left_out = [column for column in (*_LISTEN_COLUMNS, *_OTHER_COLUMNS) if column not in given]
    columns = ", ".join([*given, *(f"null as {column}" for column in left_out)])
    return (
        "select $part as part, line, reason, left_out, "
        "try_cast(floor(listened_at) as bigint) as listened_at, "
        "try_cast(least(round((listened_at - floor(listened_at)) * 1000000), 999999) as integer) as microsecond, "
        f"{form.header.get('time') == 'end'} as is_end, "
        "nfc_normalize(coalesce(nullif(trim(user_name), ''), $user)) as user_name, "
        f"{words.replace('mapped', 'coalesce(mapped, false) as mapped')}, duration_ms, display_name, "
        "coalesce(is_ownerless, false) as is_ownerless, coalesce(is_to_minute, false) as is_to_minute, "
        f"hash({words}) as track_hash "
        f"from (select {columns} from ({form.sql}) as said) as rows"
    )


def _user(form: Query, source: Source, part: Opened) -> str | None:
    """Whose file this is: what the export or the file says, else config.yaml, else its account or the file's name."""
    return (
        _profiled(part.profile)
        or formats.captured(form, "user", part.head)
        or formats.captured(form, "user", part.tail)
        or source.user
        or formats.captured(form, "account", part.head)
        or formats.captured(form, "named", part.file)
    )


def _profiled(profile: bytes) -> str | None:
    try:
        said = json.loads(profile or b"null")
    except ValueError:
        return None
    name = (said.get("username") or said.get("user_name")) if isinstance(said, dict) else None
    return name if isinstance(name, str) else None
