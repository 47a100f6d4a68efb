"""The rounds of the campaign: what is done to a build, and what must hold afterwards. Each takes luck and a field."""

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.torture import samples
from tests.torture.mutations import MUTATIONS
from tests.torture.running import (
    LONG,
    ROOT,
    Ended,
    Project,
    State,
    Wrong,
    end,
    require,
    require_counted,
    require_spoken,
    surroundings,
)

FAULTS = {"EIO": 5, "EACCES": 13, "ENOSPC": 28, "EMFILE": 24, "EROFS": 30, "EDQUOT": 122}
CALLS = ("open", "read", "write", "fsync", "mkdir", "rmdir", "unlink", "rename", "chmod", "link")
MOST = {
    "open": 160,
    "write": 120,
    "read": 10,
    "mkdir": 40,
    "unlink": 60,
    "rmdir": 40,
}  # calls of a build, and some more
TIDYING = {"rmdir", "unlink", "rename", "open"}  # of these, a fault may leave what the next build takes away
MIRRORS = ("partify", "winget", "pybossa", "wistia")  # without the one that takes most of the time
INTERRUPTS = {signal.SIGINT: 130, signal.SIGTERM: 143}


class Passed(Exception):  # noqa: N818 - it is no error
    """Why a round cannot be tried here."""


@dataclass(frozen=True, slots=True)
class Field:
    """What every round begins with: a project, two states of its sources, and what a healthy build makes of each."""

    folder: Path
    old: State
    new: State
    seconds: float  # of a build
    shim: Path | None

    @contextmanager
    def project(self, output: Path | None = None) -> Iterator[Project]:
        """A fresh copy with the old output and the new sources."""
        place = self.folder / "round"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder / "new", place / "project")
        shutil.copytree(self.folder / "old-out", output or place / "out", symlinks=True, dirs_exist_ok=True)
        yield Project(place / "project", (output or place / "out") / "site")


def prepared(folder: Path) -> Field:
    """Write the project, build both states, and compile the shim where there is a compiler."""
    begun = time.monotonic()
    states = []
    for name, count in (("old", 40), ("new", samples.LINES)):
        write(folder / name, count)
        made = Project(folder / name, folder / f"{name}-out" / "site")
        ended = made.build()
        require_spoken(ended, 0)
        require_counted(ended, made.output.with_name("site.rejects.csv"))
        states.append(made.state)
    old, new = states
    return Field(folder, old, new, (time.monotonic() - begun) / 2, compiled(folder))


