"""`stillstats serve` beside an editor: what changes is built and served, and pages are told."""

import http.client
import json
import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.documents import MARK
from tests.serve.running import (
    CONFIG,
    ENDLESS,
    HOME,
    LISTENS,
    LONG,
    SLOW,
    Serving,
    eventually,
    is_alive,
    project,
    serving,
)

MORE = "2024-05-03T10:00:00Z,cem,Low,Words\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.fixture
def live(folder: Path) -> Iterator[Serving]:
    """A server that has built the project, and waits for changes."""
    with serving(folder) as running:
        assert running.address
        yield running


def told(running: Serving) -> Iterator[str]:
    """What pages are told, as it comes."""
    host, _, port = running.address.removeprefix("http://").partition(":")
    client = http.client.HTTPConnection(host, int(port), timeout=LONG)
    client.request("GET", "/~live")
    response = client.getresponse()
    assert response.headers["Content-Type"].startswith("text/event-stream")
    assert "Access-Control-Allow-Origin" not in response.headers  # no host has it, so no page of another origin
    while line := response.readline():
        if line.startswith(b"data: "):
            yield line.decode().removeprefix("data: ").strip()


@pytest.mark.parametrize(
    ("file", "text", "path", "shown"),
    [
        ("config.yaml", CONFIG.replace("First", "Second"), "/", "Second title"),
        ("listens.csv", LISTENS + MORE, "/user/cem/all_time.html", "cem"),
        ("listens_more.csv", LISTENS.splitlines()[0] + "\n" + MORE, "/user/cem/all_time.html", "cem"),
        ("templates/users.html", "<p>another way</p>", "/users.html", "another way"),
        ("templates/home.html", "<p>a home of my own</p>", "/", "a home of my own"),
    ],
)
def test_a_change_is_built_and_pages_are_told(live: Serving, folder: Path, file: str, text: str, path: str, shown: str):  # noqa: PLR0913, PLR0917
    """Of the config, of a source, by a new source or template: the page shows it, and the edition is another."""
    assert shown not in live.page(path)
    events = told(live)
    first = next(events)
    (folder / file).write_text(text, encoding="utf-8")
    second = next(event for event in events if event != first)
    assert shown in live.page(path)
    assert f'"{second}"' in live.page(path)
    assert f"{file} changed, so output is built" in live.said


def test_a_broken_config_keeps_the_tree_and_recovers(live: Serving, folder: Path):
    """The message is the build's own, and what is served stays until it is mended."""
    (folder / "config.yaml").write_text(CONFIG.replace("charts", "chart"), encoding="utf-8")
    eventually(lambda: "served as it was before" in live.said)
    assert "unknown key 'chart'; did you mean 'charts'?" in live.said
    assert "Traceback" not in live.said
    assert "First title" in live.page()
    (folder / "config.yaml").write_text(CONFIG.replace("First", "Mended"), encoding="utf-8")
    eventually(lambda: "Mended title" in live.page())


def test_a_build_begins_no_other(live: Serving, folder: Path):
    """What it writes beside the output, in a folder that is watched, is no change."""
    (folder / "listens.csv").write_text(LISTENS + "not a time,cem,Low,Words\n", encoding="utf-8")
    eventually(lambda: "up to date" in live.said)
    assert (folder / "output.rejects.csv").is_file()
    time.sleep(6)  # three times as long as the inputs are left alone
    (folder / "listens.csv").write_text(LISTENS + MORE, encoding="utf-8")
    eventually(lambda: "cem" in live.page("/user/cem/all_time.html"))
    assert live.builds == 2


def test_changes_during_a_build_begin_one_more(live: Serving, folder: Path):
    """However many there are, and it sees the last; never are there two builds at a time."""
    held = folder / "templates" / "users.html"
    held.write_text(SLOW, encoding="utf-8")
    eventually((folder / ".output.building").exists)
    (build,) = live.children()
    os.kill(build, signal.SIGSTOP)
    held.write_text(HOME, encoding="utf-8")
    for title in ("Third", "Fourth", "Fifth"):
        (folder / "config.yaml").write_text(CONFIG.replace("First", title), encoding="utf-8")
        assert live.children() == {build}
    os.kill(build, signal.SIGCONT)
    eventually(lambda: live.said.count("up to date") == 2)
    assert "Fifth title" in live.page()
    (folder / "config.yaml").write_text(CONFIG.replace("First", "Last"), encoding="utf-8")
    eventually(lambda: "Last title" in live.page())
    assert live.builds == 3


def test_a_change_that_changes_nothing_is_not_told(live: Serving, folder: Path):
    """A file that is written again as it was: the build leaves the tree, and pages stay as they are."""
    before = next(told(live))
    (folder / "listens.csv").write_text(LISTENS, encoding="utf-8")
    eventually(lambda: "up to date" in live.said)
    assert next(told(live)) == before


