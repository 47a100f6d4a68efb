"""A command imports what it needs, and nothing else: a small build, a check and the help are over before they began."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LISTENS = "listened_at,user_name,artist_name,track_name\n" + "".join(
    f"{1782864000 - n},ana,Artist,Track {n}\n" for n in range(3)
)
# What a build of listens without pages has no use for.
UNUSED = (
    "PIL", "brotli", "deflate", "jinja2", "matplotlib", "numpy", "watchfiles", "werkzeug",
    "generator.charts.canvas", "generator.hosts.caddy", "generator.hosts.netlify", "generator.hosts.nginx",
    "generator.pages.about", "generator.pages.listens.overview", "generator.pages.renderer", "generator.pages.requests",
    "generator.pipeline.contributions", "generator.pipeline.requests", "generator.pipeline.video", "generator.serve",
)  # fmt: skip
_IMPORTED = """
import json, sys
from generator.cli import run
try:
    code = run(sys.argv[1:])
except SystemExit as ended:
    code = ended.code
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has imported when it is done."""
    command = [sys.executable, "-c", _IMPORTED, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=300)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three listens, and no pages."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "listens.csv").write_text(LISTENS, encoding="utf-8")
    config = {"sources": [{"format": "listens", "path": "listens.csv"}], "pages": False}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    return folder


def test_a_build_imports_what_it_makes_documents_of(project: Path):
    """No pages, no other domain, no host that was not asked for."""
    assert imported(project, "build") & set(UNUSED) == set()


def test_a_tree_is_checked_without_an_engine(project: Path):
    """Nor with what reads config.yaml, or makes pages."""
    imported(project, "build")
    assert imported(project, "check") & {*UNUSED, "duckdb", "pydantic", "yaml", "generator.pipeline"} == set()


def test_help_imports_no_journey(project: Path):
    """Neither the engine nor what reads config.yaml."""
    heavy = {"duckdb", "orjson", "pydantic", "rich", "yaml", "generator.config", "generator.pipeline"}
    assert imported(project, "--help") & heavy == set()
