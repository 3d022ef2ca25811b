"""Evidence-preserving projection: the rows of a view as nodes and edges that keep their claims.

A row is one claim of one edge, so an edge without a claim cannot come about, and leaving claims out of the rows leaves
out of the network what rests on them alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.answering import license, unsettled
from kg.answering.license import License
from kg.errors import QueryError
from kg.evidence import contest
from kg.evidence.contest import Denial
from kg.evidence.hearsay import Hearsay, hearsay, only
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie, iri, terms
from kg.query import query
from kg.query.query import Query, Queryable
from kg.query.solution import Term, python

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]
    """Nodes are CURIEs with ``label``, ``type`` (a CURIE), ``iri`` and, of a state, its ``region`` in words."""

ENDS = ("from", "to")
KNOWN = {"claim", "source", "modality", "year", "step"} | {e + s for e in ENDS for s in ("", "Label", "Type")}
"""The columns a view may have that are no details of an edge."""
EVIDENCE = ("claims", "sources", "origins", "modalities", "editions", "steps", "years")
"""The list attributes of an edge whose values have no spaces."""
LAYOUTS = ("bipartite", "force")
OPTIONS = ("key", "weight", "via", "color")
"""What the front matter of a view may name a variable for."""

Row = dict[str, Term | None]


@dataclass(frozen=True)
class Answer:
    """A view's rows with what is needed to make a network of them, or of some of them."""

    view: Query
    params: Mapping[str, Any]
    rows: list[Row]
    columns: tuple[str, ...]
    nodes: Mapping[str, dict[str, str]]
    """IRI → the attributes of a node."""
    notes: dict[str, Receipt]
    """Claim IRI → its receipt."""
    editions: frozenset[str] = field(default_factory=frozenset)
    """The ids of the sources that are editions of an index."""
    terms: License | None = None
    """What it may be passed on under, by source."""
    denied: tuple[Denial, ...] = ()
    """The denials of situations of a kind that the view draws."""
    unsettled: tuple[Hearsay, ...] = ()
    """What would be drawn were it not only planned, alleged or the like."""

    def kept(self, stands: Callable[[Receipt], bool]) -> "Answer":
        """Return the answer without the claims that do not stand, and without the paths that then lack a step.

        A path is what leads from one end to the other over one thing between them, the view's ``via``: it needs a
        claim for each of its steps.
        """
        rows = [row for row in self.rows if stands(self.notes[str(python(row["claim"]))])]
        whole, left = (self._steps(some) for some in (self.rows, rows))
        return replace(self, rows=[row for row in rows if left[self._path(row)] == whole[self._path(row)]])

    def _path(self, row: Row) -> tuple[str, ...]:
        return tuple(shown(row[name]) for name in (*ENDS, *self._named("key"), *self._named("via")))

    def _steps(self, rows: list[Row]) -> dict[tuple[str, ...], set[str]]:
        found: dict[tuple[str, ...], set[str]] = {}
        for row in rows:
            found.setdefault(self._path(row), set()).add(shown(row.get("step")))
        return found

    def _named(self, option: str) -> list[str]:
        return [self.view.front[option]] if option in self.view.front else []


def answer(store: Queryable, name: str, params: Mapping[str, Any], *, brief: bool = False) -> Answer:
    """Return the rows of the view called ``name``, with brief receipts where nobody will read the places.

    Raises:
        UnknownName: no such view or parameter, or a name in a parameter that nothing answers to.
        QueryError: the view lacks a column, its front matter cannot be followed, or a row has no claim, or an end that
            is a literal, a class or a source.
    """
    view = query.find(name, "views")
    place = f"views/{view.name}.rq"
    table = view.run(store, **params)
    for column in ("from", "to", "claim"):
        if column not in table.columns:
            raise QueryError(place, f"no column ?{column}", "select ?from, ?to and ?claim")
    for option in OPTIONS:
        if option in view.front and view.front[option] not in table.columns:
            raise QueryError(place, f"{option} is {view.front[option]!r}, no column", "name a variable it selects")
    for option, values in (("layout", LAYOUTS), ("symmetric", ("yes", "no"))):
        if view.front.get(option, values[-1]) not in values:
            raise QueryError(place, f"{option} is {view.front[option]!r}", f"write {' or '.join(values)}")
    rows = list(table)
    nodes = _nodes(store, rows, place)
    claims = {row["claim"].value for row in rows if isinstance(row["claim"], ox.NamedNode)}
    notes = receipts(store, claims, brief=brief)
    for claim, said in contest.against(store, claims).items() if brief else ():
        notes[claim] = notes[claim]._replace(against=said)
    for row in rows:
        if python(row["claim"]) not in notes:
            raise QueryError(place, f"{row['claim']} is not a claim of the graph", "bind ?claim to one in every row")
    kinds = _things(store, {iri(f"source:{note.source}") for note in notes.values()})
    editions = frozenset(_id(name) for name, (_, kind) in kinds.items() if _is(kind, "ais:Edition"))
    terms = license.among(store, {note.source for note in notes.values()})
    drawn = {note.kind for note in notes.values()}
    denied = tuple(each for each in contest.denials(store) if each.kind in drawn or not drawn)
    return Answer(
        view, params, rows, table.columns, nodes, notes, editions, terms, denied, _unsettled(store, view, params, rows)
    )


