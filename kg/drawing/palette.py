"""The colors of a picture, and its legend: the types of the nodes, and the values that tell the edges apart."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.drawing.projection import Network

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999933", "#7f7f7f")
"""Colors that readers with any of the common color vision deficiencies tell apart (Okabe and Ito's, in our order)."""
PAPER = {"light": "#ffffff", "dark": "#16181d"}
INK = {"light": "#1b1e24", "dark": "#eceef2"}
LINE = {"light": "#8a929c", "dark": "#79828e"}
"""The color of an edge, where no values part the edges."""


def legend(network: "Network") -> list[dict[str, Any]]:
    """Return the types of the nodes, sorted by name: label, count, and per theme the colors of border and fill."""
    counts = Counter(str(node["type"]) for _, node in network.nodes(data=True))
    return [
        {
            "type": kind,
            "label": words(kind),
            "count": counts[kind],
            **{theme: _colors(PALETTE[position % len(PALETTE)], paper) for theme, paper in PAPER.items()},
        }
        for position, kind in enumerate(sorted(counts))
    ]


def lines(network: "Network") -> list[dict[str, Any]]:
    """Return the values of the detail that parts the edges, sorted: value, count and the color in each theme.

    Their colors are none of the nodes'. There are none where the view names no such variable. An edge with several
    values counts for the first of them, whose color it has.
    """
    counts = Counter(value for *_, edge in network.edges(data=True) if (value := parted(network, edge)))
    first = len(legend(network))
    return [
        {
            "value": value,
            "count": counts[value],
            **{theme: _mixed(PALETTE[(first + at) % len(PALETTE)], INK[theme], 0.8) for theme in PAPER},
        }
        for at, value in enumerate(sorted(counts))
    ]


def parted(network: "Network", edge: Mapping[str, Any]) -> str:
    """Return the value by which an edge is told apart from others, or an empty text."""
    values = edge.get(network.graph.get("color") or "") or [""]
    return str(values[0])


def recovered(edge: Mapping[str, Any]) -> bool:
    """Return whether an edge stands by recovered claims only."""
    return bool(edge["modalities"] == ["recovered"])


@cache
def words(kind: str) -> str:
    """Return the words of a class name: ``ais:AgentGroup`` → ``Agent group``."""
    local = kind.rpartition(":")[2]
    return (local[:1].upper() + "".join(f" {c.lower()}" if c.isupper() else c for c in local[1:])) or kind


def number(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _colors(color: str, paper: str) -> dict[str, str]:
    return {"border": color, "fill": _mixed(color, paper, 0.16 if paper == PAPER["light"] else 0.34)}


def _mixed(color: str, other: str, share: float) -> str:
    pairs = [(int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)
