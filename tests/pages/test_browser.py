"""Pages in a real browser, narrow and wide, light and dark."""

import base64
import re
import shutil
import threading
import urllib.parse
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from generator import paths
from tests.pages.conftest import GROUP, LOW, USERS, pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SEGMENT = paths.url(paths.segments(USERS)["ana"])
PAGES = (
    "index.html", "range/this_month.html", "users.html", "data.html", "api.html", "404.html", "year/2024.html",
    f"user/{SEGMENT}/all_time.html", f"user/{SEGMENT}/week.html", f"user/{SEGMENT}/year-2024.html",
    f"user/{SEGMENT}/month-2024-05.html", "month/2023-02.html", f"user/{SEGMENT}/year-in-music-2024.html",
    f"user/{paths.url(paths.segments(USERS)['é' * 150])}/year-in-music-2023.html",
    f"artist/{LOW}.html", f"release-group/{GROUP}.html",
    f"user/{paths.url(paths.segments(USERS)['é' * 150])}/this_month.html",
)  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """A plain static host that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tree: Path) -> Iterator[str]:
    """The site, served two folders deep."""
    root = tree.parent / "served"
    (root / "some").mkdir(parents=True)
    shutil.copytree(tree, root / "some" / "where")
    shutil.copy(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", root / "measured.ttf")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/some/where/"
    server.shutdown()


# How far a font reaches above and below its baseline, in per cent of its size; real ones lie between.
LOW_FONT, TALL_FONT = (70, 15), (130, 50)


def opened(tab: "Page", address: str, font: tuple[int, int] = LOW_FONT) -> None:
    """Go to a page, and set it in a font of ours, so that no measure depends on those of the machine."""
    tab.goto(address)
    source = urllib.parse.urljoin(address, "/measured.ttf")
    tab.add_style_tag(
        content=f"@font-face{{font-family:measured;src:url({source});line-gap-override:0%;"
        f"ascent-override:{font[0]}%;descent-override:{font[1]}%}}*{{font-family:measured!important}}"
    )
    tab.evaluate("document.fonts.load('16px measured')")
    tab.evaluate("document.fonts.ready.then(() => true)")
    assert tab.evaluate("document.fonts.check('16px measured')")


OPEN = "document.querySelectorAll('details').forEach(part => part.open = true)"


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit(chromium: "Browser", address: str, width: int):
    """No page is wider than its window, with every detail open."""
    tab = chromium.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    for page in PAGES:
        opened(tab, address + page)
        tab.evaluate(OPEN)
        assert (page, tab.evaluate("document.documentElement.scrollWidth")) == (page, width)
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_load_whole(chromium: "Browser", address: str, scheme: str):
    """No page complains, loads from elsewhere or lacks an image, with every detail open."""
    context = chromium.new_context(color_scheme=scheme)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith((address, "data:")) else None
    )
    tab.on(
        "response",
        lambda response: said.append(f"{response.status} {response.url}") if response.status >= 400 else None,
    )
    for page in PAGES:
        tab.goto(address + page)
        tab.evaluate(OPEN)
        tab.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        tab.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => null)))")
        missing = tab.evaluate("[...document.images].filter(image => !image.naturalWidth).map(image => image.src)")
        assert (page, missing, said) == (page, [], [])
    context.close()


SMALL = """
[...document.querySelectorAll('nav a, header a, summary, .small a, .buttons a, td a, th a:first-child')]
  .map(part => [part.textContent.trim(), part.getBoundingClientRect().height]).filter(([, height]) => height < 39.5)
"""


@pytest.mark.parametrize("font", [LOW_FONT, TALL_FONT], ids=["low", "tall"])
def test_fingers_find_what_can_be_tapped(chromium: "Browser", address: str, font: tuple[int, int]):
    """On a telephone's width links and summaries are 40 px high, in whatever font."""
    tab = chromium.new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    for page in PAGES:
        opened(tab, address + page, font)
        assert (page, tab.evaluate(SMALL)) == (page, [])
    tab.close()


def test_the_first_screen_says_who_is_heard_most(chromium: "Browser", address: str):
    """Without a scroll: the three most heard artists and the totals, and on a wide window the way to other periods."""
    for width, height, part in ((360, 740, ".lede"), (360, 740, ".facts"), (1280, 800, ".facts"), (1280, 800, ".when")):
        tab = chromium.new_page(viewport={"width": width, "height": height}, bypass_csp=True)
        opened(tab, address)
        assert tab.locator(part).first.evaluate("part => part.getBoundingClientRect().bottom") < height
        tab.close()


