"""The text of a JSON file, piece by piece, and where a value in it ends."""

import json
import re
from typing import IO

from generator.events.plain import LONGEST_LINE

CHUNK = 1 << 20  # characters
SPACE = re.compile(r"[\x00-\x20\ufeff]*")
_TAIL = 16  # characters; an escape or a word that is not held whole is no longer

decode = json.JSONDecoder(strict=False).raw_decode
"""Read the value that begins at a place; control characters in its strings are letters."""


class UnendedError(Exception):
    """The document stops before its end: it is cut off."""


class BrokenError(Exception):
    """The structure around the elements is broken, so that they cannot be told apart; says what is wrong, and where."""


class TextWindow:
    """The text of a file from `at` on, as much as was asked for; from `pinned` on while that is not too far back."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._before = 0  # characters that were forgotten
        self.held = ""
        self.at = 0
        self.pinned: int | None = None
        self.is_whole = False  # whether the rest of the file is held

    @property
    def place(self) -> int:
        """Which character of the file comes next, from 1."""
        return self._before + self.at + 1

    def hold(self, count: int) -> None:
        """Hold that many characters from here on, if the file has them."""
        while not self.is_whole and len(self.held) - self.at < count:
            more = self._stream.read(max(CHUNK, count))
            self._forget()
            self.held += more
            self.is_whole = not more

    def _forget(self) -> None:
        if self.pinned is not None and self.at - self.pinned > LONGEST_LINE:
            self.pinned = None
        done = self.at if self.pinned is None else self.pinned
        self._before += done
        self.held, self.at = self.held[done:], self.at - done
        self.pinned = None if self.pinned is None else 0

    def next(self) -> str:
        """Tell the next character that is no white space, which is passed over; empty at the end."""
        while True:
            self.hold(1)
            self.at = end_of(SPACE, self.held, self.at)
            if self.at < len(self.held) or self.is_whole:
                return self.held[self.at : self.at + 1]

    def take(self, end: int) -> str:
        """Give what is held up to a place in it, and go on behind it."""
        text, self.at = self.held[self.at : end], end
        return text


def end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Find where what a pattern matches at a place ends: there, when nothing does."""
    match = pattern.match(text, at)
    return match.end() if match else at


def value_end(text: TextWindow) -> int | None:
    """Find where the value ends that begins here, if what is held is one that can be read."""
    try:
        end: int = decode(text.held, text.at)[1]
    except (ValueError, RecursionError):
        return None
    return None if end == len(text.held) and not text.is_whole else end


def is_unfinished(text: TextWindow) -> bool:
    """Whether a value may only seem broken because what follows is not held yet."""
    if text.is_whole or len(text.held) - text.at >= LONGEST_LINE:
        return False
    try:
        decode(text.held, text.at)
    except json.JSONDecodeError as error:
        return error.pos > len(text.held) - _TAIL or error.msg.startswith("Unterminated string")
    except (ValueError, RecursionError):
        return False
    return True
