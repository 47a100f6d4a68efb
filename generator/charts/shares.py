"""Shares: a bar across for each name, a part of it marked; names and numbers stand beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts.marks import FIRST, SECOND, Mark, Rect
from generator.charts.plot import Drawing, Panel, Said, Sign, drawn

LEAST = 0.4  # per cent, the smallest count


@dataclass(frozen=True, slots=True)
class Share:
    """A name, its count, that of the marked part of it, and what it says; `note` stands at its end.

    A count of None is one that nobody knows.
    """

    name: str
    count: int | None
    says: str
    note: str
    marked: int = 0
    href: str = ""

    def __post_init__(self) -> None:
        if min(self.count or 0, self.marked) < 0:
            raise ValueError(f"{self.says}; a count is never negative")


@dataclass(frozen=True, slots=True)
class Group:
    """A name, and the shares of it, which have one scale."""

    name: str
    shares: tuple[Share, ...]


def draw_groups(groups: Sequence[Group]) -> Drawing:
    """The bars of some groups, each to a scale of its own."""
    return Drawing(kind="groups", panels=tuple(Panel(group.name, "", draw(group.shares)) for group in groups))


def draw(shares: Sequence[Share], key: tuple[Sign, ...] = (), most: int = 0) -> Drawing:
    """The bars of some names, all to one scale, which reaches to `most` at least."""
    longest = max(most, *(share.count or 0 for share in shares)) or 1
    panels = [Panel(share.name, share.note, Drawing(_bar(share, longest), "row"), share.href) for share in shares]
    return Drawing(kind="shares", panels=tuple(panels), key=key)


def _bar(share: Share, longest: int) -> bytes:
    parts = ((SECOND, share.marked), (FIRST, (share.count or 0) - share.marked))
    rects, left = [], 0.0
    for tone, count in parts:
        if count > 0:
            wide = max(100 * count / longest, LEAST)
            rects.append(Rect(tone, left, 0, wide, 100))
            left += wide
    return drawn([Mark(share.says, rects, (0, 0, 100, 100))] if rects else (), Said(share.says, kind="share"))
