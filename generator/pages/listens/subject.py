"""Whom a page is about, and where the pages of a subject lie."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator import paths
from generator.pages import words
from generator.pages.listens.overview import Overview, Person, Weeks
from generator.pages.site import Link
from generator.period_names import first_of_week, kind_of
from generator.ranges import ALL_TIME

USERS = "users.html"


@dataclass(frozen=True, slots=True)
class Subject:
    """The whole listening, or one of its people.

    The pages of an only listener are the site's own: nobody else's listening is whole.
    """

    overview: Overview
    person: Person | None = None

    @property
    def is_site(self) -> bool:
        """Whether its pages are the site's own."""
        return self.person is None or self.overview.owner is not None

    @property
    def name(self) -> str:
        """What titles and descriptions call it."""
        return words.plain(self.person.name if self.person else self.overview.site.title)

    @property
    def segment(self) -> str:
        """Its path segment, empty for the site."""
        return self.person.segment if self.person else ""

    @property
    def first_day(self) -> date:
        """The day of its first listen."""
        return (self.person or self.overview).first_day

    @property
    def calendar(self) -> Mapping[str, int]:
        """The listens of every calendar year and month with any."""
        return self.person.calendar if self.person else self.overview.calendar

    @property
    def others(self) -> Mapping[str, int]:
        """The listens of every week and named period that has a page."""
        return (self.person or self.overview).others

    def count(self, name: str) -> int:
        """The listens of a calendar period or a named one."""
        return self.calendar.get(name, 0) or self.others.get(name, 0)

    def alike(self, name: str) -> list[str]:
        """The periods with listens that are of the same kind as one, in order."""
        kind = kind_of(name)
        return sorted(other for other in (*self.calendar, *self.others) if kind_of(other) == kind)

    @property
    def weeks(self) -> Weeks:
        """The listens of every week."""
        return (self.person or self.overview).weeks

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years in which it has listens."""
        return tuple(int(name) for name in self.calendar if "-" not in name)

    @property
    def history_path(self) -> str:
        """The page of all its years."""
        return "over-the-years.html" if self.is_site else f"user/{self.segment}/over-the-years.html"

    def range_path(self, name: str) -> str:
        """The page of one range; the whole history of all is the first page of listens."""
        if not self.is_site:
            return f"user/{self.segment}/{name}.html"
        return self.overview.home if name == ALL_TIME else f"range/{name}.html"

    def period_path(self, name: str) -> str:
        """The page of one calendar year or month."""
        return paths.period(name, "" if self.is_site else self.segment) + ".html"

    def json_path(self, name: str) -> str:
        """The document of one calendar year or month."""
        return paths.period(name, self.segment) + ".json"

    def path(self, name: str) -> str:
        """The page of a range, or of a calendar year or month."""
        return self.range_path(name) if name in self.overview.ranges else self.period_path(name)

    def music_path(self, year: int) -> str:
        """The page of a person's year in music."""
        return f"year-in-music/{year}.html" if self.is_site else f"user/{self.segment}/year-in-music-{year}.html"

    def records_path(self, name: str = ALL_TIME) -> str:
        """The page of the records of all time, of a calendar year or of a named period."""
        folder, joined = ("", "records/") if self.is_site else (f"user/{self.segment}/", "records-")
        last = paths.segment(name) if kind_of(name) == "named" else name
        return f"{folder}records.html" if name == ALL_TIME else f"{folder}{joined}{last}.html"

    def has(self, name: str) -> bool:
        """Whether there is a listen in a range."""
        people = (self.person,) if self.person else self.overview.people.values()
        return any(name in person.ranges for person in people)

    def tabs(self, page: str, *, told: bool) -> tuple[Link, ...]:
        """Links from a page to the pages of all nine ranges; they may tell which have no listen."""
        return tuple(
            Link(paths.relative(page, path), said, path == page, told and not self.has(name))
            for name, said in words.RANGES.items()
            for path in (self.range_path(name),)
        )

    def year_links(self, page: str) -> tuple[Link, ...]:
        """Links from a page to the pages of all years, newest first; where years have none, to their last months."""
        return tuple(
            Link(paths.relative(page, path), str(year), path == page)
            for year in reversed(self.years)
            for path in self._entrance(year)
        )

    def _entrance(self, year: int) -> Iterator[str]:
        if "year" in self.overview.periods:
            yield self.period_path(str(year))
        elif "month" in self.overview.periods:
            yield self.period_path(self.months(year)[-1])
        elif weeks := self._weeks_of(year):
            yield self.period_path(weeks[-1])

    def months(self, year: int) -> tuple[str, ...]:
        """The months of a year in which it has listens."""
        return tuple(name for name in self.calendar if name.startswith(f"{year}-"))

    def month_links(self, page: str, year: int) -> tuple[Link, ...]:
        """Links from a page to the pages of the months of a year, where months have pages."""
        names = self.months(year) if "month" in self.overview.periods else ()
        places = ((words.called(name).split()[0], self.period_path(name)) for name in names)
        return tuple(Link(paths.relative(page, path), said, path == page) for said, path in places)

    def _weeks_of(self, year: int) -> list[str]:
        """The weeks of a year that have a page, by the year in their names."""
        return sorted(name for name in self.others if kind_of(name) == "week" and name[:4] == str(year))

    def week_links(self, page: str, year: int) -> tuple[Link, ...]:
        """Links from a page to the pages of the weeks of a year, called by their first days."""
        places = ((first_of_week(name), self.period_path(name)) for name in self._weeks_of(year))
        return tuple(
            Link(paths.relative(page, path), f"{day.day} {words.MONTHS[day.month - 1][:3]}", path == page)
            for day, path in places
        )

    def named_links(self, page: str) -> tuple[Link, ...]:
        """Links from a page to the pages of the periods that have names of their own."""
        names = (name for name in self.others if kind_of(name) == "named")
        places = ((words.called(name), self.period_path(name)) for name in names)
        return tuple(Link(paths.relative(page, path), said, path == page) for said, path in places)

    def music_links(self, page: str) -> tuple[Link, ...]:
        """Links from a page to a person's years in music, newest first."""
        places = ((str(year), self.music_path(year)) for year in reversed(self.years if self.person else ()))
        return tuple(Link(paths.relative(page, path), said, path == page) for said, path in places)

    def period_link(self, page: str, name: str) -> Link | None:
        """A link from a page to that of a period, where it has one."""
        if not (name in self.calendar or name in self.others) or kind_of(name) not in self.overview.periods:
            return None
        return Link(paths.relative(page, self.period_path(name)), words.called(name))

    def json_link(self, page: str, stat_set: str, span: str, said: str = "JSON") -> Link | None:
        """A link from a page to a stat set's JSON, which a mirror has in UTC; None where no mirror has it.

        The API's ranges are not quite those of pages, and its lists of the site have a cap: only of a listener's whole
        history do both count the same.
        """
        path = self.overview.json(f"listens/{stat_set}", self.segment, span)
        alike = self.person and span == ALL_TIME
        text = self.overview.site.in_utc(said if alike else f"{said}, as the API counts")
        return Link(paths.relative(page, path), text) if path else None


def site_of(overview: Overview) -> Subject:
    """Whose the site's own pages are: the only listener's, or everyone's."""
    return Subject(overview, overview.owner)
