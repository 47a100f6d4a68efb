"""The documents of videos: the mirror of Wistia, and the pages of the account, its projects and its medias."""

from collections.abc import Iterator
from functools import partial

from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import VIDEO
from generator.mirrors import wistia


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about videos."""
    yield from in_turns(work, VIDEO, partial(_documents, work))


def _documents(work: Gathering, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    with work.asked("videos", {"as_of": turn.as_of}) as answers:
        if turn.mirrored and work.mirrors("wistia"):
            scope = work.scope(VIDEO, "select media_id from medias")
            yield from wistia.documents(answers, scope)
