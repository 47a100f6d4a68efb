"""What the tests of charts share."""

from collections.abc import Callable

import pytest

from generator.charts.canvas import Size
from tests.charts.sample import CHARTS, WORDS


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> Callable[..., bytes]:
    """One of the charts, drawn of a few rows that all hold the given number or twice that."""
    draw = CHARTS[request.param]
    return lambda number=5, words=WORDS, size=Size.WIDE: draw(number, words, size)
