"""Partify's statistics of a nasty history are what the reference says they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.mirrors import files, trees
from tests.reference import partify
from tests.reference.partify import Play

Track = tuple[str | None, str | None, str | None, int | None]  # artist, track, album, milliseconds

NOON = datetime.fromisoformat("2024-03-01T12:00:00.000500")  # a day after a leap day
NAMES = {"ana": "Ana  María", "bo": "Bo", "Bo": "Another Bo", "eve": None}
TRACKS: tuple[Track, ...] = (
    ("Low", "Words", "Hope", 256_026),
    ("low", "Words", "hope", 1),
    ("Can", "Vitamin C", "Ege Bamyasý", None),
    ("Can", "Hope", "Hope", 60_000),
    ("Air", "Run", None, 61_001),
    ("Air", "Walk", "10 000 Hz", 3_600_000),
    ("坂本龍一", "Words", "音楽図鑑", 90_500),
    ('"Quoted", <b>', "a/b", "xx", 1000),
    (None, "Words", "Hope", 5000),
    (None, None, None, None),
    ("Can", None, "Ege Bamyasý", 30_000),
)


def play(at: datetime, user: str | None, track: Track) -> Play:
    """One play of the reference."""
    return {"at": at, "user": user} | dict(zip(("artist", "track", "album", "length_ms"), track, strict=True))


def moments() -> list[datetime]:
    """List the beginnings of the windows, moments beside them, midnights, and whole seconds."""
    near = [timedelta(seconds=second, microseconds=at) for second in (-1, 0, 1) for at in (-1, 0, 1)]
    begins = [NOON - timedelta(days=days) + shift for days in (0, 1, 7, 30, 365) for shift in near]
    midnights = [NOON.replace(hour=0, microsecond=0) - timedelta(days=days) for days in (0, 1, 7, 61, 366, 4000)]
    return [moment for moment in [*begins, *midnights] if moment <= NOON]


def histories() -> st.SearchStrategy[list[Play]]:
    """Draw plays of few tracks at the edges of the windows; the newest of them is at noon."""
    drawn = st.builds(
        play,
        st.sampled_from(moments()),
        st.sampled_from(("ana", "bo", "Bo", "cy", "dee", "eve", None)),
        st.sampled_from(TRACKS),
    )
    last = st.builds(lambda track: play(NOON, "ana", track), st.sampled_from(TRACKS))
    plays = st.builds(lambda others, newest: [newest, *others], st.lists(drawn, max_size=90), last)
    return plays.map(
        lambda plays: list(
            {(p["at"].replace(microsecond=0), p["user"], p["artist"], p["track"]): p for p in plays}.values()
        )
    )


def found(*sources: trees.Source, **settings: object) -> trees.Documents:
    """Build with this one mirror."""
    return trees.answered(*sources, mirrors=["partify"], **settings)


def database(plays: Sequence[Play], names: Mapping[str, str | None] = NAMES, **source: object) -> trees.Source:
    """Give plays as Partify's own file."""
    return {"format": "partify", "files": {"partify.db": files.partify_db(plays, names)}, **source}


def history(plays: Sequence[Play]) -> trees.Source:
    """Give plays as ListenBrainz's listens."""
    return {"format": "listenbrainz", "files": {"listens.jsonl": files.listens(plays)}}


@properties.built(10)
@given(histories())
def test_a_partify_file_answers_what_the_reference_says(plays: list[Play]):
    """Five windows from a database with ties, plays of nobody, and tracks without album or length."""
    assert trees.differing(partify.documents(plays, NAMES), found(database(plays))) == {}


@properties.built(5)
@given(histories(), st.integers(0, 90))
def test_listens_and_a_partify_file_are_one_history(plays: list[Play], cut: int):
    """Part of the plays come as ListenBrainz's listens: their user is the listener, their length what was heard."""
    whole = [each for each in plays[cut:] if each["artist"] and each["track"]]
    listened = [each for each in whole if each["user"] == "cy" and not each["at"].microsecond]
    rest = [each for each in plays if each not in listened]
    sources = [database(rest), *([history(listened)] if listened else [])]
    assert trees.differing(partify.documents(plays, NAMES), found(*sources)) == {}


def test_a_window_leaves_out_its_beginning_and_is_empty_without_tops():
    """With one play exactly a day before the newest, which nobody could see without as_of, the day after is empty."""
    plays = [play(NOON.replace(microsecond=0) - timedelta(days=1), "ana", TRACKS[0])]
    said = found(database(plays), site={"as_of": "2024-03-01T12:00:00Z"})["statistics.json"]
    assert said["statistics"]["day"] == {"total_tracks": 0, "total_time": 0}
    assert said["statistics"]["week"]["total_tracks"] == 1
    assert said["response_time"] == "2024-03-01T12:00:00.000000"


def test_times_of_a_partify_file_are_those_of_its_servers_clock():
    """Noon in Berlin, in winter, is eleven o'clock in UTC."""
    said = found(database([play(NOON, "ana", TRACKS[0])], timezone="Europe/Berlin"))["statistics.json"]
    assert said["response_time"] == "2024-03-01T11:00:00.000500"


def test_pages_of_the_history_say_the_same_as_the_database():
    """Two pages of answers to GET /history, whose users are called as they are shown; one play is of nobody."""
    plays = [play(NOON - timedelta(hours=12 * at), "ana" if at else None, TRACKS[at]) for at in range(4)]
    content = files.partify_pages(plays[:2]), files.partify_pages(plays[2:])
    pages = {f"history{page}.json": text for page, text in enumerate(content)}
    assert trees.differing(found(database(plays, {})), found({"format": "partify", "files": pages})) == {}


def test_a_user_is_shown_as_its_display_name():
    """Two users whose names differ in case are two, each with the display name of its own."""
    plays = [play(NOON - timedelta(minutes=at), user, TRACKS[0]) for at, user in enumerate(("Bo", "Bo", "bo"))]
    top = found(database(plays))["statistics.json"]["statistics"]["all"]["top_users"]
    assert top == {
        "1": {"username": "Bo", "user": "Another Bo", "plays": 2},
        "2": {"username": "bo", "user": "Bo", "plays": 1},
    }


def test_tops_have_four_places():
    """Of five artists with one play each the latest has no place."""
    plays = [play(NOON - timedelta(minutes=at), "ana", (str(at), "T", None, None)) for at in range(5)]
    said = found(database(plays))["statistics.json"]["statistics"]["day"]
    assert [place["artist"] for place in said["top_artists"].values()] == ["4", "3", "2", "1"]
    assert list(said["top_artists"]) == ["1", "2", "3", "4"]
    assert said["top_albums"] == {"1": {"album": None, "artist": "4", "plays": 5}}
    assert said["total_time"] == 0
