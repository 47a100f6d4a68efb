"""What pages count is what the JSON says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import paths
from generator.pages.figure import FigurePlace
from generator.pages.listens import time_figures
from tests.conftest import listen
from tests.pages.conftest import LOW, USERS, lists, pages_of, table, text, totals


def payload(tree: Path, path: str) -> dict[str, object]:
    answer: dict[str, dict[str, object]] = json.loads((tree / path).read_bytes())
    return answer["payload"]


@pytest.mark.parametrize("name", ["this_month", "this_year", "year", "all_time"])
@pytest.mark.parametrize("user", ["CON", "日本語", "Ána"])
def test_leaders_are_those_of_the_json(tree: Path, user: str, name: str):
    """Artists, albums and tracks: the same names, counts and order."""
    segment = paths.segments(USERS)[user]
    kinds = (("artists", "artist_name"), ("release-groups", "release_group_name"), ("recordings", "track_name"))
    expected = [
        [
            (item[key], item["listen_count"])
            for item in payload(tree, f"1/stats/user/{segment}/{kind}/{name}/all.json")[kind.replace("-", "_")]
        ]  # type: ignore[attr-defined]
        for kind, key in kinds
    ]
    found = lists(tree / "user" / segment / f"{name}.html")
    assert [found[heading] for heading in ("Artists", "Albums", "Tracks")] == expected


def test_the_first_ten_are_seen_and_the_others_one_step_away(tree: Path):
    """A list of more than ten has those after the tenth in details."""
    page = tree / "index.html"
    assert [line[0] for line in table(page, "Artists, most first")] == [str(rank) for rank in range(1, 11)]
    assert [line[0] for line in table(page, "Artists, 11 to 19")] == [str(rank) for rank in range(11, 20)]
    assert "<details><summary>Artists, 11 to 19</summary>" in text(page)


def test_totals_are_those_of_the_json(tree: Path):
    """Listens, artists, albums and tracks of a listener."""
    shown = totals(tree / "user" / paths.segments(USERS)["ana"] / "all_time.html")
    user = f"1/stats/user/{paths.segments(USERS)['ana']}"
    assert [*shown.items()] == [
        ("listens", str(payload(tree, f"1/user/{paths.segments(USERS)['ana']}/listen-count.json")["count"])),
        ("artists", str(payload(tree, f"{user}/artists.json")["total_artist_count"])),
        ("albums", str(payload(tree, f"{user}/release-groups.json")["total_release_group_count"])),
        ("tracks", str(payload(tree, f"{user}/recordings.json")["total_recording_count"])),
    ]


def test_an_artist_page_counts_as_the_listeners_document(tree: Path):
    """Listeners with their counts, and the totals over all."""
    said = payload(tree, f"1/stats/artist/{LOW}/listeners.json")
    page = tree / "artist" / f"{LOW}.html"
    assert [count for _, count in lists(page)["Listeners"]] == [item["listen_count"] for item in said["listeners"]]  # type: ignore[attr-defined]
    assert totals(page)["listens"] == str(said["total_listen_count"])


def test_the_table_beside_a_chart_has_its_numbers(tree: Path):
    """Every month of the year is a line, newest first, beside that of the year before, whose rest has a line, too."""
    lines = table(tree / "user" / "~43ON" / "this_year.html", "Listens by month, 1 January – 15 May 2024")
    assert lines == [
        ["May 2024, so far", "2", "0"], ["April 2024", "0", "0"], ["March 2024", "0", "0"],
        ["February 2024", "0", "1"], ["January 2024", "0", "0"],
        ["The rest of 1 January – 31 December 2023", "", "0"],
    ]  # fmt: skip


def test_a_running_year_is_named_up_to_its_newest_day(tree: Path):
    """The newest listen is of 15 May, in the middle of a bucket."""
    page = (tree / "range" / "this_year.html").read_text(encoding="utf-8")
    assert "Listens by month, 1 January – 15 May 2024</caption>" in page
    assert "May 2024 is not over yet." in page


def test_an_empty_range_says_so_and_leads_to_the_nearest(tree: Path):
    """April is empty; 6 to 12 May, last week, begins and ends nearer to it than the whole of May does."""
    page = (tree / "user" / "~43ON" / "month.html").read_text(encoding="utf-8")
    assert "No listens in this time." in page
    assert '<a href="week.html">Last week</a>' in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["SWE"], "Artists from 1 country: Sweden (3 artists)."),
        (["SWE", "NOR"], "Artists from 2 countries, most from Sweden (3 artists)."),
    ],
)
def test_the_countries_are_found_in_a_sentence(codes: list[str], said: str):
    """One country alone is not the one with most."""
    rows = [{"country": code, "artist_count": 3, "listen_count": 5, "artist_name": "Robyn"} for code in codes]
    place = FigurePlace("user/ana/all_time.html", charts=False)
    made = time_figures.countries(place, "2024", rows, {"SWE": "Sweden", "NOR": "Norway"}, None)
    assert made is not None
    assert made.finding == said


def test_without_charts_the_tables_stay(built: Callable[..., tuple[Path, object]]):
    """charts: false writes no SVG but the icon, and opens the tables."""
    output, _ = built(pages=True, charts=False)
    assert [file.name for file in output.rglob("*.svg")] == ["favicon.svg"]
    assert "<details open>" in (output / "index.html").read_text(encoding="utf-8")


def test_without_pages_there_are_none(built: Callable[..., tuple[Path, object]]):
    """pages: false is the JSON tree alone."""
    output, _ = built(pages=False)
    assert pages_of(output) == []
    assert list(output.rglob("*.svg")) == []


def test_a_project_changes_one_template(built: Callable[..., tuple[Path, object]], tmp_path: Path):
    """A template beside config.yaml comes before ours; the others stay."""
    (tmp_path / "project" / "templates").mkdir(parents=True)
    (tmp_path / "project" / "templates" / "users.html").write_text(
        "{# context: as base.html #}\nmine: {{ data.listeners|length }}\n"
    )
    output, _ = built(pages=True, charts=False)
    assert (output / "users.html").read_text(encoding="utf-8") == "mine: 2"
    assert "About the data" in (output / "data.html").read_text(encoding="utf-8")


def test_the_data_page_counts_every_line(built: Callable[..., tuple[Path, object]], tmp_path: Path):
    """Sources, sums and reasons; of an absolute path only the part after its folder, and never the clock."""
    source = {"format": "listenbrainz", "path": str(tmp_path / "project" / "*.jsonl")}
    lines = (listen("ana", "2024-05-01T09:00", "Low", "Words"), listen("ana", "2030-01-01T09:00", "Low", "Words"))
    output, _ = built(*lines, pages=True, charts=False, sources=[source])
    page = (output / "data.html").read_text(encoding="utf-8")
    assert str(tmp_path) not in page
    assert "<bdi>*.jsonl</bdi></th><td>2</td><td>1</td><td>1</td><td>0</td>" in page
    assert '<th scope="row">later than as_of, or than the clock</th><td>1</td>' in page
    assert "2026" not in page
