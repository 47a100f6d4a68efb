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
    """Without any they are events all the same; verbs that tell nothing of what was played are left out."""
    said = [statement(verb, played=played) for played in ("0[.]1", None, "", "0", "1[,]2[.]2")]
    found = xapi(tmp_path, *said, statement("interacted"), statement("downloaded"))
    assert (found.watches(), found.counts()) == ([(0, 1000, 1000)], (7, 5, 0, 0, 2))


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


def listed(session: str, at: str, *played: str, registration: str | None = "r", **more: object) -> list[Said]:
    """The statements of a session that played, and whose list of segments grew."""
    context = {"registration": registration, "extensions": {f"{VIDEO}/extensions/session-id": session}}
    about: Said = {"context": context, "result": {"extensions": {f"{VIDEO}/extensions/length": 1000}}} | more
    said = [statement("played", f"{at}:00Z", **about)]
    for second, text in enumerate(played, 1):
        result = {"extensions": {f"{VIDEO}/extensions/length": 1000, f"{VIDEO}/extensions/played-segments": text}}
        said.append(statement("paused", f"{at}:{second:02d}Z", **{**about, "result": result}))
    return said


def news(folder: Path, *said: Said) -> list[tuple[object, ...]]:
    """When something new was watched, from which second to which."""
    sql = "select strftime(happened_at, '%H:%M'), start_ms / 1000, end_ms / 1000 from video_watches order by all"
    return xapi(folder, *said).rows(sql)


def test_segments_carry_on_over_a_registration(tmp_path: Path):
    """Each session tells what the ones before it watched, too: every second counts once, where it was watched first."""
    first, second = "0[.]30", "0[.]30[,]30[.]60"
    third = f"{second}[,]60[.]100"
    sessions = [*listed("s1", "10:00", first), *listed("s2", "11:00", first, second), *listed("s3", "12:00", third)]
    wanted = [("10:00", 0, 30), ("11:00", 30, 60), ("12:00", 60, 100)]
    assert news(tmp_path, *sessions) == news(tmp_path, *sessions[::-1]) == wanted


@pytest.mark.parametrize(
    ("later", "new"),
    [
        ("0[.]30[,]50[.]60", []),
        ("0[.]30", []),
        ("0[.]30[,]50[.]60[,]20[.]40", [(20, 40)]),
        ("0[.]30[,]50[.]75", [(60, 75)]),  # the last segment went on
        ("0[.]40[,]50[.]60", [(30, 40), (50, 60)]),
        ("0[.]20[,]50[.]60", [(50, 60)]),
        ("50[.]60", [(50, 60)]),
        ("0[.]10[,]10[.]30[,]50[.]60[,]70[.]80", [(70, 80)]),  # the same in other pieces
        ("0[.]30.04[,]49.96[.]60[,]70[.]80", [(70, 80)]),  # rounded
        ("0[.]29.6[,]50.4[.]60.3[,]70[.]80", [(70, 80)]),
        ("1[.]30[,]50[.]60", [(1, 30), (50, 60)]),
    ],
)
def test_what_a_later_list_repeats_from_the_beginning_is_taken_off(
    tmp_path: Path, later: str, new: list[tuple[int, int]]
):
    """Of 0 to 30 and 50 to 60; ends that differ by half a second are the same but for rounding."""
    found = news(tmp_path, *listed("s1", "10:00", "0[.]30[,]50[.]60"), *listed("s2", "11:00", later))
    assert [row[1:] for row in found if row[0] == "11:00"] == new
    assert [row[1:] for row in found if row[0] == "10:00"] == [(0, 30), (50, 60)]


def test_a_list_is_held_to_every_earlier_one(tmp_path: Path):
    """Of the third session the first one's list is the longer beginning."""
    lists = ("0[.]30[,]40[.]50", "0[.]30", "0[.]30[,]40[.]50[,]60[.]70")
    said = [listed(f"s{hour}", f"1{hour}:00", played) for hour, played in enumerate(lists)]
    assert news(tmp_path, *said[0], *said[1], *said[2]) == [("10:00", 0, 30), ("10:00", 40, 50), ("12:00", 60, 70)]


def test_a_registration_is_one_of_an_actor_and_a_media(tmp_path: Path):
    """Another actor, another media, another registration, or none, is a list of its own."""
    other: Said = {"actor": {"mbox": "mailto:bo@example.org"}}
    media: Said = {"object": {"id": "n", "definition": TYPE}}
    said = [
        *listed("s1", "10:00", "0[.]30"),
        *listed("s2", "11:00", "0[.]30", **other),
        *listed("s3", "12:00", "0[.]30", **media),
        *listed("s4", "13:00", "0[.]30", registration="q"),
        *listed("s5", "14:00", "0[.]30", registration=None),
        *listed("s6", "15:00", "0[.]30", registration=" "),
    ]
    assert [row[0] for row in news(tmp_path, *said)] == [f"{hour}:00" for hour in range(10, 16)]


