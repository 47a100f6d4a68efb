"""What holds for every stat set: its header tells the truth, its SQL is plain, and its rows never depend on chance."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from random import Random
from types import UnionType
from typing import get_type_hints

import duckdb
import pytest

from generator import events, ranges
from generator.config import Config, Source
from generator.mirrors import listenbrainz
from generator.stats import Batch, Period, Store, bins, find
from tests.listenbrainz import catalogue
from tests.listenbrainz.histories import (
    ANCHORS,
    CREDITED,
    TRACKS,
    USERS,
    credit,
    edges,
    listen,
    mapped,
    mbid,
)
from tests.listenbrainz.trees import NOW, Given, write
from tests.stats import make_rows

ROOT = Path(str(files("generator") / "stats"))
FILES = (file for file in ROOT.rglob("*.sql") if file.parent.name != "prelude")
NAMES = sorted(file.relative_to(ROOT).with_suffix("").as_posix() for file in FILES)
UNORDERED = [name for name in NAMES if name.endswith(("_counts", "_firsts", "/item_tracks", "/track_genres"))]
SPAN = "this_year"
SOURCES = (
    ("listenbrainz", "listens.jsonl"),
    ("artists", "artists.csv"),
    ("releases", "releases.jsonl"),
    ("release-groups", "release-groups.jsonl"),
    ("recording-artists", "recording-artists.jsonl"),
    ("recording-lengths", "recording-lengths.csv"),
    ("genres", "recording_mbid.csv"),
    ("genres", "release_group_mbid.csv"),
    ("genres", "artist_mbid.csv"),
)

# The other domains have the sample data.
STARTER = Path(__file__).parents[2] / "generator" / "starter" / "data"
OTHERS = (
    ("access-log", "access.log.gz"),
    ("winget-counters", "package_counters.jsonl.gz"),
    ("pybossa", "*_task*_json.zip"),
    ("pybossa", "pybossa_accounts.json"),
    ("pybossa", "pybossa_projects.json"),
    ("pybossa", "pybossa_categories.json"),
    ("video-beacons", "video_beacons.jsonl.gz"),
    ("video-beacons", "video_medias.csv"),
)

pytestmark = pytest.mark.contract

ENGINE = {"int": "integer", "text": "varchar"}  # what headers call shorter than the engine does

every = pytest.mark.parametrize("name", NAMES)

_TABLES = """
    select table_name, string_agg(column_name, ', ') from duckdb_columns()
    where schema_name = 'main' and not internal and database_name = current_database()
        and not contains(column_name, 'visitor')
    group by table_name
