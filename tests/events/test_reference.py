"""What MusicBrainz knows: every format in every kind of file, and of its rows those that the listens refer to."""

import json
import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pytest

from generator.errors import SourceError
from tests.events.library import (
    DIRTY,
    HOPE,
    HOPE_GROUP,
    KINDS,
    LOW,
    LULLABY,
    MAY,
    OTHER,
    VARIOUS,
    Row,
    credit,
    credit_text,
    listen,
    put,
    written,
)  # fmt: skip

Load = Callable[..., Any]
TABLES = ("artists", "recordings", "releases", "release_groups", "genres")
MAPPED = listen(recording_mbid=LULLABY, release_mbid=HOPE, artist_mbids=[LOW])
BOTH = (("Low", " & ", LOW), ("Dirty Three", "", DIRTY))


def mbid(number: int) -> str:
    return f"{number:08x}-0000-4000-8000-000000000000"


def vote(genre: str, count: int, **ids: str) -> Row:
    return {"recording_mbid": None, "release_group_mbid": None, "artist_mbid": None, **ids} | {
        "genre": genre,
        "genre_count": count,
    }


ROWS: dict[str, list[Row]] = {
    "artists": [
        {"artist_mbid": LOW, "artist_name": "Low", "country_code": "US"},
        {"artist_mbid": DIRTY, "artist_name": "Dirty Three", "country_code": None},
        {"artist_mbid": OTHER, "artist_name": "Unrelated", "country_code": "GB"},
    ],
    "recording-artists": [
        {"recording_mbid": OTHER, "artist_mbids": [OTHER], "artists": credit(("Unrelated", "", OTHER))},
        {"recording_mbid": LULLABY, "artist_mbids": [LOW, DIRTY], "artists": credit(*BOTH)},
    ],
    "recording-lengths": [
        {"recording_mbid": LULLABY, "length": 583000},
        {"recording_mbid": OTHER, "length": 1000},
    ],
    "releases": [
        {
            "release_mbid": HOPE,
            "release_group_mbid": HOPE_GROUP,
            "first_release_date_year": 1994,
            "release_name": "I Could Live in Hope",
            "album_artist_name": "Low",
            "caa_id": 7,
            "caa_release_mbid": HOPE,
            "artist_credit_mbids": [LOW],
            "artists": credit(("Low", "", LOW)),
        },
        {"release_mbid": OTHER, "release_group_mbid": OTHER, "release_name": "Unrelated"},
    ],
    "release-groups": [
        {
            "release_group_mbid": HOPE_GROUP,
            "title": "I Could Live in Hope",
            "artist_credit_name": "Low",
            "caa_id": 8,
            "caa_release_mbid": HOPE,
            "artist_credit_mbids": [LOW],
            "artists": credit(("Low", "", LOW)),
            "first_release_date_year": 1994,
            "primary_type": "Album",
        },
        {"release_group_mbid": OTHER, "title": "Unrelated", "artist_credit_mbids": [OTHER]},
    ],
    "genres": [
        vote("slowcore", 3, recording_mbid=LULLABY),
        vote("indie", 2, release_group_mbid=HOPE_GROUP),
        vote("rock", 1, artist_mbid=LOW),
        vote("pop", 9, recording_mbid=OTHER),
    ],
}  # fmt: skip
KNOWN = {
    "artists": [(DIRTY, "Dirty Three", None), (LOW, "Low", "USA")],
    "recordings": [(LULLABY, 583000, [LOW, DIRTY], credit_text(*BOTH))],
    "releases": [
        (HOPE, HOPE_GROUP, 1994, "I Could Live in Hope", "Low", 7, HOPE, [LOW], credit_text(("Low", "", LOW)))
    ],
    "release_groups": [
        (HOPE_GROUP, "I Could Live in Hope", "Low", 8, HOPE, [LOW], credit_text(("Low", "", LOW)), 1994, "Album")
    ],
    "genres": [
        ("artist", LOW, "rock", 1),
        ("recording", LULLABY, "slowcore", 3),
        ("release_group", HOPE_GROUP, "indie", 2),
    ],
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_comes_in_every_kind_of_file(load: Load, tmp_path: Path, kind: str) -> None:
    """CSV, TSV, JSON lines, a JSON array and Parquet say the same; what nobody heard is counted, not loaded."""
    sources = [put(tmp_path, name, rows, kind) for name, rows in ROWS.items()]

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), *sources)

    assert {name: loaded.table(name) for name in TABLES} == KNOWN
    assert [(part.lines, part.events, part.left_out) for part in loaded.parts[1:]] == [
        (len(rows), len(rows) - 1, 1) for rows in ROWS.values()
    ]


