"""RDF 1.2: each derived triple annotated with the claims it rests on and the rules that conclude it."""

from collections.abc import Iterator

import pyoxigraph as ox

from kg.evidence.claim import digest
from kg.graph.basis import bases
from kg.namespace import RDF, RDFS, base_in_use, iri
from kg.vocabulary.labeling import named

GRAPH = "graph:annotations"
REIFIES = RDF + "reifies"


def quads(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield every quad of a store, sorted, then the annotations of its derived triples, in the graph of annotations.

    A reifier has an IRI made of its triple; ``prov:wasDerivedFrom`` leads from it to the claims.
    """
    yield from named(store)
    yield from annotations(store)


def annotations(store: ox.Store) -> Iterator[ox.Quad]:
    """Yield the annotations alone."""
    graph, derived = ox.NamedNode(iri(GRAPH)), ox.NamedNode(iri("prov:wasDerivedFrom"))
    for triple, basis in bases(store).items():
        reifier = ox.NamedNode(f"{base_in_use()}data#edge-{digest(*(str(term) for term in triple))}")
        yield ox.Quad(reifier, ox.NamedNode(REIFIES), triple, graph)
        for rule in basis.rules:
            yield ox.Quad(reifier, ox.NamedNode(RDFS + "comment"), ox.Literal(f"rule {rule}", language="en"), graph)
        for claim in basis.claims:
            yield ox.Quad(reifier, derived, ox.NamedNode(claim), graph)


def written(store: ox.Store) -> str:
    """Return a store and its annotations as N-Quads of RDF 1.2."""
    return (ox.serialize(quads(store), format=ox.RdfFormat.N_QUADS) or b"").decode()
