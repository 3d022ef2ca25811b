"""Terms as they come and go: none that was released is lost, none of another vocabulary is misspelt, none is idle."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import namespace

from kg.namespace import BASE, OWL, RDF, VOCABULARY, iri, prefixes, terms, triples
from kg.query import query
from kg.vocabulary import turtle
from tests.fixtures.faulty_terms import LABELS

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
KINDS = {
    OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
}
CLOSED = {
    str(each): each
    for each in (
        *(namespace.DCAT, namespace.DCTERMS, namespace.ORG, namespace.OWL, namespace.PROV, namespace.QB, namespace.RDF),
        *(namespace.RDFS, namespace.SH, namespace.SKOS, namespace.VANN, namespace.VOID, namespace.XSD),
    )
}
"""Namespace → its terms, as rdflib ships them."""
REUSED = frozenset((ROOT / "tests" / "ontology" / "reused-terms.txt").read_text(encoding="utf-8").split())
"""Terms of vocabularies that rdflib does not ship, each as the vocabulary's own file spells it."""
SPACES = {re.sub(r"[^#/]+$", "", term) for term in REUSED}


def declared() -> set[str]:
    """Return every IRI of ours that the ontology declares as a term."""
    stated: list[Any] = [quad for name in VOCABULARY for quad in triples(ONTOLOGY / name)]
    return {
        quad.subject.value
        for quad in stated
        if quad.predicate.value == RDF + "type" and quad.object.value in KINDS and quad.subject.value.startswith(BASE)
    }


def lost(released: Iterable[str], now: set[str]) -> list[str]:
    """Return a line for each released term that is gone, with what to do."""
    todo = "it was released; keep it with owl:deprecated true and dcterms:isReplacedBy"
    return [f"{term}: {todo}" for term in released if term not in now]


def test_no_released_term_is_lost() -> None:
    released = (ROOT / "tests" / "ontology" / "released-terms.txt").read_text(encoding="utf-8").splitlines()
    assert released == sorted(set(released))
    assert lost(released, declared()) == []


def test_a_lost_term_is_told_with_what_to_do() -> None:
    term = iri("ais:Contract")
    assert lost([term, iri("ais:State")], declared()) == [
        f"{term}: it was released; keep it with owl:deprecated true and dcterms:isReplacedBy"
    ]


# Terms of other vocabularies


def misspelt(found: Iterable[str]) -> list[str]:
    """Return the IRIs that stand in a namespace known here and are none of its terms."""
    wrong = []
    for name in sorted(set(found)):
        space = re.sub(r"[^#/]+$", "", name)
        known = name in REUSED or (space in CLOSED and rdflib.URIRef(name) in CLOSED[space])
        if name != space and (space in CLOSED or space in SPACES) and not known:
            wrong.append(name)
    return wrong


