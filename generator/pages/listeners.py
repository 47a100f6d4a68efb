"""The page of everyone who listens."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.documents import Document
from generator.pages import words
from generator.pages.leaders import share
from generator.pages.listening import Listening, Person
from generator.pages.press import Page, Press
from generator.pages.site import PLAYED, Entrance, Link
from generator.pages.subject import USERS, Subject


@dataclass(frozen=True, slots=True)
class Listener:
    """A line of the page of users."""

    name: str
    url: str
    count: int
    share: int
    days: str
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListenersData:
    """Everyone who listens, and whether calendar periods have pages to lead to."""

    listeners: tuple[Listener, ...]
    has_years: bool


def places(listening: Listening) -> tuple[Entrance, ...]:
    """What pages about listens lead to, beside what every page does: all listeners, and the newest period."""
    newest = next(Subject(listening).entrances(), None)
    said = "Years" if "year" in listening.periods else "Months"
    listeners = (Entrance(USERS, "Listeners"),) if listening.alone else ()
    played = listening.site.homes.get(PLAYED)
    return (*listeners, *((Entrance(newest, said),) if newest else ()), *((played,) if played else ()))


def period_examples(listening: Listening) -> Iterator[str]:
    """The JSON of the newest calendar year and month, of everyone and of the first listener."""
    people = list(listening.people.values())[:1] if listening.alone else []
    for person in (None, *people):
        subject = Subject(listening, person)
        for kind in sorted(listening.periods, reverse=True):
            name = max(name for name in subject.calendar if ("-" in name) == (kind == "month"))
            yield f"{paths.period(name, subject.segment)}.json"


def of_listeners(press: Press, listening: Listening) -> Iterator[Document]:
    """The page of everyone who listens, most listens first; none where no page is about one listener."""
    if not listening.alone:
        return
    people = sorted(listening.people.values(), key=lambda person: (-person.listen_count, person.name))
    most = people[0].listen_count if people else 0
    description = f"Everyone whose listens are here: {words.counted(len(people), 'listener')}."
    listeners = tuple(_listener(listening, person, most) for person in people)
    data = ListenersData(listeners, bool(listening.periods))
    yield press.printed(Page(USERS, "users.html", f"Listeners · {words.plain(press.site.title)}", description, data))


def _listener(listening: Listening, person: Person, most: int) -> Listener:
    subject = Subject(listening, person)
    url = paths.relative(USERS, subject.range_path("all_time"))
    bar = share(person.listen_count, most)
    days = words.period(person.first_day, person.last_day)
    return Listener(person.name, url, person.listen_count, bar, days, subject.year_links(USERS))
