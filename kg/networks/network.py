"""A network as a page: the picture with its filters, its receipts and its table, without any other host.

The browser computes no place, since every box has its own already. vis-network, which pyvis ships, draws boxes; above
:data:`kg.networks.layout.LARGE` edges sigma, of the bundled browser code, draws dots on WebGL.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import garbage
from kg.character import shown
from kg.drawing import font
from kg.drawing.lettering import number, words
from kg.drawing.template import FIRMNESS, templates
from kg.evidence.receipt import Receipt
from kg.imprint import imprint
from kg.namespace import base_in_use, browser_code, curie, folder, iri, triples
from kg.naming.index import alphabetical
from kg.networks import plate
from kg.networks.exchange import header
from kg.networks.facet import PLAIN, Facet, facets
from kg.networks.layout import columns, large, layout
from kg.networks.legend import legend, lines, recovered, undrawn
from kg.networks.projection import EVIDENCE

if TYPE_CHECKING:
    from kg.networks.projection import Network

FOLDED, MOST = 400, 3
"""The most lines of a page whose table has receipts without scripts, and the most of them in a row."""
SCRIPTS = (
    "model.js",
    "receipts.js",
    "moves.js",
    "hubs.js",
    "boxes.js",
    "table.js",
    "plate.js",
    "save.js",
    "network.js",
)


def page(network: "Network", notes: Mapping[str, Receipt]) -> str:
    """Return a page that draws the network and opens the receipts of its edges; it works from a file, offline.

    Raises:
        ReadError: the network is large, and the browser code that draws it was never bundled.
    """
    from markupsafe import Markup

    with garbage.rare(much=large(network)):
        environment = templates("networks")
        pieces = "\n".join(_piece(name) for name in SCRIPTS)
        scripts = [_drawer(network), f'"use strict";\n(() => {{\n{pieces}\n}})();']
        edges = sorted(
            network.edges(data=True), key=lambda found: (*map(alphabetical, _labels(network, found)), found[2]["id"])
        )
        told = facets(network, notes)
        data = _data(network, notes, edges, told)
        packed = _json(data)
        faces = font.faces(font.parts_of(f"{network.graph['summary']}{network.graph['description']}{packed}"))
        said = {note.modality for note in notes.values()}.union(*(edge["modalities"] for *_, edge in edges))
        return environment.get_template("network.html").render(
            network=network.graph,
            names=sorted({str(node["label"]) for _, node in network.nodes(data=True)}, key=alphabetical),
            plate=None if large(network) else Markup(plate.svg(network, notes, carried=False).replace("\x85", "\n")),
            boxes=len(network),
            count=len(edges),
            dots=data["dots"],
            rows=[] if large(network) else [_row(network, found, notes, len(edges) <= FOLDED) for found in edges],
            claims=len(notes),
            recovered=sum(recovered(edge) for *_, edge in edges),
            sources=sorted({note.source: note.title for note in notes.values()}.values(), key=alphabetical),
            modalities={name: definition for name, definition in _modalities().items() if name in said},
            undrawn=undrawn(network),
            legend=legend(network),
            lines=lines(network),
            facets=[facet for facet in told if facet["key"] not in ("kind", network.graph.get("color"))],
            years=data["years"],
            style=Markup(f"{faces}\n{_piece('network.css')}"),
            scripts=[Markup(script) for script in scripts],
            hashes=[_digest(script) for script in scripts],
            data=Markup(packed),
        )


def _labels(network: "Network", found: tuple[str, str, Any]) -> tuple[str, str]:
    return str(network.nodes[found[0]]["label"]), str(network.nodes[found[1]]["label"])


def _row(
    network: "Network", found: tuple[str, str, Any], notes: Mapping[str, Receipt], unfolded: bool
) -> dict[str, Any]:
    edge = found[2]
    known = [notes[claim] for claim in edge["claims"] if claim in notes]
    titles = {note.source: note.title for note in known}
    return {
        "id": edge["id"],
        "ends": _labels(network, found),
        "claims": number(len(edge["claims"]), "claim"),
        "sources": "; ".join(titles.get(each, each) for each in edge["sources"]),
        "modalities": ", ".join(edge["modalities"]),
        "notes": known[:MOST] if unfolded else [],
    }


def _sources(edges: list[tuple[str, str, Any]], notes: Mapping[str, Receipt]) -> list[dict[str, Any]]:
    """Return the sources of edges and receipts, by id."""
    editions = {source for *_, edge in edges for source in edge["editions"]}
    told = {note.source: {"title": note.title, "origin": note.origin} for note in notes.values()}
    return [
        {"id": source, "title": source, "origin": source, **told.get(source, {}), "edition": source in editions}
        for source in sorted(told.keys() | {source for *_, edge in edges for source in edge["sources"]})
    ]


def _lines(
    edges: list[tuple[str, str, Any]],
    node_at: Mapping[str, int],
    source_at: Mapping[str, int],
    claims: Mapping[str, int],
    details: list[str],
    texts: "_Texts",
) -> list[list[Any]]:
    """Return a row for each edge, its parts in the order in which the page names them."""
    short = {curie(name): at for name, at in claims.items()}
    bends: Counter[frozenset[str]] = Counter()
    rows = []
    for source, target, edge in edges:
        pair = frozenset((source, target))
        steps = [step.split("|") for step in edge.get("steps", ())]
        years = [year.split("|") for year in edge.get("years", ())]
        rows.append(
            [
                edge["id"],
                node_at[source],
                node_at[target],
                edge["weight"],
                bends[pair],
                [claims[claim] for claim in edge["claims"]],
                [source_at[each] for each in edge["sources"]],
                edge["modalities"],
                [[texts(via), step, short[claim]] for via, step, claim in steps],
                [[short[claim], int(year)] for year, claim in years],
                [[texts(value) for value in edge.get(key, ())] for key in details],
            ]
        )
        bends[pair] += 1
    return rows


def _data(
    network: "Network", notes: Mapping[str, Receipt], edges: list[tuple[str, str, Any]], ticked: list[Facet]
) -> dict[str, Any]:
    """Return what the scripts of the page work with; things that come often are named by their place in a list."""
    boxes = layout(network)
    base = iri("claim:") if all(name.startswith(iri("claim:")) for name in notes) else ""
    claims = {name: at for at, name in enumerate(sorted(notes))}
    sources = _sources(edges, notes)
    source_at = {str(source["id"]): at for at, source in enumerate(sources)}
    node_at = {node: at for at, node in enumerate(boxes)}
    details = sorted({key for *_, edge in edges for key in edge if key not in PLAIN})
    texts = _Texts()
    rows = _lines(edges, node_at, source_at, claims, details, texts)
    every = [year for row in rows for _, year in row[9]]
    return {
        "graph": network.graph,
        "bipartite": columns(network),
        "symmetric": bool(network.graph.get("symmetric")),
        "both": network.graph.get("layout") == "bipartite" or bool(network.graph.get("symmetric")),
        "dots": large(network),
        "least": _least(network),
        "color": network.graph.get("color", ""),
        "years": [min(every), max(every)] if every and min(every) < max(every) else None,
        "kinds": {entry["type"]: entry for entry in legend(network)},
        "lines": {entry["value"]: entry for entry in lines(network)},
        "facets": ticked,
        "firmness": FIRMNESS,
        "header": header(network),
        "spaced": EVIDENCE,
        "size": {
            "width": round(max((abs(b.x) + b.width / 2 for b in boxes.values()), default=0) * 2),
            "height": round(max((abs(b.y) + b.height / 2 for b in boxes.values()), default=0) * 2),
        },
        "options": _options(),
        "nodes": _rows(
            ("id", "name", "kind", "iri", "region", "x", "y", "width", "height", "font"),
            ([node, *_node(network.nodes[node]), *box] for node, box in boxes.items()),
        ),
        "edges": _rows(
            ("id", "from", "to", "weight", "bend", "claims", "sources", "modalities", "steps", "years", "details"),
            rows,
        ),
        "home": base_in_use(),
        "license": network.graph.get("credit") or imprint().credit,
        "base": base,
        "sources": sources,
        "receipts": _rows(
            ("claim", "source", "kind", "place", "modality", "voice", "reason", "lower", "upper", "against"),
            (_receipt(notes[name], name.removeprefix(base), source_at) for name in claims),
        ),
        "columns": details,
        "texts": texts.found,
    }


class _Texts:
    """A list of texts, each once; called with a text, its place in the list."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._at: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        if text not in self._at:
            self._at[text] = len(self.found)
            self.found.append(text)
        return self._at[text]


