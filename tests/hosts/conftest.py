"""One tree, and every server of it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.hosts.servers import SERVERS, Served
from tests.hosts.tree import OTHERS, made
from tests.shared import shared


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built tree; beside it are its rules and a secret."""
    return shared(tmp_path_factory, "conformance", made)


@pytest.fixture(scope="session")
def other_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the rules of hosts that cannot be run here, or not beside those of the suite."""
    return shared(tmp_path_factory, "others", partial(made, hosts=OTHERS))


@pytest.fixture(scope="session", params=SERVERS)
def served(request: pytest.FixtureRequest, tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Every server of the tree in its turn."""
    with SERVERS[request.param](tree, tmp_path_factory.mktemp(request.param)) as port:
        yield Served(request.param, port, tree)
