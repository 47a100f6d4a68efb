"""The catalog lists nothing that the tree does not have."""

import json

import pytest

from generator.check import faults
from tests.check.conftest import Tree


def test_each_path_has_its_documents(tree: Tree):
    """A bare document where there are no ranges or all time is one, and one for each range."""
    catalog = {
        "sitewide": {"/stats": [], "/popularity": ["2024-05"]},
        "users": [{"user_name": "a/b", "segment": "a~2Fb", "paths": {"/1/a~2Fb/artists": ["all_time", "week"]}}],
    }
    files = ("popularity/2024-05.json", "1/a~2Fb/artists/all_time.json")
    output = tree({"catalog.json": json.dumps(catalog), **dict.fromkeys(files, "{}")})
    assert list(faults(output)) == [
        f"catalog.json: lists {path}, but there is no {file}; build again"
        for path, file in (
            ("/stats", "stats.json"),
            ("/1/a~2Fb/artists", "1/a~2Fb/artists.json"),
            ("/1/a~2Fb/artists", "1/a~2Fb/artists/week.json"),
        )
    ]


@pytest.mark.parametrize("said", ["[]", '{"users": [1]}', '{"users": [{}]}', '{"sitewide": {"/a": 1}}'])
def test_json_that_is_no_catalog(tree: Tree, said: str):
    """It is one fault and ends nothing."""
    assert list(faults(tree({"catalog.json": said}))) == [
        "catalog.json: is no catalog of paths with their ranges; build again"
    ]
