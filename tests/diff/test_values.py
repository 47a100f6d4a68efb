"""Numbers are compared by whom they are about; every expectation is counted by hand."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff.values import Place, Value, ValueChange, changes, is_same_but_for_time, volatile
from tests import properties

Told = tuple[str, Value | None, Value | None]


def told(old: object, new: object) -> list[Told]:
    """The changes in the order of their places, each as a line."""
    return sorted(((" > ".join(each.place), each.old, each.new) for each in changes(old, new)), key=repr)


def artists(*rows: tuple[str, int] | tuple[str, int, str | None]) -> dict[str, object]:
    """An answer with artists, each with a name, a count, and a MusicBrainz id if there is a third."""
    items = [
        {
            "artist_name": row[0],
            "listen_count": row[1],
            "artist_mbid": row[2] if len(row) > 2 else None,
            "artist_mbids": [row[2]] if len(row) > 2 and row[2] else [],
        }
        for row in rows
    ]
    return {"payload": {"artists": items}}


def test_a_number_that_changed_is_told_with_its_place():
    """The wrapping of an answer is no part of it."""
    old, new = {"payload": {"count": 3}}, {"payload": {"count": 5}}
    assert list(changes(old, new)) == [ValueChange(("count",), ("count",), 3, 5)]
    assert next(changes(old, new)).difference == 2


def test_items_that_swap_places_have_not_changed():
    """Low and Can had 3 and 2; now Can has 4, so that only Can is told."""
    assert told(artists(("Low", 3), ("Can", 2)), artists(("Can", 4), ("Low", 3))) == [
        ("artists > Can > listen_count", 2, 4)
    ]


def test_ties_are_told_apart_by_name():
    """Three had 2 each, in whatever order; one of them has 3 now."""
    assert told(artists(("Air", 2), ("Can", 2), ("Low", 2)), artists(("Low", 3), ("Can", 2), ("Air", 2))) == [
        ("artists > Low > listen_count", 2, 3)
    ]


def test_new_and_gone_items_are_named():
    """An item has its own number where it is, and none where it is not."""
    assert told(artists(("Low", 3), ("Can", 2)), artists(("Low", 3), ("Air", 1))) == [
        ("artists > Air > listen_count", None, 1),
        ("artists > Can > listen_count", 2, None),
    ]


def test_a_name_that_changes_case_is_the_same():
    """It is told by the new name, and by the old one beside it."""
    (change,) = changes(artists(("low", 3)), artists(("LOW", 4)))
    assert change == ValueChange(("artists", "LOW", "listen_count"), ("artists", "low", "listen_count"), 3, 4)


def test_names_that_differ_in_case_alone_stay_apart():
    """Where both are there, each is compared with its own like."""
    assert told(artists(("low", 1), ("Low", 5)), artists(("Low", 6), ("low", 1))) == [
        ("artists > Low > listen_count", 5, 6)
    ]


def test_an_identifier_that_becomes_known_is_no_newcomer():
    """The same name, at first without an id."""
    assert told(artists(("Low", 3)), artists(("Low", 4, "id-1"))) == [("artists > Low > listen_count", 3, 4)]


def test_one_name_of_two_is_two():
    """Two artists called alike are told apart by their ids."""
    assert told(artists(("Low", 3, "id-1")), artists(("Low", 4, "id-2"))) == [
        ("artists > Low > listen_count", 3, None),
        ("artists > Low > listen_count", None, 4),
    ]


def test_an_identifier_is_stronger_than_a_name():
    """An artist that is called otherwise now is the same by its id."""
    assert told(artists(("Sunn", 3, "id-1")), artists(("Sunn O)))", 4, "id-1"))) == [
        ("artists > Sunn O))) > listen_count", 3, 4)
    ]


def test_tracks_of_one_artist_are_not_taken_for_each_other():
    """An id of the artist says nothing of tracks that have none of their own."""
    common = {"artist_name": "Can", "artist_mbids": ["id-1"], "recording_mbid": None, "listen_count": 1}
    old, new = ({"recordings": [{**common, "track_name": name}]} for name in ("Vitamin C", "Spoon"))
    assert told(old, new) == [
        ("recordings > Can, Spoon > listen_count", None, 1),
        ("recordings > Can, Vitamin C > listen_count", 1, None),
    ]


def test_years_of_one_artist_are_not_taken_for_each_other():
    """What an id has in one year is not compared with what it has in another."""
    common = {"artist_name": "Can", "artist_mbid": "id-1", "listen_count": 1}
    old, new = ({"evolution": [{**common, "time_unit": year}]} for year in (2025, 2026))
    assert told(old, new) == [
        ("evolution > Can, 2025 > listen_count", 1, None),
        ("evolution > Can, 2026 > listen_count", None, 1),
    ]


def test_items_twice_are_matched_one_by_one():
    """Two items about the same, in either order; a third comes."""
    assert told(artists(("Low", 1), ("Low", 2)), artists(("Low", 2), ("Low", 1))) == []
    assert told(artists(("Low", 1)), artists(("Low", 1), ("Low", 1))) == [("artists > Low > listen_count", None, 1)]


def test_a_mapping_by_rank_is_a_list():
    """Partify's "1" and "2" are places, and who stands there is what counts."""
    low, can = {"artist": "Low", "plays": 3}, {"artist": "Can", "plays": 2}
    old = {"day": {"top_artists": {"1": low, "2": can}}, "all": {}}
    new = {"day": {"top_artists": {"1": {**can, "plays": 5}, "2": low}}, "all": {"top_artists": {"1": low}}}
    assert told(old, new) == [
        ("all > top_artists > Low > plays", None, 3),
        ("day > top_artists > Can > plays", 2, 5),
    ]


