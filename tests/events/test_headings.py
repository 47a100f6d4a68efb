"""CSV by its heading: which column is what, whatever the order, and what is refused because nobody can tell."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import ConfigError, SourceError, UndecidedError
from tests.events.headed_rows import Reader

MAY = 1714568700  # 2024-05-01 13:05 UTC
LISTEN = [(MAY, None, "Low", "Words", "Hope")]

Load = Callable[..., Any]

# Headings that exporters write, each with a row of the same listen.
LAYOUTS = [
    ("Artist,Track,Album,Time", f"Low,Words,Hope,{MAY}"),
    ("artist,track,album,played_at,date,month", "Low,Words,Hope,2024-05-01T13:05:00Z,2024-05-02,2024-05"),
    (
        "artist,artist_mbid,album,album_mbid,track,track_mbid,timestamp,datetime",
        f"Low,4b00640f-3be6-43f8-9b34-ff81bd89320a,Hope,x,Words,y,{MAY},2024-05-01 13:05:00",
    ),
    ("utc_time,artist,album,track", '"01 May 2024, 13:05",Low,Hope,Words'),
    ('"","date","artist","track","album"', '"1","2024-05-01 13:05:00","Low","Words","Hope"'),
    ("artist,album,song_title,date_time", "Low,Hope,Words,1 May 2024 13:05"),
    ("uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid", f"{MAY},x,Low,,Hope,,Words,"),
    ("uts;utc_time;artist;album;track", f"{MAY};x;Low;Hope;Words"),
    ("track,album,artist,time,track id,album id,artist id", "Words,Hope,Low,2024-05-01 13:05:00,1,2,3"),
    ("played_at_utc,name,artist,album,track_duration_ms,ms_played", "2024-05-01 13:05:00,Words,Low,Hope,9,9"),
    ("Artist,Track,Album,Timestamp,Album Artist,Duration", f"Low,Words,Hope,{MAY},Various,200"),
    ("artist,track,album,timestamp,date", f"Low,Words,Hope,{MAY},2024-05-01T13:05:00.000Z"),
    ("track_title,artist_name,album_title,listened_at", f"Words,Low,Hope,{MAY}"),
    ("endTime,artistName,trackName,albumName,msPlayed", "2024-05-01 13:05,Low,Words,Hope,90000"),
    ("Album Artist;Artist;Title;Track #;Album;Scrobbled at", f"Various;Low;Words;3;Hope;{MAY}"),
    ("date|time|artist|title|album", "2024-05-01|13:05:00|Low|Words|Hope"),
    ("Album,Interpret,Titel,Datum", "Hope,Low,Words,01.05.2024 13:05"),
    ("Artist;Album;AlbumId;Track;Date#ana", f"Low;Hope;7;Words;{MAY}000"),
    ("ARTIST\tTITLE\tALBUM\tDATE (UTC)", "Low\tWords\tHope\t2024-05-01 13:05"),
    ("Artist(s),Song,Album,Unix timestamp", f"Low,Words,Hope,{MAY}"),
]


@pytest.mark.parametrize("form", ["lastfm", "listens"])
@pytest.mark.parametrize(("heading", "row"), LAYOUTS, ids=[heading for heading, _ in LAYOUTS])
def test_headings_of_exporters_are_understood(table: Reader, form: str, heading: str, row: str) -> None:
    """Every column goes where its name says; mbids, months and numbers are no names."""
    assert table.listens(form, f"{heading}\n{row}\n") == LISTEN


def test_a_history_without_albums_is_one(table: Reader) -> None:
    """Artist, track and time are enough."""
    assert table.listens("lastfm", f"artist,track,timestamp\nLow,Words,{MAY}\n") == [(MAY, None, "Low", "Words", None)]


HEADED = f"Artist;Track;Album;Time\nLow;Words;Hope;{MAY}\n"


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n" + HEADED,
        '\ufeff"SEP=;"\r\n' + HEADED.replace("\n", "\r\n"),
        "# libre.fm\n#\n# of; ana; 2024\n" + HEADED,
        "# a comment\n" * 9000 + "\n\n" + HEADED,
        "My scrobbles\n\nexported; today\n" + HEADED,
        "#Artist;Track;Album;Time\n" + HEADED.split("\n", 1)[1],
        HEADED.replace("Artist;Track;Album;Time", '"ARTIST" ; "TRACK";"Album";"Time"').replace('"ARTIST" ', '"ARTIST"'),
        HEADED.replace("\n", ";\n"),
        HEADED.replace("Time", "Time;;"),
        HEADED.replace(f"{MAY}", f"{MAY};;"),
        HEADED + HEADED.split("\n", 1)[0] + "\n",
        HEADED.replace("\n", "\r"),
    ],
    ids=[
        "sep", "quoted sep, mark, Windows", "comments", "many comments", "title", "heading in a comment",
        "quoted capitals", "delimiters behind", "nameless columns left out", "empty fields behind", "heading twice",
        "old Macintosh",
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_heading_is_found_whatever_stands_around_it(table: Reader, text: str, encoding: str) -> None:
    """Separator lines, comments, titles, marks, line ends and superfluous delimiters are no lines and hide nothing."""
    assert table.listens("lastfm", text.encode(encoding)) == LISTEN


def test_comments_keep_the_numbers_of_lines(history: Load) -> None:
    """A reject is told with the line of the file; records over several lines are joined below a separator line, too."""
    loaded = history("lastfm", f'sep=,\n#\nArtist,Track,Time\n\nLow,"Two\nhalves",{MAY}\nLow,Words,never\nLow\n')

    assert loaded.tracks() == ["Two halves"]
    assert loaded.rejects() == [
        (7, "no time that can be read"),
        (8, "not a row of the table: 1 fields, 3 expected; is a comma in a name not quoted?"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "qui,quoi,ou,quand",
        "artist,album,track,wann",
        "a,b,c,d",
        "Musician,Composition,Record,Date",
        "artist,track,",
        "# qui,quoi,ou\nqui,quoi,ou,quand",
    ],
)
def test_heading_that_is_not_understood_is_never_read_by_position(table: Reader, heading: str) -> None:
    """Even where the rows look like artist, album, track, date; the error names the columns and what to write."""
    with pytest.raises(SourceError) as error:
        table.rows("lastfm", f"{heading}\nLow,Words,Hope,01 May 2024 13:05\nLow,Words,Hope,01 May 2024 13:06\n")

    assert "not the format 'lastfm'" in str(error.value)
    assert "columns: {" in str(error.value)
    assert heading.rsplit("\n", 1)[-1].split(",")[1] in str(error.value)


@pytest.mark.parametrize(
    "row", [f"{MAY},Low,Hope,Words", "2024-05-01,13:05:00,Low,Words", f"Low,Words,{MAY}", f"Low,Hope,Words,{MAY},x"]
)
def test_rows_in_another_order_without_heading_are_refused(table: Reader, row: str) -> None:
    """Only artist, album, track, date is known without a heading."""
    with pytest.raises(SourceError, match=r"it has no heading.*columns: \{artist: 1"):
        table.rows("lastfm", f"{row}\n{row}\n")


def test_track_that_was_playing_is_no_heading(table: Reader) -> None:
    """A file without a heading may begin with a row that has no time, or whose names have commas, or a number sign."""
    rows = "Low,Hope,Words,01 May 2024 13:05\n"

    playing, wide = "Low,Hope,Drag,\n", "Earth, Wind & Fire,,September,01 May 2024 13:08\n"

    assert table.rows("lastfm", playing + rows)[0] == (1, None, (None, None, "Low", "Drag", "Hope"))
    assert [line for line, reason, _ in table.rows("lastfm", wide + rows) if not reason] == [2]
    for artist in ("#1 Dads", "A;B;C"):
        assert table.listens("lastfm", f"{artist},,Drag,01 May 2024 13:04\n" + rows)[0][2] == artist


def test_number_of_a_track_is_not_its_name(table: Reader) -> None:
    """Beside a title, the column track is the track when its rows are numbers; else nobody can tell."""
    assert table.listens("lastfm", f"artist,track,title,date\nLow,3/12,Words,{MAY}\n")[0][3] == "Words"
    with pytest.raises(SourceError, match=r"which column is the track\? The heading has track and title"):
        table.rows("lastfm", f"artist,track,title,date\nLow,Words,Hope,{MAY}\n")
    with pytest.raises(SourceError, match=r"which column is the artist\? .* columns: \{artist: 1\}"):
        table.rows("lastfm", f"artist,artist,title,date\nLow,Words,Hope,{MAY}\n")


@pytest.mark.parametrize(
    ("date", "time"),
    [("2024-05-01", "13:05:00"), ("01.05.2024", "1:05 PM"), ("2024-05-01 13:05:00", "3:45"), ("x", MAY)],
)
def test_date_and_time_in_two_columns(table: Reader, date: str, time: object) -> None:
    """A date and a time of day belong together; where one of both is the whole, the other says something else."""
    assert table.listens("lastfm", f"Date,Time,Artist,Title\n{date},{time},Low,Words\n")[0][0] == MAY


def test_file_names_its_listeners(history: Load) -> None:
    """A column of users says whose listens these are, before the user of the source."""
    loaded = history("lastfm", f"user,artist,track,time\nbo,Low,Words,{MAY}\n,Low,Words,{MAY}\n")

    assert [listen[0] for listen in loaded.listens()] == ["ana", "bo"]


FOREIGN = f"wann,wer,was,wo\n{MAY},Low,Words,Hope\n"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        (FOREIGN, {"artist": "wer", "track": "was", "album": "wo", "time": "wann"}),
        (FOREIGN, {"artist": "WER", "track": " was", "album": 4, "time": "wann"}),
        (FOREIGN, {"artist": 2, "track": 3, "album": 4, "time": 1}),
        (FOREIGN.split("\n", 1)[1], {"artist": 2, "track": 3, "album": 4, "time": 1}),
        (FOREIGN.replace("wann,wer", "date,artist"), {"track": "was", "album": "wo"}),
        (FOREIGN.replace("wer,was", "Track,Artist"), {"artist": "Track", "track": "Artist", "time": 1, "album": "wo"}),
        (
            "#x\ntag,uhr,wer,was,wo\n1.5.2024,13:05,Low,Words,Hope\n",
            {"artist": "wer", "track": "was", "album": "wo", "time": ["tag", "uhr"]},
        ),
        ("2024-05-01,13:05,Low,Words,Hope\n", {"artist": 3, "track": 4, "album": 5, "time": [1, 2]}),
    ],
)
def test_columns_say_what_no_rule_knows(table: Reader, text: str, columns: dict[str, object]) -> None:
    """By name or number, all or some, before every rule; two columns of a time are a date and a time of day."""
    assert table.listens("lastfm", text, columns=columns) == LISTEN


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"artist": "wehr", "track": "was", "time": "wann"}, r"no column 'wehr'; did you mean 'wer'\? it has: wann,"),
        ({"artist": "wer", "track": "was", "time": 9}, r"no column 9; it has: wann, wer, was, wo"),
        ({"artist": "wer", "track": "was"}, r"known as time: it has wann, .*columns: \{time: …\}"),
    ],
)  # fmt: skip
def test_columns_that_are_not_there_are_told(table: Reader, columns: dict[str, object], said: str) -> None:
    """The error names the columns that there are."""
    with pytest.raises(UndecidedError, match=said):
        table.rows("lastfm", FOREIGN, columns=columns)


def test_column_that_is_there_twice_is_told(table: Reader) -> None:
    """A name that two columns have says nothing; a number does."""
    text = f"was,was,wer,wann\nHope,Words,Low,{MAY}\n"

    with pytest.raises(UndecidedError, match="more than one column 'was'"):
        table.rows("lastfm", text, columns={"artist": "wer", "track": "was", "time": "wann"})
    assert table.listens("lastfm", text, columns={"artist": "wer", "track": 2, "time": "wann"})[0][3] == "Words"


def test_columns_of_a_format_without_headings_are_refused(load: Load, tmp_path: Path) -> None:
    """They would say nothing."""
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"columns: is for CSV of the formats lastfm and listens, not for spotify"):
        load({"format": "spotify", "path": "a.json", "columns": {"artist": "a"}})


@pytest.mark.parametrize("text", ["# nothing\n", "artist,track,time\n", "sep=;\n"])
def test_file_without_a_row_is_no_event(table: Reader, text: str) -> None:
    """An export of an account without listens is empty, not wrong."""
    assert table.rows("lastfm", text) == []


def test_separators_and_comments_before_other_tables(load: Load, tmp_path: Path) -> None:
    """Every CSV with a heading takes them, of events and of metadata, with a vertical bar, too."""
    mbid = "4b00640f-3be6-43f8-9b34-ff81bd89320a"
    text = io.StringIO()
    csv.writer(text, delimiter="|").writerows([["artist_mbid", "artist_name", "country_code"], [mbid, "Low", "US"]])
    (tmp_path / "artists.csv").write_text("# of, the, world\n\n" + text.getvalue(), encoding="utf-8")
    (tmp_path / "requests.csv").write_text(f"sep=;\npackage_id;timestamp\na;{MAY}\n", encoding="utf-8")
    (tmp_path / "listens.csv").write_text(
        f"listened_at,artist_name,track_name,artist_mbids\n{MAY},Low,Words,{mbid}\n", encoding="utf-8"
    )

    loaded = load(
        {"format": "artists", "path": "artists.csv"},
        {"format": "requests", "path": "requests.csv"},
        {"format": "listens", "path": "listens.csv", "user": "ana"},
    )

    assert [part.events for part in loaded.parts] == [1, 1, 1]
