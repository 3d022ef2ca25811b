"""Each derived triple rests on the claims that its explanation names, however it is found."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph import inference
from kg.graph.basis import bases
from kg.graph.dataset import DERIVED
from kg.graph.inference import Proof
from kg.namespace import iri

GRAPH = iri(DERIVED)


def resting(proofs: Iterable[Proof]) -> set[str]:
    return {claim for proof in proofs for claim in (*proof.claims, *resting(proof.premises))}


def test_basis_is_what_the_explanation_says(released: ox.Store) -> None:
    found = bases(released)
    assert len(found) == sum(1 for _ in released.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH)))
    for number, (triple, basis) in enumerate(found.items()):
        assert basis.rules
        if number % 97 == 0:
            ends = [str(getattr(term, "value", "")) for term in (triple.subject, triple.predicate, triple.object)]
            proofs = inference.why(released, *ends)
            assert set(basis.claims) == resting(proofs), triple
            assert {proof.rule for proof in proofs} <= set(basis.rules)


def test_what_the_registers_alone_imply_rests_on_no_claim(released: ox.Store) -> None:
    alone = {triple for triple, basis in bases(released).items() if not basis.claims}
    assert {str(triple.predicate.value).rpartition("#")[2] for triple in alone} == {"basedIn"}
