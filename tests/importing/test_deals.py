"""The time of a deal is that of the supply and of no use; a figure of 0, and doubt beside a row, are asked."""

from pathlib import Path

import openpyxl
import pytest

from kg.errors import SourceError
from kg.importing.intake import Taken
from tests.importing import workbooks

HEAD: list[object] = ["Country", "Vendor", "Technology"]
DEALS = (
    "Contract date",
    "Signed",
    "Awarded",
    "Date of order",
    "Purchase date",
    "Delivery date",
    "Vertragsdatum",
    "Unterzeichnet am",
    "Date de signature",
    "Fecha de adjudicación",
    "Data da assinatura",
    "Data umowy",
    "Дата договора",
    "Датум уговора",
    "签约日期",
)
DOUBTS = (
    "reportedly",
    "émigré press (rumor)",
    "laut Gerüchten",
    "apparemment",
    "se rumorea",
    "alegadamente",
    "a quanto pare",
    "podobno",
    "по слухам",
    "наводно",
    "нібито",
    "据说",
    "噂",
    "söylentiye göre",
)


def imported(folder: Path, heading: str, *cells: object) -> Taken:
    """Return the import of a table of four states with one more column."""
    states = ("Kenya", "Mali", "Togo", "Peru")
    rows: list[list[object]] = [[*HEAD, heading]]
    rows += [[state, "NEC", "safe city", cell] for state, cell in zip(states, cells, strict=False)]
    return workbooks.imported(workbooks.as_csv(folder / "desk.csv", rows), folder / "sources")


def times(taken: Taken) -> set[str]:
    """Return kind, state and times of each claim."""
    found = set()
    for claim in workbooks.claims(taken):
        roles = dict(claim.roles)
        state = workbooks.short(roles.get("recipient") or roles.get("user") or roles["jurisdiction"])
        told = [f"{key}={workbooks.short(roles[key])}" for key in ("heldAt", "since", "until") if key in roles]
        found.add(" ".join([claim.kind, state, *told]))
    return found


@pytest.mark.parametrize("heading", DEALS)
def test_the_date_of_a_deal_is_that_of_the_supply_and_of_no_use(heading: str, tmp_path: Path) -> None:
    taken = imported(tmp_path, heading, "2018", "2018-19", "2020-03-25", "since 2017")
    assert times(taken) == {
        "Supply state:ken heldAt=2018",
        "Supply state:mli",
        "Supply state:tgo heldAt=2020-03-25",
        "Supply state:per",
        *(f"Use state:{each}" for each in ("ken", "mli", "tgo", "per")),
    }
    assert {"D3", "D5"} <= {each.cell for each in taken.account.left()}


def test_a_deal_of_the_future_makes_no_use_of_today(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEAD, "Contract date"], ["Kenya", "NEC", "safe city", "2018"]]
    rows += [["Mali", "NEC", "safe city", "2031"], ["Togo", "NEC", "safe city", "under review by the ministry"]]
    path = workbooks.as_csv(tmp_path / "desk.csv", rows)
    taken = workbooks.imported(path, tmp_path / "sources", day="2026-01-01")
    assert times(taken) == {"Supply state:ken heldAt=2018", "Use state:ken"}


def test_the_use_keeps_its_own_time_beside_that_of_a_deal(tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEAD, "Contract signed", "In use since"], ["Kenya", "NEC", "safe city", 2016, 2018]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert times(taken) == {"Supply state:ken heldAt=2016", "Use state:ken since=2018"}


