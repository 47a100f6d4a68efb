"""The months in which an item was heard: the listens of each, which lead to the page of everything in it."""

from collections.abc import Mapping
from datetime import date

from generator.pages import words
from generator.pages.components import Month, MonthsOfYear
from generator.pages.listens.subject import Subject
from generator.pages.top_list import share


def table(subject: Subject, page: str, counts: Mapping[date, int]) -> tuple[MonthsOfYear, ...]:
    """The years with a listen, newest first; `counts` are by the first days of months."""
    most = max(counts.values(), default=0)
    years = sorted({day.year for day in counts}, reverse=True)
    return tuple(
        MonthsOfYear(
            str(year),
            url.url if (url := subject.period_link(page, str(year))) else None,
            tuple(_month(subject, page, date(year, number, 1), counts, most) for number in range(1, 13)),
        )
        for year in years
    )


def _month(subject: Subject, page: str, day: date, counts: Mapping[date, int], most: int) -> Month | None:
    if day not in counts:
        return None
    link = subject.period_link(page, f"{day.year}-{day.month:02d}")
    return Month(words.month(day), counts[day], share(counts[day], most), link.url if link else None)
