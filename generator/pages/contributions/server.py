"""The page of a server: its numbers, its last 24 hours, its task runs over time, and all of its projects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator import paths
from generator.charts import shares
from generator.charts.shares import Group, Share
from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Quantity
from generator.pages.contributions import timeline
from generator.pages.contributions.missing_data import UNKNOWN, Gap, gaps_of_server, said, totals_of_server
from generator.pages.contributions.view import GLOBAL_STATS, STATS, View
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.pages.home import Introduction
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import FIRST, TopList, share
from generator.pages.waves import Draw
from generator.stats.contributions import Contributions, ProjectTotals, RunBucket, ServerTotals

SEEN = 25  # projects that are seen at once


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
    totals: tuple[Quantity, ...]
    wave: Draw
    recent: tuple[TopList, ...]
    day: str
    figures: tuple[Figure, ...]
    projects: tuple[ProjectLine, ...]
    rest: tuple[ProjectLine, ...]
    volunteers: TopList | None
    at_least: int
    protected: str
    gaps: tuple[Gap, ...]
    json: tuple[Link, ...]


def of_server(renderer: Renderer, found: Contributions, activity: Sequence[RunBucket], view: View) -> Iterator[Job]:
    """The page of the server, and its charts."""
    path = renderer.site.homes["contributions"].path
    totals, rows = found.server, found.listed()
    made = _figures(renderer, found, activity, view)
    lines = tuple(_lines(view, path, rows))
    data = ServerData(
        lead=_lead(totals),
        totals=totals_of_server(totals),
        wave=_wave(renderer, found),
        recent=tuple(_recent(found, view, path)),
        day=_day(renderer, view),
        figures=tuple(made),
        projects=lines[:SEEN],
        rest=lines[SEEN:],
        volunteers=_volunteers(found, view),
        at_least=view.at_least,
        protected=_protected(totals, len(rows)) if view.at_least <= 1 else "",
        gaps=gaps_of_server(totals),
        json=_json(renderer, view, path),
    )
    title = words.plain(renderer.site.title)
    yield renderer.render(Page(path, "contributions.html", f"Contributions · {title}", data.lead, data))


def _wave(renderer: Renderer, found: Contributions) -> Draw:
    first = found.server.first_day
    days = (first, renderer.as_of.date()) if first else None
    return waves.drawn(timeline.wave(found.server_weeks, days), renderer.site)


def introduction(renderer: Renderer, found: Contributions, activity: Sequence[RunBucket], view: View) -> Introduction:
    """What the home page says of the server; it is to be asked after of_server, whose chart it shows."""
    place = renderer.site.homes["contributions"]
    totals, first = found.server, found.listed()[:FIRST]
    figure = next(iter(_figures(renderer, found, activity, view)[1:]), None)
    top_list = view.projects(place.path, "Projects", first) if first else None
    wave = _wave(renderer, found)
    return Introduction(place.words, place.path, _lead(totals), totals_of_server(totals)[:4], top_list, figure, wave)


def _lead(totals: ServerTotals) -> str:
    runs = words.counted(totals.run_count, "task run")
    projects = words.counted(totals.active_project_count, "project")
    when = f", {words.period(*totals.days)}" if totals.days else ""
    return f"{runs} in {projects}{when}."


def _protected(totals: ServerTotals, listed: int) -> str:
    """How many published projects are in no list; everybody may see the others."""
    count = totals.published_count - listed
    some = words.counted(count, "project behind a password is", "projects behind a password are")
    return f"{some} not listed; the numbers above count {'it' if count == 1 else 'them'}." if count else ""


def _json(renderer: Renderer, view: View, page: str) -> tuple[Link, ...]:
    links = (view.json(renderer, page, path, path) for path in (STATS, GLOBAL_STATS))
    return tuple(link for link in links if link)


def _recent(found: Contributions, view: View, page: str) -> Iterator[TopList]:
    """The top fives of the last 24 hours, those with an entry."""
    volunteers = found.volunteers_of_server("last_day")
    if found.top_projects:
        yield view.projects(page, "Top 5 projects", found.top_projects)
    if volunteers:
        yield view.volunteers("Top 5 volunteers", volunteers, "Registered ones.")


def _volunteers(found: Contributions, view: View) -> TopList | None:
    """The registered volunteers with most task runs of all projects together."""
    rows = found.volunteers_of_server("server")
    if not rows:
        return None
    named = "" if view.named else " Each is called by the place in this list."
    note = f"Registered ones, by the task runs of all projects; who asked not to be listed is not.{named}"
    list_ = view.volunteers("Volunteers", rows, note)
    return replace(list_, first=list_.first[:FIRST], rest=list_.first[FIRST:], total=rows[0].total)


def _day(renderer: Renderer, view: View) -> str:
    """The last 24 hours in words."""
    since, until = (f"{words.day(end)}, {end:%H:%M}" for end in view.last_day)
    return f"{since} – {until} {renderer.site.timezone}"


def _figures(renderer: Renderer, found: Contributions, activity: Sequence[RunBucket], view: View) -> list[Figure]:
    totals = found.server
    page = renderer.site.homes["contributions"].path
    place = FigurePlace(page, renderer.site.charts)
    made = [_numbers(place, totals, view.json(renderer, page, STATS))]
    if totals.first_day:
        days = (totals.first_day, renderer.as_of.date())
        by_time = timeline.activity(place, activity, days, renderer.as_of)
        made += [by_time] if by_time else []
        undated = (totals.completed_count or 0) - totals.dated_count
        completed = timeline.completed(place, activity, days, renderer.as_of, undated)
        made += [completed] if completed else []
        made.append(timeline.hours(place, found.server_hours, days, renderer.site.timezone))
        made.append(timeline.kinds(place, totals))
    return made


def _numbers(place: FigurePlace, totals: ServerTotals, json: Link | None) -> Figure:
    """Users, projects, tasks and answers, with their numbers."""
    groups = _groups(totals)
    lines = tuple((f"{group.name}: {one.name}", one.note) for group in groups for one in group.shares)
    users = ((one.name.lower(), one.count) for one in groups[0].shares)
    finding = ", ".join(f"{name} {UNKNOWN}" if count is None else f"{said(count)} {name}" for name, count in users)
    figure = Figure("Users, projects, tasks", f"{groups[0].name}: {finding}.", Table(("", "Number"), lines), json)
    return placed(place, figure, partial(shares.draw_groups, groups))


def _groups(totals: ServerTotals) -> tuple[Group, ...]:
    described = totals.described_project_count
    published = totals.published_count if described else None
    draft = totals.project_count - totals.published_count if described else None
    tasks = "Tasks" if totals.listed_task_count else "Answered tasks"
    users = "Users" if totals.described_auth_count else "Users who contributed"
    return (
        _group(users, (("Anonymous", totals.anon_count), ("Registered", totals.auth_count))),
        _group("Projects", (("Published", published), ("Draft", draft))),
        _group("Tasks and answers", ((tasks, totals.task_count), ("Answers", totals.run_count))),
    )


def _group(name: str, counts: Sequence[tuple[str, int | None]]) -> Group:
    return Group(name, tuple(Share(one, count, f"{one}: {said(count)}", said(count)) for one, count in counts))


def _lines(view: View, page: str, rows: Sequence[ProjectTotals]) -> Iterator[ProjectLine]:
    most = rows[0].run_count if rows else 0
    for row in rows:
        url = paths.relative(page, view.page_of(row.short_name))
        bar = share(row.run_count, most)
        least = "at least " if row.unseen_run_count else ""
        volunteers = least + words.counted(row.volunteer_count, "volunteer")
        yield ProjectLine(row.name, url, kind(row), row.run_count, bar, volunteers, progress(row))


def kind(row: ProjectTotals) -> str:
    """The category of a project, empty when unknown."""
    return str(row.category or "")


def progress(row: ProjectTotals) -> str:
    """How many tasks of a project are completed, in words."""
    done, tasks = row.completed_count, row.task_count
    if done is None:
        return f"{UNKNOWN} of {words.counted(tasks, 'task')}" if row.is_listed else f"tasks {UNKNOWN}"
    return f"{words.number(done)} of {words.counted(tasks, 'task')} ({words.part(done, tasks)})"
