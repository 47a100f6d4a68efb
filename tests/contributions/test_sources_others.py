"""Tasks, results, accounts, projects and categories, and what their lines give."""

from pathlib import Path

import pytest

from tests.contributions.exports import array, loaded, run, task, zipped

DESCRIBED = "project_id, short_name, name, is_published, category, is_described"
NO_ID = "no id that is a whole number"
NO_PROJECT = "no project_id: neither the line, nor its task, nor the name of the export says it"
RUNS = array(run(1, user_id=3), run(2, user_id=4), run(3, project_id=8))


def result(number: int, **said: object) -> dict[str, object]:
    return {
        "id": number,
        "project_id": 7,
        "task_id": 101,
        "task_run_ids": [1, 2],
        "last_version": True,
        "info": {},
        **said,
    }


@pytest.mark.parametrize(
    "tasks",
    [
        array(task(1, state="completed"), task(2), task(3, state=None)),
        "id,project_id,state,n_answers\n1.0,7.0,completed,3\n2,7,ongoing,3\n3,7,None,\n",
        "task__id,task__app_id,task__state,task__quorum,taskinfo__state\n1,7,completed,0,PA\n2,7,ongoing,0,PA\n3,7,,0,PA\n",
    ],
)
def test_tasks_are_completed_or_not(tasks: str, tmp_path: Path):
    """The state tells; without one it is unknown."""
    found = loaded(tmp_path, {"task_run.json": RUNS, "task.txt": tasks})
    assert found.rows("select task_id, project_id, is_completed from tasks order by all") == [
        (1, 7, True), (2, 7, False), (3, 7, None),
    ]  # fmt: skip


def test_tasks_that_only_runs_name_are_no_rows(tmp_path: Path):
    """Of a task that no file describes nothing is known."""
    assert loaded(tmp_path, {"task_run.json": RUNS}).rows("select count(*) from tasks") == [(0,)]


@pytest.mark.parametrize(
    "tasks",
    [
        array(task(1), task(2, n_answers=0), task(3, n_answers=None)),
        "id,project_id,state,n_answers\n1,7,ongoing,3.0\n2,7,ongoing,0\n3,7,ongoing,\n",
        "task__id,task__app_id,task__n_answers,taskinfo__n_answers\n1,7,3,9\n2,7,0,9\n3,7,None,9\n",
    ],
)
def test_tasks_say_how_many_answers_they_want(tasks: str, tmp_path: Path):
    """n_answers in every form of an export; one that does not say it is unknown."""
    found = loaded(tmp_path, {"task_run.json": RUNS, "task.txt": tasks})
    assert found.rows("select task_id, wanted_count from tasks order by all") == [(1, 3), (2, 0), (3, None)]


def infos(*, dump: bool = False) -> str:
    """Results in CSV: with nothing, null, an empty text, an empty object, a text, and an older version with one."""
    said = ("", "null", '""""""' if dump else "None", "{}", "seen", '"{""n"": 1}"')
    rows = (f"{number},7,10{number},[1],{number != 6},{info}\n" for number, info in enumerate(said, 1))
    return "id,project_id,task_id,task_run_ids,last_version,info\n" + "".join(rows)


RESULTS = (
    array(*(result(number, info=info) for number, info in enumerate((None, "null", "", {}, "seen", {"n": 1}), 1))),
    infos(),
    infos(dump=True),
    (
        "id,project_id,task_id,task_run_ids,last_version,info_a,info_b b\n"
        "1,7,1,[1],True,,\n2,7,2,[1],True,None,\n3,7,3,[1],True,,null\n"
        "4,7,4,[1],True,0,\n5,7,5,[1],True,,x\n6,7,5,[1],False,y,z\n"
    ),
    "result__id,result__app_id,result__task_run_ids,resultinfo__a\n1,7,x,\n2,7,x,None\n3,7,x,None\n4,7,x,0\n5,7,x,x\n6,7,x,y\n",
)


@pytest.mark.parametrize("results", RESULTS)
def test_results_count_when_they_say_anything(results: str, tmp_path: Path):
    """Nothing, null and an empty text are none; every version is a result; what it says is in no table."""
    found = loaded(tmp_path, {"task_run.json": RUNS, "result.txt": results})
    assert found.rows("select result_id, project_id, has_info from results order by all") == [
        (1, 7, False), (2, 7, False), (3, 7, False), (4, 7, True), (5, 7, True), (6, 7, True),
    ]  # fmt: skip
    assert found.counts() == (9, 9, 0, 0)


