"""Histories made to be nasty: few tracks that nearly coincide, heard at moments where ranges begin and end."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.reference.spans import seconds

Row = Mapping[str, Any]
Track = tuple[str, str, str | None, dict[str, object]]  # artist, track, release as sent, and the mapping


def mbid(kind: str, number: int) -> str:
    """Make an id that tells at a glance what it stands for: its first digit is the kind's."""
    digit = {"artist": "a", "release": "b", "group": "c", "recording": "d", "cover": "e"}[kind]
    return f"{digit}0000000-0000-4000-8000-{number:012d}"


LOW, CAN, AIR, BOTH = (mbid("artist", number) for number in (1, 2, 3, 4))
HOPE, DELUXE, EGE, LOOSE, LOST = (mbid("release", number) for number in (1, 2, 3, 4, 5))

ARTISTS = (
    {"artist_mbid": LOW, "artist_name": "Low", "country_code": "US"},
    {"artist_mbid": CAN, "artist_name": "CAN", "country_code": "DE"},
    {"artist_mbid": BOTH, "artist_name": "", "country_code": "XW"},
)
RELEASES = (
    {"release_mbid": DELUXE, "release_group_mbid": mbid("group", 1), "first_release_date_year": 1994,
     "release_name": "Hope (Deluxe)", "album_artist_name": "Low feat. Can"},
    {"release_mbid": HOPE, "release_group_mbid": mbid("group", 1), "first_release_date_year": 1994,
     "release_name": "Hope", "album_artist_name": "Low"},
    {"release_mbid": EGE, "release_group_mbid": mbid("group", 2), "first_release_date_year": 1972,
     "release_name": "", "album_artist_name": "Can"},
    {"release_mbid": LOOSE, "release_group_mbid": "", "first_release_date_year": "",
     "release_name": "Loose", "album_artist_name": ""},
)  # fmt: skip


def at(moment: str) -> int:
    """Epoch seconds of an ISO time in UTC."""
    return seconds(datetime.fromisoformat(moment))


def listen(user: str, moment: int, artist: str, track: str, release: str | None = None, **mapping: object) -> Row:
    """One line of a ListenBrainz history; a listen with a mapping is a mapped one."""
    sent = {"artist_name": artist, "track_name": track, "release_name": release}
    return {"user_name": user, "listened_at": moment, "track_metadata": {**sent, "mbid_mapping": mapping or None}}


def credit(*artists: tuple[str, str, str]) -> dict[str, object]:
    """Write the part of a mapping that says who played: (name, join phrase, mbid) an artist."""
    keys = ("artist_credit_name", "join_phrase", "artist_mbid")
    return {
        "artist_mbids": [artist[2] for artist in artists],
        "artists": [dict(zip(keys, artist, strict=True)) for artist in artists],
    }


def mapped(recording: int, release: str | None = None, **more: object) -> dict[str, object]:
    """Write the part of a mapping that says what was played."""
    return {"recording_mbid": mbid("recording", recording), "release_mbid": release, **more}


TRACKS: tuple[Track, ...] = (
    ("Low", "Words", "Hope", {}),
    ("low", "WORDS", "hope", {}),
    ("LOW", "words", None, {}),
    ("Low", "Nameless", "", {}),
    ("low", "NAMELESS", None, {}),
    ("Low", "Words", "Hope", mapped(1, HOPE, **credit(("Low", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, DELUXE, recording_name="Words", **credit(("Low", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, caa_id=7, caa_release_mbid=mbid("cover", 1), **credit(("Low", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, caa_id=8, caa_release_mbid=mbid("cover", 2), **credit(("Low", "", LOW)))),
    ("Low & Can", "Two", "Ege", mapped(2, EGE, **credit(("Low", " & ", LOW), ("Can", "", CAN)))),
    ("Low & Can", "Two", "ege", mapped(2, EGE, **credit(("Can", " & ", CAN), ("Low", "", LOW)))),
    ("Low & Low", "Twice", "Loose", mapped(3, LOOSE, **credit(("Low", " & ", LOW), ("Low", "", LOW)))),
    ("Both", "Whole", "Lost", mapped(4, LOST, artist_mbids=[BOTH])),
    ("both", "whole", "lost", mapped(4, LOST, artist_mbids=[BOTH])),
    ("Air", "Run", None, mapped(5, None, **credit(("Air", "", AIR)))),
    ("air", "run", None, mapped(5, None, **credit(("AIR", "", AIR)))),
    ("Air", "Run", None, {}),
    ("Air", "Run", "Loose", mapped(5, LOOSE, **credit(("Air", "", AIR)))),
    ("Nobody", "No ids", "Lost", mapped(6, "not an mbid", artist_mbids=["neither"])),
    ("坂本龍一", "戦場のメリークリスマス", "音楽図鑑", {}),
    ("Björk", "Jóga", "Ísland", {}),
    ("BJÖRK", "JÓGA", "ÍSLAND", {}),
    ("Мумий Тролль", "Утекай", "Морская", {}),
    ("МУМИЙ ТРОЛЛЬ", "УТЕКАЙ", "МОРСКАЯ", {}),
    ('"Quoted"', "<b>&amp;</b>", "a/b", {}),
)
# One release and one recording in many credits and covers.
CREDITED: tuple[Track, ...] = (
    ("low", "words", "other", mapped(1, HOPE, recording_name="Words", **credit(("LOW", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, **credit(("Low", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, **credit(("Low Band", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, **credit(('Lo"w', "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, caa_id=7, **credit(("Kow", "", LOW)))),
    ("Low", "Words", "Hope", mapped(1, HOPE, caa_id=8, caa_release_mbid=mbid("cover", 2), **credit(("Jow", "", LOW)))),
    ("Low", "Words", "Lost", mapped(1, LOST, **credit(("Low", "", LOW)))),
    ("Low", "Words", "Lost", mapped(1, LOST, **credit(("Low Band", "", LOW)))),
    ("Low", "Words", "Lost", mapped(1, LOST, artist_mbids=[LOW, CAN])),
    ("Low & Can", "Words", "Hope", mapped(1, HOPE, **credit(("Low ", "& ", LOW), ("Can", "", CAN)))),
    ("Low & Can", "Words", "Hope", mapped(1, HOPE, **credit(("Low", " & ", LOW), ("Can", "", CAN)))),
    ("Low & Can", "Words", "Hope", mapped(1, HOPE, caa_id=7, **credit(("Low & ", "", LOW), ("Can", "", CAN)))),
)
USERS = ("ana", "Ana", "bo")

# A common day; a Monday that is a first; a first; New Year; after a leap day; a leap day; a Sunday; a plain Monday.
ANCHORS = tuple(
    date.fromisoformat(day)
    for day in (
        "2024-05-15",
        "2024-07-01",
        "2024-06-01",
        "2024-01-01",
        "2024-03-01",
        "2024-02-29",
        "2024-03-31",
        "2024-05-20",
    )
)


def edges(anchor: date) -> list[int]:
    """Moments at which something begins or ends for a history whose newest day is the anchor, none of them later."""
    firsts = {_first_of_month(anchor, months) for months in range(26)}
    days = {anchor - timedelta(days=back) for back in (0, 1, 2, 6, 7, 8, 13, 14, 15, 21)} | firsts
    midnights = [seconds(datetime.combine(day, time())) for day in sorted(days)]
    return [moment + shift for moment in midnights for shift in (-1, 0, 1, 43_200) if moment <= midnights[-1]]


def _first_of_month(anchor: date, months: int) -> date:
    month = anchor.year * 12 + anchor.month - 1 - months
    return date(month // 12, month % 12 + 1, 1)
