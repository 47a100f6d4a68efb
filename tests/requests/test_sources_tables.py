"""Counters of winget.run, and requests in our own columns: what a row becomes, and which reason a bad one gets."""

import json
from pathlib import Path

import duckdb
import pytest

from generator.errors import NoInputError
from tests.requests.loading import load

DAY = 18748  # 2021-05-01
AT = "2021-05-01 00:00:00"
NO_ROW = "not a row of the table: its number of fields differs, or it is not a JSON object"


def counter(package: object = "Git.Git", period: object = DAY, value: object = 12) -> dict[str, object]:
    return {"_id": {"$oid": "60a1"}, "PackageId": package, "Period": period, "Value": value}


def lines(*records: object) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


@pytest.mark.parametrize(
    ("period", "value"),
    [
        (DAY, 12),
        (float(DAY), 12.0),
        (f"{DAY}", "12"),
        ({"$numberInt": f"{DAY}"}, {"$numberInt": "12"}),
        ({"$numberLong": f"{DAY}"}, {"$numberLong": "12"}),
        ({"$numberDouble": f"{DAY}.0"}, {"$numberDouble": "12.0"}),
    ],
)
def test_numbers_of_counters(period: object, value: object) -> None:
    """Relaxed and canonical exports, JSON lines or an array: the same counter of the same day."""
    for document in (lines(counter("Git.Git", period, value)), json.dumps([counter("Git.Git", period, value)])):
        assert load(document, "winget-counters").requests() == [(AT, "Git.Git", 12)]


@pytest.mark.parametrize("shape", ["pretty", "array", "pretty array"])
def test_counters_over_several_lines(shape: str) -> None:
    """As mongoexport writes with --pretty, with --jsonArray, and with both; counters of one day all count."""
    records = [counter(), counter(value=3), counter(period=DAY + 1)]
    indent = "\t" if "pretty" in shape else None
    text = json.dumps(records, indent=indent)
    if shape == "pretty":
        text = "".join(json.dumps(record, indent=indent) + "\n" for record in records)

    loaded = load(text, "winget-counters")

    assert loaded.counts() == (3, 3, 0, 0)
    assert loaded.requests() == [(AT, "Git.Git", 3), (AT, "Git.Git", 12), ("2021-05-02 00:00:00", "Git.Git", 12)]


def test_counters_as_csv() -> None:
    """The export may be a CSV."""
    assert load(f"PackageId,Period,Value\nGit.Git,{DAY},12\n", "winget-counters").requests() == [(AT, "Git.Git", 12)]


def test_day_of_a_counter_stays_the_same_day() -> None:
    """Only the day is known: it is no other day by the site's clock."""
    loaded = load(lines(counter()), "winget-counters", site={"timezone": "America/New_York"})
    assert loaded.db.execute("select requested_at::varchar, local_at::varchar from requests").fetchall() == [(AT, AT)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ('{"PackageId": "Git.Git"', NO_ROW),
        ("[1]", NO_ROW),
        (counter(None), "no PackageId"),
        (counter({"a": 1}), "no PackageId"),
        (counter(" "), "no PackageId"),
        (counter(period=None), "Period is no number of a day since 1970"),
        (counter(period=DAY + 0.5), "Period is no number of a day since 1970"),
        (counter(period=-1), "Period is no number of a day since 1970"),
        (counter(period={"$date": "2021-05-01T00:00:00Z"}), "Period is no number of a day since 1970"),
        (counter(period=1e300), "Period is no number of a day since 1970"),
        (counter(value=0), "Value is no whole number above 0"),
        (counter(value=1.5), "Value is no whole number above 0"),
        (counter(value={"$numberDouble": "NaN"}), "Value is no whole number above 0"),
        (counter(value="many"), "Value is no whole number above 0"),
        (counter(period=DAY * 2), "later than as_of, or than the clock"),
    ],
)
def test_counters_that_are_none(record: object, reason: str) -> None:
    """A document without a package, a day and a number above nothing is a reject."""
    loaded = load(lines(counter(), record, counter()), "winget-counters")
    assert (loaded.rejects(), loaded.counts()) == ([(2, reason)], (3, 2, 1, 0))


