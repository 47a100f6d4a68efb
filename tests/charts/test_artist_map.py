"""The world: every country there, small ones seen, classes as the legend says."""

import csv
import json
import math
from itertools import combinations
from pathlib import Path

import pytest

import generator
from generator.charts import artist_map
from generator.charts.canvas import Size
from tests.charts.sample import WORDS, Drawn

HOME = Path(generator.__file__).parent
COUNTRIES = list(csv.DictReader((HOME / "countries.csv").open(encoding="utf-8", newline="")))
CODES = [row["alpha_3"] for row in COUNTRIES]
WORLD = json.loads((HOME / "charts" / "world.json").read_text("utf-8"))


def test_the_list_of_countries_is_whole():
    """249 countries of ISO 3166-1 and Kosovo, each code once, each with a name; Kosovo alone has no number."""
    assert len(COUNTRIES) == 250
    for column in ("alpha_2", "alpha_3", "numeric", "name"):
        assert len({row[column] for row in COUNTRIES}) == 250
    assert all(len(row["alpha_2"]) == 2 and len(row["alpha_3"]) == 3 for row in COUNTRIES)
    assert [row["alpha_3"] for row in COUNTRIES if not row["numeric"]] == ["XKX"]


@pytest.mark.parametrize("size", Size)
def test_every_country_is_drawn_and_coloured(size: Size):
    """Each of the 249 countries and Kosovo is a shape or a dot, and takes its colour."""
    drawn = Drawn(artist_map.svg(dict.fromkeys(CODES, 1), WORDS, size))
    coloured = {e.get("id", "").removesuffix("-dot") for e in drawn.root.iter() if e.get("class") == "scale-4"}

    assert set(CODES) - coloured == set()


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_country_is_too_small_to_see(size: str):
    """A country without a dot covers at least 2.5 px² of the map."""
    world = WORLD[size]
    dotless = {code: rings for code, rings in world["shapes"].items() if code and code not in world["dots"]}

    assert {code for code, rings in dotless.items() if sum(map(area, rings)) < 2.5} == set()


def area(ring: list[int]) -> float:
    """The px² of a ring of world.json."""
    points, x, y = [], 0, 0
    for dx, dy in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 10, y / 10))
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_dots_do_not_hide_one_another(size: str):
    """Any two dots are apart, and all are within the map."""
    world = WORLD[size]
    dots, least = world["dots"], 2 * world["radius"]

    assert [(a, b) for a, b in combinations(dots, 2) if math.dist(dots[a], dots[b]) < least] == []
    assert all(0 < x < world["width"] and 0 < y < world["height"] for x, y in dots.values())


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_shape_is_torn_across_the_map(size: str):
    """No outline jumps from one edge of the map to the other, as it would where it passes the map's last meridian."""
    world = WORLD[size]
    steps = [abs(dx) for rings in world["shapes"].values() for ring in rings for dx in ring[2::2]]

    assert max(steps) < world["width"] / 8


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, ["0", "1"]),
        (6, ["0", "1", "2", "3", "4", "5", "6"]),
        (7, ["0", "1", "2", "3–5", "6–10"]),
        (312, ["0", "1", "2–5", "6–20", "21–100", "101–500"]),
        (1000, ["0", "1", "2–5", "6–20", "21–100", "101–500", "501–2,000"]),
    ],
)
def test_the_legend_has_round_steps(count: int, words: list[str]):
    """From 0 on, at most six classes of round bounds reach the largest count."""
    assert Drawn(artist_map.svg({"SWE": count}, WORDS, Size.WIDE)).words == ["artists", *words]


def test_a_country_has_the_colour_of_its_class():
    """With 100 the most, 2 and 5 are in one class and 6 in the next; a country not given is land."""
    drawn = Drawn(artist_map.svg({"SWE": 100, "NOR": 2, "DNK": 5, "FIN": 6}, WORDS, Size.WIDE))

    assert drawn.colour("NOR") == drawn.colour("DNK") == "scale-3"
    assert drawn.colour("FIN") == "scale-4"
    assert drawn.colour("SWE") == "scale-6"
    assert drawn.colour("ISL") == "land"


def test_a_small_country_is_coloured_shape_and_dot():
    """Malta is a dot of its colour."""
    assert Drawn(artist_map.svg({"MLT": 1}, WORDS, Size.NARROW)).colour("MLT-dot") == "scale-4"


def test_a_code_that_is_no_country_changes_nothing():
    """A code that the map lacks neither shows nor stretches the classes."""
    known = artist_map.svg({"SWE": 2}, WORDS, Size.WIDE)

    assert artist_map.svg({"SWE": 2, "XXX": 900, "": 3}, WORDS, Size.WIDE) == known


@pytest.mark.parametrize("size", Size)
def test_the_map_is_light(size: Size):
    """A map with every country coloured stays under 120 KB."""
    assert len(artist_map.svg(dict.fromkeys(CODES, 3), WORDS, size)) < 120_000