def test_documents_on_disk_have_no_script(live: Serving, folder: Path):
    """It is only in what is sent, and only in pages; the policy of both places allows it."""
    page = live.page()
    assert "EventSource" in page
    assert page.count("script-src 'sha256-") == 0
    assert page.count("script-src &#x27;sha256-") == 1
    assert "EventSource" not in (folder / "output/index.html").read_text(encoding="utf-8")
    assert live.page("/users.html").startswith("<p>First title, my way</p><script>")
    assert live.page("/catalog.json") == (folder / "output/catalog.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_everything(live: Serving, folder: Path, how: signal.Signals):
    """In the middle of a build, with a page listening: soon, with exit code 0, and no build is left behind."""
    next(told(live))
    (folder / "templates" / "users.html").write_text(ENDLESS, encoding="utf-8")
    eventually((folder / ".output.building").exists)
    children = live.children()
    assert live.end(how) == 0
    assert not [child for child in children if is_alive(child)]
    assert "Traceback" not in live.said
    assert "First title" in (folder / "output/index.html").read_text(encoding="utf-8")
    assert not (folder / ".output.building").exists()


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_of_the_first_build_ends_everything(folder: Path, how: signal.Signals, code: int):
    """There is nothing to serve yet: exit code 130 or 143, and one line that says so."""
    (folder / "templates" / "users.html").write_text(ENDLESS, encoding="utf-8")
    with serving(folder) as running:
        eventually((folder / ".output.building").exists)
        children = running.children()
        assert running.end(how) == code
        assert not [child for child in children if is_alive(child)]
    assert running.said.splitlines()[-1] == "interrupted; there is nothing to serve yet"
    assert running.said.count("interrupted") == 1
    assert not list(folder.glob("*output*"))


def test_a_first_build_that_fails_is_the_end(folder: Path):
    """With its message and its exit code."""
    (folder / "config.yaml").write_text("sources: 7", encoding="utf-8")
    with serving(folder) as running:
        assert running.process.wait(LONG) == 2
        eventually(lambda: "nothing to serve" in running.said)
        assert "config.yaml:1: sources:" in running.said


def test_a_tree_that_is_there_is_not_built_again(folder: Path):
    """Unless it is of another version, which could not be served."""
    with serving(folder) as running:
        assert running.address
    mark = (folder / "output" / MARK).stat()
    with serving(folder) as running:
        assert "First title" in running.page()
        assert "reading" not in running.said
    assert (folder / "output" / MARK).stat() == mark
    (folder / "output" / "routes.json").write_text(json.dumps({"version": 0}), encoding="utf-8")
    with serving(folder) as running:
        assert "First title" in running.page()
    assert json.loads((folder / "output" / "routes.json").read_text(encoding="utf-8"))["version"] != 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--no-watch",), r"serves output as it is; Ctrl-C"),
        (("-c", "nowhere.yaml"), r"serves output as it is \(there is no nowhere.yaml\); Ctrl-C"),
        (("--no-watch", "--bind", "0.0.0.0"), r"0.0.0.0 is not this machine alone"),  # noqa: S104
        (("--no-watch", "--verbose"), r"GET /index.html 200"),
    ],
)
def test_what_is_served_is_said(folder: Path, arguments: tuple[str, ...], said: str):
    """Without a config, or when nothing is to be watched, the tree is served as it is, byte by byte."""
    with serving(folder) as running:
        assert running.address
    with serving(folder, *arguments) as running:
        assert running.page("/index.html") == (folder / "output/index.html").read_text(encoding="utf-8")
        (folder / "config.yaml").write_text(CONFIG.replace("First", "Second"), encoding="utf-8")
        eventually(lambda: re.search(said, running.said))
        assert running.page("/~live") == "404"
        assert running.end() == 0
        assert running.builds == 0


def test_templates_go_and_come_back(live: Serving, folder: Path):
    """With their folder: without its own template a page is ours again."""
    assert "my way" in live.page("/users.html")
    shutil.rmtree(folder / "templates")
    eventually(lambda: "my way" not in live.page("/users.html"))
    assert "ana" in live.page("/users.html")
    (folder / "templates").mkdir()
    (folder / "templates" / "users.html").write_text("<p>back again</p>", encoding="utf-8")
    eventually(lambda: "back again" in live.page("/users.html"))


def test_what_changed_while_nobody_watched_is_built(folder: Path):
    """A tree that is there is served at once, and the new one as soon as it is made."""
    with serving(folder) as running:
        assert "First title" in running.page()
    (folder / "config.yaml").write_text(CONFIG.replace("First", "Second"), encoding="utf-8")
    with serving(folder) as running:
        eventually(lambda: "Second title" in running.page())
        assert running.builds == 0