"""

Asked = dict[str, list[Store]]  # by domain: with one thread, and with four


def words(name: str) -> str:
    """Read the SQL of a stat set without comments and quoted text."""
    return re.sub(r"'[^']*'", "''", re.sub(r"--.*", "", find(name).sql))


# Requests that tell of those who asked: from two countries and hosts, one by a crawler.
TRAFFIC = "".join(
    f'{{"date_time": "2024-05-0{day}T10:00:00Z", "method": "GET", "url": "/v2/packages/A/B", "status": 200, '
    f'"ip": "192.0.2.{day}", "country": "{country}", "referer": "https://{host}.example/", "user_agent": "{agent}"}}\n'
    for day, country, host, agent in ((1, "DE", "a", "x"), (2, "FR", "b", "x"), (3, "FR", "b", "GPTBot/1.0"))
)


Database = tuple[duckdb.DuckDBPyConnection, events.Loaded]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Database]:
    """Make a function that answers a database of a history full of ties, with metadata, loaded with so many threads."""
    folder = tmp_path_factory.mktemp("history")
    chance = Random(7)  # noqa: S311  (a seeded history is not cryptography)
    moments = edges(ANCHORS[0])
    late = {mbid("recording", number) for number in range(24, catalogue.RECORDING_COUNT)}
    discovered = [track for track in catalogue.TRACKS if track[3].get("recording_mbid") in late]
    tracks = [track for track in (*TRACKS, *CREDITED, *catalogue.TRACKS) if track not in discovered]
    drawn = [(chance.choice(USERS), chance.choice(moments), chance.choice(tracks)) for _ in range(2000)]
    listens = [listen(user, moment, *track[:3], **track[3]) for user, moment, track in drawn]
    ties = [
        listen(user, moments[-1] - number, f"artist {number}", "x", "y") for number in range(3000) for user in USERS
    ]
    reject = listen("ana", 0, "Low", "Words")
    # Of ana alone, and not before: what she discovered, and what the others missed.
    discovered.append(("New", "New", None, mapped(90, None, **credit(("New", "", mbid("artist", 90))))))
    found = [listen("ana", moments[-1] - number, *track[:3], **track[3]) for track in discovered for number in range(5)]
    # Not heard for two years, and then again.
    back = [listen("ana", at + number, "Back", "Again") for at in (moments[0], moments[-1] - 9) for number in range(5)]
    write(Given([*listens, *ties, *found, *back, reject], **catalogue.TABLES), folder)
    (folder / "traffic.jsonl").write_text(TRAFFIC, encoding="utf-8")
    sources = [("access-log", "traffic.jsonl"), *SOURCES, *((form, str(STARTER / path)) for form, path in OTHERS)]
    config = Config(sources=tuple(Source(format=form, path=path) for form, path in sources), folder=folder)

    def load(threads: int) -> Database:
        db = duckdb.connect(config={"threads": threads})
        scratch = folder / f"scratch{threads}"
        scratch.mkdir()
        found = events.load(db, config, NOW, scratch, lambda _stage: None)
        bins.make(db, max(found.as_of.values()))
        return db, found

    return load


@pytest.fixture(scope="module")
def databases(loaded: Callable[[int], Database]) -> Iterator[list[Database]]:
    """Load the same events with one thread and with four."""
    found = [loaded(threads) for threads in (1, 4)]
    yield found
    for db, _ in found:
        db.close()


@pytest.fixture(scope="module")
def asked(databases: list[Database]) -> Iterator[Asked]:
    """Ask the same events with one thread and with four; of listens, for a range of the API, all time and a year."""
    with ExitStack() as stack:
        stores: Asked = {}
        for domain in sorted({name.partition("/")[0] for name in NAMES}):
            for db, each in databases:
                as_of = each.as_of.get(domain, each.as_of["listens"])
                store = Store(db, {"most": 1000, "at_least": 1, "week_shift": 0, **now(as_of)})
                stores.setdefault(domain, []).append(store)
                stack.enter_context(Batch(store, periods(as_of)) if domain == "listens" else store)
        yield stores


def periods(as_of: datetime) -> list[Period]:
    """Give a period of every kind that documents are made of."""
    everything = ranges.calendar_ranges(as_of)[ranges.ALL_TIME]
    return [
        listenbrainz.period(ranges.all_ranges(as_of)[SPAN], 1000),
        Period(everything, listeners=1000, has_pages=True, has_records=True, items=(20, 20, 20)),
        Period(ranges.year_range(as_of.year), "year", is_mirrored=True, has_pages=True, has_records=True),
        Period(ranges.month_range(as_of.year, as_of.month), "month", has_pages=True),
    ]


def now(as_of: datetime) -> dict[str, object]:
    """The moments that some stat sets look back from."""
    return {"as_of": as_of, "last_day_since": as_of - timedelta(days=1), "last_day_until": as_of}


@pytest.fixture
def answers(name: str, asked: Asked) -> list[Store]:
    """Give the answers of a stat set's domain."""
    return asked[name.partition("/")[0]]


def test_ids_do_not_depend_on_threads(loaded: Callable[[int], Database], databases: list[Database]):
    """One thread, two and four make the same tables, ids and all; visitors have keys of each build."""
    two, _ = loaded(2)
    tables = {str(table): str(columns) for table, columns in two.execute(_TABLES).fetchall()}
    assert {"tracks", "names", "credits", "listens", "packages", "projects", "medias"} <= tables.keys()
    for table, columns in tables.items():
        summed = f"select count(*), sum(hash({columns}))::varchar from {table}"
        one, other, four = (db.execute(summed).fetchall() for db in (databases[0][0], two, databases[1][0]))
        assert one == other == four, table
    two.close()


@every
def test_the_header_says_what_and_how_fine(name: str):
    """The stat set's own name, one row per what, and its columns."""
    header = find(name).header
    assert header["stat set"] == name.rpartition("/")[2]
    assert header["grain"].startswith("one row")
    assert header["columns"]
    assert header.keys() <= {"stat set", "grain", "uses", "params", "columns"}


@every
def test_the_header_names_the_parameters_that_are_used(name: str):
    """Each parameter of the SELECT is in the header, and none besides."""
    assert set(find(name).listed("params")) == set(duckdb.extract_statements(find(name).sql)[0].named_parameters)


