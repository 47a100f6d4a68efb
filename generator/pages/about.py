"""Pages about the site itself: its users, its data, its API, and the page for a wrong address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

import generator
from generator import paths
from generator.config import Config, Source
from generator.documents import Document
from generator.events import LISTENS, Loaded, PartCount
from generator.pages import words
from generator.pages.leaders import share
from generator.pages.press import Page, Press
from generator.pages.site import Person, Site
from generator.pages.subject import API, DATA, USERS, Link, Subject
from generator.stats import Answers


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
class File:
    """A file that was read: lines = events + rejects + folded + unrelated."""

    name: str
    lines: int
    events: int
    rejects: int
    folded: int
    unrelated: int


@dataclass(frozen=True, slots=True)
class SourceData:
    """An entry of config.yaml, its sums, and its files where there are several."""

    format: str
    sums: File
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines were rejected, and how many."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class DataData:
    """What the site was built from."""

    sources: tuple[SourceData, ...]
    sums: File
    reasons: tuple[Reason, ...]
    as_of: str
    newest: str
    version: str


@dataclass(frozen=True, slots=True)
class Example:
    """A path of the API as its pattern, a document of this tree that answers it, if any, and by what it counts."""

    pattern: str
    path: str | None
    counted_by: str


@dataclass(frozen=True, slots=True)
class ApiData:
    """The API's paths, each with a live example; `ranges` are the names of ranges and their words.

    `own` are documents of calendar periods, which are no part of the API: the newest of the site and of a listener.
    """

    examples: tuple[tuple[Example, str | None], ...]
    ranges: Mapping[str, str]
    catalog: str
    own: tuple[Link, ...]


def of_site(
    press: Press, answers: Answers, config: Config, loaded: Loaded, examples: Sequence[Example]
) -> Iterator[Document]:
    """The style, the icon, and the pages about the site itself."""
    yield press.style
    yield press.icon
    yield press.printed(_users(press.site))
    yield press.printed(_data(press.site, answers, config, loaded))
    yield press.printed(_api(press.site, examples))
    lost = Page("404.html", "404.html", f"Not found · {words.plain(press.site.title)}", "There is no such page.", None)
    yield press.standing_alone(lost)


def _users(site: Site) -> Page:
    people = sorted(site.people.values(), key=lambda person: (-person.listen_count, person.name))
    most = people[0].listen_count if people else 0
    description = f"Everyone whose listens are here: {words.counted(len(people), 'listener')}."
    listeners = tuple(_listener(site, person, most) for person in people)
    return Page(USERS, "users.html", f"Listeners · {words.plain(site.title)}", description, listeners)


def _listener(site: Site, person: Person, most: int) -> Listener:
    subject = Subject(site, person)
    url = paths.relative(USERS, subject.range_path("all_time"))
    bar = share(person.listen_count, most)
    days = words.period(person.first_day, person.last_day)
    return Listener(person.name, url, person.listen_count, bar, days, subject.year_links(USERS))


def _data(site: Site, answers: Answers, config: Config, loaded: Loaded) -> Page:
    sources = tuple(_sources(config, loaded))
    reasons = tuple(Reason(row["reason"], row["line_count"]) for row in answers.rows("sources/reject_reasons"))
    sums = _summed("All files", [source.sums for source in sources])
    data = DataData(
        sources,
        sums,
        reasons,
        _moment(site, loaded.as_of[LISTENS]),
        _moment(site, loaded.newest[LISTENS]),
        generator.__version__,
    )
    read = f"{words.counted(sums.events, 'event')} of {words.counted(sums.lines, 'line')} read"
    description = f"What this site was built from: {read}."
    return Page(DATA, "data.html", f"About the data · {words.plain(site.title)}", description, data)


def _moment(site: Site, moment: datetime) -> str:
    """A moment, given in UTC, by the site's own clock."""
    shown = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(site.timezone))
    return f"{words.day(shown)}, {shown:%H:%M:%S} {site.timezone}"


def _sources(config: Config, loaded: Loaded) -> Iterator[SourceData]:
    for number, parts in groupby(loaded.parts, key=lambda part: part.source):
        source = config.sources[number]
        files = tuple(_file(source, part) for part in parts)
        sums = _summed(public_name(source, source.path), files)
        yield SourceData(source.format, sums, files if len(files) > 1 else ())


def _file(source: Source, part: PartCount) -> File:
    return File(public_name(source, part.file), part.lines, part.events, part.rejects, part.folded, part.unrelated)


def _summed(name: str, files: Sequence[File]) -> File:
    columns = ((file.lines, file.events, file.rejects, file.folded, file.unrelated) for file in files)
    return File(name, *(sum(column) for column in zip(*columns, strict=True)))


def public_name(source: Source, file: str) -> str:
    """A file as config.yaml reaches it; of an absolute path only what follows the folder that is free of wildcards."""
    if not _is_absolute(file):
        return file
    fixed, name = (text.replace("\\", "/") for text in (re.split(r"[*?\[]", source.path, maxsplit=1)[0], file))
    folder = fixed.rpartition("/")[0] + "/"
    return name.removeprefix(folder) if name.startswith(folder) else name.rpartition("/")[2]


def _is_absolute(file: str) -> bool:
    return file.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", file) is not None


def _api(site: Site, examples: Sequence[Example]) -> Page:
    linked = tuple((example, example.path and paths.relative(API, example.path)) for example in examples)
    data = ApiData(linked, words.RANGES, "catalog.json", tuple(_own(site)))
    description = f"{words.counted(len(examples), 'address', 'addresses')} that programs can read, as plain JSON files."
    return Page(API, "api.html", f"API · {words.plain(site.title)}", description, data)


def _own(site: Site) -> Iterator[Link]:
    """The JSON of the newest calendar year and month, of the site and of its first listener."""
    for person in (None, next(iter(site.people.values()))):
        subject = Subject(site, person)
        for kind in sorted(site.periods, reverse=True):
            name = max(name for name in subject.calendar if ("-" in name) == (kind == "month"))
            path = f"{paths.period(name, subject.segment)}.json"
            yield Link(paths.relative(API, path), path)
