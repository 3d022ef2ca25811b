"""What a reader of a picture can tick: the values that tell its claims, edges or nodes apart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.drawing.lettering import words
from kg.drawing.template import firmness
from kg.evidence.receipt import Receipt
from kg.naming.index import alphabetical
from kg.networks.projection import EVIDENCE

if TYPE_CHECKING:
    from kg.networks.projection import Network

PLAIN = {"id", "weight", "firstYear", "lastYear", "sourceCount", "originCount", *EVIDENCE}
"""The attributes of an edge that are no details."""
MENU = 150
"""The most values that a reader can tick one by one."""

Facet = dict[str, Any]
"""``key``, ``of`` (claim, edge or node), ``label`` and ``values``: pairs of a value and what it is called."""


def facets(network: "Network", notes: Mapping[str, Receipt]) -> list[Facet]:
    """Return the facets of a network that have several values, and those its legend has: kind and the edges' color.

    A detail of the edges is told by its labels; an edge without one has the value of an empty text.
    """
    sources = {note.source: note.title for note in notes.values()}
    editions = {source for *_, edge in network.edges(data=True) for source in edge["editions"]}
    nodes = [node for _, node in network.nodes(data=True)]
    found = [
        _facet("source", "claim", "Sources", sources),
        _facet("modality", "claim", "How firmly", {note.modality: firmness(note.modality) for note in notes.values()}),
        _facet("edition", "edge", "Edition", {source: sources.get(source, source) for source in editions}),
        *(_facet(key, "edge", words(key), values) for key, values in _details(network).items()),
        _facet("region", "node", "Region", {node["region"]: node["region"] for node in nodes if node.get("region")}),
        _facet("kind", "node", "Kind", {node["type"]: words(node["type"]) for node in nodes}),
    ]
    kept = (network.graph.get("color"), "kind")
    return [each for each in found if each["key"] in kept or 1 < len(each["values"]) <= MENU]


def _facet(key: str, of: str, label: str, values: Mapping[str, str]) -> Facet:
    return {
        "key": key,
        "of": of,
        "label": label,
        "values": sorted(values.items(), key=lambda pair: (alphabetical(pair[1]), pair[0])),
    }


def _details(network: "Network") -> dict[str, dict[str, str]]:
    """Return each detail of the edges, without those that are years: its values, which are labels where it has any."""
    every = [edge for *_, edge in network.edges(data=True)]
    names = sorted({key for edge in every for key in edge if key not in PLAIN})
    found: dict[str, dict[str, str]] = {}
    for key in dict.fromkeys(name.removesuffix("Label") for name in names):
        column = f"{key}Label" if f"{key}Label" in names else key
        values = {value: value for edge in every for value in edge.get(column) or [""]}
        if not all(value.isdigit() for value in values):
            found[key] = {value: label or "not said" for value, label in values.items()}
    return found
