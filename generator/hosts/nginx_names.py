"""Names in the maps of nginx: how a name is sent, as a pattern of bytes or as text, and its segment of a path.

nginx compares texts without regard to the case of ASCII, and looks them up at once; patterns are tried one by one, for
names that have other characters and for what else stands for the same letters, as ß does for ss.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from generator import caseless
from generator.hosts.host import Served
from generator.hosts.names import UpToDate, kept_in
from generator.mirrors.routing import RouteParameter

Line = tuple[str, str]  # what is sent, and what a map gives for it
Folds = Mapping[str, Sequence[str]]  # what characters stand for, by the characters that fold to it

UNRESERVED = r"[A-Za-z0-9._-]"
END = r"\z"  # of a decoded text; a dollar would let a line break follow

_LONGEST = 4_000  # bytes of a pattern: with a parameter of 4,096 nginx refuses its whole configuration
_LONGEST_NAME = 1_000  # bytes; each takes four in a pattern
_TEXT = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,39}")  # longer ones would need a larger map_hash_bucket_size
_KNOT = 8  # characters; more of them in a row are not looked for in every ligature
_LITERAL = frozenset("!$'()*,;:@/?")  # may stand in a query as they are


def lines(parameter: RouteParameter, served: Served) -> Iterator[Line]:
    """The lines of a map of names; names that are their own segment need none."""
    kind = parameter.names
    folds = served.contract.caseless.get(kind)
    if folds is not None and parameter.place == "path":
        yield from _in_any_case(_held(parameter, served), folds.characters)
    else:
        for pattern, segment in sorted(_patterns(parameter, served)):
            yield _line(pattern, segment)


def left_out(served: Served) -> list[UpToDate]:
    """The names that no map can hold."""
    parameters = [each for route in served.contract.routes for each in route.parameters if each.names]
    found = (
        (name, kept_in(served, parameter.names, segment))
        for parameter in {(each.names, each.place): each for each in parameters}.values()
        for name, segment in sorted(served.subjects.get(parameter.names, {}).items())
        if not _is_held(parameter, name)
    )
    return list(dict.fromkeys(found))


def _patterns(parameter: RouteParameter, served: Served) -> Iterator[Line]:
    """The patterns of names whose segment differs from the name."""
    for name, segment in _held(parameter, served).items():
        sent = quote(name, safe="") if parameter.place == "query" else name
        if sent != segment:
            yield _pattern(parameter, name), segment


def _held(parameter: RouteParameter, served: Served) -> dict[str, str]:
    """The names that a map can hold, with their segments."""
    names = served.subjects.get(parameter.names, {}).items()
    return {name: segment for name, segment in names if _is_held(parameter, name)}


def _is_held(parameter: RouteParameter, name: str) -> bool:
    return len(name.encode()) <= _LONGEST_NAME and _fits(_pattern(parameter, name))


def _pattern(parameter: RouteParameter, name: str) -> str:
    return _as_sent(name) if parameter.place == "query" else _bytes(name)


def _fits(pattern: str) -> bool:
    return len(pattern) <= _LONGEST


def _line(pattern: str, segment: str) -> Line:
    return f'"~^{pattern}{END}"', _quoted(segment)


def _quoted(text: str) -> str:
    """Text within double quotes; nginx knows no other way to write a dollar sign than a variable that holds it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "${still_dollar}")
    return f'"{escaped}"'


# In any case


def _in_any_case(named: Mapping[str, str], characters: Mapping[str, str]) -> Iterator[Line]:
    """A line for every spelling, and one for every name that is too long for the pattern of its spelling."""
    folds: dict[str, list[str]] = {}
    for character, text in characters.items():
        folds.setdefault(text, []).append(character)
    found = sorted(caseless.segments(named).items())
    for spelling, segment in found:
        if _TEXT.fullmatch(spelling):
            yield f'"\\\\{spelling}"', _quoted(segment)  # without the backslash it might be a word of nginx's own
    for spelling, segment in found:
        pattern = _cased(spelling, folds)
        if _fits(pattern) and not (_TEXT.fullmatch(spelling) and _is_ascii(spelling, folds)):
            yield _line(pattern, segment)
    for name, segment in sorted(named.items()):
        if not name.isascii() and not _is_found(name, folds):
            yield _line(_bytes(name), segment)


def _is_found(name: str, folds: Folds) -> bool:
    """Whether the pattern of a name's spelling has room for its letters, and finds it as it is."""
    pattern = _cased(next(caseless.spellings(name)), folds)
    return _fits(pattern) and re.fullmatch(pattern.encode(), name.encode()) is not None


def _is_ascii(spelling: str, folds: Folds) -> bool:
    """Whether nothing but ASCII folds to a spelling."""
    return all(each.isascii() for text, characters in folds.items() if text in spelling for each in characters)


def _cased(spelling: str, folds: Folds) -> str:
    """A pattern of everything that folds to a spelling."""
    parts: list[str] = []
    at = 0
    while at < len(spelling):
        end = _knot(spelling, at, folds)
        parts.append(_either(["".join(map(_one_of, tiles)) for tiles in _tilings(spelling[at:end], folds)]))
        at = end
    return "".join(parts)


def _knot(spelling: str, at: int, folds: Folds) -> int:
    """The end of the shortest piece that begins at a place and that no single character reaches beyond."""
    end, place = at + 1, at
    while place < end <= at + _KNOT:
        ends = (place + length for length in (2, 3) if spelling[place : place + length] in folds)
        end = max(end, *ends, place + 1)
        place += 1
    return end if end - at <= _KNOT else at + 1


def _tilings(piece: str, folds: Folds) -> Iterator[list[Sequence[str]]]:
    """Every way to divide a piece into the foldings of single characters, each part with those characters."""
    if not piece:
        yield []
    for length in range(1, len(piece) + 1):
        text = piece[:length]
        characters = [*([text] if length == 1 else []), *folds.get(text, ())]
        if characters:
            yield from ([characters, *rest] for rest in _tilings(piece[length:], folds))


def _one_of(characters: Sequence[str]) -> str:
    if len(characters) > 1 and all(each.isascii() and each.isalnum() for each in characters):
        return f"[{''.join(characters)}]"
    return _either([_bytes(each) for each in characters])


def _either(patterns: Sequence[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


# As sent


def _bytes(name: str) -> str:
    """A pattern of a decoded name; nginx compares bytes."""
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"\\x{byte:02x}"  # noqa: PLR2004 - ASCII
        for byte in name.encode()
    )


def _as_sent(name: str) -> str:
    """A pattern of a name as clients encode it in a query: in either case of hexadecimal digits, a space as a plus."""
    return "".join(_sent(byte) for byte in name.encode())


def _sent(byte: int) -> str:
    character = chr(byte)
    if re.fullmatch(UNRESERVED, character):
        return re.escape(character)
    forms = [f"%(?i:{byte:02x})"]
    forms += [r"\+"] if character == " " else []
    forms += [re.escape(character)] if character in _LITERAL else []
    return f"(?:{'|'.join(forms)})"
