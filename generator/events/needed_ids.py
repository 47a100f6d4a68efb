"""What is wanted of a reference: the ids that the listens refer to, and what rows that were read refer to in turn."""

from duckdb import DuckDBPyConnection

_TRACKS = "distinct_tracks semi join needed.tracks using (track_hash)"

# After a table was read: which set it adds to, and what.
_ADDED: dict[str, tuple[tuple[str, str], ...]] = {
    "listens": (
        ("recordings", f"select recording_mbid from {_TRACKS}"),
        ("releases", f"select release_mbid from {_TRACKS}"),
        ("credited", f"select unnest(artist_mbids) from (select distinct artist_mbids from {_TRACKS}) as credits"),
    ),
    "canonical": (
        ("recordings", "select recording_mbid from mappings"),
        ("releases", "select release_mbid from mappings"),
        ("credited", "select unnest(artist_mbids) from mappings"),
        (
            "credited",
            "select unnest(artist_mbids) from staging.canonical where recording_mbid in (from needed.recordings)",
        ),
    ),
    "recording_artists": (("credited", "select unnest(artist_mbids) from staging.recording_artists"),),
    "releases": (
        ("release_groups", "select release_group_mbid from staging.releases"),
        ("artists", "select unnest(artist_mbids) from staging.releases"),
    ),
    "redirects": (("release_groups", "select release_group_mbid from staging.redirects"),),
    "release_groups": (
        ("release_groups", "select release_group_mbid from staging.release_groups"),
        ("artists", "select unnest(artist_mbids) from staging.release_groups"),
        ("artists", "select mbid from needed.credited"),
    ),
}


def add_heard(db: DuckDBPyConnection) -> None:
    """Add what the listens refer to: the tracks that were heard, those whose mappings they have, and their ids."""
    db.execute("""
        insert into needed.tracks
        with heard_tracks as (
          select distinct track_hash
          from staging.listens
          anti join rejects using (part, line)
          anti join folded using (part, line)
        )
        select track_hash from heard_tracks
        union
        select mapped_hash from same_texts semi join heard_tracks using (track_hash)
    """)
    add(db, "listens")


def add(db: DuckDBPyConnection, table: str) -> None:
    """Add to what is wanted what the rows of a table, just read and folded, refer to."""
    for name, ids in _ADDED.get(table, ()):
        db.execute(
            f"insert into needed.{name} select distinct mbid from ({ids}) as ids (mbid) "
            f"anti join needed.{name} using (mbid) where mbid is not null"
        )
