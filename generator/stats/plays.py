"""What a server played, whoever listened: five windows that roll back from one moment, and the first of each list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.stats.records import records
from generator.stats.store import Store


@dataclass(frozen=True, slots=True)
class PlayWindow:
    """How much was played in a window; plays that are nobody's, and those that are no listens, are told apart."""

    window_name: str
    as_of: datetime
    total_tracks: int
    ownerless_count: int
    unlisted_count: int
    played_ms: int


@dataclass(frozen=True, slots=True)
class PlayedItem:
    """An artist, an album or a track in the list of a window; None is a name that it does not have."""

    window_name: str
    list: str
    rank: int
    name: str | None
    artist: str | None
    plays: int


@dataclass(frozen=True, slots=True)
class PlayingUser:
    """A user in the list of a window, by user name and by display name."""

    window_name: str
    rank: int
    username: str | None
    user_called: str | None
    plays: int


@dataclass(frozen=True, slots=True)
class Plays:
    """The windows, from the narrowest to all, and their lists; `alone` says whether an entry may be about one user."""

    windows: Sequence[PlayWindow]
    items: Mapping[tuple[str, str], Sequence[PlayedItem]]
    users: Mapping[str, Sequence[PlayingUser]]
    alone: bool

    def listed(self, name: str, window_name: str) -> Sequence[PlayedItem]:
        """A list of a window: its `artists`, `albums` or `tracks`."""
        return self.items.get((name, window_name), ())


def plays(store: Store) -> Plays:
    """Read it all; the store has as_of and at_least."""
    items: dict[tuple[str, str], list[PlayedItem]] = {}
    for item in records(store, "listens/partify_items", PlayedItem):
        items.setdefault((item.list, item.window_name), []).append(item)
    users: dict[str, list[PlayingUser]] = {}
    for user in records(store, "listens/partify_users", PlayingUser):
        users.setdefault(user.window_name, []).append(user)
    windows = list(records(store, "listens/partify_totals", PlayWindow))
    return Plays(windows, items, users, alone=store.parameters["at_least"] == 1)
