"""Where each box of a picture stands, computed from a fixed seed: the same network gives the same places.

A bipartite picture has two columns, the busiest boxes on top, each column then ordered to reduce crossings. A force
picture is igraph's Kamada–Kawai layout of each component, the smaller ones in rows below the largest. A picture
of more edges than :data:`LARGE` is igraph's Fruchterman–Reingold layout, whatever its view asks for, and its nodes are
dots: columns of so many boxes would be too long to be seen at once.
"""

import random
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.drawing.lettering import width
from kg.errors import QueryError
from kg.naming.index import alphabetical

if TYPE_CHECKING:
    from kg.networks.projection import Network

LARGE = 2000
"""The most edges of a picture whose nodes are boxes."""
ROW, GAP, WIDE = 26, 560, 820
"""Pixels: from one row of a bipartite picture to the next, between its columns, across a force picture at the least."""
APART = 44
"""Pixels: the side of the square that a dot of a large picture has to itself, on average."""
FONT = 13
FEW = 6
"""The most nodes of a part of a picture that takes less than the whole width."""
SEED = 2022
MANY = 300
"""The most boxes that are parted pair by pair; more are put in lines."""


class Box(NamedTuple):
    """A node in a picture: its middle, its extent and the size of its type, in pixels at scale 1."""

    x: int
    y: int
    width: int
    height: int
    font: int


def layout(network: "Network") -> dict[str, Box]:
    """Return node → box, the picture's middle at (0, 0).

    No two boxes overlap. Dots may: there are no boxes in a large picture (:func:`large`).

    Raises:
        QueryError: a bipartite layout is asked for and a node is at both ends of edges.
    """
    if not network:
        return {}
    placed = _columns(network) if columns(network) else _force(network)
    boxes = placed.values()
    x = round((min(b.x - b.width / 2 for b in boxes) + max(b.x + b.width / 2 for b in boxes)) / 2)
    y = round((min(b.y - b.height / 2 for b in boxes) + max(b.y + b.height / 2 for b in boxes)) / 2)
    return {node: box._replace(x=box.x - x, y=box.y - y) for node, box in placed.items()}


def large(network: "Network") -> bool:
    """Return whether a network has more edges than are drawn between boxes."""
    return next(islice(network.edges(), LARGE, None), None) is not None


def columns(network: "Network") -> bool:
    """Return whether a network is drawn in two columns."""
    return network.graph.get("layout") == "bipartite" and not large(network)


def text(network: "Network", node: str) -> str:
    """Return what is written in a node's box: its label and a number.

    The number counts the nodes at the other ends of its edges in a bipartite picture or one without directions, and
    those its edges lead to in any other, where a node that leads to no other has none.
    """
    label = str(network.nodes[node]["label"])
    both = network.graph.get("layout") == "bipartite" or network.graph.get("symmetric")
    counted = _neighbors(network, node) if both else set(network.successors(node))
    return f"{label}  {len(counted - {node})}" if counted - {node} else label


def _neighbors(network: "Network", node: str) -> set[str]:
    return {*network.successors(node), *network.predecessors(node)} - {node}


def _columns(network: "Network") -> dict[str, Box]:
    ends = {target for _, target in network.edges()}
    both = sorted(ends & {source for source, _ in network.edges()})
    if both:
        raise QueryError(f"views/{network.graph.get('view')}.rq", f"{both[0]} is at both ends", "write layout: force")
    named = sorted(network, key=lambda node: (alphabetical(str(network.nodes[node]["label"])), node))
    joined = {node: _neighbors(network, node) for node in named}
    left, right = ([node for node in joined if (node in ends) is side] for side in (False, True))
    left.sort(key=lambda node: -len(joined[node]))
    for _ in range(12):
        right = _by_neighbors(right, left, joined)
        left = sorted(_by_neighbors(left, right, joined), key=lambda node: -len(joined[node]))
    tall = max(len(left), len(right))
    placed = {}
    for column, inner, side in ((left, 0, -1), (right, GAP, 1)):
        for position, node in enumerate(column):
            half = width(text(network, node), FONT) // 2 + 7
            y = round((position + 0.5) * tall / len(column) * ROW)
            placed[node] = Box(inner + side * half, y, 2 * half, ROW - 5, FONT)
    return placed


