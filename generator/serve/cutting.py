"""Answers are cut from files that hold more: a page of a list, bins of a series, days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import getitem
from typing import Any

import orjson

from generator.mirrors.routing import RouteCut
from generator.serve.timestamps import moment

Parts = Mapping[str, str]  # what a request says, by parameter

_LAST = "9999-12-31"


def cut(body: bytes, how: RouteCut, said: Parts) -> bytes:
    """The answer for what a request says, from the body of a file."""
    root = {"": orjson.loads(body)}
    keys: list[str] = ["", *how.items]
    holder, last = reduce(getitem, keys[:-1], root), keys[-1]
    holder[last] = _KEPT[how.by](holder[last], how, said)
    if how.by == "page":
        holder |= {"count": len(holder[last]), "offset": int(said["offset"])}
    return orjson.dumps(root[""])


def repeated(body: bytes, repeats: Mapping[str, Sequence[str]], said: Parts) -> bytes:
    """The answer with what it repeats of a request, as the request spelled it; as it is where that is the same."""
    root: Any = orjson.loads(body) if repeats else None
    is_other = False
    for name, (*above, last) in repeats.items():
        holder: Any = reduce(getitem, above, root)
        is_other |= holder[last] != said[name]
        holder[last] = said[name]
    return orjson.dumps(root) if is_other else body


def _page(items: list[Any], _: RouteCut, said: Parts) -> list[Any]:
    offset = int(said["offset"])
    return items[offset : offset + int(said["count"])]


def _bins(items: list[Any], how: RouteCut, said: Parts) -> list[Any]:
    """The bins from after's to before's; none when after is later, also where both are in one bin."""
    after, before = (moment(said[name]) if name in said else None for name in ("after", "before"))
    if after and before and after > before:
        return []
    first = _bin(after, said["resolution"]) if after else date.min
    last = _bin(before, said["resolution"]) if before else date.max
    return [item for item in _summed(items, how, said) if first <= date.fromisoformat(item[how.key][:10]) <= last]


def _summed(items: list[Any], how: RouteCut, said: Parts) -> list[Any]:
    """The items of a finer file, in the order of their days, added up bin by bin; those of a bin each as they are."""
    key, value, found = how.key, how.value, dict[str, Any]()
    for item in items:
        begins = _bin(datetime.fromisoformat(item[key]), said["resolution"]).isoformat() + item[key][10:]
        found[begins] = {**item, key: begins, value: item[value] + (found[begins][value] if begins in found else 0)}
    return list(found.values())


def _bin(at: datetime, resolution: str) -> date:
    """The first day of the bin of a moment."""
    day = at.date()
    if resolution == "isoWeek":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    return day.replace(day=1) if resolution == "month" else day


def _days(items: list[Any], how: RouteCut, said: Parts) -> list[Any]:
    """The days from start_date to end_date, as far as the data goes."""
    return [item for item in items if said.get("start_date", "") <= item[how.key] <= said.get("end_date", _LAST)]


_KEPT: Mapping[str, Callable[[list[Any], RouteCut, Parts], list[Any]]] = {"page": _page, "bins": _bins, "days": _days}
