"""Stat sets are written in SQL that more than one engine understands alike."""

from importlib.resources import files
from pathlib import Path

import duckdb
import pytest

from tests.stats.common_subset import PRELUDE, broken, prelude

ROOT = Path(str(files("generator") / "stats"))
NAMES = sorted(
    file.relative_to(ROOT).with_suffix("").as_posix() for file in ROOT.rglob("*.sql") if file.parent.name != "prelude"
)
DIALECTS = sorted(file.name.removesuffix(".sql") for file in PRELUDE.iterdir())

# What is not reworded yet.
BREAKING: set[str] = set()

SAMPLES = {
    "select names[1] from x": {"the operator [", "the operator ]"},
    "select {'a': b} from x": {"the operator {", "the operator }", "the operator :"},
    "select a // b from x": {"the operator //"},
    "select list_transform(a, b -> b) from x": {"the function list_transform", "the operator ->"},
    'select "Name" from x': {"a quoted name"},
    "select a ^ 2 from x": {"the operator ^"},
    "select last_day - first_day from x": {"a day less a day"},
    "select max(day) - min(x.day) + 1 from x": {"a day less a day"},
    "select unnest(a) from x": {"the function unnest"},
    "select lower(a) from x": {"the function lower"},
    "select upper(a) from x": {"the function upper"},
    "select strftime(a, '%Y') from x": {"the function strftime"},
    "select isodow(a) from x": {"the function isodow"},
    "select epoch(a), epoch_ms(a) from x": {"the function epoch", "the function epoch_ms"},
    "select time_bucket(a, b) from x": {"the function time_bucket"},
    "select hash(a) from x": {"the function hash"},
    "select any_value(a) from x": {"the function any_value"},
    "select len(a) from x": {"the function len"},
    "select try_cast(a as bigint) from x": {"the function try_cast"},
    "select arg_max(a, b) from x": {"the function arg_max"},
    "select a::varchar from x": {"the type varchar"},
    "select a::ubigint from x": {"the type ubigint"},
    "select a::uuid from x": {"the type uuid"},
    "select $since::interval from x": {"the type interval", "an interval that is not written out"},
    "select cast(min(a) as json) as b from x": {"the type json"},
    "select a + interval (n) day from x": {"the function interval", "an interval that is not written out"},
    "select sum(a) filter (b > 0) from x": {"a filter without where"},
    "select count(*) over () from x": {"a window over everything"},
    "select n from range(b) as places(n)": {"a range without a constant length"},
    "select date_trunc('day', a) from x": {"a date_trunc to neither month nor week"},
    "select distinct on (a) b from x": {"distinct on"},
    "select a from x order by all": {"all columns by one word"},
    "select x.* from x": {"all columns by one word"},
    "select a from x asof join y using (b)": {"the word asof"},
    "select a from x limit 3": {"the word limit"},
}
FINE = """
-- A comment may say list[1], a // b or lower(x).
with counted as (
  select period_id, 'list[1] // lower(x)' as said, count(distinct a) filter (where b is not null)::bigint as n,
    cast(sum(c) as double) as total, row_number() over (partition by d order by e desc nulls last) as rank,
    least(a, 1) - 2 as less, date_trunc('month', f)::date as month, g - interval 7 day as before
  from x
  semi join y using (period_id)
  cross join (values (1, 'day'), (2, 'week')) as windows(number, called)
  join range(168) as places(place) on place = a
  group by period_id
  having count(*) >= $at_least
  qualify rank <= 3
)
select whole(n, 1000) as thousands, day - 1 as before, if(a is null, 0, 1) as b
from counted
order by period_id, n
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_stat_set_is_in_the_common_subset(name: str):
    """Nothing in it is an engine's own, but for the files that are not reworded yet."""
    found = broken((ROOT / f"{name}.sql").read_text(encoding="utf-8"))
    assert bool(found) == (name in BREAKING), found


def test_what_is_not_reworded_yet_is_there():
    """The list holds no file that is gone."""
    assert set(NAMES) >= BREAKING


@pytest.mark.parametrize("sql", SAMPLES)
def test_what_is_forbidden_is_found(sql: str):
    """Each thing that engines understand differently is found, and nothing besides."""
    assert broken(sql) == SAMPLES[sql]


def test_what_is_allowed_is_not_found():
    """Comments and texts may say anything."""
    assert broken(FINE) == set()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_has_the_same_functions(dialect: str):
    """By name and number of arguments."""
    assert prelude(dialect) == prelude("duckdb")


def test_the_prelude_says_what_it_does():
    """In the engine that is here."""
    db = duckdb.connect()
    db.execute((PRELUDE / "duckdb.sql").read_text(encoding="utf-8"))
    row = db.execute("""
        select whole(7, 2), days_from(date '2024-02-28', date '2024-03-01'),
            month_called(timestamp '2024-05-31 23:00:00'), week_called(date '2024-12-30'),
            first_of([3, 4]), one_or_none(5), one_or_none(null::integer)
    """).fetchone()
    assert row == (3, 2, "2024-05", "2025-W01", 3, [5], [])
