"""A project may look otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import load
from generator.errors import TemplateError
from generator.events import formats
from generator.pipeline import Options, build
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


@pytest.mark.parametrize(
    ("text", "said"),
    [("{{ site.titel }}", "titel"), ("{% for %}", "line 1"), ('{% extends "mine.html" %}', "mine.html")],
)
def test_a_broken_template_is_named(project: Callable[..., Path], tmp_path: Path, text: str, said: str):
    """A slip in it is one message with the file, and nothing is written."""
    config = project(pages=True)
    (config.parent / "templates").mkdir()
    (config.parent / "templates" / "users.html").write_text(text, encoding="utf-8")

    with pytest.raises(TemplateError, match=said) as caught:
        build(load(config, formats.names()), tmp_path / "output", NOW, Options())

    assert "templates/users.html" in str(caught.value)
    assert not (tmp_path / "output").exists()
