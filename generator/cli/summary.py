"""What a build shows: a progress bar on a terminal, a line a stage otherwise, and the closing table."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from generator import interrupts
from generator.cli import facts
from generator.cli.printing import say, tell
from generator.one_line import shown
from generator.pipeline import Built, DocumentChange, UpToDate

_WIDE = 240  # columns of a log, where nothing needs to be wrapped


@dataclass(frozen=True, slots=True)
class ShownProgress:
    """Who is told of each stage, and of how many documents are planned, of how many in all if that is known."""

    stage: Callable[[str], None]
    planned: Callable[[int, int | None], None] = lambda _count, _total: None


@contextmanager
def progress() -> Iterator[ShownProgress]:
    """Give what is told of the progress of a build."""
    console = Console(stderr=True)
    if not console.is_terminal or os.environ.get("CI"):
        yield ShownProgress(tell)
        return
    columns = (
        BarColumn(bar_width=20), TimeElapsedColumn(), TimeRemainingColumn(), MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar, interrupts.ended_by(lambda: _stopped(bar)):
        task = bar.add_task("", total=None)
        yield ShownProgress(
            lambda stage: bar.update(task, description=shown(stage)),
            lambda count, total: bar.update(task, completed=count, total=total),
        )


def _stopped(bar: Progress) -> str:
    """Take the bar away, so that the terminal is as it was."""
    bar.stop()
    return ""


def show(done: Built | UpToDate, output: Path, seconds: float) -> None:
    """Print the closing table, or that there was nothing to do."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    if isinstance(done, UpToDate):
        _say(console, f"nothing changed: {output} is as it was, looked over in {seconds:.1f} s")
        _say(console, f"{done.files:,} files, {done.bytes:,} bytes, {done.rejects:,} rejects")
    else:
        _print_tables(console, done)
    if done.rejects_file:
        _say(console, f"Rejected lines are listed, with their reasons, in {done.rejects_file}.")
    if isinstance(done, Built):
        if done.hosts_folder:
            _say(console, f"What hosts read beside the tree lies in {done.hosts_folder}.")
        for rule in done.loaded.corrections:
            if rule.listens:
                _say(console, f"{rule.words}: {rule.listens:,} listen{'s' if rule.listens > 1 else ''}.")
        for note in done.notes:
            _say(console, note)
        slow = ", ".join(f"{item.name} {item.seconds:.1f} s" for item in done.slowest)
        _say(console, f"{output} is built in {seconds:.1f} s. Slowest stat sets: {slow}.")


def show_changes(changes: Iterable[DocumentChange]) -> None:
    """Print what a build would do, a line a document, and how many of each kind."""
    counts: Counter[str] = Counter()
    for change in changes:
        click.echo(f"{shown(change.path)}: {change.why}")
        counts[change.why] += 1
    said = "; ".join(f"{count:,} {why}" for why, count in counts.items())
    say(f"{sum(counts.values()):,} documents: {said}" if said else "nothing would change")


def _print_tables(console: Console, built: Built) -> None:
    """Print what became of every line, and what was made of them."""
    console.print(_table(facts.SOURCES, facts.sources(built, lambda part: part.format), is_summed=True))
    console.print(_table(facts.DOCUMENTS, facts.documents(built)))
    if built.loaded.reasons:
        console.print(_table(facts.REASONS, facts.reasons(built)))
    if built.loaded.left_out:
        console.print(_table(facts.LEFT_OUT, facts.left_out(built)))


def _say(console: Console, text: str) -> None:
    console.print(shown(text), markup=False, soft_wrap=True)


def _table(heading: facts.Row, rows: Iterable[facts.Row], *, is_summed: bool = False) -> Table:
    """A table whose first column is words and whose others are numbers; the last row may be the sum of the others."""
    table = Table(*heading, box=None, header_style="bold")
    for column in table.columns:
        column.overflow = "fold"
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    if is_summed:
        table.rows[-1].style = "bold"
    return table