def test_a_membership_is_since_it_was_signed(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Initiative", "Signed"], ["Kenya", "Belt and Road Initiative", 2017]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    (claim,) = workbooks.claims(taken)
    assert (claim.kind, dict(claim.roles)["startYear"][:5]) == ("Membership", '"2017')


@pytest.mark.parametrize("heading", ["Cameras", "Anzahl Kameras", "Камеры"])
def test_a_figure_of_none_is_asked(heading: str, tmp_path: Path) -> None:
    taken = imported(tmp_path, heading, "0", "12", "0.0", "1")
    counted = {each for each in times(taken) if each.startswith("Count")}
    assert counted == {"CountObservation state:mli", "CountObservation state:per"}
    assert {each.cell for each in taken.account.left() if "count of none" in each.why} == {"D2", "D4"}
    mapped = tmp_path / "sources" / "desk.map.toml"
    text = mapped.read_text(encoding="utf-8")
    mapped.write_text(text.replace('reads = "figure"', 'reads = "figure", zero = "counts"'), encoding="utf-8")
    again = workbooks.imported(tmp_path / "desk.csv", tmp_path / "sources")
    assert len([each for each in times(again) if each.startswith("Count")]) == 4


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize("heading", ["Source", "Published"])
def test_a_word_of_doubt_in_a_column_that_is_not_cited_holds_its_row_back(
    heading: str, doubt: str, tmp_path: Path
) -> None:
    taken = imported(tmp_path, heading, "ministry", doubt, "newspaper")
    assert {each.split()[1] for each in times(taken)} == {"state:ken", "state:tgo"}


def test_a_no_to_how_sure_a_row_is_is_asked_and_a_time_beside_a_yes_is_listed(tmp_path: Path) -> None:
    taken = imported(tmp_path, "Sure?", "yes, since 2018", "no", "yes", "rumored")
    assert {each.split()[1] for each in times(taken)} == {"state:ken", "state:tgo", "state:per"}
    left = {each.cell: each.why for each in taken.account.left()}
    assert "'since 2018' tells a time" in left["D2"]
    assert "not sure, or not so" in left["D3"]


@pytest.mark.parametrize("heading", ["first_seen", "begun", "Início", "Дата запуска", "Fecha de inicio", "Почетак"])
def test_the_beginning_of_a_use_is_since_then(heading: str, tmp_path: Path) -> None:
    assert "Use state:ken since=2018" in times(imported(tmp_path, heading, "2018", "2019"))


def test_years_of_sheets_that_differ_are_the_times_of_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, head in (("Gulf 2021", HEAD), ("Levant 2023", ["State", "Supplier", "Technology"])):
        sheet = book.create_sheet(name)
        sheet.append(head)
        sheet.append(["Kenya" if "Gulf" in name else "Mali", "NEC", "safe city"])
    book.save(tmp_path / "desk.xlsx")
    taken = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert {"Use state:ken heldAt=2021", "Use state:mli heldAt=2023"} <= times(taken)


MARKDOWN = """# Notes

| Where | What they run | Whose kit |
|:------|:---:|---|
| Kenya | **safe city** | [NEC](https://example.org/nec) |
| Mali | safe city | ~~NEC~~ Huawei |
Togo | `facial recognition` | Huawei \\
| Peru | a \\| b | *Huawei* |

NB: more next week.
"""


@pytest.mark.parametrize("suffix", [".md", ".markdown"])
def test_tables_of_markdown_are_read_without_its_signs(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"notes{suffix}"
    path.write_text(MARKDOWN.replace(" \\\n", " |\n"), encoding="utf-8")
    taken = workbooks.imported(path, tmp_path / "sources")
    assert times(taken) == {"Supply state:ken", "Use state:ken", "Use state:mli", "Supply state:tgo", "Use state:tgo"}
    assert {"C6", "B8"} <= {each.cell for each in taken.account.left()}
    assert any("more next week" in each.why for each in taken.account.remarks)


def test_several_tables_of_markdown_are_sheets_and_one_in_a_fence_is_none(tmp_path: Path) -> None:
    table = "| Country | Vendor |\n|---|---|\n| {} | NEC |\n"
    path = tmp_path / "notes.md"
    path.write_text(
        "\n".join([table.format("Kenya"), "## Planned", table.format("Mali"), "```", table.format("Togo"), "```"]),
        encoding="utf-8",
    )
    taken = workbooks.imported(path, tmp_path / "sources")
    assert {workbooks.short(dict(each.roles)["recipient"]): each.modality for each in workbooks.claims(taken)} == {
        "state:ken": "asserted",
        "state:mli": "planInStatement",
    }


def test_a_text_of_markdown_without_a_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("Kenya | NEC\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no table of Markdown"):
        workbooks.imported(path, tmp_path / "sources")


def test_words_of_a_status_that_are_asked_stand_in_the_mapping_to_be_explained(tmp_path: Path) -> None:
    taken = imported(tmp_path, "Confidence", "medium", 'it\'s "B2"', "medium", "high")
    assert times(taken) == {"Supply state:per", "Use state:per"}
    path = tmp_path / "sources" / "desk.map.toml"
    text = path.read_text(encoding="utf-8")
    head, _, stub = text.partition("# [status]\n")
    assert '# "medium" = ""  # 2 cells, first D2' in stub
    said = "\n".join(line.removeprefix("# ") for line in stub.splitlines()).replace('= ""', '= "alleges"')
    path.write_text(f"{head}[status]\n{said}\n", encoding="utf-8")
    assert len(times(workbooks.imported(tmp_path / "desk.csv", tmp_path / "sources"))) == 8
