"""The Wistia mirror: every key of both generations, and numbers worked out by hand."""

import json
from typing import Any

import pytest

from generator.mirrors import wistia
from generator.mirrors.catalog import Catalog
from generator.stats import Store
from tests.video.conftest import Filled, load, play, portion, watch

MEDIAS = {
    "a1B2": {"name": "Intro", "project": "77", "project_name": "Tours", "s": 4},
    "34": {"name": "Outro", "project": "77", "s": None},
    "x/y": {},
}
EVENTS = [
    load("2024-02-28T23:59:59.5", "a1B2", 1),
    load("2024-03-01", "a1B2", 1),
    load("2024-03-01", "a1B2", 2),
    load("2024-03-01", "a1B2", 3),
    play("2024-03-01", "a1B2", 3, 30),
    play("2024-03-01", "a1B2", 3, 31),
    watch("2024-03-01", "a1B2", 0, 2.7, 30),
    watch("2024-03-01", "a1B2", 1, 2, 30),
    watch("2024-03-01", "a1B2", 0, 1, 31),
    play("2024-03-01", "34", 9, 32),
    watch("2024-03-01", "34", 0, 2, 32),
]
DAY = {"data_date", "date", "loads", "load_count", "plays", "play_count", "hours_watched"}


def tree(answers: Store) -> dict[str, Any]:
    """The documents by their paths."""
    return {document.path: json.loads(document.body) for document in wistia.documents(answers, Catalog())}


@pytest.fixture
def found(filled: Filled) -> dict[str, Any]:
    """The documents of the three medias."""
    return tree(filled(MEDIAS, EVENTS))


def test_the_account(found: dict[str, Any]):
    """Four loads, three plays, 4.7 s of one media and 2 s of another."""
    assert found["v1/stats/account.json"] == {
        "loads": 4, "load_count": 4, "plays": 3, "play_count": 3, "hours_watched": 6700 / 3_600_000,
    }  # fmt: skip


def test_days_of_the_account_begin_with_the_newest(found: dict[str, Any]):
    """The leap day without an event is there; each has both names of everything."""
    days = found["v1/stats/account/by_date.json"]
    assert [(day["date"], day["loads"], day["plays"]) for day in days] == [
        ("2024-03-01", 3, 3), ("2024-02-29", 0, 0), ("2024-02-28", 1, 0),
    ]  # fmt: skip
    assert all(day.keys() == DAY and day["date"] == day["data_date"] for day in days)
    assert days[0]["hours_watched"] == 6700 / 3_600_000
    assert days[1] == {
        "data_date": "2024-02-29", "date": "2024-02-29", "loads": 0, "load_count": 0, "plays": 0, "play_count": 0,
        "hours_watched": 0.0,
    }  # fmt: skip


def test_a_project_has_its_medias_and_the_oldest_day_first(found: dict[str, Any]):
    """Two medias; the one without a project is in none."""
    project = found["v1/stats/projects/77.json"]
    assert (project["number_of_videos"], project["loads"], project["play_count"]) == (2, 4, 3)
    dates = [day["date"] for day in found["v1/stats/projects/77/by_date.json"]]
    assert dates == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert [path for path in found if "/projects/" in path and path.endswith("7.json")] == ["v1/stats/projects/77.json"]


def test_a_media(found: dict[str, Any]):
    """One of three visitors played, twice; 4.7 s of twice 4 s were watched."""
    assert found["v1/stats/medias/a1B2.json"] == {
        "loads": 4, "load_count": 4, "plays": 2, "play_count": 2, "hours_watched": 4700 / 3_600_000,
        "play_rate": 1 / 3, "engagement": 4700 / 8000, "visitors": 3, "actions": [],
    }  # fmt: skip
    assert [day["plays"] for day in found["v1/stats/medias/a1B2/by_date.json"]] == [0, 0, 2]


def test_engagement_is_second_by_second(found: dict[str, Any]):
    """One session watches seconds 0 to 2 and second 1 again, another second 0."""
    assert found["v1/stats/medias/a1B2/engagement.json"] == {
        "engagement": 4700 / 8000, "engagement_data": [2, 1, 1, 0], "rewatch_data": [0, 1, 0, 0],
    }  # fmt: skip


def test_a_media_of_unknown_length_has_a_curve_and_no_engagement(found: dict[str, Any]):
    """It is as long as what was watched of it, but nobody knows what share that is."""
    assert found["v1/stats/medias/34/engagement.json"] == {
        "engagement": None, "engagement_data": [1, 1], "rewatch_data": [0, 0],
    }  # fmt: skip
    assert found["v1/stats/medias/34.json"]["play_rate"] == 0.0


def test_what_nobody_knows_is_null(filled: Filled):
    """Plays of which nothing tells how long they lasted: hours, by day, too, and engagement; whole percents are 0."""
    medias = {"a": {"s": 10, "project": "p"}}
    made = tree(filled(medias, [play("2024-05-01", "a", 1), load("2024-05-02", "a", 1)]))
    assert made["v1/stats/account.json"]["hours_watched"] is None
    assert made["v1/stats/projects/p.json"]["hours_watched"] is None
    media = made["v1/stats/medias/a.json"]
    assert (media["hours_watched"], media["engagement"]) == (None, None)
    assert [day["hours_watched"] for day in made["v1/stats/medias/a/by_date.json"]] == [None, 0.0]
    assert [day["hours_watched"] for day in made["v1/stats/account/by_date.json"]] == [0.0, None]
    assert made["v1/medias/a/stats.json"]["stats"]["averagePercentWatched"] == 0


