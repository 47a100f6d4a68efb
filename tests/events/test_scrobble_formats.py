"""Histories of other services and of players: what a line becomes, and which reason a bad one gets."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from generator.errors import ConfigError, SourceError

LOW = "4b00640f-3be6-43f8-9b34-ff81bd89320a"
LULLABY = "08e8f55b-f1a4-46b8-b2d1-fab4c592165c"
MAY = 1714568700  # 2024-05-01 13:05 UTC

Load = Callable[..., Any]


def lines(*records: object) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def track(second: object, name: str = "Lullaby", **more: object) -> dict[str, object]:
    date = {} if second is None else {"date": {"uts": second, "#text": "01 May 2024, 13:05"}}
    return {"artist": {"mbid": LOW, "#text": "Low"}, "name": name, "album": {"#text": ""}, **date, **more}


@pytest.mark.parametrize(
    "document",
    [
        json.dumps([{"track": [track(f"{MAY}"), track("x")]}, {"track": track(f"{MAY + 60}", "Words")}]),
        json.dumps(
            {"recenttracks": {"@attr": {"user": "ana"}, "track": [track(MAY), track("x"), track(MAY + 60, "Words")]}}
        ),
        json.dumps([track(f"{MAY}"), track("x"), track(f"{MAY + 60}", "Words")]),
        lines({"track": [track(MAY), track("x")]}, {"track": [track(MAY + 60, "Words")]}),
    ],
)
def test_lastfm_pages_come_in_many_ways(history: Load, document: str) -> None:
    """An array of pages, one answer of the API, a bare array of tracks, a page a line: the tracks are the records."""
    loaded = history("lastfm", document, user=None if "recenttracks" in document else "ana")

    assert loaded.listens() == [("ana", MAY, "Low", "Lullaby", None), ("ana", MAY + 60, "Low", "Words", None)]
    assert loaded.rejects() == [(2, "no time that can be read")]
    assert loaded.mapped() == {False: 2}


def test_lastfm_page_may_name_its_user_at_the_end(history: Load) -> None:
    """The API puts @attr behind the tracks, a long way from the beginning of a full page."""
    tracks = [track(MAY + at, "x" * 300) for at in range(200)]
    document = json.dumps({"recenttracks": {"track": tracks, "@attr": {"page": "1", "user": "bé"}}})

    assert {listen[0] for listen in history("lastfm", document, user=None).listens()} == {"bé"}


def test_lastfm_list_of_nobody_is_refused(history: Load) -> None:
    """Some files of Last.fm name their listener, at their end even; of one that does not the config must tell."""
    with pytest.raises(ConfigError, match=r"sources\.0\.user: is missing: listens\.txt"):
        history("lastfm", json.dumps([track(MAY)]), user=None)


def test_lastfm_track_that_is_playing_is_no_listen(history: Load) -> None:
    """A now-playing track is left out, for it is no fault; an answer without tracks is a reject."""
    document = lines({"track": [track(None, **{"@attr": {"nowplaying": "true"}}), track(MAY)]}, {"error": 17})

    loaded = history("lastfm", document)

    assert loaded.rules() == {"playing when the export was made, not yet played": 1}
    assert loaded.rejects() == [(3, "no time that can be read")]


@pytest.mark.parametrize(
    "listed",
    [
        {"artist": "Low", "name": "Words", "album": "B", "date": f"{MAY}"},
        {"artist": {"name": "Low"}, "track": "Words", "album": {"#text": "B"}, "date": MAY},
        {"artist": {"#text": "Low"}, "name": "Words", "album": "B", "date": {"uts": f"{MAY}"}},
        {"artist": "Low", "name": "Words", "album": "B", "date": {"#text": "01 May 2024, 13:05"}},
        {"artist": "Low", "name": "Words", "album": "B", "date": "01 May 2024, 13:05"},
    ],
    ids=["texts", "number", "objects", "date in words", "text in words"],
)
def test_lastfm_backup_is_a_plain_list(history: Load, listed: dict[str, object]) -> None:
    """Backups name artist, album and date by texts or objects; what names none of them is a reject of its own."""
    loaded = history("lastfm", json.dumps([listed, {"artist": ["Low"], "name": "Words", "date": MAY}, 5]))

    assert loaded.listens() == [("ana", MAY, "Low", "Words", "B")]
    assert loaded.rejects() == [(2, "no artist name"), (3, "not a JSON object")]


def test_lastfm_ghan_csv(history: Load) -> None:
    """ghan.nl's CSV is read by its heading; a row of another width is a reject."""
    loaded = history(
        "lastfm",
        "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\r\n"
        f'"{MAY}","01 May 2024, 13:05","Earth, Wind & Fire","","""Best"" Of","","12"" Mix",""\r\n'
        f'"{MAY}","01 May 2024, 13:05","Low"\r\n'
        '"0","01 Jan 1970, 00:00","Low","","","","Lullaby",""\r\n',
    )

    assert loaded.listens() == [("ana", MAY, "Earth, Wind & Fire", '12" Mix', '"Best" Of')]
    assert loaded.rejects() == [
        (3, "not a row of the table: 3 fields, 8 expected; is a comma in a name not quoted?"),
        (4, "the time is 0 (1970-01-01): the export lost it"),
    ]


