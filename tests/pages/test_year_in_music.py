"""The Year in Music: a page and a card of every listener and year."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import paths
from generator.pages.listens import year_lists
from tests.conftest import listen
from tests.pages.conftest import ARABIC, CAN, LOW, USERS, made, mapped, own, plain, read, table, text, totals

AIR = "66666666-0000-4000-8000-000000000000"
Built = Callable[..., tuple[Path, object]]

# 2024-03-02 and 2024-03-09 are Saturdays, 2024-05-06 is a Monday.
HISTORY = (
    listen("ana", "2022-07-01T09:00", "Low", "Words"),
    listen("ana", "2024-03-02T09:00", "Low", "Words"),
    listen("ana", "2024-03-02T10:00", "Can", "Vitamin C"),
    listen("ana", "2024-03-09T09:00", "Can", "Spoon"),
    listen("ana", "2024-05-06T09:00", "Low", "Words"),
    listen("ana", "2024-05-06T10:00", "Low", "Words"),
    listen("ana", "2024-05-06T11:00", "Air", "Kelly"),
    listen("ben", "2024-05-06T11:00", "Can", "Spoon"),
    listen("ben", "2025-01-01T00:00", "Can", "Spoon"),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of such a history."""
    return made(tmp_path_factory.mktemp("years"), HISTORY)


def test_the_story_is_told_in_numbers(output: Path):
    """By hand: six listens of three artists, two of them new; Saturdays and Mondays have three."""
    page = output / "user/ana/year-in-music-2024.html"
    assert plain(text(page).split("<h1>")[1].split("</h1>")[0]) == "ana: 2024 in music"
    assert {"artists": "3", "new artists": "2", "tracks": "4"}.items() <= totals(page).items()
    for said in (
        '<p class="lede">6 listens, none in 2023.</p>',
        "<li>Busiest day: Monday, 6 May 2024, with 3 listens.</li>",
        "<li>Busiest day of the week: Monday, with 3 listens.</li>",
    ):
        assert said in text(page)


def test_every_month_has_what_was_top_in_it(output: Path):
    """March: Can twice; of the three tracks with one listen each the last by name. February and June have nothing."""
    months = table(output / "user/ana/year-in-music-2024.html", "Listens, most heard artist and track of each month")
    assert (months[1], months[5], len(months)) == (
        ["February", "0", "nothing", "nothing"], ["June", "0", "nothing", "nothing"], 12,
    )  # fmt: skip
    assert months[2] == ["March", "3", "Can 2", "Words Low 1"]
    assert months[4] == ["May", "3", "Low 2", "Words Low 2"]


def test_the_new_artists_are_those_never_heard_before(output: Path):
    """Low was heard in 2022; Can was heard twice, Air once, by ana, whatever ben heard."""
    page = output / "user/ana/year-in-music-2024.html"
    assert table(page, "New artists, most first") == [["1", "Can", "2"], ["2", "Air", "1"]]
    assert "every artist is new" in text(output / "user/ana/year-in-music-2022.html")
    assert "New artists" not in text(output / "user/ana/year-in-music-2022.html")


def test_an_artist_that_is_mapped_in_some_listens_only_is_new_once(tmp_path: Path):
    """Low was known unmapped before: its first mapped listen is no new artist's. Can is one, with three listens."""
    output = made(
        tmp_path,
        (
            listen("ana", "2023-07-01T09:00", "low", "Words"),
            mapped(listen("ana", "2024-03-02T09:00", "Low", "Words"), LOW),
            mapped(listen("ana", "2024-03-02T10:00", "Can", "Spoon"), CAN),
            mapped(listen("ana", "2024-03-02T11:00", "Can", "Spoon"), CAN),
            listen("ana", "2024-03-02T12:00", "CAN", "Vitamin C"),
        ),
    )
    assert table(own(output, "year-in-music-2024"), "New artists, most first") == [["1", "Can", "3"]]


