"""What an endpoint of a mirrored API is: its path, what it accepts, which stat set answers it, and in what shape.

It is said here once. The tree, `routes.json`, `openapi.json`, the server, the host rules and the worker are made from
the same declarations.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from generator.ranges import ALL_TIME
from generator.schemas import Schema
from generator.stats import Shape

FIRST = 25  # items of an answer to a request without count
MOST = 1000  # items of an answer at most

_NO_LIST = Shape(())
_VARIABLE = re.compile(r"{(\w+)}")
_NO_NAME = re.compile(r"{\w+}")  # the same without a group, which a split would give, too

Kind = Literal["subject", "mbid", "one of", "year", "natural", "moment", "date", "text"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is no file: a status and a JSON body, none of it with 204.

    `{name}` in a text of the body stands for what the request said of that parameter, `{value}` for what it said of the
    one that is refused; a text that is but the name of a year stands for its number.
    """

    status: int
    body: Mapping[str, Any] | None = None


NOTHING = Reply(204)


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a request says, in its path or its query; the first of repeated ones counts.

    `refused` answers a value that is none of the kind, `required` a request without it; where there is no such answer
    every value is taken, and the default holds. `most` is what a larger natural number is taken for. Of a subject,
    `names` is the kind of name in the catalog, `known` a file that everyone known has; a `caseless` name is found in
    any case. A year knows no values until a tree is made. `says` describes it and `example` is a value, for people.
    """

    name: str
    kind: Kind
    says: str
    example: str
    refused: Reply | None = None
    required: Reply | None = None
    default: str | None = None
    values: tuple[str, ...] = ()
    most: int | None = None
    names: str = ""
    known: str = ""
    caseless: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """How an answer is cut from its file: the keys that lead to its list, and the key of an item that says when.

    A `page` is as long as count says and begins at offset; it tells both beside its list. `bins` are those from after's
    to before's, `days` those from start_date to end_date, both included.
    """

    by: Literal["page", "bins", "days"]
    items: tuple[str, ...] = ()
    key: str = ""
    value: str = ""
    finer: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of an API, the stat set that answers it, and the shape of the answer.

    `items` and `total` are the payload's keys of the list and of its length before the cap, `shape` is the list's; an
    answer that is no list has none. An endpoint with a total is paginated. A bucketed one bounds its answer by its
    buckets. `parameters` are in the order in which the API checks them, `endings` what may follow the path, `absent`
    answers where the tree has no file, `cut` says how an answer is made from a file that holds more, `repeats` has the
    keys that lead to where it repeats the path's first variable as the request spelled it, and `source` is where the
    file lies, if it is not called like the path. `says` describes the answer for people, `answer` is its schema, and
    `counted_by` what an item is of, where the grain of the stat set is another.
    """

    path: str
    stat_set: str
    items: str = ""
    shape: Shape = _NO_LIST
    total: str | None = None
    bucketed: bool = False
    parameters: tuple[Parameter, ...] = ()
    endings: tuple[str, ...] = ("", "/")
    absent: Reply = NOTHING
    cut: Cut | None = None
    repeats: tuple[str, ...] = ()
    source: str = ""
    says: str = ""
    answer: Schema = field(default_factory=dict)
    counted_by: str | None = None

    @property
    def paginated(self) -> bool:
        """Whether requests may ask for a part of the list."""
        return self.total is not None

    @property
    def subject(self) -> str | None:
        """The name of the path's first variable, such as user_name; None for the whole site."""
        return _variable(self.path)

    @property
    def ranged(self) -> bool:
        """Whether requests may ask for a range."""
        return any(parameter.name == "range" for parameter in self.parameters)

    @property
    def file(self) -> str:
        """Where the file lies that answers a request, with the names of what the request says in braces."""
        stem = self.path.lstrip("/")
        if self.source:
            return self.source
        if self.ranged:
            return f"{stem}/{{range}}/all.json" if self.paginated else f"{stem}/{{range}}.json"
        return f"{stem}.json"

    @property
    def first_file(self) -> str | None:
        """Where the first page of a list lies, as a request without count and offset has it; None of other answers."""
        return f"{self.path.lstrip('/')}/{{range}}.json" if self.paginated else None

    def is_in_path(self, parameter: Parameter) -> bool:
        """Whether a request says the parameter in its path; it says the others in its query."""
        return f"{{{parameter.name}}}" in self.path

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
        return subject.join(_around_variables(self.path))


@cache
def _variable(path: str) -> str | None:
    found = _VARIABLE.search(path)
    return found[1] if found else None


@cache
def _around_variables(path: str) -> tuple[str, ...]:
    """What stands before, between and after the variables of a path, without its first slash."""
    return tuple(_NO_NAME.split(path.lstrip("/")))
