"""Task runs, and what their lines give."""

import json
from pathlib import Path

import pytest

from tests.contributions.exports import Exports, array, lines, loaded, run

HEADING = "id,created,project_id,task_id,user_id,user_ip,finish_time,timeout,calibration,external_uid,media_url,info\n"
EXPECTED = [
    (1, 7, 101, 3, "2024-05-01 10:01:00"),
    (2, 7, 102, None, "2024-05-01 10:02:00"),
]
FORMS = {
    "array": array(run(1, user_id=3), run(2, user_ip="198.18.0.1")),
    "lines": lines([run(1, user_id=3), run(2, user_ip="198.18.0.1")]),
    "app_id": array(*({**run(at, user_id=who), "app_id": 7, "project_id": None} for at, who in ((1, 3), (2, None)))),
    "texts": array(run(1, user_id="3", id="1", project_id=7.0), run(2, user_id="None", task_id="102.0")),
    "floats": HEADING
    + "1.0,2024-05-01T10:01:00,7.0,101.0,3.0,,2024-05-01T10:01:00.000000,,,,,{}\n"
    + "2.0,2024-05-01T10:02:00,7.0,102.0,NaN,198.18.0.1,2024-05-01 10:02:00,NaN,NaN,None,null,None\n",
    "old": "task_run__id,task_run__created,task_run__app_id,task_run__task_id,task_run__user_id,task_run__user_ip,"
    "task_run__finish_time,task_run__info,task_runinfo__selection\n"
    "1,2024-05-01T10:00:59.5,7,101,3,None,2024-05-01T10:01:00.25,{u'selection': u'pad'},pad\n"
    "2,None,7,102,None,198.18.0.1,2024-05-01T10:02:00,\"{u'selection': u'a, b'}\",\"a, b\"\n",
    "older than that": "task_run__id,task_run__project_id,task_run__task_id,task_run__user_id,task_run__finish_time\n"
    "1,7,101,3,2024-05-01T10:01:00\n2,7,102,None,2024-05-01T10:02:00\n",
    "dump": HEADING
    + '1,2024-05-01T10:01:00,7,101,3,,2024-05-01T10:01:00,,,,,"{""a"": ""x, y""}"\n'
    + '2,2024-05-01T10:02:00,7,102,,198.18.0.1,2024-05-01T10:02:00,,,,,"{""a"":\n""b""}"\n',
    "tabs": "id\ttask_id\tproject_id\tuser_id\tfinish_time\n"
    "1\t101\t7\t3\t2024-05-01 10:01\n2\t102\t7\t\\N\t2024-05-01 10:02\n",
    "offsets": array(
        run(1, user_id=3, finish_time="2024-05-01T12:01:00+02:00"), run(2, finish_time="2024-05-01T10:02:00Z")
    ),
}


def one(folder: Path, **said: object) -> Exports:
    """The only task run of an export."""
    return loaded(folder, {"task_run.json": array(run(1, **said))})


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same(form: str, tmp_path: Path):
    """Old and new headings and keys, ids that pandas made fractions, words for nothing, times in ISO's variants."""
    found = loaded(tmp_path, {"task_run.txt": FORMS[form]})
    assert found.runs() == EXPECTED
    assert found.rejects() == []


def test_registered_volunteers_have_no_visitor(tmp_path: Path):
    """An address tells anonymous volunteers apart; of accounts none is looked at, and external_uid is nobody's."""
    said = [
        run(1, user_ip="198.18.0.1"), run(2, user_ip="198.18.0.1", external_uid="x"), run(3, external_uid="x"),
        run(4, external_uid="y"), run(5), run(6, user_id=1, user_ip="198.18.0.1", external_uid="x"),
    ]  # fmt: skip
    found = loaded(tmp_path, {"task_run.json": array(*said)})
    assert found.rows("select list(task_run_id order by task_run_id) from task_runs group by visitor order by all") == [
        ([1, 2],), ([3, 4, 5, 6],),
    ]  # fmt: skip
    assert found.rows("select count(distinct visitor), count(visitor) from task_runs") == [(1, 2)]
    assert found.rows("select task_run_id from task_runs where is_external order by all") == [(3,), (4,)]


def test_a_run_without_an_end_is_of_its_beginning(tmp_path: Path):
    """finish_time is asked first, then created."""
    found = one(tmp_path, created="2024-05-01T09:00:00", finish_time=None)
    assert [row[-1] for row in found.runs()] == ["2024-05-01 09:00:00"]


def test_local_at_is_the_time_of_the_site(tmp_path: Path):
    """finished_at stays UTC, to the microsecond."""
    said = array(run(1, finish_time="2024-05-01T23:30:00.123456"))
    found = loaded(tmp_path, {"task_run.json": said}, site={"timezone": "Europe/Berlin"})
    assert found.rows("select finished_at::varchar, local_at::varchar from task_runs") == [
        ("2024-05-01 23:30:00.123456", "2024-05-02 01:30:00.123456")
    ]


