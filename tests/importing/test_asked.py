"""What a table leaves to a person: buyers of no register, words for a time, notes of the workbook, keys of colors."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import PatternFill

from tests.importing import workbooks
from tests.importing.test_forms import ods, text
from tests.importing.test_remarks import HEAD, table, told

ROWS: list[list[object]] = [["Kenya", "NEC"], ["Mali", "ZTE"]]
BOTH = {"ken nec", "mli zte"}


def noted(folder: Path, *lines: str, rows: list[list[object]] = ROWS) -> Path:
    """Return a workbook of a table and a sheet of notes."""
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in [HEAD, *rows]:
        made.active.append(row)
    notes = made.create_sheet("Notes")
    for line in lines:
        notes.append([line])
    made.save(folder / "desk.xlsx")
    return folder / "desk.xlsx"


@pytest.mark.parametrize(
    ("heading", "buyer"),
    [
        ("Customer", "Acme Retail Ltd"),
        ("User", "a supermarket chain"),
        ("Buyer", "Shoprite"),
        ("Agency", "Central Savings Bank"),
        ("Cliente", "Supermercados Sol"),
    ],
)
def test_a_supply_to_a_buyer_who_may_be_no_body_of_the_state_is_asked(heading: str, buyer: str, tmp_path: Path) -> None:
    found, left, taken = table(tmp_path, [*HEAD, heading], ["Kenya", "NEC", buyer], ["Mali", "ZTE", ""])
    assert found == {"mli zte"}
    assert f"who bought it, {buyer!r}," in left["B2"]
    assert buyer in {name for _, name in taken.account.open}


@pytest.mark.parametrize(
    ("heading", "buyer"),
    [
        ("User", "Ministry of Interior"),
        ("Agency", "KNX"),
        ("Заказчик", "МВД"),
        ("用户", "内罗毕市公安局"),
        ("Buyer", "n/a"),
    ],
)
def test_a_supply_to_a_body_of_the_state_is_one_to_the_state(heading: str, buyer: str, tmp_path: Path) -> None:
    assert table(tmp_path, [*HEAD, heading], ["Kenya", "NEC", buyer], ["Mali", "ZTE", ""])[0] == BOTH


@pytest.mark.parametrize("words", ["plan", "unter Vorbehalt", "nach der Wahl", "perhaps next year", "选举之后"])
def test_words_that_are_no_time_in_a_column_of_times_leave_the_row_to_be_asked(words: str, tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, [*HEAD, "Year"], ["Kenya", "NEC", words], ["Mali", "ZTE", "2019"])
    assert found == {"mli zte"}
    assert {"B2", "C2"} <= left.keys()


def test_a_time_in_figures_that_is_not_read_leaves_the_claim_without_one(tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, [*HEAD, "Year"], ["Kenya", "NEC", "05/06/2021"], ["Mali", "ZTE", "NA"])
    assert found == BOTH
    assert "C2" in left


@pytest.mark.parametrize(
    "line",
    [
        "All entries are unconfirmed unless said otherwise.",
        "Sofern nicht anders angegeben, sind alle Einträge unbestätigt.",
        "Salvo indicación en contrario, contratos cancelados",
    ],
)
def test_what_notes_say_of_all_rows_takes_them_back_until_the_mapping_lifts_it(line: str, tmp_path: Path) -> None:
    path = noted(tmp_path, "Compiled in May", line)
    found, left, taken = told(path)
    assert not found
    assert "the note Notes!A2" in left["B2"]
    lies = taken.files[1]
    lies.write_text(lies.read_text("utf-8").replace("\n[[table]]", '\n[[table]]\ntitle = "read"'), "utf-8")
    assert told(path)[0] == BOTH


def test_notes_that_all_is_planned_make_plans(tmp_path: Path) -> None:
    assert told(noted(tmp_path, "All projects are planned."))[0] == {f"~{each}" for each in BOTH}


def test_notes_that_are_not_understood_are_quoted(tmp_path: Path) -> None:
    lines = ("Rejected bids are not included.", "Years are those of the signature.")
    found, _, taken = told(noted(tmp_path, "Notes", *lines))
    assert found == BOTH
    assert [(each.sheet, each.cell, each.why) for each in taken.account.remarks] == [
        ("Notes", "A2", lines[0]),
        ("Notes", "A3", lines[1]),
    ]


def test_a_sheet_that_says_what_codes_mean_is_no_table_of_states(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in ([*HEAD, "Type"], ["Kenya", "NEC", "SC"], ["Mali", "ZTE", "FR"]):
        made.active.append(row)
    key = made.create_sheet("Legend")
    for row in (["Code", "Meaning"], ["SC", "Safe city"], ["FR", "Facial recognition"]):
        key.append(row)
    made.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert {(claim.kind, dict(claim.locator)["sheet"]) for claim in workbooks.claims(taken)} == {("Supply", "Sheet")}
    assert "Legend" in taken.account.sheets


def test_a_key_of_colored_cells_beside_the_rows_is_said_of_rows_with_the_color_and_of_no_other(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    green, red = (PatternFill("solid", fgColor=color) for color in ("FF99FF99", "FFFF9999"))
    rows: list[list[object]] = [
        [*HEAD, None, "Key", None],
        ["Kenya", "NEC", None, None, "confirmed"],
        ["Mali", "ZTE", None, None, "refuted"],
        ["Peru", "NEC"],
        ["Chad", "ZTE"],
    ]
    for row in rows:
        sheet.append(row)
    for cells, fill in ((("A2", "B2", "D2", "A3", "B3", "A5", "B5"), green), (("D3", "A4", "B4"), red)):
        for cell in cells:
            sheet[cell].fill = fill
    made.save(tmp_path / "desk.xlsx")
    found, left, _ = told(tmp_path / "desk.xlsx")
    assert found == {"ken nec", "mli zte", "tcd zte"}
    assert "E3 says that red means 'refuted'" in left["B4"]
    assert left["E2"] == left["E3"] == "it says what a color means"


def test_a_row_of_which_it_is_not_said_that_it_is_kept_makes_no_claim(tmp_path: Path) -> None:
    rows = [
        ["y", "Kenya", "NEC"],
        ["n", "Mali", "ZTE"],
        ["?", "Peru", "NEC"],
        ["", "Chad", "ZTE"],
        ["Y", "Togo", "NEC"],
    ]
    found, left, _ = table(tmp_path, ["Include?", *HEAD], *rows)
    assert found == {"ken nec", "tgo nec"}
    assert {"C3", "C4", "C5"} <= left.keys()


def test_a_row_of_numbers_of_cells_is_one_of_totals(tmp_path: Path) -> None:
    rows = [["Huawei", 2014, 2015], ["ZTE", "", 2010], ["n", 1, 2]]
    found, left, _ = table(tmp_path, ["Vendor", "Kenya", "Uganda"], *rows)
    assert found == {"ken huawei", "uga huawei", "uga zte"}
    assert left["B4"] == "a row of totals"


def test_a_letter_that_a_cell_of_its_own_text_raises_is_a_footnote(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    raised = InlineFont(vertAlign="superscript")
    sheet.append([*HEAD, "Year"])
    sheet.append([CellRichText("Kenya", TextBlock(raised, "a")), "NEC", 2019])
    sheet.append(["Mali", "ZTE", CellRichText("2018", TextBlock(raised, "b"))])
    sheet.append([])
    sheet.append(["a  Contract annulled before installation."])
    sheet.append(["b  As reported by the vendor."])
    made.save(tmp_path / "desk.xlsx")
    found, left, taken = told(tmp_path / "desk.xlsx")
    assert found == {"mli zte"}
    assert "a Contract annulled" in left["B2"]
    assert [each.why for each in taken.account.remarks] == ["b As reported by the vendor."]


def test_a_mark_that_a_style_of_opendocument_raises_is_no_part_of_a_name_or_a_year(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    mark = '<text:span text:style-name="up">{}</text:span>'
    rows = [
        [text("Country"), text("Vendor"), text("Year")],
        [text(f"Kenya{mark.format(1)}"), text("NEC"), text(f"2019{mark.format(2)}")],
        [text("Mali"), text(f"ZTE{mark.format(1)}"), text("2018")],
        [],
        [text("1 cancelled in 2021")],
    ]
    path = ods(tmp_path / "desk.ods", styles, rows)
    found, left, _ = told(path)
    assert not found
    assert "1 cancelled in 2021" in left["B2"]
    plain = ods(tmp_path / "plain.ods", styles, rows[:3])
    taken = workbooks.imported(plain, tmp_path / "others")
    years = {dict(claim.roles).get("heldAt", "") for claim in workbooks.claims(taken)}
    assert {workbooks.short(each) for each in years} == {"2018", "2019"}


def test_a_table_in_a_text_file_of_any_encoding_is_no_text_of_its_source(tmp_path: Path) -> None:
    path = tmp_path / "contratos.txt"
    path.write_text("País\tEmpresa\nPerú\tNEC\nMalí\tZTE\n", encoding="utf-16")
    assert told(path)[0] == {"per nec", "mli zte"}


def test_a_heading_of_a_section_that_is_a_waiting_list_makes_no_claim_that_is_asserted(tmp_path: Path) -> None:
    found, _, _ = table(
        tmp_path, [*HEAD, "Year"], ["Kenya", "NEC", "2019"], [], ["Waiting list"], ["Mali", "ZTE", "2026"]
    )
    assert found == {"ken nec", "~mli zte"}


@pytest.mark.parametrize("heading", ["Removed?", "Discontinued", "Stopped", "Contract cancelled?"])
def test_a_row_that_is_removed_makes_no_claim_however_it_is_said(heading: str, tmp_path: Path) -> None:
    rows = [["Kenya", "NEC", "yes, Sept 2022"], ["Mali", "ZTE", "no"], ["Peru", "NEC", ""]]
    assert table(tmp_path, [*HEAD, heading], *rows)[0] == {"mli zte", "per nec"}


@pytest.mark.parametrize(
    ("heading", "no"),
    [
        ("Läuft noch?", "nein"),
        ("Toujours en service ?", "non"),
        ("Działa", "nie"),
        ("Работает?", "нет"),
        ("Still running", "no"),
    ],
)
def test_a_row_that_is_not_running_makes_no_claim_in_any_language(heading: str, no: str, tmp_path: Path) -> None:
    rows = [["Kenya", "NEC", "yes"], ["Mali", "ZTE", no], ["Peru", "NEC", "yes"]]
    assert table(tmp_path, [*HEAD, heading], *rows)[0] == {"ken nec", "per nec"}


def test_goods_that_are_no_technology_leave_their_supply_to_be_asked(tmp_path: Path) -> None:
    rows = [["Kenya", "NEC", "5G network"], ["Mali", "ZTE", "facial recognition"], ["Peru", "Thales", "sonar"]]
    found, left, taken = table(tmp_path, [*HEAD, "Goods"], *rows)
    assert found == {"mli zte"}
    assert {"C2", "C4"} <= left.keys()
    assert {name for _, name in taken.account.open} == {"5G network", "sonar"}


def test_a_cell_of_several_names_that_is_put_in_question_is_asked_whole(tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, HEAD, ["Kenya", "Huawei/ZTE?"], ["Mali", "Huawei, ZTE"])
    assert found == {"mli huawei", "mli zte"}
    assert left["B2"] == "'Huawei/ZTE?' is put in question"


RULED = """State           Vendor(s)           Tech                Year
--------------  ------------------  ------------------  ----
Serbia          Huawei              facial recognition  2019
Bosnia & Herz.  -                   -                   -
N. Macedonia    Hikvision + Dahua   video surveillance  2018

