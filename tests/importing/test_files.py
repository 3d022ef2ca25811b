"""Files as people send them: those that are none of what they are called, and JSON in its shapes."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from kg.errors import SourceError
from kg.importing import clipboard, summary
from tests.importing import workbooks

HEAD: list[object] = ["Country", "Vendor"]


def packed(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return held.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1500
REFUSED = {
    "locked.xlsx": (OLE, "it is locked by a password, or a workbook of the old format; save it without a password"),
    "old.xls": (OLE, "cannot be read as a workbook"),
    "book.xlsb": (packed(xl__workbook="x"), "a file that ends in '.xlsb' is not read; save it as .xlsx"),
    "book.numbers": (packed(Index="x"), "a file that ends in '.numbers' is not read; save it as .xlsx"),
    "zip.xlsx": (packed(a="x"), "cannot be read as a workbook"),
    "page.xls": (b"<html><table><tr><td>Kenya</td></tr></table>", "it is a web page, not a table; open it in a"),
    "login.csv": (b"\xef\xbb\xbf\n<!DOCTYPE html><title>Log in</title>", "it is a web page, not a table; open it in a"),
    "none.csv": (
        b"Country,Vendor\n",
        "no row stands below its headings 'Country', 'Vendor'; name a file that has rows",
    ),
    "turned.csv": (
        b"Country,Kenya,Peru\nVendor,Huawei,NEC\nYear,2018,2019\n",
        "its headings stand in the first column",
    ),
    "pairs.csv": (b"Field,Value\nCountry,Kenya\nVendor,Huawei\n", "its headings stand in the first column; turn it"),
    "open.csv": (
        b'Country,Vendor,Note\nKenya,Huawei,"a\nPeru,NEC,b\nMali,ZTE,c\n',
        "line 2: a quotation mark is not closed",
    ),
    "amid.csv": (
        b'Country,Vendor,Note\nPeru,NEC,x\nKenya,Huawei,"a\nMali,ZTE,"c"\n',
        "line 3: a quotation mark is not closed",
    ),
    "exports.csv": (
        b"Country A,Country B,Vendor\nChina,Kenya,Huawei\nJapan,India,NEC\n",
        "no table of which claims can be",
    ),
    "broken.json": (b'[{"country": "Kenya",}]', "it is no JSON .*line 1, column 2"),
    "twice.json": (b'[{"country": "Kenya", "country": "Peru"}]', "an object has the name 'country' twice"),
    "numbers.json": (b"[1, 2]", "it holds no list of objects; write"),
    "linked.json": (b'{"@context": {}, "@graph": []}', "it is JSON-LD.*name it linked.jsonld to take it in as RDF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_which_nothing_can_be_made_is_one_line_that_says_what_to_do(name: str, tmp_path: Path) -> None:
    data, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=said) as refused:
        workbooks.imported(path, tmp_path / "sources")
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "sources").exists()


JSON: dict[str, tuple[object, set[str], dict[str, str]]] = {
    "a list of objects": (
        [{"country": "Kenya", "vendor": "Huawei", "year": 2018}, {"country": "Peru", "vendor": ["Dahua", "NEC"]}],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B1",
            "Supply recipient=state:per supplier=vendor:dahua @ B2",
            "Supply recipient=state:per supplier=vendor:nec @ B2",
        },
        {},
    ),
    "an object that holds one list, and more": (
        {"about": "invented", "data": {"deals": [{"country": "Kenya", "vendor": "Huawei"}]}, "tags": [1, 2]},
        {"Supply recipient=state:ken supplier=vendor:huawei @ B1"},
        {"about": "no list of objects", "tags": "no list of objects"},
    ),
    "a list of rows, the first with headings": (
        [["Country", "Vendor"], ["Kenya", "Huawei"], ["Peru", None]],
        {"Supply recipient=state:ken supplier=vendor:huawei @ B2"},
        {},
    ),
}


@pytest.mark.parametrize("name", JSON)
def test_json_is_read_in_its_shapes_and_what_of_it_is_no_table_is_named(name: str, tmp_path: Path) -> None:
    given, claims, sheets = JSON[name]
    path = tmp_path / "desk.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    taken = workbooks.imported(path, tmp_path / "sources")
    (table,) = taken.map.file.table
    assert {workbooks.told(claim, list(table.columns)) for claim in workbooks.claims(taken)} == claims
    assert taken.account.sheets == sheets


def test_a_cell_with_a_color_and_no_text_is_named_but_not_in_a_row_that_is_colored_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows: list[list[str | None]] = [
        ["Country", "Facial recognition", "Smart policing"],
        ["Kenya", "x", None],
        ["Peru", None, "x"],
        ["Mali", "x", None],
    ]
    for row in rows:
        sheet.append(row)
    red = PatternFill("solid", fgColor="FFFF0000")
    for place in ("A1", "B1", "C1", "B3", "A4", "B4", "C4"):
        sheet[place].fill = red
    book.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert {each.cell: each.why for each in taken.account.left()} == {"B3": "a color without a text"}


def test_cells_that_are_left_out_are_told_as_blocks_and_counted_one_by_one(tmp_path: Path) -> None:
    more: list[object] = [f"Extra {number}" for number in range(197)]
    rows = [[*HEAD, *more], ["Kenya", "Huawei", *more], ["Peru", "NEC", *more]]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    assert len(taken.account) == 394
    assert "394    nothing that a claim holds was recognized in it: Sheet1!C2–GQ3" in summary.as_text(taken)


def test_the_beginning_of_a_known_name_is_said_to_be_near_it_and_proposed_as_no_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, ["Kenya", "Meiya"], ["Mali", "local integrator"], ["Peru", "unknown vendor"]]
    rows += [["Chile", "Huawei"], ["Ghana", "TBC"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    ((open_, _, _),) = taken.account.open.values()
    assert (open_.name, taken.near(open_)) == ("Meiya", ["vendor:meiya-pico"])
    assert taken.additions.rows == {}


def test_a_sheet_of_notes_is_no_table_and_one_of_headings_alone_has_no_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheets: dict[str, list[list[object]]] = {
        "Read me": [["By the desk"], ["Version 7"]],
        "Empty": [HEAD],
        "Now": [HEAD, ["Kenya", "NEC"]],
    }
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append([str(cell) for cell in row])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert taken.account.sheets == {
        "Read me": "no column of it names a state and another what there is",
        "Empty": "no row stands below its headings",
    }


def test_what_says_more_than_a_name_is_proposed_as_no_row_of_a_register(tmp_path: Path) -> None:
    names = ["Huawei", "China", "no evidence found", "formerly Huawei", "Acme Optics"]
    rows: list[list[object]] = [HEAD, *[list[object](("Kenya", name)) for name in names]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert taken.additions.rows == {"vendors.csv": ["id,rdf:type,rdfs:label@en", "acme-optics,ais:Vendor,Acme Optics"]}
    assert "'China' is no vendor that is known: it is state:chn" in summary.as_text(taken)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'[{"country": "Kenya"}]', "pasted.json"),
        (b'{"country": "Kenya"}\n{"country": "Peru"}\n', "pasted.jsonl"),
        (b"[not JSON", "pasted.json"),
        (b"Country\tVendor\nKenya\tHuawei, ZTE\n", "pasted.tsv"),
        (b"Country,Vendor\nKenya,Huawei\n", "pasted.csv"),
    ],
)
def test_what_is_pasted_is_a_file_of_the_kind_that_it_looks_like(data: bytes, name: str) -> None:
    with clipboard.file("-", io.BytesIO(data), "") as path:
        assert (path.name, path.read_bytes()) == (name, data)
