"""The identity of the items of a list: items are matched by it, and never by their places."""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

Item = dict[str, Any]
Pair = tuple[Item | None, Item | None]  # an item of the old list and the one of the new that is about the same

UNTOLD = frozenset({"rank", "value"})  # a place in the list, which its order says; a bar, whose number stands beside it
VOLATILE = frozenset({"last_updated", "from_ts", "to_ts", "response_time", "as_of", "offset"})

_ID = re.compile(r"(^|_)(id|mbid|mbids|identifier)$", re.IGNORECASE)
_COVER = "caa_"  # which picture an item has says nothing of whom it is about
_TIME = frozenset({"year", "hour", "time_unit"})  # numbers that name a stretch of time
_UNKNOWN = frozenset({"null", "[]", ""})  # identifiers


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of an item: its names and its identifiers by their keys, and whether all of these are known."""

    names: tuple[tuple[str, str], ...]
    ids: tuple[tuple[str, str], ...]
    is_identified: bool

    @property
    def label(self) -> str:
        """The names in a few words; the identifiers where there are none."""
        return ", ".join(dict.fromkeys(text for _, text in self.names or self.ids))


_Known = tuple[Identity, Item]
_Key = Callable[[Identity], Hashable]


def who(item: Item) -> Identity:
    """The identity of an item; an item of nothing but numbers is identified by their keys."""
    names: list[tuple[str, str]] = []
    ids: list[tuple[str, str]] = []
    for key, value in sorted(item.items()):
        if key in VOLATILE or key in UNTOLD or key.startswith(_COVER):
            continue
        if key in _TIME:
            names.append((key, str(value)))
        elif _ID.search(key):
            ids.append((key, value if isinstance(value, str) else orjson.dumps(value).decode()))
        elif isinstance(value, str):
            names.append((key, value))
    known = tuple((key, text) for key, text in ids if text not in _UNKNOWN)
    named = tuple(names) if names or known else tuple((key, key) for key in sorted(item))
    return Identity(named, known, is_identified=0 < len(ids) == len(known))


def names(key: str) -> bool:
    """Whether the value of a key says whom an item is about, though it may be a number."""
    return key in _TIME or key.startswith(_COVER) or bool(_ID.search(key))


def paired(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """Every item of both lists, with its counterpart in the other list where there is one.

    Likes have the same names and identifiers, or else, where only one on each side has them, the same but for case, the
    same identifiers, or the same names and no identifier that says otherwise.
    """
    left, right = _known(old), _known(new)
    for key in (_exact, _folded, _by_ids, _by_names):
        pairs = list(_matched(left, right, key))
        yield from ((left[here][1], right[there][1]) for here, there in pairs)
        left = _without(left, {here for here, _ in pairs})
        right = _without(right, {there for _, there in pairs})
    yield from ((item, None) for _, item in left)
    yield from ((None, item) for _, item in right)


def _known(items: Sequence[Item]) -> list[_Known]:
    """The items in an order that has nothing to do with their places."""
    found = [(who(item), item) for item in items]
    return sorted(found, key=lambda known: orjson.dumps(known[1], option=orjson.OPT_SORT_KEYS))


def _without(known: list[_Known], matched: set[int]) -> list[_Known]:
    return [each for place, each in enumerate(known) if place not in matched]


def _matched(left: Sequence[_Known], right: Sequence[_Known], key: _Key) -> Iterator[tuple[int, int]]:
    """The places of likes by a key: of the very same the first with the first, otherwise only one with only one."""
    buckets = _buckets(right, key)
    for found, here in _buckets(left, key).items():
        there = buckets.get(found, [])
        if key is _exact or (len(here) == len(there) == 1 and _agree(key, left[here[0]][0], right[there[0]][0])):
            yield from zip(here, there, strict=False)


def _buckets(known: Sequence[_Known], key: _Key) -> dict[Hashable, list[int]]:
    """The places of items by their key; those without are in none."""
    found: dict[Hashable, list[int]] = {}
    for place, (whom, _) in enumerate(known):
        said = key(whom)
        if said:
            found.setdefault(said, []).append(place)
    return found


def _agree(key: _Key, one: Identity, other: Identity) -> bool:
    """Whether the identifiers allow a match by name: none is known to differ."""
    known = dict(one.ids)
    return key is not _by_names or all(known.get(name, text).casefold() == text.casefold() for name, text in other.ids)


def _exact(whom: Identity) -> Hashable:
    return whom.names, whom.ids


def _folded(whom: Identity) -> Hashable:
    return _fold((*whom.names, *whom.ids))


def _by_ids(whom: Identity) -> Hashable:
    times = tuple((key, text) for key, text in whom.names if key in _TIME)
    return _fold((*times, *whom.ids)) if whom.is_identified else ()


def _by_names(whom: Identity) -> Hashable:
    return _fold(whom.names)


def _fold(told: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, text.casefold()) for key, text in told)
