"""Pages of videos: the account with all projects and medias, each project, and each media with its engagement curve.

make_overview looks at all rows once; then of_videos streams every page, and introduction is what the home page says
of them.
"""

from collections.abc import Iterator

from generator.documents import Job
from generator.pages.renderer import Renderer
from generator.pages.video.account import introduction, of_account
from generator.pages.video.media import of_medias
from generator.pages.video.overview import Videos, make_overview
from generator.pages.video.project import of_projects
from generator.stats import Store

__all__ = ["Videos", "introduction", "make_overview", "of_videos"]


def of_videos(renderer: Renderer, videos: Videos, store: Store) -> Iterator[Job]:
    """The account, every media, and every project: in the order in which their days are read."""
    yield from of_account(renderer, videos)
    yield from of_medias(renderer, videos, store)
    yield from of_projects(renderer, videos)
