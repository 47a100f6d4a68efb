"""The subjects of two trees: who is new, who is gone, who is called otherwise, and what changed about the others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.diff.lists import Compared, completed
from generator.diff.tree import SITE, Tree, TreeSubject, document
from generator.diff.values import Place, ValueChange, changes, is_same_but_for_time, volatile
from generator.one_line import shown

# What a person calls the kinds, the site first; others come after these by the API's name.
KINDS: Mapping[str, str] = {
    SITE: "site",
    "user_name": "listener",
    "package_id": "package",
    "project_name": "project",
    "project_id": "video project",
    "media_id": "media",
    "artist_mbid": "artist",
    "release_group_mbid": "album",
}

# The days and weeks of what is compared by months, the words of drawings, and the same numbers by other names.
_UNTOLD = re.compile(r"/v2/stats/[^/]+/(day|isoWeek)$|/badges/|/v1/medias/")

_CALLED = {  # where a document says what a subject is called that has an identifier for a name
    "artist_mbid": ("payload", "artist_name"),
    "release_group_mbid": ("payload", "release_group_name"),
    "media_id": ("name",),
}


@dataclass(frozen=True, slots=True)
class SubjectPair:
    """The same subject in the old tree and in the new one; one side is None for who is new, or gone."""

    old: TreeSubject | None
    new: TreeSubject | None

    @property
    def kind(self) -> str:
        """The kind, as the API calls it."""
        return self._any.kind

    @property
    def name(self) -> str:
        """The name in the new tree, or the last one."""
        return self._any.name

    @property
    def was(self) -> str:
        """The name in the old tree, or the first one."""
        return (self.old or self._any).name

    @property
    def _any(self) -> TreeSubject:
        found = self.new or self.old
        if found is None:
            raise TypeError("a pair of nobody")
        return found


@dataclass(frozen=True, slots=True)
class AnswerChanges:
    """What changed in an answer of an API: its path in the new tree, and its changes, the largest first."""

    path: str
    was: str
    changes: tuple[ValueChange, ...]
    is_volatile: bool  # nothing but when it was computed

    @property
    def weight(self) -> tuple[float, float]:
        """That of the largest change."""
        return self.changes[0].weight


def pairs(old: Tree, new: Tree) -> list[SubjectPair]:
    """Every subject of both trees, by kind and name; a name that is alone on each side may differ in case."""
    found = [SubjectPair(old.subjects[key], new.subjects[key]) for key in old.subjects.keys() & new.subjects.keys()]
    before = _by_folded(subject for key, subject in old.subjects.items() if key not in new.subjects)
    after = _by_folded(subject for key, subject in new.subjects.items() if key not in old.subjects)
    for key in before.keys() | after.keys():
        found += (SubjectPair(*both) for both in _matched(before.get(key, []), after.get(key, [])))
    return sorted(found, key=_place)


def answers(old: Tree, new: Tree, pair: SubjectPair, tally: Counter[str]) -> Iterator[AnswerChanges]:
    """The answers that changed about a subject that both trees have; the tally counts how documents changed."""
    if pair.old is None or pair.new is None:
        return
    for was, path in _common(pair.old, pair.new):
        if old.files.get(document(was)) != new.files.get(document(path)):
            one, other = old.said(document(was)), new.said(document(path))
            if one is not None and other is not None:
                yield from _compared(Compared(old, was, one), Compared(new, path, other), tally)


def _compared(old: Compared, new: Compared, tally: Counter[str]) -> Iterator[AnswerChanges]:
    try:
        found = tuple(sorted(changes(completed(old, new), completed(new, old)), key=_order))
        is_volatile = not found and is_same_but_for_time(old.said, new.said)
        told = found or tuple(volatile(old.said, new.said))
    except RecursionError:
        new.tree.notes.append(f"{shown(document(new.path))}: is left out: it is a hundred times deeper than any answer")
        return
    tally["numbers" if found else "times" if is_volatile else "words"] += 1
    if told and (found or is_volatile):
        yield AnswerChanges(new.path, old.path, told, is_volatile)


def called(tree: Tree, subject: TreeSubject) -> str:
    """What people call a subject, where its name is an identifier and a document says it."""
    keys = _CALLED.get(subject.kind, ())
    for path, spans in sorted(subject.paths.items()) if keys else ():
        found = next(filter(None, map(tree.said, map(document, (path, *(f"{path}/{span}" for span in spans))))), None)
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, str) and found:
            return found
    return subject.name


def _by_folded(subjects: Iterable[TreeSubject]) -> dict[tuple[str, str], list[TreeSubject]]:
    found: dict[tuple[str, str], list[TreeSubject]] = {}
    for subject in subjects:
        found.setdefault((subject.kind, subject.name.casefold()), []).append(subject)
    return found


def _matched(old: list[TreeSubject], new: list[TreeSubject]) -> list[tuple[TreeSubject | None, TreeSubject | None]]:
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    return [*((subject, None) for subject in old), *((None, subject) for subject in new)]


def _common(old: TreeSubject, new: TreeSubject) -> Iterator[tuple[str, str]]:
    """Each path about a subject in both trees, whatever its segment is in either."""
    for was in sorted(old.paths):
        if not _UNTOLD.match(was):
            parts = was.split("/")
            places = [place for place, part in enumerate(parts) if part == old.segment] if old.segment else []
            respelt = ("/".join([*parts[:place], new.segment, *parts[place + 1 :]]) for place in places)
            yield from ((was, path) for path in dict.fromkeys((*respelt, was)) if path in new.paths)


def _place(pair: SubjectPair) -> tuple[int, str, list[str]]:
    """The order of kinds and names, whichever of the trees is the old one."""
    kinds = list(KINDS)
    return kinds.index(pair.kind) if pair.kind in kinds else len(kinds), pair.kind, sorted((pair.name, pair.was))


def _order(change: ValueChange) -> tuple[float, float, list[Place], list[str]]:
    """The largest first; ties by what they are called, whichever of the trees is the old one."""
    differs, known = change.weight
    return -differs, -known, sorted((change.place, change.was)), sorted(map(str, (change.old, change.new)))
