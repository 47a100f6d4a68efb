"""Builds as processes of their own, how they ended, and what lies in the folder of the output afterwards."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONG = 300  # seconds; a busy machine is slow
CLOCK = "1795000000"  # what every build takes for now

State = Mapping[str, str]  # the hash of every file of the tree, the rules of hosts and the rejects, by its path


class Wrong(Exception):  # noqa: N818 - it is no error of the campaign
    """What must not be, in a sentence."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that ended: its exit code, negative for a signal that killed it, and what it said."""

    code: int
    out: str
    errors: str


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a config.yaml, and the folder that its output lies in."""

    folder: Path
    output: Path

    def command(self, *options: str) -> list[str]:
        """The command that builds it."""
        config = ["-c", str(self.folder / "config.yaml"), "-o", str(self.output)]
        return [sys.executable, "-m", "generator", "build", "--fresh", "--threads", "1", *config, *options]

    def start(self, *options: str, **environment: str) -> subprocess.Popen[str]:
        """Begin to build it, in a process group of its own."""
        return subprocess.Popen(
            self.command(*options), cwd=ROOT, env=surroundings(**environment), text=True, encoding="utf-8",
            errors="replace", stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def build(self, *options: str, **environment: str) -> Ended:
        """Build it to the end."""
        return end(self.start(*options, **environment))

    @property
    def state(self) -> State:
        """What users find: the tree, what hosts need beside it, and the list of rejects."""
        places = (self.output, self.output.with_name(f"{self.output.name}.hosts"))
        files = [file for place in places for file in place.rglob("*") if file.is_file()]
        files += [file for file in [self.output.with_name(f"{self.output.name}.rejects.csv")] if file.is_file()]
        return {str(file.relative_to(self.output.parent)): sha256(file.read_bytes()).hexdigest() for file in files}

    @property
    def left(self) -> set[str]:
        """What lies beside the output and is none of its own: lock, cache, and the rejects of a build that failed."""
        name = self.output.name
        ours = {
            name,
            f"{name}.hosts",
            f"{name}.rejects.csv",
            f"{name}.failed.rejects.csv",
            f"{name}.cache",
            f".{name}.lock",
        }
        return {file.name for file in self.output.parent.iterdir() if file.name not in ours}


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a build: with a fixed clock, and nothing of ours but the path."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "GITHUB", "FAULT"))}
    return {**own, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": CLOCK, **more}


def end(process: subprocess.Popen[str], after: float | None = None, by: signal.Signals = signal.SIGKILL) -> Ended:
    """Wait for a process, and send it a signal after some seconds, if it still runs then."""
    try:
        out, errors = process.communicate(timeout=LONG if after is None else after)
    except subprocess.TimeoutExpired:
        if after is None:
            process.kill()
            raise Wrong(f"it hung for {LONG} s") from None
        process.send_signal(by)
        return end(process)
    return Ended(process.returncode, out, errors)


# What must hold


def require(holds: object, said: str, ended: Ended | None = None) -> None:
    """Raise Wrong with a sentence, and with how a process ended, unless something holds."""
    if not holds:
        raise Wrong(f"{said}\n{ended.code}: {ended.errors[-2000:]}" if ended else said)


def require_spoken(ended: Ended, *codes: int) -> None:
    """An end with one of some exit codes, and no defect of the program in what was said."""
    require("Traceback" not in ended.errors, "a traceback", ended)
    require(ended.code in codes, f"the exit code is none of {codes}", ended)
    require(ended.code == 0 or ended.errors.strip(), "it failed without a word", ended)
    odd = re.search("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]", ended.out + ended.errors)
    require(odd is None, f"it prints {odd and odd[0]!r}", ended)


def require_counted(ended: Ended, rejects: Path) -> int:
    """Every line is an event, a reject, folded or left out, and every reject is listed; answers the lines."""
    rows = re.findall(r"^ \S.*?((?:\s+[\d,]+){6})\s*$", ended.out, re.MULTILINE)
    require(rows, "there is no table of the sources", ended)
    _, lines, events, rejected, folded, left_out = (int(word.replace(",", "")) for word in rows[-1].split())
    require(lines == events + rejected + folded + left_out, f"the lines do not add up: {rows[-1]}", ended)
    import csv  # noqa: PLC0415 - a file of any length

    csv.field_size_limit(1 << 26)
    with rejects.open(encoding="utf-8", newline="") if rejects.exists() else open(os.devnull) as file:  # noqa: PTH123
        listed = sum(1 for _ in csv.reader(file))
    require(listed == (rejected + 1 if rejected else 0), f"{rejected} rejects, and {listed} lines of their list", ended)
    return lines
