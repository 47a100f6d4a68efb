"""What an endpoint of a mirrored API is: its path, what it accepts, which stat set answers it, and in what shape.

The tree, the server and the host rules read the same declarations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.ranges import ALL_TIME
from generator.stats import Shape

FIRST = 25  # items of an answer to a request without count
MOST = 1000  # items of an answer at most

_NO_LIST = Shape(())


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of an API, the stat set that answers it, and the shape of the answer.

    `items` and `total` are the payload's keys of the list and of its length before the cap, `shape` is the list's; an
    answer that is no list has none. An endpoint with a total is paginated: it accepts count and offset. A bucketed one
    bounds its answer by its buckets.
    """

    path: str
    stat_set: str
    items: str = ""
    shape: Shape = _NO_LIST
    total: str | None = None
    bucketed: bool = False

    @property
    def paginated(self) -> bool:
        """Whether requests may ask for a part of the list."""
        return self.total is not None

    @property
    def subject(self) -> str | None:
        """The name of the path's variable, such as user_name; None for the whole site."""
        found = re.search(r"{(\w+)}", self.path)
        return found[1] if found else None

    def paths(self, subject: str, name: str) -> Iterator[str]:
        """Where the answer for a range lies in the tree; for the default range also at the bare path."""
        stem = self.stem(subject)
        if name == ALL_TIME:
            yield f"{stem}.json"
        yield f"{stem}/{name}.json"

    def all_path(self, subject: str, name: str) -> str:
        """Where the answer with as many items as the API gives lies."""
        return f"{self.stem(subject)}/{name}/all.json"

    def stem(self, subject: str) -> str:
        """The path for one subject, given as a path segment, without its ending."""
        return re.sub(r"{\w+}", lambda _: subject, self.path).lstrip("/")
