"""What pages are made of beside lists and charts: changes, records, tiles, months, what was heard lately, periods.

Each is a value that a macro of templates/parts.html shows.
"""

from dataclasses import dataclass
from typing import Literal

from generator.pages.site import Link


@dataclass(frozen=True, slots=True)
class Change:
    """How something stands against the period before: which way, and by how much or where it was, in words.

    `plain` is no change but another number of the line.
    """

    kind: Literal["up", "down", "same", "new", "plain"]
    said: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a time, and what it counts; where it leads, and how it changed, if anything."""

    said: str
    words: str
    url: str | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A line of an almanac: what it is of, its value, which is a name where `is_name`, and a sentence about it."""

    label: str
    value: str
    says: str = ""
    url: str | None = None
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """An album: its cover's URL if the owner has one, else a sleeve set in type; `said` is how often it was heard."""

    title: str
    by: str | None
    said: str
    url: str | None = None
    by_url: str | None = None
    cover: str | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A cell of the table of months: its name in words, its number, its bar in hundredths, and its page, if any."""

    words: str
    count: int
    share: int
    url: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class MonthsOfYear:
    """A line of the table of months: a year, its page, and its twelve months, None for one that is not there."""

    year: str
    url: str | None
    months: tuple[Month | None, ...]


@dataclass(frozen=True, slots=True)
class Recent:
    """What was heard last: when, an album or a track, by whom, and of how many tracks in a row."""

    when: str
    name: str
    by: str
    count: int
    url: str | None = None
    by_url: str | None = None


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """Periods of one kind: what they are called together, and the links to them."""

    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Periods:
    """The way between periods: the one that is shown, its neighbours, what it is a part of, and all others by kind."""

    now: str
    groups: tuple[PeriodGroup, ...]
    before: Link | None = None
    after: Link | None = None
    around: tuple[Link, ...] = ()
