"""The house stands as generator/__init__.py says."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import generator

pytestmark = pytest.mark.contract

ROOT = Path(generator.__file__).parent
TESTS = sorted(file for file in Path(__file__).parent.rglob("*.py") if "node_modules" not in file.parts)
CLASS = re.compile(r"^class ([A-Z]\w*)", re.MULTILINE)
MODULE = re.compile(r"generator\.(\w+)(?:\.\w+)*")
MODULES = sorted(file for file in ROOT.rglob("*.py") if file.parent.name != "starter")


def floors() -> dict[str, int]:
    """The floor of every package, counted from the roof."""
    lines = re.findall(r"^    (\w+(?: \| \w+)*)  ", generator.__doc__ or "", re.MULTILINE)
    return {name: floor for floor, line in enumerate(lines) for name in line.split(" | ")}


def package(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """The packages of ours that a module imports, at its top, inside a function or by a module's name as a text."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Constant) and (named := MODULE.fullmatch(str(node.value))):
            found.add(named[1])  # a module that is imported where it is needed
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("generator.")}
    return found - {"__version__"}


def test_the_docstring_names_every_package():
    """A package that has no floor has no place in the house."""
    outside = {"__init__", "__main__", "starter"}
    assert {package(file) for file in MODULES} - outside <= set(floors())


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_imports_point_down(file: Path):
    """A module imports its own package and lower floors, never its siblings and never upwards."""
    floor = floors()
    own = package(file)
    if own in {"__init__", "__main__"}:
        return
    wrong = {name for name in imported(file) if name != own and floor.get(name, -1) <= floor[own]}
    assert wrong == set()


@pytest.mark.parametrize("file", [*MODULES, *TESTS], ids=lambda file: file.relative_to(ROOT.parent).as_posix())
def test_a_module_holds_one_idea(file: Path):
    """A module has 500 lines at most, a function 45."""
    text = file.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert text.count("\n") <= 500
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno > 45] == []


def test_a_class_has_a_name_of_its_own():
    """Who reads of a tree, a part or a listener knows which one is meant."""
    names = Counter(name for file in MODULES for name in CLASS.findall(file.read_text(encoding="utf-8")))
    assert [name for name, count in names.items() if count > 1] == []
