"""Stat sets are asked once: for their stretch of time, or for all the stretches that share an answer."""

import duckdb
import pytest

from generator.ranges import year_range
from generator.stats import Answers
from generator.stats.answers import parameters_of, timeless


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


def test_a_stat_set_without_parameters_is_asked_where_it_is_shared(db: duckdb.DuckDBPyConnection):
    """user_years once for both years, and it outlives them; active_users, which has a range, once a year."""
    with Answers(db, {}) as shared:
        for year in (2023, 2024):
            with Answers(db, year_range(year).parameters, shared=shared) as answers:
                assert [row["year"] for row in answers.rows("listens/user_years")] == [2023, 2024]
                assert [row["listen_count"] for row in answers.rows("listens/active_users")] == [1]
                assert list(answers.seconds) == ["listens/active_users"]
            assert list(shared.seconds) == ["listens/user_years"]
        assert len(list(shared.rows("listens/user_years"))) == 2
    assert db.execute("select table_name from duckdb_tables() order by 1").fetchall() == [("listens",), ("users",)]


def test_without_a_shared_one_everything_is_asked_for_the_stretch(db: duckdb.DuckDBPyConnection):
    """And is dropped with it."""
    with Answers(db, {}) as answers:
        assert len(list(answers.rows("listens/user_years"))) == 2
        assert list(answers.seconds) == ["listens/user_years"]


@pytest.mark.parametrize(
    ("name", "whole"), [("artist_firsts", True), ("user_spans", True), ("totals", False), ("era_activity", False)]
)
def test_what_builds_on_a_stretch_belongs_to_it(name: str, *, whole: bool):
    """Of the whole history is what has no parameter and builds on nothing that has; totals builds on a range."""
    assert timeless(f"listens/{name}") is whole


def test_what_depends_on_a_changed_parameter_is_asked_again(db: duckdb.DuckDBPyConnection):
    """active_users has a range, user_years none: of another range only the first is asked anew, of the same neither."""
    with Answers(db, year_range(2023).parameters) as answers:
        assert [row["listen_count"] for row in answers.rows("listens/active_users")] == [1]
        assert len(list(answers.rows("listens/user_years"))) == 2
        answers.change(year_range(2023).parameters)
        assert answers.asked == {"listens/active_users", "listens/user_years"}
        answers.change({"until": year_range(2024).until})
        assert answers.asked == {"listens/user_years"}
        assert [row["listen_count"] for row in answers.rows("listens/active_users")] == [2]
    assert db.execute("select table_name from duckdb_tables() order by 1").fetchall() == [("listens",), ("users",)]


@pytest.mark.parametrize("entity", ["artists", "releases", "release_groups", "recordings"])
def test_the_site_s_lists_have_a_cap_that_is_asked_for(entity: str):
    """And whatever builds on them: the API's is no constant of a stat set."""
    assert "cap" in parameters_of(f"listens/sitewide_{entity}")
    assert "cap" in parameters_of("listens/artist_listeners")
