"""Where a file names the album's artist, that rules, in every format that knows it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

MAY = 1714568700  # 2024-05-01 13:05 UTC
BANDS = range(5)

Load = Callable[..., Any]


def csv(heading: str, row: str) -> str:
    return heading + "".join("\n" + row.format(at=at, moment=MAY + at * 600, begun=at * 10) for at in BANDS)


def lines(play: Callable[[int], object]) -> str:
    return "".join(json.dumps(play(at)) + "\n" for at in BANDS)


def document(key: str, play: Callable[[int], object], **beside: object) -> str:
    return json.dumps({**beside, key: [play(at) for at in BANDS]})


FORMATS: dict[str, tuple[str, str, str]] = {
    "lastfm CSV": (
        "lastfm", "a.csv", csv("Artist,Album Artist,Track,Album,uts", "Band {at},Low,Song {at},For Low,{moment}"),
    ),
    "listens CSV": (
        "listens", "a.csv",
        csv("time;title;albumartist;artist;album", "{moment};Song {at};Low;Band {at};For Low"),
    ),
    "Apple Music": (
        "apple-music", "Apple Music Play Activity.csv",
        csv(
            "Album Name,Artist Name,Container Artist Name,Event Start Timestamp,Event Type,Play Duration Milliseconds,"
            "Song Name",
            "For Low,Band {at},Low,2024-05-01T13:{begun:02}:00Z,PLAY_END,180000,Song {at}",
        ),
    ),
    "Maloja": (
        "maloja", "a.json",
        document("scrobbles", lambda at: {
            "time": MAY + at * 600,
            "track": {
                "title": f"Song {at}", "artists": [f"Band {at}"],
                "album": {"albumtitle": "For Low", "artists": ["Low"]},
            },
        }),
    ),
    "Pano Scrobbler": (
        "pano-scrobbler", "a.jsonl",
        lines(lambda at: {
            "timeMs": (MAY + at * 600) * 1000, "artist": f"Band {at}", "track": f"Song {at}", "album": "For Low",
            "albumArtist": "Low", "event": "scrobble",
        }),
    ),
    "Pano Scrobbler CSV": (
        "pano-scrobbler", "a.csv",
        csv("timeMs,artist,track,album,albumArtist,event", "{moment}000,Band {at},Song {at},For Low,Low,scrobble"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "file", "text"), FORMATS.values(), ids=FORMATS)
def test_the_album_is_whose_the_file_says(load: Load, name: str, file: str, text: str):
    """Five bands on one album are five artists, and the album is that of whom the file names."""
    found = load(others={file: text}, sources=[{"format": name, "path": file, "user": "ana"}])

    assert found.albums() == {("For Low", "Low"): 5}
    assert len(found.artists()) == 5


def test_of_two_columns_neither_tells_whose_the_album_is(load: Load):
    """A file that names two artists of the album is read, by what else is known of albums."""
    text = csv("Artist,Album Artist,AlbumArtist,Track,Album,uts", "Band {at},Low,Can,Song {at},For Low,{moment}")

    found = load(others={"a.csv": text}, sources=[{"format": "lastfm", "path": "a.csv", "user": "ana"}])

    assert found.albums() == {("For Low", "Various Artists"): 5}


def test_spotify_says_whose_an_album_is(load: Load):
    """The greatest hits of five bands, one song of each, are five albums: Spotify's artist is the album's."""
    plays = [
        {
            "ts": f"2024-05-01T13:{at * 10:02}:00Z", "ms_played": 200000, "master_metadata_track_name": f"Song {at}",
            "master_metadata_album_artist_name": f"Band {at}", "master_metadata_album_album_name": "Greatest Hits",
        }
        for at in BANDS
    ]  # fmt: skip

    source = {"format": "spotify", "path": "endsong_0.json", "user": "ana"}
    found = load(others={"endsong_0.json": json.dumps(plays)}, sources=[source])

    assert found.albums() == {("Greatest Hits", f"Band {at}"): 1 for at in BANDS}


def test_koito_says_that_an_album_is_of_various_artists(load: Load):
    """However few of them were heard."""
    listens = [
        {
            "listened_at": MAY + at * 600,
            "track": {"aliases": [{"alias": f"Song {at}"}]},
            "album": {"various_artists": True, "aliases": [{"alias": "Hits"}]},
            "artists": [{"aliases": [{"alias": f"Band {at}"}]}],
        }
        for at in range(2)
    ]
    text = json.dumps({"version": "1", "user": "ana", "listens": listens})

    found = load(others={"k.json": text}, sources=[{"format": "koito", "path": "k.json"}])

    assert found.albums() == {("Hits", "Various Artists"): 2}


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("endTime,artistName,trackName,msPlayed", "2024-05-01 13:08:20,Low,Words,200000"),
        ("ts,ms_played,artist,track", "2024-05-01T13:08:20Z,200000,Low,Words"),
    ],
)
def test_a_csv_may_tell_when_plays_ended(load: Load, heading: str, row: str):
    """Where its heading says so, plays that are told twice are compared by when they began."""
    others = {"s.csv": f"{heading}\n{row}\n", "l.csv": "Low,,Words,01 May 2024 13:05\n"}
    sources = [
        {"format": "listens", "path": "s.csv", "user": "ana"},
        {"format": "lastfm", "path": "l.csv", "user": "ana"},
    ]

    assert load(others=others, sources=sources, fold={"within": "60s"}).counts() == (2, 1, 1, 0)