def _by_neighbors(column: list[str], other: list[str], joined: dict[str, set[str]]) -> list[str]:
    """Return a column in the order of the mean place of each node's neighbors in the other column, else of names."""
    at = {node: position for position, node in enumerate(other)}
    rank = {node: position for position, node in enumerate(joined)}
    return sorted(column, key=lambda node: (sum(at[n] for n in joined[node]) / len(joined[node]), rank[node]))


def _force(network: "Network") -> dict[str, Box]:
    import igraph

    nodes = sorted(network)
    number = {node: position for position, node in enumerate(nodes)}
    pairs = {tuple(sorted((number[source], number[target]))) for source, target in network.edges() if source != target}
    whole = igraph.Graph(len(nodes), sorted(pairs))
    parts = sorted(whole.connected_components(), key=lambda part: (-len(part), part))
    dots = large(network)
    sizes = [_dot(whole.degree(vertex)) if dots else _size(network, node) for vertex, node in enumerate(nodes)]
    pieces = []
    for part in parts:
        sized = [sizes[vertex] for vertex in part]
        if len(part) == 1 or (dots and len(part) <= FEW):
            points = [[float(APART * place), 0.0] for place in range(len(part))]
        else:
            graph = whole.induced_subgraph(part)
            points = _scattered(graph) if dots else _spread(graph, sized)
        boxes = {
            nodes[vertex]: Box(round(x), round(y), *size)
            for vertex, (x, y), size in zip(part, points, sized, strict=True)
        }
        pieces.append(boxes)
    return _packed(pieces)


def _packed(pieces: list[dict[str, Box]]) -> dict[str, Box]:
    """Return the boxes of pieces set beside and below each other, in their order, as wide as the first at most."""
    placed: dict[str, Box] = {}
    x = y = deep = across = 0
    for piece in pieces:
        boxes = piece.values()
        left, right = min(b.x - b.width // 2 for b in boxes), max(b.x + b.width // 2 for b in boxes)
        top, low = min(b.y - b.height // 2 for b in boxes), max(b.y + b.height // 2 for b in boxes)
        across = across or max(WIDE, right - left)
        if x and x + right - left > across:
            x, y, deep = 0, y + deep + APART, 0
        placed |= {node: b._replace(x=b.x - left + x, y=b.y - top + y) for node, b in piece.items()}
        x, deep = x + right - left + APART, max(deep, low - top)
    return placed


def _size(network: "Network", node: str) -> tuple[int, int, int]:
    font = 12 + min(8, round(len(_neighbors(network, node)) ** 0.5))
    return width(text(network, node), font) + 14, font + 9, font


def _dot(degree: int) -> tuple[int, int, int]:
    wide = 6 + min(24, round(degree**0.5))
    return wide, wide, FONT


def _scattered(graph: Any) -> list[list[float]]:
    """Return a point for each vertex of a connected graph: a force layout in as much room as its dots need."""
    side = APART * graph.vcount() ** 0.5
    at = _seeded(lambda: graph.layout_fruchterman_reingold(niter=300, grid="grid").coords)
    return _stretched(at, side * 1.25, side * 0.8)


def _spread(graph: Any, sizes: list[tuple[int, int, int]]) -> list[list[float]]:
    """Return a point for each vertex of a connected graph: a force layout, stretched to a page, boxes parted."""
    across = WIDE if len(sizes) > FEW else min(WIDE, 110 * len(sizes))
    down = max(sum((w + 30) * (h + 26) for w, h, _ in sizes) * 2 / across, min(300, 60 * len(sizes)))
    at = _seeded(lambda: graph.layout_kamada_kawai(maxiter=3000, seed=graph.layout_circle()).coords)
    points = _stretched(at, across, down)
    if len(sizes) <= MANY and _part(points, sizes):
        return points
    return _lined(at, sizes)


def _seeded(drawn: Callable[[], list[tuple[float, float]]]) -> list[tuple[float, float]]:
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))
    try:
        return drawn()
    finally:
        igraph.set_random_number_generator(random)


