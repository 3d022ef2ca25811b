"""Modalities: four dimensions in one name, what the eight names of before stand for, and which are accepted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError, UnknownName
from kg.evidence import modality
from kg.evidence.claim import Claim
from kg.namespace import iri
from kg.query import query
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

WORDS = modality.vocabulary().words
BEFORE = {
    "asserted": ("statement", "assertion", "", "asPublished"),
    "reported": ("report", "assertion", "", "asPublished"),
    "quoted": ("quotation", "assertion", "", "asPublished"),
    "presupposed": ("presupposition", "assertion", "", "asPublished"),
    "alleged": ("report", "allegation", "", "asPublished"),
    "headline": ("statement", "assertion", "inHeadline", "asPublished"),
    "hypothetical": ("statement", "supposition", "", "asPublished"),
    "recovered": ("statement", "assertion", "", "corrected"),
}
dimensions = st.fixed_dictionaries({}, optional={each: st.sampled_from(sorted(WORDS[each])) for each in WORDS})


def claims(folder: Path, **values: str) -> list[Claim]:
    said = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    place = invented.write(folder / "sources", "herald", ARTICLE + SUPPLY + said)
    return invented.claims(place, invented.registers(folder))[0]


def test_each_name_of_before_is_one_combination() -> None:
    assert {name: tuple(said) for name, said in modality.vocabulary().named.items()} == BEFORE


@given(said=dimensions)
def test_what_is_said_by_dimensions_is_read_back_from_the_name(said: dict[str, str]) -> None:
    found = modality.of(modality.stated(said))
    for dimension, word in said.items():
        value = WORDS[dimension][word]
        assert getattr(found, dimension) == ("" if value in modality.SHOWN else value)


@given(name=st.sampled_from(sorted(BEFORE)), said=dimensions)
def test_a_dimension_changes_that_part_of_a_modality_and_no_other(name: str, said: dict[str, str]) -> None:
    before, after = modality.of(name), modality.of(modality.stated({"modality": name, **said}))
    assert all(getattr(after, each) == getattr(before, each) for each in modality.DIMENSIONS if each not in said)


@pytest.mark.parametrize(
    ("said", "todo"),
    [
        ({"modality": "asserted", "stance": "denies"}, "or write stance = 'asserts'"),
        ({"modality": "alleged", "stance": "asserts"}, "or write stance = 'alleges'"),
        ({"modality": "hypothetical", "stance": "plans"}, "or write stance = 'supposes'"),
        ({"modality": "quoted", "act": "reports"}, "or write act = 'quotes'"),
        ({"modality": "presupposed", "act": "states"}, "or write act = 'presupposes'"),
        ({"modality": "headline", "position": "caption"}, "or write position = 'headline'"),
        ({"modality": "recovered", "curation": "published"}, "or write curation = 'corrected'"),
        ({"modality": "denialInStatement", "stance": "asserts"}, "or write stance = 'denies'"),
        ({"modality": "planInReport", "act": "states"}, "or write act = 'reports'"),
    ],
)
def test_a_dimension_at_odds_with_what_its_modality_is_named_for_is_one_line(
    tmp_path: Path, said: dict[str, str], todo: str
) -> None:
    (dimension,) = said.keys() - {"modality"}
    with pytest.raises(SourceError) as error:
        claims(tmp_path, **said)
    told = f"herald.toml, claim 1: modality {said['modality']!r} beside {dimension} {said[dimension]!r}; "
    assert str(error.value) == f"{told}leave 'modality' out, or {dimension!r}, {todo}"


@pytest.mark.parametrize(
    "said",
    [
        {"modality": "quoted", "stance": "denies"},
        {"modality": "reported", "stance": "plans"},
        {"modality": "alleged", "stance": "alleges"},
        {"modality": "asserted", "act": "quotes"},
        {"modality": "asserted", "stance": "asserts", "position": "headline"},
        {"modality": "headline", "stance": "alleges"},
    ],
)
def test_a_dimension_says_the_rest_of_a_modality(tmp_path: Path, said: dict[str, str]) -> None:
    assert claims(tmp_path, **said)[0].modality == modality.stated(said)


def test_a_dimension_of_a_claim_takes_the_place_of_a_default_and_two_defaults_at_odds_are_refused(
    tmp_path: Path,
) -> None:
    head = ARTICLE + '\n[defaults]\nmodality = "asserted"\n'
    place = invented.write(tmp_path / "sources", "herald", head + SUPPLY + 'stance = "denies"\n')
    assert invented.claims(place, invented.registers(tmp_path))[0][0].modality == "denialInStatement"
    invented.write(tmp_path / "sources", "herald", head + 'stance = "denies"\n' + SUPPLY)
    with pytest.raises(SourceError, match="modality 'asserted' beside stance 'denies'; leave 'modality' out"):
        invented.claims(place, invented.registers(tmp_path))
    stance = ARTICLE + '\n[defaults]\nstance = "denies"\n' + SUPPLY + 'modality = "asserted"\n'
    invented.write(tmp_path / "sources", "herald", stance)
    with pytest.raises(SourceError, match="modality 'asserted' beside stance 'denies'; leave 'modality' out"):
        invented.claims(place, invented.registers(tmp_path))


def test_every_combination_has_a_name_of_its_own() -> None:
    known = modality.vocabulary().all
    assert len(set(known.values())) == len(known) == 4 * 5 * 3 * 2


def test_what_was_accepted_before_is_accepted_and_nothing_else_of_the_eight() -> None:
    assert modality.accepted() & BEFORE.keys() == {"asserted", "presupposed", "quoted", "recovered", "reported"}


def test_nothing_but_assertion_outside_a_headline_is_accepted() -> None:
    for name, said in modality.vocabulary().all.items():
        assert (name in modality.accepted()) == (said.stance == "assertion" and said.position != "inHeadline")


def test_an_allegation_in_a_headline_can_be_said(tmp_path: Path) -> None:
    (claim,) = claims(tmp_path, stance="alleges", position="headline")
    assert claim.modality == "allegationInStatementInHeadline"
    assert not claim.denies


def test_what_is_said_by_dimensions_is_the_same_claim_as_by_name(tmp_path: Path) -> None:
    (named,) = claims(tmp_path / "a", modality="alleged")
    (spelt,) = claims(tmp_path / "b", act="reports", stance="alleges")
    assert spelt.iri == named.iri


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"stance": "denys"}, "unknown stance 'denys'; did you mean 'denies'?"),
        ({"act": "shouts"}, "unknown act 'shouts'; use one of presupposes, quotes, reports, states"),
        ({"position": "cell"}, "position 'cell' without 'column'; say where the claim stands"),
        ({"curation": "corrected"}, "a recovered claim without a reason; say in 'reason' what was put right and why"),
    ],
)
def test_a_dimension_used_wrongly_is_one_line(tmp_path: Path, values: dict[str, str], line: str) -> None:
    with pytest.raises(SourceError) as error:
        claims(tmp_path, **values)
    assert str(error.value) == f"herald.toml, claim 1: {line}"


def test_a_modality_that_is_none_is_told_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean 'denialInReport'"):
        modality.of("denialInReports")


def test_a_combination_without_a_name_is_described_in_the_graph(tmp_path: Path) -> None:
    invented.write(tmp_path / "sources", "herald", ARTICLE + SUPPLY + 'act = "quotes"\nstance = "plans"\n')
    store = invented.dataset(tmp_path / "sources", invented.registers(tmp_path))
    (row,) = query.find("claims-by-dimension").run(store).values()
    assert (row["act"], row["stance"], row["position"]) == (iri("ais:quotation"), iri("ais:plan"), iri("ais:inBody"))
