"""The tree follows what it is made of: a change of config, sources or templates begins a build, one at a time.

Builds are made in a process of their own: one that fails says why, and the tree before it goes on being served.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from watchfiles import watch

from generator.errors import OutputError, UnbuiltError
from generator.interrupts import Noted
from generator.serve.answers import ServedTree
from generator.serve.builder import Builder, building
from generator.serve.inputs import Inputs, ServedProject, inputs

_QUIET = 200  # ms without a change after which what changed is built, so that a file is written to its end
_LONGEST = 2000  # ms after which it is built all the same
_LOOK = 2000  # ms without a change after which the inputs are looked at: not every disk tells of changes


@contextmanager
def following(project: ServedProject, log: Callable[[str], None], interrupted: Noted) -> Iterator[None]:
    """Build the tree, and anew whenever what it is made of changes, until the end of the block.

    A tree that is there is served meanwhile: what changed while nobody watched is built behind it.

    `log` gets a line for each build. UnbuiltError when there is no tree and none can be built, or it is interrupted.
    """
    stop = Event()
    seen = inputs(project)
    is_there = is_served(project.output)
    with building(project) as builder:
        code = 0 if is_there else builder.build(interrupted, quiet=False).code
        if code:
            raise UnbuiltError(f"{project.output}: there is nothing to serve, as the build failed", max(code, 1))
        thread = Thread(target=_follow, args=(builder, seen, log, stop), kwargs={"is_old": is_there}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def is_served(output: Path) -> bool:
    """Whether there is a tree, and one of this version."""
    try:
        ServedTree.at(output)
    except OutputError:
        return False
    return True


def _follow(builder: Builder, seen: Inputs, log: Callable[[str], None], stop: Event, *, is_old: bool) -> None:
    project = builder.project
    if is_old:
        log(_rebuilt(builder, stop))
    while not stop.is_set():
        try:
            now = _next(project, seen, stop)
        except FileNotFoundError:  # a folder went away as it was to be watched
            continue
        except (OSError, RuntimeError) as error:
            log(f"changes cannot be watched: {error}; set WATCHFILES_FORCE_POLLING=1, or build again by hand")
            return
        changed = now.changed(seen)
        if changed:
            log(f"{_list(changed, project)} changed, so {project.output} is built")
            log(_rebuilt(builder, stop))
        seen = now


def _next(project: ServedProject, seen: Inputs, stop: Event) -> Inputs:
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


def _list(changed: list[Path], project: ServedProject) -> str:
    """The first of the files that changed, and how many more."""
    folder = project.config_file.parent.resolve()
    first = changed[0].relative_to(folder) if changed[0].is_relative_to(folder) else changed[0]
    return f"{first} and {len(changed) - 1} more" if len(changed) > 1 else str(first)


def _rebuilt(builder: Builder, stop: Event) -> str:
    """Build, and say how it went."""
    started, output = monotonic(), builder.project.output
    end = builder.build(stop, quiet=True)
    if not end.code:
        return f"{output} is up to date, after {monotonic() - started:.1f} s"
    failed = _message(end.said) or f"the build ended with exit code {end.code}"
    return f"{'the build was interrupted' if stop.is_set() else failed}\n{output} is served as it was before"


def _message(text: str) -> str:
    """The message of a build that failed, without the stages before it."""
    found = re.search(r"^(?:stillstats: |Traceback ).*", text, re.MULTILINE | re.DOTALL)
    return (found[0] if found else text).strip()
