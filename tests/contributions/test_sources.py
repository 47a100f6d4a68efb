"""Which of the files of a crowdsourcing server is which."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.errors import SourceError
from generator.events import formats
from tests.contributions.exports import array, lines, loaded, run, task, zipped

RESULT = {
    "id": 1,
    "created": "2024-05-01T10:00:00",
    "project_id": 7,
    "task_id": 1,
    "task_run_ids": [1],
    "last_version": True,
}
ACCOUNT = {
    "id": 1,
    "name": "ana",
    "fullname": "Ana",
    "email_addr": "ana@example.org",
    "created": "2024-05-01",
    "admin": False,
}
PROJECT = {"id": 7, "name": "Tadpoles", "short_name": "tadpole", "created": "2024-05-01", "owner_id": 1, "info": {}}
CATEGORY = {
    "id": 1,
    "name": "Thinking",
    "short_name": "thinking",
    "description": "Look {closely}",
    "created": "2024-05-01",
}
RECORDS: dict[str, dict[str, Any]] = {
    "task_runs": run(1), "tasks": task(1), "results": RESULT, "accounts": ACCOUNT, "projects": PROJECT,
    "categories": CATEGORY,
}  # fmt: skip
EVERY_KEY = {key: {"deep": [[{}, "]}"]]} for record in RECORDS.values() for key in record if key != "info"}
OLD = {
    "task_runs": "task_run__id,task_run__app_id,task_run__user_ip,task_run__finish_time,task_run__task_id",
    "tasks": "task__id,task__app_id,task__state,task__info,taskinfo__fullname",
    "results": "result__id,result__project_id,result__task_run_ids,result__info",
}


def told(head: str) -> str:
    form = formats.found("pybossa", "export.json", head)
    return form.header["table"] if form else ""


def orders(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The record with its keys as they are, backwards, and in order of the alphabet."""
    yield record
    yield dict(reversed(record.items()))
    yield dict(sorted(record.items()))


@pytest.mark.parametrize("table", RECORDS)
def test_json_is_told_by_its_keys(table: str):
    """A JSON array, in one line or many, and JSON lines are told by the keys of the first record, in any order."""
    for record in orders(RECORDS[table]):
        assert told(array(record, record)) == table
        assert told(json.dumps([record], indent=2)) == table
        assert told(lines([record])) == table


@pytest.mark.parametrize("table", ["task_runs", "tasks", "results", "projects"])
def test_info_may_hold_any_key(table: str):
    """What info holds tells nothing: not every other key, side by side or nested, and no braces inside of texts."""
    for info in (EVERY_KEY, [EVERY_KEY], {"runs": [{"a": {}}, EVERY_KEY]}, {"text": '"}], {"fullname": 1'}):
        for record in orders({**RECORDS[table], "info": info}):
            assert told(array(record)) == table


@pytest.mark.parametrize("table", ["task_runs", "tasks", "results"])
def test_first_record_may_be_longer_than_what_is_looked_at(table: str):
    """A record of exports of today has info last; what stands before is enough."""
    assert told(array({**RECORDS[table], "info": {"drawing": "x" * 100_000}})[:65536]) == table


@pytest.mark.parametrize("name", ["frog_task_run.json", "frog_task_run.jsonl", "7_frog_task_run_json.zip"])
def test_name_tells_where_the_first_record_is_too_long(name: str, tmp_path: Path):
    """Old exports may have info first; then what is looked at holds no other key."""
    first = dict(reversed(run(1, info={"drawing": "x" * 100_000}).items()))
    text = lines([first]) if name.endswith("jsonl") else array(first)

    found = loaded(tmp_path, {name: zipped(frog_task_run__json=text) if name.endswith("zip") else text})

    assert found.counts() == (1, 1, 0, 0)
    assert found.projects() == [(7, "frog")]


def test_heading_may_be_longer_than_what_is_looked_at(tmp_path: Path):
    """A CSV has a column for every key of info."""
    infos = ",".join(f"info_clicks_{at}_position" for at in range(4000))
    text = f"id,task_id,project_id,finish_time,{infos}\n1,101,7,2024-05-01T10:00:00{',' * 4000}\n"
    assert loaded(tmp_path, {"task_run.csv": text}).counts() == (1, 1, 0, 0)


