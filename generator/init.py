"""A new project: a commented config.yaml and sample event files to begin with."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from generator.errors import OutputError


def copy_starter(folder: Path) -> None:
    """Copy the starter into a folder, made when it is not there; nothing that is there is written over."""
    with as_file(files("generator") / "starter") as starter:
        wanted = [starter / "config.yaml", starter / "config.schema.json", *sorted((starter / "data").iterdir())]
        copies = {file: folder / file.relative_to(starter) for file in wanted}
        there = [copy for copy in copies.values() if copy.exists()]
        if there:
            raise OutputError(f"{there[0]} is there already; init a new folder, or move it away")
        try:
            for file, copy in copies.items():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be written: {error}") from error
