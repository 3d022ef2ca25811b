"""The map of the world as points, and which of them are whose: found once for all the small maps of a site."""

from functools import cache
from typing import NamedTuple

from kg.charts import frame, world
from kg.drawing import png

Run = tuple[int, int, int]
"""Points side by side: their row, the first, and that after the last."""


class Spot(NamedTuple):
    """The points of a shape, and its middle."""

    runs: tuple[Run, ...]
    middle: tuple[int, int]


class Plate(NamedTuple):
    """A map: its height, and the points of each shape by its key, as :class:`kg.charts.world.Shape` has it."""

    tall: int
    spots: dict[str, Spot]


@cache
def plate(wide: int, named: frozenset[str] = frozenset()) -> Plate:
    """Return the map of a width in points; the parts of shapes that are ``named`` are shapes of their own.

    Raises:
        ReadError: the browser code, which the shapes come with, was never bundled.
    """
    import vl_convert

    shapes, scale = world.world(named), wide / frame.PANEL
    tall = round(world.TALL * scale)
    paths = "".join(f'<path d="{shape.path}" fill="#{at + 1:06x}"/>' for at, shape in enumerate(shapes))
    drawn = vl_convert.svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}">'
        f'<g transform="scale({scale:.6f})" shape-rendering="crispEdges">{paths}</g></svg>'
    )
    found: dict[int, list[Run]] = {}
    for y, (high, low) in enumerate(zip(png.plane(drawn, 1), png.plane(drawn, 2), strict=True)):
        row = [256 * one + other for one, other in zip(high, low, strict=True)]
        first = 0
        for x in range(1, wide + 1):
            if x == wide or row[x] != row[first]:
                found.setdefault(row[first], []).append((y, first, x))
                first = x
    middles = [(round(x * scale), round(y * scale)) for x, y in (shape.middle for shape in shapes)]
    spots = [Spot(tuple(found.get(at + 1, ())), middle) for at, middle in enumerate(middles)]
    return Plate(tall, {shape.key: spot for shape, spot in zip(shapes, spots, strict=True)})
