"""A small MusicBrainz with gaps: artists, albums of every type and year, recordings, genres, and listens of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.listenbrainz.histories import Row, Track, credit, edges, listen, mapped, mbid
from tests.listenbrainz.trees import Given

NAMES = ("Low", "Can", "Air", "坂本龍一", "Björk", "low", "Мумий Тролль", "Zed")
TYPES = ("Album", "EP", "Single", "Other", "Broadcast", "", "Mixtape")
# Years that are asked about, years that are not, and the first that is one.
YEARS = (2023, 2023, 2023, 2024, 2022, 1957, 1800, 1799)
GENRES = (
    "rock",
    "Rock",
    "jazz",
    "дрон",
    "環境音楽",
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    *(f"style {n:02}" for n in range(24)),
)
COUNTRIES = ("US", "DE", "GB", "JP", "IS", "", "BR", "XW")

ARTIST_COUNT, GROUP_COUNT, RECORDING_COUNT = 8, 24, 36


def artists_of(number: int) -> list[tuple[str, str, str]]:
    """Who played: every third by two, the others by one; the same credit for an album and its recordings."""
    one, other = number % ARTIST_COUNT, (number * 5 + 1) % ARTIST_COUNT
    alone = [(NAMES[one], "", mbid("artist", one))]
    return (
        [(NAMES[one], " & ", mbid("artist", one)), (NAMES[other], "", mbid("artist", other))]
        if number % 3 == 0
        else alone
    )


def name_of(number: int) -> str:
    """Write a credit as one name."""
    return "".join(name + phrase for name, phrase, _ in artists_of(number))


def _credited(number: int) -> dict[str, object]:
    said = credit(*artists_of(number))
    return {"artist_credit_mbids": said["artist_mbids"], "artists": said["artists"]}


ARTISTS = tuple(
    {"artist_mbid": mbid("artist", number), "artist_name": name, "country_code": COUNTRIES[number]}
    for number, name in enumerate(NAMES)
)
RELEASE_GROUPS: tuple[Row, ...] = tuple(
    {
        "release_group_mbid": mbid("group", number),
        "title": f"Album {number % 5}",
        "artist_credit_name": name_of(number),
        "caa_id": 100 + number,
        "caa_release_mbid": mbid("release", number),
        **_credited(number),
        "first_release_date_year": YEARS[number % len(YEARS)],
        "primary_type": TYPES[number % len(TYPES)],
    }
    for number in range(GROUP_COUNT)
)
# Two editions of every fourth album.
RELEASES: tuple[Row, ...] = tuple(
    {
        "release_mbid": mbid("release", edition * 100 + number),
        "release_group_mbid": mbid("group", number),
        "first_release_date_year": YEARS[number % len(YEARS)],
        "release_name": f"Album {number % 5}" + " (again)" * edition,
        "album_artist_name": name_of(number),
        "caa_id": 1000 * edition + number,
        "caa_release_mbid": mbid("release", edition * 100 + number),
        **_credited(number),
    }
    for number in range(GROUP_COUNT)
    for edition in ((0, 1) if number % 4 == 0 else (0,))
)
RECORDING_ARTISTS: tuple[Row, ...] = tuple(
    {"recording_mbid": mbid("recording", number), **credit(*artists_of(number))} for number in range(RECORDING_COUNT)
)
RECORDING_LENGTHS: tuple[Row, ...] = tuple(
    {"recording_mbid": mbid("recording", number), "length": 61_001 + 7_919 * number}
    for number in range(0, RECORDING_COUNT, 2)
)


def _tagged(entity: str, kind: str, count: int, step: int) -> list[Row]:
    """Give some of a kind some genres, among them such that nobody votes for."""
    return [
        {
            f"{entity}_mbid": mbid(kind, number),
            "genre": GENRES[(number * step + place) % len(GENRES)],
            "genre_count": (number + place * place) % 5,
        }
        for number in range(count)
        for place in range(number % 7 * 2)
    ]


TAGS: tuple[Row, ...] = (
    *_tagged("recording", "recording", RECORDING_COUNT, 5),
    *_tagged("release_group", "group", GROUP_COUNT, 3),
    *_tagged("artist", "artist", ARTIST_COUNT, 1),
)
TABLES: dict[str, tuple[Row, ...]] = {
    "artists": ARTISTS,
    "releases": RELEASES,
    "release_groups": RELEASE_GROUPS,
    "recording_artists": RECORDING_ARTISTS,
    "recording_lengths": RECORDING_LENGTHS,
    "genres": TAGS,
}


def _tracks(number: int) -> Iterator[Track]:
    """A recording on an album, its mapping saying all, the artists' ids alone, or nothing of the artists."""
    said = credit(*artists_of(number))
    told: Sequence[dict[str, object]] = (said, {"artist_mbids": said["artist_mbids"]}, {}, said | {"caa_id": 5})
    words = (name_of(number), f"Track {number % 9}", f"Album {number % 5}")
    for more in (told[number % 4], told[(number + 1) % 4]):
        yield *words, mapped(number, mbid("release", number % GROUP_COUNT), **more)
    if number % 4 == 0:
        yield words[0], words[1].upper(), "again", mapped(number, mbid("release", 100 + number % GROUP_COUNT), **said)


