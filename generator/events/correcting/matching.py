"""Which tracks a rule is about, and which it changes."""

from collections.abc import Callable

from duckdb import DuckDBPyConnection

Fill = Callable[[str], None]


def match(db: DuckDBPyConnection, fill: Fill) -> None:
    """Find anew what each rule is about, among the tracks as they are called now."""
    db.execute("delete from matched; delete from credit_parts")
    fill("identity/credit_parts")
    fill("identity/matched")


def note(db: DuckDBPyConnection, number: int, tracks: str, given: list[object]) -> None:
    """Note which tracks a rule changes; `tracks` is a SELECT of their hashes."""
    db.execute(f"insert into corrected select {number}, track_hash from ({tracks}) as tracks", given)
