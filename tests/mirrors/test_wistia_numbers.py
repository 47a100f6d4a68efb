"""Wistia's stats of nasty viewings are what the reference says they are."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.mirrors import files, trees
from tests.reference import video_sources, wistia
from tests.reference.video_sources import Item, event

# A leap day's beginning and its end, with an empty day before the last.
MOMENTS = [
    datetime.fromisoformat(day) + timedelta(milliseconds=shift)
    for day in ("2024-02-28", "2024-02-29", "2024-03-01", "2024-03-03")
    for shift in (-1, 0, 1, 43_200_000)
]
MEDIAS: list[Item] = [
    {"media_id": "ten", "name": "Ten seconds", "project_id": "p1", "duration_s": 10},
    {"media_id": "Part", "name": 'Größe, "x"', "project_id": "p1", "duration_s": 3.24},
    {"media_id": "part", "name": "Another one", "project_id": "p/2", "duration_s": 7.76},
    {"media_id": "thousand", "name": "A thousand", "project_id": "p/2", "duration_s": 1000},
    {"media_id": "long", "name": "An hour and more", "project_id": "p/2", "duration_s": 3723.5},
    {"media_id": "round", "name": "Cells of two seconds", "project_id": "p3", "duration_s": 2000},
    {"media_id": "unseen", "name": "Never loaded", "project_id": "p3", "duration_s": 2},
    {"media_id": "unknown", "name": "No length", "project_id": None, "duration_s": None},
]  # fmt: skip
LENGTHS = {media["media_id"]: round((media["duration_s"] or 20) * 1000) for media in MEDIAS}


def ranges(media: str) -> st.SearchStrategy[tuple[int, int]]:
    """Draw starts and ends at midpoints, at borders of cells and beside them; an end may lie beyond the media."""
    length = LENGTHS[media]
    edges = [
        0,
        499,
        500,
        501,
        1000,
        1499,
        1500,
        1501,
        2500,
        1862,
        3000,
        5585,
        5586,
        length // 2,
        length - 500,
        length - 1,
    ]
    starts = [edge for edge in edges if 0 <= edge < length]
    ends = [*starts, length, length + 700]
    return st.sampled_from([(start, end) for start in starts for end in ends if start < end])


def viewing(media: str) -> st.SearchStrategy[list[Item]]:
    """Draw a load, a play with or without one, or a range of a media."""
    facts = {
        "visitor": st.sampled_from(("ann", "bob", "Bob", None)),
        "session": st.sampled_from(("s1", "s2", "s3", None)),
        "project": st.just(next(row["project_id"] for row in MEDIAS if row["media_id"] == media)),
    }
    at = st.sampled_from(MOMENTS)
    load = st.builds(event, st.just("load"), at, st.just(media), **facts)
    played = load.map(lambda loaded: [loaded, {**loaded, "kind": "play"}])
    watched = st.builds(
        lambda loaded, ends: [{**loaded, "kind": "range", "start_ms": ends[0], "end_ms": ends[1]}], load, ranges(media)
    )
    only = played.map(lambda both: both[1:])
    return st.one_of(load.map(lambda loaded: [loaded]), played, only, watched, watched, watched)


def viewings(*medias: str) -> st.SearchStrategy[list[Item]]:
    """Draw the events of some medias."""
    drawn = st.lists(st.sampled_from(medias).flatmap(viewing), min_size=1, max_size=50)
    return drawn.map(lambda lists: [each for events in lists for each in events])


def beacons(events: Sequence[Item], medias: Sequence[Item] = ()) -> trees.Source:
    """Give events as a player's beacons, with a table of medias where there is one."""
    table = {"medias.csv": files.medias_csv(medias)} if medias else {}
    return {"format": "video-beacons", "files": {"beacons.jsonl": files.beacons(events), **table}}


def found(*sources: trees.Source, **settings: object) -> trees.Documents:
    """Build, and leave out the numbers that stand for ids of medias."""
    documents = trees.answered(*sources, **settings)
    return {path: _without_number(document) for path, document in documents.items()}


def _without_number(document: Any) -> Any:  # noqa: ANN401
    numbered = isinstance(document, dict) and isinstance(document.get("id"), int)
    return {key: value for key, value in document.items() if key != "id"} if numbered else document


@properties.built(8)
@given(viewings("ten", "Part", "part", "thousand", "unknown"))
def test_beacons_answer_what_the_reference_says(events: list[Item]):
    """Account, projects and medias by date, with overlapping ranges, and a media whose length nobody knows."""
    assert trees.differing(wistia.documents(events, MEDIAS), found(beacons(events, MEDIAS))) == {}


@properties.built(5)
@given(viewings("long", "round", "thousand"))
def test_a_long_media_has_a_thousand_cells(events: list[Item]):
    """Longer than 1,000 seconds it has 1,000 cells of one length, and up to there cells of a second."""
    assert trees.differing(wistia.documents(events, MEDIAS), found(beacons(events, MEDIAS))) == {}


