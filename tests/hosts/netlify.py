"""Netlify as its own parsers and its own matcher see a tree, run by node."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.servers import MODULES, found


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the path of the file that is sent, and the headers that rules set, each as often as it is set."""

    status: int
    file: str
    headers: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Read:
    """What Netlify reads of a tree's rules: how many there are, what is wrong with them, and how they answer."""

    counted: Mapping[str, int]
    errors: Sequence[str]
    answers: Mapping[str, Answer]


def asked(tree: Path, targets: Sequence[str]) -> Read:
    """Ask for every target."""
    if not (MODULES / "netlify-redirector").is_dir():
        pytest.skip("there is no netlify-redirector: run npm ci in tests/hosts")
    node = found("node", ("--version",), (18, 0))
    script = Path(__file__).with_name("netlify.mjs")
    done = subprocess.run([node, script, tree], input=json.dumps(targets), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    answers = {target: Answer(**answer) for target, answer in zip(targets, said["answers"], strict=True)}
    return Read(said["counted"], said["errors"], answers)
