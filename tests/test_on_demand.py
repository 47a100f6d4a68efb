"""Packages whose names are imported when they are asked for have every name that they say."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

import generator
from generator import pages

pytestmark = pytest.mark.contract

ROOT = Path(generator.__file__).parent
PACKAGES = [
    ".".join(file.parent.relative_to(ROOT.parent).parts)
    for file in sorted(ROOT.rglob("__init__.py"))
    if "__getattr__ = on_demand.names(" in file.read_text(encoding="utf-8")
]


def typed(package: str) -> dict[str, tuple[str, str]]:
    """The names that a package imports for type checkers, each with its module and what it is called there."""
    tree = ast.parse(Path(str(import_module(package).__file__)).read_text(encoding="utf-8"))
    return {
        name.asname or name.name: (str(node.module), name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(package)
        for name in node.names
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_a_name_is_what_type_checkers_take_it_for(package: str):
    """The same thing of the same module; and nothing is said by one list alone."""
    module = import_module(package)
    found = typed(package)
    assert set(found) == set(module.__all__)
    for name, (place, called) in found.items():
        owner = import_module(place)
        assert getattr(module, name) is (getattr(owner, called, None) or import_module(f"{place}.{called}"))


def test_a_name_that_no_package_has_is_none():
    """As of any module."""
    assert not hasattr(pages, "of_nothing")
