"""Pages of packages: what they count, in words and in tables."""

import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from urllib.parse import unquote

import pytest

from generator.pages import words
from tests.pages.conftest import Reader
from tests.requests.log import Log

# Days from Saturday, 24 April to Friday, 7 May 2021.
FORTNIGHT = Log(
    """
    Git.Git  2021-04-24T10:00  1
    Git.Git  2021-04-30T10:00  4
    Git.Git  2021-05-01T10:00  7
    Git.Git  2021-05-03T10:00  1
    x.y      2021-05-03T10:00  30
    """,
    base_url="https://stats.example.org/",
)
WHOLE = replace(FORTNIGHT, as_of=datetime(2021, 5, 7, 23, 59, 59))  # noqa: DTZ001 - naive UTC


def said(documents: dict[str, bytes], path: str) -> str:
    """The text of a page on one line."""
    return re.sub(r"[ \n]+", " ", " ".join(Reader(documents[path].decode()).text))


def table(documents: dict[str, bytes], path: str, caption: str) -> list[list[str]]:
    """The cells of a page's table, line by line."""
    (body,) = re.findall(
        rf"<caption[^>]*>{caption}[^<]*</caption>.*?<tbody>(.*?)</tbody>", documents[path].decode(), re.DOTALL
    )
    lines = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in body.split("</tr>")[:-1])
    return [[unescape(re.sub(r"<[^>]*>", "", cell)) for cell in line] for line in lines]


def test_a_package_says_its_sums_and_how_the_last_seven_days_differ():
    """13 views in all; 8 since 1 May, and 5 in the seven days before: the last day is over."""
    text = said(WHOLE.render(), "package/Git.Git.html")
    assert "8 views in the seven days to 7 May 2021, 3 more than in the seven days before (+60\u00a0%)." in text
    assert "views 13 rank among 2 packages 2" in text
    assert "Days are counted from 24 April 2021, the first of all these requests, to 7 May 2021." in text


def test_a_day_that_is_not_over_is_in_no_mean_and_no_change():
    """At noon of 7 May the last seven whole days end with the 6th, and the first of those before is not known."""
    made = FORTNIGHT.render()
    text = said(made, "package/Git.Git.html")
    assert "12 views in the seven days to 6 May 2021; the seven days before are not all in these requests." in text
    assert "Mean of the last seven whole days: 1.7." in text
    assert table(made, "package/Git.Git.html", "Views by day")[0] == ["Friday, 7 May 2021, so far", "0", ""]
    assert table(made, "packages/2021-W18.html", "Views by day")[0] == ["Friday, 7 May 2021, so far", "0"]


def test_a_day_that_is_known_as_a_whole_is_over():
    """A counter of 7 May counts the whole day, whenever it was read; a request at midnight does not."""
    counted = Log("a.b 2021-04-20\na.b 2021-05-07 7", as_of=datetime(2021, 5, 7))  # noqa: DTZ001
    assert "7 views in the seven days to 7 May 2021, none in the seven days before." in said(
        counted.render(), "package/a.b.html"
    )
    asked = Log("a.b 2021-04-20\na.b 2021-05-07T00:00 7", as_of=datetime(2021, 5, 7))  # noqa: DTZ001
    assert "No views in the 14 days to 6 May 2021." in said(asked.render(), "package/a.b.html")


def test_days_without_views_count_0_and_the_mean_is_of_seven_days():
    """The first mean is that of the seventh day: (1 + 4) / 7. That of 3 May is (4 + 7 + 1) / 7."""
    lines = table(WHOLE.render(), "package/Git.Git.html", "Views by day, 24 April – 7 May 2021")
    assert len(lines) == 14
    assert lines[0] == ["Friday, 7 May 2021", "0", "1.1"]
    assert lines[4] == ["Monday, 3 May 2021", "1", "1.7"]
    assert lines[7] == ["Friday, 30 April 2021", "4", "0.7"]
    assert lines[8] == ["Thursday, 29 April 2021", "0", ""]


def test_weeks_and_months_are_counted_from_those_of_the_first_request():
    """x.y was first asked for on 3 May; the weeks before, since the first request of all, count 0."""
    made = FORTNIGHT.render()
    assert table(made, "package/x.y.html", "Views by week") == [
        ["3 – 9 May 2021, so far", "30"],
        ["26 April – 2 May 2021", "0"],
        ["19 – 25 April 2021", "0"],
    ]
    assert table(made, "package/x.y.html", "Views by month") == [["May 2021, so far", "30"], ["April 2021", "0"]]
    assert "The last week is counted up to 7 May 2021." in said(made, "package/x.y.html")


def test_a_long_history_shows_ninety_days_52_weeks_and_every_month():
    """Asked for once in 2019 and once on the last day."""
    made = Log("a.b 2019-01-15 9\na.b 2021-05-07").render()
    assert len(table(made, "package/a.b.html", "Views by day, 7 February – 7 May 2021")) == 90
    assert len(table(made, "package/a.b.html", "Views by week, 11 May 2020 – 7 May 2021")) == 52
    months = table(made, "package/a.b.html", "Views by month, January 2019 – May 2021")
    assert (len(months), months[0], months[-1]) == (29, ["May 2021, so far", "1"], ["January 2019", "9"])
    assert table(made, "package/a.b.html", "Views by day")[-1] == ["Sunday, 7 February 2021", "0", "0.0"]


