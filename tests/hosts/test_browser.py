"""A page of another origin fetches JSON in a real browser, as a widget on somebody's own site would."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.hosts.servers import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

FETCH = """async ([url, headers]) => {
  const response = await fetch(url, { headers });
  const body = response.status === 204 ? null : await response.json();
  const said = body?.payload?.count ?? body?.error ?? body?.stats?.n_tasks ?? null;
  return [response.status, said, response.headers.get("etag")];
}"""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A page on another port, which is another origin."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>elsewhere</title>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/"
        listening.shutdown()


def test_a_page_of_another_origin_reads_the_api(chromium: "Browser", served: Served, elsewhere: str):
    """Answers, errors and 204 alike, with a token that a client may send, and the tag that it may keep."""
    tab = chromium.new_page()
    tab.goto(elsewhere)
    for target, wanted in (
        ("/1/stats/user/ana/artists?count=1000", (200, 1000)),
        ("/1/stats/user/ana/artists.json", (200, 25)),
        ("/1/stats/user/a%2Fb/artists?range=this_week", (200, 1)),
        ("/1/stats/user/ana/artists?range=decade", (400, "Invalid range: decade")),
        ("/1/stats/user/nobody/artists", (404, "Cannot find user: nobody")),
        ("/1/stats/user/bo/artists?range=week", (204, None)),
        ("/stats", (200, 2)),
    ):
        for headers in ({}, {"Authorization": "Token none"} if not target.endswith(".json") else {}):
            status, said, tag = tab.evaluate(FETCH, [served.address + target, headers])
            assert (status, said) == wanted
            assert bool(tag) is (status == 200)
    tab.close()