def _unsettled(store: Queryable, view: Query, params: Mapping[str, Any], rows: list[Row]) -> tuple[Hearsay, ...]:
    """Return the claims that are not accepted of lines that a view does not draw."""
    text = unsettled.loosened(store, view, params)
    drawn = {tuple(row[end] for end in ENDS) for row in rows}
    more = [row for row in query.run(store, text) if tuple(row[end] for end in ENDS) not in drawn] if text else []
    return hearsay(store, {str(python(row["claim"])) for row in more if row["claim"] is not None})


def network(found: Answer) -> "Network":
    """Return the rows of a view as a network; :func:`kg.networks.view.read` says what an edge holds."""
    import networkx as nx

    view = found.view
    given = {param.name: found.params.get(param.name, param.default) for param in view.params}
    made: Network = nx.MultiDiGraph(
        view=view.name,
        summary=view.summary,
        description=view.description,
        limits=view.front.get("limits", ""),
        layout=view.front.get("layout", "force"),
        symmetric=view.front.get("symmetric", "no") == "yes",
        color=view.front.get("color", ""),
        pale=view.front.get("pale", ""),
        license=found.terms.name if found.terms else "",
        credit=found.terms.credit if found.terms else "",
        params=" ".join(f"{key}={shown(one)}" for key, value in given.items() for one in _listed(value)),
    )
    rows: dict[tuple[str, ...], list[Row]] = {}
    for row in found.rows:
        parts = [view.front["key"]] if "key" in view.front else []
        rows.setdefault(tuple(shown(row[column]) for column in (*ENDS, *parts)), []).append(row)
    for name in sorted({end for ends in rows for end in ends[:2]}):
        made.add_node(name, **found.nodes[iri(name)])
    details = [column for column in found.columns if column not in KNOWN]
    drawn = {frozenset(map(iri, ends[:2])) for ends in rows}
    if left := [str(each) for each in found.denied if not any(each.ties(*pair) for pair in drawn if len(pair) == 2)]:
        made.graph["denied"] = " | ".join(left)
    if found.unsettled:
        made.graph["unsettled"] = " | ".join(map(str, found.unsettled))
        made.graph["unsettledAs"] = only(found.unsettled)
    for ends in sorted(rows):
        key = "--".join(end for end in ends if end)
        weight = len({str(row[view.front["weight"]]) for row in rows[ends]}) if "weight" in view.front else 1
        made.add_edge(ends[0], ends[1], key=key, id=key, weight=weight, **_edge(found, rows[ends], details))
    return made


def _edge(found: Answer, rows: list[Row], details: list[str]) -> dict[str, Any]:
    def values(column: str) -> list[Any]:
        if column not in found.columns:
            return []
        return sorted({python(row[column]) for row in rows if row[column] is not None})

    claims = values("claim")
    receipts = [found.notes[claim] for claim in claims]
    sources = [_id(source) for source in values("source")] or sorted({receipt.source for receipt in receipts})
    origins = sorted({receipt.origin for receipt in receipts if receipt.source in sources})
    years = values("year")
    edge: dict[str, Any] = {
        "claims": claims,
        "sources": sources,
        "sourceCount": len(sources),
        "origins": origins,
        "originCount": len(origins),
        "modalities": [_id(modality) for modality in values("modality")]
        or sorted({receipt.modality for receipt in receipts}),
        "editions": [source for source in sources if source in found.editions],
    }
    if "via" in found.view.front:
        parts = {(shown(row[found.view.front["via"]]), shown(row.get("step")), shown(row["claim"])) for row in rows}
        edge["steps"] = ["|".join(part) for part in sorted(parts)]
    ends = [row[end] for row in rows[:1] for end in ENDS]
    tied = [str(each) for each in found.denied if each.ties(*(str(python(end)) for end in ends))]
    if against := sorted({*tied, *(said for receipt in receipts for said in receipt.against)}):
        edge["against"] = against
    if years:
        dated = {f"{shown(row['year'])}|{shown(row['claim'])}" for row in rows if row.get("year") is not None}
        edge |= {"firstYear": years[0], "lastYear": years[-1], "years": sorted(dated)}
    return edge | {column: sorted({shown(row[column]) for row in rows} - {""}) for column in details}


def _things(store: Queryable, names: set[str]) -> dict[str, tuple[str, str]]:
    """Return IRI → label, or CURIE where it has none, and the IRI of its class, for every thing of a store."""
    asked = [ox.NamedNode(name) for name in sorted(names)]
    rows = query.find("things").run(store, thing=asked).values() if asked else ()
    return {row["thing"]: (row["label"] or curie(row["thing"]), row["kind"]) for row in rows}


def _is(kind: str, above: str) -> bool:
    return iri(above) in terms().superclasses.get(kind, ())


def _nodes(store: Queryable, rows: list[Row], place: str) -> dict[str, dict[str, str]]:
    """Return IRI → attributes of every end of a row."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
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
    if any(_is(iri(node["type"]), "ais:Jurisdiction") for node in found.values()):
        for place_ in query.find("regions-of-states").run(store).values():
            if place_["state"] in found:
                found[place_["state"]]["region"] = place_["regionLabel"] or curie(place_["region"])
    return found


def shown(value: Any) -> str:
    """Return an IRI as its CURIE, a literal as its text, and nothing as an empty text."""
    if isinstance(value, ox.NamedNode):
        return curie(value.value)
    return "" if value is None else str(value.value if isinstance(value, ox.Literal) else value)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return sorted(value, key=shown) if isinstance(value, list | tuple | set | frozenset) else [value]


def _id(name: str) -> str:
    return name.replace("#", "/").rpartition("/")[2]
