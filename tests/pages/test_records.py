"""Pages of records, weeks and periods with names of their own."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import listen
from tests.pages.conftest import lists, made, pages_of, plain, read, table, text, totals

Built = Callable[..., tuple[Path, object]]

FIRST = datetime(2023, 1, 2, 9)  # noqa: DTZ001 - a Monday
NAMED = {"name": "Tour 2023", "from": "2023-02-01", "to": "2023-02-10"}


def heard(user: str, day: int, artist: str, track: str = "Words") -> dict[str, object]:
    return dict(listen(user, (FIRST + timedelta(days=day)).isoformat(), artist, track))


# Every day for 40 days but one, then two years of silence, and five more.
HISTORY = (
    *(heard("ana", day, "Low" if day % 2 else "Can", f"Song {day % 3}") for day in range(40) if day != 30),
    *(heard("ben", day, "Air") for day in range(3)),
    *(heard("ana", 700 + day, "Low") for day in range(5)),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of such a history, with weeks and a period of its own."""
    periods = ["year", "month", "week", NAMED]
    return made(tmp_path_factory.mktemp("records"), HISTORY, periods=periods)


def records(page: Path) -> dict[str, str]:
    """The lines of the almanac: labels and values."""
    (found,) = re.findall(r'<dl class="records.*?">(.*?)</dl>', text(page), re.DOTALL)
    return {plain(label): plain(said) for label, said in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", found)}


def test_records_tell_streaks_pauses_and_the_busiest(output: Path):
    """30 days without a hole, 660 days of silence, and two listens on each of the first days."""
    found = records(output / "records.html")
    assert found["Longest streak"] == "30 days"
    assert found["Longest pause"] == "660 days"
    assert found["Busiest day"] == "2 January 2023"
    assert (found["Busiest week"], found["Busiest year"]) == ("2 – 8 January 2023", "2023")
    assert found["Half of it all"] == "1 artist"


def test_a_comeback_is_told_with_its_days(output: Path):
    """Low was heard last on the 40th day."""
    assert lists(output / "user/ana/records.html")["Comebacks"] == [("Low", 661)]
    assert "Comebacks" not in lists(output / "user/ben/records.html")


def test_a_year_has_its_own_records(output: Path):
    """2023 has the streak, 2024 the comeback; each leads to the other, and to its year."""
    assert records(output / "records/2023.html")["Longest streak"] == "30 days"
    assert records(output / "records/2024.html")["Longest streak"] == "5 days"
    assert {"2023.html", "../records.html", "../year/2024.html"} <= set(read(output / "records/2024.html").addresses)


def test_pages_lead_to_their_records(output: Path):
    """The home page to those of all time, a year to its own."""
    assert "records.html" in read(output / "index.html").addresses
    assert "../records/2023.html" in read(output / "year/2023.html").addresses


def test_new_artists_add_up_to_all(output: Path):
    """Three, each in the first month."""
    assert "3 artists heard for the first time; most in January 2023 (3)." in text(output / "records.html")


def test_a_year_stands_against_the_one_before(output: Path):
    """Can and Air are gone in 2024, and Low climbed from the second place or stayed."""
    assert {name for name, _ in lists(output / "year/2024.html")["Gone"]} == {"Can", "Air"}
    assert "Gone" not in lists(output / "year/2023.html")


def test_what_tells_of_one_listener_is_left_out(built: Built):
    """Milestones and first listens say who heard them; days do not."""
    output, _ = built(*HISTORY, pages=True, charts=False, privacy={"at_least": 2})
    found = records(output / "records.html")
    assert "First listen" not in found
    assert found["Longest streak"] == "30 days"
    assert "Milestones" not in text(output / "records.html")


def test_weeks_have_pages_of_their_own(output: Path):
    """Seven days from Monday, against the week before, with the way to the next one, the month and the year."""
    page = output / "week/2023-W02.html"
    assert totals(page)["listens"] == "7"
    assert "7 listens, 3 fewer than in 2 – 8 January 2023" in text(page)
    links = {link["rel"]: link["href"] for link in read(page).all("a") if "rel" in link}
    assert links == {"prev": "2023-W01.html", "next": "2023-W03.html"}
    assert {"../month/2023-01.html", "../year/2023.html"} <= set(read(page).addresses)
    assert len(table(page, "Listens by day, 9 – 15 January 2023")) == 7


def test_weeks_may_begin_on_sunday(built: Built):
    """They are called by that day; the API's go on to begin on Monday."""
    output, _ = built(*HISTORY, pages=True, charts=False, periods=["week"], site={"week": "sunday"})
    assert sorted(page.stem for page in (output / "week").glob("*.html"))[:2] == ["2023-01-01", "2023-01-08"]
    assert totals(output / "week/2023-01-08.html")["listens"] == "7"
    assert "Busiest week" in records(output / "records.html")


def test_a_stretch_by_a_name_has_a_page_and_records(output: Path):
    """Ten days, told with their dates; it is in the way between periods of every other page."""
    page = output / "period/Tour 2023.html"
    assert totals(page)["listens"] == "9"
    assert "9 listens, 1 – 10 February 2023." in text(page)
    assert records(output / "records/Tour 2023.html")["Longest streak"] == "9 days"
    assert "../period/Tour%202023.html" in read(output / "week/2023-W02.html").addresses
    assert not (output / "user/ben/period-Tour 2023.html").exists()


def test_every_link_of_weeks_and_records_leads_to_a_page(output: Path):
    """Of all pages."""
    for page in pages_of(output):
        for address in read(page).addresses:
            if "://" not in address and not address.startswith("data:"):
                target = (page.parent / re.sub(r"[?#].*", "", address).replace("%20", " ")).resolve()
                assert target.exists() or "%" in address, (page, address)
