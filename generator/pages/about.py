"""The pages about the site itself: what it was built from, and the page for a wrong address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import generator
from generator.pages import words
from generator.pages.renderer import Page
from generator.pages.site import DATA, PLAYED
from generator.stats import local_time
from generator.stats import sources as rows

if TYPE_CHECKING:  # processes that make pages do not read sources
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from generator.config import Config, Source
    from generator.documents import Planned
    from generator.events import Loaded, PartCount, Unread
    from generator.pages.renderer import Renderer
    from generator.pages.site import Entrance, SiteContext
    from generator.stats import Store

_MOST_NAMES = 20  # of what an archive holds beside the files that were read


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read: lines = events + rejects + folded + left out."""

    name: str
    lines: int
    events: int
    rejects: int
    folded: int
    left_out: int


@dataclass(frozen=True, slots=True)
class SourceData:
    """An entry of config.yaml, its sums, and its files where there are several."""

    format: str
    sums: File
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines were rejected or left out, and how many."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What an archive holds beside the files that were read: how many, and the first of their names."""

    archive: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """How it was settled who is who: `map:`, names that several artists share, and what the owner's rules changed."""

    map: str
    name_count: int
    artist_count: int
    unmapped_count: int
    rules: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Up to when a domain is counted, and when its newest event was; `words` are the domain's."""

    words: str
    as_of: str
    newest: str


@dataclass(frozen=True, slots=True)
class DataData:
    """What the site was built from; `reasons` are those of rejects, `domains` those that have events."""

    sources: tuple[SourceData, ...]
    sums: File
    reasons: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    beside: tuple[Beside, ...]
    who: Who
    domains: tuple[str, ...]
    ends: tuple[End, ...]
    version: str


def of_site(renderer: Renderer, store: Store, config: Config, loaded: Loaded) -> Iterator[Planned]:
    """The style, the icon, the fonts, and the pages about the site itself."""
    yield renderer.style
    yield renderer.icon
    yield from renderer.fonts
    yield renderer.render(_data(renderer.site, store, config, loaded))
    lost = Page(
        "404.html", "404.html", f"Not found · {words.plain(renderer.site.title)}", "There is no such page.", None
    )
    yield renderer.standing_alone(lost)


def _data(site: SiteContext, store: Store, config: Config, loaded: Loaded) -> Page:
    secrets = rows.protected_projects(store)
    sources = tuple(_sources(config, loaded, secrets))
    told = list(rows.line_reasons(store))
    reasons, left_out = (_reasons(told, is_reject=is_reject) for is_reject in (True, False))
    sums = _summed("All files", [source.sums for source in sources])
    ends = tuple(
        End(_home(site, domain).words, _moment(site, loaded.as_of[domain]), _moment(site, newest))
        for domain, newest in loaded.newest.items()
    )
    # An archive that two entries match is named once.
    archives = {unread.file: unread for unread in reversed(loaded.unread)}
    others = tuple(beside(config, unread, secrets) for unread in reversed(archives.values()))
    who, domains = _who(store, config, loaded), tuple(loaded.newest)
    data = DataData(sources, sums, reasons, left_out, others, who, domains, ends, generator.__version__)
    read = f"{words.counted(sums.events, 'event')} of {words.counted(sums.lines, 'line')} read"
    description = f"What this site was built from: {read}."
    return Page(DATA, "data.html", f"About the data · {words.plain(site.title)}", description, data)


def beside(config: Config, unread: Unread, secrets: Sequence[str] = ()) -> Beside:
    """What was not read of an archive; names tell of people, so with pseudonyms it is only counted.

    So it is where one tells one of the `secrets`, the names of protected projects.
    """
    if config.privacy.pseudonyms or _tells(secrets, unread.file, *unread.members):
        return Beside(f"an archive of source {unread.source + 1}", len(unread.members), ())
    name = public_name(config.sources[unread.source], unread.file)
    return Beside(name, len(unread.members), unread.members[:_MOST_NAMES])


def _reasons(told: Iterable[rows.LineReason], *, is_reject: bool) -> tuple[Reason, ...]:
    return tuple(Reason(each.reason, each.line_count) for each in told if each.is_reject is is_reject)


def _who(store: Store, config: Config, loaded: Loaded) -> Who:
    shared = rows.shared_names(store)
    rules = tuple(_rules(config, loaded))
    return Who(config.map, shared.name_count, shared.artist_count, shared.unmapped_count, rules)


def _rules(config: Config, loaded: Loaded) -> Iterator[Reason]:
    """What each of the owner's rules changed; where entries about few are left out, all in one without names."""
    if not (config.privacy.pseudonyms or config.privacy.at_least > 1):
        yield from (Reason(rule.words, rule.listens) for rule in loaded.corrections)
    elif loaded.corrections:
        count = words.counted(len(loaded.corrections), "rule")
        yield Reason(f"{count} of the owner's", sum(rule.listens for rule in loaded.corrections))


def _home(site: SiteContext, domain: str) -> Entrance:
    """The first page of a domain; listens that are nobody's have that of what a server played."""
    return site.homes[domain if domain in site.homes else PLAYED]


def _moment(site: SiteContext, moment: datetime) -> str:
    """A moment, given in UTC, by the site's own clock."""
    shown = local_time.shown(moment, site.timezone)
    return f"{words.day(shown)}, {shown:%H:%M:%S} {site.timezone}"


def _sources(config: Config, loaded: Loaded, secrets: Sequence[str]) -> Iterator[SourceData]:
    for number, parts in groupby(loaded.parts, key=lambda part: part.source):
        source = config.sources[number]
        files = tuple(_file(config, source, part, place, secrets) for place, part in enumerate(parts, 1))
        is_hidden = config.privacy.pseudonyms or _tells(secrets, source.path)
        name = f"source {number + 1}" if is_hidden else public_name(source, source.path)
        sums = _summed(name, files)
        yield SourceData(source.format, sums, files if len(files) > 1 else ())


def _file(config: Config, source: Source, part: PartCount, place: int, secrets: Sequence[str]) -> File:
    """The counts of a file; files are often called like people, so with pseudonyms they have numbers.

    A file that is called like a protected project has a number, too.
    """
    is_hidden = config.privacy.pseudonyms or _tells(secrets, part.file)
    name = f"file {place}" if is_hidden else public_name(source, part.file)
    return File(name, part.lines, part.events, part.rejects, part.folded, part.left_out)


def _summed(name: str, files: Sequence[File]) -> File:
    columns = ((file.lines, file.events, file.rejects, file.folded, file.left_out) for file in files)
    return File(name, *(sum(column) for column in zip(*columns, strict=True)))


def _tells(secrets: Sequence[str], *names: str) -> bool:
    """Whether one of the names of files holds a secret, in whatever case."""
    return any(secret.casefold() in name.casefold() for secret in secrets for name in names)


def public_name(source: Source, file: str) -> str:
    """A file as config.yaml reaches it; of an absolute path only what follows the folder that is free of wildcards."""
    if not _is_absolute(file):
        return file
    fixed, name = (text.replace("\\", "/") for text in (re.split(r"[*?\[]", source.path, maxsplit=1)[0], file))
    folder = fixed.rpartition("/")[0] + "/"
    return name.removeprefix(folder) if name.startswith(folder) else name.rpartition("/")[2]


def _is_absolute(file: str) -> bool:
    return file.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", file) is not None
