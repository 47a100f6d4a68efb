"""Rows become JSON in the engine."""

import duckdb
import orjson
import pytest

from generator.stats import Shape, pack

TRACKS = """
    (select * from (values ('ana', 1, 'Words', 'Hope'), ('ana', 2, 'Say "x"', null), ('bo', 1, 'Lull', 'a/b'))
    as tracks(user_name, rank, title, album))
"""


def test_a_null_leaves_the_key_out_where_the_shape_says_so():
    """Of a track without album `?=` leaves the key out, and `=` says null; text is quoted as JSON in both."""
    packed = {}
    for album in ("album ?= album", "album = album"):
        shape = Shape(("name = title", album), ("user_name",))
        packed[album] = {each.head[0]: orjson.loads(each.all) for each in pack(duckdb.connect(), TRACKS, shape, 25)}
    assert packed["album ?= album"] == {
        "ana": [{"name": "Words", "album": "Hope"}, {"name": 'Say "x"'}],
        "bo": [{"name": "Lull", "album": "a/b"}],
    }
    assert packed["album = album"]["ana"] == [{"name": "Words", "album": "Hope"}, {"name": 'Say "x"', "album": None}]


@pytest.mark.parametrize("first", [0, 1, 2, 3, 9])
def test_the_first_page_is_the_beginning_of_the_list(first: int):
    """However many items it holds, whatever bytes they take, in the order of ranks and not of rows."""
    tracks = """(select * from (values (3, 'Lull'), (1, 'Words'), (2, 'Ünïcode "x"')) as tracks(rank, title))"""
    (packed,) = pack(duckdb.connect(), tracks, Shape(("title",)), first)
    titles = ["Words", 'Ünïcode "x"', "Lull"]
    assert [each["title"] for each in orjson.loads(packed.all)] == titles
    assert [each["title"] for each in orjson.loads(packed.first)] == titles[:first]
    assert (packed.first_count, packed.count) == (min(first, 3), 3)


def test_no_rows_are_no_list():
    """Nothing computed is no document, with a head and without."""
    nothing = "(select 1 as rank, 'x' as title where false)"
    assert list(pack(duckdb.connect(), nothing, Shape(("title",)), 25)) == []
    assert list(pack(duckdb.connect(), nothing, Shape(("title",), ("rank",)), 25)) == []
