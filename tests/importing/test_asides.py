"""Rows that hold a remark and no data: which rows each is said of, and that none takes back another in silence."""

from pathlib import Path

import pytest

from tests.importing.test_remarks import HEAD, table

KENYA, MALI, PERU = ["Kenya", "NEC"], ["Mali", "ZTE"], ["Peru", "Dahua"]
WIDE: list[object] = ["Country", "Vendor", "Technology", "Remarks"]
UNDER = [
    "retracted",
    "(not confirmed)",
    "[cancelled in 2021]",
    "^ wrong country, see mail",
    "this contract was cancelled",
    "Note: not confirmed by the ministry",
    "the row above is a duplicate",
    "– never signed, deal fell through",
    "zurückgezogen",
    "non confirmé par le ministère",
    "sin confirmar",
    "não confirmado",
    "* annulé en 2020",
]


@pytest.mark.parametrize("text", UNDER)
def test_a_remark_under_its_row_takes_back_that_row_and_not_those_below(text: str, tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, HEAD, MALI, KENYA, [text], PERU)
    assert found == {"mli zte", "per dahua"}
    assert text in left["A3"]
    assert "A4" in left


@pytest.mark.parametrize("row", [["", "retracted"], ["", "", "", "retracted"], ["", "", "", "Not confirmed"]])
def test_a_remark_under_a_later_column_is_of_the_row_above(row: list[object], tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kenya", "NEC", "Safe city", ""], row, ["Mali", "ZTE", "Safe city", "opened"]]
    assert table(tmp_path, WIDE, *rows)[0] == {"mli zte"}


@pytest.mark.parametrize("text", ["Retracted", "Cancelled", "Not confirmed", "Annulé", "Abgelehnt", "Rumours"])
def test_where_it_is_not_clear_of_which_rows_a_line_is_said_it_is_of_none_in_silence(text: str, tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, HEAD, PERU, KENYA, [text], MALI)
    assert found == {"per dahua"}
    assert "may be said of the row above it or of those below" in left["A3"]
    assert "may be said of the row above it or of those below" in left["A5"]


def test_a_plan_that_may_be_said_of_the_row_above_or_of_those_below_makes_none(tmp_path: Path) -> None:
    assert not table(tmp_path, HEAD, KENYA, ["Planned"], MALI)[0]


@pytest.mark.parametrize("text", ["planned", "(planned for 2027)", "not yet signed"])
def test_a_remark_of_a_plan_under_its_row_makes_a_plan_of_it(text: str, tmp_path: Path) -> None:
    found = table(tmp_path, HEAD, KENYA, [text], MALI)[0]
    assert "mli zte" in found
    assert "ken nec" not in found


def test_a_line_below_a_blank_row_is_the_heading_of_a_section(tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, HEAD, KENYA, [], ["Cancelled"], MALI, ["(see the press)"], PERU)
    assert found == {"ken nec"}
    assert left["B5"].startswith("the heading above, 'Cancelled'")
    assert left["B7"].startswith("the heading above, 'Cancelled'")


def test_a_remark_under_a_row_ends_no_section(tmp_path: Path) -> None:
    rows = [["Confirmed"], KENYA, ["Cancelled"], MALI, ["not confirmed"], PERU, ["Confirmed"], ["Togo", "NEC"]]
    assert table(tmp_path, HEAD, *rows)[0] == {"ken nec", "tgo nec"}


@pytest.mark.parametrize("text", ["All entries unverified", "All of the above retracted", "Unconfirmed list"])
def test_a_line_below_the_table_that_takes_back_is_said_of_all_rows(text: str, tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, HEAD, KENYA, MALI, [], [text])
    assert not found
    assert text in left["A2"]


@pytest.mark.parametrize("text", ["Kenya: contract cancelled", "The contract with Kenya was never signed"])
def test_a_line_that_names_a_state_is_said_of_its_rows(text: str, tmp_path: Path) -> None:
    assert table(tmp_path, HEAD, KENYA, MALI, [], [text])[0] == {"mli zte"}
    assert table(tmp_path, HEAD, KENYA, [text], MALI)[0] == {"mli zte"}


def test_the_last_line_directly_under_a_row_is_said_of_it(tmp_path: Path) -> None:
    assert table(tmp_path, HEAD, KENYA, MALI, ["Retracted"])[0] == {"ken nec"}


@pytest.mark.parametrize(
    "text", ["Source: ministry, not confirmed", "Cancelled contracts are not listed", "Opened by the mayor"]
)
def test_a_line_below_the_table_that_takes_back_none_of_it_leaves_it(text: str, tmp_path: Path) -> None:
    assert table(tmp_path, HEAD, KENYA, MALI, [], [text])[0] == {"ken nec", "mli zte"}


def test_a_line_that_is_not_understood_is_quoted(tmp_path: Path) -> None:
    _, _, taken = table(tmp_path, HEAD, KENYA, ["wrng entry, ask Ana"], MALI)
    assert [(each.cell, each.why) for each in taken.account.remarks] == [("A3", "wrng entry, ask Ana")]


def test_sections_of_regions_take_nothing_back(tmp_path: Path) -> None:
    rows = [["Northern Africa"], ["Egypt", "NEC"], ["Western Africa"], MALI, ["Latin America"], PERU]
    assert table(tmp_path, HEAD, *rows)[0] == {"egy nec", "mli zte", "per dahua"}
