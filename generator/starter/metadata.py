"""What a metadata source knows of the music in the sample data: countries, years, groups, genres and lengths."""

import json
import uuid
from collections.abc import Iterable, Iterator

from generator.starter.catalogue import Album, Artist, Credit, Track, made_id
from generator.starter.formats import credited, csv_bytes, gzip_bytes
from generator.starter.history import Play

_UNLISTED_OF_A_HUNDRED = 8
_MOST_VOTES = 9
_FEWER_VOTES = 3
_UNTAGGED_OF_TEN = 1


def metadata_files(albums: list[Album], heard: list[Play], mapped: list[Play]) -> dict[str, bytes]:
    """The tables beside the listens: file names and their bytes; `mapped` are the plays that carry a recording's id."""
    artists = _artists(heard)
    recordings = sorted({play.track for play in mapped}, key=_by_id)
    return {
        "artists.csv": csv_bytes(_countries(artists)),
        "artist_genres.csv.gz": gzip_bytes(csv_bytes(_artist_genres(artists))),
        "recording_genres.csv.gz": gzip_bytes(csv_bytes(_recording_genres(recordings))),
        "recording_lengths.csv.gz": gzip_bytes(csv_bytes(_lengths(recordings))),
        "releases.csv": csv_bytes(_releases(heard)),
        "release_groups.csv": csv_bytes(_release_groups(albums)),
    }


def _artists(plays: list[Play]) -> list[Artist]:
    used = {artist for play in plays for credit in (play.album.credit, play.track.credit) for artist in credit.artists}
    return sorted(used, key=_by_name)


def _by_name(artist: Artist) -> tuple[str, str]:
    return artist.name, artist.mbid


def _by_id(track: Track) -> str:
    return track.recording_mbid


def _countries(artists: list[Artist]) -> Iterator[tuple[str, str, str]]:
    yield "artist_mbid", "artist_name", "country_code"
    yield from ((artist.mbid, artist.name, artist.country_code) for artist in artists)


def _artist_genres(artists: list[Artist]) -> Iterator[tuple[object, ...]]:
    yield "artist_mbid", "genre", "genre_count"
    for artist in artists:
        yield from ((artist.mbid, genre, count) for genre, count in _votes(artist.mbid, [artist]))


def _recording_genres(recordings: list[Track]) -> Iterator[tuple[object, ...]]:
    """The genres of those who play; nobody voted on about one recording in ten."""
    yield "recording_mbid", "genre", "genre_count"
    for track in recordings:
        if _number("tagged", track.recording_mbid) % 10 >= _UNTAGGED_OF_TEN:
            votes = _votes(track.recording_mbid, track.credit.artists)
            yield from ((track.recording_mbid, genre, count) for genre, count in votes)


def _votes(mbid: str, artists: Iterable[Artist]) -> Iterator[tuple[str, int]]:
    """Each genre and its votes; an artist's second and third genre get fewer than the first, or none."""
    places: dict[str, int] = {}
    for artist in artists:
        for place, genre in enumerate(artist.genres):
            places[genre] = min(place, places.get(genre, place))
    for genre, place in places.items():
        count = 1 + _number("votes", mbid, genre) % _MOST_VOTES - place * _FEWER_VOTES
        if count > 0:
            yield genre, count


def _number(*names: str) -> int:
    """A number that looks thrown, the same for the same names."""
    return uuid.UUID(made_id(*names)).int


def _lengths(recordings: list[Track]) -> Iterator[tuple[object, ...]]:
    yield "recording_mbid", "length"
    yield from ((track.recording_mbid, track.seconds * 1000) for track in recordings)


def _releases(plays: list[Play]) -> Iterator[tuple[str, ...]]:
    """Most albums heard; some are unknown to the table, as in life."""
    yield "release_mbid", "release_group_mbid", "first_release_date_year", "release_name", "album_artist_name"
    used = {play.album.release_mbid: play.album for play in plays}
    yield from sorted(_release(album) for album in used.values() if _listed(album))


def _listed(album: Album) -> bool:
    return int(made_id("listed", album.credit.name, album.title)[:8], 16) % 100 >= _UNLISTED_OF_A_HUNDRED


def _release(album: Album) -> tuple[str, ...]:
    year = str(album.year or "")
    return album.release_mbid, album.release_group_mbid, year, album.title, album.credit.name


def _release_groups(albums: list[Album]) -> Iterator[tuple[str, ...]]:
    """The groups of the albums that are listed, those that nobody heard as well."""
    yield (
        "release_group_mbid", "title", "artist_credit_name", "caa_id", "caa_release_mbid",
        "artist_credit_mbids", "artists", "first_release_date_year", "primary_type",
    )  # fmt: skip
    yield from sorted(_release_group(album) for album in albums if _listed(album))


def _release_group(album: Album) -> tuple[str, ...]:
    mbids, artists = _credit(album.credit)
    year = str(album.year or "")
    return album.release_group_mbid, album.title, album.credit.name, "", "", mbids, artists, year, album.primary_type


def _credit(credit: Credit) -> tuple[str, str]:
    """A credit as two fields of a CSV: its ids, and its artists as JSON."""
    mbids = ",".join(artist.mbid for artist in credit.artists)
    return mbids, json.dumps(credited(credit), ensure_ascii=False, separators=(",", ":"))
