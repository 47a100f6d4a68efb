"""The door: arguments in, exit code out; the only place that prints."""

import difflib
import os
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import __version__, interrupts
from generator.cli import annotations
from generator.cli.arguments import Command, Whole, Word
from generator.cli.printing import say, tell
from generator.errors import GeneratorError

if TYPE_CHECKING:  # the journeys are imported when they are begun, so that --help is quick
    from collections.abc import Mapping, Sequence

    from generator.hosts import Host
    from generator.pipeline import Built, KeptTables, UpToDate

_config = click.option(
    "-c",
    "--config",
    "config_file",
    default="config.yaml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="What to build.",
)
_output = click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of the finished tree.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stillstats")
def cli() -> None:
    """Event files in; a folder of pages, charts and API-shaped JSON out, for any static host."""


@cli.command(short_help="Make a project with a config.yaml and sample event files.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--ci",
    "services",
    multiple=True,
    type=Word(["github", "gitlab"]),
    help="Add what this service needs to build and publish the site; may be repeated.",
)
def init(folder: Path, services: tuple[str, ...]) -> None:
    """Make FOLDER with a small config.yaml and sample event files; to a project that is there, --ci adds its files."""
    from generator.init import init as make_project

    for said in make_project(folder, services):
        tell(said)
    after = "commit it and push it" if services else f"cd {folder} && stillstats build && stillstats serve"
    say(f"{folder} is ready. Next: {after}")


@cli.command(cls=Command, short_help="Build the tree, if anything changed.")
@_config
@_output
@click.option(
    "-j",
    "--jobs",
    type=Whole(1),
    help="Processes that make pages and charts and write large trees; one a core when left out.",
)
@click.option("--threads", type=Whole(1), help="Threads of the engine; every core when left out.")
@click.option(
    "--memory", default="3GB", show_default=True, metavar="SIZE", help="Memory of the engine; beyond it, it spills."
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail when a line is rejected, a source has a warning, or a host would serve something wrong.",
)
@click.option("--fresh", is_flag=True, help="Build all anew, without the cache, also when nothing changed.")
@click.option("--dry-run", is_flag=True, help="List what would be made, and why; change nothing.")
@click.option(
    "--summary",
    "summary_file",
    envvar="GITHUB_STEP_SUMMARY",
    show_envvar=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Append to this file, as Markdown, what was done or why not.",
)
def build(
    config_file: Path,
    output: Path,
    jobs: int | None,
    threads: int | None,
    memory: str,
    summary_file: Path | None,
    *,
    strict: bool,
    fresh: bool,
    dry_run: bool,
) -> None:
    """Build the tree, if anything changed; a build that fails leaves the previous one as it was."""
    from generator import pipeline
    from generator.cli import job_summary, summary
    from generator.config import load
    from generator.events import formats

    with job_summary.failures_in(summary_file):
        config = load(config_file, formats.names())
        started = datetime.now(UTC)
        with summary.progress() as shown:
            options = pipeline.Options(
                threads,
                jobs,
                memory,
                strict=strict,
                progress=shown.stage,
                planned=shown.planned,
                kept=click.get_current_context().obj,
                fresh=fresh,
            )
            if dry_run:
                summary.show_changes(pipeline.would_change(config, output, _now(), options))
                return
            made = pipeline.build if fresh else pipeline.refresh
            done: Built | UpToDate = made(config, output, _now(), options)
    seconds = (datetime.now(UTC) - started).total_seconds()
    summary.show(done, output, seconds)
    job_summary.append(summary_file, job_summary.of(done, config, output, seconds))


@cli.command(cls=Command, short_help="Serve the tree on this machine alone.")
@_config
@_output
@click.option("--port", default=8000, show_default=True, type=Whole(0, 65535), help="0 takes any free port.")
@click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="Also answer requests for this host, as behind a proxy; repeatable.",
)
@click.option("--no-watch", is_flag=True, help="Serve the tree as it is; build nothing.")
@click.option("--verbose", is_flag=True, help="Print a line for each request.")
def serve(
    config_file: Path, output: Path, port: int, bind: str, names: tuple[str, ...], *, no_watch: bool, verbose: bool
) -> None:
    """Serve the tree on this machine alone, with every answer of the API; Ctrl-C ends it, with exit code 0.

    When the config, its sources or the project's templates change, the tree is built anew and open pages reload.
    A request for another host than this machine is refused with 421: a page of somebody else's, whose name was made to
    lead here, would otherwise read what is served.
    """
    from generator.cli.serving import serve as serve_tree
    from generator.serve import ServedProject
    from generator.swap import recover

    recover(output)
    log = say if verbose else _unsaid
    serve_tree(ServedProject(config_file, output), port, bind, names, is_watched=not no_watch, log=log)


