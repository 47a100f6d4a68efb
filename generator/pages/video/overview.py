"""What every page of videos needs to know before the first one is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator import paths
from generator.pages import words
from generator.pages.renderer import Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopItem, TopList, listed, share
from generator.pages.video.days import DaysOf, VideoDays, reader
from generator.pages.video.listing import MOST, Named
from generator.pages.video.missing_data import watched
from generator.stats import Store
from generator.stats.videos import ACCOUNT, Subject, VideoTotals, all_totals, data_days, formats, segments, weeks

_WEEKS = 26  # of a sparkline
_PLAYS_ALONE = ("wistia-events", "wistia-webhooks")  # formats that say nothing of what was loaded and not played


@dataclass(frozen=True, slots=True)
class Videos:
    """All videos: the totals of medias and of projects in the order of their ids, each one's path segment and its name.

    Names are plain, and told apart where several are alike.

    `days` is every day of the data, `weeks` all plays by Mondays; `days_of` answers those of a subject,
    asked in the order of subjects after the account, whose they were first. `silent` are the formats of the files that
    have no loads, `at_least` is how many people an entry is about, and `mirrored` says whether there is JSON.
    """

    account: VideoTotals
    account_days: VideoDays
    medias: Sequence[VideoTotals]
    projects: Sequence[VideoTotals]
    media_segments: Mapping[str, str]
    project_segments: Mapping[str, str]
    media_names: Mapping[str, str]
    project_names: Mapping[str, str]
    days_of: DaysOf
    days: Sequence[date]
    weeks: Mapping[Subject, Mapping[date, int]]
    silent: tuple[str, ...]
    at_least: int
    mirrored: bool

    def media_page(self, media_id: str) -> str:
        """The path of a media's page."""
        return f"media/{self.media_segments[media_id]}.html"

    def project_page(self, project_id: str) -> str:
        """The path of a project's page."""
        return f"video/project/{self.project_segments[project_id]}.html"

    def plays_by_week(self, row: VideoTotals) -> tuple[int, ...]:
        """The plays of a media or project in each of the last half year of weeks of the data."""
        counts, last = self.weeks.get(row.subject, {}), self.days[-1] if self.days else date.min
        monday = last - timedelta(days=last.weekday())
        return tuple(counts.get(monday - timedelta(weeks=back), 0) for back in reversed(range(_WEEKS)))

    def json(self, renderer: Renderer, page: str, path: str, said: str = "JSON") -> Link | None:
        """A link from a page to JSON, which counts by UTC; None without a mirror."""
        return Link(paths.relative(page, path), renderer.site.in_utc(said)) if self.mirrored else None

    def listed_medias(self, page: str, rows: Sequence[VideoTotals], heading: str = "Videos") -> TopList:
        """Medias by their plays, each with its project."""
        ordered = sorted(rows, key=lambda row: (*_order(row), row.name, row.subject_id))
        most = ordered[0].play_count if ordered else 0
        lines = [
            TopItem(
                rank, row.name, paths.relative(page, self.media_page(row.subject_id)),
                *self._project(page, row), row.play_count, share(row.play_count, most), watched(row),
            )
            for rank, row in enumerate(ordered[:MOST], start=1)
        ]  # fmt: skip
        return _plays(heading, lines, len(rows))

    def media_list(self, rows: Sequence[VideoTotals]) -> Named:
        """Medias, for lists of them; on the page of the account, too, each leads to its project."""
        return Named(
            "Videos",
            rows,
            name=lambda row: row.name,
            id=lambda row: row.subject_id,
            page=lambda row: self.media_page(row.subject_id),
            project=self._project,
            weeks=self.plays_by_week,
        )

    def project_list(self) -> Named:
        """All projects, for lists of them."""
        return Named(
            "Projects",
            self.projects,
            name=lambda row: row.name,
            id=lambda row: row.subject_id,
            page=lambda row: self.project_page(row.subject_id),
            project=lambda _page, _row: (None, None),
            weeks=self.plays_by_week,
        )

    def _project(self, page: str, row: VideoTotals) -> tuple[str | None, str | None]:
        """The name and the page of a media's project; on its own pages there is no need of either."""
        if row.project_id is None or row.project_id not in self.project_segments:
            return None, None
        path = self.project_page(row.project_id)
        is_own = page == path or page.startswith(f"{path.removesuffix('.html')}/")
        return (None, None) if is_own else (row.project_name, paths.relative(page, path))


def make_overview(store: Store, *, mirrored: bool) -> Videos:
    """Look all videos over once; the store has as_of and at_least."""
    found, called, every = all_totals(store), segments(store), data_days(store)
    days_of = reader(store, every)
    return Videos(
        account=found.account,
        account_days=days_of(ACCOUNT),
        medias=found.medias,
        projects=found.projects,
        media_segments=called["media"],
        project_segments={row.subject_id: called["project"][row.subject_id] for row in found.projects},
        media_names=words.told_apart({row.subject_id: row.name for row in found.medias}),
        project_names=words.told_apart({row.subject_id: row.name for row in found.projects}),
        days_of=days_of,
        days=every,
        weeks=weeks(store),
        silent=tuple(name for name in formats(store) if name in _PLAYS_ALONE),
        at_least=int(str(store.parameters["at_least"])),
        mirrored=mirrored,
    )


def _order(row: VideoTotals) -> tuple[int, int]:
    return -row.play_count, -row.watched_ms


def _plays(heading: str, lines: Sequence[TopItem], total: int) -> TopList:
    made = listed(heading, lines, total)
    return TopList(made.heading, made.first, made.rest, made.total, None, unit="Plays")
