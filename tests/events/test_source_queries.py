"""Every query of generator/sources is what its header says."""

import re
from functools import cache
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from generator.events import formats
from generator.events.domains import DOMAINS
from generator.queries import Query

pytestmark = pytest.mark.contract

ROOT = Path(__file__).parents[2] / "generator"
FORMS = [(name, form) for name, forms in formats.forms().items() for form in forms]
KNOWN = {"user", "min_ms", "private_sessions", "timezone", "file", "route", "statuses"}
GIVEN = {
    "min_ms": 30000, "private_sessions": False, "timezone": "Europe/Berlin", "file": "a/b.zip/c.json", "route": "^/(.)",
    "statuses": [200],
}  # fmt: skip
INPUT = {
    "lines": "1::bigint as line, ''::varchar as text",
    "fields": "1::bigint as line, ['']::varchar[] as fields",
    "json": "1::bigint as line, '{}'::varchar as record, '{}'::varchar as text",
    "table": "1::bigint as line, '{}'::varchar as record",
    "log": "1::bigint as line, ''::varchar as text",
    "prefixed": "1::bigint as line, '{}'::varchar as record",
}
EVENTS = {table for domain in DOMAINS for table in domain.staged}
TABLES = {
    "listens", "artists", "musicbrainz_artists", "releases", "release_groups", "recording_artists", "recording_lengths",
    "genres", "canonical", "redirects",
}  # fmt: skip
LISTENS = [item for item in FORMS if item[1].header["reads"] not in {"columns", "headed"}]
ODD = [
    "", "null", "-1", "1e400", "nan", "[]", "[null, {}]", "{}", "{", "[1, 2", "{a,b}", '"x"', "\\",
    "4b00640f-3be6-43f8-9b34-ff81bd89320a", "[4b00640f-3be6-43f8-9b34-ff81bd89320a",
]  # fmt: skip
each_form = pytest.mark.parametrize(("name", "form"), FORMS, ids=[f"{name}-{form.name}" for name, form in FORMS])


@cache
def with_macros() -> DuckDBPyConnection:
    """One database for all tests: each makes its own view of it."""
    db = duckdb.connect()
    db.execute((ROOT / "schema.sql").read_text(encoding="utf-8"))
    db.execute((ROOT / "events" / "macros.sql").read_text(encoding="utf-8"))
    return db


def database(form: Query) -> DuckDBPyConnection:
    db = with_macros()
    db.execute(f"create or replace temp view input as select {INPUT.get(form.header['reads'], fields(form, ['']))}")
    return db


def fields(form: Query, texts: list[str]) -> str:
    """Give the columns of a reference's input, the same odd texts in each."""
    odd = f"unnest([{', '.join(chr(39) + text + chr(39) for text in texts)}])"
    columns = [f"{odd} as {name}" for name in form.listed("fields")]
    if form.header["reads"] == "headed":
        return ", ".join(
            ["1::bigint as line", "null::varchar as reason", "1e9 as listened_at", "false as is_end", *columns]
        )
    return ", ".join(["1::bigint as line", f"unnest({[at > 0 for at in range(len(texts))]}) as is_row", *columns])


def code(form: Query) -> str:
    """Give the SELECT without comments and quoted words."""
    return re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", form.sql)


@each_form
def test_header_is_complete(name: str, form: Query) -> None:
    """A header names the format, its form, the table, how the file is read, and the columns."""
    assert form.header["format"] == name
    assert form.header["form"]
    assert form.header["table"] in TABLES | EVENTS
    assert form.header["reads"] in {*INPUT, "columns", "headed"}
    assert (form.header["reads"] == "columns") == (form.header["table"] not in EVENTS)
    assert form.listed("columns")[:2] == ("line", "reason")
    for expression in ("when", "members", "user", "named", "heading"):
        re.compile(form.header.get(expression, ""))


@pytest.mark.parametrize("name", sorted(formats.names()))
def test_readme_tells_of_every_format(name: str) -> None:
    """A format has a row in the README."""
    assert f"\n| `{name}` | " in (ROOT.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(formats.names()))
