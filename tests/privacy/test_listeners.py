"""What privacy: does to listeners: pseudonyms, and no entry about too few people."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from generator.config import load
from generator.errors import ConfigError
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW, bytes_of, listen

KEY = "a key that nobody knows"
HEARD = (
    listen("ana", "2024-05-01T09:00", "Low", "Words", "Trust"),
    listen("ana", "2024-05-02T09:00", "Can", "Vitamin C", "Ege Bamyasi"),
    listen("bo", "2024-05-03T09:00", "Low", "Words", "Trust"),
    listen("bo", "2024-06-03T09:00", "Air", "Talisman", "Moon Safari"),
)

Build = Callable[..., tuple[Path, object]]


def names_in(output: Path, *names: str) -> list[str]:
    """The paths of a tree that name somebody, in the path or in what lies there."""
    words = [f"{mark}{name}{end}" for name in names for mark, end in (('"', '"'), (">", "<"), ("/", "/"), ("/", "."))]
    return [
        path
        for path, body in bytes_of(output).items()
        if any(word in f"/{path}" or word.encode() in body for word in words)
    ]


def test_a_pseudonym_takes_the_place_of_every_name(built: Build, monkeypatch: pytest.MonkeyPatch):
    """No document is called like a listener or says the name; the same key gives the same tree."""
    monkeypatch.setenv("STILLSTATS_KEY", KEY)
    plain, _ = built(*HEARD, name="plain", pages=True, charts=False)
    output, _ = built(*HEARD, name="one", pages=True, charts=False, privacy={"pseudonyms": True})
    again, _ = built(*HEARD, name="two", pages=True, charts=False, privacy={"pseudonyms": True})
    assert names_in(plain, "ana", "bo")
    assert names_in(output, "ana", "bo") == []
    users = [user["user_name"] for user in orjson.loads((output / "catalog.json").read_bytes())["users"]]
    assert len(users) == 2
    assert all(user.startswith("listener-") and len(user) == 19 for user in users)
    assert bytes_of(output) == bytes_of(again)


def test_another_key_gives_other_pseudonyms(built: Build, monkeypatch: pytest.MonkeyPatch):
    """Who does not have the key cannot tell whom a pseudonym stands for."""
    found = []
    for key in (KEY, KEY + "!"):
        monkeypatch.setenv("STILLSTATS_KEY", key)
        output, _ = built(*HEARD, pages=False, privacy={"pseudonyms": True})
        found.append({user["user_name"] for user in orjson.loads((output / "catalog.json").read_bytes())["users"]})
    assert not found[0] & found[1]


@pytest.mark.parametrize("key", ["", "too short"])
def test_pseudonyms_need_a_key(built: Build, monkeypatch: pytest.MonkeyPatch, key: str):
    """Without a key, or with one that could be guessed, nothing is built, and the message says what to do."""
    monkeypatch.setenv("STILLSTATS_KEY", key)
    with pytest.raises(ConfigError, match="STILLSTATS_KEY"):
        built(*HEARD, privacy={"pseudonyms": True})


def test_a_key_is_asked_for_before_anything_is_read(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch):
    """A log may take an hour."""
    monkeypatch.delenv("STILLSTATS_KEY", raising=False)
    config = load(project(privacy={"pseudonyms": True}), formats.names())
    stages: list[str] = []
    with pytest.raises(ConfigError, match="STILLSTATS_KEY"):
        build(config, config.folder / "output", NOW, Options(progress=stages.append))
    assert stages == []


def test_entries_about_too_few_listeners_are_left_out(built: Build):
    """Of two listeners only Low was heard by both; nothing is said of one of them alone."""
    output, _ = built(*HEARD, pages=True, charts=False, privacy={"at_least": 2})
    artists = orjson.loads((output / "1/stats/sitewide/artists.json").read_bytes())["payload"]
    assert [(artist["artist_name"], artist["listen_count"]) for artist in artists["artists"]] == [("Low", 2)]
    assert artists["total_artist_count"] == 1
    assert names_in(output, "ana", "bo") == []
    assert not (output / "users.html").exists()
    assert "Can" not in (output / "index.html").read_text(encoding="utf-8")
    assert "Talisman" not in (output / "month/2024-06.html").read_text(encoding="utf-8")


def test_everybody_counts_in_the_totals(built: Build):
    """Sums and series are about everyone together, so nothing is missing from them."""
    output, _ = built(*HEARD, privacy={"at_least": 2})
    month = orjson.loads((output / "month/2024-05.json").read_bytes())["payload"]
    assert (month["listen_count"], [day["listen_count"] for day in month["days"]]) == (3, [1, 1, 1])
