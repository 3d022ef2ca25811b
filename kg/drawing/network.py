"""A network as a page: colors, legend, and the picture with its receipts and its table, without any other host.

The browser has nothing to compute, since every box has its place already. pyvis gives the nodes and edges in the form
that vis-network draws, and vis-network itself.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.drawing.layout import layout, text
from kg.drawing.view import EVIDENCE
from kg.namespace import curie, folder, iri, triples
from kg.receipt import Receipt

if TYPE_CHECKING:
    from kg.drawing.view import Network

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999933", "#7f7f7f")
"""Colors that readers with any of the common color vision deficiencies tell apart (Okabe and Ito's, in our order)."""

PAPER = {"light": "#ffffff", "dark": "#16181d"}


def legend(network: "Network") -> list[dict[str, Any]]:
    """Return the types of the nodes, sorted by name: label, count, and per theme the colors of border and fill."""
    counts = Counter(str(node["type"]) for _, node in network.nodes(data=True))
    return [
        {
            "type": kind,
            "label": _words(kind),
            "count": counts[kind],
            **{theme: _colors(PALETTE[position % len(PALETTE)], paper) for theme, paper in PAPER.items()},
        }
        for position, kind in enumerate(sorted(counts))
    ]


def _colors(color: str, paper: str) -> dict[str, str]:
    def mixed(share: float) -> str:
        pairs = [(int(color[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5)]
        return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)

    return {"border": color, "fill": mixed(0.16 if paper == PAPER["light"] else 0.34)}


def page(network: "Network", notes: Mapping[str, Receipt]) -> str:
    """Return a page that draws the network and opens the receipts of its edges; it works from a file, offline."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("kg.drawing"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    scripts = [_vis(), _piece("network.js")]
    edges = _edges(network, {claim: number for number, claim in enumerate(sorted(notes))})
    said = {note.modality for note in notes.values()}.union(*(row["edge"]["modalities"] for row in edges))
    return environment.get_template("network.html").render(
        network=network.graph,
        nodes=dict(network.nodes.items()),
        edges=edges,
        claims=len(notes),
        recovered=sum(recovered(row["edge"]) for row in edges),
        sources=sorted({note.source: note.title for note in notes.values()}.values()),
        modalities={name: definition for name, definition in _modalities().items() if name in said},
        legend=legend(network),
        style=Markup(_piece("network.css")),
        scripts=[Markup(script) for script in scripts],
        hashes=[_digest(script) for script in scripts],
        data=Markup(
            _json(_picture(network, edges) | {"receipts": [_receipt(notes[claim]) for claim in sorted(notes)]})
        ),
    )


def _edges(network: "Network", numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the edges by the labels of their ends, the claims of each as numbers."""
    rows = [
        {
            "edge": edge,
            "from": source,
            "to": target,
            "ends": (str(network.nodes[source]["label"]), str(network.nodes[target]["label"])),
            "claims": [numbers[claim] for claim in edge["claims"]],
            "details": _details(edge),
        }
        for source, target, edge in network.edges(data=True)
    ]
    return sorted(rows, key=lambda row: (row["ends"], row["edge"]["id"]))


def recovered(edge: Mapping[str, Any]) -> bool:
    """Return whether an edge stands by recovered claims only."""
    return bool(edge["modalities"] == ["recovered"])


def _picture(network: "Network", edges: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the nodes, edges and options of vis-network, as pyvis gives them, and the legend's colors."""
    from pyvis.network import Network as Pyvis

    boxes = layout(network)
    drawn = Pyvis(directed=True)
    degrees = dict(network.degree())
    for node, box in boxes.items():
        told = network.nodes[node]
        drawn.add_node(
            node,
            label=text(network, node),
            name=told["label"],
            title=f"{told['label']} ({_words(told['type']).lower()}), {_number(degrees[node], 'line')}",
            shape="box",
            x=box.x,
            y=box.y,
            kind=told["type"],
            font={"size": box.font},
            widthConstraint={"minimum": box.width - 12},
        )
    bent: Counter[frozenset[str]] = Counter()
    for row in edges:
        source, target, edge = row["from"], row["to"], row["edge"]
        pair = frozenset((source, target))
        drawn.add_edge(
            source,
            target,
            id=edge["id"],
            title=f"{' → '.join(row['ends'])}: {_number(len(row['claims']), 'claim')}",
            dashes=recovered(edge),
            width=round(1 + (edge["weight"] - 1) ** 0.5, 2),
            bend=bent[pair],
            claims=row["claims"],
            details=row["details"],
            evidence={key: edge[key] for key in ("sources", "origins", "modalities")},
        )
        bent[pair] += 1
    drawn.set_options(json.dumps(_options(network)))
    across = max((abs(b.x) + b.width / 2 for b in boxes.values()), default=0) * 2
    down = max((abs(b.y) + b.height / 2 for b in boxes.values()), default=0) * 2
    return {
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "options": drawn.options,
        "kinds": {entry["type"]: entry for entry in legend(network)},
        "size": {"width": round(across), "height": round(down)},
        "bipartite": network.graph.get("layout") == "bipartite",
    }


def _options(network: "Network") -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "dragNodes": False,
            "zoomView": False,
            "tooltipDelay": 120,
            "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
        },
        "nodes": {
            "borderWidth": 1,
            "margin": {"top": 3, "bottom": 3, "left": 6, "right": 6},
            "shapeProperties": {"borderRadius": 4},
        },
        "edges": {
            "arrows": {"to": {"scaleFactor": 0.45}},
            "selectionWidth": 2,
            "hoverWidth": 1,
        },
    }


def _receipt(note: Receipt) -> dict[str, Any]:
    return note._asdict() | {"kind": _words(note.kind)}


def _details(edge: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what a view says of an edge beyond its evidence, as pairs of a word and a text: labels before CURIEs."""
    plain = {key: value for key, value in edge.items() if isinstance(value, list) and value and key not in EVIDENCE}
    pairs = [
        (key.removesuffix("Label"), ", ".join(value)) for key, value in plain.items() if f"{key}Label" not in plain
    ]
    if "firstYear" in edge:
        first, last = edge["firstYear"], edge["lastYear"]
        pairs.append(("edition of", str(first) if first == last else f"{first} to {last}"))
    return pairs


def _words(kind: str) -> str:
    """Return the words of a class name: ``ais:AgentGroup`` → ``Agent group``."""
    local = kind.rpartition(":")[2]
    return (local[:1].upper() + "".join(f" {c.lower()}" if c.isupper() else c for c in local[1:])) or kind


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


@cache
def _modalities() -> dict[str, str]:
    """Return the name of each modality → its definition, from the ontology."""
    definition = iri("skos:definition")
    return {
        curie(str(quad.subject.value)).removeprefix("ais:"): quad.object.value  # type: ignore[union-attr]
        for quad in triples(folder("ontology") / "evidence.ttl")
        if quad.predicate.value == definition and getattr(quad.object, "language", None) == "en"
    }


def _piece(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text("utf-8")


def _vis() -> str:
    """Return vis-network's script, of the version pyvis ships."""
    import pyvis

    text = (Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL="))


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(data: Any) -> str:
    """Return JSON that can stand in a script element: no text of it ends the element or begins a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
