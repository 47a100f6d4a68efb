"""A number in words, and what it counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or a time, and what it counts."""

    said: str
    words: str
