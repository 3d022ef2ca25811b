"""A table of lines that stands outside the graph measures what the view measures; what is none is one line."""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.errors import KgError, ReadError
from kg.measures import edges, measure, spark
from kg.networks import view

duckdb = pytest.importorskip("duckdb", reason="the extra parquet is not installed")


def written(path: Path, text: str) -> Path:
    """Write a table given as SQL rows, and return its path."""
    with duckdb.connect() as engine:
        engine.sql(text).write_parquet(str(path))
    return path


def lines(path: Path, *rows: str, columns: str = '"from", "to", weight') -> Path:
    return written(path, f"SELECT * FROM (VALUES {', '.join(rows)}) AS t({columns})")


@pytest.mark.parametrize("name", ["vendor-to-state", "state-to-technology", "technology-to-technology"])
def test_table_that_a_view_is_drawn_as_measures_what_the_view_measures(
    name: str, released: ox.Store, tmp_path: Path
) -> None:
    names = list(measure.MEASURES)
    table = edges.table(str(view.draw(released, name, tmp_path / "lines.parquet")), names)
    network = view.read(released, name)
    there = {str(row["node"]): row for row in table.rows}
    for measured, values in measure.measured(network, names).items():
        if measured not in {"community"}:  # by the order of the nodes, where several divisions are as good
            assert {node: row[measured] for node, row in there.items()} == pytest.approx(
                {node: measure.rounded(value) for node, value in values.items()}, abs=1e-6
            )
    assert {node: row["label"] for node, row in there.items()} == {n: d["label"] for n, d in network.nodes(data=True)}


def test_lines_of_a_folder_are_one_network_and_a_weight_that_is_not_said_is_one(tmp_path: Path) -> None:
    lines(tmp_path / "a.parquet", "('x', 'y')", "('x', 'y')", "('loop', 'loop')", columns='"from", "to"')
    lines(tmp_path / "b.parquet", "('y', 'z')", columns='"from", "to"')
    table = edges.table(str(tmp_path), ["strength", "degree", "component", "dependence"])
    assert [tuple(row.values()) for row in table.rows] == [
        ("y", "y", 3, 2, 1, 1.0),
        ("x", "x", 2, 1, 1, None),
        ("z", "z", 1, 1, 1, 1.0),
        ("loop", "loop", 0, 0, 2, None),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("SELECT 'a' AS source, 'b' AS \"to\"", "no column 'from'; give a table of lines"),
        ("SELECT 'a' AS \"from\", 'b' AS \"to\" LIMIT 0", "it has no lines; give a table"),
        ('SELECT \'a\' AS "from", NULL AS "to"', "1 lines have nothing in the column 'to'; leave"),
        ("SELECT 'a' AS \"from\", 'b' AS \"to\", 0 AS weight", "the weight of 1 lines is not above zero"),
        ("SELECT 'a' AS \"from\", 'b' AS \"to\", 'nan'::DOUBLE AS weight", "the weight of 1 lines is not above"),
        (
            "SELECT 'a' AS \"from\", 'b' AS \"to\", 'many' AS weight",
            "lines .'many' stands where a number must",
        ),
        (
            "SELECT 'a' AS \"from\", 'b' AS \"to\", unnest([true, false]) AS symmetric",
            "some of its lines are symmetric and some are not",
        ),
    ],
)
def test_table_that_is_none_of_lines_is_one_line(rows: str, told: str, tmp_path: Path) -> None:
    path = written(tmp_path / "lines.parquet", rows)
    with pytest.raises(ReadError, match=told) as error:
        edges.table(str(path), ["degree"])
    assert "\n" not in str(error.value)


def test_a_folder_whose_name_ends_as_a_file_does_is_read_as_spark_writes_it(tmp_path: Path) -> None:
    folder = tmp_path / "lines.parquet"
    folder.mkdir()
    with pytest.raises(ReadError, match=r"lines\.parquet: .*\(no file of Parquet is there\)"):
        edges.table(str(folder), ["degree"])
    written(folder / "part-0.parquet", "SELECT 'a' AS \"from\", 'b' AS \"to\"")
    assert len(edges.table(str(folder), ["degree"]).rows) == 2


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=15))
def test_components_are_numbered_by_size_and_then_by_name(pairs: list[tuple[int, int]]) -> None:
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target in pairs:
        network.add_edge(str(source), str(target), weight=1)
    parts = sorted(nx.weakly_connected_components(network), key=lambda part: (-len(part), min(part)))
    assert measure.component(network) == {node: number for number, part in enumerate(parts, 1) for node in part}


@pytest.mark.parametrize("name", sorted(spark.WITHOUT))
def test_measure_that_does_not_spread_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(KgError, match=f"--measures {name}: it is not measured on a cluster: .*; leave out --on"):
        spark.table("lines.parquet", ["degree", name], "spark://127.0.0.1:1")


def test_every_measure_spreads_or_is_refused() -> None:
    assert {*spark.MEASURES, *spark.WITHOUT} == {*measure.MEASURES}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["no-such.parquet"],
            "no-such.parquet: it cannot be read as a table of lines (no file of Parquet is there); give Parquet",
        ),
        (["no-such.parquet", "--to", "x"], "--to: only a cluster writes what it measured; "),
        (["no-such.parquet", "--whole"], "--whole: a table of lines has neither what a view asks nor its claims; "),
        (["a.parquet", "--measures", "degre"], "--measures: no measure is called 'degre'; "),
        (["a.parquet", "--measures", "degre", "--on", "spark://127.0.0.1:1"], "--measures: no measure is called "),
        (["a.parquet", "--on", "dask://127.0.0.1:1"], "dask://127.0.0.1:1: networks are measured on Spark alone; "),
        (["vendor-to-state", "--on", "spark://127.0.0.1:1"], "--on: a cluster measures a table of lines, and no view"),
    ],
)
def test_what_cannot_be_measured_is_one_line(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines(Path("a.parquet"), "('x', 'y', 1)")
    assert cli.main(["network", *words]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith(f"kg: {told}")
    assert error.count("\n") == 1


def test_table_is_printed_in_every_format_as_a_view_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lines(tmp_path / "lines.parquet", "('x', 'y', 2)", "('x', 'z', 0.5)")
    assert cli.main(["network", str(path), "--measures", "strength,pagerank", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["node"], row["strength"]) for row in rows] == [("x", "2.5"), ("y", "2"), ("z", "0.5")]
    assert sum(float(row["pagerank"]) for row in rows) == pytest.approx(1, abs=1e-5)
