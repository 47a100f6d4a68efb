"""A file in the cache folder that is trusted only if it is whole and of this version: its hash stands before it."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

_HASH = 32  # bytes


def write(file: Path, magic: bytes, body: bytes) -> None:
    """Write a file in one step; what cannot be written is done without."""
    new = file.with_name(f"{file.name}.new")
    with suppress(OSError):
        new.write_bytes(magic + hashlib.sha256(body).digest() + body)
        os.replace(new, file)  # noqa: PTH105 - one step


def read(file: Path, magic: bytes) -> bytes:
    """The body of a file; ValueError where it is not what `write` wrote, OSError where it cannot be read."""
    said = file.read_bytes()
    start = len(magic) + _HASH
    body = said[start:]
    if said[: len(magic)] != magic or hashlib.sha256(body).digest() != said[len(magic) : start]:
        raise ValueError(file.name)
    return body
