"""The home page of several domains, and the ways between them."""

import re
from pathlib import Path

import pytest

from generator.pages import SiteContext, homes
from tests.pages.conftest import text


def navigation(page: Path, label: str) -> list[tuple[str, str | None]]:
    """The words of a navigation's links, with what says that one is current."""
    (found,) = re.findall(rf'<nav [^>]*aria-label="{label}">(.*?)</nav>', text(page), re.DOTALL) or [""]
    links = re.findall(r'<a href="[^"]*"(?: aria-current="(\w+)")?>([^<]*)</a>', found)
    return [(words, current or None) for current, words in links]


def test_every_domain_is_introduced(every_domain: Path):
    """By a heading that leads to its first page, its leaders, and its wave."""
    page = every_domain / "index.html"
    headings = re.findall(r'<h2><a class="plain" href="([^"]*)">([^<]*)</a></h2>', text(page))
    assert headings == [
        ("listens.html", "Listening"),
        ("packages.html", "Packages"),
        ("contributions.html", "Contributions"),
        ("videos.html", "Videos"),
    ]
    assert text(page).count('<svg class="wave"') == 4


@pytest.mark.parametrize(
    ("page", "section", "within"),
    [
        ("package/~63on.html", "Packages", [("Weeks", None), ("Months", None), ("All packages", None)]),
        ("packages/all.html", "Packages", [("Weeks", None), ("Months", None), ("All packages", "page")]),
        ("project/~63on/index.html", "Contributions", []),
        ("media/~63on.html", "Videos", []),
        (
            "user/ana/all_time.html",
            "Listening",
            [("Listeners", None), ("This month", None), ("This year", None), ("Played", None)],
        ),
        (
            "statistics.html",
            "Listening",
            [("Listeners", None), ("This month", None), ("This year", None), ("Played", "page")],
        ),
    ],
)
def test_a_page_says_which_section_it_is_in(
    every_domain: Path, page: str, section: str, within: list[tuple[str, str | None]]
):
    """The section is marked among the others; the places within it stand apart from these."""
    sections = ("Listening", "Packages", "Contributions", "Videos", "Data")
    marked = [(words, "true" if words == section else None) for words in sections]
    assert navigation(every_domain / page, "Site") == marked
    assert navigation(every_domain / page, "Section") == within


def test_the_first_page_of_a_section_is_current(every_domain: Path):
    """A page is itself, not around itself."""
    assert ("Packages", "page") in navigation(every_domain / "packages.html", "Site")


def test_a_domain_alone_has_one_navigation(tree: Path):
    """Without other sections the places within it are those of the site."""
    assert navigation(tree / "index.html", "Site") == [
        ("Listeners", None),
        ("This month", None),
        ("This year", None),
        ("Played", None),
        ("Data", None),
    ]
    assert navigation(tree / "index.html", "Section") == []


@pytest.mark.parametrize(
    ("found", "entrances"),
    [
        ({"listens", "partify"}, []),
        ({"partify"}, []),
        ({"requests", "partify"}, ["statistics.html", "packages.html"]),
        ({"requests", "listens", "partify"}, ["listens.html", "packages.html"]),
    ],
)
def test_what_nobody_is_known_to_have_played_is_a_section(found: set[str], entrances: list[str]):
    """Beside listens it is one of their pages; without a listener it stands for them."""
    site = SiteContext("Kept", "", charts=True, timezone="UTC", homes=homes(found))
    assert [place.path for place in site.entrances] == entrances


def test_what_is_said_of_a_whole_api_is_counted_in_all(every_domain: Path):
    """An address with one answer for everything is counted by nothing."""
    page = text(every_domain / "api.html")
    assert re.search(r"<code>/v1/stats/account</code></th>.*?<td>in all</td>", page)
    assert "by one row" not in page


def test_every_domain_has_its_own_end(every_domain: Path):
    """What is the newest event of its kind is said to be."""
    found = re.findall(
        r"<dt>(\w+), as of, (the newest event)</dt><dd[^>]*>([^<]*)</dd>", text(every_domain / "data.html")
    )
    assert found == [
        ("Listening", "the newest event", "1 May 2024, 09:00:00 UTC"),
        ("Packages", "the newest event", "3 May 2024, 10:00:00 UTC"),
        ("Contributions", "the newest event", "3 May 2024, 10:01:30 UTC"),
        ("Videos", "the newest event", "3 May 2024, 10:00:00 UTC"),
    ]
