"""Trees of every kind, and their descriptions."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW, listen
from tests.listenbrainz.conftest import tree as busy
from tests.openapi.reading import Description
from tests.pages import domains
from tests.pages.conftest import every_domain
from tests.shared import shared

__all__ = ["busy", "every_domain"]

ROOT = Path(__file__).parents[2]
TREES = ("demo", "every_domain", "private", "busy")


@dataclass(frozen=True)
class Described:
    """A tree and what its openapi.json says."""

    tree: Path
    description: Description


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The JSON of the site that config.yaml of this repository makes."""
    return shared(tmp_path_factory, "demo", _demo)


def _demo(folder: Path) -> Path:
    config = load(ROOT / "config.yaml", formats.names())
    build(config.model_copy(update={"pages": None}), folder / "output", NOW, Options())
    return folder / "output"


@pytest.fixture(scope="session")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The JSON of every domain where no entry is about less than two people."""
    return shared(tmp_path_factory, "private", _private)


def _private(folder: Path) -> Path:
    heard = [listen(user, "2024-05-01T09:00", "Low", "Words", "Trust") for user in ("ana", "bo")]
    (folder / "listens.jsonl").write_text("".join(json.dumps(each) + "\n" for each in heard), encoding="utf-8")
    for name, (_, records) in domains.FILES.items():
        (folder / name).write_text(domains.lines(records), encoding="utf-8")
    sources = [{"format": form, "path": name} for name, (form, _) in domains.FILES.items()]
    sources.append({"format": "listenbrainz", "path": "listens.jsonl"})
    config = {"sources": sources, "pages": False, "privacy": {"at_least": 2}}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options())
    return folder / "output"


@pytest.fixture(scope="session", params=TREES)
def described(request: pytest.FixtureRequest) -> Described:
    """Each of the trees."""
    tree = request.getfixturevalue(request.param)
    return Described(tree, Description.of(tree))


@pytest.fixture(scope="session")
def description(demo: Path) -> Description:
    """What the demo site says of itself; it has every API."""
    return Description.of(demo)
