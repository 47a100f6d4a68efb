"""The lines of a source's files go into their staging table, each numbered and, if it is no event, with the reason."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import file_digest
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb
from duckdb import DuckDBPyConnection

from generator.config import Source
from generator.errors import UndecidedError
from generator.events import cached_reading, formats, forms, grouping, headed, inputs, listeners, reference, staging
from generator.events.cached_reading import Cached
from generator.events.copies import Content, Copies, options
from generator.events.domains import DOMAINS, LISTENS
from generator.events.files import Opened, Wanted, opened, read_as_source
from generator.events.grouping import FileGroup
from generator.events.kept_rows import KeptRows
from generator.events.requests import unrouted
from generator.events.streams import reading
from generator.events.tolerance import tolerantly
from generator.queries import Query

# What a SELECT of a source may leave out is null, as what it may leave out of a track is.
_OTHER_COLUMNS = (
    "reason", "left_out", "user_name", "duration_ms", "display_name", "is_unnamed", "has_user", "is_server_play",
    "is_to_minute", "is_end",
)  # fmt: skip

_STAGED = {table for domain in DOMAINS for table in domain.staged} - {LISTENS}


@dataclass(slots=True)
class FilePart:
    """A row of the table parts."""

    source: int
    file: str
    lines: int


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a source takes: the database, the source's number in config.yaml, from 0, and a scratch folder.

    Of a format that fills several staging tables, `table` is the one that is filled now. In a survey nothing is filled:
    it is only noted what the rows refer to. `most` is how many bytes a file may unpack to. `copies` knows what was read
    before, `kept` what earlier builds read, `group` holds small files that are read together, `parts` counts what was
    read, `passed_over` gathers members of archives that are not of the format, `others` the files that are no history,
    `undecided` says of which files config.yaml has to say more.
    """

    db: DuckDBPyConnection
    number: int
    source: Source
    table: str
    scratch: Path
    most: int
    is_survey: bool = False
    copies: Copies = field(default_factory=Copies)
    kept: KeptRows | None = None
    group: FileGroup = field(default_factory=FileGroup)
    parts: list[FilePart] = field(default_factory=list)
    passed_over: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)

    def cached(self, part: Opened, *more: object) -> Cached:
        """What reading a part through the cache takes; `more` is what decides beside the part itself what is read."""
        way = cached_reading.how(part.form.query, _options(self.source, part), *more)
        return Cached(self.db, self.kept, self.scratch, way)


def read(reader: Reader, file: Path, name: str) -> int:
    """Read what a file, or its members, has for a table, and answer how many parts did; `name` is how messages call it.

    Raises SourceError for a file that cannot be read whole.
    """
    source = reader.source

    count = 0
    wanted = Wanted(
        formats.members(source.format, reader.table),
        source.encoding,
        partial(forms.chosen, source, reader.table),
        reader.most,
        formats.asks(source.format),
        formats.profile(source.format),
        formats.is_log(source.format),
        reader.passed_over.add,
    )
    for part in opened(file, name, wanted, reader.scratch):
        with read_as_source(part.file, reader.scratch):
            if reader.is_survey:
                _survey_part(reader, part)
            else:
                _read_part(reader, part, partial(_digest, file, name, part.file, wanted, reader.scratch))
        count += 1
    return count


def note(reader: Reader, name: str) -> int:
    """Note a file that only lies beside a history, as one without lines, and answer that it is one part."""
    reader.parts.append(FilePart(reader.number, name, 0))
    reader.others.append(name)
    return 1


def _read_part(reader: Reader, part: Opened, digest: Callable[[], bytes]) -> None:
    """Read one file or archive member into its staging table and count its lines; none of what was read before."""
    at = len(reader.parts)
    reader.parts.append(FilePart(reader.number, part.file, len(part.rejects)))
    if part.head:
        header = part.form.query.header
        if "holds" in header and "file" not in header:
            reader.others.append(part.file)
        content = Content(part.file, reader.number, _options(reader.source, part), cache(digest))
        if reader.copies.is_repeat(reader.table, reader.source.format, part.path, content):
            reader.parts[at].lines = 0
            return
        try:
            part = replace(part, form=forms.settled(part.form, reader.source, part.file, part.path))
        except UndecidedError as error:  # told with all others
            reader.undecided.append(str(error))
            return
        if _waits(reader, at, part, content):
            return
        flush(reader)
        lines = _insert(reader, at, part)
        reader.parts[at].lines += lines
        if lines:
            reader.copies.note(reader.table, reader.source.format, part.path, content)
    if part.rejects:
        reader.db.executemany("insert into rejects values ($1, $2, $3)", [(at, *reject) for reject in part.rejects])


