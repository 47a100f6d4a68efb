"""What a host takes at most, and which names it refuses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host takes at most; None where it says no limit."""

    files: int | None = None  # in a site
    tree_bytes: int | None = None  # in all
    file_bytes: int | None = None  # of one file
    path_bytes: int | None = None  # of a path
    refused: tuple[tuple[str, str], ...] = ()  # regular expressions of paths that it refuses, and why


NONE = Limits()
