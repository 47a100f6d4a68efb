"""Writes the sample data: `python -m generator.starter.make_starter [FOLDER]`, the same bytes on every run."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from generator.starter.catalogue import read_albums
from generator.starter.formats import csv_bytes, gzip_bytes, lastfm_row, listenbrainz_line, month_file, zip_bytes
from generator.starter.history import Play, history
from generator.starter.listeners import ANA, IDRIS, JONAS, MEI, SOFIA, InventedListener
from generator.starter.metadata import metadata_files
from generator.starter.packages import access_log, counters
from generator.starter.viewers import beacons, medias_table
from generator.starter.volunteers import pybossa_files

EXPORTS = {
    "listenbrainz_ana_1782864067.zip": (ANA, 10214),
    "listenbrainz_Jonas_1782864311.zip": (JONAS, 20871),
    "listenbrainz_mei_1782865128.zip": (MEI, 21350),
    "listenbrainz_sofia_1782866402.zip": (SOFIA, 23468),
}
"""The ListenBrainz exports: whose they are, and the user's number there."""

SWITCHED = int(datetime(2023, 9, 1, tzinfo=UTC).timestamp())
LEFT = int(datetime(2023, 11, 6, tzinfo=UTC).timestamp())
"""Between these two moments Sofía's listens went to ListenBrainz and to Last.fm."""

EPOCH = "01 Jan 1970 00:00"


def make(folder: Path) -> None:
    """Write every file of the sample data into a folder; files of the same name are replaced."""
    for name, content in starter_files().items():
        (folder / name).write_bytes(content)


def starter_files() -> dict[str, bytes]:
    """The sample data: file names and their bytes."""
    albums = read_albums()
    plays = {listener.name: history(listener, albums) for listener in (ANA, JONAS, MEI, SOFIA, IDRIS)}
    plays[SOFIA.name] = [_on_the_minute(play) if play.listened_at < LEFT else play for play in plays[SOFIA.name]]
    sent = {**plays, SOFIA.name: [play for play in plays[SOFIA.name] if play.listened_at >= SWITCHED]}
    heard = [play for history_ in plays.values() for play in history_]
    files = {name: _export(listener, number, sent[listener.name]) for name, (listener, number) in EXPORTS.items()}
    files["lastfm_sofia.csv"] = _lastfm_sofia([play for play in plays[SOFIA.name] if play.listened_at < LEFT])
    files["lastfm_idris.csv"] = _lastfm_idris(plays[IDRIS.name])
    exported = [play for listener, _ in EXPORTS.values() for play in sent[listener.name]]
    return files | metadata_files(albums, heard, [play for play in exported if play.track.mapped]) | _other_files()


def _other_files() -> dict[str, bytes]:
    """The events of the other domains."""
    return {
        "access.log.gz": gzip_bytes(access_log()),
        "package_counters.jsonl.gz": gzip_bytes(counters()),
        "video_beacons.jsonl.gz": gzip_bytes(beacons()),
        "video_medias.csv": medias_table(),
        **pybossa_files(),
    }


def _on_the_minute(play: Play) -> Play:
    """Last.fm keeps minutes only: a listen sent to both must carry the same time."""
    return replace(play, listened_at=play.listened_at - play.listened_at % 60)


def _export(listener: InventedListener, number: int, plays: list[Play]) -> bytes:
    months: dict[str, list[str]] = {}
    for play in plays:
        months.setdefault(month_file(play.listened_at), []).append(listenbrainz_line(play))
    _flaws(listener, months)
    members = {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in months.items()}
    user = {"user_id": number, "username": listener.name}
    members["user.json"] = json.dumps(user, ensure_ascii=False, separators=(",", ":")).encode()
    return zip_bytes(members)


def _flaws(listener: InventedListener, months: dict[str, list[str]]) -> None:
    """What real exports hold, too: a line that broke off, a listen without an artist."""
    if listener is JONAS:
        lines = months["listens/2024/11.jsonl"]
        lines.insert(40, lines[40][:150])
    if listener is ANA:
        lines = months["listens/2023/10.jsonl"]
        nameless = json.loads(lines[12])
        nameless["track_metadata"] |= {"artist_name": "", "mbid_mapping": None}
        lines[12] = json.dumps(nameless, ensure_ascii=False)


def _lastfm_sofia(plays: list[Play]) -> bytes:
    """The newest first, as Last.fm lists them; its undated rows come last."""
    undated = [(artist, album, track, EPOCH) for artist, album, track, _ in map(lastfm_row, plays[:600:200])]
    return csv_bytes([*map(lastfm_row, reversed(plays)), *undated])


def _lastfm_idris(plays: list[Play]) -> bytes:
    rows = [lastfm_row(play) for play in reversed(plays)]
    _, album, track, date = rows[300]
    rows[300] = ("", album, track, date)
    return csv_bytes(rows)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
