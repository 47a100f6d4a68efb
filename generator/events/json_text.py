"""JSON that is grammatical but for what the engine refuses: halves of surrogate pairs, and raw control characters.

RFC 8259 allows the first in an escape; the second stand in files all the same. Either costs no record.
"""

import re

_SUSPECT = re.compile(r"\\u[dD][89a-fA-F]|[\x00-\x1f]")
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\x00-\x1f]+', re.DOTALL)
_FAULT = re.compile(
    r"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|(?P<control>[\x00-\x1f])|\\.",
    re.DOTALL,
)
_WHITE_SPACE = {9: " ", 10: " ", 13: " "}
_REPLACEMENT = "\\ufffd"


def repaired(text: str, *, is_grammatical: bool = False) -> str:
    """Give a JSON text on one line: half a surrogate pair becomes U+FFFD, a raw control character its escape.

    What else is wrong with it stays so. A text that is grammatical has control characters between its strings alone.
    """
    flat = text.translate(_WHITE_SPACE) if is_grammatical and not text.isprintable() else text
    if (is_grammatical or flat.isprintable()) and "\\ud" not in flat and "\\uD" not in flat:
        return flat
    return _STRING.sub(_repaired_token, flat) if _SUSPECT.search(flat) else flat


def _repaired_token(token: re.Match[str]) -> str:
    text = token[0]
    if not text.startswith('"'):
        return " "  # between strings, where line feeds and tabs are white space
    return _FAULT.sub(_repaired_escape, text) if _SUSPECT.search(text) else text


def _repaired_escape(found: re.Match[str]) -> str:
    if found["half"]:
        return _REPLACEMENT
    return f"\\u{ord(found['control']):04x}" if found["control"] else found[0]
