"""What metadata adds: one rule a small history, and whole trees against the reference, whatever a table leaves out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests import properties
from tests.listenbrainz import catalogue
from tests.listenbrainz.histories import (
    AIR,
    ANCHORS,
    ARTISTS,
    CAN,
    DELUXE,
    EGE,
    HOPE,
    LOOSE,
    LOW,
    RELEASES,
    USERS,
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
LOWS, CANS, BOTHS = (
    credit(*artists) for artists in ([("Low", "", LOW)], [("Can", "", CAN)], [("Low", " & ", LOW), ("Can", "", CAN)])
)


def heard(*mappings: dict[str, Any], moment: int = NOON) -> list[Row]:
    """List listens of ana to a track of Low on Hope, one a second: a mapping each."""
    return [listen("ana", moment + second, "Low", "Words", "Hope", **one) for second, one in enumerate(mappings)]


def found(listens: Sequence[Row], path: str, **tables: Sequence[Row]) -> list[dict[str, Any]]:
    """Hold the whole tree to the reference, and answer the items of an all_time payload; none where there is none."""
    given = Given(listens, **{"artists": ARTISTS, "releases": RELEASES, **tables})
    wanted, tree = expected(given), actual(given)
    assert differences(wanted, tree) == {}
    payload = tree.get(f"1/stats/{path}.json", {"payload": {"none": []}})["payload"]
    return next(value for value in payload.values() if isinstance(value, list))


def group(number: int, **more: object) -> Row:
    """Write a row of the table of release groups that says no more than it is told to."""
    empty = {"title": None, "artist_credit_name": None, "caa_id": None, "caa_release_mbid": None}
    credited = {"artist_credit_mbids": None, "artists": None}
    known = {"first_release_date_year": None, "primary_type": None}
    return {"release_group_mbid": mbid("group", number), **empty, **credited, **known, **more}


def test_each_field_of_a_release_group_is_its_own_tables_else_the_releases_else_the_listens():
    """The title is the group's, the artist of the smallest release name, the cover the listen's."""
    (row,) = found(
        heard(mapped(1, DELUXE, caa_id=7, **LOWS)),
        "user/ana/release-groups",
        release_groups=(group(1, title="Hope!", artist_credit_mbids=BOTHS["artist_mbids"]),),
    )
    assert (row["release_group_name"], row["artist_name"], row["artist_mbids"], row["caa_id"]) == (
        "Hope!",
        "Low",
        [LOW, CAN],
        7,
    )


def test_a_releases_own_credit_is_shown_for_it_and_its_cover_for_the_recording_too():
    """The table knows a release of Can with a cover, the mapping another cover; the recording is Low's."""
    own = {**RELEASES[2], "release_name": "Ege", "caa_id": 9, "caa_release_mbid": EGE}
    releases = ({**own, "artist_credit_mbids": CANS["artist_mbids"], "artists": CANS["artists"]},)
    listens = heard(mapped(1, EGE, caa_id=5, caa_release_mbid=HOPE, **LOWS))
    (release,) = found(listens, "user/ana/releases", releases=releases)
    (recording,) = found(listens, "user/ana/recordings", releases=releases)
    assert (release["artist_mbids"], release["artists"], release["caa_id"]) == ([CAN], CANS["artists"], 9)
    assert (recording["artist_mbids"], recording["artists"]) == ([LOW], LOWS["artists"])
    assert (recording["caa_id"], recording["caa_release_mbid"]) == (9, EGE)


def test_a_cover_that_the_release_does_not_say_is_the_mappings():
    """Two listens of one recording and release that differ in their covers are one where the release has a cover."""
    listens = heard(*(mapped(1, HOPE, caa_id=number, **LOWS) for number in (7, 8)))
    rows = found(listens, "user/ana/recordings")
    assert [(row["caa_id"], row["listen_count"]) for row in rows] == [(8, 1), (7, 1)]
    releases = ({**RELEASES[1], "caa_id": 9, "caa_release_mbid": HOPE},)
    rows = found(listens, "user/ana/recordings", releases=releases)
    assert [(row["caa_id"], row["listen_count"]) for row in rows] == [(9, 2)]


def test_a_recordings_artists_are_the_tables_where_the_mapping_leaves_them_out():
    """A mapping of a recording alone, and one that says who played."""
    artists = ({"recording_mbid": mbid("recording", 1), **BOTHS},)
    rows = found(heard(mapped(1), mapped(1, **LOWS)), "user/ana/artists", recording_artists=artists)
    assert [(row["artist_mbid"], row["listen_count"]) for row in rows] == [(LOW, 2), (CAN, 1)]


def test_artists_in_another_order_are_the_same_and_stand_in_the_tables():
    """Can and Low in a mapping of ids, and in one with names; of Can alone the table's credit says nothing."""
    table = ({"recording_mbid": mbid("recording", 1), **BOTHS},)
    turned = credit(("Can", " + ", CAN), ("Low", "", LOW))
    listens = heard(mapped(1, artist_mbids=[CAN, LOW]), mapped(1, **turned), mapped(1, artist_mbids=[CAN]))
    rows = found(listens, "user/ana/recordings", recording_artists=table)
    assert [(row["artist_name"], row["artist_mbids"], row["artists"], row["listen_count"]) for row in rows] == [
        ("Low & Can", [LOW, CAN], BOTHS["artists"], 2),
        ("Low", [CAN], None, 1),
    ]


def test_an_artist_that_only_an_album_names_is_called_as_its_credit_does():
    """Air is on no listen and in no table of artists."""
    groups = (group(1, artist_credit_mbids=[AIR], artists=credit(("Aïr", "", AIR))["artists"]),)
    rows = found(heard(mapped(1, HOPE, **LOWS)), "user/ana/artist-activity", release_groups=groups)
    assert [(row["name"], row["artist_mbid"]) for row in rows] == [("Aïr", AIR)]


