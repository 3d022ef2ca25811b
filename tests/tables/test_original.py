"""Files as people save them: each format, encoding and separator gives the same cells, and what is hidden is known."""

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from kg.errors import SourceError
from kg.tables.original import opened
from kg.tables.sheet import Sheet

ROWS = [["Country", "Vendor"], ["Côte d’Ivoire", "Huawei"], ["São Tomé", "ZTE; NEC"]]


def cells(sheet: Sheet) -> list[tuple[int, list[str]]]:
    return [(number, row) for number, row in sheet.rows() if any(row)]


def ods(path: Path, rows: list[list[str]], hidden: int = 0) -> Path:
    lines = []
    for number, row in enumerate(rows, 1):
        written = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        state = ' table:visibility="collapse"' if number == hidden else ""
        lines.append(f"<table:table-row{state}>{written}</table:table-row>")
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<office:document-content xmlns:office="{urn}:office:1.0" xmlns:table="{urn}:table:1.0" '
        f'xmlns:text="{urn}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Deployments">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0" manifest:version="1.2"/>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", body)
        packed.writestr("META-INF/manifest.xml", manifest)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimited_text_is_read_in_the_encoding_and_with_the_separator_it_has(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    path = tmp_path / "desk.csv"
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in ROWS]
    path.write_bytes("\r\n".join(delimiter.join(row) for row in quoted).encode(encoding))
    found = opened(path)
    assert found.delimiter == delimiter
    assert cells(found.sheets[0]) == list(enumerate(ROWS, 1))


def test_text_in_cyrillic_letters_of_windows_is_not_taken_for_western(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    rows = "Страна;Поставщик\nСербия;Хуавэй\nРоссийская Федерация;НтехЛаб\nКазахстан;Дахуа\n"
    path.write_bytes(rows.encode("cp1251"))
    assert cells(opened(path).sheets[0])[1] == (2, ["Сербия", "Хуавэй"])


def test_the_line_that_tells_excel_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "desk.csv"
    path.write_text("sep=;\nCountry;Vendor\nKenya;Huawei\n", encoding="utf-8")
    assert cells(opened(path).sheets[0]) == [(2, ["Country", "Vendor"]), (3, ["Kenya", "Huawei"])]


def test_a_workbook_gives_what_is_merged_and_hidden_and_which_formula_has_no_value(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Country", "Vendor", "Note"], ["Kenya", "Huawei"], [None, "ZTE"], ["Mali", "NEC", "=1+1"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Old").sheet_state = "hidden"
    book.save(tmp_path / "desk.xlsx")
    first, second = opened(tmp_path / "desk.xlsx").sheets
    assert dict(cells(first))[3] == ["Kenya", "ZTE"]
    assert first.origins == {(3, 1): (2, 1)}
    assert (set(first.hidden_rows), set(first.hidden_columns), set(first.unvalued)) == ({4}, {3}, {(4, 3)})
    assert (first.hidden, second.hidden) == (False, True)


def test_an_open_document_is_read_with_its_hidden_rows(tmp_path: Path) -> None:
    (sheet,) = opened(ods(tmp_path / "desk.ods", ROWS, hidden=3)).sheets
    assert (sheet.name, cells(sheet), set(sheet.hidden_rows)) == ("Deployments", list(enumerate(ROWS, 1)), {3})


def test_records_have_columns_without_a_row_of_headings(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    records = [{"country": "Kenya", "by": {"name": ["Huawei", "ZTE"]}}, {"country": "Mali", "year": 2018}]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (sheet,) = opened(path).sheets
    assert sheet.fields == ("country", "by.name", "year")
    assert cells(sheet) == [(1, ["Kenya", "Huawei; ZTE", ""]), (2, ["Mali", "", "2018"])]


def test_parquet_has_the_columns_of_its_schema(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "desk.parquet"
    rows = "SELECT 'Kenya' AS country, 2018 AS year UNION ALL SELECT 'Mali', NULL ORDER BY 1"
    duckdb.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet)")
    (sheet,) = opened(path).sheets
    assert (sheet.fields, cells(sheet)) == (("country", "year"), [(1, ["Kenya", "2018"]), (2, ["Mali", ""])])


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("desk.xlsx", b"no zip", "it is no workbook"),
        ("desk.ods", b"PK\x03\x04", "it is no workbook"),
        ("desk.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "locked by a password"),
        ("desk.csv", b"", "the file is empty"),
        ("desk.csv", bytes(range(256)) * 9, "it is no text"),
        ("desk.jsonl", b"{}\n[1]\n", "line 2: it is no object"),
        ("desk.jsonl", b"{\n", "line 1: it is no JSON"),
        ("desk.parquet", b"PAR1", "cannot be read as Parquet (it is no Parquet, or its end is missing); write"),
        ("desk.parquet", b"country,vendor\nKenya,Huawei\n", "(it is no Parquet, or its end is missing)"),
        ("desk.docx", b"x", "a file that ends in '.docx' is not read"),
    ],
)
def test_what_is_no_table_is_one_line(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as told:
        [list(sheet.rows()) for sheet in opened(path).sheets]
    assert said in str(told.value)
    assert "\n" not in str(told.value)
