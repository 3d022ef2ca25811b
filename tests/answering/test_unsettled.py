"""An answer tells the rows that it has not since they are only planned, alleged, supposed, in a headline or denied."""

import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.answering import unsettled
from kg.query import query
from kg.site import question
from kg.site.resource import Library
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY

STANCE = {"plans": "planned", "alleges": "alleged", "supposes": "supposed"}
AT = "start = 0\nend = 3\n"
OTHERS = {
    "owners": ("Ownership", 'owner = "vendor:beta"\nowned = "vendor:acme"\n', {"owned": "acme"}),
    "regulations": (
        "Regulation",
        'jurisdiction = "state:ada"\ntechnology = "technology:cameras"\neffect = "effect:ban"\n',
        {"technology": "cameras"},
    ),
    "members-of-initiative": (
        "Membership",
        'member = "state:ada"\ninitiative = "initiative:ring"\nsince = 2030\n',
        {"initiative": "ring"},
    ),
    "homes-of-vendors": ("HomeState", 'agent = "vendor:acme"\nstate = "state:bor"\n', {}),
}
EFFECTS = "id,rdf:type,rdfs:label@en\nban,ais:Effect,ban\n"
BETA = SUPPLY.replace("vendor:acme", "vendor:beta")


def build(folder: Path, claims: str) -> ox.Store:
    invented.write(folder / "sources", "herald", ARTICLE + claims)
    return invented.dataset(folder / "sources", invented.registers(folder, effects=EFFECTS))


def told(store: ox.Store, name: str, **given: str) -> str:
    found = query.find(name)
    left = unsettled.told(store, found, given, unsettled.claims(found.run(store, **given), found.claims))
    return left.typed if left else ""


@pytest.mark.parametrize("stance", STANCE)
def test_suppliers_that_are_only_planned_are_told_beside_those_that_are_said(tmp_path: Path, stance: str) -> None:
    store = build(tmp_path, SUPPLY + BETA + f'stance = "{stance}"\n')
    said = told(store, "suppliers-of-state", state="state:ada")
    assert said.startswith(f"1 row more is only {STANCE[stance]}; 'kg ask receipts --param claim=claim:")
    assert told(store, "suppliers-of-state", state="state:bor") == ""


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("stance", STANCE)
def test_every_kind_of_answer_tells_what_is_only_planned(tmp_path: Path, name: str, stance: str) -> None:
    kind, roles, given = OTHERS[name]
    store = build(tmp_path, f'[[claim]]\nkind = "{kind}"\n{roles}{AT}stance = "{stance}"\n')
    assert query.find(name).run(store, **given).rows == []
    assert told(store, name, **given).startswith(f"1 row more is only {STANCE[stance]}; ")


def test_an_empty_answer_tells_what_is_only_denied_and_one_with_rows_does_not(tmp_path: Path) -> None:
    empty = build(tmp_path, SUPPLY + 'stance = "denies"\n')
    assert told(empty, "suppliers-of-state", state="ada").startswith("1 row more is only denied; ")
    (tmp_path / "more").mkdir()
    full = build(tmp_path / "more", SUPPLY + 'stance = "denies"\n' + BETA)
    assert told(full, "suppliers-of-state", state="ada") == ""


def test_what_is_asserted_as_well_is_not_told(tmp_path: Path) -> None:
    store = build(tmp_path, SUPPLY + SUPPLY.replace("end = 30", "end = 29") + 'stance = "plans"\n')
    assert told(store, "suppliers-of-state", state="ada") == ""


@pytest.mark.parametrize(
    "condition",
    [
        "?modality rdf:type ais:AcceptedModality .",
        "?modality a <https://w3id.org/ai-surveillance/ontology#AcceptedModality> .",
        "FILTER EXISTS { ?modality a ais:AcceptedModality }",
        "?claim ais:modality/a ais:AcceptedModality .",
        "VALUES ?firm { ais:AcceptedModality } ?modality a ?firm .",
        "?claim ais:modality [ a ais:AcceptedModality ] .",
    ],
)
@pytest.mark.parametrize("denied", [False, True])
def test_a_condition_in_other_words_is_found_as_well(tmp_path: Path, condition: str, denied: bool) -> None:
    store = build(tmp_path, SUPPLY + f'stance = "{"denies" if denied else "plans"}"\n')
    found = query.find("suppliers-of-state")
    text = found.text.replace("?modality a ais:AcceptedModality .", condition)
    text = text.replace("ais:about", "<https://w3id.org/ai-surveillance/ontology#about>") if denied else text
    assert text != found.text
    other = replace(found, text="PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n" + text)
    how = "denied" if denied else "planned"
    assert str(unsettled.told(store, other, {"state": "state:ada"}, [])) == f"1 row more is only {how}"


def test_a_question_that_takes_every_claim_leaves_nothing_out(tmp_path: Path) -> None:
    store = build(tmp_path, SUPPLY + 'stance = "plans"\n')
    assert told(store, "planned-claims") == told(store, "size") == ""
    assert len(query.find("planned-claims").run(store).rows) == 1


@pytest.mark.parametrize("stance", [*STANCE, "quotes"])
def test_allegations_and_suppositions_of_every_act_are_listed_with_who_and_whom(tmp_path: Path, stance: str) -> None:
    said = 'stance = "alleges"\nact = "quotes"\n' if stance == "quotes" else f'stance = "{stance}"\n'
    store = build(tmp_path, SUPPLY + said + "since = 2019\nuntil = 2021\n")
    rows = [*query.find("unsettled-claims").run(store).values(), *query.find("planned-claims").run(store).values()]
    (row,) = rows
    assert [str(row[key]).rpartition("/")[2] for key in ("who", "whom", "technology")] == ["acme", "ada", "cameras"]
    assert [row[key] for key in ("since", "until", "at")] == ["2019", "2021", None]


def test_the_page_of_an_answer_says_it_below_the_rows(tmp_path: Path) -> None:
    library, found = Library(build(tmp_path, SUPPLY + 'stance = "plans"\n')), query.find("suppliers-of-state")
    given = {"state": ["state:ada"]}
    html = question.html(library, found, question.read(library, found, given), given)
    below = html.partition("<caption>")[2].partition("</caption>")[0]
    assert re.fullmatch(r'1 row more is only planned: <a href="../claim/\w+.html">where it is said</a>\. ', below)


@pytest.mark.parametrize(
    ("asked", "odds"),
    [
        (("evidence-of-edge", "--param", "from=Austria", "--param", "to=BRI"), True),
        (("evidence-of-edge", "--param", "from=ken", "--param", "to=bri"), False),
        (("evidence-of-edge", "--param", "from=huawei", "--param", "to=srb"), False),
        (("Is Botswana in the BRI?",), True),
        (("Is Kenya in the BRI?",), False),
    ],
)
def test_an_answer_about_a_membership_says_which_sources_disagree_on_it(
    released_folder: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], *, odds: bool
) -> None:
    assert cli.main(["ask", *asked, "--graph", str(released_folder)]) == 0
    told = "sources disagree on this: source:bri-joining, and source:aigs-2022 against"
    assert (told in capsys.readouterr().err) is odds


def test_the_command_says_it_beside_the_answer(released_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--param", "initiative=bri", "--graph", str(released_folder)]
    assert cli.main(["ask", "ended-memberships", *given]) == 0
    assert "kg: 1 row more is only planned; 'kg ask receipts --param claim=claim:" in capsys.readouterr().err
    assert cli.main(["ask", "which memberships ended", "--graph", str(released_folder)]) == 0
    assert "kg: 1 row more is only planned; " in capsys.readouterr().err
