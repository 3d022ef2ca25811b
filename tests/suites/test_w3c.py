"""The suites of the W3C on SPARQL and RDF: over HTTP as the engine answers them, and through `kg format`.

Their files are not committed: `--w3c DIR` names a folder of them, by default that of rdflib's source distribution.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

from kg.errors import KgError
from kg.graph import store
from kg.vocabulary import turtle
from tests.fixtures import servers
from tests.suites.conftest import Told

pytestmark = [pytest.mark.suites, pytest.mark.filterwarnings("ignore")]

HOME = "http://w3c.example/"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".n3": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
}
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
ELSEWHERE = ("entailment", "service", "http-rdf-update", "protocol", "syntax-fed")
"""What the toolkit does not offer: entailment in queries, calls of other servers, writing."""


class Case(NamedTuple):
    """One test of a manifest: its kind, its query, and the graphs and the result that it names."""

    kind: str
    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    result: str


@pytest.fixture(scope="module")
def folder(pytestconfig: pytest.Config, tools: Path) -> Path:
    """Return the folder of the suites."""
    given = pytestconfig.getoption("--w3c")
    found = Path(given) if given else next(tools.glob("rdflib-*/test/data/suites/w3c"), tools / "rdflib")
    assert found.is_dir(), f"{found}: no folder; name with --w3c one that holds the suites of the W3C"
    return found


def file(folder: Path, name: str) -> Path:
    """Return the file that an address of the suites stands for."""
    return folder / unquote(name.removeprefix(HOME))


def cases(folder: Path) -> Iterator[Case]:
    """Yield the tests of SPARQL that the manifests list."""
    for manifest in sorted([*folder.glob("dawg-data-r2/*/manifest.ttl"), *folder.glob("sparql11/*/manifest.ttl")]):
        if manifest.parent.name in ELSEWHERE:
            continue
        place = HOME + manifest.relative_to(folder).as_posix()
        graph = rdflib.Graph().parse(manifest, publicID=place)
        for entries in graph.objects(None, MF.entries):
            for entry in Collection(graph, entries):
                action = graph.value(entry, MF.action)
                query = graph.value(action, QT.query) or action
                yield Case(
                    str(graph.value(entry, rdflib.RDF.type)).rpartition("#")[2],
                    str(query),
                    tuple(map(str, graph.objects(action, QT.data))),
                    tuple(str(each) for each in graph.objects(action, QT.graphData) if isinstance(each, rdflib.URIRef)),
                    str(graph.value(entry, MF.result)),
                )


@pytest.fixture(scope="module")
def listed(folder: Path) -> list[Case]:
    """Return the tests of SPARQL."""
    return list(cases(folder))


@pytest.fixture(scope="module")
def data(folder: Path) -> ox.Store:
    """Return every file of data in a graph of its own, under its address."""
    loaded = ox.Store()
    for path in sorted(folder.glob("dawg-data-r2/*/*")) + sorted(folder.glob("sparql11/*/*")):
        if path.suffix not in FORMATS or path.name.startswith("manifest"):
            continue
        name = ox.NamedNode(HOME + path.relative_to(folder).as_posix())
        try:
            found = list(ox.parse(path=path, format=FORMATS[path.suffix], base_iri=name.value, rename_blank_nodes=True))
        except SyntaxError:
            continue
        loaded.extend(ox.Quad(each.subject, each.predicate, each.object, name) for each in found)
    return loaded


@pytest.fixture(scope="module")
def address(data: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address at which the toolkit serves that data."""
    place = tmp_path_factory.mktemp("w3c") / "kg"
    store.save(data, place)
    with servers.served(place, "--rate", "0", "--quiet") as (found, _):
        yield found.removesuffix("/sparql") + "/sparql"


def reply(address: str, case: Case, text: str) -> httpx.Response:
    """Return what the server says to a query, which is read against its own address."""
    sent = {"query": f"BASE <{case.query}>\n{text}", "default-graph-uri": list(case.default)}
    accept = "application/sparql-results+json, application/n-triples;q=0.9"
    return httpx.post(
        address, data=sent | {"named-graph-uri": list(case.named)}, headers={"Accept": accept}, timeout=60
    )


def same(rows: ox.QuerySolutions) -> Counter[tuple[str, ...]]:
    """Return rows that are equal where those of another engine are; blank nodes count as one another."""
    names = [each.value for each in rows.variables]
    return Counter(
        tuple(
            sorted(
                f"{name}={'_' if isinstance(term, ox.BlankNode) else term}"
                for name, term in zip(names, row, strict=True)
                if term is not None
            )
        )
        for row in rows
    )


def canonical(triples: ox.QueryTriples | Iterator[ox.Quad]) -> str:
    """Return a graph as the text that every isomorphic one has."""
    graph = ox.Dataset(each if isinstance(each, ox.Quad) else ox.Quad(*each) for each in triples)
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(map(str, graph)))


