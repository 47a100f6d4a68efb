"""What an endpoint of a mirrored API is: its path, what it accepts, which stat set answers it, and in what shape.

The tree, the server and the host rules read the same declarations.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FIRST = 25  # items of an answer to a request without count
MOST = 1000  # items of an answer at most


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of an API.

    `item` are the columns of one item, or `key = column`; `head` the columns that say whom a document is about;
    `items` and `total` are the payload's keys of the list and of its length before the cap.
    A paginated endpoint accepts count and offset.
    """

    path: str
    stat_set: str
    items: str
    item: tuple[str, ...]
    head: tuple[str, ...] = ()
    order: str = "rank"
    total: str | None = None
    paginated: bool = False
    bucketed: bool = False

    @property
    def subject(self) -> str | None:
        """The name of the path's variable, such as user_name; None for the whole site."""
        found = re.search(r"{(\w+)}", self.path)
        return found[1] if found else None

    def paths(self, subject: str, name: str) -> Iterator[str]:
        """Where the answer for a range lies in the tree; for the default range also at the bare path."""
        stem = self.stem(subject)
        if name == "all_time":
            yield f"{stem}.json"
        yield f"{stem}/{name}.json"

    def all_path(self, subject: str, name: str) -> str:
        """Where the answer with as many items as the API gives lies."""
        return f"{self.stem(subject)}/{name}/all.json"

    def stem(self, subject: str) -> str:
        """The path for one subject, given as a path segment, without its ending."""
        return re.sub(r"{\w+}", lambda _: subject, self.path).lstrip("/")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a mirror needs to know of the site: the path segment of every user, and the only now, in epoch seconds."""

    users: Mapping[str, str]
    last_updated: int
