"""Pages of artists, albums and tracks, with ids or without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import listen
from tests.pages.conftest import ALBUM, CAN, GROUP, LOW, lists, made, mapped, pages_of, read, table, text, totals

Built = Callable[..., tuple[Path, object]]

LOW_WORDS = {"artist": "Low", "track": "Words", "release": "Long Division"}
HISTORY = (
    listen("ana", "2022-05-01T09:00", "Low", "Words", "Long Division"),
    listen("ana", "2022-05-01T10:00", "LOW ", "Words", "long division"),
    listen("ben", "2024-05-02T09:00", "Low", "Shame", "Long Division"),
    listen("ana", "2024-05-03T09:00", "Can", "Vitamin C", "Ege Bamyasi"),
    listen("ana", "2024-05-03T10:00", "Can", "Vitamin C", "Ege Bamyasi"),
    listen("ana", "2024-05-03T11:00", "Can", "Vitamin C", "Ege Bamyasi"),
    listen("ana", "2024-05-03T12:00", "Can", "Vitamin C", "Ege Bamyasi"),
)
PAGES = {"artists": 500, "albums": 500, "tracks": 500}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of such a history."""
    return made(tmp_path_factory.mktemp("items"), HISTORY, pages=PAGES)


def pages_below(output: Path, folder: str) -> list[str]:
    return [page.relative_to(output).as_posix() for page in pages_of(output / folder)]


def test_what_has_no_id_lies_at_its_names(output: Path):
    """Whatever the spelling, in small letters."""
    assert pages_below(output, "artist") == ["artist/named/can.html", "artist/named/low.html"]
    assert pages_below(output, "release-group") == [
        "release-group/named/can/ege bamyasi.html", "release-group/named/low/long division.html",
    ]  # fmt: skip
    assert len(pages_below(output, "recording")) == 3


def test_names_that_differ_as_the_api_compares_them_have_one_page(tmp_path: Path):
    """An address says no more than letters that are folded; nothing that leads to it is left uncounted."""
    names = ("Straße", "STRASSE", "Lo\u0308w", "L\u00f6w", "Low")
    lines = [listen("ana", f"2022-05-01T09:{minute:02}", name, "Words") for minute, name in enumerate(names)]
    output = made(tmp_path, lines, pages=PAGES, map="none")
    assert {page: next(iter(totals(output / page).values())) for page in pages_below(output, "artist")} == {
        "artist/named/low.html": "1", "artist/named/löw.html": "2", "artist/named/strasse.html": "2",
    }  # fmt: skip


def test_an_artist_says_what_was_heard(output: Path):
    """Listens, days, the most in a day, tracks and albums; first and last, and by whom."""
    page = output / "artist/named/low.html"
    said = totals(page)
    assert (said["listens"], said["days with it"], said["tracks"], said["album"]) == ("3", "2", "2", "1")
    assert said["most in a day, 1 May 2022"] == "2"
    assert lists(page)["Tracks"] == [("Words", 2), ("Shame", 1)]
    assert lists(page)["Listeners"] == [("ana", 2), ("ben", 1)]
    assert "3 listens by 2 listeners. First heard on 1 May 2022 by" in text(page)


def test_a_year_without_a_listen_has_no_rank(output: Path):
    """In 2022 Low was the first, in 2024 the second."""
    assert table(output / "artist/named/low.html", "Rank by year") == [
        ["2024, so far", "2nd", "1"], ["2023", "", "0"], ["2022", "1st", "2"],
    ]  # fmt: skip


def test_top_lists_lead_to_the_pages_and_the_pages_to_each_other(output: Path):
    """From the home page, a month and an album to the artist; from the artist to its tracks and albums."""
    assert "artist/named/low.html" in read(output / "index.html").addresses
    assert "../artist/named/low.html" in read(output / "month/2024-05.html").addresses
    album = read(output / "release-group/named/low/long division.html").addresses
    assert {"../../../artist/named/low.html", "../../../recording/named/low/words.html"} <= set(album)


def test_only_the_first_have_pages_and_nothing_leads_to_the_others(built: Built):
    """Of two artists one, and of tracks none."""
    output, _ = built(*HISTORY, pages={"artists": 1, "albums": 0}, charts=False)
    assert pages_below(output, "artist") == ["artist/named/can.html"]
    assert pages_below(output, "release-group") == pages_below(output, "recording") == []
    found = {address for page in pages_of(output) for address in read(page).addresses}
    assert not [address for address in found if "named/" in address and "named/can" not in address]


def test_what_has_an_id_lies_at_it(tree: Path):
    """Artists and albums of the site of hostile names; others beside them at theirs."""
    assert {f"artist/{LOW}.html", f"artist/{CAN}.html"} <= set(pages_below(tree, "artist"))
    assert f"release-group/{GROUP}.html" in pages_below(tree, "release-group")
    assert f"../artist/{LOW}.html" in read(tree / f"release-group/{GROUP}.html").addresses
    assert ALBUM not in "".join(pages_below(tree, "release-group"))


def test_a_path_depends_on_its_own_subject_alone(built: Built):
    """Other artists and spellings move no page."""
    others = [listen("ana", "2024-05-04T09:00", name, "x", "y") for name in ("lOw", "Low!", "Lo", "CAN", "a/b", "..")]
    output, _ = built(*HISTORY, *others, pages=PAGES, charts=False)
    assert {"artist/named/can.html", "artist/named/low.html"} <= set(pages_below(output, "artist"))
    assert len(pages_below(output, "artist")) == 6


def test_no_item_has_a_page_where_entries_are_about_several(built: Built):
    """A page says who listened."""
    output, _ = built(*HISTORY, pages=PAGES, charts=False, privacy={"at_least": 2})
    assert pages_below(output, "artist") == []


def test_a_mapped_artist_leads_to_musicbrainz(built: Built):
    """By its id."""
    output, _ = built(mapped(HISTORY[0], LOW), pages=True, charts=False)
    assert f"https://musicbrainz.org/artist/{LOW}" in read(output / f"artist/{LOW}.html").addresses
