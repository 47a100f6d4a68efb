"""Source files are found, unpacked and cleaned, so that the engine reads plain UTF-8 with one line feed a line.

A file that is plain already is read where it lies. Archives are unpacked member by member into a scratch folder;
a member or file that is cut off is an error, never a shorter history.
"""

import errno
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol

import zstandard

from generator.config import Config, Source
from generator.errors import ConfigError, SourceError
from generator.events import containers, finding, sqlite
from generator.events.archives import Members, PackedFile, unpacked
from generator.events.forms import Form
from generator.events.made import Made
from generator.events.plain import HEAD, beginning, clean, raw
from generator.events.streams import reading
from generator.one_line import shown

_NAMED = 3  # of what builds wrote, in a sentence
_DAMAGED = "it is damaged: export or download it again"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, zstandard.ZstdError)

Content = Path | Callable[[], BinaryIO]


class Choose(Protocol):
    """How a file is read, by its name and its beginning, see forms; None where it is not read now."""

    def __call__(self, file: str, head: str, *, is_member: bool) -> Form | None:
        """Choose its form."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the files of a source are opened: which members of an archive, in what encoding, and of which form they are.

    A file is passed over when `choose` gives no form for its name and its beginning. `asks` is the SELECT by
    which a SQLite file is read, if the format has one, `profile` the name of the file that says whose an export is. In
    a log Docker's records around its lines are taken off. `most` is how many bytes a file may unpack to. `passed_over`
    is told of an archive's other members.
    """

    members: str
    encoding: str | None
    choose: Choose
    most: int
    asks: str = ""
    profile: str = ""
    is_log: bool = False
    passed_over: Callable[[str], None] = lambda _member: None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file or archive member that the engine can read at `path`, in its form; `file` is how messages call it."""

    file: str
    path: Path
    form: Form
    head: str  # its beginning, blank lines left out
    longest: int  # bytes that no line of it exceeds
    profile: bytes = b""
    rejects: tuple[tuple[int, str], ...] = ()
    tail: str = ""  # its last bytes


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a source in order of their names, and the files that its path matches but that builds wrote."""

    files: list[Path]
    made: tuple[str, ...]


def found(config: Config, source: Source) -> list[Path]:
    """Find the files of a source, in order of their names; none at all is a ConfigError."""
    return search(config, source).files


def search(config: Config, source: Source) -> Found:
    """Find the files of a source, and the files that its path matches but that builds wrote, which are left out.

    No file at all is a ConfigError.
    """
    base, parts = finding.split(config.folder, source.path)
    literal = base.joinpath(*parts)
    made, covered = Made(config.output), dict[str, None]()

    def is_made(path: Path) -> bool:
        is_ours = made.is_made(path)
        if is_ours and not made.is_working(path):
            covered[_name(config, path)] = None
        return is_ours

    try:
        if literal.is_file() and not made.holds(literal):
            return Found([literal], ())
        files = [file for file in finding.files(base, parts, is_made) if not _is_beside(file)]
        kind = "" if files else finding.kind(literal)
    except (OSError, ValueError) as error:
        fault = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else str(error)
        raise ConfigError(f"{shown(source.path)}: cannot be looked for: {shown(fault)}") from error
    if not files:
        nothing = f"no file but what builds wrote: {', '.join(covered)}" if covered else "no such file"
        is_folder = literal.is_dir() and not covered
        fault = f"a folder; say {source.path.rstrip('/')}/*" if is_folder else kind or nothing
        path = shown(str(config.folder / source.path))
        raise ConfigError(f"{path}: {shown(fault)} (`path:` is relative to config.yaml, or a glob)")
    return Found(files, tuple(covered))


def covers(source: Source, made: tuple[str, ...]) -> str:
    """Say which files that builds wrote a path matches."""
    named = ", ".join(made[:_NAMED]) + (f" and {len(made) - _NAMED:,} more" if len(made) > _NAMED else "")
    return f"{shown(source.path)} covers what builds wrote, which is left out: {named}"


def named(config: Config, source: Source) -> Iterator[tuple[Path, str]]:
    """The files of a source, each with its name from the folder of config.yaml."""
    for file in found(config, source):
        yield file, _name(config, file)


def _name(config: Config, file: Path) -> str:
    is_below = file.is_relative_to(config.folder)
    return shown((file.relative_to(config.folder) if is_below else file).as_posix())


def _is_beside(file: Path) -> bool:
    """Whether a file only lies beside another: macOS and SQLite leave such, and a build lists its rejects."""
    return file.name.startswith("._") or file.name.endswith(".rejects.csv") or sqlite.is_beside(file)


