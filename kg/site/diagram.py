"""A diagram: boxes in layers from left to right and arrows between them, as SVG that takes its colors from the page.

igraph's Sugiyama layout orders each layer so that few arrows cross; an arrow over several layers bends in each.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from kg.drawing import font
from kg.drawing.lettering import pin, width

FONT, SMALL = 13, 11.5
HEIGHT, ROW, GAP, BEND = 24, 33, 50, 70
"""Pixels: a box, one row to the next, between two layers besides the words there, out to a backward arrow's turn."""


class Arrow(NamedTuple):
    """An arrow between two boxes, with the words on it; ``derived`` arrows are dashed."""

    source: str
    target: str
    text: str = ""
    derived: bool = False


def svg(boxes: Mapping[str, str], arrows: Iterable[Arrow], title: str, foreign: Iterable[str] = ()) -> str:
    """Return a diagram of boxes (name → link); ``title`` says to those who do not see it what it shows.

    Boxes in ``foreign`` have no link and another look. The same boxes and arrows give the same picture. Arrows must
    not lead around in a circle, except the derived ones, which have no say in where a box stands.
    """
    drawn = sorted(set(arrows))
    names = sorted(boxes)
    layer = _layers(names, [arrow for arrow in drawn if not arrow.derived])
    places, bends = _places(names, layer, drawn)
    wide = {name: width(name, FONT) + 18 for name in names}
    lefts = _lefts(layer, wide, drawn)
    ends = {name: lefts[layer[name]] + wide[name] for name in names}
    beside = [BEND + width(arrow.text, FONT) for arrow in drawn if layer[arrow.target] <= layer[arrow.source]]
    right = max(ends.values()) + max(beside, default=0) + 1
    said = "".join([*names, *(arrow.text for arrow in drawn)])
    bottom = max([*places.values(), *(at[1] for each in bends.values() for at in each)]) + HEIGHT / 2 + 1
    lines = [
        f'<svg class="diagram" viewBox="0 0 {right:g} {bottom:g}" width="{right:g}" height="{bottom:g}" role="img" '
        f'aria-label="{escape(title)}" font-family="{font.FAMILY}" text-rendering="geometricPrecision">',
        f"<style>{font.faces(font.parts_of(said))}</style>",
    ]
    words = []
    taken: list[tuple[float, float, float]] = []
    for arrow in drawn:
        back = layer[arrow.target] <= layer[arrow.source]
        points = (
            [(ends[name], places[name]) for name in (arrow.source, arrow.target)]
            if back
            else (_points(arrow, layer, places, bends, lefts, ends))
        )
        kind = "derived" if arrow.derived else "arrow"
        lines.append(f'<path class="{kind}" d="{_back(points) if back else _curve(points)}"/>{_head(points[-1], back)}')
        if arrow.text:
            x, y = _beside(points) if back else _along(points[-2], points[-1], width(arrow.text, SMALL), taken)
            words.append(
                f'<text class="{"word start" if back else "word"}" x="{x:g}" y="{y:g}"{pin(arrow.text, SMALL)}>'
                f"{escape(arrow.text)}</text>"
            )
    other = set(foreign)
    for name in names:
        x, y = lefts[layer[name]], places[name]
        kind = "box foreign" if name in other else "box"
        box = (
            f'<rect class="{kind}" x="{x:g}" y="{y - HEIGHT / 2:g}" width="{wide[name]}" height="{HEIGHT}" rx="5"/>'
            f'<text x="{x + wide[name] / 2:g}" y="{y + 4.5:g}"{pin(name, FONT)}>{escape(name)}</text>'
        )
        lines.append(box if name in other else f'<a href="{escape(boxes[name])}">{box}</a>')
    return "\n".join([*lines, *words, "</svg>"])


