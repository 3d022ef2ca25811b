"""Rules to a fixpoint, and why each derived triple holds."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, UnknownName
from kg.graph import dataset, inference
from kg.graph.inference import Proof, Rule
from kg.namespace import curie, iri
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE

DERIVED = ox.NamedNode(iri(dataset.DERIVED))
RULES = inference.rules()

CLAIMS = {
    "suppliesTo": 'kind = "Supply"\nsupplier = "Acme"\nrecipient = "Adania"\n',
    "usesTechnology": 'kind = "Use"\nuser = "Adania"\ntechnology = "sensing"\n',
    "basedIn": 'kind = "HomeState"\nagent = "Acme"\nstate = "Boria"\n',
    "memberOf": 'kind = "Membership"\nmember = "Adania"\ninitiative = "The Ring"\n',
    "listedOn": 'kind = "Listing"\nagent = "Acme"\nlist = "Red List"\n',
}
"""Shortcut property → a claim from which it follows."""

ACCEPTED = {"asserted", "reported", "quoted", "presupposed", "recovered"}
NOT_ACCEPTED = {"alleged", "headline", "hypothetical"}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return the invented world."""
    return invented.tiny(tmp_path_factory.mktemp("tiny"))


def derived(store: ox.Store) -> set[tuple[str, str, str]]:
    """Return the derived triples as CURIEs."""
    return {
        (curie(str(q.subject)[1:-1]), curie(q.predicate.value), curie(str(q.object)[1:-1]))
        for q in store.quads_for_pattern(None, None, None, DERIVED)
    }


def stated(folder: Path, *claims: str, modality: str = "asserted") -> set[tuple[str, str, str]]:
    """Return what follows from claims of one modality, but for what the registers alone imply."""
    ends = f'modality = "{modality}"\nreason = "as the table has it"\nstart = 0\nend = 5\n'
    toml = ARTICLE + "".join(
        f"[[claim]]\n{claim}{ends.partition(chr(10))[2] if 'stance' in claim else ends}" for claim in claims
    )
    store = invented.dataset(invented.write(folder / "sources", "herald", toml), invented.registers(folder))
    return derived(store) - {("group:bor-companies", "ais:basedIn", "state:bor")}


ROLES = {
    "supplierRole": ('kind = "Supply"\nsupplier = "Acme"\nrecipient = "Adania"\n', "vendor:acme"),
    "buyerRole": ('kind = "Supply"\nsupplier = "all companies"\nbuyer = "The Herald"\nrecipient = "Adania"\n', ""),
    "ownerRole": ('kind = "Ownership"\nowner = "The Herald"\nowned = "Acme"\n', ""),
    "operatorRole": ('kind = "Use"\nuser = "The Herald"\ntechnology = "sensing"\n', ""),
}
"""Role → a claim that gives it, and to whom where it is not the newspaper."""


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("modality", ["asserted", "alleged"])
def test_role_of_an_organization_comes_from_an_accepted_claim_alone(role: str, modality: str, tmp_path: Path) -> None:
    claim, who = ROLES[role]
    found = {each for each in stated(tmp_path, claim, modality=modality) if each[1] == "ais:actsAs"}
    expected = {(who or "organization:herald", "ais:actsAs", f"ais:{role}")}
    assert found == (expected if modality == "asserted" else set())


def test_state_that_uses_and_a_denied_supply_give_no_role(tmp_path: Path) -> None:
    denied = 'kind = "Supply"\nsupplier = "Acme"\nrecipient = "Adania"\nstance = "denies"\n'
    used = 'kind = "Use"\nuser = "Adania"\ntechnology = "sensing"\n'
    assert not [each for each in stated(tmp_path, denied, used) if each[1] == "ais:actsAs"]


def all_proofs(proofs: list[Proof] | tuple[Proof, ...]) -> Iterator[Proof]:
    for proof in proofs:
        yield proof
        yield from all_proofs(proof.premises)


# Edges follow from accepted claims only


def test_modalities_of_these_tests_are_those_of_the_ontology() -> None:
    from kg.evidence.claim import modalities

    assert set(modalities()) == ACCEPTED | NOT_ACCEPTED


@pytest.mark.parametrize("modality", sorted(ACCEPTED))
def test_edges_follow_from_a_claim_that_is_accepted(tmp_path: Path, modality: str) -> None:
    found = stated(tmp_path, *CLAIMS.values(), modality=modality)
    assert {f"ais:{name}" for name in CLAIMS} <= {predicate for _, predicate, _ in found}


