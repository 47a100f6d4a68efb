"""What all pages share: the style from the owner's colour, the fonts, and what hosts say of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import tones
from generator.errors import ConfigError
from generator.hosts import headers
from generator.pages import assets, template_files
from tests.conftest import listen
from tests.pages.conftest import read, text

Built = Callable[..., tuple[Path, object]]
LINE = listen("ana", "2024-05-01T09:00", "Low", "Words")


def test_the_style_is_small() -> None:
    """All of it, comments taken out, is under 25 kB."""
    found = template_files.read(Path("none"))
    assert len(assets.style(found, tones.ACCENT).body) < 25_000


def test_every_colour_follows_from_the_accent() -> None:
    """No rule holds a colour of its own but those of print; plain values are of the same accent."""
    found = template_files.read(Path("none"))
    one, other = (assets.style_of(found, accent, "") for accent in ("#0c7f8a", "#a02c6b"))
    assert "--accent:#0c7f8a" in one
    assert "#a02c6b" not in one
    assert tones.tones("#0c7f8a", "deep")["paper"] in one
    colours = re.compile(r"#[0-9a-f]{6}")
    assert not {*colours.findall(one)} & {*colours.findall(other)}


def test_a_site_has_its_own_colour_and_style(built: Built, tmp_path: Path):
    """The owner's style sheet stands behind ours, and browsers go on with the colour of the top of the page."""
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "own.css").write_text("h1{letter-spacing:1px}")
    output, _ = built(LINE, pages=True, charts=False, theme={"accent": "#0C7F8A", "css": "own.css"})
    (style,) = output.glob("style.*.css")
    assert text(style).endswith("h1{letter-spacing:1px}")
    assert "--accent:#0c7f8a;" in text(style)
    assert tones.tones("#0c7f8a", "deep")["paper"] in text(output / "index.html")


def test_a_style_that_is_not_there_is_named(built: Built):
    """Before anything is built."""
    with pytest.raises((ConfigError, Exception), match=r"none\.css"):
        built(LINE, pages=True, charts=False, theme={"css": "none.css"})


def test_fonts_lie_in_the_tree_and_are_kept_for_ever(built: Built):
    """By the hash of their bytes, with their licences beside them; a page asks for the two that it needs at once."""
    output, _ = built(LINE, pages=True, charts=False)
    fonts = sorted(file.relative_to(output).as_posix() for file in output.glob("fonts/*"))
    faces = [path for path in fonts if path.endswith(".woff2")]
    assert len(faces) == 4
    assert {path for path in fonts if path.endswith(".txt")} == {
        "fonts/OFL-Besley.txt", "fonts/OFL-Familjen-Grotesk.txt",
    }  # fmt: skip
    rules = headers.rules(b"")
    for path in faces:
        assert headers.of(rules, path)["Cache-Control"] == headers.LONG
        assert headers.of(rules, path)["Content-Type"] == "font/woff2"
    asked = [link["href"] for link in read(output / "index.html").all("link") if link["rel"] == "preload"]
    assert len(asked) == 2
    assert {*asked} < {*faces}
    (style,) = output.glob("style.*.css")
    assert {*re.findall(r"url\((.*?)\)", text(style))} == {*faces}


def test_without_pages_there_are_no_fonts(built: Built):
    """The JSON tree needs none."""
    output, _ = built(LINE, pages=False)
    assert not (output / "fonts").exists()
