"""The source formats: a SQL file each in generator/sources, or a folder of them where a format has several forms.

The header of a form says which table it fills, how its files are read, and how it is told from its siblings. With
`select:` it has the SELECT of a sibling, whose rows only stand in files of another kind.

Whose listens a file of a history holds is told by a column `user_name`, or by one of these:
- `profile:` the name of a file beside it, or above its folder of listens, with a `username`
- `user:` what the file itself says, an expression; it wins over `user:` in config.yaml
- `account:` what the service calls its listener, an expression; `user:` in config.yaml wins over it
- `named:` what the name of the file says, an expression
"""

import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NoReturn

from generator import queries
from generator.errors import SourceError
from generator.events import first_lines
from generator.events.plain import HEAD
from generator.events.streams import as_gz
from generator.queries import Query

_ENDING = ".sql"
NEVER = "(?!)"  # the `when:` of a form that config.yaml alone tells
_DEFAULT_MEMBERS = r"\.(jsonl|ndjson|json|csv|tsv|txt|log|parquet|listens)(\.gz)?$"


@cache
def forms() -> dict[str, tuple[Query, ...]]:
    """Give every format by name, with its forms in the order in which they are tried."""
    folder = files("generator") / "sources"
    found = {entry.name.removesuffix(_ENDING): _forms(entry) for entry in folder.iterdir() if _is_format(entry)}
    return dict(sorted(found.items()))


def names() -> frozenset[str]:
    """Give the formats that config.yaml may name."""
    return frozenset(forms())


def tables(name: str) -> tuple[str, ...]:
    """Give the staging tables that a format fills, each once, in the order of its forms."""
    return tuple(dict.fromkeys(form.header["table"] for form in forms()[name]))


def has_headings(name: str) -> bool:
    """Whether a format reads CSV by its heading, so that `columns:` and `dates:` may say what it means."""
    return any(form.header["reads"] == "headed" for form in forms()[name])


def members(name: str, table: str) -> str:
    """Tell which members of an archive go from a format into a table, as a regular expression."""
    mine = [form for form in forms()[name] if form.header["table"] == table]
    return "|".join(sorted({form.header.get("members", _DEFAULT_MEMBERS) for form in mine}))


def is_log(name: str) -> bool:
    """Whether a format reads what servers print, a line a request."""
    return any(form.header["reads"] == "log" for form in forms()[name])


def asks(name: str) -> str:
    """Give the SELECT by which a format reads a SQLite file; empty when it has none."""
    return next((form.header["asks"] for form in forms()[name] if "asks" in form.header), "")


def profile(name: str) -> str:
    """Give the name of the file in which the exports of a format say whose they are; empty when they have none."""
    return next((form.header["profile"] for form in forms()[name] if "profile" in form.header), "")


def is_beside(name: str, file: str) -> bool:
    """Whether a file only comes with the exports of a format, to be looked at by people: it is not opened."""
    patterns = (form.header["beside"] for form in forms()[name] if "beside" in form.header)
    return any(re.search(pattern, file, re.IGNORECASE) for pattern in patterns)


def captured(form: Query, key: str, text: str) -> str | None:
    """Give what the first group that takes part in a header's expression captures, JSON escapes undone."""
    match = re.search(form.header[key], text) if key in form.header else None
    found = next((group for group in match.groups() if group), None) if match else None
    if found is None or "\\" not in found:
        return found
    try:
        return str(json.loads(f'"{found}"'))
    except ValueError:
        return found


def found(name: str, file: str, head: str, told: str = "") -> Query | None:
    """Tell which form of a format a file has, by what config.yaml tells, its name or its beginning; None for none."""
    if told:
        return next(form for form in forms()[name] if form.name == told)
    return _called(name, file) or _begun(name, head) or _named(name, file, head)


def refuse(name: str, file: str) -> NoReturn:
    """Say of a file that it has no form of a format, and what to do."""
    known = "; ".join(form.header["form"] for form in forms()[name] if form.header.get("when") != NEVER)
    own = (
        "write at this source how the server was told to log, log_format: '$remote_addr …'; or " if is_log(name) else ""
    )
    raise SourceError(f"{file}: not the format {name!r}: {own}is `format:` right for this file? Known forms: {known}")


def is_member(name: str, table: str, file: str) -> bool:
    """Whether files of such a name go from archives into a table."""
    return bool(re.search(members(name, table), as_gz(file), re.IGNORECASE))


def _called(name: str, file: str) -> Query | None:
    """Tell the form that has files of such a name to itself, whatever stands in them."""
    own = [form for form in forms()[name] if "file" in form.header]
    return next((form for form in own if re.search(form.header["file"], as_gz(file), re.IGNORECASE)), None)


def _begun(name: str, head: str) -> Query | None:
    told = [form for form in forms()[name] if "file" not in form.header]
    for text in dict.fromkeys((head, first_lines.cut(head))):
        for form in told:
            if re.search(form.header.get("when", ""), text, re.DOTALL):
                return form
    return None


def _named(name: str, file: str, head: str) -> Query | None:
    """Tell the form by the name of a file of JSON whose first record goes on beyond its beginning."""
    if not head.startswith(("[", "{")) or "\n" in head or len(head.encode()) < HEAD // 2:
        return None
    bare = re.sub(r"_json\.zip$", ".json", as_gz(file))
    told = [form for form in forms()[name] if "file" not in form.header]
    tables = [form for form in told if form.header["reads"] == "table" and "members" in form.header]
    return next((form for form in tables if re.search(form.header["members"], bare, re.IGNORECASE)), None)


def _is_format(entry: Traversable) -> bool:
    return entry.name.endswith(_ENDING) or (entry.is_dir() and not entry.name.startswith("_"))


def _forms(entry: Traversable) -> tuple[Query, ...]:
    inner = sorted(entry.iterdir(), key=lambda file: file.name) if entry.is_dir() else [entry]
    read = [queries.read(file, file.name.removesuffix(_ENDING)) for file in inner if file.name.endswith(_ENDING)]
    named = {form.name: form for form in read}
    return tuple(replace(form, sql=named[form.header.get("select", form.name)].sql) for form in read)