def test_a_range_that_ends_in_the_middle_of_a_cell_has_not_watched_it():
    """Of cells of two seconds the first has its middle at 1 s, where one range ends and another one begins."""
    ranges_of = {"s": (0, 1000), "t": (1000, 5000)}
    events = [
        event("range", MOMENTS[0], "round", session=session, start_ms=start, end_ms=end)
        for session, (start, end) in ranges_of.items()
    ]
    curve = found(beacons(events, MEDIAS))["v1/stats/medias/round/engagement.json"]
    assert (curve["engagement_data"][:4], curve["rewatch_data"][:4]) == ([1, 1, 0, 0], [0, 0, 0, 0])


@properties.built(4)
@given(viewings("ten", "unknown"))
def test_without_a_table_a_media_is_as_long_as_its_greatest_end(events: list[Item]):
    """Names are unknown, projects are those of the events."""
    assert trees.differing(wistia.documents(events), found(beacons(events))) == {}


@properties.built(4)
@given(viewings("ten", "Part", "part", "thousand", "unknown"), st.integers(2, 3))
def test_medias_with_few_visitors_are_left_out(events: list[Item], least: int):
    """With at_least a media stands in the tree when as many visitors are known; totals count everybody."""
    answers = found(beacons(events, MEDIAS), privacy={"at_least": least})
    assert trees.differing(wistia.documents(events, MEDIAS, least), answers) == {}


def webhooks() -> st.SearchStrategy[list[Mapping[str, Any]]]:
    """Draw webhooks of plays and shares; every share follows a play of its session, and some come twice."""
    play = st.fixed_dictionaries({
        "at": st.sampled_from(MOMENTS), "session": st.sampled_from(("s1", "s2", "s3")),
        "visitor": st.sampled_from(("ann", "bob")), "media": st.sampled_from(MEDIAS[:3]),
        "shares": st.lists(st.sampled_from((0.25, 0.5, 0.75, 1.0)), max_size=4),
    })  # fmt: skip
    return st.lists(play, min_size=1, max_size=12).map(_hooks)


