"""Measures of a network's nodes: where each one stands, by the formulas of the literature.

Lines between the same two nodes are one pair, whose weight is the sum of theirs; a line from a node to itself counts
for nothing. What is undefined is None, never zero:

==============  =========================================================================================  ============
measure         value                                                                                      unit
==============  =========================================================================================  ============
degree          number of other nodes that a line joins it to                                              nodes
strength        sum of the weights of its lines (Barrat et al. 2004)                                       the weight's
betweenness     share of the shortest paths between two other nodes that pass through it, lines without    0 to 1
                direction or weight (Freeman 1977); undefined in a network of fewer than three nodes
pagerank        share of a random walk along the lines, by weight, with 0.85 to follow one (Brin and       0 to 1, all 1
                Page 1998)
core            the largest k such that it is in a part where all have degree k or more (Seidman 1983)     nodes
community       number of its community, the largest being 1: Leiden on modularity, from a fixed seed      a name
                (Traag et al. 2019); undefined for a node without lines
component       number of its component, what lines join whatever their direction, the largest being 1         a name
dependence      largest share of one node in the weight of the lines that lead to it; undefined where      0 to 1
                none does
concentration   sum of the squares of those shares: the Herfindahl–Hirschman index (Hirschman 1964;        1/n to 1
                times 10,000 where shares are percentages); undefined likewise
==============  =========================================================================================  ============

``dependence`` and ``concentration`` have a meaning where lines lead from suppliers to the supplied. They are shares of
names in a source, not of contracts, money or cameras, and a lower bound of what there is.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.answering.answer import Answer, Cell, Thing
from kg.errors import KgError, suggestion
from kg.namespace import iri

if TYPE_CHECKING:
    from kg.networks.projection import Network

Value = int | float | None
Values = dict[str, Value]
SEED = 2022


def measured(network: "Network", names: Iterable[str]) -> dict[str, Values]:
    """Return measure → node → value, the nodes in the order of the network.

    Raises:
        KgError: a name is no measure.
    """
    found = {}
    for name in names:
        known(name, MEASURES)
        found[name] = MEASURES[name](network)
    return found


def known(name: str, measures: Iterable[str]) -> None:
    """Do nothing where a measure is one of several.

    Raises:
        KgError: it is none of them.
    """
    if name not in (names := list(measures)):
        hint = suggestion(name, names, f"write one of {', '.join(names)}")
        raise KgError("--measures", f"no measure is called {name!r}", hint)


def table(network: "Network", names: Sequence[str]) -> Answer:
    """Return a row for each node, the highest by the first measure first, with the claims of its lines.

    Raises:
        KgError: as :func:`measured`.
    """
    found = measured(network, names)
    claims = cited(network)
    rows = ranked({node: str(told["label"]) for node, told in network.nodes(data=True)}, found)
    things: list[dict[str, Cell]] = [{**row, "node": thing(network, str(row["node"]))} for row in rows]
    return Answer(("node", "label", *found), things, [claims[str(row["node"])] for row in rows], {})


def ranked(labels: Mapping[str, str], found: Mapping[str, Mapping[str, Value]]) -> list[dict[str, Cell]]:
    """Return a row for each node, the highest by the first measure first, then by label, then in the order given.

    ``labels`` is node → label, ``found`` measure → node → value.
    """
    first = next(iter(found), "")

    def rank(node: str) -> tuple[float, str]:
        value = found[first][node] if first else None
        held = float("inf") if value is None else value if first in NUMBERED else -value
        return held, labels[node].casefold()

    rows: list[dict[str, Cell]] = []
    for node in sorted(labels, key=rank):
        row: dict[str, Cell] = {"node": node, "label": labels[node]}
        rows.append(row | {name: rounded(values[node]) for name, values in found.items()})
    return rows


def cited(network: "Network") -> dict[str, tuple[str, ...]]:
    """Return node → the claims of its lines, sorted."""
    found: dict[str, set[str]] = {node: set() for node in network}
    for source, target, edge in network.edges(data=True):
        found[source].update(edge["claims"])
        found[target].update(edge["claims"])
    return {node: tuple(sorted(claims)) for node, claims in found.items()}


def thing(network: "Network", node: str) -> Thing:
    """Return a node as a cell of an answer."""
    told = network.nodes[node]
    return Thing(iri(node), str(told["label"]), str(told["type"]))


def rounded(value: Value) -> Cell:
    """Return a value with at most six decimals."""
    return round(value, 6) if isinstance(value, float) else value


def ranks(values: Mapping[str, Value], network: "Network") -> dict[str, int]:
    """Return node → its rank among the nodes of its type, 1 the highest; equals share the better rank.

    A node whose value is undefined has none.
    """
    found: dict[str, int] = {}
    by_type: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for node, value in values.items():
        if value is not None:
            by_type[str(network.nodes[node]["type"])].append((round(value, 9), node))
    for held in by_type.values():
        held.sort(key=lambda pair: -pair[0])
        for position, (value, node) in enumerate(held):
            equal = position > 0 and held[position - 1][0] == value
            found[node] = found[held[position - 1][1]] if equal else position + 1
    return found


def pairs(network: "Network", *, directed: bool = False) -> tuple[list[str], dict[tuple[int, int], float]]:
    """Return the nodes, and the weight of each pair of their numbers that a line joins.

    In a pair (a, b), a is less than b unless ``directed``, where lines lead from a to b. A line of a
    symmetric view counts in both directions.
    """
    nodes = list(network)
    number = {node: position for position, node in enumerate(nodes)}
    found: dict[tuple[int, int], float] = defaultdict(float)
    for source, target, edge in network.edges(data=True):
        a, b = number[source], number[target]
        if a == b:
            continue
        if directed:
            found[a, b] += edge["weight"]
            if network.graph.get("symmetric"):
                found[b, a] += edge["weight"]
        else:
            found[min(a, b), max(a, b)] += edge["weight"]
    return nodes, dict(found)


def shares(network: "Network") -> dict[str, list[float]]:
    """Return node → the share of each node that leads to it in the weight of all lines that do."""
    coming: dict[str, list[float]] = {node: [] for node in network}
    nodes, weights = pairs(network, directed=True)
    for (_, target), weight in weights.items():
        coming[nodes[target]].append(weight)
    return {node: [weight / sum(held) for weight in held] for node, held in coming.items()}


def _igraph(network: "Network", *, directed: bool = False) -> tuple[list[str], Any, list[float]]:
    import igraph

    nodes, weights = pairs(network, directed=directed)
    return nodes, igraph.Graph(len(nodes), list(weights), directed=directed), list(weights.values())


def degree(network: "Network") -> Values:
    """Return the number of other nodes that a line joins each node to."""
    nodes, graph, _ = _igraph(network)
    return dict(zip(nodes, graph.degree(), strict=True))


def strength(network: "Network") -> Values:
    """Return the sum of the weights of each node's lines."""
    nodes, graph, weights = _igraph(network)
    return {node: whole(value) for node, value in zip(nodes, graph.strength(weights=weights), strict=True)}


