"""One tree that the tests of shapes and clients share."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from generator.serve import server
from tests.listenbrainz.histories import ARTISTS, HOPE, LOW, RELEASES, Row, at, credit, listen, mapped
from tests.listenbrainz.trees import Given, built
from tests.shared import shared

NOON = at("2024-05-10T12:00:00")


def busy() -> list[Row]:
    """List 1,200 unmapped tracks of ana, a mapped one twice, and a listen of bo older than any range but all_time."""
    names = [(f"artist {number}", f"track {number}", f"release {number}") for number in range(1200)]
    tracks = [listen("ana", NOON + second, *track) for second, track in enumerate(names)]
    mapping = mapped(1, HOPE, caa_id=7, **credit(("Low", "", LOW)))
    known = [listen("ana", NOON + second, "Low", "Words", "Hope", **mapping) for second in (5000, 5001)]
    return [*tracks, *known, listen("bo", at("2019-03-03T03:03:03"), "Low", "Words")]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the busy history; answers the output folder."""
    return shared(tmp_path_factory, "busy", partial(built, Given(busy(), ARTISTS, RELEASES)))


@pytest.fixture
def address(tree: Path) -> Iterator[str]:
    """Where that tree is served on this machine."""
    serving = server(tree, 0)
    thread = Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    serving.server_close()
    thread.join()
