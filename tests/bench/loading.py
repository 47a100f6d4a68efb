"""Loading a project's sources in a process of its own, and beside it the engine keeping the same columns, unjudged."""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench_build import measured

_LOAD = """
import sys, tempfile, duckdb
from datetime import datetime
from pathlib import Path
from generator import events
from generator.config import load
from generator.events import formats
with tempfile.TemporaryDirectory() as scratch:
    config = load(Path(sys.argv[1]), formats.names())
    events.load(duckdb.connect(), config, datetime(2026, 11, 21), Path(scratch), lambda stage: None)
"""
_PLAIN = "import sys, duckdb; duckdb.sql('create table kept as ' + sys.argv[1])"


def machine() -> str:
    """The day and the machine, for the first line of a benchmark."""
    cores = len(os.sched_getaffinity(0))
    return f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, {platform.machine()}, Python {platform.python_version()}"


def loaded(config: Path) -> tuple[float, int]:
    """Seconds and MiB of loading the sources of a config.yaml."""
    return measured([sys.executable, "-c", _LOAD, str(config)])


def plain(select: str) -> float:
    """Seconds in which the engine makes a table of a SELECT over a file."""
    return measured([sys.executable, "-c", _PLAIN, select])[0]


def built(config: Path, tree: Path) -> tuple[float, int]:
    """Seconds and MiB of a whole build."""
    return measured([sys.executable, "-m", "generator", "build", "-c", str(config), "-o", str(tree)])