def test_a_short_history_compares_nothing():
    """Of the seven days before, not all are known."""
    text = said(Log("a.b 2021-04-25\na.b 2021-05-07").render(), "package/a.b.html")
    assert "1 view in the seven days to 7 May 2021; the seven days before are not all in these requests." in text


def test_a_package_leads_to_its_json_and_its_badge():
    """Three series, and the badge as picture, JSON and Markdown for the address that config.yaml names."""
    page = Reader(FORTNIGHT.render()["package/Git.Git.html"].decode())
    assert {f"../v2/stats/Git.Git/{resolution}.json" for resolution in ("day", "isoWeek", "month")} <= {*page.addresses}
    assert page.addresses.count("../badges/Git.Git.svg") == 2
    assert "../badges/Git.Git.json" in page.addresses
    assert "![views](https://stats.example.org/badges/Git.Git.svg)" in page.text


def test_the_first_page_is_read_at_a_glance():
    """All time with the last seven whole days, the week of as_of, the one before, and its month; all lead to pages."""
    made = FORTNIGHT.render()
    assert table(made, "packages.html", "All time") == [
        ["1", "x.y", "", "30", "69\u00a0%", "30"], ["2", "Git.Git", "", "12", "30\u00a0%", "13"],
    ]  # fmt: skip
    assert table(made, "packages.html", "This week") == [["1", "x.y", "30"], ["2", "Git.Git", "1"]]
    assert table(made, "packages.html", "Last week") == [["1", "Git.Git", "11"]]
    assert table(made, "packages.html", "This month") == [["1", "x.y", "30"], ["2", "Git.Git", "8"]]
    assert "43 views of 2 packages, 24 April – 7 May 2021." in said(made, "packages.html")
    addresses = Reader(made["packages.html"].decode()).addresses
    assert {"packages/2021-W18.html", "packages/2021-W17.html", "packages/2021-05.html", "popularity.json"} <= {
        *addresses
    }


def test_a_period_is_set_against_the_one_before():
    """The first one may not be whole, and a running one is not."""
    made = FORTNIGHT.render()
    assert "1 view, in the first week of these requests." in said(made, "packages/2021-W16.html")
    assert "11 views, 10 more than in 19 – 25 April 2021 (+1,000\u00a0%)." in said(made, "packages/2021-W17.html")
    assert "38 views up to 7 May 2021; the month is still running." in said(made, "packages/2021-05.html")


def test_a_period_leads_to_its_neighbours_and_its_json():
    """Neighbours are the nearest with requests; a week leads to its months, a month to its weeks."""
    made = Log("a.b 2021-01-31\na.b 2021-04-01\na.b 2021-05-01").render()
    page = Reader(made["packages/2021-04.html"].decode())
    turns = {link.get("rel"): link["href"] for link in page.all("a") if link.get("rel")}
    assert turns == {"prev": "2021-01.html", "next": "2021-05.html"}
    assert {"2021-W13.html", "2021-W17.html", "../popularity/2021-04.json"} <= {*page.addresses}
    assert {"2021-04.html", "2021-05.html"} <= {*Reader(made["packages/2021-W17.html"].decode()).addresses}


def test_every_package_is_listed_in_pages_of_five_hundred():
    """1,001 packages are on three pages, which lead to each other; the bars are those of the first of all."""
    text = "\n".join(f"a.{number} 2021-05-07 {number}" for number in range(1, 1002))
    made = Log(text, charts=False).render()
    pages = ["packages/all.html", "packages/all-2.html", "packages/all-3.html"]
    lines = [table(made, page, "Packages, most") for page in pages]
    assert [(len(each), each[0]) for each in lines] == [
        (500, ["1", "a.1001", "1,001"]),
        (500, ["501", "a.501", "501"]),
        (1, ["1001", "a.1", "1"]),
    ]
    assert "packages/all-4.html" not in made
    assert "Most views first: 501 – 1,000 of 1,001 packages." in said(made, pages[1])
    turns = {link.get("rel"): link["href"] for link in Reader(made[pages[1]].decode()).all("a") if link.get("rel")}
    assert turns == {"prev": "all.html", "next": "all-3.html"}


def test_pages_tell_time_by_the_site_s_zone_and_the_api_s_json_by_utc():
    """Half past ten of 30 April in UTC is 1 May in Auckland; only the JSON of the API says (UTC)."""
    made = Log("a.b 2021-04-30T22:30 12", as_of=datetime(2021, 4, 30, 23), timezone="Pacific/Auckland").render()  # noqa: DTZ001
    assert b'"Period":"2021-04-30T' in made["v2/stats/a.b/day.json"]
    assert table(made, "package/a.b.html", "Views by day") == [["Saturday, 1 May 2021, so far", "12", ""]]
    assert "Days as JSON (UTC)" in said(made, "package/a.b.html")
    assert not [path for path in made if path.startswith(("packages/2021-04", "popularity/2021-04"))]
    assert "../popularity/2021-05.json" in Reader(made["packages/2021-05.html"].decode()).addresses
    assert b'"timezone":"Pacific/Auckland"' in made["popularity/2021-05.json"]
    assert "(UTC)" not in said(made, "packages/2021-05.html")


