"""Wistia's stats of edX tracking logs are what the reference says they are."""

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.mirrors import trees
from tests.mirrors.test_wistia_numbers import found
from tests.reference import video_sources, wistia

Line = Mapping[str, Any]

WORDS = {
    "load_video": "edx.video.loaded", "play_video": "edx.video.played", "pause_video": "edx.video.paused",
    "seek_video": "edx.video.position.changed", "stop_video": "edx.video.stopped",
}  # fmt: skip
NIGHT = datetime.fromisoformat("2024-02-29T23:59:50")


def line(number: int, word: str, session: str, video: str, places: tuple[float, float]) -> Line:
    """One event, a second later than the one of the number before; a session is one viewer's."""
    event: dict[str, object] = {"id": video, "code": "x"}
    if word == "seek_video":
        event |= {"old_time": places[0], "new_time": places[1]}
    elif word != "load_video":
        event["currentTime"] = places[0]
    event |= {"duration": 9.75} if video == "v1" else {}
    is_mobile = number % 3 == 0
    return {
        "username": f"viewer of {session}", "event_type": word, "name": WORDS[word] if is_mobile else word,
        "session": session, "time": f"{(NIGHT + timedelta(seconds=number)).isoformat()}.250000+00:00",
        "context": {"course_id": f"course of {video}"}, "event": event if is_mobile else json.dumps(event),
    }  # fmt: skip


OTHERS: list[Line] = [
    {"event_type": "page_close", "event": "{}", "time": "2024-02-27T10:00:00+00:00", "username": "x", "session": "s1"},
    {"event_type": "/event", "event": '{"cut', "time": "2024-02-27T10:00:00+00:00", "username": "x", "session": "s1"},
]


def logs() -> st.SearchStrategy[list[Line]]:
    """Draw events of few sessions and videos in any order; each session begins by loading each video."""
    sessions, videos = st.sampled_from(("s1", "s2")), st.sampled_from(("v1", "v2"))
    places = st.tuples(*[st.sampled_from((0, 0.5, 1.25, 4, 6.5, 9.75, 11))] * 2)
    drawn = st.lists(st.tuples(st.sampled_from(tuple(WORDS)), sessions, videos, places), min_size=1, max_size=40)
    begun = [("load_video", session, video, (0, 0)) for session in ("s1", "s2") for video in ("v1", "v2")]
    rows = drawn.map(lambda rows: [*OTHERS, *(line(number, *row) for number, row in enumerate([*begun, *rows]))])
    return rows.flatmap(st.permutations)


def source(said: Sequence[Line]) -> trees.Source:
    """Give lines as a packed log."""
    return {"format": "edx-tracking", "files": {"t.log.gz": gzip.compress("\n".join(map(json.dumps, said)).encode())}}


@properties.built(10)
@given(logs())
def test_tracking_logs_answer_what_the_reference_says(said: list[Line]):
    """One play a session and video, and what its places tell, whatever the order of the lines."""
    wanted = wistia.documents(video_sources.of_tracking_logs(said))
    assert trees.differing(wanted, found(source(said))) == {}
