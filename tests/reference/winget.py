"""winget.run's package stats of a log, computed slowly and obviously in plain Python.

Written from the documented rules alone: it imports nothing of the program, so that the program can be held to it.

A request is a dict: package_id, at (naive UTC), value (how many requests it stands for), visitor (None where nobody
knows who asked). An entry of a log is a dict: method, target (as it was sent, percent-encoded), status, at, visitor.
Readings taken where the rules are silent:
- a bin whose values add up to 0 is a missing one;
- the route is matched before percent-decoding, so that an encoded slash or question mark is part of a name;
- an entry about few people leaves all documents of the package out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

Request = Mapping[str, Any]

RESOLUTIONS = ("day", "isoWeek", "month")
_ROUTE = re.compile(r"^/v2/packages/([^/?]+)/([^/?]+)(\?|$)")
_EPOCH = datetime.fromisoformat("1970-01-01")


def documents(requests: Iterable[Request], at_least: int = 1) -> dict[str, Any]:
    """Path to content of every document; packages stand in the paths under their own, unescaped ids."""
    packages: dict[str, list[Request]] = {}
    for request in requests:
        packages.setdefault(request["package_id"], []).append(request)
    return {
        f"v2/stats/{package}/{resolution}.json": {"Stats": {"Id": package, "Data": _data(asked, resolution)}}
        for package, asked in packages.items()
        if _is_shown(asked, at_least)
        for resolution in RESOLUTIONS
    }


def counted(entries: Iterable[Request], statuses: Sequence[int] = (200,)) -> Iterator[Request]:
    """Find the entries of a log that are views of a package."""
    for entry in entries:
        found = _ROUTE.match(entry["target"])
        if found and entry["method"] == "GET" and entry["status"] in statuses:
            package = f"{unquote(found[1])}.{unquote(found[2])}"
            yield {"package_id": package, "at": entry["at"], "value": 1, "visitor": entry["visitor"]}


def _data(requests: Iterable[Request], resolution: str) -> list[dict[str, Any]]:
    bins: dict[date, int] = {}
    for request in requests:
        first = _first_day(request["at"], resolution)
        bins[first] = bins.get(first, 0) + request["value"]
    return [{"Period": f"{first}T00:00:00.000Z", "Value": bins[first]} for first in sorted(bins) if bins[first]]


def _first_day(moment: datetime, resolution: str) -> date:
    """Round a moment down to the first day of its bin."""
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1)
    day = date.fromordinal(_EPOCH.toordinal() + milliseconds // 86_400_000)
    match resolution:
        case "isoWeek":
            year, week, _ = day.isocalendar()
            return date.fromisocalendar(year, week, 1)
        case "month":
            return day.replace(day=1)
    return day


def _is_shown(requests: Sequence[Request], at_least: int) -> bool:
    """Whether enough people asked, or nothing is known of people."""
    visitors = {request["visitor"] for request in requests}
    return None in visitors or len(visitors) >= at_least
