"""Which names are one artist, one album, one listener: each rule by an example."""

import json

import pytest

from generator.events.folding import folded
from tests.identity.conftest import Load
from tests.listenbrainz.histories import credit, listen, mbid

MAY = 1714568700
LOW, CAN, OTHER = (mbid("artist", number) for number in (1, 2, 3))
HOPE = mbid("release", 1)
WORDS = mbid("recording", 1)
MAPPED = {"recording_mbid": WORDS, "release_mbid": HOPE, **credit(("Low", "", LOW))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ΟΔΥΣΣΕΎΣ", "Οδυσσεύς"), ("Weiß", "WEISS"), ("Björk", "Bjo\u0308rk"), ("Lo\u200bw", "low"),
            ("\ufeffLow", "Low"),
        ("A\u00a0 B", "a\tb"), ("Low\u3000", "Low"), ("Кино", "КИНО"), ("ﬁn", "FIN"), ("İz", "i\u0307z"),
            ("a\u2028b", "a b"),
    ],
)  # fmt: skip
def test_names_that_are_compared_as_equal(one: str, other: str):
    """By case of every script, in NFC, by spaces and by what has no width."""
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Low", "Lów"), ("A B", "AB"), ("か", "が"), ("\u200b", "\u200d")])
def test_names_that_are_not(one: str, other: str):
    """Accents, dots, spaces between words and voiced letters tell apart; a name of nothing that is seen is itself."""
    assert folded(one) != folded(other)


def test_text_mapped_on_one_line_is_mapped_on_all(load: Load):
    """The same artist, track and release in words, in whatever case; another release is another text."""
    found = load([
        listen("ana", MAY, "Low", "Words", "Hope", **MAPPED), listen("ana", MAY + 1, "LOW", "words", " hope"),
        listen("bo", MAY + 2, "Low", "Words", "Hope"), listen("bo", MAY + 3, "Low", "Words", "Live"),
    ])  # fmt: skip

    assert found.tracks() == {("Words", WORDS): 3, ("Words", None): 1}
    assert found.artists() == {("Low", LOW): 4}


def test_a_line_without_an_album_is_of_the_only_one_that_has_the_track(load: Load):
    """Spotify's account data names no album: mapped or not, the track is one row, and its album has all listens."""
    found = load([
        listen("ana", MAY, "Low", "Words", "Hope", **MAPPED), listen("ana", MAY + 1, "LOW", "words"),
        listen("ana", MAY + 2, "Can", "Vitamin C", "Ege"), listen("ana", MAY + 3, "Can", "Vitamin C", "Ege"),
        listen("ana", MAY + 4, "Can", "Vitamin C", " "),
    ])  # fmt: skip

    assert found.tracks() == {("Words", WORDS): 2, ("Vitamin C", None): 3}
    assert found.albums() == {("Hope", "Low"): 2, ("Ege", "Can"): 3}


def test_a_line_without_an_album_stays_so_where_several_have_the_track(load: Load):
    """Which of two albums was heard is not known; a mapping of its own stays, too."""
    own = {"recording_mbid": mbid("recording", 7), **credit(("Low", "", LOW))}
    found = load([
        listen("ana", MAY, "Low", "Words", "Hope"), listen("ana", MAY + 1, "Low", "Words", "Live"),
        listen("ana", MAY + 2, "Low", "Words"), listen("ana", MAY + 3, "Low", "Cut", "Live"),
        listen("ana", MAY + 4, "Low", "Cut", **own),
    ])  # fmt: skip

    assert found.albums() == {("Hope", "Low"): 1, ("Live", "Low"): 2}
    assert found.tracks() == {("Words", None): 3, ("Cut", None): 1, ("Cut", mbid("recording", 7)): 1}


def test_the_most_frequent_mapping_wins(load: Load):
    """Where lines disagree, and between as many the smaller id."""
    other = {**MAPPED, "recording_mbid": mbid("recording", 9)}
    third = {**MAPPED, "recording_mbid": mbid("recording", 5)}
    lines = [
        listen("ana", MAY + at, "Low", "Words", "Hope", **said) for at, said in enumerate((other, other, MAPPED, third))
    ]
    tied = [*lines, listen("ana", MAY + 9, "Low", "Words", "Hope", **third)]

    assert load(lines).tracks() == {("Words", mbid("recording", 9)): 4}
    assert load(tied).tracks() == {("Words", mbid("recording", 5)): 5}


