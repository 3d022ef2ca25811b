"""The world's states and territories as shapes on an equal-area map, and a map chart laid out.

The shapes are Natural Earth's at 1:50 million, as the npm package world-atlas has them, bundled with the browser code.
Areas on whose status positions differ, and that no row names, stay without a class. A state too small to see is a dot.
"""

import json
import math
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from kg.answering.answer import Thing
from kg.charts.chart import Chart, Key, Mark, Plot, name
from kg.charts.frame import PANEL, RULE, colors, shapes
from kg.errors import QueryError
from kg.namespace import browser_code

Point = tuple[float, float]

UNCODED = {"Kosovo": "xkx", "Somaliland": "somaliland"}
"""Shape without a code of ISO 3166 → the id of what it is in the register."""
PIECES: dict[str, tuple[str, tuple[float, float, float, float]]] = {
    "gaza": ("275", (34.1, 31.1, 34.6, 31.7)),
    "west-bank": ("275", (34.8, 31.3, 35.7, 32.6)),
    "zanzibar": ("834", (39.1, -6.6, 40.0, -4.8)),
    "crimea": ("643", (32.4, 44.3, 36.7, 46.3)),
}
"""Part of a shape → the shape's code and the box (west, south, east, north) its rings are in.

A part is drawn by itself where a row names it, over its shape if a row names that as well, else with its shape; Crimea
is never drawn with a shape."""
SAHARA = ("504", "732", 27.6667)
"""The shape whose part south of a latitude is drawn with another: Western Sahara, whoever holds it."""
CENTER = 11.55
"""Degrees east: the middle of the map, so that its edges, in the Bering Strait, part no land."""
NORTH, SOUTH = 83.7, -56.0
"""Degrees: the edges of the map; what reaches further south is Antarctica or near it, and left out."""
NEAR = 0.5
"""Pixels: a point nearer than this to the one before it is left out."""
SMALL, DOT = 10.0, 3.2
"""Square pixels below which a shape is drawn as a dot as well, and the radius of the dot in pixels."""
SEA = "#eef2f6"
NOTE = (
    "a state or territory too small to see is a dot. Shapes and lines are Natural Earth’s and take no position on any "
    "border or status; Crimea, Northern Cyprus, the Siachen Glacier and Western Sahara stay without a class. "
    "Equal Earth projection: areas can be compared."
)


class Shape(NamedTuple):
    """What is drawn as one: its key (a code of ISO 3166, or an id), its name, its outline, its area and its middle."""

    key: str
    name: str
    path: str
    area: float
    middle: Point


def equal_earth(longitude: float, latitude: float) -> Point:
    """Return the point of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018) on a sphere of radius 1."""
    a = (1.340264, -0.081106, 0.000893, 0.003796)
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = a[0] + 3 * a[1] * t**2 + t**6 * (7 * a[2] + 9 * a[3] * t**2)
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(t) / (3 * slope)
    return x, t * (a[0] + a[1] * t**2 + t**6 * (a[2] + a[3] * t**2))


SCALE = PANEL / 2 / equal_earth(180, 0)[0]
TOP = equal_earth(0, NORTH)[1]
TALL = round((TOP - equal_earth(0, SOUTH)[1]) * SCALE)


def _turned(longitude: float) -> float:
    return (longitude - CENTER + 180) % 360 - 180


def _placed(longitude: float, latitude: float, over: bool = False) -> Point:
    """Return the place of a point on the map, in pixels from its upper left corner.

    What reaches ``over`` the right edge is not brought back in on the left.
    """
    turned = _turned(longitude)
    x, y = equal_earth(turned + 360 if over and turned < 0 else turned, latitude)
    return x * SCALE + PANEL / 2, (TOP - y) * SCALE


