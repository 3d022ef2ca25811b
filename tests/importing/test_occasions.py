"""Times beside words for what was then: read where that is clear, heard as a plan, or left out by name."""

from pathlib import Path

import pytest

from kg.tables.figure import Unread
from kg.tables.occasion import Occasion, occasion
from tests.importing import workbooks

READ = {
    "2018 (contract)": ("2018", "", ""),
    "contract 2018": ("2018", "", ""),
    "2018 - contract signed": ("2018", "", ""),
    "signed in March 2019": ("2019-03", "", ""),
    "2017 pilot, 2019 live": ("2019", "", ""),
    "pilot 2016; operational since 2018": ("", "2018", ""),
    "announced 2018, launched 2020": ("", "2020", ""),
    "2018 contract / 2020 deployed": ("2020", "", ""),
    "Vertrag 2018": ("2018", "", ""),
    "2019 (mise en service)": ("2019", "", ""),
    "2020 (implantação)": ("2020", "", ""),
    "2015 Vertrag; 2017 Inbetriebnahme": ("2017", "", ""),
    "2018 (installed)": ("2018", "", ""),
}
UNREAD = [
    "2018 (report)",
    "2018 (est.)",
    "2018 (Reuters)",
    "2018 contract, 2020 planned",
    "planned 2018, announced 2019",
    "2018 / 2020 contract",
    "live 2018, pilot 2020",
    "2018 (see note)",
]
BACK = ["live 2018, cancelled 2020", "2018 contract; suspended 2021", "2019 signed, 2020 rescinded"]
PLANS = ["2018 (planned)", "announced 2020", "2021 (prévu)", "geplant 2021", "2022 (en licitación)", "planejada 2022"]


@pytest.mark.parametrize("text", READ)
def test_a_time_beside_a_word_that_is_known_is_read(text: str) -> None:
    told = occasion(text)
    assert isinstance(told, Occasion)
    assert told.times
    assert told.times[:3] == READ[text]


@pytest.mark.parametrize("text", UNREAD)
def test_a_time_beside_a_word_that_is_not_known_is_none(text: str) -> None:
    assert isinstance(occasion(text), Unread)


@pytest.mark.parametrize("text", ["2018", "2018-2020", "since March 2018", "unknown", "Huawei", "5 May 2021"])
def test_a_time_alone_is_no_occasion(text: str) -> None:
    assert occasion(text) is None


def told(folder: Path, *cells: str) -> tuple[set[str], dict[str, str]]:
    """Return the claims of a table whose last rows have these years, and the cells left out."""
    rows: list[list[object]] = [["Country", "Vendor", "Technology", "Year"]]
    rows += [["Mali", "ZTE", "Safe city", year] for year in ("2015", "2016", "2017", "2018", "2019")]
    rows += [["Kenya", "NEC", "Safe city", cell] for cell in cells]
    taken = workbooks.imported(workbooks.as_csv(folder / "desk.csv", rows), folder / "sources")
    claims = {workbooks.told(claim, list(taken.map.file.table[0].columns)) for claim in workbooks.claims(taken)}
    return {each for each in claims if "state:ken" in each}, {each.cell: each.why for each in taken.account.left()}


def test_the_year_of_a_contract_is_that_of_the_supply_and_not_of_the_use(tmp_path: Path) -> None:
    found, left = told(tmp_path, "2018 (contract)")
    assert found == {
        "Supply heldAt=2018 recipient=state:ken supplier=vendor:nec technology=technology:safe-city ! @ B7",
        "Use technology=technology:safe-city user=state:ken @ C7",
    }
    assert "the time of the Supply, and not of the Use" in left["D7"]


@pytest.mark.parametrize("cell", UNREAD)
def test_a_year_that_is_not_read_is_left_out_by_name(cell: str, tmp_path: Path) -> None:
    found, left = told(tmp_path, cell)
    assert all("heldAt" not in each and "since" not in each for each in found)
    assert "D7" in left


@pytest.mark.parametrize("cell", BACK)
def test_a_year_at_which_it_was_taken_back_leaves_the_row_out(cell: str, tmp_path: Path) -> None:
    found, left = told(tmp_path, cell)
    assert not found
    assert {"B7", "C7", "D7"} <= left.keys()


@pytest.mark.parametrize("cell", PLANS)
def test_a_year_of_a_plan_makes_plans(cell: str, tmp_path: Path) -> None:
    found, _ = told(tmp_path, cell)
    assert len(found) == 2
    assert all("(planInStatement)" in each and "heldAt=20" in each for each in found)


def test_a_column_of_nothing_but_such_years_is_one_of_times(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor", "Year"]]
    rows += [["Kenya", "NEC", "2018 (contract)"], ["Mali", "ZTE", "announced 2020"], ["Peru", "NEC", "2021 (planned)"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    claims = {workbooks.told(claim, ["Country", "Vendor", "Year"]) for claim in workbooks.claims(taken)}
    assert claims == {
        "Supply heldAt=2018 recipient=state:ken supplier=vendor:nec ! @ B2",
        "Supply heldAt=2020 recipient=state:mli supplier=vendor:zte (planInStatement) @ B3",
        "Supply heldAt=2021 recipient=state:per supplier=vendor:nec (planInStatement) @ B4",
    }
