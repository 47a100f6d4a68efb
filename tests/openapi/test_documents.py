"""Every JSON document of a tree is one that openapi.json describes, and is as it says."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from generator.pipeline import Built
from tests.openapi.conftest import TREES, Described
from tests.openapi.reading import Description, documents


def test_every_document_is_at_one_address(described: Described):
    """No document is unknown, and of none there are two opinions."""
    found = {path: described.description.matching(path) for path in documents(described.tree)}
    assert {path: addresses for path, addresses in found.items() if len(addresses) != 1} == {}
    assert len(found) > 50


def test_every_document_is_as_its_schema_says(described: Described):
    """With all the keys, no other, and each value of its kind."""
    files, wrong = described.description.files, {}
    for path in documents(described.tree):
        (address,) = described.description.matching(path)
        body = orjson.loads((described.tree / path).read_bytes())
        if error := next(files[address].answer.iter_errors(body), None):
            wrong[path] = str(error)
    assert wrong == {}


def test_every_kind_of_file_is_in_some_tree(request: pytest.FixtureRequest):
    """Nothing is described that no build makes."""
    trees = [request.getfixturevalue(name) for name in TREES]
    said = {tree: Description.of(tree) for tree in trees}
    declared = {address for each in said.values() for address in each.files}
    found = {address for tree in trees for path in documents(tree) for address in said[tree].matching(path)}
    assert declared - found == set()


def test_a_tree_describes_what_it_has(built: Callable[..., tuple[Path, Built]]):
    """An API without documents is not in it, nor are periods that nobody wants."""
    tree, _ = built(mirrors=["partify"], periods=["year"])
    addresses = Description.of(tree).said["paths"]
    assert [address for address in addresses if "/" in address[1:]] == [
        "/year/{year}.json",
        "/user/{user_name}/year-{year}.json",
    ]
    assert {"/statistics", "/statistics.json"} < set(addresses)
    assert {tag["name"] for tag in Description.of(tree).said["tags"]} == {"partify", "files"}