def test_order_of_the_sources_does_not_matter(load: Load, tmp_path: Path) -> None:
    """Histories are read first, whatever comes first in config.yaml, and a reference before what refers to it."""
    written_once = [put(tmp_path, name, rows) for name, rows in ROWS.items()]
    sources = [put(tmp_path, "listens", [MAPPED], "jsonl"), *written_once]
    orders = random.Random(3).sample(list(permutations(sources)), 12)  # noqa: S311  (no secret)

    for order in [*orders, tuple(reversed(sources))]:
        loaded = load(*order)
        assert {name: loaded.table(name) for name in TABLES} == KNOWN
        assert [part.source for part in loaded.parts] == list(range(len(sources)))
        assert [part.format for part in loaded.parts] == [source["format"] for source in order]


@pytest.mark.parametrize(
    "said",
    [
        f'["{LOW}", "{DIRTY}"]',
        f"['{LOW}', '{DIRTY}']",
        f"[{LOW}, {DIRTY}]",
        f"{{{LOW},{DIRTY}}}",
        f"{LOW},{DIRTY}",
        f"{LOW}; {DIRTY}",
        f"{LOW} {DIRTY}".upper(),
    ],
)
def test_lists_in_csv_come_in_any_notation(load: Load, tmp_path: Path, said: str) -> None:
    """JSON, Python, DuckDB and Postgres arrays, and ids side by side, are the same list."""
    source = put(tmp_path, "recording-artists", [{"recording_mbid": LULLABY, "artist_mbids": said}])

    assert load(put(tmp_path, "listens", [MAPPED], "jsonl"), source).table("recordings") == [
        (LULLABY, None, [LOW, DIRTY], None)
    ]


def test_lists_in_parquet_have_their_own_types(load: Load, tmp_path: Path) -> None:
    """Lists of UUIDs and of structs are lists; columns may be called as they like."""
    with duckdb.connect() as db:
        db.execute(f"""
            copy (select '{LULLABY}'::uuid as recording_mbid, ['{LOW}'::uuid, '{DIRTY}'::uuid] as artist_mbids,
              [{{'artist_credit_name': 'Low', 'join_phrase': ' & ', 'artist_mbid': '{LOW}'::uuid}},
               {{'artist_credit_name': 'Dirty Three', 'join_phrase': '', 'artist_mbid': '{DIRTY}'::uuid}}] as artists,
              1 as line, 2 as "is_row", 3 as "odd ""one"" name")
            to '{tmp_path / "r.parquet"}' (format parquet)
        """)

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), {"format": "recording-artists", "path": "r.parquet"})

    assert loaded.table("recordings") == [(LULLABY, None, [LOW, DIRTY], credit_text(*BOTH))]


def test_credit_tells_the_ids_where_no_list_does(load: Load, tmp_path: Path) -> None:
    """Where artist_mbids is missing, the ids are those of artists; JSON that is no credit says nothing."""
    rows = [
        {"recording_mbid": LULLABY, "artists": credit(*BOTH)},
        {"recording_mbid": OTHER, "artists": "{"},
    ]
    heard = [MAPPED, listen("Other", second=MAY + 1, recording_mbid=OTHER)]

    loaded = load(put(tmp_path, "listens", heard, "jsonl"), put(tmp_path, "recording-artists", rows))

    assert loaded.table("recordings") == [
        (LULLABY, None, [LOW, DIRTY], credit_text(*BOTH)),
        (OTHER, None, None, None),
    ]


