"""The catalog: every subject of the tree with its paths and the ranges, or years, that have an answer there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from generator.documents import Document
from generator.mirrors.endpoint import Endpoint
from generator.ranges import ALL_TIME, epoch

PATH = "catalog.json"


# The path of an endpoint, a subject by its name and its segment, and a range or a year.
Noted = tuple[str, str, str, str]
Ranges = dict[str, list[str]]  # bare path -> names of the ranges, or the years, answered


@dataclass(frozen=True, slots=True)
class Catalog:
    """What was answered so far; `subjects` is by the name of the path's variable, then by name and segment.

    `answered` has the same ranges by their paths, of whatever subject, and `first` a document of every endpoint's;
    `noted` are all additions as they came.
    """

    subjects: dict[str, dict[tuple[str, str], Ranges]] = field(default_factory=dict)
    sitewide: Ranges = field(default_factory=dict)
    answered: Ranges = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    noted: list[Noted] = field(default_factory=list)

    def add(self, endpoint: Endpoint, subject: str, segment: str, span: str) -> None:
        """Note that a range has an answer for a subject, given as its name and its path segment.

        An endpoint that knows no ranges answers an empty one.
        """
        self.noted.append((endpoint.path, subject, segment, span))
        kind = endpoint.subject
        ranges = self.subjects.setdefault(kind, {}).setdefault((subject, segment), {}) if kind else self.sitewide
        path = "/" + endpoint.stem(segment)
        found = self.answered.setdefault(path, ranges.setdefault(path, []))
        if span:
            found.append(span)
        bare = span in {"", ALL_TIME}
        self.first.setdefault(endpoint.path, f"{path}.json"[1:] if bare else f"{path}/{span}.json"[1:])

    def add_year(self, endpoint: Endpoint, subject: str, segment: str, year: str) -> None:
        """Note a year that has an answer for a subject, in the order of its years."""
        self.add(endpoint, subject, segment, year)
        self.answered["/" + endpoint.stem(segment)].sort()

    def has(self, endpoint: Endpoint, segment: str, span: str) -> bool:
        """Whether a range has an answer for a subject, given as its path segment."""
        return span in self.answered.get("/" + endpoint.stem(segment), ())

    def document(self) -> Document:
        """The catalog as JSON, in the order of names."""
        listed: dict[str, list[dict[str, object]]] = {}
        for kind, found in sorted(self.subjects.items()):
            # Two APIs may call different things alike: projects of volunteers and of videos.
            listed.setdefault(plural(kind), []).extend(
                {kind: subject, "segment": segment, "paths": paths}
                for (subject, segment), paths in sorted(found.items())
            )
        return Document(PATH, orjson.dumps({"sitewide": self.sitewide, **listed}), "site")


def plural(kind: str) -> str:
    """What the subjects of a kind are called together: users for user_name."""
    return f"{kind.rpartition('_')[0]}s"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a mirror needs to know of its domain: the segment of every subject, and the only now, in epoch seconds."""

    segments: Mapping[str, str]
    as_of: int
    catalog: Catalog = field(default_factory=Catalog)

    def last_updated(self, until: datetime) -> int:
        """The moment up to which a period that ends then is counted: what is finished says the same for ever."""
        return min(self.as_of, epoch(until))
