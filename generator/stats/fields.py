"""What the columns of stat sets about listens hold once they are JSON: a key means the same in every document."""

from collections.abc import Mapping

from generator.schemas import (
    Schema,
    date,
    either,
    listed,
    mbid,
    named,
    natural,
    nullable,
    number,
    one_of,
    record,
    text,
)
from generator.stats.packing import Shape

_ARTIST_MBID = mbid("8f6bd1e4-fbe1-4f50-aa9b-94c450ec0f11")
_ARTIST = text("Portishead")
_CREDIT = named(
    "artist_credit",
    record(
        {
            "artist_credit_name": text("Portishead"),
            "join_phrase": text("", "What stands between this name and the next."),
            "artist_mbid": nullable(_ARTIST_MBID),
        }
    ),
)
_FROM = "The first second, in seconds since 1970."
_TO = "The last second, in seconds since 1970."
_UPDATED = "The moment up to which is counted, in seconds since 1970; of a period that is over, its end."

_HOLDS: Mapping[str, Schema] = {
    "artist_count": natural(12),
    "artist_credit_mbids": listed(_ARTIST_MBID),
    "artist_credit_name": _ARTIST,
    "artist_mbid": nullable(_ARTIST_MBID),
    "artist_mbids": listed(_ARTIST_MBID),
    "artist_name": _ARTIST,
    "artists": nullable(listed(_CREDIT)),
    "caa_id": nullable(natural(29179588350, "The cover, in the Cover Art Archive.")),
    "caa_release_mbid": nullable(mbid("76df3287-6cda-33eb-8e9a-044b5e15ffdd", "The release that has the cover.")),
    "country": text("GBR", "ISO 3166-1, three letters."),
    "day": date("2024-05-31"),
    "day_of_week": one_of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "from_ts": natural(1714521600, _FROM),
    "genre": text("trip hop"),
    "genre_count": natural(489, "Votes for the genre."),
    "genre_count_percent": number(13.79),
    "hour": natural(21, most=23),
    "last_updated": natural(1717199999, _UPDATED),
    "listen_count": natural(385),
    "listening_time": nullable(natural(43200, "Seconds, of the listens whose length is known.")),
    "name": text("Portishead", "The name of an artist or an album."),
    "recording_count": natural(320),
    "recording_mbid": nullable(mbid("145f5c43-0ac2-4886-8b09-63d0e92ded5d")),
    "release_group_count": natural(57),
    "release_group_mbid": nullable(mbid("48140466-cff6-3222-bd55-63c27e43190d")),
    "release_group_name": text("Dummy"),
    "release_mbid": nullable(mbid("76df3287-6cda-33eb-8e9a-044b5e15ffdd")),
    "release_name": nullable(text("Dummy")),
    "time_range": text("31 May 2024"),
    "time_unit": either(text("May"), natural(2024)),
    "timed_listen_count": natural(370, "The listens whose length is known."),
    "title": text("Dummy"),
    "to_ts": natural(1717199999, _TO),
    "total_artists_count": natural(175),
    "total_listen_count": natural(1525),
    "total_listening_time": natural(405647, "Seconds; three minutes for a listen whose length is unknown."),
    "total_new_artists_discovered": natural(24),
    "total_recordings_count": natural(550),
    "total_release_groups_count": natural(113),
    "total_releases_count": natural(113),
    "total_user_count": natural(5),
    "track_name": text("Glory Box"),
    "user_count": natural(5),
    "user_name": text("nora"),
    "weekday": one_of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "year": natural(1994),
}
_PLAIN = {"type", "minimum", "maximum", "examples"}

# By the key of a column; what is more than a plain text or number has its name.
LISTENS: Mapping[str, Schema] = {
    key: schema if schema.keys() <= _PLAIN else named(key, schema) for key, schema in _HOLDS.items()
}


def item(shape: Shape, fields: Mapping[str, Schema], name: str) -> Schema:
    """The schema of an item of a list, by a name of its own; `fields` says what its keys hold."""
    optional = [key for key, is_optional in shape.keys if is_optional]
    return named(name, record({key: fields[key] for key, _ in shape.keys}, optional))
