"""Every document has the keys of the documented examples, and those of today's server, each of its type."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.listenbrainz.histories import HOPE, LOW, mbid
from tests.reference.spans import NAMES

TEXT, COUNT, IDS, NULL = str, int, [str], type(None)
MAYBE = (str, NULL)
CREDIT = {"artist_credit_name": TEXT, "join_phrase": TEXT, "artist_mbid": MAYBE}

ARTIST = {"artist_mbid": MAYBE, "artist_mbids": IDS, "artist_name": TEXT, "listen_count": COUNT}
RELEASE = {
    "artist_mbids": IDS,
    "artist_name": TEXT,
    "listen_count": COUNT,
    "release_mbid": MAYBE,
    "release_name": TEXT,
    "caa_id": (int, NULL),
    "caa_release_mbid": MAYBE,
}
RELEASE_GROUP = {
    "artist_mbids": IDS,
    "artist_name": TEXT,
    "caa_id": (int, NULL),
    "caa_release_mbid": MAYBE,
    "listen_count": COUNT,
    "release_group_mbid": MAYBE,
    "release_group_name": TEXT,
}
RECORDING = {
    "artist_mbids": IDS,
    "artist_name": TEXT,
    "listen_count": COUNT,
    "recording_mbid": MAYBE,
    "release_mbid": MAYBE,
    "release_name": MAYBE,
    "track_name": TEXT,
    "caa_id": (int, NULL),
    "caa_release_mbid": MAYBE,
}
ARTISTS_OF_ITEM = {"artists": ([CREDIT], NULL)}
BUCKET = {"from_ts": COUNT, "listen_count": COUNT, "time_range": TEXT, "to_ts": COUNT}
HOUR = {"hour": COUNT, "listen_count": COUNT}
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = {day: [HOUR] for day in WEEK}
PLAYED = {"artist_name": TEXT, "artist_mbid": TEXT, "listen_count": COUNT}
COUNTRY = {"country": TEXT, "artist_count": COUNT, "listen_count": COUNT, "artists": [PLAYED]}
ALBUM = {"name": TEXT, "listen_count": COUNT, "release_group_mbid": MAYBE}
ALBUMS = {"name": TEXT, "artist_name": TEXT, "artist_mbid": MAYBE, "listen_count": COUNT, "albums": [ALBUM]}
ERA = {"year": COUNT, "listen_count": COUNT}
EVOLUTION = {"artist_mbid": TEXT, "artist_name": TEXT, "listen_count": COUNT}
LISTENER = {"user_name": TEXT, "listen_count": COUNT}

TAIL = {"range": TEXT, "from_ts": COUNT, "to_ts": COUNT, "last_updated": COUNT}
USER = {"user_id": TEXT}
WHOLE = {"stats_range": TEXT, **TAIL}
PAGE = {"count": COUNT, "offset": COUNT, **TAIL}
HEARD = {"listeners": [LISTENER], "total_listen_count": COUNT, "total_user_count": COUNT, **WHOLE}
GROUP_HEARD = {key: kind for key, kind in RELEASE_GROUP.items() if key != "listen_count"}

SHAPES: dict[str, dict[str, Any]] = {
    "user/ana/artists": {**USER, **PAGE, "total_artist_count": COUNT, "artists": [ARTIST]},
    "user/ana/releases": {**USER, **PAGE, "total_release_count": COUNT, "releases": [RELEASE | ARTISTS_OF_ITEM]},
    "user/ana/release-groups": {
        **USER, **PAGE, "total_release_group_count": COUNT, "release_groups": [RELEASE_GROUP | ARTISTS_OF_ITEM],
    },
    "user/ana/recordings": {
        **USER, **PAGE, "total_recording_count": COUNT, "recordings": [RECORDING | ARTISTS_OF_ITEM],
    },
    "user/ana/listening-activity": {**USER, **WHOLE, "listening_activity": [BUCKET]},
    "user/ana/daily-activity": {**USER, **WHOLE, "daily_activity": DAYS},
    "user/ana/artist-map": {**USER, **WHOLE, "artist_map": [COUNTRY]},
    "user/ana/artist-activity": {**USER, **WHOLE, "artist_activity": [ALBUMS]},
    "user/ana/era-activity": {**USER, **WHOLE, "era_activity": [ERA]},
    "user/ana/artist-evolution-activity": {
        **USER, **WHOLE, "artist_evolution_activity": [{"time_unit": TEXT, **EVOLUTION}],
    },
    "sitewide/artist-activity": {**WHOLE, "artist_activity": [ALBUMS]},
    "sitewide/era-activity": {**WHOLE, "era_activity": [ERA]},
    "sitewide/artist-evolution-activity": {
        **WHOLE, "artist_evolution_activity": [{"time_unit": COUNT, **EVOLUTION}],
    },
    "sitewide/artists": {**PAGE, "total_artist_count": COUNT, "artists": [ARTIST]},
    "sitewide/releases": {**PAGE, "total_release_count": COUNT, "releases": [RELEASE]},
    "sitewide/release-groups": {**PAGE, "total_release_group_count": COUNT, "release_groups": [RELEASE_GROUP]},
    "sitewide/recordings": {**PAGE, "total_recording_count": COUNT, "recordings": [RECORDING]},
    "sitewide/listening-activity": {**WHOLE, "listening_activity": [BUCKET]},
    "sitewide/artist-map": {**WHOLE, "artist_map": [COUNTRY]},
    f"artist/{LOW}/listeners": {"artist_mbid": TEXT, "artist_name": TEXT, **HEARD},
    f"release-group/{mbid('group', 1)}/listeners": {**GROUP_HEARD, **HEARD},
}  # fmt: skip
PAGED = {path: path.split("/")[-1].replace("-", "_") for path, shape in SHAPES.items() if "count" in shape}


def fits(value: Any, shape: Any) -> bool:  # noqa: ANN401
    """Whether a value is of a shape: a type, a list of one shape, exactly these keys, or one of several."""
    match shape:
        case tuple():
            return any(fits(value, each) for each in shape)
        case list():
            return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
        case dict():
            same = isinstance(value, dict) and value.keys() == shape.keys()
            return same and all(fits(value[key], shape[key]) for key in shape)
    return type(value) is shape


def payload(tree: Path, path: str) -> dict[str, Any]:
    """Read the payload of a document, which holds nothing else."""
    document = json.loads((tree / "1" / "stats" / f"{path}.json").read_bytes())
    assert list(document) == ["payload"]
    return document["payload"]


@pytest.mark.parametrize("path", SHAPES)
def test_a_document_has_the_documented_keys_each_of_its_type(tree: Path, path: str):
    """The keys of the example and of the server, all of them and no other, in the payload and in its items."""
    found = payload(tree, path)
    assert found.keys() == SHAPES[path].keys()
    assert {key: found[key] for key in found if not fits(found[key], SHAPES[path][key])} == {}


@pytest.mark.parametrize("path", PAGED)
def test_a_page_counts_its_items(tree: Path, path: str):
    """The length of the list is count, offset is 0, and the total is that of the whole leaderboard."""
    first, full = payload(tree, path), payload(tree, f"{path}/all_time/all")
    key = PAGED[path]
    total = first[f"total_{key.removesuffix('s')}_count"]
    assert (first["count"], first["offset"], len(first[key])) == (25, 0, 25)
    assert (full["count"], full["offset"], len(full[key])) == (1000, 0, 1000)
    assert full[key][:25] == first[key]
    assert total == 1201 + (path in {"sitewide/artists", "sitewide/recordings"})  # what bo heard is unmapped


@pytest.mark.parametrize("name", NAMES)
def test_a_document_names_its_range(tree: Path, name: str):
    """range, and stats_range where there is one, are those of the file's name; without one it is all_time."""
    found = [json.loads(file.read_bytes())["payload"] for file in (tree / "1").rglob(f"{name}.json")]
    assert {document["range"] for document in found} <= {name}
    assert {document.get("stats_range", name) for document in found} <= {name}
    assert payload(tree, "user/ana/artists") == payload(tree, "user/ana/artists/all_time")


