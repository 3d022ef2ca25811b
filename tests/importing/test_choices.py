"""Sheets whose rows say nothing together, or are not meant: lists of choices, logs of changes, hypotheses."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.importing import workbooks

DATA: list[list[object]] = [
    ["Country", "Vendor", "Technology"],
    ["Kenya", "Huawei", "Safe city"],
    ["Serbia", "Dahua", "Facial recognition"],
    ["Mali", "Huawei", "Safe city"],
    ["Kenya", "ZTE", "Smart policing"],
]
LISTS: list[list[object]] = [
    ["Albania", "Dahua", "Facial recognition"],
    ["Bolivia", "Hikvision", "Safe city"],
    ["Chad", "Huawei", "Smart policing"],
    ["Denmark", "IBM", None],
    ["Egypt", None, None],
]


def book(**sheets: list[list[object]]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def told(made: openpyxl.Workbook, tmp_path: Path) -> tuple[set[str], dict[str, str]]:
    """Return the sheets of which claims are made, and those that are left out with the reason."""
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    return {dict(claim.locator)["sheet"] for claim in workbooks.claims(taken)}, taken.account.sheets


@pytest.mark.parametrize("name", ["Sheet2", "Ref", "Menu & co"])
@pytest.mark.parametrize("headings", [["Country", "Vendor", "Technology"], ["Countries", "Vendors", "Technologies"]])
def test_lists_beside_each_other_headed_as_the_table_are_no_rows(
    name: str, headings: list[object], tmp_path: Path
) -> None:
    found, left = told(book(Data=DATA, **{name: [headings, *LISTS]}), tmp_path)
    assert found == {"Data"}
    assert "what can be chosen" in left[name]


@pytest.mark.parametrize("named", [True, False])
def test_a_sheet_from_which_menus_take_their_choices_is_no_table(named: bool, tmp_path: Path) -> None:
    full: list[list[object]] = [[*row[:2], "Safe city"] for row in LISTS]
    made = book(Data=DATA, **{"Sheet 2": [DATA[0], *full]})
    for letter, name in (("A", "countries"), ("B", "vendors")):
        block = f"'Sheet 2'!${letter}$2:${letter}$6"
        if named:
            made.defined_names[name] = DefinedName(name, attr_text=block)
        menu = DataValidation("list", formula1=name if named else block)
        menu.add(f"{letter}2:{letter}99")
        made["Data"].add_data_validation(menu)
    found, left = told(made, tmp_path)
    assert found == {"Data"}
    assert "what can be chosen" in left["Sheet 2"]


def test_a_table_that_ends_without_a_vendor_is_a_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [DATA[0], *LISTS]
    found, left = told(book(Data=rows), tmp_path)
    assert found == {"Data"}
    assert not left


def test_a_second_table_with_notes_below_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [*DATA[:3], ["Source: ministries"], ["Asked in May"], ["By hand"], ["See the desk"]]
    assert told(book(Data=DATA, Again=rows), tmp_path) == ({"Data", "Again"}, {})


def test_a_second_table_whose_texts_come_again_or_whose_rows_are_full_is_read(tmp_path: Path) -> None:
    full: list[list[object]] = [DATA[0], *(row[:2] for row in LISTS[:4])]
    found, left = told(book(Data=DATA, Again=[*DATA, ["Peru", None, None]], Full=full), tmp_path)
    assert found == {"Data", "Again", "Full"}
    assert not left


def test_a_table_of_which_one_column_is_a_menu_elsewhere_is_read(tmp_path: Path) -> None:
    made = book(Data=DATA, Form=[DATA[0], ["Peru", "IBM", "Safe city"]])
    menu = DataValidation("list", formula1="Data!$A$2:$A$5")
    menu.add("A2:A9")
    made["Form"].add_data_validation(menu)
    assert told(made, tmp_path)[0] == {"Data", "Form"}


@pytest.mark.parametrize(
    "name",
    [
        *("Lists", "Dropdown lists", "Lookup", "Choices", "Data validation", "Change log", "Changelog", "Changes 2023"),
        *(
            "Version history",
            "Hypotheses",
            "Predictions 2024",
            "Model output",
            "Simulated data",
            "Scenario B",
            "Backlog",
        ),
        *(
            "Wishlist",
            "Parking lot",
            "Negatives",
            "Control group",
            "Sandbox",
            "Szenario 2",
            "Hypothèses",
            "Predicciones",
        ),
    ],
)
def test_a_sheet_whose_name_says_that_its_rows_are_not_meant_makes_no_claim(name: str, tmp_path: Path) -> None:
    found, left = told(book(Data=DATA, **{name: DATA}), tmp_path)
    assert found == {"Data"}
    assert "title = 'read'" in left[name]


@pytest.mark.parametrize("name", ["Sheet1", "List of deployments", "Border control", "Results", "Exchange", "2023"])
def test_a_sheet_with_another_name_is_read(name: str, tmp_path: Path) -> None:
    assert told(book(Data=DATA, **{name: DATA}), tmp_path)[0] == {"Data", name}


def test_what_a_list_of_sources_says_against_one_is_quoted_and_its_other_rows_are_not(tmp_path: Path) -> None:
    sources: list[list[object]] = [
        ["No.", "Source", "Link", "Comment"],
        [1, "Daily News of the capital", "https://news.example/1", None],
        [2, "Weekly paper", "https://news.example/2", "retracted by the paper"],
        [3, "Blog", "https://blog.example/not-confirmed", None],
    ]
    book(Data=DATA, Sources=sources).save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert [(each.sheet, each.row) for each in taken.account.remarks] == [("Sources", 3)]
    assert "retracted by the paper" in taken.account.remarks[0].why
