"""The next edition of a table: in the place of the one before or beside it, and the day on which it was taken in."""

from pathlib import Path

import pytest

from kg.errors import SourceError, UnknownName
from kg.importing import edition, tally
from kg.importing.intake import Taken
from tests.importing import workbooks
from tests.importing.test_intake import built

FIRST: list[list[object]] = [["Country", "Vendor", "Year"], ["Kenya", "Huawei", 2018], ["Serbia", "Huwaei", 2019]]
LATER: list[list[object]] = [*FIRST, ["Ghana", "ZTE", 2025], ["Mali", "ZTE", 2024], ["Peru", "NEC", "2025 (planned)"]]


def first(folder: Path, day: str = "2024-05-01", name: str = "desk.csv") -> Taken:
    make = workbooks.as_xlsx if name.endswith(".xlsx") else workbooks.as_csv
    return workbooks.imported(make(folder / name, FIRST), folder / "sources", day=day)


def decided(folder: Path) -> Path:
    path = folder / "sources" / "desk.map.toml"
    path.write_text(path.read_text("utf-8").replace('"Huwaei" = ""', '"Huwaei" = "Huawei"'), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["desk.csv", "desk.xlsx"])
def test_a_next_edition_that_was_copied_in_place_moves_the_day_as_it_is_taken_in(name: str, tmp_path: Path) -> None:
    first(tmp_path, name=name)
    path, here = decided(tmp_path), tmp_path / "sources" / name
    (workbooks.as_xlsx if name.endswith(".xlsx") else workbooks.as_csv)(here, LATER)
    assert len(built(tmp_path / "sources")) == 4  # what lies after the day is left out, and the build says so
    told = list(tally.lines([tmp_path / "sources"]))
    assert any(f"{name}: 1 rows tell of a time after 2024-05-01, when an earlier edition" in line for line in told)
    taken = workbooks.imported(here, tmp_path / "sources", day="2025-11-27")
    assert taken.told == ["a next edition: 'latest' is 2025-11-27 now, and was 2024-05-01"]
    assert (taken.account.claims, taken.account.late) == ({"Supply": 5}, 0)
    text = path.read_text("utf-8")
    assert text.count("latest = ") == text.count("digest = ") == 1
    assert '"Huwaei" = "Huawei"' in text
    assert not any("tell of a time after" in line for line in tally.lines([tmp_path / "sources"]))


def test_a_next_edition_of_another_name_takes_the_place_under_the_id_of_the_first(tmp_path: Path) -> None:
    first(tmp_path)
    decided(tmp_path)
    later = workbooks.as_csv(tmp_path / "desk 2025.csv", LATER)
    taken = workbooks.imported(later, tmp_path / "sources", id_="desk", day="2025-11-27")
    assert (tmp_path / "sources" / "desk.csv").read_bytes() == later.read_bytes()
    assert (taken.map.file.latest, taken.map.file.digest) == ("2025-11-27", edition.digest(later))
    assert taken.account.claims == {"Supply": 5}


def test_the_same_file_once_more_leaves_the_day_and_every_byte_of_the_mapping(tmp_path: Path) -> None:
    before = first(tmp_path).text
    for path in (tmp_path / "desk.csv", tmp_path / "sources" / "desk.csv"):
        assert workbooks.imported(path, tmp_path / "sources", day="2025-11-27").text == before


@pytest.mark.parametrize("day", ["2023-01-01", "2024-05-01", ""])
def test_a_day_that_is_no_later_does_not_move_the_one_of_the_mapping(day: str, tmp_path: Path) -> None:
    first(tmp_path)
    later = workbooks.as_csv(tmp_path / "desk.csv", LATER)
    taken = workbooks.imported(later, tmp_path / "sources", day=day)
    assert (taken.map.file.latest, taken.told, taken.account.late) == ("2024-05-01", [], 1)


def test_a_mapping_from_which_the_day_was_taken_stays_without(tmp_path: Path) -> None:
    first(tmp_path)
    path = tmp_path / "sources" / "desk.map.toml"
    kept = [line for line in path.read_text("utf-8").split("\n") if not line.startswith(("latest", "digest"))]
    path.write_text("\n".join(kept), encoding="utf-8")
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", LATER), tmp_path / "sources", day="2025-11-27")
    assert (taken.map.file.latest, taken.map.file.digest) == ("", "")


@pytest.mark.parametrize("beside", [True, False])
def test_a_mapping_that_does_not_say_which_file_was_taken_in_compares_the_files(beside: bool, tmp_path: Path) -> None:
    first(tmp_path)
    path = tmp_path / "sources" / "desk.map.toml"
    kept = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("digest")]
    path.write_text("\n".join(kept), encoding="utf-8")
    later = workbooks.as_csv((tmp_path / "sources" if beside else tmp_path) / "desk.csv", LATER)
    taken = workbooks.imported(later, tmp_path / "sources", day="2025-11-27")
    if beside:
        assert taken.told == ["'latest' of desk.map.toml stays 2024-05-01: correct it where this is a next edition"]
    assert taken.map.file.latest == ("2024-05-01" if beside else "2025-11-27")


def test_a_next_edition_beside_the_first_is_read_as_that_one_with_its_decisions(tmp_path: Path) -> None:
    before = first(tmp_path).text
    decided(tmp_path)
    later = workbooks.as_csv(tmp_path / "Desk of 2025.csv", LATER)
    (told,) = workbooks.imported(later, tmp_path / "sources", day="2025-11-27", dry=True).told
    assert told.startswith("its headings are those of 'desk': where it is the next edition, --id desk puts it in")
    layout = edition.layout("desk", tmp_path / "sources")
    taken = workbooks.imported(later, tmp_path / "sources", day="2025-11-27", layout=layout)
    assert (taken.id, taken.map.file.file, taken.map.file.latest) == ("desk-of-2025", "desk-of-2025.csv", "2025-11-27")
    assert taken.account.claims == {"Supply": 5}
    assert "Huwaei" not in {open_.name for open_, _, _ in taken.account.open.values()}
    assert len(built(tmp_path / "sources")) == 7
    assert 'file = "desk.csv"' in before


def test_another_table_is_told_of_no_edition(tmp_path: Path) -> None:
    first(tmp_path)
    other = workbooks.as_csv(tmp_path / "other.csv", [["Country", "Technology"], ["Kenya", "facial recognition"]])
    assert workbooks.imported(other, tmp_path / "sources", dry=True).told == []


def test_a_next_edition_in_another_format_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    first(tmp_path)
    here = (tmp_path / "sources" / "desk.csv").read_bytes()
    with pytest.raises(SourceError, match=r"desk\.xlsx: it is no \.csv, as the edition before is"):
        workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", LATER), tmp_path / "sources", day="2025-11-27")
    assert (tmp_path / "sources" / "desk.csv").read_bytes() == here


def test_a_layout_that_is_none_names_the_sources_as_well(tmp_path: Path) -> None:
    first(tmp_path)
    with pytest.raises(UnknownName, match="no source with a mapping; did you mean 'desk'"):
        edition.layout("dsek", tmp_path / "sources")
