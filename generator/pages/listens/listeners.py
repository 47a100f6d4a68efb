"""The page of everyone who listens."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.listens.overview import Overview, Person
from generator.pages.listens.subject import USERS, Subject, site_of
from generator.pages.renderer import Page, Renderer
from generator.pages.site import PLAYED, Entrance, Link
from generator.pages.top_list import share
from generator.period_names import kind_of


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


def places(overview: Overview) -> tuple[Entrance, ...]:
    """What pages about listens lead to, beside what every page does.

    They are called alike from month to month, so that the pages of a month that is over stay as they are.
    """
    site = site_of(overview)
    listeners = (Entrance(USERS, "Listeners"),) if has_listeners(overview) else ()
    ranges = tuple(Entrance(site.range_path(name), words.RANGES[name]) for name in ("this_month", "this_year"))
    music = (Entrance(site.music_path(site.years[-1]), "Year in Music"),) if site.person else ()
    played = overview.site.homes.get(PLAYED)
    return (*listeners, *ranges, *music, *((played,) if played else ()))


def has_listeners(overview: Overview) -> bool:
    """Whether there is a page of everyone: where there are several, and pages may be about one of them."""
    return overview.alone and overview.owner is None


def period_examples(overview: Overview) -> Iterator[str]:
    """The JSON of the last period of each kind, of everyone and of the first listener."""
    people = list(overview.people.values())[:1] if overview.alone else []
    for person in (None, *people):
        subject = Subject(overview, person)
        for kind in sorted(overview.periods, reverse=True):
            alike = [name for name in (*subject.calendar, *subject.others) if kind_of(name) == kind]
            if alike:
                yield f"{paths.period(max(alike), subject.segment)}.json"


def of_listeners(renderer: Renderer, overview: Overview) -> Iterator[Job]:
    """The page of everyone who listens, most listens first; none where there is but one, or none may be told of."""
    if not has_listeners(overview):
        return
    people = sorted(overview.people.values(), key=lambda person: (-person.listen_count, person.name))
    most = people[0].listen_count if people else 0
    description = f"Everyone whose listens are here: {words.counted(len(people), 'listener')}."
    listeners = tuple(_listener(overview, person, most) for person in people)
    data = ListenersData(listeners, bool(overview.periods))
    yield renderer.render(
        Page(USERS, "users.html", f"Listeners · {words.plain(renderer.site.title)}", description, data)
    )


def _listener(overview: Overview, person: Person, most: int) -> Listener:
    subject = Subject(overview, person)
    url = paths.relative(USERS, subject.range_path("all_time"))
    bar = share(person.listen_count, most)
    days = words.period(person.first_day, person.last_day)
    return Listener(person.name, url, person.listen_count, bar, days, subject.year_links(USERS))
