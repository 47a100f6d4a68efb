"""Histories of services: YouTube Music, Apple Music, Koito, Navidrome, multi-scrobbler, ListenBrainz's API."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from duckdb import DuckDBPyConnection

from generator.errors import ConfigError, SourceError

MAY = 1714568700  # 2024-05-01 13:05 UTC
LOW = "4b00640f-3be6-43f8-9b34-ff81bd89320a"
DIRTY = "0d4ab0f9-bbda-4ab1-ae2c-f772ffcfbea9"
WORDS = "08e8f55b-f1a4-46b8-b2d1-fab4c592165c"

Load = Callable[..., Any]


def takeout(*entries: object) -> tuple[str, str, str]:
    """A format, what its file holds, and what that is called."""
    return "youtube-music", json.dumps(entries), "watch-history.json"


def watched(title: str = "Watched Words", channel: str | None = "Low - Topic", **more: object) -> dict[str, object]:
    subtitles = {"subtitles": [{"name": channel, "url": "https://www.youtube.com/channel/x"}]} if channel else {}
    address = "https://music.youtube.com/watch?v=abc"
    return {
        "header": "YouTube Music", "title": title, "titleUrl": address,
        "time": "2024-05-01T13:05:00.250Z", **subtitles, **more,
    }  # fmt: skip


def test_youtube_music_keeps_plays_of_youtube_music(history: Load) -> None:
    """A song is known by the header or the address; videos, searches, advertisements and what is gone are left out."""
    loaded = history(*takeout(
        watched(),
        watched("Watched Cut", "Low", header="YouTube", time="2024-05-01T13:06:00Z"),
        watched(header="YouTube", titleUrl="https://www.youtube.com/watch?v=abc"),
        watched("Searched for Low", None, titleUrl="https://music.youtube.com/search?q=low"),
        watched("Watched https://music.youtube.com/watch?v=abc", None),
        watched("Watched a video that has been removed", None, titleUrl=None),
        watched(details=[{"name": "From Google Ads"}]),
        watched(time="yesterday"),
        7,
    ))  # fmt: skip

    assert loaded.listens() == [("ana", MAY, "Low", "Words", None), ("ana", MAY + 60, "Low", "Cut", None)]
    assert loaded.rules() == {
        "an advertisement": 1,
        "no play: a search or a page": 1,
        "of YouTube, not of YouTube Music": 1,
        "removed since: it names no artist or title": 2,
    }
    assert loaded.rejects() == [(8, "no time that can be read"), (9, "not a JSON object")]
    assert loaded.db.execute("select microsecond from listens order by listened_at").fetchall() == [(250000,), (0,)]


@pytest.mark.parametrize(
    ("title", "track"),
    [
        ("Watched Watched", "Watched"),
        ("Vous avez regardé\u00a0Words", "Words"),
        ("„Words“ angesehen", "Words"),
        ("Words を視聴しました", "Words"),
        ("Words", "Words"),
    ],
)
def test_youtube_music_takes_the_title_out_of_its_sentence(history: Load, title: str, track: str) -> None:
    """The account's language decides the sentence."""
    assert history(*takeout(watched(title))).tracks() == [track]


@pytest.mark.parametrize("sentence", ["Du har sett på {}", "{} ble sett på", "{}"])
def test_youtube_music_learns_the_sentence_of_another_language(history: Load, sentence: str) -> None:
    """What nearly all titles of a file begin or end with is no part of them."""
    plays = [watched(sentence.format(f"Song {at}"), time=f"2024-05-01T13:{at:02}:00Z") for at in range(12)]

    titles = history(*takeout(*plays)).tracks()

    assert titles in ([f"Song {at}" for at in range(12)], [f"{at}" for at in range(12)])


def test_youtube_music_takeout_is_read_as_it_is(load: Load, tmp_path: Path) -> None:
    """The history lies among the account's other files, in a folder of the account's language."""
    with ZipFile(tmp_path / "takeout.zip", "w") as archive:
        archive.writestr("Takeout/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.json", json.dumps([watched()]))
        archive.writestr("Takeout/YouTube und YouTube Music/Abos/Abos.json", '[{"snippet": {}}]')
        archive.writestr("Takeout/Maps/Orte.json", "{")

    loaded = load({"format": "youtube-music", "path": "*.zip", "user": "ana"})

    assert loaded.tracks() == ["Words"]
    assert loaded.rules() == {"of another file of Takeout than a history": 1}


