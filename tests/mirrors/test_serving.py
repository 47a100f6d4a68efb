"""What a program written for an API asks of `serve`, with its query strings, slashes and paths without endings."""

import json

import orjson
import pytest

from generator.serve import ServedTree
from tests.mirrors.trees import built

REQUESTS = """package_id,timestamp
Pub.Name,2024-05-01T10:00:00Z
Pub.Name,2024-05-09T10:00:00Z
"""
RUN = {"id": 1, "project_id": 5, "task_id": 1, "user_id": 7, "user_ip": None, "finish_time": "2024-05-01T10:00:00"}
LOADS = "".join(
    json.dumps({"ts": f"2024-05-0{day}T10:00:00Z", "event": "load", "media_id": "a/b", "visitor_key": "v"}) + "\n"
    for day in (1, 3)
)
LISTENS = "listened_at,user_name,artist_name,track_name\n2024-05-01T10:00:00Z,ana,Low,Words\n"
SOURCES = (
    {"format": "requests", "files": {"requests.csv": REQUESTS}},
    {"format": "pybossa", "files": {"runs.json": json.dumps([RUN])}},
    {"format": "video-beacons", "files": {"beacons.jsonl": LOADS}},
    {"format": "listens", "files": {"listens.csv": LISTENS}},
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> ServedTree:
    return ServedTree.at(built(tmp_path_factory.mktemp("serving"), *SOURCES))


def answered(tree: ServedTree, target: str):
    answer = tree.answer(target)
    assert (answer.status, answer.media_type) == (200, "application/json"), target
    return orjson.loads(answer.body)


def test_a_query_of_packages_cuts_the_series(tree: ServedTree):
    """The bins from after's to before's, both included; an unknown package has none."""
    query = "/v2/stats?packageId=Pub.Name&resolution="
    assert [each["Value"] for each in answered(tree, query + "day")["Stats"]["Data"]] == [1, 1]
    found = answered(tree, query + "isoWeek&after=2024-05-08T23:00:00.000Z")["Stats"]
    assert found == {"Id": "Pub.Name", "Data": [{"Period": "2024-05-06T00:00:00.000Z", "Value": 1}]}
    assert answered(tree, "/v2/stats?packageId=No.Such&resolution=day")["Stats"]["Data"] == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "querystring should have required property 'packageId'"),
        ("?packageId=a", "querystring should have required property 'resolution'"),
        ("?packageId=a&resolution=year", "querystring.resolution should be equal to one of the allowed values"),
        ("?packageId=a&resolution=day&after=x", "invalid dates set, out of bounds of allowed values"),
    ],
)
def test_errors_of_packages_are_the_apis_own(tree: ServedTree, query: str, message: str):
    """400 with the original's body, in its order of checks."""
    answer = tree.answer(f"/v2/stats{query}")
    assert answer.status == 400
    assert orjson.loads(answer.body) == {"statusCode": 400, "error": "Bad Request", "message": message}


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("/statistics", "statistics.json"),
        ("/stats/", "stats.json"),
        ("/stats", "stats.json"),
        ("/api/globalstats", "api/globalstats.json"),
        ("/project/5/stats", "project/5/stats.json"),
        ("/v1/stats/account", "v1/stats/account.json"),
        ("/v1/stats/account.json", "v1/stats/account.json"),
        ("/v1/stats/medias/a%2Fb.json", "v1/stats/medias/a~2Fb.json"),
        ("/v1/medias/a%2Fb/stats.json", "v1/medias/a~2Fb/stats.json"),
    ],
)
def test_an_address_of_an_api_is_answered_by_its_file(tree: ServedTree, target: str, file: str):
    """With a slash at the end or without, with .json or without."""
    assert answered(tree, target) == orjson.loads((tree.folder / file).read_bytes())


def test_days_of_videos_are_cut_by_their_dates(tree: ServedTree):
    """From start_date to end_date, both included; days without an event are among them."""
    rows = answered(tree, "/v1/stats/account/by_date.json?start_date=2024-05-02&end_date=2024-05-03")
    assert [(row["date"], row["load_count"]) for row in rows] == [("2024-05-03", 1), ("2024-05-02", 0)]
    assert tree.answer("/v1/stats/account/by_date.json?start_date=yesterday").status == 400


@pytest.mark.parametrize(
    "target",
    [
        "/v1/stats/medias/..%2F..%2F..%2Fetc%2Fpasswd.json", "/v2/stats/../../secret",
        "/project/..%2F..%2Fsecret/stats", "/v1/stats/medias/none.json", "/stats/../..", "/statistics/..%2f..%2fsecret",
    ],
)  # fmt: skip
def test_nothing_outside_the_tree_is_served(tree: ServedTree, target: str):
    """What is not in the tree is not found, however it is asked for."""
    (tree.folder.parent / "secret").write_text("secret", encoding="utf-8")
    (tree.folder.parent / "secret.json").write_text('"secret"', encoding="utf-8")
    answer = tree.answer(target)
    assert b"secret" not in answer.body
    assert answer.status == 404
