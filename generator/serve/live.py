"""The tree follows what it is made of: a change of config, sources or templates begins a build, one at a time.

A build is a process of its own: one that fails says why, and the tree before it goes on being served.
"""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread
from time import monotonic
from typing import IO

from watchfiles import watch

from generator.errors import OutputError, UnbuiltError
from generator.interrupts import SIGNALS, Noted
from generator.serve.answers import Tree
from generator.serve.inputs import Inputs, Project, inputs

_QUIET = 200  # ms without a change after which what changed is built, so that a file is written to its end
_LONGEST = 2000  # ms after which it is built all the same
_LOOK = 2000  # ms without a change after which the inputs are looked at: not every disk tells of changes
_PATIENCE = 20  # seconds that a build has to clean up

# A build begins with what is imported from where we import it, and deaf to signals until it can put right what it
# began. We say that one came, it does not.
_BEGIN = """
import json, signal, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from generator import interrupts
signal.signal(signal.SIGINT, signal.SIG_DFL)
interrupts.heed(silently=True)
signal.pthread_sigmask(signal.SIG_UNBLOCK, interrupts.SIGNALS)
from generator.cli import main
main()
"""


@contextmanager
def following(project: Project, told: Callable[[str], None], interrupted: Noted) -> Iterator[None]:
    """Build the tree, and anew whenever what it is made of changes, until the end of the block.

    A tree that is there is served meanwhile: what changed while nobody watched is built behind it.

    `told` gets a line for each build. UnbuiltError when there is no tree and none can be built, or it is interrupted.
    """
    stop = Event()
    seen = inputs(project)
    is_there = is_served(project.output)
    code = 0 if is_there else _built(project, interrupted, None)
    if code:
        raise UnbuiltError(f"{project.output}: there is nothing to serve, as the build failed", max(code, 1))
    thread = Thread(target=_follow, args=(project, seen, told, stop), kwargs={"is_old": is_there}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def is_served(output: Path) -> bool:
    """Whether there is a tree, and one of this version."""
    try:
        Tree.at(output)
    except OutputError:
        return False
    return True


def _follow(project: Project, seen: Inputs, told: Callable[[str], None], stop: Event, *, is_old: bool) -> None:
    if is_old:
        told(_rebuilt(project, stop))
    while not stop.is_set():
        try:
            now = _next(project, seen, stop)
        except FileNotFoundError:  # a folder went away as it was to be watched
            continue
        except (OSError, RuntimeError) as error:
            told(f"changes cannot be watched: {error}; set WATCHFILES_FORCE_POLLING=1, or build again by hand")
            return
        changed = now.changed(seen)
        if changed:
            told(f"{_list(changed, project)} changed, so {project.output} is built")
            told(_rebuilt(project, stop))
        seen = now


def _next(project: Project, seen: Inputs, stop: Event) -> Inputs:
    """Wait until a build would read other files, or there are other folders to watch; at the end answer the old."""
    for _ in watch(
        *inputs(project).folders,
        watch_filter=None,
        debounce=_LONGEST,
        step=_QUIET,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        recursive=False,
    ):
        now = inputs(project)
        if now != seen:
            return now
    return seen


def _list(changed: list[Path], project: Project) -> str:
    """The first of the files that changed, and how many more."""
    folder = project.config_file.parent.resolve()
    first = changed[0].relative_to(folder) if changed[0].is_relative_to(folder) else changed[0]
    return f"{first} and {len(changed) - 1} more" if len(changed) > 1 else str(first)


def _rebuilt(project: Project, stop: Event) -> str:
    """Build, and say how it went."""
    started = monotonic()
    with TemporaryFile() as said:
        code = _built(project, stop, said)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if not code:
        return f"{project.output} is up to date, after {monotonic() - started:.1f} s"
    why = "the build was interrupted" if stop.is_set() else _message(text) or f"the build ended with exit code {code}"
    return f"{why}\n{project.output} is served as it was before"


def _message(text: str) -> str:
    """The message of a build that failed, without the stages before it."""
    found = re.search(r"^(?:stillstats: |Traceback ).*", text, re.MULTILINE | re.DOTALL)
    return (found[0] if found else text).strip()


def _built(project: Project, stop: Event | Noted, said: IO[bytes] | None) -> int:
    """Run a build, and answer its exit code; it ends early when `stop` is set or an exception passes.

    What it says goes to `said`, or where what we say goes.
    """
    with _begun(project, said) as child:
        while child.poll() is None and not stop.wait(0.05):
            pass
    return child.returncode


@contextmanager
def _begun(project: Project, said: IO[bytes] | None) -> Iterator[subprocess.Popen[bytes]]:
    """A build, in a group of its own: the interrupt of a terminal reaches us alone, and we end it with the block."""
    arguments = ["build", "-c", str(project.config_file), "-o", str(project.output)]
    command = [sys.executable, "-P", "-c", _BEGIN, json.dumps(sys.path), *arguments]
    quiet = subprocess.DEVNULL if said else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # so that none comes while nobody knows the build
    with ExitStack() as after:
        after.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        child = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=subprocess.DEVNULL, stdout=quiet, stderr=said, process_group=0
        )
        after.callback(_end, child)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        yield child


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
    child.wait()
