"""One run tells all that can be judged: the claims of a sound file, whatever is wrong with the files beside it."""

from pathlib import Path

import pytest

from kg.errors import RegisterErrors, SourceErrors
from kg.graph import shard
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, SUPPLY, TABLE

WRONG = SUPPLY.replace("vendor:acme", "vendor:nobody")


def told(folder: Path, *more: str) -> list[str]:
    """Return the lines that reading the sources of a folder tells."""
    invented.registers(folder)
    given = shard.Inputs((folder / "sources",), registers=folder / "registers", stamp=str(folder))
    with pytest.raises(SourceErrors) as error:
        shard.read(given)
    return str(error.value).splitlines()


def test_claims_and_rows_of_sound_files_are_told_beside_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    invented.write(folder, "broken", "title = \n")
    invented.write(folder, "alpha", ARTICLE + WRONG)
    invented.write(folder, "ledger", 'title = "Ledger"\ntype = "Edition"\nedition_year = 2020\n', TABLE + "Suply,,\n")
    lines = told(tmp_path)
    for wanted in ("broken.toml", "alpha.toml, claim 1", "ledger.csv"):
        assert [line for line in lines if line.startswith(wanted)], (wanted, lines)


def test_what_refers_to_the_file_that_cannot_be_read_is_not_told_as_lacking(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    invented.write(folder, "broken", "title = \n")
    invented.write(folder, "beta", ARTICLE + 'origin = "broken"\n' + SUPPLY + 'locatedIn = "broken"\n' + WRONG)
    lines = told(tmp_path)
    assert not [line for line in lines if "no source has the id" in line], lines
    assert [line for line in lines if line.startswith("beta.toml, claim 2")], lines


def test_headers_that_contradict_one_another_are_told_beside_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    invented.write(folder, "broken", "title = \n")
    invented.write(folder, "gamma", ARTICLE + 'origin = "nowhere"\n' + WRONG)
    invented.write(folder, "delta", ARTICLE + 'series = "gamma"\n')
    lines = told(tmp_path)
    for wanted in (
        "gamma.toml, origin: no source has",
        "delta.toml, series: 'gamma' is no series",
        "gamma.toml, claim 1",
    ):
        assert [line for line in lines if line.startswith(wanted)], (wanted, lines)


def test_more_than_twenty_errors_are_told_with_their_count(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    invented.write(folder, "broken", "title = \n")
    invented.write(folder, "many", ARTICLE + WRONG * 30)
    lines = told(tmp_path)
    assert len(lines) == 21
    assert lines[-1].startswith("and ")


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ("Bad Id,ais:Vendor,Bad,,,\n", "vendors.csv, line "),
        ("one,cell\n", "vendors.csv, line "),
        ("caf\udce9,ais:Vendor,Café,,,\n", "vendors.csv, line "),
    ],
)
def test_claims_are_told_beside_a_register_that_cannot_be_read_and_names_wait_for_it(
    tmp_path: Path, row: str, first: str
) -> None:
    folder = tmp_path / "sources"
    invented.write(folder, "alpha", ARTICLE + WRONG)
    invented.write(folder, "ledger", 'title = "Ledger"\ntype = "Edition"\nedition_year = 2020\n', TABLE + "Suply,,\n")
    given = shard.Inputs((folder,), registers=tmp_path / "registers", stamp=str(tmp_path))
    invented.registers(tmp_path)
    path = tmp_path / "registers" / "vendors.csv"
    whole = path.read_text("utf-8")
    commas = whole.splitlines()[0].count(",")
    broken = row if row.startswith("one") else row.rstrip(",\n") + "," * (commas - 2) + "\n"
    path.write_text(whole + broken, "utf-8", "surrogateescape")
    with pytest.raises(RegisterErrors) as error:
        shard.read(given)
    lines = str(error.value).splitlines()
    assert lines[0].startswith(first)
    assert [line for line in lines if line.startswith("ledger.csv")], lines
    assert not [line for line in lines if "nobody" in line], lines
    assert "more names of claims are in no row that can be read; correct the rows that are named" in lines[-1]
