"""A time in another unit than the format's is told as such; where sizes tell the unit, both are read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contributions.exports import loaded as exports
from tests.contributions.exports import run
from tests.events.conftest import History

Load = Callable[..., History]

SECONDS = 1714568700
MILLISECONDS = "the time is in milliseconds, where this format has seconds"
MICROSECONDS = "the time is in microseconds or less, where this format has seconds"


def brainz(at: int) -> str:
    """One line of ListenBrainz, of the listener in config.yaml."""
    return json.dumps({"listened_at": at, "track_metadata": {"artist_name": "Low", "track_name": "Words"}})


def dumped(at: int) -> str:
    """One line of the server's own dump."""
    return json.dumps({"timestamp": at, "user_name": "ana", "track_metadata": {"artist_name": "L", "track_name": "W"}})


# Every format whose times are seconds, with one line of it.
FORMATS: dict[str, Callable[[int], str]] = {
    "listens": lambda at: json.dumps({"listened_at": at, "artist_name": "Low", "track_name": "Words"}),
    "listenbrainz": brainz,
    "listenbrainz-dump": dumped,
    "maloja": lambda at: json.dumps({"scrobbles": [{"time": at, "track": {"artists": ["Low"], "title": "Words"}}]}),
    "scrobbler-log": lambda at: f"#AUDIOSCROBBLER/1.1\n#TZ/UTC\n#CLIENT/x\nLow\tHope\tWords\t1\t60\tL\t{at}\t\n",
    "lastfm": lambda at: json.dumps([{"artist": {"#text": "Low"}, "name": "Words", "date": {"uts": str(at)}}]),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (SECONDS, None),
        (SECONDS * 1000, MILLISECONDS),
        (SECONDS * 1000 + 250, MILLISECONDS),
        (SECONDS * 1000_000, MICROSECONDS),
        (4294967296, "later than as_of, or than the clock"),
    ],
)
def test_milliseconds_are_called_milliseconds(tmp_path: Path, load: Load, form: str, at: int, reason: str | None):
    """Not a time after the clock, which a later build would count; beside a line that is an event."""
    (tmp_path / "other.txt").write_text(brainz(SECONDS - 1), encoding="utf-8")
    (tmp_path / "times.txt").write_text(FORMATS[form](at), encoding="utf-8")
    other = {"format": "listenbrainz", "path": "other.txt", "user": "ana"}
    found = load({"format": form, "path": "times.txt", "user": "ana"}, other)
    assert [said for _, said in found.rejects() if "clock" in said or "seconds" in said] == ([reason] if reason else [])
    assert found.counts()[1] == (1 if reason else 2)


@pytest.mark.parametrize("at", [SECONDS, SECONDS * 1000, SECONDS * 1000_000])
def test_task_runs_are_read_in_any_unit(tmp_path: Path, at: int):
    """A crowdsourcing server's times are ISO texts; numbers of any size are read by it."""
    found = exports(tmp_path, {"task_run.json": json.dumps([run(1, finish_time=at, created=None)])})
    assert found.rejects() == []
