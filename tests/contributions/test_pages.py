"""The pages of contributions: what they count, what they say is unknown, and whom they name."""

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from generator import paths
from generator.pages import SiteContext, homes, make_renderer
from generator.pages.contributions import View, introduction, of_projects, of_server
from generator.pages.template_files import read as read_templates
from generator.stats.contributions import activity, contributions
from tests.contributions.server import Server
from tests.contributions.test_stats import BARE, SERVER

HOME = "contributions.html"


def pages(server: Server, at_least: int = 1, *, named: bool = False, charts: bool = False) -> dict[str, str]:
    """Every document of the pages by its path; of HTML the text, a space between elements."""
    with server.asked(at_least) as answers:
        site = SiteContext("Crowd", "", charts, "UTC", homes(["listens", "contributions"]))
        names = [row["short_name"] for row in answers.rows("contributions/project_totals")]
        view = shown(server, paths.segments(names), at_least, named=named)
        made = make_renderer(site, read_templates(Path("none")), server.as_of)
        found, of_subject = contributions(answers), activity(answers)
        documents = [*of_server(made, found, of_subject(0), view), *of_projects(made, found, of_subject, view)]
    return {each.path: _text(each.body.decode()) for each in documents}


def shown(server: Server, segments: dict[str, str], at_least: int = 1, *, named: bool = False) -> View:
    """What the pages need to know beside their rows."""
    return View(segments, named, True, at_least, (server.as_of - timedelta(hours=24), server.as_of))  # noqa: FBT003


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page))) if page.startswith("<!doctype") else page


def test_the_server_counts_what_is_known():
    """Six runs by three accounts and two addresses; two tasks are pending; the list has progress, and no drafts."""
    text = pages(SERVER)[HOME]

    assert "6 task runs in 2 projects, 1 – 3 May 2024." in text
    for number in (
        "3 registered accounts",
        "2 anonymous contributors",
        "3 projects, 1 draft among them",
        "5 tasks",
        "2 pending tasks",
    ):
        count, _, what = number.partition(" ")
        assert f"{what} {count} " in text
    assert "Frogs animals 2 volunteers 1 of 3 tasks (33 %) 3" in text
    assert "Toads 2 animals 3 volunteers 2 of 2 tasks (100 %) 3" in text
    assert "Mushrooms" not in text


def test_what_the_files_do_not_say_is_unknown_with_its_reason():
    """Of task runs alone: no accounts, no projects, no tasks, no results, no times; none of these is 0."""
    text = pages(BARE)[HOME]

    for reason in (
        "Registered accounts: unknown; no file of accounts was given: only those who contributed are counted, 2",
        "Published and draft projects: unknown; no file of projects was given",
        "Tasks: unknown; no file of tasks was given: only tasks with a task run are counted.",
        "Pending tasks: unknown; the files do not say of every task whether it is completed.",
        "Results: unknown; no file of results was given.",
    ):
        assert reason in text
    assert re.findall(r"(pending tasks|results) (\S+)", text)[:2] == [
        ("pending tasks", "unknown"),
        ("results", "unknown"),
    ]
    assert {"Projects: Published unknown", "Projects: Draft unknown"} <= set(re.findall(r"Projects: \w+ \w+", text))


def test_what_is_known_has_no_reason():
    """With every file, the page does not speak of gaps, but for the project that has no tasks."""
    assert "unknown;" not in pages(SERVER)[HOME]
    assert "What the files do not say" not in pages(SERVER)["project/frogs/index.html"]


def test_the_day_is_named_and_what_it_is_not():
    """The top fives are of 24 hours up to the newest event, which the page says, and how the API differs."""
    text = pages(SERVER)[HOME]

    assert "2 May 2024, 12:00 – 3 May 2024, 12:00 UTC. These are true 24 hours" in text
    assert "1 Toads 2 3 2 Frogs 1" in text


def test_top_fives_are_hidden_when_empty():
    """Without a task run in the 24 hours there is no heading for them."""
    quiet = Server("2024-04-01T10:00 1 11 5", SERVER.projects, SERVER.accounts)
    assert "The last 24 hours" not in pages(quiet)[HOME]
    anonymous = Server("2024-05-03T10:00 1 11 - 77", SERVER.projects, SERVER.accounts)
    assert "Top 5 projects" in pages(anonymous)[HOME]
    assert "Top 5 volunteers" not in pages(anonymous)[HOME]


