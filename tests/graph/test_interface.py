"""A graph as rdflib sees it: the rules of ``kg ask`` hold for what rdflib asks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg import cli
from kg.answering import notebook, serialization
from kg.errors import KgError, QueryError, StoreError
from kg.graph import store
from kg.graph.endpoint import Endpoint
from kg.graph.manifest import dataset
from kg.namespace import iri
from kg.query import query
from kg.server import repertory, sparql
from kg.server.shelf import Shelf
from tests.fixtures import invented, servers

COUNTED = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the invented world."""
    place = tmp_path_factory.mktemp("interface")
    store.save(invented.tiny(place), place / "kg")
    return place / "kg"


def first(graph: rdflib.Dataset, text: str) -> int:
    """Return the number that is the first value of an answer."""
    row: Any = next(iter(graph.query(text)))
    return int(row[0])


def numbers(folder: Path, text: str, address: str) -> dict[str, int]:
    """Return the one number that each way to ask gives."""
    held = store.open_store(folder)
    shelf = Shelf(held)
    cell = notebook.sparql(held, text)
    tsv = sparql.answer(shelf, text, "text/tab-separated-values", None, None, 10, 10_000).content
    return {
        "kg ask": next(query.run(held, text).values())["n"],
        "kg ask --format": int(serialization.write(held, text, "sparql-csv").split()[1]),
        "a cell": next(cell.values())["n"],
        "rdflib": first(kg.open(folder), text),
        "/sparql": int(tsv.split()[1]),
        "mcp": int(repertory.queried(shelf, text, 10)["rows"][0]["n"]["value"]),
        "an endpoint": next(query.run(Endpoint(address), text).values())["n"],
        "rdflib on an endpoint": first(dataset(address), text),
    }


@pytest.fixture(scope="module")
def served(folder: Path) -> Any:
    """Yield the address of an Oxigraph server that holds the invented world."""
    with servers.oxigraph() as (address, _):
        from kg.graph import manifest

        manifest.CANARIES, kept = (), manifest.CANARIES  # type: ignore[assignment]
        try:
            manifest.load(store.open_store(folder), Endpoint(address))
        finally:
            manifest.CANARIES = kept
        yield address


@pytest.mark.parametrize("graphs", [["herald"], ["herald", "derived"], ["no-such-graph"]])
def test_from_gives_one_count_whoever_asks(folder: Path, served: str, graphs: list[str]) -> None:
    held = store.open_store(folder)
    names = [iri(f"graph:{name}") for name in graphs]
    expected = len(
        {quad.triple for name in names for quad in held.quads_for_pattern(None, None, None, ox.NamedNode(name))}
    )
    text = COUNTED.format(" ".join(f"FROM <{name}>" for name in names))
    assert set(numbers(folder, text, served).values()) == {expected}


def test_rdflib_takes_the_prefixes_that_a_reader_declares(folder: Path) -> None:
    graph = kg.open(folder)
    declared = f"PREFIX v: <{iri('vendor:')}> PREFIX rdfs: <{rdflib.RDFS}> SELECT ?l {{ v:acme rdfs:label ?l }}"
    asked = "SELECT ?l { x:acme r:label ?l }"
    given = graph.query(asked, initNs={"x": iri("vendor:"), "r": rdflib.RDFS})
    assert {str(row[0]) for row in given} >= {"Acme"}  # type: ignore[index]
    assert len(list(graph.query(declared))) == len(list(given)) > 0
    ours = "SELECT ?l { vendor:acme rdfs:label ?l }"
    assert len(list(graph.query(ours, initNs={"vendor": iri("vendor:"), "rdfs": rdflib.RDFS}))) > 0
    graph.bind("x", iri("state:"))
    assert len(list(graph.query(f"PREFIX rdfs: <{rdflib.RDFS}> SELECT ?l {{ x:ada rdfs:label ?l }}"))) > 0


@pytest.mark.parametrize("prefix", ["vendor", "ais", "rdfs", "skos", "nope", ""])
def test_a_prefix_that_is_not_declared_is_refused_alike_whoever_asks(
    prefix: str, folder: Path, served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"SELECT ?s {{ ?s {prefix}:acme ?o }}"
    held = store.open_store(folder)
    shelf = Shelf(held)
    asked: dict[str, Callable[[], object]] = {
        "a cell": lambda: notebook.sparql(held, text),
        "rdflib": lambda: kg.open(folder).query(text),
        "rdflib on an endpoint": lambda: dataset(served).query(text),
        "/sparql": lambda: sparql.answer(shelf, text, "text/csv", None, None, 10, 10_000),
        "mcp": lambda: repertory.queried(shelf, text, 10),
        "an endpoint": lambda: query.run(Endpoint(served), text),
    }
    found = {}
    for name, ask in asked.items():
        with pytest.raises(QueryError) as error:
            ask()
        found[name] = str(error.value)
    assert cli.main(["ask", "--sparql", text, "--graph", str(folder)]) == 2
    found["kg ask"] = capsys.readouterr().err.strip().removeprefix("kg: ").replace("--sparql", "query")
    assert len(set(found.values())) == 1, found
    assert f"query, line 1, column 16: the prefix '{prefix}:' is not declared; " in found["rdflib"]


def test_a_binding_may_be_of_a_variable_that_is_not_selected(folder: Path) -> None:
    acme = rdflib.URIRef(iri("vendor:acme"))
    rows = kg.open(folder).query(f"SELECT ?l {{ ?v <{rdflib.RDFS.label}> ?l }}", initBindings={"v": acme})
    assert "Acme" in {str(row[0]) for row in rows}  # type: ignore[index]


def test_a_named_graph_is_had_by_its_iri(folder: Path) -> None:
    graph = rdflib.URIRef(iri("graph:herald"))
    assert len(kg.open(folder).graph(graph)) > 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "it calls another endpoint with SERVICE"),
        ("SELECT * { ?s nope:p ?o }", "line 1, column 15: the prefix 'nope:' is not declared"),
        ("SELECT * { ?s ?p }", "the query is not complete after '}'"),
    ],
)
def test_what_rdflib_asks_wrongly_is_told_as_elsewhere(folder: Path, text: str, line: str) -> None:
    with pytest.raises(QueryError) as error:
        kg.open(folder).query(text)
    assert line in str(error.value)


@pytest.mark.parametrize("what", ["add", "remove", "update"])
def test_a_graph_on_disk_is_not_written(folder: Path, what: str) -> None:
    graph: Any = kg.open(folder).graph(rdflib.URIRef(iri("graph:herald")))
    given = "INSERT DATA { <x:a> <x:b> <x:c> }" if what == "update" else next(iter(graph))
    with pytest.raises(StoreError, match=r"^the graph: it is read-only; copy it into an rdflib\.Dataset"):
        getattr(graph, what)(given)


def test_an_endpoint_is_not_asked_to_call_another() -> None:
    with pytest.raises(KgError, match="SERVICE"):
        query.run(Endpoint("http://127.0.0.1:9/sparql"), "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
