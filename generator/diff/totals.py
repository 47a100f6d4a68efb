"""What a tree counts in all, domain by domain."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from generator.diff.tree import Tree, document

Number = int | float


@dataclass(frozen=True, slots=True)
class TreeTotal:
    """What was counted in all in the old tree and in the new one; None where the tree does not say."""

    what: str
    old: Number | None
    new: Number | None

    @property
    def difference(self) -> Number | None:
        """New less old; None where one of them is not known."""
        return None if self.old is None or self.new is None else self.new - self.old


def totals(old: Tree, new: Tree) -> Iterator[TreeTotal]:
    """Every total that one of the trees has, listens first."""
    for what, count in _COUNTS:
        before, after = count(old), count(new)
        if before is not None or after is not None:
            yield TreeTotal(what, before, after)


def _listens(tree: Tree) -> Number | None:
    """The listens of every listener; where these are not told, those of the whole site."""
    counts = [tree.said(document(path)) for path in _paths(tree, "user_name", "/listen-count")]
    known = [_at(said, "payload", "count") for said in counts]
    if any(count is not None for count in known):
        return sum(count for count in known if count is not None)
    buckets = _get(tree.said("1/stats/sitewide/listening-activity.json"), "payload", "listening_activity")
    return sum(_at(bucket, "listen_count") or 0 for bucket in buckets) if isinstance(buckets, list) else None


def _listeners(tree: Tree) -> Number | None:
    return sum(kind == "user_name" for kind, _ in tree.subjects) or None


def _paths(tree: Tree, kind: str, ending: str) -> Iterator[str]:
    for subject in tree.subjects.values():
        if subject.kind == kind:
            yield from (path for path in subject.paths if path.endswith(ending))


def _said(document: str, *keys: str) -> Callable[[Tree], Number | None]:
    return lambda tree: _at(tree.said(document), *keys)


def _at(said: Any, *keys: str) -> Number | None:  # noqa: ANN401  (whatever a document says)
    """The number below some keys; None where there is none."""
    found = _get(said, *keys)
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None


def _get(said: Any, *keys: str) -> Any:  # noqa: ANN401  (as above)
    return reduce(lambda found, key: found.get(key) if isinstance(found, dict) else None, keys, said)


_COUNTS: tuple[tuple[str, Callable[[Tree], Number | None]], ...] = (
    ("listens", _listens),
    ("listeners", _listeners),
    ("tracks played", _said("statistics.json", "statistics", "all", "total_tracks")),
    ("package views", _said("popularity.json", "all_time", "views")),
    ("packages", _said("popularity.json", "all_time", "package_count")),
    ("task runs", _said("stats.json", "stats", "n_task_runs")),
    ("tasks", _said("stats.json", "stats", "n_tasks")),
    ("projects", _said("stats.json", "stats", "n_total_projects")),
    ("volunteers", _said("stats.json", "stats", "n_total_users")),
    ("loads", _said("v1/stats/account.json", "loads")),
    ("plays", _said("v1/stats/account.json", "plays")),
    ("hours watched", _said("v1/stats/account.json", "hours_watched")),
)
