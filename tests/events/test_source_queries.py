"""Every query of generator/sources is what its header says."""

import re
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from generator.events import formats
from generator.queries import Query

ROOT = Path(__file__).parents[2] / "generator"
FORMS = [(name, form) for name, forms in formats.forms().items() for form in forms]
KNOWN = {"user", "min_ms", "timezone"}
INPUT = {
    "lines": "1::bigint as line, ''::varchar as text",
    "fields": "1::bigint as line, ['']::varchar[] as fields",
    "json": "1::bigint as line, '{}'::varchar as record",
    "table": "1::bigint as line, '{}'::varchar as record",
}
each_form = pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{name}-{form.name}" for name, form in FORMS])


def database(form: Query) -> DuckDBPyConnection:
    db = duckdb.connect()
    db.execute((ROOT / "schema.sql").read_text(encoding="utf-8"))
    db.execute((ROOT / "events" / "macros.sql").read_text(encoding="utf-8"))
    db.execute(f"create temp view input as select {INPUT[form.header['reads']]}")
    return db


def code(form: Query) -> str:
    """Give the SELECT without comments and quoted words."""
    return re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", form.sql)


@each_form
def test_header_is_complete(name: str, form: Query) -> None:
    """A header names the format, its form, the table, how the file is read, and the columns."""
    assert form.header["format"] == name
    assert form.header["form"]
    assert form.header["table"] in {"listens", "artists", "releases"}
    assert form.header["reads"] in INPUT
    assert form.listed("columns")[:2] == ("line", "reason")
    for expression in ("when", "members", "user", "named", "heading"):
        re.compile(form.header.get(expression, ""))


@each_form
def test_select_answers_the_columns_of_its_header(name: str, form: Query) -> None:
    """The columns are those of the header, in its order, and columns of the table it fills."""
    db = database(form)
    values = dict.fromkeys(duckdb.extract_statements(form.sql)[0].named_parameters)

    answered = [column[0] for column in db.execute(form.sql, values).description]

    assert answered == list(form.listed("columns")), name
    columns = db.execute(
        "select column_name from duckdb_columns() where schema_name = 'heard' and table_name = $1",
        [form.header["table"]],
    )
    assert set(answered) <= {column for (column,) in columns.fetchall()}


@each_form
def test_query_is_one_plain_select(name: str, form: Query) -> None:
    """One statement, known parameters, lower case, and no column left to chance."""
    (statement,) = duckdb.extract_statements(form.sql)

    assert statement.type.name.startswith("SELECT"), name
    assert set(statement.named_parameters) <= KNOWN
    assert not re.search(r"\b(SELECT|FROM|WHERE|CASE|WHEN|AS|AND|OR|NULL)\b", code(form))
    assert not re.search(r"select\s+\*", code(form))


@each_form
def test_query_over_a_table_keeps_rows_in_place(name: str, form: Query) -> None:
    """JSON lines are numbered by their place, so no row of a table may be left out or moved."""
    if form.header["reads"] == "table":
        assert not re.search(r"\b(where|join|group by|order by|qualify|distinct|limit|unnest)\b", code(form)), name


@each_form
def test_wrong_types_never_crash(name: str, form: Query) -> None:
    """Whatever a record holds, the query answers a row for it."""
    if form.header["reads"] in {"json", "table"}:
        keys = sorted(set(re.findall(r'"([#@\w]+)": ', form.sql)) | set(re.findall(r"->>'(\w+)'", form.sql)))
        odd = ["null", "5", "-1e400", '"x"', "[]", "[null, {}]", "{}", '{"#text": [], "uts": {}}', "true", '"\\u0000"']
        records = ["{" + ", ".join(f'"{key}": {value}' for key in keys) + "}" for value in odd]
        nested = [f'{{"track_metadata": {record}, "track": {record}}}' for record in records]
        deeper = [f'{{"track_metadata": {{"mbid_mapping": {record}}}}}' for record in records]
        rows = [*records, *nested, *deeper, None]
        column = "record"
    else:
        rows = [
            "",
            "a",
            "a\tb\tc\td\te\tL\t99999999999999999999",
            "a\tb\tc\td\te\tL\t999999999999",
            "#TZ/",
            "x;y;z;w;NaN",
        ]
        column = "text"
    db = database(form)
    db.execute(f"create table odd (line bigint, {column} varchar)")
    db.executemany("insert into odd values ($1, $2)", list(enumerate(rows, 1)))
    wanted = column if form.header["reads"] != "fields" else "string_split(text, ';') as fields"
    db.execute(f"create or replace temp view input as select line, {wanted} from odd")
    values = {"user": None, "min_ms": 30000, "timezone": "Europe/Berlin"}
    used = duckdb.extract_statements(form.sql)[0].named_parameters

    answered = db.execute(form.sql, {key: value for key, value in values.items() if key in used}).fetchall()

    assert len(answered) >= len(rows) - 1, name  # a heading line of a log is no row
