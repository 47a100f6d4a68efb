"""The JSON of periods, of every user and of the site: documents of our own, in the site's own time.

They carry what the mirrored APIs have no keys for: any year, month and week, periods with names of their own, listening
time, and the period before.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypedDict

import orjson

from generator import paths, ranges
from generator.documents import Document
from generator.period_names import Kind, kind_of, months_of
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
_DAYS = "(select *, day - date '2000-01-01' as rank from {})"
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

    def of_past(self, name: str) -> "Calendar":
        """What the documents of a period that is over need to know: they stay as they are while this does."""
        sums = {user: _near(found, name) for user, found in self.sums.items() if name in found}
        users = {user: self.users[user] for user in sums if user is not None}
        return replace(self, users=users, sums=sums, as_of=_LATER)

    @property
    def periods(self) -> list[str]:
        """Every period with a listen, in order: 2024, 2024-05, 2024-06, 2024-W22, Tour 2019."""
        return sorted(self.sums[None])


def calendar(
    shared: Store, users: Mapping[str, str], timezone: str, as_of: int, others: Mapping[str, Mapping[str, Sums]]
) -> Calendar:
    """Look up which periods have listens; `shared` are answers over the whole history.

    `others` has by user the sums of weeks and of named periods.
    """
    sums: dict[str | None, dict[str, Sums]] = {None: {}}
    for user, rows in shared.by("user_name", USER_PERIODS):
        sums[user] = {**{row["period"]: row for row in rows}, **others.get(user, {})}
        for period, row in sums[user].items():
            sums[None][period] = _added(sums[None].get(period), row)
    return Calendar(users, sums, timezone, as_of)


def _near(sums: Mapping[str, Sums], name: str) -> Mapping[str, Sums]:
    """The sums of a period, of the months of a year and of the one before; and which are the nearest with listens."""
    kind = kind_of(name)
    if kind == "named":
        return {name: sums[name]}
    alike = [other for other in sums if kind_of(other) == kind]
    earlier, later = (
        (max, (other for other in alike if other < name)),
        (min, (other for other in alike if other > name)),
    )
    nearest = {choose(names, default="") for choose, names in (earlier, later)}
    told = {name, ranges.period_before(name), *(months_of(name) if kind == "year" else ())}
    return {other: sums[other] if other in told else _NOT_TOLD for other in sums if other in told | nearest}


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
    """The calendar period before, what was heard in it, and the nearest periods with listens; a named one has none."""
    kind = kind_of(span.name)
    if kind == "named":
        return {}
    alike = sorted(name for name in sums if kind_of(name) == kind)
    at = alike.index(span.name)
    before = ranges.period_before(span.name)
    return {
        "before": {"period": before, **_timed(sums.get(before))},
        "previous": alike[at - 1] if at else None,
        "next": alike[at + 1] if at + 1 < len(alike) else None,
    }


def _months(sums: Mapping[str, Sums], span: Range) -> Payload:
    """The twelve months of a year; no other period has them."""
    if kind_of(span.name) != "year":
        return {}
    return {"months": [{"month": name, **_timed(sums.get(name))} for name in months_of(span.name)]}


def kinds(wanted: Collection[Kind], *, users: bool) -> Iterator[Own]:
    """The kinds of documents that periods have, of those that are wanted, of the site and of users."""
    for kind in (kind for kind in _NAMED if kind in wanted):
        period = named(f"{kind}_name", text(*_NAMED[kind]))
        folder = _FOLDERS.get(kind, str(kind))
        place = text(_SEGMENT, "The segment of a name in paths.") if kind == "named" else period
        name = {folder: place}
        of_site = f"The listens of everyone in {_ONE[kind]}, by the site's own clock."
        called = "week_of_listens" if kind == "week" else folder  # packages have weeks, too
        yield Own(called, f"{folder}/{{{folder}}}.json", of_site, _schema(period, kind, ""), name)
        if users:
            name = {"user_name": text("nora", "The segment of a listener in paths, see catalog.json."), **name}
            of_user = f"The listens of a listener in {_ONE[kind]}, by the site's own clock."
            address = f"user/{{user_name}}/{folder}-{{{folder}}}.json"
            yield Own(f"user_{called}", address, of_user, _schema(period, kind, "user_name"), name)


_WEEK = "^[0-9]{4}-(W[0-9]{2}|[0-9]{2}-[0-9]{2})$"
_SEGMENT = "Tour 2019"
_NAMED: Mapping[Kind, tuple[str, ...]] = {
    "year": ("2024", "A year with listens.", "^[0-9]{4}$"),
    "month": ("2024-05", "A month with listens.", "^[0-9]{4}-[0-9]{2}$"),
    "week": ("2024-W22", "A week with listens; of one that begins on Sunday that day, such as 2024-05-26.", _WEEK),
    "named": (_SEGMENT, "A period that config.yaml names."),
}
_FOLDERS: Mapping[Kind, str] = {"named": "period"}
_ONE: Mapping[Kind, str] = {"year": "a year", "month": "a month", "week": "a week", "named": "a period with a name"}
_TIMED = ("listen_count", "listening_time", "timed_listen_count")


def _schema(period: Schema, kind: Kind, subject: str) -> Schema:
    """What a document of a period holds, of a subject or of the site."""
    timed = {key: LISTENS[key] for key in _TIMED}
    months = listed(named("month_of_year", record({"month": text("2024-05"), **timed})), 12, 12)
    heard = ("artist_count", "release_group_count", "recording_count")
    fields = {
        "period": period,
        **({subject: LISTENS[subject]} if subject else {}),
        "timezone": text("Europe/Berlin"),
        **{key: LISTENS[key] for key in ("from_ts", "to_ts", "last_updated")},
        **timed,
        **(_neighbours(period, timed) if kind != "named" else {}),
        **({"months": months} if kind == "year" else {}),
        **{key: LISTENS[key] for key in (heard if subject else ("user_count", *heard))},
        **_items(subject),
    }
    return record({"payload": record(fields)})


def _neighbours(period: Schema, timed: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """What a document says of the periods around its own."""
    return {"before": record({"period": period, **timed}), **dict.fromkeys(("previous", "next"), nullable(period))}


def _items(subject: str) -> Mapping[str, Schema]:
    """What the lists of a document hold."""
    time = (_TIME,) if subject else ()
    columns = {key: (*each, *time) for key, each in _LEADERS} | {key: each for key, _, _, each in _FIGURES}
    return {
        key: listed(item(Shape(each), LISTENS, f"{'user' if subject else 'site'}_{key}"))
        for key, each in columns.items()
    }
