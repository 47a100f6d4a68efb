"""What pages of videos say, and what they say they cannot."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from generator.pages import video
from generator.pages.renderer import make_renderer
from generator.pages.site import SiteContext, homes
from generator.pages.template_files import read as read_templates
from tests.reference.video import Event
from tests.video.conftest import Filled, at, load, play, portion, watch

Pages = dict[str, str]
Made = Callable[..., Pages]

INTRO = {"name": "Intro <1>", "project": "p", "project_name": "Tours", "s": 10}
FEW = [
    load("2024-05-01", "a", 1),
    load("2024-05-03", "a", 2),
    load("2024-05-03", "a", 3),
    play("2024-05-03", "a", 3, 30),
    play("2024-05-03T01:00", "a", 2, 31),
    watch("2024-05-03", "a", 0, 8, 30),
    watch("2024-05-03", "a", 2, 4, 30),
    watch("2024-05-03", "a", 0, 2, 31),
]


@pytest.fixture
def made(filled: Filled) -> Made:
    """A function that answers the documents of pages, but for charts, as text by their paths."""

    def make(
        medias: Mapping[str, Mapping[str, object]],
        events: Iterable[Event],
        formats: Iterable[str] = ("video-beacons",),
        at_least: int = 1,
    ) -> Pages:
        listed = list(events)
        answers = filled(medias, listed, at_least)
        for name in formats:
            answers.db.execute("insert into domains values ('video', ?, 1)", (name,))
        newest = max((event.at for event in listed), default=at("2024-01-01"))
        site = SiteContext("Workshop", "", charts=True, timezone="UTC", homes=homes(["listens", "video"]))
        printing = make_renderer(site, read_templates(Path("none")), newest)
        videos = video.make_overview(answers, mirrored=True)
        documents = list(video.of_videos(printing, videos, answers))
        assert len({document.path for document in documents}) == len(documents)
        return {document.path: document.body.decode() for document in documents}

    return make


def totals(page: str) -> dict[str, str]:
    """The numbers at the top of a page by what they count."""
    found = re.findall(r"<div><dt>([^<]+)</dt><dd[^>]*>([^<]+)</dd></div>", page)
    return {words: said.replace("\u00a0", " ") for words, said in found}


def table(page: str, caption: str) -> list[list[str]]:
    """The cells of the lines of a table of numbers."""
    (body,) = re.findall(rf"<caption[^>]*>{re.escape(caption)}</caption>.*?<tbody>(.*?)</tbody>", page, re.DOTALL)
    seen = re.sub(
        r'<td class="wide-only">.*?</td>', "", body, flags=re.DOTALL
    )  # a sparkline says no more than its line
    lines = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in seen.split("</tr>")[:-1])
    return [[unescape(re.sub(r"<[^>]*>", "", cell)).replace("\u00a0", " ") for cell in line] for line in lines]


def test_a_media_has_its_numbers(made: Made):
    """Two of three visitors played; 12 s of twice 10 s were watched, which is 60 per cent."""
    page = made({"a": INTRO}, FEW)["media/a.html"]
    assert totals(page) == {
        "loads": "3", "plays": "2", "play rate": "67 %", "visitors": "3", "watched": "under 1 min",
        "average engagement": "60 %",
    }  # fmt: skip
    assert "<bdi>Intro &lt;1&gt;</bdi></h1>" in page
    assert 'Video of 0:10 in <a href="../video/project/p.html"><bdi>Tours</bdi></a>' in page


def test_days_without_an_event_are_shown(made: Made):
    """From the first day with a load to that of as_of, the newest first; that one is not over yet."""
    page = made({"a": INTRO}, FEW)["media/a.html"]
    assert table(page, "Loads and plays by day, 1 – 3 May 2024") == [
        ["Friday, 3 May 2024, so far", "2", "2", "under 1 min"],
        ["Thursday, 2 May 2024", "0", "0", "–"],
        ["Wednesday, 1 May 2024", "1", "0", "–"],
    ]
    assert "3 loads and 2 plays, most plays on Friday, 3 May 2024 (2). Friday, 3 May 2024 is not over yet." in page


def test_the_curve_is_in_words_and_numbers(made: Made):
    """Two sessions watch to 2 s, one from there to 8 s, and seconds 2 and 3 again."""
    pages = made({"a": INTRO}, FEW)
    page = pages["media/a.html"]
    assert table(page, "Engagement over 0:10") == [
        ["0:00 – 0:02", "2", "0"], ["0:02 – 0:04", "1", "1"], ["0:04 – 0:08", "1", "0"], ["0:08 – 0:10", "0", "0"],
    ]  # fmt: skip
    assert (
        "2 viewing sessions watched the beginning, 0 were there at 0:09. Most stop or skip at 0:02, from 2 to 1."
        in page
    )
    assert "Most watched again: 0:02 (1 time)." in page
    assert "again</span>" in page


def test_a_second_that_is_hardly_there_is_not_a_fall(made: Made):
    """Of 2.4 s the third cell is four tenths of a second, and watched as the others are."""
    page = made({"a": {"s": 2.4}}, [play("2024-05-03", "a"), watch("2024-05-03", "a", 0, 2.4)])["media/a.html"]
    assert table(page, "Engagement over 0:02") == [["0:00 – 0:02", "1", "0"]]
    assert "1 viewing session watched the beginning, 1 (100\u00a0%) was there at 0:02.</p>" in page


def test_a_long_history_has_its_last_three_months_by_day_and_all_by_month(made: Made):
    """91 days up to the last one; the month that the year begins with says which."""
    events = [load("2023-11-30", "a"), play("2024-03-15", "a")]
    page = made({"a": {}}, events)["media/a.html"]
    assert len(table(page, "Loads and plays by day, 16 December 2023 – 15 March 2024")) == 91
    assert [line[:3] for line in table(page, "Loads and plays by month, November 2023 – March 2024")] == [
        ["March 2024, so far", "0", "1"], ["February 2024", "0", "0"], ["January 2024", "0", "0"],
        ["December 2023", "0", "0"], ["November 2023", "1", "0"],
    ]  # fmt: skip


def test_formats_without_loads_are_named(made: Made):
    """Where they have any: what is known of loads is that of the plays. Of a video of other files it is all known."""
    formats = ["video-beacons", "wistia-events", "wistia-webhooks"]
    told = [load("2024-05-03", "b"), play("2024-05-03", "b")]
    events = [replace(load("2024-05-03", "a"), assumed=True), play("2024-05-03", "a"), *told]
    pages = made({"a": INTRO, "b": {"project": "q"}}, events, formats)
    said = "Loads, visitors and the play rate are at least those of the plays: files of the format wistia-events and "
    where = {path for path, page in pages.items() if said in page}
    assert where == {"videos.html", "media/a.html", "video/project/p.html"}


def test_lacking_loads_are_said(made: Made):
    """Two people played what one loaded."""
    events = [load("2024-05-03", "a", 1), play("2024-05-03", "a", 1), play("2024-05-03", "a", 2)]
    page = made({"a": INTRO}, events)["media/a.html"]
    assert "Some loads are lacking" in page
    assert totals(page)["play rate"] == "100 %"


def test_an_unknown_length_is_an_unknown_engagement(made: Made):
    """With the reason; the curve is there all the same."""
    page = made({"a": {}}, [play("2024-05-03", "a"), watch("2024-05-03", "a", 0, 2)])["media/a.html"]
    assert totals(page)["average engagement"] == "unknown"
    assert "The length of the video is unknown, and so is the average engagement." in page
    assert "<h2>Engagement over 0:02</h2>" in page


def test_falls_at_the_very_end_are_no_finding(made: Made):
    """A player that rounds the length up lets everybody stop before it: who is left is counted at 98 per cent."""
    events = [play("2024-05-03", "a", session=number) for number in range(4)]
    events += [watch("2024-05-03", "a", 0, 99, number) for number in range(3)] + [watch("2024-05-03", "a", 0, 40, 3)]
    page = made({"a": {"s": 100}}, events)["media/a.html"]
    assert "4 viewing sessions watched the beginning, 3 (75\u00a0%) were there at 1:38." in page
    assert "Most stop or skip at 0:40, from 4 to 3." in page


def test_a_slow_fall_is_a_stretch(made: Made):
    """One of ten leaves each second from 0:40 on: no moment stands out, five seconds do."""
    events = [play("2024-05-03", "a", session=number) for number in range(10)]
    events += [watch("2024-05-03", "a", 0, 40 + number, number) for number in range(10)]
    page = made({"a": {"s": 100}}, events)["media/a.html"]
    assert "Most stop or skip between 0:39 and 0:43, from 10 to 6." in page


def test_lacking_plays_are_said(made: Made):
    """Two sessions watched, one of them is said to have played."""
    events = [play("2024-05-03", "a", session=1), watch("2024-05-03", "a", 0, 9, 1), watch("2024-05-03", "a", 0, 9, 2)]
    page = made({"a": INTRO}, events)["media/a.html"]
    assert totals(page)["average engagement"] == "180 %"
    assert "Some plays are lacking: 2 viewing sessions watched the video, more than the files say played" in page


def test_without_positions_there_is_no_curve_and_a_reason(made: Made):
    """A share is how much, and not where."""
    page = made({"a": INTRO}, [play("2024-05-03", "a"), portion("2024-05-03", "a", 5000)])["media/a.html"]
    assert totals(page)["average engagement"] == "50 %"
    assert "There is no engagement curve: the files say how much of the video was watched, but not which part." in page
    assert "<h2>Engagement over" not in page


def test_plays_alone_are_no_time(made: Made):
    """Not 0 minutes, but unknown."""
    page = made({"a": INTRO}, [play("2024-05-03", "a")])["media/a.html"]
    assert (totals(page)["watched"], totals(page)["average engagement"]) == ("unknown", "unknown")
    assert "How long was watched is unknown: the files tell of plays, and of none how long it lasted." in page
    part = made({"a": INTRO}, [play("2024-05-03", "a"), portion("2024-05-03", "a", None)])["media/a.html"]
    assert "How long was watched is unknown for 1 viewing: only a share is known" in part


def test_the_account_leads_to_projects_and_medias_by_plays(made: Made):
    """Most plays first, with their time; ties by name. A project leads to its own medias alone."""
    medias = {
        "a": INTRO,
        "b": {"name": "Beta", "project": "q", "s": 600},
        "c": {"name": "Alpha"},
    }
    events = [*FEW, play("2024-05-03", "b"), watch("2024-05-03", "b", 0, 600), play("2024-05-03", "c")]
    pages = made(medias, events)
    home = pages["videos.html"]
    assert table(home, "Projects by plays, most first") == [
        ["1 Tours", "2", "under 1 min", "3", "67 %", "60 %"],
        ["2 q", "1", "10 min", "0", "–", "100 %"],
    ]
    assert table(home, "Videos by plays, most first") == [
        ["1 Intro <1> Tours", "2", "under 1 min", "3", "67 %", "60 %"],
        ["2 Beta q", "1", "10 min", "0", "–", "100 %"],
        ["3 Alpha", "1", "unknown", "0", "–", "unknown"],
    ]
    assert table(pages["video/project/p.html"], "Videos by plays, most first") == [
        ["1 Intro <1>", "2", "under 1 min", "3", "67 %", "60 %"],
    ]
    assert totals(home)["videos"] == "3"
    assert '<a href="v1/stats/account.json">' in home


ORDERS = {
    "plays": ["Intro", "Beta", "Delta", "Alpha"],
    "time watched": ["Beta", "Delta", "Intro", "Alpha"],
    "loads": ["Intro", "Delta", "Beta", "Alpha"],
    "play rate": ["Delta", "Intro", "Beta", "Alpha"],
    "engagement": ["Beta", "Intro", "Delta", "Alpha"],
}


def test_lists_are_sorted_by_any_number_on_pages_of_their_own(made: Made):
    """The most first, what is unknown last, ties by plays and time; each page leads to all others."""
    medias = {
        name[0].lower(): {"name": name, "project": "p", "s": length}
        for name, length in (("Intro", 10), ("Beta", 600), ("Alpha", None), ("Delta", 6000))
    }
    events = [load("2024-05-03", "i", who) for who in (1, 2, 3)] + [load("2024-05-03", "d", 1)]
    events += [play("2024-05-03", "i", 1, number) for number in range(3)] + [watch("2024-05-03", "i", 0, 8)]
    events += [play("2024-05-03", media, 1, 9) for media in "bad"] + [play("2024-05-03", "b", 1, 8)]
    events += [watch("2024-05-03", "b", 0, 600, 9), watch("2024-05-03", "d", 0, 500, 9)]
    pages = made(medias, events)
    for folder, first in (("videos", "videos.html"), ("video/project/p", "video/project/p.html")):
        paths = [first, *(f"{folder}/by-{word}.html" for word in ("hours", "loads", "play-rate", "engagement"))]
        for path, (order, names) in zip(paths, ORDERS.items(), strict=True):
            rows = table(pages[path], f"Videos by {order}, most first")
            assert [row[0].split()[1] for row in rows] == names, path
            links = re.findall(r'<nav class="turn" aria-label="Order of the lists">(.*?)</nav>', pages[path], re.DOTALL)
            targets = [(Path("/") / path).parent / url for url in re.findall(r'href="([^"]+)"', links[0])]
            assert [str(target.resolve()).lstrip("/") for target in targets] == paths
            assert f'aria-sort="descending">{order.capitalize()}</th>' in pages[path]


def test_a_list_of_one_has_no_orders(made: Made):
    """There is nothing to sort."""
    assert not [path for path in made({"a": INTRO}, FEW) if "/by-" in path]


def test_a_play_rate_that_does_not_fit_the_loads_is_explained(made: Made):
    """One of two visitors played twice: 50 per cent, as after four loads; after five it is said of what it is."""
    events = [load("2024-05-03", "a", who) for who in (1, 1, 1, 2)]
    events += [play("2024-05-03", "a", 1, number) for number in (1, 2)]
    said = "The play rate is of visitors, not of loads: 1 of 2 visitors played."
    assert said not in made({"a": INTRO}, events)["media/a.html"]
    more = made({"a": INTRO}, [*events, load("2024-05-03", "a", 2)])
    where = {path for path, page in more.items() if said in page}
    assert where == {"videos.html", "video/project/p.html", "media/a.html"}
    assert totals(more["media/a.html"])["play rate"] == "50 %"


def test_loads_of_nobody_have_no_visitors(made: Made):
    """No key is no zero: how many there were is unknown."""
    page = made({"a": INTRO}, [load("2024-05-03", "a", None)])["media/a.html"]
    assert totals(page)["visitors"] == "unknown"
    assert "Visitors and the play rate are unknown: no load names its visitor." in page


def test_engagement_is_shown_month_by_month(made: Made):
    """What was watched in a month of what its plays could have: a dash where nobody played; the newest month runs."""
    events = [play("2024-01-31", "a"), watch("2024-01-31", "a", 0, 8)]
    events += [play("2024-03-15", "a"), play("2024-03-15", "a"), watch("2024-03-15", "a", 0, 5)]
    pages = made({"a": INTRO}, events)
    for path in ("videos.html", "video/project/p.html", "media/a.html"):
        assert table(pages[path], "Engagement by month, January 2024 – March 2024") == [
            ["March 2024, so far", "25 %", "2"], ["February 2024", "–", "0"], ["January 2024", "80 %", "1"],
        ], path  # fmt: skip
        assert (
            "On average a play watched 43\u00a0% of its video: most in January 2024 (80\u00a0%), least in March 2024 "
            "(25\u00a0%). March 2024 is not over yet."
        ) in pages[path]
        assert totals(pages[path])["average engagement"] == "43 %"


def test_part_of_the_plays_may_be_measured(made: Made):
    """Of two videos one has a length."""
    events = [play("2024-05-03", media) for media in "ab"]
    events += [watch("2024-05-03", media, 0, 5) for media in "ab"]
    page = made({"a": INTRO, "b": {}}, events)["videos.html"]
    assert totals(page)["average engagement"] == "50 %"
    assert (
        "The average engagement is that of 1 of 2 plays: of the others it is not known what share was watched." in page
    )


def test_few_people_have_no_page(made: Made):
    """A media that one person met is neither listed nor linked, and the page says so."""
    pages = made({"a": INTRO, "b": {"name": "Beta"}}, [*FEW, load("2024-05-03", "b", 1)], at_least=2)
    assert "media/b.html" not in pages
    assert "Beta" not in pages["videos.html"]
    assert "fewer than 2 people met are not listed" in pages["videos.html"]
    assert totals(pages["videos.html"])["videos"] == "2"


def test_a_media_that_nobody_met_says_so(made: Made):
    """Zeros are known; there is nothing to draw."""
    pages = made({"a": INTRO, "b": {}}, FEW)
    assert "This video was neither loaded nor played." in pages["media/b.html"]
    assert totals(pages["media/b.html"]) == {"loads": "0", "plays": "0", "visitors": "0", "watched": "0 min"}


def test_links_lead_somewhere(made: Made):
    """Every page and chart that is linked is there; names that file systems misread are escaped."""
    pages = made({"a/b": INTRO, "CON": {}}, [play("2024-05-03", "a/b"), watch("2024-05-03", "a/b", 0, 9)])
    assert "media/a~2Fb.html" in pages
    for path, page in pages.items():
        for url in re.findall(r'(?:href|src|srcset)="([^"#]+)"', page):
            target = (Path("/") / path).parent.joinpath(url).as_posix()
            resolved = str(Path(target).resolve()).lstrip("/")
            elsewhere = resolved.startswith(("v1/", "style.", "favicon", "fonts/")) or resolved in {
                "data.html",
                "api.html",
                "listens.html",
                "index.html",
            }
            assert resolved in pages or elsewhere, (path, url)


def test_the_home_page_shows_the_account(filled: Filled):
    """Its sentence, its numbers, the ten most played, and the chart of the page of videos."""
    answers = filled({"a": INTRO}, FEW)
    printing = make_renderer(
        SiteContext("Workshop", "", charts=True, timezone="UTC", homes=homes(["listens", "video"])),
        read_templates(Path("none")),
        at("2024-05-03"),
    )
    videos = video.make_overview(answers, mirrored=False)
    list(video.of_videos(printing, videos, answers))
    said = video.introduction(printing, videos)
    assert (said.heading, said.path, said.sentence) == ("Videos", "videos.html", "2 plays of 1 video in 1 project.")
    assert said.top_list is not None
    assert [leader.url for leader in said.top_list.first] == ["media/a.html"]
    assert said.figure is not None
    assert said.figure.draw is not None
    assert said.figure.json is None
