"""What every page of videos needs to know before the first one is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator import paths
from generator.pages import words
from generator.pages.renderer import Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopItem, TopList, listed, share
from generator.pages.video.listing import MOST, Named
from generator.pages.video.missing_data import watched
from generator.stats import Row, Store, claims

_PLAYS_ALONE = ("wistia-events", "wistia-webhooks")  # formats that say nothing of what was loaded and not played


@dataclass(frozen=True, slots=True)
class Videos:
    """All videos: the totals of medias and of projects in the order of their ids, each one's path segment and its name.

    Names are plain, and told apart where several are alike.

    `days` is every day of the data, `silent` are the formats of the files that have no loads, `at_least` is how many
    people an entry is about, and `mirrored` says whether there is JSON.
    """

    medias: Sequence[Row]
    projects: Sequence[Row]
    media_segments: Mapping[str, str]
    project_segments: Mapping[str, str]
    media_names: Mapping[str, str]
    project_names: Mapping[str, str]
    days: Sequence[date]
    silent: tuple[str, ...]
    at_least: int
    mirrored: bool

    def media_page(self, media_id: str) -> str:
        """The path of a media's page."""
        return f"media/{self.media_segments[media_id]}.html"

    def project_page(self, project_id: str) -> str:
        """The path of a project's page."""
        return f"video/project/{self.project_segments[project_id]}.html"

    def json(self, renderer: Renderer, page: str, path: str, said: str = "JSON") -> Link | None:
        """A link from a page to JSON, which counts by UTC; None without a mirror."""
        return Link(paths.relative(page, path), renderer.site.in_utc(said)) if self.mirrored else None

    def listed_medias(self, page: str, rows: Sequence[Row], heading: str = "Videos") -> TopList:
        """Medias by their plays, each with its project."""
        ordered = sorted(rows, key=lambda row: (*_order(row), row["media_name"], row["media_id"]))
        most = ordered[0]["play_count"] if ordered else 0
        lines = [
            TopItem(
                rank, row["media_name"], paths.relative(page, self.media_page(row["media_id"])),
                *self._project(page, row), row["play_count"], share(row["play_count"], most), watched(row),
            )
            for rank, row in enumerate(ordered[:MOST], start=1)
        ]  # fmt: skip
        return _plays(heading, lines, len(rows))

    def media_list(self, rows: Sequence[Row]) -> Named:
        """Medias, for lists of them; on the page of the account, too, each leads to its project."""
        return Named(
            "Videos",
            rows,
            name=lambda row: str(row["media_name"]),
            id=lambda row: str(row["media_id"]),
            page=lambda row: self.media_page(row["media_id"]),
            project=self._project,
        )

    def project_list(self) -> Named:
        """All projects, for lists of them."""
        return Named(
            "Projects",
            self.projects,
            name=lambda row: str(row["project_name"]),
            id=lambda row: str(row["project_id"]),
            page=lambda row: self.project_page(row["project_id"]),
            project=lambda _page, _row: (None, None),
        )

    def _project(self, page: str, row: Row) -> tuple[str | None, str | None]:
        """The name and the page of a media's project; on its own pages there is no need of either."""
        if row["project_id"] not in self.project_segments:
            return None, None
        path = self.project_page(row["project_id"])
        is_own = page == path or page.startswith(f"{path.removesuffix('.html')}/")
        return (None, None) if is_own else (row["project_name"], paths.relative(page, path))


def make_overview(store: Store, *, mirrored: bool) -> Videos:
    """Look all videos over once; `answers` have as_of and at_least."""
    medias, projects = (list(store.rows(f"video/{name}")) for name in ("media_totals", "video_project_totals"))
    formats = tuple(row["format"] for row in store.rows("video/video_formats"))
    segments = claims.segments(store, "video/video_projects_by_claim", paths.PAGES)
    return Videos(
        medias=medias,
        projects=projects,
        media_segments=claims.segments(store, "video/medias_by_claim", paths.PAGES),
        project_segments={row["project_id"]: segments[row["project_id"]] for row in projects},
        media_names=words.told_apart({row["media_id"]: row["media_name"] for row in medias}),
        project_names=words.told_apart({row["project_id"]: row["project_name"] for row in projects}),
        days=[row["day"] for row in store.rows("video/data_days")],
        silent=tuple(name for name in formats if name in _PLAYS_ALONE),
        at_least=int(str(store.parameters["at_least"])),
        mirrored=mirrored,
    )


def _order(row: Row) -> tuple[int, int]:
    return -row["play_count"], -row["watched_ms"]


def _plays(heading: str, lines: Sequence[TopItem], total: int) -> TopList:
    made = listed(heading, lines, total)
    return TopList(made.heading, made.first, made.rest, made.total, None, unit="Plays")
