"""What is counted of videos: rule by rule, and against the reference."""

from datetime import date, timedelta
from itertools import groupby
from random import Random

import pytest

from generator.stats import Row, Store
from tests.reference import video as reference
from tests.reference.video import Event
from tests.video.conftest import Filled, at, load, play, portion, watch

ONE = {"a": {"name": "Intro", "project": "p", "s": 10}}


def curve(filled: Filled, length: float | None, *watches: tuple[float, float, int]) -> tuple[list[int], list[int]]:
    """Sessions and re-watchings by cell, of a media of that many seconds; a watch is start, end and session."""
    events = [watch("2024-05-01", "a", start, end, session) for start, end, session in watches]
    rows = list(filled({"a": {"s": length}}, events).rows("video/media_cells"))
    return [row["session_count"] for row in rows], [row["rewatch_count"] for row in rows]


def of_kind(answers: Store, name: str, kind: str) -> list[Row]:
    """The rows of a stat set about the account, its projects or its medias."""
    return [row for row in answers.rows(f"video/{name}") if row["kind"] == kind]


def test_a_cell_is_watched_when_its_middle_is(filled: Filled):
    """0 to 2.5 s has the middles 0.5 and 1.5, not 2.5; 2.5 to 4.4 has 2.5 and 3.5."""
    assert curve(filled, 5, (0, 2.5, 1)) == ([1, 1, 0, 0, 0], [0, 0, 0, 0, 0])
    assert curve(filled, 5, (2.5, 4.4, 1)) == ([0, 0, 1, 1, 0], [0, 0, 0, 0, 0])
    assert curve(filled, 5, (2.6, 3.4, 1)) == ([0, 0, 0, 0, 0], [0, 0, 0, 0, 0])


def test_the_last_cell_is_what_is_left(filled: Filled):
    """Of 2.6 s the third cell has its middle at 2.3, of 2.4 s at 2.2."""
    assert curve(filled, 2.6, (0, 2.6, 1), (0, 2.3, 2), (2.3, 2.6, 3))[0] == [2, 2, 2]
    assert curve(filled, 2.4, (0, 2.4, 1), (2.201, 2.4, 2))[0] == [1, 1, 1]


def test_watching_again_in_a_session_is_apart(filled: Filled):
    """One session watches 0 to 3, then 1 to 3 and 2 to 4; another 0 to 4: four sessions' seconds and three again."""
    watches = [(0, 3, 1), (1, 3, 1), (2, 4, 1), (0, 4, 2)]
    assert curve(filled, 4, *watches) == ([2, 2, 2, 2], [0, 1, 2, 0])


def test_a_long_media_has_a_thousand_cells(filled: Filled):
    """Of 2000 s a cell is 2 s; 1 to 5 s has the middles 1 and 3, not 5."""
    seen, again = curve(filled, 2000, (1, 5, 1), (1, 3, 1))
    assert len(seen) == 1000
    assert (seen[:4], sum(seen), again[:3], sum(again)) == ([1, 1, 0, 0], 2, [1, 0, 0], 1)


def test_a_thousand_seconds_are_not_long(filled: Filled):
    """1000 s have cells of a second; a ms more has a thousand cells, too."""
    assert sum(curve(filled, 1000, (0, 1000, 1))[0]) == 1000
    assert sum(curve(filled, 1000.001, (0, 1000.001, 1))[0]) == 1000


def test_a_media_of_unknown_length_ends_with_its_watches(filled: Filled):
    """It is as long as the greatest end."""
    assert curve(filled, None, (0, 3, 1), (1, 4.2, 2))[0] == [1, 2, 2, 1, 1]


def test_where_positions_are_unknown_there_are_no_cells(filled: Filled):
    """Neither of a media that has shares alone, nor of one without a watch, unless others have watches with ends."""
    medias = {"a": {"s": 2}, "b": {"s": 2}}
    assert list(filled(medias, [portion("2024-05-01", "a", 900)]).rows("video/media_cells")) == []
    events = [portion("2024-05-01", "a", 900), watch("2024-05-01", "c", 0, 1)]
    answers = filled(medias | {"c": {"s": 1}}, events)
    assert [(row["media_id"], row["session_count"]) for row in answers.rows("video/media_cells")] == [
        ("b", 0), ("b", 0), ("c", 1),
    ]  # fmt: skip


def test_visitors_are_counted_once_and_loads_every_time(filled: Filled):
    """Three loads by two known people and one unknown, two plays by one."""
    day = "2024-05-01"
    events = [load(day, "a", 7), load(day, "a", 7), load(day, "a", 8), load(day, "a", None)]
    events += [play(day, "a", 7), play(day, "a", 7, 2)]
    (row,) = of_kind(filled(ONE, events), "video_totals", "media")
    assert [row[key] for key in ("load_count", "visitor_count", "play_count", "player_count")] == [4, 2, 2, 1]


def test_every_day_of_the_data_is_there(filled: Filled):
    """From the first event of any media to as_of, for each media, with zeros; the account's newest first."""
    medias = {"a": {"project": "p"}, "b": {}}
    events = [load("2024-05-01T23:59:59", "a"), play("2024-05-03", "b")]
    answers = filled(medias, events, as_of="2024-05-04T10:00")
    every = [date(2024, 5, day) for day in (1, 2, 3, 4)]
    of_medias = groupby(of_kind(answers, "video_days", "media"), lambda row: row["subject_id"])
    rows = {media: list(days) for media, days in of_medias}
    assert {media: [row["day"] for row in days] for media, days in rows.items()} == {"a": every, "b": every}
    assert [row["load_count"] for row in rows["a"]] == [1, 0, 0, 0]
    assert [row["play_count"] for row in rows["b"]] == [0, 0, 1, 0]
    assert [row["day"] for row in of_kind(answers, "video_days", "project")] == every
    assert [row["day"] for row in of_kind(answers, "video_days", "account")] == every[::-1]


