"""What a build reads: the config, the owner's corrections, the files of its sources, and the project's templates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.config import Config, Source, load
from generator.errors import ConfigError
from generator.events import files, finding, formats, made, sqlite

Stamp = tuple[int, int]  # size in bytes, and time of change in ns


@dataclass(frozen=True, slots=True)
class ServedProject:
    """A config.yaml, and the folder of the tree that is built from it."""

    config_file: Path
    output: Path


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a build reads, with their stamps, and the folders where more may appear; never what it writes."""

    files: frozenset[tuple[Path, Stamp]]
    folders: frozenset[Path]

    def changed(self, before: "Inputs") -> list[Path]:
        """The files that are new, gone or other than before, in order."""
        return sorted({file for file, _ in self.files ^ before.files})


def inputs(project: ServedProject) -> Inputs:
    """What a build of a project would read now; of a config that cannot be read, the sources are not known."""
    folder = project.config_file.parent.resolve()
    file = folder / project.config_file.name
    read_config = _config(file, _stamp(file))
    config = read_config.into(project.output) if read_config else None
    templates = folder / "templates"
    sources = [(config, source) for source in config.sources] if config else []
    rules = [folder / config.corrections] if config and config.corrections else []
    read = [file, *rules, *_visible(templates), *(each for source in sources for each in _found(*source))]
    beside = [rule.parent for rule in rules if rule.parent.is_dir()]
    watched = [folder, *beside, *_below(templates), *(each for source in sources for each in _places(*source))]
    ours = _Made(project.output.resolve())
    return Inputs(frozenset(_stamped(ours.left_out(read))), frozenset(ours.left_out(watched)))


@dataclass(frozen=True, slots=True)
class _Made:
    """What builds write: the output, and what lies beside it under its name."""

    output: Path

    def left_out(self, paths: Iterable[Path]) -> Iterator[Path]:
        """The paths that are none of it."""
        return (path for path in paths if not any(self._is_made(each) for each in (path, *path.parents)))

    def _is_made(self, path: Path) -> bool:
        return made.is_named(self.output, path.name) and path.parent == self.output.parent


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _stamped(read: Iterable[Path]) -> Iterator[tuple[Path, Stamp]]:
    for file in read:
        stamp = _stamp(file)
        if stamp:
            yield file, stamp


@lru_cache(maxsize=1)
def _config(file: Path, _stamp: Stamp | None) -> Config | None:
    """The config of a file of that stamp; None when it cannot be used, which the build will explain."""
    try:
        return load(file, formats.names())
    except ConfigError:
        return None


def _found(config: Config, source: Source) -> list[Path]:
    """The files of a source, and what is read with them; none where the path of it is wrong."""
    try:
        found = files.found(config, source)
        return [*found, *(part for file in found for part in sqlite.beside(file) if formats.asks(source.format))]
    except (ConfigError, OSError, ValueError):  # the last is pathlib's word for a glob that is none
        return []


def _visible(folder: Path) -> list[Path]:
    """The files of a folder, without those that editors put beside the one they write."""
    return [
        file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".") and file.name[-1] != "~"
    ]


def _below(folder: Path) -> list[Path]:
    return [folder, *(each for each in folder.rglob("*") if each.is_dir())] if folder.is_dir() else []


def _places(config: Config, source: Source) -> Iterator[Path]:
    """Every folder in which a file of a source, or a folder on the way to one, may appear."""
    try:
        yield from finding.folders(*finding.split(config.folder, source.path))
    except (OSError, ValueError):
        yield config.folder
