"""Nothing outside the tree is ever served, however it is asked for, in every parameter of every route."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import orjson
import pytest

from tests.hosts.servers import Reply, Served

CLIMBS = (
    "../secret", "../../secret", "../" * 8 + "secret", "..%2Fsecret", "%2e%2e/secret", "%2e%2e%2fsecret",
    "..%252Fsecret", "%252e%252e%252fsecret", "..\\secret", "..%5Csecret", "....//secret", "..;/secret",
    "/secret", "//secret", "%2Fsecret", "secret%00.json", "%00", "..%c0%afsecret", "..%ef%bc%8fsecret",
    "~2E~2E~2Fsecret", "..%2f..%2f..%2fsecret.json", "./../secret", "a/../../secret", "a%2F..%2F..%2Fsecret",
    "file:///secret", "$document_root", "$uri", "${uri}", "{http.request.uri}", '{{readFile "secret"}}', "{env.HOME}",
)  # fmt: skip


def quoted(text: str) -> str:
    """What a request line can hold."""
    return quote(text, safe="/%.;:~{}$")


def is_harmless(reply: Reply) -> bool:
    """An answer that is an error or nothing, and tells nothing of what lies beside the tree or on the machine."""
    return b"the secret" not in reply.body and b"root:" not in reply.body and b"/home" not in reply.body


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_path_leads_out(served: Served, climb: str):
    """From the root, from below folders, and as a file that is called like one."""
    above = ("", "1/stats/", "user/", "1/stats/user/ana/artists.json/")
    for target in (*(f"/{folder}{climb}" for folder in above), f"/{climb}.json"):
        reply = served.sent("GET", quoted(target))
        assert is_harmless(reply)
        assert reply.status in {400, 404} or 300 <= reply.status < 400, target


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_parameter_leads_out(served: Served, climb: str):
    """Each in its turn, in the path or the query of every route, with the others as they should be."""
    contract = orjson.loads((served.tree / "routes.json").read_bytes())
    seen = 0
    for route in contract["routes"]:
        for parameter in route["parameters"]:
            seen += 1
            target = _asked(route, parameter["name"], climb)
            reply = served.sent("GET", target)
            assert is_harmless(reply), target
            harmless = parameter["is"] == "text" or (parameter["in"] == "query" and parameter["is"] == "subject")
            assert reply.status in ({200, 204} if harmless else {204, 301, 302, 307, 308, 400, 404, 501}), target
    assert seen > 60


def _asked(route: Mapping[str, Any], name: str, value: str) -> str:
    """A request to a route in which one parameter says something else than it should."""
    path, query = route["path"], []
    for parameter in route["parameters"]:
        said = value if parameter["name"] == name else _GOOD.get(parameter["name"])
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quoted(said))
        elif said is not None:
            query.append(f"{parameter['name']}={quoted(said)}")
    return path + ("?" + "&".join(query) if query else "")


_GOOD = {
    "user_name": "ana", "artist_mbid": "11111111-0000-4000-8000-000000000000", "packageId": "Git.Git",
    "release_group_mbid": "11111111-0000-4000-8000-000000000000", "resolution": "day", "year": "2024",
    "project_name": "5", "project_id": "p", "media_id": "abc",
}  # fmt: skip


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/1/stats/sitewide/artists", "/" + "a" * 6000, "/1/stats/user/" + "x" * 3000 + "/artists",
        "/1/stats/sitewide/artists?" + "a=b&" * 1500, "/1/stats/sitewide/artists?range=" + "x" * 5000,
        "/?", "/%", "/%zz",
        "/1/stats/user/%ff%fe/artists", "/1/stats/user/%/artists", "/1/stats/sitewide/artists?range=%&count=%zz",
        "/1/stats/sitewide/artists?&&&=&==&count", "//", "///1/stats/sitewide/artists", "/1/stats//sitewide/artists",
    ],
    ids=lambda target: target[:40],
)  # fmt: skip
def test_no_request_line_is_too_odd(served: Served, target: str):
    """Each has an answer that is no fault of the server's."""
    reply = served.sent("GET", target)
    assert reply.status < 500, reply.body[:200]
    assert is_harmless(reply)
