"""A view query's answer as a network: its edges keep their claims, from the store to the file.

A view is a file in ``queries/views``. Each row is one claim of one edge: ``?from ?to ?claim``, and, where the view has
more to say, ``?fromLabel ?toLabel ?fromType ?toType`` (else the register's), ``?source ?modality`` (else the claim's),
``?year``, and any other variable as a detail of the edge. Its front matter may say how it is drawn: ``layout``
(bipartite or force), ``key`` (a variable; one edge for each of its values), ``weight`` (a variable whose distinct
values are the weight) and ``limits`` (what the picture does not say).
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import query
from kg.errors import QueryError, TargetError
from kg.namespace import curie, iri, terms
from kg.query import Query, Queryable, Table, Term, python
from kg.receipt import Receipt, receipts

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]
    """Nodes are CURIEs with ``label``, ``type`` (a CURIE) and ``iri``; edges as :func:`read` says."""

ENDS = ("from", "to")
KNOWN = {"claim", "source", "modality", "year"} | {e + s for e in ENDS for s in ("", "Label", "Type")}
"""The columns a view may have that are no details of an edge."""
EVIDENCE = ("claims", "sources", "origins", "modalities", "editions")
"""The list attributes of an edge whose values have no spaces."""
LAYOUTS = ("bipartite", "force")


def read(store: Queryable, name: str, **params: Any) -> "Network":
    """Return the view called ``name`` as a network.

    There is one edge from a node to another, or one for each value of the variable the view names as its ``key``. The
    edge's key is also its ``id``. An edge has these attributes, lists being sorted:

    - ``claims``: their IRIs; ``sources``, ``origins`` (the sources that are independent: one that repeats another
      counts as that one), ``editions`` (the sources that are editions of an index) and ``modalities``: lists of ids;
    - ``firstYear`` and ``lastYear``: absent where no row has a year;
    - ``weight``: the number of distinct values of the variable the view names as its ``weight``, else 1;
    - a list of texts for each further variable of the view.

    Raises:
        UnknownName: no such view or parameter, or a name in a parameter that nothing answers to.
        QueryError: the view lacks a column, or a row has no claim, or an end that is a literal, a class or a source.
    """
    return _read(store, name, params)[0]


def draw(store: Queryable, name: str, target: Path, **params: Any) -> Path:
    """Write the view called ``name`` to a file, in the format its suffix names, and return the path.

    ``.html`` is a page that needs no other file and no network; ``.graphml`` has lists as texts: evidence (ids and
    IRIs) parted by a space, details by ``" | "``; ``.json`` is node-link JSON with the receipts of the claims.
    The file is replaced as a whole: a failure leaves what stood there.

    Raises:
        TargetError: the suffix is not a format, or the file cannot be written.
        UnknownName, QueryError: as :func:`read`.
    """
    write = FORMATS.get(target.suffix)
    if write is None:
        found = f"the suffix {target.suffix!r} names no format" if target.suffix else "no suffix to name the format"
        raise TargetError(str(target), found, f"end the name with {', '.join(FORMATS)}")
    _replace(target, write(*_read(store, name, params)))
    return target


def _read(store: Queryable, name: str, params: Mapping[str, Any]) -> tuple["Network", dict[str, Receipt]]:
    view = query.find(name, "views")
    place = f"views/{view.name}.rq"
    table = view.run(store, **params)
    for column in ("from", "to", "claim"):
        if column not in table.columns:
            raise QueryError(place, f"no column ?{column}", "select ?from, ?to and ?claim")
    for option in ("key", "weight"):
        if option in view.front and view.front[option] not in table.columns:
            raise QueryError(place, f"{option} is {view.front[option]!r}, no column", "name a variable it selects")
    if view.front.get("layout", "force") not in LAYOUTS:
        raise QueryError(place, f"layout is {view.front['layout']!r}", f"write {' or '.join(LAYOUTS)}")
    nodes = _nodes(store, table, place)
    notes = receipts(store, {row["claim"].value for row in table if isinstance(row["claim"], ox.NamedNode)})
    kinds = _things(store, {iri(f"source:{note.source}") for note in notes.values()})
    editions = {_id(name) for name, (_, kind) in kinds.items() if _is(kind, "ais:Edition")}
    return _network(view, params, nodes, table, notes, editions), notes


def _things(store: Queryable, names: set[str]) -> dict[str, tuple[str, str]]:
    """Return IRI → label, or CURIE where it has none, and the IRI of its class, for every thing of a store."""
    asked = [ox.NamedNode(name) for name in sorted(names)]
    rows = query.find("things").run(store, thing=asked).values() if asked else ()
    return {row["thing"]: (row["label"] or curie(row["thing"]), row["kind"]) for row in rows}


def _is(kind: str, above: str) -> bool:
    return iri(above) in terms().superclasses.get(kind, ())


def _nodes(store: Queryable, table: Table, place: str) -> dict[str, dict[str, str]]:
    """Return IRI → attributes of every end of a row."""
    found: dict[str, dict[str, str]] = {}
    for row in table:
        for end in ENDS:
            term = row[end]
            if not isinstance(term, ox.NamedNode):
                what = "nothing" if term is None else f"{term}, not a thing"
                raise QueryError(place, f"?{end} is {what}", "only things with an IRI can be nodes")
            node = found.setdefault(term.value, {})
            for key, column in (("label", end + "Label"), ("type", end + "Type")):
                if row.get(column) is not None:
                    node.setdefault(key, str(python(row[column])))
    known = _things(store, set(found))
    for name, node in found.items():
        label, kind = known.get(name, (curie(name), iri("ais:NamedThing")))
        if name in terms().superclasses:
            raise QueryError(place, f"{curie(name)} is a class", "only individuals can be nodes")
        if _is(kind, "ais:Source"):
            raise QueryError(place, f"{curie(name)} is a source", "a source is evidence of an edge, not a node")
        node["label"] = node.get("label", label)
        node["type"] = curie(node.get("type", kind))
        node["iri"] = name
    return found


def _network(
    view: Query,
    params: Mapping[str, Any],
    nodes: Mapping[str, dict[str, str]],
    table: Table,
    notes: Mapping[str, Receipt],
    editions: set[str],
) -> "Network":
    import networkx as nx

    given = {param.name: params.get(param.name, param.default) for param in view.params}
    network: Network = nx.MultiDiGraph(
        view=view.name,
        summary=view.summary,
        description=view.description,
        limits=view.front.get("limits", ""),
        layout=view.front.get("layout", "force"),
        params=" ".join(f"{key}={_shown(one)}" for key, value in given.items() for one in _listed(value)),
    )
    for name in sorted(nodes):
        network.add_node(curie(name), **nodes[name])
    rows: dict[tuple[str, ...], list[dict[str, Term | None]]] = {}
    for row in table:
        parts = [view.front["key"]] if "key" in view.front else []
        rows.setdefault(tuple(_shown(row[column]) for column in (*ENDS, *parts)), []).append(row)
    details = [column for column in table.columns if column not in KNOWN]
    for ends in sorted(rows):
        key = "--".join(end for end in ends if end)
        edge = _edge(f"views/{view.name}.rq", rows[ends], details, notes, editions)
        weight = len({str(row[view.front["weight"]]) for row in rows[ends]}) if "weight" in view.front else 1
        network.add_edge(ends[0], ends[1], key=key, id=key, weight=weight, **edge)
    return network


def _edge(
    place: str,
    rows: list[dict[str, Term | None]],
    details: list[str],
    notes: Mapping[str, Receipt],
    editions: set[str],
) -> dict[str, Any]:
    for row in rows:
        if python(row["claim"]) not in notes:
            raise QueryError(place, f"{row['claim']} is not a claim of the graph", "bind ?claim to one in every row")

    def values(column: str) -> list[Any]:
        return sorted({python(row[column]) for row in rows if row.get(column) is not None})

    claims = values("claim")
    receipts = [notes[claim] for claim in claims]
    sources = [_id(source) for source in values("source")] or sorted({receipt.source for receipt in receipts})
    years = values("year")
    edge: dict[str, Any] = {
        "claims": claims,
        "sources": sources,
        "origins": sorted({receipt.origin for receipt in receipts if receipt.source in sources}),
        "modalities": [_id(modality) for modality in values("modality")]
        or sorted({receipt.modality for receipt in receipts}),
        "editions": [source for source in sources if source in editions],
    }
    if years:
        edge |= {"firstYear": years[0], "lastYear": years[-1]}
    return edge | {column: sorted({_shown(row[column]) for row in rows} - {""}) for column in details}


def _shown(value: Any) -> str:
    """Return an IRI as its CURIE, a literal as its text, and nothing as an empty text."""
    if isinstance(value, ox.NamedNode):
        return curie(value.value)
    return "" if value is None else str(value.value if isinstance(value, ox.Literal) else value)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return sorted(value, key=_shown) if isinstance(value, list | tuple | set | frozenset) else [value]


def _id(name: str) -> str:
    return name.replace("#", "/").rpartition("/")[2]


def to_html(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return a page with the picture, its receipts and its table twin; it names no other host."""
    from kg.drawing.network import page

    return page(network, notes).encode()