def test_a_session_that_only_carries_a_list_along_is_no_play(tmp_path: Path):
    """It was loaded and closed: nothing in it was watched."""
    found = xapi(tmp_path, *listed("s1", "10:00", "0[.]30"), *listed("s2", "11:00", "0[.]30")[1:])
    assert len(found.plays()) == 1


def placed(word: str, at: str, session: str | None = "s", **places: object) -> Said:
    """A statement without segments, at places in seconds."""
    result = {f"{VIDEO}/extensions/{name.replace('_', '-')}": place for name, place in places.items()}
    return statement(word, at, session=session, result={"extensions": result})


@pytest.mark.parametrize(
    ("said", "ranges"),
    [
        ([("played", {"time": 0}), ("paused", {"time": 30})], [(0, 30)]),
        ([("played", {"time": 5}), ("completed", {"time": 10})], [(5, 10)]),
        ([("played", {"time": 5}), ("terminated", {"time": 10})], [(5, 10)]),
        (
            [("played", {"time": 0}), ("seeked", {"time_from": 20, "time_to": 50}), ("paused", {"time": 60})],
            [(0, 20), (50, 60)],
        ),
        # Paused, moved, and played on from there.
        (
            [
                ("played", {"time": 0}), ("paused", {"time": 30}), ("seeked", {"time_from": 30, "time_to": 100}),
                ("played", {"time": 100}), ("terminated", {"time": 160}),
            ],
            [(0, 30), (100, 160)],
        ),
        ([("played", {"time": 0}), ("paused", {"time": 30}), ("terminated", {"time": 30})], [(0, 30)]),
        ([("played", {"time": 0}), ("played", {"time": 20}), ("paused", {"time": 30})], [(20, 30)]),
        ([("played", {"time": 30}), ("paused", {"time": 20})], []),
        ([("paused", {"time": 20})], []),
        ([("played", {}), ("paused", {"time": 20})], []),
        ([("played", {"time": 0}), ("paused", {}), ("terminated", {"time": 9})], []),
        ([("played", {"time": "PT1M"}), ("paused", {"time": "PT1M30.5S"})], [(60, 90.5)]),
    ],
)  # fmt: skip
def test_places_tell_what_was_played(
    tmp_path: Path, said: list[tuple[str, dict[str, object]]], ranges: list[tuple[float, float]]
):
    """From where playing began or went on to where it stopped or jumped next, whatever the order of the lines."""
    lines_of = [placed(word, f"12:00:{at:02d}Z", **places) for at, (word, places) in enumerate(said)]
    for order in (lines_of, lines_of[::-1]):
        found = xapi(tmp_path, *order, placed("initialized", "11:59:00Z"), placed("interacted", "12:00:01Z", time=15))
        wanted = sorted((1000 * start, 1000 * end, 1000 * (end - start)) for start, end in ranges)
        assert found.watches() == wanted
        assert found.counts()[1:] == (len(said) + 1, 0, 0, 1)


def test_places_are_those_of_a_session_and_media(tmp_path: Path):
    """Two sessions at once, as Open edX names them, do not meet; nor do two videos of one."""

    def told(word: str, at: str, session: str, media: str, time: int) -> Said:
        extensions = {"https://w3id.org/xapi/openedx/extensions/session-id": session}
        return placed(word, at, time=time) | {
            "context": {"extensions": extensions}, "object": {"id": media, "definition": TYPE},
        }  # fmt: skip

    found = xapi(
        tmp_path,
        told("played", "12:00:00Z", "s", "m", 0), told("played", "12:00:01Z", "t", "m", 50),
        told("played", "12:00:02Z", "s", "n", 80), told("paused", "12:00:03Z", "s", "m", 10),
        told("paused", "12:00:04Z", "t", "m", 70), told("paused", "12:00:05Z", "s", "n", 95),
    )  # fmt: skip
    assert [row[:2] for row in found.watches()] == [(0, 10_000), (50_000, 70_000), (80_000, 95_000)]
    assert len(found.plays()) == 3


def test_a_session_with_segments_does_not_count_places_too(tmp_path: Path):
    """Its list says all; another session beside it, and one whose list is blank, have places alone."""
    both = [placed("played", "12:00:00Z", time=0), placed("paused", "12:00:10Z", time=9)]
    both.append(statement("terminated", "12:00:20Z", played="0[.]8"))
    alone = [placed("played", "12:00:00Z", "t", time=1), placed("paused", "12:00:10Z", "t", time=7)]
    alone.append(statement("terminated", "12:00:20Z", played=" ", session="t"))
    assert [row[:2] for row in xapi(tmp_path, *both, *alone).watches()] == [(0, 8000), (1000, 7000)]
    empty = [placed("initialized", "12:00:00Z"), *both[:2], statement("terminated", "12:00:20Z", played="0[.]0")]
    assert xapi(tmp_path, *empty).watches() == []


