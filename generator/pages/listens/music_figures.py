"""The figures of what was heard: albums within artists, years of first release, genres by hour, artists over time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

from generator.charts import bars, multiples, shares, tick_places
from generator.charts.bars import Bar, Bars
from generator.charts.marks import FIRST, SECOND
from generator.charts.multiples import One
from generator.charts.plot import Sign
from generator.charts.shares import Share
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Table, bar, placed
from generator.pages.site import Link
from generator.stats.rows.listens import ArtistActivityRow, ArtistEvolutionActivityRow, EraActivityRow, GenreActivityRow

_ALBUMS = 5  # of an artist in the table, as in the chart
_HOURS = 24
_EVERY_HOURS = 6  # from one named hour to the next
_MOST_GENRES = 12
_SHOWN_GENRES = 6  # of them as bars; the table has all
_MOST_ARTISTS = 10
_MOST_BARS = 15  # artists with their albums
_DECADE = 10


@dataclass(frozen=True, slots=True)
class Discography:
    """An artist, the listens of all the artist's albums, and the albums with theirs, most heard first."""

    name: str
    count: int
    albums: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Series:
    """An artist and the listens in each unit of time."""

    name: str
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Units:
    """The units of time of an evolution: their numbers in order, short names for them, and words for when each is.

    `running` is the last one in words where it is not over yet; years have their `places`.
    """

    numbers: Sequence[int]
    short: Mapping[int, str]
    when: Mapping[int, str]
    running: str | None = None
    places: Sequence[tick_places.TickPlace] = ()


def albums(place: FigurePlace, said: str, rows: Sequence[ArtistActivityRow], json: Link | None) -> Figure | None:
    """Albums within the artists heard most; None when no album is known."""
    if not rows:
        return None
    artists = [_artist(list(group)) for _, group in groupby(rows, key=itemgetter("rank"))]
    lines = tuple(line for artist in artists for line in _albums(artist))
    first = artists[0]
    album, count = first.albums[0]
    of_these = "all of them" if count == first.count else f"of these {words.number(count)}"
    most = f"{words.plain(first.name)} ({words.number(first.count)})"
    finding = f"Most listens to albums: {most}, {of_these} to {words.plain(album)}."
    title = f"Albums within artists, {said}"
    figure = Figure(title, finding, Table(("Album", "Listens", "Artist"), lines, "places"), json)
    key = (Sign(SECOND, "the album heard most"), Sign(FIRST, "others"))
    chart = [_share(artist) for artist in artists[:_MOST_BARS]]
    return placed(place, figure, partial(shares.draw, chart, key))


def _share(artist: Discography) -> Share:
    album, count = artist.albums[0] if artist.albums else ("", 0)
    note = f"{words.number(artist.count)}, {words.number(count)} of them {words.plain(album)}"
    says = f"{words.plain(artist.name)}: {words.counted(artist.count, 'listen')}"
    return Share(artist.name, artist.count, says, note, count)


def _artist(rows: Sequence[ArtistActivityRow]) -> Discography:
    named = [(words.name(row["release_group_name"]), row["album_listen_count"]) for row in rows]
    return Discography(words.name(rows[0]["artist_name"]), rows[0]["listen_count"], named)


def _albums(artist: Discography) -> Sequence[tuple[str, ...]]:
    lines = [(name, words.number(count), artist.name) for name, count in artist.albums[:_ALBUMS]]
    others = artist.albums[_ALBUMS:]
    if others:
        count = sum(count for _, count in others)
        lines.append((words.counted(len(others), "other"), words.number(count), artist.name))
    return lines


def era(
    place: FigurePlace, said: str, rows: Sequence[EraActivityRow], listens: int, json: Link | None
) -> Figure | None:
    """Listens by year of first release, of so many listens in all; None when no such year is known."""
    if not rows:
        return None
    years = {row["year"]: row["listen_count"] for row in rows}
    every = range(max(years), min(years) - 1, -1)
    lines = tuple((str(year), words.number(years.get(year, 0))) for year in every)
    known = words.part(sum(years.values()), listens)
    finding = f"{_released(years)} The year is known for {known} of listens."
    title = f"Listens by year of first release, {said}"
    most = max(sorted(years), key=lambda year: years[year])
    heading = f"Most from {most}" if len(years) > 1 else f"All from {most}"
    figure = Figure(title, finding, Table(("Released", "Listens"), lines), json, heading, "c4")
    first, last = min(years) // _DECADE * _DECADE, max(years)
    chart = [
        bar(str(year), str(year), years.get(year, 0), "listen", place=tick_places.TickPlace(year, _STRIDES))
        for year in range(first, last + 1)
    ]
    return placed(place, figure, partial(bars.draw, Bars(chart, "listens", title)))


