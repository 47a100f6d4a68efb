"""A database of videos, filled by hand."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from importlib.resources import files

import duckdb
import pytest

from generator.stats import Store, bins
from tests.reference.video import Event

Filled = Callable[..., Store]


def at(moment: str) -> datetime:
    """A naive UTC time."""
    return datetime.fromisoformat(moment)


def load(moment: str, media: str, visitor: int | None = 1) -> Event:
    return Event("load", at(moment), media, visitor)


def play(moment: str, media: str, visitor: int | None = 1, session: int = 1) -> Event:
    return Event("play", at(moment), media, visitor, session)


def watch(moment: str, media: str, start: float, end: float, session: int = 1) -> Event:
    """A watch from one second of a media to another."""
    first, last = round(1000 * start), round(1000 * end)
    return Event("watch", at(moment), media, None, session, first, last, last - first)


def portion(moment: str, media: str, watched: int | None, session: int = 1) -> Event:
    """A watch of which nothing but its ms is known, or not even these."""
    return Event("watch", at(moment), media, None, session, None, None, watched)


@pytest.fixture
def filled() -> Callable[..., Store]:
    """A function that fills a database: medias by their id, with name, project and length in s, and events."""

    def fill(
        medias: Mapping[str, Mapping[str, object]], events: Iterable[Event], at_least: int = 1, as_of: str = ""
    ) -> Store:
        db = duckdb.connect(config={"threads": 4})
        db.execute((files("generator") / "schema.sql").read_text())
        numbers = {media: number for number, media in enumerate(sorted(medias))}
        for media, said in sorted(medias.items()):
            length = None if said.get("s") is None else round(1000 * float(str(said["s"])))
            row = (numbers[media], media, said.get("name"), said.get("project"), said.get("project_name"), length)
            db.execute("insert into medias values (?, ?, ?, ?, ?, ?)", row)
        listed = list(events)
        for event in listed:
            _insert(db, event, numbers[event.media])
        newest = at(as_of) if as_of else max((event.at for event in listed), default=at("2024-01-01"))
        bins.make(db, newest)
        return Store(db, {"as_of": newest, "at_least": at_least})

    return fill


def _insert(db: duckdb.DuckDBPyConnection, event: Event, number: int) -> None:
    row = (event.at, event.at, number)
    if event.kind == "load":
        db.execute("insert into video_loads values (?, ?, ?, ?, ?)", (*row, event.visitor, event.assumed))
    elif event.kind == "play":
        db.execute("insert into video_plays values (?, ?, ?, ?, ?)", (*row, event.visitor, event.session))
    else:
        ends = (event.session, event.start, event.end, event.watched)
        db.execute("insert into video_watches values (?, ?, ?, ?, ?, ?, ?)", (*row, *ends))
