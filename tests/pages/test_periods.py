"""Pages of calendar years and months, by the site's own clock."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import listen
from tests.pages.conftest import CAN, made, mapped, own, read, table, text, totals

Built = Callable[..., tuple[Path, object]]

# A year that begins inside the data, an empty June, and a July that ends inside the data.
HISTORY = (
    listen("ana", "2023-12-31T23:59:59", "Low", "Words"),
    listen("ana", "2024-04-01T00:00", "Low", "Words"),
    listen("ana", "2024-04-30T23:59:59", "Can", "Vitamin C"),
    listen("ana", "2024-05-01T00:00", "Low", "Words"),
    listen("ana", "2024-05-02T09:00", "Low", "Lullaby"),
    listen("ben", "2024-05-02T10:00", "Can", "Vitamin C"),
    listen("ana", "2024-07-10T12:00", "Low", "Words"),
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of such a history."""
    return made(tmp_path_factory.mktemp("periods"), HISTORY)


def change(page: Path) -> str:
    return text(page).split('<p class="lede">')[1].split("</p>")[0]


def around(page: Path) -> dict[str | None, str | None]:
    """The links to what is before and after."""
    return {link["rel"]: link["href"] for link in read(page).all("a") if "rel" in link}


def test_a_period_is_set_against_the_one_before(output: Path):
    """The calendar period before counts, also where it is empty; a running one is set against none."""
    assert {page: change(output / page) for page in (
        "month/2023-12.html", "month/2024-04.html", "month/2024-05.html", "month/2024-07.html", "year/2024.html",
        "user/ana/month-2024-05.html", "user/ben/month-2024-05.html", "user/ana/year-2024.html",
    )} == {
        "month/2023-12.html": "1 listen in the first month of this history.",
        "month/2024-04.html": "2 listens, none in March 2024.",
        "month/2024-05.html": "3 listens, 1 more than in April 2024 (+50\u00a0%).",
        "month/2024-07.html": "1 listen up to 10 July 2024; the month is still running.",
        "year/2024.html": "6 listens up to 10 July 2024; the year is still running.",
        "user/ana/month-2024-05.html": "2 listens, as many as in April 2024.",
        "user/ben/month-2024-05.html": "1 listen in the first month of this history.",
        "user/ana/year-2024.html": "5 listens up to 10 July 2024; the year is still running.",
    }  # fmt: skip


def test_a_year_is_over_with_its_last_second(built: Built):
    """as_of: 2024-12-31 means its last second."""
    output, _ = built(*HISTORY, pages=True, charts=False, site={"as_of": "2024-12-31"})
    assert change(output / "year" / "2024.html") == "6 listens, 5 more than in 2023 (+500\u00a0%)."


def test_a_first_period_has_none_before_it(built: Built):
    """Also while it is running."""
    output, _ = built(listen("ana", "2024-05-01T09:00", "Low", "Words"), pages=True, charts=False)
    said = "1 listen up to 1 May 2024, in the first year of this history; the year is still running."
    assert change(own(output, "year-2024")) == said


def test_a_period_says_what_it_is_about(output: Path):
    """Search engines are told the change and the artists heard most; the chart's sentence says no count again."""
    page = read(output / "user/ana/month-2024-05.html")
    (said,) = [meta["content"] for meta in page.all("meta") if meta.get("name") == "description"]
    assert said == "ana in May 2024: 2 listens, as many as in April 2024. Most heard: Low."
    assert "Most listens: Wednesday, 1 May 2024 (1).</p>" in text(output / "user/ana/month-2024-05.html")


def test_a_period_of_the_site_leads_to_everyone_who_listened(output: Path):
    """May: two listens of ana and one of ben; a listener's own page has no listeners."""
    page = output / "month/2024-05.html"
    assert table(page, "Listeners, most first") == [["1", "ana", "2"], ["2", "ben", "1"]]
    assert {"../user/ana/month-2024-05.html", "../user/ben/month-2024-05.html"} <= set(read(page).addresses)
    assert "Listeners, most first" not in text(output / "user/ana/month-2024-05.html")