def opened(file: Path, name: str, wanted: Wanted, scratch: Path) -> Iterator[Opened]:
    """Open every part of a file, one after the other; a part's scratch copy is gone when the next is asked for.

    Raises SourceError for a file that cannot be read whole.
    """
    with _explained(name):
        for part in unpacked(file, name, _members(wanted)):
            with sqlite.asked(part, wanted.asks, scratch) as said, _once(said, scratch) as content:
                form = wanted.choose(part.file, _beginning(content, wanted), is_member=part.is_member)
                if form is None:
                    continue
                with (
                    clean(content, wanted.encoding, scratch, is_document=form.is_document) as cleaned,
                    containers.unwrapped(cleaned, scratch) if wanted.is_log else nullcontext(cleaned) as plain,
                    _reachable(plain.path, scratch) as path,
                ):
                    profile = part.profile if part.is_member else _profile(file, wanted.profile)
                    head, tail = _head(path), _tail(path)
                    yield Opened(part.file, path, form, head, plain.longest, profile, plain.rejects, tail)


def beginnings(file: Path, name: str, wanted: Wanted) -> Iterator[tuple[str, Form | None, str]]:
    """Give the name of every part of a file, its form and its beginning; raises SourceError as `opened` does."""
    with _explained(name):
        for part in unpacked(file, name, _members(wanted)):
            head = _beginning(part.content, wanted)
            yield part.file, wanted.choose(part.file, head, is_member=part.is_member), head


@contextmanager
def _once(part: PackedFile, scratch: Path) -> Iterator[Content]:
    """Give what a file holds so that it can be opened again, which a member of an archive cannot."""
    with raw(part.content, scratch) if part.is_member else nullcontext(part.content) as content:
        yield content


def _beginning(content: Content, wanted: Wanted) -> str:
    with reading(content) if isinstance(content, Path) else content() as stream:
        head = beginning(stream, wanted.encoding)
    return containers.printed(head) if wanted.is_log else head


def _members(wanted: Wanted) -> Members:
    return Members(wanted.members, wanted.most, wanted.passed_over)


def profile_beside(file: Path, profile: str) -> Path | None:
    """Find what says whose a file of an unpacked export is: beside it, or beside the folder `listens` that it is in."""
    if not profile:
        return None
    folders = [file.parent, *(folder.parent for folder in file.parents[:2] if folder.name == "listens")]
    return next((path for folder in folders if (path := folder / profile).is_file()), None)


def _profile(file: Path, name: str) -> bytes:
    beside = profile_beside(file, name)
    if beside is None or beside.stat().st_size >= HEAD:
        return b""
    with reading(beside) as stream:
        return stream.read()


@contextmanager
def _reachable(file: Path, scratch: Path) -> Iterator[Path]:
    """Give a file under a name that is text, as the engine wants it."""
    try:
        str(file).encode()
    except UnicodeEncodeError:
        with TemporaryDirectory(dir=scratch) as folder:
            link = Path(folder) / "file"
            link.symlink_to(file.absolute())
            yield link
    else:
        yield file


@contextmanager
def read_as_source(name: str, scratch: Path) -> Iterator[None]:
    """Name the source file in errors of the system while it is read; errors of scratch copies stay as they are."""
    try:
        yield
    except OSError as error:
        if _is_named(error, scratch):
            raise SourceError(f"{name}: {_unreadable(error)}") from error
        raise


def _is_named(error: OSError, scratch: Path | None) -> bool:
    """Whether an error names a file that is being read, and not one of our own copies; see streams."""
    named = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    return bool(named) and (scratch is None or not Path(named).is_relative_to(scratch))


def _unreadable(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "cannot be read: its permissions do not let this user"
    return f"cannot be read: {'it is gone' if isinstance(error, FileNotFoundError) else error.strerror}"


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Tell which file it was, and what to do, of whatever the libraries raise."""
    try:
        yield
    except UnicodeError as error:
        raise SourceError(f"{name}: {error}; name its encoding with encoding: at this source") from error
    except LookupError as error:
        raise SourceError(f"{name}: {error}; encoding: takes names such as latin-1 and utf-16") from error
    except (EOFError, zipfile.BadZipFile, tarfile.ReadError) as error:
        raise SourceError(f"{name}: cannot be read: {error}; it may be cut off: export or download it again") from error
    except OSError as error:
        if error.errno is None:  # gzip's word for bytes that are none of its own
            raise SourceError(f"{name}: cannot be read: {error}; {_DAMAGED}") from error
        if error.errno in _FULL:
            raise  # the disk that it is unpacked to, not the source
        raise SourceError(f"{name}: {_unreadable(error)}") from error
    except _BROKEN as error:
        raise SourceError(f"{name}: cannot be read: {error}; {_DAMAGED}") from error
    except RuntimeError as error:  # zipfile's word for a password or a compression that it does not know
        raise SourceError(f"{name}: cannot be read: {error}; unpack it first") from error


def _head(path: Path) -> str:
    with reading(path) as stream:
        head = stream.read(HEAD).lstrip()
        while not head and (more := stream.read(HEAD)):
            head = more.lstrip()
    return head.decode("utf-8", "ignore")


def _tail(path: Path) -> str:
    with reading(path) as stream:
        stream.seek(max(0, path.stat().st_size - HEAD))
        return stream.read().decode("utf-8", "ignore")
