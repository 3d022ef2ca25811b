"""Both sides: a receipt, a proof, a view and an answer say who denies what they show, and list what is only denied."""

import json
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.answering import answer, serialization
from kg.errors import UnknownName
from kg.evidence import contest
from kg.evidence.receipt import receipts
from kg.graph import inference
from kg.namespace import iri
from kg.networks import view
from kg.query import query
from kg.verbs import console
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

GAZETTE = 'title = "The other paper"\ntype = "Article"\n'
NO = SUPPLY + 'stance = "denies"\nclaimedBy = "organization:herald"\n'
BARE_NO = NO.replace('technology = "technology:cameras"\n', "")
LATER = SUPPLY + "since = 2021\n"
EDGE = ("vendor:acme", "ais:suppliesTo", "state:ada")


def build(folder: Path, **files: str) -> ox.Store:
    for id_, toml in files.items():
        invented.write(folder / "sources", id_, toml)
    return invented.dataset(folder / "sources", invented.registers(folder))


def claim_of(store: ox.Store, source: str) -> str:
    (row,) = (row for row in query.find("receipts").run(store).values() if row["source"].endswith(f"/{source}"))
    return str(row["claim"])


def drawn(store: ox.Store) -> Any:
    return view.read(store, "supplier-to-state-in-articles")


def told(edge: Any) -> list[str]:
    found: list[str] = edge.get("against", [])
    return found


@pytest.mark.parametrize(("yes", "no"), [(SUPPLY, NO), (SUPPLY, BARE_NO), (LATER, BARE_NO), (LATER, NO)])
def test_the_receipt_of_a_claim_says_who_denies_it_or_more_than_it(tmp_path: Path, yes: str, no: str) -> None:
    store = build(tmp_path, herald=ARTICLE + yes, gazette=GAZETTE + no)
    one, other = claim_of(store, "herald"), claim_of(store, "gazette")
    notes = receipts(store, [one, other])
    assert [said.partition(" (")[0] for said in notes[one].against] == ["denied in The other paper"]
    assert "denied in The other paper" in str(notes[one])
    same = yes.removesuffix("since = 2021\n") == no.removesuffix(
        'stance = "denies"\nclaimedBy = "organization:herald"\n'
    )
    affirmed = ["affirmed in Cameras everywhere"] if same and yes == SUPPLY else []
    assert [said.partition(" (")[0] for said in notes[other].against] == affirmed


@pytest.mark.parametrize(
    "change",
    [
        ('recipient = "state:ada"', 'recipient = "state:bor"'),
        ('supplier = "vendor:acme"', 'supplier = "vendor:beta"'),
        ('technology = "technology:cameras"', 'technology = "technology:sensing"'),
        ("start = 0", "since = 2030\nstart = 0"),
    ],
)
def test_the_denial_of_another_situation_is_not_against_a_claim(tmp_path: Path, change: tuple[str, str]) -> None:
    store = build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + NO.replace(*change))
    assert receipts(store, [claim_of(store, "herald")])[claim_of(store, "herald")].against == ()


def test_a_dispute_stands_in_the_receipt_of_what_it_disputes(tmp_path: Path) -> None:
    other = GAZETTE + SUPPLY.replace("state:ada", "state:bor") + 'disputes = ["herald#deal"]\n'
    store = build(tmp_path, herald=ARTICLE + SUPPLY + 'id = "deal"\n', gazette=other)
    one = claim_of(store, "herald")
    (said,) = receipts(store, [one])[one].against
    assert said.startswith("disputed in The other paper (claim:")
    (edge,) = (edge for *ends, edge in drawn(store).edges(data=True) if ends == ["vendor:acme", "state:ada"])
    assert told(edge) == [said]


def test_a_proof_names_the_denial_of_its_edge(tmp_path: Path) -> None:
    store = build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + BARE_NO)
    lines = list(console.proofs(store, inference.why(store, *EDGE)))
    voiced = "denied in The other paper, in the voice of The Herald; claim:"
    assert lines[-1].startswith(f"denied: Supply (recipient Adania, supplier Acme): {voiced}")


def test_why_of_what_is_only_denied_says_so_in_one_line(tmp_path: Path) -> None:
    store = build(tmp_path, gazette=GAZETTE + BARE_NO)
    with pytest.raises(UnknownName) as error:
        inference.why(store, *EDGE)
    line = str(error.value)
    assert "it is only denied: Supply (" in line
    assert "denied in The other paper" in line
    assert line.endswith("'kg ask both-sides --param from=vendor:acme --param to=state:ada' tells more")
    assert "\n" not in line


def test_why_of_what_nobody_says_does_not_speak_of_a_denial(tmp_path: Path) -> None:
    store = build(tmp_path, gazette=GAZETTE + NO)
    with pytest.raises(UnknownName, match="this triple is not in the graph"):
        inference.why(store, "vendor:acme", "ais:suppliesTo", "state:bor")


