"""What the metadata tables say, each id once, in the words that the reference uses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Facts = dict[str, Any]

COUNTRIES = {"GB": "GBR", "US": "USA", "DE": "DEU", "JP": "JPN", "FR": "FRA", "IS": "ISL", "BR": "BRA", "SG": "SGP"}

_ALBUM = ("name", "artist", "caa_id", "caa_release_mbid", "artist_mbids", "artists")
_UNKNOWN = dict.fromkeys((*_ALBUM, "year", "editions_year", "type"))
_WHOLE = {"artists": "artist_mbids", "caa_release_mbid": "caa_id"}
_EMPTY: tuple[object, ...] = (None, "", [])
_ENTITIES = ("recording", "release_group", "artist")


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of the metadata files, named as their columns are."""

    artists: Sequence[Row] = ()
    releases: Sequence[Row] = ()
    release_groups: Sequence[Row] = ()
    recording_artists: Sequence[Row] = ()
    recording_lengths: Sequence[Row] = ()
    genres: Sequence[Row] = ()


class Metadata:
    """The tables by id; a field that a table leaves empty is null."""

    def __init__(self, tables: Tables) -> None:
        self.artists = _by_id(tables.artists, "artist_mbid")
        self.countries = {mbid: COUNTRIES.get(row.get("country_code") or "") for mbid, row in self.artists.items()}
        rows = _by_id(tables.releases, "release_mbid")
        self.releases = {mbid: _release(row) for mbid, row in rows.items()}
        rows = _by_id(tables.release_groups, "release_group_mbid")
        self.groups = {mbid: _release_group(row) for mbid, row in rows.items()}
        rows = _by_id(tables.recording_artists, "recording_mbid")
        self.credits = {mbid: _credit(row, "artist_mbids") for mbid, row in rows.items()}
        rows = _by_id(tables.recording_lengths, "recording_mbid")
        self.lengths = {mbid: _number(row["length"]) for mbid, row in rows.items()}
        self.genres = _genres(tables.genres)

    def release(self, mbid: str | None) -> Facts:
        """Tell what is known of a release; nothing of an unknown one."""
        return self.releases.get(mbid or "", {})

    def known_groups(self, heard: set[str]) -> dict[str, Facts]:
        """Find every release group that has a row of its own, or was heard; only for the latter releases are asked."""
        mbids = sorted(heard | self.groups.keys())
        return {mbid: self.group(mbid) if mbid in heard else filled(self.groups[mbid], _UNKNOWN) for mbid in mbids}

    def group(self, mbid: str | None) -> Facts:
        """Tell what is known of a release group: by its own table, else by the first of its releases in byte order."""
        editions = [release for release in self.releases.values() if mbid and release["release_group_mbid"] == mbid]
        named = sorted((edition for edition in editions if edition["name"]), key=_said)
        first = {field: named[0][field] for field in _ALBUM} if named else dict.fromkeys(_ALBUM)
        years = [edition["year"] for edition in editions if edition["year"] is not None]
        return filled(self.groups.get(mbid or "", {}), first) | {"editions_year": min(years, default=None)}


def filled(*said: Mapping[str, Any]) -> Facts:
    """Take each field from the first that says it, but a credit and a cover whole, from the first that has ids for it.

    What nobody says is what the last one leaves.
    """
    fields = dict.fromkeys(field for one in said for field in one)
    facts = {}
    for field in fields:
        told = [one[field] for one in said if one.get(_WHOLE.get(field, field)) is not None]
        facts[field] = told[0] if told else said[-1].get(field)
    return facts


def _said(album: Facts) -> list[tuple[bool, str | int]]:
    """Say what an album is sorted by: its fields in their order, unknown ones last."""
    values = [album[field] for field in _ALBUM]
    return [(value is None, value if isinstance(value, int) else str(value)) for value in values]


def _release(row: Row) -> Facts:
    return _album(row) | {
        "release_group_mbid": row["release_group_mbid"] or None,
        "name": row["release_name"] or None,
        "artist": row["album_artist_name"] or None,
    }


def _release_group(row: Row) -> Facts:
    return _album(row) | {
        "name": row["title"] or None,
        "artist": row["artist_credit_name"] or None,
        "type": row.get("primary_type") or None,
    }


def _album(row: Row) -> Facts:
    return _credit(row, "artist_credit_mbids") | {
        "caa_id": _number(row.get("caa_id")),
        "caa_release_mbid": row.get("caa_release_mbid") or None,
        "year": _number(row.get("first_release_date_year")),
    }


def _credit(row: Row, mbids: str) -> Facts:
    """Read a credit; a row without ids has those of its artists."""
    artists = list(row.get("artists") or ())
    ids = list(row.get(mbids) or ()) or [artist["artist_mbid"] for artist in artists if artist["artist_mbid"]]
    return {"artist_mbids": ids or None, "artists": artists or None}


def _genres(rows: Iterable[Row]) -> dict[tuple[str, str], dict[str, int]]:
    """Find the genres with votes of every recording, release group and artist."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        for entity in _ENTITIES:
            mbid = row.get(f"{entity}_mbid")
            if mbid and int(row["genre_count"]) > 0:
                found.setdefault((entity, mbid), {})[row["genre"]] = int(row["genre_count"])
    return found


def _number(value: object) -> int | None:
    return None if value is None or value == "" else int(str(value))


def _by_id(rows: Iterable[Row], mbid: str) -> dict[str, Row]:
    """Keep one row an id: the one that says most; of those the one whose values are smallest, column by column."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=_says):
        found.setdefault(row[mbid], row)
    return found


def _says(row: Row) -> tuple[int, list[tuple[bool, Any]]]:
    values = [(value in _EMPTY, value if isinstance(value, int) else str(value)) for value in row.values()]
    return sum(empty for empty, _ in values), values
