"""Logs whose source says no `route:`: what is asked for most in them, and a route that would fit."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import duckdb
from duckdb import DuckDBPyConnection

from generator import queries
from generator.config import Config, Source
from generator.events import formats
from generator.events.requests import log_lines
from generator.queries import Query

READ = "unrouted_read"  # the table of what was just read

_NAMED = 3  # paths in a sentence
_MOST = 5000  # paths that are looked at
_ENOUGH = 0.8  # of the requests for pages, for what they have in common
_DEEPEST = 3  # segments that make a name
_ASSET = re.compile(r"\.(?!html?$)[a-zA-Z][a-zA-Z0-9]{1,5}$|^/(?:robots\.txt|favicon\.ico|\.well-known/.*)$")
_PAGE = r"((?:[^/?]+/)*[^/?.]*(?:\.html?)?)(?:\?|$)"  # whatever a path names that is no style sheet, script or picture


def is_asked(form: Query, source: Source) -> bool:
    """Whether it is to be told what the lines of a form ask for: where a source says no route."""
    return form.header["table"] == log_lines.TABLE and "route" not in source.model_fields_set


def read(db: DuckDBPyConnection, form: Query, source: Source) -> None:
    """Make a table of what the lines of the view `input` ask for."""
    sql = f"create or replace temp table {READ} as {log_lines.facts(form)} select * from ({_asked().sql}) as rows"
    known = {"route": source.route, "statuses": list(source.status), "timezone": source.timezone}
    used = duckdb.extract_statements(sql)[0].named_parameters
    db.execute(sql, {name: known[name] for name in used})


def note(db: DuckDBPyConnection, source: Source) -> None:
    """Count what the lines that were just read ask for."""
    db.execute(
        "create temp table if not exists unrouted (source varchar, path varchar, requests bigint, is_routed boolean)"
    )
    db.execute(f"insert into unrouted select $1, path, requests, is_routed from {READ}", [source.path])
    db.execute(f"drop table {READ}")


@cache
def _asked() -> Query:
    return queries.read(files("generator") / "events" / "requests" / "unrouted.sql", "unrouted")


def notes(db: DuckDBPyConnection, config: Config) -> Iterator[str]:
    """Say of every source without a route, of which hardly a request counts, what its log asks for most."""
    is_log = any(formats.is_log(source.format) for source in config.sources)
    if not is_log or not db.execute("select 1 from duckdb_tables() where table_name = 'unrouted'").fetchone():
        return
    for path in dict.fromkeys(source.path for source in config.sources):
        rows = db.execute(
            "select path, sum(requests)::bigint, bool_or(is_routed) from unrouted where source = $1 "
            f"group by path order by 2 desc, path limit {_MOST}",
            [path],
        ).fetchall()
        routed = sum(count for _, count, is_routed in rows if is_routed)
        total = sum(count for _, count, _ in rows)
        if 2 * routed < total:
            yield _sentence(path, {asked: count for asked, count, _ in rows}, routed, total)
    db.execute("drop table unrouted")


def _sentence(source: str, asked: Mapping[str, int], routed: int, total: int) -> str:
    most = ", ".join(f"{path} ({count:,})" for path, count in list(asked.items())[:_NAMED])
    return (
        f"{source}: without route: only addresses such as /v2/packages/Git/Git count, {routed:,} of {total:,} requests"
        f"; asked for most: {most}; a route that fits: route: '{fitting(asked)}'"
    )


def fitting(asked: Mapping[str, int]) -> str:
    """A route for the pages that are asked for: what their paths begin with, and what then names one."""
    pages = {path: count for path, count in asked.items() if not _ASSET.search(path)} or dict(asked)
    folders = _common(pages)
    start = "/" + "".join(f"{folder}/" for folder in folders)
    depths: Counter[int] = Counter()
    for path, count in pages.items():
        if path.startswith(start) and path != start:
            depths[path.removeprefix(start).rstrip("/").count("/") + 1] += count
    depth, count = max(depths.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    is_even = folders and depth <= _DEEPEST and count >= _ENOUGH * sum(pages.values())
    names = "/".join([r"([^/?]+)"] * depth) + r"/?(?:\?|$)" if is_even else _PAGE
    return f"^{re.escape(start)}{names}".replace(r"\-", "-").replace("'", "''")


def _common(pages: Mapping[str, int]) -> list[str]:
    """The folders with which nearly all paths begin."""
    folders: list[str] = []
    enough = _ENOUGH * sum(pages.values())
    while True:
        counts: Counter[str] = Counter()
        for path, count in pages.items():
            steps = path.split("/")[1:-1]
            if steps[: len(folders)] == folders and len(steps) > len(folders):
                counts[steps[len(folders)]] += count
        folder, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        if not folder or count < enough:
            return folders
        folders.append(folder)
