"""Pages of videos: the account with all projects and medias, each project, and each media with its engagement curve.

survey looks all over once; then of_videos streams every page, and introduction is what the home page says of them.
"""

from collections.abc import Iterator

from generator.documents import Document
from generator.pages.press import Press
from generator.pages.video.account import introduction, of_account
from generator.pages.video.media import of_medias
from generator.pages.video.project import of_projects
from generator.pages.video.survey import Videos, survey
from generator.stats import Answers

__all__ = ["Videos", "introduction", "of_videos", "survey"]


def of_videos(press: Press, videos: Videos, answers: Answers) -> Iterator[Document]:
    """The account, every project, and every media."""
    yield from of_account(press, videos, answers)
    yield from of_projects(press, videos, answers)
    yield from of_medias(press, videos, answers)