@pytest.mark.parametrize("more", ['technology = "technology:cameras"\n', "since = 2019\n", 'system = "system:eye"\n'])
def test_why_says_of_a_denial_of_more_than_the_edge_that_it_says_more(tmp_path: Path, more: str) -> None:
    store = build(tmp_path, gazette=GAZETTE + BARE_NO + more)
    with pytest.raises(UnknownName, match="it is not in the graph, and what is denied says more than it: Supply "):
        inference.why(store, *EDGE)


@pytest.mark.parametrize("predicate", ["ais:basedIn", "ais:memberOf", "ais:supplier", "rdfs:label"])
def test_why_does_not_speak_of_a_denial_under_another_property(tmp_path: Path, predicate: str) -> None:
    store = build(tmp_path, gazette=GAZETTE + BARE_NO)
    with pytest.raises(UnknownName, match="this triple is not in the graph"):
        inference.why(store, "vendor:acme", predicate, "state:ada")


@pytest.mark.parametrize(
    ("predicate", "near"),
    [
        ("ais:suplyTo", "did you mean 'ais:suppliesTo'?"),
        ("ais:memberof", "did you mean 'ais:memberOf'?"),
        ("ais:xyzzy", "'kg document' lists the properties"),
    ],
)
def test_why_tells_names_near_to_a_property_that_is_none(tmp_path: Path, predicate: str, near: str) -> None:
    store = build(tmp_path, gazette=GAZETTE + BARE_NO)
    with pytest.raises(UnknownName) as error:
        inference.why(store, "vendor:acme", predicate, "state:ada")
    assert str(error.value) == f"vendor:acme {predicate} state:ada: there is no property {predicate}; {near}"


def test_a_proof_tells_the_times_of_its_claims_and_when_the_membership_ended(tmp_path: Path) -> None:
    member = (
        '[[claim]]\nkind = "Membership"\nmember = "state:ada"\ninitiative = "initiative:ring"\nstart = 0\nend = 3\n'
    )
    herald = ARTICLE + member + "since = 2015\n" + member + 'until = "2023-12"\nmodality = "reported"\n'
    store = build(tmp_path, herald=herald, gazette=GAZETTE + member + 'until = 2025\nstance = "plans"\n')
    edge = ("state:ada", "ais:memberOf", "initiative:ring")
    lines = list(console.proofs(store, inference.why(store, *edge)))
    assert {line.strip().partition(";")[0] for line in lines if line.startswith("  - ")} == {
        "- since 2015",
        "- until 2023-12",
    }
    assert lines[-2].startswith("ended: 2023-12, Cameras everywhere: ")
    assert lines[-1].startswith("said to end, and not asserted: 2025, The other paper: ")


def test_a_proof_of_one_kind_does_not_tell_the_denial_of_another(tmp_path: Path) -> None:
    home = '[[claim]]\nkind = "HomeState"\nagent = "vendor:acme"\nstate = "state:ada"\nstart = 0\nend = 3\n'
    store = build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + home + 'stance = "denies"\n')
    assert not [line for line in console.proofs(store, inference.why(store, *EDGE)) if line.startswith("denied")]


def test_a_line_that_somebody_denies_says_so_in_every_format(tmp_path: Path) -> None:
    store = build(tmp_path, herald=ARTICLE + LATER, gazette=GAZETTE + NO)
    found = drawn(store)
    ((*_, edge),) = found.edges(data=True)
    assert any("denied in The other paper" in said for said in told(edge))
    assert "denied" not in found.graph
    for name in ("n.html", "n.graphml", "n.gexf", "n.json", "n.csv"):
        path = view.draw(store, "supplier-to-state-in-articles", tmp_path / name)
        assert "denied in The other paper" in path.read_text(encoding="utf-8"), name


def test_what_is_only_denied_is_no_line_and_is_listed(tmp_path: Path) -> None:
    store = build(tmp_path, herald=ARTICLE + SUPPLY.replace("state:ada", "state:bor"), gazette=GAZETTE + NO)
    found = drawn(store)
    assert [ends for *ends, _ in found.edges(data=True)] == [["vendor:acme", "state:bor"]]
    assert all(told(edge) == [] for *_, edge in found.edges(data=True))
    assert "supplier Acme" in found.graph["denied"]
    page = view.draw(store, "supplier-to-state-in-articles", tmp_path / "n.html").read_text(encoding="utf-8")
    plate = view.draw(store, "supplier-to-state-in-articles", tmp_path / "n.svg").read_text(encoding="utf-8")
    assert "<strong>Denied, and not drawn.</strong> Supply (" in page
    assert "Denied, and not drawn: Supply (" in plate
    assert nx.read_graphml(view.draw(store, "supplier-to-state-in-articles", tmp_path / "n.graphml")).graph["denied"]


