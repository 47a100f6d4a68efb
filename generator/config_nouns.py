"""What is counted, in words: packages, or pages, files, articles."""

import re
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, model_validator

_LONGEST = 40  # characters of a word
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"(?<=[^aeiou\W])y$", re.IGNORECASE)


class Noun(BaseModel):
    """The word for one, and for several."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    one: str
    """What one is called, such as page."""
    many: str
    """What several are called, such as pages."""

    @model_validator(mode="after")
    def _are_words(self) -> "Noun":
        for word in (self.one, self.many):
            if not word.strip() or len(word) > _LONGEST or not word.isprintable():
                raise ValueError(f"{word[:_LONGEST]!r} is no word of at most {_LONGEST} letters, such as page")
        return self

    def __reduce__(self) -> tuple[Callable[[str, str], "Noun"], tuple[str, str]]:
        """Pickle the words alone: pydantic has a set beside them, whose order differs from run to run."""
        return _of_words, (self.one, self.many)

    @property
    def titled(self) -> str:
        """The word for one, as a heading begins."""
        return _titled(self.one)

    @property
    def many_titled(self) -> str:
        """The word for several, as a heading begins."""
        return _titled(self.many)

    @property
    def with_article(self) -> str:
        """A page, an article."""
        return f"{'an' if self.one[0].lower() in 'aeio' else 'a'} {self.one}"


PACKAGE = Noun(one="package", many="packages")


def from_word(value: object) -> object:
    """A word alone has the plural that English words of its ending have."""
    if not isinstance(value, str):
        return value
    if _CONSONANT_Y.search(value):
        return {"one": value, "many": _CONSONANT_Y.sub("ies", value)}
    return {"one": value, "many": f"{value}{'es' if _SIBILANT.search(value) else 's'}"}


def _of_words(one: str, many: str) -> Noun:
    return Noun(one=one, many=many)


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]
