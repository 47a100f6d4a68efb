"""The journey of the source files: every line into its staging table, judged, folded, and into the tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator import queries
from generator.config import Config
from generator.errors import NoInputError
from generator.events import formats, identity, pseudonyms, reasons, steps
from generator.events.correcting import CorrectionCount
from generator.events.domains import DOMAINS, domain_of
from generator.events.kept_rows import KeptRows
from generator.events.reasons import RejectReason
from generator.events.requests import visitors
from generator.events.unread import Unread
from generator.events.video import repeated_segments

LATE = "later than as_of, or than the clock"  # the reason of the rejects that another moment may make events of

LATER = "later than as_of"  # the rule that leaves them out where config.yaml says the moment
# What no stat set reads: what is dropped once every artist has a name, and what at the end.
_STAGES = (
    "mappings", "sent", "foldings", "same_texts", "credit_names", "known_credits", "credited", "main_names",
    "main_artists", "album_tracks", "known_albums", "album_ids", "albums", "settled", "corrections", "credit_parts",
    "matched", "corrected",
)  # fmt: skip
_LAST_STAGES = ("resolved", "distinct_tracks", "split_credits")

# What is counted as left out; a statement that voids another has its key.
_VOID = "delete from staging.videos where event_key in (select event_key from staging.videos where kind = 'voided')"


@dataclass(frozen=True, slots=True)
class PartCount:
    """One file that was read: lines = events + rejects + folded + left out.

    Of a reference the events are the rows that were kept. What is left out is so by a rule, see the table left_out.
    """

    source: int
    format: str
    file: str
    lines: int
    events: int
    rejects: int
    folded: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: the newest event and as_of of every domain that has events, and what became of every line.

    Without `has_listeners` no listen is anybody's. `reasons` say why lines were rejected, commonest first.
    `notes` are what the owner of the sources is told, a sentence each.
    `warnings` are what the owner of the sources should look at, a sentence each; under --strict they fail a build.
    `unread` is what archives hold beside the files of their format.
    `corrections` are the owner's rules, in order, with how many listens each changed. `left_out` are the rules that
    left lines out, with how many each, commonest first.
    """

    newest: Mapping[str, datetime]
    as_of: Mapping[str, datetime]
    parts: tuple[PartCount, ...]
    has_listeners: bool = True
    reasons: Mapping[str, RejectReason] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    corrections: tuple[CorrectionCount, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def rejects(self) -> int:
        """How many lines were rejected."""
        return sum(part.rejects for part in self.parts)


def last_moment(config: Config, now: datetime) -> datetime:
    """The last moment that an event may have; naive UTC, as `now` is."""
    return config.site.as_of if isinstance(config.site.as_of, datetime) else now


def load(  # noqa: PLR0913, PLR0917  (what a build has)
    db: DuckDBPyConnection,
    config: Config,
    now: datetime,
    scratch: Path,
    progress: Callable[[str], None],
    cache: KeptRows | None = None,
) -> Loaded:
    """Fill the tables from the config's sources, then seal the database against every file.

    `now` is naive UTC; `cache` keeps what is read for the next build. Raises SourceError for a file that cannot be read
    whole and NoInputError when no event is left.
    """
    steps.check(config)
    secret = pseudonyms.key() if config.privacy.pseudonyms else None
    _prepare(db)
    given = _given(config, now)
    loading = steps.Loading(db, config, scratch, progress, lambda table: _fill(db, table, given), kept=cache)
    steps.read_all(loading)
    if secret:
        pseudonyms.of_listeners(db, secret)
    progress("putting in order")
    corrected = _fill_tables(db, config, given, loading.fill)
    if secret:
        pseudonyms.of_accounts(db, secret)
    if isinstance(config.site.as_of, datetime):
        _leave_out_later(db)
    parts = tuple(_counted(db, config))
    _fill_domains(db, parts)
    _seal(db)
    loading.warnings.extend(_idle(config, corrected))
    newest = _newest(db, [*loading.notes, *loading.warnings])
    as_of = newest if config.site.as_of == "latest" else dict.fromkeys(newest, last_moment(config, now))
    ((listeners,),) = db.execute("select count(*) from users").fetchall()
    notes, said, beside = tuple(loading.notes), tuple(loading.warnings), tuple(loading.unread)
    omitted = reasons.left_out(db)
    return Loaded(newest, as_of, parts, listeners > 0, reasons.of(db), notes, said, beside, corrected, omitted)


def _fill_tables(
    db: DuckDBPyConnection, config: Config, given: Mapping[str, object], fill: Callable[[str], None]
) -> tuple[CorrectionCount, ...]:
    """Make the tables of the domains that the sources are about; answers what the owner's rules changed."""
    corrected: tuple[CorrectionCount, ...] = ()
    fed = {domain_of(formats.tables(source.format)) for source in config.sources}
    for table in (table for domain in DOMAINS if domain.name in fed for table in domain.tables):
        _fill(db, table, given)
        if table == "sent":
            corrected = identity.settle(db, config, fill)
        if table == "resolved":
            identity.end(db, config)
        if table == "artist_names":
            _drop(db, _STAGES)
        if table == "video/left_out":
            db.execute(_VOID)
        if table == "video/segment_lists":
            repeated_segments.find(db)
    return corrected


def _seal(db: DuckDBPyConnection) -> None:
    """Leave the tables alone that stat sets read, and let the engine open no file any more."""
    db.execute("drop schema staging cascade; drop schema needed cascade")
    _drop(db, (*_STAGES, *_LAST_STAGES))
    db.execute("set enable_external_access = false")


def _drop(db: DuckDBPyConnection, tables: Iterable[str]) -> None:
    db.execute("".join(f"drop table if exists {table};" for table in tables))


def _idle(config: Config, corrected: Iterable[CorrectionCount]) -> Iterator[str]:
    """What is to be said of rules that changed no listen."""
    for rule in corrected:
        if not rule.listens:
            yield f"{config.corrections}:{rule.line}: {rule.words}: changes no listen; is a name misspelt?"


def _prepare(db: DuckDBPyConnection) -> None:
    """Make the tables, and what the SELECTs of the sources may call."""
    db.execute("set TimeZone = 'UTC'")
    db.execute((files("generator") / "schema.sql").read_text(encoding="utf-8"))
    db.execute((files("generator") / "events" / "macros.sql").read_text(encoding="utf-8"))
    visitors.register(db)
    _fill_countries(db)


def _fill_countries(db: DuckDBPyConnection) -> None:
    text = (files("generator") / "countries.csv").read_text(encoding="utf-8")
    rows = [line.split(",", 3) for line in text.splitlines()[1:]]
    countries = [[row[0] for row in rows], [row[1] for row in rows], [row[3].strip('"') for row in rows]]
    values = ", ".join(f"unnest(${place}::varchar[])" for place in (1, 2, 3))
    db.execute(f"insert into countries select {values}", countries)


def _fill(db: DuckDBPyConnection, table: str, given: Mapping[str, object]) -> None:
    query = queries.read(files("generator") / "events" / "tables" / f"{table}.sql", table)
    db.execute(
        f"insert into {query.header['table'].rpartition('/')[2]} by name {query.sql}",
        {name: given[name] for name in query.listed("params")},
    )


def _leave_out_later(db: DuckDBPyConnection) -> None:
    """Count what is later than the as_of of config.yaml as left out: so its owner wants it, and no file is wrong."""
    later = "select part, $1, count(*) from rejects where reason = $2 group by part"
    db.execute(f"insert into left_out {later}", [LATER, LATE])
    db.execute("delete from rejects where reason = $1", [LATE])


def _given(config: Config, now: datetime) -> dict[str, object]:
    """What the SELECTs that judge lines and make tables ask for."""
    return {
        "limit": int(last_moment(config, now).replace(tzinfo=UTC).timestamp()),
        "zone": config.site.timezone,
        "literal": identity.is_literal(config),
    }


def _counted(db: DuckDBPyConnection, config: Config) -> Iterator[PartCount]:
    rows = db.execute("""
        select parts.source, parts.file, parts.lines,
          coalesce(rejected.count, 0), coalesce(repeated.count, 0), coalesce(omitted.count, 0)
        from parts
        left join (select part, count(*) as count from rejects group by part) as rejected using (part)
        left join (select part, count(*) as count from folded group by part) as repeated using (part)
        left join (select part, sum(lines)::bigint as count from left_out group by part) as omitted using (part)
        order by parts.source, parts.part
    """).fetchall()
    for source, file, lines, rejects, folded, left_out in rows:
        events = lines - rejects - folded - left_out
        yield PartCount(source, config.sources[source].format, file, lines, events, rejects, folded, left_out)


def _fill_domains(db: DuckDBPyConnection, parts: Sequence[PartCount]) -> None:
    """Note how many events of which domain the files of each format hold."""
    counts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        counts[domain_of(formats.tables(part.format)), part.format] += part.events
    db.executemany("insert into domains values ($1, $2, $3)", [(*key, count) for key, count in sorted(counts.items())])


def _newest(db: DuckDBPyConnection, warnings: Sequence[str]) -> dict[str, datetime]:
    """The newest event of every domain that has any; none at all is a NoInputError, with what may explain it."""
    ends = {domain.name: db.execute(domain.newest).fetchall()[0][0] for domain in DOMAINS}
    newest = {name: end for name, end in ends.items() if end is not None}
    if not newest:
        raise NoInputError("no event is left to build from", tuple(warnings))
    return newest
