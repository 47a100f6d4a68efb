"""xAPI statements of the video profile."""

import json
from pathlib import Path

import pytest

from tests.video.loading import Videos, lines, loaded

VIDEO = "https://w3id.org/xapi/video"
ADL = "http://adlnet.gov/expapi/verbs"
VERBS = {verb: f"{VIDEO}/verbs/{verb}" for verb in ("played", "paused", "seeked")}
TYPE = {"type": f"{VIDEO}/activity-type/video"}

Said = dict[str, object]


def statement(
    word: str, at: str = "12:00:00Z", played: object = None, session: str | None = "s", **more: object
) -> Said:
    """A statement of 2024-05-01 about a media of 10 s."""
    result = {f"{VIDEO}/extensions/length": 10, f"{VIDEO}/extensions/played-segments": played}
    told: Said = {
        "timestamp": f"2024-05-01T{at}",
        "actor": {"mbox": "mailto:ana@example.org"},
        "verb": {"id": VERBS.get(word, f"{ADL}/{word}")},
        "object": {"id": "m", "definition": TYPE},
        "context": {"extensions": {f"{VIDEO}/extensions/session-id": session}},
        "result": {"extensions": result},
    }
    return told | more


def xapi(folder: Path, *said: object, name: str = "s.jsonl") -> Videos:
    """Load statements as JSON lines."""
    return loaded(folder, ("xapi-video", name, "".join(json.dumps(one) + "\n" for one in said)))


def watched(folder: Path, *played: str) -> list[tuple[object, ...]]:
    """Start and end of every watch of a session that paused so."""
    return [
        row[:2]
        for row in xapi(folder, statement("initialized"), *(statement("paused", played=p) for p in played)).watches()
    ]


def test_verbs_tell_loads_plays_and_watches(tmp_path: Path):
    """A session of a media is one play however often it was played, at the first."""
    played = [statement("played", at) for at in ("12:00:09Z", "12:00:05Z", "14:00:07+02:00")]
    other = statement("played", "12:00:30Z", session="t")
    found = xapi(tmp_path, statement("initialized"), *played, other, statement("paused", played="0[.]2.5"))
    assert found.loads() == [("2024-05-01 12:00:00", "m")]
    assert found.plays() == [("2024-05-01 12:00:05", "m"), ("2024-05-01 12:00:30", "m")]
    assert found.watches() == [(0, 2500, 2500)]
    assert found.medias() == [("m", None, None, None, 10_000)]


@pytest.mark.parametrize("verb", ["paused", "seeked", "completed", "terminated"])
def test_four_verbs_tell_segments(tmp_path: Path, verb: str):
    """Without any they are left out, as are verbs that tell nothing."""
    said = [statement(verb, played=played) for played in ("0[.]1", None, "", "0", "1[,]2[.]2")]
    found = xapi(tmp_path, *said, statement("interacted"), statement("downloaded"))
    assert (found.watches(), found.counts()) == ([(0, 1000, 1000)], (7, 1, 0, 0, 6))


def test_segments_are_all_that_was_played(tmp_path: Path):
    """What has no end or no length, or is no segment, is left out; they end where the media does; they may overlap."""
    assert watched(tmp_path, "0[.]4.26[,]3[.]5.5[,]7") == [(0, 4260), (3000, 5500)]
    assert watched(tmp_path, "8[.]8[,]1e-7[.]2[,] 9 [.] 12 [,]") == [(0, 2000), (9000, 10_000)]
    assert watched(tmp_path, "5[.]3[,]x[.]9[,]1[.]2") == [(1000, 2000)]


