"""Names that are compared without regard to case: what a host needs to find one, however it is written.

A request's name is folded character by character by a table, and then looked up; so that every host that can do this
much, in whatever language, finds the same. The table holds but the characters that names of the tree have once folded:
a name with any other character is nobody's. Folding is Unicode's full one (ß is ss, a final sigma is a sigma), and
accents may be composed or not.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from generator import paths
from generator.letters import casefold, normalize

# Where characters have a case: not among those of Chinese, Korean and private use, nor from the last of these on.
_CASED = (range(0x3000), range(0xA000, 0xAC00), range(0xF900, 0x1F000))


def spellings(name: str) -> Iterator[str]:
    """A name folded, with its accents composed and apart."""
    yield from dict.fromkeys((casefold(normalize("NFC", name)), casefold(normalize("NFD", name))))


def segments(named: Mapping[str, str]) -> dict[str, str]:
    """The segment of every spelling of some names; of names that have one in common it is the plain segment's."""
    found: dict[str, str] = {}
    for name in sorted(named, key=lambda name: (paths.segment(name) != named[name], name)):
        for spelling in spellings(name):
            found.setdefault(spelling, named[name])
    return found


def table(named: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What the contract says: characters that fold to others, and the segments that `paths.plain` does not give."""
    found = segments(named)
    apart = {spelling: segment for spelling, segment in sorted(found.items()) if paths.plain(spelling) != segment}
    return {"characters": characters(found), "names": apart}


def characters(spelled: Iterable[str]) -> dict[str, str]:
    """Every character that folds to others of which some spellings are made."""
    alphabet = set().union(*spelled)
    found = (character for character, text in _folding().items() if alphabet.issuperset(text))
    return {character: text for character in found if (text := casefold(character)) != character}


def folded(text: str, folds: Mapping[str, str]) -> str:
    """A text folded by such a table."""
    return "".join(folds.get(character, character) for character in text)


@cache
def _folding() -> Mapping[str, str]:
    """What this Python folds, of which `casefold` leaves alone what came with a later Unicode."""
    return {character: text for character in map(chr, chain(*_CASED)) if (text := character.casefold()) != character}
