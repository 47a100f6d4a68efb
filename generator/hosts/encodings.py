"""Precompressed forms of documents, for hosts that serve them, and only where they help.

Each has one implementation that comes with its package: what Python's own gzip writes differs with the Python and the
system's zlib.
"""

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping

from generator.documents import Document

KIND = "precompressed"

# Higher levels of brotli and zstd save a tenth more and take ten times as long.
_GZIP, _BROTLI, _ZSTD = 9, 7, 10
_SMALLEST = 1024  # bytes; what fits into a packet is not faster when it is smaller
_MOST = 0.9  # of the size
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # the slowest compression, an unknown system
_TEXTS = (".html", ".css", ".js", ".json", ".svg")


def forms(document: Document, endings: Collection[str]) -> Iterator[Document]:
    """The forms of a document, by their endings gz, br and zst, that are smaller by a tenth."""
    is_text = document.path.endswith(_TEXTS) and not document.path.startswith("_")  # which hosts read, and serve nobody
    if is_text and len(document.body) >= _SMALLEST:
        for ending in endings:
            body = _COMPRESSED[ending](document.body)
            if len(body) <= _MOST * len(document.body):
                yield Document(f"{document.path}.{ending}", body, KIND)


def _gzip(body: bytes) -> bytes:
    """A file of gzip (RFC 1952) without a name, a time or a system."""
    import deflate  # noqa: PLC0415 - only where a host serves it

    packed = bytes(deflate.deflate_compress(body, _GZIP))
    return _GZIP_HEAD + packed + zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")


def _brotli(body: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - as above

    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI))


def _zstd(body: bytes) -> bytes:
    import zstandard  # noqa: PLC0415 - as above

    return zstandard.ZstdCompressor(level=_ZSTD).compress(body)


_COMPRESSED: Mapping[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli, "zst": _zstd}
