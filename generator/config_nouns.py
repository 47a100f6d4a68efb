"""What is counted, in words: packages, or pages, files, articles."""

import re
from dataclasses import dataclass

_LONGEST = 40  # characters of a word
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"(?<=[^aeiou\W])y$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Noun:
    """The word for one, and for several."""

    # How config.yaml is read; pages know a noun, too, and are made by processes that have no use for pydantic.
    __pydantic_config__ = {"extra": "forbid", "use_attribute_docstrings": True}  # noqa: RUF012

    one: str
    """What one is called, such as page."""
    many: str
    """What several are called, such as pages."""

    def __post_init__(self) -> None:
        for word in (self.one, self.many):
            if not word.strip() or len(word) > _LONGEST or not word.isprintable():
                raise ValueError(f"{word[:_LONGEST]!r} is no word of at most {_LONGEST} letters, such as page")

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


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]
