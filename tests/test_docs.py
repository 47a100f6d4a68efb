"""README and CONTRIBUTING say what the program has: its settings, its commands, its hosts and mirrors, its files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator.cli import cli
from generator.config import Config
from generator.hosts import HOSTS
from generator.mirrors import contract

pytestmark = pytest.mark.contract

ROOT = Path(__file__).parents[1]
README, CONTRIBUTING, MAKEFILE = (
    (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md", "Makefile")
)
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key that config.yaml may have, those within others, too."""
    for name, field in model.model_fields.items():
        if not field.exclude:
            yield field.alias or name
            for inner in models(field.annotation):
                yield from keys(inner)


def models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - as pydantic has it
    """The models that an annotation is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


@pytest.mark.parametrize("key", sorted(set(keys(Config))))
def test_readme_tells_of_every_setting(key: str):
    """By its name and the colon behind it."""
    assert re.search(rf"\b{key}:", README)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_readme_tells_of_every_command(name: str):
    """In the table of commands, and of its options somewhere."""
    assert f"\n| `{name}" in README
    options = [option for each in cli.commands[name].params for option in each.opts if option.startswith("--")]
    assert [option for option in options if option not in README and option not in {"--config", "--output"}] == []


@pytest.mark.parametrize("name", [*HOSTS, *contract.ROUTED])
def test_readme_tells_of_every_host_and_mirror(name: str):
    """In the row of a table."""
    assert f"\n| `{name}` | " in README


def test_contributing_names_files_that_are_there():
    """A path in it leads somewhere; where it has a name in angle brackets, to at least one file."""
    named = re.findall(r"`((?:generator|tests|templates)/[\w/<>.-]*)`", CONTRIBUTING)
    assert named
    missing = [path for path in named if not any(ROOT.glob(re.sub(r"<[^>]*>", "*", path.rstrip("/"))))]
    assert missing == []


def test_every_target_is_told():
    """What `make` can do stands in README or CONTRIBUTING, and nothing else."""
    told = set(re.findall(r"(?:`|^)make ([a-z-]+)", README + CONTRIBUTING, re.MULTILINE))
    assert told == TARGETS - {"clean", "lint"}