@cache
def _atlas() -> tuple[list[list[Point]], list[dict[str, Any]]]:
    """Return the arcs of the atlas in degrees, and its countries."""
    atlas = json.loads(browser_code("countries-50m.json").read_text("utf-8"))
    (wide, tall), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for steps_ in atlas["arcs"]:
        x = y = 0
        arc = []
        for right, up in steps_:
            x, y = x + right, y + up
            arc.append((x * wide + west, y * tall + south))
        arcs.append(arc)
    return arcs, atlas["objects"]["countries"]["geometries"]


@cache
def _thinned(number: int, over: bool) -> tuple[Point, ...]:
    """Return an arc on the map without the points that are nearly on the one before; its ends stay."""
    arc = [_placed(*point, over) for point in _atlas()[0][number]]
    kept = arc[:1]
    for point in arc[1:-1]:
        if math.dist(point, kept[-1]) >= NEAR:
            kept.append(point)
    return (*kept, arc[-1])


def _degrees(numbers: list[int]) -> list[Point]:
    return [point for number in numbers for point in _atlas()[0][number if number >= 0 else ~number]]


def _ring(numbers: list[int]) -> list[Point]:
    turned = [_turned(longitude) for longitude, _ in _degrees(numbers)]
    over = max(turned) - min(turned) > 180
    points: list[Point] = []
    for number in numbers:
        arc = _thinned(number, over) if number >= 0 else _thinned(~number, over)[::-1]
        points += arc[1:] if points else arc
    return points


def _area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def _part(key: str, polygon: list[list[int]]) -> str | None:
    """Return the part of a shape that a polygon of it is, if it is one."""
    for part, (whole, (west, south, east, north)) in PIECES.items():
        if whole == key and all(west <= x <= east and south <= y <= north for x, y in _degrees(polygon[0])):
            return part
    return None


def world(named: frozenset[str] = frozenset()) -> list[Shape]:
    """Return the shapes of the world, largest first; the parts that are named are shapes of their own.

    Raises:
        ReadError: the browser code, which the shapes come with, was never bundled.
    """
    return list(_drawn(named & _TOLD))


_TOLD = frozenset((*PIECES, *(whole for whole, _ in PIECES.values())))
"""The names on which it depends what is a shape of its own."""


@cache
def _drawn(named: frozenset[str]) -> tuple[Shape, ...]:
    found: dict[str, tuple[str, list[list[list[Point]]]]] = {}
    for country in _atlas()[1]:
        label = country["properties"]["name"]
        key = country.get("id") or UNCODED.get(label, label)
        for polygon in country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]:
            part = _part(key, polygon)
            own = part is not None and (part in named or part == "crimea")
            rings = [_ring(ring) for ring in polygon]
            if key == SAHARA[0]:
                cut = [_cut(ring, _placed(0, SAHARA[2])[1]) for ring in rings]
                rings = [above for above, _ in cut if above]
                if south := [below for _, below in cut if below]:
                    found.setdefault(SAHARA[1], ("W. Sahara", []))[1].append(south)
            keys = [part if own and part else key, *([key] if own and key in named and part != "crimea" else [])]
            for each in keys:
                found.setdefault(each, (label, []))[1].append(rings)
    drawn = [shape for key, (label, polygons) in found.items() if (shape := _shape(key, label, polygons))]
    return tuple(sorted(drawn, key=lambda shape: (-shape.area, shape.key)))


def _cut(ring: list[Point], level: float) -> tuple[list[Point], list[Point]]:
    """Return the parts of a ring above and below a level of the map."""
    parts: tuple[list[Point], list[Point]] = ([], [])
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        parts[a[1] > level].append(a)
        if (a[1] > level) != (b[1] > level):
            edge = a[0] + (b[0] - a[0]) * (level - a[1]) / (b[1] - a[1]), level
            for part in parts:
                part.append(edge)
    return parts


def outline() -> str:
    """Return the edge of the map."""
    rows = [SOUTH + (NORTH - SOUTH) * step / 60 for step in range(61)]
    right = [_placed(CENTER + 179.999, row) for row in rows]
    left = [_placed(CENTER - 180, row) for row in reversed(rows)]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in [*right, *left]) + "Z"


