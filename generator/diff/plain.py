"""A difference as JSON says it, for programs."""

from pathlib import Path

from generator.diff import Difference
from generator.diff.added_and_removed import AddedAndRemoved
from generator.diff.largest import Changed
from generator.diff.subjects import KINDS
from generator.diff.totals import TreeTotal
from generator.diff.values import ValueChange
from generator.one_line import shown

Json = dict[str, object]

_DIGITS = 9  # behind the point: a difference of two fractions has no more that mean something


def plain(found: Difference, old: Path, new: Path) -> Json:
    """The whole difference, in the order in which it is told; counts beside lists are of all there are."""
    documents = found.documents
    return {
        "old": {"folder": shown(str(old)), "documents": documents.old},
        "new": {"folder": shown(str(new)), "documents": documents.new},
        "totals": [_total(total) for total in found.totals],
        "subjects": [_added_and_removed(each) for each in found.added_and_removed],
        "changes": [_changed(changed) for changed in found.changed],
        "more": found.more,
        "documents": {
            "added": documents.added,
            "removed": documents.removed,
            "changed": documents.changed,
            "compared": {"numbers": documents.numbers, "times": documents.times, "words": documents.words},
            "added_paths": documents.added_paths,
            "removed_paths": documents.removed_paths,
        },
        "notes": found.notes,
    }


def _total(total: TreeTotal) -> Json:
    return {"what": total.what, "old": total.old, "new": total.new, "difference": rounded(total.difference)}


def _added_and_removed(found: AddedAndRemoved) -> Json:
    return {
        "kind": KINDS.get(found.kind, found.kind),
        "new": found.new,
        "new_count": found.new_count,
        "gone": found.gone,
        "gone_count": found.gone_count,
        "renamed": [{"old": was, "new": name} for was, name in found.renamed],
        "renamed_count": found.renamed_count,
    }


def _changed(found: Changed) -> Json:
    answers = [
        {"path": answer.path, "was": answer.was, "changes": [_change(change) for change in answer.changes]}
        for answer in found.answers
    ]
    kind, pair = KINDS.get(found.pair.kind, found.pair.kind), found.pair
    return {
        "kind": kind, "name": pair.name, "was": pair.was, "title": found.title, "answers": answers, "more": found.more,
    }  # fmt: skip


def _change(change: ValueChange) -> Json:
    difference = rounded(change.difference)
    return {"place": change.place, "was": change.was, "old": change.old, "new": change.new, "difference": difference}


def rounded(number: float | None) -> float | None:
    """A difference without what adding fractions leaves behind."""
    return round(number, _DIGITS) if isinstance(number, float) else number
