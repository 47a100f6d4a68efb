"""The check finds what is wrong with a tree."""

from pathlib import Path

import pytest

from generator.check import faults, target_of
from generator.documents import MARK
from generator.errors import OutputError


def test_broken_links_and_broken_json_are_named(tmp_path: Path):
    """Each with its document; what leads out of the tree is not followed."""
    (tmp_path / MARK).write_text("{}")
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "ana.html").write_text(
        '<a href="../index.html"><img src="map.svg"><a href="https://example.org/x"><a href="#top">'
    )
    (tmp_path / "index.html").write_text('<a href="user/ana.html">')
    (tmp_path / "bad.json").write_text('{"a":')
    assert [fault.split(":")[0] for fault in faults(tmp_path)] == ["bad.json", "user/ana.html"]


def test_a_folder_may_be_called_like_a_page(tmp_path: Path):
    """Names of listeners and projects become folders, and end as they end."""
    (tmp_path / MARK).write_text("{}")
    (tmp_path / "user" / "ana.html").mkdir(parents=True)
    (tmp_path / "user" / "ana.json").mkdir()
    assert list(faults(tmp_path)) == []


def test_a_folder_of_others_is_no_tree(tmp_path: Path):
    """It says what to do instead."""
    with pytest.raises(OutputError, match="build it first"):
        list(faults(tmp_path))


@pytest.mark.parametrize(
    ("page", "link", "target"),
    [
        ("a/b.html", "../c.html?x=1#y", "c.html"),
        ("a/b.html", "x%20y.html", "a/x y.html"),
        ("index.html", "a/", "a/index.html"),
        ("404.html", "/", "index.html"),
        ("a/404.html", "/b.html", "b.html"),
        ("index.html", "mailto:x@example.org", None),
        ("index.html", "data:image/svg+xml,x", None),
    ],
)
def test_links_lead_to_files(page: str, link: str, target: str | None):
    """Relative to their page, decoded, without query and fragment."""
    assert target_of(page, link) == target
