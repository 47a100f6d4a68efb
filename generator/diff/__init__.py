"""Two finished trees are compared: what they count in all, who is new, who is gone, and whose numbers changed most."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator.diff.added_and_removed import AddedAndRemoved, Documents, added_and_removed, documents
from generator.diff.largest import Changed, largest
from generator.diff.subjects import pairs
from generator.diff.totals import TreeTotal, totals
from generator.diff.tree import opened

__all__ = ["AddedAndRemoved", "Changed", "Difference", "Documents", "Total", "difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two trees; `more` counts the changed subjects that are not among the listed ones.

    Where nothing changed but when it was computed, `changed` says that, and `more` is 0.
    """

    totals: tuple[TreeTotal, ...]
    added_and_removed: tuple[AddedAndRemoved, ...]
    changed: tuple[Changed, ...]
    more: int
    documents: Documents
    notes: tuple[str, ...]


def difference(old: Path, new: Path, most: int = 10) -> Difference:
    """What changed from one finished tree to another, at most so many names or changes in a list.

    Raises OutputError when one of the folders is no tree of ours.
    """
    before, after = opened(old), opened(new)
    found, tally = pairs(before, after), Counter[str]()
    changed = largest(before, after, found, most, tally)
    return Difference(
        totals=tuple(totals(before, after)),
        added_and_removed=tuple(added_and_removed(before, after, found, most)),
        changed=tuple(changed),
        more=max(0, tally["subjects"] - len(changed)),
        documents=documents(before, after, most, tally),
        notes=(*before.notes, *after.notes),
    )
