"""A new project: a commented config.yaml and sample event files to begin with, and what CI needs to build it."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

from generator import interrupts
from generator.errors import OutputError

# What tells a CI service what to do: a file of the starter's folder ci, and its place in a project.
_SERVICES = {"github": ("github.yml", ".github/workflows/stats.yml"), "gitlab": ("gitlab.yml", ".gitlab-ci.yml")}

# What every service needs. A project may have its own, which then has to name this.
_NEEDED = (
    ("gitignore", ".gitignore", "output, output.rejects.csv, output.hosts and output.cache"),
    ("requirements.txt", "requirements.txt", "stillstats"),
)


def init(folder: Path, services: Sequence[str] = ()) -> list[str]:
    """Make a project in a folder, with the files of CI services; one that is there already only gets those files.

    Nothing that is there is written over. Answers what to look at in files of the project's own, a sentence each.
    """
    with as_file(files("generator") / "starter") as starter:
        copies = dict(_of_services(starter, folder, services))
        if not (services and (folder / "config.yaml").exists()):
            copies |= _of_starter(starter, folder)
        for copy in copies.values():
            if copy.exists():
                raise OutputError(f"{copy} is there already; init a new folder, or move it away")
        needed = [(starter / "ci" / name, folder / place, said) for name, place, said in _NEEDED if services]
        _copy({**copies, **{file: copy for file, copy, _ in needed if not copy.exists()}}, folder)
        own = ((copy, said) for file, copy, said in needed if copy.read_bytes() != file.read_bytes())
        return [f"{copy} is your own, and as it was: see that it names {said}" for copy, said in own]


def _of_starter(starter: Path, folder: Path) -> Iterator[tuple[Path, Path]]:
    for file in (starter / "config.yaml", starter / "config.schema.json", *sorted((starter / "data").iterdir())):
        yield file, folder / file.relative_to(starter)


def _of_services(starter: Path, folder: Path, services: Sequence[str]) -> Iterator[tuple[Path, Path]]:
    for name, place in (_SERVICES[service] for service in services):
        yield starter / "ci" / name, folder / place


def _copy(copies: Mapping[Path, Path], folder: Path) -> None:
    """Copy all files, or leave none."""
    made: list[Path] = []
    with interrupts.ended_by(partial(_remove, made)):
        try:
            for file, copy in copies.items():
                parents = [parent for parent in (folder, *copy.parents) if not parent.exists()]
                made.extend((*sorted(set(parents)), copy))
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
        except OSError as error:
            _remove(made)
            raise OutputError(
                f"{folder}: cannot be written: {error.strerror or error}; nothing of it is left"
            ) from error
        interrupts.remember(f"{folder} is ready")


def _remove(made: Sequence[Path]) -> str:
    """Remove files, and the folders that were made for them."""
    for path in reversed(made):
        with suppress(OSError):  # it is not made yet, or holds something else
            path.rmdir() if path.is_dir() else path.unlink()
    return ""
