"""The documents of videos: the mirror of Wistia, and the pages of the account, its projects and its medias."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.documents import Planned
from generator.events import VIDEO
from generator.mirrors import wistia
from generator.pages import video
from generator.pipeline.context import BuildContext, ZonePass, zone_passes
from generator.stats import Store

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Renderer


def documents(work: BuildContext) -> Iterator[Planned]:
    """Every document about videos."""
    yield from zone_passes(work, VIDEO, partial(_documents, work))


def _documents(work: BuildContext, zone_pass: ZonePass) -> Iterator[Planned]:
    """The documents of one pass."""
    with work.asked("videos", {"as_of": zone_pass.as_of}) as store:
        if zone_pass.mirrored and work.mirrors("wistia"):
            yield from wistia.documents(store, work.catalog)
        if zone_pass.own and work.renderer:
            yield from _pages(work, work.renderer.of(VIDEO, zone_pass.as_of), store)


def _pages(work: BuildContext, renderer: "Renderer", store: Store) -> Iterator[Planned]:
    videos = video.make_overview(store, mirrored=work.mirrors("wistia"))
    yield from video.of_videos(renderer, videos, store)
    work.introductions.append(video.introduction(renderer, videos))
