"""Answers in a notebook: rows that open their receipts, and the magics, in IPython's own shell."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell

import kg
from kg.answering import notebook
from kg.answering.notebook import Result
from kg.errors import KgError
from kg.graph import store
from kg.namespace import iri
from tests.fixtures import invented

SUPPLY = f"SELECT ?claim ?vendor WHERE {{ ?claim <{iri('ais:about')}> ?s . ?s <{iri('ais:supplier')}> ?vendor }}"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented world as a built store."""
    place = tmp_path_factory.mktemp("shelf")
    store.save(invented.tiny(place), place / "kg")
    return place / "kg"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Yield a shell that has loaded the extension."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    excepthook, displayhook = sys.excepthook, sys.displayhook
    InteractiveShell.clear_instance()
    made = InteractiveShell.instance()
    assert made.history_manager is not None
    made.history_manager.enabled = False
    made.run_line_magic("load_ext", "kg")
    yield made
    made.history_manager.end_session()
    InteractiveShell.clear_instance()
    sys.excepthook, sys.displayhook = excepthook, displayhook


# Receipts


def test_every_row_cites_the_claims_it_rests_on(shelf: Path) -> None:
    result = kg.ask("suppliers-of-state", graph=shelf, state="ada")
    cited = result.cite()
    assert len(cited) == len(result) > 0
    for row, receipts in zip(result.values(), cited, strict=True):
        assert [receipt.claim for receipt in receipts] == sorted(row["claims"].split())
        assert all(receipt.source in ("herald", "ledger") for receipt in receipts)


def test_row_without_claims_cites_nothing(shelf: Path) -> None:
    graph = store.open_store(shelf)
    result = notebook.sparql(graph, "SELECT ?claim ?x { VALUES (?claim ?x) { (UNDEF 1) } }", "claim")
    assert result.cite() == [()]
    assert "<details>" not in result._repr_html_()


def test_question_that_carries_no_claims_cannot_cite(shelf: Path) -> None:
    with pytest.raises(KgError, match="cite: the query names no column that carries claims"):
        kg.ask("size", graph=shelf).cite()


def test_result_is_a_table_with_a_frame(shelf: Path) -> None:
    result = kg.ask("suppliers-of-state", graph=shelf, state="ada")
    assert isinstance(result, kg.Table)
    assert result.to_frame().columns.to_list() == list(result.columns)


def test_html_names_things_and_folds_receipts(shelf: Path) -> None:
    page = kg.ask("suppliers-of-state", graph=shelf, state="ada")._repr_html_()
    assert page.startswith("<table>")
    assert f'<td title="{iri("vendor:acme")}">Acme</td>' in page
    assert "<th>claims</th>" not in page
    assert "<summary>2 claims</summary>" in page
    assert "Ledger: row 2, column Vendor, cell “Acme”; asserted; claim:" in page
    assert "src=" not in page
    assert "href=" not in page


def test_html_is_escaped(shelf: Path) -> None:
    graph = store.open_store(shelf)
    page = notebook.sparql(graph, 'SELECT ("<b>&" AS ?text) ("<i>" AS ?other) {}')._repr_html_()
    assert page == (
        "<table><thead><tr><th>text</th><th>other</th></tr></thead>"
        "<tbody><tr><td>&lt;b&gt;&amp;</td><td>&lt;i&gt;</td></tr></tbody></table>"
    )


def test_html_of_a_long_table_says_what_it_leaves_out(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "SHOWN", 2)
    page = notebook.sparql(store.open_store(shelf), "SELECT ?n { VALUES ?n { 1 2 3 4 5 } }")._repr_html_()
    assert page.count("<tr>") == 3
    assert "3 more rows" in page


# Magics


def test_cell_is_answered(shell: Any, shelf: Path) -> None:
    result = shell.run_cell_magic("sparql", f"--graph {shelf} --claims claim --name found", SUPPLY)
    assert isinstance(result, Result)
    assert shell.user_ns["found"] is result
    assert [receipt.claim for row in result.cite() for receipt in row] == [row["claim"] for row in result.values()]
    assert {receipt.kind for row in result.cite() for receipt in row} == {"Supply", "CountObservation"}


def test_cell_as_a_reader_types_it(shell: Any, shelf: Path) -> None:
    done = shell.run_cell(f"%%sparql --graph '{shelf}'\nASK {{ ?s ?p ?o }}", store_history=False)
    assert done.success
    assert done.result.rows == [(ox.Literal(True),)]


def test_question_by_name_with_parameters(shell: Any, shelf: Path) -> None:
    result = shell.run_line_magic("ask", f"suppliers-of-state 'state=Kingdom of Adania' state=bor --graph {shelf}")
    assert result.rows == kg.ask("suppliers-of-state", graph=shelf, state=["ada", "bor"]).rows


@pytest.mark.parametrize(
    ("line", "cell", "told"),
    [
        ("--graph {shelf}", "SELECT * {", "query, line 1, column 10: not valid SPARQL: '{' has no counterpart"),
        ("--graph nowhere", "ASK {}", "nowhere: no graph is built here"),
        ("--graph {shelf} --claims x", "SELECT ?y {}", "claims: the answer has no column 'x'; its columns are y"),
        ("--grraph x", "ASK {}", "%sparql: unrecognized arguments"),
        ("--name x --name y", "ASK {}", "%sparql: argument --name: it is given twice, and takes one value"),
    ],
    ids=["syntax", "no graph", "no column", "arguments", "twice"],
)
def test_what_is_wrong_with_a_cell_is_one_line(shell: Any, shelf: Path, line: str, cell: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        shell.run_cell_magic("sparql", line.format(shelf=shelf), cell)
    assert str(error.value).startswith(told)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("suppliers-of-stat", "'suppliers-of-stat': no question has this name; did you mean 'suppliers-of-state'?"),
        ("suppliers-of-state ada", "%ask: 'ada' is not name=value"),
        ("suppliers-of-state state=Adonia", "suppliers-of-state, state: no state is called 'Adonia'"),
        ("", "%ask: the following arguments are required: question"),
    ],
)
def test_what_is_wrong_with_a_question_is_one_line(shell: Any, shelf: Path, line: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        shell.run_line_magic("ask", f"{line} --graph {shelf}")
    assert str(error.value).startswith(told)
