"""The JSON of calendar years and months, of every user and of the site: documents of our own, in the site's own time.

They carry what the mirrored APIs have no keys for: any year and month, listening time, and the period before.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypedDict

import orjson

from generator import paths, ranges
from generator.documents import Document
from generator.ranges import Range
from generator.schemas import Own, Schema, listed, named, nullable, record, text
from generator.stats import Packed, PeriodStore, Shape, Store, aligned, local_time
from generator.stats.fields import LISTENS, item
from generator.stats.rows.listens import TOTALS, USER_PERIODS, TotalsRow

MOST = 100  # items of a list
_LATER = 2**53  # of a period that is over it matters not up to when is counted

_TIME = "listening_time = listening_ms // 1000"
_ARTIST = ("artist_mbid", "artist_name", "listen_count")
_RELEASE_GROUP = ("release_group_mbid", "release_group_name", "artist_name", "artist_mbids", "listen_count")
_RECORDING = ("recording_mbid", "track_name", "artist_name", "artist_mbids", "release_name", "listen_count")
_LEADERS = (("artists", _ARTIST), ("release_groups", _RELEASE_GROUP), ("recordings", _RECORDING))

_HEAD = ("user_name",)  # that of the site is empty
_DAYS = "(select *, dayofyear(day) as rank from {})"
# key of the document, stat set, its rows, the columns of an item
_FIGURES = (
    ("days", "listens_per_day", _DAYS, ("day", "listen_count")),
    ("hours", "daily_activity", "{}", ("weekday", "hour", "listen_count")),
    ("countries", "artist_countries", "{}", ("country", "artist_count", "listen_count")),
)

Payload = dict[str, Any]


class Sums(TypedDict):
    """The listens of a period, and the milliseconds that the timed ones took."""

    listen_count: int
    timed_count: int
    listening_ms: int | None


_NOT_TOLD = Sums(listen_count=0, timed_count=0, listening_ms=None)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The segments of users, what everyone (None: the site) heard in each period, the zone, and the only now."""

    users: Mapping[str, str]
    sums: Mapping[str | None, Mapping[str, Sums]]
    timezone: str
    as_of: int

    def of_past_period(self, period: str) -> "Calendar":
        """What the documents of a year or month that is over need to know: they stay as they are while this does."""
        sums = {user: _near(found, period) for user, found in self.sums.items() if period in found}
        users = {user: self.users[user] for user in sums if user is not None}
        return replace(self, users=users, sums=sums, as_of=_LATER)

    @property
    def periods(self) -> list[str]:
        """Every period with a listen, in order: 2024, 2024-05, 2024-06."""
        return sorted(self.sums[None])


def calendar(shared: Store, users: Mapping[str, str], timezone: str, as_of: int) -> Calendar:
    """Look up which periods have listens; `shared` are answers over the whole history."""
    sums: dict[str | None, dict[str, Sums]] = {None: {}}
    for user, rows in shared.by("user_name", USER_PERIODS):
        sums[user] = {row["period"]: row for row in rows}
        for period, row in sums[user].items():
            sums[None][period] = _added(sums[None].get(period), row)
    return Calendar(users, sums, timezone, as_of)


def _near(sums: Mapping[str, Sums], period: str) -> Mapping[str, Sums]:
    """The sums of a period, of its months and of the one before; and which are the nearest ones with listens."""
    alike = [name for name in sums if len(name) == len(period)]
    earlier, later = (max, (name for name in alike if name < period)), (min, (name for name in alike if name > period))
    nearest = {choose(names, default="") for choose, names in (earlier, later)}
    told = {period, ranges.period_before(period), *(name for name in sums if name.startswith(f"{period}-"))}
    return {name: sums[name] if name in told else _NOT_TOLD for name in sums if name in told | nearest}


def _added(sums: Sums | None, row: Sums) -> Sums:
    if sums is None:
        return row
    known = [each["listening_ms"] for each in (sums, row) if each["listening_ms"] is not None]
    return {
        "listen_count": sums["listen_count"] + row["listen_count"],
        "timed_count": sums["timed_count"] + row["timed_count"],
        "listening_ms": sum(known) if known else None,
    }


def documents(store: PeriodStore, found: Calendar, span: Range) -> Iterator[Document]:
    """The documents of one period: the site's, then those of everyone who listened in it."""
    (counts,) = store.site.rows(TOTALS)
    takes = _lists(store.site)
    yield _document(found, span, None, counts, {key: take("") for key, take in takes})
    if store.parameters["at_least"] != 1:
        return  # the others are about one listener each
    takes = _lists(store)
    for row in store.rows(TOTALS):
        user = row["user_name"]
        yield _document(found, span, user, row, {key: take(user) for key, take in takes})


Take = Callable[[str], orjson.Fragment]


def _lists(store: PeriodStore) -> list[tuple[str, Take]]:
    """What every document lists: its key, and what answers the packed list of a subject, asked in their order."""
    time = () if store.is_site else (_TIME,)
    leaders = [
        (key, store.packed(f"listens/top_{key}", Shape((*item, *time), _HEAD), MOST, most=MOST))
        for key, item in _LEADERS
    ]
    figures = [
        (key, store.packed(f"listens/{name}", Shape(item, _HEAD), MOST, rows.format))
        for key, name, rows, item in _FIGURES
    ]
    return [(key, _take(packed, key)) for key, packed in (*leaders, *figures)]


