"""Measure what a build must reach, each goal against its reference in the same run.

    bench_goals.py [GOAL ...]        every goal but the largest, when none is named; --list names them

The reference is the same build by an older commit (BEFORE, a checkout of which is made beside the data), or the engine's own
floor (floor.py) with one copy of the finished tree. Times are wall, user and system seconds of a process and its children;
a goal is met by wall time, so measure on a quiet machine. ROUNDS=3 measures in three pairs and tells the median.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import yaml
from loading import machine

ROOT = Path(__file__).parents[2]
WORK = ROOT / "bench"
BEFORE = os.environ.get("BEFORE", "6c5892b")
ROUNDS = int(os.environ.get("ROUNDS", "1"))

_HERE = Path(__file__).parent
_GIB = 2**30
_NEWEST = 1782864000  # the second after the newest listen of generate_listens.py
_SMALL = "listened_at,user_name,artist_name,track_name\n" + "".join(
    f"{_NEWEST - n},ana,Artist,Track {n}\n" for n in range(3)
)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of a process and its children, its peak in bytes, and the most that it spilled."""

    wall: float
    user: float = 0.0
    system: float = 0.0
    peak: int = 0
    spilled: int = 0

    def __add__(self, other: "Took") -> "Took":
        """One after the other."""
        return Took(
            self.wall + other.wall, self.user + other.user, self.system + other.system, max(self.peak, other.peak)
        )

    def __str__(self) -> str:
        return f"{self.wall:8.2f} {self.user:8.2f} {self.system:7.2f}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what took how long, against what, and what it must reach: a ratio, seconds or bytes."""

    what: str
    took: Took
    against: str = ""
    reference: Took | None = None
    ratio: float | None = None
    seconds: float | None = None
    memory: float | None = None
    spill: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether every bound holds."""
        return (
            (self.ratio is None or (self.reference is not None and self.took.wall <= self.ratio * self.reference.wall))
            and (self.seconds is None or self.took.wall <= self.seconds)
            and (self.memory is None or self.took.peak <= self.memory)
            and (self.spill is None or self.took.spilled <= self.spill)
        )

    @property
    def bounds(self) -> str:
        """What must be reached, in words."""
        told = (
            self.ratio and f"{self.ratio} x",
            self.seconds and f"{self.seconds:g} s",
            self.memory and f"{self.memory / _GIB:g} GiB",
            self.spill and f"{self.spill / 1e9:g} GB spilled",
        )
        return "<= " + ", ".join(each for each in told if each)


def main() -> None:
    """Print a line as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("goals", nargs="*", metavar="GOAL")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:14} {(goal.__doc__ or '').splitlines()[0]}" for name, goal in GOALS.items()))
        return
    if unknown := set(options.goals) - GOALS.keys():
        parser.error(f"no goal is called {', '.join(sorted(unknown))}; there are {', '.join(GOALS)}")
    print(f"{machine()}; seconds: wall, user, system; before is {BEFORE}")
    print(f"{'':44} {'it takes':>25} {'its reference':>25} {'ratio':>6} {'GiB':>5}  goal")
    for name in options.goals or [each for each in GOALS if each not in _ONLY_WHEN_NAMED]:
        for row in GOALS[name]():
            _print(row)


def demo() -> Iterator[Row]:
    """The demo site, fresh, and with one day more."""
    config = _project("demo", _demo_config())
    yield _against_before("demo, fresh", config, ratio=0.3)
    yield from _next_day("demo", config, "the same", seconds=2.0)


def listener() -> Iterator[Row]:
    """One listener, 300,000 listens of 15 years, with pages and charts, and with one day more."""
    config = _project("listener", _history("listener", 300_000, users=1, days=5475))
    yield _against_before("1 listener, 300,000 listens, pages", config, ratio=0.25)
    yield from _next_day("listener", config, "the same", seconds=3.0)


def listeners() -> Iterator[Row]:
    """1,000 listeners, 1 M listens, the mirror only, and with one day more."""
    yield from _large("listeners", 1_000_000, {"pages": False, "periods": []}, day=0.3)


def periods() -> Iterator[Row]:
    """The same with the JSON of every year and month."""
    yield from _large("periods", 1_000_000, {"pages": False}, day=0.2)


def listeners_10m() -> Iterator[Row]:
    """1,000 listeners, 10 M listens, the mirror only."""
    yield from _large("listeners-10m", 10_000_000, {"pages": False, "periods": []}, memory=4 * _GIB)