HEADING = (
    "Album Name,Artist Name,Container Artist Name,Event End Timestamp,Event Start Timestamp,Event Type,Media Type,"
    "Play Duration Milliseconds,Song Name\n"
)


def test_apple_music(history: Load) -> None:
    """A play is the event of its end, and counts when it began; what is no play of a song is left out."""
    loaded = history(
        "apple-music",
        HEADING + "Hope,Low,,2024-05-01T13:08:00Z,2024-05-01T13:05:00.5Z,PLAY_END,AUDIO,180000,Words\n"
        'Hope,,"Low, of Duluth",2024-05-01T13:13:00Z,,PLAY_END,AUDIO,180000,Cut\n'
        "Hope,Low,,,2024-05-01T13:05:00Z,PLAY_START,AUDIO,0,Words\n"
        "Hope,Low,,,2024-05-01T13:20:00Z,PLAY_END,AUDIO,29999,Skipped\n"
        "Hope,Low,,,2024-05-01T13:20:00Z,PLAY_END,VIDEO,180000,Film\n"
        ",,,,2024-05-01T13:20:00Z,PLAY_END,AUDIO,180000,\n"
        ",,,,2024-05-01T13:20:00Z,PLAY_END,AUDIO,180000,Orphan\n"
        "Hope,Low,,,2024-05-01T13:20:00Z,PLAY_END,AUDIO,,Endless\n"
        "Hope,Low,,,soon,PLAY_END,AUDIO,180000,Timeless\n"
        "Hope,Low\n",
        "Apple Music Play Activity.csv",
    )

    assert loaded.listens() == [
        ("ana", MAY, "Low", "Words", "Hope"),
        ("ana", MAY + 300, "Low, of Duluth", "Cut", "Hope"),
    ]
    assert loaded.db.execute("select distinct duration_ms from listens").fetchall() == [(180000,)]
    assert loaded.rules() == {
        "a video": 1,
        "an event that is no end of a play": 1,
        "names no artist": 1,
        "names no song, as radio does": 1,
        "played for less than 30000 ms (min_ms)": 1,
    }
    assert loaded.rejects() == [
        (9, "no Play Duration Milliseconds that can be read"),
        (10, "no time that can be read"),
        (11, "not a row of the table: its number of fields differs"),
    ]


def test_apple_music_is_found_in_the_privacy_export(load: Load, tmp_path: Path) -> None:
    """Of the zip only the play activity is read; min_ms says what is too short."""
    row = "Hope,Low,,,2024-05-01T13:05:00Z,PLAY_END,AUDIO,900,Words\n"
    with ZipFile(tmp_path / "Apple_Media_Services.zip", "w") as archive:
        archive.writestr("Apple_Media_Services/Apple Music Activity/Apple Music Play Activity.csv", HEADING + row)
        archive.writestr("Apple_Media_Services/Apple Music Activity/Apple Music - Top Content.csv", "Name\nLow\n")

    assert load({"format": "apple-music", "path": "*.zip", "user": "ana", "min_ms": 500}).tracks() == ["Words"]


def koito(second: int, *artists: tuple[str, str | None], **track: object) -> dict[str, object]:
    def aliases(name: str) -> list[dict[str, object]]:
        return [
            {"alias": f"{name} (other)", "source": "Alias", "is_primary": False},
            {"alias": name, "source": "Canonical", "is_primary": True},
        ]

    return {
        "listened_at": f"2024-05-01T13:05:{second:02}Z", "client": "x",
        "track": {"mbid": None, "duration": 354, "aliases": aliases("Words"), **track},
        "album": {"mbid": None, "image_url": "", "aliases": aliases("Hope"), "various_artists": False},
        "artists": [{"mbid": mbid, "is_primary": False, "aliases": aliases(name)} for name, mbid in artists],
    }  # fmt: skip


