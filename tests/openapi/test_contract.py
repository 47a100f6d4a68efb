"""openapi.json and routes.json say the same of every address, each in its words."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator.mirrors import contract
from tests.openapi.reading import JSON, Description

Route = Mapping[str, Any]

PATHS = [endpoint.path for listed in contract.ROUTED.values() for endpoint in listed]


@pytest.fixture(scope="session")
def routes(demo: Path) -> dict[str, Route]:
    """The routes of the demo site by their paths."""
    return {each["path"]: each for each in orjson.loads((demo / "routes.json").read_bytes())["routes"]}


def address(route: Route) -> str:
    return f"{route['path']}{route['endings'][0]}"


def replies(route: Route) -> list[Mapping[str, Any]]:
    """What a route answers beside files, in its order."""
    refused = (each[key] for each in route["parameters"] for key in ("required", "refused") if key in each)
    return [*refused, route["absent"]]


def test_every_route_has_its_address(description: Description, routes: dict[str, Route]):
    """And there is no other address of an API."""
    apis = {
        path: said["get"]["tags"][0]
        for path, said in description.said["paths"].items()
        if said["get"]["tags"][0] != "files"
    }
    assert apis == {address(route): route["api"] for route in routes.values()}
    assert sorted(routes) == sorted(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_a_request_says_the_same(description: Description, routes: dict[str, Route], path: str):
    """Names, places, defaults, limits and values of parameters, in their order."""
    assert [_parameter(each) for each in description.parameters(address(routes[path]))] == [
        {
            "name": each["name"],
            "in": each["in"],
            "required": each["in"] == "path" or "required" in each,
            "default": each.get("default"),
            "most": each.get("most"),
            "values": each.get("values"),
        }
        for each in routes[path]["parameters"]
    ]


def _parameter(said: Mapping[str, Any]) -> dict[str, Any]:
    default = said["schema"].get("default")
    return {
        "name": said["name"],
        "in": said["in"],
        "required": said["required"],
        "default": None if default is None else str(default),
        "most": said.get("x-most"),
        "values": said["schema"].get("enum"),
    }


@pytest.mark.parametrize("path", PATHS)
def test_what_is_wrong_is_answered_in_the_same_words(description: Description, routes: dict[str, Route], path: str):
    """The statuses, and of each status the texts of the declarations, in the order in which they are judged."""
    wanted: dict[str, list[str]] = {}
    for reply in replies(routes[path]):
        if reply["status"] != 200:
            said = list(reply["body"].values())[-1:] if "body" in reply else ["Nothing was computed."]
            wanted.setdefault(str(reply["status"]), []).extend(said)
    found = description.responses(address(routes[path]))
    assert {status: " · ".join(dict.fromkeys(texts)) for status, texts in wanted.items()} == {
        status: said["description"] for status, said in found.items() if status not in {"200", "304"}
    }


def test_an_example_of_a_refusal_has_what_was_refused(description: Description):
    """A reader sees a whole answer, in the shape of the original."""
    found = description.responses("/1/stats/user/{user_name}/artists")["404"]["content"][JSON]["examples"]
    assert found == {"user_name": {"value": {"code": 404, "error": "Cannot find user: nobody"}}}
    winget = description.responses("/v2/stats")["400"]["content"][JSON]["examples"]
    assert winget["no_packageId"]["value"] == {
        "statusCode": 400,
        "error": "Bad Request",
        "message": "querystring should have required property 'packageId'",
    }


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("listenbrainz_count", [0, 1, 5000, 999999999999999999], [-1, 10**18, "", "x"]),
        ("listenbrainz_range", ["week", "all_time"], ["Week", "", "fortnight"]),
        ("listenbrainz_artist_mbid", ["4c6a6c2e-4b5d-4b1a-9a4e-0b0b5a3a8f10", "4C6A6C2E-4B5D-4B1A-9A4E-0B0B5A3A8F10"],
         ["4c6a6c2e4b5d4b1a9a4e0b0b5a3a8f10", "{4c6a6c2e-4b5d-4b1a-9a4e-0b0b5a3a8f10}"]),
        ("winget_after", ["2021-05-01", "2021-05", "2021", "2021-05-01T10:00:00+02:00", 1619827200000, 0],
         ["2021-02-30", "2021-13", "soon", 7]),
        ("wistia_start_date", ["2012-10-05", ""], ["2012-10-5", "2012-02-30", "soon"]),
        ("listenbrainz_user_name", ["ana", "a/b", "..", "日本語"], [""]),
        ("winget_packageId", ["Git.Git", ""], []),
    ],
)  # fmt: skip
def test_a_parameter_takes_what_the_server_takes(
    description: Description, name: str, taken: list[object], refused: list[object]
):
    """A client that is made from the description sends nothing that would be refused."""
    validator = description.validator(description.said["components"]["parameters"][name]["schema"])
    assert [each for each in taken if not validator.is_valid(each)] == []
    assert [each for each in refused if validator.is_valid(each)] == []


def test_an_example_is_of_the_tree(description: Description, demo: Path):
    """Whoever tries an address as it is described gets an answer."""
    found = {
        address: demo
        / address[1:].format_map({each["name"]: each["example"] for each in description.parameters(address)})
        for address in description.files
    }
    assert [address for address, file in found.items() if not file.is_file()] == []
