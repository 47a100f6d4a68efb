"""Many small files of lines are read as one: the engine takes about as long for a file of one line as for a thousand.

Each keeps its part number and the numbers of its lines. Only such files are put together as a form reads line by line,
so that what is read of a line does not depend on the lines of other files.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from duckdb import DuckDBPyConnection

from generator.events import inputs, quoting
from generator.events.files import Opened
from generator.queries import Query

_SMALL = 256 * 1024  # bytes of a file that is read with others
_MOST = 32 * 1024 * 1024  # bytes that are read together
_TOLD = ("part", "line", "reason", "left_out")


@dataclass(frozen=True, slots=True)
class Member:
    """A small file: its part number, itself as it was opened, and its bytes as they are read."""

    at: int
    part: Opened
    content: bytes

    @contextmanager
    def opened(self, scratch: Path) -> Iterator[Opened]:
        """Give it once more, alone."""
        with NamedTemporaryFile(dir=scratch) as copy:
            copy.write(self.content)
            copy.flush()
            yield replace(self.part, path=Path(copy.name))


@dataclass(slots=True)
class Group:
    """Small files that wait to be read together, as one form reads them for one listener."""

    form: Query | None = None
    key: object = None
    members: list[Member] = field(default_factory=list)
    size: int = 0

    def takes(self, form: Query, key: object) -> bool:
        """Whether another file of a form can be read with those that wait."""
        return not self.members or (self.form is form and self.key == key and self.size < _MOST)

    def add(self, form: Query, key: object, member: Member) -> None:
        """Let another file wait."""
        self.form, self.key = form, key
        self.members.append(member)
        self.size += len(member.content)

    def clear(self) -> None:
        """Let no file wait any more."""
        self.members, self.size = [], 0


def content_of(form: Query, part: Opened) -> bytes | None:
    """Give the bytes of a small file as they can be read with others, a heading blanked; None for any other file."""
    if part.rejects or part.path.stat().st_size > _SMALL or not _is_line_by_line(form, part):
        return None
    content = part.path.read_bytes()
    if form.header["reads"] == "fields":
        text = content.decode()
        delimiter = inputs.delimiter_of(form, part.head) or ","
        if any(re.search(quoting.opens(delimiter), line) for line in text.split("\n")):
            return None
        first, _, rest = text.lstrip("\n").partition("\n")
        if re.search(form.header.get("heading", "^$"), first):
            content = ("\n" * (len(text) - len(text.lstrip("\n")) + 1) + rest).encode()
    return content


def has_lines(content: bytes) -> bool:
    """Whether there is more in a file than blank lines and comments."""
    return any(line.strip() and not line.startswith(b"#") for line in content.split(b"\n"))


def _is_line_by_line(form: Query, part: Opened) -> bool:
    reads = form.header["reads"]
    are_lines = reads in {"lines", "log", "fields"} or (reads == "table" and not inputs.is_numbered(form, part))
    looks_around = "over (" in form.sql or "unnest(" in form.sql or "$file" in form.sql
    if looks_around and "together" in form.header:
        looks_around = not re.search(form.header["together"], part.head)
    return are_lines and not looks_around


def joined(members: Sequence[Member], file: Path) -> list[tuple[int, int]]:
    """Write files one behind the other; answers the part number of each, and how many lines stand before it."""
    spans, before = [], 0
    with file.open("wb") as stream:
        for member in members:
            text = member.content if member.content.endswith(b"\n") else member.content + b"\n"
            stream.write(text)
            spans.append((member.at, before))
            before += text.count(b"\n")
    return spans


def place(db: DuckDBPyConnection, spans: Sequence[tuple[int, int]], *, is_judged: bool, table: str) -> dict[int, int]:
    """Insert the rows of the table `read` into a staging table, each with its own part and line.

    Answers how many lines every part has. In a table that is judged later rejects, and what is left
    out, stay; else they are told now.
    """
    lists = [[at for at, _ in spans], [before for _, before in spans]]
    pairs = "select unnest($1::integer[]) as part, unnest($2::bigint[]) as before"
    db.execute(f"create or replace temp table spans as {pairs}", lists)
    columns = [str(row[0]) for row in db.execute("describe read").fetchall()]
    said = ", ".join(column for column in columns if column not in _TOLD)
    db.execute(
        "create or replace temp table placed as "
        f"select spans.part, rows.place - spans.before as line, reason, left_out, {said} from ("
        f"select coalesce(line, rowid + 1) as place, reason, left_out, {said} from read where line is distinct from 0"
        ") as rows asof join spans on rows.place > spans.before order by rows.place"
    )
    counts = db.execute("select part, count(*) from placed group by part").fetchall()
    kept = "true" if is_judged else "reason is null and left_out is null"
    told = "reason, left_out, " if is_judged else ""
    if not is_judged:
        _tell(db)
    db.execute(f"insert into heard.{table} by name select part, line, {told}{said} from placed where {kept}")
    db.execute("drop table placed; drop table spans; drop table read")
    return dict(counts)


def _tell(db: DuckDBPyConnection) -> None:
    """Note the rejects of the table `placed`, and what is left out of it."""
    db.execute("insert into rejects select part, line, reason from placed where reason is not null")
    db.execute(
        "insert into left_out select part, left_out, count(*) from placed "
        "where reason is null and left_out is not null group by part, left_out order by part, left_out"
    )