def _layers(names: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """Return box → the number of arrows on the longest way to it."""
    layer = dict.fromkeys(names, 0)
    for _ in names:
        for arrow in arrows:
            layer[arrow.target] = max(layer[arrow.target], layer[arrow.source] + 1)
    return layer


def _places(
    names: Sequence[str], layer: Mapping[str, int], arrows: Sequence[Arrow]
) -> tuple[dict[str, float], dict[Arrow, list[tuple[int, float]]]]:
    """Return box → the height of its middle, and arrow → (layer, height) of its bends."""
    import igraph

    number = {name: position for position, name in enumerate(names)}
    layers = [layer[name] for name in names]
    edges: list[tuple[int, int]] = []
    through: dict[Arrow, list[int]] = {}
    for arrow in arrows:
        at = number[arrow.source]
        for between in range(layer[arrow.source] + 1, layer[arrow.target]):
            layers.append(between)
            edges.append((at, len(layers) - 1))
            at = len(layers) - 1
            through.setdefault(arrow, []).append(at)
        if layer[arrow.source] < layer[arrow.target]:
            edges.append((at, number[arrow.target]))
    graph: Any = igraph.Graph(len(layers), edges, directed=True)
    heights = [point[0] for point in graph.layout_sugiyama(layers=layers, maxiter=300).coords[: len(layers)]]
    least = min(heights)
    y = [round((height - least) * ROW + HEIGHT / 2 + 1, 1) for height in heights]
    bends = {arrow: [(layers[vertex], y[vertex]) for vertex in vertices] for arrow, vertices in through.items()}
    return {name: y[number[name]] for name in names}, bends


def _lefts(layer: Mapping[str, int], wide: Mapping[str, int], arrows: Sequence[Arrow]) -> list[float]:
    """Return the left edge of each layer: room for the widest box before it and the longest word between."""
    lefts = [1.0]
    for number in range(max(layer.values())):
        boxes = max(wide[name] for name in layer if layer[name] == number)
        words = [width(arrow.text, FONT) for arrow in arrows if layer[arrow.target] == number + 1 and arrow.text]
        lefts.append(lefts[-1] + boxes + GAP + max(words, default=0))
    return lefts


def _points(
    arrow: Arrow,
    layer: Mapping[str, int],
    places: Mapping[str, float],
    bends: Mapping[Arrow, list[tuple[int, float]]],
    lefts: Sequence[float],
    ends: Mapping[str, float],
) -> list[tuple[float, float]]:
    between = [point for number, y in bends.get(arrow, ()) for point in ((lefts[number], y), (lefts[number] + 60, y))]
    start = (ends[arrow.source], places[arrow.source])
    return [start, *between, (lefts[layer[arrow.target]], places[arrow.target])]


def _curve(points: Sequence[tuple[float, float]]) -> str:
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (to_x - x) / 2
        parts.append(f"C{x + half:g} {y:g} {to_x - half:g} {to_y:g} {to_x:g} {to_y:g}")
    return "".join(parts)


def _back(points: Sequence[tuple[float, float]]) -> str:
    """Return the way from one right side to another, around outside of the boxes."""
    (x, y), (to_x, to_y) = points
    out = max(x, to_x) + BEND
    return f"M{x:g} {y:g}C{out:g} {y:g} {out:g} {to_y:g} {to_x:g} {to_y:g}"


def _beside(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    (x, y), (to_x, to_y) = points
    return max(x, to_x) + 0.78 * BEND, (y + to_y) / 2 + 4


def _head(point: tuple[float, float], back: bool) -> str:
    x, y = point
    return f'<path class="head" d="M{x:g} {y:g}l{7 if back else -7} -3.5v7z"/>'


def _along(
    start: tuple[float, float], end: tuple[float, float], long: int, taken: list[tuple[float, float, float]]
) -> tuple[float, float]:
    """Return where the words of an arrow stand along its last stretch: the first of some places that is free."""
    for part in (0.62, 0.52, 0.72, 0.44, 0.8, 0.36):
        curve = part * part * (3 - 2 * part)
        x, y = start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * curve + 4
        if not any(abs(x - at) < (long + other) / 2 and abs(y - height) < 13 for at, height, other in taken):
            break
    taken.append((x, y, long))
    return x, y
