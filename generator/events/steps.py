"""The order in which sources are read, whatever their order in config.yaml: what a row refers to is wanted after it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator.config import Config, Source
from generator.errors import ConfigError, Fault, SourceError, UndecidedError
from generator.events import (
    formats,
    identity,
    listeners,
    log_formats,
    lookups,
    missing,
    near_repeats,
    needed_ids,
    reference,
    staging,
    unread,
)  # fmt: skip
from generator.events.copies import Copies
from generator.events.domains import DOMAINS, LISTENS, REQUESTS, domain_of
from generator.events.files import covers, named, search
from generator.events.grouping import FileGroup
from generator.events.kept_rows import KeptRows
from generator.events.reading import FilePart, Reader, flush, note, read
from generator.events.requests import referrers, unrouted
from generator.events.unread import Unread

_CANONICAL = "canonical"
_RELEASES = "releases"
_TOLD = 20  # files of which config.yaml has to say more, in a message

# The staging tables of the reference in the order in which they are filled, each with what tells its rows apart.
_REFERENCE: dict[str, tuple[str, ...]] = {
    _CANONICAL: ("recording_mbid", "release_mbid"),
    "recording_artists": ("recording_mbid",),
    "recording_lengths": ("recording_mbid",),
    "redirects": ("release_mbid",),
    _RELEASES: ("release_mbid",),
    "release_groups": ("release_group_mbid",),
    "artists": ("artist_mbid",),
    "musicbrainz_artists": ("artist_mbid",),
    "genres": ("entity", "mbid", "genre"),
}

_EVENTS = tuple(table for domain in DOMAINS for table in domain.staged)  # listens first


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading takes: where to, from what, room for copies, who is told of stages, and how a table is filled.

    `notes` gathers what the owner of the sources is told, a sentence each, `warnings` what is to be looked at; `unread`
    what archives hold beside
    the files of their format, and `copies` and `parts` know what was read, `kept` what earlier builds read.
    """

    db: DuckDBPyConnection
    config: Config
    scratch: Path
    progress: Callable[[str], None]
    fill: Callable[[str], None]
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    copies: Copies = field(default_factory=Copies)
    parts: list[FilePart] = field(default_factory=list)
    kept: KeptRows | None = None


@dataclass(slots=True)
class Progress:
    """How many parts of a file were read, and, table by table, the members that were passed over."""

    count: int = 0
    passed_over: list[set[str]] = field(default_factory=list)


Parts = defaultdict[tuple[int, Path], Progress]


def check(config: Config) -> None:
    """Raise ConfigError where listens are to be mapped by data that no source holds, or sources have no file."""
    faults = list(missing.faults(config))
    if config.map == _CANONICAL and not any(_CANONICAL in formats.tables(source.format) for source in config.sources):
        said = (
            "canonical needs the MusicBrainz canonical data: add a source of the format musicbrainz-canonical "
            "(its dump, or canonical_musicbrainz_data.csv from it), or leave map: out"
        )
        faults.append(config.fault(("map",), said))
    faults.extend(_headings(config))
    faults.extend(_nouns(config))
    faults.extend(_log_formats(config))
    faults.extend(() if faults else listeners.faults(config))
    faults.extend(_corrections(config))
    if faults:
        raise ConfigError.of(*faults)


def _corrections(config: Config) -> Iterator[Fault]:
    """What is wrong with the owner's own rules; a file that cannot be used at all is a fault of config.yaml."""
    try:
        identity.rules(config)
    except ConfigError as error:
        yield from error.faults or (config.fault(("corrections",), str(error)),)


def _headings(config: Config) -> Iterator[Fault]:
    """What sources say of CSV whose format reads none by its heading."""
    known = " and ".join(name for name in formats.forms() if formats.has_headings(name))
    for number, source in enumerate(config.sources):
        for key, value in (("columns", source.columns), ("dates", source.dates)):
            if value and not formats.has_headings(source.format):
                said = f"is for CSV of the formats {known}, not for {source.format}"
                yield config.fault(("sources", number, key), said)


def _nouns(config: Config) -> Iterator[Fault]:
    """Sources that say what is counted, but count no requests."""
    for number, source in enumerate(config.sources):
        if source.noun and domain_of(formats.tables(source.format)) != REQUESTS:
            said = f"is for sources of requests, such as access-log, not for {source.format}"
            yield config.fault(("sources", number, "noun"), said)


def _log_formats(config: Config) -> Iterator[Fault]:
    """Where sources say how a server writes its log, and are none."""
    for number, source in enumerate(config.sources):
        if source.log_format and not formats.is_log(source.format):
            yield config.fault(("sources", number, "log_format"), f"is for access-log, not for {source.format}")


