"""Numbers, dates and periods follow one format."""

from datetime import date

import pytest

from generator.config import Source
from generator.pages import words
from generator.pages.about import public_name
from generator.stats import aligned


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 5, 1), date(2024, 5, 1), "1 May 2024"),
        (date(2024, 5, 1), date(2024, 5, 31), "1 – 31 May 2024"),
        (date(2024, 5, 1), date(2024, 6, 30), "1 May – 30 June 2024"),
        (date(2023, 12, 25), date(2024, 1, 7), "25 December 2023 – 7 January 2024"),
    ],
)
def test_a_period_says_once_what_its_ends_share(first: date, last: date, said: str):
    """Both days are included."""
    assert words.period(first, last) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 countries"), (1, "1 country"), (12345, "12,345 countries")])
def test_counts_have_commas_and_a_plural(count: int, said: str):
    """One of a kind is singular."""
    assert words.counted(count, "country", "countries") == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (59, "under 1 min"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h 00 min"),
        (11_159, "3 h 05 min"),
        (359_999, "99 h 59 min"),
        (360_000, "100 h"),
        (4_445_999, "1,234 h"),
    ],
)
def test_a_time_is_whole_minutes_and_of_many_hours_whole_hours(seconds: int, said: str):
    """What has begun is not counted: 59 seconds are no minute yet."""
    assert words.time(seconds * 1000 + 999) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0\u00a0%"), (1, "under 1\u00a0%"), (999, "99\u00a0%"), (1000, "100\u00a0%")]
)
def test_only_all_is_a_hundred_percent(count: int, said: str):
    """A part of 1,000 is rounded down."""
    assert words.part(count, 1000) == said


@pytest.mark.parametrize(
    ("count", "before", "said"),
    [
        (412, 374, "38 more than in April 2024 (+10\u00a0%)"),
        (374, 412, "38 fewer than in April 2024 (\u22129\u00a0%)"),
        (5, 5, "as many as in April 2024"),
        (5, 0, "none in April 2024"),
        (1001, 1000, "1 more than in April 2024 (under 1\u00a0%)"),
        (2000, 10, "1,990 more than in April 2024 (+19,900\u00a0%)"),
    ],
)
def test_a_change_is_a_number_and_a_share_of_what_was(count: int, before: int, said: str):
    """38 of 374 are 10.2 percent, 38 of 412 are 9.2; nothing before is no share at all."""
    assert words.change(count, before, "April 2024") == said


@pytest.mark.parametrize(
    ("path", "file", "said"),
    [
        ("data/*.zip", "data/a.zip/listens/2024/5.jsonl", "data/a.zip/listens/2024/5.jsonl"),
        ("/home/ana/*.zip", "/home/ana/a.zip/listens/2024/5.jsonl", "a.zip/listens/2024/5.jsonl"),
        ("/home/ana/a.csv", "/home/ana/a.csv", "a.csv"),
        ("/home/ana/**/a.csv", "/home/ana/x/a.csv", "x/a.csv"),
        ("/elsewhere/*.csv", "/home/ana/a.csv", "a.csv"),
        ("C:\\music\\*.csv", "C:\\music\\a.csv", "a.csv"),
    ],
)
def test_no_folder_of_the_machine_is_public(path: str, file: str, said: str):
    """A relative path is shown as config.yaml has it, of an absolute one what follows its fixed folder."""
    assert public_name(Source(format="listens", path=path), file) == said


def test_a_stream_answers_the_subjects_it_has():
    """Subjects without rows have none, and no subject is lost."""
    take = aligned(iter([("ana", [{"n": 1}]), ("cleo", [{"n": 2}])]))
    assert [take(name) for name in ("ana", "ben", "cleo", "dora")] == [[{"n": 1}], [], [{"n": 2}], []]


def test_names_that_several_have_are_told_apart():
    """By their ids, in titles; a name of its own stands alone."""
    names = {"m1": "Intro", "m2": "Intro", "m3": "Outro"}
    assert words.told_apart(names) == {"m1": "Intro (m1)", "m2": "Intro (m2)", "m3": "Outro"}
