"""Of all that changed the largest changes, so many of each subject and so many subjects, from every kind in turn."""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from generator.diff.subjects import AnswerChanges, SubjectPair, answers, called
from generator.diff.tree import Tree


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed about a subject: its largest changes by answer, and how many more there are.

    `weight` is the largest change's; `is_volatile` says that nothing changed but when it was computed.
    """

    pair: SubjectPair
    title: str
    answers: tuple[AnswerChanges, ...]
    more: int
    weight: tuple[float, float]
    is_volatile: bool


def largest(old: Tree, new: Tree, found: Sequence[SubjectPair], most: int, tally: Counter[str]) -> list[Changed]:
    """The subjects that changed most, kind by kind; those that only were computed again where there are no others.

    The tally counts the changed documents that were compared, and under `subjects` the subjects whose numbers changed.
    """
    kinds = [
        heapq.nsmallest(most, _changed(old, new, group, most, tally), key=_order)
        for _, group in groupby(found, key=lambda pair: pair.kind)
    ]
    lasting = [[each for each in kind if not each.is_volatile] for kind in kinds]
    chosen = _in_turn(lasting if any(lasting) else kinds, most)
    return [replace(each, title=called(new, each.pair.new)) if each.pair.new else each for each in chosen]


def _changed(old: Tree, new: Tree, found: Iterator[SubjectPair], most: int, tally: Counter[str]) -> Iterator[Changed]:
    for pair in found:
        every = list(answers(old, new, pair, tally))
        is_volatile = all(answer.is_volatile for answer in every)
        told = sorted((answer for answer in every if answer.is_volatile == is_volatile), key=_rank)
        if told:
            tally["subjects"] += not is_volatile
            listed = _shortened(told, most)
            more = _length(told) - _length(listed)
            weight = max(answer.weight for answer in told)
            yield Changed(pair, pair.name, tuple(listed), more, weight, is_volatile)


def _shortened(told: Sequence[AnswerChanges], most: int) -> list[AnswerChanges]:
    """So many changes of all the answers: the largest of each, then the second largest of each, and so on."""
    turns = sorted((turn, place) for place, answer in enumerate(told) for turn in range(min(len(answer.changes), most)))
    share = Counter(place for _, place in turns[:most])
    return [replace(told[place], changes=told[place].changes[:count]) for place, count in sorted(share.items())]


def _in_turn(kinds: Sequence[Sequence[Changed]], most: int) -> list[Changed]:
    """So many subjects of all kinds: the first of each, then the second of each; told kind by kind."""
    turns = sorted((turn, place) for place, kind in enumerate(kinds) for turn in range(len(kind)))
    chosen = sorted((place, turn) for turn, place in islice(turns, most))
    return [kinds[place][turn] for place, turn in chosen]


def _rank(answer: AnswerChanges) -> tuple[bool, float, float, str]:
    """Answers that are about the subject alone come before those with items, then the largest change first."""
    differs, known = answer.weight
    return any(len(change.place) > 1 for change in answer.changes), -differs, -known, answer.path


def _length(told: Sequence[AnswerChanges]) -> int:
    return sum(len(answer.changes) for answer in told)


def _order(changed: Changed) -> tuple[bool, float, float, list[str]]:
    differs, known = changed.weight
    return changed.is_volatile, -differs, -known, sorted((changed.pair.name, changed.pair.was))
