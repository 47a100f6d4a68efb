"""Choices that fall the same on every Python: all of them come from random() alone."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def dice(seed: str) -> Callable[[], float]:
    """A source of numbers in [0, 1), the same for the same seed."""
    return Random(int.from_bytes(seed.encode(), "big")).random


def number(roll: Callable[[], float], least: int, most: int) -> int:
    """A whole number from least to most, both included."""
    return least + int(roll() * (most - least + 1))


def pick(roll: Callable[[], float], items: Sequence[Item]) -> Item:
    """One of the items, each as likely as the next."""
    return items[int(roll() * len(items))]


def weighted(roll: Callable[[], float], weights: Sequence[float]) -> int:
    """An index, as likely as its weight."""
    left = roll() * sum(weights)
    for index, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return index
    return len(weights) - 1


def rounded(roll: Callable[[], float], amount: float) -> int:
    """The whole number below or above amount, so that many of them average to it."""
    return int(amount) + (roll() < amount - int(amount))
