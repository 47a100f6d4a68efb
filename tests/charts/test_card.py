"""The share card: the same picture everywhere, small, with what can be drawn and no more."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from generator.charts import palette
from generator.charts.card import Card, drawable, png

DAYS = {date(2024, 1, 1) + timedelta(days=i): i % 40 for i in range(366)}
CARD = Card("Our music", "ana", 2024, 12_345, 812, 432, 810, 3_210, ("Radiohead", "Sigur Rós", "Low"), DAYS)
FRESH = """
import hashlib
from tests.charts.test_card import CARD, png
print(hashlib.sha256(png(CARD)).hexdigest())
"""
SETTINGS = "font.size: 30\ntext.hinting: default\nfigure.facecolor: red\npath.sketch: 1, 100, 2\ntext.color: blue\n"


def drawn(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(png(card))).convert("RGB")


def marked(card: Card, left: int, top: int, right: int, bottom: int) -> bool:
    """Whether anything but paper is within a part of the card."""
    colours = drawn(card).crop((left, top, right, bottom)).getcolors(1_000_000)
    return colours != [((right - left) * (bottom - top), tuple(bytes.fromhex(palette.LIGHT["paper"][1:])))]


def chunks(body: bytes) -> list[bytes]:
    """The names of the parts of a PNG, each once."""
    names, place = [], 8
    while place < len(body):
        names.append(body[place + 4 : place + 8])
        place += 12 + int.from_bytes(body[place : place + 4], "big")
    return list(dict.fromkeys(names))


def test_a_card_is_what_is_asked_of_it():
    """A PNG of 1200 by 630 px, under 60 KB, of a picture alone: no date, no software, no resolution."""
    body = png(CARD)

    assert Image.open(io.BytesIO(body)).size == (1200, 630)
    assert len(body) < 60_000
    assert chunks(body) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


def test_a_card_does_not_remember_the_one_before():
    """A, then B, then A again: both A are the same bytes, and B is not A."""
    first = png(CARD)

    assert png(replace(CARD, user="bo", top_artists=(), days={}, hours=None)) != first
    assert png(CARD) == first


def test_the_surroundings_do_not_show(tmp_path: Path):
    """Processes of other hash seeds, zones, locales and matplotlib settings draw the same bytes."""
    (tmp_path / "matplotlibrc").write_text(SETTINGS, encoding="utf-8")
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "MATPLOTLIBRC": str(tmp_path)},
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", FRESH], env=os.environ | around, capture_output=True, text=True, check=True
        ).stdout
        for around in surroundings
    }

    assert len(hashes) == 1


def test_settings_are_given_back():
    """Drawing a card leaves matplotlib as it was."""
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 31}):
        png(CARD)

        assert mpl.rcParams["font.size"] == 31


@pytest.mark.parametrize(
    "text", ["Radiohead", "Sigur Rós", "Кино", "Ελλη", "A$AP_x^2$\\alpha", "e\u0301", "M\u200bM", "♥\ufe0f"]
)
def test_what_dejavu_has_can_be_drawn(text: str):
    """Latin, Greek, Cyrillic, signs, accents that compose, and what is not seen at all."""
    assert drawable(text)


@pytest.mark.parametrize(
    "text", ["日本", "שלום", "سلام", "हिन्दी", "ไทย", "🎸", "x\u0302\u0302", "Low 日", "", " \u200b ", "\ud800", "a\x00"]
)
def test_what_it_lacks_or_must_shape_cannot(text: str):
    """Other scripts, right-to-left, marks that do not compose, forbidden characters, and nothing at all."""
    assert not drawable(text)


def test_names_are_not_formulas():
    """Dollars and backslashes are drawn as they are: each changes the picture, and none fails."""
    names = ["x^2", "$x^2$", "$x^2", "\\alpha", "$\\frac{1}$"]
    cards = [png(replace(CARD, top_artists=[name], user=name, site=name)) for name in names]

    assert len(set(cards)) == len(names)


def test_an_artist_that_cannot_be_drawn_is_passed_over():
    """The next ones move up, five at most, and are not called the most heard, as whoever is beyond them is."""
    some = replace(CARD, top_artists=["A", "日本", "B", "שלום", "C", "D", "E", "F"])
    first = replace(CARD, top_artists=["A", "B", "C", "D", "E", "日本"])
    names = (650, 232, 1200, 420)

    assert drawn(some).crop(names).tobytes() == drawn(first).crop(names).tobytes()
    assert png(some) != png(first)
    assert png(replace(CARD, top_artists=["A", "B", "C", "D", "E", "F"])) == png(first)


def test_a_running_year_says_so():
    """After its title, which a site's long name leaves room for."""
    assert not marked(CARD, 500, 100, 700, 170)
    assert marked(replace(CARD, running=True), 500, 100, 700, 170)
    assert not marked(replace(CARD, running=True, user="日本", site="w" * 200), 706, 40, 726, 130)


