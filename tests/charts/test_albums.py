"""Albums within artists, segment by segment."""

import pytest

from generator.charts import albums
from generator.charts.albums import ArtistAlbums
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn, boxes

STEPS = ("scale-6", "scale-5", "scale-4", "scale-3", "scale-2", "scale-1")


def bar(svg: bytes) -> list[tuple[float, float, float, float]]:
    """The segments of the only artist's bar: one of each step, the legend's boxes left out."""
    return [max((box for box in boxes(svg, step) if box[3] == 18), key=lambda box: box[2]) for step in STEPS]


def artist(*counts: int, name: str = "Low") -> ArtistAlbums:
    """An artist with an album a count."""
    return ArtistAlbums(name, sum(counts), [(f"album {number}", count) for number, count in enumerate(counts)])


@pytest.mark.parametrize("size", Size)
def test_segments_follow_one_another_in_proportion(size: Size):
    """50, 20, 10, 8, 6 and the last two together 6 of 100 listens, from strongest to weakest, fill the bar."""
    segments = bar(albums.svg([artist(50, 20, 10, 8, 6, 4, 2)], WORDS, size))
    ends = [left + width for left, _, width, _ in segments]
    full = segments[-1][0] + segments[-1][2] + 1 - segments[0][0]

    assert [(width + 1) / full * 100 for _, _, width, _ in segments] == pytest.approx([50, 20, 10, 8, 6, 6], abs=0.1)
    assert [after[0] - end for end, after in zip(ends, segments[1:], strict=False)] == pytest.approx([1] * 5, abs=0.11)
    assert ends[-1] == pytest.approx(size.value - 1, abs=0.2)


def test_listens_without_a_named_album_are_others():
    """An artist with 10 listens and one album of 4 has 6 of others."""
    svg = albums.svg([ArtistAlbums("Low", 10, [("C'mon", 4)])], WORDS, Size.WIDE)
    first, others = (
        max(width for *_, width, height in boxes(svg, step) if height == 18) for step in ("scale-6", "scale-1")
    )

    assert (others + 1) / (first + 1) == pytest.approx(1.5, abs=0.01)


def test_artists_are_to_one_scale():
    """Twice the listens, a bar twice as long."""
    svg = albums.svg([artist(80, name="Low"), artist(40, name="Can")], WORDS, Size.WIDE)
    full, half = (width for _, _, width, height in boxes(svg, "scale-6") if height == 18 and width > 1)

    assert full + 1 == pytest.approx(2 * (half + 1), abs=0.2)


def test_a_single_listen_among_millions_is_seen():
    """The shortest bar is a px long."""
    svg = albums.svg([artist(10**7), artist(1)], WORDS, Size.NARROW)
    lowest = max(boxes(svg, "scale-6"), key=lambda box: box[1])

    assert lowest[2] == 1


@pytest.mark.parametrize("size", Size)
def test_artist_count_and_first_album_are_named(size: Size):
    """The name, the listens and the most heard album; not the second."""
    words = Drawn(albums.svg([artist(1200, 34)], WORDS, size)).words

    assert {"Low", "1,234", "album 0"} < set(words)
    assert "album 1" not in words


@pytest.mark.parametrize(("size", "most"), [(Size.WIDE, 15), (Size.NARROW, 10)])
def test_the_first_artists_are_shown(size: Size, most: int):
    """Fifteen, or ten where there is less room, in the order given."""
    given = [artist(9, name=f"artist {number}") for number in range(20)]

    words = Drawn(albums.svg(given, WORDS, size)).words

    assert [word for word in words if word.startswith("artist ")] == [f"artist {number}" for number in range(most)]


def test_an_artist_may_have_no_album():
    """Listens alone make a bar of others."""
    assert "7" in Drawn(albums.svg([ArtistAlbums("Low", 7, [])], WORDS, Size.WIDE)).words


def test_no_artist_is_said():
    """Without artists there is a line of words."""
    assert Drawn(albums.svg([], WORDS, Size.NARROW)).words == ["no listens with a known album"]


@pytest.mark.parametrize(("count", "album"), [(-1, 0), (1, -1)])
def test_a_count_is_never_negative(count: int, album: int):
    """A negative count is refused where the artist is made, naming it."""
    with pytest.raises(ValueError, match="Low: -1 listens"):
        ArtistAlbums("Low", count, [("C'mon", album)])
