"""Sources without a file: every one is told at once, with its line and what may have been meant."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from generator.config import Config, Source
from generator.errors import ConfigError, Fault
from generator.events.files import found


def faults(config: Config) -> Iterator[Fault]:
    """The sources for which no file is found."""
    for number, source in enumerate(config.sources):
        said = _missing(config, source)
        if said:
            yield config.fault(("sources", number, "path"), said)


def _missing(config: Config, source: Source) -> str:
    """Why a source has no file; nothing when it has one."""
    try:
        found(config, source)
    except ConfigError as error:
        return f"{error}{_meant(config.folder / source.path)}"
    except OSError as error:  # a name that is too long, a loop of links
        return f"{source.path}: cannot be looked for: {error.strerror}"
    return ""


def _meant(path: Path) -> str:
    """The file of the same folder whose name is nearest."""
    try:
        names = [file.name for file in path.parent.iterdir() if file.is_file()]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.7)
    return f"; did you mean {near[0]}?" if near else ""