def _hooks(plays: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    events = []
    for number, said in enumerate(plays):
        kinds = [("viewing_session.play", {})]
        kinds += [("viewing_session.percent_watched", {"percent_watched": share}) for share in said["shares"]]
        media = said["media"]
        about = {"id": media["media_id"], "name": media["name"], "url": "https://x", "duration": media["duration_s"]}
        who = {"visitor": {"id": said["visitor"]}, "viewing_session": {"id": said["session"]}, "media": about}
        for place, (kind, more) in enumerate(kinds):
            at = (said["at"] + timedelta(seconds=place)).isoformat(timespec="milliseconds")
            key = f"{number}-{place}"
            events.append({"uuid": key, "type": kind, "payload": {**who, **more}, "generated_at": f"{at}Z"})
    return [{"events": events[:3]}, {"events": events[2:]}]


@properties.built(5)
@given(webhooks())
def test_webhooks_answer_what_the_reference_says(hooks: list[Mapping[str, Any]]):
    """Plays are loads, too; of a session's shares the greatest counts; a webhook that came twice counts once."""
    content = "".join(json.dumps(hook) + "\n" for hook in hooks)
    answers = found({"format": "wistia-webhooks", "files": {"hooks.jsonl": content}})
    assert trees.differing(wistia.documents(video_sources.of_webhooks(hooks)), answers) == {}


def played() -> st.SearchStrategy[list[Mapping[str, Any]]]:
    """Draw rows of Wistia's own events; some are conversions."""
    row = st.fixed_dictionaries({
        "received_at": st.sampled_from(MOMENTS).map(lambda at: f"{at.isoformat(timespec='milliseconds')}Z"),
        "visitor_key": st.sampled_from(("ann", "bob", "cy")),
        "ip": st.just("192.0.2.9"), "country": st.just("DE"), "email": st.just("ann@example.org"),
        "percent_viewed": st.sampled_from((0.0, 0.25, 0.5, 1.0)), "media_id": st.just("ten"),
        "media_name": st.just("Ten seconds"), "conversion_type": st.sampled_from(("", "", "", "pre-roll-email")),
    })  # fmt: skip
    return st.lists(row, min_size=1, max_size=25).map(_events)


def _events(drawn: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows as events, the first of them a play; the first two come twice."""
    rows = [{"event_key": str(number), **row} for number, row in enumerate(drawn, 1)]
    rows[0]["conversion_type"] = ""
    return [*rows, *rows[:2]]


@properties.built(5)
@given(played())
def test_wistias_events_answer_what_the_reference_says(rows: list[Mapping[str, Any]]):
    """Percents of a media whose length a table of medias tells; a conversion is no play; an event counts once."""
    sources = (
        {"format": "wistia-events", "files": {"events.json": json.dumps(rows)}},
        {"format": "video-beacons", "files": {"medias.csv": files.medias_csv(MEDIAS[:1])}},
    )
    wanted = wistia.documents(video_sources.of_events(rows), MEDIAS[:1])
    assert trees.differing(wanted, found(*sources)) == {}


def test_seconds_are_unknown_where_only_shares_are_known():
    """Beside a media with ranges, one with a share has no cells, and one that nobody watched has noughts."""
    row = {"received_at": "2024-02-28T12:00:00Z", "event_key": "1", "visitor_key": "ann", "percent_viewed": 0.5}
    rows = [row | {"media_id": "ten", "media_name": "Ten seconds"}]
    watched = [event("range", MOMENTS[0], "part", session="s", start_ms=0, end_ms=1400)]
    answers = found({"format": "wistia-events", "files": {"events.json": json.dumps(rows)}}, beacons(watched, MEDIAS))
    wanted = wistia.documents([*video_sources.of_events(rows), *watched], MEDIAS)
    assert trees.differing(wanted, answers) == {}
    curves = {media: answers[f"v1/stats/medias/{media}/engagement.json"] for media in ("ten", "part", "unseen")}
    assert {media: curve["engagement_data"] for media, curve in curves.items()} == {
        "ten": [], "part": [1, 0, 0, 0, 0, 0, 0, 0], "unseen": [0, 0],
    }  # fmt: skip


def test_percents_of_2012_are_whole_ones():
    """A file whose greatest percent is above 1 tells them of 100."""
    row = {"received_at": "2012-10-09T12:00:00Z", "visitor_key": "ann", "media_id": "ten", "media_name": "Ten seconds"}
    rows = [{**row, "event_key": str(percent), "percent_viewed": percent} for percent in (50, 75)]
    sources = (
        {"format": "wistia-events", "files": {"events.json": json.dumps(rows)}},
        {"format": "video-beacons", "files": {"medias.csv": files.medias_csv(MEDIAS[:1])}},
    )
    assert found(*sources)["v1/stats/account.json"]["hours_watched"] == 12.5 / 3600


def test_percents_have_one_scale_in_all_files_of_a_source():
    """Answers come page by page: where one page has 50, the 1 of another one is a hundredth; so it is with webhooks."""
    row = {"received_at": "2012-10-09T12:00:00Z", "visitor_key": "ann", "media_id": "ten", "media_name": "Ten seconds"}
    pages = [
        [{**row, "event_key": f"{percent}", "percent_viewed": percent} for percent in page]
        for page in ((50,), (1, 0.5))
    ]
    medias = {"format": "video-beacons", "files": {"medias.csv": files.medias_csv(MEDIAS[:1])}}
    one = {"format": "wistia-events", "files": {f"{at}.json": json.dumps(page) for at, page in enumerate(pages)}}
    wanted = wistia.documents(video_sources.of_events([*pages[0], *pages[1]]), MEDIAS[:1])
    assert trees.differing(wanted, found(one, medias)) == {}
    assert wanted["v1/stats/account.json"]["hours_watched"] == 5150 / 3_600_000
    apart = [{"format": "wistia-events", "files": {"page.json": json.dumps(page)}} for page in pages]
    assert found(*apart, medias)["v1/stats/account.json"]["hours_watched"] == 20_000 / 3_600_000
    hooks = [_hooks([_shares(percent)])[0] for percent in (50, 1)]
    for at, hook in enumerate(hooks):
        hook["events"] = [{**event, "uuid": f"{at}-{event['uuid']}"} for event in hook["events"]]
    hooked = {"format": "wistia-webhooks", "files": {f"{at}.json": json.dumps(hook) for at, hook in enumerate(hooks)}}
    assert trees.differing(wistia.documents(video_sources.of_webhooks(hooks)), found(hooked)) == {}


def _shares(percent: float) -> Mapping[str, Any]:
    """A play and how much of it was watched, a session for each percent."""
    return {"at": MOMENTS[0], "session": f"s{percent}", "visitor": "ann", "media": MEDIAS[0], "shares": [percent]}


def test_a_range_behind_the_end_of_its_media_counts_for_nothing():
    """Of a range that ends behind it counts what lies before; one that begins there is no event at all."""
    ends = ((9000, 11_000), (10_000, 12_000), (11_000, 12_000))
    events = [event("range", MOMENTS[5], "ten", session="s", start_ms=start, end_ms=end) for start, end in ends]
    events.append(event("range", MOMENTS[9], "ten", session="s", start_ms=10_500, end_ms=12_000))
    answers = found(beacons(events, MEDIAS[:1]))
    assert trees.differing(wistia.documents(events, MEDIAS[:1]), answers) == {}
    assert answers["v1/stats/account.json"]["hours_watched"] == 1 / 3600
    assert len(answers["v1/stats/account/by_date.json"]) == 1


def test_whole_percents_are_rounded_half_up():
    """One of eight visitors played half a second of four: 12.5 % become 13."""
    at = MOMENTS[0]
    events = [event("load", at, "m", visitor=str(number)) for number in range(8)]
    events += [event("play", at, "m", visitor="0"), event("range", at, "m", session="s", start_ms=0, end_ms=500)]
    media = {"media_id": "m", "name": "M", "project_id": "p", "duration_s": 4}
    stats = found(beacons(events, [media]))["v1/medias/m/stats.json"]["stats"]
    assert stats == {
        "pageLoads": 8, "visitors": 8, "percentOfVisitorsClickingPlay": 13, "plays": 1, "averagePercentWatched": 13,
    }  # fmt: skip
