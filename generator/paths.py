"""Names become path segments that every static host and file system stores alike.

`~2F` stands for a byte that some host would misread; `%2F` would be decoded before it is matched. The mapping is
invertible but for names over 200 bytes, which keep their beginning and a hash: catalog.json lists every name with its
path. A name has its plain segment, or, where another that differs in case or form alone has a better claim to it, the
one that spells its letters out; nothing else moves it.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from generator.letters import casefold, is_composed, normalize
from generator.period_names import kind_of

LONGEST = 200  # bytes of a segment; most file systems stop at 255, and an extension follows
PAGES = (".html", ".json")  # endings of files beside which a folder of the same subject lies

# What is escaped of a name, and names of which the first character is; both as Python and JavaScript read them.
UNSAFE = r'[~%#/\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^\.|[. ](?![\s\S])'
RESERVED = r"^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|(?![\s\S]))"

_KEPT = 120
_UNSAFE = re.compile(UNSAFE)
_RESERVED = re.compile(RESERVED, re.IGNORECASE | re.ASCII)
_LAST_LETTER = re.compile(r"[a-z](?!.*[a-z])")  # the digits of escapes are capitals


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

    `names` are in the order of precedence: of those that would collide on a file system without case, the first keeps
    the plain segment, and each of the others has one that its own letters decide. `endings` are those of files that lie
    beside folders: `a.json` would be a folder that is called like the file of `a`, so its dot is escaped.
    """
    aligned: set[str] = set()
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        text = _ending_escaped(segment(name), endings)
        if casefold(text) in aligned:
            text = _ending_escaped(_spelled_out(name), endings)
        aligned.add(casefold(text))
        found[name] = text
    return found


def period(name: str, user: str = "") -> str:
    """The path, without its ending, of a period (2024, 2024-05, 2024-W22, any other name), of a user or of the site."""
    kind = kind_of(name)
    folder, last = ("period", segment(name)) if kind == "named" else (kind, name)
    return f"user/{user}/{folder}-{last}" if user else f"{folder}/{last}"


ITEMS = {"artist": "artist", "album": "release-group", "track": "recording"}


def item(kind: str, mbid: object, *names: str) -> str:
    """The page of an artist, an album or a track: by its id, else by the artist's name and its own.

    `names` are folded, so that no two of them differ in case alone.
    """
    named = "/".join(map(segment, names))
    return f"{ITEMS[kind]}/{mbid}.html" if mbid else f"{ITEMS[kind]}/named/{named}.html"


def url(path: str) -> str:
    """The relative URL of a path: percent-encoded, slashes kept."""
    return quote(path, safe="/~")


def relative(source: str, target: str) -> str:
    """The shortest relative URL from one document's path to another's."""
    return _relative(source.rpartition("/")[0], target)


@lru_cache(maxsize=100_000)
def _relative(folder: str, target: str) -> str:
    """The same from a folder: pages beside each other lead to the same places."""
    folders, wanted = folder.split("/") if folder else [], target.split("/")
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


def _ending_escaped(text: str, endings: tuple[str, ...]) -> str:
    stem, _, ending = text.rpartition(".")
    return _shortened(f"{stem}{_hex('.')}{ending}") if f".{casefold(ending)}" in endings else text


def _spelled_out(name: str) -> str:
    """The segment of a name that another one has a better claim to: its capitals are escaped, and all but ASCII.

    Where that says no more than the plain segment, which names in small letters come to, its last letter is, too.
    """
    text = _reserved("".join(_hex(each) if _is_escaped(name, at) else each for at, each in enumerate(name)))
    if casefold(text) == casefold(segment(name)):
        text = _LAST_LETTER.sub(_escaped, text)
    return _shortened(text)


def _is_escaped(name: str, at: int) -> bool:
    character = name[at]
    return not character.isascii() or character != casefold(character) or _UNSAFE.match(name, at) is not None


def _shortened(text: str) -> str:
    data = text.encode()
    if len(data) <= LONGEST:
        return text
    kept = data[:_KEPT].decode("utf-8", "ignore").rstrip("~. ")
    return f"{kept}~~{hashlib.sha256(data).hexdigest()[:16]}"