@pytest.mark.parametrize("named", [False, True])
def test_volunteers_are_named_only_when_published(*, named: bool):
    """By default nobody's name is on any page; published, those who did not ask to be left out."""
    text = " ".join(pages(SERVER, named=named).values())

    assert ("Ana A" in text, "Bo B" in text, "Cleo" in text) == (named, named, False)
    assert ("Anonymous 1" in text, "Volunteer 1" in text) == (True, not named)


def test_few_people_are_not_listed():
    """Of at least three, the project of two volunteers has neither line nor page, and the page says so."""
    found = pages(SERVER, at_least=3)

    assert "Projects of fewer than 3 volunteers are not listed; the numbers above count them." in found[HOME]
    assert "Frogs" not in found[HOME]
    assert [path for path in found if path.startswith("project/")] == ["project/toads/index.html"]


UNTIMED = "2024-05-01T10:00 1 11 5"
TIMED = """
    2024-05-01T10:00  1  1  5  -  800
    2024-05-01T10:00  1  1  5  -  12999
    2024-05-01T10:00  1  1  5  -  125000
    2024-05-01T10:00  1  1  5  -  3900000
    2024-05-01T10:00  1  1  5  -  -
"""


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (UNTIMED, "Unknown: the export has neither start times nor timings."),
        (TIMED, "Half of the task runs took 12 s or less, a quarter 0.8 s or less, three quarters 2 min 05 s or less."),
        (TIMED, "Known for 80 % of the task runs."),
    ],
)
def test_the_time_per_task_is_said_with_its_share(runs: str, said: str):
    """Median and quartiles are durations that occur; the page says for how many task runs they are known."""
    text = pages(Server(runs, "1 frogs Frogs true - true", "5"))["project/frogs/index.html"]
    assert said in text.partition("Time per task")[2]


def test_a_project_says_who_and_when():
    """Task runs by day, newest first, of registered and anonymous volunteers, and all 24 hours."""
    text = pages(SERVER)["project/frogs/index.html"]

    assert "3 task runs by 2 volunteers, 1 – 2 May 2024." in text
    assert "Thursday, 2 May 2024 2 1 1 Wednesday, 1 May 2024 1 1 0" in text
    assert "12:00 – 13:00 2 1 1 13:00 – 14:00 0 0 0" in text


@pytest.mark.parametrize(
    ("last", "step", "lines"),
    [
        ("2024-01-02", "day", 2), ("2024-04-01", "day", 92), ("2024-04-02", "month", 4),
        ("2033-12-31", "month", 120), ("2034-01-02", "year", 11),
    ],
)  # fmt: skip
def test_a_long_time_has_wide_bars(last: str, step: str, lines: int):
    """Days up to 92, months up to ten years, then years, none left out."""
    end = datetime.fromisoformat(f"{last}T12:00")
    server = Server(f"2024-01-01T10:00 1 1 5\n{last}T10:00 1 1 5", "1 frogs Frogs true - true", "5", as_of=end)
    text = pages(server)["project/frogs/index.html"]
    (body,) = re.findall(rf"Task runs by {step}, .*? Anonymous (.*?) Task runs by hour", text)

    assert len(re.findall(r"\d{4}(?:, so far)? \d+ \d+ 0(?= |$)", body)) == lines


@pytest.mark.parametrize("page", ["contributions.html", "project/frogs/index.html"])
def test_charts_end_with_as_of(page: str):
    """The days after the last task run count nothing, and that of as_of is not over yet."""
    end = datetime.fromisoformat("2024-01-04T12:00")
    server = Server("2024-01-01T10:00 1 1 5\n2024-01-02T10:00 1 1 5", "1 frogs Frogs true - true", "5", as_of=end)
    text = pages(server)[page]
    assert "Task runs by day, 1 – 4 January 2024" in text
    assert "Thursday, 4 January 2024, so far 0 0 0 Wednesday, 3 January 2024 0 0 0" in text
    assert "1 – 2 January 2024." in text


def test_charts_stand_in_their_pages():
    """Each mark says its value; there is no file of a chart, and without charts no mark."""
    drawn, bare = pages(SERVER, charts=True), pages(SERVER)
    assert not [path for path in drawn if path.endswith(".svg")]
    for page in ("contributions.html", "project/frogs/index.html"):
        assert "2 May 2024: 2 task runs" in drawn[page], page
        assert "2 May 2024: 2 task runs" not in bare[page], page


