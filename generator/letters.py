"""Case and composition of letters as Unicode 14 has them, which is that of Python 3.11, on every later Python too.

What later versions of Unicode added is left as it is: a name must not move because the Python did. Of characters that
14 has, Unicode promises that neither ever changes. `letters.txt` has the ranges of code points that 14 has nothing at.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

Form = Literal["NFC", "NFD"]


def casefold(text: str) -> str:
    """The text without its case."""
    if text.isascii():
        return text.lower()
    return "".join(part if place % 2 else part.casefold() for place, part in enumerate(_parts(text)))


def normalize(form: Form, text: str) -> str:
    """The text with its accents composed (NFC) or apart (NFD)."""
    if text.isascii():
        return text
    parts = enumerate(_parts(text))
    return "".join(part if place % 2 else unicodedata.normalize(form, part) for place, part in parts)


def is_composed(text: str) -> bool:
    """Whether a text is in the form NFC."""
    return text.isascii() or normalize("NFC", text) == text


def _parts(text: str) -> list[str]:
    """The text in parts; every second part consists of characters that Unicode 14 does not have."""
    return later().split(text)


@cache
def later() -> re.Pattern[str]:
    """What Unicode 14 does not have, one character or several: the code points of letters.txt."""
    ranges = (files("generator") / "letters.txt").read_text(encoding="ascii").split()
    ends = (each.partition("-") for each in ranges)
    classes = "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in ends)
    return re.compile(f"([{classes}]+)")
