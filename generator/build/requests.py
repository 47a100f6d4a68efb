"""The documents of requests: the mirror of winget.run, what is most asked for, badges, and the pages of packages."""

from collections.abc import Iterator
from functools import partial

from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import REQUESTS
from generator.mirrors import traffic, winget
from generator.mirrors.catalog import Scope
from generator.pages import requests
from generator.stats import Answers
from generator.stats.traffic import traffic as traffic_of


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about packages."""
    scope = work.scope(REQUESTS, "requests/packages_by_claim")
    yield from in_turns(work, REQUESTS, partial(_documents, work, scope))


def _documents(work: Gathering, scope: Scope, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    with work.asked("packages", {"as_of": turn.as_of}) as answers:
        if turn.mirrored and work.mirrors("winget"):
            yield from winget.documents(answers, scope, work.most_packages)
        if turn.own and work.mirrors("winget"):
            yield from _own(work, answers, scope)
        told = traffic_of(answers) if turn.own else None
        if told:
            yield traffic.document(told, work.config.site.timezone)
            work.own.append(traffic.PATH)
        if turn.own and work.press:
            press = work.press.of(REQUESTS, turn.as_of)
            at_least = work.config.pages.packages.at_least if work.config.pages else 1
            paged = requests.paged(answers, work.most_packages, at_least)
            found = requests.survey(answers, press, scope.segments, partial(winget.path, scope.catalog), paged)
            beside = (requests.TRAFFIC,) if told else ()
            press = press.of(REQUESTS, turn.as_of, (*requests.places(found), *beside))
            yield from requests.of_packages(press, found, answers)
            if told:
                yield from requests.of_traffic(press, found, told, work.config.privacy.at_least, traffic.PATH)
            work.introductions.append(requests.introduction(found, answers))


def _own(work: Gathering, answers: Answers, scope: Scope) -> Iterator[Document]:
    """Popularity and badges, by the clock of pages."""
    zone = work.config.site.timezone
    yield from winget.popularity(answers, scope, zone)
    yield from winget.badges(answers, scope, zone)
    first = work.catalog.first
    work.own.extend(first[endpoint.path] for endpoint in (winget.POPULARITY, winget.BADGE) if endpoint.path in first)
