"""Records: what pages say of a subject's days, firsts, and artists in a period, by the clock of a zone.

Readings taken where the rules are silent:
- a day, week, month or year counts the listens of it that lie within the period;
- a gap lies between two days with a listen, and is told by the days without;
- listens of one second are in the order of their users, and of the names of their tracks and artists;
- artists are ranked as in the top lists, and are called as there;
- a listen with two artists is one to each.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from tests.reference import clock
from tests.reference.history import History
from tests.reference.leaderboards import ARTISTS, Item, leaderboard
from tests.reference.resolving import Listen, lower

DAY = timedelta(days=1)
YEAR_OFF = 365  # days without an artist, after which it comes back
FEW = 5  # times an artist is heard before
Key = tuple[str | None, str | None]


@dataclass(frozen=True)
class Told:
    """A subject's listens, in the whole history and in a period of it; weeks begin on a weekday, Monday is 0."""

    history: History
    zone: str
    everything: Sequence[Listen]
    since: datetime
    until: datetime
    first_weekday: int = 0
    user: str | None = None

    def wall(self, listen: Listen) -> datetime:
        """Read the wall clock at the time of a listen."""
        return clock.wall(listen["listened_at"], self.zone)

    def within(self, since: datetime, until: datetime) -> list[Listen]:
        """Find the listens between two wall times, both included."""
        return [listen for listen in self.everything if since <= self.wall(listen) <= until]

    @cached_property
    def listens(self) -> list[Listen]:
        """The listens of the period, first to last."""
        return self.ordered(self.within(self.since, self.until))

    @cached_property
    def days(self) -> dict[date, int]:
        """Count the listens of every day with any."""
        return dict(sorted(Counter(self.wall(listen).date() for listen in self.listens).items()))

    def ordered(self, listens: Iterable[Listen]) -> list[Listen]:
        """Put listens in the order of time, user and name."""
        return sorted(
            listens, key=lambda one: (self.wall(one), one["user_name"], one["track_name"], one["artist_name"])
        )

    def artists(self, listens: Iterable[Listen]) -> list[Item]:
        """Rank the artists of listens."""
        return leaderboard(self.history, listens, ARTISTS)

    def week(self, day: date) -> date:
        """The first day of the week of a day."""
        return day - (day.weekday() - self.first_weekday) % 7 * DAY


def streaks(told: Told) -> Iterator[Item]:
    """The ten longest runs of days with a listen and of days without, and the run that is the last."""
    days = list(told.days)
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    gaps = [(one[-1] + DAY, other[0] - DAY) for one, other in pairwise(runs)]
    yield from _runs("gap", gaps, None)
    yield from _runs("streak", [(run[0], run[-1]) for run in runs], days[-1] if days else None)


def _runs(kind: str, runs: Iterable[tuple[date, date]], last: date | None) -> Iterator[Item]:
    counted = [(first, end, (end - first).days + 1) for first, end in runs]
    for rank, (first, end, count) in enumerate(sorted(counted, key=lambda run: (-run[2], run[0])), 1):
        if rank <= 10 or end == last:
            row = {"kind": kind, "rank": rank, "first_day": first, "last_day": end, "day_count": count}
            yield {**row, "is_last": end == last}


def busiest_times(told: Told) -> Iterator[Item]:
    """The five days, months, weeks and years with most listens."""
    units: dict[str, Callable[[date], date]] = {
        "day": lambda day: day,
        "month": lambda day: day.replace(day=1),
        "week": told.week,
        "year": lambda day: min(each for each in told.days if each.year == day.year),
    }
    for unit, first in units.items():
        counts: Counter[date] = Counter()
        for day, count in told.days.items():
            counts[first(day)] += count
        ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        for rank, (day, count) in enumerate(ranked[:5], 1):
            yield {"unit": unit, "rank": rank, "first_day": day, "listen_count": count, "total": len(ranked)}


def edge_listens(told: Told) -> Iterator[Item]:
    """The first and the last listen."""
    for place, number in (("first", 0), ("last", -1)):
        if told.listens:
            yield {"place": place, **_listen(told, told.listens[number])}


def milestones(told: Told) -> Iterator[Item]:
    """The listens whose number is round, of all listens."""
    for number, listen in enumerate(told.ordered(told.everything), 1):
        if number in {1, 100, 1000, 5000} or (number >= 10_000 and str(number).strip("0") in set("123456789")):
            yield {"number": number, **_listen(told, listen)}


def _listen(told: Told, listen: Listen) -> Item:
    return {
        "listened_at": told.wall(listen),
        "listener": listen["user_name"],
        "track_name": listen["track_name"],
        "artist_name": listen["artist_name"],
        "artist_mbids": listen["artist_mbids"],
    }


def artist_discoveries(told: Told) -> Iterator[Item]:
    """How many artists were heard for the first time, month by month, in the whole history."""
    firsts: dict[Key, date] = {}
    for listen in told.ordered(told.everything):
        for key in _keys(told, listen):
            firsts.setdefault(key, told.wall(listen).date().replace(day=1))
    for month, count in sorted(Counter(firsts.values()).items()):
        yield {"month_day": month, "artist_count": count}


