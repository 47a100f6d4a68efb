"""The sample site: nothing in it is two things under one name."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from generator import events
from generator.config import load
from generator.events import formats
from generator.stats import Store
from tests.conftest import NOW

CONFIG = Path(__file__).parents[2] / "generator" / "starter" / "config.yaml"

ARTISTS = """
    select names.folded_id, count(distinct artist_id) as rows
    from listens
    join track_artists using (track_id)
    join names on names.name_id = artist_name_id
    group by names.folded_id
"""
ALBUMS = """
    select album.folded_id, count(distinct release_group_id) as rows
    from listens
    join tracks using (track_id)
    join names as album on album.name_id = release_group_name_id
    join names as artist on artist.name_id = release_group_artist_name_id
    group by album.folded_id, artist.folded_id
"""


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    """The database of the sample site's listens."""
    config = load(CONFIG, formats.names())
    music = {"listenbrainz", "lastfm", "artists", "releases", "release-groups"}
    sources = tuple(source for source in config.sources if source.format in music)
    db = duckdb.connect()
    with TemporaryDirectory() as scratch:
        events.load(db, config.model_copy(update={"sources": sources}), NOW, Path(scratch), lambda _stage: None)
    return db


@pytest.mark.parametrize("rows", [ARTISTS, ALBUMS], ids=["artists", "albums"])
def test_no_two_share_their_name(sample: duckdb.DuckDBPyConnection, rows: str):
    """Every artist, and every album of an artist, has one row."""
    assert sample.execute(f"select count(*) from ({rows}) as counted where rows > 1").fetchall() == [(0,)]


def test_the_data_page_has_nothing_to_explain(sample: duckdb.DuckDBPyConnection):
    """It counts the names that several artists share."""
    with Store(sample, {}) as answers:
        (row,) = answers.rows("sources/shared_names")
    assert row == {"name_count": 0, "artist_count": 0, "unmapped_count": 0}
