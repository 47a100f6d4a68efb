"""The wave at the top of a page: every week of a subject, with the part that the page is about marked.

It ends with the last week before the end of the period, so that the page of a past one stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial

from generator.charts import wave as wave_chart
from generator.charts.plot import Drawing
from generator.charts.wave import Part, Wave
from generator.pages import words
from generator.pages.listens.overview import Weeks
from generator.pages.listens.subject import Subject
from generator.ranges import Range

_WEEK = 7  # days
_FEW = 8  # weeks
_LEAST = 26  # weeks of a wave, which a young history does not fill
_DAY = timedelta(days=1)

Draw = Callable[[], Drawing] | None  # None where there are no charts, or nothing to draw


def of_period(subject: Subject, page: str, span: Range) -> Draw:
    """The weeks up to the end of a period, which is marked, and the way to the years before."""
    weeks = subject.weeks.up_to(span.until + _DAY)
    first = weeks.place(max(span.since.date(), weeks.first))
    end = min(weeks.place(span.until.date()) + 1, len(weeks.counts))
    return _draw(subject, page, weeks, (min(first, end), end))


def of_history(subject: Subject, page: str) -> Draw:
    """The weeks of the whole history; the newest year is marked."""
    weeks, newest = subject.weeks, date(subject.years[-1], 1, 1)
    return _draw(subject, page, weeks, (max(weeks.place(newest), 0), len(weeks.counts)))


def of_item(subject: Subject, page: str, counts: Mapping[date, int]) -> Draw:
    """The weeks, by their first days, from the first to the last in which something was heard; a few are no wave."""
    first, last = min(counts), max(counts)
    number = (last - first).days // _WEEK + 1
    weeks = Weeks(first, tuple(counts.get(first + _WEEK * place * _DAY, 0) for place in range(number)))
    return _draw(subject, page, weeks, (0, 0)) if number >= _FEW else None


def shared(subject: Subject, page: str) -> Wave | None:
    """The wave of the whole history, for a picture that stands elsewhere; None where there is none."""
    draw = of_history(subject, page)
    return draw.args[0] if isinstance(draw, partial) else None


def _draw(subject: Subject, page: str, weeks: Weeks, now: tuple[int, int]) -> Draw:
    if not subject.overview.site.charts or not any(weeks.counts):
        return None
    last = weeks.first + timedelta(days=_WEEK * len(weeks.counts) - 1)
    label = f"Listens a week, {words.period(weeks.first, last)}; most in a week: {words.number(max(weeks.counts))}"
    counts = (*weeks.counts, *[0] * (_LEAST - len(weeks.counts)))
    return partial(wave_chart.draw, Wave(counts, label, now, tuple(_years(subject, page, weeks))))


def _years(subject: Subject, page: str, weeks: Weeks) -> Iterator[Part]:
    """The years of some weeks, a week that of its Monday, with their listens where the page knows these."""
    firsts: dict[int, int] = {}
    for place in range(len(weeks.counts)):
        firsts.setdefault((weeks.first + timedelta(days=_WEEK * place)).year, place)
    ends = [*list(firsts.values())[1:], len(weeks.counts)]
    links = {link.words: link.url for link in subject.year_links(page)}
    for (year, first), end in zip(firsts.items(), ends, strict=True):
        count = subject.calendar.get(str(year), 0)
        said = f"{year}: {words.counted(count, 'listen')}" if count else str(year)
        yield Part(first, end, str(year), said, links.get(str(year), ""))


def of_days(subject: Subject, page: str, year: int, days: Mapping[date, int]) -> Draw:
    """Every day of a year that has begun; its months lead to their pages."""
    if not subject.overview.site.charts:
        return None
    first, end = date(year, 1, 1), _end(year, subject.overview.as_of)
    counts = tuple(days.get(first + number * _DAY, 0) for number in range((end - first).days + 1))
    label = f"Listens a day, {words.period(first, end)}; most in a day: {words.number(max(counts))}"
    return partial(wave_chart.draw, Wave(counts, label, (0, 0), tuple(_months(subject, page, first, end, days))))


def _end(year: int, as_of: datetime) -> date:
    return min(date(year, 12, 31), as_of.date())


def _months(subject: Subject, page: str, first: date, end: date, days: Mapping[date, int]) -> Iterator[Part]:
    for number in range(1, end.month + 1):
        start, name = date(first.year, number, 1), words.MONTHS[number - 1]
        after = date(first.year, number + 1, 1) if number < len(words.MONTHS) else date(first.year + 1, 1, 1)
        count = sum(heard for day, heard in days.items() if start <= day < after)
        link = subject.period_link(page, f"{first.year}-{number:02d}")
        said = f"{name} {first.year}: {words.counted(count, 'listen')}"
        last = min((after - first).days, (end - first).days + 1)
        yield Part((start - first).days, last, name[:3], said, link.url if link else "")