@pytest.mark.parametrize(("stance", "how"), [("plans", "only planned"), ("alleges", "only alleged")])
def test_what_is_only_planned_or_alleged_is_no_line_and_is_listed(tmp_path: Path, stance: str, how: str) -> None:
    said = SUPPLY.replace("end = 30", "end = 3") + f'stance = "{stance}"\n'
    store = build(tmp_path, herald=ARTICLE + SUPPLY.replace("state:ada", "state:bor"), gazette=GAZETTE + said)
    found = drawn(store)
    assert found.graph["unsettledAs"] == how
    assert "recipient Adania, supplier Acme" in found.graph["unsettled"]
    page = view.draw(store, "supplier-to-state-in-articles", tmp_path / "n.html").read_text(encoding="utf-8")
    plate = view.draw(store, "supplier-to-state-in-articles", tmp_path / "n.svg").read_text(encoding="utf-8")
    assert f"<strong>{how.capitalize()}, and not drawn.</strong> Supply (" in page
    assert "claim:" not in page.partition(", and not drawn.")[2].partition("</p>")[0]
    assert f"{how.capitalize()}, and not drawn: Supply (" in plate
    both = drawn(build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + said))
    assert "unsettled" not in both.graph


def test_a_view_with_no_line_at_all_lists_what_is_denied(tmp_path: Path) -> None:
    found = drawn(build(tmp_path, gazette=GAZETTE + NO))
    assert found.number_of_edges() == 0
    assert "denied in The other paper" in found.graph["denied"]


def test_a_view_does_not_list_the_denial_of_another_kind(tmp_path: Path) -> None:
    roles = 'kind = "Use"\nuser = "state:ada"\ntechnology = "technology:cameras"\n'
    use = f'[[claim]]\n{roles}start = 0\nend = 3\nstance = "denies"\n'
    found = drawn(build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + use))
    assert "denied" not in found.graph


def test_a_denial_is_told_with_its_voice_and_what_affirms_it(tmp_path: Path) -> None:
    store = build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + NO)
    (denial,) = contest.denials(store)
    assert (denial.source, denial.voice, denial.kind, denial.affirming) == (
        "The other paper",
        "The Herald",
        "Supply",
        1,
    )
    assert denial.ties(iri("vendor:acme"), iri("state:ada"))
    assert not denial.ties(iri("vendor:acme"), iri("vendor:acme"))
    assert not denial.ties(iri("vendor:acme"), iri("state:bor"))


def cited(store: ox.Store) -> answer.Answer:
    question = query.find("suppliers-of-state")
    table = question.run(store, state="state:ada")
    return answer.read(store, table, question.claims, cite=True, about=answer.described(question))


def test_an_answer_in_json_tells_its_license_sources_bound_and_what_is_contested(tmp_path: Path) -> None:
    open_ = 'license = "https://creativecommons.org/licenses/by/4.0/"\n'
    store = build(tmp_path, herald=ARTICLE + open_ + SUPPLY, gazette=GAZETTE + NO)
    told = json.loads(answer.to_json(cited(store)))
    meta = told["meta"]
    assert (meta["question"], meta["bound"], meta["row"]) == (
        "suppliers-of-state",
        "lower",
        "one vendor or group of companies",
    )
    assert meta["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [(each["id"], each["title"]) for each in meta["sources"]] == [("herald", "Cameras everywhere")]
    assert meta["contested"] == [claim_of(store, "herald")]
    ((receipt,),) = (row["claims"] for row in told["rows"])
    assert receipt["against"][0].startswith("denied in The other paper")


def test_an_answer_of_a_source_without_a_license_says_not_stated(tmp_path: Path) -> None:
    meta = json.loads(answer.to_json(cited(build(tmp_path, herald=ARTICLE + SUPPLY))))["meta"]
    assert meta["license"] == "not stated"
    assert meta["sources"][0]["license"] == "not stated"


def test_an_answer_that_rests_on_nothing_has_no_license(tmp_path: Path) -> None:
    meta = json.loads(answer.to_json(cited(build(tmp_path, gazette=GAZETTE + NO))))["meta"]
    assert (meta["license"], meta["sources"], meta["contested"]) == (None, [], [])


def test_results_of_sparql_in_json_stay_what_the_standard_says_and_lead_to_the_license(tmp_path: Path) -> None:
    by = "https://creativecommons.org/licenses/by/4.0/"
    store = build(tmp_path, herald=ARTICLE + f'license = "{by}"\n' + SUPPLY)
    question = query.find("suppliers-of-state")
    written = serialization.write(store, question.text, "sparql-json", links=answer.links(cited(store)))
    told = json.loads(written)
    assert told.keys() == {"head", "results"}
    assert told["head"]["link"] == [by, iri("source:herald")]
    plain = json.loads(serialization.write(store, question.text, "sparql-json"))
    assert (told["head"]["vars"], told["results"]) == (plain["head"]["vars"], plain["results"])
    parsed = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert len(list(parsed)) == len(plain["results"]["bindings"])
