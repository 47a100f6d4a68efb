"""What counts as one, what it is called, and in which order it comes: one small history a rule."""

import json
from typing import Any

from tests.listenbrainz.histories import (
    AIR,
    ARTISTS,
    BOTH,
    CAN,
    DELUXE,
    EGE,
    HOPE,
    LOOSE,
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
from tests.listenbrainz.trees import Given, actual, differences, differing, expected

NOON = at("2024-05-10T12:00:00")


def heard(*tracks: tuple[Any, ...]) -> list[Row]:
    """List listens of ana, one a second: (artist, track, release, mapping)."""
    return [
        listen("ana", NOON + second, *track[:3], **(track[3] if len(track) > 3 else {}))
        for second, track in enumerate(tracks)
    ]


def agreed(listens: list[Row], artists: tuple[Row, ...] = ARTISTS, releases: tuple[Row, ...] = RELEASES) -> Any:  # noqa: ANN401
    """Hold the whole tree to the reference, and answer a function that reads a list of an all_time payload."""
    given = Given(listens, artists, releases)
    wanted, found = expected(given), actual(given)
    assert differences(wanted, found) == {}

    def items(path: str) -> Any:  # noqa: ANN401
        payload = found[f"1/stats/{path}/all_time.json"]["payload"]
        return next(value for value in payload.values() if isinstance(value, list))

    return items


def pairs(items: list[dict[str, Any]], name: str) -> list[tuple[str, int]]:
    return [(item[name], item["listen_count"]) for item in items]


def groups(items: Any) -> list[tuple[str | None, str]]:  # noqa: ANN401
    return [(item["release_group_mbid"], item["release_group_name"]) for item in items("user/ana/release-groups")]


def test_spellings_that_differ_in_case_are_one_and_the_smallest_is_shown():
    """low, LOW and Low are one artist, shown as LOW, which comes first in byte order."""
    items = agreed(heard(("low", "Words", None), ("LOW", "words", None), ("Low", "WORDS", None)))
    assert pairs(items("user/ana/artists"), "artist_name") == [("LOW", 3)]
    assert pairs(items("user/ana/recordings"), "track_name") == [("WORDS", 3)]


def test_ties_are_broken_by_name_then_mbid_descending_and_nulls_come_last():
    """Of equal counts the greater name comes first; of equal names the mapped artist comes before the unmapped."""
    items = agreed(
        heard(("Air", "a", None), ("Zed", "b", None), ("Air", "c", None, mapped(1, **credit(("Air", "", AIR)))))
    )
    assert [(item["artist_name"], item["artist_mbid"]) for item in items("user/ana/artists")] == [
        ("Zed", None),
        ("Air", AIR),
        ("Air", None),
    ]


def test_names_are_compared_byte_by_byte_in_every_script():
    """UTF-8's byte order: beyond the basic plane comes last, and capitals before small letters."""
    names = ("a", "B", "é", "Б", "日本", "\uffee", "\U0001f600")
    items = agreed(heard(*((name, "x", None) for name in names)))
    assert [item["artist_name"] for item in items("user/ana/artists")] == [
        "\U0001f600", "\uffee", "日本", "Б", "é", "a", "B",
    ]  # fmt: skip


def test_letters_of_every_script_are_folded_one_by_one():
    """Case is folded character for character, without the rules of a language: ß stays, a final sigma is none."""
    names = ("ß", "SS", "ẞ", "İ", "i", "I", "ı", "ΑΣ", "ας", "ασ", "ǅ", "ǆ", "𐐀", "𐐨", "\u212a", "k", "Ა", "ა", "ﬁ")  # noqa: RUF001
    assert differing(Given(heard(*((name, "x", "y") for name in names)))) == {}


def test_a_listen_with_two_artists_counts_for_each():
    """Low & Can is a listen of Low and one of Can, and one recording."""
    items = agreed(heard(("Low & Can", "Two", "Ege", mapped(2, EGE, **credit(("Low", " & ", LOW), ("Can", "", CAN))))))
    assert pairs(items("user/ana/artists"), "artist_name") == [("Low", 1), ("CAN", 1)]
    assert pairs(items("user/ana/recordings"), "artist_name") == [("Low & Can", 1)]


def test_an_artist_named_twice_in_a_credit_counts_once():
    """Low & Low is one listen of Low."""
    items = agreed(heard(("x", "Twice", None, mapped(3, **credit(("Low", " & ", LOW), ("Low", "", LOW))))))
    assert pairs(items("user/ana/artists"), "artist_name") == [("Low", 1)]


def test_an_artist_is_called_as_the_table_says_else_as_most_credits_do_else_as_the_whole_credit():
    """Can has a name in the table, Air two credit names, and the third mbid only whole credits."""
    items = agreed(
        heard(
            ("x", "a", None, mapped(1, **credit(("Can!", "", CAN)))),
            ("x", "b", None, mapped(2, **credit(("AIR", "", AIR)))),
            ("x", "c", None, mapped(3, **credit(("Air", "", AIR)))),
            ("x", "d", None, mapped(4, **credit(("Air", "", AIR)))),
            ("Whole", "e", None, mapped(5, artist_mbids=[BOTH])),
            ("Entire", "f", None, mapped(6, artist_mbids=[BOTH])),
        )
    )
    assert pairs(items("user/ana/artists"), "artist_name") == [("Air", 3), ("Entire", 2), ("CAN", 1)]


def test_mapped_and_unmapped_twins_stay_apart():
    """The same words with and without a mapping are two artists, two releases and two recordings."""
    items = agreed(
        heard(("Low", "Words", "Hope"), ("Low", "Words", "Hope", mapped(1, HOPE, **credit(("Low", "", LOW)))))
    )
    for leaderboard in ("artists", "releases", "release-groups", "recordings"):
        assert [item["listen_count"] for item in items(f"user/ana/{leaderboard}")] == [1, 1]


def test_one_recording_on_two_releases_is_two_rows_and_one_release_group():
    """Words on two editions of Hope: two recordings, two releases, one group, called as its smallest release name."""
    credited = credit(("Low", "", LOW))
    items = agreed(
        heard(("Low", "Words", "x", mapped(1, HOPE, **credited)), ("Low", "Words", "x", mapped(1, DELUXE, **credited)))
    )
    assert pairs(items("user/ana/recordings"), "release_name") == [("Hope (Deluxe)", 1), ("Hope", 1)]
    assert pairs(items("user/ana/release-groups"), "release_group_name") == [("Hope", 2)]


def test_a_listen_without_a_release_name_is_a_recording_but_no_release():
    """Null, empty and blank names are none."""
    items = agreed(heard(("Low", "a", None), ("Low", "b", ""), ("Low", "b b", "  "), ("Low", "c", "Hope")))
    assert pairs(items("user/ana/releases"), "release_name") == [("Hope", 1)]
    assert [item["release_name"] for item in items("user/ana/recordings")] == ["Hope", None, None, None]


def test_a_release_that_the_table_lacks_keeps_its_mbid_and_the_listens_name():
    """Its release group is unmapped: a null mbid under the same name."""
    items = agreed(heard(("Low", "a", "Lost", mapped(1, LOST, **credit(("Low", "", LOW))))))
    assert [(item["release_mbid"], item["release_name"]) for item in items("user/ana/releases")] == [(LOST, "Lost")]
    assert groups(items) == [(None, "Lost")]


def test_a_release_without_a_group_is_called_as_the_table_says():
    """The group of Loose is unknown, its name is not."""
    items = agreed(heard(("Low", "a", "loosely", mapped(1, LOOSE, **credit(("Low", "", LOW))))))
    assert groups(items) == [(None, "Loose")]


def test_rows_of_one_release_group_that_lack_names_are_filled_from_the_others():
    """The smallest name of the group stands for all of it, with the artist of that row."""
    group = mbid("group", 9)
    releases = tuple(
        {"release_mbid": release, "release_group_mbid": group, "release_name": name, "album_artist_name": artist}
        for release, name, artist in ((HOPE, "", "B"), (DELUXE, "Zed", ""), (EGE, "Zed", "Who"))
    )
    tracks = [("x", str(number), "z", mapped(number, release)) for number, release in enumerate((HOPE, DELUXE, EGE))]
    items = agreed(heard(*tracks), releases=releases)
    named = [(item["release_group_name"], item["artist_name"]) for item in items("user/ana/release-groups")]
    assert named == [("Zed", "Who")]


def test_a_row_that_says_more_counts_where_a_table_repeats_an_mbid():
    """Of three rows for Low those with a country say most, and of them the smallest counts, with its country."""
    artists = (
        {"artist_mbid": LOW, "artist_name": "One", "country_code": ""},
        {"artist_mbid": LOW, "artist_name": "Two", "country_code": "GB"},
        {"artist_mbid": LOW, "artist_name": "Three", "country_code": "US"},
    )
    items = agreed(heard(("x", "a", None, mapped(1, **credit(("Low", "", LOW))))), artists=artists)
    assert [row["country"] for row in items("user/ana/artist-map")] == ["USA"]
    assert pairs(items("user/ana/artists"), "artist_name") == [("Three", 1)]


def test_what_is_no_mbid_is_ignored():
    """A mapping with ids that are no UUIDs has none; capitals in an id do not make another."""
    items = agreed(
        heard(
            ("Low", "a", "x", {"recording_mbid": "no", "release_mbid": "1", "artist_mbids": ["nobody"]}),
            ("Low", "b", "x", mapped(1, HOPE.upper(), artist_mbids=[LOW.upper(), "nobody"])),
            ("Low", "c", "x", mapped(1, HOPE, artist_mbids=[LOW])),
        )
    )
    assert [(item["artist_mbid"], item["listen_count"]) for item in items("user/ana/artists")] == [(LOW, 2), (None, 1)]


def test_a_listen_met_twice_counts_once_and_its_mapped_copy_stays():
    """The same user, second, artist and track: one listen, whichever line comes first."""
    words = ("Low", "Words", "Hope")
    copy = mapped(1, HOPE, **credit(("Low", "", LOW)))
    listens = [listen("ana", NOON, *words), listen("ana", NOON, *words, **copy), listen("ana", NOON, *words)]
    other = [listen("bo", NOON, *words), listen("ana", NOON, "low", "Words", "Hope")]
    items = agreed([*listens, *other])
    assert [(item["artist_mbid"], item["listen_count"]) for item in items("user/ana/artists")] == [(None, 1), (LOW, 1)]


def test_an_empty_release_name_does_not_hide_the_copy_that_names_one():
    """Of two unmapped copies the one that names a release stays; an empty name names none."""
    items = agreed([listen("ana", NOON, "Low", "Words", ""), listen("ana", NOON, "Low", "Words", "Hope")])
    assert [item["release_name"] for item in items("user/ana/recordings")] == ["Hope"]


def test_names_stand_as_the_client_sent_them():
    """Spaces around a release's name are part of it, as those around a track's are."""
    items = agreed(heard(("Low", " Words ", " Hope "), ("Low", "Words", "Hope")))
    assert sorted(pairs(items("user/ana/releases"), "release_name")) == [(" Hope ", 1), ("Hope", 1)]


def test_an_empty_list_of_artists_is_an_unknown_one():
    """A mapping may carry artists: []; the credit is then the client's and artists is null."""
    items = agreed(
        heard(
            ("Low", "Words", "Hope", mapped(1, HOPE, artist_mbids=[], artists=[])),
            ("Low", "b", "Hope", mapped(1, HOPE)),
        )
    )
    assert [item["artists"] for item in items("user/ana/releases")] == [None]


def test_an_empty_recording_name_leaves_the_clients():
    """mapping.recording_name may be empty; the track is then called as it was sent."""
    items = agreed(heard(("Low", "Words", "Hope", mapped(1, HOPE, recording_name=""))))
    assert [item["track_name"] for item in items("user/ana/recordings")] == ["Words"]


def test_of_rows_that_tie_in_name_and_mbid_the_artists_name_decides_before_ids_and_credit_before_cover():
    """The smaller id with the greater name comes first, and the smaller cover with the greater credit."""
    lost = mapped(1, LOST)
    named = [{**lost, **credit((name, "", one))} for name, one in (("Low", LOW), ("Aïr", AIR), ("Low Band", LOW))]
    split = (("Low", " & Can", LOW), ("Low & ", "Can", LOW))
    covered = [{**lost, "caa_id": number, **credit(one)} for number, one in enumerate(split, 1)]
    plain = [{**lost, "caa_id": number, **credit(("Can", "", CAN))} for number in (3, 4)]
    tracks = [("x", "a", "Lost", one) for one in (*named, *covered, *plain, lost | {"artist_mbids": [LOW]})]
    items = agreed([*heard(*tracks), listen("bo", NOON, "x", "a", "Lost", **named[0])])
    for leaderboard in ("releases", "release-groups", "recordings"):
        order = [(item["artist_name"], item["caa_id"]) for item in items(f"user/ana/{leaderboard}")]
        assert order == [
            ("x", None),
            ("Low Band", None),
            ("Low & Can", 2),
            ("Low & Can", 1),
            ("Low", None),
            ("Can", 4),
            ("Can", 3),
            ("Aïr", None),
        ]


def test_of_recordings_that_tie_the_release_decides_after_the_artists_and_before_their_credit():
    """Three credits in the same words and ids, on two releases of one name."""
    credits_of = [credit(*one) for one in ((("Low & Can", "", LOW),), (("Low", " & Can", LOW),))]
    tracks = [
        ("x", "a", "Hope", mapped(1, release, **one)) for release in (LOST, "b0000000-0000-4000-8000-000000000009")
        for one in credits_of
    ]  # fmt: skip
    rows = agreed(heard(*tracks))("user/ana/recordings")
    assert [(row["release_mbid"][-1], row["artists"][0]["artist_credit_name"]) for row in rows] == [
        ("9", "Low & Can"),
        ("9", "Low"),
        ("5", "Low & Can"),
        ("5", "Low"),
    ]


def test_of_credits_that_differ_in_what_is_not_said_the_one_that_says_it_comes_first():
    """A join phrase that is null, and an empty one; an id that is null: nulls come last."""
    said = {"artist_credit_name": "Low", "join_phrase": "", "artist_mbid": LOW}
    spoken = (said, {**said, "join_phrase": None}, {**said, "artist_mbid": None})
    tracks = [("x", "a", "Lost", mapped(1, LOST, artist_mbids=[LOW], artists=[one])) for one in spoken]
    for leaderboard in ("releases", "release-groups", "recordings"):
        rows = agreed(heard(*tracks))(f"user/ana/{leaderboard}")
        assert [row["artists"][0] for row in rows] == [spoken[0], spoken[2], spoken[1]]


def test_the_clients_own_ids_do_not_make_a_listen_mapped():
    """A listen's metadata is all MusicBrainz's or all the client's, and ids in additional_info are not a mapping."""
    line = json.loads(json.dumps(listen("ana", NOON, "Low", "Words", "Hope")))
    line["track_metadata"]["additional_info"] = {"artist_mbids": [LOW], "release_mbid": HOPE}
    items = agreed([line])
    assert [(item["recording_mbid"], item["release_mbid"]) for item in items("user/ana/recordings")] == [(None, None)]


def test_the_map_counts_artists_with_a_country_and_orders_them():
    """Two countries; the artists of the one with more come first, and XW is no country."""
    codes = {"Air": "GB", "Blur": "GB", "Cornelius": "JP", "Various": "XW", "Zed": ""}
    artists = tuple(
        {"artist_mbid": mbid("artist", number), "artist_name": name, "country_code": code}
        for number, (name, code) in enumerate(codes.items())
    )
    tracks = [("x", "y", None, mapped(1, artist_mbids=[artist["artist_mbid"]])) for artist in artists]
    countries = agreed(heard(*tracks), artists=artists)("user/ana/artist-map")
    assert [(row["country"], [artist["artist_name"] for artist in row["artists"]]) for row in countries] == [
        ("GBR", ["Blur", "Air"]),
        ("JPN", ["Cornelius"]),
    ]
