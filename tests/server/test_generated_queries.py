"""Queries of many shapes, written by a generator: over HTTP as `kg ask` has them; `--queries N` asks more."""

import random
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.namespace import prefixes
from kg.query import query
from tests.fixtures.servers import served

SECONDS = 20
"""Seconds after which the server tells of an answer that it is late: the others take one at most."""
HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in prefixes().items())
PROPERTIES = (
    "rdfs:label",
    "a",
    "ais:about",
    "ais:supplier",
    "ais:recipient",
    "ais:user",
    "ais:technology",
    "^ais:about",
)
THINGS = ("vendor:huawei", "state:srb", "technology:facial-recognition", "ais:Supply", "ais:Use", "vendor:dahua")
GRAPHS = ("graph:aigs-2022", "graph:aigs-2020", "graph:register-vendors", "graph:situations", "graph:none")
FILTERS = (
    *("ISIRI(?{0})", "STRLEN(STR(?{0})) > 40", "?{0} != ?{1}", "CONTAINS(LCASE(STR(?{0})), 'a')", "BOUND(?{1})"),
    *(
        "REGEX(STR(?{0}), '^h')",
        "LANG(?{1}) = 'en'",
        "EXISTS {{ ?{0} a ?class }}",
        "?{0} IN (vendor:huawei, state:srb)",
    ),
)


def made(chance: random.Random) -> str:
    """Return a query of a few patterns, with or without a dataset, joins, groups, orders and bounds."""
    terms = ["?a", "?b", "?c"]

    def triple() -> str:
        subject = chance.choice([*terms, chance.choice(THINGS)])
        return f"{subject} {chance.choice(PROPERTIES)} {chance.choice([*terms, chance.choice(THINGS)])} ."

    start = chance.choice(["?a rdfs:label ?b .", "?a ais:supplier ?b .", "?a ais:user ?b .", "?a a ais:Vendor ."])
    parts = [start, *(triple() for _ in range(chance.randrange(2)))]
    if chance.random() < 0.4:
        parts.append(f"OPTIONAL {{ ?a {chance.choice(PROPERTIES)} ?c }}")
    if chance.random() < 0.2:
        parts.append(f"MINUS {{ ?a a {chance.choice(THINGS)} }}")
    if chance.random() < 0.2:
        parts = [f"{{ {' '.join(parts)} }} UNION {{ {triple()} }}"]
    if chance.random() < 0.2:
        parts.append(f"VALUES ?a {{ {' '.join(chance.sample(THINGS, 2))} }}")
    if chance.random() < 0.4:
        first, second = chance.sample("abc", 2)
        parts.append(f"FILTER({chance.choice(FILTERS).format(first, second)})")
    where = " ".join(parts)
    if chance.random() < 0.15:
        where = f"GRAPH {chance.choice(['?g', *GRAPHS])} {{ {where} }}"
    dataset = "".join(
        f"FROM {chance.choice(['', 'NAMED '])}{graph} " for graph in chance.sample(GRAPHS, chance.choice([0, 0, 1, 2]))
    )
    form = chance.choice(["rows", "rows", "count", "groups", "ask"])
    if form == "ask":
        return f"{HEAD}ASK {dataset}{{ {where} }}"
    if form == "count":
        counted = chance.choice(["*", "DISTINCT ?a"])
        return f"{HEAD}SELECT (COUNT({counted}) AS ?n) {dataset}WHERE {{ {where} }}"
    if form == "groups":
        return (
            f"{HEAD}SELECT ?b (COUNT(*) AS ?n) {dataset}WHERE {{ {where} }} GROUP BY ?b ORDER BY DESC(?n) ?b LIMIT 40"
        )
    order = chance.choice(
        ["", " ORDER BY ?a ?b ?c", " ORDER BY DESC(?b) ?a ?c LIMIT 25", " ORDER BY ?c ?b ?a OFFSET 3"]
    )
    return f"{HEAD}SELECT {chance.choice(['', 'DISTINCT '])}?a ?b ?c {dataset}WHERE {{ {where} }} {order}"


def rows(content: bytes) -> tuple[bool, list[str]]:
    """Return whether an answer in JSON is true, or its rows as texts."""
    read = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(read, ox.QueryBoolean):
        return bool(read), []
    return True, [" ".join(map(str, row)) for row in read]


def test_generated_queries_give_one_answer(
    released: ox.Store, released_folder: Path, pytestconfig: pytest.Config
) -> None:
    chance, asked, answered, late = random.Random(14), pytestconfig.getoption("--queries"), 0, 0
    with (
        served(released_folder, "--rate", "0", "--quiet", "--lazy", "--seconds", str(SECONDS)) as (address, _),
        httpx.Client(timeout=SECONDS + 30) as client,
    ):
        for _ in range(asked):
            text = made(chance)
            try:
                told = query.run(released, text)
            except QueryError:
                told = None
            reply = client.post(f"{address}/sparql", data={"query": text})
            assert reply.status_code == 400 if told is None else reply.status_code in (200, 504), (
                text,
                reply.text[:300],
            )
            if told is None or reply.status_code == 504:
                late += told is not None
                continue
            truth, found = rows(reply.content)
            if told.columns == ("answer",):
                assert truth == (str(told.rows[0][0]) == str(ox.Literal(True))), text
            elif "x-kg-truncated" not in reply.headers:
                assert sorted(found) == sorted(" ".join(map(str, row)) for row in told.rows), text
            answered += 1
    assert answered > 0.8 * asked
    assert late < 0.02 * asked
