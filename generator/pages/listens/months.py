"""Every month as a table: a line a year, a number and a bar a month, each the way to its page."""

from collections.abc import Mapping, Sequence
from datetime import date

from generator.pages import words
from generator.pages.components import Month, MonthsOfYear
from generator.pages.listens.subject import Subject
from generator.pages.top_list import share


def months(subject: Subject, page: str, years: Sequence[int] | None = None) -> tuple[MonthsOfYear, ...]:
    """The months of some years, by default of all, newest first; before the first and after `as_of` there are none."""
    wanted = subject.years if years is None else years
    every = range(min(wanted), max(wanted) + 1) if years is None else wanted
    first, last = f"{subject.first_day:%Y-%m}", f"{subject.overview.as_of:%Y-%m}"
    counts = {
        name: subject.calendar.get(name, 0)
        for year in every
        for number in range(1, 13)
        if first <= (name := f"{year}-{number:02d}") <= last
    }
    most = max((count for name, count in subject.calendar.items() if "-" in name), default=0)
    return tuple(_line(subject, page, year, counts, most) for year in reversed(every))


def some_months(subject: Subject, page: str, counts: Mapping[date, int]) -> tuple[MonthsOfYear, ...]:
    """The months, by their first days, in which there was any of what is counted, newest year first."""
    named = {f"{day:%Y-%m}": count for day, count in counts.items()}
    years = sorted({day.year for day in counts}, reverse=True)
    return tuple(_line(subject, page, year, named, max(counts.values())) for year in years)


def _line(subject: Subject, page: str, year: int, counts: Mapping[str, int], most: int) -> MonthsOfYear:
    link = subject.period_link(page, str(year))
    names = (f"{year}-{number:02d}" for number in range(1, 13))
    cells = tuple(_cell(subject, page, name, counts[name], most) if name in counts else None for name in names)
    return MonthsOfYear(str(year), link.url if link else None, cells)


def _cell(subject: Subject, page: str, name: str, count: int, most: int) -> Month:
    """A month with its count."""
    link = subject.period_link(page, name)
    is_here = page == subject.period_path(name)
    return Month(words.called(name), count, share(count, most), link.url if link else None, is_here)
