"""A tree with pages, its server, and a client that says what came over the socket."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from generator.serve import server
from tests.conftest import FEW, NOW
from tests.serve.running import LONG
from tests.shared import shared


@dataclass(frozen=True, slots=True)
class Got:
    """A response as a client reads it."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Asking = Callable[..., Got]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build three listens of two people, with pages."""
    return shared(tmp_path_factory, "served", _served)


def _served(folder: Path) -> Path:
    (folder / "listens.jsonl").write_text("".join(json.dumps(line) + "\n" for line in FEW), encoding="utf-8")
    config = {"sources": [{"format": "listenbrainz", "path": "listens.jsonl"}], "charts": False}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options())
    return folder / "output"


@pytest.fixture(scope="module")
def port(tree: Path) -> Iterator[int]:
    """Where that tree is served as it is."""
    with server(tree, 0) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


@pytest.fixture
def ask(port: int) -> Asking:
    """A function that asks the server: method, target, headers, body."""

    def asked(method: str, target: str, body: bytes | None = None, **headers: str) -> Got:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
        client.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = client.getresponse()
        got = Got(response.status, dict(response.getheaders()), response.read())
        client.close()
        return got

    return asked
