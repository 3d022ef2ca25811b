"""What the name of a file, the headings and the footnotes to them say of all rows: heard, or told by name."""

from pathlib import Path

import pytest

from kg.importing import summary
from kg.tables import context
from tests.importing import workbooks
from tests.importing.test_remarks import HEAD, table, told

ROWS: list[list[object]] = [["Kenya", "NEC"], ["Mali", "ZTE"]]
BOTH = {"ken nec", "mli zte"}


@pytest.mark.parametrize(
    "name",
    ["cancelled_contracts", "Rejected bids 2021", "unverified-list", "annulés", "stornierte-cancelled", "retracted.v2"],
)
def test_a_file_whose_name_takes_back_its_rows_makes_no_claim_until_the_mapping_lifts_it(
    name: str, tmp_path: Path
) -> None:
    path = workbooks.as_csv(tmp_path / f"{name}.csv", [HEAD, *ROWS])
    found, left, taken = told(path)
    assert not found
    assert "the name of its file" in left["B2"]
    lies = taken.files[1]
    lies.write_text(lies.read_text("utf-8").replace("\n[[table]]", '\n[[table]]\ntitle = "read"'), "utf-8")
    assert told(path)[0] == BOTH


@pytest.mark.parametrize("name", ["planned-2025", "Proposed deals", "announced_projects"])
def test_a_file_whose_name_says_planned_makes_plans(name: str, tmp_path: Path) -> None:
    path = workbooks.as_csv(tmp_path / f"{name}.csv", [HEAD, *ROWS])
    assert told(path)[0] == {f"~{each}" for each in BOTH}


@pytest.mark.parametrize(
    "name", ["vendors", "2019", "data-final-v2", "confirmed and planned", "incl. cancelled", "test"]
)
def test_a_file_whose_name_says_nothing_of_each_row_is_read(name: str, tmp_path: Path) -> None:
    assert told(workbooks.as_csv(tmp_path / f"{name}.csv", [HEAD, *ROWS]))[0] == BOTH


def test_a_name_that_is_lost_under_another_id_is_told(tmp_path: Path) -> None:
    path = workbooks.as_csv(tmp_path / "отменено.csv", [HEAD, *ROWS])
    taken = workbooks.imported(path, tmp_path / "sources", id_="desk")
    assert "'отменено.csv' says otherwise of its rows, and 'desk.csv' does no more" in summary.as_text(taken)
    assert context.of_file(path.name)


@pytest.mark.parametrize(
    ("heading", "line", "found"),
    [
        ("Vendor*", "* rejected bidders", set()),
        ("Vendor¹", "¹ not confirmed", set()),
        ("Vendor [a]", "[a] alleged by the press", set()),
        ("Vendor†", "† planned", {"~ken nec", "~mli zte"}),
        ("Vendor *", "* prévu", {"~ken nec", "~mli zte"}),
        ("Vendor*", "* full names stand in annex 2", BOTH),
    ],
)
def test_a_footnote_to_a_heading_is_said_of_its_column(
    heading: str, line: str, found: set[str], tmp_path: Path
) -> None:
    claims, left, taken = table(tmp_path, ["Country", heading], *ROWS, [line])
    assert claims == found
    if not found:
        assert "the footnote to its heading" in left["B2"]
    if found == BOTH:
        assert [(each.cell, each.why) for each in taken.account.remarks] == [("B1", line)]


def test_a_footnote_to_one_heading_leaves_the_claims_of_other_columns(tmp_path: Path) -> None:
    path = workbooks.as_csv(
        tmp_path / "desk.csv",
        [["Country", "Vendor*", "Technology"], ["Kenya", "NEC", "Safe city"], ["* losing bidders, rejected"]],
    )
    taken = workbooks.imported(path, tmp_path / "sources")
    assert [claim.kind for claim in workbooks.claims(taken)] == ["Use"]


@pytest.mark.parametrize("heading", ["Planned year", "Year (planned)", "Year announced"])
def test_a_year_whose_heading_says_planned_makes_plans(heading: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kenya", "NEC", "2019"], ["Mali", "ZTE", "2020"]]
    assert table(tmp_path, [*HEAD, heading], *rows)[0] == {"~ken nec", "~mli zte"}