@pytest.mark.parametrize("modality", sorted(NOT_ACCEPTED))
def test_no_edge_follows_from_a_claim_that_is_not_accepted(tmp_path: Path, modality: str) -> None:
    assert stated(tmp_path, *CLAIMS.values(), modality=modality) == set()


@pytest.mark.parametrize("kind", ["CountObservation", "Evaluation", "Leadership"])
def test_no_edge_follows_from_a_count_or_a_judgment(tmp_path: Path, kind: str) -> None:
    claim = {
        "CountObservation": 'counted = "states supplied"\nsupplier = "Acme"\ntechnology = "sensing"\n',
        "Evaluation": 'subject = "Acme"\njudgment = "is useful"\nobject = "Adania"\n',
        "Leadership": 'leader = "Acme"\ntechnology = "sensing"\n',
    }[kind]
    assert stated(tmp_path, f'kind = "{kind}"\n{claim}') == set()


def test_supply_is_not_use(tmp_path: Path) -> None:
    found = stated(tmp_path, 'kind = "Supply"\nsupplier = "Acme"\nrecipient = "Adania"\ntechnology = "sensing"\n')
    role = ("vendor:acme", "ais:actsAs", "ais:supplierRole")
    assert found == {("vendor:acme", "ais:suppliesTo", "state:ada"), role}


def test_use_of_a_technology_is_use_of_every_broader_one(tmp_path: Path) -> None:
    found = stated(tmp_path, 'kind = "Use"\nuser = "Adania"\ntechnology = "smart cameras"\n')
    assert found == {
        ("state:ada", "ais:usesTechnology", f"technology:{name}") for name in ("smart-cameras", "cameras", "sensing")
    }


def test_technology_is_used_from_the_home_of_the_supplier(tmp_path: Path) -> None:
    found = stated(tmp_path, CLAIMS["suppliesTo"], CLAIMS["basedIn"])
    assert ("state:ada", "ais:usesTechnologyFrom", "state:bor") in found


def test_technology_is_used_from_the_home_of_a_group(tmp_path: Path) -> None:
    found = stated(tmp_path, 'kind = "Supply"\nsupplier = "companies of Bor"\nrecipient = "Adania"\n')
    assert ("state:ada", "ais:usesTechnologyFrom", "state:bor") in found


def test_home_of_a_supplier_that_no_accepted_claim_gives_is_not_used(tmp_path: Path) -> None:
    supply = f"[[claim]]\n{CLAIMS['suppliesTo']}start = 0\nend = 5\n"
    home = f'[[claim]]\n{CLAIMS["basedIn"]}modality = "alleged"\nstart = 0\nend = 5\n'
    place = invented.write(tmp_path / "sources", "herald", ARTICLE + supply + home)
    store = invented.dataset(place, invented.registers(tmp_path))
    assert {p for _, p, _ in derived(store)} == {"ais:suppliesTo", "ais:basedIn", "ais:actsAs"}
    assert ("vendor:acme", "ais:basedIn", "state:bor") not in derived(store)


# The fixpoint


@pytest.mark.parametrize("turn", range(len(RULES)))
def test_fixpoint_is_the_same_in_whatever_order_the_rules_run(tiny: ox.Store, turn: int) -> None:
    store = ox.Store()
    store.bulk_extend(quad for quad in tiny if quad.graph_name != DERIVED)
    order = RULES[turn:] + RULES[:turn]
    for rules in (order, order[::-1]):
        store.remove_graph(DERIVED)
        while True:
            before = len(store)
            for rule in rules:
                found = store.query(rule.query.text, use_default_graph_as_union=True)
                assert isinstance(found, ox.QueryTriples)
                store.extend([ox.Quad(t.subject, t.predicate, t.object, DERIVED) for t in found])
            if len(store) == before:
                break
        assert derived(store) == derived(tiny)


def test_inferring_again_adds_nothing(tmp_path: Path) -> None:
    store = invented.tiny(tmp_path)
    before = set(store)
    assert inference.infer(store) == len(derived(store))
    assert set(store) == before


