"""A project may look otherwise."""

from collections.abc import Callable
from pathlib import Path

from generator.build import Options, build
from generator.config import load
from generator.events import formats
from tests.conftest import NOW


def test_a_projects_own_template_stands_before_ours(project: Callable[..., Path], tmp_path: Path):
    """File by file: the one that lies beside config.yaml is taken, all others are ours."""
    config = project(pages=True)
    folder = config.parent / "templates"
    folder.mkdir()
    (folder / "users.html").write_text("<p>Listeners of {{ site.title }}, my way</p>", encoding="utf-8")

    build(load(config, formats.names()), tmp_path / "output", NOW, Options())

    assert (tmp_path / "output/users.html").read_text(encoding="utf-8") == "<p>Listeners of My stats, my way</p>"
    assert "my way" not in (tmp_path / "output/index.html").read_text(encoding="utf-8")
