"""What the stat sets of contributions say of a server, which is subject 0, and of its projects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.stats.alignment import aligned
from generator.stats.records import records, records_by
from generator.stats.store import Store

SERVER = 0  # the subject that is all projects together


@dataclass(frozen=True, slots=True)
class ServerTotals:
    """The numbers of a server; None is what its files cannot tell."""

    run_count: int
    anonymous_run_count: int
    authenticated_run_count: int
    unseen_run_count: int
    timed_count: int
    first_day: date | None
    last_day: date | None
    auth_count: int
    described_auth_count: int
    anon_count: int | None
    project_count: int
    published_count: int
    featured_count: int
    described_project_count: int
    category_count: int
    task_count: int
    listed_task_count: int
    unlisted_project_count: int
    wanted_count: int
    pending_count: int | None
    completed_count: int | None
    dated_count: int
    untold_project_count: int
    result_count: int | None
    active_project_count: int

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day with a task run."""
        return (self.first_day, self.last_day) if self.first_day and self.last_day else None


@dataclass(frozen=True, slots=True)
class ProjectTotals:
    """The numbers of a project, in whose own words `rank` is its place by task runs; None is what nobody knows."""

    subject_id: int
    rank: int
    project_id: int
    short_name: str
    name: str
    is_described: bool
    category: str | None
    run_count: int
    anonymous_run_count: int
    authenticated_run_count: int
    unseen_run_count: int
    anonymous_count: int | None
    authenticated_count: int
    volunteer_count: int
    is_listed: bool
    task_count: int
    completed_count: int | None
    dated_count: int
    timed_count: int
    lower_ms: int | None
    median_ms: int | None
    upper_ms: int | None
    elapsed_count: int
    elapsed_us: int | None
    first_day: date | None
    last_day: date | None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day with a task run."""
        return (self.first_day, self.last_day) if self.first_day and self.last_day else None

    @property
    def quartiles(self) -> tuple[int, int, int] | None:
        """How long a quarter, a half and three quarters of the task runs took at most, in ms, as far as it is known."""
        found = [each for each in (self.lower_ms, self.median_ms, self.upper_ms) if each is not None]
        return (found[0], found[1], found[2]) if len(found) == 3 else None  # noqa: PLR2004 - quartiles


@dataclass(frozen=True, slots=True)
class TopProject:
    """A project with the most task runs of the last 24 hours."""

    rank: int
    project_id: int
    short_name: str
    name: str
    run_count: int


@dataclass(frozen=True, slots=True)
class Category:
    """A category, and its published projects that no password protects."""

    category: str
    project_count: int


@dataclass(frozen=True, slots=True)
class TopVolunteer:
    """A volunteer in one of the lists of a subject; one that no file describes has no name."""

    subject_id: int
    list: str
    rank: int
    account_id: int | None
    name: str | None
    fullname: str | None
    run_count: int
    total: int


@dataclass(frozen=True, slots=True)
class RunBucket:
    """The task runs of a day, a month or a year, which `step` says; the completed tasks had their last run then."""

    subject_id: int
    step: str
    bucket: date
    run_count: int
    anonymous_run_count: int
    authenticated_run_count: int
    completed_count: int


@dataclass(frozen=True, slots=True)
class RunHour:
    """The task runs of an hour of the day."""

    subject_id: int
    hour: int
    run_count: int
    anonymous_run_count: int
    authenticated_run_count: int


@dataclass(frozen=True, slots=True)
class RunWeek:
    """The task runs of the week that begins on a Monday."""

    subject_id: int
    week: date
    run_count: int


Activity = Callable[[int], list[RunBucket]]  # each answers a subject; they are to be asked in the order of subjects
Hours = Callable[[int], list[RunHour]]
Volunteers = Callable[[int], list[TopVolunteer]]
Weeks = Callable[[int], list[RunWeek]]


@dataclass(frozen=True, slots=True)
class Contributions:
    """A server and its projects, in the order of subject_id, and what is read of one subject after the other."""

    server: ServerTotals
    projects: Sequence[ProjectTotals]
    top_projects: Sequence[TopProject]
    top_volunteers: Sequence[TopVolunteer]
    server_hours: Sequence[RunHour]
    hours: Hours
    server_weeks: Sequence[RunWeek]
    weeks: Weeks
    volunteers: Volunteers

    def listed(self) -> list[ProjectTotals]:
        """The projects in the order of their ranks."""
        return sorted(self.projects, key=lambda project: project.rank)

    def volunteers_of_server(self, name: str) -> list[TopVolunteer]:
        """One of the lists of the server."""
        return [each for each in self.top_volunteers if each.list == name]


def contributions(store: Store) -> Contributions:
    """Read what mirror and pages need; the store has at_least, and the ends of the last 24 hours."""
    (server,) = records(store, "contributions/server_totals", ServerTotals)
    projects = records(store, "contributions/project_totals", ProjectTotals)
    hours = aligned(records_by(store, "subject_id", "contributions/run_hours", RunHour))
    volunteers = aligned(records_by(store, "subject_id", "contributions/top_volunteers", TopVolunteer))
    weeks = aligned(records_by(store, "subject_id", "contributions/run_weeks", RunWeek))
    return Contributions(
        server=server,
        projects=sorted(projects, key=lambda project: project.subject_id),
        top_projects=list(records(store, "contributions/top_projects_24_hours", TopProject)),
        top_volunteers=volunteers(SERVER),
        server_hours=hours(SERVER),
        hours=hours,
        server_weeks=weeks(SERVER),
        weeks=weeks,
        volunteers=volunteers,
    )


def categories(store: Store) -> list[Category]:
    """Every category that any project has."""
    return list(records(store, "contributions/category_projects", Category))


def activity(store: Store) -> Activity:
    """The task runs of every subject over time; the store has as_of."""
    return aligned(records_by(store, "subject_id", "contributions/run_activity", RunBucket))
