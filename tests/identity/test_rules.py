"""Who is who: histories of many scripts, half mapped, settled as an independent computation says."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator import events
from generator.config import Config, Source
from tests.conftest import NOW
from tests.listenbrainz.histories import credit, listen, mbid
from tests.reference.identity import Track, settled

Row = Mapping[str, Any]

SLOW = settings(
    derandomize=True,
    deadline=None,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)

LOW, OTHER, SIGMA, KINO = (mbid("artist", number) for number in (1, 2, 3, 4))
HOPE, DELUXE, LOST = (mbid("release", number) for number in (1, 2, 3))
GROUP = mbid("group", 1)
ARTISTS = (
    {"artist_mbid": LOW, "artist_name": "Low", "country_code": "US"},
    {"artist_mbid": KINO, "artist_name": "КИНО", "country_code": "RU"},
    {"artist_mbid": OTHER, "artist_name": "Weiß", "country_code": "DE"},
)
RELEASES = (
    {"release_mbid": HOPE, "release_group_mbid": GROUP, "release_name": "Hope", "album_artist_name": ""},
    {"release_mbid": DELUXE, "release_group_mbid": GROUP, "release_name": "Hope", "album_artist_name": ""},
)

NAMES = (
    "Low", "LOW", " low", "Lo\u200bw", "Weiß", "WEISS", "Οδυσσεύς", "ΟΔΥΣΣΕΎΣ", "Кино", "кино", "Björk", "Bjo\u0308rk",
    "坂本龍一", "İzel", "Low feat. Björk", "low (ft. Кино)", "Low & Björk", "Weiß, Low", "Nobody & Co", "Low\u3000",
)  # fmt: skip
TITLES = ("Words", "words", "WORDS\u00a0", "Straße", "STRASSE", "Λόγος", "λόγοσ", "言葉")
ALBUMS = (None, "", "Hope", "HOPE", "hope\ufeff", "Ελπίς", "ελπίσ", "Live")
USERS = ("ana", "Ana", "ANA", "bo", "Straße", "strasse")
MAPPINGS: tuple[dict[str, object], ...] = (
    {},
    {},
    {"recording_mbid": mbid("recording", 1), "release_mbid": HOPE, **credit(("Low", "", LOW))},
    {"recording_mbid": mbid("recording", 1), "release_mbid": DELUXE, **credit(("Low", "", LOW))},
    {"recording_mbid": mbid("recording", 2), **credit(("Low", " & ", LOW), ("Björk", "", SIGMA))},
    {"recording_mbid": mbid("recording", 3), "release_mbid": LOST, **credit(("Weiß", "", OTHER))},
    {"recording_mbid": mbid("recording", 4), **credit(("кино", "", KINO))},
)


def _lines() -> st.SearchStrategy[list[Row]]:
    seconds = st.integers(1_700_000_000, 1_700_000_040)
    line = st.builds(
        lambda user, second, artist, title, album, mapping: listen(user, second, artist, title, album, **mapping),
        *map(st.sampled_from, (USERS,)), seconds, *map(st.sampled_from, (NAMES, TITLES, ALBUMS, MAPPINGS)),
    )  # fmt: skip
    return st.lists(line, min_size=1, max_size=60)


def loaded(lines: Sequence[Row], files: int = 1, threads: int = 2, *, tables: bool = True) -> duckdb.DuckDBPyConnection:
    """Load a history that lies in so many files, and the tables."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for number in range(files):
            text = "".join(json.dumps(line) + "\n" for line in lines[number::files])
            if text:
                (folder / f"{number}.jsonl").write_text(text, encoding="utf-8")
                sources.append(Source(format="listenbrainz", path=f"{number}.jsonl"))
        if tables:
            for table, rows in (("artists", ARTISTS), ("releases", RELEASES)):
                (folder / f"{table}.jsonl").write_text(
                    "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
                )
                sources.append(Source(format=table, path=f"{table}.jsonl"))
        db = duckdb.connect()
        db.execute(f"set threads = {threads}")
        events.load(db, Config(sources=tuple(sources), folder=folder), NOW, folder, lambda _stage: None)
    return db


def found(db: duckdb.DuckDBPyConnection) -> Counter[tuple[object, ...]]:
    """Tell of every listen whose, what, by whom and on which album it is."""
    return Counter(
        db.execute("""
            with artists as (
              select track_id, list_sort(list(coalesce(artist_mbid::varchar, names.name))) as artists
              from track_artists
              join names on names.name_id = artist_name_id
              group by track_id
            )
            select user_name, epoch(listened_at)::bigint, track.name, array_to_string(artists.artists, '|'),
              recording_mbid::varchar,
              album.name,
              if(album.name is null, null, release_mbid::varchar),
              if(album.name is null, null, release_group_mbid::varchar),
              if(album.name is null, null,
                coalesce(nullif(array_to_string(list_sort(credits.artist_mbids)::varchar[], '|'), ''), owner.name))
            from listens
            join users using (user_id)
            join tracks using (track_id)
            join artists using (track_id)
            join names as track on track.name_id = track_name_id
            left join names as album on album.name_id = release_name_id
            join names as owner on owner.name_id = release_artist_name_id
            join credits on credits.credit_id = release_credit_id
        """).fetchall()
    )


def wanted(tracks: Sequence[Track], releases: Sequence[Row] = RELEASES) -> Counter[tuple[object, ...]]:
    """The same from the reference."""
    known = {row["release_mbid"]: row["release_name"] for row in releases}
    rows = []
    for track in tracks:
        album = known.get(track.release or "") or track.album
        owner = track.owner if isinstance(track.owner, tuple) else ()
        rows.append((
            track.user, track.second, track.title, "|".join(sorted(set(track.ids))) or track.artist, track.recording,
            album, track.release if album else None, track.group if album else None,
            ("|".join(sorted(set(owner))) or track.owner_name) if album else None,
        ))  # fmt: skip
    return Counter(rows)


@SLOW
@given(_lines())
def test_a_history_is_settled_as_the_rules_say(lines: list[Row]):
    """Users, artists, tracks and albums of every listen, with the tables of artists and releases."""
    assert found(loaded(lines)) == wanted(settled(lines, ARTISTS, RELEASES))


@SLOW
@given(_lines())
def test_a_history_without_tables_is_settled_as_the_rules_say(lines: list[Row]):
    """What is known is known from the listens alone."""
    assert found(loaded(lines, tables=False)) == wanted(settled(lines), ())


@settings(SLOW, max_examples=8)
@given(_lines(), st.integers(0, 5))
def test_order_files_and_threads_do_not_matter(lines: list[Row], seed: int):
    """The same lines in another order, in other files, with other threads are the same listens."""
    shuffled = list(lines)
    Random(seed).shuffle(shuffled)  # noqa: S311  (a seeded order is not cryptography)

    assert found(loaded(shuffled, files=3, threads=4)) == found(loaded(lines, threads=1))