def test_without_a_session_places_go_on_past_midnight(tmp_path: Path):
    """It is one play, of the day on which it began; nobody's places are nothing."""
    before = placed("played", "23:59:59Z", None, time=0)
    after = placed("paused", "", None, time=20) | {"timestamp": "2024-05-02T00:00:19Z"}
    nobody = [one | {"actor": None} for one in (before, after)]
    found = xapi(tmp_path, before, after, *nobody)
    assert found.watches() == [(0, 20_000, 20_000)]
    assert [at for at, _ in found.plays()] == ["2024-05-01 23:59:59"] * 2


def test_what_was_watched_tells_a_play(tmp_path: Path):
    """Where nothing says played: at the jump from which it was watched."""
    said = [placed("seeked", "12:00:00Z", time_from=0, time_to=10), placed("paused", "12:00:09Z", time=19)]
    found = xapi(tmp_path, *said)
    assert (found.plays(), [row[:2] for row in found.watches()]) == ([("2024-05-01 12:00:00", "m")], [(10_000, 19_000)])
    assert xapi(tmp_path, placed("initialized", "12:00:00Z"), said[1]).plays() == []


def test_a_store_says_when_it_got_a_statement(tmp_path: Path):
    """Which is the time of one that has no other."""
    said = statement("initialized", stored="2024-05-03T10:00:00Z")
    del said["timestamp"]
    assert xapi(tmp_path, said).loads() == [("2024-05-03 10:00:00", "m")]


@pytest.mark.parametrize(("length", "ms"), [("PT3M15S", 195_000), ("PT1H", 3_600_000), (0.0, None), ("PT", None)])
def test_a_length_may_be_a_duration(tmp_path: Path, length: object, ms: int | None):
    """Of ISO 8601, as Open edX wrote it; 0 is unknown."""
    context = {"extensions": {f"{VIDEO}/extensions/length": length}}
    assert xapi(tmp_path, statement("initialized", result=None, context=context)).medias()[0][4] == ms


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
        ({"en": " ", "fr": "Début"}, "Début"),
        ({"fr": "Début", "EN_gb": "Start"}, "Start"),
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


def test_names_of_the_profile_may_begin_with_http(tmp_path: Path):
    """Some senders leave out the s, or escape the slashes."""
    said = [statement("played"), statement("paused", "12:00:05Z", "0[.]5")]
    text = lines(said).replace("https:", "http:")
    for at, written in enumerate((text, text.replace("/", "\\/"))):
        found = loaded(tmp_path, ("xapi-video", f"{at}.jsonl", written))
        assert (found.watches(), found.medias()) == ([(0, 5000, 5000)], [("m", None, None, None, 10_000)])


@pytest.mark.parametrize("key", ["statement", "_source"])
def test_statements_may_stand_in_the_documents_of_a_store(tmp_path: Path, key: str):
    """Learning Locker and Elasticsearch keep what they know of a statement around it."""
    said = [statement("played"), statement("paused", "12:00:05Z", "0[.]5")]
    found = xapi(tmp_path, *({"_id": "5", "stored": "2024-05-01T13:00:00Z", key: one} for one in said))
    assert (found.plays(), found.watches()) == ([("2024-05-01 12:00:00", "m")], [(0, 5000, 5000)])


def test_a_statement_that_another_one_voids_is_left_out(tmp_path: Path):
    """Whatever the order of the two; what voids it is left out, too, and no reject without a time."""
    wrong = statement("paused", "12:00:09Z", "0[.]9", id="0000000A-0000-4000-8000-000000000001")
    right = statement("paused", "12:00:05Z", "0[.]5", id="0000000a-0000-4000-8000-000000000002")
    target = {"objectType": "StatementRef", "id": "0000000a-0000-4000-8000-000000000001"}
    void = {"id": "x", "actor": {"mbox": "mailto:admin@example.org"}, "verb": {"id": f"{ADL}/voided"}, "object": target}
    for at, order in enumerate(([wrong, right, void], [void, right, wrong])):
        found = xapi(tmp_path, *order, name=f"{at}.jsonl")
        assert found.watches() == [(0, 5000, 5000)]
        assert found.counts() == (3, 1, 0, 0, 2)
        assert found.rows("select lines, reason from left_out order by all") == [
            (1, "a statement that another one voids"),
            (1, "a statement that voids another"),
        ]


def test_a_player_may_say_play_for_played(tmp_path: Path):
    """As the profile's forerunners did."""
    play = statement("play", verb={"id": "http://activitystrea.ms/schema/1.0/play"})
    time = f"{VIDEO}/extensions/time"
    begun, ended = ({"result": {"extensions": {time: place}}} for place in (1, 4))
    found = xapi(tmp_path, play | begun, statement("paused", "12:00:05Z") | ended)
    assert (found.plays(), found.watches()) == ([("2024-05-01 12:00:00", "m")], [(1000, 4000, 3000)])
