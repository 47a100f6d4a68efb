"""The first items of a list are completed by those that the other tree has among its first, so that both are told."""

from dataclasses import dataclass
from typing import Any

from generator.diff.items import Item, paired
from generator.diff.tree import Tree
from generator.ranges import ALL_TIME


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer of a tree: its path, and what its document says."""

    tree: Tree
    path: str
    said: Any


def completed(here: Compared, there: Compared) -> Any:  # noqa: ANN401  (whatever a document says)
    """What an answer says, with those items from its whole list that are among the first of the other alone.

    Who was the 26th and is the 25th is no newcomer.
    """
    mine, other = _payload(here.said), _payload(there.said)
    for key in mine.keys() & other.keys():
        first, theirs = _items(mine[key]), _items(other[key])
        strangers = [item for known, item in paired(first, theirs) if known is None and item is not None]
        if strangers and "offset" in mine:
            whole = _items(_payload(here.tree.said(f"{here.path.lstrip('/')}/{ALL_TIME}/all.json")).get(key))
            found = [known for known, item in paired(whole, strangers) if known is not None and item is not None]
            return here.said | {"payload": mine | {key: [*first, *found]}}
    return here.said


def _payload(said: Any) -> Item:  # noqa: ANN401  (as above)
    found = said.get("payload") if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}


def _items(found: object) -> list[Item]:
    return found if isinstance(found, list) and all(isinstance(item, dict) for item in found) else []
