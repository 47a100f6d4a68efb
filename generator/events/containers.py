"""What a container or a service prints, as Docker, Kubernetes or systemd store it, becomes the lines themselves.

Docker's json-file and journalctl's JSON have a record around every line, Kubernetes a time, a stream and a letter in
front of it. A long line comes in several pieces; it stands where the last of them does, and the others are blank. What
is none of it stays as it is, for the format to judge.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import orjson

from generator.events.plain import Plain
from generator.events.streams import reading


@dataclass(frozen=True, slots=True)
class Piece:
    """What was printed, where to, and whether the line goes on in the next piece."""

    said: bytes
    where: str
    goes_on: bool = False


Unwrap = Callable[[bytes], Piece | None]

_KUBERNETES = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (stdout|stderr) ([FP])(?::\S*)? ?")
_LOOK = 1 << 20  # bytes that are looked at of a line
_FIRST = 20  # lines that tell how a file was stored; others may have been cut off


@contextmanager
def unwrapped(plain: Plain, scratch: Path) -> Iterator[Plain]:
    """Give a file as it is, or a copy of the lines that were printed."""
    with reading(plain.path) as stream:
        unwrap = _wrapping(stream)
    if unwrap is None:
        yield plain
        return
    with reading(plain.path) as stream, NamedTemporaryFile(dir=scratch) as copy:
        longest = _write(stream, unwrap, copy)
        copy.flush()
        yield Plain(Path(copy.name), longest, plain.rejects)


def printed(head: str) -> str:
    """Give the beginning of a file as the lines that were printed."""
    lines = BytesIO(head.encode())
    unwrap = _wrapping(lines)
    if unwrap is None:
        return head
    copy = BytesIO()
    lines.seek(0)
    _write(lines, unwrap, copy)
    return copy.getvalue().decode(errors="ignore").lstrip()


def _wrapping(stream: IO[bytes]) -> Unwrap | None:
    """How the lines of a file are stored; None for a file of lines that are nothing else."""
    for _ in range(_FIRST):
        line = stream.readline(_LOOK)
        for unwrap in (_docker, _journal, _kubernetes):
            if unwrap(line):
                return unwrap
    return None


def _write(lines: Iterator[bytes], unwrap: Unwrap, copy: IO[bytes]) -> int:
    begun: dict[str, bytes] = {}  # the beginning of a line, by where it was printed
    longest = 0
    for line in lines:
        piece = unwrap(line)
        text = line if piece is None else begun.pop(piece.where, b"") + piece.said.removesuffix(b"\n")
        if piece is not None and piece.goes_on:
            begun[piece.where], text = text, b""
        text = b" ".join(text.split(b"\n")).rstrip()
        longest = max(longest, len(text))
        copy.write(text + b"\n")
    for text in begun.values():  # what was being printed when the file ended
        longest = max(longest, len(text))
        copy.write(text + b"\n")
    return longest


def _docker(line: bytes) -> Piece | None:
    record = _record(line)
    said = record.get("log")
    if not isinstance(said, str) or not ("stream" in record or record.keys() <= {"log", "time", "attrs"}):
        return None
    return Piece(said.encode(), str(record.get("stream")), goes_on=not said.endswith("\n"))


def _journal(line: bytes) -> Piece | None:
    record = _record(line)
    said = record.get("MESSAGE")
    if "__REALTIME_TIMESTAMP" not in record or not isinstance(said, str | list):
        return None
    return Piece(said.encode() if isinstance(said, str) else _bytes(said), "")


def _bytes(said: list[object]) -> bytes:
    """The bytes of a message that is given as numbers; what is no byte is left out."""
    return bytes(number for number in said if isinstance(number, int) and 0 <= number < 256)  # noqa: PLR2004 - a byte


def _kubernetes(line: bytes) -> Piece | None:
    found = _KUBERNETES.match(line)
    return Piece(line[found.end() :], found[1].decode(), goes_on=found[2] == b"P") if found else None


def _record(line: bytes) -> dict[str, object]:
    """A JSON object; an empty one for anything else."""
    if not line.lstrip().startswith(b"{"):
        return {}
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
