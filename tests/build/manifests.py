"""The manifest of a tree, for trees of a build that writes none."""

from hashlib import sha256
from pathlib import Path

import orjson

from generator.documents import MANIFEST
from tests.conftest import bytes_of


def add(output: Path) -> None:
    """Write the manifest of a tree, unless its build did."""
    if not (output / MANIFEST).exists():
        bodies = sorted(bytes_of(output).items())
        listed = {path: {"bytes": len(body), "sha256": sha256(body).hexdigest()} for path, body in bodies}
        (output / MANIFEST).write_bytes(orjson.dumps({"algorithm": "sha256", "files": listed}))
