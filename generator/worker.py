"""A process that works for another one: it is told what to do by its standard input, and answers on its output.

It is begun by `pipeline/pool.py`. Its messages are pickles, each after its length. It ends with its input, however the
process that began it ends.
"""

import os
import pickle
import struct
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from traceback import format_exception
from typing import IO

LENGTH = struct.Struct(">Q")  # of a message, in bytes

Request = Callable[[], object]  # what it answers is sent back


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request has no answer."""

    error: Exception


def run() -> None:
    """Make ready as the first message says, then answer one request after the other until there is none."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints is no answer
    message = read(requests)
    if message is None:
        return
    for prepare in pickle.loads(message):  # noqa: S301 - from the process that began this one
        prepare()
    while (message := read(requests)) is not None:
        write(answers, pickle.dumps(_answer(pickle.loads(message)), 5))  # noqa: S301 - as above


def read(stream: IO[bytes]) -> bytes | None:
    """One message; None at the end, also where it comes amid a message."""
    length = stream.read(LENGTH.size)
    if len(length) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(length)
    message = stream.read(size)
    return message if len(message) == size else None


def write(stream: IO[bytes], message: bytes) -> None:
    """Send one message."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def made(makers: Sequence[bytes]) -> list[bytes]:
    """What pickled functions answer."""
    return [_maker(each)() for each in makers]


def _maker(pickled: bytes) -> Callable[[], bytes]:
    maker: Callable[[], bytes] = pickle.loads(pickled)  # noqa: S301 - from the process that began this one
    return maker


def _answer(request: Request) -> object:
    try:
        return request()
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        error.add_note(f"in a process that works for another one:\n{''.join(format_exception(error))}")
        return Failure(_sendable(error))


def _sendable(error: Exception) -> Exception:
    """An error that survives being sent, or one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - whatever an error may hold
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
