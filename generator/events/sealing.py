"""Bytes that only who has a key can read, and that nobody can change unnoticed.

They are mixed with a stream of SHAKE-256, and a BLAKE2 tag stands at their end. A number that is drawn anew each time
stands before them, so that no two contents are mixed with one stream.
"""

import hmac
import secrets
from collections.abc import Iterator
from hashlib import blake2b, shake_256
from typing import IO, BinaryIO

_CHUNK = 1 << 20
_NONCE = 16  # bytes at the beginning
_TAG = 32  # bytes at the end


def sealed(plain: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Encrypt a stream, piece by piece."""
    nonce = secrets.token_bytes(_NONCE)
    tag = blake2b(nonce, key=key, digest_size=_TAG)
    yield nonce
    for number, chunk in enumerate(iter(lambda: plain.read(_CHUNK), b"")):
        piece = _mixed(chunk, key + nonce, number)
        tag.update(piece)
        yield piece
    yield tag.digest()


def opened(sealed: BinaryIO, key: bytes, plain: IO[bytes]) -> bool:
    """Decrypt a stream; answers whether it is whole and as it was written."""
    nonce = sealed.read(_NONCE)
    tag = blake2b(nonce, key=key, digest_size=_TAG)
    number, ahead = 0, sealed.read(_CHUNK + _TAG)
    while len(ahead) > _TAG:
        piece = ahead[:-_TAG]
        tag.update(piece)
        plain.write(_mixed(piece, key + nonce, number))
        number, ahead = number + 1, ahead[len(piece) :] + sealed.read(_CHUNK)
    return hmac.compare_digest(ahead, tag.digest())


def _mixed(chunk: bytes, key: bytes, number: int) -> bytes:
    """Mix a piece with its part of the stream, or take it out again."""
    stream = shake_256(key + number.to_bytes(8)).digest(len(chunk))
    return (int.from_bytes(chunk) ^ int.from_bytes(stream)).to_bytes(len(chunk))
