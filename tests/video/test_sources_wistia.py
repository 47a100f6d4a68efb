"""What Wistia gives: answers of /stats/events, and webhooks."""

import json
from pathlib import Path

import pytest

from tests.video.loading import Videos, lines, loaded

Said = dict[str, object]
DAY = "2012-09-25T21:10:16Z"
TABLE = ("video-beacons", "medias.csv", "media_id,duration_s\nm,200\n")


def event(key: str | None, viewed: object, **more: object) -> Said:
    told = {"received_at": DAY, "event_key": key, "visitor_key": "v", "media_id": "m", "media_name": "Intro"}
    return {**told, "percent_viewed": viewed, "ip": "192.0.2.1", "conversion_type": "", **more}


def events(folder: Path, *said: Said) -> Videos:
    """Load events as a JSON array, with a media of 200 s."""
    return loaded(folder, ("wistia-events", "events.json", json.dumps(said)), TABLE)


def hook(uuid: str, kind: str = "play", session: str = "s", watched: object = None, **media: object) -> Said:
    payload = {"visitor": {"id": "v"}, "viewing_session": {"id": session}, "percent_watched": watched}
    told = {"id": "m", "name": "Intro", "url": "http://example.org/m", "duration": 200, **media}
    return {"uuid": uuid, "type": f"viewing_session.{kind}", "payload": {**payload, "media": told}, "generated_at": DAY}


def hooks(folder: Path, *said: object) -> Videos:
    """Load webhooks, all in one body."""
    return loaded(folder, ("wistia-webhooks", "hooks.json", json.dumps({"hook": {"uuid": "h"}, "events": said})))


def test_an_event_is_a_load_a_play_and_a_share(tmp_path: Path):
    """A quarter of 200 s, nobody knows which."""
    found = events(tmp_path, event("e", 0.25))
    assert found.loads() == found.plays() == [("2012-09-25 21:10:16", "m")]
    assert found.watches() == [(None, None, 50_000)]
    assert found.medias() == [("m", "Intro", None, None, 200_000)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("e.jsonl", lines([event("e", 0.25), event("f", 0.5)])),
        (
            "e.csv",
            f"received_at,event_key,visitor_key,percent_viewed,media_id,media_name\n{DAY},e,v,0.25,m,Intro\n{DAY},f,v,0.5,m,\n",
        ),
    ],
)
def test_events_may_be_lines(tmp_path: Path, name: str, content: str):
    """JSON lines, or CSV with the same names."""
    found = loaded(tmp_path, ("wistia-events", name, content), TABLE)
    assert found.watches() == [(None, None, 50_000), (None, None, 100_000)]


def test_pages_may_stand_behind_each_other(tmp_path: Path):
    """Answers of the API end without a line feed; an event on the next page again folds."""
    pages = json.dumps([event("e", 0.25), event("f", 0.5)]) + json.dumps([event("f", 0.5), event("g", 1)]) + "[]"
    found = loaded(tmp_path, ("wistia-events", "pages.json", pages), TABLE)
    assert found.watches() == [(None, None, 50_000), (None, None, 100_000), (None, None, 200_000)]
    assert found.counts() == (5, 4, 0, 1, 0)


def test_a_file_with_more_than_1_is_in_percent(tmp_path: Path):
    """Then 1 is a hundredth of it; in another file it is all."""
    old = ("wistia-events", "old.json", json.dumps([event("e", 1), event("f", 50)]))
    new = ("wistia-events", "new.json", json.dumps([event("g", 1), event("h", 0.1)]))
    watched = [(None, None, watched) for watched in (2_000, 20_000, 100_000, 200_000)]
    assert loaded(tmp_path, old, new, TABLE).watches() == watched


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("text", "not a JSON object, or not as many fields as the heading"),
        (event("e", 0.5, media_id=None), "no media_id"),
        (event("e", -0.1), "percent_viewed is no number from 0 to 100"),
        (event("e", 100.5), "percent_viewed is no number from 0 to 100"),
        (event("e", "half"), "percent_viewed is no number from 0 to 100"),
        (event("e", 0.5, received_at=""), "no time that can be read"),
        (
            event("e", 0.5, received_at="1970-01-01T00:00:00Z"),
            "the time is 0 (1970-01-01), or before: the file lost it",
        ),
        (event("e", 0.5, received_at="2199-01-01T00:00:00Z"), "later than as_of, or than the clock"),
    ],
)
def test_a_bad_event_is_a_reject(tmp_path: Path, said: Said, reason: str):
    """A bad percent does not make the file one in percent."""
    found = events(tmp_path, event("a", 0.25), said, event("b", 0.25))
    assert found.rejects() == [(2, reason)]
    assert found.watches() == [(None, None, 50_000), (None, None, 50_000)]


