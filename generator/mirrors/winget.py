"""The winget.run mirror: the requests of every package by day, ISO week and month; and popularity and badges, our own.

Days are files of every package. Weeks and months, which follow from them, are files of the packages that are viewed
most; servers that can add up answer for the others from their days.

The series count by UTC, as the API does; what is our own counts by the site's clock, as pages do.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson

from generator.charts import badge, palette
from generator.documents import Document
from generator.mirrors.catalog import Catalog, Scope
from generator.mirrors.endpoint import Cut, Endpoint, Parameter, Reply
from generator.mirrors.payloads import winget as payloads
from generator.schemas import Own
from generator.stats import Packed, Shape, Store, aligned, pack
from generator.stats.popularity import DAY, RESOLUTIONS, Popularity, RequestBin, RequestTotals

_BIN = Shape(("Period = strftime(day, '%Y-%m-%dT00:00:00.000Z')", "Value = view_count"), ("resolution", "package_id"))
_RANKED = ("rank", "package_id", "views = view_count")
_BINS = "requests/package_bins"
_TITLED = 300  # characters of a package in the title of its badge
_FIRST = 1  # of what is packed apart: every list is given whole

_SERIES = {
    resolution: Endpoint(
        f"/v2/stats/{{package_id}}/{resolution}", _BINS, "Data", _BIN, counted_by=f"package and {called} with a request"
    )
    for resolution, called in zip(RESOLUTIONS, ("day", "ISO week", "month"), strict=True)
}
ENDPOINTS = tuple(_SERIES.values())


def _refused(said: str) -> Reply:
    """The API's answer to what it cannot answer."""
    return Reply(400, {"statusCode": 400, "error": "Bad Request", "message": said})


_REQUIRED = "querystring should have required property '{name}'"
_NO_DATE = _refused("invalid dates set, out of bounds of allowed values")
_PACKAGE = Parameter(
    "packageId",
    "subject",
    "The publisher and the name of a package, in their case.",
    "Git.Git",
    required=_refused(_REQUIRED.format(name="packageId")),
    names="package_id",
)
_RESOLUTION = Parameter(
    "resolution",
    "one of",
    "The bins in which requests are counted.",
    "day",
    required=_refused(_REQUIRED.format(name="resolution")),
    refused=_refused("querystring.resolution should be equal to one of the allowed values"),
    values=RESOLUTIONS,
)
_AFTER = Parameter("after", "moment", "The bin that holds this moment is the first.", "2021-05-01", refused=_NO_DATE)
_BEFORE = Parameter("before", "moment", "The bin that holds this moment is the last.", "2021-05-31", refused=_NO_DATE)

SERIES = Endpoint(
    "/v2/stats",
    _BINS,
    "Data",
    _BIN,
    parameters=(_PACKAGE, _RESOLUTION, _AFTER, _BEFORE),
    absent=Reply(200, {"Stats": {"Id": "{packageId}", "Data": []}}),
    cut=Cut("bins", ("Stats", "Data"), "Period", "Value", finer="v2/stats/{packageId}/day.json"),
    source="v2/stats/{packageId}/{resolution}.json",
    says="How often a package was asked for, by day, week or month.",
    answer=payloads.series(_BIN),
)
POPULARITY = Endpoint("/popularity", "requests/ranked_packages", "packages", Shape(_RANKED, ("period",)))
BADGE = Endpoint("/badges/{package_id}", "requests/recent_packages", "", Shape(()))
_LATEST = Own(
    "popularity",
    "popularity.json",
    "The packages that were asked for most in all time, in the latest month and in the latest week.",
    payloads.latest(POPULARITY.shape),
)
_OF_PERIOD = Own(
    "popularity_of_period",
    "popularity/{period}.json",
    "The packages that were asked for most in a month or a week.",
    payloads.of_period(POPULARITY.shape),
    {"period": payloads.PERIOD},
)
_BADGE = Own(
    "badge",
    "badges/{package_id}.json",
    "How often a package was asked for in the last seven whole days, for badge services.",
    payloads.BADGE,
    {"package_id": payloads.PACKAGE},
)

Payload = dict[str, Any]

_BY_KIND = {**_SERIES, "badge": BADGE}


def documents(store: Store, first: Collection[str], scope: Scope) -> Iterator[Document]:
    """The whole series of every package, resolution by resolution; weeks and months of the `first` packages alone."""
    for packed in pack(store.db, store.table(_BINS), _BIN, _FIRST):
        resolution, package = map(str, packed.head)
        if resolution != DAY and package not in first:
            continue
        endpoint, segment = _SERIES[resolution], scope.segments[package]
        scope.catalog.add(endpoint, package, segment, "")
        body = {"Stats": {"Id": package, "Data": orjson.Fragment(packed.all)}}
        yield Document(f"{endpoint.stem(segment)}.json", orjson.dumps(body), "winget")


