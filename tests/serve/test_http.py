"""What clients of HTTP expect of every response: methods, CORS, the headers of the tree, conditional requests."""

import http.client
import json
from pathlib import Path

import pytest

from generator.hosts import headers
from generator.serve import ServedTree
from tests.serve.conftest import Asking
from tests.serve.running import LONG

ARTISTS = "/1/stats/user/ana/artists"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"])
def test_another_method_is_refused(ask: Asking, method: str):
    """405 with the methods there are, in JSON, and open to other origins as everything is."""
    got = ask(method, ARTISTS, b"ignored" if method == "POST" else None)
    assert (got.status, json.loads(got.body)) == (405, {"code": 405, "error": "Method not allowed."})
    assert (got.headers["Allow"], got.headers["Access-Control-Allow-Origin"]) == ("GET, HEAD, OPTIONS", "*")


@pytest.mark.parametrize("target", [ARTISTS, "/no/such/path", "*"])
def test_a_preflight_is_answered(ask: Asking, target: str):
    """204 with what a page of another origin may send, and no word of a body."""
    asked = {"Origin": "https://elsewhere.example", "Access_Control_Request_Method": "GET"}
    got = ask("OPTIONS", target, **asked)
    assert (got.status, got.body) == (204, b"")
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.headers["Access-Control-Allow-Methods"] == got.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert {"Authorization", "Content-Type", "If-None-Match"} <= set(
        got.headers["Access-Control-Allow-Headers"].split(", ")
    )
    assert int(got.headers["Access-Control-Max-Age"]) > 0
    assert {"Content-Type", "Content-Length", "Transfer-Encoding"}.isdisjoint(got.headers)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (ARTISTS, 200), (f"{ARTISTS}?range=year", 204), (f"{ARTISTS}?range=never", 400),
        ("/1/stats/user/no/artists", 404), ("/", 200), ("/index.html", 200), ("/no/such/path", 404),
        ("/catalog.json", 200),
    ],
)  # fmt: skip
def test_a_head_has_the_headers_of_a_get(ask: Asking, target: str, status: int):
    """All of them, with the length of the body that it leaves out."""
    got, head = ask("GET", target), ask("HEAD", target)
    assert (got.status, head.status, head.body) == (status, status, b"")
    assert {**got.headers, "Date": ""} == {**head.headers, "Date": ""}
    if status == 204:
        assert {"Content-Type", "Content-Length", "Transfer-Encoding"}.isdisjoint(got.headers)
    else:
        assert got.headers["Content-Length"] == str(len(got.body))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        (ARTISTS, "1/stats/user/ana/artists.json"), ("/", "index.html"), ("/users.html", "users.html"),
        ("/no/such/path", "404.html"), ("/favicon.svg", "favicon.svg"), (f"{ARTISTS}?range=never", "any.json"),
    ],
)  # fmt: skip
def test_the_headers_are_those_of_every_host(ask: Asking, tree: Path, target: str, path: str):
    """As the tree's contract says them for the file that answers, but never to be kept without asking."""
    wanted = headers.of(ServedTree.at(tree).contract.headers, path) | {
        "Cache-Control": "no-cache",
        "Access-Control-Expose-Headers": "ETag",
    }
    got = ask("GET", target)
    assert {name: got.headers.get(name) for name in wanted} == wanted


def test_a_document_is_sent_as_it_is(ask: Asking, tree: Path):
    """Byte by byte, pages too; nothing tells a reader of changes where nothing is watched."""
    for path in ("index.html", "404.html", "catalog.json", "favicon.svg"):
        assert ask("GET", f"/{path}").body == (tree / path).read_bytes()
    assert ask("GET", "/~live").status == 404


def test_an_etag_is_of_the_content(ask: Asking):
    """Strong, the same for two requests that answer alike, and another for another answer."""
    whole, same, fewer = ask("GET", ARTISTS), ask("GET", f"{ARTISTS}?count=25"), ask("GET", f"{ARTISTS}?count=0")
    assert whole.headers["ETag"].startswith('"')
    assert len(whole.headers["ETag"]) == 34
    assert whole.headers["ETag"] == same.headers["ETag"] != fewer.headers["ETag"]


TAG = "the-tag"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("target", [ARTISTS, f"{ARTISTS}?count=1", "/index.html"])
@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"If-None-Match": f'"{TAG}"'}, 304),
        ({"If-None-Match": f'W/"{TAG}"'}, 304),
        ({"If-None-Match": f'"other", W/"another" , "{TAG}"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": f'"{TAG}x"'}, 200),
        ({"If-None-Match": ""}, 200),
        ({"If-None-Match": '","'}, 200),
        ({"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "not a date"}, 200),
        ({"If-Match": f'"{TAG}"'}, 200),
        ({"If-Match": "*"}, 200),
        ({"Range": "bytes=0-3"}, 200),
        ({"Range": "bytes=9999999-"}, 200),
    ],
)
def test_conditional_requests(ask: Asking, method: str, target: str, asked: dict[str, str], status: int):
    """Nothing is sent again that the client has; of a part nobody may ask, so a range is answered with the whole."""
    tag = ask("GET", target).headers["ETag"].strip('"')
    got = ask(method, target, **{name: value.replace(TAG, tag) for name, value in asked.items()})
    assert (got.status, bool(got.body)) == (status, status == 200 and method == "GET")
    assert got.headers["ETag"] == f'"{tag}"'
    assert (got.headers["Access-Control-Allow-Origin"], got.headers["Cache-Control"]) == ("*", "no-cache")
    if status == 304:
        assert {"Content-Type", "Content-Length", "Transfer-Encoding"}.isdisjoint(got.headers)


@pytest.mark.parametrize(
    ("target", "status"), [(f"{ARTISTS}?range=year", 204), (f"{ARTISTS}?range=never", 400), ("/no/such/path", 404)]
)
def test_only_an_answer_that_has_content_is_conditional(ask: Asking, target: str, status: int):
    """An error or an empty answer has no ETag and stays what it is."""
    got = ask("GET", target, If_None_Match="*")
    assert got.status == status
    assert "ETag" not in got.headers


def test_there_is_one_date(ask: Asking, port: int):
    """Neither the server nor the answer says twice what it says."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
    client.request("GET", ARTISTS)
    names = [name for name, _ in client.getresponse().getheaders()]
    client.close()
    assert len(names) == len(set(names))
    assert ask("GET", ARTISTS).headers["Server"].startswith("stillstats/")
