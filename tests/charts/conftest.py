"""What the tests of charts share."""

from collections.abc import Callable

import pytest

from generator.charts.plot import Drawing
from tests.charts.sample import CHARTS


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> Callable[..., Drawing]:
    """One of the charts, drawn of a few rows that all hold the given number or twice that."""
    draw = CHARTS[request.param]
    return lambda number=5: draw(number)
