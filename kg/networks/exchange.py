"""A network for other tools: GraphML, GEXF, node-link JSON and a table of its edges, each with the evidence columns.

Where a format has no lists, a list is one text: evidence (ids, IRIs and CURIEs, which have no spaces) parted by a
space, details by ``" | "`` (no label has that sign, which parts values in the registers). An empty list is an empty
text.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from kg.character import shown, whole
from kg.errors import MissingExtra
from kg.evidence.receipt import Receipt
from kg.networks.projection import EVIDENCE
from kg.tables import columnar

if TYPE_CHECKING:
    from kg.networks.projection import Network

FIRST = ("weight", "firstYear", "lastYear")
"""The columns of an edge, after its ends, that stand before its details in a table; its evidence stands after them."""
LAST = ("sourceCount", "originCount", *EVIDENCE)

TYPES = dict.fromkeys(("firstYear", "lastYear", "sourceCount", "originCount"), "INTEGER") | {
    "weight": "BIGINT",
    "symmetric": "BOOLEAN",
}
"""The columns of the table that are no text in Parquet."""


def graphml(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return GraphML 1.0, each edge under its id."""
    from networkx.readwrite.graphml import GraphMLWriter

    file = io.BytesIO()
    writer = GraphMLWriter(prettyprint=True, edge_id_from_attribute="id")
    writer.add_graph_element(flat(network))
    _without_id(writer.xml)
    writer.dump(file)
    return shown(file.getvalue().decode()).encode()


def _without_id(document: Any) -> None:
    """Take the id of an edge, which is its own attribute in GraphML, out of the data of edges."""
    for parent in list(document.iter()):
        for child in list(parent):
            if child.tag == "key" and child.get("attr.name") == "id":
                document.remove(child)
                _unkeyed(document, child.get("id"))


def _unkeyed(document: Any, key: str) -> None:
    for edge in document.iter("edge"):
        for data in [each for each in edge if each.get("key") == key]:
            edge.remove(data)


def gexf(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return GEXF 1.2, each edge under its id, with the place, size and color that each node has in the picture."""
    from networkx.readwrite.gexf import GEXFWriter

    from kg.networks.layout import layout
    from kg.networks.legend import legend

    drawn = flat(network)
    boxes = layout(network)
    colors = {entry["type"]: entry["light"]["border"] for entry in legend(network)}
    for node, told in drawn.nodes(data=True):
        red, green, blue = bytes.fromhex(colors[told["type"]][1:])
        told["viz"] = {
            "position": {"x": float(boxes[node].x), "y": float(-boxes[node].y), "z": 0.0},
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "size": float(boxes[node].font),
        }
    writer = GEXFWriter(prettyprint=True, version="1.2draft")
    writer.add_graph(drawn)
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate", None)
    for other in meta.findall("description"):
        meta.remove(other)
    described = ElementTree.SubElement(meta, "description")
    described.text = str(whole({"credit": network.graph.get("credit", "")})["credit"])
    writer.xml.find("graph").attrib.pop("name", None)
    file = io.BytesIO()
    writer.write(file)
    return shown(file.getvalue().decode()).encode()


def node_link(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return node-link JSON, as networkx reads it, with ``receipts``: claim IRI → its receipt."""
    import networkx as nx

    data = nx.node_link_data(network, edges="edges")
    data["receipts"] = {claim: note._asdict() for claim, note in sorted(notes.items())}
    return (shown(json.dumps(data, ensure_ascii=False, indent=1)) + "\n").encode()


def table(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return CSV with one row for each edge: its ends, weight and years, details and evidence, by the edge's id."""
    return _written(header(network), _rows(network)).encode()


def _rows(network: "Network") -> Iterator[dict[str, Any]]:
    drawn = flat(network)
    for source, target, edge in sorted(drawn.edges(data=True), key=lambda found: str(found[2]["id"])):
        ends = {
            end + column: drawn.nodes[node][key]
            for end, node in (("from", source), ("to", target))
            for column, key in (("Label", "label"), ("Type", "type"))
        }
        yield {"from": source, "to": target, **ends, **edge}


def _written(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, restval="", extrasaction="raise", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def parquet(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return the same table as Parquet, with ``symmetric``: whether the lines of the view have no direction.

    Raises:
        MissingExtra: DuckDB is not installed.
    """
    if not columnar.has_parquet():
        raise MissingExtra("Parquet", "duckdb", "parquet")
    symmetric = str(bool(network.graph.get("symmetric"))).lower()
    rows = ({**row, "symmetric": symmetric} for row in _rows(network))
    return columnar.parquet(_written([*header(network), "symmetric"], rows), TYPES)


def header(network: "Network") -> list[str]:
    """Return the columns of the table of a network's edges."""
    ends = [end + column for end in ("from", "to") for column in ("", "Label", "Type")]
    found = {key for *_, edge in network.edges(data=True) for key in edge}
    known = {*FIRST, *LAST, "id"}
    first, last = ([key for key in keys if key in found] for keys in (FIRST, LAST))
    return [*ends, "id", *first, *sorted(found - known), *last]


def flat(network: "Network") -> "Network":
    """Return a network whose edges have texts for lists, and no text a character that XML cannot hold."""
    drawn = network.copy()
    drawn.graph |= whole(drawn.graph)
    for _, node in drawn.nodes(data=True):
        node |= whole(node)
    for *_, edge in drawn.edges(data=True):
        edge |= {key: _text(key, value) for key, value in whole(edge).items()}
    return drawn


def _text(key: str, value: Any) -> Any:
    return (" " if key in EVIDENCE else " | ").join(value) if isinstance(value, list) else value
