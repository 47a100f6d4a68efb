"""What the pages of every domain share: the site, and where each domain's pages begin."""

from collections.abc import Collection
from dataclasses import dataclass

from generator.config_nouns import PACKAGE, Noun
from generator.tones import ACCENT

DATA = "data.html"
API = "api.html"
HOME = "index.html"

PLAYED = "partify"  # what a server played: a page about listens that needs no listeners


@dataclass(frozen=True, slots=True)
class Link:
    """A relative URL and its words.

    `current` is the page itself, `around` the section that the page is in, `idle` one that has nothing to show.
    """

    url: str
    words: str
    current: bool = False
    idle: bool = False
    around: bool = False


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page that other pages lead to by their navigation: its path in the tree, and its words."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The whole site.

    `homes` has the first page of every domain, which is the home page where there is but one, and that of what a server
    played. `noun` is what requests are of, `accent` the colour of all pages.
    """

    title: str
    base_url: str
    charts: bool
    timezone: str
    homes: dict[str, Entrance]
    noun: Noun = PACKAGE
    accent: str = ACCENT

    @property
    def entrances(self) -> tuple[Entrance, ...]:
        """The first pages of the domains, which every page leads to where there are several."""
        domains = [self.homes[name] for name in _alone(self.homes)]
        return tuple(domains) if len(domains) > 1 else ()

    def in_utc(self, said: str) -> str:
        """Words for what counts in UTC; they say so where the site's own clock shows another time."""
        return said if self.timezone == "UTC" else f"{said} (UTC)"


_FIRST_PAGES = {
    "listens": Entrance("listens.html", "Listening"),
    PLAYED: Entrance("statistics.html", "Played"),
    "requests": Entrance("packages.html", "Packages"),
    "contributions": Entrance("contributions.html", "Contributions"),
    "video": Entrance("videos.html", "Videos"),
}


def homes(found: Collection[str], noun: Noun = PACKAGE) -> dict[str, Entrance]:
    """The first page of everything that is found; a domain alone begins on the home page."""
    first = _FIRST_PAGES | {"requests": Entrance(_FIRST_PAGES["requests"].path, noun.many_titled)}
    places = {name: place for name, place in first.items() if name in found}
    domains = _alone(places)
    if len(domains) == 1:
        places[domains[0]] = Entrance(HOME, places[domains[0]].words)
    return places


def _alone(found: Collection[str]) -> list[str]:
    """What is found, but for what a server played where it is a page of the listens."""
    return [name for name in found if name != PLAYED or "listens" not in found]
