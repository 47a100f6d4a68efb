"""Names and messages on one line of text, whatever is in them: nothing acts on a terminal, and nothing hides.

What is escaped does not depend on the version of Python: letters that it does not know yet are letters.
"""

import re

# Controls, marks that turn the direction of writing, what breaks lines or has no width, and bytes that are no UTF-8.
# The joiners U+200C and U+200D are part of words and of emoji.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    """Give a name on one line: what cannot be seen, or is no UTF-8, is written as its escape."""
    return _HIDDEN.sub(_escaped, text)


def shown_lines(text: str) -> str:
    """Give a message of several lines, each as `shown` does."""
    return "\n".join(map(shown, text.split("\n")))


def _escaped(found: re.Match[str]) -> str:
    letter = found[0]
    if "\udc80" <= letter <= "\udcff":  # how Python keeps a byte that is no UTF-8
        return f"\\x{ord(letter) - 0xDC00:02x}"
    return letter.encode("unicode_escape").decode()
