"""Build a history with the real program, and answer its tree in the words of the reference."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.build import Options, build
from generator.config import Config, Source
from tests.reference import listenbrainz as reference
from tests.reference.spans import seconds

Row = Mapping[str, Any]

NOW = datetime(2033, 1, 1)  # noqa: DTZ001  (naive UTC, as the program takes it)


@dataclass(frozen=True, slots=True)
class Given:
    """What a build is given: listens as ListenBrainz writes them, and the two tables."""

    listens: Sequence[Row]
    artists: Sequence[Row] = ()
    releases: Sequence[Row] = ()
    listeners: int = 1000


def expected(given: Given) -> reference.Documents:
    """Compute what the tree below 1/ should hold."""
    return reference.documents(given.listens, given.artists, given.releases, seconds(NOW), given.listeners)


def actual(given: Given) -> reference.Documents:
    """Build, and read what the tree below 1/ holds, with users' names in the place of their path segments."""
    with TemporaryDirectory() as folder:
        return documents(built(given, Path(folder)))


def built(given: Given, folder: Path) -> Path:
    """Build what is given, and answer the output folder."""
    write(given, folder)
    config = Config(sources=_sources(given), pages=False, listeners=given.listeners, folder=folder)
    build(config, folder / "output", NOW, Options(threads=2))
    return folder / "output"


def documents(output: Path) -> reference.Documents:
    """Every document below 1/ of a tree, parsed."""
    catalog = json.loads((output / "catalog.json").read_bytes())
    users = {user["segment"]: user["user_name"] for user in catalog["users"]}
    files = (file for file in (output / "1").rglob("*") if file.is_file())
    return {_named(file.relative_to(output).as_posix(), users): json.loads(file.read_bytes()) for file in files}


def write(given: Given, folder: Path) -> None:
    """Write listens as JSON lines and the tables as CSV."""
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in given.listens)
    (folder / "listens.jsonl").write_text(lines, encoding="utf-8")
    for name, rows in (("artists", given.artists), ("releases", given.releases)):
        if rows:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                table = csv.DictWriter(stream, fieldnames=list(rows[0]))
                table.writeheader()
                table.writerows(rows)


def _sources(given: Given) -> tuple[Source, ...]:
    tables = [name for name, rows in (("artists", given.artists), ("releases", given.releases)) if rows]
    return (
        Source(format="listenbrainz", path="listens.jsonl"),
        *(Source(format=name, path=f"{name}.csv") for name in tables),
    )


def _named(path: str, users: Mapping[str, str]) -> str:
    """Replace the segment after user/ in a path by the user's name."""
    parts = path.split("/")
    if "user" in parts[:3]:
        at = parts.index("user") + 1
        parts[at] = users[parts[at]]
    return "/".join(parts)


def differing(given: Given) -> dict[str, tuple[object, object]]:
    """Find the documents that differ between the reference and the tree: (expected, found) by path."""
    wanted, found = expected(given), actual(given)
    paths = sorted(wanted.keys() | found.keys())
    return {path: (wanted.get(path), found.get(path)) for path in paths if wanted.get(path) != found.get(path)}
