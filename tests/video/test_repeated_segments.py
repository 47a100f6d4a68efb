"""What lists of a registration repeat, against comparing each with every earlier one."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.events.video.repeated_segments import repeats
from tests import properties
from tests.reference.video_sources import ROUNDED
from tests.video.loading import lines, loaded

Segment = tuple[int, int]

# Few places, a second and more apart, told to 300 ms, so that beginnings are often the same but for rounding.
PLACES = st.tuples(st.integers(0, 5), st.sampled_from((0, 0, 300, 600))).map(lambda told: told[0] * 1200 + told[1])
SEGMENTS = st.tuples(PLACES, PLACES).map(lambda ends: (min(ends), max(ends) + 1))
LISTS = st.lists(st.lists(SEGMENTS, max_size=5), max_size=10)


def shared(segments: list[Segment], earlier: list[Segment]) -> tuple[int, int]:
    """Compare two lists segment by segment: how many of the first are the same, and until when the next is shared."""
    pairs = list(zip(segments, earlier, strict=False))
    alike = [all(map(is_same, one, other)) for one, other in pairs]
    count = alike.index(False) if False in alike else len(alike)
    (start, end), (begin, until) = next(iter(pairs[count:]), ((0, 0), (0, 0)))
    return count, min(end, until) if is_same(start, begin) else 0


def is_same(time: int, other: int) -> bool:
    """Tell whether two times are the same but for rounding."""
    return abs(time - other) <= ROUNDED


@properties.tried(300)
@given(LISTS)
def test_a_list_repeats_what_it_shares_with_the_earlier_one_that_is_most_like_it(lists: list[list[Segment]]):
    """As comparing it with every earlier one says."""
    pairs = [[shared(segments, earlier) for earlier in lists[:at]] for at, segments in enumerate(lists)]
    assert list(repeats(lists)) == [max(found, default=(0, 0)) for found in pairs]


def test_a_list_that_is_carried_on_by_thousands_of_sessions_costs_its_new_segments():
    """Ten thousand sessions of one viewer, each with a segment more of a few, are one walk each."""
    lists = [[(10_000 * place, 10_000 * place + 5000) for place in range(number % 40 + 1)] for number in range(10_000)]
    assert list(repeats(lists))[40:42] == [(1, 0), (2, 0)]


def test_thousands_of_sessions_without_anything_in_common_are_told_apart():
    """They begin at the same time, and end where they like: the longest before tells what is repeated."""
    lists = [[(0, 10_000 + 700 * number)] for number in range(10_000)]
    assert list(repeats(lists)) == [(0, 0), *((0, 10_000 + 700 * number) for number in range(9999))]


def test_a_session_more_of_thousands_counts_what_is_new(tmp_path: Path):
    """Each of a thousand sessions of a registration watches ten seconds more: none of them counts twice."""
    statements = [statement(number) for number in range(1000)]
    videos = loaded(tmp_path, ("xapi-video", "statements.jsonl", lines(statements)))
    assert videos.rows("select count(*), sum(watched_ms) from video_watches") == [(1000, 10_000_000)]


def statement(number: int) -> dict[str, object]:
    """Make the statement of a session that has watched up to a place."""
    extensions = "https://w3id.org/xapi/video/extensions/"
    return {
        "id": str(number),
        "actor": {"mbox": "mailto:nora@mail.example"},
        "verb": {"id": "https://w3id.org/xapi/video/verbs/paused"},
        "object": {
            "id": "https://video.example/frogs",
            "definition": {"type": "https://w3id.org/xapi/video/activity-type/video"},
        },
        "context": {
            "registration": "10000000-0000-4000-8000-000000000001",
            "extensions": {f"{extensions}session-id": f"session-{number}", f"{extensions}length": 20_000},
        },
        "result": {"extensions": {f"{extensions}played-segments": f"0[.]{10 * number + 10}"}},
        "timestamp": f"2024-05-01T{number // 60:02}:{number % 60:02}:00Z",
    }