def _stretched(at: list[tuple[float, float]], across: float, down: float) -> list[list[float]]:
    """Return points stretched to an extent, the longer side of what they cover lying across."""
    spans = [max(point[axis] for point in at) - min(point[axis] for point in at) for axis in (0, 1)]
    if spans[1] > spans[0]:
        at = [(y, x) for x, y in at]
    lows, highs = ([edge(point[axis] for point in at) for axis in (0, 1)] for edge in (min, max))
    x, y = (extent / ((high - low) or 1) for low, high, extent in zip(lows, highs, (across, down), strict=True))
    return [[(point[0] - lows[0]) * x, (point[1] - lows[1]) * y] for point in at]


def _part(points: list[list[float]], sizes: list[tuple[int, int, int]]) -> bool:
    """Push overlapping boxes apart, along the axis on which they overlap less; return whether none do in the end."""
    reach = max(height for _, height, _ in sizes) + 14
    for _ in range(1000):
        order = sorted(range(len(points)), key=lambda vertex: (points[vertex][1], vertex))
        moved = False
        for position, i in enumerate(order):
            for j in order[position + 1 :]:
                away = points[j][0] - points[i][0], points[j][1] - points[i][1]
                if away[1] > reach:
                    break
                over = [
                    (sizes[i][axis] + sizes[j][axis]) / 2 + room - abs(away[axis]) for axis, room in ((0, 12), (1, 9))
                ]
                if min(over) > 0:
                    moved = True
                    axis = 0 if over[0] < over[1] else 1
                    step = (over[axis] / 2 + 0.5) * (1 if away[axis] >= 0 else -1)
                    points[i][axis] -= step
                    points[j][axis] += step
        if not moved:
            return True
    return False


def _lined(at: list[tuple[float, float]], sizes: list[tuple[int, int, int]]) -> list[list[float]]:
    """Return points in lines, no two boxes overlapping: each stays as near to its place as the others allow.

    A box takes the line of its height in the picture, or the next one with room; along a line, boxes in the order of
    their places are moved as little as parts them, the sum of squares being least (isotonic regression).
    """
    step = max(height for _, height, _ in sizes) + 12
    area = sum((wide + 30) * step for wide, _, _ in sizes) * 1.6
    across = max(float(WIDE), (area * 1.6) ** 0.5)
    points = _stretched(at, across, area / across)
    lines: list[list[int]] = []
    used = 0.0
    for vertex in sorted(range(len(points)), key=lambda vertex: (points[vertex][1], vertex)):
        wide = sizes[vertex][0] + 16
        while len(lines) * step <= points[vertex][1] or used + wide > across * 0.9:
            lines.append([])
            used = 0.0
        lines[-1].append(vertex)
        used += wide
    for number, line in enumerate(lines):
        line.sort(key=lambda vertex: (points[vertex][0], vertex))
        offset, offsets, blocks = 0.0, [], []
        for vertex in line:
            offset += sizes[vertex][0] / 2 + 8
            offsets.append(offset)
            blocks.append((points[vertex][0] - offset, 1))
            while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
                (high, count), (low, more) = blocks[-2:]
                blocks[-2:] = [((high * count + low * more) / (count + more), count + more)]
            offset += sizes[vertex][0] / 2 + 8
        levels = [level for level, count in blocks for _ in range(count)]
        for vertex, level, begun in zip(line, levels, offsets, strict=True):
            points[vertex] = [level + begun, number * step]
    return points
