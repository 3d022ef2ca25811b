"""Claims: named by their content, written as N-Quads."""

import itertools
from dataclasses import dataclass

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence.claim import Claim, digest, kinds, modalities, quads
from kg.literal import literal
from kg.namespace import BASE, VOCABULARY, curie, folder, iri
from kg.query import query

ACME, ADA = f"<{iri('vendor:acme')}>", f"<{iri('state:ada')}>"
BASIC = Claim(
    source="herald",
    kind="Supply",
    roles=(("recipient", ADA), ("supplier", ACME)),
    modality="asserted",
    locator=(("start", "0"), ("end", "30")),
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def triples(*claims: Claim) -> set[ox.Triple]:
    parsed = ox.parse("".join(quads(claims)), format=ox.RdfFormat.N_QUADS)
    return {quad.triple for quad in parsed}


def objects(subject: str, predicate: str, *claims: Claim) -> list[str]:
    found = [t for t in triples(*claims) if t.subject == ox.NamedNode(subject) and t.predicate.value == iri(predicate)]
    return sorted(t.object.value for t in found if not isinstance(t.object, ox.Triple))


# Names


def test_name_of_a_claim_stays_what_it_was_when_first_published() -> None:
    assert curie(BASIC.situation) == "situation:b13764547e9015f8d91a"
    assert curie(BASIC.evidence) == "evidence:3b3f396cfac526f403ef"
    assert curie(BASIC.iri) == "claim:7955211d5103409c0760"


def test_digest_tells_apart_what_runs_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_digest_tells_an_empty_part_from_none() -> None:
    assert len({digest(), digest(""), digest("", "")}) == 3


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(BASIC._replace(source="ledger"), id="source"),
        pytest.param(BASIC._replace(kind="Use"), id="kind"),
        pytest.param(BASIC._replace(roles=BASIC.roles[1:]), id="roles"),
        pytest.param(BASIC._replace(roles=(("recipient", ACME), ("supplier", ADA))), id="roles the other way round"),
        pytest.param(BASIC._replace(modality="alleged"), id="modality"),
        pytest.param(BASIC._replace(locator=(("start", "0"), ("end", "31"))), id="locator"),
        pytest.param(BASIC._replace(voice=iri("organization:herald")), id="voice"),
        pytest.param(BASIC._replace(lower=1), id="lower bound"),
        pytest.param(BASIC._replace(upper=1), id="upper bound"),
        pytest.param(BASIC._replace(lower=0), id="lower bound of zero"),
        pytest.param(BASIC._replace(reason="the cell was shifted"), id="reason"),
        pytest.param(BASIC._replace(located_in="ledger"), id="the source that holds the place"),
    ],
)
def test_claim_of_other_content_has_another_name(other: Claim) -> None:
    assert other.iri != BASIC.iri


def test_lower_and_upper_bound_are_not_confused() -> None:
    assert BASIC._replace(lower=5).iri != BASIC._replace(upper=5).iri


def test_claims_of_two_sources_about_one_situation_share_the_situation() -> None:
    other = BASIC._replace(source="ledger", modality="alleged", locator=(("entry", "7"),))
    assert other.situation == BASIC.situation
    assert other.iri != BASIC.iri


def test_claims_at_one_place_share_the_evidence() -> None:
    other = BASIC._replace(kind="Use", roles=(("user", ADA),))
    assert other.evidence == BASIC.evidence


def test_places_in_two_sources_are_two_even_at_the_same_offsets() -> None:
    assert BASIC._replace(source="ledger").evidence != BASIC.evidence


def test_place_in_another_source_is_shared_with_the_claims_of_that_source() -> None:
    there = BASIC._replace(source="ledger", located_in="herald")
    assert there.evidence == BASIC.evidence


# N-Quads


@given(reason=TEXT, cell=TEXT, entry=TEXT, role=TEXT)
def test_every_text_of_a_claim_survives_n_quads(reason: str, cell: str, entry: str, role: str) -> None:
    claim = BASIC._replace(
        modality="recovered",
        reason=reason,
        roles=(("listedAs", literal(role)),),
        locator=(("row", "2"), ("column", cell), ("cell", cell), ("entry", entry), ("citation", entry)),
    )
    literals = {t.object for t in triples(claim) if isinstance(t.object, ox.Literal)}
    expected = {ox.Literal(reason, language="en"), ox.Literal(2), *(ox.Literal(text) for text in (cell, entry, role))}
    assert literals == expected


def test_lines_of_a_claim_are_one_quad_each() -> None:
    claim = BASIC._replace(reason='one\ntwo\r\n"three" \\ <four> .')
    lines = list(quads([claim]))
    assert all(line.count("\n") == 1 and line.endswith(" .\n") for line in lines)


