"""What listens say by country, year of release, hour, stretch of time and album: the rows of the activity documents.

Readings taken where the rules are silent:
- evolution: rows descending by (time_unit, mbid, name, count); weekdays and months compare as words, days and years as
  numbers;
- artist activity: artists without an mbid are one where their names differ only in case, and show the smallest;
- a release counts for the year of its release group, by that group's table, else by its own row, else by the smallest
  year of the group's releases.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.reference import spans
from tests.reference.history import History
from tests.reference.leaderboards import Item
from tests.reference.resolving import Listen, lower

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_ERA = 1800

_UNITS = {"this_week": "%A", "week": "%A", "this_month": "%d", "month": "%d", "all_time": "%Y"}


def moment(listen: Listen) -> datetime:
    """When something was listened to, in naive UTC."""
    return spans.EPOCH + timedelta(seconds=listen["listened_at"])


def by_country(history: History, top: Iterable[Item]) -> list[Item]:
    """Put artists of a leaderboard by country, those that have one."""
    countries: dict[str, list[Item]] = {}
    for row in top:
        country = history.metadata.countries.get(row["artist_mbid"] or "")
        if country:
            artist = {field: row[field] for field in ("artist_name", "artist_mbid", "listen_count")}
            countries.setdefault(country, []).append(artist)
    found = [_country(country, artists) for country, artists in countries.items()]
    return sorted(found, key=lambda row: (row["artist_count"], row["listen_count"], row["country"]), reverse=True)


def by_year_of_release(history: History, listens: Iterable[Listen]) -> list[Item]:
    """Count the listens of albums whose year is known, by it, the oldest first."""
    years = [history.group(listen)["year"] for listen in listens]
    counts = Counter(year for year in years if year is not None and year >= FIRST_ERA)
    return [{"year": year, "listen_count": counts[year]} for year in sorted(counts)]


def by_genre_and_hour(history: History, listens: Iterable[Listen]) -> list[Item]:
    """Count each hour's ten genres that were heard most; a listen counts for every genre of its recording."""
    counts: dict[int, Counter[str]] = {}
    for listen in listens:
        for genre in history.metadata.genres.get(("recording", listen["recording_mbid"]), {}):
            counts.setdefault(moment(listen).hour, Counter())[genre] += 1
    rows = []
    for hour, heard in counts.items():
        most = sorted(heard, key=lambda genre: (heard[genre], genre), reverse=True)[:10]
        rows += [{"genre": genre, "hour": hour, "listen_count": heard[genre]} for genre in most]
    return sorted(rows, key=lambda row: (row["genre"], row["hour"]))


def evolution(history: History, listens: Iterable[Listen], name: str, most: int | None = 20) -> list[Item]:
    """Count the artists of mapped recordings by the units of a range; only those heard most, where `most` is given."""
    counts: Counter[tuple[str | int, str]] = Counter()
    totals: Counter[str] = Counter()
    for listen in listens:
        if listen["recording_mbid"]:
            artists = set(listen["artist_mbids"])
            totals.update(artists)
            counts.update((_unit(listen, name), mbid) for mbid in artists)
    kept = sorted(totals, key=lambda mbid: (totals[mbid], history.names[mbid], mbid), reverse=True)[:most]
    rows = [(unit, mbid, history.names[mbid], count) for (unit, mbid), count in counts.items() if mbid in kept]
    fields = ("time_unit", "artist_mbid", "artist_name", "listen_count")
    return [dict(zip(fields, row, strict=True)) for row in sorted(rows, reverse=True)]


def by_artist_and_album(history: History, groups: Iterable[Item]) -> list[Item]:
    """Find the fifteen artists of a leaderboard of release groups, each with its albums; an album counts for each."""
    albums: dict[tuple[str | None, str | None], list[Item]] = {}
    for row in groups:
        for name, mbid in _artists_of(history, row):
            albums.setdefault((mbid, None if mbid else lower(name)), []).append({**row, "artist_name": name})
    artists = [_artist(mbid, rows) for (mbid, _), rows in albums.items()]
    return sorted(artists, key=lambda row: _place(row, "name", "artist_mbid"), reverse=True)[:15]


def _country(country: str, artists: list[Item]) -> Item:
    order = sorted(artists, key=lambda row: (row["listen_count"], row["artist_name"], row["artist_mbid"]), reverse=True)
    heard = sum(row["listen_count"] for row in artists)
    return {"country": country, "artist_count": len(artists), "listen_count": heard, "artists": order}


def _unit(listen: Listen, name: str) -> str | int:
    """Name the part of a range that a listen lies in: a weekday or a month, or a day or a year as a number."""
    unit = moment(listen).strftime(_UNITS.get(name, "%B"))
    return int(unit) if unit.isdecimal() else unit


def _artists_of(history: History, group: Item) -> Sequence[tuple[str, str | None]]:
    mbids = dict.fromkeys(group["artist_mbids"])
    return [(history.names[mbid], mbid) for mbid in mbids] or [(group["artist_name"], None)]


def _artist(mbid: str | None, rows: Iterable[Item]) -> Item:
    albums = [
        {
            "name": row["release_group_name"],
            "listen_count": row["listen_count"],
            "release_group_mbid": row["release_group_mbid"],
        }
        for row in rows
    ]
    name = min(row["artist_name"] for row in rows)
    return {
        "name": name,
        "artist_name": name,
        "artist_mbid": mbid,
        "listen_count": sum(album["listen_count"] for album in albums),
        "albums": sorted(albums, key=lambda row: _place(row, "name", "release_group_mbid"), reverse=True),
    }


def _place(row: Item, name: str, mbid: str) -> tuple[Any, ...]:
    """Say what a row is sorted by, descending; an empty text is less than any mbid, so that nulls come last."""
    return row["listen_count"], row[name], row[mbid] or ""