def test_a_name_with_one_id_is_that_artist(load: Load):
    """Known from the listens or from the artists' table; a name of two ids stays one without."""
    lines = [
        listen("ana", MAY, "Low", "Words", "Hope", **MAPPED), listen("ana", MAY + 1, "low", "Cut"),
        listen("ana", MAY + 2, "Can", "Vitamin C"), listen("ana", MAY + 3, "Nirvana", "Polly"),
    ]  # fmt: skip
    table = f"artist_mbid,artist_name,country_code\n{CAN},CAN,DE\n{OTHER},Nirvana,US\n{mbid('artist', 4)},Nirvana,GB\n"

    found = load(lines, others={"a.csv": table}, sources=[{"format": "artists", "path": "a.csv"}])

    assert found.artists() == {("Low", LOW): 2, ("CAN", CAN): 1, ("Nirvana", None): 1}


def test_a_credit_is_known_only_as_a_whole(load: Load):
    """The name of a credit that is mapped somewhere is that credit; another credit is an artist of its own."""
    both = {"recording_mbid": WORDS, **credit(("Low", " feat. ", LOW), ("Can", "", CAN))}
    found = load([
        listen("ana", MAY, "Low feat. Can", "Words", None, **both), listen("ana", MAY + 1, "low FEAT. can", "Cut"),
        listen("ana", MAY + 2, "Can feat. Low", "Cut"),
    ])  # fmt: skip

    assert found.artists() == {("Low", LOW): 2, ("Can", CAN): 2, ("Can feat. Low", None): 1}


def test_an_album_with_one_id_is_that_album(load: Load):
    """Within its artist: the same name by another artist is another album."""
    found = load([
        listen("ana", MAY, "Low", "Words", "Hope", **MAPPED), listen("ana", MAY + 1, "Low feat. Bo", "Cut", "hope"),
        listen("ana", MAY + 2, "Can", "Cut", "Hope"),
    ])  # fmt: skip

    assert found.albums() == {("Hope", "Low"): 2, ("Hope", "Can"): 1}


def test_an_album_of_a_group_with_several_editions(load: Load):
    """Where the name is that of two editions, the album is of their group, and of no edition."""
    table = (
        "release_mbid,release_group_mbid,release_name,album_artist_name\n"
        f"{HOPE},{mbid('group', 1)},Hope,Low\n{mbid('release', 2)},{mbid('group', 1)},Hope,Low\n"
    )
    second = {**MAPPED, "recording_mbid": mbid("recording", 2), "release_mbid": mbid("release", 2)}
    found = load(
        [
            listen("ana", MAY, "Low", "Words", "Hope", **MAPPED),
                listen("ana", MAY + 1, "Low", "Cut", "Hope", **second),
            listen("ana", MAY + 2, "Low", "Third", "Hope"),
        ],
        others={"r.csv": table}, sources=[{"format": "releases", "path": "r.csv"}],
    )  # fmt: skip

    assert found.groups() == [("Hope", "Low", mbid("group", 1), 3)]


def test_guests_do_not_break_an_album(load: Load):
    """Before feat., ft., featuring; before a comma or an ampersand only where the shorter name is heard alone."""
    artists = ("Nas", "Nas feat. AZ", "nas ft. Q-Tip", "Nas (featuring Lauryn Hill)", "Nas, AZ", "Nas & Olu Dara")
    lines = [listen("ana", MAY + at, artist, f"Track {at}", "Illmatic") for at, artist in enumerate(artists)]
    lines += [
        listen("ana", MAY + 50, "Earth, Wind & Fire", "September", "Best"),
        listen("ana", MAY + 51, "Little Feat", "Willin'", "Sailin'"),
    ]

    assert load(lines).albums() == {
        ("Illmatic", "Nas"): 6,
        ("Best", "Earth, Wind & Fire"): 1,
        ("Sailin'", "Little Feat"): 1,
    }


def test_a_compilation_is_one_album(load: Load):
    """Four artists or more, nearly all with a single track; four bands with several tracks each keep their own."""
    hits = [listen("ana", MAY + at, f"Band {at}", f"Song {at}", "Hits 1") for at in range(5)]
    best = [listen("ana", MAY + 100 + at, f"Band {at % 4}", f"Song {at}", "Greatest Hits") for at in range(8)]
    three = [listen("ana", MAY + 200 + at, f"Band {at}", f"Song {at}", "Demo") for at in range(3)]

    found = load([*hits, *best, *three]).albums()

    assert found.pop(("Hits 1", "Various Artists")) == 5
    assert found == {("Greatest Hits", f"Band {at}"): 2 for at in range(4)} | {
        ("Demo", f"Band {at}"): 1 for at in range(3)
    }