def test_a_conversion_is_no_play(tmp_path: Path):
    """It is left out, whatever its type; none is null, empty or not there."""
    plain = event("d", 0.5)
    del plain["conversion_type"]
    types = [event("a", 0.5, conversion_type=kind) for kind in ("post-roll-click", "annotation", None)]
    found = events(tmp_path, *types, plain)
    assert (len(found.plays()), found.counts()) == (2, (5, 3, 0, 0, 2))


def test_a_key_counts_once(tmp_path: Path):
    """An event that two files have folds; one without a key is alone."""
    said = [event("e", 0.5), event(None, 0.5)]
    twice = [("wistia-events", f"{space}.json", json.dumps(said, indent=space)) for space in (1, 2)]
    found = loaded(tmp_path, *twice, TABLE)
    assert (len(found.plays()), found.counts()) == (3, (5, 4, 0, 1, 0))


def test_a_share_of_an_unknown_length_is_an_unknown_time(tmp_path: Path):
    """Unknown is not 0; what was not measured at all is no watch."""
    said = json.dumps([event("e", 0.5), event("f", None), event("g", "")])
    found = loaded(tmp_path, ("wistia-events", "events.json", said))
    assert (len(found.plays()), found.watches()) == (3, [(None, None, None)])


def test_the_newest_name_stays(tmp_path: Path):
    """A media that was called anew is called so."""
    old, new = "2012-01-01T00:00:00Z", "2013-01-01T00:00:00Z"
    said = [event(None, 0, media_name=name, received_at=at) for name, at in (("Z", new), ("A", old), (None, DAY))]
    assert events(tmp_path, *said).medias()[0][1] == "Z"


def test_a_webhook_is_a_play_or_how_much_was_watched(tmp_path: Path):
    """A play was loaded, too; of each viewing session the greatest share counts."""
    shares = [hook(f"{session}{at}", "percent_watched", session, at) for session, at in
              (("s", 0.25), ("s", 0.75), ("s", 0.5), ("t", 0.25))]  # fmt: skip
    found = hooks(tmp_path, hook("p"), *shares, hook("c", "conversion"))
    assert found.loads() == found.plays() == [("2012-09-25 21:10:16", "m")]
    assert found.watches() == [(None, None, 50_000), (None, None, 150_000)]
    assert found.medias() == [("m", "Intro", None, None, 200_000)]
    assert found.counts() == (6, 5, 0, 0, 1)


BODIES = [{"events": [hook("p"), hook("q")]}, {"events": []}, {"events": [hook("r", "percent_watched", watched=50)]}]


@pytest.mark.parametrize(
    "content",
    [json.dumps(BODIES), json.dumps(BODIES, indent=1), lines(BODIES), "".join(json.dumps(b, indent=1) for b in BODIES)],
)
def test_bodies_are_an_array_or_lines_or_behind_each_other(tmp_path: Path, content: str):
    """Three events in three bodies."""
    found = loaded(tmp_path, ("wistia-webhooks", "hooks.json", content))
    assert (len(found.plays()), found.watches()) == (2, [(None, None, 100_000)])
    assert found.counts() == (3, 3, 0, 0, 0)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("text", "not a JSON object"),
        ({"uuid": "u", "generated_at": DAY}, "no type"),
        (hook("u", id=None), "no payload.media.id"),
        (hook("u", "percent_watched", watched=101), "percent_watched is no number from 0 to 100"),
        (hook("u", "percent_watched"), "percent_watched is no number from 0 to 100"),
        (hook("u") | {"generated_at": "soon"}, "no time that can be read"),
    ],
)
def test_a_bad_webhook_is_a_reject(tmp_path: Path, said: object, reason: str):
    """It is told by its number among the events, in one body or in lines."""
    found = hooks(tmp_path, hook("a"), said, hook("b"))
    apart = loaded(tmp_path, ("wistia-webhooks", "a.log", lines([{"events": [one]} for one in (hook("a"), said)])))
    assert found.rejects() == apart.rejects() == [(2, reason)]
    assert (found.counts(), apart.counts()) == ((3, 2, 1, 0, 0), (2, 1, 1, 0, 0))


def test_a_broken_line_is_one_reject(tmp_path: Path):
    """The bodies around it stay."""
    body = lines([{"events": [hook("a")]}])
    found = loaded(tmp_path, ("wistia-webhooks", "hooks.log", f'{body}{{"events": [{{\n\n{lines([hook("b")])}'))
    assert (found.rejects(), len(found.plays())) == ([(2, "not a JSON object")], 2)


def test_a_webhook_that_was_sent_again_folds(tmp_path: Path):
    """By its uuid."""
    assert hooks(tmp_path, hook("a"), hook("a"), hook("b")).counts() == (3, 2, 0, 1, 0)
