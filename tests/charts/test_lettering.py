"""Words cut to the room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from generator.charts.lettering import fitted, width

FONT = FontProperties(family="DejaVu Sans", size=12)
MEASURE = TextToPath()
GREETING = "\u05e9\u05dc\u05d5\u05dd"  # in Hebrew


@pytest.mark.parametrize("words", ["Godspeed You! Black Emperor", "Sigur Rós", "Кино", "…", "Ελληνικά"])
def test_a_width_is_what_matplotlib_draws(words: str):
    """To a px of what its own layout measures, which kerns and hints."""
    measured, *_ = MEASURE.get_text_width_height_descent(words, FONT, ismath=False)

    assert width(words) == pytest.approx(measured, abs=2)


@given(st.text(), st.floats(0, 300))
def test_what_is_fitted_fits(words: str, room: float):
    """Any text is on one line and no wider than its room, and is whole or ends with an ellipsis."""
    line = fitted(words, room).strip("\u2068\u2069")

    assert width(line) <= room + 1e-9
    assert "\n" not in line
    assert line in {"", " ".join(words.split()).strip("\u2068\u2069")} or line.endswith("…")


def test_as_much_as_fits_is_kept():
    """One px less than a name needs cuts its end; with the room it is whole."""
    assert fitted("Boards of Canada", width("Boards of Canada")) == "Boards of Canada"
    assert fitted("Boards of Canada", width("Boards of Canada") - 1) == "Boards of Cana…"


def test_no_space_stands_before_the_ellipsis():
    """A name cut between two words ends with the first."""
    assert fitted("Boards of Canada", width("Boards of …")) == "Boards of…"


def test_a_character_is_not_cut_from_its_marks():
    """An accent stays with its letter, and where a vowel sign has to go, its letter goes with it."""
    assert fitted("abe\u0301cdefgh", width("abe…")) == "abe\u0301…"
    assert fitted("ab\u0915\u093ecdefgh", width("ab\u0915…")) == "ab…"


def test_right_to_left_is_set_so():
    """Hebrew is isolated from the chart's left-to-right, its ellipsis with it."""
    assert fitted(GREETING, 100) == f"\u2068{GREETING}\u2069"
    assert fitted(f"{GREETING} {GREETING}", width(f"{GREETING}…")) == f"\u2068{GREETING}…\u2069"


def test_where_nothing_fits_nothing_stands():
    """No ellipsis alone."""
    assert fitted("Low", 5) == ""
