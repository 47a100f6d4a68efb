"""Where counting stops: midnights, pages of 25, the first thousand, 500 listens a user, 25 listeners, hostile users."""

from datetime import date

import pytest

from tests.listenbrainz.histories import (
    ANCHORS,
    ARTISTS,
    HOPE,
    LOW,
    RELEASES,
    Row,
    at,
    credit,
    edges,
    listen,
    mapped,
    mbid,
)
from tests.listenbrainz.trees import Given, actual, differences, differing, expected

NOON = at("2024-05-10T12:00:00")


def many(count: int, start: int = 0, user: str = "ana") -> list[Row]:
    """List listens of one track, one a second."""
    return [listen(user, NOON + second, "Low", "Words", "Hope") for second in range(start, start + count)]


@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_a_listen_at_every_edge_of_every_range_counts_where_the_reference_says(anchor: date):
    """One listen a second before, at, and after each midnight where a range or a bucket may begin or end."""
    tracks = [("Low", "Words", "Hope", {}), ("Low", "Words", "Hope", mapped(1, HOPE, **credit(("Low", "", LOW))))]
    heard = [(moment, tracks[number % 2]) for number, moment in enumerate(edges(anchor))]
    listens = [listen("ana", moment, *track[:3], **track[3]) for moment, track in heard]
    assert differing(Given([*listens, listen("bo", heard[0][0], "Can", "x")], ARTISTS, RELEASES)) == {}


@pytest.mark.parametrize("anchor", ANCHORS[:5], ids=str)
def test_a_history_that_ends_at_a_midnight_ends_there(anchor: date):
    """The newest listen at 00:00:00 anchors the ranges on the day that begins with it."""
    midnight = at(f"{anchor}T00:00:00")
    listens = [listen("ana", moment, "Low", "Words", "Hope") for moment in edges(anchor) if moment <= midnight]
    assert differing(Given(listens)) == {}


def test_a_listen_at_midnight_belongs_to_both_ranges():
    """Both ends of a range are inclusive: 13 May 2024 00:00:00 is in this week and in the week before."""
    listens = [
        listen("ana", at("2024-05-13T00:00:00"), "Low", "Words"),
        listen("bo", at("2024-05-15T10:00:00"), "Can", "x"),
    ]
    found = actual(Given(listens))
    pages = [found[f"1/stats/user/ana/artists/{name}.json"]["payload"] for name in ("week", "this_week")]
    assert [page["artists"][0]["listen_count"] for page in pages] == [1, 1]


def test_nothing_computed_is_no_document():
    """Of ana, who heard nothing this week: there is no leaderboard, no week of hours, no map; of bo there is."""
    listens = [
        listen("ana", at("2024-01-10T10:00:00"), "Low", "Words"),
        listen("bo", at("2024-05-15T10:00:00"), "Can", "x"),
    ]
    found = actual(Given(listens))
    assert not [path for path in found if path.startswith("1/stats/user/ana/") and "this_week" in path]
    assert "1/stats/user/bo/artists/this_week.json" in found
    assert differences(expected(Given(listens)), found) == {}


def test_a_page_has_25_items_and_all_has_a_thousand():
    """1,500 artists in 4,000 listens of two users: 25, 1,000 and a total of all, in every leaderboard."""
    listens = [
        listen(
            user,
            NOON + number,
            f"artist {number % 1500}",
            f"track {number}",
            f"release {number % 1200}",
            **_some(number),
        )
        for number in range(4000)
        for user in (("ana", "bo") if number % 7 == 0 else ("ana",))
    ]
    given = Given(listens)
    wanted, found = expected(given), actual(given)
    assert differences(wanted, found) == {}
    page, full = (found[f"1/stats/user/ana/recordings{rest}.json"]["payload"] for rest in ("", "/all_time/all"))
    assert (page["count"], full["count"], full["total_recording_count"]) == (25, 1000, 4000)


def _some(number: int) -> dict[str, object]:
    """Two of three listens are mapped."""
    mapping = mapped(number, mbid("release", number % 1300), artist_mbids=[mbid("artist", number % 1500)])
    return mapping if number % 3 else {}