def test_singles_that_are_called_alike_are_no_compilation(load: Load):
    """Five artists with a single called Home keep their own; a compilation has its title track."""
    homes = [
        listen("ana", MAY + at, f"Band {at}", "Home", ("Home", "HOME", "Home - Single", "Home (Single)")[at // 5])
        for at in range(20)
    ]
    dance = [listen("ana", MAY + 100 + at, f"Band {at}", f"Song {at}" if at else "Dance", "Dance") for at in range(5)]

    found = load([*homes, *dance]).albums()

    assert found.pop(("Dance", "Various Artists")) == 5
    assert len(found) == 20
    assert set(found.values()) == {1}


def test_where_a_file_says_whose_album_it_is_that_rules(load: Load):
    """A split album stays that of the artist whom the file names, however many are heard on it."""
    lines = [
        {"listened_at": MAY + at, "artist_name": f"Band {at}", "track_name": f"Song {at}", "release_name": "For Low",
         "album_artist_name": "Low"}
        for at in range(5)
    ]  # fmt: skip
    text = "".join(json.dumps(line) + "\n" for line in lines)

    found = load(others={"l.jsonl": text}, sources=[{"format": "listens", "path": "l.jsonl", "user": "ana"}])

    assert found.albums() == {("For Low", "Low"): 5}
    assert len(found.artists()) == 5


def test_listeners_that_differ_in_case_are_one(load: Load):
    """Across sources, called by the commonest spelling, ties by the smallest; what they played together folds."""
    lastfm = "Low,,Words,01 May 2024 13:05\nLow,,Cut,01 May 2024 13:06\n"
    source = {"format": "lastfm", "path": "l.csv", "user": "ANA"}

    found = load(
        [listen("Ana", MAY, "Low", "Words"), listen("Ana", MAY + 600, "Low", "Third"),
            listen("STRASSE", MAY, "Low", "Words"),
         listen("straße", MAY + 60, "Low", "Words")],
        others={"l.csv": lastfm}, sources=[source],
    )  # fmt: skip

    assert found.users() == {"ANA": 3, "STRASSE": 2}
    assert found.counts() == (6, 5, 1, 0)


def test_the_commonest_spelling_is_shown(load: Load):
    """Of an artist, an album and a track; ties: the smallest."""
    found = load([
        listen("ana", MAY, "CAN", "VITAMIN C", "EGE"), listen("ana", MAY + 1, "Can", "Vitamin C", "Ege"),
        listen("ana", MAY + 2, "Can", "Vitamin C", "EGE"), listen("ana", MAY + 3, "low", "Words"),
            listen("ana", MAY + 4, "Low", "words"),
    ])  # fmt: skip

    assert found.artists() == {("Can", None): 3, ("Low", None): 2}
    assert found.tracks() == {("Vitamin C", None): 3, ("Words", None): 2}
    assert found.albums() == {("EGE", "Can"): 3}


def test_repeats_fold_whatever_the_case(load: Load):
    """The same second, and the artist once in other case."""
    lines = [listen("ana", MAY, artist, "Vroom") for artist in ("Charli XCX", "charli xcx", "Charli XCX")]

    found = load([*lines, listen("ana", MAY + 60, "Charli XCX", "Vroom")])

    assert found.counts() == (4, 2, 2, 0)
    assert found.artists() == {("Charli XCX", None): 2}


def test_the_literal_rule_settles_nothing(load: Load):
    """With map: none a line says alone who is who, as in the API."""
    lines = [
        listen("ana", MAY, "Low", "Words", "Hope", **MAPPED), listen("Ana", MAY + 1, "Low", "Words", "Hope"),
        listen("ana", MAY + 2, "Low feat. Bo", "Words", "Hope"),
    ]  # fmt: skip

    found = load(lines, map="none")

    assert found.artists() == {("Low", LOW): 1, ("Low", None): 1, ("Low feat. Bo", None): 1}
    assert len(found.groups()) == 3
    assert found.users() == {"ana": 2, "Ana": 1}