def test_document_over_several_lines(tmp_path: Path):
    """One object, as the API answers for one account, or several behind each other."""
    runs = "\r\n".join(json.dumps(run(at), indent=2) for at in (1, 2))
    found = loaded(tmp_path, {"runs.json": runs, "account.json": json.dumps(ACCOUNT, indent=2)})
    assert found.counts() == (3, 3, 0, 0)


def test_what_a_volunteer_may_ask_for(tmp_path: Path):
    """A server gives each account an archive of what it knows of it, of its projects and of its task runs."""
    found = loaded(
        tmp_path,
        {
            "6f1c_sec_personal_data.zip": zipped(personal_data__json=json.dumps(ACCOUNT)),
            "6f1c_sec_user_projects.zip": zipped(user_projects__json=array(PROJECT)),
            "6f1c_sec_user_contributions.zip": zipped(user_contributions__json=array(run(1, user_id=1))),
        },
    )
    assert found.counts() == (3, 3, 0, 0)


@pytest.mark.parametrize("table", RECORDS)
def test_csv_is_told_by_its_heading(table: str):
    """A CSV is told by its columns, in any order, quoted or not; those of info count for nothing."""
    for record in orders(RECORDS[table]):
        assert told(",".join(record) + "\n") == table
        assert told(";".join(f'"{key}"' for key in record) + "\n") == table
    infos = ",".join(f"info_{key}" for key in EVERY_KEY)
    assert told(f"{infos},{','.join(RECORDS[table])}\n1,2\n") == table


@pytest.mark.parametrize("table", OLD)
def test_headings_of_old_exports_are_told(table: str):
    """Exports up to 2.0 write the kind before every column."""
    assert told(OLD[table] + "\n") == table


def test_other_files_are_refused(tmp_path: Path):
    """A file of something else is an error that says what is known."""
    with pytest.raises(SourceError, match=r"not the format 'pybossa'.*task runs"):
        loaded(tmp_path, {"listens.jsonl": '{"listened_at": 1, "track_metadata": {"user_id": 3}}\n'})


def test_empty_array_is_empty_data(tmp_path: Path):
    """An export without records is no error."""
    found = loaded(tmp_path, {"task_run.json": array(run(1)), "result.json": "[]", "task.json": " [\n]\n"})
    assert found.counts() == (1, 1, 0, 0)


def test_zip_is_read_in_place(tmp_path: Path):
    """Exports come as zips, JSON or CSV; what else is in them is passed over."""
    runs = zipped(
        tadpole_task_run__json=array(run(1), run(2)), README__md="# read me", tadpole_info_only__csv="a,b\n1,2\n"
    )
    tasks = zipped(tadpole_task__csv="id,created,project_id,state,n_answers\n101,2024-05-01,7,completed,3\n")
    found = loaded(tmp_path, {"7_tadpole_task_run_json.zip": runs, "7_tadpole_task_csv.zip": tasks})
    assert found.counts() == (3, 3, 0, 0)
    assert found.rows("select task_id, project_id, is_completed from tasks") == [(101, 7, True)]


def test_zip_may_hold_every_kind(tmp_path: Path):
    """One archive with all exports is read kind by kind, each file once."""
    members = {
        "all/x_task_run__json": array(run(1)),
        "all/x_task__json": array(task(101)),
        "all/results__json": array(RESULT),
        "all/users__json": array(ACCOUNT),
        "all/project__json": array(PROJECT),
        "all/category__json": array(CATEGORY),
    }
    found = loaded(tmp_path, {"backup.zip": zipped(**members)})
    assert [(part.file, part.lines, part.events) for part in found.parts] == [
        (f"backup.zip/{name.replace('__', '.')}", 1, 1) for name in members
    ]


@pytest.mark.parametrize("table", RECORDS)
def test_wrong_types_never_crash(table: str, tmp_path: Path):
    """Whatever a record holds, there is a row or a reject for it."""
    odd = (
        None,
        5,
        -1e300,
        2**70,
        "x",
        "\x00",
        "infinity",
        "9999999999999999999",
        [],
        [None, {}],
        {},
        {"timings": []},
        True,
    )
    said = [dict.fromkeys(RECORDS[table], value) for value in odd]
    said += [{**RECORDS[table], key: value} for key in RECORDS[table] for value in odd]
    found = loaded(tmp_path, {"file.jsonl": lines([RECORDS[table], *said]), "runs.json": array(run(1))})
    assert found.counts()[0] == len(said) + 2
    assert found.rows("select count(*) from task_runs where finished_at > '2026-11-21'") == [(0,)]