def _shape(key: str, label: str, polygons: list[list[list[Point]]]) -> Shape | None:
    rings = [polygon for polygon in polygons if polygon and max(y for _, y in polygon[0]) < TALL]
    if not rings:
        return None
    largest = max((polygon[0] for polygon in rings), key=_area)
    middle = tuple(sum(axis) / len(largest) for axis in zip(*largest, strict=True))
    path = "".join(
        "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring[:-1]) + "Z"
        for polygon in rings
        for ring in polygon
        if len(ring) > 3 and (ring is largest or _area(ring) > 0.2)
    )
    return Shape(key, label, path, sum(_area(polygon[0]) for polygon in rings), (middle[0], middle[1]))


def _parted(middles: list[Point]) -> list[Point]:
    """Return the middles of dots, those that hide one another pushed apart."""
    found = [list(middle) for middle in middles]
    for _ in range(40):
        for at, a in enumerate(found):
            for b in found[at + 1 :]:
                away = math.dist(a, b) or 0.01
                push = (2 * DOT + 0.8 - away) / 2 / away
                if push > 0:
                    for axis in (0, 1):
                        step = (b[axis] - a[axis] or 0.01) * push
                        a[axis] -= step
                        b[axis] += step
    return [(x, y) for x, y in found]


def plot(chart: Chart) -> Plot:
    """Return a map laid out: a shape for each row, in the fill of its class.

    Raises:
        QueryError: two rows name one place, or a row's place has no shape.
    """
    front = chart.query.front
    labels, fills = chart.class_labels(), colors(chart)
    rows: dict[str, tuple[int, Any, Any, tuple[str, ...]]] = {}
    for row, claims in chart.rows():
        place = row["place"]
        local = place.iri.rpartition("/")[2] if isinstance(place, Thing) else name(place)
        key = name(row["code"]) or local
        if key in rows:
            raise QueryError(chart.place, f"{name(place)} comes twice", "select one row for each place")
        rows[key] = (chart.classed(row["value"]), place, row["value"], claims)
    marks: list[Mark] = []
    drawn: list[dict[str, Any]] = []
    dots: list[dict[str, Any]] = []
    counts = Counter[int]()
    for shape in world(frozenset(rows)):
        held = rows.pop(shape.key, None)
        look: dict[str, Any] = {"id": None, "fill": "#ffffff", "stroke": RULE, "path": shape.path}
        if held:
            at, place, value, claims = held
            said = chart.counted(value) if isinstance(value, int) else labels[at]
            mark = Mark(f"m{len(marks) + 1}", name(place), said, place.iri if isinstance(place, Thing) else "", claims)
            marks.append(mark)
            counts[at] += 1
            look |= {"id": mark.id, "fill": fills[at], "stroke": "#ffffff"}
            if shape.area < SMALL:
                dots.append(look | {"middle": shape.middle, "strokeWidth": 1})
                look["id"] = None
        drawn.append(look)
    if rows:
        raise QueryError(
            chart.place, f"{name(next(iter(rows.values()))[1])} has no shape", "select its code of ISO 3166"
        )
    keys = [Key(label, fills[at], fills[at], counts[at]) for at, label in enumerate(labels)]
    if "absent" in front:
        keys.append(Key(front["absent"], "#ffffff", RULE, None))
    for dot, (x, y) in zip(dots, _parted([dot.pop("middle") for dot in dots]), strict=True):
        arc = f"a{DOT},{DOT},0,1,0"
        dot["path"] = f"M{x - DOT:.1f},{y:.1f}{arc},{2 * DOT:.1f},0{arc},{-2 * DOT:.1f},0Z"
    sea = {"id": None, "fill": SEA, "stroke": SEA, "path": outline()}
    return Plot(marks, keys, {"marks": [shapes("path", [sea, *drawn, *dots], ("path",))]}, TALL, (NOTE,))
