"""`stillstats serve` as a process of its own, in a small project, with what it has said so far."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
LONG = 90  # seconds; a busy machine is slow

LISTENS = """listened_at,user_name,artist_name,track_name
2024-05-01T10:00:00Z,ana,Low,Words
2024-05-02T10:00:00Z,ben,Can,Vitamin C
"""
CONFIG = """site: {title: First title}
sources: [{format: listens, path: "lis*.csv"}]
charts: false
"""
HOME = "<p>{{ site.title }}, my way</p>"
SLOW = "{% for each in range(2 * 10 ** 7) %}{% endfor %}"  # a template that takes a second or more
ENDLESS = "{% for each in range(10 ** 12) %}{% endfor %}"  # a template that holds a build until it is ended


def eventually(check: Callable[[], object], seconds: float = LONG) -> None:
    """Wait until something holds; the last answer is shown where it never does."""
    end = time.monotonic() + seconds
    while not (answer := check()):
        assert time.monotonic() < end, answer
        time.sleep(0.1)


def project(folder: Path) -> Path:
    """Write a project of two listens, with a template of its own that holds no policy."""
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "users.html").write_text(HOME, encoding="utf-8")
    (folder / "listens.csv").write_text(LISTENS, encoding="utf-8")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder


@dataclass(slots=True)
class Serving:
    """A running server; `lines` is what it has said."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What it has said, errors too."""
        return "".join(self.lines)

    @property
    def address(self) -> str:
        """Where it serves, once it says so."""
        eventually(lambda: "Ctrl-C ends it" in self.said or self.process.poll() is not None)
        return next(line for line in self.lines if line.startswith("http")).split()[0].rstrip("/")

    @property
    def builds(self) -> int:
        """How many builds it has begun because of a change."""
        return self.said.count("changed, so")

    def page(self, path: str = "/") -> str:
        """The body of an answer, or the status where it is an error."""
        try:
            with urlopen(self.address + path, timeout=LONG) as answer:  # noqa: S310 - our own
                return answer.read().decode()
        except HTTPError as error:
            return f"{error.code}"

    def children(self) -> set[int]:
        """The processes that it has begun and that still run."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return {int(each) for task in tasks for each in _read(task).split()}

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send it a signal, and answer the exit code."""
        self.process.send_signal(how)
        return self.process.wait(LONG)


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Serving]:
    """Run `stillstats serve` in a folder, on any port, until the end of the block."""
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    running = Serving(process)
    reader = threading.Thread(target=lambda: running.lines.extend(process.stdout or ()))
    reader.start()
    try:
        yield running
    finally:
        if process.poll() is None:
            running.end()
        reader.join()
        process.wait()


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # the thread has ended
        return ""


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is only waited for does not."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