def test_what_did_not_happen_is_zero(filled: Filled):
    """A media that was loaded and never played: a division by zero answers 0."""
    media = tree(filled({"a": {}}, [load("2024-05-02", "a", 1)]))["v1/stats/medias/a.json"]
    assert (media["hours_watched"], media["engagement"], media["play_rate"]) == (0.0, 0.0, 0.0)


def test_a_media_that_nobody_met_has_zeros(found: dict[str, Any]):
    """Its id is escaped in the path, and it is called by it."""
    assert found["v1/stats/medias/x~2Fy.json"]["hours_watched"] == 0.0
    assert found["v1/stats/medias/x~2Fy/engagement.json"]["engagement_data"] == []
    assert found["v1/medias/x~2Fy/stats.json"]["name"] == "x/y"


def test_the_stats_of_a_media_are_whole_percents(found: dict[str, Any]):
    """33.3 and 58.75 per cent are 33 and 59."""
    stats = found["v1/medias/a1B2/stats.json"]
    assert stats["stats"] == {
        "pageLoads": 4, "visitors": 3, "percentOfVisitorsClickingPlay": 33, "plays": 2, "averagePercentWatched": 59,
    }  # fmt: skip
    assert (stats["hashed_id"], stats["name"]) == ("a1B2", "Intro")


def test_the_id_of_a_media_is_a_number(found: dict[str, Any]):
    """As clients expect: that which it is, or one made of its text that never changes."""
    assert found["v1/medias/34/stats.json"]["id"] == 34
    assert found["v1/medias/a1B2/stats.json"]["id"] == 0xF082D7241E87
    assert found["v1/medias/a1B2/stats.json"]["id"] != found["v1/medias/x~2Fy/stats.json"]["id"]


def test_where_loads_are_lacking_the_play_rate_is_a_share_all_the_same(filled: Filled):
    """Two people played what one loaded."""
    answers = filled(
        {"a": {"s": 1}}, [load("2024-05-01", "a", 1), play("2024-05-01", "a", 1), play("2024-05-01", "a", 2)]
    )
    assert tree(answers)["v1/stats/medias/a.json"]["play_rate"] == 1.0


def test_shares_without_positions_have_no_curve(filled: Filled):
    """Half of a second, as a webhook says."""
    answers = filled({"a": {"s": 1}}, [play("2024-05-01", "a"), portion("2024-05-01", "a", 500)])
    assert tree(answers)["v1/stats/medias/a/engagement.json"] == {
        "engagement": 0.5, "engagement_data": [], "rewatch_data": [],
    }  # fmt: skip


def test_every_endpoint_has_its_subjects_in_the_catalog(filled: Filled):
    """With their path segments and nothing of a range."""
    catalog = Catalog()
    list(wistia.documents(filled(MEDIAS, EVENTS), catalog))
    assert set(catalog.subjects["media_id"]) == {("34", "34"), ("a1B2", "a1B2"), ("x/y", "x~2Fy")}
    assert set(catalog.subjects["project_id"]) == {("77", "77")}
    assert set(catalog.sitewide) == {"/v1/stats/account", "/v1/stats/account/by_date"}


def test_hours_are_the_nearest_float(filled: Filled):
    """Python reads back the very quotient, whatever was watched."""
    amounts = [1, 3, 7, 1000, 3_599_999, 123_456_789, 98_765_432_101]
    medias = {f"m{place}": {} for place in range(len(amounts))}
    events = [portion("2024-05-01", f"m{place}", amount) for place, amount in enumerate(amounts)]
    made = tree(filled(medias, events))
    days = [made[f"v1/stats/medias/{media}/by_date.json"][0]["hours_watched"] for media in medias]
    assert days == [amount / 3_600_000 for amount in amounts]


@pytest.mark.parametrize(
    ("path", "example"),
    [
        ("account.json", {"loads": 1, "plays": 1, "hours_watched": 0.1}),
        ("account/by_date.json", [{"data_date": "2012-10-09", "loads": 100, "plays": 80, "hours_watched": 21.9}]),
        ("projects/77.json", {"loads": 5498, "plays": 3942, "hours_watched": 59.8, "number_of_videos": 8}),
        ("projects/77/by_date.json", [{"data_date": "2012-10-09", "loads": 1, "plays": 1, "hours_watched": 0.1}]),
        (
            "medias/a1B2.json",
            {"loads": 1, "plays": 1, "play_rate": 0.5, "hours_watched": 0.1, "engagement": 0.5, "visitors": 1},
        ),
        ("medias/a1B2/by_date.json", [{"data_date": "2012-10-09", "loads": 1, "plays": 1, "hours_watched": 0.1}]),
        ("medias/a1B2/engagement.json", {"engagement": 0.5}),
    ],
)
def test_the_names_and_kinds_of_2012(found: dict[str, Any], path: str, example: Any):  # noqa: ANN401
    """Every key that the API was first documented with is there, of the same kind."""
    answer = found[f"v1/stats/{path}"]
    ((given, said),) = [(answer, example)] if isinstance(example, dict) else [(answer[0], example[0])]
    assert {key: type(given[key]) for key in said} == {key: type(value) for key, value in said.items()}
