"""Marks of footnotes that a workbook raises by a font, as spreadsheet programs do, and no sign of their own shows."""

import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.importing import workbooks

RAISED = InlineFont(vertAlign="superscript")
SHARED = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def raised(text: str, mark: str) -> CellRichText:
    return CellRichText(text, TextBlock(RAISED, mark))


def book(path: Path, rows: list[list[object]]) -> Path:
    """Write rows as Excel does: texts in a table of their own, to which the cells point."""
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    made.save(path)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    texts: list[str] = []

    def shared(match: re.Match[str]) -> str:
        texts.append(match[1])
        return f't="s"><v>{len(texts) - 1}</v></c>'

    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', shared, parts[sheet])
    told = "".join(f"<si>{text}</si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{told}</sst>'
    types, led = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    if "sharedStrings" not in parts[types]:
        parts[types] = parts[types].replace(
            "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED}"/></Types>'
        )
    if "sharedStrings" not in parts[led]:
        one = f'<Relationship Id="rIdTexts" Type="{KIND}" Target="/xl/sharedStrings.xml"/>'
        parts[led] = parts[led].replace("</Relationships>", f"{one}</Relationships>")
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return path


def test_a_raised_mark_is_no_part_of_a_name_a_year_or_a_figure(tmp_path: Path) -> None:
    names = ["Country", "Vendor", "Year", "Cameras"]
    rows: list[list[object]] = [
        list(names),
        [raised("Kenya", "1"), "Huawei", raised("2019", "3"), raised("1800", "1")],
        ["Ghana", raised("Huawei", "2"), 2018, 900],
        ["Togo", "NEC", 2017, 5],
        [],
        ["1 Planned."],
        ["2 Not confirmed by the government."],
        ["3 Date of signature."],
    ]
    taken = workbooks.imported(book(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    assert {workbooks.told(claim, names) for claim in workbooks.claims(taken)} == {
        "Supply heldAt=2019 recipient=state:ken supplier=vendor:huawei (planInStatement) @ B2",
        "CountObservation counted=quantity:cameras heldAt=2019 jurisdiction=state:ken supplier=vendor:huawei 1800..1800"
        " (planInStatement) @ D2",
        "Supply heldAt=2017 recipient=state:tgo supplier=vendor:nec @ B4",
        "CountObservation counted=quantity:cameras heldAt=2017 jurisdiction=state:tgo supplier=vendor:nec 5..5 @ D4",
    }
    assert {"A3", "B3"} <= workbooks.left(taken)