def test_what_is_unknown_is_null_and_an_unknown_list_of_ids_is_empty(tree: Path):
    """An unmapped listen has every optional key: ids, cover and artists null, artist_mbids []."""
    unknown = payload(tree, "user/ana/recordings")["recordings"][1]
    assert {key for key, value in unknown.items() if value is None} == {
        "recording_mbid", "release_mbid", "caa_id", "caa_release_mbid", "artists",
    }  # fmt: skip
    assert unknown["artist_mbids"] == []


def test_a_mapped_item_carries_its_credit(tree: Path):
    """An item's artists say who played, with join phrases; the site's items do not carry them."""
    items = payload(tree, "user/ana/releases/all_time/all")["releases"]
    known = next(item for item in items if item["release_mbid"] == HOPE)
    assert known["artists"] == [{"artist_credit_name": "Low", "join_phrase": "", "artist_mbid": LOW}]
    assert (known["artist_mbids"], known["caa_id"]) == ([LOW], 7)


def test_a_week_has_every_hour(tree: Path):
    """daily_activity has 24 hours a day, from 0, empty ones with 0."""
    days = payload(tree, "user/bo/daily-activity")["daily_activity"]
    assert [(day, [hour["hour"] for hour in days[day]]) for day in days] == [(day, list(range(24))) for day in WEEK]
    assert days["Sunday"][3] == {"hour": 3, "listen_count": 1}


def test_listen_count_is_a_count_alone(tree: Path):
    """The number of listens of a user, over the whole history."""
    assert json.loads((tree / "1/user/ana/listen-count.json").read_bytes()) == {"payload": {"count": 1202}}