SCROLLED = """
[...document.querySelectorAll('.scroll:has(.listed)')].filter(part => part.scrollWidth > part.clientWidth).length
"""


def test_lists_of_numbers_need_no_sideways_scroll(chromium: "Browser", every_domain: Path):
    """On a telephone all five numbers of videos and projects of videos are seen at once, in a wide font."""
    font = base64.b64encode((Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf").read_bytes()).decode()
    tab = chromium.new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    for page in (every_domain / "videos.html", *every_domain.glob("videos/*.html")):
        tab.goto(page.as_uri())
        face = f"@font-face{{font-family:measured;src:url(data:font/ttf;base64,{font})}}"
        tab.add_style_tag(content=f"{face}*{{font-family:measured!important}}")
        tab.evaluate("document.fonts.load('16px measured')")
        assert tab.evaluate("document.fonts.check('16px measured')")
        assert tab.locator(".listed").count()
        assert (page.name, tab.evaluate(SCROLLED)) == (page.name, 0)
    tab.close()


LINES = """
[...document.querySelectorAll('table.sources tbody tr')]
  .map(line => new Set([...line.querySelectorAll('td')].map(cell => cell.getBoundingClientRect().top)).size)
"""


def test_a_telephone_shows_what_matters(chromium: "Browser", address: str):
    """The numbers of a source on one line, the month of a page by its name, and countries in whole words."""
    tab = chromium.new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    opened(tab, address + "data.html")
    assert set(tab.evaluate(LINES)) == {1}
    opened(tab, f"{address}user/{SEGMENT}/month-2024-05.html")
    way = tab.get_by_label("Periods")
    assert way.locator("summary").inner_text().startswith("May 2024")
    way.locator("summary").press("Enter")
    assert way.locator("[aria-current]").inner_text() == "May"
    first = tab.locator("table.places tbody th").first
    assert first.inner_text() == "United States"
    assert first.evaluate("name => name.getBoundingClientRect().width") >= 100
    tab.close()


def test_light_and_dark_differ(chromium: "Browser", address: str):
    """The background follows the reader's setting."""
    seen = set()
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme)
        tab = context.new_page()
        tab.goto(address)
        seen.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert len(seen) == 2


AXE = Path(str(files("axe_playwright_python"))) / "axe.min.js"


@pytest.fixture(scope="module")
def kinds(tree: Path, every_domain: Path) -> list[Path]:
    """A page of every kind: the heaviest that each template fills, of both sites."""
    found: dict[str, Path] = {}
    for page in (*pages_of(tree), *pages_of(every_domain)):
        kind = re.sub(r"[\d~][^/]*|(?<=^user/)[^/]+|(?<=^project/)[^/]+", "*", page.relative_to(_root(page)).as_posix())
        if kind not in found or page.stat().st_size > found[kind].stat().st_size:
            found[kind] = page
    return list(found.values())


def _root(page: Path) -> Path:
    return next(folder for folder in page.parents if (folder / "stillstats.json").is_file())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_every_kind_of_page(chromium: "Browser", kinds: list[Path], scheme: str):
    """Axe finds no violation, with every detail open."""
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    for page in kinds:
        tab.goto(page.as_uri())
        tab.evaluate(OPEN)
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        said = [(each["id"], each["nodes"][0]["html"]) for each in found]
        assert (page.name, said) == (page.name, [])
    context.close()


MOVED = """
new Promise(done => {
  let sum = 0
  const add = list => list.getEntries().forEach(each => sum += each.value)
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true})
  setTimeout(() => done(sum), 300)
})
"""


def test_pages_are_light(chromium: "Browser", address: str):
    """At most 250 kB with all that is needed, in 15 requests, and nothing moves while it comes."""
    for page in PAGES:
        tab = chromium.new_page(viewport={"width": 1280, "height": 800})
        bodies: list[int] = []
        tab.on("response", lambda response, bodies=bodies: bodies.append(len(response.body())))
        tab.goto(address + page, wait_until="networkidle")
        assert len(bodies) <= 15, page
        assert sum(bodies) <= 250_000, page
        assert tab.evaluate(MOVED) < 0.01, page
        tab.close()
