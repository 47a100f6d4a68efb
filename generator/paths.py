"""Names become path segments that every static host and file system stores alike.

`~2F` stands for a byte that some host would misread; `%2F` would be decoded before it is matched. The mapping is
invertible but for names over 200 bytes, which keep their beginning and a hash: catalog.json lists every name with its
path.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterable
from urllib.parse import quote

from generator.letters import casefold, is_composed, normalize

LONGEST = 200  # bytes of a segment; most file systems stop at 255, and an extension follows
PAGES = (".html", ".json")  # endings of files beside which a folder of the same subject lies

# What is escaped of a name, and names of which the first character is; both as Python and JavaScript read them.
UNSAFE = r'[~%#/\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^\.|[. ](?![\s\S])'
RESERVED = r"^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|(?![\s\S]))"

_KEPT = 120
_UNSAFE = re.compile(UNSAFE)
_RESERVED = re.compile(RESERVED, re.IGNORECASE | re.ASCII)


def segment(name: str) -> str:
    """The path segment of a name."""
    return _shortened(_reserved(_UNSAFE.sub(_escaped, normalize("NFC", name))))


def plain(name: str) -> str | None:
    """The segment of a name that no rule but the escape touches, so that no other name has it; None of the others."""
    text = _reserved(_UNSAFE.sub(_escaped, name))
    return text if name and is_composed(name) and len(text.encode()) <= LONGEST else None


def name_of(path_segment: str) -> str:
    """The name that a segment stands for; a shortened one answers what it kept."""
    text = path_segment.encode()
    return re.sub(rb"~([0-9A-F]{2})", lambda found: bytes.fromhex(found[1].decode()), text).decode("utf-8", "replace")


def segments(names: Iterable[str], endings: tuple[str, ...] = ()) -> dict[str, str]:
    """The segment of every name, so that no two differ only in case, or in how an accent is written.

    Of names that would collide on a file system without case, the one in lower case keeps its form and the
    others have their capitals escaped: adding a listener never moves another in lower case. `endings` are those of
    files that lie beside folders: of `a` and `a.json` the latter would be a folder that is called like a file.
    """
    unique = sorted(set(names))
    folded = Counter(casefold(segment(name)) for name in unique)
    apart = {name: segment(name) if folded[casefold(segment(name))] == 1 else _case_escaped(name) for name in unique}
    taken = {casefold(text) for text in apart.values()}
    return {name: _ending_escaped(text, endings, taken) for name, text in apart.items()}


def period(name: str, user: str = "") -> str:
    """The path, without its ending, of a calendar year or month (2024, 2024-05) of a user's segment or of the site."""
    kind = "month" if "-" in name else "year"
    return f"user/{user}/{kind}-{name}" if user else f"{kind}/{name}"


def url(path: str) -> str:
    """The relative URL of a path: percent-encoded, slashes kept."""
    return quote(path, safe="/~")


def relative(source: str, target: str) -> str:
    """The shortest relative URL from one document's path to another's."""
    folders, wanted = source.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(folders), len(wanted) - 1) and folders[shared] == wanted[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + url("/".join(wanted[shared:]))


def _escaped(found: re.Match[str]) -> str:
    return _hex(found[0])


def _hex(text: str) -> str:
    return "".join(f"~{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def _reserved(text: str) -> str:
    return _hex(text[0]) + text[1:] if _RESERVED.match(text) else text


def _ending_escaped(text: str, endings: tuple[str, ...], taken: Container[str]) -> str:
    stem, _, ending = text.rpartition(".")
    is_beside = f".{casefold(ending)}" in endings and casefold(stem) in taken
    return _shortened(f"{stem}{_hex('.')}{ending}") if is_beside else text


def _case_escaped(name: str) -> str:
    """The segment of a name of which capitals are escaped, and of one that is not composed every accent, too."""
    unsafe = {found.start() for found in _UNSAFE.finditer(name)}
    is_nfc = is_composed(name)
    characters = (
        _hex(character)
        if at in unsafe or character != casefold(character) or not (is_nfc or character.isascii())
        else character
        for at, character in enumerate(name)
    )
    return _shortened(_reserved("".join(characters)))


def _shortened(text: str) -> str:
    data = text.encode()
    if len(data) <= LONGEST:
        return text
    kept = data[:_KEPT].decode("utf-8", "ignore").rstrip("~. ")
    return f"{kept}~~{hashlib.sha256(data).hexdigest()[:16]}"
