"""Every key of the documented examples is a key of the schemas, at its place."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.openapi.reading import Description

TIMES = "from_ts to_ts last_updated"
PAGE = f"count range {TIMES}"
ARTIST = "artist_mbids artist_name listen_count"
RELEASE = f"{ARTIST} release_mbid release_name"
GROUP = f"{ARTIST} caa_id caa_release_mbid release_group_mbid release_group_name"
RECORDING = f"{RELEASE} recording_mbid track_name"
BUCKET = "from_ts listen_count time_range to_ts"
DAY = "data_date loads plays hours_watched"


def listed(key: str, item: str, whole: str) -> dict[str, str]:
    """What a payload has, and what each of its items has."""
    return {"payload": f"{key} {whole}", f"payload/{key}[]": item}


# By address, and by the place within the example: the keys there.
SEEDS: Mapping[str, Mapping[str, str]] = {
    "/1/stats/user/{user_name}/artists": listed("artists", ARTIST, f"user_id total_artist_count {PAGE}"),
    "/1/stats/user/{user_name}/releases": listed("releases", RELEASE, f"user_id total_release_count {PAGE}"),
    "/1/stats/user/{user_name}/release-groups": listed(
        "release_groups", GROUP, f"user_id total_release_group_count {PAGE}"
    ),
    "/1/stats/user/{user_name}/recordings": listed("recordings", RECORDING, f"user_id total_recording_count {PAGE}"),
    "/1/stats/user/{user_name}/listening-activity": listed("listening_activity", BUCKET, f"user_id {TIMES}"),
    "/1/stats/user/{user_name}/daily-activity": {
        "payload": f"daily_activity user_id stats_range {TIMES}",
        "payload/daily_activity": "Monday Tuesday",
        "payload/daily_activity/Monday[]": "hour listen_count",
    },
    "/1/stats/user/{user_name}/artist-map": listed(
        "artist_map", "country artist_count", f"user_id stats_range {TIMES}"
    ),
    "/1/stats/artist/{artist_mbid}/listeners": listed(
        "listeners", "user_name listen_count", f"artist_mbid artist_name total_listen_count stats_range {TIMES}"
    ),
    "/1/stats/release-group/{release_group_mbid}/listeners": listed(
        "listeners",
        "user_name listen_count",
        "artist_mbids artist_name caa_id caa_release_mbid release_group_mbid release_group_name total_listen_count "
        f"stats_range {TIMES}",
    ),
    "/1/stats/sitewide/artists": listed("artists", ARTIST, f"offset {PAGE}"),
    "/1/stats/sitewide/releases": listed("releases", RELEASE, f"offset {PAGE}"),
    "/1/stats/sitewide/release-groups": listed("release_groups", GROUP, f"offset {PAGE}"),
    "/1/stats/sitewide/recordings": listed("recordings", RECORDING, f"offset {PAGE}"),
    "/1/stats/sitewide/listening-activity": listed("listening_activity", BUCKET, f"range {TIMES}"),
    "/1/stats/sitewide/artist-map": listed("artist_map", "country artist_count", f"stats_range {TIMES}"),
    "/statistics": {
        "": "status statistics response_time",
        "statistics": "week all month day year",
        "statistics/day": "total_time total_tracks top_albums top_users top_artists",
        "statistics/day/top_albums/1": "album plays artist",
        "statistics/day/top_users/4": "username plays user",
        "statistics/day/top_artists/2": "plays artist",
    },
    "/v2/stats": {"": "Stats", "Stats": "Id Data", "Stats/Data[]": "Period Value"},
    "/stats": {
        "": "locs projects show_locs stats tasks template title top5_projects_24_hours top5_users_24_hours users",
        "stats": "n_anon n_auth n_draft_projects n_published_projects n_tasks n_task_runs n_total_projects "
        "n_total_users",
        "users": "label values",
        "projects": "label values",
        "tasks/values[]": "label value",
    },
    "/v1/stats/account.json": {"": "loads plays hours_watched"},
    "/v1/stats/account/by_date.json": {"[]": DAY},
    "/v1/stats/projects/{project_id}.json": {"": "loads plays hours_watched number_of_videos"},
    "/v1/stats/projects/{project_id}/by_date.json": {"[]": DAY},
    "/v1/stats/medias/{media_id}.json": {"": "loads plays play_rate hours_watched engagement visitors"},
    "/v1/stats/medias/{media_id}/by_date.json": {"[]": DAY},
    "/v1/stats/medias/{media_id}/engagement.json": {"": "engagement"},
}


@pytest.mark.parametrize("address", SEEDS)
def test_a_schema_has_every_documented_key(description: Description, address: str):
    """A client that was written for the documented example finds what it looks for."""
    lacking = {
        place: set(keys.split()) - _keys(description, description.answer(address), place)
        for place, keys in SEEDS[address].items()
    }
    assert {place: keys for place, keys in lacking.items() if keys} == {}


def _keys(description: Description, schema: Mapping[str, Any], place: str) -> set[str]:
    """The keys that a record may have at a place such as payload/artists[]."""
    for step in place.replace("[]", "/[]").strip("/").split("/") if place else ():
        schema = next(_below(description, schema, step), {})
    return {key for each in _kinds(description, schema) for key in each.get("properties", {})}


def _kinds(description: Description, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The schemas that a schema is one of."""
    schema = description.found(schema)
    yield from (
        kind for each in schema.get("anyOf", [None]) for kind in (_kinds(description, each) if each else [schema])
    )


def _below(description: Description, schema: Mapping[str, Any], step: str) -> Iterator[Mapping[str, Any]]:
    for each in _kinds(description, schema):
        if step == "[]":
            yield from [each["items"]] if "items" in each else []
        elif step in each.get("properties", {}):
            yield each["properties"][step]
        elif isinstance(each.get("additionalProperties"), Mapping):
            yield each["additionalProperties"]
