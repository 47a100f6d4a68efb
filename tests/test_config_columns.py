"""`columns:` of a source: names or numbers of columns, each one thing."""

import pytest
from pydantic import ValidationError

from generator.config_columns import Columns


def test_one_column_of_a_time_is_a_list_of_one():
    """What is not said is left to the heading."""
    assert Columns.model_validate({"artist": "wer", "time": 2}).by_part() == {"artist": ("wer",), "time": (2,)}


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"artits": "a"}, "Extra inputs"),
        ({"track": True}, "True is no column: write its name, in quotes, or its number from 1"),
        ({"track": 0}, "0 is no column"),
        ({"track": " "}, "is no column"),
        ({"time": []}, r"is one column, or \[date, time\]"),
        ({"artist": "a", "track": "a"}, "the column 'a' cannot be two things"),
    ],
)
def test_what_is_no_column_is_told(columns: dict[str, object], said: str):
    """A slip is an error of config.yaml."""
    with pytest.raises(ValidationError, match=said):
        Columns.model_validate(columns)