def _take(packed: Iterator[Packed], key: str) -> Take:
    whole = key in {name for name, *_ in _FIGURES}
    take = aligned((each.head[0], [each]) for each in packed)

    def fragment(subject: str) -> orjson.Fragment:
        found = take(subject)
        return orjson.Fragment((found[0].all if whole else found[0].first) if found else b"[]")

    return fragment


def _document(
    found: Calendar, span: Range, user: str | None, totals: TotalsRow, lists: Mapping[str, orjson.Fragment]
) -> Document:
    name = {"user_name": user} if user is not None else {}
    first, last = local_time.instants(span.since, span.until, found.timezone)
    payload = {
        "period": span.name,
        **name,
        "timezone": found.timezone,
        "from_ts": first,
        "to_ts": last,
        "last_updated": min(found.as_of, last),
        **_timed(found.sums[user][span.name]),
        **_around(found.sums[user], span),
        **_months(found.sums[user], span),
        **({} if totals["user_count"] is None else {"user_count": totals["user_count"]}),
        "artist_count": totals["artist_count"],
        "release_group_count": totals["release_group_count"],
        "recording_count": totals["recording_count"],
        **lists,
    }
    path = paths.period(span.name, found.users[user] if user is not None else "") + ".json"
    return Document(path, orjson.dumps({"payload": payload}), "period")


def _timed(sums: Sums | None) -> Payload:
    """Listens, and for how many seconds: null when no listen's length is known."""
    if sums is None:
        return {"listen_count": 0, "listening_time": None, "timed_listen_count": 0}
    seconds = None if sums["listening_ms"] is None else sums["listening_ms"] // 1000
    return {
        "listen_count": sums["listen_count"],
        "listening_time": seconds,
        "timed_listen_count": sums["timed_count"],
    }


def _around(sums: Mapping[str, Sums], span: Range) -> Payload:
    """The calendar period before, what was heard in it, and the nearest periods with listens."""
    alike = sorted(name for name in sums if len(name) == len(span.name))
    at = alike.index(span.name)
    before = ranges.period_before(span.name)
    return {
        "before": {"period": before, **_timed(sums.get(before))},
        "previous": alike[at - 1] if at else None,
        "next": alike[at + 1] if at + 1 < len(alike) else None,
    }


def _months(sums: Mapping[str, Sums], span: Range) -> Payload:
    """The twelve months of a year; a month has none."""
    if "-" in span.name:
        return {}
    names = [f"{span.name}-{month:02d}" for month in range(1, 13)]
    return {"months": [{"month": name, **_timed(sums.get(name))} for name in names]}


def kinds(wanted: Collection[str], *, users: bool) -> Iterator[Own]:
    """The kinds of documents that periods have: year and month, if they are wanted, of the site and of users."""
    for kind in wanted:
        period = named(f"{kind}_name", text(*_NAMED[kind]))
        name = {kind: period}
        of_site = f"The listens of everyone in a {kind}, by the site's own clock."
        yield Own(kind, f"{kind}/{{{kind}}}.json", of_site, _schema(period, kind, ""), name)
        if users:
            name = {"user_name": text("nora", "The segment of a listener in paths, see catalog.json."), **name}
            of_user = f"The listens of a listener in a {kind}, by the site's own clock."
            address = f"user/{{user_name}}/{kind}-{{{kind}}}.json"
            yield Own(f"user_{kind}", address, of_user, _schema(period, kind, "user_name"), name)


_NAMED = {
    "year": ("2024", "A year with listens.", "^[0-9]{4}$"),
    "month": ("2024-05", "A month with listens.", "^[0-9]{4}-[0-9]{2}$"),
}
_TIMED = ("listen_count", "listening_time", "timed_listen_count")


def _schema(period: Schema, kind: str, subject: str) -> Schema:
    """What a document of a year or a month holds, of a subject or of the site."""
    timed = {key: LISTENS[key] for key in _TIMED}
    months = listed(named("month_of_year", record({"month": text("2024-05"), **timed})), 12, 12)
    heard = ("artist_count", "release_group_count", "recording_count")
    fields = {
        "period": period,
        **({subject: LISTENS[subject]} if subject else {}),
        "timezone": text("Europe/Berlin"),
        **{key: LISTENS[key] for key in ("from_ts", "to_ts", "last_updated")},
        **timed,
        "before": record({"period": period, **timed}),
        **dict.fromkeys(("previous", "next"), nullable(period)),
        **({"months": months} if kind == "year" else {}),
        **{key: LISTENS[key] for key in (heard if subject else ("user_count", *heard))},
        **_items(subject),
    }
    return record({"payload": record(fields)})


def _items(subject: str) -> Mapping[str, Schema]:
    """What the lists of a document hold."""
    time = (_TIME,) if subject else ()
    columns = {key: (*each, *time) for key, each in _LEADERS} | {key: each for key, _, _, each in _FIGURES}
    return {
        key: listed(item(Shape(each), LISTENS, f"{'user' if subject else 'site'}_{key}"))
        for key, each in columns.items()
    }
