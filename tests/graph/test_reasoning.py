"""What HermiT says of the ontology with real individuals, and that the rules derive what it entails."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import OntologyError
from kg.graph import inference
from kg.graph.inference import Reasoning
from kg.namespace import OWL, RDF, RDFS, iri
from kg.verbs import console

STATES = ("state:srb", "state:chn", "state:ken", "state:mus", "state:uga", "state:jpn", "state:fra")
BASE = ("ais:suppliesTo", "ais:basedIn", "ais:usesTechnology", "ais:membersBasedIn", "skos:broader")
"""The edges that claims and registers give; the other edges between individuals follow from them."""

FROM_CLAIMS = {
    "acts-as": "a claim of a situation in which an organization has a role",
    "based-in": "a claim of a home state",
    "listed-on": "a claim of a listing",
    "member-of": "a claim of a membership",
    "owned-by": "a claim of an ownership",
    "supplies-to": "a claim of a supply",
    "uses-technology": "a claim of a use",
}
"""The rules that conclude more than OWL does: an edge, from a situation and the accepted modality of a claim on it.

No axiom says so, because a situation that is claimed need not hold; to derive the edge is a policy of this graph, and
the rule reads what the graph holds at the time.
"""

FROM_AXIOMS = {"group-based-in", "uses-broader-technology", "uses-technology-from"}
"""The rules that conclude what an axiom entails: a sub-property, and two property chains."""

ONLY_ENTAILED = {iri("ais:suppliedBy")}
"""What OWL entails and no rule writes: the inverse of an edge, which a query reads backward."""


def named(curie: str) -> ox.NamedNode:
    return ox.NamedNode(iri(curie))


def ontology(store: ox.Store) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, named("graph:ontology"))}


def around(store: ox.Store) -> Iterator[ox.Triple]:
    """Yield the base edges of some states, with the agents and technologies at their ends, and what types these."""
    states = {named(state) for state in STATES}
    suppliers = {q.subject for s in states for q in store.quads_for_pattern(None, named("ais:suppliesTo"), s, None)}
    ends: set[Any] = {*states, *suppliers}
    for predicate in map(named, BASE):
        for quad in store.quads_for_pattern(None, predicate, None, None):
            reached = (
                quad.object in states if predicate == named("ais:suppliesTo") else quad.subject in states | suppliers
            )
            if reached or predicate == named("skos:broader"):
                ends |= {quad.subject, quad.object}
                yield quad.triple
    for end in ends:
        for quad in store.quads_for_pattern(end, ox.NamedNode(RDF + "type"), None, None):
            yield quad.triple


def claimed(store: ox.Store) -> Iterator[ox.Triple]:
    """Yield the claims on who supplies one of the states, with their situations, and what types their ends."""
    for found in store.quads_for_pattern(None, named("ais:recipient"), named(STATES[0]), None):
        claims = [quad.subject for quad in store.quads_for_pattern(None, named("ais:about"), found.subject, None)]
        for node in (found.subject, *claims):
            for quad in store.quads_for_pattern(node, None, None, None):
                yield quad.triple
                if isinstance(quad.object, ox.NamedNode):
                    types = store.quads_for_pattern(quad.object, ox.NamedNode(RDF + "type"), None, None)
                    yield from (each.triple for each in types)


def edges(triples: Iterable[Any], predicate: str) -> set[tuple[str, str]]:
    return {(t.subject.value, t.object.value) for t in triples if t.predicate.value == predicate}


@pytest.fixture(scope="module")
def sample(released: ox.Store) -> set[ox.Triple]:
    """Return the ontology with the edges and ends of some real states, without what rules with axioms derive."""
    found = set(around(released))
    return ontology(released) | found


@pytest.fixture(scope="module")
def reasoning(sample: set[ox.Triple]) -> Reasoning:
    """Return what HermiT says of the sample."""
    return inference.reason(sample)


@pytest.fixture(scope="module")
def ruled(sample: set[ox.Triple]) -> set[ox.Triple]:
    """Return what the rules derive from the sample."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, named("graph:sample")) for t in sample)
    inference.infer(store)
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, named("graph:derived"))}