def listeners_100m() -> Iterator[Row]:
    """1,000 listeners, 100 M listens from Parquet, the mirror only."""
    settings = {"pages": False, "periods": []}
    config = _project("listeners-100m", _history("listeners-100m", 100_000_000, settings=settings, form="parquet"))
    with _built(config) as (took, _):
        yield Row("1,000 listeners, 100 M listens, Parquet", took, memory=12 * _GIB, spill=40e9)


def pages() -> Iterator[Row]:
    """400 pages with two charts each: what a build with pages takes more, in user and system time."""
    history = _history("pages", 40_000, users=100, days=1460, settings={"periods": ["year"]})
    config = _project("pages", history)
    with _built(config) as (with_pages, tree):
        made = sum(1 for _ in tree.rglob("*.html"))
    with _built(_project("pages-none", {**history, "pages": False})) as (without, _):
        busy = with_pages.user + with_pages.system - without.user - without.system
    a_page = Took(busy / made, (with_pages.user - without.user) / made, (with_pages.system - without.system) / made)
    yield Row(f"a page of {made:,}, with its charts and queries", a_page, seconds=0.005)


def three_listens() -> Iterator[Row]:
    """Three listens, no pages."""
    file = WORK / "three-listens" / "listens.csv"
    _write(file, _SMALL)
    sources = [{"format": "listens", "path": str(file)}]
    yield _against_before(
        "3 listens, no pages", _project("three-listens", {"sources": sources, "pages": False}), seconds=0.5
    )


def tests() -> Iterator[Row]:
    """The whole suite, and what holds lint, types and contracts."""
    yield Row("make test", _timed(["make", "test"]), seconds=420.0)
    yield Row("make check", _timed(["make", "check"]), seconds=40.0)


GOALS: dict[str, Callable[[], Iterator[Row]]] = {
    "demo": demo,
    "listener": listener,
    "listeners": listeners,
    "periods": periods,
    "listeners-10m": listeners_10m,
    "listeners-100m": listeners_100m,
    "pages": pages,
    "three-listens": three_listens,
    "tests": tests,
}
_PEOPLE = {"demo": ["Idris"], "listener": ["user0"]}  # who listens on the next day; else a thousand
_ONLY_WHEN_NAMED = {"listeners-100m", "tests"}


def _large(
    name: str, count: int, settings: dict[str, object], *, day: float | None = None, memory: float | None = None
) -> Iterator[Row]:
    """A mirror against the floor and a copy of its tree; then with one day more against what it took itself."""
    config = _project(name, _history(name, count, settings=settings))
    found = []
    for _ in range(ROUNDS):
        with _built(config) as (took, tree):
            found.append((took, _floor(Path(f"{_data(name, count)}/listens.jsonl")) + _copied(tree)))
    took, reference = _median(found)
    what = f"1,000 listeners, {count // 1_000_000} M listens" + (", periods" if "periods" not in settings else "")
    yield Row(what, took, "floor + copy", reference, ratio=1.5, memory=memory)
    if day:
        yield from _next_day(name, config, "the same", ratio=day)


def _against_before(what: str, config: Path, *, ratio: float | None = None, seconds: float | None = None) -> Row:
    """A build against the same by the commit before, in pairs."""
    found = []
    for _ in range(ROUNDS):
        with _built(config, _before()) as (reference, _):
            pass
        with _built(config) as (took, _):
            found.append((took, reference))
    took, reference = _median(found)
    return Row(what, took, "before", reference, ratio=ratio, seconds=seconds)


def _next_day(
    name: str, config: Path, what: str, *, ratio: float | None = None, seconds: float | None = None
) -> Iterator[Row]:
    """Build, let every listener hear something on the next day, and build into the same place."""
    said = json.loads(config.read_text(encoding="utf-8"))
    day = config.with_name("day.csv")
    people = _PEOPLE.get(name) or [f"user{number}" for number in range(1000)]
    lines = (f"{_NEWEST + 40_000 + place},{user},Artist 1,Track 1-1-1" for place, user in enumerate(people))
    with _built(config) as (fresh, tree):
        _write(day, "\n".join(["listened_at,user_name,artist_name,track_name", *lines, ""]))
        sources = [*said["sources"], {"format": "listens", "path": str(day)}]
        _write(config, json.dumps({**said, "sources": sources}))
        took = _timed(_build(config, tree))
        _write(config, json.dumps(said))
    yield Row(f"{what}, one day more", took, "fresh", fresh, ratio=ratio, seconds=seconds)


def _print(row: Row) -> None:
    reference = row.reference
    ratio = f"{row.took.wall / reference.wall:6.2f}" if reference else ""
    peak = f"{row.took.peak / _GIB:5.1f}" if row.took.peak else ""
    words = f"{row.bounds}{f' of {row.against}' if row.ratio else ''}: {'met' if row.is_met else 'MISSED'}"
    print(f"{row.what:44} {row.took!s} {reference or ''!s:>25} {ratio:>6} {peak:>5}  {words}", flush=True)