def popularity_documents(store: Store, found: Popularity, scope: Scope, zone: str) -> Iterator[Document]:
    """The packages of every month and ISO week by their requests; then those of all time, and of the latest ones.

    The store tells the time by the clock of the zone.
    """
    totals, periods = found.totals, found.periods
    scope.catalog.add(POPULARITY, "", "", "")  # before the others: it is the example of its kind
    latest = {"week": week_name(totals.today), "month": f"{totals.today:%Y-%m}"}
    running: dict[str, Payload] = {}
    names = [period.period for period in periods]
    for payload in _periods(store, periods):
        scope.catalog.add(POPULARITY, "", "", payload["period"])
        yield _document(f"popularity/{payload['period']}.json", {"timezone": zone, **payload})
        if payload["period"] in latest.values():
            running[payload["period"]] = payload
    whole = {
        "first_day": totals.first_day,
        "last_day": totals.last_day,
        **_counted(totals),
        "packages": _all(store),
    }
    ends = {kind: running.get(name) or _empty(name, names, totals.today) for kind, name in latest.items()}
    as_of = f"{datetime.fromtimestamp(scope.as_of, UTC):%Y-%m-%dT%H:%M:%S.000Z}"
    yield _document("popularity.json", {"as_of": as_of, "timezone": zone, "all_time": whole, **ends})


def badges(found: Popularity, scope: Scope, zone: str, accent: str) -> Iterator[Document]:
    """The badge of every package, as JSON for badge services and drawn: its requests of the last seven whole days."""
    said = f"in the seven days to {found.totals.last_whole_day.isoformat()} ({zone})"
    for each in found.packages:
        package, count = each.package_id, each.week_count
        segment, message = scope.segments[package], f"{badge.brief(count)}/week"
        scope.catalog.add(BADGE, package, segment, "")
        body = {"schemaVersion": 1, "label": "views", "message": message, "color": palette.LIGHT["accent"][1:]}
        yield Document(f"{BADGE.stem(segment)}.json", orjson.dumps(body), "badge")
        title = f"{package[:_TITLED]}: {count:,} {'view' if count == 1 else 'views'} {said}"
        yield Document(f"{BADGE.stem(segment)}.svg", badge.svg("views", message, title, accent), "badge")


def kinds(catalog: Catalog) -> Iterator[Own]:
    """The kinds of documents of our own that there are."""
    answered = catalog.answered.get(f"/{POPULARITY.stem('')}")
    if answered is not None:
        yield _LATEST
    if answered:
        yield replace(_OF_PERIOD, names={"period": {**payloads.PERIOD, "examples": answered[-1:]}})
    if BADGE.path in catalog.first:
        yield _BADGE


def path(catalog: Catalog, kind: str, of: str) -> str | None:
    """Where a document lies: `day`, `isoWeek`, `month` or `badge` of a package's segment, or `popularity` of a period.

    None where there is none.
    """
    if kind == "popularity":
        stem = POPULARITY.stem("")
        found = of in catalog.answered.get(f"/{stem}", ()) if of else f"/{stem}" in catalog.answered
        return (f"{stem}/{of}.json" if of else f"{stem}.json") if found else None
    stem = _BY_KIND[kind].stem(of)
    return f"{stem}.json" if f"/{stem}" in catalog.answered else None


def week_name(day: date) -> str:
    """The ISO week of a day, such as 2021-W18."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _periods(store: Store, periods: Sequence[RequestBin]) -> Iterator[Payload]:
    """What is said of each month and ISO week with requests."""
    names = [period.period for period in periods]
    packed = pack(store.db, store.table(POPULARITY.stat_set), POPULARITY.shape, _FIRST)
    take = aligned((str(each.head[0]), [each]) for each in packed)
    for each in periods:
        name = each.period
        yield {**_named(name, names, each.first_day), **_counted(each), "packages": _list(take(name))}


def _named(name: str, names: Sequence[str], first: date) -> Payload:
    """A period's name and days, and the nearest ones of its kind with requests."""
    last = first + timedelta(days=6) if "W" in name else _month_end(first)
    alike = [other for other in names if ("W" in other) == ("W" in name)]
    before = max((other for other in alike if other < name), default=None)
    after = min((other for other in alike if other > name), default=None)
    return {"period": name, "first_day": first, "last_day": last, "previous": before, "next": after}


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _empty(name: str, names: Sequence[str], today: date) -> Payload:
    """What is said of a running period without a request."""
    first = today - timedelta(days=today.weekday()) if "W" in name else today.replace(day=1)
    return {**_named(name, names, first), "views": 0, "package_count": 0, "packages": []}


def _counted(of: RequestTotals | RequestBin) -> Payload:
    return {"views": of.view_count, "package_count": of.package_count}


def _all(store: Store) -> orjson.Fragment:
    return _list(list(pack(store.db, store.table("requests/recent_packages"), Shape(_RANKED), _FIRST)))


def _list(packed: list[Packed]) -> orjson.Fragment:
    return orjson.Fragment(packed[0].all if packed else b"[]")


def _document(path: str, payload: Payload) -> Document:
    return Document(path, orjson.dumps(payload), "winget")
