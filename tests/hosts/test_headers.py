"""Headers, methods and conditional requests, the same on every host."""

import gzip
import json

import pytest

from tests.hosts.servers import Served

ARTISTS = "/1/stats/user/ana/artists"
ANSWERS = (
    (ARTISTS, 200),
    ("/1/stats/user/ana/artists.json", 200),
    ("/statistics", 200),
    ("/catalog.json", 200),
    (f"{ARTISTS}?range=x", 400),
    (f"{ARTISTS}?range=quarter", 204),
    ("/1/stats/user/nobody/artists", 404),
    ("/v2/stats?resolution=day", 400),
    ("/nowhere", 404),
    ("/nowhere/at/all.json", 404),
    ("/index", 200),
    ("/", 200),
)
TAGGED = (
    ARTISTS,
    f"{ARTISTS}?count=1000",
    "/catalog.json",
    "/statistics",
    "/v2/stats?packageId=Git.Git&resolution=day",
)


@pytest.mark.parametrize(("target", "status"), ANSWERS)
def test_every_answer_is_open_to_other_origins(served: Served, target: str, status: int):
    """Whatever its status, and nobody guesses what it is."""
    reply = served.sent("GET", target) if target != "/index" else served.sent("GET", "/index.html", follow=True)
    assert reply.status == status
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"]


@pytest.mark.parametrize("target", [target for target, _ in ANSWERS if target != "/index"])
def test_a_head_is_a_get_without_its_body(served: Served, target: str):
    """The same status and media type; the length of what would be sent, where it is told."""
    whole, head = served.sent("GET", target), served.sent("HEAD", target)
    assert (head.status, head.body) == (whole.status, b"")
    assert head.headers.get("content-type") == whole.headers.get("content-type")
    assert head.headers.get("content-length", str(len(whole.body))) == str(len(whole.body))
    assert head.headers.get("etag") == whole.headers.get("etag")


@pytest.mark.parametrize("target", TAGGED)
def test_what_a_client_has_is_not_sent_again(served: Served, target: str):
    """304 to its ETag, alone, among others, weak, or as *; the whole to another."""
    tag = served.sent("GET", target).headers["etag"]
    for said in (tag, f'"other", {tag}', f"W/{tag.removeprefix('W/')}", "*"):
        reply = served.sent("GET", target, {"If-None-Match": said})
        assert (reply.status, reply.body) == (304, b""), said
        assert reply.headers["etag"] == tag
        assert reply.headers["access-control-allow-origin"] == "*"
    assert served.sent("GET", target, {"If-None-Match": '"other"'}).status == 200
    assert served.sent("HEAD", target, {"If-None-Match": tag}).status == 304


def test_an_answer_that_is_cut_has_a_tag_of_its_own(served: Served):
    """Two pages of a list are told apart."""
    pages = [served.sent("GET", f"{ARTISTS}?count=3&offset={offset}") for offset in (0, 3)]
    if "cut" in served.lacks:
        assert [page.status for page in pages] == [501, 501]
        return
    tags = [page.headers["etag"] for page in pages]
    assert tags[0] != tags[1]
    again = served.sent("GET", f"{ARTISTS}?count=3&offset=3", {"If-None-Match": tags[1]})
    assert (again.status, again.body) == (304, b"")


def test_a_browser_may_ask_first(served: Served):
    """The preflight of another origin: 204, with the methods and headers that are allowed."""
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "authorization"
    # The assets of Cloudflare Pages know no preflight; the worker is asked for the APIs alone.
    for target in (ARTISTS,) if served.name == "workerd" else (ARTISTS, "/catalog.json", "/nowhere"):
        reply = served.sent("OPTIONS", target, asked)
        assert (reply.status, reply.body) == (204, b"")
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
        assert "authorization" in reply.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("target", [ARTISTS, f"{ARTISTS}?range=x"])
def test_nothing_can_be_changed(served: Served, method: str, target: str):
    """405, in the APIs' form, with what is allowed."""
    reply = served.sent(method, target, {"Content-Length": "0"})
    assert reply.status == 405
    assert json.loads(reply.body) == {"code": 405, "error": "Method not allowed."}
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS"


def test_pages_load_nothing_from_elsewhere(served: Served):
    """The policy of a page is in its header, too, and nobody frames it; a wrong address has a page of its own."""
    for target, status in (("/", 200), ("/nowhere", 404)):
        reply = served.sent("GET", target)
        assert reply.status == status
        assert reply.headers["content-type"].replace("utf-8", "UTF-8") == "text/html; charset=UTF-8"
        policy = reply.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
    assert b"Not found" in reply.body


def test_only_what_is_named_by_its_content_is_kept_for_a_year(served: Served):
    """The style, and nothing else."""
    (style,) = (path for path in served.paths if path.startswith("style.") and path.endswith(".css"))
    kept = served.sent("GET", f"/{style}").headers["cache-control"]
    assert kept == ("no-cache" if served.name == "serve" else "public, max-age=31536000, immutable")
    assert "immutable" not in served.sent("GET", "/catalog.json").headers["cache-control"]


def test_what_is_precompressed_is_sent_so(served: Served):
    """To those who take it, with Vary; to others as it is."""
    if served.name not in {"nginx", "caddy"}:
        assert "content-encoding" not in served.sent("GET", "/catalog.json", {"Accept-Encoding": "identity"}).headers
        return
    packed = served.sent("GET", "/catalog.json", {"Accept-Encoding": "gzip"})
    plain = served.sent("GET", "/catalog.json")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"].lower() == "accept-encoding"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    small = served.sent("GET", "/stillstats.json", {"Accept-Encoding": "gzip"})
    assert "content-encoding" not in small.headers
