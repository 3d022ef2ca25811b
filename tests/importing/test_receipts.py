"""Comments on cells and the addresses to which cells lead: part of the receipt of the claims that rest on them."""

from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
from openpyxl.comments import Comment

import kg
from kg.evidence.claim import Claim, quads
from kg.evidence.receipt import receipts
from kg.graph import inference, pipeline
from kg.namespace import iri
from kg.overlay import workspace
from kg.setting import use
from kg.site import page
from kg.site.resource import Library
from kg.tables import original
from kg.verbs import console
from tests.importing import workbooks
from tests.importing.test_struck import opendocument

REPORT = "https://report.example/a?b=1&c=2"


def book(path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["Country", "Vendor", "Technology", "Year", "Link"],
        ["Kenya", "Huawei", "safe city", 2018, "Report"],
        ["Mali", "ZTE", "safe city", 2019, "https://other.example/1"],
        ["Peru", "NEC", "facial recognition", 2020, None],
    ]
    for row in rows:
        sheet.append(row)
    sheet["B2"].comment = Comment("As the annual report has it,\nby phone", "AB")
    sheet["D2"].comment = Comment("opened in May", "AB")
    sheet["E2"].hyperlink = REPORT
    sheet["B3"].hyperlink = "https://vendor.example/mali"
    sheet["E3"].hyperlink = "https://other.example/1"
    sheet["A4"] = '=HYPERLINK("https://formula.example/x","Peru")'
    sheet["B4"].hyperlink = "#Sheet2!A1"
    sheet["A1"].comment = Comment("where it stands", "AB")
    made.save(path)
    return path


def read(path: Path) -> dict[str, Claim]:
    taken = workbooks.imported(path, path.parent / "sources")
    return {f"{dict(c.locator)['column']} {dict(c.locator)['row']}": c for c in workbooks.claims(taken)}


def test_a_comment_and_an_address_are_part_of_the_locator_of_each_claim_that_rests_on_their_cell(
    tmp_path: Path,
) -> None:
    found = {place: dict(claim.locator) for place, claim in read(book(tmp_path / "desk.xlsx")).items()}
    assert found["Vendor 2"]["comment"] == "As the annual report has it, by phone · on D2: opened in May"
    assert found["Technology 2"]["comment"] == "on D2: opened in May"
    assert found["Vendor 2"]["citation"] == f"Report; {REPORT}"
    assert found["Vendor 3"]["citation"] == "https://other.example/1; https://vendor.example/mali"
    assert found["Technology 3"]["citation"] == "https://other.example/1"
    assert not any("comment" in each for place, each in found.items() if not place.endswith(" 2"))


def test_an_address_is_found_in_relations_and_formulas_and_no_place_in_the_workbook_is_one(tmp_path: Path) -> None:
    (sheet,) = original.opened(book(tmp_path / "desk.xlsx")).sheets
    assert sheet.links == {
        (2, 5): REPORT,
        (3, 2): "https://vendor.example/mali",
        (3, 5): "https://other.example/1",
        (4, 1): "https://formula.example/x",
    }


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "mailto:desk@example.org"])
def test_what_is_no_address_of_the_web_is_none(target: str, tmp_path: Path) -> None:
    made = openpyxl.load_workbook(book(tmp_path / "desk.xlsx"))
    made.worksheets[0]["B2"].hyperlink = target
    made.save(tmp_path / "other.xlsx")
    (sheet,) = original.opened(tmp_path / "other.xlsx").sheets
    assert (2, 2) not in sheet.links


def test_opendocument_gives_comments_and_addresses_alike(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string">{more}<text:p>{text}</text:p></table:table-cell>'

    linked = (
        f'<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{REPORT.replace("&", "&amp;")}">ZTE</text:a>'
    )
    note = "<office:annotation><text:p>by phone</text:p></office:annotation>"
    rows = ["".join(map(cell, ("Country", "Vendor"))), cell("Kenya") + cell(linked, note), cell("Mali") + cell("NEC")]
    path = opendocument(tmp_path / "desk.ods", rows)
    found = dict(read(path)["Vendor 2"].locator)
    assert (found["comment"], found["citation"]) == ("by phone", REPORT)


def test_a_receipt_shows_a_comment_and_cuts_a_long_one(tmp_path: Path) -> None:
    claim = read(book(tmp_path / "desk.xlsx"))["Vendor 2"]
    long = claim._replace(locator=tuple({**dict(claim.locator), "comment": "é" * 900}.items()))
    titled = f'<{iri("source:desk")}> <{iri("dcterms:title")}> "Desk"@en <{iri("graph:desk")}> .\n'
    store = ox.Store()
    store.load(("".join(quads([claim, long])) + titled).encode(), format=ox.RdfFormat.N_QUADS)
    told = receipts(store, [claim.iri, long.iri])
    assert "cell “Huawei”, comment “As the annual report has it, by phone · on D2: opened in May”, Report; " in str(
        told[claim.iri]
    )
    assert f"comment “{'é' * 300}…”" in told[long.iri].place


def test_why_and_the_pages_of_a_claim_and_its_place_show_comment_and_address(tmp_path: Path) -> None:
    made = workspace.new(tmp_path / "own", alone=True)
    kg.workspace(made)
    try:
        path = tmp_path / "desk.xlsx"
        sheets = openpyxl.Workbook()
        (sheet,) = sheets.worksheets
        for row in (["Country", "Vendor", "Link"], ["Kenya", "Example Intrusion", "Report"]):
            sheet.append(row)
        sheet["B2"].comment = Comment("by phone " * 100, "AB")
        sheet["C2"].hyperlink = REPORT
        sheets.save(path)
        workbooks.imported(path, made / "sources")
        store, report = pipeline.build()
        assert not report.findings
        why = "\n".join(
            console.proofs(store, inference.why(store, "vendor:example-intrusion", "ais:suppliesTo", "state:ken"))
        )
        assert f"cell “Example Intrusion”, comment “{('by phone ' * 100)[:300]}…”, Report; {REPORT}" in why
        library = Library(store)
        (claim,) = (name for name, each in library.receipts.items() if each.source == "desk")
        assert "comment “by phone" in page.html(library, claim)
        place = library.one(claim, iri("ais:evidence"))
        shown = page.html(library, place)
        assert ("by phone " * 100).strip() in shown
        assert REPORT.replace("&", "&amp;") in shown
    finally:
        use(None)
