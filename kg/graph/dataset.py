"""Everything in one dataset: a named graph for the ontology, each register, each source, and what is derived.

The default graph stays empty; queries see the union of the named graphs.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ReadError
from kg.evidence import claim as claim_module
from kg.evidence import modality
from kg.evidence.register import Registers
from kg.evidence.source import witness
from kg.literal import literal, moment
from kg.namespace import RDF, VOCABULARY, XSD, folder, iri, reference, triples

if TYPE_CHECKING:
    from kg.evidence.claim import Claim
    from kg.evidence.source import Source

DERIVED = "graph:derived"


def vocabulary_quads() -> Iterator[str]:
    """Yield the N-Quads lines of the ontology graph; blank nodes are numbered by file."""
    graph = f"<{iri('graph:ontology')}> .\n"
    for file in VOCABULARY:
        stem = Path(file).stem
        blank: dict[str, str] = {}
        for s, p, o, _ in triples(folder("ontology") / file):
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
    stated = {(s.value, p.value, str(o)) for file in VOCABULARY for s, p, o, _ in triples(folder("ontology") / file)}
    for stem, rows in registers.rows.items():
        graph = f"<{iri(f'graph:register-{stem}')}> .\n"
        for row in rows:
            subject = reference(row.name)
            for property_, term in row.statements:
                if (iri(row.name), property_, str(term)) in stated:
                    continue
                yield f"{subject} <{property_}> {term} {graph}"


def source_quads(source: "Source", sources: Mapping[str, "Source"] | None = None) -> Iterator[str]:
    """Yield the N-Quads lines that describe a source itself, in the source's graph.

    ``sources`` are those among which the witness that it counts as is found; without them it counts as itself.
    """
    header = source.header
    subject, graph = f"<{iri('source:' + source.id)}>", f"<{iri('graph:' + source.id)}> .\n"
    yield f"{subject} <{RDF}type> <{iri('ais:' + header.type)}> {graph}"
    stated = {
        "rdfs:label": literal(header.title, language="en"),
        "dcterms:title": literal(header.title, language="en"),
        "dcterms:creator": header.creator and literal(header.creator),
        "dcterms:publisher": header.publisher and literal(header.publisher),
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
        datatype = "gYear" if isinstance(header.issued, int) else "date"
        stated["dcterms:issued"] = literal(str(header.issued), XSD + datatype)
    for property_, term in stated.items():
        if term:
            yield f"{subject} <{iri(property_)}> {term} {graph}"


def quads(registers: Registers, sources: Mapping[str, "Source"], claims: Iterable["Claim"]) -> Iterator[str]:
    """Yield the N-Quads lines of the whole dataset but what is derived; memory does not grow with the claims."""
    yield from vocabulary_quads()
    yield from register_quads(registers)
    for source in sources.values():
        yield from source_quads(source, sources)
    yield from claim_module.quads(claims)


def load(lines: Iterable[str]) -> ox.Store:
    """Return a store in memory that holds the N-Quads lines; each is one quad, and none is in a graph of conclusions.

    Raises:
        ReadError: a value of an input has become more than a value.
    """
    held = list(lines)
    store = ox.Store()
    try:
        content = "".join(held)
        if content.count("\n") != len(held):
            raise ValueError("a value breaks its line")
        store.bulk_load(content.encode(), format=ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise ReadError("the inputs", f"a value is not one of RDF ({error})", "report which source holds it") from error
    for name in (DERIVED, "graph:manifest"):
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(iri(name))):
            raise ReadError(name, f"an input states {quad.triple} there, where only conclusions stand", "remove it")
    return store
