"""Measures of a whole network and of its parts: nestedness, assortativity, and concentration by region or technology.

nestedness
    NODF (Almeida-Neto et al. 2008), 0 to 100: how far the neighbors of a node with fewer lines are among those of a
    node with more. Of each two nodes on one side, 100 times the share of the lesser one's neighbors that the greater
    one has too, 0 where both have as many; the mean over all such pairs of both sides. Undefined where a node is at
    both ends of lines, or neither side has two nodes.
modularity
    of the Leiden communities, by weight (Newman 2004), −0.5 to 1; undefined without lines.
assortativity
    by a value of the nodes (Newman 2003, equation 2), −1 to 1: the share of lines between nodes of one value, less
    what chance gives, over the most that it could be. Lines without direction or weight; a line with an end whose
    value is not known is left out. Undefined where no line is left, or all ends have one value.
concentration by …
    the Herfindahl–Hirschman index of the nodes that lines come from, among the lines with one value: 1/n to 1. A
    supply without a technology belongs to no technology: that a state uses one and that a vendor supplies the state
    says nothing of whether the vendor supplied it, so the two are never joined.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from kg.answering.answer import Answer, Cell
from kg.errors import KgError
from kg.measures import measure
from kg.namespace import curie
from kg.networks import projection
from kg.query import query
from kg.query.query import Queryable

if TYPE_CHECKING:
    from kg.networks.projection import Network

UNKNOWN = "not stated"


def nestedness(network: "Network") -> float | None:
    """Return NODF, 0 to 100, or None where it is undefined."""
    sides: tuple[dict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
    for source, target in network.edges():
        sides[0][source].add(target)
        sides[1][target].add(source)
    if sides[0].keys() & sides[1].keys():
        return None
    found: list[float] = []
    for side in sides:
        for one, other in combinations(side.values(), 2):
            less, more = sorted((one, other), key=len)
            found.append(100 * len(less & more) / len(less) if len(less) < len(more) else 0.0)
    return sum(found) / len(found) if found else None


def modularity(network: "Network") -> float | None:
    """Return the modularity of the communities of :func:`kg.measures.measure.community`."""
    _, weights = measure.pairs(network)
    total = sum(weights.values())
    if not total:
        return None
    nodes = list(network)
    part = measure.community(network)
    inside: dict[measure.Value, float] = defaultdict(float)
    ends: dict[measure.Value, float] = defaultdict(float)
    for (a, b), weight in weights.items():
        ends[part[nodes[a]]] += weight
        ends[part[nodes[b]]] += weight
        inside[part[nodes[a]]] += weight if part[nodes[a]] == part[nodes[b]] else 0
    return sum(inside[name] / total - (ends[name] / (2 * total)) ** 2 for name in ends)


def assortativity(network: "Network", values: Mapping[str, str]) -> float | None:
    """Return the assortativity of the nodes by their values; a node without one is left out with its lines."""
    import igraph

    nodes, weights = measure.pairs(network)
    numbers = {value: number for number, value in enumerate(sorted(set(values.values())))}
    lines = [pair for pair in weights if all(nodes[end] in values for end in pair)]
    known = {end for pair in lines for end in pair}
    if len({values[nodes[end]] for end in known}) < 2:
        return None
    types = [numbers[values[node]] if node in values else 0 for node in nodes]
    return float(igraph.Graph(len(nodes), lines).assortativity_nominal(types, directed=False))


def attribute(network: "Network", name: str) -> dict[str, str]:
    """Return node → the value of an attribute, of the nodes that have it."""
    return {node: str(told[name]) for node, told in network.nodes(data=True) if told.get(name)}


def summary(network: "Network", regimes: Mapping[str, str]) -> Answer:
    """Return the measures of the whole as rows; ``regimes`` is node → its regime type, where a source gives one."""
    count = len(network)
    _, weights = measure.pairs(network)
    rows: list[dict[str, Cell]] = [
        _row("nodes", count, "nodes", ""),
        _row("pairs", len(weights), "pairs of nodes", ""),
        _row("lines", network.number_of_edges(), "lines", ""),
        _row("nestedness", nestedness(network), "0 to 100", "a node is at both ends, or no side has two"),
        _row("modularity", modularity(network), "−0.5 to 1", "there are no lines"),
    ]
    values = {"type": attribute(network, "type"), "region": attribute(network, "region"), "regime": dict(regimes)}
    for name, known in values.items():
        why = "no two values of it meet on a line"
        rows.append(_row(f"assortativity by {name}", assortativity(network, known), "−1 to 1", why))
    return Answer(("measure", "value", "unit", "undefined"), rows, [], {})


def _row(name: str, value: float | None, unit: str, reason: str) -> dict[str, Cell]:
    return {
        "measure": name,
        "value": measure.rounded(value),
        "unit": unit,
        "undefined": reason if value is None else None,
    }


def concentration(network: "Network", by: str, expected: Mapping[str, str] | None = None) -> Answer:
    """Return the concentration of the lines by a detail of theirs or an attribute of the nodes they lead to.

    A row has the value, the number of lines and of the nodes they come from and lead to, the index, and the node with
    the largest share. ``expected`` gives values that have a row even without lines, and why that may be.

    Raises:
        KgError: neither a line nor a node has the attribute.
    """
    names = {name for *_, edge in network.edges(data=True) for name in edge if isinstance(edge[name], list)}
    on_edges = next((name for name in (f"{by}Label", by) if name in names), None)
    if on_edges is None and not attribute(network, by):
        held = sorted({name for _, told in network.nodes(data=True) for name in told} - {"iri"})
        raise KgError(f"--by {by}", "no line or node has it", f"write one of {', '.join([*held, *sorted(names)])}")
    weight: dict[str, Counter[str]] = defaultdict(Counter)
    ends: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    for source, target, edge in network.edges(data=True):
        values = edge[on_edges] if on_edges else [network.nodes[target].get(by) or UNKNOWN]
        for value in values or [UNKNOWN]:
            weight[value][source] += 1
            ends[value].add(target)
            claims[value].update(edge["claims"])
    rows: list[dict[str, Cell]] = []
    order = sorted({*weight, *(expected or {})}, key=lambda value: (-weight[value].total(), value))
    for value in order:
        total = weight[value].total()
        index = measure.herfindahl([part / total for part in weight[value].values()])
        first = min(weight[value], key=lambda node: (-weight[value][node], node), default=None)
        rows.append(
            {
                by: value,
                "lines": total,
                "from": len(weight[value]),
                "to": len(ends[value]),
                "concentration": measure.rounded(index),
                "largest": None if first is None else measure.thing(network, first),
                "share": None if first is None else round(weight[value][first] / total, 6),
                "undefined": (expected or {}).get(value) if index is None else None,
            }
        )
    columns = (by, "lines", "from", "to", "concentration", "largest", "share", "undefined")
    return Answer(columns, rows, [tuple(sorted(claims[value])) for value in order], {})


def regimes(store: Queryable, network: "Network") -> dict[str, str]:
    """Return node → its regime type, of the states of a network that the latest edition gives one."""
    rows = query.find("variables-of-states").run(store).values()
    found = {curie(row["state"]): row["regime"] for row in rows if row["regime"]}
    return {node: found[node] for node in network if node in found}


def technologies(store: Queryable, rows: projection.Answer) -> dict[str, str]:
    """Return the label of each technology that the editions of a view say is used → why no line may be of it."""
    why = "no supply that a source reports names it"
    adoption = query.find("technology-adoption")
    editions = sorted({note.source for note in rows.notes.values()} & rows.editions)
    return {row["label"]: why for edition in editions for row in adoption.run(store, edition=edition).values()}
