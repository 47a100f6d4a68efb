"""Every page of videos, in the order in which they are made."""

from collections.abc import Iterator

from generator.documents import Job
from generator.pages.renderer import Renderer
from generator.pages.video.account import of_account
from generator.pages.video.media import of_medias
from generator.pages.video.overview import Videos
from generator.pages.video.project import of_projects
from generator.stats import Store


def of_videos(renderer: Renderer, videos: Videos, store: Store) -> Iterator[Job]:
    """The account, every media, and every project: in the order in which their days are read."""
    yield from of_account(renderer, videos)
    yield from of_medias(renderer, videos, store)
    yield from of_projects(renderer, videos)
