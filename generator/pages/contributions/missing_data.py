"""What the files say of a server or a project, and what they cannot say, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages import words
from generator.pages.components import Quantity
from generator.stats.contributions import ProjectTotals, ServerTotals

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not known, or not wholly, and why."""

    what: str
    why: str


def said(count: int | None) -> str:
    """A number; one that nobody knows is a word."""
    return UNKNOWN if count is None else words.number(count)


def counted(count: int | None, one: str) -> Quantity:
    """A number and what it counts."""
    return Quantity(said(count), one if count == 1 else one + "s")


def anonymous_share(row: ServerTotals | ProjectTotals) -> Iterator[Quantity]:
    """How many in a hundred task runs of a server or a project are anonymous; nothing without a task run."""
    if row.run_count:
        yield Quantity(words.part(row.anonymous_run_count, row.run_count), "anonymous share of task runs")


def totals_of_server(row: ServerTotals) -> tuple[Quantity, ...]:
    """The numbers of a server."""
    return (
        counted(row.run_count, "task run"),
        counted(row.auth_count, "registered account" if row.described_auth_count else "registered contributor"),
        counted(row.anon_count, "anonymous contributor"),
        _projects_in_all(row),
        counted(row.task_count, "task" if row.listed_task_count else "answered task"),
        counted(row.pending_count, "pending task"),
        counted(row.completed_count, "completed task"),
        counted(row.result_count, "result"),
        *anonymous_share(row),
    )


def _projects_in_all(row: ServerTotals) -> Quantity:
    """How many projects there are, and how many of them are drafts, which no list has."""
    drafts = row.project_count - row.published_count if row.described_project_count else 0
    total = counted(row.project_count, "project")
    if not drafts:
        return total
    return Quantity(total.said, f"{total.words}, {words.counted(drafts, 'draft')} among them")


def gaps_of_server(row: ServerTotals) -> tuple[Gap, ...]:
    """What the files do not say of a server."""
    return (
        *_accounts(row),
        *_anonymous(row.anon_count, row.unseen_run_count),
        *_projects(row),
        *_tasks(row),
        *_outcomes(row),
        *_times(row),
    )


def gaps_of_project(row: ProjectTotals) -> tuple[Gap, ...]:
    """What the files do not say of a project."""
    return (*_anonymous(row.anonymous_count, row.unseen_run_count), *_project(row))


def _accounts(row: ServerTotals) -> Iterator[Gap]:
    unnamed = row.auth_count - row.described_auth_count
    if not row.described_auth_count:
        some = words.counted(unnamed, "registered volunteer")
        yield Gap(
            "Registered accounts",
            f"{UNKNOWN}; no file of accounts was given: only those who contributed are counted, {some}.",
        )
    elif unnamed:
        some = words.counted(unnamed, "account is", "accounts are")
        yield Gap("Registered accounts", f"{some} in no file of accounts, and known by task runs alone.")


def _anonymous(known: int | None, unseen: int) -> Iterator[Gap]:
    some = words.counted(unseen, "anonymous task run")
    if known is None:
        yield Gap(
            "Anonymous contributors",
            f"{UNKNOWN}; nothing in the files tells the volunteers of {some} apart.",
        )
    elif unseen:
        yield Gap("Anonymous contributors", f"at least so many; nothing tells the volunteers of {some} apart.")


def _projects(row: ServerTotals) -> Iterator[Gap]:
    unnamed = row.project_count - row.described_project_count
    if not row.described_project_count:
        some = words.counted(unnamed, "project")
        yield Gap(
            "Published and draft projects",
            f"{UNKNOWN}; no file of projects was given: those that tasks and task runs name are counted, {some}; "
            "the JSON calls them published.",
        )
    elif unnamed:
        some = words.counted(unnamed, "project is", "projects are")
        yield Gap("Published and draft projects", f"{some} in no file of projects, and counted as published.")
    if not row.category_count:
        yield Gap("Categories", f"{UNKNOWN}; no file says of which category a project is.")


def _tasks(row: ServerTotals) -> Iterator[Gap]:
    if not row.listed_task_count:
        yield Gap("Tasks", f"{UNKNOWN}; no file of tasks was given: only tasks with a task run are counted.")
    elif row.unlisted_project_count:
        some = words.counted(row.unlisted_project_count, "project")
        yield Gap("Tasks", f"no file of tasks was given for {some}: only tasks with a task run are counted there.")


def _outcomes(row: ServerTotals) -> Iterator[Gap]:
    if row.pending_count is None:
        yield Gap("Pending tasks", f"{UNKNOWN}; the files do not say of every task whether it is completed.")
    if row.untold_project_count:
        some = words.counted(row.untold_project_count, "project")
        known = UNKNOWN if row.completed_count is None else "at least so many"
        yield Gap("Completed tasks", f"{known}; of {some} the files do not say which are completed.")
    if row.result_count is None:
        yield Gap("Results", f"{UNKNOWN}; no file of results was given.")


def _project(row: ProjectTotals) -> Iterator[Gap]:
    if not row.is_described:
        yield Gap("Name, state and category", f"{UNKNOWN}; no file of projects has this one.")
    if not row.is_listed:
        yield Gap("Tasks", f"{UNKNOWN}; no file of tasks was given: only tasks with a task run are counted.")
    if row.completed_count is None:
        why = "the file does not say it of every task" if row.is_listed else "no file of tasks was given"
        yield Gap("Completed tasks", f"{UNKNOWN}; {why}.")


def _times(row: ServerTotals) -> Iterator[Gap]:
    if row.run_count and not row.timed_count:
        yield Gap("Time per task", f"{UNKNOWN}; the export has neither start times nor timings.")
