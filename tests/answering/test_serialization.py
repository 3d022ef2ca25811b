"""Answers as the standards write them, read back by the libraries that know the standards."""

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import cli
from kg.answering import serialization
from kg.answering.serialization import GRAPHS, RESULTS
from kg.errors import KgError
from kg.graph import store
from kg.namespace import iri
from kg.query import query
from kg.verbs import ask
from tests.fixtures import invented

PLAIN = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,\\n\\"y\\"" 1.5) ("é"@fr UNDEF) (<urn:a> true) } }'
SUPPLIES = f"CONSTRUCT {{ ?v <{iri('ais:suppliesTo')}> ?s }} WHERE {{ ?v <{iri('ais:suppliesTo')}> ?s }}"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return invented.tiny(tmp_path_factory.mktemp("tiny"))


@pytest.mark.parametrize("name", ["sparql-json", "sparql-xml", "sparql-tsv"])
def test_results_are_read_back_as_they_were(name: str, tiny: ox.Store) -> None:
    text = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,\\"y\\"" 1.5) ("é"@fr UNDEF) (<urn:a> true) } }'
    written = serialization.write(tiny, text, name)
    found = ox.parse_query_results(written.encode(), format=RESULTS[name])
    assert isinstance(found, ox.QuerySolutions)
    assert [variable.value for variable in found.variables] == ["a", "b"]
    assert [tuple(row) for row in found] == query.run(tiny, text).rows


def test_json_results_are_those_of_the_specification(tiny: ox.Store) -> None:
    told = json.loads(serialization.write(tiny, PLAIN, "sparql-json"))
    assert told["head"]["vars"] == ["a", "b"]
    assert told["results"]["bindings"][1] == {"a": {"type": "literal", "value": "é", "xml:lang": "fr"}}
    assert told["results"]["bindings"][2]["a"] == {"type": "uri", "value": "urn:a"}


def test_csv_results_are_those_of_the_specification(tiny: ox.Store) -> None:
    rows = list(csv.reader(io.StringIO(serialization.write(tiny, PLAIN, "sparql-csv"))))
    assert rows == [["a", "b"], ['x,\n"y"', "1.5"], ["é", ""], ["urn:a", "true"]]


@pytest.mark.parametrize("name", ["sparql-json", "sparql-xml"])
def test_ask_is_a_boolean(name: str, tiny: ox.Store) -> None:
    found = ox.parse_query_results(serialization.write(tiny, "ASK { ?s ?p ?o }", name).encode(), format=RESULTS[name])
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found)


@pytest.mark.parametrize("name", GRAPHS)
def test_triples_are_read_back_as_they_were(name: str, tiny: ox.Store) -> None:
    written = serialization.write(tiny, SUPPLIES, name)
    found = {tuple(quad)[:3] for quad in ox.parse(written.encode(), format=GRAPHS[name])}
    assert found == set(query.run(tiny, SUPPLIES).rows) != set()
    assert serialization.write(tiny, SUPPLIES, name) == written


def test_rdflib_reads_the_same_turtle(tiny: ox.Store) -> None:
    written = serialization.write(tiny, SUPPLIES, "turtle")
    assert "vendor:acme ais:suppliesTo state:ada" in written
    assert len(rdflib.Graph().parse(data=written, format="turtle")) == len(query.run(tiny, SUPPLIES))


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        (PLAIN, "turtle", "--format turtle: it does not fit a SELECT or ASK; choose one of sparql-json, sparql-xml,"),
        (
            SUPPLIES,
            "sparql-json",
            "--format sparql-json: it does not fit a CONSTRUCT or DESCRIBE; choose one of",
        ),
        ("ASK {}", "sparql-csv", "--format sparql-csv: it does not fit an ASK; choose one of sparql-json, sparql-xml"),
        ("ASK {", "sparql-json", "query, line 1, column 5: not valid SPARQL: '{' has no counterpart"),
    ],
    ids=["select", "construct", "ask", "syntax"],
)
def test_format_that_does_not_fit_is_an_error(text: str, name: str, line: str, tiny: ox.Store) -> None:
    with pytest.raises(KgError) as error:
        serialization.write(tiny, text, name)
    assert str(error.value).startswith(line)


# The command


@pytest.fixture(scope="module")
def shelf(tiny: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("shelf") / "kg"
    store.save(tiny, place)
    return str(place)


def test_command_offers_every_format_of_the_standards() -> None:
    assert ask.STANDARDS == serialization.FORMATS


def test_command_writes_a_question_with_parameters(shelf: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["ask", "suppliers-of-state", "--param", "state=Adania", "--graph", shelf, "--format", "sparql-json"]
    assert cli.main(given) == 0
    told = json.loads(capsys.readouterr().out)
    assert "claims" in told["head"]["vars"]
    assert told["results"]["bindings"][0]["supplier"]["value"] == iri("vendor:acme")


def test_command_writes_a_file_as_turtle(shelf: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.rq").write_text(SUPPLIES, encoding="utf-8")
    assert cli.main(["ask", "--file", str(tmp_path / "q.rq"), "--graph", shelf, "--format", "turtle"]) == 0
    assert "vendor:acme" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (["size", "--format", "turtle"], "kg: --format turtle: it does not fit a SELECT or ASK; choose one of"),
        (["suppliers-of-state", "--format", "sparql-xml", "--cite"], "kg: --format sparql-xml: it has no place for"),
        (["--sparql", "ASK {}", "--param", "a=b", "--format", "sparql-xml"], "kg: --param: parameters belong to a"),
    ],
)
def test_command_says_what_does_not_fit(
    given: list[str], line: str, shelf: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", *given, "--graph", shelf]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(line)
