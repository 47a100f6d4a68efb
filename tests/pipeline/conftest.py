"""A project with its tree, built once for all tests that begin with it."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Built, Options, UpToDate, refresh
from tests.conftest import FEW, NOW, written
from tests.shared import shared

Project = Callable[..., Path]


def refreshed(config: Path, now: datetime = NOW, options: Options | None = None) -> Built | UpToDate:
    """Build what needs to be built of a project, into the folder `output` beside its config.yaml."""
    output = config.parent / "output"
    return refresh(load(config, formats.names()), output, now, options or Options())


@pytest.fixture
def finished(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A function that answers a project of its own with its tree: a copy of one that was built once for all tests."""

    def copied(listens: tuple[Mapping[str, object], ...] = FEW, **settings: object) -> Path:
        said = hashlib.sha256(repr((listens, sorted(settings.items()))).encode()).hexdigest()[:16]
        first = shared(tmp_path_factory, f"fingerprint-{said}", partial(_built, listens, settings))
        return shutil.copytree(first, tmp_path / "project", symlinks=True) / "config.yaml"

    return copied


def _built(listens: tuple[Mapping[str, object], ...], settings: Mapping[str, object], folder: Path) -> Path:
    refreshed(written(folder, listens, **settings))
    return folder
