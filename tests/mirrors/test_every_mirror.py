"""A mirror is known wherever the program speaks of mirrors: what CONTRIBUTING asks for."""

from pathlib import Path
from typing import get_args

import pytest

from generator.check import settings
from generator.config import MirrorName
from generator.mirrors import contract
from generator.mirrors.openapi import description

pytestmark = pytest.mark.contract

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_the_names_of_mirrors_are_those_of_the_config():
    """config.yaml may name every mirror that there is."""
    assert set(get_args(MirrorName)) == set(contract.ROUTED)


@pytest.mark.parametrize("name", contract.ROUTED)
def test_a_mirror_is_told_of(name: str):
    """On the API page, in openapi.json, and where `check --host` says how a tree gets smaller."""
    assert (TEMPLATES / f"api-{name}.html").is_file()
    assert name in description.TAGS
    assert any(f"without {name}" in each.how for each in settings.SETTINGS)
