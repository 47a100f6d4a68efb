"""Many small files, and documents that the engine refuses: what a file and what a megabyte of them costs.

`python tests/bench/bench_files.py [files]`; 1,500 unless told otherwise.
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from loading import loaded, machine

from generator.events import json_documents

_MAY = 1714568700  # 2024-05-01 13:05 UTC
_PLAYS = 200_000


def main(count: int) -> None:
    """Print a line for each kind of file."""
    print(machine())
    with TemporaryDirectory() as folder:
        for name, (form, line, ending) in _KINDS.items():
            config = _written(Path(folder) / name, count, form, line, ending)
            seconds, _ = loaded(config)
            print(
                f"{count:,} {name}: {seconds:.1f} s, {seconds / count * 1000:.2f} ms a file, the start of Python with it"
            )
        for name, broken in (("half a surrogate pair", '{"ts": "\\ud83d"}'), ("broken syntax", "{x}")):
            megabytes, seconds = _rewritten(Path(folder), broken)
            print(f"a document of {megabytes:.0f} MB with {name}: rewritten at {megabytes / seconds:.0f} MB/s")


def _listen(at: int) -> str:
    return json.dumps({"listened_at": _MAY + at, "track_metadata": {"artist_name": "Low", "track_name": f"T{at}"}})


def _request(at: int) -> str:
    moment = f"2024-05-{at % 28 + 1:02}T{at % 24:02}:{at % 60:02}:00Z"
    return json.dumps({"ts": moment, "method": "GET", "url": f"/p/a{at}", "status": 200, "ip": f"1.2.3.{at % 250}"})


def _scrobble(at: int) -> str:
    return f"Low,Hope,T{at},{at % 28 + 1:02} May 2024 {at % 24:02}:{at % 60:02}"


def _headed(at: int) -> str:
    return f"uts,artist,album,track\n{_MAY + at},Low,Hope,T{at}"


def _page(at: int) -> str:
    track = {"artist": {"#text": "Low"}, "name": f"T{at}", "date": {"uts": str(_MAY + at)}}
    return json.dumps({"recenttracks": {"track": [track], "@attr": {"user": "ana"}}})


def _played(at: int) -> str:
    names = {"master_metadata_track_name": f"T{at}", "master_metadata_album_artist_name": "Low"}
    return json.dumps([{"ts": f"2024-05-{at % 28 + 1:02}T13:{at % 60:02}:00Z", "ms_played": 200_000, **names}])


_KINDS: dict[str, tuple[str, Callable[[int], str], str]] = {
    "gz of an access log": ("access-log", _request, ".log.gz"),
    "JSON lines of listens": ("listenbrainz", _listen, ".jsonl"),
    "CSV of listens": ("lastfm", _scrobble, ".csv"),
    "CSV with a heading": ("lastfm", _headed, ".csv"),
    "JSON pages of Last.fm": ("lastfm", _page, ".json"),
    "JSON arrays of Spotify": ("spotify", _played, ".json"),
}


def _written(folder: Path, count: int, form: str, line: Callable[[int], str], ending: str) -> Path:
    folder.mkdir()
    for at in range(count):
        data = f"{line(at)}\n".encode()
        (folder / f"{at:06}{ending}").write_bytes(gzip.compress(data) if ending.endswith(".gz") else data)
    source = {"format": form, "path": f"*{ending}", "user": "ana", "route": "^/p/([^/?]+)"}
    config = folder / "config.yaml"
    config.write_text(json.dumps({"sources": [source]}), encoding="utf-8")
    return config


def _rewritten(folder: Path, broken: str) -> tuple[float, float]:
    """Megabytes of a Spotify history with one bad record in its middle, and the seconds in which it is rewritten."""
    play = {"ms_played": 200_000, "master_metadata_track_name": "Words", "master_metadata_album_artist_name": "Low é"}
    plays = [json.dumps({"ts": "2024-05-01T10:00:00Z", "at": at, **play, "uri": "x" * 60}) for at in range(_PLAYS)]
    plays[_PLAYS // 2] = broken
    file = folder / "history.json"
    file.write_text(f"[{','.join(plays)}]", encoding="utf-8")
    begun = time.perf_counter()
    with json_documents.rewritten(file, ["$"], lambda _text: False, folder):
        return file.stat().st_size / 1e6, time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1500)
