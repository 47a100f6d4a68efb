"""Logs that do not say which host was asked: their own pages lead the referrers, unless config.yaml names the host."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from duckdb import DuckDBPyConnection

from generator.config import Config, Source

_ENOUGH = 20  # requests with a referrer, of which something can be told


def with_own_hosts(config: Config, source: Source) -> Source:
    """The source with the host of the site that is built among its own ones."""
    host = (urlsplit(config.site.base_url).hostname or "").removeprefix("www.")
    return source.model_copy(update={"own_hosts": (*source.own_hosts, host)}) if host else source


def notes(db: DuckDBPyConnection, config: Config) -> Iterator[str]:
    """Say of every source to which no page of its own led, but most often one other host, that this may be its own."""
    rows = db.execute(
        """
        select source, arg_max(referrer, (count, referrer)), max(count)::bigint, sum(count)::bigint
        from (
          select parts.source, referrer, count(*) as count
          from staging.requests join parts using (part)
          where referrer is not null and not coalesce(is_left_out, false)
          group by all
        ) as counted
        group by source
        having not bool_or(referrer = '') and 2 * max(count) > sum(count) and sum(count) >= $1
        order by source
    """,
        [_ENOUGH],
    ).fetchall()
    for number, host, count, total in rows:
        yield (
            f"{config.sources[number].path}: {count:,} of {total:,} referrers are {host}, and the log names no "
            f"host of its own: where that is the site itself, write own_hosts: [{host}] at this source"
        )
