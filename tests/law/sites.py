"""A small site of every domain as a value, the days of its sources, and what a build leaves of it on disk."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from generator.config import load
from generator.errors import GeneratorError
from generator.events import formats
from generator.pipeline import KeptTables, Options, build, refresh
from generator.swap import hosts_folder, rejects_file
from tests.conftest import NOW, listen

FIRST = datetime(
    2024, 4, 24, 10, tzinfo=UTC
)  # a Wednesday; the fifth day after it is in another week, the seventh in May
OPTIONS = Options(threads=1)

Results = Mapping[str, bytes]  # of a build: the tree, the rules of hosts and the rejects, by their paths
Outcome = Results | type[GeneratorError]  # or how it failed


def _listens(day: datetime) -> Iterator[Mapping[str, object]]:
    for number, (user, artist) in enumerate((("ana", "Low"), ("Ben", "Can"), ("ana", "平沢進"))):
        at = f"{day:%Y-%m-%d}T{10 + number}:00"
        line = listen(user, at, artist, f"Song {day.day % 3}", f"Album of {artist}")
        mbid = f"{number + 1}" * 8 + "-0000-4000-8000-000000000000"
        yield line | {"track_metadata": {**line["track_metadata"], "mbid_mapping": {"artist_mbids": [mbid]}}}  # type: ignore[dict-item]


def _runs(day: datetime) -> Iterator[Mapping[str, object]]:
    for number, who in enumerate(({"user_id": 1}, {"user_id": None, "user_ip": "203.0.113.7"})):
        times = {"created": day.isoformat(), "finish_time": (day + timedelta(minutes=1 + number)).isoformat()}
        numbers = {"id": 10 * day.toordinal() + number, "project_id": 5, "task_id": day.day % 4}
        yield {**numbers, **times, **who, "info": {}}


def _beacons(day: datetime) -> Iterator[Mapping[str, object]]:
    for kind in ("load", "play", "range"):
        keys = {"visitor_key": f"v{day.day % 5}", "session_key": f"s{day.day}", "media_id": f"m{day.day % 2}"}
        yield {"ts": day.isoformat(), "event": kind, "project_id": "p", "start_s": 0, "end_s": 1 + day.day, **keys}


def _requests(day: datetime) -> Iterator[str]:
    for number in range(3):
        asked = f"GET /v2/packages/Pub/Name{number * (day.day % 2)} HTTP/1.1"
        yield f'203.0.113.{number} - - [{day:%d/%b/%Y:%H:%M:%S +0000}] "{asked}" 200 12 "-" "a browser"'


DOMAINS = ("listens", "requests", "contributions", "video")
_RECORDS = {"listens": _listens, "contributions": _runs, "video": _beacons}


def lines(domain: str, number: int) -> bytes:
    """The lines of a domain's events on a day, given as the number of days after the first."""
    day = FIRST + timedelta(days=number)
    found = _requests(day) if domain == "requests" else map(json.dumps, _RECORDS[domain](day))
    return "".join(f"{line}\n" for line in found).encode()


SOURCES: tuple[Mapping[str, object], ...] = (
    {"format": "listenbrainz", "path": "listens/*"},
    {"format": "access-log", "path": "requests/*", "route": "^/v2/packages/([^/]+)/([^/]+)"},
    {"format": "pybossa", "path": "contributions/*"},
    {"format": "video-beacons", "path": "video/*"},
    {"format": "artists", "path": "known/artists.csv"},
    {"format": "pybossa", "path": "known/project.json"},
)
KNOWN = {
    "known/artists.csv": b"artist_mbid,artist_name,country_code\n11111111-0000-4000-8000-000000000000,Low,US\n",
    "known/project.json": b'[{"id": 5, "name": "Frogs", "short_name": "frogs", "published": true}]\n',
}