NO_ROW = "not a row of the table: its number of fields differs, or it is not a JSON object"
BAD: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "artists": (
        f"artist_mbid,artist_name,country_code\n\nx,Low,US\n{LOW},Low,US\n{LOW},Low\n,,\n",
        [(3, "artist_mbid is not an MBID"), (5, NO_ROW), (6, "artist_mbid is not an MBID")],
    ),
    "musicbrainz-artists": (
        f'{{"id": "{LOW}", "name": "Low"}}\nnull\n{{"id": 5}}\n\n{{"name": "Low"}}\n{{"id": "{LOW}"\n',
        [(2, "not a JSON object"), (3, "id is not an MBID"), (5, "id is not an MBID"), (6, "not a JSON object")],
    ),
    "recording-artists": (
        f"recording_mbid,artist_mbids\nx,{LOW}\n{LULLABY},{LOW},{DIRTY}\n",
        [(2, "recording_mbid is not an MBID"), (3, NO_ROW)],
    ),
    "recording-lengths": (
        f"recording_mbid,length\n{LULLABY},long\n{LULLABY},0\n{LULLABY},-5\n{LULLABY},\n{LULLABY},1e12\nx,5\n{OTHER},x\n",
        [
            *((line, "length is no number of milliseconds above 0") for line in (2, 3, 4, 6)),
            (7, "recording_mbid is not an MBID"),
        ],
    ),
    "releases": (f"release_mbid,release_name\nx,Hope\n{HOPE},Hope\n", [(2, "release_mbid is not an MBID")]),
    "release-groups": (f"release_group_mbid,title\nx,Hope\n{HOPE},Hope\n", [(2, "release_group_mbid is not an MBID")]),
    "genres": (
        "recording_mbid,artist_mbid,genre,genre_count\nR,,rock,0\n,A,rock,-1\n,A,rock,many\n,A,,1\nx,y,rock,1\nO,,rock,0\n".replace(
            "R", LULLABY
        )
        .replace("A", LOW)
        .replace("O", OTHER),
        [
            *((line, "no votes for the genre: genre_count is not above 0") for line in (2, 3, 4)),
            (5, "no genre"),
            (6, "none of recording_mbid, release_group_mbid and artist_mbid is an MBID"),
        ],
    ),
    "musicbrainz-canonical": (
        f"recording_mbid,combined_lookup\n{LULLABY},lowlullaby\nx,lowlullaby\n{LULLABY}\n",
        [(3, "recording_mbid is not an MBID"), (4, "not a row of the table: its number of fields differs")],
    ),
}


@pytest.mark.parametrize("form", BAD)
def test_bad_rows_are_rejects_with_their_line(load: Load, tmp_path: Path, form: str) -> None:
    """Each is told by its number; blank lines count in it; a bad row of what nobody heard is left out."""
    text, rejects = BAD[form]
    (tmp_path / "bad.txt").write_text(text, encoding="utf-8")

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), {"format": form, "path": "bad.txt"})

    assert loaded.rejects() == rejects
    assert loaded.parts[1].lines == len([line for line in text.splitlines() if line]) - (form != "musicbrainz-artists")


def test_bad_rows_of_redirects(load: Load, tmp_path: Path) -> None:
    """A redirect without a release or a group tells nothing."""
    heading = "release_mbid,canonical_release_mbid,release_group_mbid\n"
    (tmp_path / "r.csv").write_text(f"{heading}x,x,{OTHER}\n{HOPE},{HOPE},\n{OTHER},x,\n", encoding="utf-8")

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), {"format": "musicbrainz-canonical", "path": "r.csv"})

    assert loaded.rejects() == [(2, "release_mbid is not an MBID"), (3, "release_group_mbid is not an MBID")]
    assert loaded.left_out() == 1


