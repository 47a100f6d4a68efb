"""Precompressed forms are read by everybody's programs, and have neither a time nor a system in them."""

import gzip
import zlib

import brotli
import pytest
import zstandard

from generator.documents import Document
from generator.hosts import encodings

READ = {
    "gz": gzip.decompress,
    "br": brotli.decompress,
    "zst": lambda body: zstandard.ZstdDecompressor().decompress(body),
}


@pytest.mark.parametrize("ending", READ)
@pytest.mark.parametrize("size", [1024, 70_000, 1_000_000])
def test_a_form_is_read_back(ending: str, size: int):
    """Whatever its size."""
    body = b'{"artist_name": "Low"}' * (size // 22 + 1)
    (form,) = encodings.forms(Document("a.json", body, "json"), [ending])
    assert form.path == f"a.json.{ending}"
    assert READ[ending](form.body) == body


def test_gzip_has_no_time_and_no_system():
    """So that its bytes depend on the document alone, whatever Python and zlib are here."""
    body = b"Words" * 1000
    (form,) = encodings.forms(Document("a.html", body, "page"), ["gz"])
    assert form.body[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    assert form.body[-8:] == zlib.crc32(body).to_bytes(4, "little") + len(body).to_bytes(4, "little")
