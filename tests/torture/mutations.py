"""What can happen to a file: each mutation takes luck and bytes, and gives other bytes."""

from collections.abc import Callable, Mapping
from random import Random

Mutation = Callable[[Random, bytes], bytes]

DEEP = b"[" * 3000
ODD = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\xbd", b"\\ud83d", b"\\u0000", b"\x1b[2J", b"\xef\xbb\xbf", b'"',
    b"\\", b"\r", b"\n", b"{", b"]", b",", b"null", b"NaN",
    b"1e999", b"-1", b"99999999999999999999", b"'; drop table listens; --",
    "\u2028\u202e\u0085".encode(), b"%ff%00", b"../../etc/passwd", b"<script>alert(1)</script>", DEEP,
)  # fmt: skip


def _place(luck: Random, data: bytes) -> int:
    return luck.randrange(len(data) + 1)


def flipped(luck: Random, data: bytes) -> bytes:
    """Some bits are others."""
    found = bytearray(data)
    for _ in range(luck.randint(1, 20) if found else 0):
        found[luck.randrange(len(found))] ^= 1 << luck.randrange(8)
    return bytes(found)


def cut(luck: Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: _place(luck, data)]


def holed(luck: Random, data: bytes) -> bytes:
    """A piece in the middle is missing."""
    start = _place(luck, data)
    return data[:start] + data[start + luck.randint(1, 200) :]


def inserted(luck: Random, data: bytes) -> bytes:
    """Odd bytes stand somewhere."""
    for _ in range(luck.randint(1, 8)):
        place = _place(luck, data)
        data = data[:place] + luck.choice(ODD) + data[place:]
    return data


def shuffled(luck: Random, data: bytes) -> bytes:
    """Lines stand in another order; some are there twice, some are missing."""
    lines = data.splitlines(keepends=True)
    return b"".join(luck.choices(lines, k=len(lines))) if lines else data


def lengthened(luck: Random, data: bytes) -> bytes:
    """One line is very long."""
    place = _place(luck, data)
    return (
        data[:place] + luck.choice((b"x", b" ", b"\\", b'"', "é".encode())) * luck.randint(1000, 300_000) + data[place:]
    )


def reencoded(luck: Random, data: bytes) -> bytes:
    """Another encoding, or other ends of lines."""
    encoding = luck.choice(("utf-16", "latin-1", "cp1252", "utf-8-sig", "crlf", "cr"))
    if encoding in {"crlf", "cr"}:
        return data.replace(b"\n", b"\r\n" if encoding == "crlf" else b"\r")
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def doubled(_: Random, data: bytes) -> bytes:
    """The file twice."""
    return data + data


def emptied(_: Random, data: bytes) -> bytes:
    """Nothing but the first byte."""
    return data[:1]


MUTATIONS: Mapping[str, Mutation] = {
    each.__name__: each for each in (flipped, cut, holed, inserted, shuffled, lengthened, reencoded, doubled, emptied)
}
