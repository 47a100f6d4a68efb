"""What winget.run answers to GET /v2/stats, from the files of a tree."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from generator.mirrors.winget import ENDPOINTS, RESOLUTIONS
from generator.serve.moments import moment

PATH = "/v2/stats"

_FILES = dict(zip(RESOLUTIONS, ENDPOINTS, strict=True))


def stats(folder: Path, segments: Mapping[str, str], query: Mapping[str, str]) -> tuple[int, bytes]:
    """The status and the body for a query; `segments` are the path segments of the packages in the tree.

    The checks are made in the API's order: what is required, the resolution, the dates. `before` needs no default: a
    tree has no request that is later than its now.
    """
    wrong = _wrong(query)
    if wrong:
        return 400, orjson.dumps({"statusCode": 400, "error": "Bad Request", "message": wrong})
    package, resolution = query["packageId"], query["resolution"]
    data = _data(folder, segments.get(package), resolution)
    after, before = (moment(query[name]) if name in query else None for name in ("after", "before"))
    if after and before and after > before:
        data = []
    found = [each for each in data if _within(each["Period"][:10], after, before, resolution)]
    return 200, orjson.dumps({"Stats": {"Id": package, "Data": found}})


def _wrong(query: Mapping[str, str]) -> str | None:
    missing = next((name for name in ("packageId", "resolution") if name not in query), None)
    if missing:
        return f"querystring should have required property '{missing}'"
    if query["resolution"] not in RESOLUTIONS:
        return "querystring.resolution should be equal to one of the allowed values"
    if any(name in query and moment(query[name]) is None for name in ("after", "before")):
        return "invalid dates set, out of bounds of allowed values"
    return None


def _data(folder: Path, segment: str | None, resolution: str) -> list[dict[str, Any]]:
    """The whole series of a package; of one that nobody asked for, nothing."""
    file = folder / f"{_FILES[resolution].stem(segment)}.json" if segment is not None else None
    if file is None or not file.is_file():
        return []
    data: list[dict[str, Any]] = orjson.loads(file.read_bytes())["Stats"]["Data"]
    return data


def _within(day: str, after: datetime | None, before: datetime | None, resolution: str) -> bool:
    """Whether a bin, called by its first day, lies between those of two moments, both included."""
    first = date.fromisoformat(day)
    return (after is None or first >= _bin(after, resolution)) and (before is None or first <= _bin(before, resolution))


def _bin(at: datetime, resolution: str) -> date:
    """The first day of the bin of a moment."""
    day = at.date()
    if resolution == "isoWeek":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if resolution == "month" else day
