"""What the pages of every domain share: the site, and where each domain's pages begin."""

from collections.abc import Collection
from dataclasses import dataclass

DATA = "data.html"
API = "api.html"
HOME = "index.html"


@dataclass(frozen=True, slots=True)
class Link:
    """A relative URL and its words; `current` is the page itself, `idle` one that has nothing to show."""

    url: str
    words: str
    current: bool = False
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page that other pages lead to by their navigation: its path in the tree, and its words."""

    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site. `entrances` are the first pages of its domains, none where there is but one domain.

    `homes` has the path of every domain's first page: the home page itself, where there is but one.
    """

    title: str
    base_url: str
    charts: bool
    timezone: str
    homes: dict[str, Entrance]

    @property
    def entrances(self) -> tuple[Entrance, ...]:
        """What the navigation of every page leads to, beside what is about the site itself."""
        return tuple(self.homes.values()) if len(self.homes) > 1 else ()

    def in_utc(self, said: str) -> str:
        """Words for what counts in UTC; they say so where the site's own clock shows another time."""
        return said if self.timezone == "UTC" else f"{said} (UTC)"


_FIRST_PAGES = {
    "listens": Entrance("listens.html", "Listening"),
    "partify": Entrance("statistics.html", "Server"),
    "requests": Entrance("packages.html", "Packages"),
    "contributions": Entrance("contributions.html", "Contributions"),
    "video": Entrance("videos.html", "Videos"),
}


def homes(found: Collection[str]) -> dict[str, Entrance]:
    """The first page of every domain that is found; one alone begins on the home page."""
    if len(found) == 1:
        return {name: Entrance(HOME, _FIRST_PAGES[name].words) for name in found}
    return {name: place for name, place in _FIRST_PAGES.items() if name in found}
