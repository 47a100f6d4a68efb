"""Days of the Wistia mirror, cut from a file of the tree as start_date and end_date ask."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import orjson

from generator.mirrors.wistia import DATED, ENDPOINTS
from generator.paths import segment

_PATTERNS = {
    endpoint: re.compile(re.sub(r"{\w+}", "([^/]+?)", endpoint.path) + r"(?:\.json)?/?") for endpoint in ENDPOINTS
}
_BOUNDS = ("start_date", "end_date")

Found = tuple[int, bytes]  # a status and a JSON body


def answer(
    folder: Path, subjects: Mapping[str, Mapping[str, str]], path: str, query: Mapping[str, str]
) -> Found | None:
    """The answer to a GET of a percent-encoded path, with or without `.json`; None when it is none of this API's.

    `subjects` has the path segment of every media and project, by `media_id` and `project_id`, then by their ids. Days
    outside the data are not in an answer, as nothing is known of them; an empty date is one that was not given.
    """
    for endpoint, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(path):
            name = unquote(next(iter(found.groups()), ""))
            own = subjects.get(endpoint.subject or "", {}).get(name, segment(name))
            file = folder / f"{endpoint.stem(own)}.json"
            if not file.is_file():
                return _error(404, "Not found")
            return _cut(file.read_bytes(), query) if endpoint in DATED else (200, file.read_bytes())
    return None


def _cut(body: bytes, query: Mapping[str, str]) -> Found:
    """The days from start_date to end_date, both included."""
    asked = {name: query[name] for name in _BOUNDS if query.get(name)}
    if wrong := next((name for name, text in asked.items() if not _is_date(text)), None):
        return _error(400, f"{wrong} is not a date such as 2012-10-05")
    if not asked:
        return 200, body
    start, end = (asked.get(name, default) for name, default in zip(_BOUNDS, ("", "9999-12-31"), strict=True))
    return 200, orjson.dumps([row for row in orjson.loads(body) if start <= row["date"] <= end])


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _error(status: int, message: str) -> Found:
    return status, orjson.dumps({"error": message})