* designation without prejudice
"""


def test_a_pasted_table_whose_cells_stand_below_each_other_is_read_by_its_rule_of_dashes(tmp_path: Path) -> None:
    path = tmp_path / "pasted.txt"
    path.write_text(RULED, encoding="utf-8")
    found, left, taken = told(path)
    assert found == {"srb huawei", "mkd hikvision", "mkd dahua"}
    assert left["B4"] == "it says that nothing is known"
    assert {dict(claim.locator)["row"] for claim in workbooks.claims(taken)} == {"3", "5"}


def test_a_line_that_does_not_keep_to_the_columns_of_its_rule_makes_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "pasted.txt"
    path.write_text(RULED + "Federation of Saint Kitts and Nevis, Huawei\n", encoding="utf-8")
    assert told(path)[0] == {"srb huawei", "mkd hikvision", "mkd dahua"}


def test_evidence_that_is_a_rumor_takes_its_row_back(tmp_path: Path) -> None:
    rows = [["Kenya", "NEC", "press report"], ["Mali", "ZTE", "rumour"]]
    assert table(tmp_path, [*HEAD, "Evidence"], *rows)[0] == {"ken nec"}


@pytest.mark.parametrize("heading", ["Competitors that lost", "Kandidaten", "Other bidders", "Shortlist"])
def test_a_section_of_those_who_lost_makes_no_claim(heading: str, tmp_path: Path) -> None:
    assert table(tmp_path, HEAD, ["Kenya", "NEC"], [], [heading], ["Mali", "ZTE"])[0] == {"ken nec"}


def test_the_heading_of_a_section_that_is_not_understood_is_quoted_and_a_part_of_the_world_is_not(
    tmp_path: Path,
) -> None:
    rows = [["Kenya", "NEC"], [], ["Latin America & Caribbean"], ["Peru", "ZTE"], [], ["Pink list"], ["Mali", "ZTE"]]
    found, _, taken = table(tmp_path, HEAD, *rows)
    assert found == {"ken nec", "per zte", "mli zte"}
    assert [(each.cell, each.why) for each in taken.account.remarks] == [("A7", "Pink list")]


@pytest.mark.parametrize("heading", ["Runner-up", "Defeated bidder", "Unterlegener Bieter", "Second placed"])
def test_a_column_of_those_who_lost_makes_no_claim(heading: str, tmp_path: Path) -> None:
    found, left, _ = table(
        tmp_path, ["Country", "Winner", heading], ["Kenya", "NEC", "Huawei"], ["Mali", "ZTE", "Dahua"]
    )
    assert found == BOTH
    assert {"C2", "C3"} <= left.keys()


def test_a_row_of_which_its_writer_is_not_sure_is_not_asserted(tmp_path: Path) -> None:
    rows = [["Kenya", "NEC", "yes"], ["Mali", "ZTE", "no"], ["Peru", "NEC", "not really"], ["Chad", "ZTE", "50%"]]
    found, _, _ = table(tmp_path, [*HEAD, "Sure?"], *rows)
    assert [each for each in found if each[0] not in "~!"] == ["ken nec"]
