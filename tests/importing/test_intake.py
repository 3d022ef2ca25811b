"""Taking a file in: what is written, what the next edition needs, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import SourceError, TargetError
from kg.evidence import register, source, statement
from kg.importing import tally
from kg.tables import mapping
from tests.importing import workbooks

ROWS: list[list[object]] = [
    ["Country", "Vendor", "Year"],
    ["Kenya", "Huawei", 2018],
    ["Serbia", "Huwaei", 2019],
    ["Mali", "Acme Cameras Ltd.", "n/a"],
]


def built(folder: Path) -> list[str]:
    """Return the claims that a build would read from a folder of sources, the released ones aside."""
    sources = source.read_all(folder)
    registers = register.released()
    return [
        f"{claim.kind} {dict(claim.locator)['cell']} {claim.modality}"
        for each in sources.values()
        for claim in statement.claims(each, sources, registers)
    ]


def test_the_original_is_untouched_and_the_build_reads_it_under_the_mapping(tmp_path: Path) -> None:
    path = workbooks.as_xlsx(tmp_path / "My Desk.xlsx", ROWS)
    taken = workbooks.imported(path, tmp_path / "sources", title="My desk")
    names = sorted(each.name for each in (tmp_path / "sources").iterdir())
    assert names == ["my-desk.map.toml", "my-desk.toml", "my-desk.xlsx"]
    assert (tmp_path / "sources" / "my-desk.xlsx").read_bytes() == path.read_bytes()
    assert source.read(tmp_path / "sources" / "my-desk.toml").header.title == "My desk"
    assert built(tmp_path / "sources") == ["Supply Huawei asserted"]
    assert '"Huwaei" = ""  # 1 cell, first Sheet1!B3; it may be vendor:huawei' in taken.text
    assert taken.additions.rows == {
        "vendors.csv": ["id,rdf:type,rdfs:label@en", "acme-cameras-ltd,ais:Vendor,Acme Cameras Ltd."]
    }


def test_a_name_that_is_decided_is_corrected_by_us_with_the_reason(tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    path = tmp_path / "sources" / "desk.map.toml"
    decided = '"Huwaei" = { as = "vendor:huawei", reason = "misspelt" }  #'
    path.write_text(path.read_text("utf-8").replace('"Huwaei" = ""  #', decided), encoding="utf-8")
    assert built(tmp_path / "sources") == ["Supply Huawei asserted", "Supply Huwaei recovered"]


def test_the_next_edition_is_one_copied_file_and_a_new_name_in_it_is_an_error(tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    here = tmp_path / "sources" / "desk.csv"
    workbooks.as_csv(here, [["Second edition"], [], *ROWS, ["Ghana", "ZTE", 2020]])
    assert built(tmp_path / "sources") == ["Supply Huawei asserted", "Supply ZTE asserted"]
    workbooks.as_csv(here, [*ROWS, ["Ghana", "Hikvisoin", 2020]])
    with pytest.raises(SourceError, match=r"desk\.csv, B5: 'Hikvisoin' is no vendor that is known"):
        built(tmp_path / "sources")
    workbooks.as_csv(here, [[*row, "new"] for row in ROWS])
    with pytest.raises(SourceError, match="the column 'new' is not in the mapping"):
        built(tmp_path / "sources")


def test_importing_once_more_keeps_what_an_editor_wrote_and_adds_the_new_names(tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    path = tmp_path / "sources" / "desk.map.toml"
    edited = path.read_text("utf-8").replace('"Huwaei" = ""', '"Huwaei" = "Huawei"') + "\n# checked by hand\n"
    path.write_text(edited, encoding="utf-8")
    workbooks.imported(
        workbooks.as_csv(tmp_path / "desk.csv", [*ROWS, ["Ghana", "Hikvisoin", 2020], ["Narnia", "ZTE", ""]]),
        tmp_path / "sources",
    )
    text = path.read_text("utf-8")
    assert "# checked by hand" in text
    assert '"Huwaei" = "Huawei"' in text
    assert '"Hikvisoin" = ""' in text
    assert '[names.state]\n"Narnia" = ""' in text
    assert built(tmp_path / "sources") == ["Supply Huawei asserted", "Supply Huwaei asserted"]


@pytest.mark.parametrize("id_", ["aigs-2022", "own", "derived", "Ä b", "../x", "a" * 121, "a" * 300])
def test_an_id_that_is_taken_or_is_none_is_refused(id_: str, tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="name another: --id ID"):
        workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources", id_=id_)
    assert not (tmp_path / "sources").exists()


def test_nothing_is_written_on_trial_or_where_the_file_is_refused(tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources", dry=True)
    with pytest.raises(SourceError, match="no table of which claims can be made was found"):
        workbooks.imported(workbooks.as_csv(tmp_path / "other.csv", [["a", "b"], ["c", "d"]]), tmp_path / "sources")
    assert not (tmp_path / "sources").exists()


def test_a_source_that_was_written_by_hand_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "desk.toml").write_text('title = "Mine"\n', encoding="utf-8")
    with pytest.raises(TargetError, match="there is a source of this id already"):
        workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    assert [path.name for path in (tmp_path / "sources").iterdir()] == ["desk.toml"]


def test_a_file_of_which_no_source_speaks_is_not_overwritten(tmp_path: Path) -> None:
    path = workbooks.as_csv(tmp_path / "desk.csv", ROWS)
    there = tmp_path / "sources" / "desk.csv"
    there.parent.mkdir()
    there.write_text("mine", "utf-8")
    with pytest.raises(TargetError, match=r"desk\.csv: another file of this name is there, .*; move it away, or name"):
        workbooks.imported(path, there.parent)
    assert [(each.name, each.read_text("utf-8")) for each in there.parent.iterdir()] == [("desk.csv", "mine")]
    there.write_bytes(path.read_bytes())
    workbooks.imported(path, there.parent)
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS[:3]), there.parent)
    assert there.read_bytes() == path.read_bytes()
    assert len(built(there.parent)) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('reads = "vendor"', 'reads = "vender"', "'vender' is no way to read a column; did you mean 'vendor'?"),
        ('kind = "Supply"', 'kind = "Suply"', "'Suply' is not a kind of situation; did you mean 'Supply'?"),
        ('recipient = "Country"', 'recipent = "Country"', "a Supply has no key 'recipent'; did you mean 'recipient'?"),
        ('recipient = "Country"', 'recipient = "Land"', "no column is called 'Land'"),
        ('reads = "vendor"', 'reads = "nothing"', "a claim names 'Vendor', which is a column that is not read"),
        ('file = "desk.csv"', 'file = "../desk.csv"', "'../desk.csv' is no name of a file"),
        ('"Huwaei" = ""', '"Huwaei" = "vendor:hauwei"', "'vendor:hauwei' is no vendor that is known"),
        ('"Huwaei" = ""', '"Huwaei" = { as = "vendor:huawei" }', "no reason"),
        ("headings = [1]", "headings = 1", "table 1.headings: it is a whole number, not a list"),
        ('at = "Vendor"', 'at = "vendors"', "a claim stands at 'vendors', which is no column"),
        ('at = "Vendor"', 'at = ["Vendor", "vendor:huawei"]', "stands at 'vendor:huawei', which is no column"),
        ('at = "Vendor"', "at = 5", "stands at 5, which is no column"),
        ('at = "Vendor"', 'at = [["Vendor"]]', "stands at ['Vendor'], which is no column"),
        (
            'encoding = "utf-8"',
            'encoding = "nosuch"',
            "it is not nosuch (unknown encoding: nosuch); correct 'encoding'",
        ),
        ('encoding = "utf-8"', 'encoding = "zip"', "it is not zip ('zip' is not a text encoding"),
        ('encoding = "utf-8"', 'encoding = "Punycode"', "it is not Punycode (no text is written in punycode); correct"),
        ('encoding = "utf-8"', 'encoding = "undefined"', "it is not undefined (no text is written in undefined)"),
        ('encoding = "utf-8"', r'encoding = "a\u0000b"', "correct 'encoding' in the mapping"),
        ('delimiter = ","', 'delimiter = ";;"', "';;' is not one sign; name the one between cells"),
    ],
)
def test_a_mapping_that_is_wrong_is_one_line_with_its_place(old: str, new: str, said: str, tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    path = tmp_path / "sources" / "desk.map.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError) as told:
        built(tmp_path / "sources")
    assert said in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_a_mapping_without_its_source_or_its_original_is_told(tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    (tmp_path / "sources" / "desk.csv").unlink()
    with pytest.raises(SourceError, match="there is no such file"):
        built(tmp_path / "sources")
    (tmp_path / "sources" / "desk.toml").unlink()
    with pytest.raises(SourceError, match=r"desk\.map\.toml: a mapping without desk\.toml"):
        built(tmp_path / "sources")


def test_a_mapping_that_was_proposed_says_nothing_twice_and_is_read_as_it_was_written(tmp_path: Path) -> None:
    taken = workbooks.imported(workbooks.as_xlsx(tmp_path / "desk.xlsx", ROWS), tmp_path / "sources")
    assert mapping.read(tmp_path / "sources" / "desk.map.toml").file == taken.map.file
    again = workbooks.imported(tmp_path / "desk.xlsx", tmp_path / "sources")
    assert again.text == taken.text


def run(*words: str | Path, cwd: Path, given: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kg", "import", *map(str, words)]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, check=False)


def test_the_command_takes_a_pasted_table_and_says_what_became_of_each_cell(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    pasted = "Country\tVendor\nKenya\tHuawei\nTotal\t1\n"
    done = run("-", "--id", "pasted", "--format", "json", cwd=tmp_path, given=pasted)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["rows"], told["claims"], told["written"]) == (1, {"Supply": 1}, True)
    assert {each["cell"]: each["why"] for each in told["left"]} == dict.fromkeys(("A3", "B3"), "a row of totals")
    assert (tmp_path / "sources" / "pasted.tsv").read_text("utf-8") == pasted


def test_the_command_says_in_one_line_what_to_do_where_there_is_no_workspace(tmp_path: Path) -> None:
    done = run(workbooks.as_csv(tmp_path / "desk.csv", ROWS), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "kg: kg import: this folder is in no workspace; run 'kg new DIR', go there, and import the file again"
    ]


def test_a_build_says_how_many_cells_of_an_original_make_no_claim(tmp_path: Path) -> None:
    workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", ROWS), tmp_path / "sources")
    (line,) = tally.lines([tmp_path / "sources"])
    assert line.startswith("desk.csv: 6 cells make no claim, 2 names are open; which, and why: kg import ")
    workbooks.as_csv(tmp_path / "sources" / "desk.csv", ROWS[:2])
    assert list(tally.lines([tmp_path / "sources"])) == []


def test_the_cells_of_several_rows_of_headings_are_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Status", "Country", "Vendor"],
        ["In use", "Foo (?)", "Foo"],
        ["In use", "Mali", "ZTE"],
    ]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    (told,) = taken.told
    assert told.startswith("rows 1, 2 are read as headings, 'In use', 'Foo (?)', 'Foo'")


def test_a_table_of_figures_without_what_they_count_is_refused_by_their_columns(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Vendor", "Kenya", "Mali"], ["Huawei", "3", "1"], ["ZTE", "2", "1"]]
    with pytest.raises(SourceError, match="the columns 'Kenya', 'Mali' hold figures"):
        workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")


def test_an_unknown_name_in_the_first_row_takes_no_other_row_for_headings(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Status", "Country", "Technology"], ["In use", "Narnia", "Safe city"]]
    rows += [["In use", "Mali", "Safe city"], ["In use", "Peru", "Safe city"]]
    taken = workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
    states = [workbooks.short(dict(claim.roles)["user"]) for claim in workbooks.claims(taken)]
    assert states == ["state:mli", "state:per"]
    assert "'Narnia'" in "".join(taken.told) or ("state", "Narnia") in taken.account.open


def test_a_table_whose_rows_begin_with_words_of_headings_is_not_called_turned(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Status", "Country"], ["Active", "Kenya"], ["In use", "Mali"]]
    with pytest.raises(SourceError, match="its headings are 'Status', 'Country'"):
        workbooks.imported(workbooks.as_csv(tmp_path / "desk.csv", rows), tmp_path / "sources")