def read_all(loading: Loading) -> None:
    """Read every source into the staging tables: histories first, and of the reference what they refer to.

    Raises SourceError for a file that cannot be read whole, UndecidedError for all files of which config.yaml has to
    say more; one that holds nothing of its format is a warning.
    """
    parts: Parts = defaultdict(Progress)
    loading.notes.extend(_covering(loading.config))
    for table in _EVENTS:
        _read(loading, table, parts)
    _note_parts(loading)
    loading.notes.extend(unrouted.notes(loading.db, loading.config))
    loading.notes.extend(referrers.notes(loading.db, loading.config))
    staging.leave_out_listens(loading.db)
    loading.fill("rejects")
    identity.begin(loading.db, loading.config, loading.fill)
    staging.drop_tracks(loading.db)
    loading.fill("folded")
    if staging.has_minutes(loading.db):
        loading.fill("to_minute/folded")
    if loading.config.fold.within:
        loading.fill("identity/played")
        near_repeats.fold(loading.db, loading.config.fold.within)
    loading.db.execute("drop table texts; drop table played")
    if any(set(formats.tables(source.format)) & set(_REFERENCE) for source in loading.config.sources):
        needed_ids.add_heard(loading.db)
        if loading.config.map == _CANONICAL:
            lookups.fill(loading.db)
        for table, key in _REFERENCE.items():
            if table == _RELEASES:
                _read(loading, table, defaultdict(Progress), is_survey=True)
            _read(loading, table, parts)
            reference.fold(loading.db, table, key)
            if table == _CANONICAL:
                loading.fill("mappings")
            needed_ids.add(loading.db, table)
    loading.warnings.extend(loading.copies.warnings())
    _note_parts(loading)


def _covering(config: Config) -> Iterator[str]:
    """Tell of the paths that cover what builds wrote."""
    for source in config.sources:
        made = search(config, source).made
        if made:
            yield covers(source, made)


def _note_parts(loading: Loading) -> None:
    """Fill the table parts with what it has not yet."""
    ((noted,),) = loading.db.execute("select count(*) from parts").fetchall()
    rows = [[at, part.source, part.file, part.lines] for at, part in enumerate(loading.parts) if at >= noted]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * 4
    kinds = ("integer", "integer", "varchar", "bigint")
    values = ", ".join(f"unnest(${at}::{kind}[])" for at, kind in enumerate(kinds, 1))
    loading.db.execute(f"insert into parts select {values}", columns)


def _read(loading: Loading, table: str, parts: Parts, *, is_survey: bool = False) -> None:
    """Read what the sources have for a table; `parts` notes, by source and file, what was found so far."""
    faults: list[Fault] = []
    for number, source in enumerate(loading.config.sources):
        tables = formats.tables(source.format)
        if table not in tables:
            continue
        group, others, undecided, most = FileGroup(), list[str](), list[str](), loading.config.allowance(source)
        source = _with_account(loading.config, source) if table == LISTENS else source  # noqa: PLW2901
        if formats.is_log(source.format):
            source = referrers.with_own_hosts(loading.config, source)  # noqa: PLW2901
        if source.notation:
            log_formats.register(loading.db, source.notation)
        for file, name in named(loading.config, source):
            if (number, file) not in parts:  # a file of several tables is told of once
                loading.progress(f"reading {name}")
            reader = Reader(
                loading.db, number, source, table, loading.scratch, most, is_survey, loading.copies, loading.kept,
                group, loading.parts, others=others, undecided=undecided,
            )  # fmt: skip
            progress = parts[number, file]
            is_beside = formats.is_beside(source.format, name)
            progress.count += note(reader, name) if is_beside else read(reader, file, name)
            progress.passed_over.append(reader.passed_over)
            if table == _last(tables) and not is_survey:
                _end(loading, reader, name, progress)
        flush(
            Reader(
                loading.db, number, source, table, loading.scratch, most, kept=loading.kept, group=group,
                parts=loading.parts, undecided=undecided,
            )
        )  # fmt: skip
        faults += [loading.config.fault(("sources", number), said) for said in undecided]
        if others and len(others) == sum(progress.count for (which, _), progress in parts.items() if which == number):
            raise SourceError(f"{', '.join(others)}: not the format {source.format!r}: no history; is `format:` right?")
    if faults:
        more = f"\nand {len(faults) - _TOLD:,} more files like these" if len(faults) > _TOLD else ""
        raise UndecidedError("\n".join(map(str, faults[:_TOLD])) + more, tuple(faults[:_TOLD]))


def _with_account(config: Config, source: Source) -> Source:
    """The source with the listener that some of its files name, for those beside them that name none."""
    account = listeners.account(config, source)
    return source.model_copy(update={"user": account}) if account else source


def _end(loading: Loading, reader: Reader, name: str, progress: Progress) -> None:
    """Note what a file holds beside the files of its format, and that it holds none of them."""
    members = tuple(sorted(set.intersection(*progress.passed_over)))
    if members:
        loading.unread.append(Unread(reader.number, name, members))
    if not progress.count:
        loading.warnings.append(unread.warning(reader.source.format, name, members))
        loading.parts.append(FilePart(reader.number, name, 0))


def _last(tables: tuple[str, ...]) -> str:
    order = (*_EVENTS, *_REFERENCE)
    return max(tables, key=order.index)
