"""Pages of videos: the account with all projects and medias, each project, and each media with its engagement curve.

make_overview looks at all rows once; then of_videos streams every page, and introduction is what the home page says
of them.
"""

from typing import TYPE_CHECKING

from generator import on_demand

if TYPE_CHECKING:
    from generator.pages.video.account import introduction
    from generator.pages.video.every_page import of_videos
    from generator.pages.video.overview import Videos, make_overview

__all__ = ["Videos", "introduction", "make_overview", "of_videos"]

__getattr__ = on_demand.names(
    __name__, {"account": "introduction", "every_page": "of_videos", "overview": "Videos make_overview"}
)