def test_the_ontology_with_real_individuals_is_consistent_and_coherent(reasoning: Reasoning) -> None:
    assert reasoning.consistent
    assert reasoning.unsatisfiable == ()


@pytest.mark.parametrize("name", ["ais:usesTechnologyFrom", "ais:basedIn", "ais:usesTechnology", "ais:suppliesTo"])
def test_the_rules_derive_what_hermit_entails(
    name: str, sample: set[ox.Triple], ruled: set[ox.Triple], reasoning: Reasoning
) -> None:
    entailed = edges(set(reasoning.entailed), iri(name)) | edges(sample, iri(name))
    derived = edges(ruled, iri(name)) | edges(sample, iri(name))
    assert len(derived) > 10
    assert derived == entailed


def test_hermit_entails_no_other_edge_than_those_named(reasoning: Reasoning, ruled: set[ox.Triple]) -> None:
    other = {triple.predicate.value for triple in reasoning.entailed - ruled}
    assert other == ONLY_ENTAILED


def test_every_rule_is_named_as_one_from_claims_or_one_from_axioms() -> None:
    reading = {rule.query.name for rule in inference.rules() if "ais:about" in rule.query.text}
    assert reading == set(FROM_CLAIMS), "a rule that reads claims concludes more than OWL: name it in FROM_CLAIMS"
    others = {rule.query.name for rule in inference.rules()} - reading
    assert others == FROM_AXIOMS, "a rule that reads no claims needs an axiom that entails what it derives"


def test_a_claim_entails_no_edge_in_owl_where_a_rule_derives_one(released: ox.Store) -> None:
    stated = set(claimed(released))
    found = inference.reason(ontology(released) | stated)
    assert found.consistent
    assert edges(set(found.entailed), iri("ais:suppliesTo")) == set()
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, named("graph:a")) for t in ontology(released) | stated)
    inference.infer(store)
    derived = {quad.triple for quad in store.quads_for_pattern(None, None, None, named("graph:derived"))}
    assert edges(derived, iri("ais:suppliesTo"))


# What HermiT finds wrong


def triple(subject: str, predicate: str, object_: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(object_))


def test_an_individual_of_two_disjoint_classes_is_inconsistent(released: ox.Store) -> None:
    odd = triple(iri("state:srb"), RDF + "type", iri("ais:Vendor"))
    typed = triple(iri("state:srb"), RDF + "type", iri("ais:State"))
    found = inference.reason(ontology(released) | {odd, typed}, edges=False)
    assert found == Reasoning(False, (), frozenset())


def test_a_class_below_two_disjoint_classes_can_have_no_member(released: ox.Store) -> None:
    name = iri("ais:Microstate")
    odd = {
        triple(name, RDF + "type", OWL + "Class"),
        triple(name, RDFS + "subClassOf", iri("ais:State")),
        triple(name, RDFS + "subClassOf", iri("ais:Territory")),
    }
    found = inference.reason(ontology(released) | odd, edges=False)
    assert found.consistent
    assert found.unsatisfiable == (name,)


def test_what_is_not_owl_2_dl_is_an_error() -> None:
    name, role = iri("ais:a"), iri("ais:linked")
    odd = {
        triple(role, RDF + "type", OWL + "ObjectProperty"),
        triple(role, RDF + "type", OWL + "TransitiveProperty"),
        triple(role, RDF + "type", OWL + "IrreflexiveProperty"),
        triple(name, role, name),
    }
    with pytest.raises(OntologyError, match="HermiT cannot read it"):
        inference.reason(odd, edges=False)


def test_the_answer_of_hermit_is_told_in_one_line_and_one_for_each_class() -> None:
    assert console.reasoning(Reasoning(True, (), frozenset())) == (
        "HermiT: consistent; 0 classes that can have no member"
    )
    assert console.reasoning(Reasoning(True, (iri("ais:Microstate"),), frozenset())).splitlines()[1:] == [
        "ais:Microstate: no individual can be of this class"
    ]
    assert console.reasoning(Reasoning(False, (), frozenset())).startswith("HermiT: inconsistent")
