"""The first page of a listener: who it is, what was heard lately, and this year against the last."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import listen
from tests.pages.conftest import lists, made, own, plain, read, table, text

Built = Callable[..., tuple[Path, object]]

# 10 March 2024 is the newest day; the same day of 2023 has seen three listens.
HISTORY = (
    listen("ana", "2022-12-31T23:59:59", "Low", "Words"),
    listen("ana", "2023-01-05T09:00", "Low", "Words"),
    listen("ana", "2023-03-10T09:00", "Can", "Spoon"),
    listen("ana", "2023-03-10T23:59", "Can", "Spoon"),
    listen("ana", "2023-03-11T00:00", "Can", "Spoon"),
    listen("ana", "2024-02-03T09:00", "Air", "Kelly"),
    listen("ana", "2024-02-04T09:00", "Air", "Kelly"),
    listen("ana", "2024-02-05T09:00", "Low", "Words"),
    listen("ana", "2024-03-09T09:00", "Can", "Vitamin C", "Ege Bamyasi"),
    listen("ana", "2024-03-09T09:05", "Can", "Spoon", "Ege Bamyasi"),
    listen("ana", "2024-03-10T10:00", "Low", "Words", "Curtain Hits"),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of such a history, of one listener alone."""
    return made(tmp_path_factory.mktemp("first"), HISTORY)


def test_an_only_listener_has_the_site(output: Path):
    """No page is made twice: none lies under user/, where the JSON of the API stays."""
    assert not list((output / "user").rglob("*.html"))
    assert (output / "user/ana/year-2024.json").is_file()
    assert (output / "1/stats/user/ana/artists.json").is_file()
    assert not (output / "users.html").exists()
    assert plain(text(output / "index.html").split("<h1")[1].split(">", 1)[1].split("</h1>")[0]) == "ana"
    assert {file.name for file in (output / "year-in-music").glob("*.html")} == {"2022.html", "2023.html", "2024.html"}


def test_every_listener_of_several_has_pages(tmp_path: Path):
    """And the site has its own, which count both."""
    output = made(tmp_path, (*HISTORY, listen("ben", "2024-03-01T09:00", "Low", "Words")))
    for path in ("index.html", "users.html", "user/ana/all_time.html", "user/ben/year-in-music-2024.html"):
        assert (output / path).is_file(), path
    assert table(output / "index.html", "Listeners, most listens in March 2024 first") == [
        ["ana", "", "3", "11"], ["ben", "", "1", "1"],
    ]  # fmt: skip


def test_the_last_month_has_the_ranks_of_the_month_before(output: Path):
    """Can was not heard in February, Low was second."""
    assert table(output / "index.html", "Artists in March 2024, most first") == [
        ["1", "Can", "not heard", "2"], ["2", "Low", "unchanged 2nd", "1"],
    ]  # fmt: skip
    assert "<b>3 listens</b> so far" in text(output / "index.html")


def test_tracks_of_an_album_in_a_row_are_one_line(output: Path):
    """Newest first; today is told by the hour."""
    caption = "What was heard last, newest first; tracks of one album in a row are one line"
    assert table(output / "index.html", caption)[:3] == [
        ["Today 10:00", "Words Low", "1"], ["9 Mar 09:05", "Ege Bamyasi Can", "2"], ["5 Feb 09:00", "Words Low", "1"],
    ]  # fmt: skip


def test_this_year_is_set_against_last_year_up_to_the_same_day(output: Path):
    """Six listens by 10 March, three by 10 March 2023; the fourth of that year was a minute later."""
    page = text(output / "index.html")
    assert "<h2>Ahead of last year</h2>" in page
    assert "6 listens by 10 March, 3 more than up to the same day of 2023." in page
    assert "The most in a year were 4, in 2023." in page


def test_a_first_year_is_set_against_none(built: Built):
    """Nor is a year after an empty one."""
    output, _ = built(listen("ana", "2024-05-01T09:00", "Low", "Words"), pages=True, charts=False)
    assert "last year" not in text(own(output, "all_time"))


def test_the_last_whole_year_in_music_is_the_one_loud_link(output: Path):
    """Not the running one, which a later day changes."""
    page = read(output / "index.html")
    assert [link["href"] for link in page.all("a") if link.get("class") == "button"] == ["year-in-music/2023.html"]


def test_every_month_can_be_gone_to(output: Path):
    """From the first month with a listen to the newest; the months between have 0."""
    lines = table(output / "index.html", "Listens by month; each number opens its month")
    assert [line[0] for line in lines] == ["2024", "2023", "2022"]
    assert [cell.split(" ")[0] for cell in lines[0][1:]] == ["0", "3", "3", *[""] * 9]
    assert [cell.split(" ")[0] for cell in lines[2][1:]] == [*[""] * 11, "1"]
    assert {"month/2024-03.html", "year/2022.html"} <= set(read(output / "index.html").addresses)


def test_the_way_between_periods_is_the_same_on_every_page(output: Path):
    """One navigation: ranges, years, months of the year and years in music; the page itself is marked."""
    for name in ("all_time", "week", "year-2023", "month-2024-03", "year-in-music-2023"):
        page = text(own(output, name))
        (way,) = (part.split("</nav>")[0] for part in page.split('<nav class="in when" aria-label="Periods">')[1:])
        year = "2023" if "2023" in name else "2024"
        for group in ("Lately", "Years", f"Months of {year}", "Year in Music"):
            assert way.count(f"<dt>{group}</dt>") == 1, (name, group)
        assert way.count('aria-current="page"') == 1, name


def test_with_pseudonyms_nothing_is_said_of_one_listener(built: Built):
    """Where entries are about two at least, no page is anyone's."""
    lines = [listen(user, "2024-05-01T09:00", "Low", "Words") for user in ("ana", "ben")]
    output, _ = built(*lines, pages=True, charts=False, privacy={"at_least": 2})
    assert "Recently heard" not in text(output / "index.html")
    assert lists(output / "index.html")["Artists"] == [("Low", 2)]
