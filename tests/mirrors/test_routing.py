"""The contract of a tree is the same value after it was written and read."""

import json

import orjson
import pytest

from generator.hosts import headers
from generator.mirrors import contract
from generator.mirrors.routing import parsed, route_parsed, route_written, written
from tests.hosts.loaded import APIS, served


@pytest.mark.parametrize("api", APIS)
def test_what_is_read_is_what_was_written(api: str):
    """Every route of every API, names with segments of their own, and headers."""
    said = served(["Ana", "a/b", "ana", "ß"], (api,)).contract
    assert said.headers == headers.rules(b"")
    assert parsed(orjson.loads(contract.document(said).body)) == said
    assert [route_parsed(json.loads(orjson.dumps(route_written(route)))) for route in said.routes] == list(said.routes)


def test_what_does_not_apply_is_left_out():
    """A route says no default, cut or refusal that it does not have."""
    (route, *_) = written(served([], ("partify",)).contract)["routes"]
    assert list(route) == ["api", "path", "endings", "parameters", "file", "absent"]
    assert (route["parameters"], route["absent"]) == ([], {"status": 204})
