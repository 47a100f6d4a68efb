"""statistics.html: five windows side by side, in the words of Partify's own page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from generator import pages
from generator.pages import Entrance, Renderer, SiteContext
from generator.pages.listens import plays as partify
from generator.pages.template_files import read as read_templates
from generator.stats import Store
from generator.stats.plays import plays as found
from tests.events.conftest import History
from tests.partify import database

Load = Callable[..., History]
Printed = Callable[..., str]

NOON = datetime(2011, 12, 12, 12)  # noqa: DTZ001  (naive UTC, as the program takes it)
TRACKS = """
1 | Words          | Low  | Hope         | 200.9
2 | Lullaby        | Low  | Hope         | 86400
3 | <b>& co</b>    | Can  | Ege Bamyasi  | 3661
"""
PLAYS = """
1 | 3 | 1 | 2010-01-01 00:00:00
2 | 1 | 1 | 2011-12-11 20:00:00
3 | 1 | 2 | 2011-12-12 08:00:00
4 | 2 |   | 2011-11-01 08:00:00
"""


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    """Make the press of a site that has pages of listeners, too."""
    homes = {"listens": Entrance("listens.html", "Listening"), "partify": Entrance("statistics.html", "Server")}
    return pages.make_renderer(
        SiteContext("Ours", "", charts=True, timezone="UTC", homes=homes), read_templates(tmp_path), NOON
    )


@pytest.fixture
def render(load: Load, renderer: Renderer, tmp_path: Path) -> Printed:
    """Give a function that prints the page of a database as of noon."""

    def run(
        plays: str = PLAYS,
        homes: Mapping[str, str] | None = None,
        json: str | None = None,
        at_least: int = 1,
        tracks: str = TRACKS,
    ) -> str:
        database.write(tmp_path / "partify.db", plays, tracks)
        loaded = load({"format": "partify", "path": "partify.db"})
        with Store(loaded.db, {"as_of": NOON, "at_least": at_least}) as answers:
            (page,) = partify.of_statistics(renderer, found(answers), homes or {}, json)
        assert page.path == "statistics.html"
        return page.body.decode()

    return run


def windows(page: str) -> dict[str, str]:
    """Give the text of every window by its heading; cells stand beside each other, rows one below the other."""
    parts = [part.partition(">")[2] for part in page.split('<section class="band')[2:]]
    found = [(re.findall(r"<h2>(.*?)</h2>", part)[0], part.split("</section>")[0]) for part in parts]
    return {heading: _text(inner.replace(f"<h2>{heading}</h2>", "")) for heading, inner in found}


def _text(html: str) -> str:
    lines = re.sub(r"<thead>.*?</thead>|<caption.*?</caption>", "", html, flags=re.DOTALL).splitlines()
    cells = (re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", line)).strip() for line in lines)
    return "\n".join(cell for cell in cells if cell)


def test_the_five_windows_are_named_by_what_they_are(render: Printed):
    """From the narrowest to the whole history, each with how much was played and how long."""
    found = windows(render())

    assert list(found) == ["Last 24 hours", "Last 7 days", "Last 30 days", "Last 365 days", "All time"]
    assert [text.splitlines()[0] for text in found.values()] == [
        "2 tracks played, 6 minutes",
        "2 tracks played, 6 minutes",
        "2 tracks played, 6 minutes",
        "3 tracks played, 24 hours 6 minutes",
        "4 tracks played, 25 hours 7 minutes",
    ]


def test_a_window_lists_artists_albums_users_and_tracks(render: Printed):
    """Each with its rank, how often it was played, and a bar that is whole for the first."""
    page = render()

    assert windows(page)["Last 365 days"] == (
        "3 tracks played, 24 hours 6 minutes\n"
        "Top artist credits\n1 Low 3\n"
        "Top albums\n1 Hope Low 3\n"
        "Top users\n1 Fred 1\n2 Lizzy 1\n"
        "Top tracks\n1 Words Low 2\n2 Lullaby Low 1"
    )
    assert re.findall(r'Words</bdi>.*?<rect width="(\d+)%"', page) == ["100"] * 5
    assert re.findall(r'Lullaby</bdi>.*?<rect width="(\d+)%"', page) == ["50"] * 2


def test_names_are_text(render: Printed):
    """What looks like markup is none."""
    assert "&lt;b&gt;&amp; co&lt;/b&gt;" in render()


def test_an_empty_window_says_no_plays(render: Printed):
    """And nothing besides."""
    found = windows(render("1 | 1 | 1 | 2011-12-08 00:00:00"))

    assert found["Last 24 hours"] == "no plays"
    assert found["Last 7 days"].startswith("1 track played, 3 minutes")


def test_the_page_says_from_when_the_windows_roll_back(render: Printed):
    """The moment, and that a window is no calendar period."""
    assert "The windows roll back from 12 December 2011, 12:00: they are 24 hours, 7, 30 and 365 days long" in render()


def test_plays_of_nobody_are_told(render: Printed):
    """They count here alone: other pages are about listeners."""
    assert "1 play is nobody\u2019s. No other page counts such plays." in render()
    assert "nobody\u2019s" not in render("1 | 3 | 1 | 2010-01-01 00:00:00")


def test_what_has_no_name_is_unknown(render: Printed):
    """Artists, albums and titles that the database lacks stand in their lists as unknown, without a link."""
    tracks = "1 | Words | Low | Hope | 1\n2 | | | | 1"
    page = render("1 | 1 | 1 | 2011-12-12 08:00:00\n2 | 2 | 1 | 2011-12-12 08:01:00", tracks=tracks)

    assert windows(page)["Last 24 hours"] == (
        "2 tracks played, under a minute\n"
        "Top artist credits\n1 Low 1\n2 unknown 1\n"
        "Top albums\n1 Hope Low 1\n2 unknown unknown 1\n"
        "Top users\n1 Fred 2\n"
        "Top tracks\n1 Words Low 1\n2 unknown unknown 1"
    )
    assert "1 play names no artist, no title or no user name, which is shown as unknown." in page
    assert "nobody\u2019s" not in page


def test_users_lead_to_their_pages(render: Printed):
    """Where they have one: the play history of each, asked for by Partify's users."""
    page = render(homes={"fred": "user/fred/all_time.html"})

    assert page.count('<a href="user/fred/all_time.html"><bdi>Fred</bdi></a>') == 5
    assert "user/littlelizzy" not in page


