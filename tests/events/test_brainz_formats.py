"""Histories that may know MusicBrainz: ListenBrainz in its forms, and our own columns."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pytest

LOW = "4b00640f-3be6-43f8-9b34-ff81bd89320a"
LULLABY = "08e8f55b-f1a4-46b8-b2d1-fab4c592165c"
MAY = 1714568700  # 2024-05-01 13:05 UTC

Load = Callable[..., Any]


def lines(*records: object) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


def brainz(second: object, track: object = "Lullaby", artist: object = "Low", **more: object) -> dict[str, object]:
    return {"listened_at": second, "track_metadata": {"artist_name": artist, "track_name": track}, **more}


@pytest.mark.parametrize("second", [MAY, float(MAY), f"{MAY}", MAY + 0.9])
def test_listenbrainz_takes_a_time_as_number_or_text(history: Load, second: object) -> None:
    """listened_at may be a whole number, a fraction or text: the second counts."""
    assert history("listenbrainz", lines(brainz(second))).listens() == [("ana", MAY, "Low", "Lullaby", None)]


def test_listenbrainz_calls_a_mapped_listen_by_its_mapping(history: Load) -> None:
    """The recording's name and the credited artists, joined by their phrases, stand for what the client sent."""
    mapping = {
        "recording_name": "Lullaby",
        "recording_mbid": LULLABY,
        "artist_mbids": [LOW, "no mbid"],
        "artists": [
            {"artist_credit_name": "Low", "join_phrase": " & ", "artist_mbid": LOW},
            {"artist_credit_name": "Dirty Three", "join_phrase": "", "artist_mbid": None},
        ],
    }
    listen = brainz(MAY, track="lulaby", artist="low")
    listen["track_metadata"] |= {"mbid_mapping": mapping}  # type: ignore[operator]

    loaded = history("listenbrainz", lines(listen))

    assert loaded.listens() == [("ana", MAY, "Low & Dirty Three", "Lullaby", None)]
    assert loaded.mapped() == {True: 1}


@pytest.mark.parametrize("mapping", [None, "x", [], {}, 5, {"recording_mbid": "none", "artist_mbids": "x"}])
def test_listenbrainz_listen_without_ids_is_unmapped(history: Load, mapping: object) -> None:
    """A mapping of the wrong type, or that names neither recording nor artist, is none."""
    listen = brainz(MAY)
    listen["track_metadata"] |= {"mbid_mapping": mapping}  # type: ignore[operator]

    assert history("listenbrainz", lines(listen)).mapped() == {False: 1}


def test_listenbrainz_rejects_what_it_cannot_use(history: Load) -> None:
    """Wrong types never crash: each such line is a reject with its number and reason; numbers do for text."""
    loaded = history(
        "listenbrainz",
        lines(
            brainz(MAY),
            "null",
            "[1]",
            '{"listened_at": 1',
            brainz(None),
            brainz({"at": MAY}),
            brainz(MAY, track={"a": 1}),
            brainz(MAY, artist=["Low"]),
            {"listened_at": MAY, "track_metadata": "Low"},
            {"listened_at": MAY, "track_metadata": None},
            brainz(0),
            brainz(1033430399),
            brainz(1795219201),
            "",
            brainz(MAY + 1, track=1999),
            brainz(MAY, artist=" "),
            brainz(MAY + 2, track="[untitled]"),
        ),
    )

    assert loaded.tracks() == ["Lullaby", "1999", "[untitled]"]
    assert loaded.rejects() == [
        (2, "not a JSON object"),
        (3, "not a JSON object"),
        (4, "not a JSON object"),
        (5, "no time that can be read"),
        (6, "no time that can be read"),
        (7, "no track name"),
        (8, "no artist name"),
        (9, "no artist name"),
        (10, "no artist name"),
        (11, "the time is 0 (1970-01-01): the export lost it"),
        (12, "before 2002-10-01, when scrobbling began"),
        (13, "later than as_of, or than the clock"),
        (16, "no artist name"),
    ]
    assert loaded.counts() == (16, 3, 13, 0)


