"""The dataset: a named graph for the ontology, each register, each source; nothing in the default graph."""

import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence.header import Header, Text
from kg.evidence.source import Source
from kg.graph import dataset
from kg.namespace import VOCABULARY, XSD, curie, iri
from tests.fixtures import invented

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def described(header: Header) -> set[tuple[str, ox.Literal | str]]:
    """Return (property, object) of a source with this header; an IRI as text."""
    lines = "".join(dataset.source_quads(Source("herald", Path("herald.toml"), header)))
    parsed = ox.parse(lines, format=ox.RdfFormat.N_QUADS)
    return {
        (curie(q.predicate.value), q.object if isinstance(q.object, ox.Literal) else curie(q.object.value))
        for q in parsed
        if isinstance(q.object, ox.Literal | ox.NamedNode)
    }


@given(title=TEXT, creator=TEXT, note=TEXT, identifier=TEXT)
def test_every_text_of_a_header_survives_n_quads(title: str, creator: str, note: str, identifier: str) -> None:
    found = described(Header(title, creator=creator, note=note, identifier=identifier))
    assert {
        ("dcterms:title", ox.Literal(title, language="en")),
        ("dcterms:creator", ox.Literal(creator)),
        ("dcterms:description", ox.Literal(note, language="en")),
        ("dcterms:identifier", ox.Literal(identifier)),
    } <= found


@pytest.mark.parametrize(
    ("header", "statement"),
    [
        (Header("X", type="Article"), ("rdf:type", "ais:Article")),
        (
            Header("X", issued=datetime.date(2021, 3, 9)),
            ("dcterms:issued", ox.Literal("2021-03-09", datatype=ox.NamedNode(XSD + "date"))),
        ),
        (Header("X", issued=2019), ("dcterms:issued", ox.Literal("2019", datatype=ox.NamedNode(XSD + "gYear")))),
        (Header("X", origin="ledger"), ("ais:origin", "source:ledger")),
        (Header("X", part_of="ledger"), ("dcterms:isPartOf", "source:ledger")),
        (Header("X", edition_year=2022), ("ais:editionYear", ox.Literal(2022))),
        (Header("X", text=Text("0" * 64, 7)), ("ais:textDigest", ox.Literal("0" * 64))),
        (
            Header("X", license="https://creativecommons.org/licenses/by/4.0/"),
            ("dcterms:license", "https://creativecommons.org/licenses/by/4.0/"),
        ),
        (Header("X", attribution="A © B"), ("dcterms:bibliographicCitation", ox.Literal("A © B", language="en"))),
    ],
    ids=lambda each: (
        next(k for k in ("text", *each.__struct_fields__) if getattr(each, k) not in ("X", None))
        if isinstance(each, Header)
        else each[0]
    ),
)
def test_header_becomes_statements_about_the_source(header: Header, statement: tuple[str, ox.Literal | str]) -> None:
    assert statement in described(header)


def test_what_a_header_does_not_say_is_not_stated() -> None:
    named = {"rdf:type", "rdfs:label", "dcterms:title", "ais:countsAs"}
    assert {property_ for property_, _ in described(Header("X"))} == named


def test_nothing_is_in_the_default_graph(released: ox.Store) -> None:
    assert next(released.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is None


def test_each_register_and_source_has_its_graph(tmp_path: Path) -> None:
    store = invented.tiny(tmp_path)
    expected = {f"graph:register-{stem}" for stem in invented.REGISTERS}
    expected |= {"graph:ontology", "graph:situations", "graph:derived", "graph:herald", "graph:ledger"}
    assert {curie(str(name)[1:-1]) for name in store.named_graphs()} == expected


def test_row_of_a_register_is_in_the_graph_of_the_register(tmp_path: Path) -> None:
    store = invented.tiny(tmp_path)
    (quad,) = store.quads_for_pattern(ox.NamedNode(iri("vendor:acme")), ox.NamedNode(iri("skos:altLabel")), None)
    assert str(quad.graph_name) == f"<{iri('graph:register-vendors')}>"
    assert quad.object == ox.Literal("Acme Corp", language="en")


def test_no_blank_node_is_outside_the_ontology(released: ox.Store) -> None:
    ontology = ox.NamedNode(iri("graph:ontology"))
    found = [
        quad
        for quad in released
        if ox.BlankNode in (type(quad.subject), type(quad.object)) and quad.graph_name != ontology
    ]
    assert found == []


def test_ontology_is_written_alike_twice() -> None:
    assert list(dataset.vocabulary_quads()) == list(dataset.vocabulary_quads())


def test_blank_nodes_of_two_files_are_not_confused(released: ox.Store) -> None:
    parsed = [
        quad
        for file in VOCABULARY
        for quad in ox.parse(path=str(invented.ROOT / "ontology" / file), format=ox.RdfFormat.TURTLE)
    ]
    blank = {node for quad in parsed for node in (quad.subject, quad.object) if isinstance(node, ox.BlankNode)}
    stored = {
        node
        for quad in released.quads_for_pattern(None, None, None, ox.NamedNode(iri("graph:ontology")))
        for node in (quad.subject, quad.object)
        if isinstance(node, ox.BlankNode)
    }
    assert len(stored) == len(blank)