@cli.command(cls=Command, short_help="Check the links, documents and files of a tree.")
@_output
@click.option(
    "--host", "hosts", multiple=True, metavar="NAME", help="Also hold it to what this host takes; repeatable."
)
def check(output: Path, hosts: tuple[str, ...]) -> None:
    """Check a finished tree: its manifest, its links, its JSON documents, and what a host takes of it.

    Every fault is a line. Exit code 0 for none, 1 for faults.
    """
    from generator.check import faults
    from generator.hosts import HOSTS
    from generator.swap import recover

    recover(output)
    found = 0
    for fault in faults(output, {host: _known(host, HOSTS).limits for host in hosts}):
        tell(fault)
        found += 1
    say(f"{found:,} {'fault' if found == 1 else 'faults'} in {output}")
    if found:
        raise click.exceptions.Exit(1)


@cli.command(short_help="Tell what changed in numbers between two trees.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Answer JSON, for programs.")
@click.option(
    "--most",
    default=10,
    show_default=True,
    type=Whole(1),
    help="How many names or changes a list has at most.",
)
def diff(old: Path, new: Path, most: int, *, as_json: bool) -> None:
    """Tell what changed in numbers from the finished tree OLD to NEW.

    First the totals of every domain, then who is new and who is gone, then the largest changes. Exit code 0 whether or
    not anything changed.
    """
    import orjson

    from generator.diff import difference
    from generator.swap import recover

    recover(old)
    recover(new)
    found = difference(old, new, most)
    for note in found.notes:
        tell(note)
    if as_json:
        from generator.diff.plain import plain

        click.echo(orjson.dumps(plain(found, old, new), option=orjson.OPT_INDENT_2))
    else:
        from generator.cli import differences

        differences.show(found)


@cli.command(cls=Command, short_help="Remove a tree that stillstats made.")
@_output
def clean(output: Path) -> None:
    """Remove a tree that stillstats made."""
    from generator.pipeline import clean as clean_all

    say(f"{output} is removed" if clean_all(output) else f"{output} is not there")


def main() -> NoReturn:
    """Run the command line; every expected failure is one message and its exit code, and so is an interrupt."""
    interrupts.heed()
    code = run()
    interrupts.ignore()  # what was to be done is done
    sys.exit(code)


def run(arguments: "Sequence[str] | None" = None, kept: "KeptTables | None" = None) -> int:
    """Run a command, that of the command line when none is given; answers the exit code.

    `kept` has what builds leave to the next one.
    """
    try:
        return cli.main(arguments, standalone_mode=False, obj=kept) or 0  # the code of what ended with one
    except click.ClickException as error:
        stream = StringIO()
        error.show(stream)
        tell(stream.getvalue().rstrip("\n"))
        annotations.show(error.format_message())
        return error.exit_code
    except (GeneratorError, OSError) as error:
        return _failed(error)


def _failed(error: GeneratorError | OSError) -> int:
    """Tell of a failure; answers its exit code."""
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        said, code = f"{where}{error.strerror or error}", 1
    else:
        said, code = str(error), error.exit_code
    tell(f"stillstats: {said}")
    annotations.show(*getattr(error, "faults", ()) or (said,))
    return code


def _known(host: str, hosts: "Mapping[str, Host]") -> "Host":
    """A host by its name, or what it may have been meant to be called."""
    if host in hosts:
        return hosts[host]
    near = difflib.get_close_matches(host, hosts, n=1)
    hint = f"did you mean {near[0]}?" if near else f"hosts are {', '.join(hosts)}"
    raise click.BadParameter(f"there is no host {host!r}; {hint}", param_hint="--host")


def _unsaid(_line: str) -> None:
    """Say nothing of what only --verbose tells."""


def _now() -> datetime:
    """The clock, or SOURCE_DATE_EPOCH, as naive UTC."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC).replace(tzinfo=None)
    try:
        return datetime.fromtimestamp(int(fixed), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {fixed!r}; it must be seconds since 1970") from None