@dataclass(frozen=True, slots=True)
class Site:
    """A project: its files by their paths, and what its config.yaml says beside the sources."""

    files: Mapping[str, bytes]
    settings: Mapping[str, object] = field(default_factory=dict)

    def having(self, name: str, data: bytes | None) -> "Site":
        """The site with other bytes in a file, or without it."""
        others = {file: held for file, held in self.files.items() if file != name}
        return replace(self, files=others if data is None else {**others, name: data})

    def set(self, **settings: object) -> "Site":
        """The site with other settings; None takes one away."""
        said = {key: value for key, value in {**self.settings, **settings}.items() if value is not None}
        return replace(self, settings=said)

    @property
    def events(self) -> list[str]:
        """The files of events, in order."""
        return sorted(name for name in self.files if name.split("/")[0] in DOMAINS)

    @property
    def config(self) -> bytes:
        """The bytes of config.yaml; what names no file is no source of it."""
        there = {name.split("/")[0] for name in self.files}
        sources = [each for each in SOURCES if str(each["path"]) in self.files or str(each["path"])[:-2] in there]
        return json.dumps({"sources": sources, **self.settings}, indent=1).encode()

    def write(self, folder: Path) -> None:
        """Make a folder hold this project and nothing else; a file that has these bytes is not touched."""
        wanted = {**self.files, "config.yaml": self.config}
        for file in [file for file in folder.rglob("*") if file.is_file()] if folder.exists() else []:
            if file.relative_to(folder).as_posix() not in wanted:
                file.unlink()
        for name, data in wanted.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists() or place.read_bytes() != data:
                place.write_bytes(data)


def of_days(count: int, *domains: str, **settings: object) -> Site:
    """A site of so many days in each of some domains, in all when none is named."""
    files = {f"{name}/first": b"".join(lines(name, day) for day in range(count)) for name in domains or DOMAINS}
    return Site({**files, **KNOWN}, settings)


def results(output: Path) -> Results:
    """What users find of a build: the tree, what hosts need beside it, and the list of rejects."""
    places = {"tree": output, "hosts": hosts_folder(output)}
    found = {
        f"{name}/{file.relative_to(place).as_posix()}": file.read_bytes()
        for name, place in places.items()
        for file in place.rglob("*")
        if file.is_file()
    }
    listed = rejects_file(output)
    return found | ({"rejects": listed.read_bytes()} if listed.exists() else {})


def made(
    folder: Path, output: Path, *, fresh: bool = False, kept: KeptTables | None = None
) -> type[GeneratorError] | None:
    """Build a project that lies in a folder as `stillstats build` does; answers how it failed, if it did.

    `kept` has the tables of the build before, as under `stillstats serve`.
    """
    try:
        config = load(folder / "config.yaml", formats.names())
        (build if fresh else refresh)(config, output, NOW, replace(OPTIONS, kept=kept))
    except GeneratorError as error:
        return type(error)
    return None


def fresh(site: Site, place: Path) -> Outcome:
    """What a build into an empty folder makes of a site, or how it fails."""
    shutil.rmtree(place, ignore_errors=True)
    site.write(place / "project")
    failed = made(place / "project", place / "output", fresh=True)
    return failed or results(place / "output")


def differences(wanted: Results, found: Results) -> list[str]:
    """Which results differ, and how: the first places of a few."""
    said = [f"missing: {path}" for path in wanted.keys() - found.keys()]
    said += [f"foreign: {path}" for path in found.keys() - wanted.keys()]
    for path in sorted(wanted.keys() & found.keys()):
        if wanted[path] != found[path]:
            at = next(
                (at for at, pair in enumerate(zip(wanted[path], found[path], strict=False)) if pair[0] != pair[1]), 0
            )
            near = slice(max(at - 40, 0), at + 40)
            said.append(f"{path}: {wanted[path][near]!r} is wanted, {found[path][near]!r} was found")
    return said[:10]


def digest(site: Site) -> bytes:
    """What tells sites apart."""
    return sha256(repr((site.config, sorted(site.files.items()))).encode()).digest()
