"""What rules change before repeats are folded: pinned recordings, and the words by which repeats are known."""

from duckdb import DuckDBPyConnection


def pin_tracks(db: DuckDBPyConnection) -> None:
    """Give tracks the recordings that rules pin them to, before mappings are compared and the reference is read."""
    db.execute("""
        create or replace temp table pinned as
        select distinct on (track_hash) rule, track.track_hash, to_mbid
        from distinct_tracks as track
        join foldings as title on title.name = track.track_name
        join corrections as rules on rules.folded = title.folded or rules.mbid = track.recording_mbid
        where rules.verb = 'pin' and rules.kind = 'track'
          and (rules.by_folded in (folded_name(track.artist_name), folded_name(before_guests(track.artist_name)))
            or list_contains(track.artist_mbids, rules.by_mbid))
        order by rule
    """)
    db.execute("""
        insert into corrected
        select rule, track_hash
        from pinned
        join distinct_tracks using (track_hash)
        where recording_mbid is distinct from to_mbid
    """)
    db.execute("""
        update distinct_tracks
        set mapped = true, recording_mbid = to_mbid, recording_name = null, release_mbid = null, artist_mbids = null,
          artists = null, caa_id = null, caa_release_mbid = null
        from pinned
        where distinct_tracks.track_hash = pinned.track_hash and recording_mbid is distinct from to_mbid
    """)


def correct_texts(db: DuckDBPyConnection, kind: str, *, literal: bool) -> None:
    """Let repeats be known by the words that rules put in the place of an artist's or a track's name."""
    artists = "folded_name(artist_name), folded_name(before_guests(artist_name))"
    by = f"and (rules.by_folded is null or rules.by_folded in ({artists}))"
    db.execute(f"""
        update texts
        set {kind}_text = {"to_name" if literal else "to_folded"}
        from (
          select distinct on (track_hash) track_hash, to_name, to_folded
          from distinct_tracks
          join foldings on foldings.name = {kind}_name
          join corrections as rules using (folded)
          where rules.kind = '{kind}' and rules.to_name is not null {by}
          order by track_hash, rule
        ) as corrected_texts
        where texts.track_hash = corrected_texts.track_hash
    """)