def test_points_of_a_series_are_matched_by_their_time():
    """Milliseconds are told as days, hours as they are."""
    old = {"dayStats": [{"label": "All", "values": [[1714521600000, 3], [1714608000000, 1]]}], "hours": [[0, 5]]}
    new = {
        "dayStats": [{"label": "All", "values": [[1714608000000, 2], [1714694400000, 7]]}],
        "hours": [[0, 5], [1, 6]],
    }
    assert told(old, new) == [
        ("dayStats > All > values > 2024-05-01", 3, None),
        ("dayStats > All > values > 2024-05-02", 1, 2),
        ("dayStats > All > values > 2024-05-03", None, 7),
        ("hours > 1", None, 6),
    ]


def test_bare_numbers_are_compared_in_all():
    """A curve of a thousand numbers is one change."""
    assert told({"engagement_data": [1, 2, 3]}, {"engagement_data": [2, 2, 4]}) == [("engagement_data", 6, 8)]


def test_items_that_say_numbers_alone_are_matched_by_their_keys():
    """PYBOSSA's categories."""
    old, new = {"categories": [{"nature": 2}, {"sky": 1}]}, {"categories": [{"sky": 1}, {"nature": 3}, {"sea": 1}]}
    assert told(old, new) == [("categories > nature", 2, 3), ("categories > sea", None, 1)]


def test_items_without_numbers_are_named():
    """A track that came onto a playlist."""
    assert told({"track": []}, {"track": [{"title": "Spoon", "identifier": ["x"]}]}) == [("track > Spoon", None, "")]


def test_what_says_the_same_twice_is_told_once():
    """Ranks, places on a page, pages' lengths and names of two generations."""
    old = {"packages": [{"rank": 1, "package_id": "A", "views": 1}], "count": 1, "offset": 0, "caa_id": 1}
    new = {"packages": [{"rank": 2, "package_id": "A", "views": 1}], "count": 2, "offset": 5, "caa_id": 2}
    assert told(old, new) == []
    assert told({"loads": 1, "load_count": 1, "plays": 2}, {"loads": 3, "load_count": 3, "plays": 2}) == [
        ("loads", 1, 3)
    ]


