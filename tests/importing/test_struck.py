"""What is struck through or commented on in a workbook: it makes no claim in silence, and every comment is shown."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from kg.importing import summary
from tests.importing import workbooks

ROWS: list[list[object]] = [
    ["Country", "Vendor", "Year"],
    ["Kenya", "Huawei", 2018],
    ["Mali", "ZTE", 2019],
    ["Peru", "NEC", 2020],
    ["Chile", "IBM", 2021],
]
NAMES = ["Country", "Vendor", "Year"]
STRUCK = Font(strike=True)


def book() -> tuple[openpyxl.Workbook, Any]:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    for row in ROWS:
        sheet.append(row)
    return made, sheet


def taken(made: openpyxl.Workbook, folder: Path) -> tuple[set[str], dict[str, str], str]:
    """Return the claims, the cells left out with the reason, and the summary of a workbook."""
    made.save(folder / "desk.xlsx")
    found = workbooks.imported(folder / "desk.xlsx", folder / "sources")
    told = {workbooks.told(claim, NAMES) for claim in workbooks.claims(found)}
    return told, {each.cell: each.why for each in found.account.left()}, summary.as_text(found)


def supply(state: str, vendor: str, cell: str, year: str = "") -> str:
    return f"Supply {f'heldAt={year} ' if year else ''}recipient=state:{state} supplier=vendor:{vendor} @ {cell}"


def test_a_row_that_is_struck_through_makes_no_claim_and_each_cell_of_it_is_named(tmp_path: Path) -> None:
    made, sheet = book()
    for cell in sheet[3]:
        cell.font = STRUCK
    told, left, text = taken(made, tmp_path)
    assert told == {supply("ken", "huawei", "B2", "2018"), supply("per", "nec", "B4", "2020")} | {
        supply("chl", "ibm", "B5", "2021")
    }
    assert left == dict.fromkeys(("A3", "B3", "C3"), "a row that is struck through")
    assert "a row that is struck through: Sheet!A3–C3" in text


def test_a_cell_that_is_struck_through_is_not_read_and_no_claim_is_made_without_a_name_of_it(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["B2"].font = sheet["A3"].font = sheet["C4"].font = STRUCK
    told, left, _ = taken(made, tmp_path)
    assert told == {supply("per", "nec", "B4"), supply("chl", "ibm", "B5", "2021")}
    assert {cell for cell, why in left.items() if "struck through" in why} == {"B2", "A3", "C4"}
    assert {"A2", "C2", "B3", "C3"} < left.keys()


def test_a_name_of_which_a_part_is_struck_through_is_not_read(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["B2"] = CellRichText("Huawei; ", TextBlock(InlineFont(strike=True), "ZTE"))
    sheet["B3"] = CellRichText("Huawei", TextBlock(InlineFont(b=True), "; ZTE"))
    told, left, _ = taken(made, tmp_path)
    assert "Huawei" not in str({each for each in told if "state:ken" in each})
    assert {supply("mli", "huawei", "B3", "2019"), supply("mli", "zte", "B3", "2019")} < told
    assert "a part of it, is struck through" in left["B2"]


def test_a_merged_state_that_is_struck_through_takes_back_each_of_its_rows(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["A3"] = sheet["A4"] = None
    sheet.merge_cells("A2:A4")
    sheet["A2"].font = STRUCK
    told, left, _ = taken(made, tmp_path)
    assert told == {supply("chl", "ibm", "B5", "2021")}
    assert {"A2", "B2", "B3", "B4"} < left.keys()


@pytest.mark.parametrize(
    "said", ["RETRACTED", "this is wrong", "see correction below", "Author:\nnot confirmed!", "falsch"]
)
def test_a_comment_that_takes_back_leaves_its_row_out_and_is_named(said: str, tmp_path: Path) -> None:
    made, sheet = book()
    sheet["C3"].comment = Comment(said, "desk")
    told, left, text = taken(made, tmp_path)
    assert not any("state:mli" in each for each in told)
    assert len(told) == 3
    assert set(left) == {"A3", "B3", "C3"}
    assert "the comment on C3" in left["B3"]
    assert said.split()[-1] in text


def test_another_comment_is_shown_and_takes_nothing_from_its_row(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["B2"].comment = Comment("as the annual report has it", "desk")
    sheet["A1"].comment = Comment("where it was installed", "desk")
    told, left, text = taken(made, tmp_path)
    assert len(told) == 4
    assert left == {}
    assert "Sheet!B2: as the annual report has it" in text
    assert "Sheet!A1: where it was installed" in text


def test_a_comment_that_says_planned_makes_plans_of_the_claims_of_its_row(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["B2"].comment = Comment("planned", "desk")
    told, _, _ = taken(made, tmp_path)
    assert "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei (planInStatement) @ B2" in told


def test_a_comment_on_a_heading_that_takes_back_is_of_its_column(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["C1"].comment = Comment("wrong", "desk")
    told, left, _ = taken(made, tmp_path)
    assert supply("ken", "huawei", "B2") in told
    assert {"C2", "C3", "C4", "C5"} == left.keys()
    assert "the comment on C1" in left["C2"]


def test_what_is_struck_through_is_read_where_the_mapping_says_so(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["B2"].font = STRUCK
    sheet["B3"].comment = Comment("wrong", "desk")
    made.save(tmp_path / "desk.xlsx")
    workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    lies = tmp_path / "sources" / "desk.map.toml"
    lies.write_text(lies.read_text().replace("headings = [1]", 'headings = [1]\nwithdrawn = "read"'))
    found = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert found.account.claims == {"Supply": 4}


def test_a_number_is_read_with_the_signs_that_its_format_shows(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet: Any = made.active
    rows: list[list[object]] = [["Country", "Vendor", "Cameras"], ["Kenya", "Huawei", 50], ["Mali", "ZTE", 0.25]]
    for row in [*rows, ["Peru", "NEC", 7], ["Chad", "IBM", 1800]]:
        sheet.append(row)
    for cell, form in (("C2", '0"+"'), ("C3", "0%"), ("C4", '"~"0'), ("C5", "#,##0")):
        sheet[cell].number_format = form
    made.save(tmp_path / "desk.xlsx")
    found = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    counts = [each for each in workbooks.claims(found) if each.kind == "CountObservation"]
    assert [(dict(each.locator)["cell"], each.lower, each.upper) for each in counts] == [
        ("50+", 50, None),
        ("~7", 6, 8),
        ("1800", 1800, 1800),
    ]
    assert {each.cell: each.why for each in found.account.left()} == {"C3": "'25%' is no figure"}


STYLES = """<office:automatic-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">
<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="ce1" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>
<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="ce2" style:family="table-cell"
 style:parent-style-name="ce1"><style:text-properties style:text-line-through-style="none"/></style:style>
