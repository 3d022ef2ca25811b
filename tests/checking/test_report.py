"""Findings as a page, and the checks on a reader's own file."""

from pathlib import Path

import pytest

from kg import cli
from kg.checking import report
from kg.graph.validation import Finding

OWN = """
@prefix ais: <https://w3id.org/ai-surveillance/ontology#> .
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix state: <https://w3id.org/ai-surveillance/state/> .
ex:acme a ais:Vendor ; rdfs:label "Acme <&>"@en .
ex:supply a ais:Supply ; ais:supplier ex:acme ; ais:recipient state:srb ; ais:sells ex:cameras .
"""


def test_a_readers_own_file_is_held_against_the_shapes_and_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, page = tmp_path / "my.ttl", tmp_path / "report" / "findings.html"
    path.write_text(OWN, encoding="utf-8")
    assert cli.main(["validate", "--data", str(path), "--report", str(page)]) == 1
    told = capsys.readouterr()
    assert [line.partition(": ")[0] for line in told.out.splitlines()[:-1]] == [
        "own/term",
        "shapes/SupplyShape",
        "violations/situation-without-claim",
    ]
    assert told.err == "3 findings\n"
    assert told.out.splitlines()[-1] == str(page)
    assert "<code>https://example.org/supply</code>" in page.read_text(encoding="utf-8")


def test_a_sound_file_has_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "my.ttl"
    path.write_text("".join(line for line in OWN.splitlines(keepends=True) if "ais:Supply" not in line), "utf-8")
    assert cli.main(["validate", "--data", str(path)]) == 0


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("my.csv", "", "my.csv: its suffix '.csv' is no format of RDF; end its name with one of .ttl"),
        ("my.ttl", "x", "my.ttl, line 1: it is not Turtle ("),
    ],
)
def test_a_file_that_is_not_rdf_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.main(["validate", "--data", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith(f"kg: {line}")


def test_a_page_lists_each_check_with_its_law_and_escapes_what_it_quotes() -> None:
    text = report.page([Finding("violations/two-labels", "https://example.org/a", "Two labels: '<b>'.")])
    assert "<h1>1 findings</h1>" in text
    assert "A thing has one label in each language." in text
    assert "&lt;b&gt;" in text
    assert "<code>violations/chain-of-one</code> A property chain has two links at least." in text


def test_a_page_of_no_findings_says_that_every_check_holds() -> None:
    assert "Every shape and every check holds." in report.page([])
