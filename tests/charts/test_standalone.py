"""Pictures that stand on other people's pages: on light ground and on dark, with nothing that services take away."""

import xml.etree.ElementTree as ET

import pytest

from generator.charts import badge, standalone
from generator.charts.standalone import Strip
from generator.charts.wave import Wave
from generator.tones import ACCENT, contrast, tones

SVG = "{http://www.w3.org/2000/svg}"
STRIP = Strip(Wave([1, 5, 0, 9] * 40, "Weeks", (100, 104)), "Sofía <3", "7,862 listens", "Sofía: 7,862 listens", ACCENT)


def drawn(scheme: str, strip: Strip = STRIP) -> ET.Element:
    return ET.fromstring(standalone.svg(strip, scheme))  # noqa: S314 - our own bytes


@pytest.mark.parametrize("scheme", standalone.SCHEMES)
def test_a_strip_has_presentation_attributes_alone(scheme: str):
    """No style, class, script, link or font file; what is large is an outline, names are text."""
    text = standalone.svg(STRIP, scheme).decode()
    root = drawn(scheme)

    assert not any(part in text for part in ("<style", "class=", "href", "<script", "url("))
    assert [element.text for element in root.iter(f"{SVG}text")] == ["Sofía <3"]
    assert root.attrib["aria-label"] == "Sofía: 7,862 listens"
    assert {path.get("stroke") for path in root.iter(f"{SVG}path")} == {
        None,
        *(tones(ACCENT, scheme)[t] for t in ("a1", "a2")),
    }


def test_the_grounds_are_told_apart():
    """The two files differ in colours alone."""
    light, dark = (drawn(scheme) for scheme in standalone.SCHEMES)
    grounds = [root.find(f"{SVG}rect").get("fill") for root in (light, dark)]  # type: ignore[union-attr]

    assert grounds == [tones(ACCENT, scheme)["wash"] for scheme in standalone.SCHEMES]
    assert [p.get("d") for p in light.iter(f"{SVG}path")] == [p.get("d") for p in dark.iter(f"{SVG}path")]


@pytest.mark.parametrize("name", ["x" * 300, "宇多田ヒカル" * 40, "עידן רייכל" * 30])
def test_a_long_name_stays_within(name: str):
    """It ends with an ellipsis before the number that stands at the left."""
    from dataclasses import replace

    from generator.charts import lettering

    (text,) = drawn("light", replace(STRIP, name=name)).iter(f"{SVG}text")
    _, wide = standalone.outlined(STRIP.amount)

    assert (
        lettering.width((text.text or "").strip("\u2068\u2069"), standalone.SMALL)
        <= standalone.WIDTH - 3 * standalone.PAD - wide
    )


@pytest.mark.parametrize("accent", ["#a02c6b", "#0c7f8a", "#ffee00", "#000000"])
def test_a_badge_can_be_read_in_any_accent(accent: str):
    """Its words are 4.5 to 1 on both plates."""
    root = ET.fromstring(badge.svg("views", "12/week", "12 views", accent))  # noqa: S314 - our own bytes
    plates = [path.attrib["fill"] for path in root.iter(f"{SVG}path")]
    (words,) = [group.attrib["fill"] for group in root.iter(f"{SVG}g")]

    assert all(contrast(words, plate) >= 4.5 for plate in plates)
