"""RDF 1.2: read back, the graph is the same, and each derived edge leads to claims of the graph."""

from pathlib import Path

import pyoxigraph as ox

from kg import cli
from kg.bridges import annotation
from kg.graph import dataset, store
from kg.graph.basis import bases
from kg.namespace import iri
from kg.vocabulary import labeling
from tests.fixtures import invented

ANNOTATIONS = ox.NamedNode(iri(annotation.GRAPH))


def test_graph_is_read_back_whole_with_each_edge_annotated(tmp_path: Path) -> None:
    made = invented.tiny(tmp_path)
    back = ox.Store()
    back.load(annotation.written(made).encode(), format=ox.RdfFormat.N_QUADS)
    told = list(back.quads_for_pattern(None, None, None, ANNOTATIONS))
    for quad in told:
        back.remove(quad)
    assert labeling.named(back) == labeling.named(made)
    reified = {quad.subject: quad.object for quad in told if quad.predicate.value == annotation.REIFIES}
    derived = {quad.triple for quad in made.quads_for_pattern(None, None, None, ox.NamedNode(iri(dataset.DERIVED)))}
    assert set(reified.values()) == derived
    assert len(reified) == len(derived) > 5
    rests: dict[object, set[str]] = {}
    for quad in told:
        if quad.predicate.value == iri("prov:wasDerivedFrom"):
            rests.setdefault(reified[quad.subject], set()).add(quad.object.value)  # type: ignore[union-attr]
    assert {triple: tuple(sorted(claims)) for triple, claims in rests.items()} == {
        triple: basis.claims for triple, basis in bases(made).items() if basis.claims
    }


def test_command_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    store.save(invented.tiny(tmp_path), tmp_path / "graph")
    for name in ("one.nq", "two.nq"):
        assert cli.main(["export", "rdf12", "--graph", str(tmp_path / "graph"), "--to", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()