def test_a_user_and_a_site_that_cannot_be_drawn_leave_no_gap():
    """Without a name the title stands higher; without a site its corner is empty."""
    nameless = replace(CARD, user="日本", site="שלום")

    assert marked(CARD, 72, 120, 500, 156)
    assert marked(nameless, 72, 76, 500, 122)
    assert not marked(nameless, 72, 140, 500, 200)
    assert marked(CARD, 900, 40, 1130, 100)
    assert not marked(nameless, 900, 40, 1130, 100)


def test_long_names_stay_in_their_place():
    """Names too long end before the margin, and the user's before the site's."""
    long = replace(CARD, user="m" * 200, site="w" * 200, top_artists=["W" * 200] * 5)

    assert not marked(long, 1132, 0, 1200, 440)
    assert not marked(long, 706, 40, 726, 100)


@pytest.mark.parametrize("year", range(2000, 2029))
def test_any_year_fits(year: int):
    """Every year's days stay 40 px from the right edge, those of 54 weeks too."""
    days = {date(year, 1, 1): 5, date(year, 12, 31): 5}

    assert not marked(replace(CARD, year=year, days=days), 1160, 430, 1200, 630)


def test_a_day_is_its_own_cell():
    """Of 2024, a Monday first: listens on January 1st colour the first cell, on Tuesday, December 31st the last."""
    strong = tuple(bytes.fromhex(palette.LIGHT["scale-4"][1:]))
    ends = [drawn(replace(CARD, days={day: 1})) for day in (date(2024, 1, 1), date(2024, 12, 31))]

    assert ends[0].getpixel((80, 466)) == strong != ends[1].getpixel((80, 466))
    assert ends[1].getpixel((1120, 486)) == strong != ends[0].getpixel((1120, 486))


def test_more_listens_are_darker():
    """Days of 1, 3 and 6 listens go from light to dark."""
    days = {date(2024, 1, 1) + timedelta(weeks=week): count for week, count in enumerate((1, 3, 6))}
    picture = drawn(replace(CARD, days=days))
    light = [sum(picture.getpixel((80 + 20 * week, 466))) for week in range(3)]  # type: ignore[arg-type]

    assert all(before > after for before, after in pairwise(light))


@pytest.mark.parametrize("count", [0, 1, 10**7, 10**12])
def test_any_count_stays_in_its_column(count: int):
    """The first column ends before the second begins, and the second before the artists."""
    card = replace(CARD, listens=count, hours=count, artists=count, albums=count, days={})

    assert not marked(card, 320, 200, 340, 400)
    assert not marked(card, 590, 200, 658, 400)


def test_without_durations_tracks_are_told():
    """No hours: the fourth number is that of tracks."""
    assert png(replace(CARD, hours=None)) != png(replace(CARD, hours=None, tracks=3))
    assert png(CARD) == png(replace(CARD, tracks=3))


@pytest.mark.parametrize("wrong", [{"listens": -1}, {"hours": -1}, {"days": {date(2024, 1, 1): -1}}])
def test_a_count_is_never_negative(wrong: dict[str, object]):
    """A negative count is refused where the card is made."""
    with pytest.raises(ValueError, match="ana, 2024: -1; a count is never negative"):
        replace(CARD, **wrong)  # type: ignore[arg-type]
