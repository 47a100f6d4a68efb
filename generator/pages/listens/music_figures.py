"""The figures of what was heard: albums within artists, years of first release, genres by hour, artists over time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

from generator.charts import albums as albums_chart
from generator.charts import axis, genre_hours
from generator.charts import era as era_chart
from generator.charts import evolution as evolution_chart
from generator.charts.albums import ArtistAlbums
from generator.charts.canvas import Chart
from generator.charts.evolution import Series
from generator.charts.genre_hours import GenreHours
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Placed, Table, placed
from generator.pages.site import Link
from generator.stats.rows.listens import ArtistActivityRow, ArtistEvolutionActivityRow, EraActivityRow, GenreActivityRow

_ALBUMS = 5  # of an artist in the table, as in the chart
_HOURS = 24


@dataclass(frozen=True, slots=True)
class Units:
    """The units of time of an evolution: their numbers in order, short names for them, and words for when each is.

    `running` is the last one in words where it is not over yet; years have their `places`.
    """

    numbers: Sequence[int]
    short: Mapping[int, str]
    when: Mapping[int, str]
    running: str | None = None
    places: Sequence[axis.TickPlace] = ()


def albums(place: FigurePlace, said: str, rows: Sequence[ArtistActivityRow], json: Link | None) -> Placed | None:
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
    figure = Figure(
        f"Albums within artists, {said}", finding, Table(("Album", "Listens", "Artist"), lines, "places"), json
    )
    return placed(place, "albums", figure, Chart(partial(albums_chart.svg, artists), albums_chart.heights(artists)))


def _artist(rows: Sequence[ArtistActivityRow]) -> ArtistAlbums:
    named = [(words.name(row["release_group_name"]), row["album_listen_count"]) for row in rows]
    return ArtistAlbums(words.name(rows[0]["artist_name"]), rows[0]["listen_count"], named)


def _albums(artist: ArtistAlbums) -> Sequence[tuple[str, ...]]:
    lines = [(name, words.number(count), artist.name) for name, count in artist.albums[:_ALBUMS]]
    others = artist.albums[_ALBUMS:]
    if others:
        count = sum(count for _, count in others)
        lines.append((words.counted(len(others), "other"), words.number(count), artist.name))
    return lines


def era(
    place: FigurePlace, said: str, rows: Sequence[EraActivityRow], listens: int, json: Link | None
) -> Placed | None:
    """Listens by year of first release, of so many listens in all; None when no such year is known."""
    if not rows:
        return None
    years = {row["year"]: row["listen_count"] for row in rows}
    every = range(max(years), min(years) - 1, -1)
    lines = tuple((str(year), words.number(years.get(year, 0))) for year in every)
    known = words.part(sum(years.values()), listens)
    finding = f"{_released(years)} The year is known for {known} of listens."
    title = f"Listens by year of first release, {said}"
    figure = Figure(title, finding, Table(("Released", "Listens"), lines), json)
    return placed(place, "era", figure, Chart(partial(era_chart.svg, years), era_chart.HEIGHT))


def _released(years: Mapping[int, int]) -> str:
    most = max(sorted(years), key=lambda year: years[year])
    if len(years) == 1:
        return f"All first released in {most} ({words.counted(years[most], 'listen')})."
    count = words.counted(years[most], "listen")
    return f"First released from {min(years)} to {max(years)}, most heard from {most} ({count})."


def genres(
    place: FigurePlace, said: str, rows: Sequence[GenreActivityRow], zone: str, json: Link | None
) -> Placed | None:
    """Listens of the genres heard most at each hour of the day in a zone; None when no genre is known."""
    if not rows:
        return None
    heard: dict[str, list[int]] = defaultdict(lambda: [0] * _HOURS)
    for row in rows:
        heard[row["genre"]][row["hour"]] = row["listen_count"]
    shown = sorted(heard, key=lambda name: (-sum(heard[name]), name))[: genre_hours.MOST]
    lines = tuple((f"{hour:02d}:00", *(words.number(heard[name][hour]) for name in shown)) for hour in range(_HOURS))
    first = heard[shown[0]]
    hour = max(range(_HOURS), key=lambda hour: first[hour])
    finding = (
        f"Of the ten genres heard most at each hour: {words.plain(shown[0])} leads, "
        f"most at {hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00 {zone} ({words.counted(first[hour], 'listen')})."
    )
    figure = Figure(f"Genres by hour of the day, {said}", finding, Table((zone, *shown), lines), json)
    bars = [GenreHours(words.name(name), heard[name]) for name in shown]
    return placed(place, "genres", figure, Chart(partial(genre_hours.svg, bars, zone=zone), genre_hours.heights(bars)))


def evolution(
    place: FigurePlace, said: str, rows: Sequence[ArtistEvolutionActivityRow], units: Units, json: Link | None
) -> Placed | None:
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
        f"Most listens: {words.plain(first.name)} ({words.number(first.total)}), "
        f"most {units.when[units.numbers[most]]} ({words.number(first.counts[most])})."
    )
    finding += f" {units.running} is not over yet." if units.running else ""
    figure = Figure(f"Artists over time, {said}", finding, Table(("Artist", *columns), lines), json)
    is_running = units.running is not None
    draw = partial(evolution_chart.svg, series, short, places=units.places, running=is_running)
    return placed(place, "evolution", figure, Chart(draw, evolution_chart.heights(series)))


def _series(rows: Sequence[ArtistEvolutionActivityRow], units: Units) -> list[Series]:
    """The artists in order of rank."""
    names: dict[int, str] = {}
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        names[row["artist_rank"]] = words.name(row["artist_name"])
        counts[row["artist_rank"]][row["unit_number"]] = row["listen_count"]
    return [Series(names[rank], [counts[rank].get(number, 0) for number in units.numbers]) for rank in sorted(names)]