def test_years_lead_over_a_gap(output: Path):
    """From 2024 to 2022, as 2023 is empty; ben's years are 2024 and 2025, which is running."""
    assert 'rel="prev" href="year-in-music-2022.html"' in text(output / "user/ana/year-in-music-2024.html")
    assert 'rel="next" href="year-in-music-2025.html"' in text(output / "user/ben/year-in-music-2024.html")
    assert "s year in music, so far</p>" in text(output / "user/ben/year-in-music-2025.html")
    assert not (output / "user/ana/year-in-music-2023.html").exists()


def test_a_page_leads_on(output: Path):
    """To the whole year, to all time, to the API's document, and to it from every range."""
    addresses = set(read(output / "user/ana/year-in-music-2024.html").addresses)
    assert {"year-2024.html", "all_time.html", "../../1/stats/user/ana/year-in-music/2024.json"} <= addresses
    assert "year-in-music-2022.html" in read(output / "user/ana/this_week.html").addresses


def test_similar_listeners_and_what_they_heard(output: Path):
    """Ana and ben both heard Can: 2·1 / √(3² + 2² + 1²)·1 = 0.53; ben heard nothing mapped that ana missed."""
    page = output / "user/ana/year-in-music-2024.html"
    assert table(page, "Similar listeners, most first") == [["1", "ben", "53"]]
    assert "../ben/year-in-music-2024.html" in read(page).addresses
    assert "Missed tracks" not in text(page)


def test_missed_recordings_are_those_of_others_alone(built: Built):
    """Ben heard Can's, and ana did not; both heard Low's."""
    lines = (
        mapped(listen("ana", "2024-03-01T09:00", "Low", "Words"), LOW),
        mapped(listen("ben", "2024-03-01T09:00", "Low", "Words"), LOW),
        mapped(listen("ben", "2024-03-02T09:00", "Can", "Spoon"), CAN),
    )
    output, _ = built(*lines, pages=True, charts=False)
    assert table(output / "user/ana/year-in-music-2024.html", "Missed tracks, most first") == [["1", "Spoon Can", "1"]]
    assert "Missed tracks" not in text(output / "user/ben/year-in-music-2024.html")


