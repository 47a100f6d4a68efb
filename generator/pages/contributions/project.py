"""The page of a project: who contributed, when, how far its tasks are, and how long each takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.documents import Job
from generator.pages import waves, words
from generator.pages.components import Quantity
from generator.pages.contributions import timeline
from generator.pages.contributions.missing_data import UNKNOWN, Gap, anonymous_share, counted, gaps_of_project, said
from generator.pages.contributions.server import kind, progress
from generator.pages.contributions.view import View, amount
from generator.pages.figure import Figure, FigurePlace
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopList
from generator.pages.waves import Draw
from generator.stats.contributions import (
    Activity,
    Contributions,
    ProjectTotals,
    RunBucket,
    RunHour,
    RunWeek,
    TopVolunteer,
)

_CALLED = "Each is called by the place in this list."
_KINDS = (
    ("authenticated", "Registered contributors", "Volunteer"),
    ("anonymous", "Anonymous contributors", "Anonymous"),
)  # the kind of a row, the heading of its list, and what one is called that has no name

_SECOND, _MINUTE, _HOUR = 1000, 60_000, 3_600_000  # ms


@dataclass(frozen=True, slots=True)
class ProjectData:
    """The page of a project; `progress` and `time` are sentences, `time` an empty one without a task run."""

    name: str
    kind: str
    lead: str
    totals: tuple[Quantity, ...]
    wave: Draw
    progress: str
    time: str
    figures: tuple[Figure, ...]
    volunteers: tuple[TopList, ...]
    named: bool
    gaps: tuple[Gap, ...]
    json: Link | None


@dataclass(frozen=True, slots=True)
class _Project:
    """A project, what it is called where others have its name, and what is told of it alone."""

    row: ProjectTotals
    name: str
    activity: Sequence[RunBucket]
    hours: Sequence[RunHour]
    weeks: Sequence[RunWeek]
    volunteers: Sequence[TopVolunteer]


def of_projects(renderer: Renderer, found: Contributions, activity: Activity, view: View) -> Iterator[Job]:
    """The page of every project, and its charts."""
    called = words.told_apart({row.short_name: row.name for row in found.projects})
    for row in found.projects:
        subject = row.subject_id
        rows = activity(subject), found.hours(subject), found.weeks(subject), found.volunteers(subject)
        yield from _project(renderer, view, _Project(row, called[row.short_name], *rows))


def _project(renderer: Renderer, view: View, project: _Project) -> Iterator[Job]:
    row, name = project.row, project.name
    path = view.page_of(row.short_name)
    stats = view.stats_of(row.short_name)
    place = FigurePlace(path, renderer.site.charts)
    made = tuple(_figures(renderer, place, project))
    data = ProjectData(
        name=row.name,
        kind=kind(row),
        lead=_lead(row),
        totals=_totals(row),
        wave=_wave(renderer, project),
        progress=_progress(row),
        time=_time(row),
        figures=made,
        volunteers=tuple(_volunteers(view, project.volunteers)),
        named=view.named,
        gaps=gaps_of_project(row),
        json=view.json(renderer, path, stats, "stats.json"),
    )
    title = f"{name} · Contributions · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(path, "project.html", title, f"{name}: {data.lead}", data))


def _wave(renderer: Renderer, project: _Project) -> Draw:
    first = project.row.first_day
    days = (first, renderer.as_of.date()) if first else None
    return waves.drawn(timeline.wave(project.weeks, days), renderer.site)


def _lead(row: ProjectTotals) -> str:
    return f"{amount(row)}, {words.period(*row.days)}." if row.days else "No task runs yet."


def _totals(row: ProjectTotals) -> tuple[Quantity, ...]:
    numbers = [
        counted(row.run_count, "task run"),
        counted(row.authenticated_count, "registered contributor"),
        counted(row.anonymous_count, "anonymous contributor"),
        counted(row.task_count, "task" if row.is_listed else "answered task"),
        Quantity(said(row.completed_count), "completed"),
        *anonymous_share(row),
    ]
    if row.median_ms is not None:
        numbers.append(Quantity(took(row.median_ms), "per task, the median"))
    return tuple(numbers)


def _figures(renderer: Renderer, place: FigurePlace, project: _Project) -> Iterator[Figure]:
    row, activity = project.row, project.activity
    days = (row.first_day, renderer.as_of.date()) if row.first_day else None
    by_time = timeline.activity(place, activity, days, renderer.as_of) if days else None
    if days and by_time:
        yield by_time
        undated = (row.completed_count or 0) - row.dated_count
        completed = timeline.completed(place, activity, days, renderer.as_of, undated)
        yield from [completed] if completed else []
        yield timeline.hours(place, project.hours, days, renderer.site.timezone)
        yield timeline.kinds(place, row)


def _volunteers(view: View, rows: Sequence[TopVolunteer]) -> Iterator[TopList]:
    """The lists of volunteers that have an entry."""
    for name, heading, one in _KINDS:
        some = [row for row in rows if row.list == name]
        if some:
            counted = f"{heading}, top {len(some)}" if len(some) > 1 else heading
            unnamed = name == "anonymous" or not view.named
            yield view.volunteers(counted, some, _CALLED if unnamed else "", one)


def _progress(row: ProjectTotals) -> str:
    """How far the tasks of a project are."""
    if row.completed_count is None:
        return f"How many are completed is {UNKNOWN}."
    return f"Completed: {progress(row)}."


def _time(row: ProjectTotals) -> str:
    """How long a task takes: the median and the quartiles, and for how many task runs they are known."""
    if not row.run_count:
        return ""
    if row.quartiles is None:
        return "Unknown: the export has neither start times nor timings."
    lower, median, upper = map(took, row.quartiles)
    known = words.part(row.timed_count, row.run_count)
    return (
        f"Half of the task runs took {median} or less, a quarter {lower} or less, three quarters {upper} or less. "
        f"Known for {known} of the task runs."
    )


def took(milliseconds: int) -> str:
    """0.8 s, 12 s, 2 min 05 s, 1 h 05 min: short times in seconds, rounded down."""
    if milliseconds < 10 * _SECOND:
        return f"{milliseconds // 100 / 10:g} s"
    if milliseconds < _MINUTE:
        return f"{milliseconds // _SECOND} s"
    if milliseconds < _HOUR:
        return f"{milliseconds // _MINUTE} min {milliseconds % _MINUTE // _SECOND:02d} s"
    return f"{milliseconds // _HOUR} h {milliseconds % _HOUR // _MINUTE:02d} min"
