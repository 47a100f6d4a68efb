"""Tracking logs of Open edX."""

import gzip
import json
from pathlib import Path

import pytest

from tests.video.loading import Videos, lines, loaded

Said = dict[str, object]

COURSE = "course-v1:Org+C+R"
MOBILE = {
    "load_video": "edx.video.loaded", "play_video": "edx.video.played", "pause_video": "edx.video.paused",
    "seek_video": "edx.video.position.changed", "stop_video": "edx.video.stopped",
}  # fmt: skip


def tracked(word: str, at: str = "12:00:00", session: str = "s", **event: object) -> Said:
    """A line of a browser's event of 2024-05-01 about a video."""
    return {
        "username": "ana", "event_type": word, "name": word, "event_source": "browser", "session": session,
        "time": f"2024-05-01T{at}.000000+00:00", "context": {"course_id": COURSE, "user_id": 7, "org_id": "Org"},
        "event": json.dumps({"id": "v1", "code": "html5", **event}), "page": "https://lms.example/x", "ip": "192.0.2.1",
    }  # fmt: skip


def mobile(said: Said) -> Said:
    """The same of the mobile app: its own name, an object for an event, and no session."""
    event = json.loads(str(said["event"]))
    return said | {"name": MOBILE[str(said["event_type"])], "event": event, "session": "", "event_source": "mobile"}


SERVER = {
    "username": "ana", "event_type": "/courses/x/courseware/", "event_source": "server", "session": "s",
    "time": "2024-05-01T12:00:00+00:00", "context": {"course_id": COURSE, "path": "/x"},
    "event": '{"POST": {}, "GET": {"cut": "o',
}  # fmt: skip
VIEWING = [
    tracked("load_video", "12:00:00", duration=195.5),
    tracked("play_video", "12:00:01", currentTime=0),
    tracked("seek_video", "12:00:31", old_time=30.25, new_time=100, type="onSlideSeek"),
    tracked("pause_video", "12:01:31", currentTime=160),
    tracked("stop_video", "12:01:32", currentTime=160),
]


def edx(folder: Path, *said: object, name: str = "tracking.log") -> Videos:
    return loaded(folder, ("edx-tracking", name, "".join(json.dumps(one) + "\n" for one in said)))


@pytest.mark.parametrize("make", [lambda said: said, mobile], ids=["browser", "mobile"])
def test_places_tell_what_was_watched(tmp_path: Path, make):  # type: ignore[no-untyped-def]  # noqa: ANN001
    """One play of a session and video; 30.25 s to the jump and 60 s behind it, whatever the order of the lines."""
    said = [make(one) for one in VIEWING]
    for order in (said, said[::-1]):
        found = edx(tmp_path, SERVER, *order)
        assert found.loads() == [("2024-05-01 12:00:00", "v1")]
        assert found.plays() == [("2024-05-01 12:00:01", "v1")]
        assert found.watches() == [(0, 30_250, 30_250), (100_000, 160_000, 60_000)]
        assert found.medias() == [("v1", None, COURSE, None, 195_500)]
        assert found.counts() == (6, 5, 0, 0, 1)


def test_other_events_are_left_out(tmp_path: Path):
    """Of videos, too: captions, speed and what a course shows before its videos; and what the server tells."""
    words = ["show_transcript", "speed_change_video", "edx.video.bumper.played", "page_close", "problem_check"]
    found = edx(tmp_path, VIEWING[0], SERVER, *(tracked(word) for word in words))
    (left_out,) = found.rows("select reason, sum(lines)::int from left_out group by reason")
    assert left_out == ("an event that is no load, play, pause, seek or stop of a video", 6)
    assert found.rejects() == []


def test_the_apps_own_names_are_enough(tmp_path: Path):
    """As early apps wrote them into event_type, with their own words for places."""
    said = [one | {"event_type": MOBILE[str(one["event_type"])], "name": None} for one in VIEWING[:2]]
    event = {"module_id": "v1", "current_time": 9.5}
    said.append(tracked("edx.video.paused", "12:00:11") | {"event": event})
    assert edx(tmp_path, *said).watches() == [(0, 9500, 9500)]