def to_graphml(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return GraphML 1.0, each edge under its id; list attributes are joined to texts."""
    import io

    from networkx.readwrite.graphml import GraphMLWriter

    flat = network.copy()
    for *_, edge in flat.edges(data=True):
        for key, value in edge.items():
            if isinstance(value, list):
                edge[key] = (" " if key in EVIDENCE else " | ").join(value)
    file = io.BytesIO()
    writer = GraphMLWriter(prettyprint=True, edge_id_from_attribute="id")
    writer.add_graph_element(flat)
    writer.dump(file)
    return file.getvalue()


def to_json(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    """Return node-link JSON, as networkx reads it, with ``receipts``: claim IRI → its receipt."""
    import networkx as nx

    data = nx.node_link_data(network, edges="edges")
    data["receipts"] = {claim: note._asdict() for claim, note in sorted(notes.items())}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: dict[str, Callable[["Network", Mapping[str, Receipt]], bytes]] = {
    ".html": to_html,
    ".graphml": to_graphml,
    ".json": to_json,
}
"""Suffix of a file → the function that gives its content."""


def _replace(target: Path, content: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            scratch = Path(file.name)
            file.write(content)
        try:
            scratch.chmod(0o666 & ~_umask())
            scratch.replace(target)
        except OSError:
            scratch.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TargetError(str(target), f"cannot be written ({error.strerror})", "name a writable file") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
