"""The palette: readable on light and on dark paper, and one colour one name."""

from itertools import pairwise

import pytest

from generator.charts.palette import DARK, LIGHT, SCALE, spread


def luminance(colour: str) -> float:
    """The relative luminance of a #rrggbb colour, as WCAG 2 has it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["ink", "muted", "accent"])
def test_text_can_be_read(colours: dict[str, str], name: str):
    """Words stand out from the paper by 4.5 to 1 at least."""
    assert contrast(colours[name], colours["paper"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_scale_keeps_its_order(colours: dict[str, str]):
    """Each step is further from the paper than the one before, by a fifth at least; the first is further than land."""
    steps = [contrast(colours[name], colours["paper"]) for name in ("land", *SCALE)]

    assert all(after > before for before, after in pairwise(steps))
    assert all(after > before * 1.2 for before, after in pairwise(steps[1:]))


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_two_periods_differ(colours: dict[str, str]):
    """The previous and the current period's bars differ by 2 to 1 at least."""
    assert contrast(colours["accent"], colours["accent-soft"]) >= 2


def test_a_colour_has_one_name():
    """Light and dark have the same names, and no light colour has two, or a drawn mark could not be named."""
    assert list(LIGHT) == list(DARK)
    assert len(set(LIGHT.values())) == len(LIGHT)


@pytest.mark.parametrize("count", range(7))
def test_classes_have_colours_of_their_own(count: int):
    """Up to six classes have a colour each, weakest first."""
    names = spread(count)

    assert len(set(names)) == count
    assert list(names) == sorted(names)