def test_lastfm_csv_without_heading(history: Load) -> None:
    """artist, album, track, date: quoted or not, with or without a comma in the date; other widths are rejects."""
    loaded = history(
        "lastfm",
        "Low,I Could Live in Hope,Lullaby,01 May 2024 13:05\n"
        'Low,,12" Mix,"1 May 2024, 13:06"\n'
        '"Weird Al" Yankovic,,Eat It,01 May 2024, 13:07\n'
        "Earth, Wind & Fire,,September,01 May 2024 13:08\n"
        "Low,,Words,yesterday\n",
    )

    assert [listen[1:4] for listen in loaded.listens()] == [
        (MAY, "Low", "Lullaby"),
        (MAY + 60, "Low", '12" Mix'),
        (MAY + 120, '"Weird Al" Yankovic', "Eat It"),
    ]
    assert loaded.rejects() == [
        (4, "not a row of the table: 5 fields, 4 expected; is a comma in a name not quoted?"),
        (5, "no time that can be read"),
    ]


@pytest.mark.parametrize("date", ["2024-05-01 13:05:00", "2024-05-01T13:05:00Z", f"{MAY}", f'"{MAY}"'])
def test_lastfm_csv_with_other_dates(history: Load, date: str) -> None:
    """Exporters differ: ISO times and epoch seconds are read as well."""
    loaded = history("lastfm", f"Low,I Could Live in Hope,Lullaby,{date}\n")
    assert [listen[1:4] for listen in loaded.listens()] == [(MAY, "Low", "Lullaby")]


@pytest.mark.parametrize(
    "document",
    [
        json.dumps(
            {
                "username": "bé",
                "scrobbles": [{"track": "Lullaby", "artist": "Low", "album": "", "date": MAY * 1000 + 9}],
            }
        ),
        f'\ufeffArtist;Album;AlbumId;Track;Date#bé\n"Low";"";"";"Lullaby";"{MAY}009"',
        f"Artist;Album;Track;Date#bé\nLow;;Lullaby;{MAY}009\n",
    ],
)
def test_lastfmstats_names_its_user_and_counts_milliseconds(history: Load, document: str) -> None:
    """lastfmstats.com says the user in the file, in JSON and CSV; the source's user does not matter."""
    assert history("lastfm", document).listens() == [("bé", MAY, "Low", "Lullaby", None)]


def test_spotify_basic(history: Load) -> None:
    """Account data: plays below min_ms and podcasts are left out; one of unknown length is a reject."""

    def play(minute: int, ms: object, **more: object) -> dict[str, object]:
        return {
            "endTime": f"2024-05-01 13:{minute:02}",
            "artistName": "Low",
            "trackName": "Words",
            "msPlayed": ms,
            **more,
        }

    document = json.dumps([
        play(5, 30000), play(6, 29999), play(7, None), {"endTime": "x", "podcastName": "P", "msPlayed": 90000},
    ])  # fmt: skip

    loaded = history("spotify", document, "StreamingHistory0.json")

    assert loaded.listens() == [("ana", MAY, "Low", "Words", None)]
    assert loaded.rejects() == [(3, "no msPlayed that can be read")]
    assert loaded.rules() == {"a podcast episode": 1, "played for less than 30000 ms (min_ms)": 1}


