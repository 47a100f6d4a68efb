"""schemathesis, unchanged, holds `serve` to openapi.json: statuses, media types, schemas, methods and refusals."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import properties
from tests.hosts.servers import SERVERS, Served

COUNT = "/1/user/{user_name}/listen-count"


@pytest.fixture(scope="module")
def serve(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server of the tree."""
    with SERVERS["serve"](tree, tmp_path_factory.mktemp("schemathesis")) as port:
        yield Served("serve", port, tree)


def asked(serve: Served, description: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run schemathesis with what a description allows, and with what it does not."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(description), "--url", serve.address]
    examples = 10 if properties.IS_LONG else 3
    options = [f"--max-examples={examples}", "--generation-deterministic", "--no-color"]
    options += ["--phases=examples,coverage,fuzzing"]
    return subprocess.run([*command, *options, *arguments], capture_output=True, text=True, check=False, timeout=600)


def test_the_server_is_as_described(serve: Served):
    """Every address is asked, and no answer is other than the description says."""
    description = serve.tree / "openapi.json"
    done = asked(serve, description)
    assert done.returncode == 0, done.stdout[-4000:]
    addresses = len(json.loads(description.read_bytes())["paths"])
    assert f"Tested: {addresses}" in done.stdout


def test_another_description_would_not_do(serve: Served, tmp_path: Path):
    """The same run fails where the description says that a count is a text."""
    said = json.loads((serve.tree / "openapi.json").read_bytes())
    operation = said["paths"][COUNT]["get"]
    schema = {"properties": {"payload": {"properties": {"count": {"type": "string"}}}}}
    operation["responses"]["200"] = {"description": "A text.", "content": {"application/json": {"schema": schema}}}
    ana = {"name": "user_name", "in": "path", "required": True, "schema": {"const": "ana"}, "example": "ana"}
    operation["parameters"] = [ana]
    said["paths"] = {COUNT: said["paths"][COUNT]}
    (tmp_path / "openapi.json").write_text(json.dumps(said))
    done = asked(serve, tmp_path / "openapi.json")
    assert done.returncode == 1
    assert "Response violates schema" in done.stdout
