"""Columns of yes and no that say whether a row counts, headings that ask, and moments at which a form was filled in."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.importing import flag, heading
from tests.importing import workbooks

STATES = ("Kenya", "Serbia", "Mali", "Ghana", "Egypt", "Chad", "Peru", "Chile")


def asserted(path: Path, tmp_path: Path) -> set[str]:
    """Return the states of which a supply is claimed."""
    taken = workbooks.imported(path, tmp_path / "sources")
    found = workbooks.claims(taken)
    assert taken.account.rows == len(STATES) or not found
    return {workbooks.short(value) for claim in found for role, value in claim.roles if role == "recipient"}


def table(heading: str, cells: Sequence[object], tmp_path: Path) -> Path:
    rows: list[list[object]] = [["Country", "Vendor", "Technology", heading]]
    rows += [[state, "Huawei", "Safe city", cell] for state, cell in zip(STATES, cells, strict=True)]
    return workbooks.as_xlsx(tmp_path / "desk.xlsx", rows)


TAKE_BACK = (
    *("is_deleted", "Obsolete", "Hoax", "Retired", "False positive", "To delete", "dup", "Out of scope", "Archived"),
    *("Test data", "Example", "Fictional?", "Superseded", "Wrong?", "Annulé", "Gelöscht", "Supprimé", "Eliminado"),
    *("Удалено", "Ungültig", "作废", "已取消"),
)
KEEP = (
    *("Valid", "is_current", "Accepted", "Approved", "In scope?", "Correct", "Is the system currently in operation?"),
    *("Gültig", "Approuvé", "Vigente", "Актуально", "有效", "Does it still work?", "Reviewer agrees"),
)


@pytest.mark.parametrize("heading", TAKE_BACK)
@pytest.mark.parametrize(("yes", "no"), [("yes", "no"), ("x", ""), (1, 0), (True, False)])
def test_a_row_that_a_flag_takes_back_makes_no_claim(heading: str, yes: object, no: object, tmp_path: Path) -> None:
    found = asserted(table(heading, [yes, no, no, no, no, no, no, no], tmp_path), tmp_path)
    assert "state:ken" not in found
    assert found
    assert not flag.keeps(heading)


@pytest.mark.parametrize("heading", KEEP)
@pytest.mark.parametrize(("yes", "no"), [("yes", "no"), (1, 0), (True, False), ("oui", "non")])
def test_a_row_that_is_said_not_to_count_makes_no_claim(heading: str, yes: object, no: object, tmp_path: Path) -> None:
    found = asserted(table(heading, [no, yes, yes, no, yes, yes, yes, yes], tmp_path), tmp_path)
    assert found == {"state:srb", "state:mli", "state:egy", "state:tcd", "state:per", "state:chl"}


def test_a_row_that_is_not_marked_as_valid_is_none(tmp_path: Path) -> None:
    assert asserted(table("Valid", ["x", "", "", "x", "", "", "", ""], tmp_path), tmp_path) == {
        "state:ken",
        "state:gha",
    }


def test_what_is_left_out_by_an_unknown_column_says_how_the_mapping_has_it_read(tmp_path: Path) -> None:
    taken = workbooks.imported(table("Band", ["no"] + ["yes"] * 7, tmp_path), tmp_path / "sources")
    assert any("reads = 'nothing' of the column reads the row" in each.why for each in taken.account.left())


@pytest.mark.parametrize(
    "words", ["absent", "opposed", "denied", "planned", "none", "not used", "lacking", "cancelled"]
)
def test_what_a_heading_says_in_brackets_against_what_it_names_is_heard(words: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", f"Facial recognition ({words})", "Safe city (x = yes)"]]
    rows += [[state, "x", "x"] for state in STATES]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    told = {workbooks.short(value) for claim in workbooks.claims(taken) for _, value in claim.roles}
    assert "technology:safe-city" in told
    assert "technology:facial-recognition" not in told


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Which country are you reporting on?", "state"),
        ("Which company supplied the technology? (if known)", "vendor"),
        ("What kind of technology is it? (select all that apply)", "technology"),
        ("Who supplied the technology?", "vendor"),
        ("Which country is the company from?", "home"),
        ("In which country do you live?", "respondent"),
        ("Quelle entreprise a fourni la technologie ?", "vendor"),
        ("Welches Land betrifft Ihre Meldung?", "state"),
        ("¿Qué empresa suministró la tecnología?", "vendor"),
    ],
)
def test_a_question_asks_for_what_follows_upon_its_first_word(text: str, reads: str) -> None:
    assert heading.reads(text) == reads


def test_a_form_gives_claims_of_what_it_asks_and_none_of_who_answers(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Timestamp", "In which country do you live?", "Which country are you reporting on?"],
        ["3/14/2023 10:22:01", "France", "Kenya"],
        ["3/15/2023 11:02:44", "France", "Serbia"],
        ["3/15/2023 12:00:00", "Chad", "Mali"],
    ]
    answers = (
        ("Which company supplied the technology? (if known)", "Huawei", "I don't know", "Huawei, ZTE"),
        ("Is the system currently in operation?", "Yes", "Yes", "No"),
    )
    for row, cells in zip(rows, zip(*answers, strict=True), strict=True):
        row += cells
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "form.csv", rows), tmp_path / "sources")
    (claim,) = workbooks.claims(taken)
    assert {workbooks.short(value) for _, value in claim.roles} == {"state:ken", "vendor:huawei"}


@pytest.mark.parametrize("cell", ["2023-01-01 10:00:00", "2023-01-01T10:00:00.000+03:00", "2023-01-01 09:41"])
def test_a_moment_with_a_time_of_day_is_no_time_of_a_claim(cell: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["start", "Country", "Vendor"], [cell, "Kenya", "Huawei"], [cell, "Mali", "ZTE"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "form.csv", rows), tmp_path / "sources")
    found = workbooks.claims(taken)
    assert len(found) == 2
    assert not any(role in ("since", "heldAt", "until") for claim in found for role, _ in claim.roles)


def test_a_day_that_is_kept_with_midnight_is_a_time(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Start date", "Country", "Vendor"], ["2023-01-01 00:00:00", "Kenya", "Huawei"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "form.csv", rows), tmp_path / "sources")
    (claim,) = workbooks.claims(taken)
    assert any(role == "since" for role, _ in claim.roles)


@pytest.mark.parametrize("words", ["planned", "removed", "(cancelled)", "proposed", "(not installed)"])
def test_figures_of_what_is_not_there_are_no_counts(words: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Cameras installed", f"Cameras {words}"], ["Kenya", 100, 250]]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    assert [claim.lower for claim in workbooks.claims(taken)] == [100]


@pytest.mark.parametrize(
    "other", ["Old vendor", "Previous supplier", "Replaced vendor", "Parent company", "Outgoing supplier"]
)
def test_a_company_that_does_not_supply_now_or_itself_is_no_supplier(other: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", other, "New vendor"], ["Kenya", "Huawei", "NEC"], ["Mali", "ZTE", "IBM"]]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    told = {workbooks.short(value) for claim in workbooks.claims(taken) for _, value in claim.roles}
    assert told == {"state:ken", "vendor:nec", "state:mli", "vendor:ibm"}


@pytest.mark.parametrize(
    "heading", ["Vendor response", "Government response", "Company statement", "Official reaction"]
)
def test_what_a_company_or_a_state_answers_is_heard_as_a_remark(heading: str, tmp_path: Path) -> None:
    cells = ["confirmed", "denies involvement", "", "", "", "", "", "denied"]
    found = asserted(table(heading, cells, tmp_path), tmp_path)
    assert found == {"state:ken", "state:mli", "state:gha", "state:egy", "state:tcd", "state:per"}


@pytest.mark.parametrize("heading", ["Probability", "Likelihood", "Wahrscheinlichkeit", "Вероятность"])
def test_how_probable_a_row_is_has_to_be_explained_before_it_is_claimed(heading: str, tmp_path: Path) -> None:
    taken = workbooks.imported(
        table(heading, [0.9, 0.05, "20%", 1, 0.5, 0.4, 0.3, 0.2], tmp_path), tmp_path / "sources"
    )
    assert not workbooks.claims(taken)
    assert any("how sure it is" in each.why for each in taken.account.left())


def test_a_cross_alone_in_a_column_of_remarks_takes_its_row_back(tmp_path: Path) -> None:
    cells = ["", "❌", "cancelled", "✓", "", "✗", "", ""]
    assert asserted(table("Notes", cells, tmp_path), tmp_path) == {
        *("state:ken", "state:gha", "state:egy", "state:per", "state:chl")
    }


def test_a_box_that_is_not_ticked_says_no(tmp_path: Path) -> None:
    path = tmp_path / "desk.md"
    path.write_text(
        "| Done | Country | Vendor |\n|---|---|---|\n| [x] | Kenya | Huawei |\n| [ ] | Mali | ZTE |\n", encoding="utf-8"
    )
    (claim,) = workbooks.claims(workbooks.imported(path, tmp_path / "sources"))
    assert {workbooks.short(value) for _, value in claim.roles} == {"state:ken", "vendor:huawei"}


@pytest.mark.parametrize(
    ("heading", "yes", "no", "other"),
    [
        ("¿Sigue funcionando?", "Sí", "No", "No sabe"),
        ("هل النظام يعمل؟", "نعم", "لا", "لا أعرف"),
        ("是否确认", "是", "否", "待确认"),
    ],
)
def test_a_question_in_a_language_of_which_no_word_is_known_holds_what_it_does_not_affirm(
    heading: str, yes: str, no: str, other: str, tmp_path: Path
) -> None:
    found = asserted(table(heading, [yes, no, other, no, yes, yes, no, yes], tmp_path), tmp_path)
    assert found == {"state:ken", "state:egy", "state:tcd", "state:chl"}


@pytest.mark.parametrize("over", ["Table 2: Bids that failed", "Cancelled", "Rejected offers"])
def test_a_table_beside_below_a_title_that_takes_it_back_makes_no_claim(over: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Table 1: Deployments", None, None, over, None],
        ["Country", "Vendor", None, "Country", "Vendor"],
        ["Kenya", "Huawei", None, "Peru", "ZTE"],
        ["Serbia", "Dahua", None, "Chile", "NEC"],
    ]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    told = {workbooks.short(value) for claim in workbooks.claims(taken) for _, value in claim.roles}
    assert told == {"state:ken", "vendor:huawei", "state:srb", "vendor:dahua"}


@pytest.mark.parametrize("heading", ["Vendor role", "Relationship", "Role"])
def test_the_role_of_a_company_has_to_be_explained_before_it_is_a_supplier(heading: str, tmp_path: Path) -> None:
    cells = ["bidder", "critic", "consultant", "lobbyist", "does not supply", "sued over", "bidder", "critic"]
    taken = workbooks.imported(table(heading, cells, tmp_path), tmp_path / "sources")
    assert not workbooks.claims(taken)
    assert not taken.additions.rows