def test_spotify_extended(history: Load) -> None:
    """Extended history: a listen is at ts, the end of the play; what is no track is left out; min_ms: 0 keeps skips."""

    def play(second: int, ms: int = 90000, song: str | None = "Words", **more: object) -> dict[str, object]:
        return {
            "ts": f"2024-05-01T13:05:{second:02}Z",
            "ms_played": ms,
            "master_metadata_track_name": song,
            "master_metadata_album_artist_name": song and "Low",
            "master_metadata_album_album_name": song and "Hope",
            **more,
        }

    document = json.dumps([
        play(0), play(1, 0), play(2, song=None, episode_name="E"), play(3, song=None, audiobook_title="B"),
        play(4, song=None), None,
    ])  # fmt: skip

    loaded = history("spotify", document, "endsong_0.json", min_ms=0)

    assert loaded.listens() == [("ana", MAY, "Low", "Words", "Hope"), ("ana", MAY + 1, "Low", "Words", "Hope")]
    assert loaded.rejects() == [(6, "not a JSON object")]
    assert loaded.rules() == {
        "a podcast episode": 1,
        "an audiobook": 1,
        "no track: a video, or a file of the listener's own": 1,
    }


def test_spotify_zip_gives_its_histories_only(load: Load, tmp_path: Path) -> None:
    """Of a Spotify zip the music histories are read; what else is JSON in it is named and left out."""
    play = {"ts": "2024-05-01T13:05:00Z", "ms_played": 90000, "master_metadata_track_name": "Words"}
    with ZipFile(tmp_path / "my_spotify_data.zip", "w") as archive:
        artist = {"master_metadata_album_artist_name": "Low"}
        archive.writestr("Spotify Extended/Streaming_History_Audio_2024_1.json", json.dumps([play | artist]))
        archive.writestr("Spotify Extended/Streaming_History_Audio_2025_2.json", "[]")
        archive.writestr("Spotify Extended/Streaming_History_Video_2024.json", json.dumps([play]))
        archive.writestr("Spotify Extended/ReadMe.pdf", b"%PDF")
        archive.writestr("MyData/Playlist1.json", "{}")

    loaded = load({"format": "spotify", "path": "*.zip", "user": "ana"})

    assert loaded.tracks() == ["Words"]
    assert {Path(part.file).name: (part.lines, part.left_out) for part in loaded.parts} == {
        "Playlist1.json": (1, 1),
        "Streaming_History_Audio_2024_1.json": (1, 0),
        "Streaming_History_Audio_2025_2.json": (0, 0),
        "Streaming_History_Video_2024.json": (1, 1),
    }


def test_maloja_joins_artists_by_commas(history: Load) -> None:
    """Exports and answers of the API, of version 3 and 2; artists that are no list are none."""
    new = {"time": MAY, "track": {"artists": ["Low", "Dirty Three"], "title": "Words", "album": {"albumtitle": "EP"}}}
    old = {"time": MAY + 1, "artists": ["Low"], "title": "Words", "album": "EP"}
    odd = {"time": MAY + 2, "track": {"artists": "Low", "title": "Words", "album": None}}

    loaded = history("maloja", json.dumps({"maloja": {"export_time": 1}, "scrobbles": [new, old, odd]}))

    assert [listen[2:] for listen in loaded.listens()] == [("Low, Dirty Three", "Words", "EP"), ("Low", "Words", "EP")]
    assert loaded.rejects() == [(3, "no artist name")]
    assert history("maloja", json.dumps({"status": "ok", "list": [new]})).counts() == (1, 1, 0, 0)


