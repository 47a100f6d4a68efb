"""The server gives the API's answers from the files of a tree, and nothing from outside it."""

import http.client
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from generator.serve import Tree, server
from tests.conftest import listen

LISTENS = tuple(
    listen(user, f"2024-05-{day:02}T12:00", f"Artist {day:02}", f"Track {day:02}")
    for user in ("ana", "a/b", "日本語")
    for day in range(1, 29)
    for _ in range(1)
)


@pytest.fixture
def tree(built: Callable[..., tuple[Path, object]]) -> Tree:
    return Tree.at(built(*LISTENS)[0])


def payload(tree: Tree, target: str) -> dict[str, object]:
    answer = tree.answer(target)
    assert answer.status == 200, answer
    return orjson.loads(answer.body)["payload"]


def test_count_and_offset_cut_the_list(tree: Tree):
    """25 without a count, the asked ones with it; count says how many there are."""
    path = "/1/stats/user/ana/artists"
    assert payload(tree, path)["count"] == 25
    cut = payload(tree, f"{path}?count=5&offset=26&range=this_month")
    assert (cut["count"], cut["offset"], cut["range"], cut["total_artist_count"]) == (2, 26, "this_month", 28)
    assert [item["artist_name"] for item in cut["artists"]] == ["Artist 02", "Artist 01"]
    assert payload(tree, f"{path}?count=0")["artists"] == []
    assert payload(tree, f"{path}?count=99999")["count"] == 28


@pytest.mark.parametrize(
    ("target", "status", "error"),
    [
        ("/1/stats/user/nobody/artists?range=never", 404, "Cannot find user: nobody"),
        ("/1/stats/user/ana/artists?range=never&count=x", 400, "Invalid range: never"),
        ("/1/stats/user/ana/artists?count=-1", 400, "'count' should be a non-negative integer"),
        ("/1/stats/user/ana/artists?offset=x", 400, "'offset' should be a non-negative integer"),
        ("/1/stats/artist/what/listeners", 400, "artist mbid format invalid."),
        ("/1/stats/release-group/what/listeners", 400, "release group mbid format invalid."),
        ("/1/user/nobody/listen-count", 404, "Cannot find user: nobody"),
    ],
)
def test_errors_are_the_apis_own(tree: Tree, target: str, status: int, error: str):
    """Body and order of the checks: the user, the range, then count and offset."""
    answer = tree.answer(target)
    assert answer.status == status
    assert orjson.loads(answer.body) == {"code": status, "error": error}


def test_nothing_computed_is_204(tree: Tree):
    """With an empty body."""
    answer = tree.answer("/1/stats/user/ana/artists?range=year")
    assert (answer.status, answer.body) == (204, b"")


@pytest.mark.parametrize("name", ["a%2Fb", "%E6%97%A5%E6%9C%AC%E8%AA%9E"])
def test_names_of_every_kind_are_found(tree: Tree, name: str):
    """A slash or another script in a name, percent-encoded as clients do."""
    assert payload(tree, f"/1/stats/user/{name}/artists")["count"] == 25
    assert payload(tree, f"/1/user/{name}/listen-count")["count"] == 28


@pytest.mark.parametrize(
    "target",
    [
        "/../project/config.yaml",
        "/%2e%2e/project/config.yaml",
        "/..%2Fproject%2Fconfig.yaml",
        "/1/stats/user/..%2F..%2F..%2F..%2Fproject/artists",
        "/1/stats/user/ana/artists?range=../../../../../../project/config",
        "/1/stats/user/ana/artists.json/../../../../../../project/config.yaml",
        "//project/config.yaml",
        "/\x00",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_tree_is_served(tree: Tree, target: str):
    """Whatever climbs out is an error or not found."""
    answer = tree.answer(target)
    assert answer.status in {400, 404}
    assert b"sources" not in answer.body


@pytest.fixture
def address(tree: Tree) -> Iterator[tuple[str, int]]:
    with server(tree.folder, 0) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield "127.0.0.1", listening.server_port
        listening.shutdown()
        thread.join()


def test_it_listens_with_the_apis_headers(address: tuple[str, int]):
    """GET and HEAD over a socket, open to pages of other origins."""
    client = http.client.HTTPConnection(*address, timeout=10)
    for method, has_body in (("GET", True), ("HEAD", False)):
        client.request(method, "/1/stats/sitewide/artists")
        response = client.getresponse()
        body = response.read()
        assert (response.status, bool(body)) == (200, has_body)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Content-Type"] == "application/json"
    client.close()
