"""PNG (ISO 15948) of a picture of few colours, by one compressor, so that its bytes are the same with any Pillow."""

import zlib
from collections.abc import Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DEPTH, _INDEXED = 8, 3  # bits of a pixel, which is the number of a colour
_LEVEL = 9


def png(size: tuple[int, int], pixels: bytes, colours: Sequence[int]) -> bytes:
    """A picture, from the number of each pixel's colour, row by row, and the red, green and blue of every colour."""
    import deflate

    width, height = size
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))  # 0: no filter
    head = width.to_bytes(4) + height.to_bytes(4) + bytes((_DEPTH, _INDEXED, 0, 0, 0))
    chunks = (
        (b"IHDR", head),
        (b"PLTE", bytes(colours)),
        (b"IDAT", bytes(deflate.zlib_compress(rows, _LEVEL))),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
