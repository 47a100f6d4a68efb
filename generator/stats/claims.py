"""Who may claim a path first, of subjects whose names differ in case or form alone: the one with the most events."""

from generator import paths
from generator.stats.store import Store


def segments(store: Store, stat_set: str, endings: tuple[str, ...] = ()) -> dict[str, str]:
    """The path segment of every subject of a stat set, which has their names in the order of their claims."""
    return paths.segments((str(name) for row in store.rows(stat_set) for name in row.values()), endings)