def test_a_file_may_not_tell_what_results_say(tmp_path: Path):
    """Without any column of info it is unknown."""
    results = "id,project_id,task_id,task_run_ids,last_version\n1,7,101,[1],False\n2,7,101,[1],True\n"
    found = loaded(tmp_path, {"task_run.json": RUNS, "result.txt": results})
    assert found.rows("select has_info from results") == [(None,), (None,)]


ADMINS = """id,name,fullname,email_addr,created,locale,admin,consent,restrict
3.0,ana,Ana,ana@example.org,2024-05-01,en,False,True,True
9,ben,None,ben@example.org,2024-05-01,en,False,True,
"""
DUMP = """id,created,email_addr,name,fullname,api_key,admin,restrict
3,2024-05-01,ana@example.org,ana,Ana,secret,f,t
9,2024-05-01,ben@example.org,ben,,secret,f,f
"""
ACCOUNTS = (
    array(
        {"id": 3, "name": "ana", "fullname": "Ana", "email_addr": "ana@example.org", "restrict": True},
        {"id": 9, "name": "ben", "fullname": None, "email_addr": "ben@example.org", "restrict": False},
    ),
    ADMINS,
    DUMP,
    "id,name,fullname,email_addr,restrict\n3,ana,Ana,ana@example.org,1\n9,ben,NaN,ben@example.org,0\n",
)


@pytest.mark.parametrize("accounts", ACCOUNTS)
def test_accounts_are_those_described_and_those_named(accounts: str, tmp_path: Path):
    """Every account of a file and of a task run is there; who asked not to be shown is marked."""
    found = loaded(tmp_path, {"task_run.json": RUNS, "users.txt": accounts})
    assert found.rows("select * from accounts order by all") == [
        (3, "ana", "Ana", True, True),
        (4, None, None, False, False),
        (9, "ben", None, False, True),
    ]


@pytest.mark.parametrize("accounts", ACCOUNTS)
def test_no_address_is_kept(accounts: str, tmp_path: Path):
    """No table holds an e-mail address or the address of a volunteer once the files are read."""
    said = array(run(1, user_ip="198.18.0.1"), run(2, user_id=3, external_uid="outside-42"))
    found = loaded(tmp_path, {"task_run.json": said, "users.txt": accounts})
    tables = [name for (name,) in found.rows("select table_name from duckdb_tables()")]
    rows = str([found.rows(f"select * from {name}") for name in tables])
    assert "198.18.0.1" not in rows
    assert "outside-42" not in rows
    assert "example.org" not in rows
    assert "secret" not in rows


PROJECTS = (
    array(
        {"id": 7, "name": "Tadpoles", "short_name": "tadpole", "published": True, "owner_id": 1, "category_id": 2},
        {"id": 9, "name": None, "short_name": "moor", "published": False, "owner_id": 1, "category_id": None},
    ),
    "id,name,short_name,published,owner_id,category_id,info\n7,Tadpoles,tadpole,t,1,2,{}\n9,,moor,f,1,,{}\n",
    "id,name,short_name,published,owner_id,category_id\n7.0,Tadpoles,tadpole,True,1,2.0\n9.0,,moor,False,1,NaN\n",
)


@pytest.mark.parametrize("projects", PROJECTS)
def test_projects_are_those_described_and_those_named(projects: str, tmp_path: Path):
    """Every project of a file and of a task run is there; one that no file describes is called by its id."""
    categories = "id,name,short_name,description,created\n2,Thinking,thinking,,\n3,Sensing,sensing,,\n"
    found = loaded(tmp_path, {"task_run.json": RUNS, "projects.txt": projects, "categories.csv": categories})
    assert found.rows(f"select {DESCRIBED} from projects order by all") == [
        (7, "tadpole", "Tadpoles", True, "thinking", True),
        (8, "8", "8", True, None, False),
        (9, "moor", "moor", False, None, True),
    ]


