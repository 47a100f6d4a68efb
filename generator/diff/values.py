"""Two JSON values are compared number by number, whoever each number is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeGuard

import orjson

from generator.diff.items import UNTOLD, VOLATILE, Item, names, paired, who

Value = int | float | str
Place = tuple[str, ...]

_STRETCH = ("period", "year")  # keys that say which stretch of time the numbers beside them are about
_TWINS = {"load_count": "loads", "play_count": "plays"}  # the same numbers by the names of two generations
_MILLISECONDS = (10**11, 10**14)  # between these a number of a pair is a time since 1970


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A number that is not as it was.

    `place` says where it stands, in keys and in names of those whom items are about; `was` says the same in the words
    of the old tree. None as `old` or `new` is a number, or an item, that is not there; of an item without numbers the
    other is an empty text.
    """

    place: Place
    was: Place
    old: Value | None
    new: Value | None

    @property
    def difference(self) -> int | float | None:
        """New less old; None where there are not two numbers."""
        if isinstance(self.old, str) or isinstance(self.new, str) or self.old is None or self.new is None:
            return None
        return self.new - self.old

    @property
    def weight(self) -> tuple[float, float]:
        """How large it is, for whoever sorts: what differs before what came or went, whose difference nobody knows."""
        known = self.new if self.old is None else self.old
        return abs(self.difference or 0), abs(known) if isinstance(known, int | float) and not self.difference else 0


def changes(old: object, new: object, place: Place = (), was: Place = ()) -> Iterator[ValueChange]:
    """The numbers that differ between two values, volatile ones left out."""
    if old == new:
        return
    old, new = _plain(old, new), _plain(new, old)
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _of_keys(old, new, place, was)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, place, was)
    elif (_is_number(old) or old is None) and (_is_number(new) or new is None):
        yield ValueChange(place, was, old, new)


def volatile(old: object, new: object, place: Place = ()) -> Iterator[ValueChange]:
    """The volatile fields that differ: when something was computed, and which stretch of time it is about."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() & new.keys()):
            if key in VOLATILE and old[key] != new[key]:
                yield ValueChange((*place, key), (*place, key), _scalar(old[key]), _scalar(new[key]))
            else:
                yield from volatile(old[key], new[key], (*place, key))


def is_same_but_for_time(old: object, new: object) -> bool:
    """Whether two values differ in nothing but volatile fields."""
    return _lasting(old) == _lasting(new)


def _of_keys(old: Item, new: Item, place: Place, was: Place) -> Iterator[ValueChange]:
    if any(old.get(key) != new.get(key) for key in _STRETCH):
        return  # numbers about one week are no news of another
    for key in sorted(old.keys() | new.keys()):
        if _tells(key, old) and _tells(key, new):
            one, other = old.get(key), new.get(key)
            is_wrapping = len(old) == len(new) == 1 and isinstance(one, dict) and isinstance(other, dict)
            step = () if (is_wrapping and not place) or place[-1:] == (key,) else (key,)
            yield from changes(one, other, (*place, *step), (*was, *step))


def _of_lists(old: list[Any], new: list[Any], place: Place, was: Place) -> Iterator[ValueChange]:
    every = [*old, *new]
    if all(isinstance(item, dict) for item in every):
        yield from _of_items(old, new, place, was)
    elif all(_is_number(item) for item in every):
        if sum(old) != sum(new):
            yield ValueChange(place, was, sum(old), sum(new))
    elif all(_is_point(item) for item in every):
        yield from changes(_points(old), _points(new), place, was)


def _of_items(old: Sequence[Item], new: Sequence[Item], place: Place, was: Place) -> Iterator[ValueChange]:
    for one, other in paired(old, new):
        if one is None and other is not None:
            for told, number in _numbers(other):
                yield ValueChange((*place, *told), (*was, *told), None, number)
        elif other is None and one is not None:
            for told, number in _numbers(one):
                yield ValueChange((*place, *told), (*was, *told), number, None)
        elif one and other:
            yield from changes(one, other, (*place, who(other).label), (*was, who(one).label))


def _numbers(item: Item) -> Iterator[tuple[Place, Value]]:
    """What an item is called with the keys of its own numbers; an empty text where it has none."""
    label = who(item).label
    found = [(key, value) for key, value in sorted(item.items()) if _is_number(value) and _tells(key, item)]
    for key, value in found:
        yield ((label,) if label == key else (label, key)), value
    if not found:
        yield (label,), ""


def _tells(key: str, beside: Mapping[str, object]) -> bool:
    """Whether a key may have numbers to compare, not only a place, a name, or what another key says, too."""
    is_page = key == "count" and "offset" in beside
    return not (key in VOLATILE or key in UNTOLD or names(key) or is_page or _TWINS.get(key) in beside)


def _plain(value: object, other: object) -> object:
    """A value as what it means: a mapping by ranks is a list, and what is not there is as empty as the other is not."""
    if isinstance(value, dict) and value and all(key.isdigit() for key in value) and _is_ranked(value):
        return list(value.values())
    if value is None or value == {}:
        shape = _plain(other, 0) if isinstance(other, dict) else other
        return [] if isinstance(shape, list) else {} if isinstance(shape, dict) else value
    return value


def _is_ranked(found: Mapping[str, object]) -> bool:
    ranks = (str(rank) for rank in count(1))
    return all(
        isinstance(value, dict) and key == rank for (key, value), rank in zip(found.items(), ranks, strict=False)
    )


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_point(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_number(each) for each in value)  # noqa: PLR2004


def _points(found: Sequence[tuple[int, int]]) -> dict[str, int]:
    """A series as its values by their places in time."""
    return {_moment(at): value for at, value in found}


def _moment(at: float) -> str:
    if not _MILLISECONDS[0] <= at < _MILLISECONDS[1]:
        return str(at)
    return datetime.fromtimestamp(at / 1000, UTC).date().isoformat()


def _scalar(value: object) -> Value | None:
    return value if isinstance(value, int | float | str) or value is None else orjson.dumps(value).decode()


def _lasting(value: object) -> object:
    """A value without its volatile fields; a playlist says by its date when it was made."""
    if isinstance(value, dict):
        passing = VOLATILE | {"date"} if "track" in value else VOLATILE
        return {key: _lasting(each) for key, each in value.items() if key not in passing}
    return [_lasting(each) for each in value] if isinstance(value, list) else value
