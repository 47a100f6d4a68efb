"""Stat sets are asked once: for their stretch of time, or for all that share an answer."""

import duckdb
import pytest

from generator.stats import Store
from generator.stats.store import is_by_period, is_whole_history


@pytest.fixture
def db() -> duckdb.DuckDBPyConnection:
    """Make a database with two listens of one user, a year apart."""
    db = duckdb.connect()
    db.execute("create table users as select 1 as user_id, 'ana' as user_name")
    db.execute("""
        create table listens as
        select moment::timestamp as listened_at, 1 as user_id, 7 as track_id, null::integer as duration_ms
        from (values ('2023-05-01'), ('2024-05-01')) as moments(moment)
    """)
    return db


def test_a_stat_set_of_the_whole_history_is_asked_where_it_is_shared(db: duckdb.DuckDBPyConnection):
    """user_years is asked once for both that share it, and outlives them."""
    with Store(db, {}) as shared:
        for _ in range(2):
            with Store(db, {}, shared=shared) as answers:
                assert [row["year"] for row in answers.rows("listens/user_years")] == [2023, 2024]
                assert list(answers.seconds) == []
            assert list(shared.seconds) == ["listens/user_years"]
        assert len(list(shared.rows("listens/user_years"))) == 2
    assert db.execute("select table_name from duckdb_tables() order by 1").fetchall() == [("listens",), ("users",)]


def test_without_a_shared_one_everything_is_asked_for_the_stretch(db: duckdb.DuckDBPyConnection):
    """And is dropped with it."""
    with Store(db, {}) as answers:
        assert len(list(answers.rows("listens/user_years"))) == 2
        assert list(answers.seconds) == ["listens/user_years"]
    assert db.execute("select table_name from duckdb_tables() order by 1").fetchall() == [("listens",), ("users",)]


@pytest.mark.parametrize(
    ("name", "whole"), [("artist_firsts", True), ("user_spans", True), ("totals", False), ("era_activity", False)]
)
def test_what_builds_on_periods_belongs_to_them(name: str, *, whole: bool):
    """Of the whole history is what has no period and no parameter, and builds on nothing that has."""
    assert is_whole_history(f"listens/{name}") is whole
    assert is_by_period(f"listens/{name}") is not whole
