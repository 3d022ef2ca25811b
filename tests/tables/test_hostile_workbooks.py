"""A workbook from anybody is read or refused in one line, whatever it says of itself, within bounds."""

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.tables import original, volume, workbook
from kg.tables.sheet import Sheet, Span

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>supplier</t></is></c></row>'
OPEN_DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="s">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def parts() -> dict[str, bytes]:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.active.append(["supplier"])
    file = io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


PARTS = parts()


def packed(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in content.items():
            file.writestr(name, part)
    return path


def excel(path: Path, rows: str = "", before: str = "", after: str = "", head: str = "") -> Path:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'{head}<worksheet xmlns="{space}">{before}<sheetData>{HEAD}{rows}</sheetData>{after}</worksheet>'
    return packed(path, PARTS | {SHEET: sheet.encode()})


def document(path: Path, rows: str) -> Path:
    content = OPEN_DOCUMENT.format(rows).encode()
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed(path, {"mimetype": kind, "META-INF/manifest.xml": MANIFEST.encode(), "content.xml": content})


def rows(path: Path) -> list[list[str]]:
    return [row for sheet in original.opened(path).sheets for _, row in sheet.rows()]


def told(path: Path) -> str:
    """Return the rows of a workbook, or the line that it is refused with."""
    try:
        return repr(rows(path))
    except SourceError as error:
        return str(error)


def refused(path: Path) -> str:
    line = told(path)
    assert line.startswith(f"{path.name}: ")
    assert "\n" not in line
    assert len(line) < 400
    return line


@pytest.mark.parametrize("number", ["999999999", "1048577", "9" * 30, "9" * 5000, "-5", "0", "x", ""])
def test_a_row_that_no_sheet_has_is_refused(tmp_path: Path, number: str) -> None:
    assert "workbook" in refused(excel(tmp_path / "x.xlsx", f'<row r="{number}"><c><v>1</v></c></row>'))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="ZZZ2"><v>1</v></c>',
        '<c r="ZZZZZZZZ2"><v>1</v></c>',
        '<c r="A2" t="s"><v>999999</v></c>',
        '<c r="A2" t="d"><v>9999-99-99</v></c>',
        f'<c r="A2"><v>{"9" * 100_000}</v></c>',
    ],
)
def test_a_cell_that_is_none_is_refused(tmp_path: Path, cell: str) -> None:
    refused(excel(tmp_path / "x.xlsx", f'<row r="2">{cell}</row>'))


def test_what_a_sheet_says_of_its_columns_and_blocks_is_bounded(tmp_path: Path) -> None:
    refused(excel(tmp_path / "col.xlsx", before='<cols><col min="1" max="x" hidden="1"/></cols>'))
    refused(excel(tmp_path / "none.xlsx", before='<cols><col hidden="1"/></cols>'))
    blocks = "".join(f'<mergeCell ref="A{n}:C{n + 50_000}"/>' for n in range(1, 100))
    assert "merged" in refused(excel(tmp_path / "merged.xlsx", after=f"<mergeCells>{blocks}</mergeCells>"))
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in range(2, 6200))
    assert "more than a sheet has" in refused(excel(tmp_path / "wide.xlsx", wide))


def test_entities_stand_for_nothing(tmp_path: Path) -> None:
    nested = "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 30}">' for n in range(6))
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>&g;</t></is></c></row>'
    refused(excel(tmp_path / "x.xlsx", cell, head=f'<!DOCTYPE w [<!ENTITY a "{"a" * 50}">{nested}]>'))
    secret = tmp_path / "secret"
    secret.write_text("mine", encoding="utf-8")
    named = f'<!DOCTYPE w [<!ENTITY g SYSTEM "{secret.as_uri()}">]>'
    assert "mine" not in told(excel(tmp_path / "y.xlsx", cell, head=named))


def test_a_size_that_is_not_told_truly_is_refused(tmp_path: Path) -> None:
    path = excel(tmp_path / "x.xlsx", f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"a" * 99_999}</t></is></c></row>')
    with zipfile.ZipFile(path) as file:
        size = file.getinfo(SHEET).file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    refused(path)


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/comments1.xml", "xl/media/image1.png"])
def test_a_part_packed_closer_than_a_table_is_refused_before_it_is_read(
    tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volume, "DENSE", 100_000)
    path = packed(
        tmp_path / "bomb.xlsx", {"padding.bin": random.Random(1).randbytes(50_000), **PARTS, part: b" " * 1_000_000}
    )
    with pytest.raises(SourceError, match="unpack to 1,000,000, as no table's do; save it as CSV"):
        workbook.sheets(path)


def test_many_equal_rows_are_no_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume, "DENSE", 100_000)
    cells = '<c t="inlineStr"><is><t>Serbia</t></is></c>' * 3
    path = excel(tmp_path / "long.xlsx", "".join(f'<row r="{number}">{cells}</row>' for number in range(2, 5_000)))
    assert len(list(workbook.sheets(path)[0].rows())) == 4_999


LISTED = '<sheet name="s{0}" sheetId="{0}" r:id="{1}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'


