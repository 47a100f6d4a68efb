"""Waves: the counts of days, weeks or months as one picture, and the years in it, each the way to its page."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from generator.charts import wave as wave_chart
from generator.charts.plot import Drawing
from generator.charts.wave import Part, Wave
from generator.pages import words
from generator.pages.site import SiteContext

_LEAST = 26  # places, which a young history does not fill
_LONG = 120  # days, from which weeks are shown
_WEEK = 7

Draw = Callable[[], Drawing] | None  # None where there are no charts, or nothing to draw
UrlOf = Callable[[int], str]  # of a year; empty where it has no page


def drawn(wave: Wave | None, site: SiteContext) -> Draw:
    """What draws a wave, where a site has charts."""
    return partial(wave_chart.draw, wave) if wave and site.charts else None


def by_week(first: date, counts: Sequence[int], label: str, years: Mapping[int, str], url_of: UrlOf) -> Wave:
    """The wave of weeks, the first of which begins on a day; `years` say what each of them counts."""
    # A week belongs to the year that most of its days are in.
    days = [first + timedelta(days=_WEEK * place + _WEEK // 2) for place in range(len(counts))]
    return _wave(days, counts, label, years, url_of)


def by_day(counts: Mapping[date, int], last: date, noun: str, label: str) -> Wave | None:
    """The wave of days up to the last one, by week where they are many, the newest of them marked; None without any."""
    if not counts:
        return None
    first = min(counts)
    if (last - first).days < _LONG:
        days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
        return by_bucket(days, counts, noun, f"{label} a day")
    monday = first - timedelta(days=first.weekday())
    weeks = [0] * ((last - monday).days // _WEEK + 1)
    for day, count in counts.items():
        weeks[(day - monday).days // _WEEK] += count
    return _newest(by_week(monday, weeks, f"{label} a week", _said(counts, noun), _nowhere), len(weeks))


def by_monday(weeks: Mapping[date, int], first: date, last: date, noun: str, label: str) -> Wave | None:
    """The wave of weeks called by their Mondays, from that of a day to that of another, the newest of them marked."""
    monday, newest = first - timedelta(days=first.weekday()), last - timedelta(days=last.weekday())
    every = [monday + timedelta(days=_WEEK * place) for place in range((newest - monday).days // _WEEK + 1)]
    found = by_bucket(every, weeks, noun, label)
    parts = tuple(replace(part, says=f"Weeks of {part.says}") for part in found.parts) if found else ()
    return replace(found, parts=parts) if found else None


def by_bucket(buckets: Sequence[date], counts: Mapping[date, int], noun: str, label: str) -> Wave | None:
    """The wave of equal stretches of time, each told by its first day, the newest of them marked; None without any."""
    if not any(counts.values()):
        return None
    found = _wave(buckets, [counts.get(day, 0) for day in buckets], label, _said(counts, noun), _nowhere)
    return _newest(found, len(buckets))


def _said(counts: Mapping[date, int], noun: str) -> dict[int, str]:
    """What every year says of its counts."""
    years: Counter[int] = Counter()
    for day, count in counts.items():
        years[day.year] += count
    return {year: f"{year}: {words.counted(count, noun)}" for year, count in years.items()}


def _nowhere(_year: int) -> str:
    return ""


def _newest(wave: Wave, number: int) -> Wave:
    return Wave(wave.counts, wave.label, (number - 1, number), wave.parts)


def _wave(days: Sequence[date], counts: Sequence[int], label: str, years: Mapping[int, str], url_of: UrlOf) -> Wave:
    filled = (*counts, *[0] * (_LEAST - len(counts)))
    return Wave(filled, f"{label}, most {words.number(max(counts))}", parts=tuple(_years(days, years, url_of)))


def _years(days: Sequence[date], years: Mapping[int, str], url_of: UrlOf) -> Iterator[Part]:
    for year, some in groupby(range(len(days)), key=lambda place: days[place].year):
        places = list(some)
        yield Part(places[0], places[-1] + 1, str(year), years.get(year, str(year)), url_of(year))
