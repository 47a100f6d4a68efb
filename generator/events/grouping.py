"""Many small files are read as one: the engine needs about as long for a file of one line as for one of a thousand.

Each keeps its part number and the numbers of its lines, or of the elements of its JSON document. Only such files are
put together as a form reads line by line, or element by element, so that what is read of one does not depend on others.
What a CSV means is decided by its own heading, and by its own times: see headed.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

import orjson
from duckdb import DuckDBPyConnection

from generator.events import inputs, quoting, staging
from generator.events.files import Opened
from generator.events.forms import Form, Layout
from generator.events.headings import CsvHeading
from generator.events.streams import reading
from generator.queries import Query

_SMALL = 256 * 1024  # bytes of a file that is read with others
_MOST = 32 * 1024 * 1024  # bytes that are read together
_TOLD = ("part", "line", "reason", "left_out")
_LINE_BY_LINE = {
    Layout.LINES, Layout.LOG, Layout.FIELDS, Layout.HEADED, Layout.JSON_LINES, Layout.ARRAY, Layout.DOCUMENTS
}  # fmt: skip

Span = tuple[int, int]  # the number of a part, and how many lines stand before it


@dataclass(frozen=True, slots=True)
class Member:
    """A small file: its part number, itself as it was opened, and its bytes as they are read.

    `form` is the same for all files of a group: that of a CSV which is read by its heading does not say on which line
    the heading is. There are so many lines `above` the rows.
    """

    at: int
    part: Opened
    content: bytes
    form: Form
    above: int = 0

    @property
    def rows(self) -> bytes:
        """Its bytes as they are read with others: what stands above the rows is blank."""
        return b"\n" * self.above + b"\n".join(self.content.split(b"\n")[self.above :])

    @contextmanager
    def opened(self, scratch: Path) -> Iterator[Opened]:
        """Give the file again, by itself."""
        with NamedTemporaryFile(dir=scratch) as copy:
            copy.write(self.content)
            copy.flush()
            yield replace(self.part, path=Path(copy.name))


@dataclass(slots=True)
class FileGroup:
    """Small files of one form and one listener that will be read together."""

    form: Form | None = None
    user: object = None
    members: list[Member] = field(default_factory=list)
    size: int = 0

    def takes(self, form: Form, user: object) -> bool:
        """Whether a file of a form can be read together with those of the group."""
        return not self.members or (self.form == form and self.user == user and self.size < _MOST)

    def add(self, user: object, member: Member) -> None:
        """Add a file to the group."""
        self.form, self.user = member.form, user
        self.members.append(member)
        self.size += len(member.content)

    def clear(self) -> None:
        """Empty the group."""
        self.members, self.size = [], 0


def member(at: int, part: Opened) -> Member | None:
    """Give a small file as it can be read with others, a heading blanked; None for any other file."""
    form = part.form
    if part.rejects or part.path.stat().st_size > _SMALL or not _is_line_by_line(part):
        return None
    with reading(part.path) as stream:
        content = stream.read()
    if form.is_document:
        return Member(at, part, content, form) if _is_sound(part, content) else None
    if form.heading:
        return _headed(form, form.heading, at, part, content)
    if form.layout is Layout.FIELDS:
        text = content.decode()
        if _has_open_quote(text, form.delimiter or ","):
            return None
        first, _, rest = text.lstrip("\n").partition("\n")
        if re.search(form.query.header.get("heading", "^$"), first):
            content = ("\n" * (len(text) - len(text.lstrip("\n")) + 1) + rest).encode()
    return Member(at, part, content, form)


def _headed(form: Form, heading: CsvHeading, at: int, part: Opened, content: bytes) -> Member | None:
    has_rows = heading.line <= content.count(b"\n")
    if not has_rows or _has_open_quote(content.decode(), heading.delimiter):
        return None
    return Member(at, part, content, replace(form, heading=replace(heading, line=0)), heading.line)


def _has_open_quote(text: str, delimiter: str) -> bool:
    opening = re.compile(quoting.opens(delimiter))
    return '"' in text and any(opening.search(line) for line in text.split("\n"))


def _is_sound(part: Opened, content: bytes) -> bool:
    """Whether a file is one JSON document in which nothing is broken."""
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError:
        return False
    return not inputs.is_several(part.path)


def has_lines(one: Member) -> bool:
    """Whether there is more in a file than blank lines and comments, or an element in its document."""
    if one.form.is_document:
        document = orjson.loads(one.content)
        documents = document if isinstance(document, list) else [document]
        return any(_has_elements(one.form.query, single) for single in documents)
    return any(line.strip() and not line.startswith(b"#") for line in one.rows.split(b"\n"))


def _has_elements(query: Query, document: object) -> bool:
    """Whether a document holds an element at the first path that it has, see inputs."""
    for path in query.listed("at") or ("$",):
        value = document
        for step in path.split(".")[1:]:
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, list | dict):
            return isinstance(value, dict) or bool(value)
    return True


def _is_line_by_line(part: Opened) -> bool:
    query = part.form.query
    return part.form.layout in _LINE_BY_LINE and "$file" not in query.sql and not looks_at_lines(part)


def looks_at_lines(part: Opened) -> bool:
    """Whether what a line of a file means depends on other lines."""
    query = part.form.query
    is_around = "over (" in query.sql or "unnest(" in query.sql
    return is_around and not ("together" in query.header and re.search(query.header["together"], part.head))


def joined(members: Sequence[Member], file: Path) -> list[Span]:
    """Write files one behind the other, documents a line each; answers where the lines of each begin."""
    if members[0].form.is_document:
        # Between the parts of a sound document a line feed is but a space.
        file.write_bytes(b"".join(member.content.replace(b"\n", b" ") + b"\n" for member in members))
        return [(member.at, place * inputs.MOST_ELEMENTS) for place, member in enumerate(members)]
    spans, before = [], 0
    with file.open("wb") as stream:
        for member in members:
            text = member.rows if member.rows.endswith(b"\n") else member.rows + b"\n"
            stream.write(text)
            spans.append((member.at, before))
            before += text.count(b"\n")
    return spans


def note(db: DuckDBPyConnection, spans: Sequence[Span]) -> None:
    """Fill the table `spans`."""
    lists = [[at for at, _ in spans], [before for _, before in spans]]
    pairs = "select unnest($1::integer[]) as part, unnest($2::bigint[]) as before"
    db.execute(f"create or replace temp table spans as {pairs}", lists)


def place(db: DuckDBPyConnection, *, is_judged: bool, table: str) -> dict[int, int]:
    """Insert the rows of the table `read` into a staging table, each with its own part and line by the table `spans`.

    Answers how many lines every part has. In a table that is judged later rejects, and what is left
    out, stay; else they are told now.
    """
    columns = [str(row[0]) for row in db.execute("describe read").fetchall()]
    said = ", ".join(column for column in columns if column not in _TOLD)
    db.execute(
        "create or replace temp table placed as "
        f"select spans.part, rows.place - spans.before as line, reason, left_out, {said} from ("
        f"select coalesce(line, rowid + 1) as place, reason, left_out, {said} from read where line is distinct from 0"
        ") as rows asof join spans on rows.place > spans.before order by rows.place"
    )
    counts = db.execute("select part, count(*) from placed group by part").fetchall()
    if is_judged:
        db.execute(f"insert into staging.{table} by name select part, line, reason, left_out, {said} from placed")
    else:
        _tell(db)
        staging.keep(db, table, "placed")
    db.execute("drop table placed; drop table spans; drop table read")
    return dict(counts)


def _tell(db: DuckDBPyConnection) -> None:
    """Note the rejects of the table `placed`, and what is left out of it."""
    db.execute("insert into rejects select part, line, reason from placed where reason is not null")
    db.execute(
        "insert into left_out select part, left_out, count(*) from placed "
        "where reason is null and left_out is not null group by part, left_out order by part, left_out"
    )
