"""Rows become JSON in the engine."""

import duckdb
import orjson

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
