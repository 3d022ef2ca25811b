"""The legend of a network: the types of the nodes, and the values that tell the edges apart, each in its color."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.drawing.lettering import words
from kg.drawing.palette import INK, LINE, PAPER, color_of, mixed, parting
from kg.namespace import iri

if TYPE_CHECKING:
    from kg.networks.projection import Network


SHARE = {"light": 0.9, "dark": 0.55}
"""How much of its color a line has that is told apart; the rest is ink."""


def legend(network: "Network") -> list[dict[str, Any]]:
    """Return the types of the nodes, sorted by name: label, count, and per theme the colors of border and fill."""
    counts = Counter(str(node["type"]) for _, node in network.nodes(data=True))
    return [
        {
            "type": kind,
            "label": words(kind),
            "count": counts[kind],
            **{theme: _colors(color_of(kind), paper) for theme, paper in PAPER.items()},
        }
        for kind in sorted(counts)
    ]


def lines(network: "Network") -> list[dict[str, Any]]:
    """Return the values of the detail that parts the edges, sorted: value, count, color in each theme, and ``pale``.

    Their colors are none of the nodes'; the values that the view names as ``pale``, such as what did not change, are
    gray. There are none where the view names no such variable. An edge with several values counts for the first of
    them, whose color it has.
    """
    counts = Counter(value for *_, edge in network.edges(data=True) if (value := parted(network, edge)))
    calm = {each.strip() for each in str(network.graph.get("pale", "")).split("|")}
    nodes = [color_of(str(node["type"])) for _, node in network.nodes(data=True)]
    strong = parting((value for value in sorted(counts) if value not in calm), nodes)
    return [
        {
            "value": value,
            "count": counts[value],
            "pale": value in calm,
            **{theme: _stroke(strong.get(value), theme) for theme in PAPER},
        }
        for value in sorted(counts)
    ]


def undrawn(network: "Network") -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what no line stands for, by how it is said: what each claim says, and its IRI.

    That is what is denied, then what is only planned, alleged or the like; either is left out where there is none.
    """
    graph = network.graph
    told = (("denied", "Denied"), ("unsettled", graph.get("unsettledAs", "").capitalize()))
    parts = ((how, [line.rpartition("; ") for line in graph.get(key, "").split(" | ") if line]) for key, how in told)
    return [(how, [(said, iri(claim)) for said, _, claim in lines]) for how, lines in parts if lines]


def parted(network: "Network", edge: Mapping[str, Any]) -> str:
    """Return the value by which an edge is told apart from others, or an empty text."""
    values = edge.get(network.graph.get("color") or "") or [""]
    return str(values[0])


def recovered(edge: Mapping[str, Any]) -> bool:
    """Return whether an edge stands by recovered claims only."""
    return bool(edge["modalities"] == ["recovered"])


def _stroke(color: str | None, theme: str) -> str:
    return mixed(color, INK[theme], SHARE[theme]) if color else LINE[theme]


def _colors(color: str, paper: str) -> dict[str, str]:
    return {"border": color, "fill": mixed(color, paper, 0.16 if paper == PAPER["light"] else 0.34)}
