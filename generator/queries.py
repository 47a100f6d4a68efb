"""SQL files with a header of comments: what they answer, from what, and in which columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from generator.errors import QueryError

_HEADER = re.compile(r"^-- *(?P<key>[a-z ]+?): *(?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Query:
    """One SELECT and its header; `name` is the file's path without its ending."""

    name: str
    header: Mapping[str, str]
    sql: str

    def listed(self, key: str) -> tuple[str, ...]:
        """A header line that is a list, as its items; empty when the header has no such line."""
        return tuple(item.strip() for item in self.header.get(key, "").split(",") if item.strip())


def read(file: Traversable, name: str) -> Query:
    """Read a query; a file that is not there is a QueryError."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{name}: there is no such query ({error})") from error
    return Query(name, _header(text), text)


def _header(text: str) -> dict[str, str]:
    """The `-- key: value` lines that open a file; the prose after them is for readers."""
    header: dict[str, str] = {}
    for line in text.splitlines():
        found = _HEADER.match(line)
        if not found:
            break
        header[found["key"].strip()] = found["value"].strip()
    return header
