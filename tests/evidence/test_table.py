"""Tables of claims: a CSV file, one row a claim."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evidence import table


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
            "kind,row\n\nUse,2\n",
            "ledger.csv, line 2: 0 cells under 2 headers; give the row a cell for every header",
            id="an empty line",
        ),
        pytest.param(
            'kind,row\nUse,2\nUse,"2"3\n',
            "ledger.csv, line 3: cannot be read as CSV (',' expected after '\"'); save it as UTF-8 CSV",
            id="a quotation mark astray",
        ),
        pytest.param(
            'kind,row\nUse,2\nUse,"2\n',
            "ledger.csv, line 3: cannot be read as CSV (unexpected end of data); save it as UTF-8 CSV",
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
    with pytest.raises(SourceError, match=r"^ledger\.csv.*: cannot be read as CSV \(.*utf-8.*\); save it as UTF-8 CSV"):
        read(tmp_path, b"kind,cell\nUse,caf\xe9\n")


def test_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("kind\nUse\n" + "a,b\n", encoding="utf-8")
    assert next(table.rows(path)) == ("ledger.csv, line 2", {"kind": "Use"})
