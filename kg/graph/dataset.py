"""Everything in one dataset: a named graph for the ontology, each register, each source, and what is derived.

The default graph stays empty; queries see the union of the named graphs.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ReadError
from kg.evidence import assertion, modality
from kg.evidence import claim as claim_module
from kg.evidence.lineage import witness
from kg.evidence.register import Registers
from kg.evidence.succession import another
from kg.graph import record
from kg.literal import literal, moment
from kg.namespace import OWL, RDF, XSD, based, iri, own_ontology, own_terms, reference, triples, vocabulary
from kg.setting import workspace

if TYPE_CHECKING:
    from kg.evidence.claim import Claim
    from kg.evidence.source import Source

DERIVED = "graph:derived"
_ILLUSTRATING = frozenset(map(iri, ("skos:example", "skos:editorialNote")))
"""The properties of a term that tell of the subject of the released graph."""


def vocabulary_quads() -> Iterator[str]:
    """Yield the N-Quads lines of the ontology graph, and of the workspace's; blank nodes are numbered by file.

    A workspace that stands alone has the released terms without the examples and the names that come from our subject.
    """
    own, place = own_ontology(), workspace()
    leaves = place is not None and place.alone
    for path in vocabulary():
        graph = f"<{iri('graph:own-ontology' if path in own else 'graph:ontology')}> .\n"
        stem = f"own{own.index(path)}x" if path in own else path.stem
        blank: dict[str, str] = {}
        for s, p, o, _ in triples(path):
            if (
                leaves
                and path not in own
                and (p.value in _ILLUSTRATING or any(based(node.value) != node.value for node in (s, o)))
            ):
                continue
            subject, object_ = (
                blank.setdefault(n.value, f"_:{stem}{len(blank)}") if isinstance(n, ox.BlankNode) else str(n)
                for n in (s, o)
            )
            yield f"{subject} {p} {object_} {graph}"
    for name in modality.vocabulary().named:
        yield from modality.quads(name, "graph:ontology")


def register_quads(registers: Registers) -> Iterator[str]:
    """Yield the N-Quads lines of every register, each in the graph ``graph:register-<file stem>``.

    What the ontology states already is left out: in the union of the graphs no triple comes twice.
    """
    stated = {(s.value, p.value, str(o)) for path in vocabulary() for s, p, o, _ in triples(path)}
    for stem, rows in registers.rows.items():
        graphs = [f"<{iri(f'graph:{owner}register-{stem}')}> .\n" for owner in ("", "own-")]
        for row in rows:
            subject = reference(row.name)
            for number, (property_, term) in enumerate(row.statements, 1):
                graph = graphs[number > len(row.statements) - row.own]
                if (iri(row.name), property_, str(term)) in stated or (row.successor and property_ == RDF + "type"):
                    continue
                yield f"{subject} <{property_}> {term} {graph}"
            if (same := another(row.name, row.type)) in registers.others:
                yield f"{subject} <{OWL}sameAs> {reference(same)} {graph}"


def workspace_quads(registers: Registers) -> Iterator[str]:
    """Yield the N-Quads lines of the graph ``graph:workspace``: what the workspace is called, and which graphs are its.

    Without a workspace there are none.
    """
    own = workspace()
    if own is None:
        return
    whole = f"<{iri('graph:workspace')}>"
    held = [f"own-register-{stem}" for stem, rows in registers.rows.items() if any(row.own for row in rows)]
    held += ["own-ontology"] if own_ontology() else []
    stated = {
        "dcterms:title": literal(own.title, language=own.language),
        "dcterms:description": own.description and literal(own.description, language=own.language),
        "dcterms:publisher": own.publisher and _publisher(iri("graph:workspace")),
        "dcterms:license": own.license and reference(own.license),
    }
    for property_, term in stated.items():
        if term:
            yield f"{whole} <{iri(property_)}> {term} {whole} .\n"
    if own.publisher:
        yield from record.named(_publisher(iri("graph:workspace")), "prov:Agent", own.publisher, f"{whole} .\n")
    for name in held:
        graph = f"<{iri('graph:' + name)}>"
        yield f"{graph} <{iri('dcterms:isPartOf')}> {whole} {whole} .\n"
        if own.license:
            yield f"{graph} <{iri('dcterms:license')}> {reference(own.license)} {whole} .\n"


def source_quads(source: "Source", sources: Mapping[str, "Source"] | None = None) -> Iterator[str]:
    """Yield the N-Quads lines that describe a source itself, in the source's graph.

    ``sources`` are those among which the witness that it counts as is found; without them it counts as itself.
    """
    header = source.header
    subject, graph = f"<{iri('source:' + source.id)}>", f"<{iri('graph:' + source.id)}> .\n"
    yield f"{subject} <{RDF}type> <{own_terms().get(header.type) or iri('ais:' + header.type)}> {graph}"
    stated = {
        "rdfs:label": literal(header.title, language="en"),
        "dcterms:title": literal(header.title, language="en"),
        "dcterms:creator": header.creator and literal(header.creator),
        "dcterms:publisher": header.publisher and _publisher(iri("source:" + source.id)),
        "dcterms:identifier": header.identifier and literal(header.identifier),
        "dcterms:license": header.license and reference(header.license),
        "dcterms:bibliographicCitation": header.attribution and literal(header.attribution, language="en"),
        "dcterms:description": header.note and literal(header.note, language="en"),
        "dcterms:isPartOf": header.part_of and f"<{iri('source:' + header.part_of)}>",
        "dcat:inSeries": header.series and f"<{iri('source:' + header.series)}>",
        "prov:wasRevisionOf": header.revises and f"<{iri('source:' + header.revises)}>",
        "ais:origin": header.origin and f"<{iri('source:' + header.origin)}>",
        "ais:countsAs": f"<{iri('source:' + witness(source, sources or {source.id: source}))}>",
        "ais:accessed": header.accessed and literal(*moment(header.accessed)),
        "ais:archivedCopy": header.archived and literal(header.archived, XSD + "anyURI"),
        "ais:editionYear": header.edition_year and literal(str(header.edition_year), XSD + "integer"),
        "ais:textDigest": header.text and literal(header.text.sha256),
    }
    if as_of := header.as_of or header.edition_year:
        stated["ais:asOf"] = literal(*moment(as_of))
    if header.issued:
        stated["dcterms:issued"] = literal(*moment(header.issued))
    for property_, term in stated.items():
        if term:
            yield f"{subject} <{iri(property_)}> {term} {graph}"
    if header.publisher:
        yield from record.named(_publisher(iri("source:" + source.id)), "prov:Agent", header.publisher, graph)


def _publisher(whole: str) -> str:
    """Return the agent that a source or workspace names as its publisher: its name alone tells no two apart."""
    return f"<{whole}#publisher>"


def quads(registers: Registers, sources: Mapping[str, "Source"], claims: Iterable["Claim"]) -> Iterator[str]:
    """Yield the N-Quads lines of the whole dataset but what is derived; memory does not grow with the claims."""
    yield from vocabulary_quads()
    yield from register_quads(registers)
    yield from workspace_quads(registers)
    for source in sources.values():
        yield from source_quads(source, sources)
        yield from record.quads(source)
        if beside := assertion.beside(source.path):
            yield from assertion.quads(beside, source.id, registers)
    yield from claim_module.quads(claims)


def load(lines: Iterable[str]) -> ox.Store:
    """Return a store in memory that holds the N-Quads lines; each is one quad, and none is in a graph of conclusions.

    Raises:
        ReadError: a value of an input has become more than a value.
    """
    held = list(lines)
    content = "".join(held)
    if content.count("\n") != len(held):
        raise _broken("a value breaks its line")
    return stated(loaded(content))


def loaded(content: str) -> ox.Store:
    """Return a store in memory that holds N-Quads.

    Raises:
        ReadError: a value of an input has become more than a value.
    """
    store = ox.Store()
    add(store, content)
    return store


def add(store: ox.Store, content: str, *, known: bool = False) -> None:
    """Add N-Quads that the inputs state to a store; the IRIs of lines that are ``known`` are not checked once more.

    Raises:
        ReadError: a value of an input has become more than a value.
    """
    try:
        store.bulk_load(content.encode(), format=ox.RdfFormat.N_QUADS, lenient=known)
    except (SyntaxError, ValueError) as error:
        raise _broken(error) from error


def stated(store: ox.Store) -> ox.Store:
    """Return the store itself where no quad stands in a graph of conclusions.

    Raises:
        ReadError: one does.
    """
    for name in (DERIVED, "graph:manifest"):
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(iri(name))):
            raise ReadError(name, f"an input states {quad.triple} there, where only conclusions stand", "remove it")
    return store


def concluded(triples: Iterable[str]) -> Iterator[str]:
    """Yield the N-Quads lines of derived triples, each given as N-Triples without its period."""
    graph = iri(DERIVED)
    for triple in triples:
        yield f"{triple} <{graph}> .\n"


def _broken(found: object) -> ReadError:
    return ReadError("the inputs", f"a value is not one of RDF ({found})", "report which source holds it")
