"""What the stat sets of sources say: what became of lines, protected projects, and names that several artists share."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.stats.records import records
from generator.stats.store import Store


@dataclass(frozen=True, slots=True)
class LineReason:
    """Why lines were rejected, or by which rule they were left out, and how many."""

    is_reject: bool
    reason: str
    line_count: int


@dataclass(frozen=True, slots=True)
class ProjectName:
    """The short name of a project, and whether a password protects it."""

    short_name: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class SharedNames:
    """Names of several artists, how many artists these are, and how many of the names have listens without an id."""

    name_count: int
    artist_count: int
    unmapped_count: int


def line_reasons(store: Store) -> Iterator[LineReason]:
    """Why lines are no events, the commonest reason first."""
    return records(store, "sources/line_reasons", LineReason)


def protected_projects(store: Store) -> tuple[str, ...]:
    """The short names of projects that a password protects."""
    return tuple(row.short_name for row in records(store, "sources/project_names", ProjectName) if row.is_protected)


def shared_names(store: Store) -> SharedNames:
    """How many names are those of several artists."""
    (row,) = records(store, "sources/shared_names", SharedNames)
    return row
