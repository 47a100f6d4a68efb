"""A stream of bytes becomes a plain file: UTF-8 without a mark, line feeds alone, no line beyond all measure.

What cannot be read as UTF-8 is blanked, so that the lines after it keep their numbers, and told of as a reject.
A file that is one document, not lines, has no line to blank: what cannot be read in it is an error.
"""

import codecs
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO, BinaryIO

from generator.events.streams import reading

HEAD = 65536  # bytes that are looked at to tell what a file is
LONGEST_LINE = 16 * 1024 * 1024  # bytes

_CHUNK = 1 << 20
_PARQUET = b"PAR1"
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_MARK = codecs.BOM_UTF8.decode()


@dataclass(frozen=True, slots=True)
class Plain:
    """A file that the engine can read, whose lines are no longer than `longest` bytes.

    `rejects` are the lines that were blanked, each with the reason.
    """

    path: Path
    longest: int
    rejects: tuple[tuple[int, str], ...] = ()


@contextmanager
def clean(
    source: Callable[[], BinaryIO] | Path, encoding: str | None, scratch: Path, *, is_document: bool
) -> Iterator[Plain]:
    """Give the source as a plain file: itself when it is one, else a copy in the scratch folder, removed at the end.

    The lines of a document mean nothing.
    Raises UnicodeError for a document that is not in its encoding, and LookupError for an encoding of no text.
    """
    "".encode(encoding or "utf-8")
    with raw(source, scratch) as file:
        longest = None if encoding else _longest_plain_line(file, is_document=is_document)
        if longest is not None:
            yield Plain(file, longest)
            return
        with NamedTemporaryFile(dir=scratch) as copy:
            rejects, longest = _rewritten(file, copy, encoding, is_document=is_document)
            copy.flush()
            yield Plain(Path(copy.name), longest, rejects)


@contextmanager
def raw(source: Callable[[], BinaryIO] | Path, scratch: Path) -> Iterator[Path]:
    """Give the bytes of the source as a file."""
    if isinstance(source, Path):
        yield source
        return
    with NamedTemporaryFile(dir=scratch) as copy:
        with source() as stream:
            copyfileobj(stream, copy, _CHUNK)
        copy.flush()
        yield Path(copy.name)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: stream.read(_CHUNK), b"")


def _longest_plain_line(file: Path, *, is_document: bool) -> int | None:
    """Find a bound of the longest line, in bytes, or None when a byte must not go to the engine as it is."""
    with reading(file) as stream:
        head = stream.read(HEAD)
        if head.startswith(_PARQUET):
            return 0
        if head.startswith((codecs.BOM_UTF8, *_WIDE)):
            return None
        stream.seek(0)
        longest = _scanned(stream)
    return longest if longest is not None and (longest <= LONGEST_LINE or is_document) else None


def _scanned(stream: BinaryIO) -> int | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    longest = open_line = 0
    for chunk in _chunks(stream):
        if b"\r" in chunk or b"\x00" in chunk or not _decodes(decoder, chunk):
            return None
        first, last = chunk.find(b"\n"), chunk.rfind(b"\n")
        # Lines inside a chunk are not measured one by one: the distance of its first and last line feed bounds them.
        longest = max(longest, last - first, open_line + (first if first >= 0 else len(chunk)))
        open_line = len(chunk) - last if first >= 0 else open_line + len(chunk)
    return longest if _decodes(decoder, b"", final=True) else None


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(
    raw: Path, copy: IO[bytes], encoding: str | None, *, is_document: bool
) -> tuple[tuple[tuple[int, str], ...], int]:
    """Copy what can be read; answers the blanked lines with their reasons, and the longest line in bytes."""
    with reading(raw) as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        if head.startswith(_PARQUET):
            copyfileobj(stream, copy, _CHUNK)
            return (), 0
        known = encoding or _marked(head)
        text = _text(head, known)
        feed = "\r" if "\r" in text and "\n" not in text else "\n"
        if is_document:
            return (), _copied_document(stream, copy, known)
        return _copied_lines(_decoded_lines(stream, known, feed) if known else _byte_lines(stream, feed.encode()), copy)


def beginning(stream: BinaryIO, encoding: str | None) -> str:
    """Give the beginning of a file as its plain copy has it, blank lines left out.

    Raises LookupError for an encoding of no text.
    """
    "".encode(encoding or "utf-8")
    head = stream.read(HEAD)
    known = encoding or _marked(head)
    text = _begun(_text(head, known))
    while not text and (more := stream.read(HEAD)):
        text = _begun(_text(more, known))
    return text


def _begun(text: str) -> str:
    alone = " " if "\n" in text else "\n"
    return text.replace("\r\n", "\n").replace("\r", alone).lstrip(" \t\n\v\f")


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in _WIDE.items() if head.startswith(mark)), None)


def _text(head: bytes, encoding: str | None = None) -> str:
    """Give the beginning of a file as text, for telling what it is."""
    text = codecs.getincrementaldecoder(encoding or "utf-8")("replace").decode(head)
    return text.removeprefix(_MARK).replace("\0", " ")


def _copied_document(stream: BinaryIO, copy: IO[bytes], encoding: str | None) -> int:
    decoder = codecs.getincrementaldecoder(encoding or "utf-8-sig")()
    for chunk in _chunks(stream):
        copy.write(_kept(decoder.decode(chunk)))
    copy.write(_kept(decoder.decode(b"", final=True)))
    return copy.tell()


def _kept(text: str) -> bytes:
    return text.translate({0: " ", 13: " ", 0xFEFF: " "}).encode()


def _copied_lines(pieces: Iterator[bytes], copy: IO[bytes]) -> tuple[tuple[tuple[int, str], ...], int]:
    rejects, longest, number = [], 0, 1
    for piece in pieces:
        text = piece.removeprefix(codecs.BOM_UTF8) if number == 1 else piece
        text = text.rstrip(b"\r").replace(b"\r", b" ").replace(b"\x00", b" ")
        reason = _fault(text)
        if reason:
            rejects.append((number, reason))
            text = b""
        longest = max(longest, len(text))
        copy.write(text + b"\n")
        number += 1 + text.count(b"\n")
    return tuple(rejects), longest


def _fault(line: bytes) -> str | None:
    if len(line) > LONGEST_LINE:
        return f"longer than {LONGEST_LINE // 1024 // 1024} MiB"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8: name the encoding with encoding: at this source"
    return None


def _byte_lines(stream: BinaryIO, feed: bytes) -> Iterator[bytes]:
    """Split a stream at line feeds where a line may have a fault; one beyond all measure is cut just past the limit."""
    rest = b""
    for chunk in _chunks(stream):
        whole, found, rest = (rest + chunk).rpartition(feed)
        if found:
            yield from _pieces(whole, feed)
        rest = rest[: LONGEST_LINE + 1]
    if rest:
        yield rest


def _pieces(lines: bytes, feed: bytes) -> list[bytes]:
    """Give lines as one piece when none of them has a fault, else line by line."""
    plain = (lines + b"\n").replace(b"\r\n", b"\n")[:-1]
    is_plain = feed == b"\n" and b"\r" not in plain and not _fault(plain)
    return [plain] if is_plain else lines.split(feed)


def _decoded_lines(stream: BinaryIO, encoding: str, feed: str) -> Iterator[bytes]:
    """Split a stream in another encoding into lines of UTF-8; what it cannot mean becomes a replacement character."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    rest = ""
    for chunk in _chunks(stream):
        *whole, rest = (rest + decoder.decode(chunk)).split(feed)
        yield from (line.encode() for line in whole)
        rest = rest[: LONGEST_LINE + 1]
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest.encode()
