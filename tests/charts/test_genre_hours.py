"""Genres by hour: each count in its cell, each genre in its row."""

import pytest

from generator.charts import genre_hours
from generator.charts.canvas import Size
from generator.charts.genre_hours import GenreHours
from tests.charts.sample import WORDS, Drawn, boxes


def hours(**counts: int) -> list[int]:
    """24 counts, 0 but at the hours given as h7=3."""
    return [counts.get(f"h{hour}", 0) for hour in range(24)]


@pytest.mark.parametrize("size", Size)
def test_the_most_heard_genre_stands_first(size: Size):
    """Rows go by their totals; of equals the one given first stands first."""
    rows = [GenreHours("jazz", hours(h3=1)), GenreHours("rock", hours(h3=9)), GenreHours("folk", hours(h9=1))]

    names = [label for label in Drawn(genre_hours.svg(rows, WORDS, size)).labels if len(label.words) == 4]

    assert [label.words for label in names] == ["rock", "jazz", "folk"]
    assert names[0].bottom < names[1].top < names[1].bottom < names[2].top


def test_a_count_is_in_the_cell_of_its_genre_and_hour():
    """The only hour of the second genre, 23, is the last cell of the second row."""
    rows = [GenreHours("rock", hours(h0=9, h1=9)), GenreHours("jazz", hours(h23=3))]

    svg = genre_hours.svg(rows, WORDS, Size.WIDE)
    (left, top, *_), _ = boxes(svg, "scale-2")
    others = [*boxes(svg, "scale-6")[:-1], *boxes(svg, "land")[:-1]]

    assert len(others) == 2 * 24 - 1
    assert left == max(x for x, *_ in others)
    assert [x for x, y, *_ in others if y >= top and x >= left] == []


@pytest.mark.parametrize("size", Size)
def test_twelve_genres_at_most(size: Size):
    """Of 15 genres the three with the fewest listens are left out."""
    rows = [GenreHours(f"genre {number}", hours(h5=number)) for number in range(1, 16)]

    words = Drawn(genre_hours.svg(rows, WORDS, size)).words

    assert [word for word in words if word.startswith("genre ")] == [f"genre {number}" for number in range(15, 3, -1)]


@pytest.mark.parametrize("size", Size)
def test_cells_stay_in_the_chart(size: Size):
    """No cell is cut off."""
    rows = [GenreHours(f"genre {number}", [5] * 24) for number in range(12)]

    assert all(left + width <= size.value for left, _, width, _ in boxes(genre_hours.svg(rows, WORDS, size), "scale-6"))


@pytest.mark.parametrize(("size", "named"), [(Size.WIDE, 24), (Size.NARROW, 4)])
def test_hours_are_named(size: Size, named: int):
    """Every hour where there is room, every sixth where there is not."""
    words = Drawn(genre_hours.svg([GenreHours("rock", hours(h1=1000))], WORDS, size)).words

    assert words[1 : 1 + named] == [str(hour) for hour in range(0, 24, 24 // named)]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("zone", ["UTC", "America/Argentina/ComodRivadavia"])
def test_the_clock_is_named(zone: str, size: Size):
    """The heading names the zone and fits."""
    drawn = Drawn(genre_hours.svg([GenreHours("rock", hours(h1=1))], WORDS, size, zone))
    heading = drawn.labels[0]

    assert heading.words.startswith(f"hour of the day, {zone[:15]}")
    assert heading.right <= drawn.width


def test_no_genre_is_said():
    """Without a genre there is a line of words and no cell."""
    assert Drawn(genre_hours.svg([], WORDS, Size.NARROW)).words == ["no listens with a known genre"]


def test_a_day_has_24_hours():
    """Anything else is refused, naming the genre."""
    with pytest.raises(ValueError, match="rock: 23 counts"):
        GenreHours("rock", [1] * 23)
