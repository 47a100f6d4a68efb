"""Dates in requests: the forms that JavaScript's Date reads and clients send."""

from datetime import datetime

import pytest

from generator.serve.timestamps import moment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2021", "2021-01-01"),
        ("2021-05", "2021-05-01"),
        ("2021-05-01", "2021-05-01"),
        ("2021-05-01T10:30", "2021-05-01T10:30"),
        ("2021-05-01 10:30", "2021-05-01T10:30"),
        ("2021-05-01T10:30:15Z", "2021-05-01T10:30:15"),
        ("2021-05-01T10:30:15.250Z", "2021-05-01T10:30:15.250"),
        ("2021-05-01T10:30:15.123456789Z", "2021-05-01T10:30:15.123456"),
        ("2021-05-01T00:30+02:00", "2021-04-30T22:30"),
        ("2021-05-01T23:30:00-0130", "2021-05-02T01:00"),
        ("2021-05-01T24:00:00Z", "2021-05-02"),
        ("1619865000000", "2021-05-01T10:30"),
        ("0", "1970-01-01"),
        ("Sat May 01 2021 12:30:00 GMT+0200 (Central European Summer Time)", "2021-05-01T10:30"),
        ("Sat, 01 May 2021 10:30:00 GMT", "2021-05-01T10:30"),
    ],
)
def test_a_date_is_read_as_utc(text: str, said: str):
    """Years, months, days, times with and without a zone, milliseconds since 1970, and what a Date writes itself."""
    assert moment(text) == datetime.fromisoformat(said)


def test_a_plus_sign_may_have_become_a_space():
    """A client that does not encode its query sends +02:00, which is read as a space."""
    assert moment("2021-05-01T02:00:00 02:00") == datetime.fromisoformat("2021-05-01")
    assert moment("Sat May 01 2021 02:00:00 GMT 0200 (CEST)") == datetime.fromisoformat("2021-05-01")


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "2021-13", "2021-02-30", "2021-05-01T", "2021-05-01T25:00", "2021-05-01T24:01",
        "2021-05-01T10:30+99:00", "20210501", "1619865000", "99999999999999999", "1e12",
        "0001-01-01T00:00+10:00", "٢٠٢١", "null", "-",
    ],
)  # fmt: skip
def test_what_is_no_date_says_none(text: str):
    """No such day or hour, a number that is no likely moment, one beyond the years, or no date at all."""
    assert moment(text) is None
