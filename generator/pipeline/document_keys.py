"""What every document of a tree was made from, as one number, so that the next build knows what it need not make.

A key never depends on the clock. What is kept is private and only ever saves time: a file of another version, or a
damaged one, is as none. Beside each key stands how the file was when it was written; one that was touched since is
believed only if its hash says so.
"""

import hashlib
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.documents import Job
from generator.pipeline import fingerprint, kept_file
from generator.tree_writer import Stamp, is_as_written

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Templates

FILE = "documents.bin"  # in the cache folder

_MAGIC = b"stillstats documents 1\n"
_RECORD = struct.Struct("<16s16s32sQQQ")  # data, maker, hash, size, when and where it was written
_HEAD = struct.Struct("<16sQ")  # how forms were made, and how many records follow
_NO_KEY = b"\0" * 16


@dataclass(frozen=True, slots=True)
class Key:
    """What a document is made from: a hash of its data, and one of its templates and the program."""

    data: bytes
    maker: bytes


@dataclass(slots=True)
class Keys:
    """Gives the keys of jobs, whose makers are pickled; `made` has those of this build, by their paths."""

    templates: "Templates"
    made: dict[str, Key] = field(default_factory=dict)
    _makers: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def of(self, job: Job, pickled: bytes) -> Key:
        """The key of a job, which is noted."""
        key = self.made[job.path] = Key(_hash(pickled), self._maker(job.templates))
        return key

    def keep(self, path: str, key: Key | None) -> None:
        """Note the key that a document has had, if it has one."""
        if key:
            self.made[path] = key

    def _maker(self, names: tuple[str, ...]) -> bytes:
        if names not in self._makers:
            self._makers[names] = _hash(program() + self.templates.hash_of(names))
        return self._makers[names]


@cache
def program() -> bytes:
    """The hash of our own files but the templates."""
    return fingerprint.program()


@dataclass(frozen=True, slots=True)
class KeptTree:
    """What is kept of the tree that lies in a folder; `forms` tells how the other forms of its documents were made.

    Of 300,000 documents that is 60 MB: what is known of each stays packed.
    """

    folder: Path
    forms: bytes = b""
    places: Mapping[str, int] = field(default_factory=dict)
    packed: bytes = b""

    def key(self, path: str) -> Key | None:
        """What a document was made from; None where that is not known."""
        place = self.places.get(path)
        if place is None:
            return None
        data, maker, *_ = _RECORD.unpack_from(self.packed, place * _RECORD.size)
        return None if data == _NO_KEY else Key(data, maker)

    def whole(self, path: str) -> Stamp | None:
        """How a file of the tree was written, if it still is so: by its time and number, else by its hash."""
        stamp = self.stamp(path)
        return stamp if stamp and is_as_written(f"{self.folder}/{path}", stamp) else None

    def known(self, path: str) -> Stamp:
        """How a file was written that the tree is known to have; KeyError where it has none."""
        stamp = self.stamp(path)
        if stamp is None:
            raise KeyError(path)
        return stamp

    def stamp(self, path: str) -> Stamp | None:
        """How a file was written."""
        place = self.places.get(path)
        return None if place is None else Stamp(*_RECORD.unpack_from(self.packed, place * _RECORD.size)[2:])


def load(folder: Path | None, output: Path) -> KeptTree:
    """What the last build kept of an output; nothing where there is none, or it is damaged."""
    if folder:
        with suppress(OSError, ValueError, struct.error):
            return _read(kept_file.read(folder / FILE, _MAGIC), output)
    return KeptTree(output)


def save(folder: Path, forms: bytes, keys: Mapping[str, Key], stamps: Mapping[str, Stamp]) -> None:
    """Keep what a tree was made from; what cannot be written is done without."""
    records = b"".join(_packed(keys.get(path), stamp) for path, stamp in stamps.items())
    body = _HEAD.pack(forms, len(stamps)) + records + "\0".join(stamps).encode()
    kept_file.write(folder / FILE, _MAGIC, body)


def forms_hash(encodings: object) -> bytes:
    """What tells how other forms of documents are made."""
    return _hash(program() + repr(encodings).encode())


def _packed(key: Key | None, stamp: Stamp) -> bytes:
    data, maker = (key.data, key.maker) if key else (_NO_KEY, _NO_KEY)
    return _RECORD.pack(data, maker, stamp.digest, stamp.size, stamp.time, stamp.number)


def _read(body: bytes, output: Path) -> KeptTree:
    """What a file says."""
    forms, count = _HEAD.unpack_from(body)
    end = _HEAD.size + count * _RECORD.size
    paths = body[end:].decode().split("\0") if count else []
    return KeptTree(output, forms, dict(zip(paths, range(count), strict=True)), body[_HEAD.size : end])


def _hash(said: bytes) -> bytes:
    return hashlib.blake2b(said, digest_size=16).digest()
