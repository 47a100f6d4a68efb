"""What a build shows: a progress bar on a terminal, a line a stage otherwise, and the closing table."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.build import Built
from generator.events import PartCount


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that is told of each stage."""
    console = Console(stderr=True)
    if not console.is_terminal or os.environ.get("CI"):
        yield lambda stage: click.echo(stage, err=True)
        return
    columns = (BarColumn(bar_width=20), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda stage: bar.update(task, description=stage)


def show(built: Built, output: Path, seconds: float) -> None:
    """Print the closing table."""
    console = Console(highlight=False)
    console.print(_sources(built))
    console.print(_documents(built))
    if built.rejects_file:
        console.print(
            f"Rejected lines are listed, with their reasons, in {built.rejects_file}.", markup=False, soft_wrap=True
        )
    slow = ", ".join(f"{item.name} {item.seconds:.1f} s" for item in built.slowest)
    console.print(f"{output} is built in {seconds:.1f} s. Slowest stat sets: {slow}.", markup=False, soft_wrap=True)


def _sources(built: Built) -> Table:
    table = Table("source", "files", "lines", "events", "rejects", "folded", "unrelated", box=None, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for _, group in groupby(built.loaded.parts, key=lambda part: part.source):
        parts = list(group)
        table.add_row(f"{parts[0].format}", *(f"{count:,}" for count in (len(parts), *_sums(parts))))
    table.add_row(
        "all", *(f"{count:,}" for count in (len(built.loaded.parts), *_sums(built.loaded.parts))), style="bold"
    )
    return table


def _sums(parts: list[PartCount] | tuple[PartCount, ...]) -> Iterator[int]:
    for name in ("lines", "events", "rejects", "folded", "unrelated"):
        yield sum(getattr(part, name) for part in parts)


def _documents(built: Built) -> Table:
    table = Table("documents", "files", "bytes", box=None, header_style="bold")
    for column in table.columns[1:]:
        column.justify = "right"
    for kind, (count, size) in sorted(built.documents.items()):
        table.add_row(kind, f"{count:,}", f"{size:,}")
    return table