def test_the_fullest_of_a_session_counts(tmp_path: Path):
    """Segments grow, so only the statement with the most of each session and media does, of equal ones the latest."""
    played = [("12:00:10Z", "0[.]2"), ("12:00:30Z", "0[.]2[,]4[.]6"), ("12:00:40Z", "1[.]5"), ("12:00:50Z", "0[.]3")]
    found = xapi(
        tmp_path,
        *(statement("paused", at, text) for at, text in played),
        statement("paused", "12:00:20Z", "0[.]1", session="t"),
        statement("paused", "12:00:20Z", "0[.]1", object={"id": "n", "definition": TYPE}),
    )
    rows = found.rows("select strftime(happened_at, '%S'), start_ms, end_ms from video_watches order by all")
    assert rows == [("20", 0, 1000), ("20", 0, 1000), ("40", 1000, 5000)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("text", "not a JSON object"),
        (statement("played", verb=None), "no verb.id"),
        (statement("played", object={"definition": TYPE}), "no object.id"),
        (statement("played", object={"id": "http://", "definition": TYPE}), "no object.id"),
        (statement("paused", played="3[.]x"), "no segment of played-segments can be read"),
        (statement("paused", played="3-5"), "no segment of played-segments can be read"),
        (statement("paused", played="5[.]3"), "no segment of played-segments can be read"),
        (statement("played", "noon"), "no time that can be read"),
        (
            statement("played", timestamp="1970-01-01T00:00:00Z"),
            "the time is 0 (1970-01-01), or before: the file lost it",
        ),
        (statement("played", timestamp="2199-01-01T00:00:00Z"), "later than as_of, or than the clock"),
    ],
)
def test_a_bad_statement_is_a_reject(tmp_path: Path, said: object, reason: str):
    """Told by its number; the others stay."""
    found = xapi(tmp_path, statement("played"), said, statement("played", session="t"))
    assert (found.rejects(), len(found.plays())) == ([(2, reason)], 2)


def test_statements_about_other_activities_are_left_out(tmp_path: Path):
    """A quiz is initialized, too. What is about a video says so in its type, verb, context or extensions."""
    quiz = {"id": "q", "definition": {"type": "http://adlnet.gov/expapi/activities/assessment"}}
    bare = {"object": {"id": "m"}, "result": None, "context": None}
    schema = {"id": "m", "definition": {"type": "http://activitystrea.ms/schema/1.0/video"}}
    context = {"contextActivities": {"category": [{"id": VIDEO}]}}
    found = xapi(
        tmp_path,
        statement("initialized", object=quiz, result=None, context=None),
        statement("initialized", **bare),
        statement("initialized", **{**bare, "object": schema}),
        statement("initialized", **{**bare, "context": context}),
        statement("played", **bare),
    )
    assert (len(found.loads()), len(found.plays()), found.counts()) == (2, 1, (5, 3, 0, 0, 2))


def test_slashes_may_be_escaped(tmp_path: Path):
    """As PHP writes them."""
    text = json.dumps(statement("played", object={"id": "m"})).replace("/", "\\/")
    assert len(loaded(tmp_path, ("xapi-video", "s.jsonl", text + "\n")).plays()) == 1


