"""Names are folded and composed alike on every Python, whatever version of Unicode it has."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import letters, paths
from generator.events.folding import folded

# From Unicode 15, 16 and 17: letters with a case, signs that are composed, marks that would change places.
LATER = (
    "\u1c89", "\ua7cb", "\ua7cc", "\ua7da", "\ua7dc", "\ua7d2", "\U00010d50", "\U00010d65", "\U00016ea0",
    "\U00016d63\U00016d67", "\U00011382\U000113c9", "\U0001611e\U0001611e", "a\u0897\u0301\u0316", "\U00010efd\u0301",
)  # fmt: skip


@pytest.mark.parametrize("text", LATER)
def test_what_came_later_is_left_as_it_is(text: str):
    """Its case, its composition and its order, on a Python that knows it as on one that does not."""
    later = "".join(character for character in text if ord(character) > 0x301)
    assert letters.casefold(later) == later
    assert letters.normalize("NFC", later) == letters.normalize("NFD", later) == later
    assert folded(later) == later
    assert paths.segment(later) == later


@pytest.mark.parametrize(
    ("text", "case", "composed"),
    [
        ("Straße ΣΊΣΥΦΟΣ", "strasse σίσυφοσ", "Straße ΣΊΣΥΦΟΣ"),
        ("İ\u1c89E\u0301", "i̇\u1c89e\u0301", "İ\u1c89É"),
        ("e\U00010efd\u0301", "e\U00010efd\u0301", "e\U00010efd\u0301"),
        ("ABC", "abc", "ABC"),
    ],
)
def test_everything_around_it_is_folded(text: str, case: str, composed: str):
    """A later letter stands between others, and an accent behind it is not the letter's before it."""
    assert letters.casefold(text) == case
    assert letters.normalize("NFC", text) == composed


@given(st.text(st.characters(exclude_categories=("Cn", "Cs", "Co"))))
def test_what_is_older_is_as_python_has_it(text: str):
    """Of text that Unicode 14 has, nothing is different."""
    if not letters.later().search(text):
        assert letters.casefold(text) == text.casefold()
        assert letters.normalize("NFC", text) == unicodedata.normalize("NFC", text)
        assert letters.is_composed(text) == unicodedata.is_normalized("NFC", text)