def test_inference_states_nothing_outside_its_graph(tmp_path: Path) -> None:
    known = invented.registers(tmp_path)
    found, sources = invented.claims(invented.world(tmp_path), known)
    store = dataset.load(dataset.quads(known, sources, found))
    before = set(store)
    inference.infer(store)
    assert {quad.graph_name for quad in set(store) - before} == {DERIVED}


def test_derived_lists_every_rule_with_its_number_of_triples(tiny: ox.Store) -> None:
    found = {name: number for name, _, number in inference.derived(tiny)}
    assert found == {
        "acts-as": 2,
        "based-in": 1,
        "group-based-in": 1,
        "listed-on": 0,
        "member-of": 1,
        "owned-by": 0,
        "supplies-to": 2,
        "uses-broader-technology": 2,
        "uses-technology": 1,
        "uses-technology-from": 1,
    }


# Rules as files


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.query.name)
def test_rule_concludes_one_property_of_the_ontology(rule: Rule) -> None:
    assert curie(rule.conclusion[1]).startswith("ais:")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.query.name)
def test_rule_names_every_triple_it_may_rest_on(rule: Rule) -> None:
    concluded = {each.conclusion[1] for each in RULES}
    prefix = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", rule.query.text))
    body = rule.query.text.partition("WHERE")[2]
    used = {prefix[name] + local for name, local in re.findall(r"([\w-]+):([\w-]+)", body) if name in prefix}
    assert used & concluded <= {predicate for _, predicate, _ in rule.premises}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SELECT * WHERE { ?s ?p ?o }", id="no CONSTRUCT"),
        pytest.param(
            "PREFIX x: <http://x/>\nCONSTRUCT { ?s x:p ?o . ?o x:q ?s } WHERE { ?s x:r ?o . }", id="two conclusions"
        ),
        pytest.param("PREFIX x: <http://x/>\nCONSTRUCT { ?s x:p 1 } WHERE { ?s x:r ?o . }", id="a constant"),
    ],
)
def test_rule_that_is_not_a_construct_of_one_pattern_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "rules").mkdir()
    path = tmp_path / "rules" / "odd.rq"
    path.write_text(f"#+ summary: Odd.\n{text}\n", encoding="utf-8")
    with pytest.raises(QueryError) as error:
        inference.rule(query.read(path))
    assert str(error.value) == (
        "rules/odd.rq: not a CONSTRUCT of one triple pattern; write CONSTRUCT { ?s ex:p ?o } WHERE { … }"
    )


def test_rule_that_makes_names_of_the_names_it_made_is_stopped_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = tmp_path / "rules" / "odd.rq"
    path.write_text(
        "#+ summary: Odd.\nPREFIX x: <http://x/>\nCONSTRUCT { ?o x:p ?more } "
        "WHERE { ?s x:p ?o . BIND(IRI(CONCAT(STR(?o), '1')) AS ?more) }\n",
        encoding="utf-8",
    )
    store = ox.Store()
    terms = [ox.NamedNode(f"http://x/{name}") for name in "apbg"]
    store.add(ox.Quad(terms[0], terms[1], terms[2], terms[3]))
    with pytest.raises(QueryError, match=r"rules/odd\.rq: it still makes new triples in round 200; let it make no IRI"):
        inference.infer(store, [inference.rule(query.read(path))])


# Why


def test_proof_names_the_rule_and_the_claims(tiny: ox.Store) -> None:
    (proof,) = inference.why(tiny, "vendor:acme", "ais:suppliesTo", "state:ada")
    assert (proof.rule, proof.premises) == ("supplies-to", ())
    assert len(proof.claims) == 2


def test_proof_goes_down_through_its_premises(tiny: ox.Store) -> None:
    (proof,) = inference.why(tiny, "state:ada", "ais:usesTechnology", "technology:sensing")
    (narrower,) = [each for each in proof.premises if each.rule]
    assert [each.rule for each in all_proofs((proof,))] == [
        "uses-broader-technology",
        None,
        "uses-broader-technology",
        None,
        "uses-technology",
    ]
    assert narrower.triple.object == ox.NamedNode(iri("technology:cameras"))


def test_proof_of_a_register_triple_names_the_register(tiny: ox.Store) -> None:
    (proof,) = inference.why(tiny, "technology:cameras", "skos:broader", "technology:sensing")
    assert (proof.rule, proof.summary) == (None, "stated in graph:register-technologies")


