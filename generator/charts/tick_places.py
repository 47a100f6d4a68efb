"""Places of years and months on an axis: which of them are named where not all have room."""

from dataclasses import dataclass
from datetime import date

YEARS = (1, 2, 5, 10, 20, 50, 100)  # from one named year to the next
MONTHS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 240, 600)  # from one named month to the next; Januaries are among them


@dataclass(frozen=True, slots=True)
class TickPlace:
    """The number of a year or a month, and how many may lie from one that is named to the next."""

    number: int
    strides: tuple[int, ...]


def of_year(day: date) -> TickPlace:
    """The place of the year of a day: years are named that the step divides."""
    return TickPlace(day.year, YEARS)


def of_month(day: date) -> TickPlace:
    """The place of the month of a day: where some are left out, January is named."""
    return TickPlace(12 * day.year + day.month - 1, MONTHS)
