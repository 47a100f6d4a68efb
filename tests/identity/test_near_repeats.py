"""One play that several files tell some seconds apart."""

import json
from itertools import permutations

import pytest

from tests.identity.conftest import Load
from tests.listenbrainz.histories import listen

MAY = 1714568700
MINUTE = {"fold": {"within": "60s"}}


def plays(*seconds: int, artist: str = "Low") -> list[object]:
    return [listen("ana", MAY + second, artist, "Words") for second in seconds]


def test_two_services_tell_one_play(load: Load):
    """Sixty seconds apart is one, sixty-one are two; without the setting every second counts."""
    assert load(
        plays(0, 1000),
        plays(
            60,
            1061,
        ),
        **MINUTE,
    ).counts() == (4, 3, 1, 0)
    assert load(plays(0, 1000), plays(60, 1061)).counts() == (4, 4, 0, 0)


def test_names_are_compared_as_everywhere(load: Load):
    """The artist in other case is the same, another track is not."""
    other = [listen("ana", MAY + 5, "Low", "Cut"), listen("bo", MAY + 5, "Low", "Words")]
    assert load(plays(0), [*plays(5, artist="LOW"), *other], **MINUTE).counts() == (4, 3, 1, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Low feat. Can", "Words"), ("Low", "Words (feat. Can)")),
        (("Low ft. Can", "Words"), ("LOW FEAT. CAN", "words")),
        (("Low", "Words [with Can]"), ("Low", "Words")), (("Low", "Words (feat. Can) - Live"), ("Low", "Words - Live")),
        (("Low & Can", "Words"), ("Low", "Words")), (("Low, Can", "Words"), ("Low", "Words")),
    ],
)  # fmt: skip
def test_services_name_guests_in_their_own_ways(load: Load, one: tuple[str, str], other: tuple[str, str]):
    """In the credit, in the title or not at all: the play is one, of the main artist where a service says so."""
    alone = listen("ana", MAY + 9000, "Low", "Cut")
    found = load([listen("ana", MAY, *one), alone], [listen("ana", MAY + 5, *other)], **MINUTE)

    assert found.counts() == (3, 2, 1, 0)
    assert len(found.artists()) == (1 if other[0] == "Low" else 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Earth, Wind & Fire", "September"), ("Wind", "September")),
        (("Low", "Words (Live)"), ("Low", "Words")), (("Low", "Dance with Me"), ("Low", "Dance")),
    ],
)  # fmt: skip
def test_what_is_no_guest_tells_apart(load: Load, one: tuple[str, str], other: tuple[str, str]):
    """Half of a name that nobody else has, a version, a word of the title."""
    assert load([listen("ana", MAY, *one)], [listen("ana", MAY + 5, *other)], **MINUTE).counts()[1] == 2


def test_lines_of_one_file_are_plays_of_their_own(load: Load):
    """A real repeat stays, and the other file's two lines are told to the two plays."""
    assert load(plays(0, 30, 50), **MINUTE).counts() == (3, 3, 0, 0)
    assert load(plays(0, 30), plays(5, 35), **MINUTE).counts() == (4, 2, 2, 0)


def test_chains_end(load: Load):
    """Three files, each fifty seconds behind the one before: the third is no more the first one's play."""
    assert load(plays(0), plays(50), plays(100), **MINUTE).counts() == (3, 2, 1, 0)


def test_the_order_of_files_does_not_matter(load: Load):
    """Whichever file comes first, the same listens stay."""
    files = (plays(0, 70, 140), plays(20, 100), plays(61, 62, 200))
    kept = {
        tuple(load(*order, **MINUTE).db.execute("select epoch(listened_at)::bigint from listens order by 1").fetchall())
        for order in permutations(files)
    }
    assert len({len(one) for one in kept}) == 1


def test_a_service_that_tells_the_end_of_a_play(load: Load):
    """Spotify's time is when a play ended: it began as long before as it was played."""
    spotify = json.dumps([{
        "ts": "2024-05-01T13:08:20Z", "ms_played": 200000, "master_metadata_track_name": "Words",
        "master_metadata_album_artist_name": "Low", "master_metadata_album_album_name": "B",
    }])  # fmt: skip
    found = load(
        plays(0), others={"e.json": spotify, "b.csv": "Low,,Words,01 May 2024 13:05\n"},
        sources=[{"format": "lastfm", "path": "b.csv", "user": "ana"},
            {"format": "spotify", "path": "e.json", "user": "ana"}],
        **MINUTE,
    )  # fmt: skip

    assert found.counts() == (3, 1, 2, 0)
    assert found.albums() == {("B", "Low"): 1}


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("90", "has no unit: write 90s"),
        ("soon", "no span"),
        ("0s", "out of range"),
        ("2h", "out of range"),
        (60, "has no unit"),
    ],
)
def test_a_span_has_a_unit(load: Load, within: object, said: str):
    """A number alone is refused, as is a span that is none, or too long to be one play."""
    with pytest.raises(ValueError, match=said):
        load(plays(0), fold={"within": within})