def _waits(reader: Reader, at: int, part: Opened, content: Content) -> bool:
    """Let a small file wait for others with which it is read."""
    member = grouping.member(at, part) if part.form.table in {LISTENS, *_STAGED} else None
    if member is None:
        return False
    user = content.options["user"]
    if not reader.group.takes(member.form, user):
        flush(reader)
    reader.group.add(user, member)
    if grouping.has_lines(member):
        reader.copies.note(reader.table, reader.source.format, part.path, content)
    return True


def flush(reader: Reader) -> None:
    """Read the small files that wait; where that fails, one by one, so that the one that is to blame is named."""
    group, members = reader.group, reader.group.members
    group.clear()
    try:
        counts = _insert_group(reader, members) if len(members) > 1 else None
    except duckdb.OutOfMemoryException:
        raise  # the machine, not a file
    except (duckdb.Error, UndecidedError):
        counts = None
    for member in members:
        if counts is not None:
            reader.parts[member.at].lines += counts.get(member.at, 0)
            continue
        with member.opened(reader.scratch) as part:
            reader.parts[member.at].lines += _insert(reader, member.at, part)


def _insert_group(reader: Reader, members: Sequence[grouping.Member]) -> dict[int, int]:
    form = members[0].form
    with NamedTemporaryFile(dir=reader.scratch) as file:
        spans = grouping.joined(members, Path(file.name))
        grouping.note(reader.db, spans)
        longest = max(max(member.part.longest, len(member.content)) for member in members)
        whole = replace(members[0].part, path=Path(file.name), longest=longest, form=form)
        is_judged = form.table == LISTENS

        def make(_: Opened) -> None:
            with _described_together(reader, whole, members):
                if is_judged:
                    _make_listens(reader, whole)
                else:
                    staging.read(reader.db, form.query, members[0].part.file, reader.source)

        tables = ("read",) if is_judged else staging.tables(form.query, reader.source)
        places = [(at - members[0].at, before) for at, before in spans]
        cached = reader.cached(whole, form.layout, form.heading, places)
        cached_reading.make_tables(cached, whole, tables, make, may_grow=False)
        _note_unrouted(reader, tables)
    return grouping.place(reader.db, is_judged=is_judged, table=form.table)


def _make_listens(reader: Reader, whole: Opened) -> None:
    """Make the table `read` of the listens of files that were joined."""
    given = _given(reader, whole, None)
    sql = f"create or replace temp table read as {_rows(whole.form.query)}"
    used = duckdb.extract_statements(sql)[0].named_parameters
    reader.db.execute(sql, {name: value for name, value in given.items() if name in used})


def _note_unrouted(reader: Reader, tables: Sequence[str]) -> None:
    if unrouted.READ in tables:
        unrouted.note(reader.db, reader.source)


def _described_together(
    reader: Reader, whole: Opened, members: Sequence[grouping.Member]
) -> AbstractContextManager[None]:
    """Make the view that the form's SELECT reads, over files that were joined."""
    if whole.form.heading:
        names = {member.at: member.part.file for member in members}
        return headed.described_together(reader.db, reader.source, whole.form.heading, whole, names)
    if whole.form.is_document:
        inputs.describe_documents(reader.db, whole)
        return nullcontext()
    return inputs.described(reader.db, whole, reader.scratch)


def _given(reader: Reader, part: Opened, at: int | None) -> dict[str, object]:
    """What the rows of a form of listens ask for by their parameters."""
    source = reader.source
    user = _user(source, part)
    if user is None and listeners.must_name(part.form.query):
        raise listeners.nameless(reader.number, source, part.file)
    return {
        "part": at,
        "user": user,
        "min_ms": source.min_ms,
        "private_sessions": source.private_sessions,
        "timezone": source.timezone,
    }


def _options(source: Source, part: Opened) -> dict[str, object]:
    """What decides how the bytes of a part are read."""
    user = _user(source, part) if part.form.table == LISTENS else None
    return {**options(source), "user": user, "file": part.file if "$file" in part.form.query.sql else ""}


def _digest(file: Path, name: str, part: str, wanted: Wanted, scratch: Path) -> bytes:
    """Give the digest of a part of a file, which is opened once more."""
    for again in opened(file, name, wanted, scratch):
        if again.file == part:
            with reading(again.path) as stream:
                return file_digest(stream, "sha256").digest()
    return b""


