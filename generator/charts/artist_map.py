"""Artists by country: the world in classes of how many artists of a country were heard, small countries as dots."""

from collections.abc import Iterable, Mapping, Sequence

from generator.charts import legend, steps, world
from generator.charts.canvas import Canvas, Size, Words, blank
from generator.charts.steps import Class
from generator.charts.world import World

GAP = 8  # px, from the map to the legend
RING = 6  # tenths of px, the paper around a dot
BORDER = 5  # tenths of px, the paper between two countries


def svg(artists: Mapping[str, int], words: Words, size: Size) -> bytes:
    """The map of how many artists each country has, by alpha-3 code; a code that the map lacks is left out."""
    earth = world.world(size)
    canvas = blank("artist-map", size, heights())
    known = {code: count for code, count in artists.items() if _known(code, earth)}
    classes = draw(canvas, known, earth)
    return canvas.svg(words, _coloured(earth, known, classes))


def heights() -> dict[Size, int]:
    """How high the map is, whatever it shows."""
    return {size: world.height(size) + GAP + legend.height(size) for size in Size}


def draw(canvas: Canvas, artists: Mapping[str, int], earth: World) -> list[Class]:
    """The legend under the map, and the classes it tells."""
    if least := min((count for count in artists.values() if count < 0), default=0):
        raise ValueError(f"{least} artists; a count is never negative")
    classes = steps.growing_classes(max(artists.values(), default=0))
    unit = "artists" if classes else "no artists with a known country"
    legend.draw(canvas, earth.height + GAP, unit, legend.entries(classes))
    return classes


def _known(code: str, earth: World) -> bool:
    return bool(code) and (code in earth.shapes or code in earth.dots)


def _coloured(earth: World, artists: Mapping[str, int], classes: Sequence[Class]) -> str:
    def colour(code: str) -> str:
        return legend.colour_of(artists.get(code, 0), classes)

    dots = sorted(earth.dots, key=lambda code: (artists.get(code, 0), code))
    ring = "".join(earth.dots[code] for code in dots)
    return (
        f'<g class="land" style="stroke:var(--paper)" stroke-width="{BORDER}" stroke-linejoin="round">\n'
        + _paths((code, path, colour(code)) for code, path in earth.shapes.items())
        + '</g>\n<g class="land" fill="none" stroke="currentColor" stroke-linecap="round" '
        + f'stroke-width="{2 * earth.radius}">\n'
        + f'<path class="paper" stroke-width="{2 * (earth.radius + RING)}" d="{ring}"/>\n'
        + _paths((f"{code}-dot", earth.dots[code], colour(code)) for code in dots)
        + "</g>\n"
    )


def _paths(paths: Iterable[tuple[str, str, str]]) -> str:
    return "".join(f'<path id="{name or "other"}"{_class(colour)} d="{path}"/>\n' for name, path, colour in paths)


def _class(colour: str) -> str:
    return "" if colour == "land" else f' class="{colour}"'
