"""Build a history with the real program, and answer its tree in the words of the reference."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from generator.config import Config, Site, Source
from generator.config_periods import CalendarKind, NamedPeriod
from generator.pipeline import Options, build
from tests.reference import listenbrainz as reference
from tests.reference import periods
from tests.reference.history import History
from tests.reference.metadata import Tables
from tests.reference.spans import seconds

Row = Mapping[str, Any]

NOW = datetime(2033, 1, 1)  # noqa: DTZ001  (naive UTC, as the program takes it)


@dataclass(frozen=True, slots=True)
class Given:
    """What a build is given: listens as ListenBrainz writes them, and the metadata tables."""

    listens: Sequence[Row]
    artists: Sequence[Row] = ()
    releases: Sequence[Row] = ()
    listeners: int = 1000
    release_groups: Sequence[Row] = ()
    recording_artists: Sequence[Row] = ()
    recording_lengths: Sequence[Row] = ()
    genres: Sequence[Row] = ()
    timezone: str = "UTC"
    periods: tuple[CalendarKind | NamedPeriod, ...] = ()
    week: Literal["monday", "sunday"] = "monday"

    @property
    def tables(self) -> Tables:
        """The metadata, by the name of its source format."""
        return Tables(**{field.name: getattr(self, field.name) for field in fields(Tables)})


def expected(given: Given) -> reference.Documents:
    """Compute what the tree below 1/ should hold."""
    return reference.documents(given.listens, given.tables, seconds(NOW), given.listeners)


def actual(given: Given) -> reference.Documents:
    """Build, and read what the tree below 1/ holds, with users' names in the place of their path segments."""
    with TemporaryDirectory() as folder:
        return documents(built(given, Path(folder)))


def built(given: Given, folder: Path, *, pages: bool = False) -> Path:
    """Build what is given, and answer the output folder."""
    write(given, folder)
    build(config(given, folder, pages=pages), folder / "output", NOW, Options(threads=2))
    return folder / "output"


def config(given: Given, folder: Path, *, pages: bool = False) -> Config:
    """The config of what is given and was written to a folder."""
    return Config(
        site=Site(timezone=given.timezone, week=given.week),
        map="none",
        sources=_sources(given),
        periods=given.periods,
        pages=pages,
        listeners=given.listeners,
        folder=folder,
    )


def documents(output: Path, folders: Sequence[str] = ("1",)) -> reference.Documents:
    """Every JSON document below some folders of a tree, parsed."""
    catalog = json.loads((output / "catalog.json").read_bytes())
    users = {user["segment"]: user["user_name"] for user in catalog["users"]}
    files = (file for folder in folders for file in (output / folder).rglob("*") if file.is_file())
    return {_named(file.relative_to(output).as_posix(), users): json.loads(file.read_bytes()) for file in files}


def expected_periods(given: Given) -> reference.Documents:
    """Compute the documents of every calendar year and month."""
    history = History(given.listens, given.tables, seconds(NOW))
    first_weekday = (6 if given.week == "sunday" else 0) if "week" in given.periods else None
    named = {each.name: (each.first, each.last) for each in given.periods if isinstance(each, NamedPeriod)}
    wanted = periods.Wanted(first_weekday, named)
    return {path: {"payload": payload} for path, payload in periods.documents(history, given.timezone, wanted)}


def actual_periods(given: Given) -> reference.Documents:
    """Build the calendar years and months, and read them."""
    with TemporaryDirectory() as folder:
        tree = built(replace(given, periods=("year", "month", *given.periods)), Path(folder))
        return documents(tree, ("user", "year", "month", "week", "period"))


def write(given: Given, folder: Path) -> None:
    """Write listens as JSON lines, and every table as CSV where no row has a list, else as JSON lines."""
    (folder / "listens.jsonl").write_text(_lines(given.listens), encoding="utf-8")
    for file, _, rows in _tables(given):
        if file.endswith(".csv"):
            with (folder / file).open("w", encoding="utf-8", newline="") as stream:
                table = csv.DictWriter(stream, fieldnames=list(rows[0]))
                table.writeheader()
                table.writerows(rows)
        else:
            (folder / file).write_text(_lines(rows), encoding="utf-8")


def _lines(rows: Sequence[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _sources(given: Given) -> tuple[Source, ...]:
    tables = (Source(format=name, path=file) for file, name, _ in _tables(given))
    return (Source(format="listenbrainz", path="listens.jsonl"), *tables)


def _tables(given: Given) -> Iterator[tuple[str, str, Sequence[Row]]]:
    """File, source format and rows of every table that has rows; genres are a file an entity, as they are published."""
    for field in fields(Tables):
        name, rows = field.name.replace("_", "-"), getattr(given, field.name)
        parts = _alike(rows) if name == "genres" else {name: rows} if rows else {}
        for file, part in parts.items():
            listed = any(isinstance(value, list) for row in part for value in row.values())
            yield f"{file}.{'jsonl' if listed else 'csv'}", name, part


def _alike(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Divide rows by their first column."""
    columns = dict.fromkeys(next(iter(row)) for row in rows)
    return {column: [row for row in rows if next(iter(row)) == column] for column in columns}


def _named(path: str, users: Mapping[str, str]) -> str:
    """Replace the segment after user/ in a path by the user's name."""
    parts = path.split("/")
    if "user" in parts[:3]:
        at = parts.index("user") + 1
        parts[at] = users[parts[at]]
    return "/".join(parts)


Difference = tuple[str, object, object]  # place in a document, expected, found


def differing(given: Given) -> dict[str, Difference]:
    """Find the documents that differ between the reference and the tree: by path the first place where they do."""
    return differences(expected(given), actual(given))


def differing_periods(given: Given) -> dict[str, Difference]:
    """Find the calendar years and months that differ between the reference and the tree."""
    return differences(expected_periods(given), actual_periods(given))


def differences(wanted: reference.Documents, found: reference.Documents) -> dict[str, Difference]:
    """Compare documents path by path; of a whole tree a test that fails could not print the difference in time."""
    paths = sorted(wanted.keys() | found.keys())
    return {path: _first(wanted.get(path), found.get(path)) for path in paths if wanted.get(path) != found.get(path)}


def _first(wanted: object, found: object, place: str = "") -> Difference:
    """Go down to the first value that differs."""
    match wanted, found:
        case dict(), dict() if wanted.keys() == found.keys():
            key = next(key for key in wanted if wanted[key] != found[key])
            return _first(wanted[key], found[key], f"{place}/{key}")
        case list(), list() if len(wanted) == len(found):
            at = next(at for at, (one, other) in enumerate(zip(wanted, found, strict=True)) if one != other)
            return _first(wanted[at], found[at], f"{place}/{at}")
    return place, wanted, found
