"""Tables of medias: their notations, and what they know better than events."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import pytest

from tests.video.loading import lines, loaded
from tests.video.test_sources_beacons import beacon

ROWS = [
    {"media_id": "a", "name": "Intro, part 1", "project_id": "77", "duration_s": 12.5, "project_name": "Tours"},
    {"media_id": "b", "name": None, "project_id": None, "duration_s": None, "project_name": None},
]
LOAD = ("video-beacons", "beacons.jsonl", lines([beacon()]))


def medias_csv(*rows: str) -> tuple[str, str, str]:
    return ("video-beacons", "medias.csv", "media_id,name,project_id,duration_s,project_name\n" + "\n".join(rows))


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "parquet"])
def test_a_table_has_any_of_four_notations(tmp_path: Path, kind: str):
    """A media that nobody met is one, too."""
    (tmp_path / "rows.json").write_text(json.dumps(ROWS))
    form = {"csv": "csv", "json": "json, array true", "jsonl": "json", "parquet": "parquet"}[kind]
    duckdb.execute(f"copy (from '{tmp_path}/rows.json') to '{tmp_path}/medias' (format {form})")
    found = loaded(tmp_path, LOAD, ("video-beacons", f"medias.{kind}", (tmp_path / "medias").read_bytes()))
    assert found.medias() == [("a", "Intro, part 1", "77", "Tours", 12500), ("b", None, None, None, None)]
    assert found.counts() == (3, 3, 0, 0, 0)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("b,B,,12:30,", "duration_s is no number of seconds above 0"),
        ("b,B,,0,", "duration_s is no number of seconds above 0"),
        (",B,,5,", "no media_id"),
        ("b,B", "not a row of the table: its number of fields differs, or it is not a JSON object"),
    ],
)
def test_a_bad_row_is_a_reject(tmp_path: Path, row: str, reason: str):
    """The others stay."""
    found = loaded(tmp_path, LOAD, medias_csv("a,A,,5,", row))
    assert found.rejects() == [(3, reason)]
    assert found.medias() == [("a", "A", None, None, 5000)]


def test_of_rows_about_a_media_the_fullest_stays(tmp_path: Path):
    """Of equally full ones that of the smallest values; it does not matter which file comes first in config.yaml."""
    other = ("video-beacons", "others.csv", "media_id,name,duration_s\na,Z,9\na,B,9\n")
    found = loaded(tmp_path, LOAD, medias_csv("a,A,,,", "a,C,,9,"), other)
    turned = loaded(tmp_path, other, medias_csv("a,A,,,", "a,C,,9,"), LOAD)
    assert found.medias() == turned.medias() == [("a", "B", None, None, 9000)]
    assert found.counts() == turned.counts() == (5, 2, 0, 3, 0)


def test_a_table_goes_before_events(tmp_path: Path):
    """Its project, not theirs; else the smallest of theirs."""
    said = lines(beacon(media_id=media, project_id=project) for media in "ab" for project in ("q", "p"))
    found = loaded(tmp_path, ("video-beacons", "beacons.jsonl", said), medias_csv("a,A,77,5,Tours"))
    assert found.medias() == [("a", "A", "77", "Tours", 5000), ("b", None, "p", None, None)]


def test_a_project_has_one_name(tmp_path: Path):
    """The smallest that a table has, for all its medias."""
    found = loaded(tmp_path, LOAD, medias_csv("a,A,77,5,Tours", "b,B,77,5,Rides", "c,C,77,5,"))
    assert [row[3] for row in found.medias()] == ["Rides", "Rides", "Rides"]


DATA_API = [
    {
        "id": 1, "hashed_id": "a", "name": "Intro", "type": "Video", "duration": 12.5, "archived": False,
        "created": "2024-05-01T10:00:00+00:00", "thumbnail": {"url": "https://x.example/t.jpg"}, "assets": [],
        "project": {"id": 77, "name": "Tours", "hashed_id": "p77"},
    },
    {"id": 2, "hashed_id": "b", "name": "Poster", "type": "Image", "duration": None, "project": None},
    {"id": 3, "hashed_id": "c", "name": " ", "duration": 0.0, "project": {"hashed_id": "p78", "name": "Rides"}},
]  # fmt: skip


def packed(name: str, content: str) -> bytes:
    """A zip with one file."""
    with BytesIO() as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(name, content)
        return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("medias.json", json.dumps(DATA_API)),
        ("medias.json", json.dumps(DATA_API, indent=2)),
        ("pages.json", f"{json.dumps(DATA_API[:1])}{json.dumps(DATA_API[1:])}[]"),
        ("pages.json", f"{json.dumps(DATA_API[:1])}\n{json.dumps(DATA_API[1:])}\n"),
        ("medias.jsonl", lines(DATA_API)),
        ("medias.zip", packed("medias.json", json.dumps(DATA_API))),
    ],
)
def test_the_list_of_the_data_api_is_a_table(tmp_path: Path, file: str, content: str | bytes):
    """An array, its pages one behind the other, lines, or packed: what has no duration has none that is known."""
    found = loaded(tmp_path, LOAD, ("video-beacons", file, content))
    assert found.medias() == [
        ("a", "Intro", "77", "Tours", 12_500), ("b", "Poster", None, None, None), ("c", None, "p78", "Rides", None),
    ]  # fmt: skip
    assert found.counts() == (4, 4, 0, 0, 0)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"hashed_id": None, "name": "B"}, "no hashed_id"),
        ({"hashed_id": "b", "duration": "long"}, "duration is no number of seconds"),
        ("text", "not a JSON object"),
    ],
)
def test_a_bad_media_of_the_data_api_is_a_reject(tmp_path: Path, row: object, reason: str):
    """The others stay."""
    found = loaded(tmp_path, LOAD, ("video-beacons", "medias.json", json.dumps([DATA_API[0], row, DATA_API[1]])))
    assert found.rejects() == [(2, reason)]
    assert [media[0] for media in found.medias()] == ["a", "b"]


def test_numbers_are_in_byte_order(tmp_path: Path):
    """Of the ids: capitals come first."""
    found = loaded(tmp_path, LOAD, medias_csv("é,,,,", "b,,,,", "B,,,,", "10,,,,", "9,,,,"))
    rows = found.rows("select media_id from medias order by media_number")
    assert [media for (media,) in rows] == ["10", "9", "B", "a", "b", "é"]


@pytest.mark.parametrize("key", [{"id": 77}, {"hashedId": "77"}])
def test_a_project_of_the_data_api_holds_its_medias(tmp_path: Path, key: dict[str, object]):
    """What is said of the project around them is said of each."""
    medias = [{"id": 1, "hashed_id": "a", "name": "Intro", "duration": 12.5, "type": "Video"}, {"name": "no id"}]
    project = {**key, "name": "Tours", "mediaCount": 2, "public": False, "medias": medias}
    found = loaded(tmp_path, LOAD, ("video-beacons", "project.json", json.dumps(project)))
    assert found.medias() == [("a", "Intro", "77", "Tours", 12500)]
    assert found.rejects() == [(2, "no hashed_id")]