def _rows(fields: tuple[str, ...], rows: Iterable[list[Any]]) -> dict[str, Any]:
    return {"fields": fields, "rows": list(rows)}


def _node(node: Mapping[str, Any]) -> list[str]:
    return [str(node.get(key, "")) for key in ("label", "type", "iri", "region")]


def _receipt(note: Receipt, claim: str, source_at: Mapping[str, int]) -> list[Any]:
    told = (note.place, note.modality, note.voice, note.reason, note.lower, note.upper, note.against)
    return [claim, source_at[note.source], words(note.kind), *told]


def _least(network: "Network") -> int:
    """Return the weight below which the view has no edge: its parameter ``least``, if it has one."""
    given = dict(pair.partition("=")[::2] for pair in str(network.graph.get("params", "")).split())
    return int(given["least"]) if given.get("least", "").isdigit() else 0


def _options() -> dict[str, Any]:
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
            "margin": {"top": 3, "bottom": 3, "left": 6, "right": 6},
            "shapeProperties": {"borderRadius": 4},
            "font": {"face": font.FAMILY},
        },
        "edges": {"arrows": {"to": {"scaleFactor": 0.45}}, "selectionWidth": 2, "hoverWidth": 1},
    }


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


def _drawer(network: "Network") -> str:
    """Return the script that draws: vis-network, of the version pyvis ships, or sigma for a large picture."""
    if large(network):
        return browser_code("network.js").read_text("utf-8")
    import pyvis

    text = (Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
    text = text.replace("\x85", "\\x85")
    return "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL="))


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(data: Any) -> str:
    """Return JSON that can stand in a script element: no text of it ends the element or begins a comment."""
    text = shown(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\x85", "\\u0085")
