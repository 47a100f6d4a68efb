"""One build: load the events, gather the documents, write them, and let the new tree take the old one's place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from duckdb import DuckDBPyConnection

from generator import events, pages, swap
from generator.config import Config
from generator.documents import MARK, Document, Planned, Unchanged
from generator.errors import EngineError, GeneratorError, NoInputError, OutputError, SourceError, StrictError
from generator.events import KeptRows, Loaded, files, reasons
from generator.events.requests import crawlers
from generator.hosts import Note
from generator.pipeline import cache_folder, document_keys, fingerprint, hosting, kept_periods, pickling, sidecar_files
from generator.pipeline.changes import DocumentChange, changes
from generator.pipeline.context import BuildContext
from generator.pipeline.document_keys import Keys
from generator.pipeline.fingerprint import BuildInputs
from generator.pipeline.kept_tables import KeptTables
from generator.pipeline.making import Making, cores, making
from generator.pipeline.pool import Prepare
from generator.pipeline.staging import Staging, scratch, staged
from generator.pipeline.tree import documents, mark, renderer_of
from generator.pipeline.up_to_date import UpToDate, kept
from generator.stats import bins
from generator.swap import held, hosts_folder

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Templates

MEMORY = "3GB"  # of the engine at most; Python and the allocator add to it

_LARGE = 1_000_000  # bytes of sources, of which some hundred pages and charts come
_TOLD = 50  # documents from one word of their number to the next
_FETCHED = 10_000  # rejects a round trip
_INTERRUPTED = "Query interrupted"  # the engine's word for a KeyboardInterrupt that came while it was at work


@dataclass(frozen=True, slots=True)
class StatSetTime:
    """How long a stat set took, over all ranges."""

    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the lines that were read, the documents by kind (count, bytes), and the slowest stat sets.

    `notes` are the warnings of loading, and what is to be said of the tree on its hosts, some of which read rules that
    lie in `hosts_folder`.
    """

    loaded: Loaded
    documents: dict[str, tuple[int, int]]
    slowest: tuple[StatSetTime, ...]
    rejects_file: Path | None
    notes: tuple[str, ...] = ()
    hosts_folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How a build is run: the engine's threads and memory, how many processes make pages, whether a reject fails it.

    `progress` gets each stage, `planned` how many documents are planned, and how many the last build made.
    `kept` has the tables of the build before, and takes those of this one. A fresh build uses nothing that is kept.
    """

    threads: int | None = None
    jobs: int | None = None
    memory: str = MEMORY
    strict: bool = False
    progress: Callable[[str], None] = lambda _stage: None
    planned: Callable[[int, int | None], None] = lambda _count, _total: None
    kept: KeptTables | None = None
    fresh: bool = False


def refresh(config: Config, output: Path, now: datetime, options: Options) -> Built | UpToDate:
    """Build, unless the output is what a build would make again; raises what `build` does."""
    config = config.into(output)
    with held(output) as hold:
        inputs = _inputs(config)
        found = kept(output, inputs, events.last_moment(config, now)) if inputs else None
        if found and not (options.strict and found.rejects):
            with hold.written():
                swap.forget_failed(output)
            return found
    return build(config, output, now, options, inputs)


def build(config: Config, output: Path, now: datetime, options: Options, inputs: BuildInputs | None = None) -> Built:
    """Build the tree of a config into the output folder. `now` is naive UTC; `inputs` are given if they are known.

    Raises a GeneratorError and leaves the previous output as it was when anything goes wrong.
    """
    config = config.into(output)
    hosting.require_apart(config)
    templates = pages.read_templates(config.folder, config.theme.css)
    forms = hosting.forms(config)
    with (
        staged(output, forms) as staging,
        cache_folder.opened(config, output, is_fresh=options.fresh) as cache,
        _explained(),
        making(options.jobs or cores(), partial(_prepare, config, templates), staging.write) as makers,
    ):
        staging.processes = makers.begin
        staging.kept, staging.forms_hash = document_keys.load(cache, output), document_keys.forms_hash(forms.endings)
        if config.pages and not staging.kept.places and _is_large(config):
            makers.begin()
        inputs = inputs or _inputs(config)
        with _loaded(config, now, staging, options, inputs, cache) as (db, loaded, listed):
            keys, periods = Keys(templates), kept_periods.load(cache, staging.kept, templates)
            work = BuildContext(
                db, config, loaded, options.progress, renderer_of(config, loaded, templates), periods=periods
            )
            with closing(documents(work)) as planned:  # before the engine is
                _make(_counted(planned, len(staging.kept.places), options), staging, keys, makers)
            tree = hosting.served(work, [*staging.paths, MARK])
            for host, document in hosting.rules(config, tree):
                staging.write(document, host)
            notes = tuple(hosting.notes(config, tree))
            is_sound = not (_faults(notes, strict=options.strict) or loaded.warnings)
            # Last of all: until every document is made, a source may change. What is wrong is told by every build anew.
            beside_it = sidecar_files.hashes(staging.rejects if listed else None, staging.rules)
            made_from = fingerprint.signed(inputs, config, loaded, beside_it) if is_sound else None
            staging.write(mark(loaded, made_from))
            staging.finish()
            if cache:
                document_keys.save(cache, staging.forms_hash, keys.made, staging.stamps)
                periods.save(cache)
            rules = hosts_folder(output) if staging.rules else None
            told = (*loaded.notes, *loaded.warnings, *(note.text for note in notes))
            return Built(loaded, staging.sizes, _slowest(work), listed, told, rules)


def _prepare(config: Config, templates: "Templates") -> Sequence[Prepare]:
    """What other processes call first; those that only write files need nothing."""
    return pages.prepare(templates, charts=config.charts) if config.pages else ()


def would_change(config: Config, output: Path, now: datetime, options: Options) -> Iterator[DocumentChange]:
    """What a build would make and remove, and why; nothing of the output or of what is kept of it is touched.

    Of what is renewed by every build, its mark and its manifest, nothing is said. Raises what `build` does.
    """
    config = config.into(output)
    templates, forms = pages.read_templates(config.folder, config.theme.css), hosting.forms(config)
    with scratch(output, forms) as staging, _explained():
        kept_folder = None if options.fresh else cache_folder.cache_folder(output)
        inputs = _inputs(config)
        with _loaded(config, now, staging, replace(options, strict=False), inputs, None) as (db, loaded, _):
            kept = document_keys.load(kept_folder, output)
            periods = kept_periods.load(kept_folder, kept, templates)
            work = BuildContext(
                db, config, loaded, options.progress, renderer_of(config, loaded, templates), periods=periods
            )
            with closing(documents(work)) as plan:
                planned = chain(staging.planned(plan), _rules_inside(config, work, staging))
                yield from changes(planned, kept, Keys(templates), forms.endings)


def _rules_inside(config: Config, work: BuildContext, staging: Staging) -> Iterator[Document]:
    """The rules of hosts that belong into the tree, once all else is planned."""
    tree = hosting.served(work, [*staging.paths, MARK])
    yield from (document for host, document in hosting.rules(config, tree) if not host)


def _make(planned: Iterable[Planned], staging: Staging, keys: Keys, makers: Making) -> None:
    """Have every document in the staging tree: linked from the old one where it is the same, else made."""
    for each in staging.planned(planned):
        if isinstance(each, Document):
            staging.write(each)
            continue
        if isinstance(each, Unchanged):
            keys.keep(each.path, staging.kept.key(each.path))
            staging.link(each.path, each.kind, staging.kept.known(each.path))
            continue
        pickled = pickling.dumps(each.make)
        is_same = keys.of(each, pickled) == staging.kept.key(each.path)
        if is_same and (stamp := staging.kept.whole(each.path)):
            staging.link(each.path, each.kind, stamp)
        else:
            makers.take(each, pickled)
    makers.finish()


def _counted(planned: Iterable[Planned], last: int, options: Options) -> Iterator[Planned]:
    """The same documents, told of as they come; how many will come is taken from the last build, if there was one."""
    for count, each in enumerate(planned, start=1):
        if count % _TOLD == 0:
            options.planned(count, max(last, count) if last else None)
        yield each


def _slowest(work: BuildContext) -> tuple[StatSetTime, ...]:
    times = (StatSetTime(*item) for item in work.seconds.items())
    return tuple(sorted(times, key=lambda item: -item.seconds)[:5])


@contextmanager
def _loaded(  # noqa: PLR0913, PLR0917  (what a build has)
    config: Config, now: datetime, staging: Staging, options: Options, inputs: BuildInputs | None, cache: Path | None
) -> Iterator[tuple[DuckDBPyConnection, Loaded, Path | None]]:
    """Give the engine, the events in it, and where the list of rejects will lie, if there are any."""

    def load(db: DuckDBPyConnection) -> tuple[Loaded, bool]:
        loaded = _load(db, config, now, staging, options, cache)
        bins.make(db, max(loaded.as_of.values()))
        return loaded, fingerprint.lasts(inputs, config, loaded)

    kept = options.kept or KeptTables(staging.scratch)
    try:
        with kept.loaded(inputs.loading if inputs else None, partial(_connect, options), load) as tables:
            listed = staging.write_rejects(_rejects(tables.db))
            if options.strict:
                _require_sound(tables.loaded, staging.keep_rejects() if listed else None)
            yield tables.db, tables.loaded, listed
    finally:
        if not options.kept:
            kept.close()


def _load(  # noqa: PLR0913, PLR0917  (as above)
    db: DuckDBPyConnection, config: Config, now: datetime, staging: Staging, options: Options, cache: Path | None
) -> Loaded:
    """Load the events; where none is left, say what became of every line."""
    try:
        with _read():
            return events.load(db, config, now, staging.scratch, options.progress, KeptRows(cache) if cache else None)
    except NoInputError as error:
        listed = staging.keep_rejects() if staging.write_rejects(_rejects(db)) else None
        said = f"{error}: {_left_out(db, listed)}"
        raise NoInputError("\n".join([said, *error.warnings]), error.warnings) from None


def _is_large(config: Config) -> bool:
    """Whether there will be work for other processes, so that they may as well begin while the events are loaded."""
    with suppress(GeneratorError, OSError):  # loading tells of it
        named = (file for source in config.sources for file, _ in files.named(config, source))
        return sum(file.stat().st_size for file in named) > _LARGE
    return False


def _inputs(config: Config) -> BuildInputs | None:
    with _read():
        return fingerprint.of(config)


@contextmanager
def _read() -> Iterator[None]:
    """Turn what the disk says of a source into a SourceError; what is copied lies beside the output."""
    try:
        yield
    except OSError as error:
        if error.errno in swap.FULL:
            raise OutputError(
                "the disk is full: sources are unpacked beside the output; make room there, or name another with -o"
            ) from error
        raise SourceError(f"{error.filename or 'a source'}: cannot be read: {error.strerror or error}") from error


def _require_sound(loaded: Loaded, listed: Path | None) -> None:
    """Raise StrictError for a reject, or a warning of loading."""
    if listed:
        raise StrictError(
            f"{reasons.rejected(loaded.rejects)}: {reasons.told(loaded.reasons)}. All are listed in {listed}; "
            "without --strict they are left out"
        )
    if loaded.warnings:
        raise StrictError("\n".join(loaded.warnings))


def _faults(notes: Iterable[Note], *, strict: bool) -> list[str]:
    """What is wrong about the tree on a host; a StrictError under --strict."""
    faults = [note.text for note in notes if note.is_fault]
    if strict and faults:
        raise StrictError("\n".join(faults))
    return faults


def _connect(options: Options, spill: Path) -> DuckDBPyConnection:
    """An engine within bounds: its memory, its threads, and where it spills."""
    try:
        db = duckdb.connect(config={"memory_limit": options.memory, "temp_directory": str(spill)})
    except duckdb.Error:
        raise EngineError(f"{options.memory!r} is no size of memory; say --memory 4GB, for example") from None
    if options.threads:
        db.execute(f"set threads = {options.threads}")
    return db


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what the engine says into an EngineError with what to do."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error
        raise
    except duckdb.OutOfMemoryException as error:
        raise EngineError(
            "the engine needs more memory, or more room to spill beside the output: give it more with --memory "
            f"({str(error).splitlines()[0]})"
        ) from error
    except duckdb.Error as error:
        raise EngineError(f"the engine stopped: {str(error).splitlines()[0]}") from error


def _left_out(db: DuckDBPyConnection, listed: Path | None) -> str:
    """What became of every line where no event is left."""
    ((lines,),) = db.execute("select coalesce(sum(lines), 0) from parts").fetchall()
    ((omitted,),) = db.execute("select coalesce(sum(lines), 0) from left_out").fetchall()
    found = reasons.of(db)
    rejects = sum(each.count for each in found.values())
    if not lines:
        return "the sources hold none"
    if rejects == lines:
        return f"every line is a reject: {reasons.told(found)}. All are listed in {listed}"
    rules = ", ".join(f"{rule} ({count:,})" for rule, count in reasons.left_out(db).items())
    kinds = (
        (f"rejected, and listed in {listed}: {reasons.told(found)}", rejects),
        (f"left out: {rules}", omitted),
        ("that only describe what no event is of, such as names", lines - omitted - rejects),
    )
    told = ", ".join(f"{count:,} {what}" for what, count in kinds if count)
    said = f"of {lines:,} line{'' if lines == 1 else 's'} {told}"
    return f"{said}; write crawlers: count at the source to count crawlers, too" if crawlers.RULE in rules else said


def _rejects(db: DuckDBPyConnection) -> Iterator[Sequence[object]]:
    """Every reject: its file, its line, and the reason."""
    cursor = db.execute("select file, line, reason from rejects join parts using (part) order by part, line")
    while rows := cursor.fetchmany(_FETCHED):
        yield from ((_cell(name), line, reason) for name, line, reason in rows)


def _cell(name: str) -> str:
    """A file's name that no spreadsheet takes for a formula, and that still is its path."""
    return f"./{name}" if name.startswith(("=", "+", "-", "@")) else name
