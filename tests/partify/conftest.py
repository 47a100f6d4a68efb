"""Partify's own files, loaded as any other history is, and what the mirror answers of them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator.mirrors import partify
from generator.mirrors.catalog import Scope
from generator.stats import Store
from generator.stats.plays import plays
from tests.events.conftest import History, history, load
from tests.partify import database

__all__ = ["history", "load"]


def answered(loaded: History, as_of: datetime, at_least: int = 1) -> dict[str, Any]:
    """Give statistics.json of a loaded history, the only document that the mirror makes."""
    with Store(loaded.db, {"as_of": as_of, "at_least": at_least}) as answers:
        (document,) = partify.documents(plays(answers), Scope({}, 0))
    assert (document.path, document.kind) == ("statistics.json", "partify")
    body: dict[str, Any] = orjson.loads(document.body)
    return body


@pytest.fixture
def statistics(load: Callable[..., History], tmp_path: Path) -> Callable[..., Mapping[str, Any]]:
    """Give a function that answers the windows of a database of these rows, names told apart by the letter."""

    def ask(as_of: str, plays: str, tracks: str = database.TRACKS, *, at_least: int = 1) -> Mapping[str, Any]:
        database.write(tmp_path / "partify.db", plays, tracks)
        loaded = load({"format": "partify", "path": "partify.db"}, map="none")
        windows: Mapping[str, Any] = answered(loaded, datetime.fromisoformat(as_of), at_least)["statistics"]
        return windows

    return ask
