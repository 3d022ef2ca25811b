"""Columns that tell how sure a row is, what is said beside a row, and scores that several indexes publish."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from tests.importing import workbooks

SURE = (
    ("Confidence", "High", "low", "medium"),
    ("Evidence strength", "strong", "single source", "2"),
    ("Source reliability", "verified", "unverified", "B"),
    ("Certainty", "certain", "rumored; one report", "70%"),
    ("Достоверность", "высокая", "низкая", "средняя"),
    ("Fiabilidad", "alta", "una sola fuente", "media"),
    ("Niveau de confiance", "élevé", "rumeur", "moyen"),
    ("Zuverlässigkeit", "hoch", "Verdacht", "mittel"),
    ("Pouzdanost", "visoka", "niska", "srednja"),
    ("可信度", "高", "传闻", "中"),
    ("درجة الثقة", "عالية", "منخفضة", "متوسطة"),
)


def stances(folder: Path, heading: str, *cells: str) -> dict[str, str]:
    """Return the recipient of each claim and its modality."""
    states = ("Kenya", "Mali", "Togo", "Peru")
    rows: list[list[object]] = [["Country", "Vendor", heading]]
    rows += [[state, "NEC", cell] for state, cell in zip(states, cells, strict=False)]
    taken = workbooks.imported(workbooks.as_csv(folder / "desk.csv", rows), folder / "sources")
    made = workbooks.claims(taken)
    return {workbooks.short(dict(claim.roles)["recipient"]): claim.modality for claim in made}


@pytest.mark.parametrize(("heading", "sure", "less", "unknown"), SURE, ids=[each[0] for each in SURE])
def test_a_row_is_held_as_firmly_as_its_column_of_confidence_says(
    heading: str, sure: str, less: str, unknown: str, tmp_path: Path
) -> None:
    assert stances(tmp_path, heading, sure, less, unknown, "") == {
        "state:ken": "asserted",
        "state:mli": "allegationInStatement",
        "state:per": "asserted",
    }


@pytest.mark.parametrize("heading", ["Award status", "Status of the tender", "Statut du marché"])
def test_an_unknown_word_below_a_heading_of_a_status_is_asked(heading: str, tmp_path: Path) -> None:
    assert stances(tmp_path, heading, "appealed", "lost", "annexed") == {}


def test_a_column_that_is_not_read_holds_a_row_back_where_it_takes_it_back(tmp_path: Path) -> None:
    told = stances(tmp_path, "What they got", "cameras", "an offer, never delivered", "servers")
    assert told == {"state:ken": "asserted", "state:tgo": "asserted"}


def test_a_name_with_the_year_for_which_it_is_planned_is_a_plan_of_that_year(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Vendor"], ["Kenya", "Huawei, ZTE (planned 2024)"], ["Mali", "ZTE (1)"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    told = {workbooks.told(claim, ["Country", "Vendor"]) for claim in workbooks.claims(taken)}
    assert {
        "Supply recipient=state:ken supplier=vendor:huawei @ B2",
        "Supply heldAt=2024 recipient=state:ken supplier=vendor:zte (planInStatement) @ B2",
    } <= told


def test_rows_of_a_sheet_called_by_a_state_are_of_that_state(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Vendor", "Technology"], ["Huawei", "safe city"]]
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows, "Kenya"), tmp_path / "sources")
    assert {dict(claim.roles).get("recipient") or dict(claim.roles)["user"] for claim in workbooks.claims(taken)} == {
        "<https://w3id.org/ai-surveillance/state/ken>"
    }


@pytest.mark.parametrize("name", ["Sheet1", "Congo", "Notes"])
def test_a_sheet_not_called_by_one_state_has_no_state_for_its_rows(name: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Vendor", "Technology"], ["Huawei", "safe city"]]
    with pytest.raises(SourceError, match="no state"):
        workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", rows, name), tmp_path / "sources")


def scores(folder: Path, file: str, heading: str) -> set[str]:
    rows: list[list[object]] = [["Country", "Vendor", heading], ["Kenya", "NEC", 66], ["Togo", "NEC", 44]]
    taken = workbooks.imported(workbooks.as_csv(folder / file, rows), folder / "sources")
    return {claim.kind for claim in workbooks.claims(taken)}


def test_a_score_that_several_indexes_publish_is_asked_unless_its_publisher_is_named(tmp_path: Path) -> None:
    assert scores(tmp_path, "a.csv", "Freedom score") == {"Supply"}
    assert scores(tmp_path, "b.csv", "Freedom score (Freedom House)") == {"Supply", "Classification"}
    assert scores(tmp_path, "freedom-house-2022.csv", "Freedom score") == {"Supply", "Classification"}
    assert scores(tmp_path, "c.csv", "Freedom on the Net score") == {"Supply", "Classification"}


@pytest.mark.parametrize(
    "heading", ["Caméras (milliers)", "Kameras (Tsd.)", "Камеры, тыс.", "Cámaras (miles)", "摄像头（千）"]
)
def test_figures_by_the_thousand_are_not_counted_one_by_one(heading: str, tmp_path: Path) -> None:
    assert scores(tmp_path, "desk.csv", heading) == {"Supply"}


def test_years_below_vendors_are_the_times_of_deals_in_the_technology_of_the_row(tmp_path: Path) -> None:
    head = ["Country", "Technology", "Huawei", "ZTE"]
    rows: list[list[object]] = [[*head], ["Kenya", "safe city", 2014, None], ["Ghana", "safe city", "x", "2018-2020"]]
    rows += [["Serbia", "facial recognition", "2019", "no"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    told = {workbooks.told(claim, head) for claim in workbooks.claims(taken) if claim.kind == "Supply"}
    assert told == {
        "Supply heldAt=2014 recipient=state:ken supplier=vendor:huawei technology=technology:safe-city @ C2",
        "Supply recipient=state:gha supplier=vendor:huawei technology=technology:safe-city @ C3",
        "Supply heldAt=2019 recipient=state:srb supplier=vendor:huawei technology=technology:facial-recognition @ C4",
        "Supply recipient=state:gha since=2018 supplier=vendor:zte technology=technology:safe-city until=2020 @ D3",
    }


@pytest.mark.parametrize("heading", ["User", "Operator", "Betreiber", "Operador", "Заказчик", "用户"])
def test_a_user_that_is_no_known_organization_is_asked(heading: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Country", "Technology", heading], ["Spain", "facial recognition", "Mercadona"]]
    rows += [["Serbia", "safe city", "Telekom Srbija"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert not workbooks.claims(taken)
    assert {name for _, name in taken.account.open} == {"Mercadona", "Telekom Srbija"}


def test_a_column_of_users_that_are_states_is_one_of_states(tmp_path: Path) -> None:
    rows: list[list[object]] = [["User", "Technology"], ["Spain", "facial recognition"], ["Serbia", "safe city"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    assert len(workbooks.claims(taken)) == 2
