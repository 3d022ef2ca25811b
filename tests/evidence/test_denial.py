"""Denial and dispute: a source says no, or that another is wrong, and nothing is derived from that."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourceError
from kg.evidence.claim import Claim
from kg.graph import validation
from kg.namespace import curie, iri
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

NO = SUPPLY + 'stance = "denies"\n'
GAZETTE = 'title = "The other paper"\ntype = "Article"\n'


def build(folder: Path, **files: str) -> ox.Store:
    """Return a store of sources, by id, with what follows."""
    for id_, toml in files.items():
        invented.write(folder / "sources", id_, toml)
    return invented.dataset(folder / "sources", invented.registers(folder))


def read(folder: Path, **files: str) -> dict[str, list[Claim]]:
    """Return the claims of sources, by the id of the source."""
    for id_, toml in files.items():
        invented.write(folder / "sources", id_, toml)
    found: dict[str, list[Claim]] = {id_: [] for id_ in files}
    for claim in invented.claims(folder / "sources", invented.registers(folder))[0]:
        found[claim.source].append(claim)
    return found


def edges(store: ox.Store) -> set[str]:
    graph = ox.NamedNode(iri("graph:derived"))
    return {curie(quad.predicate.value) for quad in store.quads_for_pattern(None, None, None, graph)}


@pytest.mark.parametrize("stance", ["denies", "alleges", "supposes", "plans"])
def test_no_edge_is_derived_from_what_is_only_denied_alleged_supposed_or_planned(tmp_path: Path, stance: str) -> None:
    store = build(tmp_path, herald=ARTICLE + SUPPLY + f'stance = "{stance}"\n')
    assert edges(store) <= {"ais:basedIn"}
    assert validation.validate(store) == []


def test_a_denial_is_of_the_situation_that_another_asserts(tmp_path: Path) -> None:
    found = read(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + NO)
    (yes,), (no,) = found["herald"], found["gazette"]
    assert yes.situation == no.situation
    assert (yes.denies, no.denies) == (False, True)


def test_a_denial_takes_no_edge_away_and_both_sides_are_shown(tmp_path: Path) -> None:
    store = build(tmp_path, herald=ARTICLE + SUPPLY, gazette=GAZETTE + NO)
    assert "ais:suppliesTo" in edges(store)
    rows = query.find("both-sides").run(store, **{"from": "vendor:acme", "to": "state:ada"}).values()
    assert [(row["side"], curie(row["source"])) for row in rows] == [
        ("against", "source:gazette"),
        ("for", "source:herald"),
    ]
    assert {row["affirming"] for row in query.find("denials").run(store).values()} == {1}


def test_who_affirms_a_part_affirms_what_is_denied_as_a_whole(tmp_path: Path) -> None:
    bare = SUPPLY.replace('technology = "technology:cameras"\n', "")
    other = SUPPLY.replace("state:ada", "state:bor")
    store = build(tmp_path, herald=ARTICLE + SUPPLY + other, gazette=GAZETTE + bare + 'stance = "denies"\n')
    assert [row["affirming"] for row in query.find("denials").run(store).values()] == [1]
    no = build(tmp_path / "b", herald=ARTICLE + bare, gazette=GAZETTE + NO)
    assert [row["affirming"] for row in query.find("denials").run(no).values()] == [0]


def test_a_denial_counts_for_nothing(tmp_path: Path) -> None:
    store = build(tmp_path, gazette=GAZETTE + NO)
    for name in ("lines-by-origins", "suppliers-of-state", "evidence-of-edge"):
        params = {"suppliers-of-state": {"state": "state:ada"}}.get(name, {})
        assert len(query.find(name).run(store, **params)) == 0
    assert {row["affirming"] for row in query.find("denials").run(store).values()} == {0}


def test_a_claim_disputes_one_of_another_source_by_id_and_by_address(tmp_path: Path) -> None:
    herald = ARTICLE + SUPPLY + 'id = "deal"\n'
    (deal,) = read(tmp_path / "a", herald=herald)["herald"]
    for name in ("herald#deal", "source:herald#deal", curie(deal.iri), deal.iri):
        found = read(tmp_path / "b", herald=herald, gazette=GAZETTE + NO + f'disputes = ["{name}"]\n')
        assert found["gazette"][0].disputes == (deal.iri,)


def test_two_sources_may_dispute_each_other(tmp_path: Path) -> None:
    one = ARTICLE + SUPPLY + 'id = "yes"\ndisputes = ["gazette#no"]\n'
    other = GAZETTE + NO + 'id = "no"\ndisputes = ["herald#yes"]\n'
    found = read(tmp_path, herald=one, gazette=other)
    (yes,), (no,) = found["herald"], found["gazette"]
    assert (yes.disputes, no.disputes) == ((no.iri,), (yes.iri,))


def test_a_row_of_a_table_disputes_several_claims(tmp_path: Path) -> None:
    herald = ARTICLE + SUPPLY + 'id = "deal"\n' + SUPPLY.replace("state:ada", "state:bor") + 'id = "other"\n'
    table = (
        "kind,supplier,recipient,stance,disputes,row,column\nSupply,Beta,Boria,denies,herald#deal|herald#other,2,No\n"
    )
    invented.write(tmp_path / "sources", "herald", herald)
    place = invented.write(tmp_path / "sources", "ledger", 'title = "Ledger"\n', table)
    claims, _ = invented.claims(place, invented.registers(tmp_path))
    assert set(claims[-1].disputes) == {claim.iri for claim in claims[:2]}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("herald#dael", "claim 1, disputes: no claim of herald has the id 'dael'; did you mean 'deal'?"),
        ("herold#deal", "claim 1, disputes: no source has the id 'herold'; did you mean 'herald'?"),
        (
            "deal",
            "claim 1: no claim has the id 'deal'; write '#id' of a claim here or 'source#id' of another's; a whole "
            "source is judged by a Critique",
        ),
    ],
)
def test_a_dispute_of_nothing_is_one_line(tmp_path: Path, name: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, herald=ARTICLE + SUPPLY + 'id = "deal"\n', gazette=GAZETTE + NO + f'disputes = ["{name}"]\n')
    assert str(error.value) == f"gazette.toml, {line}"


def test_a_disputed_address_that_no_claim_has_is_a_finding(tmp_path: Path) -> None:
    store = build(tmp_path, gazette=GAZETTE + NO + 'disputes = ["claim:00000000000000000000"]\n')
    assert [finding.check for finding in validation.validate(store)] == ["shapes/ClaimShape"]


def test_a_critique_of_a_whole_table_names_the_source_and_the_thing_it_is_wrong_about(tmp_path: Path) -> None:
    critique = (
        '[[claim]]\nkind = "Critique"\ncriticized = "source:ledger"\njudgment = "judgment:useful"\n'
        'object = "technology:cameras"\nstart = 0\nend = 5\n'
    )
    store = build(tmp_path, ledger='title = "Ledger"\n', gazette=GAZETTE + critique)
    (row,) = query.find("critiques").run(store).values()
    assert (curie(row["criticized"]), curie(row["object"])) == ("source:ledger", "technology:cameras")
    assert validation.validate(store) == []


CLAIMS: dict[str, tuple[str, str, str]] = {
    "Supply": ('supplier = "vendor:acme"\nrecipient = "state:ada"\n', "vendor:acme", "state:ada"),
    "Use": ('user = "state:ada"\ntechnology = "technology:cameras"\n', "state:ada", "technology:cameras"),
    "Membership": ('member = "state:ada"\ninitiative = "initiative:ring"\n', "state:ada", "initiative:ring"),
    "Ownership": ('owner = "vendor:acme"\nowned = "vendor:beta"\n', "vendor:acme", "vendor:beta"),
    "HomeState": ('agent = "vendor:acme"\nstate = "state:ada"\n', "vendor:acme", "state:ada"),
    "Listing": ('agent = "vendor:acme"\nlist = "list:red-list"\n', "vendor:acme", "list:red-list"),
    "Evaluation": ('subject = "vendor:acme"\njudgment = "judgment:useful"\n', "vendor:acme", "judgment:useful"),
    "CountObservation": ('jurisdiction = "state:ada"\ncounted = "quantity:cameras"\n', "state:ada", "quantity:cameras"),
}


def stated(kind: str, more: str = "") -> str:
    return f'[[claim]]\nkind = "{kind}"\n{CLAIMS[kind][0]}start = 0\nend = 5\n{more}'


def test_a_dispute_of_a_claim_of_any_kind_is_listed_with_who_disputes_it_and_both_claims(tmp_path: Path) -> None:
    herald = ARTICLE + "".join(stated(kind, f'id = "{kind}"\n') for kind in CLAIMS)
    disputes = (stated(kind, f'stance = "denies"\ndisputes = ["herald#{kind}"]\n') for kind in CLAIMS)
    store = build(tmp_path, herald=herald, gazette=GAZETTE + "".join(disputes))
    rows = list(query.find("disputed-claims").run(store).values())
    told = {
        row["disputedKind"].rpartition("#")[2]: (curie(row["disputedOne"]), curie(row["disputedOther"])) for row in rows
    }
    assert told == {kind: ends for kind, (_, *ends_) in CLAIMS.items() for ends in [tuple(ends_)]}
    assert {(curie(row["disputedSource"]), curie(row["source"])) for row in rows} == {
        ("source:herald", "source:gazette")
    }
    assert {curie(row["stance"]) for row in rows} == {"ais:denial"}
    assert all(len(row["claims"].split()) == 2 for row in rows)
    assert len(rows) == len(CLAIMS)


def test_a_claim_that_puts_something_else_forward_disputes_as_well(tmp_path: Path) -> None:
    other = stated("Ownership", 'disputes = ["herald#Supply"]\n')
    store = build(tmp_path, herald=ARTICLE + stated("Supply", 'id = "Supply"\n'), gazette=GAZETTE + other)
    (row,) = query.find("disputed-claims").run(store).values()
    assert (curie(row["kind"]), curie(row["stance"]), curie(row["other"])) == (
        "ais:Ownership",
        "ais:assertion",
        "vendor:beta",
    )


@pytest.mark.parametrize("kind", CLAIMS)
def test_a_denial_is_one_row_with_who_denies_what_and_where_it_is_written(tmp_path: Path, kind: str) -> None:
    more = 'stance = "denies"\nclaimedBy = "organization:herald"\nsince = 2019\nuntil = "2020-05"\n'
    store = build(tmp_path, gazette=GAZETTE + stated(kind, more))
    (row,) = query.find("denials").run(store).values()
    _, who, whom = CLAIMS[kind]
    where = {curie(row[key]) for key in ("who", "whom", "technology", "place") if row[key]}
    assert where == {who, whom}
    assert (curie(row["source"]), curie(row["voice"])) == ("source:gazette", "organization:herald")
    assert (str(row["since"]), str(row["until"]), row["written"]) == ("2019", "2020-05", "characters 0–5")


def test_a_denial_says_technology_system_buyer_and_place(tmp_path: Path) -> None:
    full = 'technology = "technology:cameras"\nsystem = "system:eye"\nbuyer = "organization:herald"\n'
    denied = stated("Supply", 'place = "place:port"\nheldAt = 2019\nstance = "denies"\n' + full)
    table = "kind,user,technology,stance,sheet,row,column\nUse,state:ada,technology:cameras,denies,Two,3,Uses\n"
    invented.write(tmp_path / "sources", "ledger", 'title = "Ledger"\n', table)
    store = build(tmp_path, gazette=GAZETTE + denied)
    supply, use = query.find("denials").run(store).values()
    keys = ("who", "whom", "technology", "system", "buyer", "place")
    assert [curie(supply[key]) for key in keys] == [
        "vendor:acme",
        "state:ada",
        "technology:cameras",
        "system:eye",
        "organization:herald",
        "place:port",
    ]
    assert (str(supply["at"]), use["written"]) == ("2019", "sheet Two, row 3, column Uses")


def test_the_financing_of_a_supply_that_is_only_denied_is_in_no_row(tmp_path: Path) -> None:
    paid = (
        '[[claim]]\nkind = "Financing"\nfinances = "#Supply"\nfinancier = "vendor:beta"\nborrower = "state:ada"\n'
        "start = 0\nend = 5\n"
    )
    for folder, more, rows in (("a", 'stance = "denies"\n', 0), ("b", "", 1)):
        (tmp_path / folder).mkdir()
        herald = ARTICLE + stated("Supply", 'id = "Supply"\n' + more) + paid
        store = build(tmp_path / folder, herald=herald)
        assert len(query.find("financing-of-supplies").run(store)) == rows


def test_only_an_asserted_end_ends_a_membership_and_others_are_told_apart(tmp_path: Path) -> None:
    ends = "".join(
        stated("Membership", f'until = {2020 + number}\nstance = "{stance}"\n')
        for number, stance in enumerate(("asserts", "plans", "alleges", "supposes", "denies"))
    )
    store = build(tmp_path, gazette=GAZETTE + ends)
    ended, planned = (
        [str(row[column])[:4] for row in query.find(name).run(store, initiative="initiative:ring").values()]
        for name, column in (("ended-memberships", "left"), ("planned-ends", "ending"))
    )
    assert (ended, planned) == (["2020"], ["2021", "2022", "2023"])
