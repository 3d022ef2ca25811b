"""Where each box of a picture stands, computed from a fixed seed: the same network gives the same places.

A bipartite picture has two columns, the busiest boxes on top, each column then ordered to reduce crossings. A force
picture is igraph's Kamada–Kawai layout of the largest component; the other components stand in rows below it.
"""

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.drawing.view import Network

ROW, GAP, WIDE = 26, 560, 1000
"""Pixels: from one row of a bipartite picture to the next, between its columns, across a force picture at the least."""
FONT = 13
SEED = 2022


class Box(NamedTuple):
    """A node in a picture: its middle, its extent and the size of its type, in pixels at scale 1."""

    x: int
    y: int
    width: int
    height: int
    font: int


def layout(network: "Network") -> dict[str, Box]:
    """Return node → box, the picture's middle at (0, 0).

    No two boxes of a bipartite picture overlap, nor of a force picture of fewer than about a thousand nodes.

    Raises:
        QueryError: a bipartite layout is asked for and a node is at both ends of edges.
    """
    if not network:
        return {}
    placed = _columns(network) if network.graph.get("layout") == "bipartite" else _force(network)
    boxes = placed.values()
    x = round((min(b.x - b.width / 2 for b in boxes) + max(b.x + b.width / 2 for b in boxes)) / 2)
    y = round((min(b.y - b.height / 2 for b in boxes) + max(b.y + b.height / 2 for b in boxes)) / 2)
    return {node: box._replace(x=box.x - x, y=box.y - y) for node, box in placed.items()}


def text(network: "Network", node: str) -> str:
    """Return what is written in a node's box: its label and a number.

    The number counts the nodes at the other ends of its edges in a bipartite picture, and those its edges lead to in a
    force picture, where a node that leads to no other has none.
    """
    label = str(network.nodes[node]["label"])
    counted = _neighbors(network, node) if network.graph.get("layout") == "bipartite" else set(network.successors(node))
    return f"{label}  {len(counted)}" if counted - {node} else label


def width(text: str, font: int) -> int:
    """Return about how many pixels a text takes in a common sans-serif type, rather too many than too few."""
    return round(font * sum(map(_advance, text))) + 1


def _advance(character: str) -> float:
    if character in "iljtfI.,:;'|!() ":
        return 0.3
    if character in "mwMW@%" or ord(character) > 0x2E7F:
        return 1.0
    return 0.68 if character.isupper() else 0.58


def _neighbors(network: "Network", node: str) -> set[str]:
    return {*network.successors(node), *network.predecessors(node)} - {node}


def _columns(network: "Network") -> dict[str, Box]:
    ends = {target for _, target in network.edges()}
    both = sorted(ends & {source for source, _ in network.edges()})
    if both:
        raise QueryError(f"views/{network.graph.get('view')}.rq", f"{both[0]} is at both ends", "write layout: force")
    named = sorted(network, key=lambda node: (str(network.nodes[node]["label"]).casefold(), node))
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
    placed: dict[str, Box] = {}
    sizes = [_size(network, node) for node in nodes]
    across = float(WIDE)
    if len(parts[0]) > 1:
        sized = [sizes[vertex] for vertex in parts[0]]
        points = _spread(whole.induced_subgraph(parts[0]), sized)
        placed |= {
            nodes[vertex]: Box(round(x), round(y), *size)
            for vertex, (x, y), size in zip(parts[0], points, sized, strict=True)
        }
        across = max(across, max(b.x for b in placed.values()))
    x, y = 0, max((box.y for box in placed.values()), default=0) + 70
    for vertex in (vertex for part in parts if nodes[part[0]] not in placed for vertex in part):
        wide = sizes[vertex][0]
        if x + wide > across:
            x, y = 0, y + 60
        placed[nodes[vertex]] = Box(x + wide // 2, y, *sizes[vertex])
        x += wide + 30
    return placed


def _size(network: "Network", node: str) -> tuple[int, int, int]:
    font = 12 + min(8, round(len(_neighbors(network, node)) ** 0.5))
    return width(text(network, node), font) + 14, font + 9, font


def _spread(graph: Any, sizes: list[tuple[int, int, int]]) -> list[list[float]]:
    """Return a point for each vertex of a connected graph: a force layout, stretched to a page, boxes parted."""
    import igraph

    down = max(sum((w + 30) * (h + 26) for w, h, _ in sizes) * 2 / WIDE, 300)
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        at = graph.layout_kamada_kawai(maxiter=3000, seed=graph.layout_circle()).coords
    finally:
        igraph.set_random_number_generator(random)
    points = []
    spans = [max(point[axis] for point in at) - min(point[axis] for point in at) for axis in (0, 1)]
    if spans[1] > spans[0]:
        at = [(y, x) for x, y in at]
    lows, highs = ([edge(point[axis] for point in at) for axis in (0, 1)] for edge in (min, max))
    for point in at:
        share = [(point[axis] - lows[axis]) / ((highs[axis] - lows[axis]) or 1) for axis in (0, 1)]
        points.append([share[0] * WIDE, share[1] * down])
    _part(points, sizes)
    return points


def _part(points: list[list[float]], sizes: list[tuple[int, int, int]]) -> None:
    """Push overlapping boxes apart, along the axis on which they overlap less, until none do or it takes too long."""
    reach = max(height for _, height, _ in sizes) + 14
    for _ in range(400_000 // len(points)):
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
            return