def betweenness(network: "Network") -> Values:
    """Return the share of shortest paths through each node."""
    nodes, graph, _ = _igraph(network)
    if len(nodes) < 3:
        return dict.fromkeys(nodes)
    most = (len(nodes) - 1) * (len(nodes) - 2) / 2
    return {node: value / most for node, value in zip(nodes, graph.betweenness(), strict=True)}


def pagerank(network: "Network") -> Values:
    """Return the share of a random walk that each node has."""
    if not network:
        return {}
    nodes, graph, weights = _igraph(network, directed=True)
    return dict(zip(nodes, graph.pagerank(weights=weights or None, damping=0.85), strict=True))


def core(network: "Network") -> Values:
    """Return the core number of each node."""
    nodes, graph, _ = _igraph(network)
    return dict(zip(nodes, graph.coreness(), strict=True))


def community(network: "Network") -> Values:
    """Return the number of each node's community."""
    import igraph

    nodes, graph, weights = _igraph(network)
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        found = graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1)
    finally:
        igraph.set_random_number_generator(random)
    parts = sorted((part for part in found if graph.degree(part[0])), key=lambda part: (-len(part), nodes[part[0]]))
    numbers = {nodes[vertex]: number for number, part in enumerate(parts, 1) for vertex in part}
    return {node: numbers.get(node) for node in nodes}


def component(network: "Network") -> Values:
    """Return the number of each node's component."""
    nodes, graph, _ = _igraph(network)
    named = ([nodes[number] for number in part] for part in graph.connected_components())
    parts = sorted(named, key=lambda part: (-len(part), min(part)))
    return {node: number for number, part in enumerate(parts, 1) for node in part}


def dependence(network: "Network") -> Values:
    """Return the largest share of one node in what leads to each node."""
    return {node: max(held, default=None) for node, held in shares(network).items()}


def concentration(network: "Network") -> Values:
    """Return the Herfindahl–Hirschman index of what leads to each node."""
    return {node: herfindahl(held) for node, held in shares(network).items()}


def herfindahl(held: Sequence[float]) -> float | None:
    """Return the sum of the squares of shares, or None where there are none.

    >>> herfindahl([0.5, 0.5]), herfindahl([])
    (0.5, None)
    """
    return sum(share * share for share in held) if held else None


def whole(value: float) -> Value:
    """Return a value as an integer, where it is one."""
    return int(value) if value == int(value) else value


MEASURES: dict[str, Callable[["Network"], Values]] = {
    "degree": degree,
    "strength": strength,
    "betweenness": betweenness,
    "pagerank": pagerank,
    "core": core,
    "community": community,
    "component": component,
    "dependence": dependence,
    "concentration": concentration,
}
"""Name of a measure → the function that gives its values."""
NUMBERED = frozenset({"community", "component"})
"""The measures whose values are names of parts, 1 the largest."""