HASH = "pbkdf2:sha1:1000$salt$0badc0de"
FLAGS = (
    array(
        {"id": 7, "short_name": "a", "published": True, "featured": True, "info": {"passwd_hash": HASH}},
        {
            "id": 8,
            "short_name": "b",
            "published": True,
            "featured": False,
            "info": {"passwd_hash": None, "x": "passwd_hash"},
        },
        {"id": 9, "short_name": "c", "published": True, "featured": None, "info": {"task": {"passwd_hash": HASH}}},
    ),
    (
        "id,short_name,published,featured,info\n"
        f'7,a,t,t,"{{""sched"": ""default"", ""passwd_hash"": ""{HASH}""}}"\n'
        '8,b,t,f,"{""passwd_hash"": null, ""x"": ""passwd_hash""}"\n9,c,t,,{}\n'
    ),
    f"id,short_name,published,featured,info_passwd_hash\n7.0,a,True,1,{HASH}\n8.0,b,True,0,None\n9.0,c,True,,\n",
    (
        "id,short_name,published,featured,info\n"
        f"7,a,True,True,\"{{'x': 1, 'passwd_hash': u'{HASH}'}}\"\n"
        "8,b,True,False,\"{'passwd_hash': None}\"\n9,c,True,None,None\n"
    ),
)


@pytest.mark.parametrize("projects", FLAGS)
def test_projects_are_featured_and_protected(projects: str, tmp_path: Path):
    """Of a password it is only known that there is one; a null, or one of something within info, is none."""
    found = loaded(tmp_path, {"task_run.json": RUNS, "projects.txt": projects})
    assert found.rows("select project_id, is_featured, is_protected from projects order by all") == [
        (7, True, True), (8, False, False), (9, False, False),
    ]  # fmt: skip
    tables = [name for (name,) in found.rows("select table_name from duckdb_tables()")]
    assert HASH not in str([found.rows(f"select * from {name}") for name in tables])


def test_a_password_that_any_file_tells_holds(tmp_path: Path):
    """The API leaves the hash out of what it tells everybody; the dump beside it has it, and says less."""
    public = array({"id": 7, "name": "A", "short_name": "a", "published": True, "category_id": 2, "info": {}})
    dump = array({"id": 7, "short_name": "a", "published": True, "info": {"passwd_hash": HASH}})
    for files in ((public, dump), (dump, public)):
        said = {"task_run.json": RUNS, **{f"{at}.json": text for at, text in enumerate(files)}}
        found = loaded(tmp_path, said)
        assert found.rows("select name, is_protected from projects where project_id = 7") == [("A", True)]


def test_projects_are_named_by_tasks_and_results_too(tmp_path: Path):
    """A project without task runs is there all the same."""
    said = {
        "task_run.json": RUNS,
        "task.json": array(task(1, project_id=20)),
        "result.json": array(result(1, project_id=21)),
    }
    assert loaded(tmp_path, said).projects() == [(7, "7"), (8, "8"), (20, "20"), (21, "21")]


def test_names_of_exports_name_projects(tmp_path: Path):
    """A zip's name tells id and short name, of an empty export too; that of a file the short name."""
    found = loaded(
        tmp_path,
        {
            "a/37_dart_frog_task_run_json.zip": zipped(dart_frog_task_run__json=array(run(1, project_id=37))),
            "a/38_empty_task_csv (1).zip": zipped(empty_task__csv="id,project_id,state,n_answers\n"),
            "b/export.zip": zipped(moorfrog_task_run__json=array(run(2, project_id=79))),
            "23_tadpole_task_run.json": array(run(3, project_id=23)),
            "toad_task.json": array(task(1, project_id=24)),
            "task_run.json": array(run(4, project_id=25)),
            "everything_task_run.json": array(run(5, project_id=26), run(6, project_id=27)),
        },
    )
    assert found.projects() == [
        (23, "tadpole"), (24, "toad"), (25, "25"), (26, "26"), (27, "27"), (37, "dart_frog"),
        (38, "empty"), (79, "moorfrog"),
    ]  # fmt: skip


def test_short_names_are_unique(tmp_path: Path):
    """The described project keeps its short name, then the one with the lower id; the other is marked with its id."""
    found = loaded(
        tmp_path,
        {
            "x_task_run.json": array(run(1, project_id=5)),
            "a/x_task_run.json": array(run(2, project_id=6)),
            "y_task_run.json": array(run(3, project_id=7)),
            "b/y_task_run.json": array(run(4, project_id=8)),
            "projects.json": array({"id": 8, "name": "Why", "short_name": "y", "published": True}),
        },
    )
    assert found.projects() == [(5, "x"), (6, "x (6)"), (7, "y (7)"), (8, "y")]


