"""Files that builds write and no build reads: the output, its sidecar files, and any finished tree."""

from dataclasses import dataclass
from pathlib import Path

from generator.documents import MARK


@dataclass(frozen=True, slots=True)
class Made:
    """What builds into an output folder write; without one, only finished trees are known."""

    output: Path | None

    def is_made(self, path: Path) -> bool:
        """Whether a file or folder, reached by whatever link, is the whole of what a build wrote."""
        return self._is_beside(path) or (path / MARK).is_file()

    def holds(self, path: Path) -> bool:
        """Whether a build wrote a file or folder, or one that it lies in."""
        return any(self.is_made(each) for each in (path, *path.parents))

    def is_working(self, path: Path) -> bool:
        """Whether a build only works in what it wrote: its own scratch, which is there while it runs, or the cache."""
        return path.name.startswith(".") or (self.output is not None and path.name == f"{self.output.name}.cache")

    def _is_beside(self, path: Path) -> bool:
        return (
            self.output is not None and is_named(self.output, path.name) and _is_same(path.parent, self.output.parent)
        )


def is_named(output: Path, name: str) -> bool:
    """Whether this is the name of the output, or of a file that builds write beside it."""
    own = output.name
    beside = ("rejects.csv", "failed.rejects.csv", "hosts", "cache")
    return name in {own, *(f"{own}.{what}" for what in beside)} or name.startswith(f".{own}.")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
