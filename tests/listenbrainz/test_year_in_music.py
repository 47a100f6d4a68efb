"""A year in music, one rule a history: each is held to the reference, and to a number that can be counted by hand."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.listenbrainz.histories import (
    AIR,
    ARTISTS,
    CAN,
    DELUXE,
    HOPE,
    LOST,
    LOW,
    RELEASES,
    Row,
    at,
    credit,
    listen,
    mapped,
    mbid,
)
from tests.listenbrainz.trees import Given, actual, differences, expected

NEW_YEAR, NEXT_YEAR = at("2023-01-01T00:00:00"), at("2024-01-01T00:00:00")
LAST = listen("bo", at("2024-05-15T12:00:00"), "Can", "x")
LOWS = credit(("Low", "", LOW))


def heard(recording: int, times: int, user: str = "ana", moment: int = NEW_YEAR, **more: object) -> Iterator[Row]:
    """List listens of one recording of Low, one a second."""
    said = mapped(recording, **({"release": HOPE} | LOWS | more))
    for second in range(times):
        yield listen(user, moment + 100 * recording + second, "Low", f"Track {recording:03}", "Hope", **said)


def year(listens: Sequence[Row], user: str = "ana", number: int = 2023, **tables: Sequence[Row]) -> dict[str, Any]:
    """Hold the whole tree to the reference, and answer the data of one year."""
    given = Given([*listens, LAST], **{"artists": ARTISTS, "releases": RELEASES, **tables})
    wanted, found = expected(given), actual(given)
    assert differences(wanted, found) == {}
    data: dict[str, Any] = found[f"1/stats/user/{user}/year-in-music/{number}.json"]["payload"]["data"]
    return data


def titles(playlist: dict[str, Any]) -> list[str]:
    return [track["title"] for track in playlist["playlist"]["track"]]


def test_without_a_number_it_is_the_year_before_the_newest_listens():
    """The newest listen is of 2024: 2023, which is empty for bo; 2024 is there under its number alone."""
    found = actual(Given([*heard(1, 1), LAST]))
    payloads = {
        path: found[f"1/stats/user/{path}.json"]["payload"] for path in ("ana/year-in-music", "bo/year-in-music")
    }
    assert [(each["user_name"], each["year"]) for each in payloads.values()] == [("ana", 2023), ("bo", 2023)]
    assert payloads["bo/year-in-music"]["data"] == {}
    assert payloads["ana/year-in-music"] == found["1/stats/user/ana/year-in-music/2023.json"]["payload"]
    assert payloads["bo/year-in-music"] == found["1/stats/user/bo/year-in-music/2023.json"]["payload"]
    assert sorted(path for path in found if "/year-in-music/" in path) == [
        "1/stats/user/ana/year-in-music/2023.json",
        "1/stats/user/bo/year-in-music/2023.json",
        "1/stats/user/bo/year-in-music/2024.json",
    ]


def test_a_history_that_ends_in_the_first_year_has_no_complete_one():
    """The server takes listens from October 2002 on: there is no year in music before it, with or without a number."""
    given = Given([listen("ana", at("2002-12-24T12:00:00"), "Low", "x")])
    found = actual(given)
    assert differences(expected(given), found) == {}
    assert [path for path in found if "year-in-music" in path] == ["1/stats/user/ana/year-in-music/2002.json"]


def test_a_year_is_from_its_first_second_to_its_last():
    """Of four listens around two New Years two are of 2023."""
    moments = (NEW_YEAR - 1, NEW_YEAR, NEXT_YEAR - 1, NEXT_YEAR)
    data = year([listen("ana", moment, "Low", str(moment)) for moment in moments])
    assert data["total_listen_count"] == 2
    assert [day["time_range"] for day in data["listens_per_day"] if day["listen_count"]] == [
        "01 January 2023",
        "31 December 2023",
    ]
    assert len(data["listens_per_day"]) == 365


def test_the_busiest_weekday_is_the_earlier_of_two():
    """One listen on a Sunday and one on a Tuesday: Tuesday, since weeks begin on Monday."""
    data = year([listen("ana", at(f"2023-01-0{day}T12:00:00"), "Low", "x") for day in (1, 3)])
    assert data["day_of_week"] == "Tuesday"


def test_a_recording_of_unknown_length_is_three_minutes():
    """1.6 s and 1.6 s known, 180 s not: 183 whole seconds; what the client says of the length counts elsewhere."""
    lengths = ({"recording_mbid": mbid("recording", 1), "length": 1600},)
    assert year([*heard(1, 2), *heard(2, 1)], recording_lengths=lengths)["total_listening_time"] == 183


def test_years_of_release_stand_in_their_order():
    """The keys of most_listened_year ascend."""
    hope = mapped(1, HOPE, **LOWS)
    ege = mapped(2, "b0000000-0000-4000-8000-000000000003", **LOWS)
    listens = [
        listen("ana", NEW_YEAR + second, "Low", "x", "y", **said) for second, said in enumerate((hope, ege, hope))
    ]
    assert list(year(listens)["most_listened_year"].items()) == [("1972", 1), ("1994", 2)]


def test_an_artist_is_new_in_the_year_of_its_first_listen():
    """Low was heard a second before the year, Can and Air in it."""
    tracks = (
        (NEW_YEAR - 1, "Low", LOW),
        (NEW_YEAR, "Low", LOW),
        (NEW_YEAR + 1, "Can", CAN),
        (NEW_YEAR + 2, "Air", AIR),
    )
    listens = [
        listen("ana", when, "x", "y", **mapped(1, None, **credit((name, "", one)))) for when, name, one in tracks
    ]
    assert year(listens)["total_new_artists_discovered"] == 2


def test_leaderboards_have_fifty_rows_and_totals_count_all():
    """Sixty artists with albums of their own."""
    listens = [listen("ana", NEW_YEAR + number, f"Artist {number}", "x", f"Album {number}") for number in range(60)]
    data = year(listens)
    for entity in ("artists", "releases", "release_groups", "recordings"):
        assert (len(data[f"top_{entity}"]), data[f"total_{entity}_count"]) == (50, 60)


def test_genres_are_voted_for_once_a_recording():
    """A recording heard thrice counts once, with its own genres and those of its release group and its artist."""
    genres = (
        {"recording_mbid": mbid("recording", 1), "genre": "rock", "genre_count": 2},
        {"release_group_mbid": mbid("group", 1), "genre": "jazz", "genre_count": 3},
        {"artist_mbid": LOW, "genre": "folk", "genre_count": 3},
    )
    listens = [*heard(1, 3), *heard(2, 1), *heard(3, 1, release=None)]
    assert year(listens, genres=genres)["top_genres"] == [
        {"genre": "folk", "genre_count": 9, "genre_count_percent": 52.94},
        {"genre": "jazz", "genre_count": 6, "genre_count_percent": 35.29},
        {"genre": "rock", "genre_count": 2, "genre_count_percent": 11.76},
    ]


def test_of_votes_for_the_same_genre_the_nearest_count():
    """Rock: the recording's 2, not the 5 of its group and 7 of its artist; jazz: the group's 5; folk: the artist's.

    The votes of both groups that a recording was heard on count, and so do those of both artists.
    """
    ids = {
        "recording_mbid": [mbid("recording", 1)],
        "release_group_mbid": [mbid("group", 1), mbid("group", 2)],
        "artist_mbid": [LOW, CAN],
    }
    votes = {"recording_mbid": 2, "release_group_mbid": 5, "artist_mbid": 7}
    known = {
        "recording_mbid": ("rock",), "release_group_mbid": ("rock", "jazz"), "artist_mbid": ("rock", "jazz", "folk")
    }  # fmt: skip
    genres = tuple(
        {entity: one, "genre": genre, "genre_count": votes[entity]}
        for entity, listed in ids.items() for one in listed for genre in known[entity]
    )  # fmt: skip
    both = credit(("Low", " & ", LOW), ("Can", "", CAN))
    releases = (*RELEASES, {**RELEASES[0], "release_mbid": LOST, "release_group_mbid": mbid("group", 2)})
    for release, jazz in ((HOPE, 5), (None, 14)):
        rows = year(list(heard(1, 1, release=release, **both)), genres=genres)["top_genres"]
        assert {row["genre"]: row["genre_count"] for row in rows} == {"rock": 2, "jazz": jazz, "folk": 14}
    listens = [*heard(1, 1, **both), *heard(1, 1, moment=NEW_YEAR + 50, release=LOST, **both)]
    rows = year(listens, genres=genres, releases=releases)["top_genres"]
    assert {row["genre"]: row["genre_count"] for row in rows} == {"rock": 2, "jazz": 10, "folk": 14}


def test_there_are_twenty_five_genres_with_all_that_tie_and_shares_are_of_all():
    """Twenty-four of two votes and eight of one, which share the twenty-fifth place; then twenty-five of two."""
    for top, shown, percent in ((24, 32, 1.79), (25, 25, 1.75)):
        genres = tuple(
            {
                "recording_mbid": mbid("recording", 1),
                "genre": f"genre {number:02}",
                "genre_count": 1 + (number < top),
            }
            for number in range(32)
        )
        found = year(list(heard(1, 1)), genres=genres)["top_genres"]
        ordered = [f"genre {number:02}" for number in (*range(top - 1, -1, -1), *range(31, top - 1, -1))]
        assert [row["genre"] for row in found] == ordered[:shown]
        assert {row["genre_count_percent"] for row in found if row["genre_count"] == 1} <= {percent}


def test_a_share_of_half_a_hundredth_is_rounded_up():
    """Thirty-two of one vote each: 3.125 percent, and all tie."""
    genres = tuple(
        {"recording_mbid": mbid("recording", 1), "genre": f"genre {number:02}", "genre_count": 1}
        for number in range(32)
    )
    found = year(list(heard(1, 1)), genres=genres)["top_genres"]
    assert [row["genre"] for row in found] == [f"genre {number:02}" for number in range(31, -1, -1)]
    assert {row["genre_count_percent"] for row in found} == {3.13}


def album(number: int, kind: str, *artists: tuple[str, str, str], of: int = 2023) -> Row:
    """Write a row of the table of release groups."""
    said = credit(*artists)
    return {
        "release_group_mbid": mbid("group", number),
        "title": f"Album {number}",
        "artist_credit_name": "".join(name + phrase for name, phrase, _ in artists),
        "caa_id": None,
        "caa_release_mbid": None,
        "artist_credit_mbids": said["artist_mbids"],
        "artists": said["artists"],
        "first_release_date_year": of,
        "primary_type": kind,
    }


def test_new_releases_are_five_an_artist_by_type_and_each_once():
    """Can stands before Air; the album of both is Can's, and is one of Air's five nevertheless."""
    both = (("Can", " & ", CAN), ("Air", "", AIR))
    can = ("Can", "", CAN)
    groups = (
        *(album(number, kind, can) for number, kind in enumerate(("Single", "EP", "", "Broadcast", "Other", "EP"), 10)),
        *(album(number, "Album", both[1]) for number in range(20, 25)),
        album(26, "Album", can, of=2022),
        album(25, "Album", *both),
    )
    listens = [
        listen("ana", NEW_YEAR + second, "x", "y", **mapped(1, None, **credit(both[second % 3 // 2])))
        for second in range(3)
    ]
    found = year(listens, release_groups=groups)["new_releases_of_top_artists"]
    assert [row["title"] for row in found] == [
        *("Album 25", "Album 15", "Album 11", "Album 10", "Album 14"),
        *("Album 24", "Album 23", "Album 22", "Album 21"),
    ]


def test_a_discovery_was_heard_first_in_the_year_and_more_than_three_times():
    """Recording 1 four times, 2 three times, 3 four times and once the year before."""
    listens = [*heard(1, 4), *heard(2, 3), *heard(3, 4), *heard(3, 1, moment=NEW_YEAR - 1000)]
    assert titles(year(listens)["playlist-top-discoveries-for-year"]) == ["Track 001"]


def test_a_playlist_has_two_recordings_of_an_artist_and_fifty_of_all():
    """Thirty artists with three recordings each: the two greater names of each of the first twenty-five artists."""
    listens = [
        row
        for number in range(30)
        for track in range(3)
        for row in heard(100 * track + number, 4, **credit((f"Artist {number}", "", mbid("artist", 10 + number))))
    ]
    found = year(listens)["playlist-top-discoveries-for-year"]
    assert (
        titles(found) == [f"Track {100 * track + number:03}" for track in (2, 1) for number in range(29, -1, -1)][:50]
    )


def test_a_recording_on_two_releases_is_one_discovery():
    """Twice on either: four plays, described by the row that comes first in the leaderboard of recordings."""
    listens = [*heard(1, 2), *heard(1, 2, moment=NEW_YEAR + 50, release=DELUXE)]
    (track,) = year(listens)["playlist-top-discoveries-for-year"]["playlist"]["track"]
    assert track["album"] == "Hope (Deluxe)"


def test_users_are_similar_by_the_artists_they_heard():
    """Low and Can twice each; dee heard Low once and Can twice, bo Low alone, cy neither: 6/√40, 1/√2 and nothing."""
    cans = credit(("Can", "", CAN))
    listens = [
        *(*heard(1, 2), *heard(2, 2, **cans)),
        *heard(3, 5, user="bo"),
        *(*heard(4, 1, user="dee", **cans), *heard(5, 1, user="dee", **cans), *heard(1, 1, user="dee")),
        *heard(6, 5, user="cy", **credit(("Air", "", AIR))),
    ]
    data = year(listens)
    assert list(data["similar_users"].items()) == [("dee", 0.9487), ("bo", 0.7071)]
    assert titles(data["playlist-top-missed-recordings-for-year"]) == ["Track 003", "Track 005", "Track 004"]


def test_there_are_twenty_five_similar_users_and_missed_is_what_the_first_three_heard():
    """Thirty users alike: the greatest names first, and their recordings alone are missed."""
    others = [f"user {number:02}" for number in range(30)]
    lists = [list(heard(number, 2 + number % 2, user=user)) for number, user in enumerate(others, 1)]
    data = year([*heard(99, 1), *(row for rows in lists for row in rows)])
    assert list(data["similar_users"]) == others[:4:-1]
    assert set(data["similar_users"].values()) == {1.0}
    assert titles(data["playlist-top-missed-recordings-for-year"]) == ["Track 029", "Track 030"]


def test_a_hundred_artists_of_a_year_make_a_taste():
    """Of 101 artists the last is none: a user of that one alone is not similar."""
    names = [f"Artist {number:03}" for number in range(101)]
    listens = [listen("ana", NEW_YEAR + number, name, "x") for number, name in enumerate(names)]
    others = [listen("bo", NEW_YEAR, names[0], "x"), listen("cy", NEW_YEAR, names[1], "x")]
    assert year([*listens, *others])["similar_users"] == {"cy": 0.1}


def test_one_user_has_nobody_to_be_like():
    """Without other users there are no similar ones, and nothing that they heard."""
    given = Given(list(heard(1, 4)))
    found = actual(given)
    assert differences(expected(given), found) == {}
    data = found["1/stats/user/ana/year-in-music/2023.json"]["payload"]["data"]
    assert not {"similar_users", "playlist-top-missed-recordings-for-year"} & data.keys()
    assert titles(data["playlist-top-discoveries-for-year"]) == ["Track 001"]
