"""GitHub Pages: what it needs in the folder, and what is said of where a site lies."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import load
from generator.errors import StrictError
from generator.events import formats
from generator.pipeline import Built, Options, build
from tests.conftest import NOW

Builder = Callable[..., tuple[Path, Built]]


def site(base_url: str) -> dict[str, object]:
    return {"hosts": ["github-pages"], "pages": True, "charts": False, "site": {"base_url": base_url}}


def test_jekyll_is_kept_from_a_branch(built: Builder):
    """Or it would leave out what begins with an underscore."""
    output, _ = built(**site("https://ana.github.io/stats/"))
    assert (output / ".nojekyll").read_bytes() == b""


def test_a_wrong_address_leads_home_from_every_depth(built: Builder):
    """404.html is served at any depth: all its links are whole, and what it shows it holds itself."""
    output, _ = built(**site("https://ana.github.io/stats"))
    page = (output / "404.html").read_text(encoding="utf-8")
    found = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert "https://ana.github.io/stats/" in found
    assert [link for link in found if not link.startswith(("https://ana.github.io/stats/", "data:"))] == []


@pytest.mark.parametrize(
    ("base_url", "said"),
    [
        ("https://ana.github.io/stats/", ["github-pages: the site lies under /stats/, and so do its APIs; programs"]),
        ("https://ana.github.io/", []),
        ("https://stats.example.org", []),
        ("", ["github-pages: site.base_url is empty, so 404.html leads to the root of the host"]),
    ],
)
def test_where_a_site_lies_is_told(built: Builder, base_url: str, said: list[str]):
    """Where its APIs are not at the root of a host, or where nobody knows."""
    _, done = built(**site(base_url))
    assert [note[: len(start)] for note, start in zip(done.notes, said, strict=True)] == said


def test_strict_does_not_let_an_unknown_place_pass(project: Callable[..., Path], tmp_path: Path):
    """What the reader can mend is a fault, and the previous output stays; what is but so is none."""
    output = tmp_path / "output"
    build(load(project(**site("https://ana.github.io/stats/")), formats.names()), output, NOW, Options(strict=True))
    before = (output / "404.html").read_bytes()
    with pytest.raises(StrictError, match=r"site\.base_url is empty") as caught:
        build(load(project(**site("")), formats.names()), output, NOW, Options(strict=True))
    assert caught.value.exit_code == 3
    assert (output / "404.html").read_bytes() == before