@pytest.mark.parametrize("one", [True, False])
def test_more_sheets_than_a_workbook_has_are_refused(tmp_path: Path, one: bool) -> None:
    """Each a part of its own, or all one part named again and again."""
    listed = "".join(LISTED.format(number, "rId1" if one else f"rId{number}") for number in range(1, 1_200))
    book = PARTS["xl/workbook.xml"].decode()
    start, end = book.index("<sheets>") + 8, book.index("</sheets>")
    more = {} if one else {f"xl/worksheets/sheet{number}.xml": PARTS[SHEET] for number in range(2, 1_200)}
    path = packed(
        tmp_path / "many.xlsx", PARTS | more | {"xl/workbook.xml": (book[:start] + listed + book[end:]).encode()}
    )
    with pytest.raises(SourceError, match="it has more than 1,000 sheets; save those"):
        workbook.sheets(path)


def test_more_sheets_than_a_document_has_are_refused(tmp_path: Path) -> None:
    path = document(tmp_path / "many.ods", '</table:table><table:table table:name="t">' * 1_001)
    with pytest.raises(SourceError, match="it has more than 1,000 sheets; save those"):
        workbook.sheets(path)


@pytest.mark.parametrize(
    "said",
    [
        'table:number-columns-repeated="-5"',
        'table:number-columns-repeated="x"',
        f'table:number-columns-spanned="{"9" * 5000}"',
        'table:number-columns-repeated="16384" table:number-rows-spanned="x"',
    ],
)
def test_a_cell_of_a_document_that_says_what_none_is_is_refused(tmp_path: Path, said: str) -> None:
    cell = f'<table:table-cell office:value-type="string" {said}><text:p>a</text:p></table:table-cell>'
    refused(document(tmp_path / "x.ods", f"<table:table-row>{cell}</table:table-row>"))


def test_a_document_that_repeats_more_than_a_sheet_has_is_refused(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>a</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell></table:table-row>'
    refused(document(tmp_path / "x.ods", row))


def test_hidden_rows_that_repeat_are_those_that_a_sheet_has(tmp_path: Path) -> None:
    row = '<table:table-row table:visibility="collapse" table:number-rows-repeated="199999"><table:table-cell/>'
    (sheet,) = original.opened(document(tmp_path / "x.ods", f"{row}</table:table-row>" * 50)).sheets
    assert max(sheet.hidden_rows) <= 1_048_576


@given(st.data())
def test_a_workbook_with_any_bytes_changed_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    part = bytearray(PARTS[name])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(part) - 1))
        piece = data.draw(st.sampled_from([b"", b"9" * 30, b"-", b'"', b"<", b"&a;", b"x", b"\xff", b"\0"]))
        part[place : place + data.draw(st.integers(0, 12))] = piece
    folder = tmp_path_factory.mktemp("books")
    assert "\n" not in told(packed(folder / "x.xlsx", PARTS | {name: bytes(part)}))


def test_a_block_over_many_columns_fills_its_rows_alone() -> None:
    read = [(n, ["a"]) for n in range(1, 1000)]
    found = dict(Sheet("s", lambda: iter(read), merged=(Span(2, 1, 3, 20_000),)).rows())
    assert (found[1], len(found[2]), set(found[3]), found[999]) == (["a"], 20_000, {"a"}, ["a"])


COUNTRY = "<table:table-cell office:value-type='string' {}><text:p>{}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("row", "many", "blanks", "said"),
    [
        ("", "", "<text:s text:c='2000000000'/>", "1,000,000 blanks"),
        ("", "", "<text:s text:c='9999'/>" * 200, "1,000,000 blanks"),
        ("table:number-rows-repeated='500000'", "", "", "100,000 rows that are copies"),
        ("table:number-rows-repeated='6000'", "table:number-columns-repeated='16000'", "", "20,000,000 cells"),
    ],
)
def test_a_document_of_few_bytes_that_stands_for_many_is_refused(
    tmp_path: Path, row: str, many: str, blanks: str, said: str
) -> None:
    cells = COUNTRY.format(many, f"Kenya{blanks}")
    place = document(tmp_path / "t.ods", f"<table:table-row {row}>{cells}</table:table-row>")
    with pytest.raises(SourceError, match=said):
        workbook.sheets(place)


def test_a_document_may_write_some_cells_and_rows_as_their_number(tmp_path: Path) -> None:
    cells = COUNTRY.format("table:number-columns-repeated='3'", "Kenya<text:s text:c='2'/>")
    place = document(tmp_path / "t.ods", f"<table:table-row table:number-rows-repeated='50'>{cells}</table:table-row>")
    (sheet,) = workbook.sheets(place)
    assert [[cell.strip() for cell in row] for _, row in sheet.rows()] == [["Kenya"] * 3] * 50


@pytest.mark.parametrize("row", [["x" * 1_000_001], ["x" * 600_000] * 2, [""] * 16_385])
def test_a_row_that_no_table_has_is_refused_in_whatever_file(tmp_path: Path, row: list[str]) -> None:
    named = tmp_path / "t.csv"
    named.write_text("a,b\n" + ",".join(row) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 2: it has [\d,]+ cells of [\d,]+ characters; leave at most 16,384"):
        list(original.opened(named).sheets[0].rows())
    held = Sheet("s", lambda: iter([(7, row)]))
    with pytest.raises(SourceError, match="'s', row 7: it has"):
        list(held.rows())