def test_line_that_is_not_utf_8_is_a_reject_here_too(load: Load, tmp_path: Path) -> None:
    """A blanked line is counted, and the lines after it keep their numbers."""
    text = f"artist_mbid,artist_name\n{LOW},L\xf6w\nx,Low\n"
    (tmp_path / "a.csv").write_bytes(text.encode("latin-1"))

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), {"format": "artists", "path": "a.csv"})

    assert [line for line, _ in loaded.rejects()] == [2, 3]
    assert loaded.parts[1].lines == 2


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_lines_are_accounted_for(load: Load, tmp_path: Path, kind: str, seed: int) -> None:
    """Kept, folded, rejected and left-out rows are as many as an independent reading counts."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    ids = [mbid(number) for number in range(60)]
    heard = set(chance.sample(ids, 30))
    rows = [{"artist_mbid": chance.choice([*ids, "none"]), "artist_name": f"Name {at}"} for at in range(200)]
    listens = [listen(f"Track {at}", artist_mbids=[artist]) for at, artist in enumerate(sorted(heard))]

    loaded = load(put(tmp_path, "listens", listens, "jsonl"), put(tmp_path, "artists", rows, kind))

    wanted = [str(row["artist_mbid"]) for row in rows if row["artist_mbid"] in heard]
    rejects = sum(row["artist_mbid"] == "none" for row in rows)
    part = loaded.parts[1]
    assert (part.lines, part.events, part.rejects) == (len(rows), len(set(wanted)), rejects)
    assert (part.folded, part.left_out) == (len(wanted) - len(set(wanted)), len(rows) - rejects - len(wanted))
    assert {row[0] for row in loaded.table("artists")} == set(wanted)


def test_row_that_says_most_stays(load: Load, tmp_path: Path) -> None:
    """Of rows with one id the fuller one stays, else the smaller, in whichever file and order they stand."""
    rows: list[Row] = [
        {"release_mbid": HOPE, "release_name": "B", "first_release_date_year": ""},
        {"release_mbid": HOPE, "release_name": "C", "first_release_date_year": "1994"},
        {"release_mbid": HOPE, "release_name": "B", "first_release_date_year": "1994"},
    ]
    for order in permutations(rows):
        (tmp_path / "1.csv").write_bytes(written(order[:2], "csv"))
        (tmp_path / "2.csv").write_bytes(written(order[2:], "csv"))
        loaded = load({"format": "releases", "path": "[12].csv"}, put(tmp_path, "listens", [MAPPED], "jsonl"))
        assert [row[2:4] for row in loaded.table("releases")] == [(1994, "B")]
        assert sum(part.folded for part in loaded.parts) == 2


def test_new_releases_of_heard_artists_are_kept(load: Load, tmp_path: Path) -> None:
    """A group that nobody heard stays where an artist of it was heard, not where only an album's artist has it."""
    groups = [
        {"release_group_mbid": mbid(1), "title": "New", "artist_credit_mbids": [DIRTY, LOW]},
        {"release_group_mbid": mbid(2), "title": "Fifth", "artist_credit_mbids": [*map(mbid, range(3, 7)), LOW]},
        {"release_group_mbid": mbid(9), "title": "Now 94", "artist_credit_mbids": [VARIOUS]},
        {"release_group_mbid": mbid(10), "title": "Crowd", "artist_credit_mbids": [*map(mbid, range(3, 9))]},
        {"release_group_mbid": HOPE_GROUP, "title": "Sampler", "artist_credit_mbids": [VARIOUS]},
    ]
    releases = [{"release_mbid": HOPE, "release_group_mbid": HOPE_GROUP, "artist_credit_mbids": [VARIOUS]}]
    artists = [{"artist_mbid": artist, "artist_name": artist[:4]} for artist in (LOW, DIRTY, VARIOUS, OTHER)]

    loaded = load(
        put(tmp_path, "listens", [MAPPED], "jsonl"),
        put(tmp_path, "releases", releases, "jsonl"),
        put(tmp_path, "release-groups", groups, "jsonl"),
        put(tmp_path, "artists", artists),
    )

    assert sorted(str(row[1]) for row in loaded.table("release_groups")) == ["Fifth", "New", "Sampler"]
    assert [row[0] for row in loaded.table("artists")] == [DIRTY, LOW, VARIOUS]


