"""Beacons of a player, and tables of medias."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.video.loading import Videos, lines, loaded

MAY = 1714568700  # 2024-05-01 13:05 UTC
HEADING = "ts,event,media_id,project_id,visitor_key,session_key,start_s,end_s\n"
GOOD = f"{MAY},load,a,p,v,s,,\n"


def beacon(event: str = "load", ts: object = MAY, media_id: object = "a", **more: object) -> dict[str, object]:
    return {"ts": ts, "event": event, "media_id": media_id, **more}


def beacons(folder: Path, *said: dict[str, object], medias: str = "", **settings: object) -> Videos:
    """Load beacons as JSON lines, and a table of medias as CSV if there is one."""
    sources = [("video-beacons", "beacons.jsonl", lines(said)), ("video-beacons", "medias.csv", medias)]
    return loaded(folder, *sources[: 2 if medias else 1], **settings)


def test_a_beacon_is_a_load_a_play_or_a_range(tmp_path: Path):
    """Each goes into its table; seconds become whole ms."""
    found = beacons(
        tmp_path,
        beacon("load"),
        beacon("play", ts=MAY + 1),
        beacon("range", ts=MAY + 9, start_s=0, end_s=2.5),
        beacon("range", ts=MAY + 10, start_s="1.0004", end_s="4"),
    )
    assert found.loads() == [("2024-05-01 13:05:00", "a")]
    assert found.plays() == [("2024-05-01 13:05:01", "a")]
    assert found.watches() == [(0, 2500, 2500), (1000, 4000, 3000)]
    assert found.counts() == (4, 4, 0, 0, 0)


@pytest.mark.parametrize(
    ("ts", "moment"),
    [
        (MAY, "2024-05-01 13:05:00"),
        (MAY + 0.25, "2024-05-01 13:05:00.25"),
        (str(MAY), "2024-05-01 13:05:00"),
        (MAY * 1000 + 250, "2024-05-01 13:05:00.25"),
        ("2024-05-01T13:05:00Z", "2024-05-01 13:05:00"),
        ("2024-05-01T13:05:00.123456+02:00", "2024-05-01 11:05:00.123456"),
        ("2024-05-01 13:05:00", "2024-05-01 12:05:00"),
    ],
)
def test_times_have_three_notations(tmp_path: Path, ts: object, moment: str):
    """Seconds or milliseconds since 1970, or ISO, without an offset in the source's timezone."""
    found = loaded(tmp_path, ("video-beacons", "b.jsonl", lines([beacon(ts=ts)])), timezone="Europe/Dublin")
    assert found.rows("select happened_at::varchar from video_loads") == [(moment,)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not a JSON object, or not as many fields as the heading"),
        ('["ts"]', "not a JSON object, or not as many fields as the heading"),
        (json.dumps({"ts": MAY, "media_id": "a"}), "no event: load, play or range is expected"),
        (json.dumps(beacon(media_id="")), "no media_id"),
        (json.dumps(beacon(media_id={"id": 1})), "no media_id"),
        (json.dumps(beacon("range")), "a range without start_s and end_s: both are expected, in seconds"),
        (
            json.dumps(beacon("range", start_s=1, end_s="end")),
            "a range without start_s and end_s: both are expected, in seconds",
        ),
        (json.dumps(beacon("range", start_s=2, end_s=2)), "a range that ends where it starts, or before"),
        (json.dumps(beacon("range", start_s=3, end_s=2)), "a range that ends where it starts, or before"),
        (json.dumps(beacon("range", start_s=-3, end_s=-2)), "a range that ends where it starts, or before"),
        (json.dumps(beacon(ts="yesterday")), "no time that can be read"),
        (json.dumps(beacon(ts=None)), "no time that can be read"),
        (json.dumps(beacon(ts=1e40)), "no time that can be read"),
        (json.dumps(beacon(ts=0)), "the time is 0 (1970-01-01), or before: the file lost it"),
        (json.dumps(beacon(ts="2031-01-01T00:00:00Z")), "later than as_of, or than the clock"),
        (json.dumps(beacon(ts="9999-12-31T00:00:00Z")), "later than as_of, or than the clock"),
    ],
)
def test_a_bad_line_is_a_reject(tmp_path: Path, line: str, reason: str):
    """It is told by its number; the lines around it are events."""
    found = loaded(tmp_path, ("video-beacons", "b.jsonl", f"{lines([beacon()])}\n{line}\n{lines([beacon()])}"))
    assert found.rejects() == [(3, reason)]
    assert found.counts() == (3, 2, 1, 0, 0)


