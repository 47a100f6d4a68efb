-- prelude: duckdb
--
-- What stat sets need and engines say differently, each in one line; spark.sql says the same.
create or replace temp macro whole(a, b) as a // b;
create or replace temp macro days_from(a, b) as b - a;
create or replace temp macro month_called(t) as strftime(t, '%Y-%m');
create or replace temp macro week_called(d) as strftime(d, '%G-W%V');
create or replace temp macro first_of(list) as list[1];
create or replace temp macro one_or_none(x) as if(x is null, [], [x]);
create or replace temp macro bit_of(n) as 1::bigint << n;
