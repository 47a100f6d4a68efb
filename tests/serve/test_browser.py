"""Pages that reload by themselves, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serve.running import CONFIG, LONG, eventually, project, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def opened(chromium: "Browser") -> Iterator[Callable[[str], tuple["Page", list[str]]]]:
    """A function that opens an address in a tab, and answers it and what its console says."""
    context = chromium.new_context()

    def tab(address: str) -> tuple["Page", list[str]]:
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page, said

    yield tab
    context.close()


Opened = Callable[[str], tuple["Page", list[str]]]


def shows(page: "Page", text: str) -> None:
    page.wait_for_function("text => document.body?.innerText.includes(text)", arg=text, timeout=LONG * 1000)


STRICT = """<!doctype html>
<meta http-equiv='content-security-policy' content="script-src 'none'; connect-src 'none'"><p>{{ site.title }}"""
OPEN = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'; connect-src 'none'">
<p>{{ site.title }} {% block main %}{% endblock %}<p id=own><script>own.append("ran")</script>"""


@pytest.mark.parametrize(
    ("path", "template", "text"),
    [
        ("/", "", ""),
        ("/nowhere/at/all", "", ""),
        ("/users.html", "", ""),
        ("/data.html", "data.html", STRICT),
        ("/data.html", "base.html", OPEN),
    ],
)
def test_a_page_reloads_by_itself(folder: Path, opened: Opened, path: str, template: str, text: str):
    """A page of ours, the one for what is not found, and a project's own with any policy or none; nobody complains."""
    if template:
        (folder / "templates" / template).write_text(text, encoding="utf-8")
    with serving(folder) as live:
        page, said = opened(live.address + path)
        shows(page, "First title")
        shows(page, "ran" if text == OPEN else "")
        page.evaluate("window.before = true")
        (folder / "config.yaml").write_text(CONFIG.replace("First", "Second"), encoding="utf-8")
        shows(page, "Second title")
        assert page.evaluate("window.before") is None
        assert [line for line in said if "404" not in line] == []


def test_a_page_is_reloaded_once(folder: Path, opened: Opened):
    """It rests when nothing changes, and a build that fails is no reason."""
    with serving(folder) as live:
        page, _ = opened(live.address)
        loads: list[str] = []
        page.on("load", lambda tab: loads.append(tab.url))
        (folder / "config.yaml").write_text(CONFIG.replace("First", "Second"), encoding="utf-8")
        shows(page, "Second title")
        (folder / "config.yaml").write_text("sources: 7", encoding="utf-8")
        eventually(lambda: "served as it was before" in live.said)
        page.wait_for_timeout(3000)
        assert len(loads) == 1


def test_a_page_outlives_its_server(folder: Path, opened: Opened):
    """When another takes its place, with another build, the page finds it and reloads; with the same, it rests."""
    with serving(folder) as first:
        address = first.address
        page, _ = opened(address)
        shows(page, "First title")
        page.evaluate("window.before = true")
    port = address.rpartition(":")[2]
    with serving(folder, "--port", port) as second:
        assert second.address == address
        page.wait_for_timeout(4000)  # longer than the page waits to look again
        assert page.evaluate("window.before") is True
        (folder / "config.yaml").write_text(CONFIG.replace("First", "Second"), encoding="utf-8")
        shows(page, "Second title")


def test_more_tabs_than_a_browser_has_connections(folder: Path, chromium: "Browser"):
    """A tab that is not seen holds none, so the seventh opens; seen again, it looks."""
    with serving(folder) as live:
        context = chromium.new_context()
        context.add_init_script(
            "window.seen = true; Object.defineProperty(document, 'hidden', {get: () => !window.seen});"
        )
        tabs = []
        for _ in range(8):
            page = context.new_page()
            page.goto(live.address, timeout=LONG * 1000)
            page.evaluate("window.seen = false; document.dispatchEvent(new Event('visibilitychange'))")
            tabs.append(page)
        (folder / "config.yaml").write_text(CONFIG.replace("First", "Second"), encoding="utf-8")
        eventually(lambda: "Second title" in live.page())
        assert "First title" in tabs[0].inner_text("body")
        tabs[0].evaluate("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
        shows(tabs[0], "Second title")
        context.close()
