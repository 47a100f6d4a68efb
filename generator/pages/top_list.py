"""A top list: what was heard, asked for or done most, with bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.pages.components import Change
from generator.pages.site import Link

SHOWN = 100  # items on a page; the JSON has a thousand
EACH = 50  # of several lists on a page, which stays light
FIRST = 10  # items that are seen at once


@dataclass(frozen=True, slots=True)
class TopItem:
    """One line: what it is, by whom, how often and how long it was heard, and its bar's width in hundredths.

    An id `breaks` at its dots, not in the midst of a word. `said` stands for the count where that is no plain number.
    """

    rank: int
    name: str
    url: str | None
    by: str | None
    by_url: str | None
    count: int
    share: int
    time: str | None = None
    breaks: bool = False
    change: Change | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class TopList:
    """A heading, the first lines, the further ones, how many in all, where the JSON lies, and what is counted.

    `note` says what kind of lines they are, where the heading does not; `change` is the heading of changes.
    """

    heading: str
    first: tuple[TopItem, ...]
    rest: tuple[TopItem, ...]
    total: int
    json: Link | None
    unit: str = "Listens"
    note: str = ""
    change: str = ""

    @property
    def beside(self) -> str:
        """What stands between a name and its number: how it changed, or how long it was heard, if anything is known."""
        is_timed = any(item.time for item in (*self.first, *self.rest))
        return self.change or ("Time" if is_timed else "")


def share(count: int, most: int) -> int:
    """The width of a bar in hundredths, at least 1 for a count above 0."""
    return max(round(100 * count / most), min(count, 1)) if most else 0


def listed(heading: str, items: Sequence[TopItem], total: int, json: Link | None = None) -> TopList:
    """Leaders in their order; the heading is a plural."""
    return TopList(heading, tuple(items[:FIRST]), tuple(items[FIRST:]), total, json)
