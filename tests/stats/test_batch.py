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


@pytest.fixture
def db() -> duckdb.DuckDBPyConnection:
    """Make a database with a listen of two users in every one of the moments."""
    db = duckdb.connect()
    db.execute("create table users as select * from (values (1, 'ana'), (2, 'bo')) as users(user_id, user_name)")
    db.execute("create table names as select * from (values (1, 'LOW'), (2, 'Low')) as names(name_id, name)")
    db.execute("create table tracks as select 7 as track_id, null::uuid as recording_mbid")
    db.execute("""
        create table track_artists as
        select 7 as track_id, 5 as artist_id, 1 as artist_name_id, null::uuid as artist_mbid, null::varchar as country
    """)
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


@pytest.mark.parametrize("name", ["listens_per_day", "daily_activity", "listening_activity"])
def test_the_site_is_a_subject_without_a_name(db: duckdb.DuckDBPyConnection, name: str):
    """Of two users who listened alike the site has each row once, with twice the count, and they have theirs alone."""
    with Batch(Store(db, {}), SPANS) as batch:
        for period in SPANS:
            of_users = dict(batch.of(period).by("user_name", f"listens/{name}"))
            site = list(batch.of(period).site.rows(f"listens/{name}"))
            assert of_users.keys() == ({"ana", "bo"} if site else set())
            both = [row | {"user_name": "", "listen_count": 2 * row["listen_count"]} for row in of_users.get("bo", ())]
            assert site == both, period


def test_the_site_counts_a_listener_up_to_the_cap(db: duckdb.DuckDBPyConnection):
    """Both heard one artist all the time: the mirror's list of the site caps each of them, that of pages does not."""
    with Batch(Store(db, {"most": 10, "at_least": 1}), SPANS) as batch:
        for period in SPANS:
            rows = list(batch.of(period).rows("listens/top_artists"))
            site = list(batch.of(period).site.rows("listens/top_artists"))
            assert [row["listen_count"] for row in site] == [
                2 * min(row["listen_count"], period.cap) for row in rows[:1]
            ]


def test_where_entries_are_about_several_nobody_is_listed_alone(db: duckdb.DuckDBPyConnection):
    """The site lists what two heard, and no user anything; what fewer than three heard is not listed."""
    for at_least, count in ((2, 1), (3, 0)):
        with Batch(Store(db, {"most": 10, "at_least": at_least}), YEARS[-1:]) as batch:
            found = batch.of(YEARS[-1])
            assert list(found.rows("listens/top_artists")) == []
            assert len(list(found.site.rows("listens/top_artists"))) == count


def test_an_artist_is_one_line_over_time_however_spelled(db: duckdb.DuckDBPyConnection):
    """Heard as Low in some months and as LOW in others: both are one artist, called as the first in byte order."""
    db.execute("insert into track_artists values (8, 5, 2, null, null)")
    db.execute("insert into tracks values (8, null)")
    db.execute("update listens set track_id = 8 where month(listened_at) > 6")
    period = Period(ranges.year_range(2023), "year")
    with Batch(Store(db, {"at_least": 1}), [period]) as batch:
        rows = list(batch.of(period).site.rows("listens/artist_evolution_activity"))
    assert {(row["artist_name"], row["artist_rank"]) for row in rows} == {("LOW", 1)}
    assert len(rows) == 12


@pytest.mark.parametrize("name", ["daily_activity", "listening_activity"])
def test_what_is_packed_at_once_decides_nothing(
    db: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, name: str
):
    """All periods and users at once, some of them, or a single list: the lists are the same, in the same order."""
    shape = Shape(("listen_count",), ("user_name",))
    found = []
    for most in (1_000_000, 200, 1):
        monkeypatch.setattr("generator.stats.batch.MOST_PACKED", most)
        with Batch(Store(db, {}), SPANS) as batch:
            stores = [each for period in batch.periods for each in (batch.of(period), batch.of(period).site)]
            found.append([list(store.packed(f"listens/{name}", shape, 2)) for store in stores])
    assert found[0] == found[1] == found[2]
    assert any(len(packed) == 2 for packed in found[0])


def test_periods_are_read_one_after_the_other_and_again(db: duckdb.DuckDBPyConnection):
    """Reading a second time goes on by itself, as the first does."""
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


def test_a_hash_is_of_the_period_alone(db: duckdb.DuckDBPyConnection):
    """Whatever other periods are in the batch, and of which kind: the same rows have the same hash, others another."""
    months = [period for period in SPANS if period.kind == "month"]
    for some in (SPANS, months):
        with Batch(Store(db, {}), some) as batch:
            found = [
                batch.of(period).hash_of(("listens/listens_per_day",), (frozenset(), frozenset())) for period in months
            ]
        assert len(set(found)) == len(months)
        assert found == _hashes_of_each(db, months)


def _hashes_of_each(db: duckdb.DuckDBPyConnection, periods: list[Period]) -> list[bytes]:
    found = []
    for period in periods:
        with Batch(Store(db, {}), [period]) as batch:
            found.append(batch.of(period).hash_of(("listens/listens_per_day",), (frozenset(), frozenset())))
    return found


def test_nothing_is_asked_once_a_period(db: duckdb.DuckDBPyConnection):
    """Three years or one: the same stat sets, each asked once, and nothing is left of them."""
    for periods in (YEARS, YEARS[:1]):
        with Batch(Store(db, {"most": 10, "at_least": 1}), periods) as batch:
            for period in periods:
                assert list(batch.of(period).rows("listens/artist_countries")) == []
                assert list(batch.of(period).site.rows("listens/listens_per_day"))
            assert set(batch.store.materialized) == {
                "listens/track_counts", "listens/artist_counts", "listens/top_artists", "listens/artist_map",
                "listens/artist_countries", "listens/listens_per_day",
            }  # fmt: skip
    tables = [name for (name,) in db.execute("select table_name from duckdb_tables() order by 1").fetchall()]
    assert tables == ["listens", "names", "track_artists", "tracks", "users"]
