"""Plays become the files that listeners really have: ListenBrainz lines and Last.fm rows, packed as theirs are."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from generator.starter.catalogue import Credit
from generator.starter.history import Play

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_IMPORT_LAG = 2


def listenbrainz_line(play: Play) -> str:
    """One line of a ListenBrainz export, without its line end."""
    track = play.track
    metadata = {
        "track_name": track.title,
        "artist_name": track.credit.name,
        "release_name": play.album.title,
        "mbid_mapping": _mapping(play) if track.mapped else None,
        "additional_info": {"duration_ms": track.seconds * 1000, "submission_client": "stillstats starter"},
    }
    inserted_at = float(play.listened_at + track.seconds + _IMPORT_LAG)
    line = {"inserted_at": inserted_at, "listened_at": play.listened_at, "track_metadata": metadata}
    return json.dumps(line, ensure_ascii=False)


def _mapping(play: Play) -> dict[str, object]:
    credit = play.track.credit
    return {
        "recording_name": play.track.title,
        "recording_mbid": play.track.recording_mbid,
        "release_mbid": play.album.release_mbid,
        "artist_mbids": [artist.mbid for artist in credit.artists],
        "caa_id": None,
        "caa_release_mbid": None,
        "artists": credited(credit),
    }


def credited(credit: Credit) -> list[dict[str, str]]:
    """The artists of a credit as ListenBrainz lists them."""
    last = len(credit.artists) - 1
    return [
        {
            "artist_credit_name": artist.name,
            "join_phrase": credit.join_phrase if place < last else "",
            "artist_mbid": artist.mbid,
        }
        for place, artist in enumerate(credit.artists)
    ]


def month_file(listened_at: int) -> str:
    """The member of an export that holds a listen; ListenBrainz does not pad the month."""
    moment = datetime.fromtimestamp(listened_at, UTC)
    return f"listens/{moment.year}/{moment.month}.jsonl"


def lastfm_row(play: Play) -> tuple[str, str, str, str]:
    """One row of a Last.fm CSV: artist, album, track and the minute in UTC."""
    moment = datetime.fromtimestamp(play.listened_at, UTC)
    date = f"{moment.day:02} {_MONTHS[moment.month - 1]} {moment:%Y %H:%M}"
    return play.track.credit.name, play.album.title, play.track.title, date


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def csv_bytes(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows as CSV in UTF-8, quoted only where a value asks for it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def gzip_bytes(content: bytes) -> bytes:
    """The content packed by gzip, without a name and without a clock."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as stream:
        stream.write(content)
    return packed.getvalue()


def zip_bytes(members: dict[str, bytes]) -> bytes:
    """A zip of the members, sorted by name and without a clock."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            archive.writestr(info, members[name], compresslevel=9)
    return packed.getvalue()