@pytest.mark.parametrize(
    ("iri", "media_id"),
    [
        ("uuid://7d4f3c70-1e79-4243-9b7d-166076ce8bfb", "7d4f3c70-1e79-4243-9b7d-166076ce8bfb"),
        ("urn:uuid:7d4f3c70-1e79-4243-9b7d-166076ce8bfb", "7d4f3c70-1e79-4243-9b7d-166076ce8bfb"),
        ("https://lms.example/videos/7d4f3c70-1e79-4243-9b7d-166076ce8bfb/", "7d4f3c70-1e79-4243-9b7d-166076ce8bfb"),
        ("https://www.youtube.com/watch?t=4&v=tlBbt5niQto", "tlBbt5niQto"),
        ("https://youtu.be/tlBbt5niQto", "tlBbt5niQto"),
        ("https://lms.example/course/3/video/", "lms.example/course/3/video"),
        ("course-v1:X+Y", "course-v1:X+Y"),
        (" plain ", "plain"),
    ],
)
def test_a_media_is_called_by_its_iri(tmp_path: Path, iri: str, media_id: str):
    """By the uuid or YouTube's id in it, else without its scheme: the last word of a path could be that of many."""
    assert xapi(tmp_path, statement("initialized", object={"id": iri, "definition": TYPE})).medias()[0][0] == media_id


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"fr": "Début", "en-US": "Start", "de": "Anfang"}, "Start"),
        ({"fr": "Début", "de": "Anfang"}, "Anfang"),
        ({"en": " ", "fr": "Début"}, None),
        ("Start", "Start"),
        ("[1] {x}", "[1] {x}"),
        ({}, None),
        (None, None),
    ],
)
def test_a_name_is_in_english_if_it_can_be(tmp_path: Path, said: object, name: str | None):
    """Else in the first language by its code; of the activity that is the parent, too, which is the project."""
    activity = {"id": "m", "definition": {**TYPE, "name": said}}
    for parent in (activity, [activity, {"id": "x"}]):
        context = {"contextActivities": {"parent": parent}}
        found = xapi(tmp_path, statement("initialized", object=activity, context=context))
        assert found.medias() == [("m", name, "m", name, 10_000)]


def test_the_greatest_length_counts(tmp_path: Path):
    """Of the result's or the context's, which players round differently."""
    said = [{f"{VIDEO}/extensions/length": length} for length in (263.28, 264, None)]
    results = [statement("initialized", result={"extensions": one}) for one in said]
    contexts = [statement("initialized", result=None, context={"extensions": one}) for one in said]
    assert xapi(tmp_path, *results).medias()[0][4] == xapi(tmp_path, *contexts).medias()[0][4] == 264_000


def test_an_actor_is_told_by_whichever_name(tmp_path: Path):
    """The hash of an address is the same as the address; an account is one of its site; who has no name is nobody."""
    actors: list[Said | None] = [
        {"mbox": "mailto:ana@example.org"},
        {"mbox_sha1sum": "0e5544AFBB6BE286591577AF49B31B0187A46EF0"},
        {"account": {"name": "ana", "homePage": "http://a.example"}},
        {"account": {"name": "ana", "homePage": "http://b.example"}},
        {"openid": "http://ana.example"},
        {"name": "Ana"},
        None,
    ]
    found = xapi(tmp_path, *(statement("initialized", actor=actor) for actor in actors))
    rows = found.rows("select count(*) as loads, visitor is null from video_loads group by visitor order by all")
    assert rows == [(1, False), (1, False), (1, False), (2, False), (2, True)]


def test_without_a_session_a_day_of_a_viewer_is_one(tmp_path: Path):
    """Of one media; nobody is alone in every statement."""
    other = {"object": {"id": "n", "definition": TYPE}}
    next_day = statement("played", session=None, timestamp="2024-05-02T00:00:00Z")
    same = [statement("played", at, session=None) for at in ("09:00:00Z", "23:59:59Z")]
    nobody = [statement("played", session=None, actor=None) for _ in range(2)]
    found = xapi(tmp_path, *same, statement("played", session=None, **other), next_day, *nobody)
    assert len(found.plays()) == 5


def test_a_statement_that_was_stored_twice_folds(tmp_path: Path):
    """By its id, in lines and in the answer of a store alike; `more` may come first, and times be called @timestamp."""
    said = {**statement("initialized", id="1"), "@timestamp": "2024-05-01T12:00:00Z"}
    del said["timestamp"]
    answer = json.dumps(
        {"more": "/statements?from=2", "statements": [said, statement("initialized", id="2")]}, indent=1
    )
    found = loaded(tmp_path, ("xapi-video", "a.json", answer), ("xapi-video", "s.jsonl", lines([said, said])))
    assert found.loads() == [("2024-05-01 12:00:00", "m")] * 2
    assert found.counts() == (4, 2, 0, 2, 0)
