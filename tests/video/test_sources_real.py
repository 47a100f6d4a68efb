"""Real statements, counted by the reference in plain Python."""

import gzip
import json
from pathlib import Path

import pytest

from tests.reference.video_sources import of_statements
from tests.video.loading import Videos, loaded

FILE = Path(__file__).parents[1] / "data" / "xapi_video_statements.jsonl.gz"
STATEMENTS = [json.loads(line) for line in gzip.decompress(FILE.read_bytes()).splitlines()]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Videos:
    """The file, loaded as it is."""
    return loaded(tmp_path_factory.mktemp("real"), ("xapi-video", "statements.jsonl.gz", FILE.read_bytes()))


def lengths() -> dict[str, int]:
    """The greatest length of every media, in ms, wherever its statements say it."""
    said: dict[str, int] = {}
    for statement in STATEMENTS:
        for part in (statement.get("result", {}), statement["context"]):
            length = part.get("extensions", {}).get("https://w3id.org/xapi/video/extensions/length", 0)
            media = statement["object"]["id"].removeprefix("uuid://")
            said[media] = max(said.get(media, 0), round(length * 1000))
    return said


def expected(kind: str) -> list[tuple[object, ...]]:
    """Time and media of what the reference finds of a kind; start and end, too, of ranges."""
    rows = []
    for event in of_statements(STATEMENTS):
        media = event["media"].removeprefix("uuid://")
        if event["kind"] == kind and kind != "range":
            rows.append((event["at"], media))
        elif event["kind"] == kind:
            start, end = event["start_ms"], min(event["end_ms"], lengths()[media])
            rows += [(event["at"], media, start, end)] if start < end else []
    return sorted(rows)


@pytest.mark.parametrize(
    ("kind", "table", "ends"),
    [("load", "video_loads", ""), ("play", "video_plays", ""), ("range", "video_watches", ", start_ms, end_ms")],
)
def test_each_event_is_found(found: Videos, kind: str, table: str, ends: str):
    """Every load, play and watch, at its time."""
    rows = found.rows(f"select happened_at, media_id{ends} from {table} join medias using (media_number) order by all")
    assert rows == expected(kind)
    assert len(rows) > 10


def test_lines_are_accounted_for(found: Videos):
    """Of 302 statements 72 tell of buttons; one that names no segment with a length says where playing stopped."""
    assert found.counts() == (302, 230, 0, 0, 72)


def test_medias_are_described(found: Videos):
    """Ten videos of two courses, each as long as the greatest length that a statement says."""
    medias = found.medias()
    assert {str(media[0]): media[4] for media in medias} == lengths()
    assert {media[2] for media in medias} == {f"course-v1:FUN-MOOC+0000{n}+session01" for n in (1, 2)}
    assert all(str(media[1]).startswith("FUN-") for media in medias)


def test_nobody_can_be_read_in_the_tables(found: Videos):
    """Neither a viewer nor a session: they are told apart by hashes."""
    tables = ("medias", "video_loads", "video_plays", "video_watches", "parts", "rejects", "folded")
    text = str([found.rows(f"from {table}") for table in tables])
    for statement in STATEMENTS:
        assert statement["actor"]["account"]["name"] not in text
