"""Requests with start_date and end_date, answered from a tree."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from generator.serve import ServedTree
from tests.mirrors.trees import built

DAYS = ["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04"]
MEDIAS = "media_id,name,project_id,duration_s\na/b,A,p,60\n"
LOADS = "".join(
    json.dumps({"ts": f"{day}T10:00:00Z", "event": "load", "media_id": "a/b", "visitor_key": "v"}) + "\n"
    for day in (DAYS[0], DAYS[-1])
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> ServedTree:
    """Four days of a media of a project."""
    files = {"medias.csv": MEDIAS, "beacons.jsonl": LOADS}
    return ServedTree.at(built(tmp_path_factory.mktemp("videos"), {"format": "video-beacons", "files": files}))


def asked(tree: ServedTree, path: str, query: dict[str, str]) -> tuple[int, Any]:
    answer = tree.answer(f"{path}?{urlencode(query)}")
    return answer.status, json.loads(answer.body)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ({}, DAYS),
        ({"start_date": "2024-05-02", "end_date": "2024-05-03"}, DAYS[1:3]),
        ({"start_date": "2024-05-03"}, DAYS[2:]),
        ({"end_date": "2024-05-01", "start_date": ""}, DAYS[:1]),
        ({"start_date": "2012-10-05", "end_date": "2099-10-05"}, DAYS),
        ({"start_date": "2024-05-03", "end_date": "2024-05-02"}, []),
    ],
)
@pytest.mark.parametrize("path", ["medias/a%2Fb/by_date.json", "medias/a%2Fb/by_date", "projects/p/by_date.json"])
def test_both_dates_are_included(tree: ServedTree, path: str, query: dict[str, str], days: list[str]):
    """Days of a media and of its project, the oldest first, as far as the data goes."""
    status, found = asked(tree, f"/v1/stats/{path}", query)
    assert (status, [day["date"] for day in found]) == (200, days)


def test_an_account_stays_newest_first(tree: ServedTree):
    """As in the file."""
    _, found = asked(tree, "/v1/stats/account/by_date.json", {"start_date": "2024-05-03"})
    assert [day["date"] for day in found] == ["2024-05-04", "2024-05-03"]


@pytest.mark.parametrize("path", ["/v1/stats/account", "/v1/stats/medias/a%2Fb/engagement", "/v1/medias/a%2Fb/stats"])
def test_paths_without_an_ending_are_the_same(tree: ServedTree, path: str):
    """Clients ask for either."""
    assert asked(tree, path, {}) == asked(tree, f"{path}.json", {})
    assert asked(tree, path, {})[0] == 200


def test_what_is_no_date_is_said(tree: ServedTree):
    """Which of the two it is."""
    query = {"start_date": "2024-05-01", "end_date": "5 October"}
    assert asked(tree, "/v1/stats/account/by_date.json", query) == (
        400,
        {"error": "end_date is not a date such as 2012-10-05"},
    )


@pytest.mark.parametrize("path", ["/v1/stats/medias/none.json", "/v1/stats/projects/..%2F..%2Fp/by_date.json"])
def test_an_unknown_subject_is_not_found(tree: ServedTree, path: str):
    """Nor is anything outside its own folder."""
    assert asked(tree, path, {})[0] == 404