def test_the_json_is_one_step_away(render: Printed):
    """Where the mirror is wanted."""
    assert '<a href="statistics.json">These windows as JSON</a>' in render(json="statistics.json")
    assert "JSON" not in _text(render())


def test_nobody_is_listed_when_few_are_not_to_be(render: Printed):
    """Under at_least the lists of users are left out, heading and all; what several played stays."""
    found = windows(render(at_least=2))

    assert found["Last 24 hours"] == (
        "2 tracks played, 6 minutes\nTop artist credits\n1 Low 2\nTop albums\n1 Hope Low 2\nTop tracks\n1 Words Low 2"
    )


@pytest.mark.parametrize(
    ("tracks", "said"),
    [("0.9", "under a minute"), ("59.999", "under a minute"), ("3599", "59 minutes"), ("3600", "1 hour"),
     ("86399", "23 hours 59 minutes"), ("93784", "26 hours 3 minutes"), ("363600", "101 hours")],
)  # fmt: skip
def test_a_time_has_no_more_parts_than_it_needs(load: Load, renderer: Renderer, tmp_path: Path, tracks: str, said: str):
    """Hours are left out where there are none, and minutes where there are a hundred hours."""
    database.write(tmp_path / "partify.db", "1|1|1|2011-12-12 08:00:00", f"1 | Words | Low | Hope | {tracks}")
    loaded = load({"format": "partify", "path": "partify.db"})

    with Store(loaded.db, {"as_of": NOON, "at_least": 1}) as answers:
        introduced = partify.introduction(renderer, found(answers))

    assert introduced.sentence == f"1 track played, {said}; 1 of them in the last 24 hours."


def test_the_home_page_is_told_what_was_played(load: Load, renderer: Renderer, tmp_path: Path):
    """Its sums by window, the first artists of the last 30 days, and where the page is."""
    database.write(tmp_path / "partify.db", PLAYS, TRACKS)
    loaded = load({"format": "partify", "path": "partify.db"})

    with Store(loaded.db, {"as_of": NOON, "at_least": 1}) as answers:
        introduced = partify.introduction(renderer, found(answers))

    assert (introduced.heading, introduced.path) == ("Server", "statistics.html")
    assert introduced.sentence == "4 tracks played, 25 hours 7 minutes; 2 of them in the last 24 hours."
    assert [(total.said, total.words) for total in introduced.totals] == [
        ("2", "last 24 hours"), ("2", "last 7 days"), ("2", "last 30 days"), ("3", "last 365 days"), ("4", "all time"),
    ]  # fmt: skip
    assert introduced.top_list is not None
    assert introduced.top_list.heading == "Top artist credits, last 30 days"
    assert [(item.name, item.count) for item in introduced.top_list.first] == [("Low", 2)]


def test_the_home_page_shows_a_window_with_plays(load: Load, renderer: Renderer, tmp_path: Path):
    """Of an old database, of which nothing was played in the last 30 days, the narrowest wider one."""
    database.write(tmp_path / "partify.db", "1 | 1 | | 2011-06-12 08:00:00", TRACKS)
    loaded = load({"format": "partify", "path": "partify.db"})

    with Store(loaded.db, {"as_of": NOON, "at_least": 1}) as answers:
        introduced = partify.introduction(renderer, found(answers))

    assert introduced.top_list is not None
    assert introduced.top_list.heading == "Top artist credits, last 365 days"


def test_plays_of_nobody_alone_begin_on_the_home_page(load: Load, renderer: Renderer, tmp_path: Path):
    """Without a listener there is no other page; the list of users says so."""
    database.write(tmp_path / "partify.db", "1 | 1 | | 2011-12-12 08:00:00", TRACKS)
    loaded = load({"format": "partify", "path": "partify.db"})
    site = replace(renderer.site, homes={"partify": Entrance("index.html", "Server")})
    alone = replace(renderer, frame=replace(renderer.frame, site=site))

    with Store(loaded.db, {"as_of": NOON, "at_least": 1}) as answers:
        (page,) = partify.of_statistics(alone, found(answers), {})

    assert page.path == "index.html"
    assert "Top users\nNothing to count." in windows(page.body.decode())["Last 24 hours"]
