"""What only workbooks have: merged cells, hidden rows, columns and sheets, formulas, formats of dates, many sheets."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.tables.sheet import letters
from tests.importing import workbooks


def book(*sheets: tuple[str, list[list[object]]]) -> tuple[openpyxl.Workbook, list[Any]]:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made, list(made.worksheets)


def test_a_state_in_merged_cells_is_that_of_each_row_and_the_claim_points_to_the_row_of_its_vendor(
    tmp_path: Path,
) -> None:
    rows: list[list[object]] = [
        ["Country", "Vendor"],
        ["Kenya", "Huawei"],
        [None, "ZTE"],
        [None, "NEC"],
        ["Mali", "IBM"],
    ]
    made, (sheet,) = book(("Deployments", rows))
    sheet.merge_cells("A2:A4")
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert {workbooks.told(claim, ["Country", "Vendor"]) for claim in workbooks.claims(taken)} == {
        "Supply recipient=state:ken supplier=vendor:huawei @ B2",
        "Supply recipient=state:ken supplier=vendor:zte @ B3",
        "Supply recipient=state:ken supplier=vendor:nec @ B4",
        "Supply recipient=state:mli supplier=vendor:ibm @ B5",
    }
    assert workbooks.left(taken) == set()


def test_headings_merged_over_columns_and_three_rows_deep_are_one_heading_each(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Survey of deployments"],
        ["Country", "Technologies", None, "Supply", None],
        [None, "Biometric", "City", "Vendor", "Year"],
        [None, "Facial recognition", "Safe city", None, None],
        ["Kenya", "x", None, "Huawei", 2018],
    ]
    made, (sheet,) = book(("S", rows))
    for place in ("A1:E1", "A2:A4", "B2:C2", "D2:E2", "D3:D4", "E3:E4"):
        sheet.merge_cells(place)
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    (table,) = taken.map.file.table
    assert table.headings == [2, 3, 4]
    assert list(table.columns) == [
        "Country",
        "Technologies / Biometric / Facial recognition",
        "Technologies / City / Safe city",
        "Supply / Vendor",
        "Supply / Year",
    ]
    assert {workbooks.told(claim, list(table.columns)) for claim in workbooks.claims(taken)} == {
        "Use heldAt=2018 technology=technology:facial-recognition user=state:ken @ B5",
        "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ D5",
    }
    assert workbooks.left(taken) == {"A1"}


def test_hidden_rows_columns_and_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Country", "Vendor", "Link"],
        ["Kenya", "Huawei", "https://a.example"],
        ["Mali", "ZTE"],
    ]
    made, (sheet, old) = book(("Now", rows), ("Old", rows))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    old.sheet_state = "hidden"
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert taken.account.claims == {"Supply": 1}
    assert {each.cell: each.why for each in taken.account.left()} == {
        "C2": "a hidden column",
        "A3": "a hidden row",
        "B3": "a hidden row",
    }
    assert taken.account.sheets == {"Old": "a hidden sheet"}


def test_a_sheet_for_each_year_gives_its_claims_that_year_and_another_sheet_is_left_out_by_name(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor"], ["Kenya", "Huawei"]]
    made, _ = book(("2019", rows), ("Year 2020", rows), ("Read me", [["Compiled by hand"]]))
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    claims = workbooks.claims(taken)
    assert [dict(claim.roles)["heldAt"].partition("^")[0] for claim in claims] == ['"2019"', '"2020"']
    assert [dict(claim.locator)["sheet"] for claim in claims] == ["2019", "Year 2020"]
    assert list(taken.account.sheets) == ["Read me"]


def test_the_year_in_the_name_of_the_one_sheet_is_no_time_of_its_claims(tmp_path: Path) -> None:
    path = workbooks.as_xlsx(tmp_path / "desk.xlsx", [["Country", "Vendor"], ["Kenya", "Huawei"]], "Index 2022")
    (claim,) = workbooks.claims(workbooks.imported(path, tmp_path / "sources"))
    assert "heldAt" not in dict(claim.roles)


def test_a_sheet_that_a_later_edition_adds_is_an_error_until_the_mapping_names_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor"], ["Kenya", "Huawei"]]
    made, _ = book(("2019", rows))
    made.save(tmp_path / "desk.xlsx")
    workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    made.create_sheet("2020").append(["Country"])
    made.save(tmp_path / "desk.xlsx")
    with pytest.raises(SourceError, match="the sheet '2020' is not in the mapping"):
        workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")


def test_a_date_is_as_precise_as_its_cell_shows_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor", "Date"]]
    rows += [[state, "Huawei", datetime.date(2021, 3, 1)] for state in ("Kenya", "Mali", "Chad")]
    made, (sheet,) = book(("S", rows))
    for row, form in enumerate(("yyyy-mm-dd", "mmm-yy", "yyyy"), 2):
        sheet.cell(row, 3).number_format = form
    made.save(tmp_path / "desk.xlsx")
    claims = workbooks.claims(workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources"))
    assert [dict(claim.roles)["heldAt"].partition("^")[0] for claim in claims] == [
        '"2021-03-01"',
        '"2021-03"',
        '"2021"',
    ]


def test_a_formula_whose_value_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor", "Cameras"], ["Kenya", "Huawei", "=5+5"], ["Mali", "ZTE", 7]]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    assert {each.cell: each.why for each in taken.account.left()} == {"C2": "a formula whose value is not in the file"}


CELLS = {
    "Country": ["Kenya", "Serbia*", "KOR", "Congo", "Narnia", "", "n/a", "Total", "  Mali ", "Côte d’Ivoire"],
    "Vendor": ["Huawei", "ZTE; NEC", "Acme", "", "-", "Huawei and others", "Total", "Dahua Technology"],
    "Technology": ["facial recognition", "Safe city", "payroll", "", "?"],
    "Year": ["2018", "2019–", "05/06/2021", "soon", "", "Q3 2020", "FY2021/22"],
    "Cameras": ["50+", "1.000", "~60", "", "n/a", "many", "12"],
    "Remarks": ["", "see note", "Source: own"],
}


@settings(max_examples=30)
@given(
    rows=st.lists(st.tuples(*(st.sampled_from(cells) for cells in CELLS.values())), min_size=1, max_size=12),
    blank=st.lists(st.integers(0, 12), max_size=3),
    title=st.booleans(),
)
def test_every_claim_points_back_to_its_cell_and_every_row_without_one_is_left_out_cell_by_cell(
    rows: list[tuple[str, ...]], blank: list[int], title: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("made")
    table: list[list[object]] = [["Deployments"], []] if title else []
    table.append([*CELLS])
    table.extend(list[object](row) for row in rows)
    table.append(["Kenya", "Huawei", "Safe city", "2018", "12", ""])
    head = 3 if title else 1
    for place in sorted(blank, reverse=True):
        table.insert(head + min(place, len(rows)), [])
    taken = workbooks.imported(workbooks.as_csv(folder / "desk.csv", table), folder / "sources")
    left = workbooks.left(taken)
    names = list(CELLS)
    made: set[int] = set()
    for claim in workbooks.claims(taken):
        given = dict(claim.locator)
        number = int(given["row"])
        made.add(number)
        assert number > head
        assert table[number - 1][names.index(given["column"])] == given["cell"]
        assert "Total" not in table[number - 1][:2]
    for number, cells in enumerate(table[head:], head + 1):
        filled = {f"{letters(place)}{number}" for place, cell in enumerate(cells, 1) if str(cell).strip()}
        if number not in made:
            assert filled <= left
        elif "" not in cells[5:]:
            assert f"F{number}" in left