_STRIDES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years of release from one name to the next


def _released(years: Mapping[int, int]) -> str:
    most = max(sorted(years), key=lambda year: years[year])
    if len(years) == 1:
        return f"All first released in {most} ({words.counted(years[most], 'listen')})."
    count = words.counted(years[most], "listen")
    return f"First released from {min(years)} to {max(years)}, most heard from {most} ({count})."


def genres(
    place: FigurePlace, said: str, rows: Sequence[GenreActivityRow], zone: str, json: Link | None
) -> Figure | None:
    """Listens of the genres heard most at each hour of the day in a zone; None when no genre is known."""
    if not rows:
        return None
    heard: dict[str, list[int]] = defaultdict(lambda: [0] * _HOURS)
    for row in rows:
        heard[row["genre"]][row["hour"]] = row["listen_count"]
    shown = sorted(heard, key=lambda name: (-sum(heard[name]), name))[:_MOST_GENRES]
    lines = tuple((f"{hour:02d}:00", *(words.number(heard[name][hour]) for name in shown)) for hour in range(_HOURS))
    first = heard[shown[0]]
    hour = max(range(_HOURS), key=lambda hour: first[hour])
    finding = (
        f"Of the ten genres heard most at each hour: {words.plain(shown[0])} leads, "
        f"most at {hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00 {zone} ({words.counted(first[hour], 'listen')})."
    )
    title = f"Genres by hour of the day, {said}"
    figure = Figure(title, finding, Table((zone, *shown), lines), json)
    chart = [
        One(words.name(name), _number(heard[name]), _by_hour(words.name(name), heard[name]))
        for name in shown[:_SHOWN_GENRES]
    ]
    return placed(place, figure, partial(multiples.draw, chart))


def _number(counts: Sequence[int]) -> str:
    return words.number(sum(counts))


def _by_hour(name: str, counts: Sequence[int]) -> Bars:
    found = [
        Bar(f"{hour}:00", words.number(count), f"{hour}:00" if hour % _EVERY_HOURS == 0 else "", count)
        for hour, count in enumerate(counts)
    ]
    return Bars(found, "", name)


def evolution(
    place: FigurePlace, said: str, rows: Sequence[ArtistEvolutionActivityRow], units: Units, json: Link | None
) -> Figure | None:
    """Listens of the artists heard most in each unit of time; None without a listen."""
    series = _series(rows, units)
    if not series:
        return None
    short = [units.short[number] for number in units.numbers]
    columns = (*short[:-1], words.so_far(short[-1], units.running is not None))
    lines = tuple((one.name, *(words.number(count) for count in one.counts)) for one in series)
    first = series[0]
    most = max(range(len(short)), key=lambda at: first.counts[at])
    finding = (
        f"Most listens: {words.plain(first.name)} ({_number(first.counts)}), "
        f"most {units.when[units.numbers[most]]} ({words.number(first.counts[most])})."
    )
    finding += f" {units.running} is not over yet." if units.running else ""
    title = f"Artists over time, {said}"
    figure = Figure(title, finding, Table(("Artist", *columns), lines), json)
    chart = [One(one.name, _number(one.counts), _over_time(one, units)) for one in series[:_MOST_ARTISTS]]
    return placed(place, figure, partial(multiples.draw, chart))


def _over_time(one: Series, units: Units) -> Bars:
    places: Sequence[tick_places.TickPlace | None] = units.places or [None] * len(units.numbers)
    last, is_running = len(units.numbers) - 1, units.running is not None
    found = [
        Bar(
            units.short[number], words.so_far(words.number(count), is_running and at == last),
            units.short[number], count,
            running=is_running and at == last, place=place,
        )
        for at, (number, count, place) in enumerate(zip(units.numbers, one.counts, places, strict=True))
    ]  # fmt: skip
    return Bars(found, "", one.name)


def _series(rows: Sequence[ArtistEvolutionActivityRow], units: Units) -> list[Series]:
    """The artists in order of rank."""
    names: dict[int, str] = {}
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        names[row["artist_rank"]] = words.name(row["artist_name"])
        counts[row["artist_rank"]][row["unit_number"]] = row["listen_count"]
    return [Series(names[rank], [counts[rank].get(number, 0) for number in units.numbers]) for rank in sorted(names)]
