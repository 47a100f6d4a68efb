"""Make the types of rows from the headers of stat sets: `python -m tests.stats.make_rows`."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from generator.queries import Query
from generator.stats import find

# The modules by the names of their stat sets, all of listens; other domains read their rows as records.
MODULES = {
    "items": r"(item|page)_\w+|top_times",
    "records": r"streaks|busiest_times|edge_listens|one_hit_wonders|comebacks|half_of_listens|climbers|milestones|"
    r"artist_discoveries|artist_year_ranks|day_hours",
    "listens": r"\w+",
}
ROOT = Path(str(files("generator") / "stats"))

PYTHON = {
    "int": "int", "bigint": "int", "smallint": "int", "double": "float", "boolean": "bool", "text": "str",
    "json": "str", "uuid": "str", "uuid[]": "list[str]", "date": "date", "timestamp": "datetime",
}  # fmt: skip
_PACKED = ("/artist_map", "/artist_months", "/top_releases")  # by the engine alone
_CHOSEN = {"period_id", "subject_id"}  # which rows are read is chosen by them, and they are no part of these
_HEAD = '''"""The rows of stat sets of {module}, made from their headers by tests/stats/make_rows.py."""

{dates}from typing import TypedDict

from generator.stats.store import StatSet
'''


def records() -> list[tuple[str, str, str]]:
    """The module, the stat set and the class of all that code reads as records."""
    called = re.compile(r'\brecords(?:_by)?\(store, (?:"\w+", )?"(\w+/\w+)", (\w+)')
    texts = ((file.stem, file.read_text(encoding="utf-8")) for file in sorted(ROOT.glob("*.py")))
    return [(module, *found) for module, text in texts for found in called.findall(text)]


def is_ground(name: str) -> bool:
    """Whether only other stat sets read it, or code reads it as records."""
    return name.endswith(("_counts", "_firsts", "/item_tracks", "/track_genres", "/genre_names")) or "/partify_" in name


def stat_sets(module: str) -> list[Query]:
    """The stat sets whose rows code reads, and which belong to a module."""
    names = sorted(file.stem for file in ROOT.glob("listens/*.sql"))
    return [
        find(f"listens/{name}") for name in names if _module_of(name) == module and not is_ground(f"listens/{name}")
    ]


def _module_of(name: str) -> str:
    return next(module for module, names in MODULES.items() if re.fullmatch(names, name))


def made(module: str) -> str:
    """The module of rows, as ruff formats it."""
    queries = [query for query in stat_sets(module) if not query.name.endswith(_PACKED)]
    body = "".join(line for query in queries for line in _rows(query))
    dates = [name for name in ("date", "datetime") if re.search(rf": {name}\b", body)]
    head = _HEAD.format(
        module=module,
        dates=f"from datetime import {', '.join(dates)}\n" if dates else "",
    )
    text = head + body
    ruff = [sys.executable, "-m", "ruff", "format", "--stdin-filename", "rows.py", "-"]
    return subprocess.run(ruff, input=text, capture_output=True, check=True, encoding="utf-8").stdout


def _rows(query: Query) -> Iterator[str]:
    words = query.name.rpartition("/")[2].split("_")
    called = "".join(word.capitalize() for word in words) + "Row"
    yield f'\n\nclass {called}(TypedDict):\n    """{query.header["grain"].capitalize()}."""\n\n'
    for name, kind in query.columns.items():
        if name not in _CHOSEN:
            yield f"    {name}: {PYTHON[kind.removesuffix('?')]}{' | None' if kind.endswith('?') else ''}\n"
    yield f'\n\n{"_".join(words).upper()}: StatSet[{called}] = StatSet("{query.name}")\n'


def main() -> None:
    """Write the modules anew."""
    for module in MODULES:
        (ROOT / "rows" / f"{module}.py").write_text(made(module), encoding="utf-8")


if __name__ == "__main__":
    main()
