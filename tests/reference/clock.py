"""What is counted on a clock of one's own: days, hours, months and time spent, in a stretch of local time.

A stretch is given in wall time, as a clock on the wall shows it: two naive moments, both of them inclusive. An hour
that the clock shows twice is counted as one, and one that it skips has no listens.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tests.reference.activities import WEEKDAYS
from tests.reference.history import History
from tests.reference.resolving import Listen


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a history: whose listens (all users' where none is named), in which zone, from when to when."""

    history: History
    zone: str
    since: datetime
    until: datetime
    user: str | None = None

    @property
    def listens(self) -> list[Listen]:
        """Everything heard in the stretch."""
        everything = self.history.within(0, self.history.newest, self.user)
        return [listen for listen in everything if self.since <= self.wall(listen) <= self.until]

    def wall(self, listen: Listen) -> datetime:
        """Read the wall clock at the time of a listen."""
        return wall(listen["listened_at"], self.zone)


@lru_cache(maxsize=100_000)
def wall(moment: int, zone: str) -> datetime:
    """Read the wall clock of a zone at a moment in epoch seconds; the answer is naive."""
    return datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def year(number: int) -> tuple[datetime, datetime]:
    """First and last second of a calendar year."""
    return datetime(number, 1, 1), datetime(number + 1, 1, 1) - timedelta(seconds=1)  # noqa: DTZ001


def month(number: int, of_year: int) -> tuple[datetime, datetime]:
    """First and last second of a calendar month."""
    first = datetime(of_year, number, 1)  # noqa: DTZ001
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(seconds=1)


def periods(history: History, zone: str, user: str | None = None) -> tuple[list[int], list[tuple[int, int]]]:
    """Find the local years, and the local (year, month)s, that have listens."""
    moments = [wall(listen["listened_at"], zone) for listen in history.within(0, history.newest, user)]
    return sorted({each.year for each in moments}), sorted({(each.year, each.month) for each in moments})


def by_day(stretch: Stretch) -> dict[date, int]:
    """Count the listens of every calendar day of the stretch, those without listens too."""
    counts = Counter(stretch.wall(listen).date() for listen in stretch.listens)
    days = (stretch.until.date() - stretch.since.date()).days + 1
    return {day: counts[day] for day in (stretch.since.date() + timedelta(days=number) for number in range(days))}


def by_month(stretch: Stretch) -> dict[tuple[int, int], int]:
    """Count the listens of every (year, month) of the stretch."""
    counts: Counter[tuple[int, int]] = Counter()
    for day, count in by_day(stretch).items():
        counts[day.year, day.month] += count
    return dict(counts)


def by_hour(stretch: Stretch) -> dict[str, list[int]]:
    """Count the listens of every weekday, hour by hour."""
    moments = [stretch.wall(listen) for listen in stretch.listens]
    counts = Counter((moment.weekday(), moment.hour) for moment in moments)
    return {name: [counts[day, hour] for hour in range(24)] for day, name in enumerate(WEEKDAYS)}


def listening_time(listens: Iterable[Listen]) -> tuple[int, int]:
    """Whole seconds that were listened where it is known how long, and the number of listens of which it is."""
    known = [listen["duration_ms"] for listen in listens if listen["duration_ms"] is not None]
    return sum(known) // 1000, len(known)


def instants(stretch: Stretch) -> tuple[int, int]:
    """First and last second, since 1970, at which the clock shows a time of the stretch.

    An hour that is shown twice is meant both times, and a bound that the clock skips is the next time that it shows.
    """
    first = min(each for each in _meant(stretch.since, stretch.zone) if wall(each, stretch.zone) >= stretch.since)
    last = max(each for each in _meant(stretch.until, stretch.zone) if wall(each, stretch.zone) <= stretch.until)
    return first, last


def _meant(moment: datetime, zone: str) -> list[int]:
    """What a wall time can mean: one moment, or two where the clock was changed."""
    return [int(moment.replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp()) for fold in (0, 1)]
