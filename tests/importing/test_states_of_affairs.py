"""Columns that say how far a thing is, until when, or when it was written down, and towns that share a state's name."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.importing import workbooks
from tests.importing.test_remarks import table

HEAD: list[object] = ["Country", "Vendor"]


def times(folder: Path, *rows: Sequence[object]) -> set[tuple[str, str, str, str]]:
    """Return the member or recipient, moment, beginning and end of each claim."""
    taken = workbooks.imported(workbooks.as_csv(folder / "desk.csv", list(map(list, rows))), folder / "sources")
    told = ({key: workbooks.short(value) for key, value in claim.roles} for claim in workbooks.claims(taken))
    return {
        (
            (each.get("recipient") or each["member"]).removeprefix("state:"),
            each.get("heldAt", ""),
            each.get("since") or each.get("startYear", ""),
            each.get("until", ""),
        )
        for each in told
    }


HOW_FAR = (
    ("Situação", "em operação", "não implementado", "em fase de teste"),
    ("Situación actual", "en operación", "no desplegado", "vetado"),
    ("Avancement", "opérationnel", "pas encore", "invalidé par la CNIL"),
    ("Umsetzung", "läuft", "nicht umgesetzt", "Testphase"),
    ("Stato attuale", "in uso", "mai realizzato", "bloccato dal Garante"),
    ("Состояние", "работает", "не реализован", "тестирование"),
    ("现状", "已投入使用", "未实施", "试运行"),
    ("Outcome", "contract signed", "no award", "somebody else won"),
    ("Include?", "yes", "no", "no (wrong)"),
    ("Cancelled", "", "x", "yes"),
    ("Contract terminated?", "no", "yes", "2019, so yes"),
    ("How it went", "in use", "cancelled", "failed"),
)


@pytest.mark.parametrize(("heading", "so", "against", "other"), HOW_FAR, ids=[each[0] for each in HOW_FAR])
def test_a_row_is_asserted_only_where_the_column_on_how_far_it_is_says_so(
    heading: str, so: str, against: str, other: str, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Kenya", "NEC", so], ["Mali", "NEC", against], ["Togo", "NEC", other]]
    found, left, _ = table(tmp_path, [*HEAD, heading], *rows)
    assert found == {"ken nec"}
    assert left.keys() >= {"B3", "B4"}


def test_what_a_heading_bans_is_no_row_taken_back(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kenya", "NEC", "x"], ["Mali", "NEC", "x"]]
    found, left, _ = table(tmp_path, [*HEAD, "Ban on facial recognition"], *rows)
    assert found == {"ken nec", "mli nec"}
    assert left.keys() == {"C2", "C3"}


@pytest.mark.parametrize("heading", ["Year left", "Exit", "Withdrew", "Date of withdrawal", "Austritt", "退出"])
def test_a_year_of_leaving_is_the_end_of_a_membership(heading: str, tmp_path: Path) -> None:
    rows = [["Country", "Initiative", "Year joined", heading], ["Italy", "Belt and Road Initiative", "2019", "2023"]]
    assert times(tmp_path, *rows, ["Kenya", "Belt and Road Initiative", "2017", ""]) == {
        ("ita", "", "2019", "2023"),
        ("ken", "", "2017", ""),
    }


@pytest.mark.parametrize(
    "heading", ["Publication date", "Article date", "Year checked", "Coded", "Date de publication", "发布日期"]
)
def test_the_day_of_a_publication_or_a_check_is_no_time_of_a_claim(heading: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [[*HEAD, heading], ["Kenya", "NEC", "2019"], ["Mali", "NEC", "2020"]]
    assert times(tmp_path, *rows) == {("ken", "", "", ""), ("mli", "", "", "")}


YEARS = [("2015年", "2015"), ("2018年3月", "2018-03"), ("2018년 3월 5일", "2018-03-05")]


@pytest.mark.parametrize(("text", "at"), YEARS)
def test_years_are_read_as_they_are_written_in_east_asia(text: str, at: str, tmp_path: Path) -> None:
    assert times(tmp_path, [*HEAD, "Year"], ["Kenya", "NEC", text]) == {("ken", at, "", "")}


TOWNS = ["Chicago, IL", "San Diego, CA", "Lebanon, Ohio", "Atlanta, Georgia", "Mexico, Missouri"]


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_in_a_part_of_a_state_is_no_state_of_its_name(town: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Nairobi, Kenya", "NEC"], [town, "NEC"], ["Mali, Togo", "NEC"], ["Peru", "NEC"]]
    found, left, _ = table(tmp_path, HEAD, *rows)
    assert found == {"ken nec", "mli nec", "tgo nec", "per nec"}
    assert left["A3"] == f"{town!r} may be a town in a part of another state"


@pytest.mark.parametrize(
    "text",
    [
        "Garante blocked the Como system",
        "Vendor was excluded from the tender",
        "RCMP used it until July 2020",
        "Police deny using it",
        "MoU signed but project did not go beyond concept stage",
        "Portland bans use",
        "parliament votes against",
    ],
)
def test_a_sentence_that_takes_back_its_row_leaves_it_out(text: str, tmp_path: Path) -> None:
    found, _, _ = table(tmp_path, [*HEAD, "Comments"], ["Kenya", "NEC", "Opened by the mayor"], ["Mali", "NEC", text])
    assert found == {"ken nec"}


@pytest.mark.parametrize("word", ["no", "in", "is", "to"])
def test_a_word_in_small_letters_is_asked_where_it_is_the_code_of_a_state_too(word: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Kenya", "NEC"], [word, "NEC"], ["ke", "ZTE"], [word.upper(), "ZTE"]]
    found, left, _ = table(tmp_path, HEAD, *rows)
    codes = {"no": "nor", "in": "ind", "is": "isl", "to": "ton"}
    assert found == {"ken nec", "ken zte", f"{codes[word]} zte"}
    assert left["A3"] == f"{word!r} is a word or the code of a state: which is not said"
