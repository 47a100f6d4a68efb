"""Words and numbers as SVG and HTML hold them."""

import re
from functools import lru_cache
from html import escape

UNSENDABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


def sent(words: str) -> str:
    """Words as an element or an attribute holds them; what XML cannot hold is replaced."""
    return escape(UNSENDABLE.sub("\ufffd", words))


@lru_cache(maxsize=100_000)
def number(value: float) -> str:
    """A number in at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
