"""Names are hostile: as text they come out as they are, as paths they stay inside their folder."""

from pathlib import Path

import pytest

from generator import paths
from generator.pages import words
from tests.pages.conftest import ARABIC, ENDLESS, GROUP, LONG, LOW, USERS, read


@pytest.mark.parametrize("user", USERS)
def test_a_user_has_every_page_under_an_escaped_name(tree: Path, user: str):
    """The heading is the name itself; the folder is its path segment."""
    folder = tree / "user" / paths.segments(USERS)[user]
    periods = {"year-2023", "year-2024", "month-2023-02", "month-2024-05", "year-in-music-2023", "year-in-music-2024"}
    others = {"over-the-years", "records", "records-2023", "records-2024"}
    assert {page.stem for page in folder.glob("*.html")} == {*words.RANGES, *periods, *others}
    assert user in read(folder / "all_time.html").text


def test_no_name_becomes_markup(tree: Path):
    """Markup, template syntax and quotes in names are text."""
    found = read(tree / "user" / paths.segments(USERS)["ana"] / "all_time.html")
    assert {"<b>bold & co</b>", "{{ 7 * 7 }}", LONG.strip(), "Tom & <Jerry>"} <= set(found.text)
    assert "bold & co" not in found.text


def test_control_characters_are_replaced(tree: Path):
    """A line break becomes a space, other control characters a replacement character: HTML may not hold them."""
    page = (tree / "index.html").read_text(encoding="utf-8")
    assert "line break\ufffd" in page
    assert not {character for character in page if ord(character) < 32} - {"\n"}


def test_every_name_keeps_its_direction_to_itself(tree: Path):
    """Names of listeners, artists and works stand in bdi elements."""
    page = (tree / "index.html").read_text(encoding="utf-8")
    assert f"<bdi>{ARABIC}</bdi>" in page
    assert "<bdi>\u202eevil</bdi>" in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Low", "Low"),
        (ARABIC, f"\u2068{ARABIC}\u2069"),
        ("\u202eevil", "evil"),
        ("a\tb\n c\x00", "a b  c\ufffd"),
        ("\ud800", "\ufffd"),
    ],
)
def test_a_name_in_a_title_is_plain(name: str, said: str):
    """Where no element can isolate a name, characters do; those that would turn the rest of the line are left out."""
    assert words.plain(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 300 + "…"),
        ("word " * 1000, "word " * 59 + "word…"),
        ("Z" + "\u0336" * 50 + "o", "Z" + "\u0336" * 4 + "o"),
        ("Z" + "\u0336" * 5000, "Z" + "\u0336" * 4 + "…"),
        ("\u2069out\u2066", "out"),
        ("\u202eevil", "\u202eevil"),
        ("\u0301\u0302", "\u25cc\u0301\u0302"),
        ("", "(blank)"),
        (" \u200b\u2067\t", "(blank)"),
        ("नमस्ते", "नमस्ते"),
    ],
)
def test_a_name_on_a_page_can_be_seen_and_keeps_to_its_place(name: str, said: str):
    """A page shows at most 300 characters and four marks on a letter; nothing ends the isolation it stands in."""
    assert words.name(name) == said


def test_a_name_without_end_is_whole_in_the_json_alone(tree: Path):
    """8,000 characters stay in the JSON; no page has more than 300 of them in a row."""
    assert ENDLESS.strip() in (
        tree / "1" / "stats" / "user" / "ana" / "recordings" / "all_time" / "all.json"
    ).read_text(encoding="utf-8")
    for page in tree.rglob("*.html"):
        assert "endless " * 38 not in page.read_text(encoding="utf-8")


def test_leaders_lead_to_their_own_pages(tree: Path):
    """Artists and albums with an id are links; those without one are not."""
    addresses = read(tree / "user" / "a~2Fb" / "all_time.html").addresses
    assert f"../../artist/{LOW}.html" in addresses
    assert f"../../release-group/{GROUP}.html" in addresses
    assert not [address for address in read(tree / "index.html").addresses if "None" in address]