def _insert(reader: Reader, at: int, part: Opened) -> int:
    """Insert the rows of a form's SELECT; answers how many there were."""

    def read(part: Opened) -> int:
        if part.form.table == LISTENS:
            return _insert_listens(reader, at, part)
        if part.form.table in _STAGED:
            return _insert_staged(reader, at, part)
        return reference.fill(reader.db, at, part, reader.scratch)

    try:
        return tolerantly(reader.db, part, reader.scratch, read)
    except UndecidedError as error:  # told with all others
        reader.undecided.append(str(error))
        return 0


def _survey_part(reader: Reader, part: Opened) -> None:
    """Note what the rows of a file or archive member refer to."""
    if part.head:

        def read(part: Opened) -> None:
            reference.survey(reader.db, part, reader.scratch)

        tolerantly(reader.db, part, reader.scratch, read)


def _insert_listens(reader: Reader, at: int, part: Opened) -> int:
    def fill(part: Opened, at: int) -> int:
        given = _given(reader, part, at)
        with _described(reader, part):
            filled = _filled if part.form.is_numbered else _filled_by_place
            return filled(reader.db, part.form.query, given)

    return cached_reading.fill_listens(reader.cached(part), at, part, fill)


def _insert_staged(reader: Reader, at: int, part: Opened) -> int:
    def make(part: Opened) -> None:
        with inputs.described(reader.db, part, reader.scratch):
            staging.read(reader.db, part.form.query, part.file, reader.source)

    tables = staging.tables(part.form.query, reader.source)
    cached_reading.make_tables(reader.cached(part), part, tables, make)
    _note_unrouted(reader, tables)
    return staging.fill(reader.db, part.form.query, at)


def _described(reader: Reader, part: Opened) -> AbstractContextManager[None]:
    """Make the view that the form's SELECT reads."""
    if part.form.heading:
        return headed.described(reader.db, reader.source, part.form.heading, part, reader.scratch)
    return inputs.described(reader.db, part, reader.scratch)


def _filled(db: DuckDBPyConnection, form: Query, given: dict[str, object]) -> int:
    sql = f"insert into staging.listens by name {_rows(form)}"
    used = duckdb.extract_statements(sql)[0].named_parameters
    return int(db.execute(sql, {name: value for name, value in given.items() if name in used}).fetchall()[0][0])


def _filled_by_place(db: DuckDBPyConnection, form: Query, given: dict[str, object]) -> int:
    """Number the lines by the places at which they were inserted: the engine keeps the file's order, on all threads."""
    count = _filled(db, form, given)
    part = [given["part"]]
    ((first,),) = db.execute("select min(rowid) from staging.listens where part = $1", part).fetchall()
    if first is not None:
        db.execute(f"update staging.listens set line = rowid - {first} + 1 where part = $1 and line is null", part)
    blank = db.execute("delete from staging.listens where part = $1 and line = 0", part)
    return count - int(blank.fetchall()[0][0])


def _rows(form: Query) -> str:
    """Write SQL for the rows of a form's SELECT as its staging table has them."""
    given = form.listed("columns")
    words = ", ".join(staging.TRACK_COLUMNS)
    left_out = [column for column in (*staging.TRACK_COLUMNS, *_OTHER_COLUMNS) if column not in given]
    columns = ", ".join([*given, *(f"null as {column}" for column in left_out)])
    return (
        "select $part as part, line, reason, left_out, "
        "try_cast(floor(listened_at) as bigint) as listened_at, "
        "try_cast(least(round((listened_at - floor(listened_at)) * 1000000), 999999) as integer) as microsecond, "
        f"coalesce(is_end, {form.header.get('time') == 'end'}) as is_end, "
        "nfc_normalize(coalesce(nullif(trim(user_name), ''), $user)) as user_name, "
        f"{words.replace('mapped', 'coalesce(mapped, false) as mapped')}, duration_ms, display_name, "
        "coalesce(is_unnamed, false) as is_unnamed, coalesce(has_user, false) as has_user, "
        "coalesce(is_server_play, false) as is_server_play, coalesce(is_to_minute, false) as is_to_minute, "
        f"hash({words}) as track_hash "
        f"from (select {columns} from ({form.sql}) as said) as rows"
    )


def _user(source: Source, part: Opened) -> str | None:
    """Whose file this is: what the export or the file says, else config.yaml, else its account or the file's name."""
    form = part.form.query
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
