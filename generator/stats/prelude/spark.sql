-- prelude: spark
--
-- What stat sets need and engines say differently, each in one line; duckdb.sql says the same. Ids are text here.
create temporary function whole(a bigint, b bigint) returns bigint return a div b;
create temporary function days_from(a date, b date) returns int return datediff(b, a);
create temporary function month_called(t timestamp_ntz) returns string return date_format(t, 'yyyy-MM');
create temporary function week_called(d date) returns string return concat(extract(yearofweek from d), '-W', lpad(cast(extract(week from d) as string), 2, '0'));
create temporary function first_of(list array<string>) returns string return try_element_at(list, 1);
create temporary function one_or_none(x string) returns array<string> return if(x is null, array(), array(x));
create temporary function bit_of(n int) returns bigint return shiftleft(cast(1 as bigint), n);
