"""Tables of claims: a CSV file, one row a claim."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError, SourceErrors
from kg.evidence import table
from kg.naming.form import trimmed


def read(folder: Path, text: str | bytes) -> list[tuple[str, dict[str, str]]]:
    path = folder / "ledger.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(table.rows(path))


def test_row_is_its_place_and_its_cells_by_column(tmp_path: Path) -> None:
    assert read(tmp_path, "kind,row\nUse,2\n") == [("ledger.csv, line 2", {"kind": "Use", "row": "2"})]


def test_empty_cell_is_absent(tmp_path: Path) -> None:
    assert read(tmp_path, "kind,row\nUse,\n") == [("ledger.csv, line 2", {"kind": "Use"})]


def test_place_of_a_row_after_a_cell_of_two_lines_is_the_line_in_the_file(tmp_path: Path) -> None:
    places = [place for place, _ in read(tmp_path, 'kind,cell\nUse,"a\nb"\nUse,c\n')]
    assert places == ["ledger.csv, line 3", "ledger.csv, line 4"]


def test_cell_keeps_spaces_quotation_marks_and_line_ends(tmp_path: Path) -> None:
    ((_, cells),) = read(tmp_path, 'cell\n" a ""b"", c\r\nd "\n')
    assert cells == {"cell": ' a "b", c\r\nd '}


def test_file_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfkind\nUse\n") == [("ledger.csv, line 2", {"kind": "Use"})]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"PK\x03\x04\x14\0", "it is a workbook or an archive"),
        ("kind,row\nUse,2\n".encode("utf-16-be"), "it is UTF-16 without its mark"),
        ("kind,row\nUse,2\n".encode("utf-16-le"), "it is UTF-16 without its mark"),
        (b"<!DOCTYPE html><table>", "it is HTML or XML"),
        (b"  <?xml version='1.0'?>", "it is HTML or XML"),
        (b'[{"kind": "Use"}]', "it is JSON"),
        (b"sep=,\nkind,row\nUse,2\n", "the line 'sep=' is for Excel alone"),
        (b"SEP=;\nkind;row\nUse;2\n", "the line 'sep=' is for Excel alone"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(tmp_path: Path, content: bytes, found: str) -> None:
    with pytest.raises(SourceError, match=rf"^ledger\.csv, line 1: {found}"):
        read(tmp_path, content)


@pytest.mark.parametrize("sign", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!"])
def test_what_a_spreadsheet_writes_for_a_broken_formula_is_no_value(tmp_path: Path, sign: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, f"kind,row\nUse,{sign}\n")
    assert str(error.value) == (
        f"ledger.csv, line 2, row: {sign!r} is what a spreadsheet writes for a broken formula; "
        "correct the formula, or leave the cell empty"
    )


def test_file_of_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "kind,row\n") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            "kind,row\nUse\n",
            "ledger.csv, line 2: 1 cells under 2 headers; give the row a cell for every header",
            id="too few cells",
        ),
        pytest.param(
            "kind,row\nUse,2\nUse,2,3\n",
            "ledger.csv, line 3: 3 cells under 2 headers; give the row a cell for every header",
            id="too many cells",
        ),
        pytest.param(
            "kind;row\nUse;2\n",
            "ledger.csv, line 1: its cells are parted by semicolons, not by commas; save it as CSV with commas",
            id="semicolons",
        ),
        pytest.param(
            "kind\trow\nUse\t2\n",
            "ledger.csv, line 1: its cells are parted by tabs, not by commas; save it as CSV with commas",
            id="tabs",
        ),
        pytest.param(
            "kind,,row\nUse,why,2\n",
            "ledger.csv, line 2: 'why' stands in column 2, which has no heading; give the column a heading",
            id="a cell without a heading",
        ),
        pytest.param(
            'kind,row\nUse,2\nUse,"2"3\n',
            'ledger.csv, line 3: a quotation mark stands inside a cell; double it: "the ""Safe"" city"',
            id="a quotation mark astray",
        ),
        pytest.param(
            'kind,row\nUse,"2\nUse,2\nUse,2\n',
            "ledger.csv, line 2: a quotation mark that opens here is never closed; close it at the end of the cell",
            id="a quotation that does not end",
        ),
        pytest.param(
            "kind,row,kind\nUse,2,Supply\n",
            "ledger.csv, line 1: the column 'kind' is there twice; keep one of them",
            id="a column twice",
        ),
        pytest.param("", "ledger.csv: the file is empty; begin it with a header row of claim keys", id="an empty file"),
    ],
)
def test_broken_table_is_one_line_with_file_and_place(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, text)
    assert str(error.value) == line


def test_table_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"^ledger\.csv, line 3: it is not UTF-8 \(the byte e9, 'é' in Windows-1252\); "
    ):
        read(tmp_path, b"kind,cell\nUse,tea\nUse,caf\xe9\n")


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("kind\nUse\n" + "a,b\n", encoding="utf-8")
    assert next(table.rows(path)) == ("ledger.csv, line 2", {"kind": "Use"})


def test_unicode_text_of_a_spreadsheet_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^ledger\.csv: it is UTF-16, as 'Unicode Text' of Excel is; "):
        read(tmp_path, "kind\trow\nUse\t2\n".encode("utf-16"))


@pytest.mark.parametrize("blank", ["", ",", " , ", '"",\u00a0'])
def test_row_without_a_cell_is_left_out(tmp_path: Path, blank: str) -> None:
    assert [place for place, _ in read(tmp_path, f"kind,row\n{blank}\nUse,2\n")] == ["ledger.csv, line 3"]


def test_columns_that_a_spreadsheet_left_behind_are_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "kind,row,,\nUse,2,,\n") == [("ledger.csv, line 2", {"kind": "Use", "row": "2"})]


def test_blanks_at_the_ends_of_cells_are_taken_off_where_no_text_is_quoted(tmp_path: Path) -> None:
    ((_, cells),) = read(tmp_path, "kind,row,cell\n\u00a0Use\u200b , 2, as is \n")
    assert cells == {"kind": "Use", "row": "2", "cell": " as is "}


def test_cell_of_any_length_is_read(tmp_path: Path) -> None:
    ((_, cells),) = read(tmp_path, f"kind,cell\nUse,{'x' * 200_000}\n")
    assert len(cells["cell"]) == 200_000


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Kind,row", "the heading 'Kind' is no key of a claim; write 'kind'"),
        ("kind ,row", "the heading 'kind ' is no key of a claim; write 'kind'"),
        ("\u200bkind,row", "is no key of a claim; write 'kind'"),
        ("knid,row", "the heading 'knid' is no key of a claim; did you mean 'kind'?"),
        ("kind,Land", "the heading 'Land' is no key of a claim; head a column by a key of claims"),
    ],
)
def test_heading_that_is_no_key_is_named_with_the_one_that_is_meant(tmp_path: Path, header: str, said: str) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(f"{header}\nUse,2\n", encoding="utf-8")
    with pytest.raises(SourceError) as error:
        list(table.rows(path, ("kind", "row")))
    assert said in str(error.value)


def test_all_rows_of_another_width_are_told_after_the_last(tmp_path: Path) -> None:
    with pytest.raises(SourceErrors) as error:
        read(tmp_path, "kind,row\nUse\nUse,2\nUse,2,3\n")
    assert [fault.place for fault in error.value.faults] == ["ledger.csv, line 2", "ledger.csv, line 4"]


@given(st.lists(st.lists(st.text("ab# \u00a0\u200b\u3000é\n", max_size=3), min_size=3, max_size=3), max_size=6))
def test_cells_are_trimmed_however_blank_or_invisible_their_ends_are(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["kind", "cell", "entry"], *cells])
    expected = []
    for kind, cell, entry in cells:
        if any(map(trimmed, (kind, cell, entry))):
            told = {"kind": trimmed(kind), "cell": cell, "entry": trimmed(entry)}
            expected.append({key: value for key, value in told.items() if value})
    assert [found for _, found in read(tmp_path_factory.mktemp("blanks"), text.getvalue())] == expected
