"""Nanopublications: each claim as an assertion with its provenance and the information on its publication.

What is asserted is that the source puts the situation forward, in its modality, or denies it; never that it holds.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.answering import license
from kg.errors import UnknownName
from kg.evidence.receipt import receipts
from kg.imprint import imprint
from kg.namespace import OWL, RDF, XSD, base_in_use, curie, iri, node
from kg.query import query

NANOPUB = "http://www.nanopub.org/nschema#"
PARTS = ("head", "assertion", "provenance", "pubinfo")
_ASSERTED = (
    *("rdf:type", "ais:about", "ais:denies", "ais:modality", "ais:lowerBound", "ais:upperBound", "ais:claimedBy"),
    *("cito:disputes", "cito:confirms"),
)


def quads(store: ox.Store, claims: Iterable[str] = ()) -> Iterator[ox.Quad]:
    """Yield the four graphs of the nanopublication of each claim, named by IRI or CURIE; of all where none is named.

    Raises:
        UnknownName: a name is no IRI, or that of no claim of the store.
    """
    named = [node(each).value for each in claims]
    found = store.quads_for_pattern(None, node("rdf:type"), node("ais:Claim"), None)
    notes = receipts(store, named or [str(getattr(quad.subject, "value", "")) for quad in found], brief=True)
    for name in named:
        if name not in notes:
            raise UnknownName(
                curie(name), "the graph has no such claim", "'kg ask --cite' lists the claims of an answer"
            )
    made = _day(store)
    rows = query.find("sources").run(store).values()
    terms = {row["source"]: row["license"] or "" for row in rows}
    for claim, note in notes.items():
        yield from _one(store, claim, terms.get(iri(f"source:{note.source}"), ""), made)


def written(store: ox.Store, claims: Iterable[str] = ()) -> str:
    """Return the nanopublications of claims as TriG; see :func:`quads`."""
    spaces = {"ais": iri("ais:"), "np": NANOPUB, "prov": iri("prov:"), "dcterms": iri("dcterms:")}
    return (ox.serialize(quads(store, claims), format=ox.RdfFormat.TRIG, prefixes=spaces) or b"").decode()


def _one(store: ox.Store, claim: str, licensed: str, made: ox.Literal | None) -> Iterator[ox.Quad]:
    whole = ox.NamedNode(f"{claim}#nanopublication")
    head, assertion, provenance, information = (node(f"{claim}#{part}") for part in PARTS)
    yield ox.Quad(whole, node(RDF + "type"), node(NANOPUB + "Nanopublication"), head)
    for local, graph in zip(
        ("hasAssertion", "hasProvenance", "hasPublicationInfo"), (assertion, provenance, information), strict=True
    ):
        yield ox.Quad(whole, node(NANOPUB + local), graph, head)
    asserted = {iri(name) for name in _ASSERTED}
    stated = list(store.quads_for_pattern(node(claim), None, None, None))
    for quad in stated:
        if quad.predicate.value in asserted:
            yield _in(quad, assertion)
        elif quad.predicate.value == iri("ais:reportedIn"):
            yield ox.Quad(assertion, node("prov:hadPrimarySource"), quad.object, provenance)
        else:
            yield _in(quad, provenance)
            yield from _place(store, quad, provenance)
        if quad.predicate.value in (iri("ais:about"), iri("ais:denies")):
            for other in store.quads_for_pattern(quad.object, None, None, None):  # type: ignore[arg-type]
                yield _in(other, assertion)
    publisher = node(f"{base_in_use()}data#publisher")
    yield ox.Quad(whole, node("dcterms:creator"), publisher, information)
    yield ox.Quad(publisher, node("rdfs:label"), ox.Literal(imprint().author), information)
    if made is not None:
        yield ox.Quad(whole, node("dcterms:created"), made, information)
    if licensed:
        yield ox.Quad(whole, node("dcterms:license"), node(licensed), information)
    else:
        unstated = ox.Literal(license.NOT_STATED, language="en")
        yield ox.Quad(whole, node("dcterms:rights"), unstated, information)


def _in(quad: ox.Quad, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _place(store: ox.Store, quad: ox.Quad, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield what is said of the place that a claim names as its evidence, and of its selectors."""
    if quad.predicate.value != iri("ais:evidence") or not isinstance(quad.object, ox.NamedNode):
        return
    for said in store.quads_for_pattern(quad.object, None, None, None):
        yield _in(said, graph)
        if isinstance(said.object, ox.NamedNode) and said.object.value.startswith(f"{quad.object.value}#"):
            for part in store.quads_for_pattern(said.object, None, None, None):
                yield _in(part, graph)


def _day(store: ox.Store) -> ox.Literal | None:
    """Return the day on which the ontology was last changed, as it says, as a date and time."""
    found = store.quads_for_pattern(None, ox.NamedNode(iri("dcterms:modified")), None, None)
    for quad in found:
        if next(store.quads_for_pattern(quad.subject, None, ox.NamedNode(OWL + "Ontology"), None), None):
            value = quad.object.value if isinstance(quad.object, ox.Literal) else ""
            return ox.Literal(f"{value}T00:00:00Z", datatype=ox.NamedNode(XSD + "dateTime"))
    return None
