"""The JSON of calendar years and months, of every user and of the site, by the clock of a zone.

Readings taken where the rules are silent:
- a user has a document for every local year and month with a listen of that user, the site for every one with any;
- last_updated is the moment up to which is counted: the newest listen, or the end of a period that is over;
- from_ts and to_ts are the first and the last second at which the clock shows a time of the period;
- the site's leaders and countries count every listen of a user: the API's cap of 500 belongs to the API's own lists;
- the time of a leader is that of its listens whose length is known, in whole seconds, null where none is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

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


def documents(history: History, zone: str) -> Iterator[tuple[str, Item]]:
    """Path and payload of every document; users stand in the paths under their own names."""
    for user in (None, *history.users):
        years, months = clock.periods(history, zone, user)
        named = {f"{year:04}": Stretch(history, zone, *clock.year(year), user) for year in years}
        named |= {
            f"{year:04}-{month:02}": Stretch(history, zone, *clock.month(month, year), user) for year, month in months
        }
        for name in named:
            kind = "month" if "-" in name else "year"
            yield f"{kind}/{name}.json" if user is None else f"user/{user}/{kind}-{name}.json", _payload(named, name)


def _payload(periods: Periods, name: str) -> Item:
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
        **_around(periods, name),
        **({} if "-" in name else {"months": _months(periods, name)}),
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


def _around(periods: Periods, name: str) -> Item:
    """What was heard in the period before, and the nearest periods of the kind with listens."""
    kind = sorted(each for each in periods if len(each) == len(name))
    earlier, later = [each for each in kind if each < name], [each for each in kind if each > name]
    if "-" in name:
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