def test_listenbrainz_lines_name_their_user(history: Load) -> None:
    """user_name of a line goes before the source's user; it is compared after NFC normalisation."""
    composed, decomposed = "Sof\u00eda", "Sofi\u0301a"

    loaded = history(
        "listenbrainz", lines(brainz(MAY, user_name=composed), brainz(MAY + 1, user_name=decomposed), brainz(MAY + 2))
    )

    assert [listen[0] for listen in loaded.listens()] == [composed, composed, "ana"]


def test_listenbrainz_array_before_2025(history: Load) -> None:
    """The JSON array of old exports loads, and its name tells the user; elements that are no object are rejects."""
    array = json.dumps([brainz(MAY), None, brainz(MAY + 1, track="Words")], indent=1)

    loaded = history("listenbrainz", array, "ana_b_lb-2023-05-01.json", user=None)

    assert loaded.listens()[0][0] == "ana_b"
    assert loaded.rejects() == [(2, "not a JSON object")]


def test_listenbrainz_zip_says_whose_it_is(load: Load, tmp_path: Path) -> None:
    """user.json of an export zip names the user; feedback and pins are no listens; months come in any order."""
    with ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("user.json", json.dumps({"user_id": 7, "username": "bea"}))
        archive.mkdir("listens/2024")
        archive.writestr("listens/2024/10.jsonl", lines(brainz(MAY + 9)))
        archive.writestr("listens/2024/5.jsonl", lines(brainz(MAY)))
        archive.writestr("feedback.jsonl", lines({"score": 1}))
        archive.writestr("pinned_recording.jsonl", lines({"pin": 1}))

    loaded = load({"format": "listenbrainz", "path": "export.zip", "user": "ana"})

    assert {listen[0] for listen in loaded.listens()} == {"bea"}
    assert [part.file for part in loaded.parts] == [
        "export.zip/listens/2024/10.jsonl",
        "export.zip/listens/2024/5.jsonl",
    ]


def test_listenbrainz_zip_without_profile_is_called_by_its_name(load: Load, tmp_path: Path) -> None:
    """Without a user.json the zip's own name tells the user; an old array inside it loads too."""
    with ZipFile(tmp_path / "listenbrainz_a_b_1749780844.zip", "w") as archive:
        archive.writestr("a_b_lb-2023-05-01.json", json.dumps([brainz(MAY)]))

    assert load({"format": "listenbrainz", "path": "*.zip"}).listens()[0][0] == "a_b"


def test_dump_lines_have_a_timestamp_and_are_never_mapped(history: Load) -> None:
    """.listens lines of the dump say `timestamp` and `user_name`; client ids in them are no mapping."""
    line = {
        "user_id": 1,
        "user_name": "rob",
        "timestamp": MAY,
        "track_metadata": {
            "artist_name": "Low",
            "track_name": "Lullaby",
            "release_name": "I Could Live in Hope",
            "additional_info": {"recording_mbid": LULLABY},
        },
        "recording_msid": LOW,
    }

    loaded = history("listenbrainz-dump", lines(line, {"timestamp": MAY}), "5.listens")

    assert loaded.listens() == [("rob", MAY, "Low", "Lullaby", "I Could Live in Hope")]
    assert loaded.mapped() == {False: 1}
    assert loaded.rejects() == [(2, "no artist name")]


def parquet(path: Path, select: str) -> None:
    duckdb.sql(f"copy ({select}) to '{path}' (format parquet)")


def test_spark_listens_are_mapped_by_their_credit(load: Load, tmp_path: Path) -> None:
    """Rows with an artist_credit_id are mapped; ids of the others do not count; users without a name get one."""
    parquet(
        tmp_path / "0.parquet",
        f"""
        select 7::bigint as user_id, to_timestamp({MAY})::timestamp as listened_at, 'Low' as artist_name,
          12 as artist_credit_id, 'Lullaby' as recording_name, '{LULLABY}' as recording_mbid,
          ['{LOW}'] as artist_credit_mbids
        union all
        select 8, to_timestamp({MAY + 60})::timestamp, 'Low', null, 'Lullaby', '{LULLABY}', ['{LOW}']
        union all
        select 8, null, 'Low', null, 'Lullaby', null, null
        """,
    )

    loaded = load({"format": "listenbrainz-spark", "path": "0.parquet"}, map="none")

    assert [listen[:2] for listen in loaded.listens()] == [("user 7", MAY), ("user 8", MAY + 60)]
    assert loaded.mapped() == {True: 1, False: 1}
    assert loaded.rejects() == [(3, "no time that can be read")]


