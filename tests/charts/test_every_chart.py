"""What holds for every chart: the same bytes, marks that say their values, no colour and no size of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from generator.charts import plot
from generator.charts.inline import FOCUSABLE
from generator.charts.plot import Drawing
from tests.charts.sample import CHARTS, NAMES, Drawn

FRESH = """
import hashlib
from tests.charts.sample import CHARTS
print(hashlib.sha256(repr([draw(5) for draw in CHARTS.values()]).encode()).hexdigest())
"""


def test_a_chart_does_not_remember_the_one_before(chart: Callable[..., Drawing]):
    """A, then B, then A again: both A are the same, and B is not A."""
    first = chart(5)

    assert chart(7000) != first
    assert chart(0) != first
    assert chart(5) == first


def test_a_chart_that_fails_leaves_nothing_behind(chart: Callable[..., Drawing]):
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


def test_a_readers_own_settings_do_not_show(chart: Callable[..., Drawing], monkeypatch: pytest.MonkeyPatch):
    """A matplotlib told to sketch and to lay out its figures by itself draws the same bytes, and keeps its settings."""
    import matplotlib as mpl

    first = chart(5)
    for name, value in {"path.sketch": (1, 100, 2), "figure.autolayout": True, "svg.fonttype": "path"}.items():
        monkeypatch.setitem(mpl.rcParams, name, value)
    before = dict(mpl.rcParams)

    assert chart(5) == first
    assert dict(mpl.rcParams) == before


def test_every_mark_says_its_value(chart: Callable[..., Drawing]):
    """Its title has the number, and the text that is shown under the pointer is the title or its beginning."""
    marks = Drawn(chart(5)).marks

    assert marks
    for mark in marks:
        shown = mark.shown.strip("\u2068\u2069").removesuffix("…")
        assert re.search(r"\b(0|2|5|10)\b", mark.title)
        assert mark.title.startswith(shown)
        assert shown


def test_every_mark_can_be_met(chart: Callable[..., Drawing]):
    """A mark has an area for the pointer, or a shape of its own."""
    for mark in Drawn(chart(5)).marks:
        assert mark.shapes or any(e.get("class") == "hit" for e in mark.element.iter())


def test_the_keyboard_meets_few_marks(chart: Callable[..., Drawing]):
    """At most 31 marks of a chart can be focused; of more none, but links, and then the chart is one image."""
    drawn = Drawn(chart(5))
    stops = [mark for mark in drawn.marks if mark.element.tag == "a" or mark.element.get("tabindex") == "0"]

    assert len(stops) <= FOCUSABLE
    for root in drawn.roots:
        some = [e for e in root.iter() if e.get("class") == "m"]
        is_link = any(e.tag == "a" for e in some)
        stopped = [e for e in some if e.get("tabindex") == "0"]
        assert root.get("role") == ("group" if is_link else "list" if stopped else "img")
        assert len(stopped) in {0, len(some)}


def test_a_chart_has_a_label(chart: Callable[..., Drawing]):
    """Those who do not see a chart hear what it is."""
    assert all(root.get("aria-label") for root in Drawn(chart(5)).roots)


def test_colours_are_the_pages(chart: Callable[..., Drawing]):
    """No element has a colour, a style, a font or an id of its own; what it is is a class."""
    drawn = Drawn(chart(5))

    for root in drawn.roots:
        for element in root.iter():
            assert not {"style", "fill", "stroke", "color", "id", "font-size"} & set(element.attrib)
    assert "<style" not in drawn.text
    assert "#" not in re.sub(r'href="[^"]*"', "", drawn.text)


def test_marks_stay_within_their_room(chart: Callable[..., Drawing]):
    """What is in per cent lies between 0 and 100 of them."""
    for root in Drawn(chart(5)).roots:
        for element in root.iter("rect"):
            box = [element.get(side, "0%") for side in ("x", "y", "width", "height")]
            if all(side.endswith("%") for side in box):
                left, top, width, height = (float(side.rstrip("%")) for side in box)
                assert 0 <= left <= left + width <= 100.02
                assert 0 <= top <= top + height <= 100.02


def test_whatever_a_name_holds():
    """Markup, right-to-left and forbidden characters come out as text; what XML cannot hold is replaced."""
    marks = Drawn(CHARTS["ranks"](5)).marks

    assert {mark.title.removesuffix(": 5") for mark in marks} == set(NAMES)


def test_what_xml_cannot_hold_is_replaced():
    """A control character and half a character."""
    from generator.charts.markup import sent

    assert sent('a "b"\x00\ud800<') == "a &quot;b&quot;\ufffd\ufffd&lt;"


def test_a_figure_is_matplotlibs_own():
    """Agg, another renderer of matplotlib's, draws the bars of the same figure where they are."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from generator.charts.marks import Rect

    sheet = plot.blank()
    sheet.add(Rect("b1", 10, 50, 20, 50))
    target = FigureCanvasAgg(sheet.figure)
    target.draw()  # type: ignore[no-untyped-call]
    pixels = target.buffer_rgba()  # type: ignore[no-untyped-call]

    assert pixels[75, 20, 3] == 255
    assert pixels[25, 20, 3] == 0
    assert pixels[75, 50, 3] == 0


def test_ten_million_is_short():
    """An axis counts in one unit."""
    assert CHARTS["bars"](10**7).y == ("20\u00a0M", "10\u00a0M", "0")
