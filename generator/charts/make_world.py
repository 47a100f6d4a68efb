"""Makes world.json, the outlines and dots that the artist map draws; run by hand, never while a site is built.

Reads countries-50m.json of the npm package world-atlas (Natural Earth 1:50m, public domain) and countries.csv:

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python -m generator.charts.make_world package/countries-50m.json

Countries are projected to Equal Earth, so equal areas stay equal, and simplified border by border: two neighbours share
the very same simplified border and no gap opens between them. Antarctica is left out but for its dot. Overseas parts
that ISO lists by themselves are cut from the country that Natural Earth files them under. Places that ISO does not list
fall to the country around them, or stay plain land. A country too small to be seen is given a dot as well, moved aside
just far enough that no two dots overlap; the two chart sizes have their own outlines and dots.

world.json: {size: {"width": px, "height": px, "radius": px, "dots": {alpha_3: [x, y]},
"shapes": {alpha_3: [[x0, y0, dx, dy, …], …]}}}, everything in tenths of a px of its own size; in a shape, each point
after the first is relative to the one before. The key "" holds land of no listed country.
"""

import csv
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Ring = list[Point]

HERE = Path(__file__).parent
NORTH, SOUTH = 83.7, -59.0  # Greenland's tip; south of every island but Antarctica's
CUT = -169.0  # degrees, the meridian of the map's two edges: between Siberia and Alaska
BEND = 0.2  # px², the triangle below which a bend of a border is straightened
SPECK = 0.25  # px², an island below this is left out


@dataclass(frozen=True, slots=True)
class MapSize:
    """One size of the map in px: its width, margin, a dot's radius, and the land (px²) that needs none."""

    width: float
    margin: float
    radius: float
    small: float

    @property
    def scale(self) -> float:
        """Px for one unit of the projection."""
        return (self.width - 2 * self.margin) / (2 * equal_earth(180, 0)[0])

    @property
    def height(self) -> int:
        """The height in px that shows all land but Antarctica."""
        return math.ceil(self.scale * (equal_earth(0, NORTH)[1] - equal_earth(0, SOUTH)[1]) + 2 * self.margin)

    def place(self, longitude: float, latitude: float) -> Point:
        """The px of a point in degrees, y downwards."""
        x, y = equal_earth(longitude - CUT - 180, latitude)
        down = self.margin + (equal_earth(0, NORTH)[1] - y) * self.scale
        return self.width / 2 + x * self.scale, min(down, self.height - self.margin)


SHEETS = {"wide": MapSize(760, 4, 2.3, 5.0), "narrow": MapSize(340, 3, 1.8, 2.6)}
TENTHS = 10
STEPS = 4000  # of pushing dots apart; more change nothing

# Named by Natural Earth without an ISO number.
ADOPTED = {"Somaliland": "SOM", "Kosovo": "XKX", "N. Cyprus": "CYP"}

# alpha_3 of the whole, of the part, and the part's west, south, east, north in degrees.
PARTS = (
    ("FRA", "GUF", (-55, 2, -51, 6)),
    ("FRA", "GLP", (-62, 15.8, -61, 16.6)),
    ("FRA", "MTQ", (-61.5, 14, -60.5, 15)),
    ("FRA", "REU", (55, -22, 56, -20)),
    ("FRA", "MYT", (45, -13.2, 45.4, -12.5)),
    ("NOR", "SJM", (-10, 70.5, 35, 81)),
    ("NOR", "BVT", (3, -55, 4, -54)),
    ("NLD", "BES", (-70, 12, -62, 18)),
    ("", "CXR", (105, -11, 106, -10)),
    ("", "CCK", (96, -13, 98, -11)),
)

# Longitude, eastwards of CUT, and latitude of what the 1:50m outlines lack.
LACKING = {
    "ATA": (11.0, -62.0),  # a dot at the southern edge stands for the continent
    "BES": (-68.3, 12.2),
    "BVT": (3.4, -54.4),
    "CCK": (96.8, -12.2),
    "CXR": (105.6, -10.5),
    "GIB": (-5.35, 36.14),
    "TKL": (188.2, -9.2),
    "TUV": (179.2, -8.5),
    "UMI": (166.6, 19.3),  # Wake
}