TIMED = {"timings": {"reportAnswer": 8234, "presentTask": 7919}}
TIMINGS = '{"reportAnswer": 8234, "presentTask": 7919}'


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"created": "2024-05-01T09:59:30.5", "finish_time": "2024-05-01T10:00:00"}, 29500),
        ({"created": "2024-05-01T09:59:59", "finish_time": "2024-05-01T10:00:00"}, 1000),
        ({"created": "2024-05-01T09:59:59.000001", "finish_time": "2024-05-01T10:00:00"}, None),
        ({"created": "2024-04-30T10:00:00", "finish_time": "2024-05-01T10:00:00"}, 86_400_000),
        ({"created": "2024-04-30T09:59:59", "finish_time": "2024-05-01T10:00:00"}, None),
        ({"created": "2024-05-01T10:01:00", "finish_time": "2024-05-01T10:00:00"}, None),
        ({"created": "2024-05-01T09:59:30", "finish_time": "2024-05-01T10:00:00", "info": TIMED}, 30000),
        ({"info": TIMED}, 8234),
        ({"info": {"timings": {"reportAnswer": 100, "presentTask": 7919}}}, 7919),
        ({"info": {"timings": {"presentTask": 7919.6}}}, 7919),
        ({"info": {"timings": {"reportAnswer": -73679, "presentTask": 250}}}, 250),
        ({"info": {"timings": {"reportAnswer": -73679}}}, None),
        ({"info": {"timings": {"reportAnswer": 0}}}, None),
        ({"info": {"timings": {"reportAnswer": 86_400_000}}}, 86_400_000),
        ({"info": {"timings": {"reportAnswer": 86_400_001, "presentTask": 7919}}}, None),
        ({"info": {"timings": {}}}, None),
        ({"info": {"timings": "soon"}}, None),
        ({"info": {"timings": TIMINGS}}, 8234),
        ({"info": f'{{"timings": {TIMINGS}}}'}, 8234),
        ({"info": json.dumps({"note": "'timings': {'reportAnswer': 5}"})}, None),
        ({"info": {"other": {"timings": {"reportAnswer": 5}}}}, None),
        ({"info": "{u'a': 1, u'timings': {u'presentTask': 7919L, u'reportAnswer': 8234}}"}, 8234),
        ({"info": "timings {"}, None),
        ({"info": ["timings", 5]}, None),
        ({"info": None}, None),
    ],
)  # fmt: skip
def test_how_long_a_task_took(said: dict[str, object], expected: int | None, tmp_path: Path):
    """From beginning to end when that is 1 s to 24 h, else what its page measured, up to 24 h; else nobody knows."""
    assert one(tmp_path, **said).rows("select duration_ms from task_runs") == [(expected,)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("info_timings", '"{""reportAnswer"": 8234, ""presentTask"": 7919}"'),
        ("info_timings", "\"{u'reportAnswer': 8234, u'presentTask': 7919}\""),
        ("info_timings_reportAnswer", "8234.0"),
        ("info_timings_presentTask", "8234"),
        ("info_timings_reportAnswer,info_timings_presentTask", "NaN,8234"),
        ("info_timings_reportAnswer,info_timings_presentTask", "8234,100"),
        ("info", '"{""timings"": {""reportAnswer"": 8234}}"'),
        ("task_runinfo__timings", "\"{'reportAnswer': 8234, 'presentTask': 7919}\""),
        ("task_run__info", "\"{u'timings': {u'reportAnswer': 8234}, u'b': {u'x': u'y'}}\""),
    ],
)
def test_timings_of_csv(column: str, value: str, tmp_path: Path):
    """A CSV flattens info; its timings are JSON, Python's words for a dict, or columns of their own."""
    text = f"id,project_id,task_id,finish_time,{column}\n1,7,101,2024-05-01T10:00:00,{value}\n"
    assert loaded(tmp_path, {"task_run.csv": text}).rows("select duration_ms from task_runs") == [(8234,)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"id": None}, "no id that is a whole number"),
        ({"id": "-1"}, "no id that is a whole number"),
        ({"id": 1.5}, "no id that is a whole number"),
        ({"task_id": "None"}, "no task_id that is a whole number"),
        ({"user_id": "ana"}, "user_id is neither a whole number nor empty"),
        ({"project_id": None}, "no project_id: neither the line, nor its task, nor the name of the export says it"),
        ({"created": None, "finish_time": "None"}, "no time that can be read"),
        ({"created": "soon", "finish_time": "NaN"}, "no time that can be read"),
        ({"finish_time": "1970-01-01T00:00:00"}, "before 2000-01-01: the clock was wrong"),
        ({"finish_time": "2026-11-21T00:00:01"}, "later than as_of, or than the clock"),
    ],
)
def test_bad_lines(said: dict[str, object], reason: str, tmp_path: Path):
    """Each bad line is a reject with its reason, and the others are read."""
    found = loaded(tmp_path, {"task_run.json": array(run(1), run(2, **({"id": 2} | said)), run(3))})
    assert found.rejects() == [(2, reason)]
    assert [row[0] for row in found.runs()] == [1, 3]


def test_bad_lines_of_a_csv_and_of_json_lines(tmp_path: Path):
    """A row with a field too many and a line that is no JSON are rejects, and keep their line numbers."""
    found = loaded(
        tmp_path,
        {
            "a.csv": HEADING + "1,,7,101,,,2024-05-01T10:01:00,,,,,{}\n\n2,,7,102,,,2024-05-01T10:01:00,,,,,{},,\n",
            "b.jsonl": lines([run(3)]) + '{"id": 4,\n' + lines([run(5)]) + "[]\n",
            "c.json": '[{"id": 6, "task_id": 1, "project_id": 7, "finish_time": "2024-05-01"}, null, 5, [{}]]',
        },
    )
    no_row = "not a row of the table: its number of fields differs, or it is not a JSON object"
    assert [row[0] for row in found.runs()] == [1, 3, 5, 6]
    assert found.rejects()[:3] == [(4, no_row), (2, no_row), (4, no_row)]
    assert len(found.rejects()) == 6


def test_as_of_leaves_out_what_came_later(tmp_path: Path):
    """Runs within the last second still count."""
    said = array(run(1, finish_time="2024-05-01T10:00:00.7"), run(2, finish_time="2024-05-01T10:00:01"))
    found = loaded(tmp_path, {"task_run.json": said}, site={"as_of": "2024-05-01T10:00:00Z"})
    assert found.rejects() == []
    assert [part.left_out for part in found.parts] == [1]