def test_a_month_and_a_year_have_fifty_leaders(built: Built):
    """Of 60 artists; the JSON of both has them all."""
    lines = [listen("ana", f"2024-05-01T09:{number:02d}", f"Artist {number}", "Words") for number in range(60)]
    output, _ = built(*lines, pages=True, charts=False)
    assert len(table(own(output, "month-2024-05"), "Artists, 11 to 50")) == 40
    assert len(table(own(output, "year-2024"), "Artists, 11 to 50")) == 40
    found = json.loads((output / "user/ana/year-2024.json").read_bytes())["payload"]["artists"]
    assert len(found) == 60


def test_periods_lead_to_the_nearest_with_listens(output: Path):
    """Over the empty June, and over the end of a year; only those of the same listener."""
    assert around(output / "month" / "2024-05.html") == {"prev": "2024-04.html", "next": "2024-07.html"}
    assert around(output / "user/ana/month-2024-04.html") == {
        "prev": "month-2023-12.html",
        "next": "month-2024-05.html",
    }
    assert around(output / "user/ben/month-2024-05.html") == {}
    assert around(output / "year" / "2024.html") == {"prev": "2023.html"}


def test_only_periods_with_listens_have_pages(output: Path):
    """June has none, and ben only May."""
    assert sorted(page.stem for page in (output / "month").glob("*.html")) == [
        "2023-12",
        "2024-04",
        "2024-05",
        "2024-07",
    ]
    assert sorted(page.stem for page in (output / "user/ben").glob("[my]*-20*.html")) == [
        "month-2024-05", "year-2024", "year-in-music-2024",
    ]  # fmt: skip


def test_a_running_period_shows_what_has_begun(output: Path):
    """2024 has seven months, July ten days, newest first; 2023 all twelve months."""
    assert table(output / "year/2024.html", "Listens by month, 2024") == [
        ["July 2024, so far", "1"], ["June 2024", "0"], ["May 2024", "3"], ["April 2024", "2"],
        ["March 2024", "0"], ["February 2024", "0"], ["January 2024", "0"],
    ]  # fmt: skip
    days = table(output / "month/2024-07.html", "Listens by day, July 2024")
    assert (days[0], days[-1], len(days)) == (
        ["Wednesday, 10 July 2024, so far", "1"],
        ["Monday, 1 July 2024", "0"],
        10,
    )
    assert len(table(output / "year/2023.html", "Listens by month, 2023")) == 12


def test_a_period_leads_to_its_json_and_its_months(output: Path):
    """A year to every month with listens and to the Year in Music, a month to its year."""
    year = read(output / "user/ana/year-2024.html").addresses
    months = ["month-2024-04.html", "month-2024-05.html", "month-2024-07.html"]
    assert sorted({address for address in year if address.startswith("month-")}) == months
    assert {"year-2024.json", "year-in-music-2024.html"} <= set(year)
    assert {"2024-05.json", "../year/2024.html"} <= set(read(output / "month/2024-05.html").addresses)


@pytest.mark.parametrize(
    ("periods", "folders", "words"),
    [
        ([], [], []),
        (["year"], ["year"], ["Years"]),
        (["month"], ["month"], ["Years", "Months of 2024"]),
    ],
)
def test_periods_can_be_left_out(built: Built, periods: list[str], folders: list[str], words: list[str]):
    """No page, no link and no word of those that are not wanted; the Year in Music stays."""
    output, _ = built(*HISTORY, pages=True, charts=False, periods=periods)
    assert [name for name in ("year", "month") if (output / name).exists()] == folders
    assert [word for word in ("Years", "Months of 2024") if f"<dt>{word}</dt>" in text(output / "index.html")] == words
    assert (output / "user/ana/year-in-music-2024.html").is_file()
    for page in output.rglob("*.html"):
        for address in read(page).addresses if page.name != "404.html" else ():
            assert (page.parent / address).resolve().is_file(), f"{page.name} leads to {address}"


def test_without_a_mirror_the_api_page_has_our_own_documents_alone(built: Built):
    """It says nothing of addresses, ranges and lists that are not there."""
    output, _ = built(*HISTORY, pages=True, charts=False, mirrors=[])
    page = text(output / "api.html")
    assert "No API is mirrored here. There are JSON files of our own." in page
    assert '<a href="month/2024-07.json">' in page
    assert "ListenBrainz" not in page
    assert "all_time" not in page


def test_a_month_has_its_countries_as_a_table_alone(tree: Path):
    """A map weighs more than all the rest of a page; the years in music have it."""
    page = text(tree / "user/ana/month-2024-05.html")
    assert "Artists by country, May 2024</caption>" in page
    assert '<div class="world">' not in page
    assert '<div class="world">' in text(tree / "user/ana/year-in-music-2024.html")


