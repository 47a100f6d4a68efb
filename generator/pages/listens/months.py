"""Every month of a subject as a table: a line a year, a number and a bar a month, each the way to its page."""

from collections.abc import Sequence

from generator.pages import words
from generator.pages.components import Month, MonthsOfYear
from generator.pages.listens.subject import Subject
from generator.pages.top_list import share


def months(subject: Subject, page: str, years: Sequence[int] | None = None) -> tuple[MonthsOfYear, ...]:
    """The months of some years, by default of all, newest first; before the first and after `as_of` there are none."""
    wanted = subject.years if years is None else years
    every = range(min(wanted), max(wanted) + 1) if years is None else wanted
    most = max((count for name, count in subject.calendar.items() if "-" in name), default=0)
    return tuple(_line(subject, page, year, most) for year in reversed(every))


def _line(subject: Subject, page: str, year: int, most: int) -> MonthsOfYear:
    link = subject.period_link(page, str(year))
    cells = tuple(_cell(subject, page, f"{year}-{number:02d}", most) for number in range(1, 13))
    return MonthsOfYear(str(year), link.url if link else None, cells)


def _cell(subject: Subject, page: str, name: str, most: int) -> Month | None:
    """A month with its listens, 0 where there are none; None for one that does not belong to the history."""
    if not f"{subject.first_day:%Y-%m}" <= name <= f"{subject.overview.as_of:%Y-%m}":
        return None
    count, link = subject.calendar.get(name, 0), subject.period_link(page, name)
    is_here = page == subject.period_path(name)
    return Month(words.called(name), count, share(count, most), link.url if link else None, is_here)
