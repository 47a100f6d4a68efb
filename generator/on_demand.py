"""Packages whose names are found when they are asked for, so that a program imports only the modules that it uses.

Such a package says its imports under TYPE_CHECKING, where type checkers and the test of floors read them, and gives
`__getattr__`, which Python asks for a name that a module does not have.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def names(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package: each of its modules with the names that are imported from it.

    `name: other` is a name that is called otherwise in its module.
    """
    places = {name: (module, called) for module, said in modules.items() for name, called in _names(said)}

    def find(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, called = places[name]
        found = getattr(import_module(f"{package}.{module}"), called)
        setattr(sys.modules[package], name, found)  # so that it is asked for once
        return found

    return find


def _names(said: str) -> list[tuple[str, str]]:
    pairs = (each.partition("=") for each in said.split())
    return [(name, called or name) for name, _, called in pairs]
