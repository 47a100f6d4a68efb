"""SQL files with a header of comments: what they answer, from what, and in which columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from generator.errors import QueryError

_HEADER = re.compile(r"^-- *(?P<key>[a-z ]+?): *(?P<value>.*)$")
_CARRIED_ON = "--   "


@dataclass(frozen=True, slots=True)
class Query:
    """One SELECT and its header; `name` is the file's path without its ending."""

    name: str
    header: Mapping[str, str]
    sql: str

    def listed(self, key: str) -> tuple[str, ...]:
        """A header line that is a list, as its items; empty when the header has no such line."""
        return tuple(item.strip() for item in self.header.get(key, "").split(",") if item.strip())

    @property
    def columns(self) -> dict[str, str]:
        """The columns of the result in their order, each with its type, such as `text` or `uuid[]`."""
        return {name: kind for name, _, kind in (item.partition(" ") for item in self.listed("columns"))}


def read(file: Traversable, name: str) -> Query:
    """Read a query; a file that is not there is a QueryError."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{name}: there is no such query ({error})") from error
    return Query(name, _header(text), text)


def _header(text: str) -> dict[str, str]:
    """The `-- key: value` lines that open a file; an indented line carries on the one before, prose comes after."""
    header: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if found := _HEADER.match(line):
            key = found["key"].strip()
            header[key] = found["value"].strip()
        elif key and line.startswith(_CARRIED_ON):
            header[key] += f" {line.removeprefix(_CARRIED_ON).strip()}"
        else:
            break
    return header