OWN = {"listened_at": MAY, "user_name": "bea", "artist_name": "Low", "track_name": "Lullaby", "recording_mbid": LULLABY}


@pytest.mark.parametrize(
    "document",
    [
        ",".join(OWN) + ",artist_mbids\n" + ",".join(map(str, OWN.values())) + f",{LOW}\n",
        "\n".join("\t".join(map(str, row)) for row in (OWN, OWN.values())),
        lines(OWN | {"artist_mbids": [LOW]}),
        json.dumps([OWN | {"listened_at": "2024-05-01 15:05"}]),
    ],
    ids=["csv", "tsv", "lines", "array"],
)
def test_listens_come_as_csv_tsv_lines_or_array(history: Load, document: str) -> None:
    """Our own columns, in any order; ISO times without an offset are in the source's timezone."""
    loaded = history("listens", document, timezone="Europe/Berlin")

    assert loaded.listens() == [("bea", MAY, "Low", "Lullaby", None)]
    assert loaded.mapped() == {True: 1}


def test_listens_from_parquet_with_a_credit(load: Load, tmp_path: Path) -> None:
    """Lists and structs of Parquet are read as such; the credit's ids are the listen's when it names none itself."""
    parquet(
        tmp_path / "l.parquet",
        f"""
        select to_timestamp({MAY}) as listened_at, 'bea' as user_name, 'low' as artist_name, 'Lullaby' as track_name,
          [{{'artist_credit_name': 'Low', 'join_phrase': '', 'artist_mbid': '{LOW}'::uuid}}] as artists
        """,
    )

    loaded = load({"format": "listens", "path": "l.parquet"})

    assert loaded.listens() == [("bea", MAY, "Low", "Lullaby", None)]
    assert loaded.db.execute("select artist_mbid::varchar from track_artists").fetchall() == [(LOW,)]


def test_listens_from_parquet_with_any_other_column(load: Load, tmp_path: Path) -> None:
    """A column may be called as a row is."""
    names = "'Low' as artist_name, 'Lullaby' as track_name"
    parquet(tmp_path / "l.parquet", f'select {MAY} as listened_at, {names}, 1 as "row", 2 as "rows", 3 as line')

    assert load({"format": "listens", "path": "l.parquet", "user": "ana"}).tracks() == ["Lullaby"]


@pytest.mark.parametrize(
    ("time", "second"),
    [
        ("2024-05-01 13:05:00 UTC", MAY),
        ("2024-05-01 15:05 Europe/Paris", MAY),
        ("2024-05-01 15:05:00.5+02", MAY),
        ("2024-05-01 22:05", MAY),
    ],
)
def test_time_may_name_its_zone(history: Load, time: str, second: int) -> None:
    """A zone or an offset behind a time goes before the source's timezone."""
    loaded = history("listens", f"listened_at,artist_name,track_name\n{time},Low,Words\n", timezone="Asia/Tokyo")

    assert [listen[1] for listen in loaded.listens()] == [second]


@pytest.mark.parametrize("word", ["PM", "Uhr"])
def test_time_with_a_word_that_is_no_zone_is_a_reject(history: Load, word: str) -> None:
    """1 PM must not be read as one in the night; of JSON no other line says what the word means."""
    said = {"listened_at": f"2024-05-01 01:05 {word}", "artist_name": "Low", "track_name": "Words"}
    loaded = history("listens", lines(said, {**said, "listened_at": MAY}))

    assert loaded.rejects() == [(1, "no time that can be read")]


def test_afternoon_of_csv_is_the_afternoon(history: Load) -> None:
    """Where the notations of a whole file are looked at, 1 PM is 13 o'clock."""
    loaded = history("listens", "listened_at,artist_name,track_name\n2024-05-01 01:05 PM,Low,Words\n")

    assert [listen[1] for listen in loaded.listens()] == [MAY]


def test_listen_of_nobody_is_a_reject(history: Load) -> None:
    """Where neither line, file nor config names a user, the reason says what to do."""
    loaded = history("listenbrainz", lines(brainz(MAY, user_name="bea"), brainz(MAY)), user=None)

    assert loaded.rejects() == [(2, "no user: name one with user: at this source")]
