"""Betweenness and communities of the network of vendors and states: igraph as the toolkit uses it, networkx."""

import csv
from collections.abc import Callable
from pathlib import Path

TITLE = "betweenness of the vendor–state network"
BAR = "≥ 100× networkx at 10,000 edges"
OURS, AGAINST = "igraph", "networkx"
ENVIRONMENT = {"igraph": "kg", "networkx": "kg"}
LARGEST = {"networkx": 200_000}
LEFT_OUT = {"kglab 1.0": "it hands its graph to networkx or igraph, which are both here"}


def edges(given: Path) -> list[tuple[str, str]]:
    """Return the distinct (supplier, recipient) pairs of the claims."""
    with (given / "table.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["situation supplier"], row["situation recipient"]) for row in csv.DictReader(file)}
    return sorted(pair for pair in pairs if all(pair))


def igraph(given: Path) -> Callable[[], str]:
    """``Graph.betweenness``."""
    import igraph

    graph = igraph.Graph.TupleList(edges(given))

    def work() -> str:
        return f"{sum(graph.betweenness()):.6g}"

    return work


def networkx(given: Path) -> Callable[[], str]:
    """``betweenness_centrality``, not normalized."""
    import networkx

    graph = networkx.Graph(edges(given))

    def work() -> str:
        return f"{sum(networkx.betweenness_centrality(graph, normalized=False).values()):.6g}"

    return work


CONTENDERS = {"igraph": igraph, "networkx": networkx}