def test_genres_and_new_releases_come_from_their_files(built: Built, tmp_path: Path):
    """Can's recording has three votes for krautrock of four; of Low's groups one is of 2024, and nobody heard Air."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "genres.csv").write_text(
        f"recording_mbid,genre,genre_count\n{CAN[:-1]}9,krautrock,3\n{CAN[:-1]}9,rock,1\n"
    )
    groups = ((LOW, "Low", "New", 2024), (LOW, "Low", "Old", 1994), (AIR, "Air", "Other", 2024))
    (folder / "groups.jsonl").write_text("".join(json.dumps(group(*each)) + "\n" for each in groups))
    sources = [
        {"format": "listenbrainz", "path": "listens.jsonl"},
        {"format": "genres", "path": "genres.csv"},
        {"format": "release-groups", "path": "groups.jsonl"},
    ]
    lines = (
        mapped(listen("ana", "2024-03-01T09:00", "Low", "Words"), LOW),
        mapped(listen("ana", "2024-03-02T09:00", "Can", "Spoon"), CAN),
    )
    output, _ = built(*lines, pages=True, charts=False, sources=sources)
    page = own(output, "year-in-music-2024")
    assert table(page, "Top genres, most first") == [["1", "krautrock", "75"], ["2", "rock", "25"]]
    (releases,) = re.findall(r'<ul class="missed gap">(.*?)</ul>', text(page), re.DOTALL)
    assert re.findall("<bdi>(.*?)</bdi>", releases) == ["New", "Low"]


def group(mbid: str, artist: str, title: str, year: int) -> dict[str, object]:
    return {
        "release_group_mbid": f"{mbid[:-4]}{year}", "title": title, "artist_credit_name": artist,
        "artist_credit_mbids": [mbid], "first_release_date_year": year, "primary_type": "Album",
    }  # fmt: skip


def metas(page: Path) -> dict[str | None, str | None]:
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in read(page).all("meta")}


@pytest.mark.parametrize("base", ["", "https://stats.example.org/music/"])
def test_a_page_is_ready_to_be_shared(built: Built, base: str):
    """Open Graph tags name the card, absolutely where the site knows its address; the card is 1200 by 630 px."""
    output, _ = built(*HISTORY, pages=True, site={"base_url": base})
    page = output / "user/ana/year-in-music-2024.html"
    tags = metas(page)
    assert tags["og:image"] == (f"{base}user/ana/" if base else "") + "year-in-music-2024.png"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:title"] == "ana · 2024 in music"
    assert tags["og:description"] == "2024 in music: 6 listens; most heard: Low, Can, Air."
    assert tags["og:image:alt"] == "Card: ana, 2024 in music. 6 listens; most heard: Low, Can, Air."
    assert (tags["og:type"], tags["twitter:card"]) == ("article", "summary_large_image")
    assert tags.get("og:url") == (f"{base}user/ana/year-in-music-2024.html" if base else None)
    png = page.with_suffix(".png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1200, 630)


def test_a_running_year_is_shared_as_one(built: Built):
    """Whoever sees the card later knows that the year went on; the page shows the card."""
    output, _ = built(*HISTORY, pages=True)
    page = output / "user/ben/year-in-music-2025.html"
    tags = metas(page)
    assert tags["og:title"] == "ben · 2025 in music, so far"
    assert tags["og:description"] == "2025 in music, so far: 1 listen; most heard: Can."
    assert tags["og:image:alt"] == "Card: ben, 2025 in music, so far. 1 listen; most heard: Can."
    assert "year-in-music-2025.png" in [image["src"] for image in read(page).all("img")]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("01-01", "01-03"), None),
        (("01-01", "01-03", "01-04"), "Longest run: 2 days in a row, 3 – 4 January 2024."),
        (("02-28", "02-29", "03-01", "05-01", "05-02"), "Longest run: 3 days in a row, 28 February – 1 March 2024."),
        (("05-01", "05-02", "05-04", "05-05"), "Longest run: 2 days in a row, 1 – 2 May 2024."),
    ],
)
def test_the_longest_run_of_days(days: tuple[str, ...], said: str | None):
    """Over the end of a month, of equals the first; a day alone is no run."""
    rows = [{"day": date.fromisoformat(f"2024-{day}"), "listen_count": 1} for day in days]
    assert year_lists.busiest(rows)[2:] == ((said,) if said else ())


def test_every_page_is_ready_to_be_shared(tree: Path):
    """Each says what it is; only a page with a card shows one."""
    for page in tree.rglob("*.html"):
        tags = metas(page)
        if page.name != "404.html":
            assert {"og:title", "og:description", "og:site_name"} <= tags.keys(), page.name
            assert ("og:image" in tags) == page.name.startswith("year-in-music-"), page.name


def test_without_charts_there_is_no_card(output: Path):
    """And no tag that names one."""
    assert list(output.rglob("*.png")) == []
    assert "og:image" not in metas(output / "user/ana/year-in-music-2024.html")


@pytest.mark.parametrize("user", USERS)
def test_hostile_names_stay_text_in_tags(tree: Path, user: str):
    """What a tag says is the name, without the characters that would turn a line; the card lies beside the page."""
    page = tree / "user" / paths.segments(USERS)[user] / "year-in-music-2024.html"
    tags = metas(page)
    said = f"\u2068{user}\u2069" if user == ARABIC else user
    assert tags["og:title"] == f"{said} · 2024 in music, so far"
    assert tags["og:site_name"] == "Tom & <Jerry>"
    assert page.with_suffix(".png").is_file()
    assert read(page).all("script") == []
