"""Colors of cells: told with their number, and where a legend gives them a meaning, no row with one is asserted."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from kg.importing import summary
from kg.tables import color
from tests.importing.test_remarks import HEAD, told

RED, YELLOW, GREEN = "FFFF0000", "FFFFFF99", "FF92D050"
ROWS: list[list[object]] = [HEAD, ["Kenya", "NEC"], ["Mali", "ZTE"], ["Peru", "Dahua"]]


def book(
    folder: Path, fills: dict[str, str], *more: list[object], letters: dict[str, str] | None = None, other: str = ""
) -> Path:
    """Return a workbook whose cells have backgrounds, letters of a color, and more rows below a blank one."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in [*ROWS, [], *more]:
        sheet.append(row)
    for cell, rgb in fills.items():
        sheet[cell].fill = PatternFill("solid", fgColor=rgb)
    for cell, rgb in (letters or {}).items():
        sheet[cell].font = Font(color=rgb)
    if other:
        made.create_sheet("Legend").append([other])
    path = folder / "desk.xlsx"
    made.save(path)
    return path


ALL = {"ken nec", "mli zte", "per dahua"}


def test_backgrounds_without_a_legend_are_told_with_their_number(tmp_path: Path) -> None:
    path = book(tmp_path, {"A1": GREEN, "A3": RED, "B3": RED, "B4": YELLOW})
    found, _, taken = told(path)
    assert found == ALL
    assert dict(taken.account.fills) == {"red": 2, "yellow": 1}
    assert "3  cells with a background, which is not read: red 2, yellow 1" in summary.as_text(taken)


@pytest.mark.parametrize(
    "legend",
    [
        ["Red = contract cancelled"],
        ["red: not confirmed"],
        ["Red cells are planned"],
        ["Rot", "gekündigt"],
        ["Rouge = résilié"],
        ["Rojo: cancelado"],
        ["Vermelho = cancelado"],
        ["Legend: red means under review"],
    ],
)
def test_a_row_with_a_color_that_a_legend_explains_makes_no_claim(legend: list[object], tmp_path: Path) -> None:
    path = book(tmp_path, {"B3": RED, "A4": GREEN}, legend)
    found, left, taken = told(path)
    assert found == {"ken nec", "per dahua"}
    assert "it has a color, and Sheet!A6 says that red means" in left["B3"]
    lies = taken.files[1]
    lies.write_text(lies.read_text("utf-8").replace("\n[[table]]", '\n[[table]]\ncolors = "read"'), "utf-8")
    assert told(path)[0] == ALL


def test_a_legend_beside_the_table_or_on_another_sheet_counts(tmp_path: Path) -> None:
    path = book(tmp_path, {"B3": RED}, other="Red = cancelled")
    assert told(path)[0] == {"ken nec", "per dahua"}
    (tmp_path / "beside").mkdir()
    path = book(tmp_path / "beside", {"B3": RED})
    made = openpyxl.load_workbook(path)
    made.worksheets[0]["H2"] = "red = cancelled"
    made.save(path)
    assert told(path)[0] == {"ken nec", "per dahua"}


def test_a_cell_with_the_color_that_says_cancelled_is_a_legend(tmp_path: Path) -> None:
    found, _, _ = told(book(tmp_path, {"A2": YELLOW, "A7": YELLOW}, [], ["Unconfirmed contracts"]))
    assert "ken nec" not in found


def test_a_legend_of_what_is_so_stops_nothing(tmp_path: Path) -> None:
    assert told(book(tmp_path, {"B3": GREEN}, ["Green = confirmed"]))[0] == ALL


def test_letters_of_a_color_that_a_legend_explains_count_as_well(tmp_path: Path) -> None:
    path = book(tmp_path, {}, ["Red text = rumoured"], letters={"A2": RED})
    assert told(path)[0] == {"mli zte", "per dahua"}


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        *(
            ("FFFFC7CE", "red"),
            ("FFF4B084", "yellow"),
            ("FF00B050", "green"),
            ("#4472c4", "blue"),
            ("7030A0", "purple"),
        ),
        *(("FFFFFF", ""), ("000000", "black"), ("808080", "gray"), ("nothing", "")),
    ],
)
def test_a_color_has_the_plain_name_that_people_give_it(rgb: str, name: str) -> None:
    assert color.name(rgb) == name


@pytest.mark.parametrize(
    "text", ["Green Ltd", "Red Hat: supplier", "Redmond = city", "black market", "Blue Coat = vendor"]
)
def test_a_name_that_holds_a_color_is_no_legend(text: str) -> None:
    told = color.legend([text])
    assert told is None or text.startswith(("Red Hat", "Blue Coat"))


STRIKE = DifferentialStyle(font=Font(strike=True))


def conditional(folder: Path, rule: Rule, block: str = "A2:B4") -> tuple[set[str], dict[str, str]]:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row, state in zip(ROWS, ("State", "in use", "cancelled", "in use"), strict=True):
        sheet.append([*row, state if state == "State" else "", state])
    sheet["C1"], sheet["D1"] = "Internal", "Internal code"
    sheet.conditional_formatting.add(block, rule)
    made.save(folder / "desk.xlsx")
    found, left, _ = told(folder / "desk.xlsx")
    return found, left


@pytest.mark.parametrize(
    "formula",
    [
        '$D2="cancelled"',
        '=$D2="CANCELLED"'.removeprefix("="),
        'LOWER($D2)="cancelled"',
        'ISNUMBER(SEARCH("cancel",$D2))',
        'OR($D2="x",$D2="cancelled")',
        'AND($D2<>"in use",$A2<>"")',
    ],
)
def test_a_conditional_format_that_strikes_through_takes_back_where_its_condition_holds(
    formula: str, tmp_path: Path
) -> None:
    found, left = conditional(tmp_path, Rule(type="expression", formula=[formula], dxf=STRIKE))
    assert found == {"ken nec", "per dahua"}
    assert left["B3"]


def test_a_conditional_format_of_the_cell_itself_strikes_it_through(tmp_path: Path) -> None:
    found, _ = conditional(tmp_path, Rule(type="cellIs", operator="equal", formula=['"ZTE"'], dxf=STRIKE))
    assert found == {"ken nec", "per dahua"}


@pytest.mark.parametrize("formula", ["MOD(ROW(),2)=0", "VLOOKUP($A2,Other!A:B,2,0)=1", '$D$1="x"', "$D3=1"])
def test_what_a_condition_that_is_not_read_may_strike_through_is_left_out_by_name(formula: str, tmp_path: Path) -> None:
    found, left = conditional(tmp_path, Rule(type="expression", formula=[formula], dxf=STRIKE))
    assert not found
    assert "struck" in left["B2"] or "may strike it through" in left["B2"]


def test_a_conditional_format_that_colors_is_told(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    style = DifferentialStyle(fill=PatternFill(bgColor=RED))
    rule = Rule(type="expression", formula=['$B2="ZTE"'], dxf=style)
    sheet.conditional_formatting.add("A2:B4", rule)
    made.save(tmp_path / "desk.xlsx")
    found, _, taken = told(tmp_path / "desk.xlsx")
    assert found == ALL
    assert "a conditional format colors cells of A2–B4, which is not read" in summary.as_text(taken)
