"""How contributions are shown: where projects lie, whether volunteers have names, and whether the API is mirrored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator import paths
from generator.pages import words
from generator.pages.renderer import Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopItem, TopList, share
from generator.stats.contributions import ProjectTotals, TopProject, TopVolunteer

STATS = "stats.json"
GLOBAL_STATS = "api/globalstats.json"

Projects = Sequence[ProjectTotals | TopProject]
_Ranked = Sequence[ProjectTotals | TopProject] | Sequence[TopVolunteer]


@dataclass(frozen=True, slots=True)
class View:
    """What the pages of contributions need to know beside their rows; `segments` are by the short names of projects.

    `at_least` is how many people an entry is about, `last_day` the ends of the last 24 hours.
    """

    segments: Mapping[str, str]
    named: bool
    mirrored: bool
    at_least: int
    last_day: tuple[datetime, datetime]

    def page_of(self, short_name: str) -> str:
        """The path of a project's page."""
        return f"project/{self.segments[short_name]}/index.html"

    def stats_of(self, short_name: str) -> str:
        """The path of a project's JSON."""
        return f"project/{self.segments[short_name]}/stats.json"

    def json(self, renderer: Renderer, page: str, path: str, said: str = "JSON") -> Link | None:
        """A link from a page to JSON, which counts by UTC; None without a mirror."""
        return Link(paths.relative(page, path), renderer.site.in_utc(said)) if self.mirrored else None

    def projects(self, page: str, heading: str, rows: Projects, note: str = "") -> TopList:
        """A list of projects by their task runs."""
        urls = [paths.relative(page, self.page_of(row.short_name)) for row in rows]
        return _listed(heading, [(row.name, url) for row, url in zip(rows, urls, strict=True)], rows, note)

    def volunteers(self, heading: str, rows: Sequence[TopVolunteer], note: str = "", one: str = "Volunteer") -> TopList:
        """A list of volunteers by their task runs: by name where it is wanted and known, else as `one` and rank."""
        names = [row.fullname or row.name if self.named else None for row in rows]
        called = [name or f"{one} {row.rank}" for name, row in zip(names, rows, strict=True)]
        return _listed(heading, [(name, None) for name in called], rows, note)


def _listed(heading: str, called: Sequence[tuple[str, str | None]], rows: _Ranked, note: str) -> TopList:
    most = rows[0].run_count if rows else 0
    lines = (
        TopItem(row.rank, name, url, None, None, row.run_count, share(row.run_count, most))
        for row, (name, url) in zip(rows, called, strict=True)
    )
    return TopList(heading, tuple(lines), (), 0, None, unit="Task runs", note=note)


def amount(row: ProjectTotals) -> str:
    """Task runs, and whose they are, in words."""
    runs = words.counted(row.run_count, "task run")
    least = "at least " if row.unseen_run_count else ""
    return f"{runs} by {least}{words.counted(row.volunteer_count, 'volunteer')}"