def in_files() -> set[str]:
    """Return every IRI of the ontology's files, its mapping table and its queries."""
    nodes = [node for path in ONTOLOGY.glob("*.ttl") for quad in triples(path) for node in quad.triple]
    found = {node.value for node in nodes if isinstance(node, ox.NamedNode)}
    lines = (ONTOLOGY / "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    spaces = dict(re.findall(r"^#  ([\w-]+): (\S+)$", "\n".join(lines), flags=re.M))
    for row in csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"):
        for column in ("predicate_id", "object_id", "mapping_justification"):
            prefix, _, local = row[column].partition(":")
            found.add(spaces[prefix] + local)
    for path in (ROOT / "queries").glob("**/*.rq"):
        for prefix, local in re.findall(r"(?<![\w?$:\"'-])([a-z]+):(\w+)", path.read_text(encoding="utf-8")):
            if prefix in prefixes():
                found.add(prefixes()[prefix] + local)
    return found


def test_no_term_of_another_vocabulary_is_misspelt() -> None:
    found = in_files()
    assert len([name for name in found if not name.startswith(BASE)]) > 150
    assert misspelt(found) == []


@pytest.mark.parametrize(
    "name",
    [
        "http://www.w3.org/2004/02/skos/core#borader",
        "http://www.w3.org/ns/prov#Agnet",
        "http://www.w3.org/ns/oa#hasSelecter",
        "https://w3id.org/airo#AIsystem",
        "http://purl.org/spar/cito/confirm",
    ],
)
def test_a_misspelt_term_of_another_vocabulary_is_found(name: str) -> None:
    assert misspelt([name, "http://www.w3.org/ns/prov#Agent", "https://w3id.org/airo#AISystem"]) == [name]


def test_every_vocabulary_that_a_term_is_taken_from_is_known_here() -> None:
    homes = {re.sub(r"[^#/]+$", "", name) for name in in_files() if "#" in name and not name.startswith(BASE)}
    assert homes - CLOSED.keys() - SPACES == set()


# Terms that nothing uses


def idle(declared: Iterable[str], named: set[str]) -> list[str]:
    """Return a line for each term that nothing names, nor any term below it, with what to do."""
    used = {above for term in named for above in (term, *terms().superclasses.get(term, ()))}
    todo = "nothing uses it; ask it in a question, rule or shape, fill it in a register, or take it out"
    return [f"{term}: {todo}" for term in sorted(declared) if term not in used]


def named_somewhere() -> set[str]:
    """Return the terms that a query, a register or a shape names, and those a property chain rests on."""
    files = [*sorted((ROOT / "queries").glob("**/*.rq")), *sorted((ONTOLOGY / "registers").glob("*.csv"))]
    found = {iri(name) for file in files for name in re.findall(r"\bais:\w+", file.read_text(encoding="utf-8"))}
    stated: list[Any] = [quad for path in ("shapes.ttl", *VOCABULARY) for quad in triples(ONTOLOGY / path)]
    for quad in stated:
        if quad.predicate.value == RDF + "first" or quad.predicate.value.startswith(prefixes()["sh"]):
            found.add(quad.object.value)
        if quad.predicate.value == iri("ais:stance"):
            found.add(quad.subject.value)
    return found


def test_every_term_is_used() -> None:
    assert idle(declared(), named_somewhere()) == []


def test_an_idle_term_is_told_with_what_to_do() -> None:
    (line,) = idle([iri("ais:Contract"), iri("ais:Agent")], named_somewhere())
    assert line.startswith(f"{iri('ais:Contract')}: nothing uses it; ask it in a question, rule or shape, ")


# A newcomer's term

TERM = f"""ais:Contract a owl:Class ;
    rdfs:isDefinedBy <https://w3id.org/ai-surveillance/ontology> ;
    {LABELS} ;
    rdfs:subClassOf ais:NamedThing ;
    skos:definition "A named thing that is a written agreement on a supply."@en ;
    skos:example "The contract on the safe city project of Mauritius."@en .
"""
NEEDED = {
    "skos:definition": "term-without-definition: No definition: add skos:definition",
    "skos:example": "term-without-example: No example: add skos:example",
    "rdfs:isDefinedBy": "term-without-home: No rdfs:isDefinedBy: add the IRI of the ontology",
    "rdfs:subClassOf": "class-unconnected: No term is connected to this class: add rdfs:subClassOf",
}


def findings(stanza: str) -> list[str]:
    """Return what the checks find in the ontology with a stanza more."""
    heads = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes().items())
    stated = [quad.triple for name in VOCABULARY for quad in triples(ONTOLOGY / name)]
    stated += [quad.triple for quad in ox.parse(heads + stanza, format=ox.RdfFormat.TURTLE)]
    store, graph = ox.Store(), ox.NamedNode(iri("graph:ontology"))
    store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in stated)
    checks = [check for check in query.read_all("violations") if "ontology" in check.tags]
    return [f"{check.name}: {row['message']}" for check in checks for row in check.run(store).values()]


def test_a_newcomers_term_passes_every_check() -> None:
    assert findings(TERM) == []


@pytest.mark.parametrize("property_", NEEDED)
def test_a_newcomers_term_without_what_it_needs_is_told_what_to_add(property_: str) -> None:
    lines = [line for line in TERM.splitlines() if not line.strip().startswith(property_)]
    stanza = "\n".join(lines).rstrip(" ;.\n") + " .\n"
    (finding,) = findings(stanza)
    assert finding.startswith(NEEDED[property_])


def test_a_newcomers_term_that_is_not_in_canonical_form_is_told_the_command(tmp_path: Path) -> None:
    path = tmp_path / "core.ttl"
    text = (ONTOLOGY / "core.ttl").read_text(encoding="utf-8")
    path.write_text(text + "\n" + TERM, encoding="utf-8")
    assert turtle.difference(path) is not None
    assert turtle.rewrite(path)
    assert turtle.difference(path) is None
    assert path.read_text(encoding="utf-8").count("\n") == text.count("\n") + TERM.count("\n") + 1
