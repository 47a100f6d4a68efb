"""A listener's history: sittings spread over the days, albums and loose tracks within each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from generator.starter.catalogue import Album, Track
from generator.starter.listeners import LAST_DAY, Hours, InventedListener
from generator.starter.seeded_random import dice, number, pick, rounded, weighted

Roll = Callable[[], float]

_DAY = timedelta(days=1)
_SATURDAY = 5
_LAST_SECOND = int(datetime(2026, 6, 30, 22, 45, tzinfo=UTC).timestamp())
_KNOWN_FROM_THE_START = 0.35
_NEW_ALBUMS_SINCE = 2020
_AFTERNOONS = date(2025, 1, 6)
_AFTERNOON_DAYS = 180
_OBSESSION_DAYS = 14
_OBSESSED_BELOW = 0.45
_ALBUM_BELOW = 0.75
_WHOLE_ALBUM = 0.7


@dataclass(frozen=True, slots=True)
class Play:
    """One listen: when it began, in seconds since 1970, and what was heard."""

    listened_at: int
    album: Album
    track: Track


@dataclass(frozen=True, slots=True)
class Favourite:
    """An album somebody knows, how much they like it and since when they know it."""

    album: Album
    liking: float
    since: date


@dataclass(frozen=True, slots=True)
class Obsession:
    """One album that is put on again and again for two weeks."""

    album: Album
    first: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in the two weeks."""
        return self.first <= day < self.first + _OBSESSION_DAYS * _DAY


def history(listener: InventedListener, albums: list[Album]) -> list[Play]:
    """Everything one listener heard, oldest first; two plays never overlap."""
    return sorted([*_chosen(listener, albums), *_afternoons(listener, albums)], key=lambda play: play.listened_at)


def _afternoons(listener: InventedListener, albums: list[Album]) -> Iterator[Play]:
    """The albums that run at work, one an afternoon, artist by artist."""
    shelf = [[album for album in albums if album.credit.name == name] for name in listener.afternoons]
    days = [_AFTERNOONS + number * _DAY for number in range(_AFTERNOON_DAYS if shelf else 0)]
    workdays = [day for day in days if day.weekday() < _SATURDAY and not _is_away(listener, day)]
    for turn, day in enumerate(workdays):
        artist = shelf[turn % len(shelf)]
        album = artist[turn // len(shelf) % len(artist)]
        began = int(datetime(day.year, day.month, day.day, 13, 5 + turn % 7, tzinfo=UTC).timestamp())
        for track in album.tracks:
            yield Play(began, album, track)
            began += track.seconds


def _is_away(listener: InventedListener, day: date) -> bool:
    return any(first <= day <= last for first, last in listener.holidays)


def _chosen(listener: InventedListener, albums: list[Album]) -> list[Play]:
    """What a listener put on, sitting by sitting."""
    roll = dice(f"first light of {listener.name}")
    favourites = _favourites(roll, listener, albums)
    obsessions = _obsessions(roll, listener, favourites)
    plays: list[Play] = []
    free = 0
    for start in _sittings(roll, listener):
        for album, track in _sitting(roll, start.date(), favourites, obsessions):
            began = max(free, int(start.timestamp()))
            if began > _LAST_SECOND:
                return plays
            plays.append(Play(began, album, track))
            free = began + track.seconds + number(roll, 0, 6)
    return plays


def _favourites(roll: Roll, listener: InventedListener, albums: list[Album]) -> list[Favourite]:
    """The albums of the listener's shelves that they like most, and when they met each."""
    liked = [(listener.shelves.get(album.shelf, 0) / (0.12 + roll()), index) for index, album in enumerate(albums)]
    best = sorted(liked, reverse=True)[: listener.albums]
    return [Favourite(albums[index], liking, _met(roll, listener, albums[index])) for liking, index in best]


def _met(roll: Roll, listener: InventedListener, album: Album) -> date:
    """The day somebody first meets an album: never before it was out."""
    days = (LAST_DAY - listener.since).days
    met = listener.since if roll() < _KNOWN_FROM_THE_START else listener.since + int(roll() * days * 0.95) * _DAY
    out = date(album.year, 12, 1) if album.year and album.year >= _NEW_ALBUMS_SINCE else met
    return max(met, out)


def _obsessions(roll: Roll, listener: InventedListener, favourites: list[Favourite]) -> list[Obsession]:
    """Two weeks with one album, every six to fourteen weeks."""
    found = []
    day = listener.since + number(roll, 10, 40) * _DAY
    while day < LAST_DAY:
        fresh = [favourite for favourite in favourites if day - 120 * _DAY < favourite.since <= day]
        known = [favourite for favourite in favourites if favourite.since <= day]
        found.append(Obsession(pick(roll, fresh or known).album, day))
        day += number(roll, 42, 98) * _DAY
    return found


def _sittings(roll: Roll, listener: InventedListener) -> list[datetime]:
    """When the listener sits down to listen, in order."""
    starts = []
    day = listener.since
    while day <= LAST_DAY:
        hours = listener.weekend_hours if day.weekday() >= _SATURDAY else listener.workday_hours
        starts += [_moment(roll, day, _hour(roll, hours)) for _ in range(_how_many(roll, listener, day))]
        if day in listener.last_hours:
            starts.append(_moment(roll, day, listener.last_hours[day]))
        day += _DAY
    return sorted(starts)


def _how_many(roll: Roll, listener: InventedListener, day: date) -> int:
    """The sittings of one day: the weekday's, more each year, moved by the season; none on holidays."""
    amount = listener.sittings[day.weekday()] * listener.months[day.month - 1]
    amount *= 1 + listener.growth * (day - listener.since).days / 365
    return 0 if _is_away(listener, day) else rounded(roll, amount)


def _hour(roll: Roll, hours: Hours) -> int:
    return weighted(roll, [int(digit) for digit in hours])


def _moment(roll: Roll, day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, number(roll, 0, 59), number(roll, 0, 59), tzinfo=UTC)


def _sitting(
    roll: Roll, day: date, favourites: list[Favourite], obsessions: list[Obsession]
) -> Iterator[tuple[Album, Track]]:
    """What is heard in one sitting: the album of these weeks, another album, or a mix of loose tracks."""
    known = [favourite for favourite in favourites if favourite.since <= day]
    likings = [favourite.liking for favourite in known]
    mood = roll()
    mania = [obsession.album for obsession in obsessions if obsession.holds(day)]
    if mania and mood < _OBSESSED_BELOW:
        yield from _in_order(roll, mania[0])
    elif mood < _ALBUM_BELOW:
        yield from _in_order(roll, known[weighted(roll, likings)].album)
    else:
        for _ in range(number(roll, 4, 16)):
            album = known[weighted(roll, likings)].album
            yield album, _hit(roll, album)


def _in_order(roll: Roll, album: Album) -> Iterator[tuple[Album, Track]]:
    """An album from its first track on, often whole."""
    heard = len(album.tracks) if roll() < _WHOLE_ALBUM else number(roll, 1, len(album.tracks))
    yield from ((album, track) for track in album.tracks[:heard])


def _hit(roll: Roll, album: Album) -> Track:
    """A track of the album; every album has its own favourites."""
    weights = [1 / (1 + int(track.recording_mbid[:2], 16) % 8) for track in album.tracks]
    return album.tracks[weighted(roll, weights)]
