"""Whom a page is about, and where the pages of a subject lie."""

from dataclasses import dataclass

from generator import paths
from generator.pages import words
from generator.pages.site import Person, Site

USERS = "users.html"
DATA = "data.html"
API = "api.html"


@dataclass(frozen=True, slots=True)
class Link:
    """A relative URL and its words; `current` is the page itself, `idle` one that has nothing to show."""

    url: str
    words: str
    current: bool = False
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """The whole site, or one of its people."""

    site: Site
    person: Person | None = None

    @property
    def name(self) -> str:
        """What titles and descriptions call it."""
        return words.plain(self.person.name if self.person else self.site.title)

    @property
    def segment(self) -> str:
        """Its path segment, empty for the site."""
        return self.person.segment if self.person else ""

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years in which it has listens."""
        return self.person.years if self.person else self.site.years

    def range_path(self, name: str) -> str:
        """The page of one range; the site's whole history is the home page."""
        if self.person:
            return f"user/{self.person.segment}/{name}.html"
        return "index.html" if name == "all_time" else f"range/{name}.html"

    def year_path(self, year: int) -> str:
        """The page of one calendar year."""
        return f"user/{self.person.segment}/year-{year}.html" if self.person else f"year/{year}.html"

    def has(self, name: str) -> bool:
        """Whether there is a listen in a range."""
        people = (self.person,) if self.person else self.site.people.values()
        return any(name in person.ranges for person in people)

    def tabs(self, page: str) -> tuple[Link, ...]:
        """Links from a page to the pages of all nine ranges."""
        return tuple(
            Link(paths.relative(page, path), said, path == page, not self.has(name))
            for name, said in words.RANGES.items()
            for path in (self.range_path(name),)
        )

    def year_links(self, page: str) -> tuple[Link, ...]:
        """Links from a page to the pages of all years, newest first."""
        places = ((year, self.year_path(year)) for year in reversed(self.years))
        return tuple(Link(paths.relative(page, path), str(year), path == page) for year, path in places)
