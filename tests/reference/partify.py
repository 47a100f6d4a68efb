"""Partify's statistics of a history, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

A play is a dict: at (naive UTC), user, artist, track, album, length_ms; all but the first may be None, and a play
without a user is nobody's.

Readings taken where the rules are silent:
- one user's plays of one track in one second are one play;
- a database tells time to the microsecond, and so do the windows;
- the windows roll back from the newest play; response_time has six digits of a second even where they are zeros;
- ties in plays go to the earliest play in the window, then to the smaller name, none being the smallest;
- plays without an artist, or without an album, are together those of None, as rows of NULL are one group;
- plays that name no user leave top_users empty; a user whose display name is None is called so;
- the artist shown for an album is that of its earliest play in the window, and the smaller of two in one second.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

Play = Mapping[str, Any]

TOP = 4
WINDOWS = {"all": None, "year": 365, "month": 30, "week": 7, "day": 1}  # days back from the newest play


def documents(plays: Iterable[Play], names: Mapping[str, str | None] | None = None) -> dict[str, Any]:
    """Path to content of the one document; `names` are display names by user name, which else is shown itself."""
    once = {(play["user"], play["at"].replace(microsecond=0), play["artist"], play["track"]): play for play in plays}
    kept = list(once.values())
    now = max(play["at"] for play in kept)
    windows = {window: _within(kept, now, days) for window, days in WINDOWS.items()}
    return {
        "statistics.json": {
            "status": "ok",
            "response_time": now.isoformat(timespec="microseconds"),
            "statistics": {window: _window(heard, names or {}) for window, heard in windows.items()},
        }
    }


def _within(plays: Sequence[Play], now: datetime, days: int | None) -> list[Play]:
    """Find the plays of a window that rolls back from now; one exactly at its beginning is outside."""
    return [play for play in plays if days is None or play["at"] > now - timedelta(days=days)]


def _window(plays: Sequence[Play], names: Mapping[str, str | None]) -> dict[str, Any]:
    if not plays:
        return {"total_tracks": 0, "total_time": 0}
    return {
        "total_tracks": len(plays),
        "total_time": sum(play["length_ms"] or 0 for play in plays) / 1000,
        "top_artists": _ranked({"artist": name, "plays": count} for name, count in _top(plays, "artist")),
        "top_albums": _ranked(
            {"album": name, "artist": _first_artist(plays, name), "plays": count}
            for name, count in _top(plays, "album")
        ),
        "top_users": _ranked(
            {"username": name, "user": names.get(str(name), name), "plays": count}
            for name, count in _top([play for play in plays if play["user"] is not None], "user")
        ),
    }


def _top(plays: Sequence[Play], field: str) -> list[tuple[str | None, int]]:
    groups: dict[str | None, list[datetime]] = {}
    for play in plays:
        groups.setdefault(play[field], []).append(play["at"])
    order = sorted(groups, key=lambda name: (-len(groups[name]), min(groups[name]), name or ""))
    return [(name, len(groups[name])) for name in order[:TOP]]


def _first_artist(plays: Sequence[Play], album: str | None) -> str | None:
    return min((play["at"], play["artist"] or "") for play in plays if play["album"] == album)[1] or None


def _ranked(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(rank): row for rank, row in enumerate(rows, start=1)}