def test_few_people_are_on_no_page():
    """A package that one person alone asked for is neither listed nor has it a page; its requests count in the sums."""
    made = Log("a.a 2021-05-07 9 1\nb.b 2021-05-07 1 1\nb.b 2021-05-07 1 2", at_least=2).render()
    assert not [path for path, body in made.items() if "a.a" in path or b"a.a" in body]
    assert "11 views of 2 packages" in said(made, "packages.html")
    alone = Log("a.a 2021-05-07 9 1", at_least=2).render()
    assert "No views of a package that is listed." in said(alone, "packages.html")
    assert "No views of a package that is listed." in said(alone, "packages/2021-05.html")


@pytest.mark.parametrize(
    "package", ["<script>alert(1)</script>.x", "a/b.c", "a.html", "{{7*7}}.x", "CON.x", "\u202eevil.x"]
)
def test_whatever_an_id_holds_is_text(package: str):
    """Ids are escaped, lie at paths that every host keeps, and every address on every page is a document."""
    made = Log(f"{package} 2021-05-06\na 2021-05-07\nA 2021-05-07").render()
    for path, body in made.items():
        if not path.endswith(".html"):
            continue
        page = Reader(body.decode())
        assert not page.all("script")
        for address in page.addresses:
            steps = [*path.split("/")[:-1], *unquote(address).split("/")]
            while ".." in steps:
                at = steps.index("..")
                del steps[at - 1 : at + 1]
            target = "/".join(steps)
            elsewhere = ("style.", "favicon", "fonts/", "index.", "listens.", "data.", "api.")
            assert target in made or target.startswith(elsewhere), address


def test_no_folder_is_called_like_a_page():
    """A package a.b and another a.b.html: no document lies under what is a file."""
    made = Log("a.b 2021-05-06\na.b.html 2021-05-07\na.b.json 2021-05-07\na.b.svg 2021-05-07").render()
    folders = {path.rsplit("/", number)[0] for path in made for number in range(1, path.count("/") + 1)}
    assert folders & {*made} == set()


def test_counters_of_nothing_make_a_site_without_packages():
    """No view, no package, and all pages that others lead to."""
    made = Log("a.b 2021-05-07 0").render()
    assert "0 views of 0 packages, 7 May 2021." in said(made, "packages.html")
    assert "Most views first: 0 packages." in said(made, "packages/all.html")
    assert [path for path in made if path.startswith(("package/", "v2/", "badges/", "popularity/"))] == []


def test_the_first_month_has_its_year():
    """An axis of more than a year would be ambiguous without; every January has it, too."""
    page = Log("a.b 2019-11-01 12\na.b 2021-05-07").render()["package/a.b.html"].decode()
    assert ">Nov 2019</text>" in page


def test_a_day_that_no_log_covers_is_unknown():
    """Not 0; and no mean is made of it, nor of the day that is still running."""
    days = [date(2021, 5, number) for number in (*range(1, 11), *range(13, 21))]
    text = "\n".join(f"a.b {day}T10:00 7" for day in days if day.day != 5)
    made = Log(text, as_of=datetime(2021, 5, 20, 12), logged=tuple(days)).render()  # noqa: DTZ001
    lines = {line[0]: line[1:] for line in table(made, "package/a.b.html", "Views by day")}
    assert lines["Wednesday, 5 May 2021"] == ["0", ""]
    assert lines["Tuesday, 11 May 2021"] == ["unknown", ""]
    assert lines["Tuesday, 18 May 2021"] == ["7", ""]
    assert lines["Wednesday, 19 May 2021"] == ["7", "7.0"]
    assert lines["Thursday, 20 May 2021, so far"] == ["7", ""]
    text = said(made, "package/a.b.html")
    assert "The logs have no line of 2 of these days, so the views are unknown." in text
    assert "2 days of these weeks are unknown" in text
    assert "49 views in the seven days to 19 May 2021; not all of the seven days before are known." in text
    assert ["Tuesday, 11 May 2021", "unknown"] in table(made, "packages/2021-05.html", "Views by day")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Git.Git", "Git.<wbr>Git"),
        ("Notepad++.Notepad++", "Notepad++.<wbr>Notepad++"),
        ("docs/how-to_x", "docs/<wbr>how-<wbr>to_<wbr>x"),
        (".NET.<b>", ".NET.&lt;b&gt;"),
        ("a...b", "a...<wbr>b"),
        ("/", "/"),
    ],
)
def test_a_name_breaks_behind_its_dots(name: str, shown: str):
    """Not in the midst of a word, and in lists as in headings."""
    assert words.breakable(name) == shown
