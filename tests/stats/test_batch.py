"""Periods are a column: the calendar says which day is whose, and each period's rows are read for themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

import duckdb
import pytest

from generator import ranges
from generator.errors import QueryError
from generator.mirrors import listenbrainz
from generator.ranges import Range, epoch
from generator.stats import Batch, Period, Shape, Store, batches

AS_OF = datetime(2024, 3, 31, 12, 30, 5)  # noqa: DTZ001  (naive, as all times of the tables)
SPANS = [
    *(listenbrainz.period(span, 10) for span in ranges.all_ranges(AS_OF).values()),
    *(Period(span) for span in ranges.calendar_ranges(AS_OF).values()),
    *(Period(ranges.year_range(year), "year", is_mirrored=True) for year in (2022, 2023, 2024)),
    *(Period(ranges.month_range(2024, month), "month") for month in (1, 2, 3)),
]
YEARS = [period for period in SPANS if period.kind == "year"]
SECOND = timedelta(seconds=1)


def moments() -> Iterator[datetime]:
    """The first and the last second of every day of three years up to now, and one in between."""
    chance = Random(3)  # noqa: S311  (a seeded history is not cryptography)
    day = datetime(2021, 12, 30)  # noqa: DTZ001
    while day <= AS_OF:
        every = (day, day + chance.randrange(1, 86399) * SECOND, day + 86399 * SECOND)
        yield from (moment for moment in every if moment <= AS_OF)
        day += timedelta(days=1)


@pytest.fixture(scope="module")
def db() -> duckdb.DuckDBPyConnection:
    """Make a database with a listen of two users in every one of the moments."""
    db = duckdb.connect()
    db.execute("create table users as select * from (values (1, 'ana'), (2, 'bo')) as users(user_id, user_name)")
    db.execute(
        """
        create table listens as
        select moment as listened_at, user_id, 7 as track_id, 1000 as duration_ms
        from (select unnest($1::timestamp[]) as moment), users
        order by all
    """,
        [list(moments())],
    )
    return db


def inside(span: Range) -> list[datetime]:
    """The moments that a period counts."""
    return [moment for moment in moments() if span.since <= moment <= span.until]


def in_buckets(span: Range) -> list[tuple[int, int]]:
    """The beginning of every bucket in seconds since 1970, and what it counts of one user."""
    buckets = span.buckets
    counted = [moment for moment in moments() if buckets.since <= moment <= buckets.until]
    each = [(epoch(start), sum(start <= moment < end for moment in counted)) for start, end, _ in buckets.each()]
    return [(start, count) for start, count in each if count or not buckets.sparse]


def test_a_period_counts_what_lies_within_its_bounds(db: duckdb.DuckDBPyConnection):
    """Both ends included, for every range of the API and of pages, year and month."""
    with Batch(Store(db, {}), SPANS) as batch:
        for period in SPANS:
            counts = {row["user_name"]: row["listen_count"] for row in batch.of(period).rows("listens/active_users")}
            expected = len(inside(period.span))
            assert counts == ({"ana": expected, "bo": expected} if expected else {}), period


def test_a_bucket_counts_what_lies_between_its_beginning_and_the_next(db: duckdb.DuckDBPyConnection):
    """Also at the midnights between two, and up to the end of the buckets."""
    with Batch(Store(db, {}), SPANS) as batch:
        for period in SPANS:
            of_users = dict(batch.of(period).by("user_name", "listens/listening_activity"))
            assert [(row["from_ts"], row["listen_count"]) for row in of_users["bo"]] == in_buckets(period.span), period


def test_periods_are_read_one_after_the_other_and_again(db: duckdb.DuckDBPyConnection):
    """The second time a period is read by itself; the next one goes on where the first reading was."""
    with Batch(Store(db, {}), YEARS) as batch:
        for period in YEARS:
            first, again = (list(batch.of(period).rows("listens/listens_per_day")) for _ in range(2))
            assert first == again
            assert {row["day"].year for row in first} == {int(period.span.name)}


def test_a_period_that_is_passed_over_is_not_read(db: duckdb.DuckDBPyConnection):
    """Rows of 2022 and 2023 do not turn up in 2024, whether they were read or not."""
    with Batch(Store(db, {}), YEARS) as batch:
        began = batch.of(YEARS[0]).rows("listens/listens_per_day")
        assert next(began)["day"].year == 2022
        assert {row["day"].year for row in batch.of(YEARS[2]).rows("listens/listens_per_day")} == {2024}
        with pytest.raises(QueryError, match="later one were begun"):
            next(began)


@pytest.mark.parametrize("most", [1, 3000, 10**9])
def test_batches_have_every_period_once_in_order(db: duckdb.DuckDBPyConnection, most: int):
    """Whatever they may count; a period that counts more than that is a batch of its own."""
    found = list(batches(db, SPANS, most))
    assert [period for batch in found for period in batch] == SPANS
    assert len(found) == {1: len(SPANS), 10**9: 1}.get(most, len(found))
    assert most != 3000 or 1 < len(found) < len(SPANS)


@pytest.mark.parametrize("most", [1, 10**9])
def test_rows_do_not_depend_on_the_batch(db: duckdb.DuckDBPyConnection, most: int):
    """A period alone has the rows that it has among all the others, and so has its JSON."""
    shape = Shape(("rank", "from_ts", "listen_count"), ("user_name",))
    found = []
    for some in batches(db, SPANS, most):
        with Batch(Store(db, {}), some) as batch:
            found += [
                (period, list(batch.of(period).packed("listens/listening_activity", shape, 2))) for period in some
            ]
    expected = []
    for period in SPANS:
        with Batch(Store(db, {}), [period]) as batch:
            expected.append((period, list(batch.of(period).packed("listens/listening_activity", shape, 2))))
    assert found == expected


def test_nothing_is_asked_once_a_period(db: duckdb.DuckDBPyConnection):
    """Three years or one: the same stat sets, each asked once, and nothing is left of them."""
    for periods in (YEARS, YEARS[:1]):
        with Batch(Store(db, {}), periods) as batch:
            for period in periods:
                assert list(batch.of(period).rows("listens/year_days"))
            assert batch.store.materialized == {"listens/listens_per_day", "listens/year_days"}
    assert db.execute("select table_name from duckdb_tables() order by 1").fetchall() == [("listens",), ("users",)]
