"""What a period's name says: 2024 is a year, 2024-05 a month, 2024-W22 a week, any other one that config.yaml names."""

import re
from datetime import date
from functools import lru_cache
from typing import Literal

Kind = Literal["year", "month", "week", "named"]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("year", re.compile(r"\d{4}")),
    ("month", re.compile(r"\d{4}-\d{2}")),
    ("week", re.compile(r"\d{4}-(W\d{2}|\d{2}-\d{2})")),  # that begins on Monday, as ISO has it, or on a Sunday
)


@lru_cache(maxsize=65_536)
def kind_of(name: str) -> Kind:
    """What kind of period is called so."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(name)), "named")


def months_of(year: str) -> list[str]:
    """The names of the months of a year."""
    return [f"{year}-{number:02d}" for number in range(1, 13)]


def week_name(first: date) -> str:
    """The name of the week that begins on a day: of one that begins on Monday as ISO has it, else the day."""
    year, week, weekday = first.isocalendar()
    return f"{year}-W{week:02d}" if weekday == 1 else first.isoformat()


def first_of_week(name: str) -> date:
    """The day on which a week begins."""
    return date.fromisocalendar(int(name[:4]), int(name[6:]), 1) if name[5] == "W" else date.fromisoformat(name)
