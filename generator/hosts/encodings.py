"""Precompressed forms of documents, for hosts that serve them, and only where they help."""

import gzip
from collections.abc import Callable, Collection, Iterator, Mapping

from generator.documents import Document

KIND = "precompressed"

# Higher levels of brotli and zstd save a tenth more and take ten times as long.
_GZIP, _BROTLI, _ZSTD = 9, 7, 10
_SMALLEST = 1024  # bytes; what fits into a packet is not faster when it is smaller
_MOST = 0.9  # of the size
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
    return gzip.compress(body, _GZIP, mtime=0)


def _brotli(body: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - only where a host serves it

    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI))


def _zstd(body: bytes) -> bytes:
    import zstandard  # noqa: PLC0415 - as above

    return zstandard.ZstdCompressor(level=_ZSTD).compress(body)


_COMPRESSED: Mapping[str, Callable[[bytes], bytes]] = {"gz": _gzip, "br": _brotli, "zst": _zstd}
