"""The Partify mirror: /statistics, five windows that roll back from as_of."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import Endpoint
from generator.mirrors.payloads import partify as payloads
from generator.stats.plays import Plays, PlayWindow

STATISTICS = Endpoint(
    "/statistics",
    "listens/partify_totals",
    says="What was played in the last day, week, month and year, and in all.",
    answer=payloads.STATISTICS,
)
ENDPOINTS = (STATISTICS,)


def documents(found: Plays, scope: Scope) -> Iterator[Document]:
    """The one document of the API."""
    body = {
        "status": "ok",
        "response_time": _told(found.windows[0].as_of),
        "statistics": {window.window_name: _window(found, window) for window in found.windows},
    }
    scope.catalog.add(STATISTICS, "", "", "")
    yield Document(f"{STATISTICS.stem('')}.json", orjson.dumps(body), "partify")


def _told(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _window(found: Plays, window: PlayWindow) -> dict[str, Any]:
    """A window's totals and lists; one without a play has no lists."""
    if not window.total_tracks:
        return {"total_tracks": 0, "total_time": 0}
    artists, albums = (found.listed(name, window.window_name) for name in ("artists", "albums"))
    users = found.users.get(window.window_name, ())
    return {
        "total_tracks": window.total_tracks,
        "total_time": window.played_ms / 1000,
        "top_artists": {str(each.rank): {"artist": each.artist, "plays": each.plays} for each in artists},
        "top_albums": {
            str(each.rank): {"album": each.name, "artist": each.artist, "plays": each.plays} for each in albums
        },
        "top_users": {
            str(each.rank): {"username": each.username, "user": each.user_called, "plays": each.plays} for each in users
        },
    }