def test_an_album_counts_for_every_artist_on_it():
    """Twice Hope by Low, once Ege by both: Low has two albums and three listens; an unmapped artist has no mbid."""
    listens = [
        *heard(mapped(1, HOPE, **LOWS), mapped(1, HOPE, **LOWS), mapped(2, EGE, **BOTHS)),
        *heard({}, moment=NOON + 9),
    ]
    rows = found(listens, "user/ana/artist-activity")
    assert [(row["name"], row["artist_mbid"], row["listen_count"], len(row["albums"])) for row in rows] == [
        ("Low", LOW, 3, 2),
        ("Low", None, 1, 1),
        ("CAN", CAN, 1, 1),
    ]
    assert [(album["name"], album["listen_count"]) for album in rows[0]["albums"]] == [("Hope", 2), ("Hope", 1)]


def test_fifteen_artists_show_their_albums():
    """Of twenty artists with one listen each the greater names."""
    listens = [listen("ana", NOON + number, f"Artist {number:02}", "x", "y") for number in range(20)]
    rows = found(listens, "user/ana/artist-activity")
    assert [row["name"] for row in rows] == [f"Artist {number:02}" for number in range(19, 4, -1)]


def test_eras_begin_in_1800():
    """An album of 1799 is of no era; one without a year neither."""
    groups = (group(1, first_release_date_year=1800), group(2, first_release_date_year=1799))
    listens = heard(*(mapped(1, release, **LOWS) for release in (HOPE, HOPE, EGE, LOOSE, None)))
    assert found(listens, "user/ana/era-activity", release_groups=groups) == [{"year": 1800, "listen_count": 2}]


def test_an_albums_year_is_its_groups_else_the_earliest_of_its_releases():
    """Three releases of one group, of which two name a year; and a group that names one itself."""
    group_mbid = mbid("group", 5)
    rows = zip((HOPE, DELUXE, EGE), ("1990", "", "1980"), strict=True)
    releases = [
        {"release_mbid": one, "release_group_mbid": group_mbid, "first_release_date_year": year,
         "release_name": "x", "album_artist_name": "y"}
        for one, year in rows
    ]  # fmt: skip
    listens = heard(*(mapped(1, release, **LOWS) for release in (HOPE, DELUXE, EGE)))
    assert found(listens, "user/ana/era-activity", releases=releases) == [
        {"year": 1980, "listen_count": 3},
    ]
    told = (group(5, first_release_date_year=1970),)
    assert found(listens, "user/ana/era-activity", releases=releases, release_groups=told) == [
        {"year": 1970, "listen_count": 3},
    ]


def test_ten_genres_an_hour_are_shown_and_a_listen_counts_for_each_of_its_recordings():
    """Twelve genres at noon, one of them at one o'clock too; a genre without votes is none."""
    genres = [
        {"recording_mbid": mbid("recording", 1), "genre": f"genre {number:02}", "genre_count": int(number < 12)}
        for number in range(13)
    ]
    genres.append({"recording_mbid": mbid("recording", 2), "genre": "genre 00", "genre_count": 4})
    listens = [*heard(mapped(1), mapped(1)), *heard(mapped(2), moment=NOON + 3600)]
    rows = found(listens, "user/ana/genre-activity", genres=genres)
    assert rows[0] == {"genre": "genre 00", "hour": 13, "listen_count": 1}
    assert [(row["genre"], row["hour"], row["listen_count"]) for row in rows[1:]] == [
        (f"genre {number:02}", 12, 2) for number in range(2, 12)
    ]


def test_evolution_shows_days_as_numbers_to_the_site_and_as_texts_to_a_user():
    """Days 9 and 10 of May: 10 comes first; the recording without artists and the unmapped one are left out."""
    listens = [*heard(mapped(1, **LOWS), mapped(1), {}), *heard(mapped(1, **BOTHS), moment=NOON - 86_400)]
    units = [
        [
            (row["time_unit"], row["artist_mbid"])
            for row in found(listens, f"{who}/artist-evolution-activity/this_month")
        ]
        for who in ("user/ana", "sitewide")
    ]
    assert units == [[("10", LOW), ("9", CAN), ("9", LOW)], [(10, LOW), (9, CAN), (9, LOW)]]


def test_evolution_shows_the_twenty_artists_heard_most():
    """Of thirty artists with one listen each the greater names stay; the rows stand by mbid."""
    played = [credit((f"Artist {number:02}", "", mbid("artist", 40 - number))) for number in range(30)]
    listens = heard(*(mapped(number, **one) for number, one in enumerate(played)))
    rows = found(listens, "user/ana/artist-evolution-activity")
    assert [row["artist_name"] for row in rows] == [f"Artist {number:02}" for number in range(10, 30)]


@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_every_document_with_metadata_is_what_the_reference_says(anchor: date):
    """Tables with gaps: what one leaves out comes from the next, on whatever day the history ends."""

    @properties.built(3)
    @given(catalogue.givens(anchor, USERS))
    def holds(one: Given) -> None:
        assert differing(one) == {}

    holds()


@properties.built(3)
@given(catalogue.givens(ANCHORS[0], USERS[:1]))
def test_the_documents_of_one_user_alone_are_what_the_reference_says(one: Given):
    """Where there is one user nobody is similar: the year has neither similar users nor missed recordings."""
    assert differing(one) == {}


@properties.built(2)
@given(catalogue.histories(edges(ANCHORS[0]), USERS))
def test_documents_with_tables_that_know_everything_are_what_the_reference_says(listens: list[Row]):
    """No gap in any table."""
    assert differing(Given(listens, **catalogue.TABLES)) == {}
