"""Wistia's stats of xAPI statements are what the reference says they are."""

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.mirrors import trees
from tests.mirrors.test_wistia_numbers import found
from tests.reference import video_sources, wistia

Statement = Mapping[str, Any]

EXTENSIONS = "https://w3id.org/xapi/video/extensions/"
VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
    **{verb: f"https://w3id.org/xapi/video/verbs/{verb}" for verb in ("played", "paused", "seeked")},
}
SEGMENTS = (
    None,
    "",
    "0[.]4.5",
    "0[.]4.5[,]6[.]7.25",
    "0[.]4.5[,]2",
    "1[.]5.5",  # as much as the first
    "0[.]4.5[,]0[.]4.5[,]3.25[.]9.75",
    "8.5[.]12",  # beyond the end
)
NOON = datetime.fromisoformat("2024-02-29T23:59:58")


def statement(number: int, verb: str, session: str, media: str, segments: str | None) -> Statement:
    """One statement, a second later than the one of the number before; a session is one visitor's."""
    result: dict[str, object] = {} if segments is None else {f"{EXTENSIONS}played-segments": segments}
    result |= {f"{EXTENSIONS}length": 9.75 + len(segments) / 100} if segments else {}
    told = {f"{EXTENSIONS}length": 9.75} if verb == "initialized" and media == "m1" else {}
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "actor": {"objectType": "Agent", "account": {"name": f"visitor of {session}", "homePage": "http://x"}},
        "verb": {"id": VERBS[verb], "display": {"en-US": verb}},
        "context": {
            "extensions": {f"{EXTENSIONS}session-id": session, **told},
            "contextActivities": {"parent": [{"id": f"course-v1:{media}+1"}]} if media == "m2" else {},
        },
        "object": {"id": f"uuid://{media}", "definition": {"name": {"en-US": f"Name of {media}"}}},
        "result": {"extensions": {f"{EXTENSIONS}time": 1.5, **result}},
        "timestamp": f"{(NOON + timedelta(seconds=number)).isoformat()}.250+00:00",
    }


def statements() -> st.SearchStrategy[list[Statement]]:
    """Draw statements of few sessions and medias in any order; each session begins by initializing each media."""
    verbs = st.sampled_from(("played", "paused", "seeked", "completed", "terminated"))
    sessions, medias = st.sampled_from(("s1", "s2", "s3")), st.sampled_from(("m1", "m2"))
    again = st.tuples(st.just("initialized"), sessions, medias, st.none())
    drawn = st.one_of(again, *[st.tuples(verbs, sessions, medias, st.sampled_from(SEGMENTS))] * 4)
    begun = [("initialized", session, media, None) for session in ("s1", "s2", "s3") for media in ("m1", "m2")]
    rows = st.lists(drawn, min_size=1, max_size=40).map(
        lambda rows: [statement(number, *row) for number, row in enumerate([*begun, *rows])]
    )
    return rows.flatmap(st.permutations)


def source(said: Sequence[Statement]) -> trees.Source:
    """Give statements as packed JSON lines."""
    content = gzip.compress("".join(json.dumps(each) + "\n" for each in said).encode())
    return {"format": "xapi-video", "files": {"statements.jsonl.gz": content}}


@properties.built(10)
@given(statements())
def test_statements_answer_what_the_reference_says(said: list[Statement]):
    """One play a session and media, the fullest segments of each, whatever the order of the lines."""
    wanted = wistia.documents(video_sources.of_statements(said))
    assert trees.differing(wanted, found(source(said))) == {}


def test_real_statements_answer_what_the_reference_says():
    """A piece of a real course's statements: everything that its file says, curve by curve."""
    packed = (Path(__file__).parent.parent / "data" / "xapi_video_statements.jsonl.gz").read_bytes()
    said = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    wanted = wistia.documents(video_sources.of_statements(said))
    answers = found({"format": "xapi-video", "files": {"statements.jsonl.gz": packed}})
    assert trees.differing(wanted, answers) == {}


def test_a_statement_that_came_twice_says_nothing_new():
    """The second initialized of one id is no second load."""
    said = [statement(0, "initialized", "s1", "m1", None), statement(1, "played", "s1", "m1", None)]
    account = found(source([*said, said[0]]))["v1/stats/account.json"]
    assert (account["load_count"], account["play_count"]) == (1, 1)
