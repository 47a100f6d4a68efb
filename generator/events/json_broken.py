"""Where a broken element of a JSON file ends: told by its brackets, and by how its neighbours begin."""

import re
from collections.abc import Sequence
from itertools import islice

from generator.events.json_stream import BrokenError, TextWindow, UnendedError, decode, end_of
from generator.events.plain import LONGEST_LINE

_SCALAR = re.compile(r"[^,\]]*")
_LINE = re.compile(r"[^\n]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*("?)|[\[{]|[\]}]', re.DOTALL)
_CLOSES = {"]": "[", "}": "{"}
_ENDS = re.compile(r"\s*[,\]]")
_ENDS_ALONE = re.compile(r"\s*(?:[{\[]|$)")
_ANY_NEIGHBOUR = re.compile(r"[\n,}\]]\s*(?=\{)")
_MOST_TRIED = 1000  # places where an element, or the end of an array, may be


class Broken:
    """The broken element that begins here; `keys` are the first members of its neighbours, if they are known.

    `depth` tells how many objects its array lies in; alone, it lies in no array.
    """

    def __init__(self, text: TextWindow, keys: Sequence[str], depth: int, *, is_alone: bool) -> None:
        self._text = text
        self._depth = depth
        self._is_alone = is_alone
        words = "|".join(map(re.escape, keys)) or r'[^"\\]*'
        before = r"[\n}\]]\s*" if is_alone else r"[,}\]]\s*"
        self._neighbour = re.compile(rf'{before}(?=\{{\s*"(?:{words})"\s*:)')

    def end(self) -> int:
        """Find the end in what is held of the text, which holds as much more as it takes.

        Raises UnendedError where the file ends within the element.
        """
        text = self._text
        found = self._found()
        if found is None and not text.is_whole:
            text.hold(LONGEST_LINE)
            found = self._found()
        if found is not None:
            return found
        if not text.is_whole:
            raise BrokenError(f"an element without an end begins at character {text.place:,}")
        return self._last()

    def _found(self) -> int | None:
        held, at = self._text.held, self._text.at
        if held[at] not in "{[":
            end = end_of(_LINE if self._is_alone else _SCALAR, held, at)
            return end if end < len(held) or self._is_alone else None
        neighbour = self._neighbour.search(held, at + 1) or self._any_neighbour()
        limit = neighbour.end() if neighbour else len(held)
        balanced = _nested(held, at, limit)
        ends = _ENDS_ALONE if self._is_alone else _ENDS
        if balanced and balanced > 0 and ends.match(held, balanced):
            return balanced
        return limit if neighbour else None

    def _any_neighbour(self) -> re.Match[str] | None:
        """Find the next element of a list whatever its first member; one that can be read, or it may be no element."""
        candidates = _ANY_NEIGHBOUR.finditer(self._text.held, self._text.at + 1)
        return next((match for match in islice(candidates, _MOST_TRIED) if self._is_element(match.end())), None)

    def _is_element(self, at: int) -> bool:
        try:
            end = decode(self._text.held, at)[1]
        except (ValueError, RecursionError):
            return False
        return bool((_ENDS_ALONE if self._is_alone else _ENDS).match(self._text.held, end))

    def _last(self) -> int:
        """Find the end of the last element of a file, where nothing but the end of the array tells it.

        A file that is cut off leaves brackets open, or a string in which nothing looks like the end of the array.
        """
        held, at = self._text.held, self._text.at
        nested = _nested(held, at, len(held))
        if nested is not None and not self._is_alone:
            brackets = re.compile(r"\}\s*(?=\])" if nested == 0 else r"(?=\])")
            for match in islice(brackets.finditer(held, at), _MOST_TRIED):
                if self._is_end(held[match.end() :]):
                    return match.end()
        raise UnendedError("the file ends within an element")

    def _is_end(self, rest: str) -> bool:
        """Whether what follows an element, from the bracket of its array on, ends all that is open."""
        whole = '{"":' * self._depth + "[" + rest
        try:
            end = decode(whole)[1]
        except (ValueError, RecursionError):
            return False
        return whole[end:].lstrip()[:1] in {"", "[", "{"}


def _nested(held: str, at: int, limit: int) -> int | None:
    """Find where the brackets that open at a place are closed; None where they are left open.

    0 says that a string is left open, -1 that a bracket closes one of another kind.
    """
    opened: list[str] = []
    for token in _TOKEN.finditer(held, at, limit):
        word = token[0]
        if word.startswith('"'):
            if not token[1]:
                return 0
        elif word in _CLOSES:
            if opened.pop() != _CLOSES[word]:
                return -1
            if not opened:
                return token.end()
        else:
            opened.append(word)
    return None