def write(folder: Path, count: int) -> None:
    """A project of listens, packages and a reject, as many lines of each as are said."""
    folder.mkdir(parents=True)
    found = samples.samples()
    sources: list[dict[str, object]] = []
    for kind in ("ListenBrainz lines", "log"):
        sample = found[kind]
        lines = sample.data.splitlines(keepends=True)[:count]
        (folder / sample.name).write_bytes(b"".join(lines) + b"{}\n" * (count // 20))
        sources.append(_source(sample))
    _config(folder, sources, hosts=["nginx", "netlify"])


def _config(folder: Path, sources: list[dict[str, object]], **more: object) -> None:
    config = {"sources": sources, "charts": False, "pages": False, "periods": [], "mirrors": MIRRORS, **more}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")


def compiled(folder: Path) -> Path | None:
    """The shim as a library, where there is a compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not compiler or sys.platform != "linux":
        return None
    shim = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=False)
    return shim if done.returncode == 0 else None


def _require_one_of_two(field: Field, project: Project, ended: Ended) -> None:
    """Tree, rules and rejects are all old or all new, and new where the build says that it is done."""
    state = project.state
    if ended.code == 0:
        require(state == field.new, f"it ended well, and {_odd(field.new, state)}", ended)
    elif state not in (field.old, field.new):
        raise Wrong(f"neither the old nor the new: {_odd(field.old, state)}\n{ended.code}: {ended.errors[-500:]}")


def _odd(wanted: State, found: State) -> str:
    """Where a state is not the wanted one, in words."""
    places = sorted(path for path in wanted.keys() | found.keys() if wanted.get(path) != found.get(path))
    return f"{len(places)} files are not as they were: {', '.join(places[:4])}"


def _require_mended(field: Field, project: Project) -> None:
    """The next build makes the new output whole, and leaves nothing else."""
    ended = project.build()
    require_spoken(ended, 0)
    require(project.state == field.new, "the next build is not whole", ended)
    require(not project.left, f"left beside the output: {project.left}", ended)


def _source(sample: samples.Sample) -> dict[str, object]:
    return {"format": sample.format, "path": sample.name, **samples.SETTINGS.get(sample.format, {})}


# The rounds


def mutated(luck: Random, field: Field) -> int:
    """A file of any format is damaged: lines are counted, private values stay private; answers the lines."""
    kind, sample = luck.choice(sorted(samples.samples().items()))
    how = luck.choice(sorted(MUTATIONS))
    data = MUTATIONS[how](luck, sample.data)
    with field.project() as project:
        for file in project.folder.iterdir():
            file.unlink()
        together = [replace(sample, data=data), *(samples.samples()[name] for name in (sample.beside,) if name)]
        for each in together:
            (project.folder / each.name).write_bytes(each.data)
        _config(project.folder, [_source(each) for each in together])
        ended = project.build()
        try:
            return _judged(field, project, ended, data, sample, how)
        except Wrong as error:
            kept = field.folder / "found" / f"{sample.format}-{how}-{abs(hash(data)) % 10**6}"
            shutil.copytree(project.folder, kept, dirs_exist_ok=True)
            raise Wrong(f"{kind}, {how}: {error}\n(its input is kept in {kept})") from None


def _judged(field: Field, project: Project, ended: Ended, data: bytes, sample: samples.Sample, how: str) -> int:  # noqa: PLR0913, PLR0917
    require_spoken(ended, 0, 1, 2, 4)
    require(not project.left, f"left beside the output: {project.left}", ended)
    if ended.code != 0:
        old = {path: digest for path, digest in field.old.items() if not path.endswith(".csv")}
        now = {path: digest for path, digest in project.state.items() if not path.endswith(".csv")}
        require(now == old, f"it failed, and {_odd(old, now)}", ended)
        return 0
    lines = require_counted(ended, project.output.with_name("site.rejects.csv"))
    if sample.is_lines and how in {"flipped", "shuffled", "doubled"}:
        there = sum(1 for line in data.split(b"\n") if line.strip(b" \t\r\x00\x0b\x0c"))
        require(abs(lines - there) <= data.count(b"\r"), f"{there} lines in the file, {lines} counted", ended)
    for file in project.output.rglob("*"):
        body = file.read_bytes() if file.is_file() and file.suffix != ".gz" else b""
        told = [value for value in samples.PRIVATE if value.encode() in body]
        require(not told or how not in {"flipped", "shuffled", "doubled", "cut"}, f"{told} in {file}", ended)
    return lines


def killed(luck: Random, field: Field) -> int:
    """A build is killed at any moment."""
    with field.project() as project:
        ended = end(project.start(), luck.uniform(0, field.seconds))
        require(ended.code in {0, -signal.SIGKILL}, "it ended otherwise", ended)
        _require_one_of_two(field, project, ended)
        _require_mended(field, project)
    return 1


def interrupted(luck: Random, field: Field) -> int:
    """A build is interrupted at any moment: one line, nothing left behind."""
    by, code = luck.choice(sorted(INTERRUPTS.items()))
    with field.project() as project:
        # Before the program itself runs, Python's own start may be interrupted.
        after = luck.uniform(min(0.5, field.seconds / 2), field.seconds)
        ended = end(project.start(), after, by)
        require_spoken(ended, 0, code)
        if ended.code:
            told = [line for line in ended.errors.splitlines() if line.startswith("interrupted")]
            require(len(told) == 1, f"{len(told)} lines tell of the interrupt", ended)
        _require_one_of_two(field, project, ended)
        require(not project.left, f"left beside the output: {project.left}", ended)
    return 1


def faulted(luck: Random, field: Field) -> int:
    """One system call fails, or from one on all of a kind do."""
    if field.shim is None:
        raise Passed("there is no C compiler")
    with field.project() as project:
        place = str(project.output.parent.parent)
        call, number = luck.choice(CALLS), luck.choice(sorted(FAULTS.values()))
        said = {"LD_PRELOAD": str(field.shim), "FAULT_BELOW": place, "FAULT_CALLS": f",{call},"}
        counted = field.folder / "counted"
        most = MOST.get(call, 4)
        at, stays = str(luck.randint(1, most)), str(luck.randint(0, 1))
        ended = project.build(
            FAULT_AT=at, FAULT_STAYS=stays, FAULT_ERRNO=str(number), FAULT_COUNTED=str(counted), **said
        )
        told = f"{call} {at}, error {number}, {'from then on' if stays == '1' else 'once'}"
        try:
            require_spoken(ended, 0, 1, 4)
            _require_one_of_two(field, project, ended)
            require(
                not project.left or call in TIDYING or ended.code == 0, f"left beside the output: {project.left}", ended
            )
            _require_mended(field, project)
        except Wrong as error:
            raise Wrong(f"{told}: {error}") from None
    return 1


def filled(luck: Random, field: Field) -> int:
    """The disk is full from some byte on: by the shim where there is one, else by a limit of a file's size."""
    with field.project() as project:
        if field.shim and luck.random() < 0.7:
            said = {"FAULT_CALLS": ",write,mkdir,", "FAULT_ERRNO": str(FAULTS["ENOSPC"]), "FAULT_STAYS": "1"}
            place = str(project.output.parent)
            ended = project.build(
                LD_PRELOAD=str(field.shim), FAULT_BELOW=place, FAULT_AT=str(luck.randint(1, MOST["write"])), **said
            )
            require(ended.code == 0 or "full" in ended.errors, "it does not say that the disk is full", ended)
        else:
            most = luck.choice((1, 10_000, 100_000))
            process = subprocess.Popen(
                project.command(), cwd=ROOT, env=surroundings(), text=True, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),  # noqa: PLW1509
            )  # fmt: skip
            ended = end(process)
        require_spoken(ended, 0, 1)
        _require_one_of_two(field, project, ended)
        require(not project.left, f"left beside the output: {project.left}", ended)
        _require_mended(field, project)
    return 1


def at_once(luck: Random, field: Field) -> int:
    """Two builds of one output: each is done, or told of the other."""
    with field.project() as project:
        first = project.start()
        time.sleep(luck.uniform(0, field.seconds))
        second = project.start()
        both = [end(first), end(second)]
        for ended in both:
            require_spoken(ended, 0, 1)
            require(ended.code == 0 or "another build" in ended.errors, "it failed for another reason", ended)
        require(0 in {ended.code for ended in both}, "neither was done", both[0])
        require(project.state == field.new, "what they made together is not whole", both[1])
        require(not project.left, f"left beside the output: {project.left}")
    return 1


def changing(luck: Random, field: Field) -> int:
    """A source is written to while it is read: the tree is whole, and the next build is right."""
    with field.project() as project:
        file = luck.choice([each for each in sorted(project.folder.iterdir()) if each.suffix != ".yaml"])
        whole = file.read_bytes()
        process = project.start()
        for _ in range(luck.randint(1, 20)):
            time.sleep(luck.uniform(0, field.seconds / 10))
            change = luck.choice(("more", "less", "gone", "other"))
            if change == "more":
                file.write_bytes(whole + whole[: luck.randrange(len(whole))])
            elif change == "less":
                file.write_bytes(whole[: luck.randrange(len(whole))])
            elif change == "gone":
                file.unlink(missing_ok=True)
            else:
                replacement = file.with_name("other")
                replacement.write_bytes(whole)
                replacement.replace(file)
        ended = end(process)
        file.write_bytes(whole)
        require_spoken(ended, 0, 1, 2, 4)
        require(not project.left, f"left beside the output: {project.left}", ended)
        if ended.code:
            kept = {path for path in field.old if path.endswith("stillstats.json")}
            require(all(project.state.get(path) == field.old[path] for path in kept), "the old tree is gone", ended)
        _require_mended(field, project)
    return 1


def set_back(luck: Random, field: Field) -> int:
    """The clock goes back, and files are of the future: the same sources give the same bytes."""
    with field.project() as project:
        for file in project.folder.iterdir():
            moment = luck.choice((0, 4_000_000_000, 1_700_000_000))
            os.utime(file, (moment, moment))
        earlier = str(1_714_700_000 + luck.randrange(2_000_000))  # listens after it are rejects
        require_spoken(project.build(SOURCE_DATE_EPOCH=earlier), 0)
        require(not project.left, f"left beside the output: {project.left}")
        command = [each for each in project.command() if each != "--fresh"]
        ended = end(_started(command))
        require_spoken(ended, 0)
        require(project.state == field.new, "with the clock put right, the output is another", ended)
    return 1


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=ROOT, env=surroundings(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def elsewhere(luck: Random, field: Field) -> int:
    """The output lies on another file system than the sources; half of these builds are killed."""
    other = Path("/dev/shm")  # noqa: S108 - the only other file system that most machines have
    if not other.is_dir() or other.stat().st_dev == field.folder.stat().st_dev or not os.access(other, os.W_OK):
        raise Passed("there is no other file system")
    place = other / f"stillstats-torture-{os.getpid()}"
    try:
        with field.project(place) as project:
            ended = end(project.start(), luck.choice((None, luck.uniform(0, field.seconds))))
            _require_one_of_two(field, project, ended)
            _require_mended(field, project)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return 1


def served(luck: Random, field: Field) -> int:
    """`serve` rebuilds because a source changed, and its build or all of it is killed."""
    with field.project() as project:
        command = [sys.executable, "-m", "generator", "serve", "-c", str(project.folder / "config.yaml")]
        process = subprocess.Popen(
            [*command, "-o", str(project.output), "--port", str(_free_port())], cwd=ROOT, env=surroundings(),
            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            time.sleep(luck.uniform(0.2, 2 * field.seconds))
            (project.folder / "config.yaml").touch()
            time.sleep(luck.uniform(0, field.seconds))
            if luck.random() < 0.5:
                _kill(_children(process.pid))
                time.sleep(0.2)
                require(process.poll() is None, "the server ended with its build")
        finally:
            process.send_signal(signal.SIGSTOP)  # so that it begins no other build meanwhile
            children = _children(process.pid)
            process.kill()
            _kill(children)
            ended = Ended(process.wait(), "", process.stdout.read() if process.stdout else "")
        require("Traceback" not in ended.errors, "a traceback", ended)
        _require_one_of_two(field, project, ended)
        _require_mended(field, project)
    return 1


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _kill(processes: list[int]) -> None:
    """Kill processes, and wait until they are gone."""
    for each in processes:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    end_at = time.monotonic() + LONG
    while any(_is_alive(each) for each in processes):
        require(time.monotonic() < end_at, "a killed build does not end")
        time.sleep(0.05)


def _is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended and is waited for by nobody does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def _children(parent: int) -> list[int]:
    """What the threads of a process began."""
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(each) for file in listed for each in file.read_text().split()]


Round = Callable[[Random, Field], int]

# How often each is tried of a hundred rounds.
ROUNDS: Mapping[Round, int] = {
    mutated: 50, killed: 12, interrupted: 8, faulted: 12, filled: 5, at_once: 3, changing: 4, set_back: 2, elsewhere: 2,
    served: 2,
}  # fmt: skip
