"""The share card of a year: one picture, 1200 by 630 px, with words drawn by matplotlib in its own DejaVu Sans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says of a year; `hours` is None where durations are not known.

    `top_artists` are in order, up to twenty; the first five that can be drawn are shown. `days` are listens by day.
    """

    site: str
    user: str
    year: int
    listens: int
    hours: int | None
    artists: int
    albums: int
    tracks: int
    top_artists: Sequence[str]
    days: Mapping[date, int]


def drawable(text: str) -> bool:
    """Whether DejaVu Sans has every character, and none that must be joined or turned to be read."""
    raise NotImplementedError


def png(card: Card) -> bytes:
    """The card as PNG."""
    raise NotImplementedError