def artist_year_ranks(told: Told) -> Iterator[Item]:
    """The artist of every year, and every year's rank of the ten of all years."""
    ranked = {_key(artist): (rank, artist) for rank, artist in enumerate(told.artists(told.everything), 1)}
    for year in sorted({told.wall(listen).year for listen in told.everything}):
        for year_rank, artist in enumerate(told.artists(told.within(*clock.year(year))), 1):
            rank, ever = ranked[_key(artist)]
            if year_rank == 1 or rank <= 10:
                yield {
                    "year": year, "year_rank": year_rank, "rank": rank, "artist_name": ever["artist_name"],
                    "artist_mbid": ever["artist_mbid"], "listen_count": ever["listen_count"],
                    "year_listen_count": artist["listen_count"],
                }  # fmt: skip


def half_of_listens(told: Told) -> Iterator[Item]:
    """How many artists are heard as often as all the others."""
    counts = [artist["listen_count"] for artist in told.artists(told.listens)]
    if counts:
        half = next(number for number, upto in enumerate(accumulate(counts), 1) if 2 * upto >= sum(counts))
        yield {"artist_count": len(counts), "half_count": half, "listen_count": sum(counts)}


def one_hit_wonders(told: Told) -> Iterator[Item]:
    """Artists of whom one track was heard, three times or more."""
    tracks: dict[Key, list[str]] = {}
    for listen in told.listens:
        for key in _keys(told, listen):
            tracks.setdefault(key, []).append(listen["track_name"])
    single = {key for key, names in tracks.items() if len({lower(name) for name in names}) == 1 and len(names) >= 3}
    found = [artist for artist in told.artists(told.listens) if _key(artist) in single]
    for rank, artist in enumerate(found[:10], 1):
        yield {
            "rank": rank, "artist_name": artist["artist_name"], "artist_mbid": artist["artist_mbid"],
            "track_name": min(tracks[_key(artist)]), "listen_count": artist["listen_count"], "total": len(found),
        }  # fmt: skip


def comebacks(told: Told) -> Iterator[Item]:
    """Artists that were heard again after a year, in the period."""
    names = {_key(artist): artist for artist in told.artists(told.everything)}
    days: dict[Key, list[date]] = {}
    for listen in told.ordered(told.everything):
        for key in _keys(told, listen):
            days.setdefault(key, []).append(told.wall(listen).date())
    found = [
        {
            "artist_name": names[key]["artist_name"], "artist_mbid": names[key]["artist_mbid"],
            "last_day": heard[place - 1], "back_day": day, "gap_days": (day - heard[place - 1]).days,
            "before_count": place,
        }
        for key, heard in days.items() for place, day in enumerate(heard)
        if place >= FEW and (day - heard[place - 1]).days >= YEAR_OFF
        and told.since.date() <= day <= told.until.date()
    ]  # fmt: skip
    ranked = sorted(found, key=lambda row: (-row["gap_days"], -row["before_count"], *_descending(row), row["back_day"]))
    yield from ({"rank": rank, **row} for rank, row in enumerate(ranked[:10], 1))


def climbers(told: Told, before: tuple[datetime, datetime]) -> Iterator[Item]:
    """Artists that climbed, fell, came and went against the period before."""
    now, then = told.artists(told.listens), told.artists(told.within(*before))
    ranks = {_key(artist): (rank, artist) for rank, artist in enumerate(now, 1)}
    ranks_before = {_key(artist): (rank, artist) for rank, artist in enumerate(then, 1)}
    found = []
    for key in {*ranks, *ranks_before}:
        (rank, artist), (rank_before, old) = ranks.get(key, (None, {})), ranks_before.get(key, (None, {}))
        known = [each for each in (rank, rank_before) if each is not None]
        if rank == rank_before or min(known) > 50:
            continue
        found.append({
            "direction": _direction(rank, rank_before),
            "artist_name": min(each["artist_name"] for each in (artist, old) if each), "artist_mbid": key[1],
            "rank": rank, "rank_before": rank_before, "listen_count": artist.get("listen_count", 0),
            "before_count": old.get("listen_count", 0), "steps": max(known) - min(known),
        })  # fmt: skip
    found.sort(key=lambda row: (row["direction"], -row["steps"], row["rank"] or row["rank_before"]))
    places: Counter[str] = Counter()
    for row in found:
        places[row["direction"]] += 1
        del row["steps"]
        if places[row["direction"]] <= 10:
            yield {"place": places[row["direction"]], **row}


def _direction(rank: int | None, rank_before: int | None) -> str:
    if rank is None:
        return "out"
    if rank_before is None:
        return "in"
    return "up" if rank < rank_before else "down"


def _keys(told: Told, listen: Listen) -> list[Key]:
    return [_key(artist) for artist in ARTISTS.of(told.history, listen)]


def _key(artist: Item) -> Key:
    return lower(artist["artist_name"]), artist["artist_mbid"]


def _descending(row: Item) -> tuple[Any, ...]:
    """A key by which names and then ids are in descending order, those without an id last."""
    return tuple(_reversed(row[field]) for field in ("artist_name", "artist_mbid"))


def _reversed(text: str | None) -> tuple[int, ...]:
    """What sorts before another one if the text sorts after the other; none is last."""
    return (1,) if text is None else (0, *(-byte for byte in text.encode()), 1)


OFTEN = 10  # listens of an hour


def day_hours(told: Told) -> Iterator[Item]:
    """In which hours of every day of the whole history something was heard, each a power of two."""
    hours = Counter((told.wall(listen).date(), told.wall(listen).hour) for listen in told.everything)
    for day in sorted({day for day, _ in hours}):
        found = {hour: count for (other, hour), count in hours.items() if other == day}
        yield {
            "day": day,
            "listen_count": sum(found.values()),
            "heard_hours": sum(2**hour for hour in found),
            "often_hours": sum(2**hour for hour, count in found.items() if count >= OFTEN),
        }
