"""The limits of static hosts; each host states them in its own file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a host takes at most; None where it says no limit.

    `refused` are regular expressions of paths that it refuses or treats otherwise, and why, in words.
    """

    files: int | None = None  # in a site
    tree_bytes: int | None = None  # in all
    file_bytes: int | None = None  # of one file
    path_bytes: int | None = None  # of a path
    folder_files: int | None = None  # in one folder, without those of folders within it
    refused: tuple[tuple[str, str], ...] = ()


NONE = Limits()
