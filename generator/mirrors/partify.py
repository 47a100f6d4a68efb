"""The Partify mirror: /statistics, five windows that roll back from as_of."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson

from generator.documents import Document
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import Endpoint
from generator.mirrors.payloads import partify as payloads
from generator.stats import Row, Store

STATISTICS = Endpoint(
    "/statistics",
    "listens/partify_totals",
    says="What was played in the last day, week, month and year, and in all.",
    answer=payloads.STATISTICS,
)
ENDPOINTS = (STATISTICS,)

# Each list of a window: its stat set, and its items' keys with their columns.
_LISTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "top_artists": ("listens/partify_artists", {"artist": "artist", "plays": "plays"}),
    "top_albums": ("listens/partify_albums", {"album": "album", "artist": "artist", "plays": "plays"}),
    "top_users": ("listens/partify_users", {"username": "username", "user": "user_called", "plays": "plays"}),
}

_Items = dict[str, dict[str, Any]]  # by rank


def documents(store: Store, scope: Scope) -> Iterator[Document]:
    """The one document of the API."""
    totals = list(store.rows(STATISTICS.stat_set))
    lists = {key: _items(store, stat_set, columns) for key, (stat_set, columns) in _LISTS.items()}
    body = {
        "status": "ok",
        "response_time": _told(totals[0]["as_of"]),
        "statistics": {row["window_name"]: _window(row, lists) for row in totals},
    }
    scope.catalog.add(STATISTICS, "", "", "")
    yield Document(f"{STATISTICS.stem('')}.json", orjson.dumps(body), "partify")


def _told(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _items(store: Store, stat_set: str, columns: Mapping[str, str]) -> dict[str, _Items]:
    """The items of a list by window."""
    windows: dict[str, _Items] = {}
    for row in store.rows(stat_set):
        item = {key: row[column] for key, column in columns.items()}
        windows.setdefault(row["window_name"], {})[str(row["rank"])] = item
    return windows


def _window(row: Row, lists: Mapping[str, Mapping[str, _Items]]) -> dict[str, Any]:
    """A window's totals and lists; one without a play has no lists."""
    if not row["total_tracks"]:
        return {"total_tracks": 0, "total_time": 0}
    totals = {"total_tracks": row["total_tracks"], "total_time": row["played_ms"] / 1000}
    return totals | {key: windows.get(row["window_name"], {}) for key, windows in lists.items()}