TRACKS: tuple[Track, ...] = (
    *(track for number in range(RECORDING_COUNT) for track in _tracks(number)),
    ("low", "Unmapped", "Album 1", {}),
    ("LOW", "unmapped", "album 1", {}),
    ("Zed", "Loose", None, {}),
)


def played(user: str, moment: int, track: Track, duration: Mapping[str, int]) -> Row:
    """One listen that may say how long it was."""
    line: dict[str, Any] = dict(listen(user, moment, *track[:3], **track[3]))
    line["track_metadata"] = {**line["track_metadata"], "additional_info": dict(duration)}
    return line


DURATIONS: tuple[dict[str, int], ...] = (
    {},
    {},
    {"duration_ms": 215_499},
    {"duration": 61},
    {"duration_ms": 1, "duration": 9},
)


def histories(moments: Sequence[int], users: Sequence[str]) -> st.SearchStrategy[list[Row]]:
    """Draw bursts: a user hears a track up to six times from some moment on; the last moment is always heard."""
    bursts = st.tuples(
        st.sampled_from(users),
        st.sampled_from(moments),
        st.sampled_from(TRACKS),
        st.sampled_from(DURATIONS),
        st.integers(1, 6),
        st.sampled_from((1, 1_800, 40_000)),
    )
    return st.lists(bursts, min_size=20, max_size=60).map(lambda drawn: _listens(drawn, moments[-1], users[0]))


def _listens(bursts: Iterable[tuple[str, int, Track, dict[str, int], int, int]], last: int, user: str) -> list[Row]:
    heard = [
        played(user, moment + number * gap, track, duration)
        for user, moment, track, duration, plays, gap in bursts
        for number in range(plays)
        if moment + number * gap <= last
    ]
    return [*heard, played(user, last, TRACKS[0], {})]


@st.composite
def gapped(draw: st.DrawFn, rows: Sequence[Row], keys: int) -> list[Row]:
    """Draw rows of a table: some left out, and some without a value in one of the columns after its keys."""
    kept = []
    for row in rows:
        gap = draw(st.integers(-2, 9))
        columns = list(row)[keys:]
        if gap >= 0:
            kept.append(row if gap >= len(columns) else {**row, columns[gap]: None})
    return kept


def givens(anchor: date, users: Sequence[str]) -> st.SearchStrategy[Given]:
    """Draw a history that ends on the anchor, and tables that know a part of it."""
    tables = {name: gapped(rows, 3 if name == "genres" else 1) for name, rows in TABLES.items()}
    return st.builds(Given, histories(edges(anchor), users), **tables)
