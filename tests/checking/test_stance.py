"""A text that says so and a graph that has it only as a plan do not match, and neither do they the other way round."""

from pathlib import Path

import pytest

from kg.checking import check, review
from kg.checking.verdict import (
    CONSISTENT,
    DISPUTED,
    LESS,
    MATCHES,
    MORE,
    REPORTED,
    UNANSWERABLE,
    VERDICTS,
    Verdict,
)
from kg.prose.proposal import Proposal
from kg.prose.unread import Coverage
from tests.fixtures import invented

LEDGER = 'title = "Ledger"\ntype = "Source"\n'
INDEX = 'title = "Index"\ntype = "Edition"\nedition_year = 2020\n'
SUPPLY = '\n[[claim]]\nkind = "Supply"\nsupplier = "vendor:acme"\nrecipient = "state:ada"\nstart = 0\nend = 30\n'
USE = '\n[[claim]]\nkind = "Use"\nuser = "state:ada"\ntechnology = "technology:cameras"\nstart = 0\nend = 30\n'
STANCE = {"plans": "planned", "alleges": "alleged", "supposes": "supposed"}
SENTENCE = "Acme supplies Adania."
HEADS = {"herald": invented.ARTICLE, "index-2020": INDEX}


def checker(folder: Path, **files: str) -> check.Checker:
    for id_, claims in files.items():
        invented.write(folder / "sources", id_, HEADS.get(id_, LEDGER) + claims)
    return check.Checker(invented.dataset(folder / "sources", invented.registers(folder)))


def held(
    folder: Path,
    sentence: str = "Acme supplies Adania.",
    modality: str = "asserted",
    kind: str = "Supply",
    **files: str,
) -> Verdict:
    roles = {
        "Supply": {"supplier": "vendor:acme", "recipient": "state:ada"},
        "Use": {"user": "state:ada", "technology": "technology:cameras"},
    }
    said = Proposal(kind, dict(roles[kind]), sentence, 0, 21, modality=modality, sentence=sentence)
    [found] = checker(folder, **files).verdicts([said])
    return found


@pytest.mark.parametrize("stance", STANCE)
@pytest.mark.parametrize("act", ["states", "reports", "quotes"])
@pytest.mark.parametrize(("kind", "claim"), [("Supply", SUPPLY), ("Use", USE)])
@pytest.mark.parametrize("source", ["ledger", "herald"])
def test_what_the_graph_has_only_as_a_plan_does_not_match_what_is_said_to_be_so(
    tmp_path: Path, stance: str, act: str, kind: str, claim: str, source: str
) -> None:
    said = f'stance = "{stance}"\nact = "{act}"\n'
    found = held(tmp_path, "Acme supplies cameras that Adania uses.", kind=kind, **{source: claim + said})
    assert found.verdict == LESS
    assert f"the graph has it only as {STANCE[stance]}: {STANCE[stance]} in {source}" in found.told
    assert len(found.claims) == 1


def test_a_headline_alone_does_not_match(tmp_path: Path) -> None:
    found = held(tmp_path, herald=SUPPLY + 'modality = "headline"\n')
    assert (found.verdict, "only as said in a headline" in found.told) == (LESS, True)


def test_the_row_of_an_edition_that_plans_does_not_match(tmp_path: Path) -> None:
    text = "The 2020 edition of the index says that Acme supplies Adania."
    planned = held(tmp_path, text, **{"index-2020": SUPPLY + 'stance = "plans"\n'})
    assert (planned.verdict, "only as planned: index-2020" in planned.told) == (LESS, True)
    assert held(tmp_path, text, **{"index-2020": SUPPLY}).verdict == MATCHES


@pytest.mark.parametrize(
    ("modality", "own"),
    [
        ("hypothetical", "planned or supposed"),
        ("alleged", "alleged"),
        ("planInStatement", "planned"),
        ("planInReport", "planned"),
    ],
)
def test_a_text_that_only_plans_or_alleges_does_not_match_what_is_said_to_be_so(
    tmp_path: Path, modality: str, own: str
) -> None:
    found = held(tmp_path, modality=modality, ledger=SUPPLY)
    assert found.verdict == MORE
    assert found.told == f"the text has it only as {own}, the graph says that it is so: stated in ledger"