def engine(data: ox.Store, case: Case, text: str) -> object:
    """Return the engine's own answer, or None where it refuses the query."""
    try:
        if case.default or case.named:
            default, named = ([ox.NamedNode(each) for each in names] for names in (case.default, case.named))
            found = data.query(text, base_iri=case.query, default_graph=list(default), named_graphs=list(named))
        else:
            found = data.query(text, base_iri=case.query)
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        return same(found) if isinstance(found, ox.QuerySolutions) else canonical(found)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return None


def served(answer: httpx.Response) -> object:
    """Return what the server answered, as :func:`engine` has it."""
    if answer.status_code != 200:
        return None
    if answer.headers["content-type"].startswith("application/n-triples"):
        return canonical(ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES))
    found = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)
    return bool(found) if isinstance(found, ox.QueryBoolean) else same(found)


def expected(folder: Path, case: Case) -> object:
    """Return what the suite expects, or None in a format that is not compared (CSV, tables as RDF)."""
    path = file(folder, case.result)
    if path.suffix in RESULTS:
        found = ox.parse_query_results(path=path, format=RESULTS[path.suffix])
        return bool(found) if isinstance(found, ox.QueryBoolean) else same(found)
    if path.suffix in FORMATS and "result-set#" not in path.read_text("utf-8"):
        return canonical(ox.parse(path=path, format=FORMATS[path.suffix], base_iri=case.result))
    return None


def test_queries_over_http_are_answered_as_the_engine_answers_them(
    folder: Path, listed: list[Case], data: ox.Store, address: str, told: Told
) -> None:
    asked = [case for case in listed if case.kind == "QueryEvaluationTest"]
    assert len(asked) > 300
    other, compared, right = [], 0, 0
    for case in asked:
        text = file(folder, case.query).read_text("utf-8")
        answer = served(reply(address, case, text))
        if answer != engine(data, case, text):
            other.append(case.query)
        if (wanted := expected(folder, case)) is not None:
            compared += 1
            right += answer == wanted
    told(f"W3C SPARQL, evaluation over HTTP: {len(asked) - len(other)} of {len(asked)} as the engine")
    told(f"W3C SPARQL, evaluation over HTTP: {right} of the {compared} compared are as the suite expects")
    assert other == []


def test_queries_are_taken_and_refused_as_the_engine_does(
    folder: Path, listed: list[Case], data: ox.Store, address: str, told: Told
) -> None:
    asked = [case for case in listed if "SyntaxTest" in case.kind and "Update" not in case.kind]
    other, right, resolved = [], 0, 0
    for case in asked:
        text = file(folder, case.query).read_text("utf-8")
        taken = reply(address, case, text).status_code == 200
        expected = not case.kind.startswith("Negative")
        right += taken == expected
        if taken != (engine(data, case, text) is not None):
            resolved += taken == expected
            other += [] if taken == expected else [case.query]
    same = len(asked) - len(other) - resolved
    told(f"W3C SPARQL, syntax over HTTP: {same} of {len(asked)} as the engine, {right} as the suite")
    assert len(asked) > 200
    assert other == []


def test_every_update_is_refused(folder: Path, listed: list[Case], address: str, told: Told) -> None:
    asked = [case for case in listed if "Update" in case.kind]
    paths = [file(folder, case.query) for case in asked]
    texts = [path.read_text("utf-8") for path in paths if path.is_file()]
    statuses = Counter(httpx.post(address, data={"query": text}, timeout=60).status_code for text in texts)
    told(f"W3C SPARQL, updates: {statuses[400] + statuses[403]} of {len(texts)} refused")
    assert len(texts) > 50
    assert set(statuses) <= {400, 403}


def test_turtle_is_written_anew_as_the_same_graph(folder: Path, tmp_path: Path, told: Told) -> None:
    held, refused, wrong = 0, 0, []
    for path in sorted((folder / "turtle").glob("*.ttl")):
        if path.name.startswith("manifest"):
            continue
        bad = "-bad-" in path.name
        copy = tmp_path / path.name
        copy.write_bytes(path.read_bytes())
        try:
            text = turtle.canonical(copy)
        except KgError as error:
            refused += 1
            if not (bad or re.search("no scheme|a comment|is no IRI", str(error))):
                wrong.append(f"{path.name}: {error}")
            continue
        graphs = (ox.parse(each, format=ox.RdfFormat.TURTLE) for each in (copy.read_bytes(), text))
        first, second = map(canonical, graphs)
        held += first == second
        if bad or first != second:
            wrong.append(path.name)
    told(f"W3C Turtle through kg format: {held} the same graph, {refused} refused, {len(wrong)} wrong")
    assert wrong == []
