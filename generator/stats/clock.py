"""The clock that stat sets tell the time by: UTC, as APIs do, or the site's own, as its readers do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection


@contextmanager
def local(db: DuckDBPyConnection) -> Iterator[None]:
    """Let every stat set that is asked meanwhile read the wall time of the site's own zone as the time of a listen."""
    (catalog,) = db.execute("select current_database()").fetchone() or ("memory",)
    table = f'"{catalog}".main.listens'
    db.execute(
        f"create temp view listens as select local_at as listened_at, user_id, track_id, duration_ms from {table}"
    )
    try:
        yield
    finally:
        db.execute("drop view temp.main.listens")


def newest(db: DuckDBPyConnection, as_of: datetime, zone: str) -> datetime:
    """The wall time of as_of (naive UTC), while the clock is local.

    It is not before that of any listen, not even of one in an hour that the clock showed twice.
    """
    (last,) = db.execute("select max(listened_at) from listens").fetchone() or (None,)
    shown = as_of.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return max(shown, last) if isinstance(last, datetime) else shown


def instants(since: datetime, until: datetime, zone: str) -> tuple[int, int]:
    """First and last second since 1970 in which the clock of a zone shows a wall time from `since` to `until`.

    An hour that it shows twice counts both times.
    """
    first, last = since.replace(tzinfo=ZoneInfo(zone), fold=0), until.replace(tzinfo=ZoneInfo(zone), fold=1)
    return int(first.timestamp()), int(last.timestamp())
