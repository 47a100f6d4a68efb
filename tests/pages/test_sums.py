"""Every page adds up: its totals, its charts and its tables agree, and each fact is the same on all pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW
from tests.pages.conftest import lists, pages_of, totals
from tests.pages.events import OFTEN, SECOND, Events, artists

# The newest event: in the middle of a week, on a Monday, on a 1st, on New Year; in its first second and later on.
SITES = (
    Events(datetime(2024, 5, 15, 9, 30), "UTC", charts=True),  # noqa: DTZ001
    Events(datetime(2024, 5, 13, 9, 30), "America/Los_Angeles"),  # noqa: DTZ001
    Events(datetime(2024, 6, 1, 0, 0, 0), "Asia/Kolkata"),  # noqa: DTZ001
    Events(datetime(2024, 1, 1, 18, 45), "Pacific/Apia"),  # noqa: DTZ001
)
# What stands over a page, the charts whose tables have it, and their columns.
SUMS = (
    (("listen", "listens"), r"Listens by (day|month|year), .*", ("Listens",)),
    (("listen", "listens"), r"Listens by weekday and hour, .*", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
    (("view", "views"), r"Views by month, .*", ("Views",)),
    (("task run", "task runs"), r"Task runs by .*", ("Task runs",)),
    (("completed", "completed task", "completed tasks"), r"Completed tasks by .*", ("Completed tasks",)),
)  # fmt: skip
_UNITS = {"Day", "Month", "Year"}
LISTS = ("Artists", "Albums", "Tracks")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure: its title, the sentence beside it, the heads of its table and its lines."""

    title: str
    finding: str
    heads: Sequence[str]
    lines: Sequence[Sequence[str]]

    def total(self, *columns: str) -> int:
        """What some columns add up to; a cell without a number adds nothing."""
        places = [place for place, head in enumerate(self.heads) if head in columns]
        assert places, f"{self.title}: no column {columns} among {self.heads}"
        return sum(number(line[place]) for line in self.lines for place in places)


class Page:
    """What a reader sees of a page: totals, charts, text."""

    def __init__(self, tree: Path, file: Path) -> None:
        self.file, self.path = file, file.relative_to(tree).as_posix()
        self.html = file.read_text(encoding="utf-8")

    @cached_property
    def totals(self) -> Mapping[str, str]:
        """The numbers that stand over the page, by their words."""
        return totals(self.file)

    @cached_property
    def charts(self) -> Sequence[Chart]:
        """The figures of the page."""
        return [*_charts(self.html)]

    @property
    def activity(self) -> Chart | None:
        """Listens by day, month or year."""
        return next(
            (chart for chart in self.charts if chart.heads[1:2] == ["Listens"] and chart.heads[0] in _UNITS), None
        )

    def chart(self, pattern: str) -> Chart | None:
        """The figure of such a title, if there is one."""
        return next((chart for chart in self.charts if re.fullmatch(pattern, chart.title)), None)


def _charts(html: str) -> Iterator[Chart]:
    for figure in html.split('<figure class="chart">')[1:]:
        body = re.search(r"<caption[^>]*>(.*?)</caption><thead>(.*?)</thead><tbody>(.*?)</tbody>", figure, re.DOTALL)
        finding = re.search(r"<figcaption>.*?<p>(.*?)</p>", figure, re.DOTALL)
        if body and finding:
            lines = [_cells(line) for line in body[3].split("</tr>")[:-1]]
            yield Chart(unescape(body[1]), unescape(finding[1]), _cells(body[2]), lines)


def _cells(line: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]*>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]


def number(cell: str) -> int:
    """12,345; nothing is 0."""
    return int(cell.replace(",", "") or 0)


def walked(tree: Path) -> list[Page]:
    return [Page(tree, file) for file in pages_of(tree)]


@pytest.fixture(scope="module", params=SITES, ids=lambda site: f"{site.newest:%d-%b}-{site.zone.rpartition('/')[2]}")
def events(request: pytest.FixtureRequest) -> Events:
    """One of the sites."""
    found: Events = request.param
    return found


