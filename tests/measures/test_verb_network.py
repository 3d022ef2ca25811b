"""The commands that measure: ``kg network`` and ``kg associate``."""

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.graph import store
from kg.measures import association, measure
from kg.networks import view


@pytest.fixture(scope="module")
def shelf(released: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built graph."""
    place = tmp_path_factory.mktemp("built") / "kg"
    store.save(released, place)
    return place


def run(shelf: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what a command prints."""
    assert cli.main([*words, "--graph", str(shelf)]) == 0
    return capsys.readouterr().out


def refused(shelf: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return the one line of a command that is refused."""
    assert cli.main([*words, "--graph", str(shelf)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


def test_nodes_are_measured_as_in_python(shelf: Path, released: ox.Store, capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(
        shelf, capsys, "network", "vendor-to-state", "--measures", "degree,core,dependence", "--format", "csv"
    )
    found = list(csv.DictReader(io.StringIO(printed)))
    network = view.read(released, "vendor-to-state")
    told = {row["node"]: row for row in found}
    for name in ("degree", "core", "dependence"):
        for node, value in measure.MEASURES[name](network).items():
            cell = told[network.nodes[node]["iri"]][name]
            assert (float(cell) if cell else None) == (None if value is None else pytest.approx(value, abs=1e-6))
    assert found[0]["label"] == "Huawei"


def test_a_row_cites_the_claims_of_its_lines(
    shelf: Path, released: ox.Store, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = run(shelf, capsys, "network", "state-to-initiative", "--measures", "degree", "--cite", "--format", "json")
    network = view.read(released, "state-to-initiative")
    assert all(claim in printed for *_, edge in network.edges(data=True) for claim in edge["claims"])
    assert json.loads(printed)


def test_a_ranking_is_told_in_words(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("network", "vendor-to-state", "--robust", "--measures", "degree")
    printed = run(shelf, capsys, *words, "--param", "edition=aigs-2020", "--param", "edition=aigs-2022")
    assert "Vendor, first by degree: Huawei, whichever of the 2 sources is left out." in printed
    assert "Editions of one index count as one origin" in printed
    assert cli.main([*words, "--format", "csv", "--graph", str(shelf)]) == 0
    told = capsys.readouterr()
    assert "One source decides this" in told.err
    assert {row["decidedBy"] for row in csv.DictReader(io.StringIO(told.out))} == {"aigs-2022"}


@pytest.mark.parametrize("format_", ["table", "csv", "json", "md"])
def test_the_whole_and_its_parts_in_every_format(shelf: Path, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    whole = run(shelf, capsys, "network", "state-to-technology", "--whole", "--format", format_)
    assert "nestedness" in whole
    parts = run(shelf, capsys, "network", "vendor-to-state", "--by", "technology", "--format", format_)
    assert "no supply that a source reports names it" in parts


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("network", "vendor-to-stat"), "did you mean 'vendor-to-state'"),
        (("network", "vendor-to-state", "--measures", "closeness"), "no measure is called 'closeness'"),
        (("network", "vendor-to-state", "--measures", ","), "no measure given"),
        (("network", "vendor-to-state", "--by", "price"), "no line or node has it"),
        (("network", "vendor-to-state", "--param", "year=2020"), "no parameter 'year'"),
        (("network", "vendor-to-state", "--whole", "--cite"), "these rows rest on no claim in particular"),
        (("associate",), "no test named"),
        (("associate", "membership"), "no test has this name"),
        (("associate", "listing-and-loss", "--param", "list=x"), "no parameter 'list'"),
        (("associate", "listing-and-loss", "--param", "listing=x"), "no list is called 'x'"),
    ],
)
def test_what_cannot_be_measured_is_one_line(
    shelf: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], found: str
) -> None:
    told = refused(shelf, capsys, *words)
    assert found in told
    assert told.count("\n") == 1


def test_the_tests_are_listed_with_what_they_ask(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(shelf, capsys, "associate", "--list")
    for name in association.TESTS:
        assert f"{name}: Do " in printed
    assert "--param technology=…  default ai-surveillance" in printed


def test_an_association_is_told_with_its_limits(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = run(shelf, capsys, "associate", "listing-and-loss")
    assert "  odds                undefined" in printed
    assert "a lower bound; an association is not a cause." in printed
    table = run(shelf, capsys, "associate", "listing-and-loss", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["odds"] == "" for row in rows] == [False, True]