@pytest.mark.parametrize(
    ("modality", "stance", "verdict"),
    [
        ("hypothetical", "plans", MATCHES),
        ("hypothetical", "supposes", MATCHES),
        ("hypothetical", "alleges", CONSISTENT),
        ("alleged", "alleges", MATCHES),
        ("alleged", "plans", CONSISTENT),
        ("planInReport", "plans", MATCHES),
        ("planInReport", "supposes", CONSISTENT),
    ],
)
def test_two_that_are_no_assertions_match_where_they_are_of_one_stance(
    tmp_path: Path, modality: str, stance: str, verdict: str
) -> None:
    found = held(tmp_path, modality=modality, ledger=SUPPLY + f'stance = "{stance}"\n')
    assert (found.verdict, f"the graph as {STANCE[stance]}" in found.told) == (verdict, True), found.told


@pytest.mark.parametrize("modality", ["reported", "quoted", "presupposed", "headline", "asserted"])
def test_an_assertion_in_whatever_way_matches_what_is_asserted(tmp_path: Path, modality: str) -> None:
    found = held(tmp_path, modality=modality, ledger=SUPPLY)
    assert (found.verdict, found.told) == (MATCHES, "stated in ledger")


def test_an_assertion_beside_a_plan_decides_and_the_plan_is_told(tmp_path: Path) -> None:
    both = {"ledger": SUPPLY, "herald": SUPPLY + 'stance = "plans"\n'}
    found = held(tmp_path, **both)
    assert (found.verdict, found.told) == (MATCHES, "stated in ledger; planned in herald")


def test_an_article_beside_a_plan_of_another_source_decides_and_the_plan_is_told(tmp_path: Path) -> None:
    found = held(tmp_path, ledger=SUPPLY + 'stance = "plans"\n', herald=SUPPLY)
    told = "only articles say so: herald (one origin); planned in ledger"
    assert (found.verdict, found.told) == (REPORTED, told)


def test_a_plan_for_another_year_is_not_comparable_and_not_called_stated(tmp_path: Path) -> None:
    found = held(tmp_path, "Acme supplied Adania in 2021.", ledger=SUPPLY + 'heldAt = 2030\nstance = "plans"\n')
    assert (found.verdict, found.told) == (
        UNANSWERABLE,
        "not comparable: the text is of 2021; planned in ledger (at 2030)",
    )


def test_a_denial_is_disputed_as_before(tmp_path: Path) -> None:
    assert held(tmp_path, ledger=SUPPLY + 'stance = "denies"\n').verdict == DISPUTED


@pytest.mark.parametrize(
    ("text", "stance", "verdict"),
    [
        ("asserted", "asserts", REPORTED),
        ("asserted", "alleges", LESS),
        ("asserted", "supposes", LESS),
        ("hypothetical", "asserts", MORE),
        ("alleged", "asserts", MORE),
        ("alleged", "alleges", REPORTED),
    ],
)
def test_a_figure_is_held_against_the_stance_of_those_who_report_it(
    tmp_path: Path, text: str, stance: str, verdict: str
) -> None:
    claim = (
        '\n[[claim]]\nkind = "CountObservation"\ncounted = "quantity:states-supplied"\nsupplier = "vendor:acme"\n'
        f'lowerBound = 12\nupperBound = 12\nstart = 0\nend = 9\nstance = "{stance}"\n'
    )
    roles: dict[str, str | list[str] | bool | None] = {
        "counted": "quantity:states-supplied",
        "supplier": "vendor:acme",
    }
    sentence = "Acme sold cameras to 12 states."
    said = Proposal("CountObservation", roles, sentence, 0, 31, modality=text, lower=12, upper=12, sentence=sentence)
    [found] = checker(tmp_path, herald=claim).verdicts([said])
    assert found.verdict == verdict, found.told


def test_the_stance_is_counted_in_the_summary_and_has_a_meaning(tmp_path: Path) -> None:
    made = checker(tmp_path, ledger=SUPPLY + 'stance = "plans"\n')
    roles: dict[str, str | list[str] | bool | None] = {"supplier": "vendor:acme", "recipient": "state:ada"}
    said = [
        Proposal("Supply", dict(roles), "Acme supplies Adania.", 0, 21, modality=each, sentence="Acme supplies Adania.")
        for each in ("asserted", "asserted", "hypothetical")
    ]
    found = list(made.verdicts(said))
    table = review.to_table(made.figures.store, found, [], Coverage())
    assert f"1 matches, 2 {LESS}" in table.splitlines()
    page = review.to_html(made.figures.store, "x", [], [], Coverage())
    assert "--held" in page
    assert all(verdict in review._MEANING for verdict in VERDICTS)
