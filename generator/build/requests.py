"""The documents of requests: the mirror of winget.run, what is most asked for, badges, and the pages of packages."""

from collections.abc import Iterator
from functools import partial

from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import REQUESTS
from generator.mirrors import winget


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about packages."""
    yield from in_turns(work, REQUESTS, partial(_documents, work))


def _documents(work: Gathering, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    with work.asked("packages", {"as_of": turn.as_of}) as answers:
        if turn.mirrored and work.mirrors("winget"):
            scope = work.scope(REQUESTS, "select package_id from packages")
            yield from winget.documents(answers, scope)
            yield from winget.popularity(answers, scope)
            yield from winget.badges(answers, scope)
