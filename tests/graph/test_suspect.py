"""All that breaks a constraint is among the suspects, and what is found among them is what is found in the whole."""

import pyoxigraph as ox
import pytest

from kg.graph import suspect, validation
from kg.graph.validation import Finding
from kg.namespace import RDF, folder, iri
from kg.vocabulary import shape
from tests.fixtures import invented

SHAPES = shape.constraints(folder("ontology") / "shapes.ttl")
CLAIM = ox.NamedNode(iri("ais:Claim"))
GRAPH = ox.NamedNode(iri("graph:herald"))


def whole(store: ox.Store) -> set[tuple[str, str, str]]:
    """Return what each constraint finds in a whole store: check, node, message."""
    found = ((each, store.query(each.select, use_default_graph_as_union=True)) for each in SHAPES)
    return {(each.check, row[0].value, each.message) for each, rows in found for row in rows}  # type: ignore[union-attr]


def told(findings: set[Finding]) -> set[tuple[str, str, str]]:
    return {(each.check, each.resource, each.message) for each in findings}


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    made = ox.Store()
    made.extend(invented.tiny(tmp_path_factory.mktemp("tiny")))
    return made


def add(store: ox.Store, node: ox.NamedNode | ox.BlankNode, property_: str, value: ox.NamedNode | ox.Literal) -> None:
    store.add(ox.Quad(node, ox.NamedNode(property_), value, GRAPH))


@pytest.mark.parametrize("most", [validation.MOST, 1])
def test_what_is_found_among_suspects_is_found_in_the_whole(
    store: ox.Store, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim without a name, one that has a label, and one of which nothing else is said."""
    monkeypatch.setattr(validation, "MOST", most)
    nodes: list[ox.NamedNode | ox.BlankNode] = [
        ox.BlankNode("x"),
        *(ox.NamedNode(iri(f"claim:{name}")) for name in "ab"),
    ]
    for node in nodes:
        add(store, node, RDF + "type", CLAIM)
    add(store, nodes[1], iri("rdfs:label"), ox.Literal("one", language="en"))
    found = told(set(validation.broken(store, SHAPES)))
    assert found == whole(store)
    assert {node.value for node in nodes} <= {resource for _, resource, _ in found}


def test_name_that_no_query_can_hold_is_sought_in_the_whole(store: ox.Store) -> None:
    lines = rf"<http://a/\u0009b\u003E> <{RDF}type> {CLAIM} {GRAPH} ."
    store.bulk_load(lines.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    found = told(set(validation.broken(store, SHAPES)))
    assert found == whole(store)
    assert "http://a/\tb>" in {resource for _, resource, _ in found}


def test_sound_graph_has_hardly_a_suspect(released: ox.Store) -> None:
    """Else each check would be asked of the whole graph."""
    found = dict(suspect.suspects(released, SHAPES))
    assert sum(map(len, found.values())) < len(released) / 100


def test_store_of_which_no_shape_demands_anything_is_not_read() -> None:
    """A build holds the whole graph against few constraints, and mostly against none."""
    assert list(suspect.suspects(None, ())) == []  # type: ignore[arg-type]