def test_a_test_reads_every_format(name: str) -> None:
    """A format has a file of its own in some test."""
    tests = (file for file in Path(__file__).parents[1].rglob("*.py") if file != Path(__file__))
    assert any(f'"{name}"' in file.read_text(encoding="utf-8") for file in tests)


@each_form
def test_select_answers_the_columns_of_its_header(name: str, form: Query) -> None:
    """The columns are those of the header, in its order, and columns of the table it fills."""
    db = database(form)
    values = {name: GIVEN.get(name) for name in duckdb.extract_statements(form.sql)[0].named_parameters}

    answered = [column[0] for column in db.execute(form.sql, values).description]

    assert answered == list(form.listed("columns")), name
    columns = db.execute(
        "select column_name from duckdb_columns() where schema_name = 'staging' and table_name = $1",
        [form.header["table"]],
    )
    known = {column for (column,) in columns.fetchall()}
    assert set(answered) <= known | {"line", "reason", "left_out"}


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
    if form.header["reads"] in {"table", "log"}:
        assert not re.search(r"\b(where|join|group by|order by|qualify|distinct|limit|unnest)\b", code(form)), name


@pytest.mark.parametrize(
    "form", [form for _, form in FORMS if form.header["reads"] == "columns"], ids=lambda form: form.name
)
def test_odd_texts_of_a_reference_never_crash(form: Query) -> None:
    """Whatever stands in a column, both the SELECT and the question whether a row is wanted have an answer."""
    db = database(form)
    db.execute(f"create or replace temp view input as select {fields(form, ODD)}")

    (answered,) = db.execute(f"select count(*) from ({form.sql}) as rows").fetchall()
    (wanted,) = db.execute(f"select count(*) from input where {form.header['wanted']}").fetchall()

    assert answered == (len(ODD),)
    assert 0 < wanted[0] <= len(ODD)


@pytest.mark.parametrize(
    "form", [form for _, form in FORMS if form.header["reads"] == "headed"], ids=lambda form: form.header["format"]
)
def test_odd_texts_of_a_csv_never_crash(form: Query) -> None:
    """So it is with the columns of a CSV that is read by its heading."""
    db = database(form)
    db.execute(f"create or replace temp view input as select {fields(form, ODD)}")

    assert db.execute(f"select count(*) from ({form.sql}) as rows").fetchall() == [(len(ODD),)]


@pytest.mark.parametrize(("name", "form"), LISTENS, ids=[f"{name}-{form.name}" for name, form in LISTENS])
def test_wrong_types_never_crash(name: str, form: Query) -> None:
    """Whatever a record holds, the query answers a row for it."""
    if form.header["reads"] in {"json", "table", "prefixed"}:
        keys = sorted(set(re.findall(r'"([#@\w]+)": ', form.sql)) | set(re.findall(r"->>'(\w+)'", form.sql)))
        odd = ["null", "5", "-1e400", '"x"', "[]", "[null, {}]", "{}", '{"#text": [], "uts": {}}', "true", '"\\u0000"']
        records = ["{" + ", ".join(f'"{key}": {value}' for key in keys) + "}" for value in odd]
        nested = [f'{{"track_metadata": {record}, "track": {record}}}' for record in records]
        deeper = [f'{{"track_metadata": {{"mbid_mapping": {record}}}}}' for record in records]
        rows = [*records, *nested, *deeper, None]
        column = "record"
        wanted = "record, record as text"
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
        wanted = column if form.header["reads"] != "fields" else "string_split(text, ';') as fields"
    db = database(form)
    db.execute(f"create or replace temp table odd (line bigint, {column} varchar)")
    db.executemany("insert into odd values ($1, $2)", list(enumerate(rows, 1)))
    db.execute(f"create or replace temp view input as select line, {wanted} from odd")
    values = {"user": None, **GIVEN}
    used = duckdb.extract_statements(form.sql)[0].named_parameters

    answered = db.execute(form.sql, {key: value for key, value in values.items() if key in used}).fetchall()

    assert len(answered) >= len(rows) - 1, name  # a heading line of a log is no row