def test_a_jump_that_begins_where_it_ends_is_an_old_one(tmp_path: Path):
    """Until June 2014 both places were the end: nobody knows where it began, and so how long was watched before."""
    said = [VIEWING[1], tracked("seek_video", "12:00:31", old_time=100, new_time=100), VIEWING[3]]
    assert edx(tmp_path, *said).watches() == [(100_000, 160_000, 60_000)]


def test_a_line_that_is_there_twice_folds(tmp_path: Path):
    """As where logs of two days overlap; packed ones are read as they are."""
    packed = gzip.compress(lines(VIEWING[:3]).encode())
    found = loaded(
        tmp_path, ("edx-tracking", "a.log.gz", packed), ("edx-tracking", "b.log", lines(VIEWING[2:]))
    )  # fmt: skip
    assert found.counts() == (6, 5, 0, 1, 0)
    assert found.watches() == [(0, 30_250, 30_250), (100_000, 160_000, 60_000)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("text", "not a JSON object"),
        (VIEWING[1] | {"event": '{"id": "v1", "currentTi'}, "event is no JSON object"),
        (VIEWING[1] | {"event": "[]"}, "event is no JSON object"),
        (VIEWING[1] | {"event": None}, "event is no JSON object"),
        (VIEWING[1] | {"event": {"currentTime": 3}}, "no event.id"),
        (VIEWING[1] | {"time": "noon"}, "no time that can be read"),
        ({"event": "{}"}, "no event_type"),
    ],
)
def test_a_bad_line_is_a_reject(tmp_path: Path, said: object, reason: str):
    """Told by its number; its neighbours count."""
    found = edx(tmp_path, VIEWING[0], said, *VIEWING[1:])
    assert (found.rejects(), len(found.watches())) == ([(2, reason)], 2)


def test_a_line_that_is_cut_off_is_a_reject(tmp_path: Path):
    """In the midst of a log, and at its end."""
    cut = json.dumps(VIEWING[0])[:80]
    content = f"{cut}\n{lines(VIEWING)}{cut}"
    found = loaded(tmp_path, ("edx-tracking", "tracking.log", content))
    assert found.rejects() == [(1, "not a JSON object"), (7, "not a JSON object")]
    assert len(found.watches()) == 2


def test_who_is_nobody_is_told_by_an_id(tmp_path: Path):
    """Without a name the number counts, which some courses export alone."""
    said = [tracked("load_video") | {"username": name, "context": {"user_id": number}} for name, number in (
        ("ana", 1), ("", 2), (None, 2), ("", None),
    )]  # fmt: skip
    (row,) = edx(tmp_path, *said).rows("select count(*), count(distinct visitor) from video_loads")
    assert row == (3, 2)  # two lines are the same but for how they say that there is no name


def test_titles_are_those_of_a_table(tmp_path: Path):
    """Logs have none; a table of medias gives them."""
    table = ("video-beacons", "medias.csv", "media_id,name\nv1,Welcome\n")
    found = loaded(tmp_path, ("edx-tracking", "t.log", lines(VIEWING)), table)
    assert found.medias() == [("v1", "Welcome", COURSE, None, 195_500)]


@pytest.mark.parametrize(
    "prefix",
    [
        "[tracking] ",
        "May  1 12:00:00 ip-10-0-0-1 [service_variant=lms][tracking][env:sandbox] INFO [ip  7] [logger.py:60] - ",
        "2024-05-01 12:00:00,123 INFO 7 [tracking] [user 7] [ip 192.0.2.1] logger.py:41 - ",
    ],
)
def test_a_logger_may_put_something_in_front_of_every_line(tmp_path: Path, prefix: str):
    """What stands behind it is read as it is without."""
    content = "".join(f"{prefix}{json.dumps(one)}\n" for one in [*VIEWING, SERVER])
    found = loaded(tmp_path, ("edx-tracking", "tracking.log", content))
    bare = edx(tmp_path, *VIEWING, SERVER, name="bare.log")
    assert (found.loads(), found.plays(), found.watches()) == (bare.loads(), bare.plays(), bare.watches())
    assert found.counts() == bare.counts() == (6, 5, 0, 0, 1)


def test_a_line_of_a_logger_without_json_is_a_reject(tmp_path: Path):
    """The others count."""
    content = f"2024-05-01 the server starts\n{lines(VIEWING)}"
    assert loaded(tmp_path, ("edx-tracking", "tracking.log", content)).rejects() == [(1, "not a JSON object")]
