"""Which artists, albums and tracks have pages, and where these lie: what pages lead to."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator import paths
from generator.events.folding import folded
from generator.stats import PeriodStore
from generator.stats.rows import items as of

Names = tuple[str, ...]  # of an artist; of an album or a track the artist's, and its own


@dataclass(frozen=True, slots=True)
class LinkedItems:
    """The items that have a page: by their ids, and those without one by their kind and names in every spelling."""

    ids: frozenset[str] = frozenset()
    names: frozenset[tuple[str, Names]] = frozenset()

    def artist(self, name: str, mbid: str | None) -> str | None:
        """The path of an artist's page."""
        return self._path("artist", mbid, name)

    def album(self, name: str, artist: str | None, mbid: str | None) -> str | None:
        """The path of an album's page."""
        return self._path("album", mbid, artist or "", name)

    def track(self, name: str, artist: str | None, mbid: str | None) -> str | None:
        """The path of a track's page."""
        return self._path("track", mbid, artist or "", name)

    def credit(self, name: str | None, mbids: Sequence[str]) -> str | None:
        """The path of the page of a credit that is one artist; None where it is several."""
        if not name or len(mbids) > 1:
            return None
        return self.artist(name, mbids[0] if mbids else None)

    def _path(self, kind: str, mbid: str | None, *names: str) -> str | None:
        if not (mbid in self.ids if mbid else (kind, names) in self.names):
            return None
        return path_of(kind, mbid, *names)


def path_of(kind: str, mbid: str | None, *names: str) -> str:
    """The path that an item's page has if it has one; it depends on the item alone."""
    return paths.item(kind, mbid, *map(folded, names))


def linked_items(store: PeriodStore) -> LinkedItems:
    """The items that have a page; `store` has the rows of the whole history."""
    ids = frozenset(row["mbid"] for row in store.rows(of.PAGE_ITEMS) if row["mbid"])
    spelled = (
        (row["kind"], (row["name"],) if row["artist_name"] is None else (row["artist_name"], row["name"]))
        for row in store.rows(of.PAGE_ITEM_NAMES)
    )
    return LinkedItems(ids, frozenset(spelled))
