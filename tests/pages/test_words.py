"""Numbers, dates and periods follow one format."""

from datetime import date

import pytest

from generator.config import Source
from generator.pages import words
from generator.pages.about import public_name
from generator.pages.streams import taken


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
    take = taken(iter([("ana", [{"n": 1}]), ("cleo", [{"n": 2}])]))
    assert [take(name) for name in ("ana", "ben", "cleo", "dora")] == [[{"n": 1}], [], [{"n": 2}], []]