# Berlin: clocks went from 02:00 to 03:00 on 31 March 2024, and from 03:00 to 02:00 on 27 October.
BERLIN = tuple(
    listen("ana", moment, "Low", "Words")
    for moment in (
        "2023-12-31T22:59:59",  # 31 December, 23:59:59
        "2023-12-31T23:00",  # 1 January, 00:00
        "2024-03-30T22:59",  # 30 March, 23:59
        "2024-03-30T23:00",  # 31 March, 00:00
        "2024-03-31T00:59",  # 31 March, 01:59
        "2024-03-31T01:00",  # 31 March, 03:00
        "2024-03-31T21:59",  # 31 March, 23:59
        "2024-03-31T22:00",  # 1 April, 00:00
        "2024-10-26T22:00",  # 27 October, 00:00
        "2024-10-27T00:30",  # 27 October, 02:30
        "2024-10-27T01:30",  # 27 October, 02:30 again
        "2024-10-27T22:59",  # 27 October, 23:59
        "2024-10-27T23:00",  # 28 October, 00:00
    )
)


@pytest.fixture(scope="module")
def berlin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of such a history, by the clock of Berlin."""
    return made(tmp_path_factory.mktemp("berlin"), BERLIN, site={"timezone": "Europe/Berlin"})


def test_days_are_those_of_the_sites_own_clock(berlin: Path):
    """By hand: 31 March has 23 hours and four listens, 27 October 25 hours and four, and the year twelve."""
    days = {
        line[0]: line[1:] for line in table(berlin / "year/2024.html", "Listens by day, 1 January – 28 October 2024")
    }
    march, october = 2, 9
    assert (days["1"][0], days["30"][march], days["31"][march], days["1"][march + 1]) == ("1", "1", "4", "1")
    assert (days["26"][october], days["27"][october], days["28"][october]) == ("0", "4", "1")
    assert change(berlin / "year/2024.html").startswith("12 listens up to 28 October 2024; the year is")
    assert change(berlin / "month/2024-03.html") == "5 listens, none in February 2024."


def test_an_hour_that_came_twice_has_the_listens_of_both(berlin: Path):
    """Sunday at 2 in October; no listen is in the hour that March skipped."""
    october = {
        line[0]: line[1:] for line in table(berlin / "month/2024-10.html", "Listens by weekday and hour, October 2024")
    }
    march = {
        line[0]: line[1:] for line in table(berlin / "month/2024-03.html", "Listens by weekday and hour, March 2024")
    }
    sunday = 6
    assert (october["02:00"][sunday], october["03:00"][sunday]) == ("2", "0")
    assert (march["01:00"][sunday], march["02:00"][sunday], march["03:00"][sunday]) == ("1", "0", "1")


def test_the_zone_is_named_and_the_mirror_says_that_it_is_utc(berlin: Path):
    """The footer, the line of the period, the column of hours and findings; the links to the API's JSON."""
    page = text(berlin / "index.html")
    for said in (
        "Times are those of Europe/Berlin.",
        "Days and hours are those of Europe/Berlin.",
        '<th scope="col">Europe/Berlin</th>',
        " Europe/Berlin (",
        ">JSON (UTC)</a>",
        ">Artists as JSON, up to 1,000 (UTC)</a>",
    ):
        assert said in page
    assert "are those of Europe/Berlin, on days of 23 and 25 hours, too" in text(berlin / "data.html")
    assert "28 October 2024, 00:00:00 Europe/Berlin" in text(berlin / "data.html")


def test_the_json_beside_a_page_has_its_count(berlin: Path):
    """The period's own document counts by the same clock as the page."""
    assert json.loads((berlin / "month/2024-03.json").read_bytes())["payload"]["listen_count"] == 5


def test_a_range_of_one_clock_alone_has_no_json_of_the_other(built: Built):
    """Ana's listen is of 2024 in Berlin and of 2023 in UTC: nothing leads to what the API lacks."""
    line, other = listen("ana", "2023-12-31T23:00", "Low", "Words"), listen("ben", "2024-02-01T12:00", "Low", "Words")
    output, _ = built(line, other, pages=True, charts=False, site={"timezone": "Europe/Berlin"})
    assert "as JSON (UTC)" not in text(output / "user/ana/year-in-music-2024.html")
    assert "as JSON (UTC)" in text(output / "user/ben/year-in-music-2024.html")
    for page in output.rglob("*.html"):
        for address in read(page).addresses if page.name != "404.html" else ():
            assert (page.parent / address).resolve().is_file(), f"{page.name} leads to {address}"


