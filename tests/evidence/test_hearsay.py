"""What is only planned, alleged or supposed says so: to who asks why, in JSON, on its page; and gives no edge."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import cli
from kg.answering.explanation import explanation
from kg.evidence import modality
from kg.evidence.assertion import RELATIONS
from kg.evidence.receipt import receipts
from kg.graph import inference
from kg.graph.absence import Absent
from kg.graph.store import save
from kg.namespace import iri
from kg.naming.firmness import STANCES, firmness
from kg.site import page
from kg.site.resource import Library
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

LEDGER = 'title = "Ledger"\ntype = "Source"\n'
EDGE = ("vendor:acme", "ais:suppliesTo", "state:ada")
AT = "start = 0\nend = 3\n"
SAID = {
    "Supply": ("vendor:acme", "state:ada", 'supplier = "vendor:acme"\nrecipient = "state:ada"\n'),
    "Use": ("state:ada", "technology:cameras", 'user = "state:ada"\ntechnology = "technology:cameras"\n'),
    "Membership": ("state:ada", "initiative:ring", 'member = "state:ada"\ninitiative = "initiative:ring"\n'),
    "HomeState": ("vendor:acme", "state:bor", 'agent = "vendor:acme"\nstate = "state:bor"\n'),
    "Listing": ("vendor:acme", "list:red-list", 'agent = "vendor:acme"\nlist = "list:red-list"\n'),
    "Ownership": ("vendor:acme", "vendor:beta", 'owned = "vendor:acme"\nowner = "vendor:beta"\n'),
}
MORE = {
    "Supply": ['technology = "technology:cameras"\n', 'system = "system:eye"\n', 'since = "2024-05"\n'],
    "Use": ['place = "place:port"\n', "heldAt = 2030\n"],
    "Membership": ["since = 2030\n"],
    "HomeState": ["since = 2030\n"],
    "Listing": ["until = 2030\n"],
    "Ownership": ["share = 0.4\n", "since = 2030\n"],
}
STANCE = {"plans": "planned", "alleges": "alleged", "supposes": "supposed"}


def claim(kind: str, *lines: str) -> str:
    return f'[[claim]]\nkind = "{kind}"\n{SAID[kind][2]}{"".join(lines)}{AT}'


def build(folder: Path, **claims: str) -> ox.Store:
    for id_, toml in claims.items():
        invented.write(folder / "sources", id_, (ARTICLE if id_ == "herald" else LEDGER) + toml)
    return invented.dataset(folder / "sources", invented.registers(folder))


def absent(store: ox.Store, *names: str) -> Absent:
    with pytest.raises(Absent) as error:
        inference.why(store, *names)
    assert "\n" not in str(error.value)
    return error.value


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("stance", STANCE)
@pytest.mark.parametrize("more", [False, True], ids=["two roles", "more roles"])
def test_an_edge_that_is_only_planned_or_alleged_says_so(tmp_path: Path, kind: str, stance: str, more: bool) -> None:
    store = build(tmp_path, herald=claim(kind, f'stance = "{stance}"\n', *(MORE[kind] if more else ())))
    predicate = next(name for name, (of, *_) in RELATIONS.items() if of == kind)
    error = absent(store, SAID[kind][0], f"ais:{predicate}", SAID[kind][1])
    assert error.how == f"only {STANCE[stance]}"
    assert f": it is only {STANCE[stance]}: {kind} (" in str(error)
    assert f"): {firmness(error.hearsay[0].receipt.modality)} in Cameras everywhere; claim:" in str(error)
    assert "kg ask both-sides" in error.todo


def test_what_is_only_in_a_headline_says_so(tmp_path: Path) -> None:
    error = absent(build(tmp_path, herald=SUPPLY + 'modality = "headline"\n'), *EDGE)
    assert error.how == "only said in a headline"


def test_several_stances_are_told_together_and_denials_beside_them(tmp_path: Path) -> None:
    claims = {
        "herald": SUPPLY + 'stance = "alleges"\n' + SUPPLY + 'stance = "plans"\nsince = 2030\n',
        "ledger": claim("Supply", 'stance = "denies"\n'),
    }
    error = absent(build(tmp_path, **claims), *EDGE)
    assert error.how == "only alleged or planned"
    assert len(error.hearsay) == 2
    assert "; it is denied: Supply (recipient Adania, supplier Acme): denied in Ledger; claim:" in str(error)


def test_of_many_claims_the_line_names_some_and_counts_the_rest(tmp_path: Path) -> None:
    plans = "".join(SUPPLY + f'stance = "plans"\nheldAt = {year}\n' for year in range(2030, 2039))
    assert "; and 4 more; " in str(absent(build(tmp_path, herald=plans), *EDGE))


def test_what_follows_from_a_plan_is_only_planned(tmp_path: Path) -> None:
    use = '[[claim]]\nkind = "Use"\nuser = "state:ada"\ntechnology = "technology:smart-cameras"\nstance = "alleges"\n'
    store = build(tmp_path, herald=SUPPLY + 'stance = "plans"\n' + claim("HomeState") + use + AT)
    chained = absent(store, "state:ada", "ais:usesTechnologyFrom", "state:bor")
    assert chained.how == "only planned"
    assert [each.receipt.kind for each in chained.hearsay] == ["Supply"]
    assert "kg ask receipts --param claim=claim:" in chained.todo
    for broader in ("technology:cameras", "technology:sensing"):
        assert absent(store, "state:ada", "ais:usesTechnology", broader).how == "only alleged"
    assert absent(store, "vendor:acme", "ais:actsAs", "ais:supplierRole").how == "only planned"


def test_an_edge_of_a_firm_and_an_alleged_premise_is_only_alleged(tmp_path: Path) -> None:
    store = build(tmp_path, herald=SUPPLY + claim("HomeState", 'stance = "alleges"\n'))
    error = absent(store, "state:ada", "ais:usesTechnologyFrom", "state:bor")
    assert (error.how, [each.receipt.kind for each in error.hearsay]) == ("only alleged", ["HomeState"])


@pytest.mark.parametrize(
    "edge",
    [
        ("vendor:beta", "ais:suppliesTo", "state:ada"),
        ("vendor:acme", "ais:suppliesTo", "state:bor"),
        ("state:ada", "ais:suppliesTo", "vendor:acme"),
        ("vendor:acme", "ais:basedIn", "state:ada"),
    ],
)
def test_a_plan_of_another_edge_is_not_told(tmp_path: Path, edge: tuple[str, str, str]) -> None:
    error = absent(build(tmp_path, herald=SUPPLY + 'stance = "plans"\n'), *edge)
    assert (error.how, error.hearsay, error.found) == ("", (), "this triple is not in the graph")


def test_an_edge_that_is_also_asserted_is_proved_and_not_called_planned(tmp_path: Path) -> None:
    found = explanation(build(tmp_path, herald=SUPPLY + 'stance = "plans"\n', ledger=SUPPLY), *EDGE)
    assert (found.values["holds"], found.values["how"], found.absent) == (True, "", None)
    assert [proof["rule"] for proof in found.values["proofs"]] == ["supplies-to"]
    assert found.claims == tuple(found.values["proofs"][0]["claims"])


def test_json_says_how_an_absent_edge_is_said_and_names_its_receipts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    invented.write(tmp_path / "sources", "herald", ARTICLE + SUPPLY + 'stance = "plans"\nact = "reports"\n')
    registers = invented.registers(tmp_path)
    held = ox.Store()
    held.extend(invented.dataset(tmp_path / "sources", registers))
    save(held, tmp_path / "graph")
    assert cli.main(["why", *EDGE, "--format", "json", "--graph", str(tmp_path / "graph")]) == 2
    out, error = capsys.readouterr()
    told = json.loads(out)
    assert (told["holds"], told["how"]) == (False, "only planned")
    (only,) = told["hearsay"]
    assert only["how"] == "planned"
    assert "; reported as planned; claim:" in told["receipts"][only["claim"]]
    assert error.startswith("kg: vendor:acme ais:suppliesTo state:ada: it is only planned: ")


def test_the_page_of_a_situation_and_of_its_ends_say_that_it_is_only_planned(tmp_path: Path) -> None:
    store = build(tmp_path, herald=SUPPLY + 'stance = "plans"\nact = "reports"\n', ledger=claim("HomeState"))
    library = Library(store)
    said = {library.label(library.kind(name)): name for name in library.names("situation")}
    told = {kind: _text(page.html(library, name)) for kind, name in said.items()}
    assert "It is only planned: no rule derives anything from it." in told["supply"]
    assert "reported as planned" in told["supply"]
    assert "only " not in told["home state"]
    assert "only planned §" in _text(page.html(library, iri("state:ada")))


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_stance_has_a_word() -> None:
    assert STANCES.keys() == set(modality.vocabulary().words["stance"].values())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(modality.vocabulary().all)))
def test_a_way_of_saying_it_is_told_in_words_and_what_is_no_assertion_is_never_told_as_one(name: str) -> None:
    said = modality.of(name)
    assert re.fullmatch(r"[a-z]+(,? [a-z]+)*", firmness(name))
    assert (modality.short_of(name) == "") == (name in modality.accepted())
    if said.stance != "assertion":
        assert modality.short_of(name) == STANCES[said.stance]


def test_a_receipt_tells_a_plan_in_words(tmp_path: Path) -> None:
    (note,) = receipts(store := build(tmp_path, herald=SUPPLY + 'stance = "plans"\n'), _claims(store)).values()
    assert "; planned; claim:" in str(note)
    assert "planIn" not in str(note)


def _claims(store: ox.Store) -> list[str]:
    return [str(quad.subject)[1:-1] for quad in store.quads_for_pattern(None, ox.NamedNode(iri("ais:about")), None)]