LOG = (
    "#ARTIST\t#ALBUM\t#TITLE\t#TRACKNUM\t#LENGTH\t#RATING\t#TIMESTAMP\t#MUSICBRAINZ_TRACKID\n"
    "# FAILED - 1714568700:1:0:/Music/a.mp3\n"
    "Low\tHope\tLullaby\t1\t365\tL\t{0}\t62c2e20a-559e-422f-a44c-9afa7882f0c4\n"
    "#1 Dads\t\tWords\t\t200\tL\t{0}\n"
    "Low\tHope\tCut\t2\t100\tS\t{0}\n"
    "Low\tHope\tDrag\t3\t100\tX\t{0}\t\n"
    "Low\tHope\tSlide\n"
    "<UNTAGGED>\t\ta.mp3\t-1\t100\tL\t{0}\t\n"
)


def test_scrobbler_log_heading_lines_are_not_counted(history: Load) -> None:
    """7 or 8 fields; unrated and broken lines are rejects, skipped and untagged tracks are left out.

    Headings and the player's comments are no lines at all; an artist may begin with a number sign all the same.
    """
    loaded = history(
        "scrobbler-log", "#AUDIOSCROBBLER/1.1\n#TZ/UTC\n#CLIENT/Rockbox\n" + LOG.format(MAY), timezone="Asia/Tokyo"
    )

    assert loaded.listens() == [("ana", MAY, "#1 Dads", "Words", None), ("ana", MAY, "Low", "Lullaby", "Hope")][::-1]
    assert loaded.rejects() == [
        (9, "the rating is neither L nor S"),
        (10, "fewer than 7 fields between tabs"),
    ]
    assert loaded.rules() == {"of a file without tags": 1, "skipped (rating S)": 1}
    assert loaded.counts() == (6, 2, 2, 0)


@pytest.mark.parametrize("heading", ["#AUDIOSCROBBLER/1.1\n#TZ/UNKNOWN\n", ""])
def test_scrobbler_log_of_unknown_zone_is_in_the_sources(history: Load, heading: str) -> None:
    """Under #TZ/UNKNOWN, or without a heading, the player's clock showed the time of the source's timezone."""
    loaded = history("scrobbler-log", heading + LOG.format(MAY), timezone="Asia/Tokyo")

    assert {listen[1] for listen in loaded.listens()} == {MAY - 9 * 3600}


def test_scrobbler_log_of_headings_alone_is_no_event(load: Load, tmp_path: Path) -> None:
    """A player writes its heading before the first play; such a log does not fail the others."""
    heading = "#AUDIOSCROBBLER/1.1\n#TZ/UTC\n#CLIENT/Rockbox\n"
    (tmp_path / "a.log").write_text(heading, encoding="utf-8")
    (tmp_path / "b.log").write_text(heading + LOG.format(MAY), encoding="utf-8")

    loaded = load({"format": "scrobbler-log", "path": "*.log", "user": "ana"})

    assert [part.lines for part in loaded.parts] == [0, 6]


PANO = {"timeHuman": "May 1, 2024", "timeMs": MAY * 1000, "artist": "Low", "track": "Words", "event": "scrobble"}


@pytest.mark.parametrize(
    "document",
    [
        ",".join(PANO) + f'\n"May 1, 2024",{MAY}000,Low,Words,scrobble\n,{MAY}000,Low,Words,love\n',
        lines(PANO, PANO | {"event": "love"}),
    ],
    ids=["csv", "lines"],
)
def test_pano_scrobbler_keeps_scrobbles(history: Load, document: str) -> None:
    """JSON lines and CSV; loves are no listens."""
    loaded = history("pano-scrobbler", document)

    assert loaded.tracks() == ["Words"]
    assert loaded.rules() == {"not a scrobble: love": 1}
    assert loaded.rejects() == []


@pytest.mark.parametrize(
    "form", ["listenbrainz", "lastfm", "spotify", "scrobbler-log", "listens", "artists", "listenbrainz-spark"]
)
def test_file_of_another_format_is_an_error(history: Load, form: str) -> None:
    """A file that is nothing of its format is named, not turned into rejects."""
    with pytest.raises(SourceError, match=r"listens\.txt: not the format"):
        history(form, "id|name\n1|x\n")
