"""Tables that cross states, vendors and technologies: what is refused, and what the words of a mapping say of them."""

from pathlib import Path

import openpyxl
import pytest

from kg.errors import SourceError
from kg.importing import summary
from tests.importing import workbooks
from tests.importing.tables_crossed import FR, SC, SP, both, use

LACKING = (
    ([["Vendor", "Facial recognition", "Safe city"], ["Huawei", "x", ""], ["ZTE", "", "x"]], "no state"),
    ([["", "Huawei", "ZTE"], ["Facial recognition", "x", ""], ["Safe city", "", "x"]], "no state"),
    ([["Vendor", "FR total", "Safe city"], ["Huawei", "x", "x"], ["Total", "1", "1"]], "no state"),
    ([["Technology", "Company"], ["Safe city", "Huawei"], ["Facial recognition", "ZTE"]], "no state"),
    (
        [["Vendor", "Safe city", "Smart policing"], ["Huawei", "3", "1"], ["ZTE", "", "2"], ["Total", "3", "3"]],
        "no state",
    ),
    ([["Country", "Founded"], ["Kenya", "long ago"], ["Mali", "later"]], "nothing that they use"),
)


@pytest.mark.parametrize(("rows", "lacks"), LACKING)
def test_a_table_without_what_a_claim_needs_is_refused_by_what_it_lacks(
    rows: list[list[object]], lacks: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=lacks):
        workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert not (tmp_path / "sources").exists()


def test_a_merged_vendor_over_technologies_supplies_each_of_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Country", "Huawei", None, "ZTE", None],
        [None, "Facial recognition", "Safe city", "Facial recognition", "Safe city"],
        ["Kenya", "x", None, None, "x"],
    ):
        sheet.append(row)
    for block in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(block)
    book.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    names = list(taken.map.file.table[0].columns)
    found = {workbooks.told(claim, names) for claim in workbooks.claims(taken)}
    assert found == both("huawei", "ken", FR, "B3") | both("zte", "ken", SC, "E3")


def test_totals_are_listed_and_counted(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Country", "Facial recognition", "Safe city", "Summe"],
        ["Kenya", 1, 1, 2],
        ["Togo", 1, "", 1],
        ["Summe", 2, 1, 3],
    ]
    text = summary.as_text(workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources"))
    assert "4    a row of totals: Sheet1!A4–D4" in text
    assert "2    a column of totals: Sheet1!D2–D3" in text


def test_a_claim_of_what_a_heading_names_needs_that_the_mapping_says_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Huawei"], ["Kenya", "Safe city"], ["Mali", "Facial recognition"]]
    path = workbooks.as_csv(tmp_path / "desk.csv", rows)
    lies = workbooks.imported(path, tmp_path / "sources").files[1]
    assert 'supplier = "^"' in lies.read_text("utf-8")
    lies.write_text(lies.read_text("utf-8").replace(', is = "vendor:huawei"', ""), encoding="utf-8")
    with pytest.raises(SourceError, match="'is' of the column does not say it"):
        workbooks.imported(path, tmp_path / "sources")


def test_the_pivot_of_a_spreadsheet_program_is_read_below_its_two_rows_of_words(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Count of Technology", "Column Labels", "", ""],
        ["Row Labels", "Facial recognition", "Smart policing", "Grand Total"],
        ["Kenya", 1, 1, 2],
        ["Mali", "", 1, 1],
        ["Grand Total", 1, 2, 3],
    ]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows), tmp_path / "sources")
    names = list(taken.map.file.table[0].columns)
    found = {workbooks.told(claim, names) for claim in workbooks.claims(taken)}
    assert found == {use("ken", FR, "B3"), use("ken", SP, "C3"), use("mli", SP, "C4")}


def test_words_that_are_no_technology_below_vendors_are_asked_and_claim_nothing(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Huawei", "ZTE"], ["Kenya", "FR", "FR, SC"], ["Mali", "SC", "face rec."]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert workbooks.claims(taken) == []
    assert set(taken.account.open) == {("technology", name) for name in ("FR", "SC", "face rec.")}
