"""Spotify: two exports of one account are one history, and what is no listen in them is told by its rule."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.errors import ConfigError, SourceError

TEN = 1704103200  # 2024-01-01 10:00 UTC

Load = Callable[..., Any]


def basic(ms: int = 200123, end: str = "2024-01-01 10:00", track: str = "T") -> dict[str, object]:
    return {"endTime": end, "artistName": "A", "trackName": track, "msPlayed": ms}


def extended(ms: int = 200123, at: str = "10:00:37", track: str = "T", **more: object) -> dict[str, object]:
    return {
        "ts": f"2024-01-01T{at}Z", "ms_played": ms, "master_metadata_track_name": track,
        "master_metadata_album_artist_name": "A", "master_metadata_album_album_name": "B", **more,
    }  # fmt: skip


def put(folder: Path, name: str, *plays: object) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(plays), encoding="utf-8")


def source(path: str = "*.json", **more: object) -> dict[str, object]:
    return {"format": "spotify", "path": path, "user": "ana", **more}


def times(loaded: Any) -> list[int]:  # noqa: ANN401  (a History of conftest.py)
    return [listen[1] for listen in loaded.listens()]


@pytest.mark.parametrize("sources", [("*.json",), ("S*0.json", "S*1.json"), ("S*1.json", "S*0.json")])
def test_both_exports_of_an_account_are_one_history(load: Load, tmp_path: Path, sources: tuple[str, ...]) -> None:
    """A play to the minute repeats the one that has the second and is as long; its album is the only one."""
    put(tmp_path, "StreamingHistory0.json", basic(), basic(90000), basic(track="U"), basic(end="2024-01-01 10:01"))
    put(tmp_path, "Streaming_History_Audio_2024_1.json", extended(), extended(180000, "10:59:59", "U"))

    loaded = load(*map(source, sources))

    assert [listen[1:] for listen in loaded.listens()] == [
        (TEN, "A", "T", "B"),  # 90 s
        (TEN, "A", "U", "B"),
        (TEN + 37, "A", "T", "B"),
        (TEN + 60, "A", "T", "B"),
        (TEN + 3599, "A", "U", "B"),
    ]
    assert loaded.counts() == (6, 5, 0, 1)


def test_another_listeners_play_is_their_own(load: Load, tmp_path: Path) -> None:
    """Only plays of one listener are compared."""
    put(tmp_path, "a.json", basic())
    put(tmp_path, "b.json", extended())

    assert load(source("a.json"), source("b.json", user="bo")).counts() == (2, 2, 0, 0)


@pytest.mark.parametrize(
    ("lengths", "count"),
    [((200123, 90000), 2), ((35000, 35000), 2), ((35000, 35000, 35001), 3), ((200123, 200123), 1)],
    ids=["different", "short", "three", "too long to end twice in a minute"],
)
def test_lines_of_one_minute_are_plays_of_their_own(
    load: Load, tmp_path: Path, lengths: tuple[int, ...], count: int
) -> None:
    """As long as there is room for them; a second export of the same account tells of the same plays again."""
    put(tmp_path, "old/StreamingHistory0.json", *map(basic, lengths))
    put(tmp_path, "new/StreamingHistory3.json", *map(basic, lengths), basic(end="2024-01-02 10:00"))

    assert load(source("old/*")).counts() == (len(lengths), count, 0, len(lengths) - count)
    assert load(source("*/*")).counts() == (2 * len(lengths) + 1, count + 1, 0, 2 * len(lengths) - count)


def test_minute_of_a_listen_without_a_length_is_its_full_minute(load: Load, tmp_path: Path) -> None:
    """What another program made of an account's data has the minute's first second, and may not say how long."""
    put(tmp_path, "a.json", basic(), basic(end="2024-01-01 11:00"))
    heard = "".join(f"{second},A,T\n" for second in (TEN, TEN + 3601))
    (tmp_path / "l.csv").write_text(f"listened_at,artist_name,track_name\n{heard}", encoding="utf-8")

    loaded = load(source("a.json"), {"format": "listens", "path": "l.csv", "user": "ana"})

    assert times(loaded) == [TEN, TEN + 3600, TEN + 3601]


def test_private_session_is_left_out_unless_it_is_asked_for(load: Load, tmp_path: Path) -> None:
    """It is left out of both exports of the account, though only one of them knows that it was private."""
    put(tmp_path, "a.json", basic(), basic(end="2024-01-01 11:00"))
    put(tmp_path, "b.json", extended(incognito_mode=True), extended(at="11:00:10", incognito_mode=False))

    assert load(source()).rules() == {"a private session (private_sessions)": 2}
    assert times(load(source())) == [TEN + 3610]
    assert times(load(source(private_sessions=True))) == [TEN + 37, TEN + 3610]


def test_account_names_its_listener_where_the_source_does_not(load: Load, tmp_path: Path) -> None:
    """The extended history has the account's name on every play; a name in config.yaml is the owner's choice."""
    put(tmp_path, "b.json", extended(username='b"é'), extended(at="11:00:00", username='b"é'))

    assert {listen[0] for listen in load(source(user=None)).listens()} == {'b"é'}
    assert {listen[0] for listen in load(source()).listens()} == {"ana"}


def test_the_only_account_of_a_folder_names_all_of_it(load: Load, tmp_path: Path) -> None:
    """The account data beside an extended history, or beside Userdata.json, says nothing of its own."""
    put(tmp_path, "a.json", basic())
    put(tmp_path, "z.json", extended(at="11:00:00", username="bo"))
    assert {listen[0] for listen in load(source(user=None)).listens()} == {"bo"}

    (tmp_path / "z.json").write_text('{"username": "eva", "email": "eva@example.org"}', encoding="utf-8")
    assert {listen[0] for listen in load(source(user=None)).listens()} == {"eva"}
    assert {listen[0] for listen in load(source()).listens()} == {"ana"}


@pytest.mark.parametrize(
    "plays", [(basic(),), (extended(),), (extended(username=None),)], ids=["basic", "extended", "null"]
)
@pytest.mark.parametrize("accounts", [(), ("bo", "eva")], ids=["nobody", "two"])
def test_history_of_nobody_is_refused(
    load: Load, tmp_path: Path, plays: tuple[object, ...], accounts: tuple[str, ...]
) -> None:
    """Nothing, or two accounts, say whose listens these are: the config lacks a user, which is told before reading."""
    for name in accounts:
        put(tmp_path, f"{name}.json", extended(username=name))
    put(tmp_path, "z.json", *plays)

    with pytest.raises(ConfigError, match=r"sources\.0\.user: is missing: z\.json does not say"):
        load(source(user=None))


OTHERS = {
    "Userdata.json": {"username": "x", "email": "ana@example.org"},
    "Playlist1.json": {"playlists": [{"name": "P", "items": []}]},
    "SearchQueries.json": [{"searchTime": "2024-01-01T10:00:00Z[UTC]", "searchQuery": "low"}],
    "YourLibrary.json": {"tracks": [{"artist": "A", "track": "T"}]},
    "Inferences.json": {"inferences": ["a", "b"]},
    "Follow.json": {"userIsFollowing": []},
    "Wrapped2023.json": {"topTracks": {"distinctTracks": 1}},
    "Streaming_History_Video_2024.json": [extended(at="12:00:00")],
    "StreamingHistory_podcast_0.json": [
        {"endTime": "2024-01-01 10:00", "podcastName": "P", "episodeName": "E", "msPlayed": 1}
    ],
    "Odd.json": ["a", "b"],
}


@pytest.mark.parametrize("pattern", ["MyData/*.json", "MyData/*", "**/*"])
def test_folder_of_an_account_is_read_as_it_is(load: Load, tmp_path: Path, pattern: str) -> None:
    """Of all that Spotify packs together the histories are listens; every other file is named, nothing is wrong."""
    for name, content in OTHERS.items():
        (tmp_path / "MyData").mkdir(exist_ok=True)
        (tmp_path / "MyData" / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "MyData" / "ReadMeFirst_ExtendedStreamingHistory.pdf").write_bytes(b"%PDF-1.4\n\xff\xfe\x00")
    put(tmp_path / "MyData", "StreamingHistory_music_0.json", basic())
    put(tmp_path / "MyData", "Streaming_History_Audio_2024_0.json", extended(), extended(1, "10:30:00"))

    loaded = load(source(pattern))

    assert times(loaded) == [TEN + 37]
    assert loaded.rejects() == []
    assert loaded.rules() == {
        "a podcast episode": 1,
        "a video": 1,
        "in a file of the Spotify export that is no history": 9,
        "played for less than 30000 ms (min_ms)": 1,
    }
    named = {Path(part.file).name for part in loaded.parts}
    assert set(OTHERS) <= named
    assert ("ReadMeFirst_ExtendedStreamingHistory.pdf" in named) == (not pattern.endswith(".json"))


def test_folder_without_a_history_is_another_format(load: Load, tmp_path: Path) -> None:
    """What is not known is passed over beside a history only: else the format is hardly right."""
    put(tmp_path, "maloja.json", {"scrobbles": []})

    with pytest.raises(SourceError, match=r"maloja\.json: not the format 'spotify'"):
        load(source())
