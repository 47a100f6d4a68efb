"""What is wanted of a reference: the ids that the listens refer to, and what rows that were read refer to in turn."""

from duckdb import DuckDBPyConnection

_LISTENS = "heard.listens anti join rejects using (part, line) anti join folded using (part, line)"

# After a table was read: which set it adds to, and what.
_ADDED: dict[str, tuple[tuple[str, str], ...]] = {
    "listens": (
        ("recordings", f"select recording_mbid from {_LISTENS}"),
        ("releases", f"select release_mbid from {_LISTENS}"),
        ("credited", f"select unnest(artist_mbids) from (select distinct artist_mbids from {_LISTENS}) as credits"),
    ),
    "canonical": (
        ("recordings", "select recording_mbid from mappings"),
        ("releases", "select release_mbid from mappings"),
        ("credited", "select unnest(artist_mbids) from mappings"),
        (
            "credited",
            "select unnest(artist_mbids) from heard.canonical where recording_mbid in (from wanted.recordings)",
        ),
    ),
    "recording_artists": (("credited", "select unnest(artist_mbids) from heard.recording_artists"),),
    "releases": (
        ("release_groups", "select release_group_mbid from heard.releases"),
        ("artists", "select unnest(artist_mbids) from heard.releases"),
    ),
    "redirects": (("release_groups", "select release_group_mbid from heard.redirects"),),
    "release_groups": (
        ("release_groups", "select release_group_mbid from heard.release_groups"),
        ("artists", "select unnest(artist_mbids) from heard.release_groups"),
        ("artists", "select mbid from wanted.credited"),
    ),
}


def add(db: DuckDBPyConnection, table: str) -> None:
    """Add to what is wanted what the rows of a table, just read and folded, refer to."""
    for name, ids in _ADDED.get(table, ()):
        db.execute(
            f"insert into wanted.{name} select distinct mbid from ({ids}) as ids (mbid) "
            f"anti join wanted.{name} using (mbid) where mbid is not null"
        )
