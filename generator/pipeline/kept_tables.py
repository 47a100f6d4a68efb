"""The loaded tables, kept from one build to the next of the same process while nothing that decides them changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from duckdb import DuckDBPyConnection

from generator.errors import GeneratorError
from generator.events import Loaded

Connect = Callable[[Path], DuckDBPyConnection]  # from the folder into which the engine spills
Load = Callable[[DuckDBPyConnection], tuple[Loaded, bool]]  # and whether the same files would be loaded again


@dataclass(frozen=True, slots=True)
class LoadedTables:
    """An engine with the tables that were loaded, and what they were made from; None where that may not be known."""

    db: DuckDBPyConnection
    loaded: Loaded
    made_from: bytes | None
    names: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_as_loaded(self) -> bool:
        """Whether a build has left nothing in the engine."""
        return _names(self.db) == self.names


@dataclass(slots=True)
class KeptTables:
    """The tables of the latest build, and a folder into which its engine spills, which outlives the build."""

    spill: Path
    tables: LoadedTables | None = None

    @contextmanager
    def loaded(self, made_from: bytes | None, connect: Connect, load: Load) -> Iterator[LoadedTables]:
        """Give the tables of the build before, if they were made from the same, or new ones.

        They are kept for the next build, also where this one fails for what it makes of them, as by a template.
        """
        tables = self._taken(made_from) or _made(made_from, connect(self.spill), load)
        try:
            yield tables
        except GeneratorError:
            self._keep(tables)
            raise
        except BaseException:
            tables.db.close()
            raise
        self._keep(tables)

    def close(self) -> None:
        """Keep nothing any more."""
        if self.tables:
            self.tables.db.close()
        self.tables = None

    def _taken(self, made_from: bytes | None) -> LoadedTables | None:
        """The tables of the build before; others are closed, so that there is room for new ones."""
        if self.tables and self.tables.made_from != made_from:
            self.close()
        tables, self.tables = self.tables, None
        return tables

    def _keep(self, tables: LoadedTables) -> None:
        if tables.made_from and tables.is_as_loaded:
            self.tables = tables
        else:
            tables.db.close()


def _made(made_from: bytes | None, db: DuckDBPyConnection, load: Load) -> LoadedTables:
    try:
        loaded, lasts = load(db)
    except BaseException:
        db.close()
        raise
    return LoadedTables(db, loaded, made_from if lasts else None, _names(db))


def _names(db: DuckDBPyConnection) -> frozenset[str]:
    """The tables and views of an engine."""
    found = db.execute("select table_schema || '.' || table_name from information_schema.tables").fetchall()
    return frozenset(str(name) for (name,) in found)
