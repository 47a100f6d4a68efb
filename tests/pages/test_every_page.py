"""What holds for every page of a site, whatever the names in it, be it about listens alone or about everything."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build, making
from tests.conftest import NOW, bytes_of
from tests.pages.conftest import pages_of, read

ELSEWHERE = "https://musicbrainz.org/"  # where a link of an artist or album leads


@pytest.fixture(scope="module", params=["tree", "every_domain"])
def tree(request: pytest.FixtureRequest) -> Path:
    """A site of listens, and one of every domain."""
    built: Path = request.getfixturevalue(request.param)
    return built


def test_every_address_is_a_file_of_the_tree(tree: Path):
    """Whatever a page links to or loads lies in the tree, at the letter, also where hosts tell capitals apart."""
    files = {file.relative_to(tree).as_posix() for file in tree.rglob("*") if file.is_file()}
    for page in pages_of(tree):
        if page.name == "404.html":
            continue
        for address in read(page).addresses:
            if address.startswith(ELSEWHERE):
                continue
            target = (page.parent / unquote(address.partition("#")[0])).resolve().relative_to(tree.resolve()).as_posix()
            assert target in files, f"{page.relative_to(tree)} leads to {address}"


def test_every_address_is_relative(tree: Path):
    """So the tree works under any sub-path, and nothing is loaded from elsewhere; a link may lead to MusicBrainz."""
    for page in pages_of(tree):
        if page.name == "404.html":
            continue
        for address in read(page).addresses:
            parts = urlsplit("" if address.startswith(ELSEWHERE) else address)
            assert (parts.scheme, parts.netloc, parts.path[:1] == "/") == ("", "", False), (
                f"{page.relative_to(tree)}: {address}"
            )


def test_every_page_says_what_it_is(tree: Path):
    """Each has a language, a title of its own, a description, a viewport and a policy that allows itself alone."""
    titles: dict[str, Path] = {}
    for page in pages_of(tree):
        found = read(page)
        metas = {meta.get("name") or meta.get("http-equiv"): meta.get("content") for meta in found.all("meta")}
        title = page.read_text(encoding="utf-8").split("<title>")[1].split("</title>")[0]
        assert found.all("html") == [{"lang": "en"}]
        assert titles.setdefault(title, page) == page, "two pages have one title"
        assert metas["description"]
        assert metas["viewport"] == "width=device-width, initial-scale=1"
        assert str(metas["Content-Security-Policy"]).startswith("default-src 'none'; img-src 'self' data:; style-src '")


def test_no_page_runs_a_script_or_styles_an_element(tree: Path):
    """Pages work without JavaScript and under their own policy."""
    for page in pages_of(tree):
        for tag, attributes in read(page).elements:
            assert tag not in {"script", "iframe", "object", "form"}
            assert not [name for name in attributes if name == "style" or name.startswith("on")]
            assert tag != "style" or page.name == "404.html"


def test_every_image_has_its_size_and_says_what_it_shows(tree: Path):
    """Width and height keep the page from jumping; the alternative text has the finding, not only the title."""
    for page in pages_of(tree):
        for image in read(page).all("img"):
            assert int(str(image["width"])) > 0
            assert int(str(image["height"])) > 0
            assert ". " in str(image["alt"])


def test_every_chart_is_shown(tree: Path):
    """No SVG lies in the tree that no page loads."""
    shown = {
        (page.parent / unquote(address)).resolve()
        for page in pages_of(tree)
        if page.name != "404.html"
        for address in read(page).addresses
    }
    assert [chart for chart in tree.rglob("*.svg") if chart.resolve() not in shown] == []


def test_every_page_can_be_reached(tree: Path):
    """By links, from the home page on."""
    root = tree.resolve()
    reached, found = set(), {root / "index.html"}
    while found - reached:
        page = (found - reached).pop()
        reached.add(page)
        found |= set(_pages_beyond(page))
    assert {page.resolve() for page in pages_of(tree)} - reached == {root / "404.html"}


def _pages_beyond(page: Path) -> Iterator[Path]:
    """The pages that a page leads to."""
    for anchor in read(page).all("a"):
        target = (page.parent / unquote(str(anchor["href"]))).resolve()
        if target.suffix == ".html" and target.is_file():
            yield target


def test_the_lost_page_needs_no_other_file(tree: Path):
    """A host serves it at any depth, so it loads nothing and leads to the root alone."""
    found = read(tree / "404.html")
    assert {address for address in found.addresses if not address.startswith("data:")} == {"/"}
    assert len(found.all("style")) == 1


def test_every_page_is_valid_html(tree: Path):
    """A parser that follows the HTML standard finds no error."""
    for page in pages_of(tree):
        parser = html5lib.HTMLParser()
        parser.parse(page.read_text(encoding="utf-8"))
        assert parser.errors == [], page.relative_to(tree)


def test_every_page_has_one_first_heading_and_skips_no_level(tree: Path):
    """Headings are the outline that a screen reader jumps by."""
    for page in pages_of(tree):
        levels = [int(tag[1]) for tag, _ in read(page).elements if tag in {"h1", "h2", "h3", "h4"}]
        assert (levels[0], levels.count(1)) == (1, 1), page.relative_to(tree)
        assert max((after - before for before, after in pairwise(levels)), default=0) <= 1, page.relative_to(tree)


def test_the_first_link_leads_past_the_navigation(tree: Path):
    """A keyboard's first step skips what every page repeats."""
    for page in pages_of(tree):
        if page.name == "404.html":
            continue
        found = read(page)
        assert found.all("a")[0]["href"] == "#main"
        assert found.all("main") == [{"id": "main"}]


def test_every_table_says_what_it_is(tree: Path):
    """Each has a caption and columns with a heading; each line of names is headed by its name."""
    for page in pages_of(tree):
        found = read(page)
        assert len(found.all("caption")) == len(found.all("table")) == len(found.all("thead")), page.relative_to(tree)
        assert {cell.get("scope") for cell in found.all("th")} <= {"col", "row"}


def test_every_page_and_chart_can_be_made_by_another_process(
    every_domain: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """The jobs of every kind survive being sent: the tree is the same, byte for byte."""
    monkeypatch.setattr(making, "_FEW", 1)
    config = load(every_domain.parent / "config.yaml", formats.names())
    build(config, tmp_path / "output", NOW, Options(jobs=2))
    assert bytes_of(tmp_path / "output") == bytes_of(every_domain)
