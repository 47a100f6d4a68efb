"""The clock that stat sets tell the time by: UTC, as APIs do, or the site's own, as its readers do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection

# The tables of events, each with its column of UTC times, beside which local_at has the site's own.
_TIMES = {
    "listens": "listened_at",
    "server_plays": "listened_at",
    "requests": "requested_at",
    "missing_requests": "requested_at",
    "crawler_requests": "requested_at",
    "task_runs": "finished_at",
    "video_loads": "happened_at",
    "video_plays": "happened_at",
    "video_watches": "happened_at",
}


@contextmanager
def local(db: DuckDBPyConnection) -> Iterator[None]:
    """Let every stat set that is asked meanwhile read the wall time of the site's own zone as the time of an event."""
    (catalog,) = db.execute("select current_database()").fetchone() or ("memory",)
    for table, time in _TIMES.items():
        columns = ", ".join(f"local_at as {time}" if name == time else name for name in _columns(db, table))
        db.execute(f'create temp view {table} as select {columns} from "{catalog}".main.{table}')
    try:
        yield
    finally:
        for table in _TIMES:
            db.execute(f"drop view temp.main.{table}")


def _columns(db: DuckDBPyConnection, table: str) -> list[str]:
    described = db.execute(f"describe {table}").fetchall()
    return [str(name) for name, *_ in described if name != "local_at"]


def newest(db: DuckDBPyConnection, as_of: datetime, zone: str, last: str) -> datetime:
    """The wall time of as_of (naive UTC), while the clock is local; `last` is SQL for the time of the last event.

    It is not before that of any event, not even of one in an hour that the clock showed twice.
    """
    (end,) = db.execute(last).fetchone() or (None,)
    now = shown(as_of, zone)
    return max(now, end) if isinstance(end, datetime) else now


def shown(moment: datetime, zone: str) -> datetime:
    """The wall time that the clock of a zone shows at a moment, given in naive UTC."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def instants(since: datetime, until: datetime, zone: str) -> tuple[int, int]:
    """First and last second since 1970 in which the clock of a zone shows a wall time from `since` to `until`.

    An hour that it shows twice counts both times.
    """
    first, last = since.replace(tzinfo=ZoneInfo(zone), fold=0), until.replace(tzinfo=ZoneInfo(zone), fold=1)
    return int(first.timestamp()), int(last.timestamp())
