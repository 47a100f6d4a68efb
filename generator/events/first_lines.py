"""What may stand before the heading of a CSV: a line `sep=;`, and comments that begin with a number sign."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.events import quoting

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon", "|": "vertical bar"}

_SEP = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FirstLine:
    """The heading of a CSV: its number from 1, its text, and what stands between its fields."""

    number: int
    text: str
    delimiter: str

    @property
    def names(self) -> list[str]:
        """Its fields, as they stand there."""
        return quoting.fields(self.text, self.delimiter)


def separator(text: str) -> str | None:
    """The delimiter that a line such as `sep=;` says, as spreadsheets write it; None for any other line."""
    said = _SEP.fullmatch(text)
    return said[1] if said else None


def heading(lines: Iterable[str]) -> FirstLine:
    """Find the first line that is neither blank, a separator nor a comment.

    A line that begins with a number sign is a comment when it has fewer fields than the first line that does not.
    """
    said, comments = None, []
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\n")
        if separator(text):
            said = separator(text)
        elif text.startswith("#"):
            comments.append((number, text))
        elif text.strip():
            return _widest([*comments, (number, text)], said)
    return _widest(comments, said) if comments else FirstLine(1, "", said or ",")


def cut(head: str) -> str:
    """The beginning of a file without what stands before its heading."""
    lines = head.split("\n")
    return "\n".join(lines[heading(lines).number - 1 :]) if head.startswith("#") or separator(lines[0]) else head


def _widest(lines: list[tuple[int, str]], said: str | None) -> FirstLine:
    """The first of the lines that has as many fields as the last."""
    delimiter = said or max(DELIMITERS, key=lines[-1][1].count)
    found = [FirstLine(number, text, delimiter) for number, text in lines]
    return next(line for line in found if len(line.names) >= len(found[-1].names))
