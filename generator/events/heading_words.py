"""The words by which exporters name the columns of a listen, and which column of a heading is what.

Words are compared without case, spaces, marks and accents: played_at, "Played At" and playedAt are one. A word that
says two things is in no list; where several columns may be one part of a listen, all of them are answered.
"""

import re
import unicodedata
from collections.abc import Sequence

ARTIST, TRACK, ALBUM, TIME, USER = "artist_name", "track_name", "release_name", "listened_at", "user_name"
ALBUM_ARTIST, DURATION = "album_artist_name", "duration_ms"

_ALBUM_ARTISTS = (
    "albumartistname", "albumartist", "albumartists", "releaseartistname", "releaseartist",
    "mastermetadataalbumartistname",
)  # fmt: skip

# The surest first. The artist of an album is the artist where no other is named.
_WORDS: dict[str, tuple[str, ...]] = {
    ARTIST: (
        "artistname", "trackartist", "trackartistname", "songartist", "artist", "artists", "artistnames",
        "artisttext", "performer", "interpret", "kunstler", "artiste", "interprete", "artista",
        *_ALBUM_ARTISTS,
    ),
    TRACK: (
        "trackname", "tracktitle", "songname", "songtitle", "recordingname", "recordingtitle",
        "mastermetadatatrackname",
    ),
    ALBUM: (
        "albumname", "albumtitle", "releasename", "releasetitle", "album", "release", "albumtext",
        "mastermetadataalbumalbumname",
    ),
    ALBUM_ARTIST: _ALBUM_ARTISTS,
    USER: ("username", "user", "listenername", "listener"),
    DURATION: ("durationms", "msplayed", "playedms", "playdurationms", "durationmilliseconds"),
}  # fmt: skip
# One of these is the track when it stands alone; beside a title, `track` may be the number of it.
_TITLES = ("track", "title", "song", "recording", "titel", "titre", "titulo", "titolo", "chanson", "cancion")
_NAME = "name"

_TIMES = (
    "uts", "listenedat", "playedat", "scrobbledat", "scrobbletimestamp", "playtimestamp", "timestamp", "ts", "epoch",
    "datetime", "dateandtime", "playeddatetime", "playdatetime", "listened", "played", "scrobbled", "listenedon",
    "playedon", "scrobbledon", "dateplayed", "datelistened", "datescrobbled", "endtime", "endedat", "starttime",
    "startedat", "playedtime", "listendate", "playdate", "scrobbledate", "listentime", "scrobbletime", "date", "time",
    "when", "datestring", "datetext", "datum", "fecha", "zeit",
)  # fmt: skip
_TIME_PAIRS = (
    ("date", "time"), ("datum", "zeit"), ("datum", "uhrzeit"), ("date", "heure"), ("fecha", "hora"),
    ("scrobbledate", "scrobbletime"), ("playdate", "playtime"), ("listendate", "listentime"),
)  # fmt: skip
_NOTATIONS = ("utc", "gmt", "unix", "epoch", "iso8601", "iso", "uts", "local")
_UNITS = ("milliseconds", "seconds", "ms", "s")  # behind a moment; played_ms is how long
_MOMENTS = ("uts", "timestamp", "unixtimestamp", "epoch", "datetime", "listenedat", "playedat", "scrobbledat")
_ZONES = ("utc", "gmt")
_ENDS = ("endtime", "endedat")
_OF_SPOTIFY = {"ts", "msplayed"}  # its time is when a play ended


def places(names: Sequence[str], fields: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where the time and the fields of a form are, from 1, each in the columns that may be it.

    Two columns of the time are a date and a time of day.
    """
    said = [name.strip().lower() for name in names]
    words = ["" if name in fields else word(name) for name in said]  # a column of our own is no word for another
    own = {field: _all(said, {field}) for field in (*fields, TIME)}
    found = {field: own[field] or _place(field, words) for field in fields}
    found[TIME] = own[TIME] or _place_of_time(words)
    return {field: where for field, where in found.items() if where}


def word(name: str) -> str:
    """A column's name as it is compared: `track #` is a number; lastfmstats.com's `Date#ana` is a date."""
    said = re.sub(r"(?i)^\s*(date)#.*", r"\1", name).replace("#", "number")
    return "".join(letter for letter in unicodedata.normalize("NFKD", said.casefold()) if letter.isalnum())


def is_known(name: str) -> bool:
    """Whether a column's name is a word for a part of a listen."""
    listed = (*_TITLES, *_TIMES, *(one for words in _WORDS.values() for one in words))
    return _bare(word(name)) in listed


def says_utc(name: str) -> bool:
    """Whether a time's column says that it is in UTC."""
    return word(name).startswith(_ZONES) or word(name).endswith(_ZONES)


def says_end(names: Sequence[str], place: int) -> bool:
    """Whether the time's column tells when a play ended, not when it began."""
    said = _bare(word(names[place - 1]))
    return said in _ENDS or (said in _OF_SPOTIFY and set(map(word, names)) >= _OF_SPOTIFY)


def _place(field: str, words: Sequence[str]) -> tuple[int, ...]:
    """The columns of the surest word for a field."""
    found = next((where for one in _WORDS.get(field, ()) if (where := _all(words, {one}))), ())
    if field == TRACK and not found:
        return _all(words, set(_TITLES)) or _all(words, {_NAME})
    return found


def _all(words: Sequence[str], wanted: set[str]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(words, 1) if one in wanted)


def _place_of_time(words: Sequence[str]) -> tuple[int, ...]:
    bare = [_bare(one) for one in words]
    known = [(_TIMES.index(one), words[at].endswith("local"), at) for at, one in enumerate(bare) if one in _TIMES]
    if not known:
        return ()
    surest = bare[min(known)[2]]
    pair = next((pair for pair in _TIME_PAIRS if surest in pair and set(pair) <= set(bare)), (surest,))
    return (min(known)[2] + 1,) if len(pair) == 1 else tuple(bare.index(one) + 1 for one in pair)


def _bare(said: str) -> str:
    """A word for a time without what only tells its notation, as in played_at_utc and unix_timestamp."""
    if said in _TIMES or not said:
        return said
    moment = next((rest for unit in _UNITS if (rest := said.removesuffix(unit)) != said and rest in _MOMENTS), said)
    rests = [rest for one in _NOTATIONS for rest in (moment.removesuffix(one), moment.removeprefix(one))]
    return next((rest or "epoch" for rest in (moment, *rests) if rest in (*_TIMES, "")), said)