def test_as_of_is_the_last_second(tmp_path: Path):
    """A part of that second is in it, the next second is not."""
    said = [beacon(ts=MAY + 0.9), beacon(ts=MAY + 1)]
    found = beacons(tmp_path, *said, site={"as_of": "2024-05-01T13:05:00"})
    assert found.rejects() == []
    assert found.counts() == (2, 1, 0, 0, 1)


def test_other_events_are_left_out(tmp_path: Path):
    """A player may tell more than is counted, even without a time."""
    found = beacons(tmp_path, beacon(), beacon("pause"), beacon("volume", ts=None, media_id=None))
    assert found.counts() == (3, 1, 0, 0, 2)


def test_beacons_may_be_csv(tmp_path: Path):
    """The heading names the columns; a row of another width is a reject."""
    rows = f"{GOOD}{MAY},range,a,p,v,s,0,1.5\n{MAY},load,a\n"
    found = loaded(tmp_path, ("video-beacons", "b.csv", HEADING + rows))
    assert (found.loads(), found.watches()) == ([("2024-05-01 13:05:00", "a")], [(0, 1500, 1500)])
    assert found.rejects() == [(4, "not a JSON object, or not as many fields as the heading")]


def test_one_archive_may_hold_beacons_and_medias(tmp_path: Path):
    """Each of its files is read once, into the table that is its own."""
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("b.jsonl", lines([beacon(), beacon("range", start_s=0, end_s=5)]))
        zipped.writestr("medias.csv", "media_id,duration_s\na,3\n")
    found = loaded(tmp_path, ("video-beacons", "all.zip", archive.read_bytes()))
    assert (len(found.loads()), found.watches()) == (1, [(0, 3000, 3000)])
    assert (len(found.parts), found.counts()) == (2, (3, 3, 0, 0, 0))


def test_a_key_of_an_event_counts_once(tmp_path: Path):
    """A beacon that was sent again folds; without a key each is an event."""
    said = [beacon(event_key="k"), beacon(event_key="k"), beacon(event_key="m"), beacon(), beacon()]
    assert beacons(tmp_path, *said).counts() == (5, 4, 0, 1, 0)


def test_a_range_ends_where_its_media_does(tmp_path: Path):
    """10 s: before 0 and behind 10 nothing was watched; a range behind the end is an event that watched nothing."""
    said = [beacon("range", start_s=start, end_s=end) for start, end in ((-2, 3), (8, 12), (10, 12))]
    found = beacons(tmp_path, *said, medias="media_id,duration_s\na,10\n")
    assert found.watches() == [(0, 3000, 3000), (8000, 10000, 2000)]
    assert found.counts() == (4, 4, 0, 0, 0)


def test_without_a_length_a_media_is_as_long_as_anybody_watched(tmp_path: Path):
    """The greatest end."""
    found = beacons(tmp_path, *(beacon("range", start_s=0, end_s=end) for end in (5, 9.5, 7)), beacon(media_id="b"))
    assert found.medias() == [("a", None, None, None, 9500), ("b", None, None, None, None)]


def test_sessions_are_told_by_their_key_else_by_viewer_and_day(tmp_path: Path):
    """Who has neither is alone in every watch."""
    known = [beacon("range", start_s=0, end_s=1, session_key="s", visitor_key=who) for who in ("v", "w")]
    day = [beacon("range", start_s=0, end_s=1, visitor_key="v", ts=MAY + ts) for ts in (0, 3600, 86400)]
    alone = [beacon("range", start_s=0, end_s=1) for _ in range(2)]
    found = beacons(tmp_path, *known, *day, *alone)
    sessions = "select count(*) as watches from video_watches group by session order by watches"
    assert found.rows(sessions) == [(1,), (1,), (1,), (2,), (2,)]


def test_wall_time_is_the_sites(tmp_path: Path):
    """13:05 UTC of a summer's day is 15:05 in Vienna."""
    said = [beacon(event, start_s=0, end_s=1) for event in ("load", "play", "range")]
    found = beacons(tmp_path, *said, site={"timezone": "Europe/Vienna"})
    for table in ("video_loads", "video_plays", "video_watches"):
        rows = found.rows(f"select happened_at::varchar, local_at::varchar from {table}")
        assert rows == [("2024-05-01 13:05:00", "2024-05-01 15:05:00")]
