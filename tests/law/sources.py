"""A small file of every source format, of as many days as are wanted: each day has a line of its own in every file."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from tests.law.sites import FIRST, lines

Record = Mapping[str, object]

_HOST = "https://w3id.org/xapi/video"


@dataclass(frozen=True, slots=True)
class Sample:
    """A source: the name of its file, the bytes of a number of days, and what config.yaml says of it beside."""

    name: str
    data: Callable[[int], bytes]
    said: Mapping[str, object] = field(default_factory=dict)


def _at(day: int) -> datetime:
    return FIRST + timedelta(days=day)


def _seconds(day: int, minute: int = 0) -> int:
    return int((_at(day) + timedelta(minutes=minute)).timestamp())


def _mbid(kind: int, day: int) -> str:
    return f"{kind}{day:07}-0000-4000-8000-000000000000"


ARTIST, RECORDING, RELEASE, GROUP = range(1, 5)


def _json_lines(record: Callable[[int], Record]) -> Callable[[int], bytes]:
    return lambda days: "".join(f"{json.dumps(record(day))}\n" for day in range(days)).encode()


def _json(record: Callable[[int], Record], around: str = "%s") -> Callable[[int], bytes]:
    return lambda days: (around % json.dumps([record(day) for day in range(days)])).encode()


def _table(heading: str, row: Callable[[int], Sequence[object]]) -> Callable[[int], bytes]:
    def written(days: int) -> bytes:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows((heading.split(","), *(row(day) for day in range(days))))
        return text.getvalue().encode()

    return written


def _sqlite(script: str, row: Callable[[int], str]) -> Callable[[int], bytes]:
    def written(days: int) -> bytes:
        with closing(sqlite3.connect(":memory:")) as db:
            db.executescript(f"{script}; {'; '.join(map(row, range(days)))}")
            return db.serialize()

    return written


def _listened(day: int) -> Record:
    """A listen with ids of its own, which the files of metadata know."""
    artist = {"artist_credit_name": f"Artist {day}", "artist_mbid": _mbid(ARTIST, day), "join_phrase": ""}
    ids = {"recording_mbid": _mbid(RECORDING, day), "release_mbid": _mbid(RELEASE, day)}
    mapping = {**ids, "artist_mbids": [_mbid(ARTIST, day)], "artists": [artist]}
    said = {"artist_name": f"Artist {day}", "track_name": f"Song {day}", "release_name": f"Album {day}"}
    return {"user_name": "ana", "listened_at": _seconds(day), "track_metadata": {**said, "mbid_mapping": mapping}}


def _dumped(day: int) -> Record:
    said = {"artist_name": "Low", "track_name": f"Words {day}", "release_name": "Hope"}
    return {"user_id": 1, "user_name": "ben", "timestamp": _seconds(day, 1), "track_metadata": said}


def _spark(days: int) -> bytes:
    with duckdb.connect() as db, TemporaryDirectory() as folder:
        rows = ", ".join(
            f"(to_timestamp({_seconds(day, 2)})::timestamp, 7, 'cem', 'Can', 'Spoon {day}')" for day in range(days)
        )
        names = "listened_at, user_id, user_name, artist_name, recording_name"
        file = f"{folder}/a.parquet"
        db.execute(f"copy (select * from (values {rows}) as each({names})) to '{file}' (format parquet)")
        return Path(file).read_bytes()


def _takeout(day: int) -> Record:
    url = {"titleUrl": "https://music.youtube.com/watch?v=x", "subtitles": [{"name": "Low - Topic"}]}
    return {"header": "YouTube Music", "title": f"Watched Sunflower {day}", **url, "time": _at(day).isoformat()}


def _tracked(day: int) -> Record:
    word = ("load_video", "play_video", "pause_video")[day % 3]
    event = json.dumps({"id": f"video-{day}", "currentTime": 20 * (day % 3), "code": "html5", "duration": 90.5})
    who = {"username": "ana", "session": "s", "ip": "192.0.2.1", "agent": "a browser", "event_source": "browser"}
    context = {"course_id": "course-v1:Org+Frogs+R", "user_id": 7}
    return {"event_type": word, "name": word, **who, "time": _at(day).isoformat(), "context": context, "event": event}


def _statement(day: int) -> Record:
    extensions = {f"{_HOST}/extensions/time": day + 1, f"{_HOST}/extensions/played-segments": f"0[.]{day + 1}"}
    return {
        "id": f"00000000-0000-4000-8000-{day:012}",
        "actor": {"mbox": "mailto:ana@mail.example"},
        "verb": {"id": f"{_HOST}/verbs/paused"},
        "object": {"id": f"https://video.example/{day}", "definition": {"name": {"en": "Frogs"}}},
        "result": {"extensions": extensions},
        "context": {"registration": "10000000-0000-4000-8000-000000000000"},
        "timestamp": _at(day).isoformat(),
    }


def _hook(day: int) -> Record:
    media = {"id": f"h{day}", "name": "Hooks", "duration": 60}
    payload = {"visitor": {"id": "v"}, "viewing_session": {"id": f"s{day}"}, "media": media}
    event = {"uuid": f"u{day}", "type": "viewing_session.play", "generated_at": _at(day).isoformat()}
    return {"events": [{**event, "payload": payload}]}


def _wistia(day: int) -> Record:
    said = {"received_at": _at(day).isoformat(), "event_key": f"e{day}", "visitor_key": "v", "percent_viewed": 0.5}
    return {**said, "media_id": f"w{day}", "media_name": "Wistia"}


def _scrobbled(days: int) -> bytes:
    rows = (f"Low\tHope\tRide {day}\t1\t200\tL\t{_seconds(day, 3)}\t" for day in range(days))
    return "\n".join(("#AUDIOSCROBBLER/1.1", "#TZ/UTC", "#CLIENT/Test 1.0", *rows, "")).encode()


def _of_days(domain: str) -> Callable[[int], bytes]:
    return lambda days: b"".join(lines(domain, day) for day in range(days))


_PLAYS = "create table components (id integer, mode text); insert into components values (1, 'source');"
_SONGS = (
    "create table user (id text, user_name text, name text);"
    "create table media_file (id text, title text, artist text, album text, album_artist text, duration real);"
    "create table scrobbles (id integer primary key, media_file_id text, user_id text, submission_time integer);"
    "insert into user values ('u', 'nav', 'Nav')"
)


def _navidrome(day: int) -> str:
    song = f"insert into media_file values ('f{day}', 'Sea {day}', 'Low', 'Hope', 'Low', 200.0)"
    return f"{song}; insert into scrobbles values ({day}, 'f{day}', 'u', {_seconds(day, 4)})"


def _multi(day: int) -> str:
    play = json.dumps({"data": {"track": f"Lion {day}", "artists": ["Low"], "album": "Hope", "duration": 200}})
    return f"insert into plays values ({day}, 1, {1000 * _seconds(day, 5)}, 'scrobbled', '{play}')"


def _alias(name: str) -> Record:
    return {"aliases": [{"alias": name, "is_primary": True}]}


def _koito(day: int) -> Record:
    said = {"track": _alias(f"Cut {day}"), "album": _alias("Hope"), "artists": [_alias("Low")]}
    return {"listened_at": _at(day).isoformat(), **said}


def _pano(day: int) -> Record:
    said = {"artist": "Low", "track": f"Fear {day}", "album": "Hope", "durationMs": 200000, "event": "scrobble"}
    return {"timeMs": 1000 * _seconds(day, 6), **said}


def _partify(day: int) -> Record:
    said = {"artist": "Low", "title": f"Down {day}", "album": "Hope", "length": 200, "user": "ana"}
    return {"time_played": f"{_at(day):%Y-%m-%d %H:%M:%S}", **said}


_APPLE = "Song Name,Album Name,Artist Name,Event Start Timestamp,Event Type,Play Duration Milliseconds"
_CANONICAL = (
    "artist_mbids,artist_credit_name,release_mbid,release_name,recording_mbid,recording_name,combined_lookup,score"
)

SAMPLES: Mapping[str, Sample] = {
    "access-log": Sample("access.log", _of_days("requests"), {"route": "^/v2/packages/([^/]+)/([^/]+)"}),
    "apple-music": Sample(
        "Apple Music Play Activity.csv",
        _table(_APPLE, lambda day: (f"Over {day}", "Hope", "Low", _at(day).isoformat(), "PLAY_END", 200000)),
        {"user": "apple"},
    ),
    "artists": Sample(
        "artists.csv",
        _table("artist_mbid,artist_name,country_code", lambda day: (_mbid(ARTIST, day), f"Artist {day}", "US")),
    ),
    "edx-tracking": Sample("tracking.log", _json_lines(_tracked)),
    "genres": Sample(
        "genres.csv", _table("recording_mbid,genre,genre_count", lambda day: (_mbid(RECORDING, day), "slow", 3))
    ),
    "koito": Sample("koito.json", _json(_koito, '{"version": "1", "user": "koi", "listens": %s}')),
    "lastfm": Sample(
        "lastfm.csv",
        _table("artist,album,track,date", lambda day: ("Low", "Hope", f"Rope {day}", f"{_at(day):%d %b %Y %H:%M}")),
        {"user": "last"},
    ),
    "listenbrainz": Sample("listens.jsonl", _json_lines(_listened)),
    "listenbrainz-dump": Sample("5.listens", _json_lines(_dumped)),
    "listenbrainz-spark": Sample("0.parquet", _spark),
    "listens": Sample(
        "listens.csv",
        _table(
            "listened_at,user_name,artist_name,track_name",
            lambda day: (_at(day).isoformat(), "csv", "Low", f"Sin {day}"),
        ),
    ),
    "maloja": Sample(
        "maloja.json",
        _json(
            lambda day: {"time": _seconds(day, 7), "track": {"title": f"July {day}", "artists": ["Low"]}},
            '{"scrobbles": %s}',
        ),
        {"user": "mal"},
    ),
    "multi-scrobbler": Sample(
        "ms.db",
        _sqlite(
            f"{_PLAYS} create table plays (id integer, componentId integer, playedAt integer, state text, play text)",
            _multi,
        ),
        {"user": "multi"},
    ),
    "musicbrainz-artists": Sample(
        "artist", _json_lines(lambda day: {"id": _mbid(ARTIST, day), "name": f"Artist {day}", "country": "US"})
    ),
    "musicbrainz-canonical": Sample(
        "canonical_musicbrainz_data.csv",
        _table(
            _CANONICAL,
            lambda day: (
                _mbid(ARTIST, day), f"Artist {day}", _mbid(RELEASE, day), f"Album {day}", _mbid(RECORDING, day),
                f"Song {day}", f"artist{day}song{day}", day,
            ),
        ),
    ),
    "navidrome": Sample("navidrome.db", _sqlite(_SONGS, _navidrome)),
    "pano-scrobbler": Sample("pano.jsonl", _json_lines(_pano), {"user": "pano"}),
    "partify": Sample("history.json", _json(_partify, '{"status": "ok", "tracks": %s}')),
    "pybossa": Sample("a_task_run.jsonl", _of_days("contributions")),
    "recording-artists": Sample(
        "recording_artists.csv",
        _table("recording_mbid,artist_mbids", lambda day: (_mbid(RECORDING, day), _mbid(ARTIST, day))),
    ),
    "recording-lengths": Sample(
        "lengths.csv", _table("recording_mbid,length", lambda day: (_mbid(RECORDING, day), 200000 + day))
    ),
    "release-groups": Sample(
        "groups.csv",
        _table(
            "release_group_mbid,first_release_date_year,release_group_name",
            lambda day: (_mbid(GROUP, day), 1994 + day, f"Album {day}"),
        ),
    ),
    "releases": Sample(
        "releases.csv",
        _table(
            "release_mbid,release_group_mbid,first_release_date_year,release_name",
            lambda day: (_mbid(RELEASE, day), _mbid(GROUP, day), 1994 + day, f"Album {day}"),
        ),
    ),
    "requests": Sample(
        "requests.jsonl",
        _json_lines(lambda day: {"package_id": f"Own.Name{day}", "timestamp": _at(day).isoformat(), "value": 1 + day}),
    ),
    "scrobbler-log": Sample(".scrobbler.log", _scrobbled, {"user": "rock"}),
    "spotify": Sample(
        "StreamingHistory_music_0.json",
        _json(
            lambda day: {
                "endTime": f"{_at(day):%Y-%m-%d %H:%M}", "artistName": "Low", "trackName": f"Fire {day}",
                "msPlayed": 99000,
            }
        ),
        {"user": "spot"},
    ),
    "video-beacons": Sample("beacons.jsonl", _of_days("video")),
    "winget-counters": Sample(
        "counters.jsonl",
        _json_lines(
            lambda day: {"PackageId": "Pub.Counted", "Period": 19000 + day, "Value": {"$numberInt": str(1 + day)}}
        ),
    ),
    "wistia-events": Sample("events.jsonl", _json_lines(_wistia)),
    "wistia-webhooks": Sample("hooks.jsonl", _json_lines(_hook)),
    "xapi-video": Sample("statements.jsonl", _json_lines(_statement)),
    "youtube-music": Sample("watch-history.json", _json(_takeout), {"user": "you"}),
}  # fmt: skip