def test_group_without_a_row_is_told_from_its_releases(load: Load, tmp_path: Path) -> None:
    """It is called as its first release in byte order, with that one's artist and cover, and its first year."""
    heard = [
        listen("A", release_mbid=mbid(1), recording_mbid=mbid(8)),
        listen("B", release_mbid=mbid(2), recording_mbid=mbid(9)),
    ]
    releases: list[Row] = [
        {
            "release_mbid": mbid(number),
            "release_group_mbid": HOPE_GROUP,
            "first_release_date_year": 1990 + number,
            "release_name": name,
            "album_artist_name": f"Artist {number}",
            "caa_id": number,
        }
        for number, name in ((1, "Hope (Deluxe)"), (2, "Hope"))
    ]

    loaded = load(put(tmp_path, "listens", heard, "jsonl"), put(tmp_path, "releases", releases))

    assert loaded.table("release_groups") == [(HOPE_GROUP, "Hope", "Artist 2", 2, None, None, None, 1991, None)]


def test_editions_that_nobody_heard_may_name_a_group(load: Load, tmp_path: Path) -> None:
    """Of a group that was heard all releases are kept, in whichever file they stand; those of other groups are not."""
    plain: list[Row] = [{"release_mbid": mbid(2), "release_group_mbid": HOPE_GROUP, "release_name": "Hope"}]
    deluxe: list[Row] = [
        {"release_mbid": HOPE, "release_group_mbid": HOPE_GROUP, "release_name": "Hope (Deluxe)"},
        {"release_mbid": mbid(3), "release_group_mbid": OTHER, "release_name": "Hope"},
    ]
    (tmp_path / "a.csv").write_bytes(written(plain, "csv"))
    (tmp_path / "b.csv").write_bytes(written(deluxe, "csv"))

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), {"format": "releases", "path": "[ab].csv"})

    assert [row[:2] for row in loaded.table("release_groups")] == [(HOPE_GROUP, "Hope")]
    assert [(part.events, part.left_out) for part in loaded.parts[1:]] == [(1, 0), (1, 1)]


def test_dump_of_musicbrainz_tells_country_and_genres(load: Load, tmp_path: Path) -> None:
    """The country is the artist's, else the area's, else the one that the area lies in; genres need votes."""
    nowhere = {"id": mbid(1), "name": "Nowhere", "country": None, "area": None, "genres": []}
    dump = [
        {"id": LOW, "name": "Low", "country": "US", "area": {"iso-3166-1-codes": ["GB"]}, "genres": "none"},
        {
            "id": DIRTY,
            "name": "Dirty Three",
            "country": None,
            "area": {"name": "Australia", "iso-3166-1-codes": ["AU"]},
        },
        {
            "id": VARIOUS,
            "name": "Orkney Band",
            "area": {"iso-3166-2-codes": ["GB-SCT"]},
            "genres": [
                {"name": "folk", "count": 4, "id": OTHER, "disambiguation": ""},
                {"name": "pop", "count": 0},
                {"name": "rock", "count": -1},
                {"name": "odd", "count": None},
            ],
        },
        nowhere,
        {"id": OTHER, "name": "Unrelated", "country": "FR", "genres": [{"name": "chanson", "count": 1}]},
    ]
    heard = [listen(artist_mbids=[LOW, DIRTY, VARIOUS, mbid(1)])]
    (tmp_path / "artist").write_bytes(written(dump, "jsonl"))

    loaded = load(put(tmp_path, "listens", heard, "jsonl"), {"format": "musicbrainz-artists", "path": "artist"})

    assert [row[1:] for row in loaded.table("artists")] == [
        ("Nowhere", None),
        ("Dirty Three", "AUS"),
        ("Low", "USA"),
        ("Orkney Band", "GBR"),
    ]
    assert loaded.table("genres") == [("artist", VARIOUS, "folk", 4)]
    assert (loaded.parts[1].events, loaded.left_out()) == (4, 1)