def test_counters_of_nothing() -> None:
    """An empty export is no event, and no broken file."""
    with pytest.raises(NoInputError):
        load("[]", "winget-counters")


@pytest.mark.parametrize(
    ("row", "request_"),
    [
        ("Git.Git,2021-05-01T10:00:00Z,", ("2021-05-01 10:00:00", "Git.Git", 1)),
        ("Git.Git,2021-05-01 10:00:00,3", ("2021-05-01 08:00:00", "Git.Git", 3)),
        ("Git.Git,2021-05-01 10:00:00+05:30,3.0", ("2021-05-01 04:30:00", "Git.Git", 3)),
        ("Git.Git,1619863200,3", ("2021-05-01 10:00:00", "Git.Git", 3)),
        ('"a,""b""",2021-05-01,3', (AT, 'a,"b"', 3)),
        (" Git.Git , 2021/05/01 , 3 ", (AT, "Git.Git", 3)),
        ("Git.Git,1619863200500,3", ("2021-05-01 10:00:00.5", "Git.Git", 3)),
    ],
)
def test_requests_in_our_own_columns(row: str, request_: tuple[str, str, int]) -> None:
    """Seconds, ISO times with an offset or in the source's timezone, and days; a row is one request unless it says."""
    text = f"package_id,timestamp,value\n{row}\n"

    assert load(text, "requests", timezone="Europe/Berlin").requests() == [request_]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,2021-05-01", NO_ROW),
        (",2021-05-01,1", "no package_id"),
        ("a,noon,1", "no time that can be read"),
        ("a,2021-02-30,1", "no time that can be read"),
        ("a,,1", "no time that can be read"),
        ("a,2021-05-01,0", "value is no whole number above 0"),
        ("a,2021-05-01,-1", "value is no whole number above 0"),
        ("a,2021-05-01,0.5", "value is no whole number above 0"),
        ("a,2021-05-01,x", "value is no whole number above 0"),
        ("a,1969-05-01,1", "before 1970-01-01"),
        ("a,2031-05-01,1", "later than as_of, or than the clock"),
    ],
)
def test_rows_that_are_none(row: str, reason: str) -> None:
    """A row without a package, a time and a number above nothing is a reject; rows are numbered with the heading."""
    loaded = load(f"package_id,timestamp,value\nb,2021-05-01,1\n{row}\nb,2021-05-01,1\n", "requests")
    assert (loaded.rejects(), loaded.counts()) == ([(3, reason)], (3, 2, 1, 0))


def test_requests_of_every_kind_of_file(tmp_path: Path) -> None:
    """TSV, JSON lines, a JSON array and Parquet say the same, and value may be left out."""
    rows = [{"package_id": "Git.Git", "timestamp": "2021-05-01T10:00:00Z"}] * 2
    duckdb.sql(
        f"copy (select 'Git.Git' as package_id, timestamptz '2021-05-01 10:00:00Z' as timestamp from range(2)) "
        f"to '{tmp_path / 'requests.parquet'}' (format parquet)"
    )
    tsv = "timestamp\tpackage_id\n" + "2021-05-01T10:00:00Z\tGit.Git\n" * 2

    for content in (tsv, lines(*rows), json.dumps(rows), tmp_path / "requests.parquet"):
        assert load(content, "requests").requests() == [("2021-05-01 10:00:00", "Git.Git", 1)] * 2


def test_packages_are_in_byte_order() -> None:
    """Numbers compare as the ids do, whatever the order of the file; rejects name no package."""
    loaded = load("package_id,timestamp\né,2021-05-01\na,2021-05-01\nZ,2021-05-01\nbad,x\n", "requests")
    assert loaded.db.execute("from packages order by package_number").fetchall() == [(1, "Z"), (2, "a"), (3, "é")]
