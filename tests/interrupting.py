"""Builds that are interrupted at random moments: what is said is so, and nothing is left behind.

`campaign` is drawn from a seed; the moments are parts of the time that a whole build takes, so that how fast a machine
is decides which calls they meet, and never what has to hold.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.conftest import FEW, bytes_of, listen
from tests.serve.running import LONG

ROOT = Path(__file__).parents[1]
SIGNALS = (signal.SIGINT, signal.SIGTERM)

LINE = re.compile(r"^interrupted; (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """How an interrupted build ended: its exit code, and what it said."""

    code: int
    said: str


def project(folder: Path, listens: int = 200) -> Path:
    """A project with charts, hosts' rules and rejects, whose two configs make two trees."""
    lines = [*FEW, listen("ana", "1970-01-01", "Low", "Words")]
    moments = (f"2024-0{1 + n % 5}-{1 + n % 28:02}T12:{n % 60:02}" for n in range(listens))
    lines += [listen("ana", moment, f"A{n % 7}", f"T{n}") for n, moment in enumerate(moments)]
    folder.mkdir(exist_ok=True)
    (folder / "listens.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for name in ("one", "two"):
        said = {
            "site": {"title": f"Tree {name}"},
            "sources": [{"format": "listenbrainz", "path": "listens.jsonl"}],
            "hosts": ["nginx"],
            "mirrors": ["listenbrainz"] if name == "one" else ["listenbrainz", "partify"],
        }
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    return folder


def started(folder: Path, name: str, *options: str) -> subprocess.Popen[str]:
    """A build of one of the two trees, in a process of its own."""
    command = [sys.executable, "-m", "generator", "build", "-c", f"{name}.yaml", "--fresh", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def results(folder: Path) -> Mapping[str, Mapping[str, bytes]]:
    """The tree, the rules and the list of rejects, byte for byte."""
    listed = folder / "output.rejects.csv"
    return {
        "tree": bytes_of(folder / "output"),
        "hosts": bytes_of(folder / "output.hosts"),
        "rejects": {"": listed.read_bytes() if listed.exists() else b""},
    }


def is_heeding(pid: int) -> bool:
    """Whether a process has got as far as to heed signals: SIGTERM has no handler before."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it has ended, or this system does not tell
        return True
    caught = int(re.search(r"^SigCgt:\s*(\w+)", status, re.MULTILINE)[1], 16)  # type: ignore[index]
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def interrupted(process: subprocess.Popen[str], after: float, how: signal.Signals, times: int = 1) -> Interrupted:
    """Interrupt a program so many seconds after it has begun to heed signals, perhaps several times."""
    end = time.monotonic() + LONG
    while not is_heeding(process.pid) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    time.sleep(after)
    for _ in range(times):
        process.send_signal(how)
    out, said = process.communicate(timeout=LONG)
    return Interrupted(process.returncode, out + said)


def _beside(folder: Path) -> set[str]:
    """What lies in a folder; the cache counts for nothing, which a build that is ended may leave."""
    return {file.name for file in folder.iterdir() if not file.name.endswith(".cache")}


def campaign(folder: Path, seed: int, count: int) -> Counter[str]:
    """Interrupt so many builds; answers how often what was said. AssertionError at whatever does not hold."""
    chosen = random.Random(seed)  # noqa: S311
    project(folder)
    trees, seconds = {}, 0.0
    for name in ("two", "one"):
        began = time.monotonic()
        process = started(folder, name)
        out, said = process.communicate(timeout=LONG)
        assert process.returncode == 0, out + said
        seconds = time.monotonic() - began
        trees[name] = results(folder)
    assert trees["one"] != trees["two"]
    beside = _beside(folder)
    there, found = "one", Counter[str]()
    for number in range(count):
        wanted = "two" if there == "one" else "one"
        how, times = chosen.choice(SIGNALS), chosen.choice((1, 1, 2))
        after = seconds * chosen.uniform(*chosen.choice(((0, 1), (0.8, 1))))  # often at the end, where the swap is
        about = f"number {number} of seed {seed}: {how.name} {times} times after {after:.3f} s"
        done = interrupted(started(folder, wanted), after, how, times)
        words = LINE.findall(done.said)
        assert "Traceback" not in done.said, f"{about}: {done.said}"
        assert "Exception ignored" not in done.said, f"{about}: {done.said}"
        assert (done.code, len(words)) in {(0, 0), (128 + how, 1)}, f"{about}: {done}"
        there = wanted if not words or words == ["the output is new"] else there
        assert results(folder) == trees[there], f"{about}: {words} is not so"
        assert _beside(folder) == beside, f"{about}: something is left"
        found[words[0] if words else "it was too late"] += 1
    return found


if __name__ == "__main__":
    place, first, many = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    sys.stdout.write(f"{dict(campaign(place / 'project', first, many))}\n")