def test_numbers_about_another_period_are_not_compared():
    """Last week's 500 views are no loss against this week's 20."""
    old = {"week": {"period": "2024-W18", "views": 500}, "all_time": {"views": 900}}
    new = {"week": {"period": "2024-W19", "views": 20}, "all_time": {"views": 920}}
    assert told(old, new) == [("all_time > views", 900, 920)]


def test_volatile_fields_are_left_out_and_told_apart():
    """When something was computed is no news, but it is what differs where nothing else does."""
    old = {"payload": {"count": 1, "last_updated": 10, "to_ts": 9}, "response_time": "a"}
    new = {"payload": {"count": 1, "last_updated": 20, "to_ts": 9}, "response_time": "b"}
    assert told(old, new) == []
    assert is_same_but_for_time(old, new)
    assert not is_same_but_for_time(old, {**new, "title": "x"})
    assert [(change.place, change.old, change.new) for change in volatile(old, new)] == [
        (("payload", "last_updated"), 10, 20),
        (("response_time",), "a", "b"),
    ]


def test_the_date_of_a_playlist_is_when_it_was_made():
    """That of a day of plays is the day."""
    assert is_same_but_for_time({"date": "a", "track": []}, {"date": "b", "track": []})
    assert not is_same_but_for_time({"date": "a", "plays": 1}, {"date": "b", "plays": 1})


@pytest.mark.parametrize(
    ("old", "new"),
    [({"a": 1}, [1]), ({"a": 1}, {"a": "x"}), ({"a": [1]}, {"a": {"b": 1}}), ({"a": True}, {"a": 2}), (None, "x")],
)
def test_values_of_other_kinds_are_no_numbers(old: object, new: object):
    """They are passed over."""
    assert told(old, new) == []


def test_null_becomes_a_number():
    """What was unknown and is known."""
    assert told({"n_results": None}, {"n_results": 7}) == [("n_results", None, 7)]


NAMES = st.sampled_from(["Low", "low", "LOW", "Can", "Straße", "STRASSE", ""])
IDS = st.sampled_from([None, "id-1", "ID-1", "id-2"])
COUNTS = st.integers(0, 3)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"artist_name": NAMES, "artist_mbid": IDS, "listen_count": COUNTS}, optional={"hour": COUNTS, "rank": COUNTS}
    ),
    max_size=6,
)
ANSWERS = st.fixed_dictionaries(
    {"artists": ITEMS, "total": COUNTS},
    optional={"period": st.sampled_from("ab"), "week": st.fixed_dictionaries({"x": ITEMS}), "year": COUNTS},
)


def mirrored(found: list[tuple[Place, Place, Value | None, Value | None]]) -> list[object]:
    return sorted(((was, place, new, old) for place, was, old, new in found), key=repr)


def listed(old: object, new: object) -> list[Any]:
    return sorted(((each.place, each.was, each.old, each.new) for each in changes(old, new)), key=repr)


@properties.tried()
@given(ANSWERS, st.randoms())
def test_an_answer_does_not_differ_from_itself(answer: dict[str, Any], random: Random):
    """However its items are ordered."""
    other = {**answer, "artists": random.sample(answer["artists"], len(answer["artists"]))}
    assert listed(answer, other) == []


@properties.tried()
@given(ANSWERS, ANSWERS)
def test_backwards_is_the_mirror_of_forwards(old: dict[str, Any], new: dict[str, Any]):
    """What is new one way is gone the other way, and every number has its counterpart."""
    assert listed(new, old) == mirrored(listed(old, new))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["1", "2", "id", "name", "count", "offset", "year", "value"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@properties.tried()
@given(JSON, JSON)
def test_any_two_values_can_be_compared(old: object, new: object):
    """Nothing raises, and backwards is the mirror of forwards."""
    assert listed(old, old) == []
    assert listed(new, old) == mirrored(listed(old, new))