@every
def test_the_header_names_the_stat_sets_that_are_read(name: str):
    """`uses` lists stat sets that exist, and they are those that the SELECT reads."""
    read = {other for other in NAMES if re.search(rf"\b(from|join) {other.rpartition('/')[2]}\b", words(name))}
    own = set(re.findall(r"(?:^with|,)\s*(\w+) as \(", words(name), re.MULTILINE))
    assert set(find(name).listed("uses")) == {other for other in read if other.rpartition("/")[2] not in own}


@every
def test_a_file_is_one_plain_select(name: str):
    """One statement, a SELECT, that names its columns, in lower case, with nothing of the engine's own files."""
    statements = duckdb.extract_statements(find(name).sql)
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]
    assert not re.search(r"select\s+(distinct\s+)?(\w+\.)?\*", words(name))
    assert words(name) == words(name).lower()
    assert not re.search(r"\b(read_\w+|current_date|current_timestamp|(now|today|random)\()", words(name))


@every
def test_a_moment_comes_through_a_parameter(name: str):
    """No date is written into a SELECT."""
    assert not re.findall(r"'\d{4}-\d\d", re.sub(r"--.*", "", find(name).sql))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNORDERED])
def test_what_is_answered_is_ordered(name: str):
    """A stat set that is shown ends with an `order by`, or has one row."""
    last = words(name).rstrip().splitlines()[-1]
    assert last.startswith("order by ") or find(name).header["grain"] == "one row"


@every
def test_the_rows_have_the_columns_of_the_header(name: str, answers: list[Store]):
    """The columns of the result, in their order, are those that the header names, and of the types that it says."""
    kinds = {column: kind.removesuffix("?") for column, kind in find(name).columns.items()}
    described = answers[0].db.execute(f"describe {answers[0].table(name)}").fetchall()
    assert [(column, kind) for column, kind, *_ in described] == [
        (column, ENGINE.get(kind, kind).upper()) for column, kind in kinds.items()
    ]


@pytest.mark.parametrize("module", make_rows.MODULES)
def test_the_types_of_rows_are_made_from_the_headers(module: str):
    """A module of rows is what `python -m tests.stats.make_rows` writes."""
    assert (make_rows.ROOT / "rows" / f"{module}.py").read_text(encoding="utf-8") == make_rows.made(module)


@pytest.mark.parametrize(("module", "name", "kind"), make_rows.records())
def test_a_record_has_the_types_of_the_header(module: str, name: str, kind: str):
    """Every field of a record is a column of its stat set, and of the type that the header says."""
    record = getattr(import_module(f"generator.stats.{module}"), kind)
    columns = find(name).columns
    for field, told in get_type_hints(record).items():
        said = str(told if isinstance(told, UnionType) else getattr(told, "__name__", told))
        assert said.removesuffix(" | None").rpartition(".")[2] == make_rows.PYTHON[columns[field].removesuffix("?")]


@pytest.mark.parametrize("name", [query.name for module in make_rows.MODULES for query in make_rows.stat_sets(module)])
def test_a_column_has_nulls_where_its_header_says_so(name: str, asked: Asked):
    """Only a column whose type ends with a question mark may be null."""
    store = asked[name.partition("/")[0]][0]
    filled = [column for column, kind in find(name).columns.items() if not kind.endswith("?")]
    nulls = ", ".join(f"count(*) - count({column})" for column in filled)
    counts = store.db.execute(f"select {nulls} from {store.table(name)}").fetchall()
    assert dict(zip(filled, counts[0], strict=True)) == dict.fromkeys(filled, 0)


@every
def test_a_stat_set_has_rows_in_a_full_history(name: str, answers: list[Store]):
    """The history of these tests leaves no stat set empty, so that comparing rows says something."""
    assert next(answers[0].rows(name), None) is not None


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNORDERED])
def test_rows_do_not_depend_on_threads(name: str, answers: list[Store]):
    """One thread and four give the same rows in the same order, ties and all."""
    one, four = (list(each.rows(name)) for each in answers)
    assert one == four


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNORDERED])
def test_no_two_rows_are_the_same(name: str, answers: list[Store]):
    """A row is found by its grain, so none is there twice."""
    rows = [repr(row) for row in answers[0].rows(name)]
    assert len(rows) == len(set(rows))