def test_tables_of_listenbrainz_go_before_the_dump(load: Load, tmp_path: Path) -> None:
    """Name, country and genre counts of the tables stand; what they do not say the dump does."""
    dump = [
        {
            "id": LOW,
            "name": "low",
            "country": "GB",
            "genres": [{"name": "rock", "count": 9}, {"name": "pop", "count": 2}],
        },
        {"id": DIRTY, "name": "Dirty Three", "country": "AU"},
    ]
    artists = [
        {"artist_mbid": LOW, "artist_name": "Low", "country_code": "US"},
        {"artist_mbid": DIRTY, "artist_name": "Dirty 3", "country_code": "XW"},
    ]
    genres = [{"artist_mbid": LOW, "genre": "rock", "genre_count": 1}]
    (tmp_path / "artist").write_bytes(written(dump, "jsonl"))

    loaded = load(
        {"format": "musicbrainz-artists", "path": "artist"},
        put(tmp_path, "artists", artists),
        put(tmp_path, "genres", genres),
        put(tmp_path, "listens", [listen(artist_mbids=[LOW, DIRTY])], "jsonl"),
    )

    assert loaded.table("artists") == [(DIRTY, "Dirty 3", "AUS"), (LOW, "Low", "USA")]
    assert loaded.table("genres") == [("artist", LOW, "pop", 2), ("artist", LOW, "rock", 1)]


def test_numbers_hold_in_a_large_reference(load: Load, tmp_path: Path) -> None:
    """A file that several threads read keeps the numbers of its rejects, blank lines counted."""
    lines = [json.dumps({"artist_mbid": mbid(at), "artist_name": "x" * 80}) for at in range(200_000)]
    lines[7], lines[150_000], lines[199_999] = "", '{"artist_mbid": "x"}', "{"
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")

    loaded = load(
        put(tmp_path, "listens", [listen(artist_mbids=[mbid(5), mbid(199_998)])], "jsonl"),
        {"format": "artists", "path": "a.jsonl"},
    )

    assert [line for line, _ in loaded.rejects()] == [150_001, 200_000]
    assert (loaded.parts[1].lines, loaded.parts[1].events, loaded.left_out()) == (199_999, 2, 199_995)


def test_headings_come_in_any_case(load: Load, tmp_path: Path) -> None:
    """Columns are known by their names, however these are written, in CSV and in Parquet."""
    (tmp_path / "l.csv").write_text(
        f"Listened_At,USER_NAME,Artist_Name,Track_Name,Artist_MBIDs\n{MAY},ana,Low,Lullaby,{LOW} {DIRTY}\n",
        encoding="utf-8",
    )
    (tmp_path / "a.csv").write_text(f"ARTIST_MBID, Artist_Name ,Country_Code\n{LOW},Low,us\n", encoding="utf-8")
    with duckdb.connect() as db:
        rows = f"select '{DIRTY}' as \"Artist_MBID\", 'Dirty Three' as \"ARTIST_NAME\""
        db.execute(f"copy ({rows}) to '{tmp_path / 'a.parquet'}'")

    loaded = load({"format": "listens", "path": "l.csv"}, {"format": "artists", "path": "a.*"})

    assert loaded.table("artists") == [(DIRTY, "Dirty Three", None), (LOW, "Low", "USA")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("artists", "recording-lengths"),
        ("recording-artists", "recording-lengths"),
        ("recording-lengths", "genres"),
        ("genres", "artists"),
        ("releases", "release-groups"),
        ("release-groups", "artists"),
    ],
)
def test_table_of_another_format_is_an_error(load: Load, tmp_path: Path, form: str, other: str, kind: str) -> None:
    """It is told as such, not taken for a table whose every row says nothing."""
    source = put(tmp_path, other, ROWS[other], kind) | {"format": form}

    with pytest.raises(SourceError, match=f"not the format '{form}'"):
        load(put(tmp_path, "listens", [MAPPED], "jsonl"), source)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.NDJSON"])
def test_json_lines_in_an_archive_have_either_ending(load: Load, tmp_path: Path, name: str) -> None:
    """JSON lines are called .jsonl by some and .ndjson by others."""
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, written(ROWS["artists"], "jsonl"))

    loaded = load(put(tmp_path, "listens", [MAPPED], "jsonl"), {"format": "artists", "path": "a.zip"})

    assert [(part.lines, part.events, part.left_out) for part in loaded.parts[1:]] == [(3, 1, 2)]
