"""Wistia's stats of xAPI statements are what the reference says they are."""

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from pathlib import Path
from random import Random
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
    """One statement, a second later than the one of the number before; s1 and s2 are sessions of one registration.

    Both are one visitor's; s3 and s4, which Open edX names, are others', without a registration.
    """
    named = f"{EXTENSIONS}session-id" if session != "s4" else "https://w3id.org/xapi/openedx/extensions/session-id"
    who = {"s1": "one", "s2": "one"}.get(session, session)
    result: dict[str, object] = {} if segments is None else {f"{EXTENSIONS}played-segments": segments}
    result |= {f"{EXTENSIONS}length": 9.75 + len(segments) / 100} if segments else {}
    told = {f"{EXTENSIONS}length": 9.75} if verb == "initialized" and media == "m1" else {}
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "actor": {"objectType": "Agent", "account": {"name": f"visitor of {who}", "homePage": "http://x"}},
        "verb": {"id": VERBS[verb], "display": {"en-US": verb}},
        "context": {
            "extensions": {named: session, **told},
            **({"registration": who} if who == "one" else {}),
            "contextActivities": {"parent": [{"id": f"course-v1:{media}+1"}]} if media == "m2" else {},
        },
        "object": {"id": f"uuid://{media}", "definition": {"name": {"en-US": f"Name of {media}"}}},
        "result": {"extensions": result},
        "timestamp": f"{(NOON + timedelta(seconds=number)).isoformat()}.250+00:00",
    }


def at_places(said: Statement, places: tuple[float, float]) -> Statement:
    """Give a statement where it was in the video: of a jump where from and where to, of others the first place."""
    names = ("time-from", "time-to") if said["verb"]["id"].endswith("seeked") else ("time",)
    told = {f"{EXTENSIONS}{name}": place for name, place in zip(names, places, strict=False)}
    return {**said, "result": {"extensions": {**said["result"]["extensions"], **told}}}


def statements() -> st.SearchStrategy[list[Statement]]:
    """Draw statements of few sessions and medias in any order; each session begins by initializing each media."""
    verbs = st.sampled_from(("played", "paused", "seeked", "completed", "terminated"))
    sessions, medias = st.sampled_from(("s1", "s2", "s3")), st.sampled_from(("m1", "m2"))
    places = st.tuples(*[st.sampled_from((0, 0.5, 1.25, 4, 6.5, 9.75, 11))] * 2)
    again = st.tuples(st.just("initialized"), sessions, medias, st.none(), places)
    listed = st.tuples(verbs, sessions, medias, st.sampled_from(SEGMENTS), places)
    placed = st.tuples(verbs, st.sampled_from(("s3", "s4")), medias, st.none(), places)
    drawn = st.one_of(again, *[listed] * 4, *[placed] * 4)
    begun = [
        ("initialized", session, media, None, (0, 0)) for session in ("s1", "s2", "s3", "s4") for media in ("m1", "m2")
    ]
    rows = st.lists(drawn, min_size=1, max_size=40).map(
        lambda rows: [
            at_places(statement(number, *told), places) for number, (*told, places) in enumerate([*begun, *rows])
        ]
    )
    return rows.flatmap(st.permutations)


def lists() -> st.SearchStrategy[list[list[int]]]:
    """Draw lists of the seconds that sessions of one registration have played: most carry an earlier one on."""
    piece = st.tuples(st.integers(0, 17), st.integers(1, 6)).map(lambda ends: list(range(ends[0], sum(ends))))
    more = st.lists(piece, max_size=3).map(lambda pieces: [second for each in pieces for second in each])

    def carried(drawn: list[tuple[int, int, list[int]]]) -> list[list[int]]:
        found: list[list[int]] = []
        for which, cut, new in drawn:
            before = found[which % len(found)] if found and which else []
            found.append(before[: len(before) - cut] + new if cut < len(before) else before + new)
        return found

    return st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), more), min_size=1, max_size=5).map(carried)


def segments(seconds: Sequence[int]) -> str:
    """Write seconds that were played one after the other as played-segments."""
    borders = [at for at in range(len(seconds) + 1) if at in {0, len(seconds)} or seconds[at] != seconds[at - 1] + 1]
    pieces = [(seconds[start], seconds[end - 1] + 1) for start, end in pairwise(borders)] if seconds else []
    return "[,]".join(f"{start}[.]{end}" for start, end in pieces)


@properties.built(12)
@given(lists(), st.randoms(use_true_random=False))
def test_segments_of_a_registration_are_the_seconds_that_are_new(played: list[list[int]], chance: Random):
    """Counted second by second: what a list begins with as any earlier one does was watched there."""
    watched, earlier = Counter[int](), list[list[int]]()
    for seconds in played:
        aligned = max((_alike(seconds, before) for before in earlier), default=0)
        watched.update(seconds[aligned:])
        earlier.append(seconds)
    said = [statement(0, "initialized", "s1", "m", None)]
    for number, seconds in enumerate(played, 1):
        half = segments(seconds[: len(seconds) // 2])
        for place, text in enumerate((half, segments(seconds))):
            told = statement(2 * number + place, "paused", "s1", "m", text)
            context = {"extensions": {f"{EXTENSIONS}session-id": f"s{number}"}, "registration": "r"}
            length = {f"{EXTENSIONS}played-segments": text, f"{EXTENSIONS}length": 24}
            said.append({**told, "context": context, "result": {"extensions": length}})
    chance.shuffle(said)
    answers = found(source(said))
    assert answers["v1/stats/medias/m.json"]["hours_watched"] == sum(watched.values()) / 3600
    curve = answers["v1/stats/medias/m/engagement.json"]
    both = [sum(one) for one in zip(curve["engagement_data"], curve["rewatch_data"], strict=True)]
    assert both == ([watched[second] for second in range(24)] if watched else [])


def _alike(seconds: Sequence[int], earlier: Sequence[int]) -> int:
    """How many seconds two lists have in common from the beginning on."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(seconds, earlier, strict=False)))


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
