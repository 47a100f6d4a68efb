"""Ctrl-C, SIGTERM and a closed terminal end a command wherever it is, and what it began is put right.

Nothing is raised. An exception is lost in whatever runs just then: the engine makes an error of its own of it, after it
has waited for its threads; callbacks and destructors drop it. So the handler itself puts right what was begun, says one
line, and ends the process, with 128 and the number of the signal as its exit code.

Signals come to a process, so what is known of them is kept here once. Handlers run in the main thread alone.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import FrameType
from typing import NoReturn

Ending = Callable[[], str]

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_BASE = 128  # of the exit code of a command that a signal ended, as shells have it
_LOOK = 0.05  # seconds between looks for a signal
_UNTOUCHED = "nothing was changed"


@dataclass(slots=True)
class Noted:
    """The signal that came, if one did, where signals are only noted; 0 before."""

    number: int = 0

    def is_set(self) -> bool:
        """Whether one came."""
        return bool(self.number)

    def wait(self, seconds: float) -> bool:
        """Wait until one comes, or so long; answers whether one came."""
        end = monotonic() + seconds
        while not self.number and monotonic() < end:
            sleep(min(_LOOK, seconds))
        return self.is_set()


@dataclass(slots=True)
class _State:
    begun: list[Ending] = field(default_factory=list)
    words: str = _UNTOUCHED
    deferrals: int = 0
    came: int = 0
    noted: Noted | None = None
    is_heeded: bool = False
    is_silent: bool = False


_state = _State()


def heed(*, silently: bool = False) -> None:
    """End the process at the signals from now on; one that is ignored, as under nohup, stays so."""
    if _state.is_heeded:
        return
    _state.is_heeded, _state.is_silent = True, silently
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _handle)


def ignore() -> None:
    """Ignore the signals from now on: there is nothing left that one could end."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def ended_by(ending: Ending) -> Iterator[None]:
    """Let a function clean up what the block began if a signal ends it there; it answers the state after that.

    The innermost is called first, the words of the outermost that has any are said. It must not wait for a lock that
    the main thread may hold.
    """
    _state.begun.append(ending)
    try:
        yield
    finally:
        _state.begun.remove(ending)


@contextmanager
def deferred() -> Iterator[None]:
    """Let signals wait until the end of the block."""
    _state.deferrals += 1
    try:
        yield
    finally:
        _state.deferrals -= 1
        if _state.came and not _state.deferrals:
            _end(_state.came)


@contextmanager
def noted() -> Iterator[Noted]:
    """Let signals be noted and nothing more until the end of the block, which looks for them itself."""
    _state.noted = Noted()
    try:
        yield _state.noted
    finally:
        _state.noted = None


def remember(words: str) -> None:
    """Keep how things stand now, for a signal that comes later."""
    _state.words = words


def exit_code(number: int) -> int:
    """The exit code of a command that a signal ended."""
    return _BASE + number


def line(words: str) -> str:
    """What is said at the end."""
    return f"interrupted; {words}"


def _handle(number: int, _frame: FrameType | None) -> None:
    if _state.noted:
        _state.noted.number = _state.noted.number or number
    elif _state.deferrals:
        _state.came = _state.came or number
    else:
        _end(number)


def _end(number: int) -> NoReturn:
    ignore()  # whoever is impatient
    words = _state.words
    for ending in reversed(_state.begun):
        try:
            words = ending() or words
        except Exception as error:  # noqa: BLE001 - whatever it is, the process ends
            words = f"what was begun could not be put right ({error}); the next command does it"
    if not _state.is_silent:
        _say(line(words))
    os._exit(exit_code(number))


def _say(text: str) -> None:
    """Write a line past the buffers, which may be in use at this moment; a closed pipe is ignored."""
    try:
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, f"{text}\n".encode(errors="backslashreplace"))
    except (OSError, ValueError):
        return