def test_koito(history: Load) -> None:
    """The file names its listener; things go by their primary alias; ids map a listen when all its artists have one."""
    listens = [
        koito(0, ("Low", LOW), ("Dirty Three", DIRTY)),
        koito(1, ("Low", LOW), ("Nobody", None)),
        koito(2, ("Low", None), mbid=WORDS, duration=0),
        koito(3),
        {"listened_at": "soon"},
        None,
    ]
    document = json.dumps(
        {"version": "1", "exported_at": "2025-06-18T12:56:53Z", "user": "bé", "listens": listens}, indent=2
    )

    loaded = history("koito", document)

    assert loaded.listens() == [
        ("bé", MAY, "Low, Dirty Three", "Words", "Hope"),
        ("bé", MAY + 1, "Low, Nobody", "Words", "Hope"),
        ("bé", MAY + 2, "Low", "Words", "Hope"),
    ]
    assert loaded.rejects() == [(4, "no artist name"), (5, "no time that can be read"), (6, "not a JSON object")]
    assert loaded.mapped() == {False: 2, True: 1}
    heard = "select artist_mbid::varchar, count(*)::int from track_artists where artist_mbid is not null group by all"
    assert dict(loaded.db.execute(heard).fetchall()) == {LOW: 2, DIRTY: 1}  # a name with one id is that artist
    assert loaded.db.execute("select duration_ms from listens order by listened_at").fetchall() == [
        (354000,), (354000,), (None,),
    ]  # fmt: skip


def answer(user: str, *listens: dict[str, object]) -> dict[str, object]:
    return {"payload": {"count": len(listens), "user_id": user, "latest_listen_ts": MAY, "listens": list(listens)}}


def brainz(second: int, **more: object) -> dict[str, object]:
    return {"listened_at": second, "track_metadata": {"artist_name": "Low", "track_name": "Words"}, **more}


@pytest.mark.parametrize(
    "join", ["".join, "\n".join, lambda texts: f"[{','.join(texts)}]"], ids=["side", "lines", "array"]
)
@pytest.mark.parametrize("indent", [None, 2])
def test_listenbrainz_answers(history: Load, join: Callable[[list[str]], str], indent: int | None) -> None:
    """Saved answers of /1/user/<name>/listens name their listener, in any case; what is only playing is left out."""
    answers = [
        answer("ana", brainz(MAY), brainz(MAY + 1, user_name="Ana")),
        answer(
            "bé", brainz(MAY + 2), {"playing_now": True, "track_metadata": {"artist_name": "Low", "track_name": "Now"}}
        ),
        answer("bé", brainz(0)),
    ]

    loaded = history(
        "listenbrainz", join([json.dumps(one, indent=indent) for one in answers]), "listens.json", user=None
    )

    assert [listen[:2] for listen in loaded.listens()] == [("Ana", MAY), ("Ana", MAY + 1), ("bé", MAY + 2)]
    assert loaded.rules() == {"playing when it was asked for, not yet played": 1}
    assert loaded.rejects() == [(5, "the time is 0 (1970-01-01): the export lost it")]


def unpacked(folder: Path, user: str) -> None:
    """An export of ListenBrainz as a browser unpacks it."""
    (folder / "listens" / "2024").mkdir(parents=True)
    (folder / "listens" / "2024" / "5.jsonl").write_text(json.dumps(brainz(MAY)) + "\n", encoding="utf-8")
    (folder / "listens" / "2024" / "6.jsonl").write_text("", encoding="utf-8")
    (folder / "user.json").write_text(json.dumps({"user_id": 1, "username": user}), encoding="utf-8")
    (folder / "feedback.jsonl").write_text('{"recording_msid":"x","score":1}\n' * 2, encoding="utf-8")
    (folder / "pinned_recording.jsonl").write_text('{"blurb_content":"x"}\n', encoding="utf-8")


@pytest.mark.parametrize("pattern", ["d/**/*.jsonl", "d/**/*"])
def test_listenbrainz_export_may_be_unpacked(load: Load, tmp_path: Path, pattern: str) -> None:
    """It is read as the zip is: user.json says whose it is, and feedback and pins are no listens."""
    unpacked(tmp_path / "d" / "listenbrainz_ana_1", "ana")
    unpacked(tmp_path / "d" / "listenbrainz_bea_2", "bea")

    loaded = load({"format": "listenbrainz", "path": pattern})

    assert [listen[:2] for listen in loaded.listens()] == [("ana", MAY), ("bea", MAY)]
    assert loaded.rejects() == []
    assert loaded.rules() == {"of the account, its feedback or its pins": 6 if pattern.endswith(".jsonl") else 8}


def owners(db: DuckDBPyConnection) -> set[str]:
    """Whose the albums are."""
    rows = db.execute("select name from tracks join names on name_id = release_artist_name_id").fetchall()
    return {name for (name,) in rows}


