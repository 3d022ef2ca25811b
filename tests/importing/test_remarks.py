"""What stands beside, over or under a claim and takes it back: nothing of it is asserted in silence."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kg.importing import summary
from kg.importing.intake import Taken
from tests.importing import workbooks

HEAD: list[object] = ["Country", "Vendor"]


def told(path: Path) -> tuple[set[str], dict[str, str], Taken]:
    """Return the states of supplies, with a sign where they are no plain claims; the cells left out; what was taken."""
    taken = workbooks.imported(path, path.parent / "sources")
    found = set()
    for claim in workbooks.claims(taken):
        if claim.kind == "Supply":
            state = workbooks.short(dict(claim.roles)["recipient"]).removeprefix("state:")
            sign = "" if claim.modality == "asserted" else "~" if "plan" in claim.modality else "!"
            found.add(f"{sign}{state} {workbooks.short(dict(claim.roles)['supplier']).removeprefix('vendor:')}")
    return found, {each.cell: each.why for each in taken.account.left()}, taken


def table(folder: Path, *rows: Sequence[object]) -> tuple[set[str], dict[str, str], Taken]:
    return told(workbooks.as_csv(folder / "desk.csv", list(map(list, rows))))


def book(folder: Path, *names: str) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in ("Current", *names):
        sheet = made.create_sheet(name)
        sheet.append(HEAD)
        sheet.append(["Kenya" if name == "Current" else "Mali", "Huawei"])
    made.save(folder / "desk.xlsx")
    return folder / "desk.xlsx"


BACK = ("Cancelled", "Rejected bids", "OLD - do not use", "Draft (unverified)", "Abgelehnt", "Rumours", "Archive 2019")


@pytest.mark.parametrize("name", BACK)
def test_a_sheet_whose_name_takes_back_its_rows_is_left_out_by_name_until_the_mapping_lifts_it(
    name: str, tmp_path: Path
) -> None:
    found, _, taken = told(book(tmp_path, name))
    assert found == {"ken huawei"}
    assert name in taken.account.sheets
    assert f"the name of its sheet, {name!r} takes it back" in summary.as_text(taken)
    lies = taken.files[1]
    lies.write_text(lies.read_text("utf-8").replace("\n[[table]]", '\n[[table]]\ntitle = "read"'), "utf-8")
    assert told(tmp_path / "desk.xlsx")[0] == {"ken huawei", "mli huawei"}


@pytest.mark.parametrize("name", ["Mali", "2019", "Vendors", "Confirmed and planned", "Data incl. cancelled"])
def test_a_sheet_whose_name_says_nothing_against_its_rows_is_read(name: str, tmp_path: Path) -> None:
    assert told(book(tmp_path, name))[0] == {"ken huawei", "mli huawei"}


def test_a_title_above_the_headings_is_said_of_all_rows(tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, ["Deals that were cancelled before delivery"], [], HEAD, ["Kenya", "NEC"])
    assert not found
    assert "Deals that were cancelled" in left["B4"]


def test_a_section_is_said_of_its_rows_and_ends_at_the_next(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, ["Confirmed"], ["Kenya", "NEC"], ["Cancelled"], ["Mali", "NEC"]]
    rows += [["Planned 2025"], ["Chad", "NEC"], ["Rumours only"], ["Peru", "NEC"], ["In use"], ["Togo", "NEC"]]
    found, left, _ = table(tmp_path, *rows)
    assert found == {"ken nec", "~tcd nec", "tgo nec"}
    assert left["B5"] == "the heading above, 'Cancelled' takes it back"


@pytest.mark.parametrize(
    ("rows", "claims"),
    [
        ([["Active", "Status"], ["yes", "cancelled"], ["yes", "in use"]], {"mli nec"}),
        ([["Status", "Verification"], ["in use", "false"], ["in use", "true"]], {"mli nec"}),
        ([["Status", "Verified"], ["planned", "yes"], ["", ""]], {"~ken nec", "mli nec"}),
        ([["In use", "Status"], ["x", "never delivered"], ["x", "live"]], {"!ken nec", "mli nec"}),
    ],
)
def test_of_several_columns_of_a_status_the_one_that_takes_back_wins(
    rows: list[list[str]], claims: set[str], tmp_path: Path
) -> None:
    head, first, second = rows
    found, _, _ = table(tmp_path, [*HEAD, *head], ["Kenya", "NEC", *first], ["Mali", "NEC", *second])
    assert found == claims


def test_an_object_that_says_it_is_not_verified_is_not_asserted(tmp_path: Path) -> None:
    path = tmp_path / "desk.jsonl"
    rows = [{"country": name, "vendor": "NEC", "verified": says} for name, says in (("Kenya", True), ("Mali", False))]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert told(path)[0] == {"ken nec"}


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (["Kenya*", "NEC"], ["* contract cancelled in 2021"]),
        (["Kenya", "NEC**"], ["** Contract rescinded"]),
        (["Kenya¹", "NEC"], ["¹ Denied by the vendor"]),
        (["Kenya", "NEC [1]"], ["[1] withdrawn"]),
        (["Kenya", "NEC†"], ["†", "dropped by the ministry, since abandoned"]),
        (["Kenya", "NEC (a)"], ["(a): did not happen"]),
        (["Kenya", "NEC*"], ["† Reuters; * cancelled"]),
    ],
)
def test_a_footnote_that_takes_back_leaves_out_the_rows_with_its_mark_and_is_named(
    cell: list[object], line: list[object], tmp_path: Path
) -> None:
    found, left, _ = table(tmp_path, HEAD, cell, ["Mali", "ZTE"], line)
    assert found == {"mli zte"}
    assert str(line[-1]).split()[-1] in left["B2"]


def test_a_footnote_that_says_planned_makes_a_plan_and_one_that_is_not_understood_is_quoted(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, ["Kenya*", "NEC"], ["Mali†", "NEC"], ["* planned"], ["† funded by a bank"]]
    found, _, taken = table(tmp_path, *rows)
    assert found == {"~ken nec", "mli nec"}
    assert [(each.cell, each.why) for each in taken.account.remarks] == [("A3", "† funded by a bank")]


TAKES_BACK = [
    "Contract rescinded",
    "Vendor pulled out before delivery",
    "Hoax?",
    "This did not happen",
    "Replaced by ZTE in 2020",
    "Government has ruled this out",
    "offline",
    "unlikely",
    "used 2015-2018 only",
    "It doesn't exist",
    "myth",
    "deal fell through",
    "plus en service",
    "außer Betrieb",
    "stillgelegt",
    "gekündigt",
    "dado de baja en 2021",
    "rescindido",
    "sin evidencia",
    "non confirmé",
    "nicht bestätigt",
    "расторгнут в 2020",
]


@pytest.mark.parametrize("remark", TAKES_BACK)
def test_a_remark_that_takes_back_leaves_its_row_out(remark: str, tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, [*HEAD, "Notes"], ["Kenya", "NEC", remark], ["Mali", "NEC", ""])
    assert found == {"mli nec"}
    assert "says otherwise" in left["C2"]


def test_a_remark_that_is_not_understood_is_quoted_beside_what_is_asserted(tmp_path: Path) -> None:
    rows = [["Kenya", "NEC", "Wrng country"], ["Mali", "NEC", "in use"], ["Peru", "NEC", "cancelled"]]
    found, _, taken = table(tmp_path, [*HEAD, "Notes"], *rows)
    assert found == {"ken nec", "mli nec"}
    assert "1  remarks that are not understood" in summary.as_text(taken)
    assert "C2: Wrng country" in summary.as_text(taken)
    whole = json.loads("\n".join(summary.as_json(taken)))
    assert (whole["remarksUnread"], whole["remarks"][0]["remark"]) == (1, "Wrng country")


@pytest.mark.parametrize("heading", ["Status", "In use?", "Verified"])
def test_an_unknown_word_of_a_status_stops_its_row_by_name(heading: str, tmp_path: Path) -> None:
    found, left, _ = table(tmp_path, [*HEAD, heading], ["Kenya", "NEC", "zwielichtig"], ["Mali", "NEC", "gloomy"])
    assert not found
    assert "'gloomy' is no status that is known" in left["C3"]


def test_evidence_against_is_cited_for_nothing(tmp_path: Path) -> None:
    head: list[object] = [*HEAD, "Evidence for", "Evidence against"]
    rows: list[list[object]] = [["Kenya", "NEC", "https://a.example/1", "https://b.example/2"]]
    _, _, taken = table(tmp_path, head, *rows, ["Mali", "NEC", "", "https://b.example/3"])
    assert {dict(claim.locator).get("citation", "") for claim in workbooks.claims(taken)} == {"https://a.example/1", ""}
    assert [each.cell for each in taken.account.remarks] == ["D2", "D3"]


@pytest.mark.parametrize(
    "cell", ["Huawei, which lost to ZTE", "NEC, until replaced by Dahua", "Huawei/ZTE JV", "NEC; not Huawei"]
)
def test_a_cell_that_is_half_a_sentence_is_left_out_whole(cell: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendors"], ["Mali", "Huawei, ZTE"], ["Peru", "NEC / IBM; Dahua"]]
    found, left, _ = table(tmp_path, *rows, ["Kenya", cell])
    assert found == {"mli huawei", "mli zte", "per nec", "per ibm", "per dahua"}
    assert "says otherwise of what stands beside it" in left["B4"]


@pytest.mark.parametrize("legend", [["Red = contract cancelled"], ["Yellow", "unconfirmed"], ["Grün: in Betrieb"]])
def test_a_legend_of_colors_is_told_for_colors_are_not_read(legend: list[object], tmp_path: Path) -> None:
    found, _, taken = table(tmp_path, HEAD, ["Kenya", "NEC"], ["Mali", "ZTE"], legend)
    assert found == {"ken nec", "mli zte"}
    assert [each.cell for each in taken.account.legends] == ["A4"]
    assert "colors are not read: A4" in summary.as_text(taken)


def test_a_note_in_the_place_of_a_vendor_is_proposed_as_none(tmp_path: Path) -> None:
    _, _, taken = table(tmp_path, HEAD, ["Kenya", "NEC"], ["Mali", "see also Chad"])
    assert not taken.account.open
    assert not taken.additions.rows


STYLES: tuple[tuple[str, str, str, str, set[str]], ...] = (
    ("[1]", "¹", "[1] cancelled in 2021", "¹ Reuters", {"mli zte"}),
    ("[1]", "¹", "[1] Reuters", "¹ cancelled in 2021", {"ken nec"}),
    ("(1)", "[1]", "(1) planned", "[1] Reuters", {"~ken nec", "mli zte"}),
    ("*", "†", "* never delivered", "† Reuters", {"!ken nec", "mli zte"}),
    ("*", "**", "* Reuters", "** rescinded", {"ken nec"}),
    ("ᵃ", "[a]", "ᵃ withdrawn", "[a] Reuters", {"mli zte"}),
    ("¹", "¹", "1. cancelled", "2. Reuters", set()),
    ("[1]", "[2]", "1) Reuters", "2) cancelled", {"ken nec"}),
)


@pytest.mark.parametrize(("first", "second", "one", "other", "supplies"), STYLES)
def test_footnotes_of_two_styles_are_apart_and_a_line_without_a_style_is_of_the_mark_that_it_has(
    first: str, second: str, one: str, other: str, supplies: set[str], tmp_path: Path
) -> None:
    rows: list[list[object]] = [
        HEAD,
        ["Kenya", f"NEC{first}"],
        ["Mali", f"ZTE{second}"],
        ["Peru", "Dahua"],
        [one],
        [other],
    ]
    assert table(tmp_path, *rows)[0] == {*supplies, "per dahua"}


RESERVED = (
    "siehe Korrektur",
    "s. Korrektur",
    "unter Vorbehalt",
    "ohne Gewähr",
    "nicht belegt",
    "wird geprüft",
    "Richtigstellung",
    "voir rectificatif",
    "voir correction",
    "sous réserve",
    "sous toutes réserves",
    "non avéré",
    "peut-être",
    "à revoir",
    "véase corrección",
    "ver corrección",
    "bajo reserva",
    "con reservas",
    "sin comprobar",
    "en revisión",
    "quizás",
    "ver correção",
    "sob reserva",
    "com ressalvas",
    "vedi rettifica",
    "con riserva",
    "onder voorbehoud",
    "под вопросом",
    "vidi ispravku",
    "bkz. düzeltme",
    "待核实",
)


@pytest.mark.parametrize("said", RESERVED)
def test_a_row_with_a_word_of_reservation_is_held_in_many_languages(said: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEAD, "Remarks"],
        ["Kenya", "NEC", said],
        ["Mali", "ZTE", f"Vertrag 2019, {said}"],
        ["Peru", "Dahua", ""],
    ]
    found, left, _ = table(tmp_path, *rows)
    assert found == {"per dahua"}
    assert {"B2", "C2", "B3", "C3"} <= left.keys()


def test_the_summary_counts_claims_by_what_they_say_of_it(tmp_path: Path) -> None:
    stated = {"Kenya": "in use", "Mali": "planned", "Oman": "never delivered", "Peru": "in use", "Togo": "unconfirmed"}
    rows: list[list[object]] = [[*HEAD, "Status"]]
    rows += [[state, "NEC", said] for state, said in stated.items()]
    taken = table(tmp_path, *rows)[2]
    text = summary.as_text(taken)
    for line in ("2    of them asserted", "1    of them planned", "1    of them alleged", "1    of them denied"):
        assert line in text
    given = json.loads("\n".join(summary.as_json(taken)))
    assert given["stances"] == {"asserts": 2, "plans": 1, "alleges": 1, "denies": 1}
    assert sum(given["stances"].values()) == sum(given["claims"].values())
