"""The page of a server: its numbers, its last 24 hours, its task runs over time, and all of its projects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from generator import paths
from generator.charts import proportions
from generator.charts.proportions import Group
from generator.documents import Document
from generator.pages import words
from generator.pages.contributions import timeline
from generator.pages.contributions.known import UNKNOWN, Gap, gaps_of_server, said, totals_of_server
from generator.pages.contributions.showing import GLOBAL_STATS, STATS, Showing
from generator.pages.figures import Figure, Place, Placed, Table, placed
from generator.pages.heading import Total
from generator.pages.home import Introduction
from generator.pages.leaders import FIRST, Leaders, share
from generator.pages.press import Page, Press
from generator.pages.site import Link
from generator.stats import Answers, Row

SEEN = 25  # projects that are seen at once
_FOLDER = "contributions"  # where the charts lie


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A line of the list of projects; `kind` is draft, its category, or both."""

    name: str
    url: str
    kind: str
    count: int
    share: int
    volunteers: str
    progress: str


@dataclass(frozen=True, slots=True)
class ServerData:
    """The page of a server; `recent` are the top fives of the 24 hours in words, only those with an entry.

    `volunteers` are the registered ones with most task runs, none where nobody is to be listed. `protected` says how
    many projects a password keeps out of the list.
    """

    lead: str
    totals: tuple[Total, ...]
    recent: tuple[Leaders, ...]
    day: str
    figures: tuple[Figure, ...]
    projects: tuple[ProjectLine, ...]
    rest: tuple[ProjectLine, ...]
    volunteers: Leaders | None
    at_least: int
    protected: str
    gaps: tuple[Gap, ...]
    json: tuple[Link, ...]


def of_server(press: Press, answers: Answers, showing: Showing) -> Iterator[Document]:
    """The page of the server, and its charts."""
    path = press.site.homes["contributions"].path
    (totals,) = answers.rows("contributions/server_totals")
    rows = list(answers.rows("contributions/project_totals"))
    made = _figures(press, answers, showing, totals)
    lines = tuple(_lines(showing, path, rows))
    at_least = int(str(answers.parameters["at_least"]))
    data = ServerData(
        lead=_lead(totals),
        totals=totals_of_server(totals),
        recent=tuple(_recent(answers, showing, path)),
        day=_day(press, answers),
        figures=tuple(figure for figure, _ in made),
        projects=lines[:SEEN],
        rest=lines[SEEN:],
        volunteers=_volunteers(answers, showing),
        at_least=at_least,
        protected=_protected(totals, len(rows)) if at_least <= 1 else "",
        gaps=gaps_of_server(totals),
        json=_json(press, showing, path),
    )
    title = words.plain(press.site.title)
    yield press.printed(Page(path, "contributions.html", f"Contributions · {title}", data.lead, data))
    for _, charts in made:
        yield from charts


def introduction(press: Press, answers: Answers, showing: Showing) -> Introduction:
    """What the home page says of the server; it is to be asked after of_server, whose chart it shows."""
    place = press.site.homes["contributions"]
    (totals,) = answers.rows("contributions/server_totals")
    first = list(answers.rows("contributions/project_totals", FIRST))
    figure = next((figure for figure, _ in _figures(press, answers, showing, totals)[1:]), None)
    leaders = showing.projects(place.path, "Projects", first) if first else None
    return Introduction(place.words, place.path, _lead(totals), totals_of_server(totals)[:4], leaders, figure)


def _lead(totals: Row) -> str:
    runs = words.counted(totals["run_count"], "task run")
    projects = words.counted(totals["active_project_count"], "project")
    when = f", {words.period(totals['first_day'], totals['last_day'])}" if totals["run_count"] else ""
    return f"{runs} in {projects}{when}."


def _protected(totals: Row, listed: int) -> str:
    """How many published projects are in no list; everybody may see the others."""
    count = totals["published_count"] - listed
    some = words.counted(count, "project behind a password is", "projects behind a password are")
    return f"{some} not listed; the numbers above count {'it' if count == 1 else 'them'}." if count else ""


def _json(press: Press, showing: Showing, page: str) -> tuple[Link, ...]:
    links = (showing.json(press, page, path, path) for path in (STATS, GLOBAL_STATS))
    return tuple(link for link in links if link)


