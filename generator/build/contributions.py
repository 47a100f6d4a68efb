"""The documents of contributions: the mirror of PYBOSSA, and the pages of the server and its projects."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import CONTRIBUTIONS
from generator.mirrors import pybossa
from generator.mirrors.catalog import Scope
from generator.pages import Press
from generator.pages.contributions import Showing, introduction, of_projects, of_server
from generator.stats import Answers, clock

_LAST_DAY = timedelta(hours=24)


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about contributions."""
    scope = work.scope(CONTRIBUTIONS, "select short_name from projects where is_published and not is_protected")
    yield from in_turns(work, CONTRIBUTIONS, partial(_documents, work, scope))


def _documents(work: Gathering, scope: Scope, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    named = "volunteers" in work.config.publish
    with work.asked("contributions", _last_day(work, turn)) as answers:
        if turn.mirrored and work.mirrors("pybossa"):
            yield from pybossa.documents(answers, scope, named=named)
        if turn.own and work.press:
            showing = Showing(scope.segments, named=named, mirrored=work.mirrors("pybossa"))
            yield from _pages(work, work.press.of(CONTRIBUTIONS, turn.as_of), answers, showing)


def _last_day(work: Gathering, turn: Turn) -> dict[str, object]:
    """as_of and the 24 hours before it, by the clock of the turn: 24 hours also on the days of 23 and 25."""
    zone = "UTC" if turn.mirrored else work.config.site.timezone
    since = clock.shown(work.loaded.as_of[CONTRIBUTIONS] - _LAST_DAY, zone)
    return {"as_of": turn.as_of, "last_day_since": since, "last_day_until": turn.as_of}


def _pages(work: Gathering, press: Press, answers: Answers, showing: Showing) -> Iterator[Document]:
    yield from of_server(press, answers, showing)
    work.introductions.append(introduction(press, answers, showing))
    yield from of_projects(press, answers, showing)
