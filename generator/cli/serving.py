"""The server until Ctrl-C: what it says of itself, and how it ends."""

import signal
from collections.abc import Callable
from contextlib import nullcontext

from generator.cli.printing import say, tell
from generator.serve import Project, following, is_loopback, server, url


def serve(project: Project, port: int, bind: str, *, is_watched: bool, told: Callable[[str], None]) -> None:
    """Serve a tree until Ctrl-C, built anew at every change where that is wanted and there is a config."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that no build is left behind
    is_live = is_watched and project.config_file.is_file()
    with (
        following(project, say) if is_live else nullcontext(),
        server(project.output, port, bind, is_live=is_live, told=told) as listening,
    ):
        if not is_loopback(bind):
            tell(f"{bind} is not this machine alone: others may read all of {project.output}")
        say(f"{url(bind, listening.port)} serves {_how(project, is_live, is_watched)}; Ctrl-C ends it")
        listening.serve_forever()


def _how(project: Project, is_live: bool, is_watched: bool) -> str:  # noqa: FBT001
    """What is served, and whether it follows what it is made of."""
    if is_live:
        return f"{project.output}, built anew when {project.config_file}, its sources or templates change"
    missing = f" (there is no {project.config_file})" if is_watched else ""
    return f"{project.output} as it is{missing}"
