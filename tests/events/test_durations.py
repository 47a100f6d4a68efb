"""How long a listen was: what each format says of it, in milliseconds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.events.library import LULLABY, MAY, listen, put, written

Load = Callable[..., Any]
NAMES = {"artist_name": "Low", "track_name": "Lullaby"}


def brainz(info: object, when: str = "listened_at") -> str:
    return json.dumps({when: MAY, "track_metadata": {**NAMES, "additional_info": info}}) + "\n"


def spotify(ms: int) -> str:
    play = {"ts": "2024-05-01T13:05:00Z", "ms_played": ms, "master_metadata_track_name": "Lullaby"}
    return json.dumps([{**play, "master_metadata_album_artist_name": "Low"}])


def maloja(**said: object) -> str:
    track = {"artists": ["Low"], "title": "Lullaby", "length": said.pop("length", None)}
    return json.dumps({"scrobbles": [{"time": MAY, "track": track, **said}]})


def pano(ms: object) -> str:
    return json.dumps(
        {"timeMs": MAY * 1000, "artist": "Low", "track": "Lullaby", "durationMs": ms, "event": "scrobble"}
    )


def log(seconds: str) -> str:
    return f"#AUDIOSCROBBLER/1.1\n#TZ/UTC\nLow\tHope\tLullaby\t1\t{seconds}\tL\t{MAY}\t\n"


def pano_csv() -> str:
    return f"timeHuman,timeMs,artist,track,album,durationMs,event\nMay,{MAY * 1000},Low,Lullaby,,583000,scrobble\n"


@pytest.mark.parametrize(
    ("form", "content", "duration"),
    [
        ("listenbrainz", brainz({"duration_ms": 583000, "duration": 1}), 583000),
        ("listenbrainz", brainz({"duration_ms": "583000"}), 583000),
        ("listenbrainz", brainz({"duration": 583}), 583000),
        ("listenbrainz", brainz({"duration_ms": 0, "duration": 583.4567}), 583457),
        ("listenbrainz", brainz({"duration_ms": None}), None),
        ("listenbrainz", brainz("x"), None),
        ("listenbrainz", brainz({"duration": "9:43"}), None),
        ("listenbrainz-dump", brainz({"duration_ms": 583000}, "timestamp"), 583000),
        ("listenbrainz-dump", brainz({"duration": 583}, "timestamp"), 583000),
        ("spotify", spotify(583000), 583000),
        (
            "spotify",
            json.dumps([{"endTime": "2024-05-01 13:05", "artistName": "Low", "trackName": "Words", "msPlayed": 90000}]),
            90000,
        ),
        ("scrobbler-log", log("583"), 583000),
        ("scrobbler-log", log("0"), None),
        ("scrobbler-log", log(""), None),
        ("maloja", maloja(duration=200, length=583), 200000),
        ("maloja", maloja(duration=None, length=583), 583000),
        ("maloja", maloja(), None),
        ("pano-scrobbler", pano(583000), 583000),
        ("pano-scrobbler", pano_csv(), 583000),
        ("pano-scrobbler", pano(-1), None),
    ],
)
def test_formats_say_how_long_a_listen_was(history: Load, form: str, content: str, duration: int | None) -> None:
    """Milliseconds are taken as such, seconds are made milliseconds; what is missing or nonsense is unknown."""
    assert history(form, content).db.execute("select duration_ms from listens").fetchall() == [(duration,)]


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        (1, 1),
        (86_400_000, 86_400_000),
        (86_400_001, None),
        (0, None),
        (-5, None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_nonsense_is_unknown(history: Load, said: object, duration: int | None) -> None:
    """No time at all, more than a day, and what is no number say nothing."""
    loaded = history("listens", written([listen(duration_ms=said)], "csv"))

    assert loaded.db.execute("select duration_ms from listens").fetchall() == [(duration,)]


def test_duration_does_not_tell_tracks_apart(history: Load) -> None:
    """The same track heard for a while and to its end is one track."""
    loaded = history("listens", written([listen(duration_ms=1000), listen(second=MAY + 9, duration_ms=2000)], "jsonl"))

    assert loaded.db.execute("select count(*), count(distinct track_id) from listens").fetchall() == [(2, 1)]
    assert loaded.db.execute("select count(*) from tracks").fetchall() == [(1,)]


def test_recording_is_as_long_as_its_row_says(load: Load, tmp_path: Path) -> None:
    """Where a listen does not say how long it was, the recording's length stands."""
    listens = [listen(recording_mbid=LULLABY), listen(second=MAY + 9, recording_mbid=LULLABY, duration_ms=2000)]
    lengths = put(tmp_path, "recording-lengths", [{"recording_mbid": LULLABY, "length": 583000.0}])

    loaded = load(lengths, put(tmp_path, "listens", listens, "jsonl"))

    assert loaded.db.execute("select duration_ms from listens order by listened_at").fetchall() == [(583000,), (2000,)]
