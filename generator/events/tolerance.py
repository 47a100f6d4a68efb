"""Reading what the engine reads, and what it refuses a second time as a clean copy.

The engine refuses a JSON document whole for one bad record. Only where it does is the document rewritten.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import duckdb
from duckdb import DuckDBPyConnection

from generator.errors import SourceError
from generator.events import inputs, json_documents
from generator.events.files import Opened
from generator.events.json_stream import BrokenError, UnendedError
from generator.events.streams import reading

_PARQUET = b"PAR1"  # the first and the last bytes of such a file
_AGAIN = "export or download it again"

Answer = TypeVar("Answer")


def tolerantly(db: DuckDBPyConnection, part: Opened, scratch: Path, read: Callable[[Opened], Answer]) -> Answer:
    """Read a file or archive member; a JSON document that the engine refuses without its broken elements.

    Raises SourceError, which says what is wrong with the file, and that it is cut off only where it is.
    """
    with _explained(part):
        try:
            return read(part)
        except (duckdb.InvalidInputException, inputs.UnendedArrayError):
            if not part.form.is_document:
                raise
        with _rewritten(db, part, scratch) as copy:
            return read(copy)


@contextmanager
def _rewritten(db: DuckDBPyConnection, part: Opened, scratch: Path) -> Iterator[Opened]:
    def is_taken(text: str) -> bool:
        return bool(db.execute("select json_valid($1)", [text]).fetchall()[0][0])

    with json_documents.rewritten(part.path, part.form.query.listed("at"), is_taken, scratch) as copy:
        yield replace(part, path=copy, longest=copy.stat().st_size)


@contextmanager
def _explained(part: Opened) -> Iterator[None]:
    """Tell which file it was, and what to do, of what the engine raises."""
    failed = f"{part.file}: cannot be read as {part.form.query.header['form']}"
    try:
        yield
    except UnendedError as error:
        raise SourceError(f"{failed}: {error}; it is cut off: {_AGAIN}") from error
    except BrokenError as error:
        raise SourceError(f"{failed}: its JSON is broken: {error}; mend it there, or {_AGAIN}") from error
    except duckdb.OutOfMemoryException:
        raise  # the machine, not the source
    except duckdb.IOException as error:
        said = str(error).split("\n", 1)[0]
        if str(part.path) not in said:
            raise  # room to spill, not the source
        raise SourceError(
            f"{part.file}: cannot be read: {_fault(said, part)}; is it still there, and whole?"
        ) from error
    except duckdb.Error as error:
        if _is_unended_parquet(part):
            raise SourceError(f"{failed}: a Parquet file without its end; it is cut off: {_AGAIN}") from error
        first = str(error).split("\n", 1)[0].removesuffix(" ")
        raise SourceError(f"{failed}: {first}; if it is damaged, {_AGAIN}") from error


def _fault(said: str, part: Opened) -> str:
    """What the engine says of a file that it could not read, without the name that only it uses."""
    return said.removeprefix("IO Error: ").replace(f'"{part.path}"', "it").replace(str(part.path), "it")


def _is_unended_parquet(part: Opened) -> bool:
    if not part.head.startswith(_PARQUET.decode()):
        return False
    with reading(part.path) as stream:
        stream.seek(max(0, part.path.stat().st_size - len(_PARQUET)))
        return stream.read() != _PARQUET
