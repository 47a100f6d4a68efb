"""What the documents of Year in Music hold: totals, lists as other answers have them, and playlists."""

from collections.abc import Mapping

from generator.schemas import Schema, either, flag, keyed, listed, named, natural, number, one_of, record, text
from generator.stats import Shape
from generator.stats.fields import LISTENS

_TOTALS = (
    "total_listen_count",
    "total_artists_count",
    "total_releases_count",
    "total_release_groups_count",
    "total_recordings_count",
    "total_new_artists_discovered",
    "total_listening_time",
    "day_of_week",
)
_ALONE = ("similar_users", "playlist-top-missed-recordings-for-year")  # keys that a site of one listener lacks

_MUSICBRAINZ = "https://musicbrainz.org"
_ABOUT = {key: LISTENS[key] for key in ("caa_id", "caa_release_mbid", "artists")}
_TRACK: Mapping[str, Schema] = {
    "identifier": listed(text(f"{_MUSICBRAINZ}/recording/145f5c43-0ac2-4886-8b09-63d0e92ded5d"), 1, 1),
    "title": LISTENS["track_name"],
    "creator": LISTENS["artist_name"],
    "album": text("Dummy"),
    "extension": record(
        {
            f"{_MUSICBRAINZ}/doc/jspf#track": record(
                {
                    "artist_identifiers": listed(text(f"{_MUSICBRAINZ}/artist/8f6bd1e4-fbe1-4f50-aa9b-94c450ec0f11")),
                    "additional_metadata": record(_ABOUT),
                }
            )
        }
    ),
}


def payload(lists: Mapping[str, Schema], track: Shape) -> Schema:
    """The schema of a year: the lists by their keys, and the shape of a track of its playlists."""
    known = {key: _TRACK[key] for key, _ in track.keys}
    playlist = _playlist(record(known, [key for key, is_optional in track.keys if is_optional]))
    data = {
        **{key: LISTENS[key] for key in _TOTALS},
        **lists,
        "most_listened_year": keyed(natural(12), "1994", "^[0-9]{4}$"),
        "playlist-top-discoveries-for-year": playlist,
        "similar_users": keyed(number(0.1254), "ida"),
        "playlist-top-missed-recordings-for-year": playlist,
    }
    year = either(named("year_in_music_data", record(data, _ALONE)), record({}))
    return record({"payload": record({"user_name": LISTENS["user_name"], "year": natural(2024), "data": year})})


def _playlist(track: Schema) -> Schema:
    """A playlist in the JSPF form."""
    said = {
        "title": text("Top discoveries of 2024 for nora"),
        "creator": one_of("stillstats"),
        "annotation": text("What nora heard for the first time in 2024, and more than three times."),
        "date": text("2026-06-30T22:00:40+00:00"),
        "track": listed(named("playlist_track", track)),
        "extension": record(
            {
                f"{_MUSICBRAINZ}/doc/jspf#playlist": record(
                    {"public": flag(example=True), "creator": one_of("stillstats")}
                )
            }
        ),
    }
    return named("playlist", record({"playlist": record(said)}))
