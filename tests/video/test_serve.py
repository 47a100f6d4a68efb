"""Requests with start_date and end_date, answered from a tree."""

import json
from pathlib import Path

import pytest

from generator.mirrors import wistia
from generator.mirrors.catalog import Scope
from generator.serve.wistia import answer
from tests.video.conftest import Filled, load

SUBJECTS = {"media_id": {"a/b": "a~2Fb"}, "project_id": {"p": "p"}}
DAYS = ["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04"]


@pytest.fixture
def tree(filled: Filled, tmp_path: Path) -> Path:
    """Four days of a media of a project."""
    events = [load("2024-05-01", "a/b"), load("2024-05-04", "a/b")]
    for document in wistia.documents(filled({"a/b": {"project": "p"}}, events), Scope({}, 0)):
        (tmp_path / document.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / document.path).write_bytes(document.body)
    return tmp_path


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
def test_both_dates_are_included(tree: Path, path: str, query: dict[str, str], days: list[str]):
    """Days of a media and of its project, the oldest first, as far as the data goes."""
    status, body = answer(tree, SUBJECTS, f"/v1/stats/{path}", query) or (0, b"")
    assert (status, [day["date"] for day in json.loads(body)]) == (200, days)


def test_an_account_stays_newest_first(tree: Path):
    """As in the file."""
    _, body = answer(tree, SUBJECTS, "/v1/stats/account/by_date.json", {"start_date": "2024-05-03"}) or (0, b"")
    assert [day["date"] for day in json.loads(body)] == ["2024-05-04", "2024-05-03"]


@pytest.mark.parametrize("path", ["/v1/stats/account", "/v1/stats/medias/a%2Fb/engagement", "/v1/medias/a%2Fb/stats"])
def test_paths_without_an_ending_are_the_same(tree: Path, path: str):
    """Clients ask for either."""
    assert answer(tree, SUBJECTS, path, {}) == answer(tree, SUBJECTS, f"{path}.json", {})
    assert answer(tree, SUBJECTS, path, {}) is not None


def test_what_is_no_date_is_said(tree: Path):
    """Which of the two it is."""
    query = {"start_date": "2024-05-01", "end_date": "5 October"}
    status, body = answer(tree, SUBJECTS, "/v1/stats/account/by_date.json", query) or (0, b"")
    assert (status, json.loads(body)) == (400, {"error": "end_date is not a date such as 2012-10-05"})


@pytest.mark.parametrize("path", ["/v1/stats/medias/none.json", "/v1/stats/projects/..%2F..%2Fp/by_date.json"])
def test_an_unknown_subject_is_not_found(tree: Path, path: str):
    """Nor is anything outside its own folder."""
    assert (answer(tree, SUBJECTS, path, {}) or (0, b""))[0] == 404


def test_other_addresses_are_of_no_concern(tree: Path):
    """They are for others to answer."""
    assert answer(tree, SUBJECTS, "/stats.json", {}) is None
