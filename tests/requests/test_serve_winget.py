"""GET /v2/stats, answered from the files of a tree."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from generator.serve import ServedTree
from tests.mirrors.trees import built

LOG = """package_id,timestamp,value
Git.Git,2021-03-31T10:00,1
Git.Git,2021-04-25T10:00,2
Git.Git,2021-04-26T10:00,4
Git.Git,2021-05-01T10:00,8
Git.Git,2021-05-03T10:00,16
git.git,2021-05-03T10:00,32
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> ServedTree:
    """The tree of that log."""
    source = {"format": "requests", "files": {"requests.csv": LOG}}
    return ServedTree.at(built(tmp_path_factory.mktemp("tree"), source, mirrors=["winget"]))


def asked(tree: ServedTree, **query: str) -> tuple[int, Any]:
    answer = tree.answer(f"/v2/stats?{urlencode(query)}")
    return answer.status, json.loads(answer.body)


def values(tree: ServedTree, resolution: str, **query: str) -> list[int]:
    status, body = asked(tree, packageId="Git.Git", resolution=resolution, **query)
    assert status == 200
    return [each["Value"] for each in body["Stats"]["Data"]]


def test_without_dates_the_whole_series_is_answered(tree: ServedTree):
    """From the beginning of time to now."""
    assert values(tree, "day") == [1, 2, 4, 8, 16]
    assert values(tree, "isoWeek") == [1, 2, 12, 16]
    assert values(tree, "month") == [1, 6, 24]


@pytest.mark.parametrize(
    ("resolution", "after", "before", "expected"),
    [
        ("day", "2021-04-26", "2021-05-01", [4, 8]),
        ("day", "2021-04-26T23:59:59.999Z", "2021-05-01T00:00:00.000Z", [4, 8]),
        ("day", "2021-04-27", "2021-04-30", []),
        ("isoWeek", "2021-05-02", "2021-05-02T12:00Z", [12]),
        ("isoWeek", "2021-04-25", "2021-05-03", [2, 12, 16]),
        ("month", "2021-04-30", "2021-05-01", [6, 24]),
        ("month", "2021-05-31", "2021-06-01", [24]),
    ],
)
def test_both_dates_are_rounded_down_and_both_bins_are_whole(
    tree: ServedTree, resolution: str, after: str, before: str, expected: list[int]
):
    """2 May 2021 is the Sunday of the week of 26 April."""
    assert values(tree, resolution, after=after, before=before) == expected


def test_one_date_alone_bounds_one_end(tree: ServedTree):
    """Of after alone the answer goes on until now, of before alone it begins with the first."""
    assert values(tree, "day", after="2021-05-01") == [8, 16]
    assert values(tree, "day", before="2021-04-25") == [1, 2]


def test_after_later_than_before_is_nothing(tree: ServedTree):
    """Even where both are in one bin."""
    assert values(tree, "month", after="2021-05-03", before="2021-04-01") == []
    assert values(tree, "month", after="2021-05-03", before="2021-05-02") == []


def test_the_id_is_case_sensitive_and_answered_as_sent(tree: ServedTree):
    """git.git is another package, GIT.GIT is none, and none has no data."""
    assert asked(tree, packageId="git.git", resolution="month") == (
        200,
        {"Stats": {"Id": "git.git", "Data": [{"Period": "2021-05-01T00:00:00.000Z", "Value": 32}]}},
    )
    for package in ("GIT.GIT", "", "../../catalog"):
        assert asked(tree, packageId=package, resolution="day") == (200, {"Stats": {"Id": package, "Data": []}})


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({}, "querystring should have required property 'packageId'"),
        ({"resolution": "x", "after": "x"}, "querystring should have required property 'packageId'"),
        ({"packageId": "a", "after": "x"}, "querystring should have required property 'resolution'"),
        (
            {"packageId": "a", "resolution": "week", "after": "x"},
            "querystring.resolution should be equal to one of the allowed values",
        ),
        ({"packageId": "a", "resolution": ""}, "querystring.resolution should be equal to one of the allowed values"),
        ({"packageId": "a", "resolution": "day", "after": "x"}, "invalid dates set, out of bounds of allowed values"),
        (
            {"packageId": "Git.Git", "resolution": "day", "after": "2021-05-01", "before": "2021-02-30"},
            "invalid dates set, out of bounds of allowed values",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_api_s_order(tree: ServedTree, query: dict[str, str], message: str):
    """What is required, then the resolution, then the dates; an unknown package is not wrong."""
    assert asked(tree, **query) == (400, {"statusCode": 400, "error": "Bad Request", "message": message})
