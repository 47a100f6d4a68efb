"""The documents of contributions: the mirror of PYBOSSA, and the pages of the server and its projects."""

from collections.abc import Iterator
from functools import partial

from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import CONTRIBUTIONS
from generator.mirrors import pybossa


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about contributions."""
    yield from in_turns(work, CONTRIBUTIONS, partial(_documents, work))


def _documents(work: Gathering, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    named = "volunteers" in work.config.publish
    with work.asked("contributions", {"as_of": turn.as_of}) as answers:
        if turn.mirrored and work.mirrors("pybossa"):
            scope = work.scope(CONTRIBUTIONS, "select short_name from projects")
            yield from pybossa.documents(answers, scope, named=named)