def test_claim_is_in_the_graph_of_its_source_and_its_evidence_in_that_of_the_source_it_points_into() -> None:
    claim = BASIC._replace(located_in="ledger", voice=iri("organization:herald"), lower=1, upper=2)
    parsed = ox.parse("".join(quads([claim])), format=ox.RdfFormat.N_QUADS)
    graphs = {
        (str(quad.subject).startswith(f"<{claim.evidence}"), str(quad.graph_name))
        for quad in parsed
        if quad.subject != ox.NamedNode(claim.situation)
    }
    assert graphs == {(False, f"<{iri('graph:herald')}>"), (True, f"<{iri('graph:ledger')}>")}


def test_situation_is_in_a_graph_of_its_own_whoever_claims_it() -> None:
    parsed = ox.parse("".join(quads([BASIC, BASIC._replace(source="ledger")])), format=ox.RdfFormat.N_QUADS)
    graphs = {str(quad.graph_name) for quad in parsed if quad.subject == ox.NamedNode(BASIC.situation)}
    assert graphs == {f"<{iri('graph:situations')}>"}


def test_no_blank_node_is_in_the_quads_of_a_claim() -> None:
    assert "_:" not in "".join(quads([BASIC]))


def test_open_bounds_are_not_stated() -> None:
    assert objects(BASIC.iri, "ais:lowerBound", BASIC) == objects(BASIC.iri, "ais:upperBound", BASIC) == []


def test_bound_of_zero_is_stated() -> None:
    claim = BASIC._replace(lower=0)
    assert objects(claim.iri, "ais:lowerBound", claim) == ["0"]


def test_claim_that_disputes_and_confirms_names_the_others() -> None:
    claim = BASIC._replace(disputes=(f"{BASE}claim/a",), confirms=(f"{BASE}claim/b", f"{BASE}claim/c"))
    assert objects(claim.iri, "cito:disputes", claim) == [f"{BASE}claim/a"]
    assert objects(claim.iri, "cito:confirms", claim) == [f"{BASE}claim/b", f"{BASE}claim/c"]


@dataclass(frozen=True)
class Place:
    """A locator and the classes of the selectors it is written as."""

    locator: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(Place((("start", "1"), ("end", "2")), ("oa:TextPositionSelector",)), id="a span"),
        pytest.param(
            Place((("start", "1"), ("end", "2"), ("phrase", "x")), ("oa:TextPositionSelector", "oa:TextQuoteSelector")),
            id="a phrase",
        ),
        pytest.param(Place((("row", "2"), ("column", "A")), ("ais:CellSelector",)), id="a cell"),
        pytest.param(Place((("entry", "x"), ("citation", "y")), ("ais:EntrySelector",)), id="an entry"),
    ],
)
def test_locator_becomes_selectors(place: Place) -> None:
    claim = BASIC._replace(locator=place.locator)
    selectors = objects(claim.evidence, "oa:hasSelector", claim)
    classes = sorted(itertools.chain.from_iterable(objects(name, "rdf:type", claim) for name in selectors))
    assert classes == sorted(iri(name) for name in place.classes)


# The kinds and modalities are those of the ontology


def test_kinds_are_the_classes_of_situation_in_the_ontology() -> None:
    store = ox.Store()
    for file in VOCABULARY:
        store.bulk_load(path=str(folder("ontology") / file), format=ox.RdfFormat.TURTLE)
    text = f"SELECT ?kind {{ ?kind <{iri('rdfs:subClassOf')}> <{iri('ais:Situation')}> }}"
    declared = {str(row["kind"]).rpartition("#")[2] for row in query.run(store, text).values()}
    assert set(kinds()) == declared


@pytest.mark.parametrize("kind", kinds())
def test_role_of_a_kind_has_a_class_or_a_datatype_and_not_both(kind: str) -> None:
    assert [role.name for role in kinds()[kind].values() if bool(role.class_iri) == bool(role.datatype)] == []


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        ("Use", {"technology"}),
        ("Supply", {"supplier"}),
        ("Membership", {"member", "initiative"}),
        ("Listing", {"agent", "list"}),
        ("Classification", {"jurisdiction", "scheme"}),
        ("CountObservation", {"counted"}),
        ("HomeState", {"agent", "state"}),
        ("Leadership", {"leader"}),
        ("Location", {"located", "location"}),
        ("Publication", {"work", "publisher"}),
        ("Inclusion", {"narrower", "broader"}),
        ("Evaluation", {"subject", "judgment"}),
    ],
)
def test_kind_requires_its_roles(kind: str, required: set[str]) -> None:
    assert {role.name for role in kinds()[kind].values() if role.required} == required


def test_only_the_affected_may_be_several() -> None:
    assert {role.name for roles in kinds().values() for role in roles.values() if role.several} == {"affected"}


def test_modalities_are_these_eight() -> None:
    assert set(modalities()) == {
        "alleged",
        "asserted",
        "headline",
        "hypothetical",
        "presupposed",
        "quoted",
        "recovered",
        "reported",
    }