def equal_earth(longitude: float, latitude: float) -> Point:
    """The place of a point in degrees on the Equal Earth map, y upwards, about 2.7 to either side of 0.

    The polynomial of Šavrič, Patterson and Jenny (2018).
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * slope)
    return x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, positive whichever way it runs."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of the triangle of three points."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def straightened(line: list[Point], bend: float) -> list[Point]:
    """The line without its smallest bends, both ends kept; a closed line keeps at least a triangle (Visvalingam)."""
    line = list(line)
    least = 4 if line[0] == line[-1] else 2
    bends = [triangle(*line[i : i + 3]) for i in range(len(line) - 2)]
    while len(line) > least and min(bends) < bend:
        i = bends.index(min(bends))
        gone = bends.pop(i)
        del line[i + 1]
        for j in (i - 1, i):  # never below the bend just removed, or a long curve would crumble from one end
            if 0 <= j < len(bends):
                bends[j] = max(gone, triangle(*line[j : j + 3]))
    return line


def degrees(atlas: dict[str, object]) -> list[Ring]:
    """Every arc of the TopoJSON file in degrees, longitudes from CUT eastwards."""
    transform = atlas["transform"]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]  # type: ignore[index]
    return [whole(list(_summed(arc, sx, sy, tx, ty))) for arc in atlas["arcs"]]  # type: ignore[attr-defined]


def whole(arc: Ring) -> Ring:
    """The arc in one piece, on the side of CUT where most of it lies: no line crosses the map from edge to edge."""
    first = arc[0][0]
    near = [((x - first + 180) % 360 + first - 180, y) for x, y in arc]
    middle = sum(x for x, _ in near) / len(near)
    turn = (middle - CUT) % 360 + CUT - middle
    return [(x + turn, y) for x, y in near]


def _summed(arc: Sequence[tuple[int, int]], sx: float, sy: float, tx: float, ty: float) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * sx + tx, y * sy + ty


def stitched(refs: Sequence[int], arcs: list[Ring]) -> Ring:
    """The closed ring of some arcs; a negative reference ~i is arc i backwards. The first point is not repeated."""
    ring: Ring = []
    for ref in refs:
        arc = arcs[ref] if ref >= 0 else arcs[~ref][::-1]
        ring += arc[:-1]
    return ring


def owner(whole: str, ring: Ring) -> str:
    """The alpha-3 code that a polygon of a country belongs to, by the middle of its outer ring in degrees."""
    x = sum(p[0] for p in ring) / len(ring)
    y = sum(p[1] for p in ring) / len(ring)
    for country, part, (west, south, east, north) in PARTS:
        if country == whole and west < x < east and south < y < north:
            return part
    return whole


def polygons(atlas: dict[str, object], codes: dict[str, str]) -> Iterator[tuple[str, list[list[int]]]]:
    """Every polygon as the alpha-3 code of its country ("" for none) and the arc references of its rings."""
    for shape in atlas["objects"]["countries"]["geometries"]:  # type: ignore[index]
        name = shape["properties"]["name"]
        code = codes.get(shape.get("id", ""), ADOPTED.get(name, ""))
        yield from ((code, p) for p in ([shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]))


def outlines(atlas: dict[str, object], codes: dict[str, str], sheet: MapSize) -> dict[str, list[Ring]]:
    """The simplified rings of every country in px of the sheet, the largest ring first."""
    globe = degrees(atlas)
    flat = [straightened([sheet.place(*p) for p in arc], BEND) for arc in globe]
    countries: dict[str, list[Ring]] = {}
    for code, rings in polygons(atlas, codes):
        part = owner(code, stitched(rings[0], globe))
        if part != "ATA":
            countries.setdefault(part, []).extend(stitched(ring, flat) for ring in rings)
    return {code: sorted(rings, key=area, reverse=True) for code, rings in sorted(countries.items())}


def centre(ring: Ring) -> Point:
    """The middle of a ring's corners."""
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)


