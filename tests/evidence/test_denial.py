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
        ("deal", "claim 1: no claim has the id 'deal'; give that claim this id"),
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