<style:style xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" style:name="T1" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
</office:automatic-styles>"""


def opendocument(path: Path, rows: list[str]) -> Path:
    """Write an OpenDocument file whose rows are written out in XML."""
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    told = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:table="{spaces}:table:1.0"
 xmlns:text="{spaces}:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">{STYLES}
<office:body><office:spreadsheet><table:table table:name="S">{told}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            "<manifest:file-entry"
            ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return path


def ods(text: str, style: str = "", more: str = "", inner: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    told = inner or f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string"{styled}>{more}{told}</table:table-cell>'


def test_opendocument_is_struck_through_and_commented_on_alike(tmp_path: Path) -> None:
    comment = "<office:annotation><dc:creator>A</dc:creator><text:p>{}</text:p></office:annotation>"
    rows = [
        ods("Country") + ods("Vendor"),
        ods("Kenya") + ods("Huawei", "ce2"),
        ods("Mali", "ce1") + ods("ZTE", "ce1"),
        ods("Peru") + ods("NEC", "ce1"),
        ods("Chile") + ods("IBM", more=comment.format("RETRACTED")),
        ods("Chad") + ods("Dahua", more=comment.format("from the report")),
        ods("Serbia") + ods("", inner='<text:p>Huawei; <text:span text:style-name="T1">ZTE</text:span></text:p>'),
    ]
    path = opendocument(tmp_path / "desk.ods", rows)
    found = workbooks.imported(path, tmp_path / "sources")
    told = {workbooks.told(claim, ["Country", "Vendor"]) for claim in workbooks.claims(found)}
    assert told == {supply("ken", "huawei", "B2"), supply("tcd", "dahua", "B6")}
    assert workbooks.left(found) == {"A3", "B3", "A4", "B4", "A5", "B5", "A7", "B7"}
    assert [(each.cell, each.why) for each in found.account.comments] == [
        ("B5", "RETRACTED"),
        ("B6", "from the report"),
    ]


def test_a_column_whose_heading_is_struck_through_is_left_out_and_named(tmp_path: Path) -> None:
    made, sheet = book()
    sheet["C1"].font = STRUCK
    told, left, _ = taken(made, tmp_path)
    assert told == {
        supply("ken", "huawei", "B2"),
        supply("mli", "zte", "B3"),
        supply("per", "nec", "B4"),
        supply("chl", "ibm", "B5"),
    }
    assert left == {f"C{row}": "its heading is struck through" for row in range(2, 6)}