@pytest.fixture(scope="module")
def tree(events: Events, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its tree."""
    folder = tmp_path_factory.mktemp("sums")
    build(load(events.write(folder), formats.names()), folder / "output", NOW, Options())
    return folder / "output"


@pytest.fixture(scope="module")
def pages(tree: Path) -> list[Page]:
    """Every page of it."""
    return walked(tree)


def disagreements(pages: Sequence[Page]) -> list[tuple[str, str, str, int]]:
    """Page, total, chart and the chart's sum wherever they differ."""
    return [
        (page.path, said, chart.title, chart.total(*columns))
        for page in pages
        for names, pattern, columns in SUMS
        for words, said in page.totals.items()
        for chart in page.charts
        if words in names and re.fullmatch(pattern, chart.title) and set(columns) <= set(chart.heads)
        if said != "unknown" and number(said) != chart.total(*columns)
    ]


def test_the_total_of_a_page_is_the_sum_of_its_charts(pages: list[Page]):
    """On every page: listens, views and task runs over it are what its tables by time and by hour add up to."""
    assert disagreements(pages) == []
    added = {page.path.partition("/")[0] for page in pages if page.totals and page.charts}
    assert {
        "listens.html", "range", "user", "year", "month", "packages.html", "package", "contributions.html", "project",
        "videos.html", "media",
    } <= added  # fmt: skip


def test_a_year_by_days_adds_up_as_well(pages: list[Page]):
    """The twelve columns of a year's days are its listens, on its page and in its Year in Music."""
    found = [(page, page.chart(r"Listens by day, 1 January.*")) for page in pages if "year" in page.path]
    years = [(page, chart) for page, chart in found if chart and set(MONTHS) <= set(chart.heads)]
    assert {page.path.rpartition("/")[2].partition("20")[0] for page, _ in years} == {"", "year-", "year-in-music-"}
    for page, chart in years:
        assert number(page.totals.get("listens") or page.totals["listen"]) == chart.total(*MONTHS), page.path


def test_loads_and_plays_add_up(pages: list[Page]):
    """All of them are in the chart by month, or, of three months at most, in that by day."""
    videos = [page for page in pages if page.path.startswith(("videos", "media/"))]
    assert len(videos) == 2
    for page in videos:
        chart = page.chart(r"Loads and plays by month, .*") or page.chart(r"Loads and plays by day, .*")
        assert chart
        assert number(page.totals["loads"]) == chart.total("Loads"), page.path
        assert number(page.totals["plays"]) == chart.total("Plays"), page.path


def test_a_week_of_packages_adds_up(pages: list[Page]):
    """The views over a week or a month are those of its days."""
    periods = [page for page in pages if re.fullmatch(r"packages/\d.*", page.path)]
    assert periods
    for page in periods:
        chart = page.chart(r"Views by day, .*")
        assert chart
        assert number(page.totals.get("views") or page.totals["view"]) == chart.total("Views"), page.path


def of_listens(pages: Sequence[Page]) -> list[tuple[Page, str | None, str]]:
    """The pages of a range or a period, but for their records: the page, whose it is, what it is about."""
    found = [(page, re.fullmatch(r"(?:(?:range|year|month|user/(\w+))/)?([\w-]+)\.html", page.path)) for page in pages]
    return [
        (page, match[1], match[2])
        for page, match in found
        if match
        and not match[2].startswith(("over-the-years", "records"))
        and (page.path == "listens.html" or page.path.startswith(("range/", "user/", "year/", "month/")))
    ]


def test_every_page_counts_what_a_plain_count_says(events: Events, pages: list[Page]):
    """Each range, year and month of everyone and of each listener: its listens, and how often each artist was heard."""
    about = of_listens(pages)
    assert len(about) > 60
    for page, user, name in about:
        heard = events.within(*events.bounds(name), user)
        if not heard:
            assert "No listens in this time." in page.html, page.path
            continue
        assert number(page.totals.get("listens") or page.totals["listen"]) == len(heard), page.path
        shown = lists(page.file)["Artists"]
        assert shown == artists(heard), page.path


def test_the_cap_of_the_api_is_on_no_page(events: Events, tree: Path):
    """Ana heard two artists more than 500 times in one year: pages and our own JSON say so, the API's lists do not."""
    year = events.newest.year - 1
    for page in ("listens.html", f"year/{year}.html", "user/ana/all_time.html", "range/year.html"):
        shown = lists(tree / page)["Artists"]
        assert min(count for _, count in shown[:2]) >= OFTEN, page
    assert re.search(rb'"listen_count":5[2-9]\d', (tree / f"year/{year}.json").read_bytes())
    mirror = (tree / "1/stats/sitewide/artists.json").read_text(encoding="utf-8")
    assert max(int(count) for count in re.findall(r'"listen_count":(\d+)', mirror)) < OFTEN


def test_the_period_before_stands_beside_in_a_column_of_its_own(events: Events, pages: list[Page]):
    """Its sum is what its own days have; a bucket beyond those of the current one is in the last line."""
    compared = [(page, user, name) for page, user, name in of_listens(pages) if "/20" not in page.path and page.charts]
    seen = 0
    for page, user, name in compared:
        chart = page.activity
        if name == "all_time" or not chart or len(chart.heads) != 3:
            continue
        first, last = events.bounds(name)
        length = {"this_week": 7, "week": 7}.get(name)
        before = first - timedelta(days=length) if length else _earlier(first, last)
        assert chart.total(chart.heads[2]) == len(events.within(before, first - SECOND, user)), page.path
        seen += 1
    assert seen > 15


def _earlier(first: datetime, last: datetime) -> datetime:
    """The first instant of as many months before one period."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    count = first.year * 12 + first.month - 1 - months
    return datetime(count // 12, count % 12 + 1, 1)  # noqa: DTZ001


def test_rolling_windows_are_what_they_are_called(events: Events, pages: list[Page]):
    """The page of what was played counts back from the newest moment, and all of it is what the other pages have."""
    (page,) = (page for page in pages if page.path == "statistics.html")
    found = dict(re.findall(r"<h2>(.*?)</h2>\s*<p class=\"small\">([\d,]+) tracks? played", page.html))
    newest = events.utc(events.newest)
    windows = {"Last 24 hours": 1, "Last 7 days": 7, "Last 30 days": 30, "Last 365 days": 365}
    for name, days in windows.items():
        played = [each for each in events.listens if events.utc(each.at) > newest - timedelta(days=days)]
        assert number(found[name]) == len(played), name
    assert number(found["All time"]) == len(events.listens)


def test_time_axes_have_no_holes(events: Events, pages: list[Page]):
    """All time has every year, a year every month that has begun, and the newest is marked as not over."""
    newest = events.newest
    for page, user, name in of_listens(pages):
        chart = page.activity
        labels = [line[0] for line in chart.lines if not line[0].startswith("The rest")] if chart else []
        if name in {"listens", "all_time"}:
            first = min(each.at for each in events.listens if user in {None, each.user})
            wanted = [str(year) for year in range(newest.year, first.year - 1, -1)]
            assert labels == [f"{wanted[0]}, so far", *wanted[1:]], page.path
        elif re.fullmatch(r"(year-)?\d{4}", name):
            begun = newest.month if name.endswith(str(newest.year)) else 12
            assert len(labels) == begun, page.path
            assert labels[0].endswith(", so far") == name.endswith(str(newest.year)), page.path


def test_the_newest_day_is_in_every_running_chart(events: Events, pages: list[Page]):
    """The charts of this week and this month end with the day of the newest event, which is said not to be over."""
    for page, user, name in of_listens(pages):
        if name in {"this_week", "this_month"} and user != "bo":
            chart = page.chart(r"Listens by day, .*")
            assert chart, page.path
            day = f"{events.newest:%A}, {events.newest.day} {events.newest:%B %Y}"
            assert chart.lines[0][0] == f"{day}, so far", page.path
            assert f"{day} is not over yet." in chart.finding, page.path


def test_a_running_period_is_set_against_none(events: Events, pages: list[Page]):
    """Of listens and of packages: this month and year, and this week, say how far they are and compare nothing."""
    running = [page for page in pages if "is still running" in page.html]
    assert {page.path for page in running} >= {f"year/{events.newest.year}.html", f"month/{events.newest:%Y-%m}.html"}
    for page in running:
        said = re.sub(r"<[^>]*>", "", page.html.split('<p class="lede')[1].split("</p>")[0])
        assert not re.search(r"more than|fewer than|as many as|none in", said), page.path


def test_marks_are_as_high_as_the_numbers_beside_them(tree: Path, pages: list[Page]):
    """The bars of every chart of listens by time stand in the proportion of its table's numbers."""
    for page in pages:
        chart, file = page.activity, tree / page.path.removesuffix(".html") / "activity.svg"
        if not chart or not file.is_file():
            continue
        counts = [number(line[1]) for line in reversed(chart.lines) if not line[0].startswith("The rest")]
        path = re.search(r'<path class="accent" d="([^"]+)"', file.read_text(encoding="utf-8"))
        heights = [int(tall) for tall in re.findall(r"M\d+ ?-?\d+h\d+v(\d+)", path[1])] if path else []
        counted = [count for count in counts if count]
        assert len(heights) == len(counted), page.path
        for count, tall in zip(counted, heights, strict=True):
            whole = max(heights) * count / max(counted)
            assert abs(tall - max(whole, 10)) <= 10, page.path  # tenths of px; the smallest bar is a px high


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Every page of the demo, without charts and without the pages of months."""
    folder = tmp_path_factory.mktemp("demo")
    config = load(Path(__file__).parents[2] / "config.yaml", formats.names())
    bare = config.model_copy(update={"charts": False, "mirrors": (), "periods": ("year",), "hosts": ()})
    build(bare, folder / "output", NOW, Options())
    return walked(folder / "output")


def test_the_demo_adds_up(demo: list[Page]):
    """Totals are the sums of their tables, and a listener with more than 500 listens of three artists is not capped."""
    assert disagreements(demo) == []
    by_path = {page.path: page for page in demo}
    jonas = dict(lists(by_path["user/Jonas/all_time.html"].file)["Artists"][:3])
    whole = dict(lists(by_path["listens.html"].file)["Artists"][:3])
    assert min(jonas.values()) > 500
    assert whole.keys() == jonas.keys()
    assert all(whole[artist] >= count for artist, count in jonas.items())


@pytest.mark.parametrize(
    ("running", "year"),
    [
        ("range/this_year.html", "year/2026.html"),
        ("user/ana/this_year.html", "user/ana/year-2026.html"),
        ("user/Jonas/year.html", "user/Jonas/year-2025.html"),
    ],
)
def test_a_year_of_the_demo_is_the_same_as_a_range(demo: list[Page], running: str, year: str):
    """The newest event is of 30 June 2026: all totals and lists of this year are those of 2026."""
    by_path = {page.path: page for page in demo}
    assert by_path[running].totals == by_path[year].totals
    found, also = lists(by_path[running].file), lists(by_path[year].file)
    assert [found[heading] for heading in LISTS] == [also[heading] for heading in LISTS]


def test_a_list_of_the_demo_has_the_counts_of_the_pages_that_it_leads_to(demo: list[Page]):
    """Artists, albums and listeners: each page that is led to has the count that stands beside the link."""
    by_path = {page.path: page for page in demo}
    line = r'<tr>(?:<td[^>]*>\d+</td>)?<th scope="row"><a href="([^"]*)">.*?<td class="n">([\d,]+)</td></tr>'
    html = by_path["listens.html"].html
    lines = re.findall(line, re.sub(r"<caption[^>]*>Artists in .*?</table>", "", html, flags=re.DOTALL))
    assert {path.partition("/")[0] for path, _ in lines} == {"artist", "release-group", "user"}
    for path, count in lines:
        totals = by_path[unquote(path)].totals
        assert totals.get("listens", totals.get("listen")) == count, path
    listeners = [number(count) for path, count in lines if path.startswith("user/")]
    assert sum(listeners) == number(by_path["listens.html"].totals["listens"])


def test_artists_over_time_have_the_counts_of_the_list_of_artists(demo: list[Page]):
    """With ids of MusicBrainz or without: the line of an artist adds up to the number beside the name."""
    compared = 0
    for page in demo:
        chart = page.chart(r"Artists over time, .*")
        listed = lists(page.file).get("Artists", []) if chart else []
        names = [name for name, _ in listed]
        lines = {line[0]: sum(map(number, line[1:])) for line in (chart.lines if chart else ())}
        for name, count in listed:
            if name in lines and names.count(name) == 1:
                assert lines[name] == count, (page.path, name)
                compared += 1
    assert compared > 500