def test_few_people_are_left_out_of_lists_and_not_of_sums(filled: Filled):
    """With at_least 2, a media and a project that one person met are not listed; the account counts their load."""
    medias = {"a": {"project": "p"}, "b": {"project": "q"}, "c": {"project": "q"}}
    events = [load("2024-05-01", "a", 1), play("2024-05-01", "a", 1), load("2024-05-01", "b", 1)]
    events += [load("2024-05-01", "b", 2), load("2024-05-01", "c", 2)]
    answers = filled(medias, events, at_least=2)
    assert [row["subject_id"] for row in of_kind(answers, "video_totals", "media")] == ["b"]
    assert [row["subject_id"] for row in of_kind(answers, "video_days", "media")] == ["b"]
    (project,) = of_kind(answers, "video_totals", "project")
    assert (project["subject_id"], project["load_count"], project["media_count"]) == ("q", 3, 2)
    assert of_kind(answers, "video_totals", "account")[0]["load_count"] == 4


def test_how_much_is_known_of_watches(filled: Filled):
    """Of three watches one has ends, two have an amount."""
    events = [watch("2024-05-01", "a", 0, 1), portion("2024-05-01", "a", 500), portion("2024-05-01", "a", None)]
    (row,) = of_kind(filled(ONE, events), "video_totals", "media")
    assert [row[key] for key in ("watch_count", "timed_count", "placed_count", "watched_ms")] == [3, 2, 1, 1500]


def test_engagement_is_of_plays_of_known_length(filled: Filled):
    """Of three plays of three medias one has a length and a time: 4 of 10 s; without a watch nothing is measured."""
    medias = {"a": {"s": 10, "project": "p"}, "b": {"project": "p"}, "c": {"s": 10, "project": "p"}}
    events = [play("2024-05-01", media) for media in "abc"]
    events += [watch("2024-05-02", "a", 0, 4), watch("2024-05-02", "b", 0, 9)]
    answers = filled(medias, events)
    for kind in ("account", "project"):
        (row,) = of_kind(answers, "video_totals", kind)
        found = [row[key] for key in ("play_count", "measured_count", "engaged_ms", "possible_ms")]
        assert found == [3, 1, 4000, 10_000]
    days = [(row["engaged_ms"], row["possible_ms"]) for row in of_kind(answers, "video_days", "account")]
    assert days == [(4000, 0), (0, 10_000)]


def test_a_time_that_nobody_knows_is_null_on_the_days_of_plays(filled: Filled):
    """Of a media that was played, of its project and of the account, but not on the day without a play."""
    events = [play("2024-05-01", "a"), load("2024-05-02", "a")]
    answers = filled(ONE, events)
    for kind, expected in (("media", [None, 0]), ("project", [None, 0]), ("account", [0, None])):
        assert [row["watched_ms"] for row in of_kind(answers, "video_days", kind)] == expected


def test_no_event_is_no_day_and_no_trouble(filled: Filled):
    """Medias that nobody met have zeros, and no days."""
    answers = filled(ONE, [])
    assert of_kind(answers, "video_totals", "media")[0]["load_count"] == 0
    assert [list(answers.rows(f"video/{name}")) for name in ("video_days", "media_cells")] == [[], []]


def history(seed: int) -> list[Event]:
    """Two weeks of four medias, a third of them watched from anywhere to anywhere."""
    chance = Random(seed)  # noqa: S311
    made = []
    for _ in range(400):
        moment = at("2024-05-01") + timedelta(seconds=chance.randrange(14 * 86_400))
        media, who = chance.choice(LENGTHS_OF), chance.choice([None, *range(12)])
        start, end = sorted(chance.sample(range(MEDIAS[media] + 1), 2))
        watched = Event("watch", moment, media, None, chance.randrange(9), start, end, end - start)
        made.append(chance.choice([watched, Event("load", moment, media, who), Event("play", moment, media, who, 1)]))
    return made


MEDIAS = {"a": 12_345, "b": 999_999, "c": 3_600_500, "d": 59_000, "e": 1000}
LENGTHS_OF = "abcd"


@pytest.mark.parametrize("seed", range(4))
def test_all_is_as_the_reference_counts(filled: Filled, seed: int):
    """Totals, days and every cell of random histories; `e` has no event."""
    events = history(seed)
    medias = {media: {"s": length / 1000, "project": "pq"[media > "b"]} for media, length in MEDIAS.items()}
    answers = filled(medias, events)
    every = reference.days(events, max(event.at for event in events))
    project_of = {media: "pq"[media > "b"] for media in MEDIAS}
    for row in answers.rows("video/video_totals"):
        kind, name = row["kind"], row["subject_id"]
        own = [event for event in events if name in {"", event.media, project_of[event.media]}]
        expected = reference.totals(own)
        assert {key: row[key] for key in expected} == expected
        days = [tuple(day.values())[3:7] for day in of_kind(answers, "video_days", kind) if day["subject_id"] == name]
        assert (days[::-1] if kind == "account" else days) == reference.by_day(own, every)
    for media, length in MEDIAS.items():
        cells = [cell for cell in answers.rows("video/media_cells") if cell["media_id"] == media]
        seen, again = reference.curve([event for event in events if event.media == media], length)
        assert [cell["session_count"] for cell in cells] == seen
        assert [cell["rewatch_count"] for cell in cells] == again