def test_a_users_listens_to_one_thing_count_500_for_the_site():
    """700 listens of ana and 300 of bo are 800 for the site, and 700 for ana; activity and listeners have no cap."""
    listens = [
        *many(700),
        *many(300, user="bo"),
        *(listen("ana", NOON + number, "Can", "x") for number in range(1000, 1501)),
    ]
    found = actual(Given(listens))
    top = found["1/stats/sitewide/artists.json"]["payload"]["artists"]
    assert [(row["artist_name"], row["listen_count"]) for row in top] == [("Low", 800), ("Can", 500)]
    assert found["1/stats/user/ana/artists.json"]["payload"]["artists"][0]["listen_count"] == 700
    assert differences(expected(Given(listens)), found) == {}


def test_listeners_are_the_first_25_and_totals_count_everybody():
    """Thirty users: 25 listeners, most listens first, then names descending; the totals are of all thirty."""
    listens = [
        listen(
            f"user {user:02}", NOON + user * 10 + number, "Low", "Words", "Hope", **mapped(1, HOPE, artist_mbids=[LOW])
        )
        for user in range(30)
        for number in range(1 + user % 3)
    ]
    given = Given(listens, ARTISTS, RELEASES)
    found = actual(given)
    payload = found[f"1/stats/artist/{LOW}/listeners.json"]["payload"]
    assert [row["user_name"] for row in payload["listeners"][:2]] == ["user 29", "user 26"]
    assert (len(payload["listeners"]), payload["total_user_count"], payload["total_listen_count"]) == (25, 30, 60)
    assert differences(expected(given), found) == {}


def test_listeners_are_answered_for_as_many_artists_as_asked():
    """listeners: 2 leaves out all but the first two rows of the site's leaderboard of each range."""
    listens = [
        listen(
            "ana",
            NOON + artist * 10 + number,
            "x",
            "y",
            "z",
            **mapped(artist, HOPE, artist_mbids=[mbid("artist", artist)]),
        )
        for artist in range(1, 5)
        for number in range(artist)
    ]
    given = Given(listens, ARTISTS, RELEASES, listeners=2)
    found = actual(given)
    heard = {path.split("/")[3] for path in found if path.startswith("1/stats/artist/")}
    assert heard == {mbid("artist", 4), mbid("artist", 3)}
    assert differences(expected(given), found) == {}


def test_users_with_hostile_names_each_have_their_documents():
    """Names that differ in case, that are paths, reserved, or in other scripts neither collide nor leave the tree."""
    names = (
        "ana",
        "Ana",
        "ANA",
        "é",
        "É",
        "CON",
        "con",
        "..",
        ".",
        "a/b",
        "a~2Fb",
        "%2F",
        "<b>",
        "日本語",
        "🙂",
        "x" * 200,
        "a\\b",
    )
    listens = [listen(user, NOON + second, "Low", "Words", "Hope") for second, user in enumerate(names)]
    found = actual(Given(listens))
    assert {found[f"1/user/{user}/listen-count.json"]["payload"]["count"] for user in names if "/" not in user} == {1}
    assert differences(expected(Given(listens)), found) == {}


def test_lines_that_are_no_listens_change_nothing():
    """Before 2002-10-01, later than the clock, without an artist or a track: no document knows of them."""
    good = many(3)
    bad = [
        listen("ana", 0, "Low", "Words"),
        listen("ana", at("2002-09-30T23:59:59"), "Low", "Words"),
        listen("ana", at("2033-01-01T00:00:01"), "Low", "Words"),
        listen("ana", NOON, "", "Words"),
        listen("ana", NOON, "Low", " "),
    ]
    assert actual(Given([*good, *bad])) == expected(Given(good)) == expected(Given([*good, *bad]))


def test_the_first_and_the_last_second_that_a_listen_may_have():
    """2002-10-01 00:00:00 and the clock's own second are listens."""
    listens = [
        listen("ana", at("2002-10-01T00:00:00"), "Low", "Words"),
        listen("ana", at("2033-01-01T00:00:00"), "Low", "Words"),
    ]
    assert differing(Given(listens)) == {}
