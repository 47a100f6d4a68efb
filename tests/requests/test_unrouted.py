"""A log without `route:`: what is asked for most is told, with a route that fits; and the home page has a name."""

from pathlib import Path

import duckdb
import pytest

from generator import events
from generator.config import Config, Source
from generator.errors import NoInputError
from generator.events.requests.unrouted import fitting
from tests.requests.loading import NOW, load

AT = "[01/May/2021:10:00:00 +0000]"

DOCS = {"/": 40, "/guide/start": 30, "/guide/": 20, "/api/v1.2/index.html": 10, "/style.css": 90, "/img/a.png": 50}
MANUAL = {
    "/docs/": 40,
    "/docs/guide/start": 30,
    "/docs/api.html": 20,
    "/docs/a/b/c": 9,
    "/docs/app.js": 90,
    "/robots.txt": 9,
}
SIMPLE = {"/simple/pip/": 40, "/simple/requests/": 30, "/simple/": 3, "/simple/six": 2, "/packages/a/b.whl": 90}
WINGET = {"/v2/packages/Git/Git": 40, "/v2/packages/Mozilla/Firefox": 30, "/v2/packages": 2}


def text(asked: dict[str, int]) -> str:
    return "".join(
        f'192.0.2.1 - - {AT} "GET {path} HTTP/1.1" 200 5 "-" "Mozilla"\n'
        for path, count in asked.items()
        for _ in range(count)
    )


@pytest.mark.parametrize(
    ("asked", "route", "found"),
    [
        (DOCS, r"^/((?:[^/?]+/)*[^/?.]*(?:\.html?)?)(?:\?|$)", {"/": 40, "guide/start": 30, "guide/": 20, "api/v1.2/index.html": 10}),
        (MANUAL, r"^/docs/((?:[^/?]+/)*[^/?.]*(?:\.html?)?)(?:\?|$)", {"/": 40, "guide/start": 30, "api.html": 20, "a/b/c": 9}),
        (SIMPLE, r"^/simple/([^/?]+)/?(?:\?|$)", {"pip": 40, "requests": 30, "six": 2}),
        (WINGET, r"^/v2/packages/([^/?]+)/([^/?]+)/?(?:\?|$)", {"Git.Git": 40, "Mozilla.Firefox": 30}),
    ],
    ids=["site", "folder", "index", "packages"],
)  # fmt: skip
def test_route_that_fits_counts_the_pages(asked: dict[str, int], route: str, found: dict[str, int]) -> None:
    """Pages and packages, no style sheets; what names nothing is the home page."""
    assert fitting(asked) == route

    rows = load(text(asked), route=route).requests()

    assert {package: [row[1] for row in rows].count(package) for package in {row[1] for row in rows}} == found


def told(folder: Path, asked: dict[str, int], **settings: object) -> tuple[str, ...]:
    (folder / "access.log").write_text(text(asked), encoding="utf-8")
    source = Source.model_validate({"format": "access-log", "path": "*.log", **settings})
    with duckdb.connect() as db:
        return events.load(db, Config(sources=(source,), folder=folder), NOW, folder, lambda _stage: None).notes


def test_what_is_asked_for_is_told_where_no_route_is(tmp_path: Path) -> None:
    """Of a log of which hardly a line counts; not where a route is given, or the default one fits."""
    assert told(tmp_path, WINGET) == ()
    assert told(tmp_path, WINGET | SIMPLE, route=r"^/simple/([^/?]+)/?(?:\?|$)") == ()
    (note,) = told(tmp_path, {"/v2/packages/Git/Git": 1} | SIMPLE)
    assert note == (
        "*.log: without route: only addresses such as /v2/packages/Git/Git count, 1 of 166 requests; asked for most: "
        r"/packages/a/b.whl (90), /simple/pip/ (40), /simple/requests/ (30); a route that fits: route: '^/simple/([^/?]+)/?(?:\?|$)'"
    )


def test_nothing_that_counts_is_told_with_what_would(tmp_path: Path) -> None:
    """Where no event is left this is why."""
    with pytest.raises(NoInputError) as refused:
        told(tmp_path, {"/": 3, "/it's/a": 1})
    assert refused.value.warnings == (
        (
            "*.log: without route: only addresses such as /v2/packages/Git/Git count, 0 of 4 requests; asked for most: / (3), "
            r"/it's/a (1); a route that fits: route: '^/((?:[^/?]+/)*[^/?.]*(?:\.html?)?)(?:\?|$)'"
        ),
    )
