"""What holds for every chart: the same bytes, words for everyone, both palettes."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations

import pytest

from generator.charts.canvas import Size, Words
from tests.charts.sample import CHARTS, SVG, Drawn

FRESH = """
import hashlib
from generator.charts.canvas import Size
from tests.charts.sample import CHARTS, WORDS
print(hashlib.sha256(b"".join(draw(5, WORDS, size) for draw in CHARTS.values() for size in Size)).hexdigest())
"""


def test_a_chart_does_not_remember_the_one_before(chart: Callable[..., bytes]):
    """A, then B, then A again: both A are the same bytes, and B is not A."""
    first = chart(5)

    assert chart(7000) != first
    assert chart(0) != first
    assert chart(5) == first


def test_a_chart_that_fails_leaves_nothing_behind(chart: Callable[..., bytes]):
    """After a count that cannot be, the next chart is what it would have been."""
    first = chart(5)

    with pytest.raises(ValueError, match="never negative"):
        chart(-5)

    assert chart(5) == first


def test_the_surroundings_do_not_show():
    """Processes of other hash seeds, zones, locales and matplotlib settings draw the same bytes."""
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"},
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", FRESH], env=os.environ | around, capture_output=True, text=True, check=True
        ).stdout
        for around in surroundings
    }

    assert len(drawn) == 1


def test_a_readers_own_settings_do_not_show(chart: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch):
    """A matplotlib told to sketch and to lay out its figures by itself draws the same bytes."""
    import matplotlib as mpl

    first = chart(5)
    for name, value in {"path.sketch": (1, 100, 2), "figure.autolayout": True, "svg.fonttype": "path"}.items():
        monkeypatch.setitem(mpl.rcParams, name, value)

    assert chart(5) == first


def test_settings_are_given_back(chart: Callable[..., bytes]):
    """Drawing a chart leaves matplotlib as it was."""
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    chart(5)
    assert dict(mpl.rcParams) == before


def test_title_and_description_are_said_whatever_they_hold(chart: Callable[..., bytes]):
    """Markup, right-to-left and forbidden characters come out as text; what XML cannot hold is replaced."""
    drawn = Drawn(chart(words=Words("<script>alert('1')</script> & שלום", 'a "b" 日本語\x00\ud800')))

    title, description = (drawn.root.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None
    assert description is not None
    assert title.text == "<script>alert('1')</script> & שלום"
    assert description.text == 'a "b" 日本語\ufffd\ufffd'
    assert drawn.root.attrib["role"] == "img"
    assert drawn.root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]


@pytest.mark.parametrize("size", Size)
def test_the_size_is_stated(chart: Callable[..., bytes], size: Size):
    """Width and height are px and the same as the viewBox, so that text is never scaled."""
    drawn = Drawn(chart(size=size))

    assert drawn.width == size.value
    assert drawn.root.attrib["viewBox"] == f"0 0 {size.value} {drawn.root.attrib['height']}"


def test_light_and_dark_are_both_there(chart: Callable[..., bytes]):
    """Every class has a property, and every property a value on light and one on dark paper."""
    text = chart().decode()
    light, dark = text.split("@media (prefers-color-scheme:dark)")
    dark = dark.split("}}")[0]
    names = {name for element in Drawn(chart()).root.iter() if (name := element.get("class"))}

    assert "muted" in names
    assert names & {"land", "grid", "axis", "scale-6"}
    assert all(f"--{name}:#" in light and f"--{name}:#" in dark and f".{name}{{" in text for name in names)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("number", [0, 1, 9, 1234, 10**7])
def test_words_neither_meet_nor_leave_the_chart(chart: Callable[..., bytes], size: Size, number: int):
    """In a font wider than the reader's, no two texts overlap and none is cut off."""
    drawn = Drawn(chart(number, size=size))

    assert [(a, b) for a, b in combinations(drawn.labels, 2) if a.meets(b)] == []
    assert [label for label in drawn.labels if label.left < 0 or label.right > drawn.width] == []
    assert [label for label in drawn.labels if label.top < 0 or label.bottom > drawn.height] == []


@pytest.mark.parametrize(("name", "words"), [("artist_map", "no artists with a known country")])
def test_an_empty_map_says_so(name: str, words: str):
    """Without artists there is a world and no scale."""
    assert Drawn(CHARTS[name](0, Words("", ""), Size.WIDE)).words == [words]


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in {"artist_map", "proportions"}])
def test_no_listens_are_said(name: str):
    """Without listens a chart says so, and shows no scale."""
    words = Drawn(CHARTS[name](0, Words("", ""), Size.WIDE)).words

    assert [
        word for word in words if word.startswith(("no listens", "no views", "no loads", "no viewing sessions"))
    ] != []
    assert "0" not in words[-1:]


def test_ten_million_is_short(chart: Callable[..., bytes]):
    """Large numbers are written in k and M."""
    assert any(word.endswith(" M") for word in Drawn(chart(10**7)).words)
