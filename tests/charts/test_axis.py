"""The foot of a chart: years at a steady step, and what is not over yet."""

import re
from datetime import date
from itertools import combinations, pairwise

import pytest

from generator.charts import activity, axis
from generator.charts.activity import Bucket
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def years(first: int, count: int) -> list[Bucket]:
    return [
        Bucket(str(year), str(year), 1, place=axis.of_year(date(year, 1, 1))) for year in range(first, first + count)
    ]


def months(first: date, count: int) -> list[Bucket]:
    """Every January is named with its year."""
    days = [date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1) for i in range(count)]
    shorts = [MONTHS[day.month - 1] + (f" {day.year}" if day.month == 1 else "") for day in days]
    return [Bucket(f"{day:%B %Y}", short, 1, place=axis.of_month(day)) for day, short in zip(days, shorts, strict=True)]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("count", [1, 2, 3, 7, 13, 25, 60, 120, 250])
def test_years_and_months_stand_apart(count: int, size: Size):
    """However many there are and wherever they begin, no two words overlap or leave the chart, and one is named."""
    for buckets in (years(2003, count), months(date(2003, 4, 1), count), months(date(2004, 1, 1), count)):
        drawn = Drawn(activity.svg(buckets, None, WORDS, size))
        assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
        assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
        assert any(word.startswith(bucket.short) for bucket in buckets for word in drawn.words)


@pytest.mark.parametrize(("count", "step"), [(5, 1), (20, 2), (40, 5), (100, 10), (200, 20)])
def test_long_axes_name_years_at_a_round_step(count: int, step: int):
    """1, 2, 5, 10 … years apart, and years that the step divides."""
    drawn = Drawn(activity.svg(years(1963, count), None, WORDS, Size.WIDE))
    named = [int(word) for word in drawn.words if re.fullmatch(r"\d{4}", word)]
    assert {after - before for before, after in pairwise(named)} == {step}
    assert {year % step for year in named} == {0}


@pytest.mark.parametrize("count", [30, 70, 150, 300])
def test_many_months_name_every_year_or_every_so_many(count: int):
    """January is among the months that are named, with its year; from a year on it is all there is."""
    drawn = Drawn(activity.svg(months(date(2003, 4, 1), count), None, WORDS, Size.WIDE))
    named = [int(word[4:]) for word in drawn.words if re.fullmatch(r"Jan \d{4}", word)]
    assert len(named) > 1
    assert len({after - before for before, after in pairwise(named)}) == 1


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("count", [1, 5, 11, 22, 30])
def test_the_first_month_that_is_named_has_its_year(count: int, size: Size):
    """Whether it is a January or not, and the first of the chart or not."""
    drawn = Drawn(activity.svg(months(date(2003, 2, 1), count), None, WORDS, size))
    named = [word for word in drawn.words if word.startswith(MONTHS)]
    assert re.fullmatch(r"[A-Z][a-z]{2} \d{4}", named[0])


def test_a_bar_that_is_not_over_is_striped():
    """Stripes of the paper lie over it, within it, and over no other."""
    buckets = [Bucket("1 May", "1", 40), Bucket("2 May", "2", 40, running=True)]
    assert 'class="paper"' in activity.svg(buckets, None, WORDS, Size.WIDE).decode()
    assert 'class="paper"' not in activity.svg(buckets[:1], None, WORDS, Size.WIDE).decode()
