"""The documents of videos: the mirror of Wistia, and the pages of the account, its projects and its medias."""

from collections.abc import Iterator
from functools import partial

from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import VIDEO
from generator.mirrors import wistia
from generator.pages import Press, video
from generator.stats import Answers


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about videos."""
    yield from in_turns(work, VIDEO, partial(_documents, work))


def _documents(work: Gathering, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    with work.asked("videos", {"as_of": turn.as_of}) as answers:
        if turn.mirrored and work.mirrors("wistia"):
            yield from wistia.documents(answers, work.scope(VIDEO, "video/medias_by_claim"))
        if turn.own and work.press:
            yield from _pages(work, work.press.of(VIDEO, turn.as_of), answers)


def _pages(work: Gathering, press: Press, answers: Answers) -> Iterator[Document]:
    videos = video.survey(answers, mirrored=work.mirrors("wistia"))
    yield from video.of_videos(press, videos, answers)
    work.introductions.append(video.introduction(press, videos, answers))
