"""The subjects that were added and removed between two trees, and the documents that changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.diff.subjects import SubjectPair, called
from generator.diff.tree import SITE, Tree, TreeSubject


@dataclass(frozen=True, slots=True)
class AddedAndRemoved:
    """Of one kind of subjects: the added, the removed, and the renamed ones, the old name first.

    The names are the first ones, the counts those of all.
    """

    kind: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    new_count: int
    gone_count: int
    renamed_count: int


@dataclass(frozen=True, slots=True)
class Documents:
    """How many documents either tree has, how many came, went, changed, and the first paths of those come and gone.

    Of the changed ones the answers of APIs were compared: in how many numbers differ, in how many times alone, in how
    many only words.
    """

    old: int
    new: int
    added: int
    removed: int
    changed: int
    numbers: int
    times: int
    words: int
    added_paths: tuple[str, ...]
    removed_paths: tuple[str, ...]


def added_and_removed(old: Tree, new: Tree, found: Sequence[SubjectPair], most: int) -> Iterator[AddedAndRemoved]:
    """What was added and removed of every kind that changed, at most so many names of each."""
    for kind, group in groupby(found, key=lambda pair: pair.kind):
        pairs = list(group)
        came = [pair.new for pair in pairs if pair.new and not pair.old]
        went = [pair.old for pair in pairs if pair.old and not pair.new]
        renamed = [(pair.was, pair.name) for pair in pairs if pair.was != pair.name]
        if kind != SITE and (came or went or renamed):
            names = _titles(new, came[:most]), _titles(old, went[:most]), tuple(renamed[:most])
            yield AddedAndRemoved(kind, *names, len(came), len(went), len(renamed))


def documents(old: Tree, new: Tree, most: int, tally: Counter[str]) -> Documents:
    """What became of the documents, by their hashes; the tally is that of the comparison."""
    added, removed = (sorted(one.files.keys() - other.files.keys()) for one, other in ((new, old), (old, new)))
    changed = sum(listed != new.files[path] for path, listed in old.files.items() if path in new.files)
    return Documents(
        old=len(old.files),
        new=len(new.files),
        added=len(added),
        removed=len(removed),
        changed=changed,
        numbers=tally["numbers"],
        times=tally["times"],
        words=tally["words"],
        added_paths=tuple(added[:most]),
        removed_paths=tuple(removed[:most]),
    )


def _titles(tree: Tree, subjects: Sequence[TreeSubject]) -> tuple[str, ...]:
    return tuple(called(tree, subject) for subject in subjects)
