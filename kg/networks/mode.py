"""One network from another, its evidence kept: onto one kind of node, and two laid over each other.

The views hold such networks as well, asked of the graph itself; these functions make them of any network at hand.
"""

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.namespace import curie
from kg.networks.projection import EVIDENCE

if TYPE_CHECKING:
    from kg.networks.projection import Network

Line = tuple[str, list[dict[str, Any]]]


def onto(network: "Network", kind: str, least: int = 1) -> "Network":
    """Return the one-mode projection of a network onto the nodes of a type, a CURIE such as ``ais:Vendor``.

    Two of them are joined that share at least so many neighbors of another type; the ``weight`` is the number of these,
    ``via`` lists them, and the edge has the evidence of both legs: ``steps`` says which claim belongs to which, the
    first leg being that of the node whose id comes first. Nodes that share too few are left out.
    """
    import networkx as nx

    legs: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for source, target, edge in network.edges(data=True):
        for end, other in ((source, target), (target, source)):
            if network.nodes[end]["type"] == kind != network.nodes[other]["type"]:
                legs[other][end].append(edge)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for middle in sorted(legs):
        for pair in combinations(sorted(legs[middle]), 2):
            shared[pair].append(middle)
    made: Network = nx.MultiDiGraph(**{**network.graph, "symmetric": True, "layout": "force", "color": "", "pale": ""})
    kept = {pair: middles for pair, middles in sorted(shared.items()) if len(middles) >= least}
    for node in sorted({end for pair in kept for end in pair}):
        made.add_node(node, **network.nodes[node])
    for pair, middles in kept.items():
        both = [edge for middle in middles for end in pair for edge in legs[middle][end]]
        steps = {
            f"{middle}|{step}|{curie(claim)}"
            for middle in middles
            for step, end in enumerate(pair, 1)
            for edge in legs[middle][end]
            for claim in edge["claims"]
        }
        key = "--".join(pair)
        told = {"id": key, "weight": len(middles), **_united(both), "steps": sorted(steps), "via": middles}
        made.add_edge(*pair, key=key, **told)
    return made


def overlaid(before: "Network", after: "Network") -> "Network":
    """Return two networks as one whose edges have a ``change``: kept, added or removed, as a list of one.

    An edge is the same in both if its id is. One that is kept has the evidence of both, and the weight it has after.
    """
    made = after.copy()
    made.graph |= {"color": "change", "pale": "kept"}
    for *_, edge in made.edges(data=True):
        edge["change"] = ["added"]
    for node, told in before.nodes(data=True):
        if node not in made:
            made.add_node(node, **told)
    for source, target, key, edge in before.edges(keys=True, data=True):
        if made.has_edge(source, target, key):
            now = made.edges[source, target, key]
            now |= {**_united([edge, now]), "change": ["kept"]}
        else:
            made.add_edge(source, target, key=key, **edge, change=["removed"])
    return made


def _united(edges: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the evidence of several edges as that of one."""
    names = [name for name in EVIDENCE if any(name in edge for edge in edges)]
    found: dict[str, Any] = {name: sorted({value for edge in edges for value in edge.get(name, ())}) for name in names}
    found |= {"sourceCount": len(found["sources"]), "originCount": len(found["origins"])}
    years = [edge[name] for edge in edges for name in ("firstYear", "lastYear") if name in edge]
    return found | ({"firstYear": min(years), "lastYear": max(years)} if years else {})
