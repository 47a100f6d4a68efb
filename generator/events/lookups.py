r"""Tracks that no file maps, by the words under which MusicBrainz's canonical data lists recordings.

Its combined_lookup is the artist's name followed by the track's, without what is no word character, in lower case, and
transliterated to ASCII. A transliteration may be of capitals, spaces and marks, which differ from one table of letters
to the next: lookups go without them, in the dump as here.
"""

import re

from duckdb import DuckDBPyConnection

_BATCH = 20_000  # tracks
_NO_WORD = re.compile(r"\W+")

# Letters that the canonical data romanises otherwise than the transliteration that is used here.
_ROMANISED = str.maketrans({
    "し": "shi", "シ": "shi", "ち": "chi", "チ": "chi", "つ": "tsu", "ツ": "tsu", "っ": "tsu", "ッ": "tsu",
    "א": "a", "ח": "h", "ך": "kh", "כ": "kh", "ק": "k",
})  # fmt: skip


def lookup(name: str) -> str:
    """Give the lookup of an artist's and a track's name, written one after the other."""
    from text_unidecode import unidecode  # noqa: PLC0415 - a table of letters, which only map: canonical needs

    return _NO_WORD.sub("", unidecode(_NO_WORD.sub("", name).lower().translate(_ROMANISED))).lower()


def fill(db: DuckDBPyConnection) -> None:
    """Fill needed.lookups from the tracks that are not mapped; the engine itself does those in ASCII."""
    db.execute("""
        create table needed.unmapped as
        select track.track_hash, track.artist_name || track.track_name as name
        from distinct_tracks as track
        semi join needed.tracks using (track_hash)
        left join same_texts using (track_hash)
        join distinct_tracks as mapping on mapping.track_hash = coalesce(same_texts.mapped_hash, track.track_hash)
        where not mapping.mapped
    """)
    db.execute("""
        insert into needed.lookups
        select track_hash, lookup_of(name)
        from needed.unmapped
        where strlen(name) = length(name)
    """)
    _transliterate(db)
    db.execute("drop table needed.unmapped; delete from needed.lookups where lookup = ''")


def _transliterate(db: DuckDBPyConnection) -> None:
    names = db.cursor().execute("select track_hash, name from needed.unmapped where strlen(name) != length(name)")
    while rows := names.fetchmany(_BATCH):
        hashes, found = [row[0] for row in rows], [lookup(row[1]) for row in rows]
        db.execute("insert into needed.lookups select unnest($1::ubigint[]), unnest($2::varchar[])", [hashes, found])
