"""The Python API: build, open, ask; plain rdflib outside, and nothing heavy until it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.cli import VERBS
from kg.graph import store
from kg.namespace import BASE
from tests.fixtures import invented

HEAVY = (
    "rdflib",
    "oxrdflib",
    "networkx",
    "igraph",
    "pyshacl",
    "owlready2",
    "spacy",
    "pyvis",
    "pandas",
    "rich",
    "jinja2",
    "httpx",
    "importlib.metadata",
    "kg.tables.original",
    "kg.tables.reading",
    "kg.tables.remark",
)

UNTOLD = ("pyoxigraph", "rapidfuzz", "tomllib", "decimal", "json", "kg.namespace", "kg.literal", "kg.misfit")
"""What a command needs for an answer, and not to say how it is asked."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented world as a built store."""
    place = tmp_path_factory.mktemp("shelf")
    store.save(invented.tiny(place), place / "kg")
    return place / "kg"


def loaded(code: str, heavy: tuple[str, ...] = HEAVY) -> set[str]:
    """Return which heavy packages a process has imported after it ran some code."""
    look = f"{code}\nimport sys\nprint(*sorted(set(sys.modules) & set({heavy!r})), file=sys.stderr)"
    command = [sys.executable, "-c", look]
    done = subprocess.run(command, cwd=invented.ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_every_exported_name_is_there_and_the_list_is_sorted() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert [name for name in kg.__all__ if not hasattr(kg, name)] == []


def test_import_of_kg_imports_nothing_heavy() -> None:
    assert loaded("import kg") == set()


def done(words: list[str]) -> str:
    return f"from kg import cli\ntry: cli.main({words!r})\nexcept SystemExit: pass"


@pytest.mark.parametrize("words", [[], ["--help"], ["--version"], ["load", "--help"]], ids=" ".join)
def test_a_command_that_does_nothing_yet_imports_nothing_heavy(words: list[str]) -> None:
    assert loaded(done(words)) == set()


def test_help_reads_neither_the_engine_nor_the_ontology() -> None:
    assert loaded("\n".join(done([*verb, "--help"]) for verb in ([], *([verb] for verb in VERBS))), UNTOLD) == set()


def test_asking_imports_nothing_heavy(shelf: Path) -> None:
    arguments = ["ask", "suppliers-of-state", "--param", "state=ada", "--cite", "--graph", str(shelf)]
    assert loaded(f"from kg import cli\nassert cli.main({arguments!r}) == 0") == set()


def test_building_imports_nothing_heavy() -> None:
    assert loaded("from kg.graph import pipeline") == set()


def test_built_graph_is_a_dataset_that_rdflib_can_query_and_the_same_when_opened(tmp_path: Path) -> None:
    code = """
import kg, rdflib
dataset = kg.build("out", sources=["more"])
assert type(dataset) is rdflib.Dataset
text = "PREFIX ais: <https://w3id.org/ai-surveillance/ontology#> SELECT ?state { ?vendor ais:suppliesTo ?state }"
print(*sorted(str(row.state).rpartition("/")[2] for row in dataset.query(text)))
print(len(kg.open("out")) == len(dataset))
"""
    at = invented.checkout(tmp_path)
    more = invented.SUPPLY.replace("state:ada", "state:cyr")
    invented.write(at / "more", "notes", invented.ARTICLE + more)
    command = [sys.executable, "-c", code]
    variables = os.environ | {"PYTHONPATH": str(at)}
    done = subprocess.run(command, cwd=at, env=variables, capture_output=True, text=True, check=False)
    assert done.stdout == "ada bor cyr\nTrue\n", done.stderr


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_opened_graph_is_a_dataset_whose_default_graph_is_the_union(shelf: Path) -> None:
    dataset = kg.open(shelf)
    assert type(dataset) is rdflib.Dataset
    vendor, supplies = rdflib.URIRef(BASE + "vendor/acme"), rdflib.URIRef(BASE + "ontology#suppliesTo")
    assert list(dataset.objects(vendor, supplies)) == [rdflib.URIRef(BASE + "state/ada")]
    assert rdflib.URIRef(BASE + "graph/derived") in {graph.identifier for graph in dataset.graphs()}


def test_opened_graph_answers_the_sparql_of_rdflib(shelf: Path) -> None:
    (row,) = kg.open(shelf).query("SELECT (COUNT(DISTINCT ?v) AS ?n) { ?v a <" + BASE + "ontology#Vendor> }")
    assert int(row[0]) == 2  # type: ignore[index,arg-type]


def test_opening_what_is_not_built_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.open(tmp_path / "kg")
    assert str(error.value) == f"{tmp_path / 'kg'}: no graph is built here; run 'kg build --to {tmp_path / 'kg'}'"


@pytest.mark.parametrize("form", ["folder", "text", "store", "dataset"])
def test_question_is_answered_on_whatever_names_a_graph(shelf: Path, form: str) -> None:
    given: dict[str, Path | str | ox.Store | rdflib.Dataset] = {
        "folder": shelf,
        "text": str(shelf),
        "store": store.open_store(shelf),
        "dataset": kg.open(shelf),
    }
    (row,) = kg.ask("size", graph=given[form]).values()
    assert row["vendors"] == 2


def test_answer_is_a_frame_with_the_columns_of_the_question(shelf: Path) -> None:
    table = kg.ask("suppliers-of-state", graph=shelf, state="Adania")
    frame = table.to_frame()
    assert frame.columns.to_list() == list(table.columns)
    assert len(frame) == len(table) > 0


def test_answer_shows_itself_in_a_notebook(shelf: Path) -> None:
    assert kg.ask("suppliers-of-state", graph=shelf, state="Adania")._repr_html_().startswith("<table>")


def test_several_values_of_a_parameter_are_a_list(shelf: Path) -> None:
    both = kg.ask("suppliers-of-state", graph=shelf, state=["ada", "bor"])
    assert len(both) > len(kg.ask("suppliers-of-state", graph=shelf, state="bor"))


@pytest.mark.parametrize(
    ("question", "params", "line"),
    [
        ("sise", {}, "'sise': no question has this name; did you mean 'size'?"),
        ("size", {"state": "ada"}, "size: no parameter 'state'; it has no parameters"),
        (
            "profile-of-state",
            {"state": "Adonia"},
            "profile-of-state, state: no state is called 'Adonia'; did you mean 'Adania'? valid: ada, bor, cyr",
        ),
    ],
    ids=["question", "parameter", "value"],
)
def test_unknown_name_is_an_error(shelf: Path, question: str, params: dict[str, str], line: str) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.ask(question, graph=shelf, **params)
    assert str(error.value) == line


def test_questions_are_those_of_the_folder() -> None:
    stems = {path.stem for path in (invented.ROOT / "queries" / "questions").glob("*.rq")}
    assert {question.name for question in kg.questions()} == stems
