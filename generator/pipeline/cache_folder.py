"""The folder beside the output in which builds keep what the next one need not do again; nothing in it is published."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.config import Config

_PRIVATE = 0o700


def cache_folder(output: Path) -> Path:
    """Give the path of the cache folder of an output."""
    return output.with_name(f"{output.name}.cache")


@contextmanager
def opened(config: Config, output: Path, *, is_fresh: bool = False) -> Iterator[Path | None]:
    """Give the cache folder ready for use, empty where a build is fresh; None where there is none to be used.

    Whoever calls holds the output.
    """
    del config
    folder = cache_folder(output)
    try:
        if is_fresh and folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(mode=_PRIVATE, exist_ok=True)
        is_ready = os.access(folder, os.W_OK)
    except OSError:
        is_ready = False
    yield folder if is_ready else None