def test_a_mark_is_no_other_projects_name(tmp_path: Path):
    """Where a project is called like the mark of another, the mark is marked again."""
    projects = [{"id": number, "name": "S", "short_name": "s", "published": True} for number in (1, 2)]
    named = {"id": 3, "name": "S", "short_name": "s (2)", "published": True}
    found = loaded(tmp_path, {"projects.json": array(*projects, named), "x.json": array(run(1, project_id=1))})
    assert found.projects() == [(1, "s"), (2, "s (2) [2]"), (3, "s (2)")]


def test_a_project_may_be_told_by_the_name_of_the_export_or_the_task(tmp_path: Path):
    """A line that names no project is of the zip's, else of its task's; without either it is a reject."""
    nowhere = {"project_id": None}
    found = loaded(
        tmp_path,
        {
            "37_frog_task_run_json.zip": zipped(frog_task_run__json=array(run(4, **nowhere))),
            "37_frog_task_json.zip": zipped(frog_task__json=array(task(101, **nowhere))),
            "37_frog_result_json.zip": zipped(frog_result__json=array(result(1, **nowhere))),
            "task.json": array(task(102, project_id=38), task(103, **nowhere)),
            "task_run.json": array(run(2, **nowhere), run(3, **nowhere)),
            "result.json": array(result(2, task_id=102, **nowhere), result(3, task_id=103, **nowhere)),
        },
    )
    assert [row[:2] for row in found.runs()] == [(2, 38), (4, 37)]
    assert found.rows("select task_id, project_id, is_completed from tasks order by all") == [
        (101, 37, False),
        (102, 38, False),
    ]
    assert found.rows("select result_id, project_id from results order by all") == [(1, 37), (2, 38)]
    assert found.rejects() == [(2, NO_PROJECT)] * 3


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("task.json", array(task(1), task(2, id="x")), NO_ID),
        ("task.json", array(task(1), task(2, project_id="None")), NO_PROJECT),
        ("result.json", array(result(1), result(2, id=None)), NO_ID),
        ("result.json", array(result(1), result(2, project_id=None, task_id=5)), NO_PROJECT),
        ("users.json", array({"id": 1, "fullname": "Ana"}, {"fullname": "Ben"}), NO_ID),
        ("project.json", array({"id": 1, "published": True}, {"published": True}), NO_ID),
        ("category.json", array({"id": 1, "short_name": "a"}, {"short_name": "b"}), NO_ID),
        ("category.json", array({"id": 1, "short_name": "a"}, {"id": 2, "short_name": ""}), "no short_name"),
    ],
)
def test_bad_lines(name: str, text: str, reason: str, tmp_path: Path):
    """Each bad line is a reject with its reason."""
    found = loaded(tmp_path, {"task_run.json": RUNS, name: text})
    assert found.rejects() == [(2, reason)]
    assert found.counts() == (5, 4, 1, 0)


@pytest.mark.parametrize(
    "text",
    ["id,state,n_answers", "id,last_version", "id,fullname", "id,published,short_name", "id,short_name", "id,user_ip"],
)
def test_rows_that_are_none(text: str, tmp_path: Path):
    """A CSV row with a field too many is a reject in every kind of file."""
    found = loaded(tmp_path, {"task_run.json": RUNS, "file.csv": f"{text}\n1,2,3,4,5\n"})
    assert found.rejects() == [(2, "not a row of the table: its number of fields differs, or it is not a JSON object")]


@pytest.mark.parametrize(
    "info",
    [
        '"{\\"passwd_hash\\": \\"x\\"}"',
        '{\\"passwd_hash\\": \\"x\\"}',
        '"sched"=>"default", "passwd_hash"=>"x"',
        "{'task': \"'passwd_hash': None\", 'passwd_hash': 'x'}",
        '{"passwd_hash": "x", "n": NaN}',
    ],
    ids=["JSON in a text", "escaped", "hstore", "said twice", "no JSON"],
)
def test_a_password_is_found_however_a_dump_writes_info(tmp_path: Path, info: str):
    """Of what cannot be read as JSON it is rather taken for one than not."""
    dump = array({"id": 7, "short_name": "a", "published": True, "info": info})
    found = loaded(tmp_path, {"project.json": dump, "task_run.json": array(run(1))})
    assert found.rows("select is_protected from projects") == [(True,)]