def test_claims_that_are_not_accepted_are_in_no_proof(tmp_path: Path) -> None:
    claim = f"[[claim]]\n{CLAIMS['suppliesTo']}start = 0\nend = 5\n"
    place = invented.write(tmp_path / "sources", "herald", ARTICLE + claim + claim + 'modality = "alleged"\n')
    store = invented.dataset(place, invented.registers(tmp_path))
    (proof,) = inference.why(store, "vendor:acme", "ais:suppliesTo", "state:ada")
    assert len(proof.claims) == 1


def test_proofs_of_technologies_that_are_broader_than_each_other_end(tmp_path: Path) -> None:
    ring = invented.REGISTERS["technologies"].replace(
        "sensing,ais:Technology,sensing,technology:scheme,",
        "sensing,ais:Technology,sensing,technology:scheme,technology:smart-cameras",
    )
    store = invented.dataset(invented.world(tmp_path), invented.registers(tmp_path, technologies=ring))
    for name in ("sensing", "cameras", "smart-cameras"):
        for proof in inference.why(store, "state:ada", "ais:usesTechnology", f"technology:{name}"):
            assert any(each.claims for each in all_proofs((proof,)))


@pytest.mark.parametrize(
    ("triple", "line"),
    [
        pytest.param(
            ("vendor:acme", "ais:suppliesTo", "state:cyr"),
            "vendor:acme ais:suppliesTo state:cyr: this triple is not in the graph; "
            "'kg ask profile-of-state' lists what holds of a state",
            id="a triple that does not hold",
        ),
        pytest.param(
            ("vendr:acme", "ais:suppliesTo", "state:cyr"),
            "'vendr:acme': the prefix 'vendr' is not declared in ontology/core.ttl; did you mean 'vendor'?",
            id="a misspelt prefix",
        ),
        pytest.param(
            ("vendor:a>b", "ais:suppliesTo", "state:cyr"),
            "'vendor:a>b': not an IRI; give an IRI or a CURIE such as vendor:huawei",
            id="no IRI",
        ),
    ],
)
def test_triple_that_is_not_in_the_graph_is_an_error(tiny: ox.Store, triple: tuple[str, str, str], line: str) -> None:
    with pytest.raises(UnknownName) as error:
        inference.why(tiny, *triple)
    assert str(error.value) == line


def test_every_derived_triple_of_the_released_graph_is_proved_down_to_claims_or_registers(released: ox.Store) -> None:
    groups: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for quad in released.quads_for_pattern(None, None, None, DERIVED):
        groups[quad.predicate].append(quad.triple)
    for triples in groups.values():
        step = max(1, len(triples) // 8)
        for triple in sorted(triples, key=str)[::step]:
            names = [str(node)[1:-1] for node in (triple.subject, triple.predicate, triple.object)]
            proofs = inference.why(released, *names)
            assert proofs
            for proof in all_proofs(proofs):
                assert proof.claims or proof.premises or proof.rule is None


def test_every_derived_triple_of_the_released_graph_is_the_conclusion_of_a_rule(released: ox.Store) -> None:
    concluded: set[ox.Triple] = set()
    for rule in RULES:
        found = released.query(rule.query.text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QueryTriples)
        concluded |= set(found)
    assert {quad.triple for quad in released.quads_for_pattern(None, None, None, DERIVED)} == concluded


def test_every_claim_of_a_proof_is_accepted_and_names_both_ends(released: ox.Store) -> None:
    accepted = {iri(f"ais:{modality}") for modality in ACCEPTED}
    quads = sorted(released.quads_for_pattern(None, ox.NamedNode(iri("ais:suppliesTo")), None, DERIVED), key=str)
    about, modality = ox.NamedNode(iri("ais:about")), ox.NamedNode(iri("ais:modality"))
    for quad in quads[:: max(1, len(quads) // 15)]:
        names = [str(node)[1:-1] for node in (quad.subject, quad.predicate, quad.object)]
        for claim in {c for proof in inference.why(released, *names) for c in proof.claims}:
            node = ox.NamedNode(claim)
            (said,) = {q.object for q in released.quads_for_pattern(node, modality, None)}
            (situation,) = {q.object for q in released.quads_for_pattern(node, about, None)}
            assert isinstance(said, ox.NamedNode)
            assert isinstance(situation, ox.NamedNode)
            ends = {q.object for q in released.quads_for_pattern(situation, None, None)}
            assert said.value in accepted
            assert {quad.subject, quad.object} <= ends
