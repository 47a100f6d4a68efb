"""A stream of bytes becomes a plain file: UTF-8 without a mark, line feeds alone, no line beyond all measure.

What cannot be read as UTF-8 is blanked, so that the lines after it keep their numbers, and told of as a reject.
"""

import codecs
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

LONGEST_LINE = 16 * 1024 * 1024  # bytes; the engine's limit for one line

_CHUNK = 1 << 20
_PARQUET = b"PAR1"
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A file that the engine can read, and the lines of it that were blanked, each with the reason."""

    path: Path
    rejects: tuple[tuple[int, str], ...] = ()


@contextmanager
def clean(source: Callable[[], BinaryIO] | Path, name: str, encoding: str | None, scratch: Path) -> Iterator[Plain]:
    """Give the source as a plain file: itself when it is one, else a copy in the scratch folder, removed at the end."""
    if isinstance(source, Path) and encoding is None and _is_plain(source):
        yield Plain(source)
        return
    with NamedTemporaryFile(dir=scratch, suffix=Path(name).suffix) as copy:
        with source.open("rb") if isinstance(source, Path) else source() as stream:
            rejects = tuple(_copied(stream, copy, encoding))
        copy.flush()
        yield Plain(Path(copy.name), rejects)


def _is_plain(file: Path) -> bool:
    """Whether every byte may go to the engine as it is; a scan at the speed of the disk."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    since_feed = 0
    with file.open("rb") as stream:
        chunk = stream.read(_CHUNK)
        if chunk.startswith(_PARQUET):
            return True
        if chunk.startswith((codecs.BOM_UTF8, *_WIDE)):
            return False
        while chunk:
            if b"\r" in chunk or b"\x00" in chunk or not _decodes(decoder, chunk):
                return False
            feed = chunk.rfind(b"\n")
            since_feed = since_feed + len(chunk) if feed < 0 else len(chunk) - feed
            if since_feed > LONGEST_LINE - _CHUNK:
                return False
            chunk = stream.read(_CHUNK)
    return _decodes(decoder, b"", final=True)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _copied(stream: BinaryIO, copy: IO[bytes], encoding: str | None) -> Iterator[tuple[int, str]]:
    """Copy line by line, blanking what cannot be kept; yields the number and reason of each such line."""
    buffered = io.BufferedReader(stream, _CHUNK) if isinstance(stream, io.RawIOBase) else stream
    head = buffered.read(_CHUNK)
    if head.startswith(_PARQUET):
        copy.write(head)
        while chunk := buffered.read(_CHUNK):
            copy.write(chunk)
        return
    known = encoding or next((name for mark, name in _WIDE.items() if head.startswith(mark)), None)
    lines = _decoded_lines(head, buffered, known) if known else _byte_lines(head, buffered)
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        text = text.rstrip(b"\r").replace(b"\r", b" ").replace(b"\x00", b" ")
        reason = _fault(text)
        copy.write(b"\n" if reason else text + b"\n")
        if reason:
            yield number, reason


def _fault(line: bytes) -> str | None:
    if len(line) > LONGEST_LINE:
        return f"longer than {LONGEST_LINE // 1024 // 1024} MiB"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start + 1} of the line: name the encoding with encoding: at this source"
    return None


def _byte_lines(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream without their line feeds; one beyond all measure is cut just past the limit."""
    rest = b""
    chunk = head
    while chunk:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            rest = rest[: LONGEST_LINE + 1]
        chunk = stream.read(_CHUNK)
    if rest:
        yield rest


def _decoded_lines(head: bytes, stream: BinaryIO, encoding: str) -> Iterator[bytes]:
    """The lines of a stream in another encoding, as UTF-8; what it cannot mean becomes a replacement character."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    chunk = head
    while chunk:
        *whole, rest = (rest + decoder.decode(chunk)).split("\n")
        yield from (line.encode() for line in whole)
        chunk = stream.read(_CHUNK)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest.encode()