def dots(countries: dict[str, list[Ring]], sheet: MapSize) -> dict[str, Point]:
    """Where the dots of a sheet stand, in its px: every country it would not show, apart from one another."""
    homes = {code: sheet.place(*spot) for code, spot in LACKING.items()}
    for code, rings in countries.items():
        if code and sum(map(area, rings)) < sheet.small:
            homes.setdefault(code, centre(rings[0]))
    return apart(dict(sorted(homes.items())), sheet)


def apart(homes: dict[str, Point], sheet: MapSize) -> dict[str, Point]:
    """The dots pushed from one another until none overlap, each drawn back to its home a little at every step."""
    gap, edge = 2 * sheet.radius + 0.8, sheet.radius + 1
    spots = {code: list(home) for code, home in homes.items()}
    for step in range(STEPS):
        pull = 0.02 if step < STEPS * 3 / 4 else 0.0
        for code, spot in spots.items():
            spot[0] += pull * (homes[code][0] - spot[0])
            spot[1] += pull * (homes[code][1] - spot[1])
            for other in (there for name, there in spots.items() if name > code):
                _push(spot, other, gap)
            spot[0] = min(max(spot[0], edge), sheet.width - edge)
            spot[1] = min(max(spot[1], edge), sheet.height - edge)
    return {code: (x, y) for code, (x, y) in spots.items()}


def _push(a: list[float], b: list[float], gap: float) -> None:
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy) or 1e-9
    if far < gap:
        move = (gap - far) / 2 / far
        a[0], a[1] = a[0] - dx * move, a[1] - dy * move
        b[0], b[1] = b[0] + dx * move, b[1] + dy * move


def tenths(ring: Ring) -> list[int]:
    """A ring in whole tenths of a px, each point relative to the one before; points that meet are one."""
    points = [(round(x * TENTHS), round(y * TENTHS)) for x, y in ring]
    kept = [p for p, before in zip(points, [points[-1], *points], strict=False) if p != before]
    flat = list(kept[0]) if kept else []
    for (x1, y1), (x2, y2) in pairwise(kept):
        flat += [x2 - x1, y2 - y1]
    return flat


def packed(rings: list[Ring]) -> list[list[int]]:
    """The rings worth drawing; a country's largest is kept however small."""
    drawn = [tenths(ring) for i, ring in enumerate(rings) if i == 0 or area(ring) > SPECK]
    return [ring for ring in drawn if len(ring) >= 6]  # noqa: PLR2004 - three points


def drawn(atlas: dict[str, object], codes: dict[str, str], sheet: MapSize) -> dict[str, object]:
    """One size of the map as world.json holds it."""
    countries = outlines(atlas, codes, sheet)
    places = dots(countries, sheet)
    return {
        "width": round(sheet.width * TENTHS),
        "height": sheet.height * TENTHS,
        "radius": round(sheet.radius * TENTHS),
        "dots": {code: [round(x * TENTHS), round(y * TENTHS)] for code, (x, y) in places.items()},
        "shapes": {code: shape for code, rings in countries.items() if (shape := packed(rings))},
    }


def main() -> None:
    """Writes world.json beside this file from the TopoJSON file named on the command line."""
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    with (HERE.parent / "countries.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["numeric"]: row["alpha_3"] for row in csv.DictReader(file) if row["numeric"]}
    world = {size: drawn(atlas, codes, sheet) for size, sheet in SHEETS.items()}
    text = json.dumps(world, separators=(",", ":")).replace(']],"', ']],\n"') + "\n"
    (HERE / "world.json").write_text(text, "utf-8")
    print(f"world.json: {len(text):,} bytes")


if __name__ == "__main__":
    main()
