"""Times in a CSV: numbers of any unit, dates in words and figures, told over the whole file."""

from math import isnan

import pytest

from generator.errors import SourceError
from tests.events.headed_rows import Reader

MAY = 1714568700  # 2024-05-01 13:05 UTC


def rows(*times: object) -> str:
    return "artist,track,time\n" + "".join(f'Low,{number},"{time}"\n' for number, time in enumerate(times, 1))


def seconds(table: Reader, text: str, form: str = "lastfm", **source: object) -> list[float]:
    return [second for second, *_ in table.listens(form, text, **source)]


def reasons(table: Reader, text: str, form: str = "lastfm", **source: object) -> list[str | None]:
    return [reason for _, reason, _ in table.rows(form, text, **source)]


@pytest.mark.parametrize(
    "time",
    [
        MAY, f"{MAY}000", f"{MAY}000000", f"{MAY}000000000", f"{MAY}.0", "1.7145687E9", "1,714,568,700",
        "2024-05-01T13:05:00Z", "2024-05-01 13:05", "2024-05-01T15:05:00+02:00", "2024-05-01T15:05:00.000+0200",
        "2024-05-01 15:05:00 +0200", "2024-05-01T13:05:00,000", "2024-05-01 15:05 Europe/Berlin", "2024/05/01 13:05",
        "2024.5.1 13:05:00", "20240501T130500Z", "20240501T1305", "2024-05-01 01:05 PM", "01 May 2024, 13:05",
        "1 May 2024 13:05:00", "1-May-24 13:05", "01 May 2024 1:05 p.m.", "May 1, 2024 at 01:05PM",
        "May 1st, 2024, 1:05:00\u202fPM", "1 Sept 2024 13:05", "Wed, 01 May 2024 13:05:00 +0000",
        "Wednesday 1 May 2024 13:05 GMT", "Wed May  1 13:05:00 2024", "Wed May  1 13:05:00 UTC 2024",
        "Wed May 01 2024 15:05:00 GMT+0200 (Central European Summer Time)", "01.05.2024 13:05", "1.5.24, 13:05:00",
    ],
)  # fmt: skip
def test_times_in_use_are_read(table: Reader, time: object) -> None:
    """One time in every notation; what has no zone is in UTC unless the source says otherwise."""
    second = MAY if "Sept" not in str(time) else MAY + 123 * 86400

    assert seconds(table, rows(time)) == [second]


@pytest.mark.parametrize(
    "time",
    [
        "2024-02-30 10:00",
        "31.04.2024 10:00",
        "1 Mai 2024 10:00",
        "marraskuu 3, 2024",
        "13:05 PM",
        "1 May 2024 13:05 PM",
        "nan",
    ],
)
def test_what_is_no_time_is_a_reject(table: Reader, time: str) -> None:
    """Days that are in no calendar, months in words of other languages, and thirteen o'clock at night."""
    (_, first, _), (_, reason, (second, *_)) = table.rows("lastfm", rows("1 May 2024 13:05", time))

    assert first is None
    assert reason is not None or second is None or isnan(second)


def test_times_without_a_zone_are_in_the_sources(table: Reader) -> None:
    """Unless the name of the column says that they are in UTC."""
    times = rows("2024-05-01 15:05", "2024-05-01 13:05Z", "1 May 2024 15:05", "01.05.2024 15:05", MAY)
    utc = times.replace("time", "utc_time")

    assert seconds(table, times, timezone="Europe/Berlin") == [MAY] * 5
    assert seconds(table, utc, timezone="Europe/Berlin") == [MAY + 7200, MAY, MAY + 7200, MAY + 7200, MAY]


@pytest.mark.parametrize("form", ["lastfm", "listens"])
def test_unit_is_that_of_most_numbers(table: Reader, form: str) -> None:
    """A number in another unit is a reject that names it, not a listen of the year 56302 or of 1970."""
    assert reasons(table, rows(f"{MAY}000", MAY, f"{MAY}.5", 0), form) == [
        "the time is in milliseconds since 1970, where most lines have seconds: write all in one unit",
        None,
        None,
        None,  # that a time is 0 is told where all formats are judged
    ]
    assert reasons(table, rows(f"{MAY}000", f"{MAY}009", MAY, 5), form) == [
        None,
        None,
        "the time is in seconds since 1970, where most lines have milliseconds: write all in one unit",
        None,
    ]
    assert seconds(table, rows(f"{MAY}500", f"{MAY}009"), form) == [MAY + 0.5, MAY + 0.009]


def test_time_that_a_spreadsheet_shortened_is_a_reject(table: Reader) -> None:
    """1.71457E+12 was some moment of three hours: none is better than a wrong one."""
    first, second = reasons(table, rows("1.71457E+12", f"{MAY}000"))

    assert first == "a spreadsheet has shortened the time to a few figures: use the export as it was before"
    assert second is None


def test_day_above_twelve_tells_the_order_of_all_dates(table: Reader) -> None:
    """One date decides for the whole file, whatever its line; equal numbers tell nothing and need nothing."""
    day_first = seconds(table, rows("03/04/2024 10:00", "05/05/2024 10:00", "31/05/2024 10:00"))
    month_first = seconds(table, rows("03/04/2024 10:00 AM", "05/05/2024 10:00 AM", "05/31/2024 10:00 AM"))

    assert day_first == [1712138400, 1714903200, 1717149600]
    assert month_first == [1709546400, 1714903200, 1717149600]


@pytest.mark.parametrize("time", ["03/04/2024 10:00", "3-4-2024", "24/05/01 10:00", "05/05/24"])
def test_dates_that_may_be_read_in_two_ways_are_refused(table: Reader, time: str) -> None:
    """The error has an example and what to write; years of two figures may be days."""
    with pytest.raises(SourceError, match=rf"'{time}' may begin with .*write dates: day-first or dates: month-first"):
        table.rows("lastfm", rows(time, "2024-05-01 10:00"))


def test_source_says_how_dates_are_meant(table: Reader) -> None:
    """Then a date that cannot be meant so is a reject."""
    times = rows("03/04/2024 10:00", "05/31/2024 10:00")
    wrong = "the date is none with the day first, as the others are"

    assert reasons(table, times, dates="day-first") == [None, wrong]
    assert seconds(table, times, dates="month-first") == [1709546400, 1717149600]


def test_dates_of_both_orders_are_refused(table: Reader) -> None:
    """The error shows one of each."""
    with pytest.raises(SourceError, match=r"'31/05/2024' is a date with the day first, '05/31/2024' one"):
        table.rows("lastfm", rows("05/31/2024", "31/05/2024"))


def test_full_stops_mean_that_the_day_is_first(table: Reader) -> None:
    """Nobody writes the month first with them; a date that does is believed all the same."""
    assert seconds(table, rows("03.04.2024 10:00")) == [1712138400]
    assert seconds(table, rows("03.04.2024 10:00", "05.31.2024 10:00")) == [1709546400, 1717149600]


def test_files_without_heading_know_the_same_times(table: Reader) -> None:
    """artist, album, track, date in milliseconds, or with the day first."""
    assert seconds(table, f"Low,,Words,{MAY}000\n") == [MAY]
    assert seconds(table, "Low,,Words,31/05/2024 10:00\n") == [1717149600]