def test_the_introduction_is_short():
    """For the home page: a sentence, four numbers, the first projects, and the chart of the page itself."""
    with SERVER.asked() as answers:
        site = SiteContext("Crowd", "", charts=True, timezone="UTC", homes=homes(["listens", "contributions"]))
        made = make_renderer(site, read_templates(Path("none")), SERVER.as_of)
        view = shown(SERVER, {name: name for name in ("frogs", "toads", "mushes")})
        found, of_all = contributions(answers), activity(answers)(0)
        list(of_server(made, found, of_all, view))
        said = introduction(made, found, of_all, view)

    assert (said.path, said.sentence, len(said.totals)) == (HOME, "6 task runs in 2 projects, 1 – 3 May 2024.", 4)
    assert said.top_list is not None
    assert [(item.name, item.url) for item in said.top_list.first][:2] == [
        ("Frogs", "project/frogs/index.html"),
        ("Toads 2", "project/toads/index.html"),
    ]
    assert said.figure is not None
    assert said.figure.title == "Task runs by day, 1 – 3 May 2024"


RICH = Server(
    task_runs="""
        2024-05-01T10:00  1  11  5
        2024-05-01T11:00  1  12  5
        2024-05-02T10:00  1  12  -  77
        2024-05-03T10:00  1  11  6
        2024-05-03T11:00  2  21  6
        2024-05-03T11:30  1  13  -  -  -  true
        2024-05-03T11:40  3  31  7
    """,
    projects="1 frogs Frogs true - true\n2 vault Vault true - true true true\n3 mushes Mushrooms true - true",
    accounts="5 ana Ana_A false true\n6 bo Bo_B false true\n7 cleo Cleo_C true true",
    tasks="11 1 true\n12 1 true\n13 1 false\n14 1 true\n21 2 true\n31 3 false",
)


def test_completed_tasks_over_time():
    """By the day of their last run, with how many there are by then; one without a run has a line of its own."""
    text = pages(RICH)["project/frogs/index.html"]
    (found,) = re.findall(r"Completed tasks by day, 1 – 3 May 2024 .*?Task runs by hour", text)

    assert (
        "2 tasks were completed; each counts when its last task run came. 1 more has no task run in the files." in found
    )
    assert "Friday, 3 May 2024, so far 1 2 Thursday, 2 May 2024 1 1 Wednesday, 1 May 2024 0 0" in found
    assert "Without a task run 1" in found
    assert "completed 3 " in text
    assert "Most completed tasks: Thursday, 2 May 2024 (1)." in found


def test_completed_tasks_that_nobody_knows_have_no_chart():
    """Where the file does not say it of every task."""
    server = Server("2024-05-01T10:00 1 11 5", "1 frogs Frogs true - true", "5", "11 1 true\n12 1 -")
    assert "Completed tasks by" not in " ".join(pages(server, charts=True).values())


def test_the_share_of_anonymous_answers():
    """Over the page, and in a chart with its table, where what came from another service is neither."""
    text = pages(RICH)["project/frogs/index.html"]

    assert "anonymous share of task runs 20 %" in text.replace("\u00a0", " ")
    kinds = text.partition("Task runs by kind of volunteer")[2].replace("\u00a0", " ")
    assert "20 % of the task runs are by anonymous volunteers." in kinds
    assert "Registered 3 60 % Anonymous 1 20 % External 1 20 %" in kinds
    assert "External" not in pages(SERVER)["project/frogs/index.html"]
    assert "3 by registered volunteers, 1 by anonymous ones. 1 came from another service." in text


@pytest.mark.parametrize("named", [False, True])
def test_volunteers_have_a_leaderboard(*, named: bool):
    """Registered ones by the runs of all projects, protected ones too, but for those who asked not to be listed."""
    text = pages(RICH, named=named)[HOME]
    board = text.partition(" Volunteers 2 in all ")[2].partition("Task runs by")[0]

    assert board.startswith("Registered ones, by the task runs of all projects")
    first, second = ("Ana A", "Bo B") if named else ("Volunteer 1", "Volunteer 2")
    assert f"1 {first} 2 2 {second} 2" in board
    assert ("called by the place" in board) == (not named)
    assert "Cleo" not in text
    assert "2 in all" not in pages(RICH, at_least=2)[HOME]


def test_a_protected_project_is_on_no_page():
    """Neither a page of its own nor a line, in no list of the day; its run is in the totals."""
    found = pages(RICH, named=True, charts=True)

    assert not [path for path, text in found.items() if "vault" in f"{path} {text}".lower()]
    assert "7 task runs in 3 projects" in found[HOME]
