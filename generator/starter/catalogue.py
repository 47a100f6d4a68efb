"""The facts behind the sample data: artists, albums and their tracks, read from facts/*.csv."""

import csv
import uuid
from dataclasses import dataclass
from pathlib import Path

FACTS = Path(__file__).parent / "facts"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://stats.example.org/starter")
"""Release, release-group and recording ids are made here; they are not MusicBrainz's."""

_SLOW_SHELVES = {"ambient", "classical", "jazz"}
_UNKNOWN_OF_A_THOUSAND = 80


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist as MusicBrainz names it; country_code is alpha-2, or empty where MusicBrainz gives none.

    The first of the genres is the one that most would name.
    """

    name: str
    mbid: str
    country_code: str
    genres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """One or two artists with the words that join them."""

    artists: tuple[Artist, ...]
    join_phrase: str = ""

    @property
    def name(self) -> str:
        """The credit as printed on a sleeve."""
        return self.join_phrase.join(artist.name for artist in self.artists)


@dataclass(frozen=True, slots=True)
class Track:
    """One recording: its title, its credit, its id and its length in whole seconds."""

    title: str
    credit: Credit
    recording_mbid: str
    seconds: int
    mapped: bool


@dataclass(frozen=True, slots=True)
class Album:
    """A release with its tracks in order; year is that of the first release, or None when unknown."""

    title: str
    credit: Credit
    shelf: str
    year: int | None
    primary_type: str
    tracks: tuple[Track, ...]

    @property
    def release_mbid(self) -> str:
        """Our own id of the release."""
        return made_id("release", self.credit.name, self.title)

    @property
    def release_group_mbid(self) -> str:
        """Our own id of the release group."""
        return made_id("release-group", self.credit.name, self.title)


def made_id(kind: str, *names: str) -> str:
    """An id in our own namespace: the same names give the same id."""
    return str(uuid.uuid5(NAMESPACE, "\n".join((kind, *names))))


def read_artists() -> dict[str, Artist]:
    """Every artist of the catalogue, by name."""
    with (FACTS / "artists.csv").open(encoding="utf-8", newline="") as lines:
        return {row["artist_name"]: _artist(row) for row in csv.DictReader(lines)}


def read_albums() -> list[Album]:
    """Every album of the catalogue, in the order of the file."""
    artists = read_artists()
    with (FACTS / "albums.csv").open(encoding="utf-8", newline="") as lines:
        return [_album(row, artists) for row in csv.DictReader(lines)]


def _artist(row: dict[str, str]) -> Artist:
    return Artist(row["artist_name"], row["artist_mbid"], row["country_code"], tuple(row["genres"].split("|")))


def _album(row: dict[str, str], artists: dict[str, Artist]) -> Album:
    names = [row["artist"], row["second_artist"]] if row["second_artist"] else [row["artist"]]
    credit = Credit(tuple(artists[name] for name in names), row["join_phrase"])
    return Album(
        title=row["album"],
        credit=credit,
        shelf=row["shelf"],
        year=int(row["year"]) if row["year"] else None,
        primary_type=row["primary_type"],
        tracks=tuple(_track(text, row, credit, artists) for text in row["tracks"].split("|")),
    )


def _track(text: str, row: dict[str, str], credit: Credit, artists: dict[str, Artist]) -> Track:
    """A title, or a title with its guest: "Feel Good Inc. {De La Soul}"."""
    title, _, guest = text.removesuffix("}").partition(" {")
    if guest:
        credit = Credit((*credit.artists, artists[guest]), " feat. ")
    recording_mbid = made_id("recording", credit.name, row["album"], title)
    number = uuid.UUID(recording_mbid).int
    least, spread = (230, 260) if row["shelf"] in _SLOW_SHELVES else (165, 150)
    return Track(title, credit, recording_mbid, least + number % spread, number % 1000 >= _UNKNOWN_OF_A_THOUSAND)
