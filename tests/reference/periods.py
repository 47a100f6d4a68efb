"""The JSON of years, months, weeks and named periods, of every user and of the site, by the clock of a zone.

Readings taken where the rules are silent:
- a user has a document for every local year and month with a listen of that user, the site for every one with any;
- a week that begins on Monday is called as ISO has it, one that begins on another day by that day;
- a named period has no period before, and no neighbours;
- last_updated is the moment up to which is counted: the newest listen, or the end of a period that is over;
- from_ts and to_ts are the first and the last second at which the clock shows a time of the period;
- the site's leaders and countries count every listen of a user: the API's cap of 500 belongs to the API's own lists;
- the time of a leader is that of its listens whose length is known, in whole seconds, null where none is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.reference import clock
from tests.reference.activities import by_country
from tests.reference.clock import Stretch
from tests.reference.history import History
from tests.reference.leaderboards import ARTISTS, RECORDINGS, RELEASE_GROUPS, Board, Item, leaders
from tests.reference.resolving import Listen

MOST = 100
ARTISTS_ON_A_MAP = 1000

_FIELDS = {
    "artists": ("artist_mbid", "artist_name", "listen_count"),
    "release_groups": ("release_group_mbid", "release_group_name", "artist_name", "artist_mbids", "listen_count"),
    "recordings": ("recording_mbid", "track_name", "artist_name", "artist_mbids", "release_name", "listen_count"),
}

Periods = dict[str, Stretch]  # by name: 2024, 2024-05


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which periods have documents, too: weeks that begin on a weekday, and named stretches of days."""

    first_weekday: int | None = None
    named: Mapping[str, tuple[date, date]] = field(default_factory=dict)


def documents(history: History, zone: str, wanted: Wanted = Wanted()) -> Iterator[tuple[str, Item]]:
    """Path and payload of every document; users stand in the paths under their own names."""
    for user in (None, *history.users):
        years, months = clock.periods(history, zone, user)
        named = {f"{year:04}": Stretch(history, zone, *clock.year(year), user) for year in years}
        named |= {
            f"{year:04}-{month:02}": Stretch(history, zone, *clock.month(month, year), user) for year, month in months
        }
        named |= {name: Stretch(history, zone, *ends, user) for name, ends in _others(history, zone, wanted, user)}
        for name in named:
            if named[name].listens:
                path = f"{_kind(name, wanted)}/{name}.json"
                yield (
                    path if user is None else f"user/{user}/{path.replace('/', '-', 1)}",
                    _payload(named, name, wanted),
                )


def _others(
    history: History, zone: str, wanted: Wanted, user: str | None
) -> Iterator[tuple[str, tuple[datetime, datetime]]]:
    """The weeks of listens, and the named stretches, each from its first to its last second."""
    for name, (first, last) in wanted.named.items():
        yield name, _seconds(first, last)
    if wanted.first_weekday is not None:
        for listen in history.within(0, history.newest, user):
            day = clock.wall(listen["listened_at"], zone).date()
            first = day - timedelta(days=(day.weekday() - wanted.first_weekday) % 7)
            yield _week_name(first), _seconds(first, first + timedelta(days=6))


def _week_name(first: date) -> str:
    return f"{first:%G-W%V}" if first.weekday() == 0 else first.isoformat()


def _seconds(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time()), datetime.combine(last, time(23, 59, 59))


def _kind(name: str, wanted: Wanted) -> str:
    if name in wanted.named:
        return "period"
    return {4: "year", 7: "month"}.get(len(name), "week")


def _payload(periods: Periods, name: str, wanted: Wanted) -> Item:
    stretch = periods[name]
    from_ts, to_ts = clock.instants(stretch)
    return {
        "period": name,
        **({} if stretch.user is None else {"user_name": stretch.user}),
        "timezone": stretch.zone,
        "from_ts": from_ts,
        "to_ts": to_ts,
        "last_updated": min(stretch.history.newest, to_ts),
        **_timed(stretch.listens),
        **({} if name in wanted.named else _around(periods, name, wanted)),
        **({"months": _months(periods, name)} if _kind(name, wanted) == "year" else {}),
        **({"user_count": len({each["user_name"] for each in stretch.listens})} if stretch.user is None else {}),
        **_leaders(stretch),
        "days": _days(stretch),
        "hours": _hours(stretch),
    }


def _timed(listens: Sequence[Listen]) -> Item:
    seconds, known = clock.listening_time(listens)
    return {
        "listen_count": len(listens),
        "listening_time": seconds if known else None,
        "timed_listen_count": known,
    }


def _of(periods: Periods, name: str) -> list[Listen]:
    return periods[name].listens if name in periods else []


def _around(periods: Periods, name: str, wanted: Wanted) -> Item:
    """What was heard in the period before, and the nearest periods of the kind with listens."""
    own = _kind(name, wanted)
    kind = sorted(each for each in periods if _kind(each, wanted) == own)
    earlier, later = [each for each in kind if each < name], [each for each in kind if each > name]
    if own == "week":
        before = _week_name(periods[name].since.date() - timedelta(days=7))
    elif own == "month":
        before = (date.fromisoformat(f"{name}-01") - timedelta(days=1)).isoformat()[:7]
    else:
        before = f"{int(name) - 1:04}"
    return {
        "before": {"period": before, **_timed(_of(periods, before))},
        "previous": max(earlier, default=None),
        "next": min(later, default=None),
    }


def _months(periods: Periods, year: str) -> list[Item]:
    names = [f"{year}-{month:02}" for month in range(1, 13)]
    return [{"month": name, **_timed(_of(periods, name))} for name in names]


def _leaders(stretch: Stretch) -> Item:
    """Lists of artists, release groups and recordings, how many there are of each, and the countries of the artists."""
    found: Item = {}
    for board in (ARTISTS, RELEASE_GROUPS, RECORDINGS):
        rows = leaders(stretch.history, stretch.listens, board)
        found[f"{board.items.removesuffix('s')}_count"] = len(rows)
        found[board.items] = [_item(stretch, board, *row) for row in rows[:MOST]]
        if board is ARTISTS:
            countries = by_country(stretch.history, [row for row, _ in rows[:ARTISTS_ON_A_MAP]])
            keys = ("country", "artist_count", "listen_count")
            found["countries"] = [{key: country[key] for key in keys} for country in countries]
    return found


def _item(stretch: Stretch, board: Board, row: Item, listens: Sequence[Listen]) -> Item:
    time = {} if stretch.user is None else {"listening_time": _timed(listens)["listening_time"]}
    return {field: row[field] for field in _FIELDS[board.items]} | time


def _days(stretch: Stretch) -> list[Item]:
    return [{"day": day.isoformat(), "listen_count": count} for day, count in clock.by_day(stretch).items() if count]


def _hours(stretch: Stretch) -> list[Item]:
    return [
        {"weekday": day, "hour": hour, "listen_count": count}
        for day, counts in clock.by_hour(stretch).items()
        for hour, count in enumerate(counts)
        if count
    ]
