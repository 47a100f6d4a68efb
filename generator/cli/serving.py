"""The server until Ctrl-C: what it says of itself, and how it ends."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from threading import Thread
from typing import TYPE_CHECKING

import click

from generator import interrupts
from generator.cli.printing import say, tell
from generator.errors import UnbuiltError
from generator.interrupts import Noted
from generator.serve import ServedProject, following, is_loopback, is_served, server, url

if TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer

_LOOK = 0.1  # seconds between looks for the end


def serve(
    project: ServedProject,
    port: int,
    bind: str,
    names: Collection[str],
    *,
    is_watched: bool,
    log: Callable[[str], None],
) -> None:
    """Serve a tree until Ctrl-C, built anew at every change where that is wanted and there is a config.

    Requests are answered for this machine, and for other hosts that `names` has.
    """
    is_live = is_watched and project.config_file.is_file()
    with (
        interrupts.noted() as noted,
        _explained(project, noted),
        following(project, say, noted) if is_live else nullcontext(),
        server(project.output, port, bind, allowed=names, is_live=is_live, log=log) as listening,
    ):
        if not is_loopback(bind):
            tell(f"{bind} is not this machine alone: others may read all of {project.output}")
        say(f"{url(bind, listening.port)} serves {_how(project, is_live, is_watched)}; Ctrl-C ends it")
        _run(listening, noted)


def _run(listening: "BaseWSGIServer", noted: Noted) -> None:
    """Answer requests until a signal comes."""
    thread = Thread(target=listening.serve_forever, args=(_LOOK,), daemon=True)
    thread.start()
    while thread.is_alive() and not noted.wait(_LOOK):
        pass
    listening.shutdown()
    thread.join()


@contextmanager
def _explained(project: ServedProject, noted: Noted) -> Iterator[None]:
    """Say in a line that the first build was interrupted; its exit code is what an interrupted build has."""
    try:
        yield
    except UnbuiltError:
        if not noted.is_set():
            raise
        words = "the output is new" if is_served(project.output) else "there is nothing to serve yet"
        tell(interrupts.line(words))
        raise click.exceptions.Exit(interrupts.exit_code(noted.number)) from None


def _how(project: ServedProject, is_live: bool, is_watched: bool) -> str:  # noqa: FBT001
    """What is served, and whether it follows what it is made of."""
    if is_live:
        return f"{project.output}, built anew when {project.config_file}, its sources or templates change"
    missing = f" (there is no {project.config_file})" if is_watched else ""
    return f"{project.output} as it is{missing}"