def _demo_config() -> dict[str, object]:
    """The demo's config.yaml as data, its files where they lie."""
    said: dict[str, Any] = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    for source in said["sources"]:
        source["path"] = str(ROOT / source["path"])
    return said


def _history(
    name: str,
    count: int,
    users: int = 1000,
    days: int = 3650,
    settings: dict[str, object] | None = None,
    form: str = "jsonl",
) -> dict[str, object]:
    """The config of a generated history, which is made once."""
    folder = _data(name, count)
    if not (folder / f"listens.{form}").is_file():
        command = [sys.executable, str(_HERE / "generate_listens.py"), str(count), str(folder)]
        subprocess.run([*command, "--users", str(users), "--days", str(days), "--format", form], check=True)
    sources = [
        {"format": "listenbrainz" if form == "jsonl" else "listens", "path": str(folder / f"listens.{form}")},
        {"format": "artists", "path": str(folder / "artists.csv")},
        {"format": "releases", "path": str(folder / "releases.csv")},
    ]
    return {"sources": sources, "map": "none", **(settings or {})}


def _data(name: str, count: int) -> Path:
    """Where the generated history of a goal lies; two goals share that of a million listens."""
    return WORK / f"listens-{count}{'' if count >= 1_000_000 else f'-{name}'}"


def _project(name: str, config: dict[str, object]) -> Path:
    file = WORK / name / "config.yaml"
    _write(file, json.dumps(config))
    return file


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def _before() -> Path:
    """A checkout of the commit before."""
    folder = WORK / f"before-{BEFORE}"
    if not folder.is_dir():
        subprocess.run(["git", "-C", str(ROOT), "worktree", "prune"], check=True)
        subprocess.run(["git", "-C", str(ROOT), "worktree", "add", "--detach", str(folder), BEFORE], check=True)
    return folder


@contextmanager
def _built(config: Path, program: Path = ROOT) -> Iterator[tuple[Took, Path]]:
    """Build afresh; gives what it took and the tree, which is removed with all that lies beside it."""
    tree = config.with_name("tree")
    _removed(tree)
    took = _timed(_build(config, tree), program, tree.with_name(".tree.building") / "scratch")
    try:
        yield took, tree
    finally:
        _removed(tree)


def _build(config: Path, tree: Path) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "-c", str(config), "-o", str(tree)]


def _removed(tree: Path) -> None:
    for found in (tree, *tree.parent.glob(f"{tree.name}.*"), *tree.parent.glob(f".{tree.name}.*")):
        shutil.rmtree(found) if found.is_dir() else found.unlink(missing_ok=True)


def _floor(file: Path) -> Took:
    folder = WORK / "floor"
    took = _timed([sys.executable, str(_HERE / "floor.py"), str(file), str(folder)])
    shutil.rmtree(folder)
    return took


def _copied(tree: Path) -> Took:
    copy = tree.with_name("copy")
    took = _timed(["cp", "-r", str(tree), str(copy)])
    shutil.rmtree(copy)
    return took


def _timed(command: list[str], program: Path = ROOT, spill: Path | None = None) -> Took:
    """Run a process to its end, and watch what it spills."""
    environment = {**os.environ, "PYTHONPATH": str(program)}
    before, started = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=program, env=environment)
    with _watched(spill) as most:
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    wall, after = time.perf_counter() - started, os.times()
    if status:
        raise SystemExit(f"{' '.join(command)} failed: {said.decode(errors='replace').strip()[-500:]}")
    user, system = after.children_user - before.children_user, after.children_system - before.children_system
    return Took(wall, user, system, usage.ru_maxrss * 1024, max(most))


@contextmanager
def _watched(folder: Path | None) -> Iterator[list[int]]:
    """The sizes of a folder, looked at once a second."""
    sizes, ended = [0], Event()

    def look() -> None:
        while folder and not ended.wait(1):
            sizes.append(sum(_size(file) for file in folder.rglob("*")))

    thread = Thread(target=look)
    thread.start()
    try:
        yield sizes
    finally:
        ended.set()
        thread.join()


def _size(file: Path) -> int:
    try:
        return file.stat().st_blocks * 512
    except OSError:  # it is gone meanwhile
        return 0


def _median(found: list[tuple[Took, Took]]) -> tuple[Took, Took]:
    """The pair whose ratio is the middle one."""
    middle = statistics.median_low(took.wall / reference.wall for took, reference in found)
    return next(pair for pair in found if pair[0].wall / pair[1].wall == middle)


if __name__ == "__main__":
    main()
