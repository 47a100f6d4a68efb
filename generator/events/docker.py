"""Docker's json-file: what a container prints, a JSON record around every line, becomes the lines themselves.

A line of more than 16 kB comes in several records; it stands where the last of them does, and the others are blank. A
record that cannot be read stays as it is, for the format to judge it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import orjson

from generator.events.plain import Plain
from generator.events.streams import reading

_HEAD = re.compile(rb'\s*\{"log":"(?:[^"\\]|\\.)*"\s*,\s*"(?:stream|attrs|time)":')
_LOOK = 65536


@contextmanager
def unwrapped(plain: Plain, scratch: Path) -> Iterator[Plain]:
    """Give a file as it is, or a copy of the lines that Docker put into records."""
    with reading(plain.path) as stream:
        is_wrapped = _HEAD.match(stream.read(_LOOK)) is not None
    if not is_wrapped:
        yield plain
        return
    with reading(plain.path) as stream, NamedTemporaryFile(dir=scratch) as copy:
        longest = _write(stream, copy)
        copy.flush()
        yield Plain(Path(copy.name), longest, plain.rejects)


def _write(lines: Iterator[bytes], copy: IO[bytes]) -> int:
    begun: dict[str, bytes] = {}  # the beginning of a line, by where it was printed
    longest = 0
    for line in lines:
        record = _record(line)
        if record is None:
            text = line.rstrip(b"\n")
        else:
            printed, where = record
            text = begun.pop(where, b"") + printed
            if not text.endswith(b"\n"):
                begun[where], text = text, b""
            text = b" ".join(text.split(b"\n")).rstrip()
        longest = max(longest, len(text))
        copy.write(text + b"\n")
    for text in begun.values():  # what the container was printing when the file ended
        copy.write(text + b"\n")
    return longest


def _record(line: bytes) -> tuple[bytes, str] | None:
    """What a record holds, and where it was printed; None for anything else."""
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(said, dict) or not isinstance(said.get("log"), str):
        return None
    return said["log"].encode(), str(said.get("stream"))
