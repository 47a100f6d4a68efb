"""Lines become listens with their metadata settled: checked, folded, and either MusicBrainz's or the client's."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from tests.reference.metadata import Facts, Metadata, Row

Listen = dict[str, Any]

FIRST = 1033430400  # 2002-10-01, the server's minimum
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def lower(text: str | None) -> str | None:
    """Lower case, one character for one, as an engine without a language does it."""
    return None if text is None else "".join(_lower(character) for character in text)


def resolved(lines: Iterable[Row], metadata: Metadata, now: int) -> list[Listen]:
    """Settle the lines: without rejects, and of several copies the mapped one, else one that names a release."""
    accepted = [line for line in lines if _acceptable(line, now)]
    once: dict[tuple[Any, ...], Row] = {}
    for line in sorted(accepted, key=_says_less):
        sent = line["track_metadata"]
        once.setdefault((_user(line), int(line["listened_at"]), sent["artist_name"], sent["track_name"]), line)
    return [_listen(line, metadata) for line in once.values()]


def artist_names(listens: Iterable[Listen], albums: Iterable[Facts], table: Iterable[Row]) -> dict[str, str]:
    """Give every artist mbid one name.

    The table's, else the commonest credit name, else the commonest whole credit; else, of the albums that were heard,
    the smallest credit name, and else the smallest whole credit.
    """
    credited: dict[str, Counter[str]] = {}
    whole: dict[str, Counter[str]] = {}
    for listen in listens:
        _count(listen["artist_name"], listen, credited, whole)
    albums_credited: dict[str, Counter[str]] = {}
    albums_whole: dict[str, Counter[str]] = {}
    for album in albums:
        _count(album["artist"], album, albums_credited, albums_whole)
    smallest = {mbid: min(counter) for mbid, counter in (albums_whole | albums_credited).items()}
    commonest = {mbid: _commonest(counter) for mbid, counter in (whole | credited).items()}
    return smallest | commonest | {row["artist_mbid"]: row["artist_name"] for row in table if row["artist_name"]}


def _count(name: str, credit: Row, credited: dict[str, Counter[str]], whole: dict[str, Counter[str]]) -> None:
    """Count what one credit calls its artists: each by its own name, and all by the name of the whole."""
    for mbid in set(credit["artist_mbids"]):
        whole.setdefault(mbid, Counter())[name] += 1
    for artist in credit["artists"] or []:
        if artist["artist_mbid"] and artist["artist_credit_name"]:
            credited.setdefault(artist["artist_mbid"], Counter())[artist["artist_credit_name"]] += 1


def _lower(character: str) -> str:
    return character.lower() if len(character.lower()) == 1 else {"İ": "i"}.get(character, character)


def _commonest(counter: Counter[str]) -> str:
    most = max(counter.values())
    return min(name for name, count in counter.items() if count == most)


def _says_less(line: Row) -> tuple[bool, bool]:
    sent = line["track_metadata"]
    return not sent.get("mbid_mapping"), not _named(sent.get("release_name"))


def _user(line: Row) -> str:
    return normalize("NFC", line["user_name"].strip(" "))


def _acceptable(line: Row, now: int) -> bool:
    sent = line["track_metadata"]
    return bool(FIRST <= line["listened_at"] <= now and _named(sent["artist_name"]) and _named(sent["track_name"]))


def _listen(line: Row, metadata: Metadata) -> Listen:
    sent = line["track_metadata"]
    mapping = sent.get("mbid_mapping") or {}
    recording_mbid, release_mbid = _mbid(mapping.get("recording_mbid")), _mbid(mapping.get("release_mbid"))
    artist_mbids, artists = _credit(mapping, metadata.credits.get(recording_mbid or "", {}))
    credit = "".join(artist["artist_credit_name"] + (artist["join_phrase"] or "") for artist in artists)
    length = metadata.lengths.get(recording_mbid or "")
    return {
        "user_name": _user(line),
        "listened_at": int(line["listened_at"]),
        "track_name": _named(mapping.get("recording_name")) or sent["track_name"],
        "artist_name": credit or sent["artist_name"],
        "release_name": metadata.release(release_mbid).get("name") or _named(sent.get("release_name")),
        "recording_mbid": recording_mbid,
        "release_mbid": release_mbid,
        "artist_mbids": artist_mbids,
        "artists": artists or None,
        "caa_id": mapping.get("caa_id"),
        "caa_release_mbid": _mbid(mapping.get("caa_release_mbid")),
        "length_ms": length,
        "duration_ms": _duration(sent.get("additional_info") or {}) or length,
    }


def _credit(mapping: Row, recording: Facts) -> tuple[list[str], list[Listen]]:
    """Take the artists of a mapping, and what it leaves out, and the order, from the recording, where that has them."""
    mbids = [mbid for mbid in map(_mbid, mapping.get("artist_mbids") or []) if mbid]
    named = [_artist(artist) for artist in mapping.get("artists") or []]
    known = recording.get("artist_mbids") or []
    if not known or (mbids and set(mbids) != set(known)):
        return mbids, named
    called = [artist["artist_mbid"] for artist in named]
    is_reordered = set(called) == set(known) and called != known
    told = [_artist(artist) for artist in recording.get("artists") or []]
    return known, told or named if is_reordered or not named else named


def _duration(said: Row) -> int | None:
    """How long a client says that it played, in milliseconds."""
    return said.get("duration_ms") or (said["duration"] * 1000 if said.get("duration") else None)


def _artist(artist: Row) -> Listen:
    return {
        "artist_credit_name": artist["artist_credit_name"],
        "join_phrase": artist.get("join_phrase"),
        "artist_mbid": _mbid(artist.get("artist_mbid")),
    }


def _named(name: str | None) -> str | None:
    """Take a name as it was sent; a blank one is none."""
    return name if name and name.strip(" ") else None


def _mbid(value: object) -> str | None:
    return value.lower() if isinstance(value, str) and _UUID.fullmatch(value) else None
