"""What is not read of a table says so: figures of nothing known, links that are none, times to come, other formats."""

import json
import tracemalloc
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evidence import register
from kg.importing import intake, summary
from kg.overlay import workspace
from kg.tables import original
from kg.tables.leftover import Account
from tests.importing import workbooks

STATES = ["Kenya", "Mali", "Peru", "Chile", "Ghana", "Nepal"]


def table(heading: str, cells: list[object], vendor: str = "Huawei") -> list[list[object]]:
    return [
        ["Country", "Vendor", heading],
        *([state, vendor, cell] for state, cell in zip(STATES, cells, strict=False)),
    ]


def column(tmp_path: Path, heading: str, cells: list[object]) -> tuple[str, str]:
    path = workbooks.as_csv(tmp_path / "desk.csv", table(heading, cells))
    held = workbooks.imported(path, tmp_path / "sources", dry=True).map.file.table[0].columns[heading]
    return held.reads, held.why


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Evidence strength", ["strong", "weak", "strong", "medium", "weak"]),
        ("Evidence", ["A", "B", "B", "C", "A"]),
        ("Source reliability", [3, 2, 1, 3, 2]),
        ("Source type", ["press", "press", "tender", "NGO", "press"]),
        ("Reference no.", ["K-17", "K-18", "M-1", "P-4", "C-2"]),
        ("Link quality", ["good", "dead", "good", "good", "dead"]),
    ],
)
def test_a_heading_that_only_sounds_like_a_link_is_none(heading: str, cells: list[object], tmp_path: Path) -> None:
    assert column(tmp_path, heading, cells)[0] != "link"


@pytest.mark.parametrize("address", ["https://a.example/1", "www.a.example", "doi:10.1000/182", "a.example/news/1"])
def test_a_column_of_addresses_is_one_of_links_though_some_cells_cite_otherwise(address: str, tmp_path: Path) -> None:
    assert column(tmp_path, "Source", [address, "own interview", address, address, "letter"])[0] == "link"


@pytest.mark.parametrize("heading", ["Cameras installed", "CCTV cameras installed", "Cameras signed", "CCTV installed"])
def test_what_is_installed_is_a_figure_and_no_time(heading: str, tmp_path: Path) -> None:
    assert column(tmp_path, heading, [120, 1800, "50+", "~3000", 75])[0] == "figure"


def test_figures_that_may_all_be_years_are_neither(tmp_path: Path) -> None:
    reads, why = column(tmp_path, "Cameras installed", [2000, 2010, 1990, 2015, 2020])
    assert reads == "nothing"
    assert "may be years or figures" in why


@pytest.mark.parametrize("heading", ["Year cameras installed", "Installed", "Cameras since", "Installation date, CCTV"])
def test_a_heading_that_says_when_is_one_of_times(heading: str, tmp_path: Path) -> None:
    assert column(tmp_path, heading, [2015, 2018, 2019, 2020, 2021])[0] == "time"


@pytest.mark.parametrize(
    ("heading", "thing"),
    [
        ("Smart city", "technology:safe-city"),
        ("Smart cities (x = yes)", "technology:safe-city"),
        ("Biometrics", "technology:facial-recognition"),
        ("Social media", "technology:social-media-surveillance"),
    ],
)
def test_a_heading_that_is_often_taken_for_another_says_so(heading: str, thing: str, tmp_path: Path) -> None:
    reads, why = column(tmp_path, heading, ["x", "", "x", "x", ""])
    assert reads == "nothing"
    assert why.startswith(f"its heading is no name of {thing}")