def test_artists_over_time_end_with_their_range(built: Built):
    """A listen at midnight belongs to two ranges, but has no day in the one that ends with it."""
    lines = [
        mapped(listen("ana", f"2024-05-{day}", "Can", "Vitamin C"), CAN)
        for day in ("06T00:00", "12T09:00", "13T00:00", "20T12:00")
    ]
    output, _ = built(*lines, pages=True, charts=False)
    (line,) = table(own(output, "week"), "Artists over time, 13 – 19 May 2024")
    assert line == ["Can", "1", "0", "0", "0", "0", "0", "0"]


NEWEST_DAY = (
    *(listen("ana", f"2024-05-15T08:{number:02d}", "Low", f"W{number}") for number in range(10)),
    *(listen("ana", f"2024-05-14T10:{number:02d}", "Low", f"V{number}") for number in range(2)),
    listen("ana", "2024-02-14T10:00", "Can", "s"),
)


def test_the_newest_day_is_part_of_this_week(built: Built):
    """Ten listens on the newest day and two the day before: twelve in the total, in the chart and in its table."""
    output, _ = built(*NEWEST_DAY, pages=True, charts=False)
    page = own(output, "this_week")
    assert totals(page)["listens"] == "12"
    assert "13 – 15 May 2024: 12 listens, most on Wednesday, 15 May 2024 (10). 6 – 12 May 2024: 0." in text(page)
    assert table(page, "Listens by day, 13 – 15 May 2024") == [
        ["Wednesday, 15 May 2024, so far", "10", "0"], ["Tuesday, 14 May 2024", "2", "0"],
        ["Monday, 13 May 2024", "0", "0"], ["The rest of 6 – 12 May 2024", "", "0"],
    ]  # fmt: skip


def test_the_first_instant_of_a_year_is_in_that_year_alone(built: Built):
    """On pages; in the mirror midnight belongs to both ranges, as in the API."""
    lines = (
        listen("ana", "2023-12-31T23:59:59", "Can", "Spoon"),
        listen("ana", "2024-01-01T00:00", "Low", "Words"),
        listen("ana", "2024-01-03T12:00", "Low", "Words"),
    )
    output, _ = built(*lines, pages=True, charts=False)
    found = {
        name: next(iter(totals(own(output, name)).values()))
        for name in ("this_year", "year", "this_month", "month", "this_week", "year-2023", "year-2024")
    }
    assert found == {
        "this_year": "2", "year": "1", "this_month": "2", "month": "1", "this_week": "2", "year-2023": "1",
        "year-2024": "2",
    }  # fmt: skip
    mirror = json.loads((output / "1/stats/user/ana/artists/year.json").read_bytes())["payload"]["artists"]
    assert sum(artist["listen_count"] for artist in mirror) == 2


def test_years_without_a_listen_are_on_the_axis(built: Built):
    """Of listens by year, of artists over time, and of an artist by year."""
    lines = [mapped(listen("ana", f"{year}-06-01T12:00", "Can", "Spoon"), CAN) for year in (2019, 2022)]
    output, _ = built(*lines, listen("ana", "2024-02-01T12:00", "Low", "Words"), pages=True, charts=False)
    years = [["2024, so far", "1"], ["2023", "0"], ["2022", "1"], ["2021", "0"], ["2020", "0"], ["2019", "1"]]
    assert table(own(output, "all_time"), "Listens by year, 2019 – 2024") == years
    assert table(output / "over-the-years.html", "Artists over time, 2019 – 2024") == [
        ["Can", "1", "0", "0", "1", "0", "0"], ["Low", "0", "0", "0", "0", "0", "1"],
    ]  # fmt: skip
    assert [line[::2] for line in table(output / f"artist/{CAN}.html", "Rank by year")] == [
        ["2024, so far", "0"], ["2023", "0"], ["2022", "1"], ["2021", "0"], ["2020", "0"], ["2019", "1"],
    ]  # fmt: skip
