"""Colours from an accent: every hue keeps its contrast."""

import pytest

from generator.tones import ACCENT, SCHEMES, contrast, of_oklch, oklch, tones

TEXT, MARK = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
CHROMAS = (0, 0.04, 0.1, 0.16, 0.25)
GROUNDS = [scheme for scheme in SCHEMES if scheme != "sleeve"]
PAIRS = [(text, ground, TEXT) for text in ("ink", "muted", "link") for ground in ("paper", "wash")]
PAIRS += [("a1", "paper", MARK), ("a1", "wash", MARK), ("a2", "paper", MARK)]


def least(scheme: str, one: str, other: str) -> float:
    """The least contrast of two colours over 180 hues, grey to garish."""
    (dark, dark_cap), (light, light_cap) = SCHEMES[scheme][one], SCHEMES[scheme][other]
    return min(
        contrast(of_oklch(dark, min(chroma, dark_cap), hue), of_oklch(light, min(chroma, light_cap), hue))
        for chroma in CHROMAS
        for hue in range(0, 360, 2)
    )


@pytest.mark.parametrize("scheme", GROUNDS)
@pytest.mark.parametrize(("one", "other", "enough"), PAIRS)
def test_every_pair_has_its_contrast(scheme: str, one: str, other: str, enough: float) -> None:
    """Text has 4.5 to 1 on both grounds, marks 3 to 1, whatever the owner's hue."""
    assert least(scheme, one, other) >= enough


@pytest.mark.parametrize("scheme", [scheme for scheme in GROUNDS if not scheme.startswith("vivid")])
def test_the_two_tones_of_marks_are_told_apart(scheme: str) -> None:
    """A bar of the second tone is 3 to 1 beside one of the first; on the accent itself there is one tone alone."""
    assert least(scheme, "a2", "a1") >= MARK


def test_an_album_without_a_cover_can_be_read() -> None:
    """Its title stands on the sleeve."""
    assert least("sleeve", "sleeve-ink", "sleeve") >= TEXT


def test_a_button_can_be_read() -> None:
    """A button is paper on the second tone, on every ground."""
    for scheme in GROUNDS:
        assert least(scheme, "paper", "a2") >= TEXT


def test_colours_come_back() -> None:
    """A colour taken apart and put together is the same."""
    for colour in ("#000000", "#ffffff", "#a02c6b", "#0c7f8a", "#12ff80"):
        assert of_oklch(*oklch(colour)) == colour


def test_the_tones_of_the_default_accent() -> None:
    """Values that a designer looked at."""
    assert tones(ACCENT)["link"] == "#922961"
    assert tones(ACCENT, "deep")["paper"] == "#491530"