def navidrome(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.executescript("""
            create table user (id text, user_name text, name text, password text);
            create table media_file (id text, title text, artist text, album text, album_artist text,
              duration real);
            create table scrobbles (id integer primary key, media_file_id text, user_id text, submission_time integer);
            insert into user values ('u1', 'ana', 'Ana Low', 'secret'), ('u2', 'bo', '', 'secret');
            insert into media_file values ('m1', 'Words', 'Low', 'Hope', 'Can', 270.5), ('m2', 'Cut', '', '', '', 0);
            insert into scrobbles values (1, 'm1', 'u1', 1714568700), (2, 'm1', 'u2', 1714568760),
              (3, 'm9', 'u1', 1714568800), (4, 'm2', 'u1', 1714568900), (5, 'm1', 'u1', 0);
        """)
    db.close()


def test_navidrome(load: Load, tmp_path: Path) -> None:
    """The table of scrobbles is the history of every user; nothing else of a user is asked for."""
    navidrome(tmp_path / "navidrome.db")

    loaded = load({"format": "navidrome", "path": "navidrome.db"})

    assert loaded.listens() == [("ana", MAY, "Low", "Words", "Hope"), ("bo", MAY + 60, "Low", "Words", "Hope")]
    assert loaded.rules() == {"of a track that the server does not have any more": 1}
    assert loaded.rejects() == [(4, "no artist name"), (5, "the time is 0 (1970-01-01): the export lost it")]
    assert loaded.db.execute("select distinct duration_ms from listens").fetchall() == [(270500,)]
    assert [row[1:3] for row in loaded.table("users")] == [("ana", "Ana Low"), ("bo", "")]
    assert owners(loaded.db) == {"Can"}


def multi_scrobbler(file: Path) -> None:
    def play(**data: object) -> str:
        return json.dumps({"data": {"track": "Words", "album": "Hope", **data}, "meta": {"source": "x"}})

    low = [{"name": "Low", "mbid": LOW}]
    rows = [
        (
            1,
            1,
            MAY * 1000 + 250,
            "discovered",
            play(
                artists=[*low, {"name": "Dirty Three"}], albumArtists=[{"name": "Can"}], duration=270, listenedFor=200
            ),
        ),
        (2, 2, MAY * 1000, "scrobbled", play(artists=low)),
        (3, 1, None, "discovered", play(artists=["Low"], albumArtists=["Can"], playDate="2024-05-01T13:06:00Z")),
        (4, 1, MAY * 1000, "discarded", play(artists=low)),
        (5, 1, MAY * 1000, "discovered", play(artists=[])),
        (6, 1, MAY * 1000, "discovered", "{"),
    ]
    with sqlite3.connect(file) as db:
        db.execute("create table components (id integer primary key, mode text)")
        db.execute(
            "create table plays (id integer primary key, componentId integer, playedAt number, state text, play text)"
        )
        db.execute("insert into components values (1, 'source'), (2, 'client')")
        db.executemany("insert into plays values (?, ?, ?, ?, ?)", rows)
    db.close()


def test_multi_scrobbler(load: Load, tmp_path: Path) -> None:
    """Plays that sources told of are the history; those that were sent on to clients are the same ones again."""
    multi_scrobbler(tmp_path / "ms.db")

    loaded = load({"format": "multi-scrobbler", "path": "ms.db", "user": "ana"})

    assert loaded.listens() == [
        ("ana", MAY, "Low, Dirty Three", "Words", "Hope"),
        ("ana", MAY + 60, "Low", "Words", "Hope"),
    ]
    assert loaded.db.execute("select duration_ms from listens order by listened_at").fetchall() == [(200000,), (None,)]
    assert loaded.rules() == {"of a time when the source was not monitored": 1}
    assert owners(loaded.db) == {"Can"}
    assert loaded.rejects() == [(4, "no artist name"), (5, "no play that can be read")]


@pytest.mark.parametrize(
    "form", ["apple-music", "maloja", "multi-scrobbler", "pano-scrobbler", "scrobbler-log", "youtube-music"]
)
def test_format_that_names_nobody_needs_a_user(history: Load, form: str) -> None:
    """Whose listens they are cannot be found out, so the config is refused before anything is read."""
    with pytest.raises(ConfigError, match=r"sources\.0\.user: is missing"):
        history(form, "not even a file of the format", "x.json", user=None)


@pytest.mark.parametrize("form", ["youtube-music", "koito", "apple-music"])
def test_file_of_another_format_is_an_error(history: Load, form: str) -> None:
    """JSON or CSV of somebody else is named, not turned into rejects."""
    with pytest.raises(SourceError, match=r"x\.json: not the format"):
        history(form, '{"a": 1}', "x.json")