def test_a_workspace_that_stands_alone_is_told_of_no_thing_that_it_has_not(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor", "Smart city"], ["Kenya", "Example Intrusion", "x"]]
    rows += [["Serbia", "Example Forensics", "x"]]
    made = workspace.new(tmp_path / "own", "Licenses", alone=True, base="https://licenses.example/kg/")
    (made / "ontology" / "registers" / "products.csv").unlink()
    registers = register.read_all(made / "ontology" / "registers")
    taken = intake.taken(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources", registers)
    assert {each.cell for each in taken.account.left()} == {"C2", "C3"}
    assert "safe" not in taken.text.partition("[[table]]")[2]


def test_figures_of_what_no_register_counts_are_left_out_in_a_workspace_that_stands_alone(tmp_path: Path) -> None:
    made = workspace.new(tmp_path / "own", "Licenses", alone=True, base="https://licenses.example/kg/")
    (made / "ontology" / "registers" / "products.csv").unlink()
    registers = register.read_all(made / "ontology" / "registers")
    rows: list[list[object]] = [["Country", "Vendor", "Cameras", "Population", "Technology"]]
    rows += [["Kenya", "Example Intrusion", 120, 9000, "intrusion software"], ["Serbia", "Example Forensics", 7, 8000]]
    path = workbooks.as_xlsx(tmp_path / "desk.xlsx", rows)
    taken = intake.taken(path, tmp_path / "sources", registers)
    assert taken.account.claims == {"Supply": 2, "Use": 1}
    assert {each.cell: each.why for each in taken.account.left()} == {
        f"{letter}{row}": f"its heading names {thing}, of which no register has a row: add one to count it"
        for letter, thing in (("C", "quantity:cameras"), ("D", "quantity:inhabitants"))
        for row in (2, 3)
    }


@pytest.mark.parametrize("late", ["2031", "2027-01", "2026-06-02", "since 2029", "2030-2035"])
def test_what_is_so_only_after_the_table_was_taken_in_is_no_claim_but_as_a_plan(late: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Country", "Vendor", "Year"],
        ["Kenya", "Huawei", late],
        ["Mali", "ZTE", f"{late} (planned)"],
    ]
    rows += [["Peru", "NEC", 2026], ["Chile", "NEC", "2019-2035"]]
    path = workbooks.as_csv(tmp_path / "desk.csv", rows)
    taken = workbooks.imported(path, tmp_path / "sources", day="2026-06-01")
    assert [dict(claim.locator)["row"] for claim in workbooks.claims(taken)] == ["3", "4", "5"]
    assert next(claim.modality for claim in workbooks.claims(taken)) != "asserted"
    assert {each.row for each in taken.account.left()} == {2}
    assert any("lies after 2026-06-01, when the file was taken in" in each.why for each in taken.account.left())


@pytest.mark.parametrize(
    "name", ["others", "Huawei among others", "various suppliers", "etc.", "and many more", "u.a."]
)
def test_what_names_none_is_proposed_as_no_row(name: str, tmp_path: Path) -> None:
    path = workbooks.as_csv(tmp_path / "desk.csv", [["Country", "Vendor"], ["Kenya", name], ["Mali", "Lumen Sight"]])
    (told,) = workbooks.imported(path, tmp_path / "sources").additions.rows.values()
    assert told[1:] == ["lumen-sight,ais:Vendor,Lumen Sight"]


def test_the_summary_as_json_is_written_line_by_line_and_holds_every_cell_that_was_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor", "Extra"]]
    rows += [["Kenya", "NEC", f'{n} "x"'] for n in range(50)]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    told = json.loads("\n".join(summary.as_json(taken)))
    assert [each["cell"] for each in told["left"]] == [each.cell for each in taken.account.left()]
    assert (told["rows"], told["claims"], told["comments"]) == (50, {"Supply": 50}, [])
    taken.account = Account()
    assert json.loads("\n".join(summary.as_json(taken)))["left"] == []


def test_a_hundred_thousand_cells_that_are_left_out_take_no_memory_to_tell(tmp_path: Path) -> None:
    path = workbooks.as_csv(tmp_path / "desk.csv", [["Country", "Vendor"], ["Kenya", "NEC"]])
    taken = workbooks.imported(path, tmp_path / "sources")
    for row in range(100_000):
        taken.account.leave("", row + 1, 3, "not read")
    tracemalloc.start()
    with (tmp_path / "told.json").open("w", encoding="utf-8") as file:
        file.writelines(summary.as_json(taken))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
    assert (tmp_path / "told.json").stat().st_size > 5_000_000


def test_the_summary_of_a_long_table_takes_no_more_memory_than_that_of_a_short_one(tmp_path: Path) -> None:
    taken = workbooks.imported(
        workbooks.as_csv(tmp_path / "desk.csv", [["Country", "Vendor"], ["Kenya", "NEC"]]), tmp_path
    )
    for row in range(100_000):
        taken.account.leave("", 2 * row + 1, 3, "not read")
    tracemalloc.start()
    text = summary.as_text(taken)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
    assert "100,000    not read: C1, C3, C5" in text
    assert "and more places, which --format json lists" in text


@pytest.mark.parametrize(
    ("name", "todo"),
    [
        ("book.xlsb", "save it as .xlsx in Excel"),
        ("book.NUMBERS", "in Numbers choose File, Export To, Excel"),
        ("book.gsheet", "in Google Sheets choose File"),
        ("book.fods", "save it as .ods"),
        ("table.pdf", "copy its table into a spreadsheet program"),
        ("data.sqlite", "export its table as .csv"),
        ("book.xlsx.zip", "unpack it"),
        ("book.strange", "save it as .xlsx, .xlsm"),
    ],
)
def test_a_format_that_is_not_read_says_what_to_do(name: str, todo: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(SourceError, match=todo):
        original.opened(tmp_path / name)