def _recent(answers: Answers, showing: Showing, page: str) -> Iterator[Leaders]:
    """The top fives of the last 24 hours, those with an entry."""
    projects = list(answers.rows("contributions/top_projects_24_hours"))
    volunteers = list(answers.rows("contributions/top_volunteers_24_hours"))
    if projects:
        yield showing.projects(page, "Top 5 projects", projects)
    if volunteers:
        yield showing.volunteers("Top 5 volunteers", volunteers, "Registered ones.")


def _volunteers(answers: Answers, showing: Showing) -> Leaders | None:
    """The registered volunteers with most task runs of all projects together."""
    rows = list(answers.rows("contributions/server_volunteers"))
    if not rows:
        return None
    named = "" if showing.named else " Each is called by the place in this list."
    note = f"Registered ones, by the task runs of all projects; who asked not to be listed is not.{named}"
    list_ = showing.volunteers("Volunteers", rows, note)
    return replace(list_, first=list_.first[:FIRST], rest=list_.first[FIRST:], total=rows[0]["total"])


def _day(press: Press, answers: Answers) -> str:
    """The last 24 hours in words."""
    ends = (answers.parameters[f"last_day_{end}"] for end in ("since", "until"))
    since, until = (f"{words.day(end)}, {end:%H:%M}" for end in ends if isinstance(end, datetime))
    return f"{since} – {until} {press.site.timezone}"


def _figures(press: Press, answers: Answers, showing: Showing, totals: Row) -> list[Placed]:
    page, title = press.site.homes["contributions"].path, words.plain(press.site.title)
    place = Place(page, title, press.site.charts, folder=_FOLDER, drawn=press.drawn)
    made = [_numbers(place, totals, showing.json(press, page, STATS))]
    if totals["run_count"]:
        days = (totals["first_day"], press.as_of.date())
        by_day = list(answers.rows("contributions/server_activity"))
        by_time = timeline.activity(place, by_day, days, press.as_of)
        made += [by_time] if by_time else []
        undated = (totals["completed_count"] or 0) - totals["dated_count"]
        completed = timeline.completed(place, by_day, days, press.as_of, undated)
        made += [completed] if completed else []
        rows = list(answers.rows("contributions/server_hours"))
        made.append(timeline.hours(place, rows, days, press.site.timezone))
        made.append(timeline.kinds(place, totals))
    return made


def _numbers(place: Place, totals: Row, json: Link | None) -> Placed:
    """Users, projects, tasks and answers, with their numbers."""
    groups = _groups(totals)
    lines = tuple((f"{group.name}: {name}", said(count)) for group in groups for name, count in group.bars)
    users = ((name.lower(), count) for name, count in groups[0].bars)
    finding = ", ".join(f"{name} {UNKNOWN}" if count is None else f"{said(count)} {name}" for name, count in users)
    figure = Figure("Users, projects, tasks", f"{groups[0].name}: {finding}.", Table(("", "Number"), lines), json)
    return placed(place, "numbers", figure, partial(proportions.svg, groups))


def _groups(totals: Row) -> tuple[Group, ...]:
    described = totals["described_project_count"]
    published = totals["published_count"] if described else None
    draft = totals["project_count"] - totals["published_count"] if described else None
    tasks = "Tasks" if totals["listed_task_count"] else "Answered tasks"
    users = "Users" if totals["described_auth_count"] else "Users who contributed"
    return (
        Group(users, (("Anonymous", totals["anon_count"]), ("Registered", totals["auth_count"]))),
        Group("Projects", (("Published", published), ("Draft", draft))),
        Group("Tasks and answers", ((tasks, totals["task_count"]), ("Answers", totals["run_count"]))),
    )


def _lines(showing: Showing, page: str, rows: Sequence[Row]) -> Iterator[ProjectLine]:
    most = rows[0]["run_count"] if rows else 0
    for row in rows:
        url = paths.relative(page, showing.page_of(row["short_name"]))
        bar = share(row["run_count"], most)
        least = "at least " if row["unseen_run_count"] else ""
        volunteers = least + words.counted(row["volunteer_count"], "volunteer")
        yield ProjectLine(row["name"], url, kind(row), row["run_count"], bar, volunteers, progress(row))


def kind(row: Row) -> str:
    """The category of a project, empty when unknown."""
    return str(row["category"] or "")


def progress(row: Row) -> str:
    """How many tasks of a project are completed, in words."""
    done, tasks = row["completed_count"], row["task_count"]
    if done is None:
        return f"{UNKNOWN} of {words.counted(tasks, 'task')}" if row["is_listed"] else f"tasks {UNKNOWN}"
    return f"{words.number(done)} of {words.counted(tasks, 'task')} ({words.part(done, tasks)})"
